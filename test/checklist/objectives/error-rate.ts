import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { stageUnknown, undecided } from '../expressions';
import { balancer, ref, resource } from '../serving/resources';
import { alarm, math, measured, objective, pager, pages, sumOf } from './resources';

/** A rate in percent, 0 where there are too few requests to tell. */
const rate = (least: number, period: number) => {
  const queries = [
    sumOf('requests', 'RequestCount', false),
    sumOf('failed', 'HTTPCode_Target_5XX_Count', false),
    sumOf('refused', 'HTTPCode_ELB_5XX_Count', false),
  ].map((query): JsonObject => {
    const stat = query.MetricStat as JsonObject;
    return { ...query, MetricStat: { ...stat, Period: period } };
  });
  const all = '(FILL(requests, 0) + FILL(refused, 0))';
  return math(`IF(${all} >= ${least}, 100 * (FILL(failed, 0) + FILL(refused, 0)) / ${all}, 0)`, ...queries);
};

const shop = (properties: JsonObject) => ({
  Alb: balancer(),
  ...pager,
  Errors: alarm({ Threshold: 0.1, ...pages, ...properties }),
});
const hourly = { Metrics: rate(1000, 3600) };
const mail = (): JsonObject => ({
  ...shop(hourly),
  Pager: resource('SNS::Subscription', {
    TopicArn: ref('Topic'),
    Protocol: 'email',
    Endpoint: 'operations@example.com',
  }),
});

const none = 'no service level objective measures Alb, expected one of 99.9 %; ';

/** Errors are held below one in a thousand: by an objective, or by an alarm that looks back on an hour. */
export const errorRate: ControlCases = {
  pass: [
    { name: 'an objective of 99.9 %', resources: measured() },
    { name: 'an alarm on the rate of each hour', resources: shop(hourly) },
    { name: 'a ticket by mail', resources: mail() },
    {
      name: 'an alarm on every five minutes of an hour',
      resources: shop({ Metrics: rate(1000, 300), EvaluationPeriods: 12 }),
    },
    {
      name: 'an alarm beside an objective that is too weak',
      resources: { ...shop(hourly), Slo: objective({ Goal: { AttainmentGoal: 95 } }) },
    },
  ],
  fail: [
    {
      name: 'neither',
      resources: { Alb: balancer() },
      findings: [
        `fail Alb: ${none}no alarm reads the metrics of Alb, expected one that notices an error rate above 0.1 %`,
      ],
    },
    {
      name: 'an alarm that a single bad minute sets off',
      resources: shop({ Metrics: rate(20, 60) }),
      findings: [
        `fail Alb: ${none}with 10 000 requests a minute, 1 % of which fail for 2 minutes, ` +
          'Errors fires after 1 minute (it compares 1 with > 0.1), expected it to stay quiet',
      ],
    },
    {
      name: 'the bound of pages',
      resources: shop({ ...hourly, Threshold: 1 }),
      findings: [
        `fail Alb: ${none}with 10 000 requests a minute, 0.102 % of which fail, ` +
          'Errors stays OK (it compares 0.102 with > 1), expected ALARM within 80 minutes (and so in 2 other situations)',
      ],
    },
    {
      name: 'an alarm that nobody hears',
      resources: shop({ ...hourly, AlarmActions: ref('AWS::NoValue') }),
      findings: [`fail Alb: ${none}Errors has no AlarmActions, expected a topic that a person hears`],
    },
  ],
  unknown: [
    {
      name: 'an alarm that may not exist',
      resources: {
        ...shop({}),
        Errors: { ...alarm({ Threshold: 0.1, ...pages, ...hourly }), Condition: 'IsProd' },
      },
      ...undecided,
      findings: [`unknown Alb: ${stageUnknown}: Errors notices an error rate above 0.1 %`],
    },
  ],
};

const policy = (target: number) =>
  resource('ResilienceHubV2::Policy', { Name: 'shop', AvailabilitySlo: { Target: target } });

/** A level of service is defined: somewhere, by an objective or a policy. */
export const defined: ControlCases = {
  pass: [
    { name: 'an objective on one of two entries', resources: { ...measured(), Admin: balancer() } },
    { name: 'a policy of Resilience Hub', resources: { Alb: balancer(), Policy: policy(99.9) } },
  ],
  fail: [
    {
      name: 'nothing',
      resources: { Alb: balancer() },
      findings: ['fail Alb: no service level objective measures Alb, expected one of 99.9 %'],
    },
    {
      name: 'no entry',
      resources: {},
      findings: ['fail Stack1: no public entry is in the templates, expected at least one'],
    },
    {
      name: 'a policy that asks for less',
      resources: { Alb: balancer(), Policy: policy(99.5) },
      findings: [
        'fail Alb: no service level objective measures Alb, expected one of 99.9 %; ' +
          'Policy: AvailabilitySlo.Target is 99.5, expected at least 99.9',
      ],
    },
    {
      name: 'a policy without an objective',
      resources: { Alb: balancer(), Policy: resource('ResilienceHubV2::Policy', { Name: 'shop' }) },
      findings: [
        'fail Alb: no service level objective measures Alb, expected one of 99.9 %; ' +
          'Policy: AvailabilitySlo.Target is not set, expected at least 99.9',
      ],
    },
  ],
  unknown: [
    {
      name: 'an objective that may not exist',
      resources: measured({}, 'IsProd'),
      ...undecided,
      findings: [
        `unknown Alb: ${stageUnknown}: Slo: Goal.AttainmentGoal is 99.9; Goal.Interval is 30 days; Slo counts failed requests`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that is declared to have no entry',
      resources: {},
      declaration: { entries: { none: 'it only works through a queue' } },
      findings: ['notApplicable Stack1: declared: it only works through a queue'],
    },
  ],
};
