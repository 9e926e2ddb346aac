import type { Json, JsonObject } from '../../../lib/model/input';
import { detects, isWatched, type Demand } from '../../../lib/rules/alarms/detection';
import { samples, type Emission } from '../../../lib/rules/alarms/evaluation/samples';
import type { Situation } from '../../../lib/rules/alarms/situation';
import type { Answer } from '../../../lib/rules/answer';
import { environmentOf } from '../../harness/environment';

/** A queue whose messages wait for so long, in seconds. */
function waiting(seconds: number, name: string, firesWithin?: number): Situation {
  const age: Emission = (minute) => samples(1, minute < 0 ? 1 : seconds);
  return {
    name,
    firesWithin,
    world: ({ namespace, name: metric }, about) => {
      if (namespace !== 'AWS/SQS' || about.get('QueueName')?.logicalId !== 'Jobs') return undefined;
      return metric === 'ApproximateAgeOfOldestMessage'
        ? age
        : metric === 'SentMessageSize'
          ? steady
          : undefined;
    },
  };
}
const steady: Emission = () => samples(10, 100);

const stuck: Demand = {
  what: 'a stuck consumer',
  ownMetrics: /stuck/i,
  situations: [
    waiting(700, 'the oldest message 700 seconds old', 10),
    waiting(7000, 'the oldest message 7 000 seconds old', 10),
    waiting(2, 'messages taken at once'),
  ],
};

function alarm(properties: JsonObject, queue: Json = { 'Fn::GetAtt': ['Jobs', 'QueueName'] }): JsonObject {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: queue }],
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 5,
      Threshold: 600,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: [{ Ref: 'Topic' }],
      ...properties,
    },
  };
}

const others: JsonObject = {
  Jobs: { Type: 'AWS::SQS::Queue' },
  Topic: { Type: 'AWS::SNS::Topic' },
  Pager: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: { Ref: 'Topic' },
      Protocol: 'https',
      Endpoint: 'https://events.pagerduty.com/integration/0/enqueue',
    },
  },
};

function judged(alarms: JsonObject, ask: 'watched' | 'detects' = 'watched', more: JsonObject = {}): Answer {
  const Parameters = { Name: { Type: 'String' }, Limit: { Type: 'Number' } };
  const template = { Parameters, Resources: { ...others, ...alarms, ...more } };
  const environment = environmentOf({ id: 'Shop', region: 'eu-west-1', account: '111111111111', template });
  const [queue] = environment.of('AWS::SQS::Queue');
  const [first] = environment.of('AWS::CloudWatch::Alarm');
  return ask === 'watched' ? isWatched([queue!], stuck, 'page') : detects(first!, stuck);
}
const said = (answer: Answer): string => `${answer.is}: ${answer.message}`;

test('an alarm that fires in time, is quiet otherwise and is heard', () => {
  const answer = judged({ Age: alarm({}) });
  expect(said(answer)).toBe('yes: Age notices a stuck consumer');
  const proof = answer.evidence.map(({ resource, path }) => [resource.logicalId, path].join(' '));
  expect(proof).toEqual(['Age ', 'Age Properties.Threshold', 'Pager ', 'Age Properties.AlarmActions']);
});

