import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import { samePlace } from '../../model/place';
import type { Resource } from '../../model/resource';
import { and, isUndecided, type Tri } from '../../model/tri';
import { show, type Value } from '../../model/value';
import { all, any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { isWatched, type Demand } from '../alarms/detection';
import { turning } from '../alarms/capacity/emissions';
import { samples, type Emission } from '../alarms/evaluation/samples';
import type { View } from '../alarms/situation';
import { eitherWay } from '../either-way';
import { ifPublic } from '../network/entries';
import { matchesEvent } from '../notification/event-patterns';
import { tellsSomebody } from '../notification/event-rules';
import { perEnvironment } from '../per-environment';
import { test } from '../reading';
import { certificatesOf, certificateType, type CertificateUse } from './uses';

/** When a certificate that renews itself should be renewed, in days before it expires. */
export interface Renewal {
  /** When AWS renews it. */
  readonly renewalDays: number;
  /** When somebody must know at the latest that it did not. */
  readonly leastDays: number;
}

/** Whether somebody hears when a certificate of an entry is not renewed in time. */
export function isExpiryWatched(entry: Resource, renewal: Renewal): Answer | undefined {
  const judge = ifPublic((presenting): Answer | undefined => {
    const answers = certificatesOf(presenting).map((use) => {
      const answer = eitherWay(use.certificate, (certificate) => isToldOf(certificate, use, renewal));
      return answer.is === 'yes' ? answer : given(use.certain, answer);
    });
    return answers.length > 0 ? all(answers) : undefined;
  });
  return judge(entry);
}

function isToldOf(certificate: Value, { owner, path }: CertificateUse, renewal: Renewal): Answer {
  if (certificate.kind === 'absent') return yes('');
  const made = targetOf(certificate, owner.stack).resources[0];
  if (made?.type === certificateType) return isMadeWatched(made, renewal);
  const verify = 'verify in the account that somebody hears before it expires';
  return unknown(
    `the certificate ${show(certificate)} is not among the templates; ${verify}`,
    cite(owner, path),
  );
}

function isMadeWatched(certificate: Resource, renewal: Renewal): Answer {
  const watched = isWatched([certificate], demandOf(certificate, renewal), 'ticket');
  if (watched.is === 'yes') return watched;
  const forwards = forwardsOf(certificate.stack.environment).flatMap((forward) => {
    const near = and([forward.certain, samePlace(forward.rule.stack, certificate.stack)]);
    return near === false ? [] : [given(near, tells(forward, renewal))];
  });
  return any([watched, ...forwards, ...checksOf(certificate)], '');
}

const minutesOfDay = 24 * 60;

const dailies = new Map<number, Emission>();

/** ACM publishes the days that are left once a day, at no fixed minute. */
function daily(days: number): Emission {
  let emission = dailies.get(days);
  if (!emission) {
    const sample = samples(1, days);
    emission = (minute) => ((minute - 1) % minutesOfDay === 0 ? sample : []);
    dailies.set(days, emission);
  }
  return emission;
}

function demandOf(certificate: Resource, { renewalDays, leastDays }: Renewal): Demand {
  const left = (days: number): View => {
    const emission = daily(days);
    return ({ name }, about) =>
      name === 'DaysToExpiry' && about.get('CertificateArn') === certificate ? emission : undefined;
  };
  const [renewing, late] = [renewalDays - 1, leastDays - 1];
  const fresh = left(4 * renewalDays);
  return {
    what: `a certificate that is not renewed ${leastDays} days before it expires`,
    situations: [
      {
        name: `${renewing} days left, when ACM renews the certificate`,
        world: turning(fresh, left(renewing)),
      },
      {
        name: `${late} days left`,
        world: turning(fresh, left(late)),
        firesWithin: 2 * minutesOfDay,
      },
    ],
  };
}

/** What ACM tells EventBridge: daily before a certificate expires, and when it cannot renew one. */
const eventTypes = [
  'ACM Certificate Approaching Expiration',
  'ACM Certificate Renewal Action Required',
] as const;

/** A rule about such events, or that may be. */
interface Forward {
  readonly rule: Resource;
  readonly type: (typeof eventTypes)[number];
  readonly certain: Tri;
}

const forwardsOf = perEnvironment((environment): readonly Forward[] =>
  environment.of('AWS::Events::Rule').flatMap((rule) =>
    eventTypes.flatMap((type) => {
      const certain = and([rule.exists, concerns(rule, type)]);
      return certain === false ? [] : [{ rule, type, certain }];
    }),
  ),
);

function concerns(rule: Resource, type: string): Tri {
  const pattern = rule.read('EventPattern');
  return and([
    pattern.kind !== 'absent',
    matchesEvent(member(pattern, 'source'), 'aws.acm'),
    matchesEvent(member(pattern, 'detail-type'), type),
  ]);
}

function tells({ rule, type }: Forward, { leastDays }: Renewal): Answer {
  const pattern = rule.read('EventPattern');
  const proof = cite(rule, 'EventPattern', pattern);
  const taken = and(
    Array.from({ length: leastDays }, (_, day) =>
      matchesEvent(pattern, { source: 'aws.acm', 'detail-type': type, detail: { DaysToExpiry: day + 1 } }),
    ),
  );
  const seen = `${rule.logicalId} takes in every ${type}`;
  if (isUndecided(taken)) return unknown(`whether ${seen} is not known (${taken.why})`, proof);
  return taken
    ? all([yes(seen, proof), tellsSomebody(rule, 'ticket')])
    : no(`${rule.logicalId} leaves out some ${type}, expected all of the last ${leastDays} days`, proof);
}

/** AWS Config finds certificates that are about to expire; whom it tells is another matter. */
function checksOf({ stack }: Resource): readonly Answer[] {
  return stack.environment.of('AWS::Config::ConfigRule').flatMap((check) => {
    const source = check.read('Source.SourceIdentifier');
    if (test(source, '', (name) => name === 'ACM_CERTIFICATE_EXPIRATION_CHECK') === false) return [];
    return [unknown(`${check.logicalId} finds it; verify that somebody hears of it`, present(check))];
  });
}
