import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { att, balancer, ref, resource } from '../serving/resources';
import { bad, math, measured, objective, query, sumOf, total } from './resources';

const counting = (all: Json, monitored: JsonObject) =>
  measured({
    RequestBasedSli: {
      RequestBasedSliMetric: { TotalRequestCountMetric: all, MonitoredRequestCountMetric: monitored },
    },
  });

/** What most people write: requests that reached a server, and those of them that failed. */
const naive = counting([sumOf('all', 'RequestCount', true)], {
  BadCountMetric: [sumOf('bad', 'HTTPCode_Target_5XX_Count', true)],
});

const period = (queries: Json, comparison: string, threshold: number, others: JsonObject = {}) => ({
  ...measured({
    RequestBasedSli: { Ref: 'AWS::NoValue' },
    Sli: {
      SliMetric: { MetricDataQueries: queries },
      ComparisonOperator: comparison,
      MetricThreshold: threshold,
    },
  }),
  ...others,
});

const canary = resource('Synthetics::Canary', {
  StartCanaryAfterCreation: true,
  RunConfig: { EnvironmentVariables: { URL: { 'Fn::Sub': 'https://${Alb.DNSName}/health' } } },
});
const succeeds = [
  query(
    'up',
    {
      Namespace: 'CloudWatchSynthetics',
      MetricName: 'SuccessPercent',
      Dimensions: [{ Name: 'CanaryName', Value: ref('Canary') }],
    },
    'Average',
    true,
    300,
  ),
];

const times = [
  query(
    'p95',
    {
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'TargetResponseTime',
      Dimensions: [{ Name: 'LoadBalancer', Value: att('Alb', 'LoadBalancerFullName') }],
    },
    'p95',
  ),
];

const usual = 'with 10 000 requests a minute, all of which succeed';
const failing = 'with 10 000 requests a minute, 10 % of which fail';

/** What objectives count, tried on traffic. */
export const measurement: ControlCases = {
  pass: [
    { name: 'errors of servers alone', resources: naive },
    {
      name: 'good requests',
      resources: counting(total, { GoodCountMetric: [sumOf('good', 'HTTPCode_Target_2XX_Count', true)] }),
    },
    {
      name: 'periods in which a canary succeeds',
      resources: period(succeeds, 'GreaterThanOrEqualTo', 90, { Canary: canary }),
    },
    {
      name: 'periods in which few requests fail',
      resources: period(
        math(
          '100 * FILL(failed, 0) / requests',
          sumOf('failed', 'HTTPCode_Target_5XX_Count', false),
          sumOf('requests', 'RequestCount', false),
        ),
        'LessThan',
        1,
      ),
    },
    {
      name: 'the load balancer behind a distribution',
      resources: {
        Alb: balancer({ Scheme: 'internal' }),
        Slo: objective(),
        Cdn: resource('CloudFront::Distribution', {
          DistributionConfig: {
            Enabled: true,
            Origins: [{ Id: 'alb', DomainName: att('Alb', 'DNSName'), CustomOriginConfig: {} }],
            DefaultCacheBehavior: { TargetOriginId: 'alb' },
          },
        }),
      },
    },
  ],
  fail: [
    {
      name: 'bad requests taken for good ones',
      resources: counting(total, { GoodCountMetric: bad }),
      findings: [`fail Alb: ${usual}, Slo counts 100 % of the requests as failed, expected none`],
    },
    {
      name: 'errors of clients alone',
      resources: counting(total, { BadCountMetric: [sumOf('bad', 'HTTPCode_Target_4XX_Count', true)] }),
      findings: [`fail Alb: ${failing}, Slo counts 0 % of the requests as failed, expected 10 %`],
    },
    {
      name: 'errors of the load balancer alone',
      resources: counting(total, { BadCountMetric: [sumOf('bad', 'HTTPCode_ELB_5XX_Count', true)] }),
      findings: [`fail Alb: ${failing}, Slo counts 0 % of the requests as failed, expected 10 %`],
    },
    {
      name: 'periods in which answers are quick',
      resources: period(times, 'LessThan', 0.5),
      findings: [
        `fail Alb: ${failing}, Slo takes the time for good, expected bad; ` +
          'with every request failing, as no server is healthy, Slo takes the time for good, expected bad',
      ],
    },
    {
      name: 'periods in which a canary fails taken for good ones',
      resources: period(succeeds, 'LessThan', 90, { Canary: canary }),
      findings: [`fail Alb: ${usual}, Slo takes the time for bad, expected good`],
    },
  ],
  unknown: [],
};

/** Whether what nobody answers is counted. */
export const outages: ControlCases = {
  pass: [
    { name: 'errors of the load balancer in both counts', resources: measured() },
    {
      name: 'periods in which a canary succeeds',
      resources: period(succeeds, 'GreaterThanOrEqualTo', 90, { Canary: canary }),
    },
  ],
  fail: [
    {
      name: 'errors of servers alone',
      resources: naive,
      findings: [
        'fail Alb: with every request failing, as no server is healthy, Slo counts no requests, expected all',
      ],
    },
  ],
  unknown: [
    {
      name: 'errors of the load balancer that are lost where servers have none',
      resources: counting(total, {
        BadCountMetric: math(
          'failed + refused',
          sumOf('failed', 'HTTPCode_Target_5XX_Count', false),
          sumOf('refused', 'HTTPCode_ELB_5XX_Count', false),
        ),
      }),
      findings: [
        'unknown Alb: what Slo counts is not known: its metric math meets missing data points outside FILL, ' +
          'and whether they count as 0 decides',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no objective',
      resources: { Alb: balancer() },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
  ],
};
