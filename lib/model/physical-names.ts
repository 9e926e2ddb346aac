import { layoutOf } from './arn';
import type { Resource } from './resource';

/** Properties by which resources are named by hand. Names of resource types that share one are told apart by type. */
export const nameProperties: Readonly<Record<string, string>> = {
  'AWS::AutoScaling::AutoScalingGroup': 'AutoScalingGroupName',
  'AWS::Backup::BackupVault': 'BackupVaultName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::CompositeAlarm': 'AlarmName',
  'AWS::CloudWatch::LogAlarm': 'AlarmName',
  'AWS::CodeDeploy::DeploymentConfig': 'DeploymentConfigName',
  'AWS::CodeDeploy::DeploymentGroup': 'DeploymentGroupName',
  'AWS::DocDB::DBCluster': 'DBClusterIdentifier',
  'AWS::DocDB::DBClusterParameterGroup': 'Name',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::ECS::Cluster': 'ClusterName',
  'AWS::ECS::Service': 'ServiceName',
  'AWS::EKS::Cluster': 'Name',
  'AWS::ElastiCache::ReplicationGroup': 'ReplicationGroupId',
  'AWS::ElastiCache::SubnetGroup': 'CacheSubnetGroupName',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'Name',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'Name',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Neptune::DBCluster': 'DBClusterIdentifier',
  'AWS::Neptune::DBClusterParameterGroup': 'Name',
  'AWS::RDS::DBCluster': 'DBClusterIdentifier',
  'AWS::RDS::DBClusterParameterGroup': 'DBClusterParameterGroupName',
  'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
  'AWS::RDS::DBParameterGroup': 'DBParameterGroupName',
  'AWS::RDS::DBProxy': 'DBProxyName',
  'AWS::RDS::DBSubnetGroup': 'DBSubnetGroupName',
  'AWS::RDS::OptionGroup': 'OptionGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
};

/** Types beside those whose ids AWS makes up, so that nothing else is called the same. */
const identified =
  /^AWS::(ApiGateway::RestApi|ApiGatewayV2::Api|CloudFront::Distribution|EC2::(SecurityGroup|Subnet|VPC|RouteTable|NatGateway|Instance)|EFS::FileSystem|KMS::Key|Route53::HostedZone)$/;

/** Names inside physical ids that are an ARN or a URL, where the layout of the type's ARN does not tell. */
const namesInIds: Readonly<Record<string, RegExp>> = {
  'AWS::ECS::Service': /:service\/(?:[^/]+\/)?([^/]+)$/,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': /:loadbalancer\/(\w+\/([^/]+)\/[^/]+)$/,
  'AWS::ElasticLoadBalancingV2::TargetGroup': /:(targetgroup\/([^/]+)\/[^/]+)$/,
  'AWS::SecretsManager::Secret': /:secret:(.+)-[A-Za-z0-9]{6}$/,
  'AWS::SQS::Queue': /\/([^/]+)$/,
};

/** What a deployed resource may be called elsewhere: an id that is its alone, and the name of a type that is named. */
export function physicalNames({ type, physicalId }: Resource): readonly string[] {
  if (physicalId === undefined) return [];
  if (physicalId.startsWith('arn:')) return [physicalId, ...nameInArn(type, physicalId)];
  if (identified.test(type)) return [physicalId];
  if (!Object.hasOwn(nameProperties, type)) return [];
  return [physicalId, ...inner(type, physicalId)];
}

function nameInArn(type: string, arn: string): readonly string[] {
  const prefix = layoutOf(type)?.prefix;
  const resource = arn.split(':').slice(5).join(':');
  return prefix !== undefined && resource.startsWith(prefix)
    ? [resource.slice(prefix.length)]
    : inner(type, arn);
}

function inner(type: string, id: string): readonly string[] {
  return (Object.hasOwn(namesInIds, type) ? namesInIds[type]?.exec(id)?.slice(1) : undefined) ?? [];
}

/** Types of which the physical id is not the name. */
const otherIds = new Set(['AWS::SNS::Topic', ...Object.keys(namesInIds)]);

/** The name that a resource was given by hand, where that is what the account knows it by. */
export function nameAsId(resource: Resource): string | undefined {
  const property = otherIds.has(resource.type) ? undefined : nameProperties[resource.type];
  const name = property === undefined ? undefined : resource.read(property);
  return name?.kind === 'known' ? String(name.value) : undefined;
}
