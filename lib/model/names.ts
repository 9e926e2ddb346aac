import { arnFields, layoutOf, splitText, type ArnFields } from './arn';
import type { Environment } from './environment';
import { samePlace, type Place } from './place';
import type { Resource } from './resource';
import type { Stack } from './stack';
import { isUndecided, type Tri } from './tri';
import { keyOf, partsOf, show, soleToken, whyNotKnown, type Value } from './value';

/** Properties by which resources are named by hand. Names of resource types that share one are told apart by type. */
const nameProperties: Readonly<Record<string, string>> = {
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

/** Types whose names AWS compares without case. */
const caseless = /^AWS::(RDS|DocDB|Neptune|ElastiCache)::/;

/** Resources by the text of their name in lower case. */
export type NameTable = ReadonlyMap<string, readonly Resource[]>;

/** The resources that were given a name by hand, by that name. */
export function nameTable(environment: Environment): NameTable {
  const table = new Map<string, Resource[]>();
  for (const [type, property] of Object.entries(nameProperties)) {
    for (const resource of environment.of(type)) {
      const name = keyOf(resource.read(property));
      if (name === undefined) continue;
      const key = name.toLowerCase();
      const list = table.get(key);
      if (list) list.push(resource);
      else table.set(key, [resource]);
    }
  }
  return table;
}

/** Where a reference leads: to resources of the templates, or to something that they do not show. */
export interface Target {
  readonly resources: readonly Resource[];
  /** Why it may lead elsewhere; undefined where it certainly leads to `resources`. */
  readonly open?: string;
}

/** The resource that a scalar names: by reference, by ARN, or by a name given by hand. */
export function targetOf(value: Value, asker: Stack): Target {
  const token = soleToken(value);
  if (token?.kind === 'attribute') return byReference(token.resource);
  if (token?.kind === 'opaque') return { resources: [], open: token.why };
  if (!partsOf(value)) return { resources: [], open: whyNotKnown(value) ?? 'it is no reference' };
  const arn = arnFields(value);
  return arn ? byArn(arn, asker) : byName(value, asker, asker.environment, () => true);
}

/** A resource that is switched off cannot be referred to: the deployment fails. */
function byReference(resource: Resource): Target {
  if (resource.exists !== false) return { resources: [resource] };
  return { resources: [], open: `${resource.logicalId} is switched off by its condition` };
}

function byArn({ service, region, account, resource }: ArnFields, asker: Stack): Target {
  const [kind, id] = kindAndId(resource);
  const place = { account: fixed(account, asker.account), region: fixed(region, asker.region) };
  const fits = ({ type }: Resource): boolean => {
    const layout = layoutOf(type);
    return keyOf(service) === layout?.service && kind === layout?.prefix.replace(/[:/]$/, '');
  };
  const token = id && soleToken(id);
  if (token?.kind !== 'attribute') {
    const target = byName(id ?? resource, place, asker.environment, fits);
    return { ...target, open: target.open ?? whyForeign(region) ?? whyForeign(account) };
  }
  const named = token.resource;
  const elsewhere = layoutOf(named.type)?.global !== true && samePlace(named.stack, place) === false;
  if (!elsewhere && (layoutOf(named.type) === undefined || fits(named))) return byReference(named);
  return { resources: [], open: `${show(resource)} names something else` };
}

/** What a field of an ARN states; an empty one is the asker's own. */
function fixed(field: Value, own: string | undefined): string | undefined {
  if (field.kind !== 'known') return undefined;
  return field.value === '' ? own : String(field.value);
}

/** Why a field of an ARN may be another region or account than the asker's own. */
function whyForeign(field: Value): string | undefined {
  const token = soleToken(field);
  return token?.kind === 'opaque' && token.key.startsWith('AWS::') ? undefined : whyNotKnown(field);
}

/** `cluster:shop` and `table/orders` are kind and id; a bucket's ARN is its id alone. */
function kindAndId(resource: Value): readonly [string, Value | undefined] {
  for (const delimiter of [':', '/']) {
    const [kind, id] = splitText(resource, delimiter, 2) ?? [];
    if (kind && id) return [keyOf(kind) ?? '', id];
  }
  return ['', resource];
}

function byName(
  name: Value,
  place: Place,
  environment: Environment,
  fits: (candidate: Resource) => boolean,
): Target {
  const key = keyOf(name);
  const named = (environment.namesInUse.get(key?.toLowerCase() ?? '') ?? []).filter(
    (candidate) => fits(candidate) && isCalled(candidate, key) && whereabouts(candidate, place) !== false,
  );
  if (named.length === 0) {
    return { resources: [], open: whyNotKnown(name) ?? `${show(name)} is not among the templates` };
  }
  const types = new Set(named.map(({ type }) => type));
  const several = types.size < named.length ? `several resources are called ${show(name)}` : undefined;
  const unsure = named.map((candidate) => whereabouts(candidate, place)).find(isUndecided);
  return { resources: named, open: several ?? unsure?.why };
}

function isCalled(resource: Resource, name: string | undefined): boolean {
  return caseless.test(resource.type) || keyOf(resource.read(nameProperties[resource.type]!)) === name;
}

/** Whether a resource is in a place; the names of global services are the same everywhere. */
function whereabouts({ type, stack }: Resource, place: Place): Tri {
  return layoutOf(type)?.global === true || samePlace(stack, place);
}
