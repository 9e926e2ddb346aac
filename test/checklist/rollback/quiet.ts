import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, undecided } from '../expressions';
import { ref } from '../serving/resources';
import { alarm, blueGreen, dimensions, errorRate, ownAlarm, rollingBack, web } from './resources';

/** An alarm on the servers that are healthy in a target group. */
function servers(group: string, properties: JsonObject = {}): JsonObject {
  return alarm({
    Namespace: 'AWS/ApplicationELB',
    MetricName: 'HealthyHostCount',
    Dimensions: dimensions(group),
    Statistic: 'Minimum',
    Period: 60,
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    ...properties,
  });
}

const both = rollingBack([ref('Errors'), ref('Servers')]);
const errors = { Errors: errorRate('Blue') };
const breaching = { TreatMissingData: 'breaching' };

export const quiet: ControlCases = {
  pass: [
    {
      name: 'an alarm on errors',
      resources: web(rollingBack([ref('Errors')]), { Errors: errorRate('Targets') }),
    },
    {
      name: 'an alarm on an idle target group that takes missing data for health',
      resources: blueGreen(both, { ...errors, Servers: servers('Green') }),
    },
    {
      name: 'an alarm beside one that cannot be tried',
      resources: blueGreen(both, { ...errors, Servers: ownAlarm('Servers') }),
    },
    {
      name: 'an alarm on the servers of the only target group',
      resources: web(rollingBack([ref('Servers')]), { Servers: servers('Targets', breaching) }),
    },
  ],
  fail: [
    {
      name: 'an alarm on an idle target group that takes missing data for a failure',
      resources: blueGreen(both, { ...errors, Servers: servers('Green', breaching) }),
      findings: [
        'fail Web: with 10 000 requests a minute to Blue, 0.2 % of which fail, Servers is in ALARM, expected it to be quiet when a deployment begins',
      ],
    },
    {
      name: 'an alarm on a metric that nothing publishes',
      resources: web(rollingBack([ref('Servers')]), {
        Servers: servers('Targets', { ...breaching, Dimensions: dimensions('Targets').slice(0, 1) }),
      }),
      findings: [
        'fail Web: with 10 000 requests a minute to Targets, 0.2 % of which fail, Servers is in ALARM, expected it to be quiet when a deployment begins',
      ],
    },
  ],
  unknown: [
    {
      name: 'such an alarm that may not be there',
      resources: blueGreen(both, {
        ...errors,
        Servers: { ...servers('Green', breaching), Condition: 'IsProd' },
      }),
      ...undecided,
      findings: [
        'unknown Web: parameter Stage of Stack1 has no default and was given no value: with 10 000 requests a minute to Blue, 0.2 % of which fail, Servers is in ALARM, expected it to be quiet when a deployment begins',
      ],
    },
    {
      name: 'such an alarm that a deployment may not look at',
      resources: blueGreen(rollingBack([ref('Errors'), choose('IsProd', ref('Servers'), ref('Errors'))]), {
        ...errors,
        Servers: servers('Green', breaching),
      }),
      ...undecided,
      findings: [
        'unknown Web: parameter Stage of Stack1 has no default and was given no value: with 10 000 requests a minute to Blue, 0.2 % of which fail, Servers is in ALARM, expected it to be quiet when a deployment begins',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no alarm',
      resources: web(),
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
    {
      name: 'an alarm that cannot be tried',
      resources: web(rollingBack([ref('Own')]), { Own: ownAlarm('Load') }),
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
  ],
};
