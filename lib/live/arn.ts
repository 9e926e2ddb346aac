import type { Target } from './target';

/** How the ARNs of a type are written. */
interface Shape {
  readonly type: string;
  readonly service: string;
  /** Matches the part behind the account; its group is the physical id, which is the whole ARN where it has none. */
  readonly resource: RegExp;
  /** The physical id where it is neither. */
  readonly id?: (match: readonly string[]) => string;
  /** True where ARNs of the type name no region. */
  readonly global?: true;
}

/** The types that probes ask about. */
const shapes: readonly Shape[] = [
  shape('AWS::ApiGateway::RestApi', 'apigateway', /^\/restapis\/([^/]+)(?:\/stages\/[^/]+)?$/),
  shape('AWS::ApiGatewayV2::Api', 'apigateway', /^\/apis\/([^/]+)(?:\/stages\/[^/]+)?$/),
  shape('AWS::AppSync::GraphQLApi', 'appsync', /^apis\/[^/]+$/),
  shape(
    'AWS::AutoScaling::AutoScalingGroup',
    'autoscaling',
    /^autoScalingGroup:[^:]+:autoScalingGroupName\/(.+)$/,
  ),
  shape('AWS::Backup::BackupPlan', 'backup', /^backup-plan:([^:]+)$/),
  shape('AWS::Backup::BackupVault', 'backup', /^backup-vault:([^:]+)$/),
  shape('AWS::Backup::RestoreTestingPlan', 'backup', /^restore-testing-plan:(\w+)-[0-9a-f-]{36}$/),
  shape('AWS::CertificateManager::Certificate', 'acm', /^certificate\/[^/]+$/),
  { ...shape('AWS::CloudFront::Distribution', 'cloudfront', /^distribution\/([^/]+)$/), global: true },
  shape('AWS::CloudTrail::Trail', 'cloudtrail', /^trail\/([^/]+)$/),
  // Composite alarms and those on logs have the same ARNs.
  shape('AWS::CloudWatch::Alarm', 'cloudwatch', /^alarm:(.+)$/),
  { ...shape('AWS::CloudWatch::Dashboard', 'cloudwatch', /^dashboard\/([^/]+)$/), global: true },
  shape('AWS::DSQL::Cluster', 'dsql', /^cluster\/([^/]+)$/),
  shape('AWS::DynamoDB::Table', 'dynamodb', /^table\/([^/]+)$/),
  // The oldest ARNs of services do not name the cluster.
  shape('AWS::ECS::Service', 'ecs', /^service\/[^/]+(?:\/[^/]+)?$/),
  shape('AWS::EFS::FileSystem', 'elasticfilesystem', /^file-system\/([^/]+)$/),
  shape('AWS::EKS::Cluster', 'eks', /^cluster\/([^/]+)$/),
  shape('AWS::ElastiCache::CacheCluster', 'elasticache', /^cluster:([^:]+)$/),
  shape('AWS::ElastiCache::ReplicationGroup', 'elasticache', /^replicationgroup:([^:]+)$/),
  shape('AWS::ElastiCache::ServerlessCache', 'elasticache', /^serverlesscache:([^:]+)$/),
  shape('AWS::ElasticLoadBalancing::LoadBalancer', 'elasticloadbalancing', /^loadbalancer\/([^/]+)$/),
  shape(
    'AWS::ElasticLoadBalancingV2::Listener',
    'elasticloadbalancing',
    /^listener\/(?:app|net|gwy)(?:\/[^/]+){3}$/,
  ),
  shape(
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'elasticloadbalancing',
    /^loadbalancer\/(?:app|net|gwy)(?:\/[^/]+){2}$/,
  ),
  shape('AWS::ElasticLoadBalancingV2::TargetGroup', 'elasticloadbalancing', /^targetgroup(?:\/[^/]+){2}$/),
  shape('AWS::GuardDuty::Detector', 'guardduty', /^detector\/([^/]+)$/),
  shape('AWS::Lambda::Function', 'lambda', /^function:([^:]+)(?::[^:]+)?$/),
  shape('AWS::RDS::DBCluster', 'rds', /^cluster:([^:]+)$/),
  shape('AWS::RDS::DBInstance', 'rds', /^db:([^:]+)$/),
  { ...shape('AWS::RDS::GlobalCluster', 'rds', /^global-cluster:([^:]+)$/), global: true },
  shape('AWS::SNS::Topic', 'sns', /^[\w-]+(?:\.fifo)?$/),
  shape('AWS::StepFunctions::StateMachine', 'states', /^stateMachine:[^:]+$/),
  shape('AWS::Synthetics::Canary', 'synthetics', /^canary:([^:]+)$/),
  {
    ...shape('AWS::WAFv2::WebACL', 'wafv2', /^(regional|global)\/webacl\/([^/]+)\/([^/]+)$/),
    id: ([, scope, name, id]) => `${name}|${id}|${scope === 'global' ? 'CLOUDFRONT' : 'REGIONAL'}`,
  },
];

function shape(type: string, service: string, resource: RegExp): Shape {
  return { type, service, resource };
}

/** Where services without regions are asked. */
const homes: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

/** What an ARN names, as CloudFormation knows it. Throws where `whyNoTarget` says why. */
export function targetOfArn(arn: string): Target {
  const read = readArn(arn);
  if (typeof read === 'string') throw new Error(`${arn} ${read}`);
  return read;
}

/** Why an ARN names nothing that probes ask about, as the end of a sentence that begins with it. */
export function whyNoTarget(arn: string): string | undefined {
  const read = readArn(arn);
  return typeof read === 'string' ? read : undefined;
}

function readArn(arn: string): Target | string {
  const [, partition, service, region, account, resource] =
    /^arn:(aws(?:-[a-z]+)*):([a-z0-9-]+):([a-z0-9-]*):([0-9]*):(\S.*)$/.exec(arn) ?? [];
  if (!partition || resource === undefined)
    return 'is no ARN, expected one such as arn:aws:rds:eu-west-1:111111111111:cluster:shop';
  const found = shapes.find((each) => each.service === service && each.resource.test(resource));
  if (!found) return `names nothing that verify asks about, expected the ARN of ${knownTypes()}`;
  if (!/^\d{12}$/.test(account ?? ''))
    return 'names no account, expected its 12 digits behind the fourth colon';
  const where = found.global ? homes[partition] : region;
  if (!where || !isRegion.test(where))
    return 'names no region, expected one such as eu-west-1 behind the third colon';
  const match = found.resource.exec(resource) ?? [];
  const id = found.id?.(match) ?? match[1] ?? arn;
  return { type: found.type, id, account: account!, region: where };
}

const isRegion = /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/;

function knownTypes(): string {
  const types = shapes.map(({ type }) => type);
  return `${types.slice(0, -1).join(', ')} or ${types.at(-1)}`;
}
