import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { undecided } from '../expressions';
import { forward, ref, resource, rule, service, targetGroup } from '../serving/resources';
import { alarm, elb, files, metric, ofGroup, onCall, onMath, onMetric, shop } from './alarms';

const having = (Slow: JsonObject, others: JsonObject = {}): { resources: JsonObject } => ({
  resources: { ...shop, Slow, ...others },
});

const time = elb('TargetResponseTime');

/** An alarm on the response times of `Alb`. */
const slow = (properties: JsonObject): JsonObject => onMetric(time, { Threshold: 0.5, ...properties });
const p95 = (properties: JsonObject = {}): JsonObject => slow({ ExtendedStatistic: 'p95', ...properties });

/** A REST API with a stage, and an alarm on its latency. */
const api = (Slow: JsonObject): { resources: JsonObject } => ({
  resources: {
    ...onCall,
    Api: resource('ApiGateway::RestApi', { Name: 'orders' }),
    Stage: resource('ApiGateway::Stage', { RestApiId: ref('Api'), StageName: 'prod' }),
    Slow,
  },
});
const apiLatency = metric('AWS/ApiGateway', 'Latency', { ApiName: 'orders', Stage: 'prod' });

/** A distribution in front of a server, in the region of its metrics. */
function cdn(
  metrics: boolean,
  condition?: string,
): {
  readonly stacks: { readonly region: string; readonly template: JsonObject }[];
} {
  const subscribed = {
    DistributionId: ref('Cdn'),
    MonitoringSubscription: {
      RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: 'Enabled' },
    },
  };
  const subscription = resource('CloudFront::MonitoringSubscription', subscribed, condition);
  const origin = { Id: 'a', DomainName: 'shop.example.com', CustomOriginConfig: {} };
  const Resources = {
    ...onCall,
    Cdn: resource('CloudFront::Distribution', { DistributionConfig: { Enabled: true, Origins: [origin] } }),
    Slow: onMetric(
      metric('AWS/CloudFront', 'OriginLatency', { DistributionId: ref('Cdn'), Region: 'Global' }),
      { ExtendedStatistic: 'p95', Threshold: 500 },
    ),
    ...(metrics ? { Subscription: subscription } : {}),
  };
  const { parameters: Parameters, conditions: Conditions } = undecided;
  return { stacks: [{ region: 'us-east-1', template: { Resources, Parameters, Conditions } }] };
}

