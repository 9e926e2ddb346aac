import type { Stack } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Code, Function as Fn, Runtime } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup } from 'aws-cdk-lib/aws-logs';
import { PaymentAlarms, type PaymentAlarmsProps } from '../../constructs';
import { type Guarantee, ShopStack, somebodyOnCall, templateOf } from './fixture';
import { outcomesOf } from './outcomes';

const event = (name: string) => FilterPattern.stringValue('$.event', '=', name);

/** A function that takes payments, with alarms on them. */
function payments(stack: Stack, props: Partial<PaymentAlarmsProps> = {}): PaymentAlarms {
  const logGroup = new LogGroup(stack, 'Log');
  const handler = { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('//') };
  new Fn(stack, 'Checkout', { ...handler, logGroup });
  return new PaymentAlarms(stack, 'Payments', {
    ...somebodyOnCall(stack),
    logGroup,
    attempted: event('payment.attempted'),
    succeeded: event('payment.succeeded'),
    failed: event('payment.failed'),
    ...props,
  });
}

const filter = (name: string, pattern: string) => ({
  LogGroupName: { Ref: Match.stringLikeRegexp('^Log') },
  FilterPattern: `{ $.event = "${pattern}" }`,
  MetricTransformations: [
    { MetricNamespace: 'Shop/Payments', MetricName: name, MetricValue: '1', DefaultValue: 0 },
  ],
});

const formula = (Expression: string, Period: number) => ({
  TreatMissingData: 'notBreaching',
  EvaluationPeriods: 1,
  ComparisonOperator: 'GreaterThanThreshold',
  AlarmActions: [{ Ref: Match.stringLikeRegexp('^OnCall') }],
  Metrics: Match.arrayWith([
    Match.objectLike({ Expression }),
    Match.objectLike({ MetricStat: Match.objectLike({ Period, Stat: 'Sum' }) }),
  ]),
});

const rate = 'IF(FILL(failed, 0) >= 3, 100 * FILL(failed, 0) / (FILL(failed, 0) + FILL(succeeded, 0)), 0)';
const inVain = 'IF(FILL(attempted, 0) >= 3, IF(FILL(succeeded, 0) < 1, 1, 0), 0)';

describe('alarms on payments', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => payments(stack));
  });

  test.each<Guarantee>([
    [
      'counts those that are tried',
      'AWS::Logs::MetricFilter',
      filter('PaymentAttempted', 'payment.attempted'),
    ],
    ['counts those that succeed', 'AWS::Logs::MetricFilter', filter('PaymentSucceeded', 'payment.succeeded')],
    ['counts those that fail', 'AWS::Logs::MetricFilter', filter('PaymentFailed', 'payment.failed')],
    [
      'tells of too many that fail',
      'AWS::CloudWatch::Alarm',
      {
        AlarmName: 'Shop-Payments-PaymentFailures',
        AlarmDescription:
          'P1: More than 5 % of the payments fail. https://wiki.example.com/runbook#payment-failures',
        Threshold: 5,
        ...formula(rate, 300),
      },
    ],
    [
      'tells of none that succeeds',
      'AWS::CloudWatch::Alarm',
      {
        AlarmName: 'Shop-Payments-PaymentsDown',
        AlarmDescription:
          'P1: Customers try to pay, and no payment succeeded for 15 minutes. https://wiki.example.com/runbook#payments-down',
        Threshold: 0,
        ...formula(inVain, 900),
      },
    ],
  ])('%s', (_, type, properties) => {
    template.hasResourceProperties(type, properties);
  });
});

test('takes a lower share and a higher minimum', () => {
  const template = templateOf((stack) => {
    const made = payments(stack, { failurePercent: 1, minimumPayments: 20 });
    expect([made.attempts, made.successes, made.failures].map(({ metricName }) => metricName)).toEqual([
      'PaymentAttempted',
      'PaymentSucceeded',
      'PaymentFailed',
    ]);
    expect([made.failureRateAlarm, made.downAlarm].map(({ node }) => node.id)).toEqual([
      'PaymentFailures',
      'PaymentsDown',
    ]);
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Threshold: 1,
    ...formula(rate.replace('3', '20'), 300),
  });
});

test('meets the controls that it names', () => {
  const { CONTROLS } = PaymentAlarms;
  expect(outcomesOf(CONTROLS, (stack) => payments(stack))).toEqual(CONTROLS.map((id) => `${id} pass`));
});

test.each<[string, Partial<PaymentAlarmsProps>, string]>([
  ['a high share', { failurePercent: 10 }, 'failurePercent is 10, expected more than 0 and at most 5'],
  ['no share', { failurePercent: 0 }, 'failurePercent is 0, expected more than 0 and at most 5'],
  ['no minimum', { minimumPayments: 0 }, 'minimumPayments is 0, expected at least 1'],
])('refuses %s', (_, props, message) => {
  expect(() => payments(new ShopStack(), props)).toThrow(
    new Error(`cannot make PaymentAlarms Shop/Payments: ${message}`),
  );
});
