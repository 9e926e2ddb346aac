import type { Service } from './services';

const guide = 'https://docs.aws.amazon.com';

const databaseSets = [
  'DBInstanceIdentifier',
  'DBClusterIdentifier',
  'DBClusterIdentifier,Role',
  'DBClusterIdentifier,EngineName',
  'DbClusterIdentifier,EngineName',
  'SourceRegion',
  'DatabaseClass',
  'EngineName',
];
const proxySets = [
  'ProxyName',
  'ProxyName,EndpointName',
  'ProxyName,Target',
  'ProxyName,TargetGroup,Target',
  'ProxyName,TargetGroup,TargetRole',
];

/** What the application runs on. */
export const backServices: Readonly<Record<string, Service>> = {
  'AWS/ECS': {
    source: `${guide}/AmazonECS/latest/developerguide/available-metrics.html`,
    complete: true,
    publications: [
      { metrics: ['*Utilization', '*Reservation'], by: ['ClusterName', 'ClusterName,ServiceName'] },
      {
        by: [
          'ClusterName',
          'ClusterName,ServiceName',
          'DiscoveryName',
          'DiscoveryName,ServiceName,ClusterName',
          'TargetDiscoveryName',
          'TargetDiscoveryName,ServiceName,ClusterName',
          'VolumeId',
          'ClusterName,ServiceName,TaskId,VolumeId',
        ],
      },
    ],
  },
  'ECS/ContainerInsights': {
    source: `${guide}/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html`,
    complete: false,
    publications: [{ by: ['ClusterName', 'ServiceName,ClusterName', 'TaskDefinitionFamily,ClusterName'] }],
  },
  ContainerInsights: {
    source: `${guide}/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-EKS.html`,
    complete: false,
    publications: [
      {
        by: [
          'ClusterName',
          'ClusterName,Namespace',
          'Namespace,ClusterName,Service',
          'PodName,Namespace,ClusterName',
          'NodeName,ClusterName,InstanceId',
        ],
      },
    ],
  },
  'AWS/EC2': {
    source: `${guide}/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html`,
    complete: true,
    publications: [
      { by: ['InstanceId', 'AutoScalingGroupName', 'ImageId', 'InstanceType'], everywhere: true },
    ],
  },
  'AWS/AutoScaling': {
    source: `${guide}/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html`,
    complete: true,
    publications: [{ by: ['AutoScalingGroupName'] }],
  },
  'AWS/Lambda': {
    source: `${guide}/lambda/latest/dg/monitoring-metrics-types.html`,
    complete: false,
    publications: [
      {
        by: [
          'FunctionName',
          'FunctionName,Resource',
          'FunctionName,Resource,ExecutedVersion',
          'EventSourceMappingUUID',
        ],
        everywhere: true,
      },
    ],
  },
  'AWS/RDS': {
    source: `${guide}/AmazonRDS/latest/UserGuide/dimensions.html`,
    complete: true,
    publications: [
      { metrics: ['DatabaseConnections'], by: [...databaseSets, ...proxySets], everywhere: true },
      {
        metrics: [
          'AvailabilityPercentage',
          'ClientConnections*',
          'DatabaseConnection*',
          'MaxDatabaseConnectionsAllowed',
          'QueryDatabaseResponseLatency',
          'QueryRequests*',
          'QueryResponseLatency',
        ],
        by: proxySets,
      },
      { by: databaseSets, everywhere: true },
    ],
  },
  'AWS/DocDB': {
    source: `${guide}/documentdb/latest/developerguide/cloud_watch.html`,
    complete: true,
    publications: [{ by: ['DBInstanceIdentifier', 'DBClusterIdentifier', 'DBClusterIdentifier,Role'] }],
  },
  'AWS/Neptune': {
    source: `${guide}/neptune/latest/userguide/cw-dimensions.html`,
    complete: true,
    publications: [
      {
        by: [
          'DBInstanceIdentifier',
          'DBClusterIdentifier',
          'DBClusterIdentifier,Role',
          'DatabaseClass',
          'EngineName',
        ],
      },
    ],
  },
  'AWS/ElastiCache': {
    source: `${guide}/AmazonElastiCache/latest/dg/CacheMetrics.html`,
    // Auto scaling reads by {ReplicationGroupId, Role}, which the page does not list.
    complete: false,
    publications: [
      {
        by: ['CacheClusterId', 'CacheClusterId,CacheNodeId', 'clusterId', 'ReplicationGroupId,Role'],
        everywhere: true,
      },
    ],
  },
  'AWS/MemoryDB': {
    source: `${guide}/memorydb/latest/devguide/monitoring-cloudwatch.html`,
    // The pages say what is measured, and show dimensions by example alone.
    complete: false,
    publications: [{ by: ['ClusterName', 'ClusterName,NodeName'] }],
  },
  'AWS/DynamoDB': {
    source: `${guide}/amazondynamodb/latest/developerguide/metrics-dimensions.html`,
    complete: false,
    publications: [
      { by: ['TableName', 'TableName,Operation', 'TableName,GlobalSecondaryIndexName'], everywhere: true },
    ],
  },
  'AWS/SQS': {
    source: `${guide}/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html`,
    complete: true,
    publications: [{ by: ['QueueName'] }],
  },
  'AWS/SNS': {
    source: `${guide}/sns/latest/dg/sns-monitoring-using-cloudwatch.html`,
    complete: false,
    publications: [{ by: ['TopicName', 'Application', 'Platform', 'Country', 'SMSType'], everywhere: true }],
  },
  'AWS/States': {
    source: `${guide}/step-functions/latest/dg/procedure-cw-metrics.html`,
    complete: false,
    publications: [
      {
        by: [
          'StateMachineArn',
          'ActivityArn',
          'LambdaFunctionArn',
          'ServiceIntegrationResourceArn',
          'StateMachineArn,Version',
          'StateMachineArn,Alias',
        ],
      },
    ],
  },
  'AWS/Events': {
    source: `${guide}/eventbridge/latest/userguide/eb-monitoring.html`,
    complete: false,
    publications: [{ by: ['RuleName', 'EventBusName', 'EventBusName,RuleName'], everywhere: true }],
  },
  'AWS/Scheduler': {
    source: `${guide}/scheduler/latest/UserGuide/monitoring-cloudwatch.html`,
    complete: true,
    publications: [{ by: ['ScheduleGroup'], everywhere: true }],
  },
  'AWS/Firehose': {
    source: `${guide}/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html`,
    complete: false,
    publications: [{ by: ['DeliveryStreamName'] }],
  },
  'AWS/Kinesis': {
    source: `${guide}/streams/latest/dev/monitoring-with-cloudwatch.html`,
    complete: false,
    publications: [{ by: ['StreamName', 'StreamName,ShardId', 'StreamName,ConsumerName'] }],
  },
  'AWS/Backup': {
    source: `${guide}/aws-backup/latest/devguide/cloudwatch.html`,
    complete: false,
    publications: [
      { by: ['ResourceType', 'BackupVaultName', 'ResourceType,BackupVaultName'], everywhere: true },
    ],
  },
};
