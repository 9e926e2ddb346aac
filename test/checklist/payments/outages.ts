import type { ControlCases } from '../../harness/judge';
import { nothing, undecided } from '../expressions';
import { fn } from '../jobs/resources';
import { counted, filter, formula, payments } from './resources';

const inVain = 'IF(a >= 3, IF(s < 1, 1, 0), 0)';

/** An alarm that fires where none succeeds, over a quarter of an hour. */
function noSuccess(expression = inVain, properties = {}) {
  return formula(expression, { Threshold: 0, ...properties }, 900);
}

export const outages: ControlCases = {
  pass: [
    { name: 'payments that are tried in vain', resources: payments({ Alarm: noSuccess() }) },
    {
      name: 'payments that do not end',
      resources: payments({ Alarm: formula('100 * (a - s) / a', { Threshold: 5 }) }),
    },
  ],
  fail: [
    {
      name: 'the share that fails',
      resources: payments({ Alarm: formula('IF(f >= 3, 100 * f / a, 0)') }),
      findings: [
        'fail Payments: with payments that are tried and never end, Alarm stays OK (it compares 0 with > 5), expected ALARM within 15 minutes',
      ],
    },
    {
      name: 'no success, which at night is no outage',
      resources: payments({
        Alarm: counted('PaymentSucceeded', {
          ComparisonOperator: 'LessThanThreshold',
          Threshold: 1,
          Period: 900,
        }),
      }),
      findings: [
        'fail Payments: with no payments, Alarm fires after 1 minute (it compares 0 with < 1), expected it to stay quiet',
      ],
    },
    {
      name: 'an hour',
      resources: payments({ Alarm: noSuccess(inVain, { EvaluationPeriods: 4 }) }),
      findings: [
        'fail Payments: with payments that are tried and never end, Alarm fires after 60 minutes (it compares 1 with > 0), expected ALARM within 15 minutes; with payments that all fail, Alarm fires after 60 minutes (it compares 1 with > 0), expected ALARM within 15 minutes',
      ],
    },
    {
      name: 'successes that nothing says to be zero',
      resources: payments({
        Succeeded: filter('PaymentSucceeded', {}, { DefaultValue: nothing }),
        Alarm: noSuccess(),
      }),
      findings: [
        'fail Payments: with payments that are tried and never end, Alarm stays OK (it compares 0 with > 0), expected ALARM within 15 minutes; with payments that all fail, Alarm stays OK (it compares 0 with > 0), expected ALARM within 15 minutes',
      ],
    },
  ],
  unknown: [
    {
      name: 'an alarm in an open condition',
      ...undecided,
      resources: payments({ Alarm: { ...noSuccess(), Condition: 'IsProd' } }),
      findings: [
        'unknown Payments: parameter Stage of Stack1 has no default and was given no value: Alarm notices payments of which none succeeds',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no payments',
      resources: { Api: fn() },
      findings: ['notApplicable Stack1: no service that takes payments to judge'],
    },
  ],
};
