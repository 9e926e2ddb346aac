import type { Resource } from './resource';
import { pseudoParameter } from './parameters';
import { attribute, partsOf, soleToken, textOf, type Part, type Token, type Value } from './value';

/** Where the ARN of a resource type puts its name: `arn:…:<service>:…:<prefix><name>`. */
interface Layout {
  readonly service: string;
  readonly prefix: string;
  /** Attribute that is the name, where `Ref` is not. */
  readonly name?: string;
  /** ARNs of global services leave region (and S3 the account) empty. */
  readonly global?: boolean;
}

const layouts: Readonly<Record<string, Layout>> = {
  'AWS::Backup::BackupVault': { service: 'backup', prefix: 'backup-vault:' },
  'AWS::CloudFront::Distribution': { service: 'cloudfront', prefix: 'distribution/', global: true },
  'AWS::CloudWatch::Alarm': { service: 'cloudwatch', prefix: 'alarm:' },
  'AWS::CloudWatch::CompositeAlarm': { service: 'cloudwatch', prefix: 'alarm:' },
  'AWS::CloudWatch::LogAlarm': { service: 'cloudwatch', prefix: 'alarm:' },
  'AWS::DocDB::DBCluster': { service: 'rds', prefix: 'cluster:' },
  'AWS::DynamoDB::GlobalTable': { service: 'dynamodb', prefix: 'table/' },
  'AWS::DynamoDB::Table': { service: 'dynamodb', prefix: 'table/' },
  'AWS::ECS::Cluster': { service: 'ecs', prefix: 'cluster/' },
  'AWS::EKS::Cluster': { service: 'eks', prefix: 'cluster/' },
  'AWS::EFS::FileSystem': { service: 'elasticfilesystem', prefix: 'file-system/' },
  'AWS::ElastiCache::ReplicationGroup': { service: 'elasticache', prefix: 'replicationgroup:' },
  'AWS::Events::Rule': { service: 'events', prefix: 'rule/' },
  'AWS::KMS::Key': { service: 'kms', prefix: 'key/' },
  'AWS::Lambda::Function': { service: 'lambda', prefix: 'function:' },
  'AWS::Neptune::DBCluster': { service: 'rds', prefix: 'cluster:' },
  'AWS::RDS::DBCluster': { service: 'rds', prefix: 'cluster:' },
  'AWS::RDS::DBInstance': { service: 'rds', prefix: 'db:' },
  'AWS::S3::Bucket': { service: 's3', prefix: '', global: true },
  'AWS::SNS::Topic': { service: 'sns', prefix: '', name: 'TopicName' },
  'AWS::SQS::Queue': { service: 'sqs', prefix: '', name: 'QueueName' },
};

export function layoutOf(type: string): Layout | undefined {
  return Object.hasOwn(layouts, type) ? layouts[type] : undefined;
}

/** The six colon-separated fields of an ARN, the last one holding everything behind the fifth colon. */
export interface ArnFields {
  readonly service: Value;
  readonly region: Value;
  readonly account: Value;
  /** `cluster:shop-db`, `table/orders`. */
  readonly resource: Value;
}

/** The fields of a text that begins like an ARN; undefined for any other text. */
export function arnFields(value: Value): ArnFields | undefined {
  const first = partsOf(value)?.[0];
  if (typeof first !== 'string' || !first.startsWith('arn:')) return undefined;
  const [, , service, region, account, resource] = splitText(value, ':', 6) ?? [];
  return service && region && account && resource ? { service, region, account, resource } : undefined;
}

/** The ARN of a resource, its name left symbolic; undefined for types whose layout is not known here. */
export function arnOf(resource: Resource): Value | undefined {
  const layout = layoutOf(resource.type);
  if (!layout) return undefined;
  const name = tokenParts(resource, layout.name ?? 'Ref');
  return arnText(resource, layout.service, [layout.prefix, ...name], layout.global);
}

