import type { Stack } from 'aws-cdk-lib';
import { Duration, Lazy } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Domain, EngineVersion } from 'aws-cdk-lib/aws-opensearchservice';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { LogAggregation, type LogAggregationProps } from '../../constructs';
import { type Guarantee, ShopStack, templateOf } from './fixture';
import { passes, verdicts } from './verdicts';

const splunkUrl = 'https://http-inputs-shop.splunkcloud.com:443';
const endpointUrl = 'https://aws-kinesis-http-intake.logs.datadoghq.eu/v1/input';

const token = (stack: Stack): ISecret => new Secret(stack, 'Token');

function aggregation(stack: Stack, props: Partial<LogAggregationProps>): LogAggregation {
  return new LogAggregation(stack, 'Logs', { logGroups: [new LogGroup(stack, 'Api')], ...props });
}

const streamType = 'AWS::KinesisFirehose::DeliveryStream';
const readsSecret = {
  Enabled: true,
  SecretARN: { Ref: Match.stringLikeRegexp('^Token') },
  RoleARN: Match.objectLike({}),
};

describe('an aggregation in Splunk', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => aggregation(stack, { splunkUrl, secret: token(stack) }));
  });

  test.each<Guarantee>([
    [
      'lines delivered within the minute, by a token that is in no template',
      streamType,
      {
        SplunkDestinationConfiguration: {
          HECEndpoint: splunkUrl,
          HECToken: Match.absent(),
          SecretsManagerConfiguration: readsSecret,
          BufferingHints: { IntervalInSeconds: 60 },
          ProcessingConfiguration: {
            Enabled: true,
            Processors: [{ Type: 'Decompression' }, { Type: 'CloudWatchLogProcessing' }],
          },
        },
      },
    ],
    [
      'what fails kept, and the reason',
      streamType,
      {
        SplunkDestinationConfiguration: {
          S3BackupMode: 'FailedEventsOnly',
          S3Configuration: {
            BucketARN: { 'Fn::GetAtt': [Match.stringLikeRegexp('^LogsFailedLogs'), 'Arn'] },
          },
          CloudWatchLoggingOptions: { Enabled: true },
        },
      },
    ],
    ['encryption', streamType, { DeliveryStreamEncryptionConfigurationInput: { KeyType: 'AWS_OWNED_CMK' } }],
    [
      'all that is in the group',
      'AWS::Logs::SubscriptionFilter',
      {
        FilterPattern: '',
        LogGroupName: { Ref: Match.stringLikeRegexp('^Api') },
        RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^LogsSubscriptionRole'), 'Arn'] },
      },
    ],
    [
      'CloudWatch Logs of this account alone',
      'AWS::IAM::Role',
      {
        AssumeRolePolicyDocument: {
          Statement: [
            {
              Principal: { Service: 'logs.amazonaws.com' },
              Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
            },
          ],
        },
      },
    ],
  ])('%s', (_, type, properties) => {
    template.hasResourceProperties(type, properties);
  });

  test('permissions that come with their roles, so that they are there when they are tried', () => {
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });
});

test('delivers to a vendor over HTTPS', () => {
  const template = templateOf((stack) =>
    aggregation(stack, {
      endpointUrl,
      secret: new Secret(stack, 'Token', { encryptionKey: new Key(stack, 'Key') }),
      bufferInterval: Duration.minutes(5),
    }),
  );
  template.hasResourceProperties(streamType, {
    HttpEndpointDestinationConfiguration: {
      EndpointConfiguration: { Url: endpointUrl, AccessKey: Match.absent() },
      RequestConfiguration: { ContentEncoding: 'GZIP' },
      SecretsManagerConfiguration: readsSecret,
      BufferingHints: { IntervalInSeconds: 300 },
      S3BackupMode: 'FailedDataOnly',
    },
  });
  template.hasResourceProperties('AWS::IAM::Role', {
    Policies: Match.arrayWith([
      Match.objectLike({
        PolicyName: 'Decrypt',
        PolicyDocument: { Statement: [Match.objectLike({ Action: 'kms:Decrypt' })] },
      }),
    ]),
  });
});

test('delivers to OpenSearch', () => {
  const template = templateOf((stack) => {
    const domain = new Domain(stack, 'Domain', { version: EngineVersion.OPENSEARCH_2_19 });
    aggregation(stack, { domain, indexName: 'shop' });
  });
  template.hasResourceProperties(streamType, {
    AmazonopensearchserviceDestinationConfiguration: {
      DomainARN: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Domain'), 'Arn'] },
      IndexName: 'shop',
      IndexRotationPeriod: 'OneDay',
      S3BackupMode: 'FailedDocumentsOnly',
      ProcessingConfiguration: { Processors: [{ Type: 'Decompression' }] },
    },
  });
  template.hasResourceProperties('AWS::IAM::Role', {
    Policies: Match.arrayWith([
      Match.objectLike({
        PolicyName: 'Index',
        PolicyDocument: { Statement: [Match.objectLike({ Action: Match.arrayWith(['es:ESHttpPut']) })] },
      }),
    ]),
  });
});

test.each<[string, (stack: Stack) => Partial<LogAggregationProps>]>([
  ['Splunk', (stack) => ({ splunkUrl, secret: token(stack) })],
  ['a vendor', (stack) => ({ endpointUrl, secret: token(stack) })],
  [
    'OpenSearch',
    (stack) => ({ domain: new Domain(stack, 'Domain', { version: EngineVersion.OPENSEARCH_2_19 }) }),
  ],
])('passes the controls with %s', (_, props) => {
  const stack = new ShopStack();
  aggregation(stack, props(stack));
  const ids = [...LogAggregation.CONTROLS];
  expect(verdicts(stack, ids)).toEqual(passes(ids));
});

const problems = 'cannot make LogAggregation Shop/Logs: ';

test.each<[string, (stack: Stack) => Partial<LogAggregationProps>, string]>([
  ['no sink', () => ({}), 'no sink given, expected exactly one of splunkUrl, endpointUrl and domain'],
  [
    'two sinks',
    (stack) => ({ splunkUrl, endpointUrl, secret: token(stack) }),
    'splunkUrl and endpointUrl given, expected exactly one of splunkUrl, endpointUrl and domain',
  ],
  ['no secret', () => ({ splunkUrl }), 'secret is missing, expected the secret with the token or key'],
  [
    'plain HTTP',
    (stack) => ({ endpointUrl: 'http://logs.example.com', secret: token(stack) }),
    'endpointUrl is http://logs.example.com, expected https',
  ],
  [
    'no log group',
    (stack) => ({ splunkUrl, secret: token(stack), logGroups: [] }),
    'logGroups is empty, expected at least one log group',
  ],
  [
    'a wait that Splunk does not take',
    (stack) => ({ splunkUrl, secret: token(stack), bufferInterval: Duration.minutes(2) }),
    'bufferInterval is 120 seconds, expected at most 60',
  ],
  [
    'a wait that Firehose does not take',
    (stack) => ({ endpointUrl, secret: token(stack), bufferInterval: Duration.minutes(20) }),
    'bufferInterval is 1200 seconds, expected at most 900',
  ],
])('refuses %s', (_, props, message) => {
  const stack = new ShopStack();
  expect(() => aggregation(stack, props(stack))).toThrow(new Error(problems + message));
});

test('takes an address that is known only at deployment', () => {
  const stack = new ShopStack();
  const props = { splunkUrl: Lazy.string({ produce: () => splunkUrl }), secret: token(stack) };
  expect(() => aggregation(stack, props)).not.toThrow();
});
