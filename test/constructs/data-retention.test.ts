import {
  App,
  CfnOutput,
  CfnResource,
  Duration,
  NestedStack,
  RemovalPolicy,
  Stack,
  Stage,
  Tags,
} from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, CfnTable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { Code, Function, type FunctionOptions, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup, LogGroup, LogGroupClass, LogRetention, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { DataRetention, type DataRetentionProps } from '../../constructs';
import { assess, readAssembly } from '../../lib/engine';

/** The template of a stack that is filled after retention was asked for. */
function templateOf(fill: (stack: Stack) => void, props?: DataRetentionProps): Template {
  const app = new App();
  new DataRetention(app, 'DataRetention', props);
  const stack = new Stack(app, 'Shop');
  fill(stack);
  return Template.fromStack(stack);
}

function lambda(scope: Construct, options: FunctionOptions = {}): Function {
  const code = Code.fromInline('exports.handler = async () => {}');
  return new Function(scope, 'Orders', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code,
    ...options,
  });
}

const fn = 'AWS::Lambda::Function';
const group = 'AWS::Logs::LogGroup';
const logsTo = (id: string) => ({ LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp(id) } } });
const retained = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

describe('logs', () => {
  test('of a group that says nothing end after 90 days', () => {
    const template = templateOf((stack) => new CfnLogGroup(stack, 'Logs'));
    template.hasResourceProperties(group, { RetentionInDays: RetentionDays.THREE_MONTHS });
  });

  test('end when the props say so', () => {
    const template = templateOf(
      (stack) => {
        new CfnLogGroup(stack, 'Logs');
        lambda(stack);
      },
      { logRetention: RetentionDays.ONE_YEAR },
    );
    template.resourceCountIs(group, 2);
    template.allResourcesProperties(group, { RetentionInDays: 365 });
  });

  test('end when their group says so, and not where it hands them on or was told to keep them', () => {
    const template = templateOf((stack) => {
      new LogGroup(stack, 'Week', { retention: RetentionDays.ONE_WEEK });
      new LogGroup(stack, 'Ever', { retention: RetentionDays.INFINITE });
      new CfnLogGroup(stack, 'Passed', { logGroupClass: LogGroupClass.DELIVERY });
      new CfnLogGroup(stack, 'Forced').addPropertyOverride('RetentionInDays', 30);
    });
    const days = Object.values(template.findResources(group)).map(
      ({ Properties = {} }: { Properties?: { RetentionInDays?: number } }) => Properties.RetentionInDays,
    );
    expect(days).toEqual([7, undefined, undefined, 30]);
  });
});

describe('a function', () => {
  test('without a group gets one, which outlives it and is named by CloudFormation', () => {
    const template = templateOf((stack) => lambda(stack));
    template.hasResourceProperties(fn, logsTo('^OrdersLogs'));
    template.hasResource(group, {
      Properties: { RetentionInDays: 90, LogGroupName: Match.absent() },
      ...retained,
    });
  });

  test('keeps the group that it has', () => {
    const template = templateOf((stack) => lambda(stack, { logGroup: new LogGroup(stack, 'Mine') }));
    template.hasResourceProperties(fn, logsTo('^Mine'));
    template.resourceCountIs(group, 1);
  });

  test('keeps its format', () => {
    const template = templateOf((stack) => lambda(stack, { loggingFormat: LoggingFormat.JSON }));
    template.hasResourceProperties(fn, {
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: Match.stringLikeRegexp('^OrdersLogs') } },
    });
  });

  test('keeps to the group that Lambda makes, where the CDK sets the retention of that', () => {
    const template = templateOf((stack) => {
      const logGroupName = `/aws/lambda/${lambda(stack).functionName}`;
      new LogRetention(stack, 'Retention', { logGroupName, retention: RetentionDays.ONE_WEEK });
    });
    template.hasResourceProperties(fn, {
      Code: { ZipFile: Match.anyValue() },
      LoggingConfig: Match.absent(),
    });
  });

  test('keeps to the group of its name, where that is in the stack', () => {
    const template = templateOf((stack) => {
      lambda(stack, { functionName: 'orders' });
      new LogGroup(stack, 'Logs', { logGroupName: '/aws/lambda/orders' });
    });
    template.hasResourceProperties(fn, { LoggingConfig: Match.absent() });
    template.resourceCountIs(group, 1);
  });

  test('gets a group in a nested stack too', () => {
    const app = new App();
    new DataRetention(app, 'DataRetention');
    const nested = new NestedStack(new Stack(app, 'Shop'), 'Nested');
    lambda(nested);
    Template.fromStack(nested).hasResourceProperties(fn, logsTo('^OrdersLogs'));
  });

  test('gets a group with the tags of the app', () => {
    const template = templateOf((stack) => {
      lambda(stack);
      Tags.of(stack.node.root).add('team', 'shop');
    });
    template.hasResourceProperties(group, { Tags: [{ Key: 'team', Value: 'shop' }] });
  });
});

