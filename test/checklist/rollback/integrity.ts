import type { ControlCases } from '../../harness/judge';
import { choose, sub, undecided } from '../expressions';
import { ref } from '../serving/resources';
import { composite, errorRate, ownAlarm, rollingBack, web } from './resources';

const attached = rollingBack([ref('Data')]);
const failures = { Data: ownAlarm('IntegrityCheckFailed') };

export const integrity: ControlCases = {
  pass: [
    { name: 'an alarm on failed checks', resources: web(attached, failures) },
    {
      name: 'an alarm on checks that no longer pass',
      resources: web(attached, {
        Data: ownAlarm('ChecksumsPassed', { ComparisonOperator: 'LessThanThreshold', Threshold: 1 }),
      }),
    },
    {
      name: 'a namespace that says what it is about',
      resources: web(attached, { Data: ownAlarm('Failures', { Namespace: 'Shop/DataIntegrity' }) }),
    },
    {
      name: 'a composite alarm over it',
      resources: web(rollingBack([ref('Any')]), { ...failures, Any: composite(sub('ALARM("${Data}")')) }),
    },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: web({}, failures),
      findings: [
        'fail Web: no alarm rolls it back, expected one on a metric such as IntegrityCheckFailed, which the application publishes',
      ],
    },
    {
      name: 'alarms on metrics of AWS alone',
      resources: web(rollingBack([ref('Errors')]), { Errors: errorRate('Targets') }),
      findings: [
        'fail Web: no alarm that rolls it back (Errors) is on the data, expected one on a metric such as IntegrityCheckFailed, which the application publishes',
      ],
    },
    {
      name: 'an alarm that a deployment does not look at',
      resources: web(rollingBack([ref('Errors')]), { ...failures, Errors: errorRate('Targets') }),
      findings: [
        'fail Web: no alarm that rolls it back (Errors) is on the data, expected one on a metric such as IntegrityCheckFailed, which the application publishes',
      ],
    },
    {
      name: 'a deployment that fails and stays',
      resources: web(rollingBack([ref('Data')], { Rollback: false }), failures),
      findings: ['fail Web: DeploymentConfiguration.Alarms.Rollback is false, expected true'],
    },
    {
      name: 'one failed check that is not enough',
      resources: web(attached, { Data: ownAlarm('IntegrityCheckFailed', { Threshold: 5 }) }),
      findings: [
        'fail Web: with a check of the data every minute, which fails from then on, Data stays OK (it compares 1 with > 5), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'an alarm that fires where checks pass',
      resources: web(attached, { Data: ownAlarm('ChecksumsPassed') }),
      findings: [
        'fail Web: with a check of the data every minute, which fails from then on, Data stays OK (it compares 0 with > 0), expected ALARM within 10 minutes; with a check of the data every minute, which passes, Data fires after 1 minute (it compares 1 with > 0), expected it to stay quiet; with a check of the data every hour, which passes, Data fires after 1 minute (it compares 1 with > 0), expected it to stay quiet',
      ],
    },
    {
      name: 'an alarm that fires between two checks',
      resources: web(attached, {
        Data: ownAlarm('IntegrityCheckFailed', { TreatMissingData: 'breaching' }),
      }),
      findings: [
        'fail Web: with a check of the data every hour, which passes, Data fires after 4 minutes (it compares 0 with > 0), expected it to stay quiet',
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
      name: 'a metric that may be about anything',
      resources: web(attached, { Data: ownAlarm('Orders') }),
      findings: [
        'unknown Web: whether the metric Shop Orders tells of corrupt data is not known, expected one on a metric such as IntegrityCheckFailed, which the application publishes',
      ],
    },
    {
      name: 'a name that no alarm here has',
      resources: web(rollingBack(['data'])),
      findings: [
        'unknown Web: no alarm rolls it back, but data is not among the templates; expected one on a metric such as IntegrityCheckFailed, which the application publishes',
      ],
    },
    {
      name: 'an alarm that may not be there',
      resources: web(attached, { Data: { ...failures.Data, Condition: 'IsProd' } }),
      ...undecided,
      findings: [
        'unknown Web: parameter Stage of Stack1 has no default and was given no value: Data notices corrupt data',
      ],
    },
    {
      name: 'a bound that a condition chooses',
      resources: web(attached, {
        Data: ownAlarm('IntegrityCheckFailed', { Threshold: choose('IsProd', 0, 9) }),
      }),
      ...undecided,
      findings: [
        'unknown Web: whether Data notices corrupt data is not known: its Threshold is not known (parameter Stage of Stack1 has no default and was given no value)',
      ],
    },
  ],
};
