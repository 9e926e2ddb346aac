import { type App, Stack } from 'aws-cdk-lib';
import { DeliveryStream, S3Bucket } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup } from 'aws-cdk-lib/aws-logs';
import { FirehoseDestination, LambdaDestination } from 'aws-cdk-lib/aws-logs-destinations';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, off, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { role, statement } from './resources';

function subscription(properties: JsonObject = {}): JsonObject {
  return resource('Logs::SubscriptionFilter', {
    LogGroupName: ref('Logs'),
    FilterPattern: '',
    DestinationArn: att('Stream', 'Arn'),
    RoleArn: att('Writer', 'Arn'),
    ...properties,
  });
}

const stream = (destinations: JsonObject): JsonObject =>
  resource('KinesisFirehose::DeliveryStream', destinations);
const failed = { BucketARN: att('Failed', 'Arn'), RoleARN: att('Deliverer', 'Arn') };
const splunk = {
  SplunkDestinationConfiguration: { HECEndpoint: 'https://splunk.example.com', S3Configuration: failed },
};
const search = (settings: JsonObject = {}): JsonObject => ({
  AmazonopensearchserviceDestinationConfiguration: {
    DomainARN: att('Domain', 'Arn'),
    RoleARN: att('Deliverer', 'Arn'),
    S3Configuration: failed,
    ...settings,
  },
});
const inside = (id: string): JsonObject => ({ 'Fn::Join': ['', [att(id, 'Arn'), '/*']] });
const keeping = statement('s3:PutObject', inside('Failed'));
const indexing = statement(['es:ESHttpPost', 'es:ESHttpPut'], [att('Domain', 'Arn'), inside('Domain')]);

/** Everything that a subscription needs, with some of it otherwise. */
function wired(others: JsonObject = {}): JsonObject {
  return {
    Logs: resource('Logs::LogGroup'),
    Subscription: subscription(),
    Stream: stream(splunk),
    Writer: role(statement('firehose:*', att('Stream', 'Arn'))),
    Deliverer: role(keeping),
    Failed: resource('S3::Bucket'),
    ...others,
  };
}

const domain = { Domain: resource('OpenSearchService::Domain') };
const toHandler = { Subscription: subscription({ DestinationArn: att('Handler', 'Arn'), RoleArn: nothing }) };
const permission = (principal: Json, properties: JsonObject = {}): JsonObject => ({
  Handler: resource('Lambda::Function'),
  Permission: resource('Lambda::Permission', {
    FunctionName: ref('Handler'),
    Action: 'lambda:InvokeFunction',
    Principal: principal,
    ...properties,
  }),
});

/** A stream in one stack, with the group that it reads in another. */
function acrossStacks(app: App): void {
  const central = new Stack(app, 'Central');
  const archive = new DeliveryStream(central, 'Stream', {
    destination: new S3Bucket(new Bucket(central, 'Archive')),
  });
  const services = new Stack(app, 'Services');
  new LogGroup(services, 'Logs').addSubscriptionFilter('Subscription', {
    destination: new FirehoseDestination(archive),
    filterPattern: FilterPattern.allEvents(),
  });
}

function toFunction(app: App): void {
  const stack = new Stack(app, 'Services');
  const handler = new Function(stack, 'Forwarder', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = () => {}'),
  });
  new LogGroup(stack, 'Logs').addSubscriptionFilter('Subscription', {
    destination: new LambdaDestination(handler),
    filterPattern: FilterPattern.allEvents(),
  });
}

