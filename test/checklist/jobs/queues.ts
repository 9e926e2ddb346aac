import type { App } from 'aws-cdk-lib';
import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, sub, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { alarm, fn, functionAlarm, mapping, ops, orders, queue, queueAlarm, redrive } from './resources';

const visible = 'ApproximateNumberOfMessagesVisible';
const age = 'ApproximateAgeOfOldestMessage';

/** Queues in one stack, the alarm on what was set aside in another. */
function acrossStacks(app: App): void {
  const queues = new Stack(app, 'Queues');
  const dead = new Queue(queues, 'Dead');
  new Queue(queues, 'Orders', { deadLetterQueue: { queue: dead, maxReceiveCount: 3 } });
  const alarms = new Stack(app, 'Alarms');
  const topic = new Topic(alarms, 'Ops');
  topic.addSubscription(new UrlSubscription('https://events.pagerduty.com/integration/1/enqueue'));
  const alarmOnDead = new Alarm(alarms, 'Failed', {
    metric: dead.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  });
  alarmOnDead.addAlarmAction(new SnsAction(topic));
}

/** The function `Worker` takes the messages of `Orders`, with an alarm on its errors. */
function worker(properties = {}) {
  return orders({
    Worker: fn(),
    Source: mapping(att('Orders', 'Arn'), properties),
    Errors: functionAlarm('Errors', 'Worker'),
  });
}

