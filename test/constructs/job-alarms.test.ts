import { Duration, type Stack } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Code, Function as Fn, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Schedule as Timer, ScheduleExpression, ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { JobAlarms, type JobAlarmsProps } from '../../constructs';
import { type Guarantee, ShopStack, somebodyOnCall, templateOf } from './fixture';
import { outcomesOf } from './outcomes';

/** One job of each kind, with an alarm on it. */
function everyJob(stack: Stack): JobAlarms {
  const handler = { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('//') };
  const report = new Fn(stack, 'Report', handler);
  const nightly = new Rule(stack, 'Nightly', {
    schedule: Schedule.rate(Duration.days(1)),
    targets: [new LambdaFunction(report)],
  });
  const group = new ScheduleGroup(stack, 'Timers');
  new Timer(stack, 'Hourly', {
    schedule: ScheduleExpression.rate(Duration.hours(1)),
    scheduleGroup: group,
    target: new LambdaInvoke(report),
  });
  const definitionBody = DefinitionBody.fromChainable(new Pass(stack, 'Nothing'));
  const dead = new Queue(stack, 'Dead', { retentionPeriod: Duration.days(14) });
  const queue = new Queue(stack, 'Orders', { deadLetterQueue: { queue: dead, maxReceiveCount: 5 } });
  return new JobAlarms(stack, 'Jobs', {
    ...somebodyOnCall(stack),
    queues: [queue],
    functions: [report],
    stateMachines: [new StateMachine(stack, 'Invoices', { definitionBody, timeout: Duration.hours(1) })],
    scheduleGroups: [group],
    rules: [nightly],
  });
}

const alarm = 'AWS::CloudWatch::Alarm';
const metrics = (...names: string[]) => ({
  Metrics: Match.arrayWith(
    names.map((MetricName) =>
      Match.objectLike({ MetricStat: Match.objectLike({ Metric: Match.objectLike({ MetricName }) }) }),
    ),
  ),
});

describe('alarms on a job of each kind', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => everyJob(stack));
  });

  test.each<Guarantee>([
    [
      'what a queue set aside',
      alarm,
      {
        AlarmName: 'Shop-Jobs-OrdersDeadLetters',
        AlarmDescription:
          'P2: A message could not be processed and was set aside. https://wiki.example.com/runbook#orders-dead-letters',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [
          { Name: 'QueueName', Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Dead'), 'QueueName'] } },
        ],
        Statistic: 'Maximum',
        Threshold: 0,
        Period: 60,
      },
    ],
    [
      'messages that nobody takes',
      alarm,
      {
        AlarmName: 'Shop-Jobs-OrdersStalled',
        AlarmDescription: Match.stringLikeRegexp('^P2: A message has waited for more than 15 minutes\\. '),
        MetricName: 'ApproximateAgeOfOldestMessage',
        Threshold: 900,
      },
    ],
    [
      'errors of a function',
      alarm,
      { AlarmName: 'Shop-Jobs-ReportErrors', MetricName: 'Errors', Statistic: 'Sum' },
    ],
    [
      'events that a function never saw',
      alarm,
      { AlarmName: 'Shop-Jobs-ReportDroppedEvents', MetricName: 'AsyncEventsDropped' },
    ],
    [
      'executions that end badly',
      alarm,
      {
        AlarmName: 'Shop-Jobs-InvoicesFailedExecutions',
        ...metrics('ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'),
      },
    ],
    [
      'schedules that cannot start their job',
      alarm,
      { AlarmName: 'Shop-Jobs-TimersFailedStarts', ...metrics('TargetErrorCount', 'InvocationDroppedCount') },
    ],
    [
      'rules that cannot',
      alarm,
      {
        AlarmName: 'Shop-Jobs-NightlyFailedStarts',
        MetricName: 'FailedInvocations',
        Dimensions: [{ Name: 'RuleName', Value: { Ref: Match.stringLikeRegexp('^Nightly') } }],
      },
    ],
  ])('%s', (_, type, properties) => {
    template.hasResourceProperties(type, properties);
  });

  test('all tell somebody, and take no data for no failure', () => {
    template.resourceCountIs(alarm, 7);
    template.allResourcesProperties(alarm, {
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^OnCall') }],
      TreatMissingData: 'notBreaching',
      EvaluationPeriods: 1,
    });
  });
});

test('meets the controls that it names', () => {
  expect(outcomesOf(JobAlarms.CONTROLS, everyJob)).toEqual(JobAlarms.CONTROLS.map((id) => `${id} pass`));
});

test('names jobs by their path, so that those of one name have alarms each', () => {
  const alarms = new JobAlarms(...twoQueues()).alarms.map(({ node }) => node.id);
  expect(alarms).toEqual([
    'BillingQueueDeadLetters',
    'BillingQueueStalled',
    'NightlyRunQueueDeadLetters',
    'NightlyRunQueueStalled',
  ]);
});

function twoQueues(): [Stack, string, JobAlarmsProps] {
  const stack = new ShopStack();
  const queues = ['Billing', 'nightly-run'].map((name) => {
    const scope = new Rule(stack, name, { schedule: Schedule.rate(Duration.days(1)) });
    const deadLetterQueue = { queue: new Queue(scope, 'Dead'), maxReceiveCount: 3 };
    return new Queue(scope, 'Queue', { deadLetterQueue });
  });
  return [stack, 'Jobs', { ...somebodyOnCall(stack), queues }];
}

test.each<[string, (stack: Stack) => Partial<JobAlarmsProps>, string]>([
  ['nothing to watch', () => ({}), 'there is nothing to watch, expected a job at least'],
  [
    'a queue that sets nothing aside',
    (stack) => ({ queues: [new Queue(stack, 'Orders')] }),
    'queue Shop/Orders has no deadLetterQueue, expected one',
  ],
  [
    'messages that may wait for long',
    (stack) => ({
      rules: [new Rule(stack, 'Nightly', { schedule: Schedule.rate(Duration.days(1)) })],
      messageAge: Duration.hours(5),
    }),
    'messageAge is 5 hours, expected at most 4 hours',
  ],
])('refuses %s', (_, props, message) => {
  const stack = new ShopStack();
  expect(() => new JobAlarms(stack, 'Jobs', { ...somebodyOnCall(stack), ...props(stack) })).toThrow(
    new Error(`cannot make JobAlarms Shop/Jobs: ${message}`),
  );
});
