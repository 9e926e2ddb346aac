import type { Json, JsonObject } from '../../../lib/model/input';
import { readingOf } from '../../../lib/rules/alarms/definition-of';
import { scopeOf } from '../../../lib/rules/alarms/published-metrics';
import { environmentOf, type PartialStack } from '../../harness/environment';

const balancer = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const resources: JsonObject = {
  Alb: { Type: balancer },
  Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup' },
  Listener: {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: { LoadBalancerArn: { Ref: 'Alb' } },
  },
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'shop' } },
  Cdn: { Type: 'AWS::CloudFront::Distribution' },
  Cluster: { Type: 'AWS::ECS::Cluster' },
  Service: { Type: 'AWS::ECS::Service' },
  Cache: { Type: 'AWS::ElastiCache::ReplicationGroup' },
  NamedCache: {
    Type: 'AWS::ElastiCache::ReplicationGroup',
    Properties: { ReplicationGroupId: 'shop-cache' },
  },
  Memory: { Type: 'AWS::MemoryDB::Cluster' },
  NamedMemory: { Type: 'AWS::MemoryDB::Cluster', Properties: { ClusterName: 'shop-memory' } },
  Db: { Type: 'AWS::RDS::DBCluster' },
  Queue: { Type: 'AWS::SQS::Queue' },
  Twin: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'twin' } },
  OtherTwin: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'twin' } },
  Provider: { Type: 'Custom::Thing' },
};

/** What a metric is about, in words; the alarm lies in the given stack, the rest in `Shop` of eu-west-1. */
function scope(
  metric: string,
  dimensions: Readonly<Record<string, Json>>,
  stack: Partial<PartialStack> = {},
  unit?: string,
): string {
  const at = metric.lastIndexOf(' ');
  const alarm = {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: metric.slice(0, at),
      MetricName: metric.slice(at + 1),
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      ...(unit === undefined ? {} : { Unit: unit }),
    },
  };
  const place = { account: '111111111111', region: 'eu-west-1' };
  const shop = { id: 'Shop', ...place, template: { Resources: { ...resources, Alarm: alarm } } };
  const environment = environmentOf({ ...shop, ...stack });
  const [resource] = environment.of('AWS::CloudWatch::Alarm');
  const found = scopeOf(readingOf(resource!).metrics[0]!, resource!);
  return found.kind === 'resources'
    ? [...found.resources].map(([name, { logicalId }]) => `${name}=${logicalId}`).join(' ')
    : `${found.kind}: ${found.why}`;
}

const full = { 'Fn::GetAtt': ['Alb', 'LoadBalancerFullName'] };
const group = { 'Fn::GetAtt': ['Targets', 'TargetGroupFullName'] };
const pieces = [1, 2, 3].map((i) => ({ 'Fn::Select': [i, { 'Fn::Split': ['/', { Ref: 'Listener' }] }] }));