test.each<[seen: string, alarms: JsonObject, said: string]>([
  ['no alarm', {}, 'no: no alarm reads the metrics of Jobs, expected one that notices a stuck consumer'],
  [
    'an alarm on something else of the queue',
    { Size: alarm({ MetricName: 'SentMessageSize' }) },
    'no: none of the alarms on Jobs (Size) can notice it, expected one that notices a stuck consumer',
  ],
  [
    'too high a threshold',
    { Age: alarm({ Threshold: 800 }) },
    'no: with the oldest message 700 seconds old, Age stays OK (it compares 700 with > 800), expected ALARM within 10 minutes',
  ],
  [
    'far too high a threshold',
    { Age: alarm({ Threshold: 8000 }) },
    'no: with the oldest message 700 seconds old, Age stays OK (it compares 700 with > 8000), expected ALARM within 10 minutes (and so in 1 other situation)',
  ],
  [
    'too slow',
    { Age: alarm({ Period: 300 }) },
    'no: with the oldest message 700 seconds old, Age fires after 21 minutes (it compares 700 with > 600), expected ALARM within 10 minutes (and so in 1 other situation)',
  ],
  [
    'too strict',
    { Age: alarm({ Threshold: 1 }) },
    'no: with messages taken at once, Age fires after 5 minutes (it compares 2 with > 1), expected it to stay quiet',
  ],
  [
    'unheard',
    { Age: alarm({ AlarmActions: [] }) },
    'no: Age has no AlarmActions, expected a topic that a person hears',
  ],
  [
    'a dimension that names nothing',
    { Age: alarm({}, { 'Fn::GetAtt': ['Jobs', 'Arn'] }) },
    'no: with the oldest message 700 seconds old, Age stays INSUFFICIENT_DATA (it has no data; its QueueName is ${Jobs.Arn}, which names no SQS Queue in a metric), expected ALARM within 10 minutes (and so in 1 other situation)',
  ],
  [
    'an unknown threshold',
    { Age: alarm({ Threshold: { Ref: 'Limit' } }) },
    'unknown: whether Age notices a stuck consumer is not known: its Threshold is not known (parameter Limit of Shop has no default and was given no value)',
  ],
  [
    'an unknown queue',
    { Age: alarm({}, { Ref: 'Name' }) },
    'unknown: its QueueName is not known (parameter Name of Shop has no default and was given no value): Age notices a stuck consumer',
  ],
  [
    'an unknown queue and too high a threshold',
    { Age: alarm({ Threshold: 8000 }, { Ref: 'Name' }) },
    'no: with the oldest message 700 seconds old, Age stays OK (it compares 700 with > 8000), expected ALARM within 10 minutes (and so in 1 other situation)',
  ],
  [
    'a query',
    {
      Age: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { EvaluationCriteria: {}, AlarmActions: [{ Ref: 'Topic' }] },
      },
    },
    'unknown: whether Age notices a stuck consumer is not known: it runs a query in PromQL',
  ],
  [
    'a metric of its own that may show it',
    { Own: alarm({ Namespace: 'Shop', MetricName: 'StuckJobs' }) },
    "unknown: whether Own notices a stuck consumer is not known: what Shop StuckJobs shows then is not known; Shop is a namespace of the application's own",
  ],
  [
    'a metric of its own that shows something else',
    { Own: alarm({ Namespace: 'Shop', MetricName: 'Orders' }) },
    'no: no alarm reads the metrics of Jobs, expected one that notices a stuck consumer',
  ],
])('%s', (_seen, alarms, expected) => {
  expect(said(judged(alarms))).toBe(expected);
});

test('several alarms may share the work, each in its own situations', () => {
  const slow = alarm({ Threshold: 5000, EvaluationPeriods: 1 });
  const window = alarm({ Threshold: 6000, ComparisonOperator: 'LessThanThreshold' });
  expect(said(judged({ Slow: slow, Age: alarm({}) }))).toBe(
    'yes: Age notices a stuck consumer; Slow notices a stuck consumer',
  );
  expect(said(judged({ Slow: slow }))).toBe(
    'no: with the oldest message 700 seconds old, Slow stays OK (it compares 700 with > 5000), expected ALARM within 10 minutes',
  );
  expect(said(judged({ Window: window }))).toBe(
    'no: with messages taken at once, Window fires after 1 minute (it compares 2 with < 6000), expected it to stay quiet (and so in 1 other situation)',
  );
});

/** An alarm on a query of Metrics Insights. */
function query(Expression: string): JsonObject {
  const Metrics: Json = [{ Id: 'q', Expression, Period: 60 }];
  const { Properties } = alarm({}) as { Properties: JsonObject };
  const { EvaluationPeriods, Threshold, ComparisonOperator, AlarmActions } = Properties;
  const ends = { EvaluationPeriods: EvaluationPeriods!, Threshold: Threshold!, AlarmActions: AlarmActions! };
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: { ...ends, ComparisonOperator: ComparisonOperator!, Metrics },
  };
}
const oldest = 'SELECT MAX(ApproximateAgeOfOldestMessage) FROM SCHEMA("AWS/SQS", QueueName)';

