import type { Environment } from '../../model/environment';
import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, not, or, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, itemsOf, keyOf, whyNotKnown, type Value } from '../../model/value';
import { all, cite, given, unknown, yes, type Answer } from '../answer';
import { caches } from '../cdn/caching';
import { behaviorsOf, type Behavior } from '../cdn/distributions';
import { sourceOf } from '../cdn/origins';
import { apiTypes, distributionType, isPublic } from '../network/entries';
import { eitherWay } from '../either-way';
import { isTrue, test } from '../reading';
import { namesOrigins, unlessPublic, verifyPreflight } from './origins';
import { declaresCors, serversAt } from './servers';

export const headersPolicyType = 'AWS::CloudFront::ResponseHeadersPolicy';
export const corsConfig = 'ResponseHeadersPolicyConfig.CorsConfig';

/** Policies that CloudFront itself provides and that admit every origin: SimpleCORS and its relatives. */
const admitAll: ReadonlySet<string> = new Set([
  '60669652-455b-4ae9-85a4-c4c02393f86c',
  '5cc3b908-e619-4b99-88e5-2cf7f45965bd',
  'e61eb60c-9c35-4d20-a928-2b84e02af89c',
  'eaab4381-ed33-4a86-88ca-d9558dc6cd63',
]);
const securityHeaders = '67f7725c-6f97-4210-82d7-5512b31e9d03';

/** Distributions that are, or may be, switched on. */
export function activeDistributions(environment: Environment): readonly Resource[] {
  return environment.of(distributionType).filter((distribution) => isActive(distribution) !== false);
}

/** Whether a distribution is there, and switched on. */
export function isActive(distribution: Resource): Tri {
  return and([distribution.exists, isPublic(distribution)]);
}

/** Whether a distribution admits origins that are named, and no others, to what it serves besides static assets. */
export function distributionNamesOrigins(distribution: Resource): Answer {
  const answers = behaviorsOf(distribution).map((behavior) => {
    const answer = behaviorNamesOrigins(behavior);
    return answer.is === 'yes' ? answer : given(behavior.certain, answer);
  });
  const isOpen = answers.some(({ is }) => is === 'unknown');
  return all(isOpen ? [...answers, unknown(verifyPreflight)] : answers);
}

function behaviorNamesOrigins(behavior: Behavior): Answer {
  const { distribution, name, path, settings } = behavior;
  const proof = cite(distribution, path);
  return eitherWay(member(settings, 'ResponseHeadersPolicyId'), (id) => {
    const key = keyOf(id) ?? '';
    if (id.kind === 'absent' || key === securityHeaders) return leftToOrigin(behavior);
    if (admitAll.has(key)) return judgeManaged(behavior, id);
    const { resources, open } = targetOf(id, distribution.stack);
    const policy = resources.find(({ type }) => type === headersPolicyType);
    if (!policy) {
      const why = open ?? 'it is no policy';
      return unknown(`the response headers policy of the ${name} behaviour is not known (${why})`, proof);
    }
    return eitherWay(policy.read(corsConfig), (cors) =>
      cors.kind === 'absent' ? leftToOrigin(behavior) : policyNamesOrigins(policy, cors, behavior),
    );
  });
}

function judgeManaged(behavior: Behavior, id: Value): Answer {
  const proof = [cite(behavior.distribution, behavior.path)];
  const name = `the managed policy ${keyOf(id)} of the ${behavior.name} behaviour`;
  return unlessPublic(servesAssets(behavior), namesOrigins({ name, origins: everyOrigin, proof }));
}

const everyOrigin: Value = { kind: 'list', items: [{ kind: 'known', value: '*' }] };

function policyNamesOrigins(policy: Resource, cors: Value, behavior: Behavior): Answer {
  const origins = `${corsConfig}.AccessControlAllowOrigins.Items`;
  const answer = namesOrigins({
    name: `AccessControlAllowOrigins of ${policy.logicalId}`,
    origins: policy.read(origins),
    proof: [cite(policy, origins), cite(behavior.distribution, behavior.path)],
  });
  const secret = test(member(cors, 'AccessControlAllowCredentials'), false, isTrue);
  return unlessPublic(and([servesAssets(behavior), not(secret)]), answer);
}

/** The answer for a behaviour that adds no headers of its own: its origin decides. */
function leftToOrigin(behavior: Behavior): Answer {
  const { distribution, name, path } = behavior;
  const proof = cite(distribution, path);
  const isStatic = servesAssets(behavior);
  if (isStatic === true) return yes(`the ${name} behaviour serves the files of a bucket`, proof);
  if (answersItself(behavior) === true)
    return yes(`the ${name} behaviour leaves CORS to its origin, which declares it`, proof);
  return unknown(`the ${name} behaviour leaves CORS to its origin`, proof);
}

/** Whether the origin of a behaviour declares CORS in the templates, where it is judged by itself. */
export function answersItself({ distribution, origins }: Behavior): Tri {
  const declared = origins.map(({ option, certain }) => {
    const declares = whereverItLeads(option, (domain) => {
      const servers = serversAt(domain, distribution);
      return servers.length > 0 && and(servers.map(declaresCors));
    });
    return and([certain, declares]);
  });
  return declared.length > 0 && and(declared);
}

/** What holds of the domain of an origin, whichever of its values that has. */
function whereverItLeads(origin: Value, holds: (domain: Value) => Tri): Tri {
  const domain = member(origin, 'DomainName');
  return unanimous(alternatives(domain).map(holds), whyNotKnown(domain) ?? 'its domain is not known');
}

/** Whether a behaviour serves static assets alone: the files of buckets, or what is cached for everybody. */
export function servesAssets(behavior: Behavior): Tri {
  const { distribution, origins, settings, name } = behavior;
  if (origins.length === 0) return new Undecided(`the origin of the ${name} behaviour is not known`);
  const fromBuckets = and(
    origins.map(({ option, certain }) => {
      const isBucket = sourceOf(option, behavior) !== undefined;
      return certain === true || !isBucket ? isBucket : certain;
    }),
  );
  if (fromBuckets !== false) return fromBuckets;
  const methods = itemsOf(member(settings, 'AllowedMethods'));
  const writes = or(methods.map((method) => test(method, undefined, (verb) => verb === 'POST')));
  const cached = caches(behavior);
  const isServer = or(
    origins.map(({ option, certain }) =>
      and([certain, or([cached.is === 'no', writes === true, isApi(option, distribution)])]),
    ),
  );
  return isServer === false
    ? new Undecided(`whether the ${name} behaviour serves assets alone is not known`)
    : not(isServer);
}

/** Whether an origin is an API of API Gateway or AppSync, or the URL of a function. */
function isApi(origin: Value, distribution: Resource): Tri {
  return whereverItLeads(origin, (domain) => {
    const servers = serversAt(domain, distribution);
    return (
      servers.some(({ type }) => apiTypes.includes(type) || type === 'AWS::Lambda::Url') ||
      /\.(execute-api|lambda-url|appsync-api)\./.test(keyOf(domain) ?? '')
    );
  });
}