describe('scopeOf', () => {
  test.each<[metric: string, dimensions: Readonly<Record<string, Json>>, scope: string]>([
    ['AWS/ApplicationELB RequestCount', { LoadBalancer: full }, 'LoadBalancer=Alb'],
    // What the CDK renders for the metrics of target groups: the name of the load balancer, out of its listener.
    [
      'AWS/ApplicationELB HealthyHostCount',
      { LoadBalancer: { 'Fn::Join': ['/', pieces] }, TargetGroup: group },
      'LoadBalancer=Alb TargetGroup=Targets',
    ],
    ['AWS/ApiGateway 5XXError', { ApiName: 'shop' }, 'ApiName=Api'],
    [
      'AWS/CloudFront Requests',
      { DistributionId: { Ref: 'Cdn' }, Region: 'Global' },
      'never: AWS/CloudFront publishes in us-east-1, and Alarm lies in eu-west-1',
    ],
    [
      'AWS/ECS CPUUtilization',
      { ClusterName: { Ref: 'Cluster' }, ServiceName: { 'Fn::GetAtt': ['Service', 'Name'] } },
      'ClusterName=Cluster ServiceName=Service',
    ],
    [
      'AWS/ElastiCache CPUUtilization',
      { CacheClusterId: { 'Fn::Sub': '${Cache}-001' } },
      'CacheClusterId=Cache',
    ],
    [
      'AWS/ElastiCache CPUUtilization',
      { CacheClusterId: { 'Fn::Sub': '${Cache}-0001-002' } },
      'CacheClusterId=Cache',
    ],
    ['AWS/ElastiCache CPUUtilization', { CacheClusterId: 'shop-cache-001' }, 'CacheClusterId=NamedCache'],
    ['AWS/MemoryDB EngineCPUUtilization', { ClusterName: { Ref: 'Memory' } }, 'ClusterName=Memory'],
    [
      'AWS/MemoryDB EngineCPUUtilization',
      { ClusterName: 'shop-memory', NodeName: 'shop-memory-0001-001' },
      'ClusterName=NamedMemory',
    ],
    [
      'AWS/RDS CPUUtilization',
      { DBClusterIdentifier: { Ref: 'Db' }, Role: 'WRITER' },
      'DBClusterIdentifier=Db',
    ],
    ['AWS/RDS CPUUtilization', {}, ''],
    [
      'AWS/SQS ApproximateAgeOfOldestMessage',
      { QueueName: { 'Fn::GetAtt': ['Queue', 'QueueName'] } },
      'QueueName=Queue',
    ],
    // Sets of dimensions under which nothing is published.
    [
      'AWS/ApplicationELB HealthyHostCount',
      { TargetGroup: group },
      'never: AWS/ApplicationELB publishes no HealthyHostCount by TargetGroup, but by TargetGroup and LoadBalancer or by TargetGroup and AvailabilityZone and LoadBalancer',
    ],
    [
      'AWS/ApplicationELB HTTPCode_ELB_5XX_Count',
      { TargetGroup: group, LoadBalancer: full },
      'never: AWS/ApplicationELB publishes no HTTPCode_ELB_5XX_Count by TargetGroup and LoadBalancer, but by LoadBalancer or by AvailabilityZone and LoadBalancer',
    ],
    [
      'AWS/SQS ApproximateAgeOfOldestMessage',
      {},
      'never: AWS/SQS publishes no ApproximateAgeOfOldestMessage without dimensions, but by QueueName',
    ],
    [
      'AWS/ECS CPUUtilization',
      { Clustername: { Ref: 'Cluster' } },
      'never: AWS/ECS publishes no CPUUtilization by Clustername, but by ClusterName or by ClusterName and ServiceName',
    ],
    // Values that are none of the dimension.
    [
      'AWS/ApplicationELB RequestCount',
      { LoadBalancer: { Ref: 'Alb' } },
      'never: its LoadBalancer is ${Alb}, which names no ElasticLoadBalancingV2 LoadBalancer in a metric',
    ],
    [
      'AWS/ElastiCache CPUUtilization',
      { CacheClusterId: { Ref: 'Cache' } },
      'never: its CacheClusterId is ${Cache}, which names no ElastiCache CacheCluster in a metric',
    ],
    [
      'AWS/SQS ApproximateAgeOfOldestMessage',
      { QueueName: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
      'never: its QueueName is ${Queue.Arn}, which names no SQS Queue in a metric',
    ],
    [
      'AWS/MemoryDB EngineCPUUtilization',
      { ClusterName: { 'Fn::GetAtt': ['Memory', 'ARN'] } },
      'never: its ClusterName is ${Memory.ARN}, which names no MemoryDB Cluster in a metric',
    ],
    // What the templates do not tell.
    [
      'AWS/MemoryDB EngineCPUUtilization',
      { ClusterName: 'a', Shard: 'b' },
      'open: whether AWS/MemoryDB publishes EngineCPUUtilization by ClusterName and Shard is not known',
    ],
    [
      'AWS/SQS ApproximateAgeOfOldestMessage',
      { QueueName: 'jobs' },
      'open: its QueueName is not known (jobs is not among the templates)',
    ],
    [
      'AWS/SQS ApproximateAgeOfOldestMessage',
      { QueueName: 'twin' },
      'open: its QueueName is not known (several resources are called twin)',
    ],
    [
      'AWS/SQS ApproximateAgeOfOldestMessage',
      { QueueName: { 'Fn::GetAtt': ['Provider', 'Name'] } },
      'open: what ${Provider.Name} is, is known only after deployment',
    ],
    [
      'AWS/ElastiCache CPUUtilization',
      { CacheClusterId: 'a', Other: 'b' },
      'open: whether AWS/ElastiCache publishes CPUUtilization by CacheClusterId and Other is not known',
    ],
    ['Shop Errors', {}, "open: Shop is a namespace of the application's own"],
    ['AWS/Kafka CpuUser', {}, 'open: what AWS/Kafka publishes is not known'],
  ])('%s %j: %s', (metric, dimensions, expected) => {
    expect(scope(metric, dimensions)).toBe(expected);
  });

  test('a distribution publishes in us-east-1, with the region Global', () => {
    const there = { region: 'us-east-1' };
    const id = { Ref: 'Cdn' };
    expect(scope('AWS/CloudFront Requests', { DistributionId: id, Region: 'Global' }, there)).toBe(
      'DistributionId=Cdn',
    );
    expect(scope('AWS/CloudFront Requests', { DistributionId: id }, there)).toBe(
      'never: AWS/CloudFront publishes no Requests by DistributionId, but by DistributionId and Region',
    );
    expect(scope('AWS/CloudFront Requests', { DistributionId: id, Region: 'us-east-1' }, there)).toBe(
      'never: AWS/CloudFront publishes with Region Global, not us-east-1',
    );
  });

  test('data points of another unit are left out', () => {
    expect(scope('AWS/ApplicationELB RequestCount', { LoadBalancer: full }, {}, 'Count')).toBe(
      'LoadBalancer=Alb',
    );
    expect(scope('AWS/ApplicationELB RequestCount', { LoadBalancer: full }, {}, 'Percent')).toBe(
      'never: AWS/ApplicationELB publishes RequestCount in Count, not in Percent',
    );
    expect(scope('AWS/Events FailedInvocations', {}, {}, 'Count')).toBe(
      'open: whether AWS/Events publishes FailedInvocations in Count is not known',
    );
  });
});

describe('scopeOf, across stacks', () => {
  const alarm = (account?: Json): JsonObject => ({
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Metrics: [
        {
          Id: 'm',
          ...(account === undefined ? {} : { AccountId: account }),
          MetricStat: {
            Stat: 'Sum',
            Period: 60,
            Metric: {
              Namespace: 'AWS/SQS',
              MetricName: 'NumberOfMessagesSent',
              Dimensions: [{ Name: 'QueueName', Value: { 'Fn::ImportValue': 'jobs' } }],
            },
          },
        },
      ],
    },
  });
  const queues = (place: Partial<PartialStack>): PartialStack => ({
    id: 'Queues',
    ...place,
    template: {
      Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } } },
      Outputs: { Jobs: { Value: { 'Fn::GetAtt': ['Jobs', 'QueueName'] }, Export: { Name: 'jobs' } } },
    },
  });
  const seen = (place: Partial<PartialStack>, value: Json, account?: Json): string => {
    const home = { account: '111111111111', region: 'eu-west-1' };
    const template = { Resources: { Alarm: alarm(account) } };
    const text = JSON.stringify(template).replace('{"Fn::ImportValue":"jobs"}', JSON.stringify(value));
    const environment = environmentOf(
      { id: 'Alarms', ...home, template: JSON.parse(text) as JsonObject },
      queues({ ...home, ...place }),
    );
    const [resource] = environment.of('AWS::CloudWatch::Alarm');
    const found = scopeOf(readingOf(resource!).metrics[0]!, resource!);
    return found.kind === 'resources' ? [...found.resources.keys()].join() : `${found.kind}: ${found.why}`;
  };
  const imported = { 'Fn::ImportValue': 'jobs' };

  test('an imported name leads to its resource', () => {
    expect(seen({}, imported)).toBe('QueueName');
  });

  test('a metric lies in the region and the account of its resource', () => {
    expect(seen({ region: 'us-east-1' }, 'jobs')).toBe(
      'never: Jobs lies in us-east-1, and Alarm in eu-west-1, where it has no data',
    );
    expect(seen({ account: '222222222222' }, 'jobs')).toBe(
      'never: Jobs lies in the account 222222222222, and Alarm in 111111111111',
    );
    expect(seen({ account: '222222222222' }, 'jobs', '222222222222')).toBe(
      'open: it reads from the account 222222222222',
    );
  });
});
