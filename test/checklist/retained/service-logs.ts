import { type App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, LogRetention, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
} from 'aws-cdk-lib/aws-rds';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, join, nothing, notGiven, off, stageUnknown, sub, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { expires, forEver, logGroup, setter, setting } from './log-groups';

const fn = (properties: JsonObject = {}, condition?: string): JsonObject =>
  resource('Lambda::Function', properties, condition);

const logsTo = (group: Json): JsonObject => ({ LoggingConfig: { LogGroup: group } });

/** A template of SAM. */
const sam = (functions: JsonObject, globals: JsonObject = {}): { readonly template: JsonObject } => ({
  template: {
    Transform: 'AWS::Serverless-2016-10-31',
    Globals: { Function: globals },
    Resources: { Orders: resource('Serverless::Function', functions), Logs: logGroup(expires) },
  },
});

function withFunction(
  app: App,
  props: Partial<ConstructorParameters<typeof Function>[2]>,
  stack = new Stack(app, 'Shop'),
) {
  const code = Code.fromInline('exports.handler = async () => {}');
  return new Function(stack, 'Orders', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code,
    ...props,
  });
}

const implicit = (name: string): string =>
  `it logs to ${name}, a group that AWS makes and keeps for ever, expected a log group with a retention`;
const own = implicit('/aws/lambda/${Orders}');

