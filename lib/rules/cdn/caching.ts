import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { or, type Tri } from '../../model/tri';
import { itemsOf, keyOf, type Value } from '../../model/value';
import { cite, given, no, unknown, yes, type Answer, type Evidence } from '../answer';
import { eitherWay } from '../either-way';
import { numeric, test } from '../reading';
import type { Behavior } from './distributions';

/** Policies that CloudFront itself provides, by what they do with answers that say nothing about caching. */
const managedPolicies: ReadonlyMap<string, 'caches' | 'disabled' | 'asks'> = new Map([
  ['658327ea-f89d-4fab-a63d-7e88639e58f6', 'caches'],
  ['b2884449-e4de-46a7-ac36-70bc7f1ddd6d', 'caches'],
  ['2e54312d-136d-493c-8eb9-b001f22f67d2', 'caches'],
  ['08627262-05a9-4f76-9ded-b50ca2e3a84f', 'caches'],
  ['4135ea2d-6df8-44a3-9df3-4b5a84be39ad', 'disabled'],
  ['83da9c7e-98b4-4e11-a168-04f0df8e2c65', 'asks'],
  ['4cc15a8a-d715-48a4-82b8-cc0b614638fe', 'asks'],
]);

/** Whether a behaviour keeps copies at the edge. */
export function caches(behavior: Behavior): Answer {
  const { distribution, name, path, settings } = behavior;
  const proof = cite(distribution, path);
  return eitherWay(member(settings, 'CachePolicyId'), (policy) => {
    if (policy.kind === 'absent') return cachesWithoutPolicy(behavior, proof);
    const { resources, open } = targetOf(policy, distribution.stack);
    const made = resources.find(({ type }) => type === 'AWS::CloudFront::CachePolicy');
    if (made) return policyCaches(made, proof);
    const managed = managedPolicies.get(keyOf(policy) ?? '');
    if (managed === 'caches') return yes(`the ${name} behaviour caches`, proof);
    if (managed === 'disabled')
      return no(`the ${name} behaviour uses CachingDisabled, expected a policy that caches`, proof);
    if (managed === 'asks')
      return cachesWhatIsMarked(`the ${name} behaviour`, 'UseOriginCacheControlHeaders', proof);
    return unknown(
      `whether the cache policy of the ${name} behaviour caches is not known (${open ?? 'it is no policy'})`,
      proof,
    );
  });
}

function policyCaches(policy: Resource, use: Evidence): Answer {
  const settings = policy.read('CachePolicyConfig');
  return keepsCopies(policy.logicalId, settings, use, cite(policy, 'CachePolicyConfig'));
}

/** Behaviours from before cache policies: a day by default, unless a TTL says otherwise. */
function cachesWithoutPolicy({ name, settings }: Behavior, proof: Evidence): Answer {
  const headers = itemsOf(member(member(settings, 'ForwardedValues'), 'Headers'));
  const every = or(headers.map((header) => test(header, undefined, (value) => value === '*')));
  const kept = keepsCopies(`the ${name} behaviour`, settings, proof);
  if (every === false || kept.is === 'no') return kept;
  const seen = `the ${name} behaviour forwards every header and so caches nothing`;
  return given(every, no(`${seen}, expected a policy that caches`, proof));
}

function keepsCopies(subject: string, settings: Value, ...proof: readonly Evidence[]): Answer {
  const lasts = (name: string, otherwise: number): Tri =>
    test(member(settings, name), otherwise, (ttl) => numeric(ttl) > 0, true);
  const longest = lasts('MaxTTL', 31_536_000);
  const unasked = or([lasts('DefaultTTL', 86_400), lasts('MinTTL', 0)]);
  if (longest === false)
    return no(`${subject} caches nothing (MaxTTL is 0), expected a longer one`, ...proof);
  if (longest !== true) return unknown(`MaxTTL of ${subject} is not known (${longest.why})`, ...proof);
  if (unasked === false) return cachesWhatIsMarked(subject, 'DefaultTTL is 0', ...proof);
  if (unasked !== true) return unknown(`DefaultTTL of ${subject} is not known (${unasked.why})`, ...proof);
  return yes(`${subject} caches`, ...proof);
}

function cachesWhatIsMarked(subject: string, why: string, ...proof: readonly Evidence[]): Answer {
  const seen = `${subject} caches only what its origin marks with Cache-Control (${why})`;
  return unknown(`${seen}; verify that assets are marked, or set a default`, ...proof);
}
