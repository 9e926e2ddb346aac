import type { App } from 'aws-cdk-lib';
import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { ControlCases } from '../../harness/judge';
import { alarm, functionAlarm, fn, ops } from '../jobs/resources';
import { choose, nothing, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { counted, filter, formula, payments, service } from './resources';

/** A function and its log in one stack, the filter and the alarm in another. */
function acrossStacks(app: App): void {
  const shop = new Stack(app, 'Shop');
  const logGroup = new LogGroup(shop, 'Log');
  const handler = { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('//') };
  new LambdaFunction(shop, 'PaymentHandler', { ...handler, logGroup });
  const watch = new Stack(app, 'Watch');
  const filterPattern = FilterPattern.stringValue('$.event', '=', 'payment.failed');
  const metric = new MetricFilter(watch, 'Filter', {
    logGroup,
    filterPattern,
    metricNamespace: 'Shop/Payments',
    metricName: 'Failed',
    defaultValue: 0,
  }).metric({ statistic: 'Sum', period: Duration.minutes(5) });
  const topic = new Topic(watch, 'Ops');
  topic.addSubscription(new UrlSubscription('https://events.pagerduty.com/integration/1/enqueue'));
  new Alarm(watch, 'Alarm', { metric, threshold: 3, evaluationPeriods: 1 }).addAlarmAction(
    new SnsAction(topic),
  );
}

const rate = 'IF(f >= 3, 100 * f / a, 0)';
const declared = { payments: { resources: [{ text: 'Api', place: 'readiness.yaml:3:7' }] } };
const email = {
  Mail: resource('SNS::Topic'),
  Box: resource('SNS::Subscription', { TopicArn: ref('Mail'), Protocol: 'email', Endpoint: 'a@example.com' }),
};

export const failedPayments: ControlCases = {
  pass: [
    { name: 'the share that fails', resources: payments({ Alarm: formula(rate) }) },
    { name: 'how many fail', resources: payments({ Alarm: counted('PaymentFailed', { Threshold: 3 }) }) },
    { name: 'any that fails', resources: payments({ Alarm: counted('PaymentFailed') }) },
    { name: 'a filter and an alarm in another stack', app: acrossStacks },
    {
      name: 'a service that takes more than payments, and counts them in its log',
      resources: {
        ...ops,
        ...service('Api'),
        Filter: filter('Failed', {}, { MetricNamespace: 'Payments' }),
        Alarm: alarm('Payments Failed', {}, { Period: 300 }),
      },
    },
    {
      name: 'one that is declared',
      resources: {
        ...ops,
        ...service('Api'),
        Filter: filter('CheckoutErrors'),
        Alarm: counted('CheckoutErrors'),
      },
      declaration: declared,
    },
    {
      name: 'the log of a function, by its name',
      resources: {
        ...ops,
        PaymentHandler: fn({ FunctionName: 'pay' }),
        Filter: filter('Refused', { LogGroupName: '/aws/lambda/pay' }, { DefaultValue: nothing }),
        Alarm: counted('Refused'),
      },
    },
    {
      name: 'a log group alone',
      resources: {
        ...ops,
        Log: resource('Logs::LogGroup'),
        Filter: filter('PaymentErrors'),
        Alarm: counted('PaymentErrors'),
      },
    },
    {
      name: 'failures by a dimension that the alarm names',
      resources: {
        ...ops,
        ...service('Payments'),
        Filter: filter(
          'PaymentFailed',
          {},
          { DefaultValue: nothing, Dimensions: [{ Key: 'Provider', Value: '$.provider' }] },
        ),
        Alarm: counted('PaymentFailed', {}, { Provider: 'stripe' }),
      },
    },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: payments({}),
      findings: [
        'fail Payments: no alarm reads PaymentAttempted, PaymentSucceeded, PaymentFailed, which are counted in the logs of Payments, expected an alarm that notices payments that fail',
      ],
    },
    {
      name: 'no filter',
      resources: { ...ops, ...service('Payments') },
      findings: [
        'fail Payments: nothing counts payments in the logs of Payments, expected an alarm that notices payments that fail',
      ],
    },
    {
      name: 'a filter on the log of another service',
      resources: payments({
        Failed: filter('PaymentFailed', { LogGroupName: ref('Other') }),
        Other: resource('Logs::LogGroup'),
        Alarm: counted('PaymentFailed'),
      }),
      findings: [
        'fail Payments: no alarm reads PaymentAttempted, PaymentSucceeded, which are counted in the logs of Payments, expected an alarm that notices payments that fail',
      ],
    },
    {
      name: 'a metric of another name',
      resources: payments({ Alarm: counted('PaymentsFailed') }),
      findings: [
        'fail Payments: no alarm reads PaymentAttempted, PaymentSucceeded, PaymentFailed, which are counted in the logs of Payments, expected an alarm that notices payments that fail',
      ],
    },
    {
      name: 'a dimension that the alarm does not name',
      resources: payments({
        Failed: filter(
          'PaymentFailed',
          {},
          { DefaultValue: nothing, Dimensions: [{ Key: 'Provider', Value: '$.provider' }] },
        ),
        Alarm: counted('PaymentFailed'),
      }),
      findings: [
        'fail Payments: Alarm reads PaymentFailed without dimensions, but Failed counts it by Provider',
      ],
    },
    {
      name: 'a dimension that the filter does not make',
      resources: payments({ Alarm: counted('PaymentFailed', {}, { Provider: 'stripe' }) }),
      findings: [
        'fail Payments: Alarm reads PaymentFailed by Provider, but Failed counts it without dimensions',
      ],
    },
    {
      name: 'a dimension beside a default value',
      resources: payments({
        Failed: filter('PaymentFailed', {}, { Dimensions: [{ Key: 'Provider', Value: '$.provider' }] }),
        Alarm: counted('PaymentFailed', {}, { Provider: 'stripe' }),
      }),
      findings: [
        'fail Payments: Failed has dimensions and a DefaultValue, which CloudWatch refuses, expected one',
      ],
    },
    {
      name: 'a filter that takes every line',
      resources: payments({
        Failed: filter('PaymentFailed', { FilterPattern: '' }),
        Alarm: counted('PaymentFailed'),
      }),
      findings: ['fail Payments: Failed counts every line as PaymentFailed, expected a pattern'],
    },
    {
      name: 'a share of a third',
      resources: payments({ Alarm: formula(rate, { Threshold: 33 }) }),
      findings: [
        'fail Payments: with 1000 payments a minute, 5.1 % of which fail, Alarm stays OK (it compares 5.1 with > 33), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'a share of one',
      resources: payments({ Alarm: formula('f / a') }),
      findings: [
        'fail Payments: with 1000 payments a minute, 5.1 % of which fail, Alarm stays OK (it compares 0.051 with > 5), expected ALARM within 10 minutes; with payments that all fail, Alarm stays OK (it compares 1 with > 5), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'an hour',
      resources: payments({ Alarm: formula(rate, { EvaluationPeriods: 12 }) }),
      findings: [
        'fail Payments: with 1000 payments a minute, 5.1 % of which fail, Alarm fires after 60 minutes (it compares 5.1 with > 5), expected ALARM within 10 minutes; with payments that all fail, Alarm fires after 56 minutes (it compares 100 with > 5), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'payments that are tried',
      resources: payments({ Alarm: counted('PaymentAttempted') }),
      findings: [
        'fail Payments: with payments that all succeed, Alarm fires after 1 minute (it compares 5000 with > 0), expected it to stay quiet',
      ],
    },
    {
      name: 'mail, which wakes nobody',
      resources: payments({ ...email, Alarm: counted('PaymentFailed', { AlarmActions: [ref('Mail')] }) }),
      findings: ['fail Payments: the email subscription of Mail wakes nobody, expected a service that pages'],
    },
  ],
  unknown: [
    {
      name: 'nothing that shows payments',
      resources: { Api: fn() },
      findings: [
        'unknown Stack1: no service that takes payments is in the templates, but the application may take payments that no template shows: declare payments in the workload, or none with the reason',
      ],
    },
    {
      name: 'a metric of the application itself',
      resources: { ...ops, PaymentHandler: fn(), Alarm: counted('PaymentFailed') },
      findings: [
        "unknown PaymentHandler: Shop is a namespace of the application's own: Alarm notices payments that fail",
      ],
    },
    {
      name: 'errors of a function that is there for payments',
      resources: { ...ops, PaymentHandler: fn(), Alarm: functionAlarm('Errors', 'PaymentHandler') },
      findings: [
        'unknown PaymentHandler: Alarm notices payments that fail; verify that PaymentHandler ends in an error where a payment fails',
      ],
    },
    {
      name: 'a log that is not in the templates',
      parameters: { Group: { Type: 'String' } },
      resources: { ...ops, ...service('Payments', ref('Group')) },
      findings: [
        'unknown Payments: nothing counts payments in the logs of Payments, expected an alarm that notices payments that fail, but where Payments logs to is not known (parameter Group of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a filter of a log that is not known',
      parameters: { Group: { Type: 'String' } },
      resources: payments({
        Failed: filter('PaymentFailed', { LogGroupName: ref('Group') }),
        Alarm: counted('PaymentFailed'),
      }),
      findings: [
        'unknown Payments: which log Failed reads is not known (parameter Group of Stack1 has no default and was given no value): Failed counts PaymentFailed',
      ],
    },
    {
      name: 'a metric whose name does not say what it counts',
      resources: payments({
        Failed: filter('PaymentThing', { FilterPattern: 'x' }),
        Alarm: counted('PaymentThing'),
      }),
      findings: [
        "unknown Payments: whether Alarm notices payments that fail is not known: what Shop PaymentThing shows then is not known; Shop is a namespace of the application's own",
      ],
    },
    {
      name: 'a filter in an open condition',
      ...undecided,
      resources: payments({
        Failed: filter('PaymentFailed', { LogGroupName: choose('IsProd', ref('Log'), ref('Other')) }),
        Other: resource('Logs::LogGroup'),
        Alarm: counted('PaymentFailed'),
      }),
      findings: [
        'unknown Payments: parameter Stage of Stack1 has no default and was given no value: Failed counts PaymentFailed',
      ],
    },
    {
      name: 'an alarm in an open condition',
      ...undecided,
      resources: payments({ Alarm: { ...formula(rate), Condition: 'IsProd' } }),
      findings: [
        'unknown Payments: parameter Stage of Stack1 has no default and was given no value: Alarm notices payments that fail',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'declared to have none',
      resources: { Api: fn() },
      declaration: { payments: { none: 'customers get an invoice by post' } },
      findings: ['notApplicable Stack1: declared: customers get an invoice by post'],
    },
  ],
};
