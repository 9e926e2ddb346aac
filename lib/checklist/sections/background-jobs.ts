import { triedIn } from '../../rules/alarms/situation';
import { judgeAny, requireEach } from '../../rules/finding';
import { keepsLonger, setsAside } from '../../rules/jobs/dead-letters';
import { situationsOf } from '../../rules/jobs/failures';
import { queues } from '../../rules/jobs/jobs';
import { isNoticed } from '../../rules/jobs/noticed';
import { stallIsNoticed } from '../../rules/jobs/stalled';
import { starters, startsAreNoticed } from '../../rules/jobs/started';
import type { Item } from '../item';
import { jobs } from '../thresholds';

/** The alert rule for failed background jobs, under "Monitoring & Alerting" of the checklist. */
export const backgroundJobs = {
  id: 'MON8',
  text: 'Alert rule: Failed background jobs',
  evidence: ['synth', 'live'],
  infrastructure: true,
  freshness: 'live re-check ≤24 h',
  controls: [
    {
      id: 'MON8.noticed',
      title: 'Background job that fails is noticed by somebody',
      severity: 'error',
      why: 'Nobody waits for a job: when invoices stop being sent, the first to notice are customers, weeks later.',
      fix: 'Add JobAlarms for the queues, functions, state machines, schedules and rules that work in the background, or declare in the workload that nothing does.',
      tried: triedIn(situationsOf('one job that fails', [], jobs.noticedMinutes)),
      check: (w) => requireEach(w.jobs, (job) => isNoticed(job, jobs.noticedMinutes)),
      docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html',
    },
    {
      id: 'MON8.dead-letters',
      title: 'Queue sets messages aside that fail again and again',
      severity: 'error',
      why: 'A message that cannot be processed comes back until it expires, holds up the others, and is then lost without a trace.',
      fix: 'Set deadLetterQueue on the queue, or use JobQueue.',
      check: (w) => judgeAny(queues(w), setsAside),
      docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
    },
    {
      id: 'MON8.stalled',
      title: 'Queue from which nothing is taken is noticed by somebody',
      severity: 'warning',
      why: 'A worker that does not start takes no message, so none fails and none reaches the dead-letter queue.',
      fix: 'Alarm on ApproximateAgeOfOldestMessage of the queue, which JobAlarms does.',
      tried: triedIn(situationsOf('a queue from which nothing is taken', [], jobs.stalledMinutes)),
      check: (w) => judgeAny(queues(w), (queue) => stallIsNoticed(queue, jobs.stalledMinutes)),
      docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
    },
    {
      id: 'MON8.started',
      title: 'Rule or schedule that cannot start its job is noticed by somebody',
      severity: 'warning',
      why: 'A job that never starts raises no error of its own: a permission that was taken away ends the nightly run in silence.',
      fix: 'Alarm on FailedInvocations of the rule, or on TargetErrorCount of the group of the schedule, which JobAlarms does.',
      check: (w) => judgeAny(starters(w), (starter) => startsAreNoticed(starter, jobs.noticedMinutes)),
      docs: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html',
    },
    {
      id: 'MON8.kept',
      title: 'Dead-letter queue keeps messages longer than the queue they come from',
      severity: 'warning',
      why: 'The age of a message counts from its first queue: one that failed for three of four days is gone a day later.',
      fix: 'Set retentionPeriod of the dead-letter queue to 14 days, or use JobQueue.',
      check: (w) => judgeAny(queues(w), keepsLonger),
      docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
    },
  ],
} as const satisfies Item;
