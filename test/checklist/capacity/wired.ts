import { type App, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { InstanceType, Vpc } from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { ControlCases } from '../../harness/judge';

/** Cases in which alarms lie in another stack than what they watch, written with the CDK. */

const env = { account: '111111111111', region: 'eu-west-1' };

/** A stack of what is watched, and one of the alarms on some of its metrics. */
function watching(metricsOf: (stack: Stack) => readonly cloudwatch.IMetric[]): (app: App) => void {
  return (app) => {
    const metrics = metricsOf(new Stack(app, 'Shop', { env }));
    const stack = new Stack(app, 'Watch', { env });
    const topic = new Topic(stack, 'Alerts');
    topic.addSubscription(new EmailSubscription('team@example.com'));
    for (const [i, metric] of metrics.entries()) {
      const alarm = new cloudwatch.Alarm(stack, `Alarm${i + 1}`, {
        metric,
        threshold: 80,
        evaluationPeriods: 3,
      });
      alarm.addAlarmAction(new SnsAction(topic));
    }
  };
}

function serviceIn(stack: Stack): ecs.FargateService {
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('Web', { image: ecs.ContainerImage.fromRegistry('nginx') });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') });
  return new ecs.FargateService(stack, 'Api', { cluster, taskDefinition });
}

function databaseIn(stack: Stack): rds.DatabaseCluster {
  const instanceType = new InstanceType('r7g.large');
  return new rds.DatabaseCluster(stack, 'Db', {
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_17_7 }),
    vpc: new Vpc(stack, 'Vpc'),
    writer: rds.ClusterInstance.provisioned('Writer', { instanceType }),
    readers: [rds.ClusterInstance.provisioned('Reader', { instanceType })],
  });
}

function cacheMetrics(stack: Stack, nodes: number): readonly cloudwatch.IMetric[] {
  const group = new CfnReplicationGroup(stack, 'Cache', {
    replicationGroupDescription: 'cache',
    numCacheClusters: 2,
  });
  return Array.from(
    { length: nodes },
    (_, i) =>
      new cloudwatch.Metric({
        namespace: 'AWS/ElastiCache',
        metricName: 'EngineCPUUtilization',
        dimensionsMap: { CacheClusterId: `${group.ref}-00${i + 1}` },
      }),
  );
}

type Wired = Record<'computeCpu' | 'databaseCpu' | 'cacheCpu', ControlCases>;

export const wiredCapacity: Wired = {
  computeCpu: {
    pass: [
      {
        name: 'the alarm of the CDK in another stack',
        app: watching((stack) => [serviceIn(stack).metricCpuUtilization()]),
      },
    ],
    fail: [],
    unknown: [],
  },
  databaseCpu: {
    pass: [
      {
        name: 'the busiest instance, in another stack',
        app: watching((stack) => [databaseIn(stack).metricCPUUtilization({ statistic: 'Maximum' })]),
      },
    ],
    fail: [
      {
        name: 'the metric of the CDK as it comes: the average of writer and reader',
        app: watching((stack) => [databaseIn(stack).metricCPUUtilization()]),
        findings: [
          'fail Db5D02A0A9: with the CPU of Db5D02A0A9 with DbWriter9BD1608D as its writer at 81.6 %, Alarm1F9009D71 stays OK (it compares 55.8 with >= 80), expected ALARM within 20 minutes (and so in 1 other situation)',
        ],
      },
    ],
    unknown: [],
  },
  cacheCpu: {
    pass: [{ name: 'each node, from another stack', app: watching((stack) => cacheMetrics(stack, 2)) }],
    fail: [
      {
        name: 'one node of two, from another stack',
        app: watching((stack) => cacheMetrics(stack, 1)),
        findings: [
          'fail Cache: with the CPU of Cache-002 at 81.6 %, Alarm1F9009D71 stays OK (it compares 30 with >= 80), expected ALARM within 20 minutes',
        ],
      },
    ],
    unknown: [],
  },
};