export const failedMessages: ControlCases = {
  pass: [
    { name: 'an alarm on what is set aside', resources: orders({ Alarm: queueAlarm(visible, 'Failed') }) },
    {
      name: 'one on its age, and one of five minutes',
      resources: orders({ Alarm: queueAlarm(age, 'Failed', { Period: 300 }) }),
    },
    { name: 'an alarm in another stack', app: acrossStacks },
    {
      name: 'queues that are named by hand',
      resources: {
        ...ops,
        Orders: queue({
          QueueName: 'orders',
          ...redrive(sub('arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders-failed')),
        }),
        Failed: queue({ QueueName: 'orders-failed' }),
        Alarm: alarm(`AWS/SQS ${visible}`, { QueueName: 'orders-failed' }, { Statistic: 'Maximum' }),
      },
    },
    { name: 'a function that ends in an error at a message', resources: worker() },
    {
      name: 'a function that another mapping, which is switched off, takes no part in',
      resources: worker({ Enabled: true }),
    },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: orders(),
      findings: [
        'fail Orders: no alarm reads the metrics of Orders, Failed, expected one that notices a message that fails again and again',
      ],
    },
    {
      name: 'messages that were sent, which those set aside are not',
      resources: orders({ Alarm: queueAlarm('NumberOfMessagesSent', 'Failed', { Statistic: 'Sum' }) }),
      findings: [
        'fail Orders: none of the alarms on Orders, Failed (Alarm) can notice it, expected one that notices a message that fails again and again',
      ],
    },
    {
      name: 'the queue itself, in which messages always lie',
      resources: orders({ Alarm: queueAlarm(visible, 'Orders') }),
      findings: [
        'fail Orders: none of the alarms on Orders, Failed (Alarm) can notice it, expected one that notices a message that fails again and again',
      ],
    },
    {
      name: 'the age in the queue itself, where one message does not show',
      resources: orders({ Alarm: queueAlarm(age, 'Orders', { Threshold: 600 }) }),
      findings: [
        'fail Orders: none of the alarms on Orders, Failed (Alarm) can notice it, expected one that notices a message that fails again and again',
      ],
    },
    {
      name: 'what another queue sets aside',
      resources: orders({
        Others: queue(),
        OthersFailed: queue(),
        Alarm: queueAlarm(visible, 'OthersFailed'),
      }),
      declaration: { jobs: { resources: [{ text: 'Orders', place: 'readiness.yaml:3:7' }] } },
      findings: [
        'fail Orders: no alarm reads the metrics of Orders, Failed, expected one that notices a message that fails again and again',
      ],
    },
    {
      name: 'a queue for what fails, to which nothing leads',
      resources: { ...orders({ Alarm: queueAlarm(visible, 'Dlq') }), Orders: queue(), Dlq: queue() },
      declaration: { jobs: { resources: [{ text: 'Orders', place: 'readiness.yaml:3:7' }] } },
      findings: [
        'fail Orders: no alarm reads the metrics of Orders, expected one that notices a message that fails again and again',
      ],
    },
    {
      name: 'a hundred messages',
      resources: orders({ Alarm: queueAlarm(visible, 'Failed', { Threshold: 100 }) }),
      findings: [
        'fail Orders: with a message that fails again and again, Alarm stays OK (it compares 1 with > 100), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'half an hour',
      resources: orders({ Alarm: queueAlarm(visible, 'Failed', { Period: 300, EvaluationPeriods: 6 }) }),
      findings: [
        'fail Orders: with a message that fails again and again, Alarm fires after 27 minutes (it compares 1 with > 0), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'missing data that breach, as those of an idle queue',
      resources: orders({ Alarm: queueAlarm(visible, 'Failed', { TreatMissingData: 'breaching' }) }),
      findings: [
        'fail Orders: with nothing to do, Alarm fires after 1 minute (it has no data), expected it to stay quiet',
      ],
    },
    {
      name: 'an alarm that tells nobody',
      resources: orders({ Alarm: queueAlarm(visible, 'Failed', { AlarmActions: nothing }) }),
      findings: ['fail Orders: Alarm has no AlarmActions, expected a topic that a person hears'],
    },
    {
      name: 'a function that reports what failed, and ends without an error',
      resources: worker({ FunctionResponseTypes: ['ReportBatchItemFailures'] }),
      findings: [
        'fail Orders: none of the alarms on Orders, Failed, Worker (Errors) can notice it, expected one that notices a message that fails again and again',
      ],
    },
    {
      name: 'a dimension that is the address of the queue',
      resources: orders({ Alarm: alarm(`AWS/SQS ${visible}`, { QueueName: ref('Failed') }) }),
      findings: [
        'fail Orders: with a message that fails again and again, Alarm stays OK (it has no data; its QueueName is ${Failed}, which names no SQS Queue in a metric), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'nothing that works in the background',
      resources: { Ops: resource('SNS::Topic') },
      findings: ['fail Stack1: no background job is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'a dead-letter queue outside the templates',
      resources: { ...ops, Orders: queue(redrive('arn:aws:sqs:eu-west-1:111111111111:elsewhere')) },
      findings: [
        'unknown Orders: the dead-letter queue of Orders is not in the templates (elsewhere is not among the templates); verify its alarm',
      ],
    },
    {
      name: 'an alarm under an open condition',
      ...undecided,
      resources: orders({ Alarm: queueAlarm(visible, 'Failed', {}, 'IsProd') }),
      findings: [
        'unknown Orders: parameter Stage of Stack1 has no default and was given no value: Alarm notices a message that fails again and again',
      ],
    },
    {
      name: 'a queue that is the other one under an open condition',
      ...undecided,
      resources: orders({
        Orders: queue(redrive(choose('IsProd', att('Failed', 'Arn'), att('Other', 'Arn')))),
        Other: queue(),
        Alarm: queueAlarm(visible, 'Failed'),
      }),
      findings: [
        'unknown Orders: parameter Stage of Stack1 has no default and was given no value: Alarm notices a message that fails again and again; the dead-letter queue of Orders is not known (parameter Stage of Stack1 has no default and was given no value); verify its alarm',
      ],
    },
    {
      name: 'a threshold under an open condition',
      ...undecided,
      resources: orders({ Alarm: queueAlarm(visible, 'Failed', { Threshold: choose('IsProd', 0, 100) }) }),
      findings: [
        'unknown Orders: whether Alarm notices a message that fails again and again is not known: its Threshold is not known (parameter Stage of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a metric of its own',
      resources: orders({ Alarm: alarm('Shop OrderJobsFailed', {}) }),
      findings: [
        "unknown Orders: Shop is a namespace of the application's own: Alarm notices a message that fails again and again",
      ],
    },
    {
      name: 'jobs in a cluster',
      resources: { Cluster: resource('EKS::Cluster') },
      findings: [
        'unknown Stack1: no background job is in the templates, but jobs may run in Cluster: declare jobs in the workload, or none with the reason',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'declared to have none',
      resources: { Ops: resource('SNS::Topic') },
      declaration: { jobs: { none: 'every request is answered at once' } },
      findings: ['notApplicable Stack1: declared: every request is answered at once'],
    },
  ],
};
