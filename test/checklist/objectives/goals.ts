import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, notGiven, stageUnknown, undecided } from '../expressions';
import { balancer, ref, resource } from '../serving/resources';
import { goal, measured, month, objective, total } from './resources';

const interval = (value: JsonObject) => measured({ Goal: { ...goal, Interval: value } });
const excluding = (...list: readonly JsonObject[]) => measured({ ExclusionWindows: [...list] });
const hours = (duration: number, expression?: string): JsonObject => ({
  Window: { Duration: duration, DurationUnit: 'HOUR' },
  ...(expression === undefined ? {} : { RecurrenceRule: { Expression: expression } }),
});

const none = 'no service level objective measures Alb, expected one of 99.9 %';
const service = (attributes: JsonObject, metric = 'AVAILABILITY') =>
  measured({ RequestBasedSli: { RequestBasedSliMetric: { KeyAttributes: attributes, MetricType: metric } } });

/** What an objective asks for. */
export const goals: ControlCases = {
  pass: [
    { name: '99.9 % of the requests in 30 days', resources: measured() },
    { name: 'more than that', resources: measured({ Goal: { ...goal, AttainmentGoal: 99.95 } }) },
    { name: 'four weeks', resources: interval({ RollingInterval: { Duration: 28, DurationUnit: 'DAY' } }) },
    {
      name: 'a month of the calendar',
      resources: interval({ CalendarInterval: { StartTime: 0, Duration: 1, DurationUnit: 'MONTH' } }),
    },
    {
      name: 'a goal that is enough either way',
      resources: measured({ Goal: { Interval: month, AttainmentGoal: choose('IsProd', 99.99, 99.9) } }),
      ...undecided,
    },
    { name: 'two hours of maintenance a week', resources: excluding(hours(2, 'cron(0 3 ? * SUN *)')) },
    { name: 'a day of maintenance, once', resources: excluding(hours(24)) },
    {
      name: 'an objective that will do beside one that will not',
      resources: { ...measured(), Weak: objective({ Name: 'weak', Goal: { AttainmentGoal: 99 } }) },
    },
  ],
  fail: [
    { name: 'no objective', resources: { Alb: balancer() }, findings: [`fail Alb: ${none}`] },
    {
      name: 'two nines',
      resources: measured({ Goal: { ...goal, AttainmentGoal: 99 } }),
      findings: ['fail Alb: Slo: Goal.AttainmentGoal is 99, expected at least 99.9'],
    },
    {
      name: 'the goal of Application Signals',
      resources: measured({ Goal: { Interval: month } }),
      findings: ['fail Alb: Slo: Goal.AttainmentGoal is not set and so 99, expected at least 99.9'],
    },
    {
      name: 'a fraction in place of a percentage',
      resources: measured({ Goal: { ...goal, AttainmentGoal: 0.999 } }),
      findings: ['fail Alb: Slo: Goal.AttainmentGoal is 0.999, expected at least 99.9'],
    },
    {
      name: 'the interval of Application Signals',
      resources: measured({ Goal: { AttainmentGoal: 99.9 } }),
      findings: ['fail Alb: Slo: Goal.Interval is not set and so 7 days, expected 28 to 31 days'],
    },
    {
      name: 'a quarter',
      resources: interval({ RollingInterval: { Duration: 90, DurationUnit: 'DAY' } }),
      findings: ['fail Alb: Slo: Goal.Interval is 90 days, expected 28 to 31 days'],
    },
    {
      name: 'business hours left out',
      resources: excluding(hours(8, 'cron(0 9 ? * MON-FRI *)')),
      findings: ['fail Alb: Slo: ExclusionWindows leave out 24 % of the time, expected at most 5 %'],
    },
    {
      name: 'windows that are little each, and much together',
      resources: excluding(hours(1, 'rate(1 day)'), hours(1, 'rate(1 day)')),
      findings: ['fail Alb: Slo: ExclusionWindows leave out 8.3 % of the time, expected at most 5 %'],
    },
    {
      name: 'an objective on another load balancer',
      resources: { ...measured(), Admin: balancer() },
      findings: [
        'pass Alb: Slo: Goal.AttainmentGoal is 99.9; Goal.Interval is 30 days; Slo counts failed requests',
        'fail Admin: no service level objective measures Admin, expected one of 99.9 %',
      ],
    },
    {
      name: 'a service whose attributes are not complete',
      resources: service({ Type: 'Service', Name: 'shop' }),
      findings: ['fail Alb: KeyAttributes of Slo lack Environment, expected Type, Name and Environment'],
    },
    {
      name: 'the latency of a service',
      resources: service({ Type: 'Service', Name: 'shop', Environment: 'ecs:prod' }, 'LATENCY'),
      findings: ['fail Alb: MetricType of Slo is LATENCY, expected AVAILABILITY'],
    },
  ],
  unknown: [
    {
      name: 'a goal that a parameter gives',
      resources: measured({ Goal: { ...goal, AttainmentGoal: ref('Goal') } }),
      parameters: { Goal: { Type: 'Number' } },
      findings: [
        `unknown Alb: Slo: Goal.AttainmentGoal is not known (${notGiven('Goal')}), expected at least 99.9`,
      ],
    },
    {
      name: 'an interval that a parameter gives',
      resources: interval({ RollingInterval: { Duration: ref('Days'), DurationUnit: 'DAY' } }),
      parameters: { Days: { Type: 'Number' } },
      findings: [
        `unknown Alb: Slo: Goal.Interval is not known (${notGiven('Days')}), expected 28 to 31 days`,
      ],
    },
    {
      name: 'maintenance whose schedule cannot be read',
      resources: excluding(hours(2, 'every sunday')),
      findings: [
        'unknown Alb: Slo: how much time ExclusionWindows leave out is not known ' +
          '(a schedule cannot be read), expected at most 5 %',
      ],
    },
    {
      name: 'an objective that may not exist',
      resources: measured({}, 'IsProd'),
      ...undecided,
      findings: [
        `unknown Alb: ${stageUnknown}: Slo: Goal.AttainmentGoal is 99.9; Goal.Interval is 30 days; Slo counts failed requests`,
      ],
    },
    {
      name: 'a service that Application Signals finds',
      resources: service({ Type: 'Service', Name: 'shop', Environment: 'ecs:prod' }),
      findings: [
        'unknown Alb: Slo measures shop of Application Signals; ' +
          'verify in the account that it is found there and answers the requests',
      ],
    },
    {
      name: 'metrics that a parameter gives',
      resources: measured({
        RequestBasedSli: {
          RequestBasedSliMetric: {
            TotalRequestCountMetric: total,
            MonitoredRequestCountMetric: { BadCountMetric: ref('Metric') },
          },
        },
      }),
      parameters: { Metric: { Type: 'String' } },
      findings: [
        `unknown Alb: what Slo counts is not known: its Metrics is not known (${notGiven('Metric')})`,
      ],
    },
    {
      name: 'an objective whose indicator is not known',
      resources: measured({ RequestBasedSli: nothing }),
      findings: ['unknown Alb: what Slo counts cannot be read'],
    },
    {
      name: 'a nested stack that is not there',
      resources: { Alb: balancer(), Nested: resource('CloudFormation::Stack', { TemplateURL: 'https://x' }) },
      findings: [
        `unknown Alb: ${none}, but the template of nested stack Nested of Stack1 is not among the files`,
      ],
    },
  ],
};
