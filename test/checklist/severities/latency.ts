import type { JsonObject } from '../../../lib/model/input';
import type { IncidentSeverity } from '../../../lib/rules/alarms/reach/severities';
import type { ControlCases } from '../../harness/judge';
import { composite, rule, silent } from '../../rules/alarms/notified';
import { choose, notGiven, nothing, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { rated, watched } from './resources';

export const latency = (severity: IncidentSeverity, minutes: number): ControlCases => {
  const seconds = minutes * 60;
  const timed = (changes: JsonObject): JsonObject => watched(severity, { Errors: rated(severity, changes) });
  const math = (...periods: number[]): JsonObject => ({
    Period: nothing,
    Metrics: [
      { Id: 'e', Expression: 'a + b' },
      ...periods.map((Period, i) => ({
        Id: `m${i}`,
        ReturnData: false,
        MetricStat: { Period, Stat: 'Sum' },
      })),
    ],
  });
  const site = (properties: JsonObject, ruleOfSite: JsonObject | string): JsonObject => ({
    Errors: silent(properties),
    Site: composite(ruleOfSite, { AlarmDescription: `${severity}: The site is down.` }),
  });
  const slow = { Period: seconds, EvaluationPeriods: 2 };
  const tooSlow = `Errors fires after ${2 * minutes} minutes (2 × ${seconds} s), expected at most ${minutes}`;
  return {
    pass: [
      { name: 'two minutes', resources: watched(severity) },
      { name: 'all the time there is', resources: timed({ Period: seconds / 2, EvaluationPeriods: 2 }) },
      {
        name: 'some of many periods',
        resources: timed({ Period: seconds, EvaluationPeriods: 20, DatapointsToAlarm: 1 }),
      },
      {
        name: 'days, where minutes do not matter',
        resources: timed({ MetricName: 'DaysToExpiry', Period: 86_400, EvaluationPeriods: 1 }),
      },
      { name: 'numbers as text', resources: timed({ Period: '60', EvaluationPeriods: '1' }) },
      { name: 'metric math', resources: timed(math(seconds / 2, 60)) },
      {
        name: 'periods that a condition chooses, all short',
        resources: timed({ Period: choose('IsProd', 10, 30) }),
        ...undecided,
      },
      { name: 'a composite alarm', resources: site({}, rule`ALARM("${'Errors'}")`) },
      {
        name: 'a composite alarm with a slow guard',
        resources: {
          ...site({}, rule`ALARM("${'Errors'}") AND NOT ALARM("${'Guard'}")`),
          Guard: silent(slow),
        },
      },
    ],
    fail: [
      { name: 'long periods', resources: timed(slow), findings: [`fail Errors: ${tooSlow}`] },
      {
        name: 'many datapoints',
        resources: timed({ Period: seconds / 2, EvaluationPeriods: 9, DatapointsToAlarm: 4 }),
        findings: [
          `fail Errors: Errors fires after ${2 * minutes} minutes (4 × ${seconds / 2} s), expected at most ${minutes}`,
        ],
      },
      {
        name: 'metric math with one long period',
        resources: timed(math(60, seconds)),
        findings: [`fail Errors: ${tooSlow}`],
      },
      {
        name: 'a composite alarm over a slow one',
        resources: site(slow, rule`ALARM("${'Errors'}")`),
        findings: [`fail Site: ${tooSlow}`],
      },
      {
        name: 'a composite alarm over two that must fire together',
        resources: { ...site(slow, rule`ALARM("${'Errors'}") AND ALARM("${'Slow'}")`), Slow: silent() },
        findings: [`fail Site: ${tooSlow}`],
      },
    ],
    unknown: [
      {
        name: 'a period that is not known',
        resources: timed({ Period: ref('Stage') }),
        ...undecided,
        findings: [
          `unknown Errors: how soon Errors fires is not known (${notGiven('Stage')}), expected within ${minutes} minutes`,
        ],
      },
      {
        name: 'periods that a condition chooses',
        resources: timed({ EvaluationPeriods: 2, Period: choose('IsProd', 60, seconds) }),
        ...undecided,
        findings: [
          `unknown Errors: Errors fires after ${2 * minutes} minutes (2 × ${seconds} s) or sooner, expected at most ${minutes}`,
        ],
      },
      {
        name: 'a query over logs',
        resources: watched(severity, {
          Errors: resource('CloudWatch::LogAlarm', {
            AlarmDescription: `${severity}: Too many errors.`,
            AlarmActions: [ref('Ops')],
          }),
        }),
        findings: [`unknown Errors: Errors runs a query; verify that it fires within ${minutes} minutes`],
      },
      {
        name: 'a composite alarm over one that is elsewhere',
        resources: site({}, 'ALARM(other)'),
        findings: [
          `unknown Site: how soon Site fires is not known (other is not among the templates), expected within ${minutes} minutes`,
        ],
      },
      {
        name: 'a composite alarm without a rule',
        resources: site({}, 'ALARM'),
        findings: [
          `unknown Site: how soon Site fires is not known (its AlarmRule cannot be read), expected within ${minutes} minutes`,
        ],
      },
    ],
    notApplicable: [
      {
        name: 'no alarm of the severity',
        resources: {},
        findings: [`notApplicable Stack1: no ${severity} alarm to judge`],
      },
    ],
  };
};
