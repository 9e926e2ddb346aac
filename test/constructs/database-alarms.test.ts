import { Match, type Template } from 'aws-cdk-lib/assertions';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import {
  DatabaseAlarms,
  type DatabaseAlarmsProps,
  PooledDatabaseConnections,
  ReplicatedDatabase,
} from '../../constructs';
import { ShopStack, somebodyOnCall, templateOf } from './fixture';
import { passes, verdicts } from './verdicts';

const alarmType = 'AWS::CloudWatch::Alarm';

function alarms(stack: ShopStack, props: Partial<DatabaseAlarmsProps> = {}): DatabaseAlarms {
  const { cluster } = new ReplicatedDatabase(stack, 'Database', { vpc: stack.vpc });
  return new DatabaseAlarms(stack, 'Alarms', { ...somebodyOnCall(stack), cluster, ...props });
}

function serverless(stack: ShopStack): rds.DatabaseCluster {
  return new rds.DatabaseCluster(stack, 'Serverless', {
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_17_7 }),
    vpc: stack.vpc,
    writer: rds.ClusterInstance.serverlessV2('Writer'),
  });
}

const runbook = 'https://wiki.example.com/runbook';

describe('alarms on a cluster', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => alarms(stack));
  });

  test.each([
    [
      'TooManyConnections',
      `P2: The database uses more than 80 % of its 1709 connections. ${runbook}#too-many-connections`,
      { MetricName: 'DatabaseConnections', Statistic: 'Maximum', Threshold: 1367 },
    ],
    [
      'NoConnections',
      `P1: Nothing is connected to the database. ${runbook}#no-connections`,
      {
        MetricName: 'DatabaseConnections',
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
      },
    ],
    [
      'CpuUtilization',
      `P2: The writer of the database uses more than 80 % of its CPU. ${runbook}#cpu-utilization`,
      { MetricName: 'CPUUtilization', Statistic: 'Average', Threshold: 80 },
    ],
    [
      'MemoryUtilization',
      `P2: The writer of the database uses more than 80 % of its memory. ${runbook}#memory-utilization`,
      {
        MetricName: 'FreeableMemory',
        Statistic: 'Minimum',
        // A fifth of 16 GiB.
        Threshold: 3435973837,
        ComparisonOperator: 'LessThanThreshold',
      },
    ],
  ])('%s', (id, AlarmDescription, properties) => {
    template.hasResourceProperties(alarmType, {
      AlarmName: `Shop-Alarms-${id}`,
      AlarmDescription,
      Namespace: 'AWS/RDS',
      Dimensions: [
        { Name: 'DBClusterIdentifier', Value: { Ref: Match.stringLikeRegexp('^DatabaseCluster') } },
        { Name: 'Role', Value: 'WRITER' },
      ],
      Period: 60,
      EvaluationPeriods: 5,
      ...properties,
    });
  });

  test('there are no others', () => {
    template.resourceCountIs(alarmType, 4);
  });
});

test('watches the proxy, and names the alarms that tell of failures', () => {
  const template = templateOf((stack) => {
    const { cluster } = new ReplicatedDatabase(stack, 'Database', { vpc: stack.vpc });
    const { proxy } = new PooledDatabaseConnections(stack, 'Pool', { vpc: stack.vpc, cluster });
    const made = new DatabaseAlarms(stack, 'Alarms', { ...somebodyOnCall(stack), cluster, proxy });
    expect(made.connectionFailures.map(({ node }) => node.id)).toEqual([
      'NoConnections',
      'FailedConnections',
    ]);
  });
  template.hasResourceProperties(alarmType, {
    AlarmName: 'Shop-Alarms-FailedConnections',
    AlarmDescription: `P1: The proxy fails to connect to the database. ${runbook}#failed-connections`,
    MetricName: 'DatabaseConnectionsSetupFailed',
    Dimensions: [{ Name: 'ProxyName', Value: { Ref: Match.stringLikeRegexp('^PoolProxy') } }],
    Statistic: 'Sum',
    Threshold: 0,
    EvaluationPeriods: 5,
    DatapointsToAlarm: 3,
    TreatMissingData: 'notBreaching',
  });
});