export const functions: ControlCases = {
  pass: [
    {
      name: 'a group of its own',
      resources: { Orders: fn(logsTo(ref('Logs'))), Logs: logGroup(expires) },
    },
    {
      name: 'a group of the CDK, in another stack',
      app: (app) => {
        const logGroup = new LogGroup(new Stack(app, 'Logs'), 'Group');
        withFunction(app, { logGroup });
      },
    },
    {
      name: 'a retention that the CDK sets, and the function that sets it',
      app: (app) => {
        const stack = new Stack(app, 'Shop');
        const { functionName } = withFunction(app, {}, stack);
        const logGroupName = `/aws/lambda/${functionName}`;
        new LogRetention(stack, 'Retention', { logGroupName, retention: RetentionDays.ONE_MONTH });
      },
    },
    {
      name: 'a group of the name that Lambda takes',
      resources: { Orders: fn(), Logs: logGroup({ LogGroupName: sub('/aws/lambda/${Orders}'), ...expires }) },
    },
    {
      name: 'the same by Fn::Join, the function having a name',
      resources: {
        Orders: fn({ FunctionName: 'orders' }),
        Logs: logGroup({ LogGroupName: join('/aws/lambda/', ref('Orders')), ...expires }),
      },
    },
    {
      name: 'names given by hand',
      resources: {
        Orders: fn({ FunctionName: 'orders' }),
        Logs: logGroup({ LogGroupName: '/aws/lambda/orders', ...expires }),
      },
    },
    {
      name: 'names that depend on the same parameter',
      resources: {
        Orders: fn({ FunctionName: sub('${Stage}-orders') }),
        Logs: logGroup({ LogGroupName: sub('/aws/lambda/${Stage}-orders'), ...expires }),
      },
      parameters: undecided.parameters,
    },
    {
      name: 'either of two groups',
      resources: {
        Orders: fn(logsTo(choose('IsProd', ref('Logs'), ref('Others')))),
        Logs: logGroup(expires),
        Others: logGroup(expires),
      },
      ...undecided,
    },
    { name: 'a function of SAM', stacks: [sam(logsTo(ref('Logs')))] },
    { name: 'all functions of a template of SAM', stacks: [sam({}, logsTo(ref('Logs')))] },
    {
      name: 'a group named by hand at both ends',
      resources: { Orders: fn(logsTo('/shop')), Logs: logGroup({ LogGroupName: '/shop', ...expires }) },
    },
  ],
  fail: [
    { name: 'nothing said', resources: { Orders: fn() }, findings: [`fail Orders: ${own}`] },
    { name: 'nothing said in SAM', stacks: [sam({})], findings: [`fail Orders: ${own}`] },
    {
      name: 'a name given by hand',
      resources: { Orders: fn({ FunctionName: 'orders' }) },
      findings: [`fail Orders: ${implicit('/aws/lambda/orders')}`],
    },
    {
      name: 'a format, and no group',
      resources: { Orders: fn({ LoggingConfig: { LogFormat: 'JSON' } }) },
      findings: [`fail Orders: ${own}`],
    },
    {
      name: 'a group for another function',
      resources: {
        Orders: fn(),
        Carts: fn(),
        Logs: logGroup({ LogGroupName: sub('/aws/lambda/${Carts}'), ...expires }),
      },
      findings: [`fail Orders: ${own}`, 'pass Carts: Logs: RetentionInDays is 30'],
    },
    {
      name: 'a group of a longer name',
      resources: {
        Orders: fn({ FunctionName: 'orders' }),
        Logs: logGroup({ LogGroupName: '/aws/lambda/orders-v2', ...expires }),
      },
      findings: [`fail Orders: ${implicit('/aws/lambda/orders')}`],
    },
    {
      name: 'its group keeps everything',
      resources: { Orders: fn(logsTo(ref('Logs'))), Logs: logGroup() },
      findings: [`fail Orders: Logs: ${forEver}`],
    },
    {
      name: 'its group is switched off',
      resources: {
        Orders: fn(),
        Logs: logGroup({ LogGroupName: sub('/aws/lambda/${Orders}'), ...expires }, 'IsProd'),
      },
      ...off,
      findings: [`fail Orders: ${own}`],
    },
    {
      name: 'a group of the same name in another region',
      stacks: [
        { region: 'eu-west-1', template: { Resources: { Orders: fn({ FunctionName: 'orders' }) } } },
        {
          region: 'us-east-1',
          template: { Resources: { Logs: logGroup({ LogGroupName: '/aws/lambda/orders', ...expires }) } },
        },
      ],
      findings: [`fail Orders: ${implicit('/aws/lambda/orders')}`],
    },
    {
      name: 'a function of the CDK',
      resources: {
        Provider: fn(),
        Emptied: {
          Type: 'Custom::S3AutoDeleteObjects',
          Properties: { ServiceToken: att('Provider', 'Arn') },
        },
      },
      findings: [`fail Provider: ${implicit('/aws/lambda/${Provider}')}`],
    },
  ],
  unknown: [
    {
      name: 'a group that the templates do not make',
      resources: { Orders: fn(logsTo('/shop')) },
      findings: ['unknown Orders: it logs to /shop, which is not among the templates; verify its retention'],
    },
    {
      name: 'a group of a parameter',
      resources: { Orders: fn(logsTo(ref('Group'))) },
      parameters: { Group: { Type: 'String' } },
      findings: [
        'unknown Orders: it logs to ${Stack1.Group}, which is not among the templates; verify its retention',
      ],
    },
    {
      name: 'a group in one branch',
      resources: { Orders: fn(logsTo(choose('IsProd', ref('Logs'), nothing))), Logs: logGroup(expires) },
      ...undecided,
      findings: [`unknown Orders: ${stageUnknown}: ${own}`],
    },
    {
      name: 'a group that may not be there',
      resources: {
        Orders: fn(),
        Logs: logGroup({ LogGroupName: sub('/aws/lambda/${Orders}'), ...expires }, 'IsProd'),
      },
      ...undecided,
      findings: [`unknown Orders: ${stageUnknown}: Logs: RetentionInDays is 30`],
    },
    {
      name: 'a group that takes its name in one branch',
      resources: {
        Orders: fn(),
        Logs: logGroup({
          LogGroupName: choose('IsProd', sub('/aws/lambda/${Orders}'), 'orders'),
          ...expires,
        }),
      },
      ...undecided,
      findings: [`unknown Orders: ${stageUnknown}: Logs: RetentionInDays is 30`],
    },
    {
      name: 'a group that may be its own',
      resources: {
        Orders: fn({ FunctionName: 'orders' }),
        Logs: logGroup({ LogGroupName: ref('Group'), ...expires }),
      },
      parameters: { Group: { Type: 'String' } },
      findings: [`unknown Orders: ${notGiven('Group')}: Logs: RetentionInDays is 30`],
    },
    {
      name: 'a name that may be that of a group',
      resources: {
        Orders: fn({ FunctionName: choose('IsProd', 'orders', 'orders-test') }),
        Logs: logGroup({ LogGroupName: '/aws/lambda/orders', ...expires }),
      },
      ...undecided,
      findings: [`unknown Orders: ${stageUnknown}: Logs: RetentionInDays is 30`],
    },
    {
      name: 'a function that may not be there',
      resources: { Orders: fn({}, 'IsProd') },
      ...undecided,
      findings: [`unknown Orders: ${stageUnknown}: ${own}`],
    },
    {
      name: 'a function that may set retentions',
      resources: {
        Provider: fn(),
        Retention: {
          ...setter({ ServiceToken: att('Provider', 'Arn'), LogGroupName: '/shop', ...expires }),
          Condition: 'IsProd',
        },
      },
      ...undecided,
      findings: [`unknown Provider: ${stageUnknown}: it limits its own logs`],
    },
  ],
  notApplicable: [
    {
      name: 'no function',
      resources: { Logs: logGroup() },
      findings: ['notApplicable Stack1: no Lambda function to judge'],
    },
  ],
};

