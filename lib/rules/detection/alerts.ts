import type { Environment } from '../../model/environment';
import { member } from '../../model/evaluate';
import { samePlace } from '../../model/place';
import type { Resource } from '../../model/resource';
import { and, isUndecided, unanimous, type Tri } from '../../model/tri';
import { alternatives, whyNotKnown } from '../../model/value';
import { all, any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { finding, judgeEach, type Judgement } from '../finding';
import { matchesEvent, type EventPart } from '../notification/event-patterns';
import { tellsSomebody } from '../notification/event-rules';
import { detectors } from './detectors';

const patternProperty = 'EventPattern';

/** An event of a finding, with its severity in the words of its service. */
interface Sample {
  readonly severity: string;
  readonly event: { readonly source: string; readonly 'detail-type': string; readonly detail: EventPart };
}

/** A service that sends findings to EventBridge. */
interface Route {
  readonly service: string;
  /** One finding for each severity that somebody must hear of. */
  readonly samples: readonly Sample[];
  /** The resource by which the service is switched on, beside the detector. */
  readonly needs?: string;
}

/** Findings of GuardDuty have a severity of 1.0 to 10.0, with one decimal. */
function guardDuty(least: number): Route {
  const tenths = Array.from({ length: 101 - least * 10 }, (_, i) => least * 10 + i);
  return {
    service: 'GuardDuty',
    samples: tenths.map((tenth) => ({
      severity: (tenth / 10).toFixed(1),
      event: {
        source: 'aws.guardduty',
        'detail-type': 'GuardDuty Finding',
        detail: { severity: tenth / 10, service: { archived: 'false' } },
      },
    })),
  };
}

/** Security Hub takes over the findings of GuardDuty, with a severity of its own: HIGH from 7.0, CRITICAL from 9.0. */
const securityHub: Route = {
  service: 'Security Hub',
  needs: 'AWS::SecurityHub::Hub',
  samples: (
    [
      ['HIGH', 70],
      ['CRITICAL', 90],
    ] as const
  ).map(([severity, normalized]) => ({
    severity,
    event: {
      source: 'aws.securityhub',
      'detail-type': 'Security Hub Findings - Imported',
      detail: {
        findings: {
          ProductName: 'GuardDuty',
          RecordState: 'ACTIVE',
          Severity: { Label: severity, Normalized: normalized },
          Workflow: { Status: 'NEW' },
        },
      },
    },
  })),
};

/** A rule that is, or may be, about the findings of a service. */
interface Forward {
  readonly rule: Resource;
  readonly answer: Answer;
}

/** Whether a person hears of the findings of each detector from a severity on. */
export function alertsSomebody(environment: Environment, severity: number): Judgement {
  const found = detectors(environment);
  const forwards = [guardDuty(severity), securityHub].flatMap((route) => forwardsOf(environment, route));
  if (found.resources.length > 0) return judgeEach(found, (detector) => isHeardOf(detector, forwards));
  const told = forwards.find(({ answer }) => answer.is === 'yes');
  if (told) return { findings: [finding(told.rule, told.answer)], examined: 1 };
  const verify = 'verify in the account that a person hears of its findings';
  const missing = `no GuardDuty detector is in the templates${found.switchedOff}; ${verify}`;
  const evidence = forwards.flatMap(({ answer }) => answer.evidence);
  return { findings: [finding(found.subject, unknown(missing, ...evidence))], examined: 0 };
}

/** Rules pass on the events of their own region alone. */
function isHeardOf(detector: Resource, forwards: readonly Forward[]): Answer {
  const { environment } = detector.stack;
  const near = forwards.flatMap(({ rule, answer }) => {
    const together = samePlace(rule.stack, detector.stack);
    return together === false ? [] : [given(together, answer)];
  });
  const elsewhere = environment.of('AWS::Notifications::EventRule')[0];
  const none = 'no rule passes the findings of GuardDuty on, expected one that a person hears';
  if (near.some(({ is }) => is !== 'no')) return any(near, none);
  const refusal = any(near, none);
  const why = elsewhere
    ? `${elsewhere.logicalId} may notify of them; verify that a person does`
    : environment.hidden[0];
  return why === undefined
    ? no(refusal.message, present(detector), ...refusal.evidence)
    : unknown(`${refusal.message}, but ${why}`, ...refusal.evidence);
}

function forwardsOf(environment: Environment, route: Route): readonly Forward[] {
  return environment.of('AWS::Events::Rule').flatMap((rule) => {
    const concerned = concerns(rule, route);
    if (concerned === false) return [];
    const answer = all([
      takesIn(rule, route),
      tellsSomebody(rule, 'ticket'),
      isSwitchedOn(environment, route),
    ]);
    return [{ rule, answer: given(and([rule.exists, concerned]), answer) }];
  });
}

/** Whether a rule is about the findings of a service, whatever it asks of their content. */
function concerns(rule: Resource, { samples }: Route): Tri {
  const [sample] = samples;
  if (!sample) return false;
  const { source, 'detail-type': type } = sample.event;
  const pattern = rule.read(patternProperty);
  const truths = alternatives(pattern).map((option) =>
    and([
      // A rule without a pattern has a schedule.
      option.kind !== 'absent',
      matchesEvent(member(option, 'source'), source),
      matchesEvent(member(option, 'detail-type'), type),
    ]),
  );
  return unanimous(truths, whyNotKnown(pattern) ?? 'its EventPattern is not known');
}

/** Whether the pattern of a rule leaves out none of the findings that somebody must hear of. */
function takesIn(rule: Resource, { service, samples }: Route): Answer {
  const pattern = rule.read(patternProperty);
  const proof = cite(rule, patternProperty, pattern);
  const matches = samples.map(({ event }) => matchesEvent(pattern, event));
  const expected = `expected every finding from ${samples[0]?.severity} on`;
  const missed = samples[matches.indexOf(false)];
  if (missed)
    return no(
      `${rule.logicalId} leaves out ${service} findings of severity ${missed.severity}, ${expected}`,
      proof,
    );
  const doubt = matches.find(isUndecided);
  if (doubt)
    return unknown(
      `which ${service} findings ${rule.logicalId} takes in is not known (${doubt.why}), ${expected}`,
      proof,
    );
  return yes(
    `${rule.logicalId} takes in every ${service} finding from severity ${samples[0]?.severity} on`,
    proof,
  );
}

function isSwitchedOn(environment: Environment, { service, needs }: Route): Answer {
  if (needs === undefined) return yes('');
  const [hub] = environment.of(needs);
  return hub
    ? given(hub.exists, yes(`${hub.logicalId} switches ${service} on`, present(hub)))
    : unknown(`${service} is not in the templates; verify in the account that it is on`);
}
