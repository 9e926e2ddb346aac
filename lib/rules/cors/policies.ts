import type { Environment } from '../../model/environment';
import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, not, or, Undecided, type Tri } from '../../model/tri';
import { any, cite, given, no, unknown, yes, type Answer } from '../answer';
import { behaviorsOf, type Behavior } from '../cdn/distributions';
import { isStated, optionsOf } from '../either-way';
import { resourcesIn } from '../mentions';
import { perEnvironment } from '../per-environment';
import { isTrue, test } from '../reading';
import {
  activeDistributions,
  answersItself,
  corsConfig,
  headersPolicyType,
  isActive,
  servesAssets,
} from './behaviors';
import { namesOrigins } from './origins';

/** Response headers policies with CORS rules. */
export function corsPolicies(environment: Environment): readonly Resource[] {
  return environment.of(headersPolicyType).filter((policy) => isStated(policy.read(corsConfig)) !== false);
}

/** A behaviour that a response headers policy is attached to, or may be. */
interface Attachment {
  readonly behavior: Behavior;
  readonly certain: Tri;
}

const attachments = perEnvironment((environment) => {
  const byPolicy = new Map<Resource, Attachment[]>();
  let open: string | undefined;
  for (const behavior of activeDistributions(environment).flatMap(behaviorsOf)) {
    for (const id of optionsOf(member(behavior.settings, 'ResponseHeadersPolicyId'))) {
      const target = targetOf(id.option, behavior.distribution.stack);
      if (id.option.kind !== 'known') open ??= target.open;
      for (const policy of target.resources) {
        const certain = and([isActive(behavior.distribution), behavior.certain, id.certain]);
        const attachment = { behavior, certain };
        byPolicy.set(policy, [...(byPolicy.get(policy) ?? []), attachment]);
      }
    }
  }
  return { byPolicy, open };
});

/** Whether a policy with CORS rules is attached to a behaviour, and to the one that it is made for. */
export function guardsBehavior(policy: Resource): Answer {
  const uses = attachments(policy.stack.environment).byPolicy.get(policy) ?? [];
  if (uses.length === 0) return isUnattached(policy);
  return any(
    uses.map((use) => guards(policy, use)),
    '',
  );
}

/** Whether a policy is where it is needed: at what serves an API, or at assets that it is made for. */
function guards(policy: Resource, use: Attachment): Answer {
  const assets = servesAssets(use.behavior);
  if (assets === false) return attached(policy, use);
  const answer = belongs(policy, use);
  return answer.is === 'yes' ? answer : given(assets, answer);
}

function isUnattached(policy: Resource): Answer {
  const { open } = attachments(policy.stack.environment);
  const elsewhere = open ?? (isExported(policy) ? 'another stack may import it' : undefined);
  return elsewhere === undefined
    ? no(`${policy.logicalId} is attached to no behaviour, expected the one that serves the API`)
    : unknown(`whether ${policy.logicalId} is attached to a behaviour is not known (${elsewhere})`);
}

function attached(policy: Resource, { behavior, certain }: Attachment): Answer {
  const { distribution, name, path } = behavior;
  const seen = `${policy.logicalId} is attached to the ${name} behaviour of ${distribution.logicalId}`;
  return given(certain, yes(seen, cite(distribution, path)));
}

/** Whether a policy belongs to a behaviour of static assets, or has missed the one that serves the API. */
function belongs(policy: Resource, use: Attachment): Answer {
  const found = attached(policy, use);
  const { distribution } = use.behavior;
  const others = behaviorsOf(distribution).map((behavior) => ({
    behavior,
    missed: isUnguardedApi(behavior),
  }));
  const other = others.find(({ missed }) => missed === true) ?? others.find(({ missed }) => missed !== false);
  const purpose = other && isForApi(policy);
  if (!other || purpose === false) return found;
  const { name, path } = other.behavior;
  const seen = `${found.message}, which serves assets, and not to ${name}, which serves more`;
  const proof = cite(distribution, path);
  if (purpose === true)
    return given(and([use.certain, other.missed]), no(`${seen}, expected it there`, proof));
  return unknown(`${seen}; verify that it belongs where it is`, proof);
}

/** Whether a behaviour serves more than assets, and neither a policy nor its origin holds CORS rules for it. */
function isUnguardedApi(behavior: Behavior): Tri {
  return and([
    behavior.certain,
    not(servesAssets(behavior)),
    not(answersItself(behavior)),
    not(isStated(member(behavior.settings, 'ResponseHeadersPolicyId'))),
  ]);
}

/** Whether a policy is meant for an API: it admits writing or credentials. One for assets admits every origin. */
function isForApi(policy: Resource): Tri {
  const path = `${corsConfig}.AccessControlAllowMethods.Items`;
  const forApi = or([
    test(policy.read(`${corsConfig}.AccessControlAllowCredentials`), false, isTrue),
    ...policy
      .each(`${path}.*`)
      .map((method) => test(method, undefined, (verb) => !reads.includes(String(verb)))),
  ]);
  if (forApi !== false) return forApi;
  const origins = policy.read(`${corsConfig}.AccessControlAllowOrigins.Items`);
  const forEverybody = namesOrigins({ name: '', origins, proof: [] }).is === 'no';
  return forEverybody ? false : new Undecided('it names origins, but admits reading alone');
}

const reads = ['GET', 'HEAD', 'OPTIONS'];

/** Whether an output hands a policy to other stacks. */
function isExported(policy: Resource): boolean {
  const { stack } = policy;
  return Object.keys(stack.outputs).some((name) => {
    const value = stack.output(name);
    return value !== undefined && resourcesIn(value).includes(policy);
  });
}