/** An app in which the CDK adds functions for ends of its own, some of them when all aspects are done. */
function withProviders(): App {
  const app = new App({ context: { '@aws-cdk/aws-ec2:restrictDefaultSecurityGroup': true } });
  const stack = (id: string, region: string) =>
    new Stack(app, id, { env: { account: '111111111111', region }, crossRegionReferences: true });
  const shop = stack('Shop', 'eu-west-1');
  new CfnOutput(shop, 'Assets', { value: new Bucket(stack('Edge', 'us-east-1'), 'Assets').bucketArn });
  new Vpc(shop, 'Vpc', { availabilityZones: ['eu-west-1a'] });
  new Bucket(shop, 'Scratch', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
  new LogRetention(shop, 'Retention', { logGroupName: '/shop', retention: RetentionDays.ONE_WEEK });
  new CfnTable(shop, 'Carts', { keySchema: [] });
  return app;
}

function outcomesOf(app: App): readonly string[] {
  const environments = readAssembly(app.synth().directory);
  const { items } = assess(environments, { generatedAt: '2026-01-01T00:00:00Z', version: '0.0.0' });
  return items
    .flatMap(({ controls }) => controls)
    .filter(({ id }) => ['LEGAL4.logs', 'LEGAL4.functions'].includes(id))
    .map(({ id, outcome, examined }) => `${outcome} ${id} ${examined}`);
}

test('gives every function of the CDK a group', () => {
  const app = withProviders();
  new DataRetention(app, 'DataRetention');
  expect(outcomesOf(app)).toEqual(['pass LEGAL4.logs 6', 'pass LEGAL4.functions 5']);
  expect(outcomesOf(withProviders())).toEqual(['pass LEGAL4.logs 1', 'fail LEGAL4.functions 5']);
});

describe('a bucket', () => {
  const bucket = 'AWS::S3::Bucket';

  test('without a lifecycle ends noncurrent versions and unfinished uploads, and no object', () => {
    const template = templateOf((stack) => new Bucket(stack, 'Uploads', { versioned: true }));
    template.hasResourceProperties(bucket, {
      LifecycleConfiguration: {
        Rules: [
          {
            Status: 'Enabled',
            NoncurrentVersionExpiration: { NoncurrentDays: 90 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
            ExpirationInDays: Match.absent(),
          },
        ],
      },
    });
  });

  test('ends them when the props say so', () => {
    const template = templateOf((stack) => new CfnBucket(stack, 'Uploads'), {
      noncurrentVersionExpiration: Duration.days(30),
      abortIncompleteMultipartUploadAfter: Duration.days(1),
    });
    template.hasResourceProperties(bucket, {
      LifecycleConfiguration: {
        Rules: [
          Match.objectLike({
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          }),
        ],
      },
    });
  });

  test('keeps the lifecycle that it has', () => {
    const template = templateOf((stack) => {
      new Bucket(stack, 'Logs').addLifecycleRule({ expiration: Duration.days(400) });
    });
    template.hasResourceProperties(bucket, {
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 400, Status: 'Enabled' }] },
    });
  });
});