const untried = 'unknown: whether Age notices a stuck consumer is not known: its query of Metrics Insights ';
test.each([
  [`${oldest} GROUP BY QueueName`, 'yes: Age notices a stuck consumer'],
  [
    oldest.replace('SCHEMA("AWS/SQS", QueueName)', '"AWS/SQS" GROUP BY QueueName'),
    'yes: Age notices a stuck consumer',
  ],
  [oldest, `${untried}takes every QueueName together, which is not tried`],
  [`${oldest} GROUP BY QueueName LIMIT 3`, `${untried}takes 3 time series at most, which is not tried`],
  [
    `${oldest} WHERE QueueName != 'jobs' GROUP BY QueueName`,
    `${untried}asks for QueueName != 'jobs', which is not tried`,
  ],
  [
    `${oldest} WHERE tag.team = 'jobs' GROUP BY QueueName`,
    `${untried}asks for tag.team = 'jobs', which is not tried`,
  ],
  [
    `${oldest} WHERE QueueName = 'other'`,
    'unknown: its QueueName is not known (other is not among the templates): Age notices a stuck consumer',
  ],
  [
    'SELECT SUM(SentMessageSize) FROM SCHEMA("AWS/SQS", QueueName) GROUP BY QueueName',
    'no: none of the alarms on Jobs (Age) can notice it, expected one that notices a stuck consumer',
  ],
  ['SELECT MAX(a FROM "b"', `${untried}cannot be read: expected ")" at "FROM "b""`],
])('a query of Metrics Insights: %s', (expression, expected) => {
  expect(said(judged({ Age: query(expression) }))).toBe(expected);
});

describe('composite alarms', () => {
  const silent = { AlarmActions: { Ref: 'AWS::NoValue' } };
  const composite = (AlarmRule: Json): JsonObject => ({
    Type: 'AWS::CloudWatch::CompositeAlarm',
    Properties: { AlarmRule, AlarmActions: [{ Ref: 'Topic' }] },
  });
  /** Fires at everything, with an alarm that says when it does not count. */
  const strict = { Age: alarm({ Threshold: 1, ...silent }) };
  const calm = {
    Calm: alarm({ Threshold: 10, ComparisonOperator: 'LessThanThreshold', EvaluationPeriods: 1, ...silent }),
  };
  const guarded = 'ALARM(${Age}) AND NOT ALARM(${Calm})';

  const noisy =
    'no: with messages taken at once, Age fires after 5 minutes (it compares 2 with > 1), expected it to stay quiet';
  test.each<[rule: Json, expected: string]>([
    [{ 'Fn::Sub': guarded }, 'yes: Guarded notices a stuck consumer'],
    [{ 'Fn::Sub': 'ALARM(${Age}) AND ALARM(${Calm})' }, noisy],
    [
      { 'Fn::Sub': 'ALARM(${Age}) OR OK(${Calm})' },
      `${noisy}; with messages taken at once, Guarded fires after 5 minutes, expected it to stay quiet`,
    ],
    [
      { 'Fn::Sub': 'ALARM(${Age}) AND NOT ALARM(Other)' },
      'unknown: whether Guarded notices a stuck consumer is not known: its AlarmRule names Other (Other is not among the templates)',
    ],
  ])('%j', (rule, expected) => {
    expect(said(judged({ ...strict, ...calm, Guarded: composite(rule) }))).toBe(expected);
  });

  test('one above another', () => {
    const above = composite({ 'Fn::Sub': 'ALARM(${Below})' });
    const below = composite({ 'Fn::Sub': guarded });
    expect(said(judged({ ...strict, ...calm, Below: below, Above: above }))).toBe(
      'yes: Below notices a stuck consumer',
    );
  });
});

test('one alarm alone', () => {
  expect(said(judged({ Age: alarm({ AlarmActions: [] }) }, 'detects'))).toBe(
    'yes: Age notices a stuck consumer',
  );
  expect(said(judged({ Age: alarm({ Threshold: 800 }) }, 'detects'))).toBe(
    'no: with the oldest message 700 seconds old, Age stays OK (it compares 700 with > 800), expected ALARM within 10 minutes',
  );
});
