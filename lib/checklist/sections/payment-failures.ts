import { failuresAreNoticed, outageIsNoticed } from '../../rules/alarms/payments/noticed';
import { failureSituations, outageSituations, unseen } from '../../rules/alarms/payments/situations';
import { triedIn } from '../../rules/alarms/situation';
import { judgeAny, requireEach } from '../../rules/finding';
import type { Item } from '../item';
import { payments } from '../thresholds';

const bound = { share: payments.failureRate };

/** The alert rule for payments that fail, under "Monitoring & Alerting" of the checklist. */
export const paymentFailures = {
  id: 'MON9',
  text: 'Alert rule: Payment processing failures',
  evidence: ['synth', 'live', 'attest'],
  infrastructure: true,
  freshness: 'CI T-dep (TestMetricFilter)',
  controls: [
    {
      id: 'MON9.noticed',
      title: 'Payments that fail page somebody',
      severity: 'error',
      why: 'A payment that fails is answered with a friendly page and no error of the server: the money is missing, and no other alarm knows.',
      fix: 'Count payments in the logs of what takes them and alarm on those that fail, which PaymentAlarms does, or declare in the workload who takes payments, or that nobody does.',
      tried: triedIn(failureSituations(unseen, bound, payments.noticedMinutes)),
      check: (w) =>
        requireEach(w.payments, (taker) => failuresAreNoticed(taker, bound, payments.noticedMinutes)),
      docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html',
    },
    {
      id: 'MON9.down',
      title: 'Payments of which none succeeds page somebody',
      severity: 'warning',
      why: 'Where the payment provider hangs, payments are tried and never end: none succeeds, and none is counted as failed.',
      fix: 'Alarm where payments are tried and none succeeds for 15 minutes, which PaymentAlarms does.',
      tried: triedIn(outageSituations(unseen, payments.downMinutes)),
      check: (w) => judgeAny(w.payments, (taker) => outageIsNoticed(taker, payments.downMinutes)),
      docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html',
    },
  ],
} as const satisfies Item;