/** The response times of public entries. */
export const latency: ControlCases = {
  pass: [
    { name: 'p95 above half a second', ...having(p95()) },
    {
      name: 'few samples left out of account',
      ...having(p95({ EvaluateLowSampleCountPercentile: 'ignore' })),
    },
    { name: 'p99 above half a second', ...having(slow({ ExtendedStatistic: 'p99' })) },
    { name: 'p95 above 200 ms', ...having(p95({ Threshold: 0.2 })) },
    {
      name: 'less than 95 % within half a second',
      ...having(
        slow({
          ExtendedStatistic: 'PR(:0.5)',
          ComparisonOperator: 'LessThanThreshold',
          Threshold: 95,
        }),
      ),
    },
    {
      name: 'milliseconds by metric math',
      ...having(onMath('1000 * p95', { p95: { ...time, Stat: 'p95' } }, { Threshold: 500 })),
    },
    {
      name: 'five minutes, twice',
      ...having(p95({ Period: 300, EvaluationPeriods: 2, DatapointsToAlarm: 2 })),
    },
    {
      name: 'the target group of the only service',
      ...having(
        onMetric(elb('TargetResponseTime', ofGroup('Targets')), { ExtendedStatistic: 'p95', Threshold: 0.5 }),
      ),
    },
    {
      name: 'a REST API in milliseconds',
      ...api(onMetric(apiLatency, { ExtendedStatistic: 'p95', Threshold: 500 })),
    },
    { name: 'a distribution that publishes what its origin takes', ...cdn(true) },
  ],
  fail: [
    {
      name: 'one of two services',
      ...having(
        onMetric(elb('TargetResponseTime', ofGroup('Targets')), { ExtendedStatistic: 'p95', Threshold: 0.5 }),
        {
          Rule: rule({ Actions: [forward(ref('Admin'))] }),
          Admin: targetGroup(),
          Back: service({ LoadBalancers: [{ TargetGroupArn: ref('Admin') }] }),
        },
      ),
      findings: [
        'fail Alb: with 10 000 requests a minute, 6 % of which take 510 ms, all of them at Admin, Slow stays OK (it compares 0.02 with > 0.5), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'no alarm',
      resources: shop,
      findings: [
        'fail Alb: no alarm reads the metrics of Alb, Targets, expected one that notices a p95 of the response times above 500 ms',
      ],
    },
    {
      name: 'a threshold in milliseconds on a metric in seconds',
      ...having(p95({ Threshold: 500 })),
      findings: [
        'fail Alb: with 10 000 requests a minute, 6 % of which take 510 ms, Slow stays OK (it compares 0.51 with > 500), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'a threshold in seconds on a metric in milliseconds',
      ...api(onMetric(apiLatency, { ExtendedStatistic: 'p95', Threshold: 0.5 })),
      findings: [
        'fail Api: with 10 000 requests a minute, all but a few of which are quick, Slow fires after 1 minute (it compares 20 with > 0.5), expected it to stay quiet',
      ],
    },
    {
      name: 'the average',
      ...having(slow({ Statistic: 'Average' })),
      findings: [
        'fail Alb: with 10 000 requests a minute, 6 % of which take 510 ms, Slow stays OK (it compares 0.0494 with > 0.5), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'p90',
      ...having(slow({ ExtendedStatistic: 'p90' })),
      findings: [
        'fail Alb: with 10 000 requests a minute, 6 % of which take 510 ms, Slow stays OK (it compares 0.02 with > 0.5), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'a trimmed mean',
      ...having(slow({ ExtendedStatistic: 'tm95' })),
      findings: [
        'fail Alb: with 10 000 requests a minute, 6 % of which take 510 ms, Slow stays OK (it compares 0.0252 with > 0.5), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'the maximum',
      ...having(slow({ Statistic: 'Maximum' })),
      findings: [
        'fail Alb: with 10 000 requests a minute, all but a few of which are quick, Slow fires after 1 minute (it compares 5 with > 0.5), expected it to stay quiet',
      ],
    },
    {
      name: 'p95 above a second',
      ...having(p95({ Threshold: 1 })),
      findings: [
        'fail Alb: with 10 000 requests a minute, 6 % of which take 510 ms, Slow stays OK (it compares 0.51 with > 1), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'five minutes, three times',
      ...having(p95({ Period: 300, EvaluationPeriods: 3, DatapointsToAlarm: 3 })),
      findings: [
        'fail Alb: with 10 000 requests a minute, 6 % of which take 510 ms, Slow fires after 15 minutes (it compares 0.51 with > 0.5), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'missing data taken for slowness',
      ...having(p95({ TreatMissingData: 'breaching' })),
      findings: [
        'fail Alb: with no requests, Slow fires after 1 minute (it has no data), expected it to stay quiet',
      ],
    },
    {
      name: 'the wrong unit',
      ...having(p95({ Unit: 'Milliseconds' })),
      findings: [
        'fail Alb: with 10 000 requests a minute, 6 % of which take 510 ms, Slow stays OK (it has no data; AWS/ApplicationELB publishes TargetResponseTime in Seconds, not in Milliseconds), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'a distribution that does not publish what its origin takes',
      ...cdn(false),
      findings: [
        'fail Cdn: none of the alarms on Cdn (Slow) can notice it, expected one that notices a p95 of the response times above 500 ms',
      ],
    },
    {
      name: 'mail',
      resources: {
        ...shop,
        Slow: p95(),
        Pager: resource('SNS::Subscription', {
          TopicArn: ref('OnCall'),
          Protocol: 'email',
          Endpoint: 'ops@example.com',
        }),
      },
      findings: ['fail Alb: the email subscription of OnCall wakes nobody, expected a service that pages'],
    },
    {
      name: 'no entry',
      resources: {},
      findings: ['fail Stack1: no public entry is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'a distribution that may publish what its origin takes',
      ...cdn(true, 'IsProd'),
      findings: [
        'unknown Cdn: parameter Stage of Stack1 has no default and was given no value: none of the alarms on Cdn (Slow) can notice it, expected one that notices a p95 of the response times above 500 ms',
      ],
    },
    {
      name: 'a service that Application Signals knows',
      ...having(
        onMetric(metric('AWS/ApplicationSignals', 'Latency', { Environment: 'prod', Service: 'shop' }), {
          ExtendedStatistic: 'p95',
          Threshold: 500,
        }),
      ),
      findings: [
        'unknown Alb: no alarm reads the metrics of Alb, Targets, expected one that notices a p95 of the response times above 500 ms; Slow watches Latency of a service in Application Signals: verify that it is the one behind it',
      ],
    },
    {
      name: 'a threshold of later',
      ...having(p95({ Threshold: ref('Bound') })),
      parameters: { Bound: { Type: 'Number' } },
      findings: [
        'unknown Alb: whether Slow notices a p95 of the response times above 500 ms is not known: its Threshold is not known (parameter Bound of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'an anomaly',
      ...having(
        alarm({
          ComparisonOperator: 'GreaterThanUpperThreshold',
          ThresholdMetricId: 'band',
          Metrics: [
            { Id: 'p95', MetricStat: { Metric: time, Stat: 'p95', Period: 60 } },
            { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(p95, 2)' },
          ],
        }),
      ),
      findings: [
        'unknown Alb: whether Slow notices a p95 of the response times above 500 ms is not known: its threshold is a band, which is not tried',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'files alone',
      resources: files,
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
  ],
};
