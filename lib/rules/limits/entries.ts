import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { or, type Tri } from '../../model/tri';
import { keyOf, type Value } from '../../model/value';
import { all, any, given, unknown, type Answer } from '../answer';
import { ownFirewall } from '../firewall/attached';
import { firewallsOf } from '../firewall/attachment';
import { frontsOf } from '../firewall/fronts';
import { isLockedTo } from '../firewall/lock';
import { resourcesIn } from '../mentions';
import { distributionType, entryTypes, hiddenBalancer } from '../network/entries';
import { perEnvironment } from '../per-environment';
import { allOf } from '../possible';
import { countsAddresses } from './addresses';
import { countsUsers } from './identity';
import { limits, type Limit } from './rates';
import { apiRequests } from './requests';
import { isThrottled } from './throttling';
import { limitsKeys } from './usage-plans';

/** Requests per second: of one client at most, and of all clients of all APIs of an account. */
export interface Rates {
  readonly clientPerSecond: number;
  readonly accountPerSecond: number;
}

/** Whether no address can send an entry more requests than a limit allows. */
export function limitsAddresses(entry: Resource, { clientPerSecond: mostPerSecond }: Rates): Answer {
  const judge = (guarded: Resource): Answer =>
    byFirewall(guarded, {
      noun: 'address',
      counts: (rate) => countsAddresses(rate, guarded),
      requests: apiRequests,
      mostPerSecond,
    });
  return hidden(entry) ?? orInFront(entry, judge);
}

/** Whether no user can send an entry more requests than a limit allows; undefined for what serves files only. */
export function limitsUsers(entry: Resource, rates: Rates): Answer | undefined {
  if (servesFilesOnly(entry)) return undefined;
  const limit: Limit = {
    noun: 'user',
    counts: countsUsers,
    requests: apiRequests,
    mostPerSecond: rates.clientPerSecond,
  };
  const judge = (guarded: Resource): Answer =>
    anyOf(limitsKeys(guarded, rates.accountPerSecond), byFirewall(guarded, limit));
  return hidden(entry) ?? onTheWay(entry, judge);
}

/** Whether an API answers a limited number of requests; undefined for what serves files only. */
export function limitsRequests(entry: Resource, rates: Rates): Answer | undefined {
  if (servesFilesOnly(entry)) return undefined;
  const judge = (guarded: Resource): Answer =>
    anyOf(
      isThrottled(guarded, rates.accountPerSecond),
      limitsKeys(guarded, rates.accountPerSecond),
      byFirewall(guarded, {
        noun: 'client',
        counts: (rate, rule, rules) => countsAddresses(rate, guarded) ?? countsUsers(rate, rule, rules),
        requests: apiRequests,
        mostPerSecond: rates.clientPerSecond,
      }),
    );
  return hidden(entry) ?? onTheWay(entry, judge);
}

/** The answer for what makes its load balancer at deployment, or passes requests on. */
function hidden(entry: Resource): Answer | undefined {
  const verify = 'verify its limits in the account';
  return hiddenBalancer(entry) && unknown(`${entry.type} makes or hides what answers; ${verify}`);
}

function anyOf(...answers: readonly (Answer | undefined)[]): Answer {
  return any(
    answers.filter((answer) => answer !== undefined),
    '',
  );
}

/** Whether an entry has a firewall, and each that it has or may have sets a limit. */
export function byFirewall(entry: Resource, limit: Limit): Answer {
  const attached = ownFirewall(entry);
  const { firewalls } = firewallsOf(entry);
  if (attached.is === 'no' || firewalls.length === 0) return attached;
  const possible = firewalls.map(({ acl, certain }) => ({ certain, answer: limits(acl, limit) }));
  return all([attached, allOf(possible)]);
}

/** The answer for an entry, or for what its requests come through before or go through after it. */
export function onTheWay(entry: Resource, judge: (guarded: Resource) => Answer): Answer {
  return orInFront(entry, (guarded) => orBehind(guarded, judge));
}

/** The answer for an entry, or for all that stands in front of it where nobody can reach around that. */
function orInFront(entry: Resource, judge: (guarded: Resource) => Answer): Answer {
  const own = judge(entry);
  const fronts = frontsOf(entry);
  if (own.is === 'yes' || fronts.length === 0) return own;
  const inFront = fronts.map(({ distribution, certain }) => given(certain, judge(distribution)));
  return any([own, all([isLockedTo(entry, fronts), ...inFront])], '');
}

/** The answer for a distribution, or for all entries that it passes requests on to. */
function orBehind(entry: Resource, judge: (guarded: Resource) => Answer): Answer {
  const own = judge(entry);
  const behind = own.is === 'yes' ? undefined : entriesBehind(entry.stack.environment).get(entry);
  if (!behind) return own;
  const possible = behind.map(({ entry: next, certain }) => ({ certain, answer: judge(next) }));
  // What passes its requests on to nothing for certain may well answer them by itself.
  const passedOn = or(behind.map(({ certain }) => certain));
  return any([own, given(passedOn, allOf(possible))], '');
}

/** An entry that a distribution passes requests on to. */
export interface Behind {
  readonly entry: Resource;
  readonly certain: Tri;
}

/** The entries that distributions pass requests on to. */
export const entriesBehind = perEnvironment((environment): ReadonlyMap<Resource, readonly Behind[]> => {
  const table = new Map<Resource, Behind[]>();
  for (const entry of environment.of(...entryTypes)) {
    for (const { distribution, certain } of frontsOf(entry))
      table.set(distribution, [...(table.get(distribution) ?? []), { entry, certain }]);
  }
  return table;
});

/** Whether a distribution delivers the files of buckets and nothing else: those know no users, and are no API. */
export function servesFilesOnly(entry: Resource): boolean {
  if (entry.type !== distributionType) return false;
  const origins = entry.each('DistributionConfig.Origins.*');
  return origins.length > 0 && origins.every(isBucket);
}

function isBucket(origin: Value): boolean {
  const domain = member(origin, 'DomainName');
  const named = resourcesIn(domain);
  if (named.length > 0) return named.every(({ type }) => type === 'AWS::S3::Bucket');
  if (member(origin, 'S3OriginConfig').kind !== 'absent') return true;
  return /\.s3[.-][a-z0-9.-]*amazonaws\./.test(keyOf(domain) ?? '');
}
