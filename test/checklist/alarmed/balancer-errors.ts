import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { join, nothing } from '../expressions';
import { att, ref } from '../serving/resources';
import { counts, elb, errorPercent, errorRate, metric, onMath, onMetric, shop } from './alarms';

/** The shop with an alarm. */
const having = (Errors: JsonObject, others: JsonObject = {}): { resources: JsonObject } => ({
  resources: { ...shop, Errors, ...others },
});

/** Failures at the targets over requests, as they are often written. */
const naive = '100 * t5 / rq';

/** The error rate of application load balancers. */
export const balancerErrors: ControlCases = {
  pass: [
    { name: 'the recommended expression', ...having(errorRate()) },
    { name: 'a stricter threshold', ...having(errorRate({ Threshold: 0.5 })) },
    {
      name: 'a fraction in place of a percentage',
      ...having(errorRate({ Threshold: 0.01 }, `(${errorPercent})/100`)),
    },
    { name: 'at least 1 %', ...having(errorRate({ ComparisonOperator: 'GreaterThanOrEqualToThreshold' })) },
    {
      name: 'a guard that leaves out minutes of few requests, which are no data then',
      ...having(
        errorRate({}, 'IF(FILL(rq,0)+FILL(e5,0)>=20, 100*(FILL(t5,0)+FILL(e5,0))/(FILL(rq,0)+FILL(e5,0)))'),
      ),
    },
    {
      name: 'five minutes at a time',
      ...having(
        onMath(
          errorPercent,
          Object.fromEntries(Object.entries(counts()).map(([id, stat]) => [id, { ...stat, Period: 300 }])),
          { Threshold: 1, EvaluationPeriods: 1, DatapointsToAlarm: 1 },
        ),
      ),
    },
    {
      name: 'the share of requests that succeed',
      ...having(
        errorRate({ ComparisonOperator: 'LessThanThreshold', Threshold: 99 }, `100 - ${errorPercent}`),
      ),
    },
  ],
  fail: [
    {
      name: 'an objective that burns ten times faster than it may',
      ...having(
        onMetric(
          metric('AWS/ApplicationSignals', 'BurnRate', { SloName: 'shop', BurnRateWindowMinutes: '60' }),
          {
            Statistic: 'Maximum',
            Threshold: 14.4,
          },
        ),
      ),
      findings: [
        'fail Alb: no alarm reads the metrics of Alb, Targets, expected one that notices an error rate above 1 %',
      ],
    },
    {
      name: 'failures that the application counts in a namespace named after its stack',
      ...having(
        onMetric(metric(join(ref('AWS::StackName'), '/Jobs'), 'Failures', {}), {
          Statistic: 'Sum',
          Threshold: 1,
        }),
      ),
      findings: [
        'fail Alb: no alarm reads the metrics of Alb, Targets, expected one that notices an error rate above 1 %',
      ],
    },
    {
      name: 'failed payments',
      ...having(onMetric(metric('Shop', 'PaymentErrorRate', {}), { Statistic: 'Average', Threshold: 1 })),
      findings: [
        'fail Alb: no alarm reads the metrics of Alb, Targets, expected one that notices an error rate above 1 %',
      ],
    },
    {
      name: 'no alarm',
      resources: shop,
      findings: [
        'fail Alb: no alarm reads the metrics of Alb, Targets, expected one that notices an error rate above 1 %',
      ],
    },
    {
      name: 'what the naive expression makes of missing counts',
      ...having(errorRate({ TreatMissingData: nothing }, naive)),
      findings: [
        'fail Alb: with one request a minute, which fails, Errors fires after 3 minutes (it compares 100 with > 1), expected it to stay quiet (and so in 3 other situations)',
      ],
    },
    {
      name: 'targets alone',
      ...having(errorRate({}, 'IF(FILL(rq,0)>=20, 100*FILL(t5,0)/FILL(rq,0), 0)')),
      findings: [
        'fail Alb: with every request failing, as no server is healthy, Errors stays OK (it compares 0 with > 1), expected ALARM within 10 minutes (and so in 2 other situations)',
      ],
    },
    {
      name: 'no guard against few requests',
      ...having(errorRate({}, '100*(FILL(t5,0)+FILL(e5,0))/(FILL(rq,0)+FILL(e5,0))')),
      findings: [
        'fail Alb: with one request a minute, which fails, Errors fires after 3 minutes (it compares 100 with > 1), expected it to stay quiet; with one request a minute, which the load balancer answers with a 502, Errors fires after 3 minutes (it compares 100 with > 1), expected it to stay quiet',
      ],
    },
    {
      name: 'a bound of 5 %',
      ...having(errorRate({ Threshold: 5 })),
      findings: [
        'fail Alb: with 10 000 requests a minute, 1.02 % of which fail, Errors stays OK (it compares 1.02 with > 5), expected ALARM within 10 minutes (and so in 2 other situations)',
      ],
    },
    {
      name: 'a percentage compared with a fraction',
      ...having(errorRate({ Threshold: 0.01 })),
      findings: [
        'fail Alb: with 10 000 requests a minute, 0.04 % of which fail, Errors fires after 3 minutes (it compares 0.04 with > 0.01), expected it to stay quiet; with 500 000 requests a minute, 0.04 % of which fail, Errors fires after 3 minutes (it compares 0.04 with > 0.01), expected it to stay quiet',
      ],
    },
    {
      name: 'a fraction compared with a percentage',
      ...having(errorRate({}, `(${errorPercent})/100`)),
      findings: [
        'fail Alb: with 10 000 requests a minute, 1.02 % of which fail, Errors stays OK (it compares 0.0102 with > 1), expected ALARM within 10 minutes (and so in 3 other situations)',
      ],
    },
    {
      name: 'a count of errors',
      ...having(onMetric(elb('HTTPCode_Target_5XX_Count'), { Statistic: 'Sum', Threshold: 100 })),
      findings: [
        'fail Alb: with 500 000 requests a minute, 0.04 % of which fail, Errors fires after 3 minutes (it compares 200 with > 100), expected it to stay quiet (and so in 3 other situations)',
      ],
    },
    {
      name: 'any error',
      ...having(onMetric(elb('HTTPCode_Target_5XX_Count'), { Statistic: 'Sum', Threshold: 0 })),
      findings: [
        'fail Alb: with 10 000 requests a minute, 0.04 % of which fail, Errors fires after 3 minutes (it compares 4 with > 0), expected it to stay quiet; with 500 000 requests a minute, 0.04 % of which fail, Errors fires after 3 minutes (it compares 200 with > 0), expected it to stay quiet; with one request a minute, which fails, Errors fires after 3 minutes (it compares 1 with > 0), expected it to stay quiet (and so in 2 other situations)',
      ],
    },
    {
      name: 'an hour at a time',
      ...having(
        onMath(
          errorPercent,
          Object.fromEntries(Object.entries(counts()).map(([id, stat]) => [id, { ...stat, Period: 3600 }])),
          { Threshold: 1, EvaluationPeriods: 1, DatapointsToAlarm: 1 },
        ),
      ),
      findings: [
        'fail Alb: with 10 000 requests a minute, 1.02 % of which fail, Errors fires after 59 minutes (it compares 1 with > 1), expected ALARM within 10 minutes (and so in 3 other situations)',
      ],
    },
    {
      name: 'nobody is told',
      ...having(errorRate({ AlarmActions: nothing, OKActions: [ref('OnCall')] })),
      findings: [
        'fail Alb: Errors has no AlarmActions beside its OKActions, expected a topic that a person hears',
      ],
    },
    {
      name: 'missing data taken for errors',
      ...having(errorRate({ TreatMissingData: 'breaching' }, naive)),
      findings: [
        'fail Alb: with no requests, Errors fires after 1 minute (it has no data), expected it to stay quiet',
      ],
    },
    {
      name: 'the target group without its load balancer',
      ...having(
        onMath(
          errorPercent,
          {
            ...counts(),
            t5: elb('HTTPCode_Target_5XX_Count', { TargetGroup: att('Targets', 'TargetGroupFullName') }),
          },
          { Threshold: 1 },
        ),
      ),
      findings: [
        'fail Alb: with 10 000 requests a minute, 1.02 % of which fail, Errors stays OK (it compares 0 with > 1; AWS/ApplicationELB publishes no HTTPCode_Target_5XX_Count by TargetGroup, but by LoadBalancer or by AvailabilityZone and LoadBalancer), expected ALARM within 10 minutes (and so in 1 other situation)',
      ],
    },
    {
      name: 'client errors',
      ...having(
        onMath(
          '100*FILL(c4,0)/rq',
          { rq: elb('RequestCount'), c4: elb('HTTPCode_Target_4XX_Count') },
          { Threshold: 1 },
        ),
      ),
      findings: [
        'fail Alb: with 10 000 requests a minute, 1.02 % of which fail, Errors stays OK (it compares 0 with > 1), expected ALARM within 10 minutes (and so in 3 other situations)',
      ],
    },
    {
      name: 'a metric of another load balancer',
      ...having(
        onMath(errorPercent, counts({ LoadBalancer: att('Other', 'LoadBalancerFullName') }), {
          Threshold: 1,
        }),
        { Other: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Scheme: 'internal' } } },
      ),
      findings: [
        'fail Alb: no alarm reads the metrics of Alb, Targets, expected one that notices an error rate above 1 %',
      ],
    },
  ],
  unknown: [
    {
      name: 'a metric of the application',
      ...having(onMetric(metric('Shop', 'Http5xxRate', {}), { Statistic: 'Average', Threshold: 1 })),
      findings: [
        "unknown Alb: whether Errors notices an error rate above 1 % is not known: what Shop Http5xxRate shows then is not known; Shop is a namespace of the application's own",
      ],
    },
  ],
};
