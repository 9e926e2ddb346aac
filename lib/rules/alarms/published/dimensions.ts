/** What a dimension names: resources of some types, by an attribute of theirs or by the property that is their name. */
export interface Naming {
  readonly types: readonly string[];
  /** `Ref`, or the attribute that CloudFormation returns; any of them. */
  readonly attributes: readonly string[];
  /** The property that gives the same name by hand. */
  readonly property?: string;
  /** Where members of a group are named after it: how the group is named, and what the member's name has behind. */
  readonly group?: { readonly naming: Naming; readonly suffix: RegExp };
}

const clusters = ['AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster'];
const instances = ['AWS::RDS::DBInstance', 'AWS::DocDB::DBInstance', 'AWS::Neptune::DBInstance'];
const balancer = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const restApis = ['AWS::ApiGateway::RestApi', 'AWS::Serverless::Api'];
const httpApis = ['AWS::ApiGatewayV2::Api', 'AWS::Serverless::HttpApi'];
const functions = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];
const machines = ['AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'];

const ecs: Readonly<Record<string, Naming>> = {
  ClusterName: { types: ['AWS::ECS::Cluster'], attributes: ['Ref'], property: 'ClusterName' },
  ServiceName: { types: ['AWS::ECS::Service'], attributes: ['Name'], property: 'ServiceName' },
};
const databases: Readonly<Record<string, Naming>> = {
  DBClusterIdentifier: { types: clusters, attributes: ['Ref'], property: 'DBClusterIdentifier' },
  DBInstanceIdentifier: { types: instances, attributes: ['Ref'], property: 'DBInstanceIdentifier' },
};
const groups: Readonly<Record<string, Naming>> = {
  AutoScalingGroupName: {
    types: ['AWS::AutoScaling::AutoScalingGroup'],
    attributes: ['Ref'],
    property: 'AutoScalingGroupName',
  },
  InstanceId: { types: ['AWS::EC2::Instance'], attributes: ['Ref', 'InstanceId'] },
};
const balancers: Readonly<Record<string, Naming>> = {
  LoadBalancer: { types: [balancer], attributes: ['LoadBalancerFullName'] },
  TargetGroup: { types: ['AWS::ElasticLoadBalancingV2::TargetGroup'], attributes: ['TargetGroupFullName'] },
};
const eks: Readonly<Record<string, Naming>> = {
  ClusterName: {
    types: ['AWS::EKS::Cluster', 'Custom::AWSCDK-EKS-Cluster'],
    attributes: ['Ref'],
    property: 'Name',
  },
};

const replicationGroup: Naming = {
  types: ['AWS::ElastiCache::ReplicationGroup'],
  attributes: ['Ref'],
  property: 'ReplicationGroupId',
};

