import {
  Duration,
  Stack,
  aws_cloudwatch as cloudwatch,
  aws_ec2 as ec2,
  aws_ecs as ecs,
  aws_elasticache as elasticache,
  aws_elasticloadbalancingv2 as elbv2,
  aws_lambda as lambda,
  aws_rds as rds,
  aws_sqs as sqs,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A stack of the size of a usual application: network, load balancer, service, database, cache, queues, functions. */
export class ShopStack extends Stack {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { env: { account: '111111111111', region: 'eu-west-1' } });
    const vpc = new ec2.Vpc(this, 'Vpc', { availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] });
    const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
    taskDefinition.addContainer('web', {
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx'),
      portMappings: [{ containerPort: 80 }],
      logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'web' }),
    });
    const cluster = new ecs.Cluster(this, 'Cluster', { vpc });
    const service = new ecs.FargateService(this, 'Service', { cluster, taskDefinition, desiredCount: 3 });
    service.autoScaleTaskCount({ minCapacity: 3, maxCapacity: 9 }).scaleOnCpuUtilization('Cpu', {
      targetUtilizationPercent: 60,
    });
    const balancer = new elbv2.ApplicationLoadBalancer(this, 'Balancer', { vpc, internetFacing: true });
    balancer.addListener('Http', { port: 80 }).addTargets('Web', { port: 80, targets: [service] });
    const database = new rds.DatabaseCluster(this, 'Database', {
      vpc,
      engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
      writer: rds.ClusterInstance.provisioned('writer'),
      readers: [rds.ClusterInstance.provisioned('reader1'), rds.ClusterInstance.provisioned('reader2')],
    });
    database.connections.allowDefaultPortFrom(service);
    new elasticache.CfnReplicationGroup(this, 'Cache', {
      replicationGroupDescription: 'sessions',
      engine: 'valkey',
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      numCacheClusters: 2,
    });
    for (let i = 0; i < 5; i++) this.addJob(i);
  }

  private addJob(i: number): void {
    const queue = new sqs.Queue(this, `Queue${i}`, {
      deadLetterQueue: { queue: new sqs.Queue(this, `Dead${i}`), maxReceiveCount: 3 },
    });
    const job = new lambda.Function(this, `Job${i}`, {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => {}'),
      environment: { QUEUE: queue.queueUrl },
    });
    queue.grantConsumeMessages(job);
    new cloudwatch.Alarm(this, `Errors${i}`, {
      metric: job.metricErrors({ period: Duration.minutes(1) }),
      threshold: 1,
      evaluationPeriods: 1,
    });
  }
}