describe('a store', () => {
  test.each<[string, string, (stack: Stack) => CfnResource]>([
    ['a table', 'Retain', (stack) => new CfnTable(stack, 'Store', { keySchema: [] })],
    ['a bucket', 'Retain', (stack) => new CfnBucket(stack, 'Store')],
    ['a key', 'Retain', (stack) => new CfnKey(stack, 'Store')],
    ['a cluster', 'Snapshot', (stack) => new CfnDBCluster(stack, 'Store', { engine: 'aurora-mysql' })],
    ['an instance', 'Snapshot', (stack) => new CfnDBInstance(stack, 'Store', { engine: 'mysql' })],
    ['users', 'Retain', (stack) => new CfnResource(stack, 'Store', { type: 'AWS::Cognito::UserPool' })],
  ])('that says nothing outlives its stack: %s', (_, policy, make) => {
    const template = templateOf((stack) => make(stack)).toJSON() as {
      Resources: Record<string, { DeletionPolicy?: string; UpdateReplacePolicy?: string }>;
    };
    expect(template.Resources.Store).toMatchObject({ DeletionPolicy: policy, UpdateReplacePolicy: policy });
  });

  test('that is to be destroyed is destroyed', () => {
    const template = templateOf((stack) => {
      new Table(stack, 'Cache', {
        partitionKey: { name: 'id', type: AttributeType.STRING },
        removalPolicy: RemovalPolicy.DESTROY,
      });
    });
    template.hasResource('AWS::DynamoDB::Table', { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });

  test('that is one of the instances of a cluster goes', () => {
    const template = templateOf(
      (stack) => new CfnDBInstance(stack, 'Reader', { dbClusterIdentifier: 'shop' }),
    );
    template.hasResource('AWS::RDS::DBInstance', { DeletionPolicy: Match.absent() });
  });
});

describe('the scope', () => {
  test('ends where it ends', () => {
    const app = new App();
    const [inside, outside] = ['Inside', 'Outside'].map((id) => new Stack(app, id));
    new DataRetention(inside!, 'DataRetention');
    for (const stack of [inside!, outside!]) new CfnLogGroup(stack, 'Logs');
    Template.fromStack(inside!).hasResourceProperties(group, { RetentionInDays: 90 });
    Template.fromStack(outside!).hasResource(group, { Properties: Match.absent() });
  });

  test('may be a Stage', () => {
    const stage = new Stage(new App(), 'Prod');
    new DataRetention(stage, 'DataRetention');
    const stack = new Stack(stage, 'Shop');
    lambda(stack);
    Template.fromStack(stack).hasResourceProperties(fn, logsTo('^OrdersLogs'));
  });

  test('may lie in another, and then has its own way', () => {
    const template = templateOf((stack) => {
      new DataRetention(stack, 'DataRetention', { logRetention: RetentionDays.ONE_WEEK });
      lambda(stack);
    });
    template.resourceCountIs(group, 1);
    template.hasResourceProperties(group, { RetentionInDays: 7 });
  });

  test('must not hold a Stage that has no retention of its own', () => {
    const app = new App();
    new DataRetention(app, 'DataRetention');
    new DataRetention(new Stage(app, 'Test'), 'DataRetention');
    new Stack(new Stage(app, 'Prod'), 'Shop');
    expect(() => app.synth()).toThrow('Prod is a Stage of its own, expected a DataRetention in it');
  });
});

const problems = 'cannot make DataRetention DataRetention: ';
const accepted =
  '1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653';

test.each<[string, DataRetentionProps, string]>([
  [
    'days that CloudWatch Logs does not accept',
    { ...({ logRetention: 100 } as object) },
    `logRetention is 100 days, expected one of ${accepted}`,
  ],
  [
    'no end',
    { logRetention: RetentionDays.INFINITE },
    `logRetention is 9999 days, expected one of ${accepted}`,
  ],
  [
    'hours',
    { noncurrentVersionExpiration: Duration.hours(12) },
    'noncurrentVersionExpiration is 0.5 days, expected at least 1 whole days',
  ],
  [
    'no time',
    { abortIncompleteMultipartUploadAfter: Duration.days(0) },
    'abortIncompleteMultipartUploadAfter is 0 days, expected at least 1 whole days',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => new DataRetention(new App(), 'DataRetention', props)).toThrow(new Error(problems + message));
});
