import type { App } from 'aws-cdk-lib';
import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Provider } from 'aws-cdk-lib/custom-resources';
import type { ControlCases } from '../../harness/judge';
import { choose, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { alarm, daily, fn, functionAlarm, mapping, nightly, ops, queue, queueAlarm } from './resources';

const visible = 'ApproximateNumberOfMessagesVisible';

/** A function that a schedule starts, whose log is filtered for errors. */
function countedInLogs(app: App): void {
  const stack = new Stack(app, 'Shop');
  const logGroup = new LogGroup(stack, 'Log');
  const handler = { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('//') };
  const report = new LambdaFunction(stack, 'Report', { ...handler, logGroup });
  const target = new LambdaInvoke(report);
  new Schedule(stack, 'Daily', { schedule: ScheduleExpression.rate(Duration.days(1)), target });
  const filterPattern = FilterPattern.stringValue('$.level', '=', 'ERROR');
  const metric = new MetricFilter(stack, 'Errors', {
    logGroup,
    filterPattern,
    metricNamespace: 'Shop',
    metricName: 'ReportErrors',
  }).metric({ statistic: 'Sum', period: Duration.minutes(1) });
  const topic = new Topic(stack, 'Ops');
  topic.addSubscription(new UrlSubscription('https://events.pagerduty.com/integration/1/enqueue'));
  new Alarm(stack, 'Alarm', { metric, threshold: 1, evaluationPeriods: 1 }).addAlarmAction(
    new SnsAction(topic),
  );
}

/** A custom resource that the CDK waits for, by functions and a state machine of its own. */
function customResource(app: App): void {
  const stack = new Stack(app, 'Shop');
  const handler = { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('//') };
  const onEventHandler = new LambdaFunction(stack, 'Make', handler);
  const isCompleteHandler = new LambdaFunction(stack, 'IsMade', handler);
  const { serviceToken } = new Provider(stack, 'Provider', { onEventHandler, isCompleteHandler });
  new CustomResource(stack, 'Made', { serviceToken });
}

/** A function `Worker` that takes records of a stream, and `Ops`. */
function stream(settings = {}, others = {}) {
  return {
    ...ops,
    Stream: resource('Kinesis::Stream'),
    Worker: fn(),
    Source: mapping(att('Stream', 'Arn'), settings),
    ...others,
  };
}

const reports = { FunctionResponseTypes: ['ReportBatchItemFailures'] };

export const failedFunctions: ControlCases = {
  pass: [
    { name: 'an alarm on errors', resources: nightly({ Alarm: functionAlarm('Errors', 'Nightly') }) },
    {
      name: 'one on the share of invocations that fail',
      resources: nightly({
        Alarm: resource('CloudWatch::Alarm', {
          Metrics: [
            ...['Errors', 'Invocations'].map((name) => ({
              Id: name.toLowerCase(),
              ReturnData: false,
              MetricStat: {
                Metric: {
                  Namespace: 'AWS/Lambda',
                  MetricName: name,
                  Dimensions: [{ Name: 'FunctionName', Value: ref('Nightly') }],
                },
                Period: 300,
                Stat: 'Sum',
              },
            })),
            { Id: 'rate', Expression: '100 * errors / invocations' },
          ],
          ComparisonOperator: 'GreaterThanThreshold',
          Threshold: 1,
          EvaluationPeriods: 1,
          AlarmActions: [ref('Ops')],
        }),
      }),
    },
    {
      name: 'one on events that are dropped',
      resources: nightly({ Alarm: functionAlarm('AsyncEventsDropped', 'Nightly') }),
    },
    {
      name: 'one on all functions of the account',
      resources: nightly({ Alarm: alarm('AWS/Lambda Errors', {}) }),
    },
    {
      name: 'one on what it leaves in a queue, which it sends there',
      resources: nightly({
        Nightly: fn({ DeadLetterConfig: { TargetArn: att('Lost', 'Arn') } }),
        Lost: queue(),
        Alarm: queueAlarm('NumberOfMessagesSent', 'Lost', { Statistic: 'Sum' }),
      }),
    },
    {
      name: 'a destination that tells a person',
      resources: nightly({
        Config: resource('Lambda::EventInvokeConfig', {
          FunctionName: ref('Nightly'),
          Qualifier: '$LATEST',
          DestinationConfig: { OnFailure: { Destination: ref('Ops') } },
        }),
      }),
    },
    { name: 'errors counted in its log', app: countedInLogs },
    {
      name: 'a function of the Serverless Application Model',
      resources: {
        ...ops,
        Nightly: resource('Serverless::Function', {
          Events: { Daily: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)' } } },
        }),
        Alarm: functionAlarm('Errors', 'Nightly'),
      },
    },
    { name: 'records of a stream', resources: stream({}, { Alarm: functionAlarm('Errors', 'Worker') }) },
    {
      name: 'the age of records, where the function reports what failed',
      resources: stream(reports, {
        Alarm: functionAlarm('IteratorAge', 'Worker', { Statistic: 'Maximum', Threshold: 300_000 }),
      }),
    },
    {
      name: 'what is left of records that are given up',
      resources: stream(
        {
          ...reports,
          MaximumRetryAttempts: 2,
          DestinationConfig: { OnFailure: { Destination: att('Lost', 'Arn') } },
        },
        { Lost: queue(), Alarm: queueAlarm(visible, 'Lost') },
      ),
    },
  ],
  fail: [
    {
      name: 'functions that are there for a deployment alone',
      app: customResource,
      findings: ['fail Shop: no background job is in the templates, expected at least one'],
    },
    {
      name: 'a function that passes alarms on',
      resources: {
        ...ops,
        Chat: fn(),
        Pass: resource('SNS::Subscription', {
          TopicArn: ref('Ops'),
          Protocol: 'lambda',
          Endpoint: att('Chat', 'Arn'),
        }),
        Alarm: functionAlarm('Errors', 'Chat'),
      },
      findings: ['fail Stack1: no background job is in the templates, expected at least one'],
    },
    {
      name: 'no alarm',
      resources: nightly(),
      findings: [
        'fail Nightly: no alarm reads the metrics of Nightly, expected one that notices an event at which it fails',
      ],
    },
    {
      name: 'an alarm on another function',
      resources: nightly({ Api: fn(), Alarm: functionAlarm('Errors', 'Api') }),
      findings: [
        'fail Nightly: no alarm reads the metrics of Nightly, expected one that notices an event at which it fails',
      ],
    },
    {
      name: 'an alarm on how long it takes',
      resources: nightly({ Alarm: functionAlarm('Duration', 'Nightly', { Threshold: 60_000 }) }),
      findings: [
        'fail Nightly: none of the alarms on Nightly (Alarm) can notice it, expected one that notices an event at which it fails',
      ],
    },
    {
      name: 'more errors than one event makes',
      resources: nightly({ Alarm: functionAlarm('Errors', 'Nightly', { Threshold: 5, Period: 300 }) }),
      findings: [
        'fail Nightly: with an event at which it fails, Alarm stays OK (it compares 1 with > 5), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'three minutes of errors, of a function that is tried once',
      resources: nightly({
        Config: resource('Lambda::EventInvokeConfig', {
          FunctionName: ref('Nightly'),
          MaximumRetryAttempts: 0,
        }),
        Alarm: functionAlarm('Errors', 'Nightly', { EvaluationPeriods: 3 }),
      }),
      findings: [
        'fail Nightly: with an event at which it fails, Alarm stays OK (it compares 1 with > 0), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'two errors, of a function that is tried once',
      resources: nightly({
        Config: resource('Lambda::EventInvokeConfig', {
          FunctionName: ref('Nightly'),
          MaximumRetryAttempts: 0,
        }),
        Alarm: functionAlarm('Errors', 'Nightly', { Threshold: 1, Period: 300 }),
      }),
      findings: [
        'fail Nightly: with an event at which it fails, Alarm stays OK (it compares 1 with > 1), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'an alarm that fires all the time',
      resources: nightly({ Alarm: functionAlarm('Errors', 'Nightly', { Threshold: -1 }) }),
      findings: [
        'fail Nightly: with jobs that succeed, Alarm fires after 1 minute (it compares 0 with > -1), expected it to stay quiet',
      ],
    },
    {
      name: 'records that fail quietly',
      resources: stream(reports, { Alarm: functionAlarm('Errors', 'Worker') }),
      findings: [
        'fail Worker: none of the alarms on Worker (Alarm) can notice it, expected one that notices a batch of records that fails',
      ],
    },
    {
      name: 'records that wait for a day',
      resources: stream(reports, {
        Alarm: functionAlarm('IteratorAge', 'Worker', { Statistic: 'Maximum', Threshold: 86_400_000 }),
      }),
      findings: [
        'fail Worker: with a batch of records that fails, Alarm stays OK (it compares 1440000 with > 86400000), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'a filter whose metric has a dimension that the alarm does not name',
      resources: nightly({
        Filter: resource('Logs::MetricFilter', {
          LogGroupName: { 'Fn::Join': ['', ['/aws/lambda/', ref('Nightly')]] },
          FilterPattern: '{ $.level = "ERROR" }',
          MetricTransformations: [
            {
              MetricNamespace: 'Shop',
              MetricName: 'NightlyErrors',
              MetricValue: '1',
              Dimensions: [{ Key: 'Step', Value: '$.step' }],
            },
          ],
        }),
        Alarm: alarm('Shop NightlyErrors', {}),
      }),
      findings: [
        'fail Nightly: no alarm reads the metrics of Nightly, expected one that notices an event at which it fails; with one job that fails, Alarm stays OK (it has no data), expected ALARM within 20 minutes',
      ],
    },
  ],
  unknown: [
    {
      name: 'an alarm on one version',
      resources: nightly({
        Alarm: alarm('AWS/Lambda Errors', { FunctionName: ref('Nightly'), Resource: 'nightly:live' }),
      }),
      findings: [
        'unknown Nightly: whether Alarm notices an event at which it fails is not known: what AWS/Lambda Errors shows then is not known',
      ],
    },
    {
      name: 'a rule that starts it under an open condition',
      ...undecided,
      resources: nightly({
        Daily: daily({ Arn: att('Nightly', 'Arn') }, { State: choose('IsProd', 'ENABLED', 'DISABLED') }),
      }),
      findings: [
        'unknown Nightly: parameter Stage of Stack1 has no default and was given no value: no alarm reads the metrics of Nightly, expected one that notices an event at which it fails',
      ],
    },
    {
      name: 'messages of a queue elsewhere',
      resources: { ...ops, Worker: fn(), Source: mapping('arn:aws:sqs:eu-west-1:111111111111:orders') },
      findings: [
        'unknown Worker: the queue of Worker is not in the templates; verify the alarm on its dead letters',
      ],
    },
    {
      name: 'lines in its log of which nothing says that they are failures',
      resources: nightly({
        Filter: resource('Logs::MetricFilter', {
          LogGroupName: { 'Fn::Join': ['', ['/aws/lambda/', ref('Nightly')]] },
          FilterPattern: '{ $.event = "skipped" }',
          MetricTransformations: [{ MetricNamespace: 'Shop', MetricName: 'Skipped', MetricValue: '1' }],
        }),
        Alarm: alarm('Shop Skipped', {}),
      }),
      findings: [
        'unknown Nightly: Filter counts lines of Nightly as Skipped; verify that these are its failures',
      ],
    },
    {
      name: 'a destination that is another function',
      resources: nightly({
        Nightly: fn({ DeadLetterConfig: { TargetArn: ref('Elsewhere') } }),
        Elsewhere: resource('SNS::Topic'),
        More: resource('SNS::Subscription', {
          TopicArn: ref('Elsewhere'),
          Protocol: 'lambda',
          Endpoint: 'arn',
        }),
      }),
      findings: [
        'unknown Nightly: whom the lambda subscription of Elsewhere reaches is not known; verify that it tells a person',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a function that answers requests',
      resources: { Api: fn(), Url: resource('Lambda::Url', { TargetFunctionArn: ref('Api') }) },
      declaration: { jobs: { none: 'every request is answered at once' } },
      findings: ['notApplicable Stack1: declared: every request is answered at once'],
    },
  ],
};