export const delivered: ControlCases = {
  pass: [
    { name: 'Splunk', resources: wired() },
    { name: 'a stream of another stack', app: acrossStacks },
    { name: 'a function that forwards', app: toFunction },
    {
      name: 'OpenSearch',
      resources: wired({ ...domain, Stream: stream(search()), Deliverer: role(keeping, indexing) }),
    },
    {
      name: 'a vendor over HTTPS',
      resources: wired({
        Stream: stream({
          HttpEndpointDestinationConfiguration: {
            EndpointConfiguration: { Url: 'https://aws-kinesis-http-intake.logs.datadoghq.eu/v1/input' },
            S3Configuration: failed,
          },
        }),
      }),
    },
    {
      name: 'a data stream',
      resources: wired({
        Stream: resource('Kinesis::Stream'),
        Writer: role(statement('kinesis:PutRecord', att('Stream', 'Arn'))),
      }),
    },
    {
      name: 'a function by the regional name of CloudWatch Logs',
      resources: wired({ ...toHandler, ...permission('logs.eu-west-1.amazonaws.com') }),
    },
    {
      name: 'the group of a function',
      resources: wired({
        Handler: resource('Lambda::Function'),
        Subscription: subscription({ LogGroupName: { 'Fn::Sub': '/aws/lambda/${Handler}' } }),
      }),
    },
  ],
  fail: [
    {
      name: 'no role',
      resources: wired({ Subscription: subscription({ RoleArn: nothing }) }),
      findings: ['fail Subscription: RoleArn is not set, so CloudWatch Logs may not firehose:PutRecordBatch'],
    },
    {
      name: 'a role that may write another stream',
      resources: wired({
        Other: stream(splunk),
        Writer: role(statement('firehose:*', att('Other', 'Arn'))),
      }),
      findings: ['fail Subscription: Writer does not allow firehose:PutRecordBatch'],
    },
    {
      name: 'a stream without a destination',
      resources: wired({ Stream: stream({}) }),
      findings: ['fail Subscription: Stream: it has no destination, expected one'],
    },
    {
      name: 'a destination without an address',
      resources: wired({ Stream: stream({ SplunkDestinationConfiguration: { S3Configuration: failed } }) }),
      findings: [
        'fail Subscription: Stream: SplunkDestinationConfiguration names no HECEndpoint, expected one',
      ],
    },
    {
      name: 'a stream that may not write to OpenSearch',
      resources: wired({ ...domain, Stream: stream(search()) }),
      findings: ['fail Subscription: Stream: Deliverer does not allow es:ESHttpPut'],
    },
    {
      name: 'a stream that may not keep what fails',
      resources: wired({ Deliverer: role() }),
      findings: ['fail Subscription: Stream: Deliverer does not allow s3:PutObject'],
    },
    {
      name: 'a function that nobody may invoke',
      resources: wired({ ...toHandler, Handler: resource('Lambda::Function') }),
      findings: ['fail Subscription: no permission lets CloudWatch Logs invoke Handler, expected one'],
    },
    {
      name: 'a function that another service may invoke',
      resources: wired({ ...toHandler, ...permission('events.amazonaws.com') }),
      findings: ['fail Subscription: no permission lets CloudWatch Logs invoke Handler, expected one'],
    },
  ],
  unknown: [
    {
      name: 'a group that no template makes',
      resources: wired({ Subscription: subscription({ LogGroupName: '/ecs/shop' }) }),
      findings: [
        'unknown Subscription: it reads /ecs/shop, which is not among the templates; ' +
          'verify that services write there',
      ],
    },
    {
      name: 'a destination of another account',
      resources: wired({
        Subscription: subscription({
          DestinationArn: 'arn:aws:logs:eu-west-1:222222222222:destination:central',
        }),
      }),
      findings: [
        'unknown Subscription: it hands logs to arn:aws:logs:eu-west-1:222222222222:destination:central, ' +
          'which is not among the templates; verify that they arrive',
      ],
    },
    {
      name: 'a destination of the templates that is no stream and no function',
      resources: wired({
        Destination: resource('Logs::Destination'),
        Subscription: subscription({ DestinationArn: att('Destination', 'Arn') }),
      }),
      findings: ['unknown Subscription: it hands logs to Destination; verify that they arrive'],
    },
    {
      name: 'a permission under a condition',
      resources: wired({
        ...toHandler,
        ...permission('logs.amazonaws.com'),
        Permission: { ...(permission('logs.amazonaws.com').Permission as JsonObject), Condition: 'IsProd' },
      }),
      ...undecided,
      findings: [`unknown Subscription: ${stageUnknown}: Permission lets CloudWatch Logs invoke Handler`],
    },
    {
      name: 'a role that a condition chooses',
      resources: wired({
        Subscription: subscription({ RoleArn: choose('IsProd', att('Writer', 'Arn'), nothing) }),
      }),
      ...undecided,
      findings: [
        `unknown Subscription: ${stageUnknown}: RoleArn is not set, so CloudWatch Logs may not firehose:PutRecordBatch`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no subscription, as CloudWatch Logs Insights searches groups where they are',
      resources: { Logs: resource('Logs::LogGroup') },
      findings: ['notApplicable Stack1: no subscription to a log group to judge'],
    },
    {
      name: 'a subscription that is switched off',
      resources: wired({ Subscription: { ...subscription(), Condition: 'IsProd' } }),
      ...off,
      findings: ['notApplicable Stack1: no subscription to a log group to judge'],
    },
  ],
};