const exporting = (properties: JsonObject = {}, type = 'RDS::DBCluster'): JsonObject =>
  resource(type, { EnableCloudwatchLogsExports: ['postgresql'], ...properties });

export const databaseLogs: ControlCases = {
  pass: [
    {
      name: 'cloudwatchLogsRetention of the CDK',
      app: (app) => {
        const stack = new Stack(app, 'Data');
        new DatabaseCluster(stack, 'Database', {
          engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_7 }),
          vpc: new Vpc(stack, 'Vpc'),
          writer: ClusterInstance.serverlessV2('Writer'),
          cloudwatchLogsExports: ['postgresql'],
          cloudwatchLogsRetention: RetentionDays.ONE_MONTH,
        });
      },
    },
    {
      name: 'a group for each log',
      resources: {
        Db: exporting(
          { DBInstanceIdentifier: 'Shop', EnableCloudwatchLogsExports: ['error', 'audit'] },
          'RDS::DBInstance',
        ),
        Errors: logGroup({ LogGroupName: '/aws/rds/instance/shop/error', ...expires }),
        Audit: setting('/aws/rds/instance/shop/audit'),
      },
    },
    {
      name: 'Amazon DocumentDB',
      resources: {
        Db: exporting({ EnableCloudwatchLogsExports: ['audit'] }, 'DocDB::DBCluster'),
        Audit: setting(sub('/aws/docdb/${Db}/audit')),
      },
    },
  ],
  fail: [
    {
      name: 'no retention',
      resources: { Db: exporting() },
      findings: [`fail Db: ${implicit('/aws/rds/cluster/${Db}/postgresql')}`],
    },
    {
      name: 'a retention for one log of two',
      resources: {
        Db: exporting({ EnableCloudwatchLogsExports: ['audit', 'error'] }, 'RDS::DBInstance'),
        Audit: setting(sub('/aws/rds/instance/${Db}/audit')),
      },
      findings: [`fail Db: ${implicit('/aws/rds/instance/${Db}/error')}`],
    },
    {
      name: 'a retention that is taken away',
      resources: {
        Db: exporting({}, 'Neptune::DBCluster'),
        Audit: setter({ LogGroupName: sub('/aws/neptune/${Db}/postgresql') }),
      },
      findings: [`fail Db: Audit: ${forEver}`],
    },
  ],
  unknown: [
    {
      name: 'a log that may be written',
      resources: { Db: exporting({ EnableCloudwatchLogsExports: choose('IsProd', ['audit'], nothing) }) },
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: ${implicit('/aws/rds/cluster/${Db}/audit')}`],
    },
    {
      name: 'a retention that may not be there',
      resources: {
        Db: exporting(),
        Retention: { ...setting(sub('/aws/rds/cluster/${Db}/postgresql')), Condition: 'IsProd' },
      },
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: Retention: RetentionInDays is 30`],
    },
  ],
  notApplicable: [
    {
      name: 'a database that writes no log to CloudWatch',
      resources: { Db: resource('RDS::DBCluster') },
      findings: ['notApplicable Stack1: no database that writes logs to CloudWatch to judge'],
    },
  ],
};
