import type { ControlCases } from '../../harness/judge';
import { choose, nothing, off, sub, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { fn, orders, queue, redrive } from './resources';

const day = 24 * 60 * 60;

export const setAside: ControlCases = {
  pass: [
    { name: 'a queue for what fails', resources: orders() },
    {
      name: 'one that is named by hand',
      resources: {
        Orders: queue(redrive(sub('arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:failed'))),
        Failed: queue({ QueueName: 'failed' }),
      },
    },
    {
      name: 'one of two, whichever it is',
      ...undecided,
      resources: orders({
        Orders: queue(redrive(choose('IsProd', att('Failed', 'Arn'), att('Dlq', 'Arn')))),
        Dlq: queue(),
      }),
    },
    {
      name: 'queues in which functions, rules, schedules and subscriptions leave what they gave up',
      resources: orders({
        ...{ A: queue(), B: queue(), C: queue(), D: queue() },
        Nightly: fn({ DeadLetterConfig: { TargetArn: att('A', 'Arn') } }),
        Rule: resource('Events::Rule', {
          ScheduleExpression: 'rate(1 day)',
          Targets: [{ Id: 'job', Arn: att('Nightly', 'Arn'), DeadLetterConfig: { Arn: att('B', 'Arn') } }],
        }),
        Hourly: resource('Scheduler::Schedule', {
          Target: { Arn: att('Nightly', 'Arn'), DeadLetterConfig: { Arn: att('C', 'Arn') } },
        }),
        Sub: resource('SNS::Subscription', { TopicArn: ref('Ops'), ...redrive(att('D', 'Arn')) }),
      }),
    },
  ],
  fail: [
    {
      name: 'none',
      resources: { Orders: queue() },
      findings: [
        'fail Orders: RedrivePolicy is not set, so a message that fails comes back until it expires, expected a dead-letter queue',
      ],
    },
    {
      name: 'a queue for what fails to which nothing leads',
      resources: { Orders: queue(), OrdersDeadLetters: queue() },
      findings: [
        'fail Orders: RedrivePolicy is not set, so a message that fails comes back until it expires, expected a dead-letter queue',
      ],
    },
    {
      name: 'the queue itself',
      resources: { Orders: queue(redrive(att('Orders', 'Arn'))) },
      findings: ['fail Orders: RedrivePolicy leads to the queue itself, expected another one'],
    },
    {
      name: 'a topic',
      resources: orders({ Orders: queue(redrive(ref('Ops'))) }),
      findings: [
        'fail Orders: RedrivePolicy leads to Ops, which is no queue, expected a dead-letter queue',
        'fail Failed: RedrivePolicy is not set, so a message that fails comes back until it expires, expected a dead-letter queue',
      ],
    },
    {
      name: 'a policy without a target',
      resources: { Orders: queue({ RedrivePolicy: { maxReceiveCount: 3 } }) },
      findings: ['fail Orders: RedrivePolicy.deadLetterTargetArn is not set, expected a dead-letter queue'],
    },
    {
      name: 'one that is switched off by default',
      ...off,
      resources: orders({ Orders: queue(choose('IsProd', redrive(att('Failed', 'Arn')), {})) }),
      findings: [
        'fail Orders: RedrivePolicy is not set, so a message that fails comes back until it expires, expected a dead-letter queue',
        'fail Failed: RedrivePolicy is not set, so a message that fails comes back until it expires, expected a dead-letter queue',
      ],
    },
  ],
  unknown: [
    {
      name: 'one elsewhere',
      resources: { Orders: queue(redrive('arn:aws:sqs:eu-west-1:111111111111:failed')) },
      findings: [
        'unknown Orders: RedrivePolicy leads to arn:aws:sqs:eu-west-1:111111111111:failed (failed is not among the templates); verify that it is a queue that alarms watch',
      ],
    },
    {
      name: 'one in an open condition',
      ...undecided,
      resources: orders({
        Orders: queue({
          RedrivePolicy: choose('IsProd', redrive(att('Failed', 'Arn')).RedrivePolicy!, nothing),
        }),
      }),
      findings: [
        'unknown Orders: parameter Stage of Stack1 has no default and was given no value: RedrivePolicy is not set, so a message that fails comes back until it expires, expected a dead-letter queue',
      ],
    },
    {
      name: 'a policy that is a text',
      resources: { Orders: queue({ RedrivePolicy: '{"maxReceiveCount":3}' }) },
      findings: ['unknown Orders: RedrivePolicy cannot be read (it is a text), expected a dead-letter queue'],
    },
    {
      name: 'a queue in an open condition',
      ...undecided,
      resources: { Orders: queue({}, 'IsProd') },
      findings: [
        'unknown Orders: parameter Stage of Stack1 has no default and was given no value: RedrivePolicy is not set, so a message that fails comes back until it expires, expected a dead-letter queue',
      ],
    },
  ],
  notApplicable: [
    { name: 'no queue', resources: { Nightly: fn() }, findings: ['notApplicable Stack1: no queue to judge'] },
    {
      name: 'a queue for what others gave up',
      resources: { Nightly: fn({ DeadLetterConfig: { TargetArn: att('Lost', 'Arn') } }), Lost: queue() },
      findings: ['notApplicable Stack1: no queue to judge'],
    },
  ],
};

/** Queues that keep messages for so many days. */
function kept(from: number | object, to: number | object, more = {}) {
  return {
    Orders: queue({ ...redrive(att('Failed', 'Arn')), MessageRetentionPeriod: from as number, ...more }),
    Failed: queue({ MessageRetentionPeriod: to as number }),
  };
}

export const keptLonger: ControlCases = {
  pass: [
    { name: 'four days, then fourteen', resources: kept(4 * day, 14 * day) },
    {
      name: 'the four days that SQS assumes',
      resources: { ...kept(0, 5 * day), Orders: queue(redrive(att('Failed', 'Arn'))) },
    },
  ],
  fail: [
    {
      name: 'what SQS assumes, for both',
      resources: orders(),
      findings: [
        'fail Orders: Failed keeps messages for 4 days, and their age counts from Orders, which keeps them for 4 days, expected longer',
      ],
    },
    {
      name: 'less',
      resources: kept(7 * day, 1.5 * day),
      findings: [
        'fail Orders: Failed keeps messages for 1.5 days, and their age counts from Orders, which keeps them for 7 days, expected longer',
      ],
    },
  ],
  unknown: [
    {
      name: 'a period that is not given',
      parameters: { Days: { Type: 'Number' } },
      resources: kept(4 * day, ref('Days')),
      findings: ['unknown Orders: how long Failed keeps messages is not known, expected longer than Orders'],
    },
  ],
  notApplicable: [
    {
      name: 'a queue that keeps the order, whose messages start to count anew',
      resources: kept(4 * day, 4 * day, { FifoQueue: true }),
      findings: ['notApplicable Stack1: it does not arise for the queue of this workload'],
    },
    {
      name: 'a queue that sets nothing aside',
      resources: { Orders: queue() },
      findings: ['notApplicable Stack1: it does not arise for the queue of this workload'],
    },
  ],
};