/** What the dimensions name that lead to a resource, by namespace. The others tell metrics of one resource apart. */
export const namings: Readonly<Record<string, Readonly<Record<string, Naming>>>> = {
  'AWS/ApplicationELB': balancers,
  'AWS/NetworkELB': balancers,
  'AWS/ELB': {
    LoadBalancerName: {
      types: ['AWS::ElasticLoadBalancing::LoadBalancer'],
      attributes: ['Ref'],
      property: 'LoadBalancerName',
    },
  },
  'AWS/ApiGateway': {
    // The name of a REST API is no attribute of it: templates can only repeat it.
    ApiName: { types: restApis, attributes: [], property: 'Name' },
    ApiId: { types: httpApis, attributes: ['Ref', 'ApiId'] },
  },
  'AWS/AppSync': { GraphQLAPIId: { types: ['AWS::AppSync::GraphQLApi'], attributes: ['ApiId'] } },
  'AWS/AppRunner': {
    ServiceID: { types: ['AWS::AppRunner::Service'], attributes: ['ServiceId'] },
    ServiceName: { types: ['AWS::AppRunner::Service'], attributes: [], property: 'ServiceName' },
  },
  'AWS/CloudFront': {
    DistributionId: { types: ['AWS::CloudFront::Distribution'], attributes: ['Ref', 'Id'] },
  },
  'AWS/ECS': ecs,
  'ECS/ContainerInsights': ecs,
  ContainerInsights: eks,
  'AWS/EC2': groups,
  'AWS/AutoScaling': groups,
  CWAgent: groups,
  'AWS/Lambda': { FunctionName: { types: functions, attributes: ['Ref'], property: 'FunctionName' } },
  LambdaInsights: {
    function_name: { types: functions, attributes: ['Ref'], property: 'FunctionName' },
  },
  'AWS/RDS': {
    ...databases,
    DbClusterIdentifier: databases.DBClusterIdentifier!,
    ProxyName: { types: ['AWS::RDS::DBProxy'], attributes: ['Ref'], property: 'DBProxyName' },
  },
  'AWS/DocDB': databases,
  'AWS/Neptune': databases,
  'AWS/ElastiCache': {
    CacheClusterId: {
      types: ['AWS::ElastiCache::CacheCluster'],
      attributes: ['Ref'],
      property: 'ClusterName',
      group: { naming: replicationGroup, suffix: /(-\d{4})?-\d{3}$/ },
    },
    ReplicationGroupId: replicationGroup,
    clusterId: {
      types: ['AWS::ElastiCache::ServerlessCache'],
      attributes: ['Ref'],
      property: 'ServerlessCacheName',
    },
  },
  'AWS/MemoryDB': {
    ClusterName: { types: ['AWS::MemoryDB::Cluster'], attributes: ['Ref'], property: 'ClusterName' },
  },
  'AWS/DynamoDB': {
    TableName: {
      types: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::Serverless::SimpleTable'],
      attributes: ['Ref'],
      property: 'TableName',
    },
  },
  'AWS/SQS': { QueueName: { types: ['AWS::SQS::Queue'], attributes: ['QueueName'], property: 'QueueName' } },
  'AWS/SNS': { TopicName: { types: ['AWS::SNS::Topic'], attributes: ['TopicName'], property: 'TopicName' } },
  'AWS/States': { StateMachineArn: { types: machines, attributes: ['Ref', 'Arn'] } },
  'AWS/Events': {
    RuleName: { types: ['AWS::Events::Rule'], attributes: ['Ref'], property: 'Name' },
    EventBusName: { types: ['AWS::Events::EventBus'], attributes: ['Ref', 'Name'], property: 'Name' },
  },
  'AWS/Scheduler': {
    ScheduleGroup: { types: ['AWS::Scheduler::ScheduleGroup'], attributes: ['Ref'], property: 'Name' },
  },
  'AWS/Firehose': {
    DeliveryStreamName: {
      types: ['AWS::KinesisFirehose::DeliveryStream'],
      attributes: ['Ref'],
      property: 'DeliveryStreamName',
    },
  },
  'AWS/Kinesis': { StreamName: { types: ['AWS::Kinesis::Stream'], attributes: ['Ref'], property: 'Name' } },
  'AWS/CertificateManager': {
    CertificateArn: { types: ['AWS::CertificateManager::Certificate'], attributes: ['Ref'] },
  },
  'AWS/WAFV2': {
    WebACL: { types: ['AWS::WAFv2::WebACL'], attributes: [], property: 'VisibilityConfig.MetricName' },
  },
  'AWS/Route53': {
    HealthCheckId: { types: ['AWS::Route53::HealthCheck'], attributes: ['Ref', 'HealthCheckId'] },
  },
  CloudWatchSynthetics: {
    CanaryName: { types: ['AWS::Synthetics::Canary'], attributes: ['Ref'], property: 'Name' },
  },
  'AWS/Backup': {
    BackupVaultName: {
      types: ['AWS::Backup::BackupVault'],
      attributes: ['Ref', 'BackupVaultName'],
      property: 'BackupVaultName',
    },
  },
  'AWS/ApplicationSignals': {
    SloName: { types: ['AWS::ApplicationSignals::ServiceLevelObjective'], attributes: [], property: 'Name' },
  },
};

/** Dimensions that have one value only. */
export const fixedDimensions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS/CloudFront': { Region: 'Global' },
};
