import type { ControlCases } from '../../harness/judge';
import { undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { alarm, daily, nightly, ops, orders, queue, queueAlarm } from './resources';

const age = 'ApproximateAgeOfOldestMessage';
const visible = 'ApproximateNumberOfMessagesVisible';

export const stalled: ControlCases = {
  pass: [
    {
      name: 'the age of the oldest message',
      resources: orders({ Alarm: queueAlarm(age, 'Orders', { Threshold: 900 }) }),
    },
    {
      name: 'messages that pile up',
      resources: orders({ Alarm: queueAlarm(visible, 'Orders', { Threshold: 500 }) }),
    },
  ],
  fail: [
    {
      name: 'an alarm on what was set aside',
      resources: orders({ Alarm: queueAlarm(visible, 'Failed') }),
      findings: [
        'fail Orders: no alarm reads the metrics of Orders, expected one that notices a queue from which nothing is taken',
      ],
    },
    {
      name: 'a day',
      resources: orders({ Alarm: queueAlarm(age, 'Orders', { Threshold: 86_400 }) }),
      findings: [
        'fail Orders: with a queue from which nothing is taken, Alarm stays OK (it compares 14700 with > 86400), expected ALARM within 240 minutes',
      ],
    },
    {
      name: 'messages that wait for their turn',
      resources: orders({ Alarm: queueAlarm(age, 'Orders', { Threshold: 10 }) }),
      findings: [
        'fail Orders: with jobs that succeed, Alarm fires after 1 minute (it compares 30 with > 10), expected it to stay quiet',
      ],
    },
  ],
  unknown: [
    {
      name: 'an alarm in an open condition',
      ...undecided,
      resources: orders({ Alarm: queueAlarm(age, 'Orders', { Threshold: 900 }, 'IsProd') }),
      findings: [
        'unknown Orders: parameter Stage of Stack1 has no default and was given no value: Alarm notices a queue from which nothing is taken',
      ],
    },
  ],
  notApplicable: [
    { name: 'no queue', resources: nightly(), findings: ['notApplicable Stack1: no queue to judge'] },
  ],
};

/** A schedule that starts the function `Nightly`. */
function schedule(properties = {}) {
  return nightly({
    Daily: resource('Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 day)',
      Target: { Arn: att('Nightly', 'Arn'), RoleArn: 'arn' },
      ...properties,
    }),
  });
}

const starts = (rule: string) => alarm('AWS/Events FailedInvocations', { RuleName: ref(rule) });
const dropped = (dimensions: Record<string, string | object>) =>
  alarm('AWS/Scheduler InvocationDroppedCount', dimensions as Record<string, string>);

export const started: ControlCases = {
  pass: [
    { name: 'a rule whose failed starts are watched', resources: nightly({ Alarm: starts('Daily') }) },
    {
      name: 'what a rule could not deliver',
      resources: nightly({
        Daily: daily({ Arn: att('Nightly', 'Arn'), DeadLetterConfig: { Arn: att('Lost', 'Arn') } }),
        Lost: queue(),
        Alarm: queueAlarm(visible, 'Lost'),
      }),
    },
    {
      name: 'a schedule in a group of its own',
      resources: {
        ...schedule({ GroupName: ref('Group') }),
        Group: resource('Scheduler::ScheduleGroup'),
        Alarm: alarm('AWS/Scheduler TargetErrorCount', { ScheduleGroup: ref('Group') }),
      },
    },
    {
      name: 'a schedule in the group that AWS makes',
      resources: { ...schedule(), Alarm: dropped({ ScheduleGroup: 'default' }) },
    },
    { name: 'all schedules of the account', resources: { ...schedule(), Alarm: dropped({}) } },
  ],
  fail: [
    {
      name: 'a rule that nobody watches',
      resources: nightly(),
      findings: [
        'fail Daily: no alarm reads the metrics of Daily, expected one that notices a job that cannot be started',
      ],
    },
    {
      name: 'an alarm on another rule',
      resources: nightly({ Other: daily({ Arn: ref('Ops') }), Alarm: starts('Other') }),
      findings: [
        'fail Daily: no alarm reads the metrics of Daily, expected one that notices a job that cannot be started',
      ],
    },
    {
      name: 'an alarm on another group',
      resources: { ...schedule({ GroupName: 'shop' }), Alarm: dropped({ ScheduleGroup: 'default' }) },
      findings: [
        'fail Daily: no alarm reads the metrics of Daily, expected one that notices a job that cannot be started',
      ],
    },
    {
      name: 'an alarm by the name of the schedule, under which nothing is counted',
      resources: { ...schedule(), Alarm: dropped({ ScheduleName: 'Daily' }) },
      findings: [
        'fail Daily: no alarm reads the metrics of Daily, expected one that notices a job that cannot be started',
      ],
    },
  ],
  unknown: [
    {
      name: 'an alarm in an open condition',
      ...undecided,
      resources: {
        ...schedule(),
        Alarm: alarm('AWS/Scheduler TargetErrorCount', { ScheduleGroup: 'default' }, {}, 'IsProd'),
      },
      findings: [
        'unknown Daily: parameter Stage of Stack1 has no default and was given no value: Alarm notices a job that cannot be started',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a queue alone',
      resources: orders(),
      findings: ['notApplicable Stack1: no rule or schedule that starts a job to judge'],
    },
    {
      name: 'a rule that only tells people',
      resources: { ...ops, Orders: queue(), Rule: daily({ Arn: ref('Ops') }) },
      findings: ['notApplicable Stack1: no rule or schedule that starts a job to judge'],
    },
  ],
};