function arnText(resource: Resource, service: string, tail: readonly Part[], global = false): Value {
  const pseudo = (name: string): readonly Part[] => partsOf(pseudoParameter(resource.stack, name)!) ?? [];
  const region = global ? [] : pseudo('AWS::Region');
  const account = service === 's3' ? [] : pseudo('AWS::AccountId');
  return textOf([
    'arn:',
    ...pseudo('AWS::Partition'),
    `:${service}:`,
    ...region,
    ':',
    ...account,
    ':',
    ...tail,
  ]);
}

/**
 * Splits a text at a delimiter, into so many fields at most, the last one holding all that is left; undefined where a
 * token may itself contain the delimiter.
 */
export function splitText(value: Value, delimiter: string, most = Infinity): Value[] | undefined {
  const parts = partsOf(value);
  if (!parts || delimiter === '') return undefined;
  const fields: Part[][] = [[]];
  for (const part of parts.flatMap((part) => expand(part))) {
    if (typeof part === 'string') cut(part, delimiter, most, fields);
    else if (fields.length < most && mayContain(part, delimiter)) return undefined;
    else fields[fields.length - 1]!.push(part);
  }
  return fields.map((field) => textOf(collapse(field)));
}

function cut(text: string, delimiter: string, most: number, fields: Part[][]): void {
  let rest = text;
  for (let at = rest.indexOf(delimiter); at >= 0 && fields.length < most; at = rest.indexOf(delimiter)) {
    fields[fields.length - 1]!.push(rest.slice(0, at));
    fields.push([]);
    rest = rest.slice(at + delimiter.length);
  }
  fields[fields.length - 1]!.push(rest);
}

/** Types beside those of EC2 whose `Ref` is a plain name or id. */
const plainRefTypes = new Set([
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Stage',
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::CloudFront::Distribution',
  'AWS::DocDB::DBCluster',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::ECS::Cluster',
  'AWS::EFS::FileSystem',
  'AWS::EKS::Cluster',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::Function',
  'AWS::Neptune::DBCluster',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::Route53::HostedZone',
  'AWS::S3::Bucket',
]);

/** Delimiters that names and ids do not contain. */
const separators = ['/', ':', ',', '|'];

function mayContain(token: Token, delimiter: string): boolean {
  if (!separators.includes(delimiter)) return true;
  if (token.kind === 'opaque') return !token.atomic;
  const { resource, attribute: name } = token;
  if (name === 'Ref') return !plainRefTypes.has(resource.type) && !resource.type.startsWith('AWS::EC2::');
  return !resource.type.startsWith('AWS::') || !plainAttribute.test(name);
}

/** Attributes that are a name or an id; `#id` and the like are pieces of ours. */
const plainAttribute = /^#|(Address|Port|DNSName|DomainName|(?<!Full|Provider)Name|Id)$/;