test('watches the capacity of a serverless cluster, which has no class', () => {
  const template = templateOf((stack) => {
    alarms(stack, { cluster: serverless(stack), maxConnections: 823 });
  });
  template.hasResourceProperties(alarmType, {
    AlarmName: 'Shop-Alarms-CapacityUtilization',
    AlarmDescription: `P2: The writer of the database uses more than 80 % of the capacity that it may scale to. ${runbook}#capacity-utilization`,
    MetricName: 'ACUUtilization',
    Threshold: 80,
  });
  template.hasResourceProperties(alarmType, { MetricName: 'DatabaseConnections', Threshold: 658 });
});

test.each([
  ['db.t4g.medium', 3435973837 / 4, 328],
  ['db.m7g.2xlarge', Math.ceil(0.2 * 32 * 2 ** 30), 2751],
  ['db.r8g.24xlarge', Math.ceil(0.2 * 768 * 2 ** 30), 4000],
])('knows the class %s', (instanceClass, memory, connections) => {
  const template = templateOf((stack) => alarms(stack, { instanceClass }));
  template.hasResourceProperties(alarmType, { MetricName: 'FreeableMemory', Threshold: Math.ceil(memory) });
  template.hasResourceProperties(alarmType, { MetricName: 'DatabaseConnections', Threshold: connections });
});

test('knows MySQL', () => {
  const template = templateOf((stack) => {
    const engine = rds.DatabaseClusterEngine.auroraMysql({
      version: rds.AuroraMysqlEngineVersion.VER_3_08_0,
    });
    const attributes = { clusterIdentifier: 'shop', engine };
    const cluster = rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Imported', attributes);
    alarms(stack, { cluster, instanceClass: 'db.r7g.large' });
  });
  template.hasResourceProperties(alarmType, { MetricName: 'DatabaseConnections', Threshold: 793 });
});

const problems = 'cannot make DatabaseAlarms Shop/Alarms: ';

test.each<[string, (stack: ShopStack) => Partial<DatabaseAlarmsProps>, string]>([
  [
    'a class that is not known',
    () => ({ instanceClass: 'db.x2g.large', maxConnections: 100 }),
    'instanceClass is db.x2g.large, expected one such as db.r7g.large',
  ],
  [
    'a cluster of which nothing is known',
    (stack) => ({
      cluster: rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Imported', {
        clusterIdentifier: 'shop',
      }),
    }),
    'instanceClass is not known, expected one such as db.r7g.large; maxConnections cannot be computed, expected a number',
  ],
  [
    'a serverless cluster without a number of connections',
    (stack) => ({ cluster: serverless(stack) }),
    'maxConnections cannot be computed, expected a number',
  ],
  ['no connections', () => ({ maxConnections: 0 }), 'maxConnections is 0, expected at least 1'],
])('refuses %s', (_, propsOf, message) => {
  const stack = new ShopStack();
  expect(() => alarms(stack, propsOf(stack))).toThrow(new Error(problems + message));
});

test.each<[string, (stack: ShopStack) => unknown]>([
  ['a cluster', (stack) => alarms(stack)],
  [
    'small instances',
    (stack) => {
      const instanceType = new InstanceType('t4g.medium');
      const { cluster } = new ReplicatedDatabase(stack, 'Small', { vpc: stack.vpc, instanceType });
      new DatabaseAlarms(stack, 'Alarms', { ...somebodyOnCall(stack), cluster });
    },
  ],
])('provides its controls on %s', (_, fill) => {
  const stack = new ShopStack();
  fill(stack);
  expect(verdicts(stack, DatabaseAlarms.CONTROLS)).toEqual(passes(DatabaseAlarms.CONTROLS));
});
