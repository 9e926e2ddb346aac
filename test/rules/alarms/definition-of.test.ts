import type { Json, JsonObject } from '../../../lib/model/input';
import { readingOf, type Reading } from '../../../lib/rules/alarms/definition-of';
import { environmentOf } from '../../harness/environment';

function reading(properties: JsonObject, type = 'AWS::CloudWatch::Alarm'): Reading {
  const template = {
    Parameters: { Limit: { Type: 'Number' } },
    Resources: { Alarm: { Type: type, Properties: properties } },
  };
  const [alarm] = environmentOf({ id: 'Shop', template }).of(type);
  return readingOf(alarm!);
}

const simple: JsonObject = {
  Namespace: 'AWS/SQS',
  MetricName: 'NumberOfMessagesSent',
  Dimensions: [{ Name: 'QueueName', Value: 'jobs' }],
  Statistic: 'Sum',
  Period: 60,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
  EvaluationPeriods: 5,
};

const sent = (id: string, details: JsonObject = {}): JsonObject => ({
  Id: id,
  MetricStat: {
    Metric: { Namespace: 'AWS/SQS', MetricName: 'NumberOfMessagesSent', Dimensions: [] },
    Stat: 'Sum',
    Period: 60,
  },
  ...details,
});
const { Threshold, ComparisonOperator, EvaluationPeriods } = simple;
const ends: JsonObject = {
  Threshold: Threshold!,
  ComparisonOperator: ComparisonOperator!,
  EvaluationPeriods: EvaluationPeriods!,
};

test('an alarm on one metric, with what CloudWatch assumes where nothing is said', () => {
  const { definition, metrics } = reading(simple);
  const dimensions = new Map([['QueueName', { kind: 'known', value: 'jobs' }]]);
  const metric = { namespace: 'AWS/SQS', name: 'NumberOfMessagesSent', dimensions };
  expect(metrics).toEqual([metric]);
  expect(definition).toEqual({
    queries: [{ id: 'm', metric, statistic: 'Sum', periodSeconds: 60 }],
    returned: 'm',
    comparison: 'GreaterThanThreshold',
    threshold: 1,
    evaluationPeriods: 5,
    datapointsToAlarm: 5,
    missingData: 'missing',
    ignoresFewSamples: false,
  });
});

test('what CloudFormation passes as text is read as what it is', () => {
  const texts = { Period: '60', Threshold: '1', EvaluationPeriods: '5' };
  expect(reading({ ...simple, ...texts }).definition).toEqual(reading(simple).definition);
});

// "Alarm evaluation window" and "Configuring how CloudWatch alarms treat missing data" in the CloudWatch user guide.
test.each<[string, JsonObject, JsonObject]>([
  ['a window', { EvaluationWindow: { WallClockWindow: { TimeZone: 'UTC' } } }, { followsClock: true }],
  ['missing data of DynamoDB', { Namespace: 'AWS/DynamoDB' }, { missingData: 'ignore' }],
  [
    'missing data of DynamoDB, as stated',
    { Namespace: 'AWS/DynamoDB', TreatMissingData: 'notBreaching' },
    { missingData: 'notBreaching' },
  ],
])('%s', (_name, properties, expected) => {
  expect(reading({ ...simple, ...properties }).definition).toMatchObject(expected);
});

test('everything that is stated', () => {
  const { definition } = reading({
    ...simple,
    Statistic: { Ref: 'AWS::NoValue' },
    ExtendedStatistic: 'p95',
    Unit: 'Count',
    DatapointsToAlarm: 3,
    TreatMissingData: 'breaching',
    EvaluateLowSampleCountPercentile: 'ignore',
  });
  expect(definition).toMatchObject({
    queries: [{ statistic: 'p95', metric: { unit: 'Count' } }],
    datapointsToAlarm: 3,
    missingData: 'breaching',
    ignoresFewSamples: true,
  });
});

test('metric math, of which one query returns data', () => {
  const Metrics: Json = [
    { Id: 'rate', Expression: '100 * a', ReturnData: true },
    sent('a', { ReturnData: false, AccountId: '222222222222' }),
  ];
  expect(reading({ ...ends, Metrics }).definition).toMatchObject({
    queries: [
      { id: 'rate', expression: '100 * a' },
      { id: 'a', statistic: 'Sum', metric: { account: { value: '222222222222' } } },
    ],
    returned: 'rate',
  });
});

test('a band of what is expected takes the place of a threshold', () => {
  const Metrics: Json = [sent('a'), { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(a, 2)' }];
  const properties = { ...ends, Threshold: { Ref: 'AWS::NoValue' }, Metrics, ThresholdMetricId: 'band' };
  expect(reading(properties).definition).toMatchObject({ returned: 'a', threshold: { band: 'band' } });
});

test.each<[seen: string, properties: JsonObject, untried: string]>([
  ['PromQL', { EvaluationCriteria: { PromQLCriteria: { Query: 'up == 0' } } }, 'it runs a query in PromQL'],
  [
    'an unknown threshold',
    { ...simple, Threshold: { Ref: 'Limit' } },
    'its Threshold is not known (parameter Limit of Shop has no default and was given no value)',
  ],
  ['no period', { ...simple, Period: { Ref: 'AWS::NoValue' } }, 'its Period is not set'],
  [
    'no number',
    { ...simple, EvaluationPeriods: 'five' },
    'its EvaluationPeriods is five, which CloudWatch does not know',
  ],
  [
    'another comparison',
    { ...simple, ComparisonOperator: '>' },
    'its ComparisonOperator is >, which CloudWatch does not know',
  ],
  [
    'another treatment',
    { ...simple, TreatMissingData: 'notbreaching' },
    'its TreatMissingData is notbreaching, which CloudWatch does not know',
  ],
  [
    'no list',
    { ...simple, Dimensions: 'QueueName' },
    'its Dimensions is QueueName, which CloudWatch does not know',
  ],
  ['an object for a text', { ...simple, MetricName: { a: 1 } }, 'its MetricName is of the wrong kind'],
  [
    'two that return data',
    { ...ends, Metrics: [sent('a'), sent('b')] },
    '2 of its metrics return data, where CloudWatch takes one',
  ],
  [
    'none that returns data',
    { ...ends, Metrics: [sent('a', { ReturnData: false })] },
    '0 of its metrics return data, where CloudWatch takes one',
  ],
  ['nothing', {}, 'its Namespace is not set'],
])('%s cannot be tried', (_seen, properties, untried) => {
  expect(reading(properties).definition).toEqual({ untried });
});

test('an alarm on logs cannot be tried', () => {
  expect(reading({}, 'AWS::CloudWatch::LogAlarm').definition).toEqual({
    untried: 'it runs a query over logs',
  });
});