/** The pieces of an attribute whose make-up is known, such as the load balancer inside a listener's ARN. */
function expand(part: Part): readonly Part[] {
  if (typeof part === 'string' || part.kind === 'opaque') return [part];
  const { resource, attribute: name } = part;
  switch (resource.type) {
    case 'AWS::ElasticLoadBalancingV2::LoadBalancer':
      if (name === 'Ref' || name === 'LoadBalancerArn') {
        return elbArn(resource, ['loadbalancer/', ...fullName(resource)]);
      }
      return name === 'LoadBalancerFullName' ? fullName(resource) : [part];
    case 'AWS::ElasticLoadBalancingV2::Listener': {
      if (name !== 'Ref' && name !== 'ListenerArn') return [part];
      const owner = soleToken(resource.read('LoadBalancerArn'));
      if (owner?.kind !== 'attribute') return [part];
      return elbArn(resource, [
        'listener/',
        ...fullName(owner.resource),
        '/',
        ...tokenParts(resource, '#id'),
      ]);
    }
    case 'AWS::ElasticLoadBalancingV2::TargetGroup':
      if (name === 'Ref' || name === 'TargetGroupArn') return elbArn(resource, targetGroupName(resource));
      return name === 'TargetGroupFullName' ? targetGroupName(resource) : [part];
    case 'AWS::ECS::Service': {
      if (name !== 'Ref' && name !== 'ServiceArn') return [part];
      const cluster = clusterName(resource);
      return (
        partsOf(arnText(resource, 'ecs', ['service/', ...cluster, '/', ...tokenParts(resource, 'Name')])) ?? [
          part,
        ]
      );
    }
    case 'AWS::Lambda::Url':
      return name === 'FunctionUrl' ? ['https://', ...tokenParts(resource, '#host'), '/'] : [part];
    case 'AWS::ApiGatewayV2::Api':
      return name === 'ApiEndpoint' ? ['https://', ...tokenParts(resource, '#host')] : [part];
    default:
      return ownArn.test(name) || (name === 'Ref' && resource.type === 'AWS::SNS::Topic')
        ? (partsOf(arnOf(resource) ?? attribute(resource, name)) ?? [part])
        : [part];
  }
}

/** Attributes that are the ARN of the resource itself, and not of a stream or secret of it. */
const ownArn = /^(|DBCluster|DBInstance|BackupVault|Topic)Arn$/;

function elbArn(resource: Resource, tail: readonly Part[]): readonly Part[] {
  return partsOf(arnText(resource, 'elasticloadbalancing', tail)) ?? [];
}

function fullName(balancer: Resource): readonly Part[] {
  return [
    ...tokenParts(balancer, '#type'),
    '/',
    ...tokenParts(balancer, 'LoadBalancerName'),
    '/',
    ...tokenParts(balancer, '#id'),
  ];
}

function targetGroupName(group: Resource): readonly Part[] {
  return ['targetgroup/', ...tokenParts(group, 'TargetGroupName'), '/', ...tokenParts(group, '#id')];
}

function clusterName(service: Resource): readonly Part[] {
  const cluster = soleToken(service.read('Cluster'));
  return cluster?.kind === 'attribute'
    ? tokenParts(cluster.resource, 'Ref')
    : tokenParts(service, '#cluster');
}

function tokenParts(resource: Resource, name: string): readonly Part[] {
  return partsOf(attribute(resource, name)) ?? [];
}

/** Puts the pieces of a full name back together: what `Fn::Join` makes of the split ARN of a listener. */
export function collapse(parts: readonly Part[]): readonly Part[] {
  const collapsed: Part[] = [];
  for (let i = 0; i < parts.length; i++) {
    const run = runAt(parts, i);
    collapsed.push(run?.token ?? parts[i]!);
    if (run) i += run.length - 1;
  }
  return collapsed;
}

function runAt(parts: readonly Part[], start: number): { token: Part; length: number } | undefined {
  const [first, slash, second, otherSlash, third] = parts.slice(start, start + 5);
  if (isAttribute(first, '#type') && slash === '/' && otherSlash === '/') {
    const owner = first.resource;
    if (!isAttribute(second, 'LoadBalancerName', owner) || !isAttribute(third, '#id', owner))
      return undefined;
    return { token: { kind: 'attribute', resource: owner, attribute: 'LoadBalancerFullName' }, length: 5 };
  }
  if (first === 'targetgroup/' && isAttribute(slash, 'TargetGroupName') && second === '/') {
    const owner = slash.resource;
    if (!isAttribute(otherSlash, '#id', owner)) return undefined;
    return { token: { kind: 'attribute', resource: owner, attribute: 'TargetGroupFullName' }, length: 4 };
  }
  return undefined;
}

function isAttribute(
  part: Part | undefined,
  name: string,
  resource?: Resource,
): part is Token & { kind: 'attribute' } {
  if (typeof part !== 'object' || part.kind !== 'attribute') return false;
  return part.attribute === name && (!resource || part.resource === resource);
}
