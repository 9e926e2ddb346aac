import { same } from '../../model/compare';
import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, Undecided, type Tri } from '../../model/tri';
import { itemsOf, show, type Value } from '../../model/value';
import { all, any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { optionsOf, type Option } from '../either-way';
import { distributionType, isPublic } from '../network/entries';
import { perEnvironment } from '../per-environment';
import { isTrue, test } from '../reading';
import type { Workload } from '../workload';
import { caches } from './caching';

export const deliveryTypes: readonly string[] = [distributionType, 'AWS::Amplify::App'];

const config = 'DistributionConfig';

/**
 * What can deliver static assets: Amplify Hosting, and distributions that are switched on. Those that cache nothing,
 * in front of an API say, count only where nothing else does.
 */
export const deliveries = perEnvironment((environment): readonly Resource[] => {
  const active = environment.of(...deliveryTypes).filter((delivery) => isActive(delivery) !== false);
  const caching = active.filter((delivery) => deliversFromCache(delivery).is !== 'no');
  return caching.length > 0 ? caching : active;
});

/** The content delivery networks of the workload. */
export function contentDelivery({ environment }: Workload): Candidates {
  return candidates(environment, 'content delivery network', deliveries(environment), deliveryTypes);
}

function isActive(delivery: Resource): Tri {
  return delivery.type === distributionType ? isPublic(delivery) : true;
}

/** One behaviour of a distribution, and the origins that it takes its content from. */
export interface Behavior {
  readonly distribution: Resource;
  /** `default`, or the path pattern. */
  readonly name: string;
  readonly path: string;
  readonly settings: Value;
  /** More than one where it fails over to another; empty where they are not known. */
  readonly origins: readonly Option[];
  /** Whether the distribution certainly has it. */
  readonly certain: Tri;
}

export function behaviorsOf(distribution: Resource): readonly Behavior[] {
  const standard = `${config}.DefaultCacheBehavior`;
  return [
    ...behaviorsAt(distribution, standard, distribution.read(standard)),
    ...distribution
      .each(`${config}.CacheBehaviors.*`)
      .flatMap((settings) => behaviorsAt(distribution, `${config}.CacheBehaviors`, settings)),
  ];
}

function behaviorsAt(distribution: Resource, path: string, value: Value): readonly Behavior[] {
  return optionsOf(value).map(({ option: settings, certain }) => {
    const pattern = member(settings, 'PathPattern');
    const name = pattern.kind === 'absent' ? 'default' : show(pattern);
    const origins = originsNamed(distribution, member(settings, 'TargetOriginId'));
    return { distribution, name, path, settings, origins, certain };
  });
}

/** The origins under an id: the origin itself, or the members of an origin group. */
function originsNamed(distribution: Resource, id: Value): readonly Option[] {
  const origins = (name: Value): readonly Option[] => named(distribution, `${config}.Origins.*`, name);
  const members = named(distribution, `${config}.OriginGroups.Items.*`, id).flatMap(
    ({ option: group, certain }) =>
      itemsOf(member(member(group, 'Members'), 'Items'))
        .flatMap((origin) => origins(member(origin, 'OriginId')))
        .map((origin) => ({ ...origin, certain: and([certain, origin.certain]) })),
  );
  return [...origins(id), ...members];
}

/** What a list holds, or may hold, under an id. */
function named(distribution: Resource, path: string, id: Value): readonly Option[] {
  return distribution
    .each(path)
    .flatMap(optionsOf)
    .flatMap(({ option, certain }) => {
      const called = and([certain, same(member(option, 'Id'), id)]);
      return called === false ? [] : [{ option, certain: called }];
    });
}

/** Whether a distribution delivers something from its edge caches. */
export function deliversFromCache(delivery: Resource): Answer {
  if (delivery.type !== distributionType)
    return yes('Amplify Hosting delivers through a CDN', present(delivery));
  const answers = behaviorsOf(delivery).map((behavior) => given(behavior.certain, caches(behavior)));
  return given(isActive(delivery), any(answers, 'it has no behaviour, expected one that caches'));
}

/**
 * Puts a question to every behaviour that static assets may be delivered by: those that cache, or may. Undefined where
 * there is none that it concerns.
 */
export function judgeAssets(
  delivery: Resource,
  question: (behavior: Behavior) => Answer | undefined,
): Answer | undefined {
  if (delivery.type !== distributionType) return undefined;
  const answers = behaviorsOf(delivery).flatMap((behavior) => {
    const cached = caches(behavior);
    const answer = cached.is === 'no' ? undefined : question(behavior);
    if (!answer) return [];
    const applies = cached.is === 'yes' ? behavior.certain : new Undecided(cached.message);
    return [answer.is === 'yes' ? answer : given(applies, answer)];
  });
  return answers.length > 0 ? all(answers) : undefined;
}

/** Whether an asset behaviour refuses or redirects plain HTTP. */
export function deliversByHttps(delivery: Resource): Answer | undefined {
  return judgeAssets(delivery, ({ distribution, name, path, settings }) => {
    const policy = member(settings, 'ViewerProtocolPolicy');
    const proof = cite(distribution, path);
    const refuses = test(policy, 'allow-all', (value) => value !== 'allow-all');
    const seen = `ViewerProtocolPolicy of the ${name} behaviour`;
    if (refuses === true) return yes(`${seen} is ${show(policy)}`, proof);
    if (refuses === false) return no(`${seen} is allow-all, expected redirect-to-https or https-only`, proof);
    return unknown(`${seen} is not known (${refuses.why}), expected redirect-to-https or https-only`, proof);
  });
}

/** Whether assets are compressed on their way. */
export function compresses(delivery: Resource): Answer | undefined {
  return judgeAssets(delivery, ({ distribution, name, path, settings }) => {
    const on = test(member(settings, 'Compress'), false, isTrue);
    const proof = cite(distribution, path);
    if (on === true) return yes(`the ${name} behaviour compresses`, proof);
    if (on === false) return no(`Compress of the ${name} behaviour is false, expected true`, proof);
    return unknown(`Compress of the ${name} behaviour is not known (${on.why}), expected true`, proof);
  });
}
