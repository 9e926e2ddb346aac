import type { ControlCases } from '../../harness/judge';
import { choose, nothing, undecided } from '../expressions';
import { ref } from '../serving/resources';
import {
  alarm,
  blueGreen,
  functionDimensions,
  functionOf,
  ownAlarm,
  responseTime,
  rollingBack,
  web,
} from './resources';

const attached = rollingBack([ref('Slow')]);

/** An alarm on how long the function `Fn` takes, in milliseconds. */
const duration = (threshold: number) =>
  alarm({
    Namespace: 'AWS/Lambda',
    MetricName: 'Duration',
    Dimensions: [...functionDimensions.version],
    ExtendedStatistic: 'p95',
    Period: 60,
    Threshold: threshold,
  });

export const responseTimes: ControlCases = {
  pass: [
    { name: 'the 95th percentile', resources: web(attached, { Slow: responseTime('Targets') }) },
    {
      name: 'the 99th percentile',
      resources: web(attached, { Slow: responseTime('Targets', { ExtendedStatistic: 'p99' }) }),
    },
    {
      name: 'the rank of 2 seconds among the percentiles',
      resources: web(attached, {
        Slow: responseTime('Targets', {
          ExtendedStatistic: 'PR(:2)',
          ComparisonOperator: 'LessThanThreshold',
          Threshold: 95,
        }),
      }),
    },
    {
      name: 'a bound that is stricter',
      resources: web(attached, { Slow: responseTime('Targets', { Threshold: 0.5 }) }),
    },
    {
      name: 'both target groups of a canary',
      resources: blueGreen(rollingBack([ref('Blues'), ref('Greens')], {}, { Strategy: 'CANARY' }), {
        Blues: responseTime('Blue'),
        Greens: responseTime('Green'),
      }),
    },
    { name: 'the version of a function, in milliseconds', resources: functionOf(duration(2000)) },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: web(),
      findings: [
        'fail Web: no alarm rolls it back, expected one that notices a p95 of the response times above 2000 ms at Targets',
      ],
    },
    {
      name: 'the average',
      resources: web(attached, {
        Slow: responseTime('Targets', { ExtendedStatistic: nothing, Statistic: 'Average' }),
      }),
      findings: [
        'fail Web: with 10 000 requests a minute to Targets, 6 % of which take 2040 ms, Slow stays OK (it compares 0.141 with > 2), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'the slowest of all requests',
      resources: web(attached, {
        Slow: responseTime('Targets', { ExtendedStatistic: nothing, Statistic: 'Maximum' }),
      }),
      findings: [
        'fail Web: with 10 000 requests a minute to Targets, all but a few of which are quick, Slow fires after 1 minute (it compares 5 with > 2), expected it to stay quiet',
      ],
    },
    {
      name: 'the 90th percentile',
      resources: web(attached, { Slow: responseTime('Targets', { ExtendedStatistic: 'p90' }) }),
      findings: [
        'fail Web: with 10 000 requests a minute to Targets, 6 % of which take 2040 ms, Slow stays OK (it compares 0.02 with > 2), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'milliseconds for seconds',
      resources: web(attached, { Slow: responseTime('Targets', { Threshold: 2000 }) }),
      findings: [
        'fail Web: with 10 000 requests a minute to Targets, 6 % of which take 2040 ms, Slow stays OK (it compares 2.04 with > 2000), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'data of an hour',
      resources: web(attached, { Slow: responseTime('Targets', { Period: 3600 }) }),
      findings: [
        'fail Web: with 10 000 requests a minute to Targets, 6 % of which take 2040 ms, Slow fires after 110 minutes (it compares 2.04 with > 2), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'one target group of two',
      resources: blueGreen(rollingBack([ref('Blues')]), { Blues: responseTime('Blue') }),
      findings: [
        'fail Web: no alarm that rolls it back (Blues) can notice it, expected one that notices a p95 of the response times above 2000 ms at Green',
      ],
    },
    {
      name: 'seconds for milliseconds of a function',
      resources: functionOf(duration(2)),
      findings: [
        'fail Fn: with 10 000 requests a minute to Fn, all but a few of which are quick, Errors fires after 1 minute (it compares 20 with > 2), expected it to stay quiet',
      ],
    },
    {
      name: 'no service',
      resources: {},
      findings: ['fail Stack1: no service is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'a bound that a condition chooses',
      resources: web(attached, { Slow: responseTime('Targets', { Threshold: choose('IsProd', 2, 9) }) }),
      ...undecided,
      findings: [
        'unknown Web: whether Slow notices a p95 of the response times above 2000 ms at Targets is not known: its Threshold is not known (parameter Stage of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a metric of the application',
      resources: web(attached, { Slow: ownAlarm('CheckoutLatency') }),
      findings: [
        "unknown Web: whether Slow notices a p95 of the response times above 2000 ms at Targets is not known: what Shop CheckoutLatency shows then is not known; Shop is a namespace of the application's own",
      ],
    },
  ],
};
