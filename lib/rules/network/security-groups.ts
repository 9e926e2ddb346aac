import { member } from '../../model/evaluate';
import type { Link } from '../../model/links';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, or, Undecided, type Tri } from '../../model/tri';
import { alternatives, itemsOf, soleToken, type Value } from '../../model/value';
import { cite, unknown, type Answer } from '../answer';
import { optionsOf } from '../either-way';
import { numeric, test } from '../reading';

export const groupType = 'AWS::EC2::SecurityGroup';

/** A side of a connection: a resource, and the property that lists its security groups. */
export interface Party {
  readonly resource: Resource;
  readonly path: string;
}

/** A security group that a property lists; undefined where it is not known which. */
export interface Group {
  readonly resource?: Resource;
  readonly certain: Tri;
}

/** The security groups in a list. */
export function groupsIn(list: Value, owner: Resource): readonly Group[] {
  return itemsOf(list)
    .flatMap(optionsOf)
    .flatMap(({ option, certain }): readonly Group[] => {
      const { resources, open } = targetOf(option, owner.stack);
      const found = resources.filter(({ type }) => type === groupType);
      if (found.length === 0) return [{ certain: new Undecided(open ?? 'it names no security group') }];
      return found.map((resource) => ({ resource, certain }));
    });
}

/** The security groups that a resource has, whichever way its conditions go. */
export function groupsOf({ resource, path }: Party): readonly Group[] {
  const groups = alternatives(resource.read(path)).map((list) =>
    list.kind === 'absent' ? undefined : groupsIn(list, resource),
  );
  return groups.flatMap((known) => known ?? [{ certain: new Undecided('it has the default group') }]);
}

/** The security groups that rules let in; undefined where a rule covers addresses, or something that is not known. */
export function namedPeers(server: Party): ReadonlySet<Resource> | undefined {
  const peers = new Set<Resource>();
  for (const { resource: group } of groupsOf(server)) {
    if (!group) return undefined;
    for (const { body, owner } of rulesOf(group, 'Ingress')) {
      for (const option of alternatives(member(body, 'SourceSecurityGroupId'))) {
        const { resources, open } = targetOf(option, owner.stack);
        if (resources.length === 0 || open !== undefined) return undefined;
        for (const peer of resources) peers.add(peer);
      }
    }
  }
  return peers;
}

/** A rule of a security group, written inside it or beside it. */
export interface Rule {
  readonly owner: Resource;
  readonly body: Value;
  readonly certain: Tri;
}

type Direction = 'Ingress' | 'Egress';

/** The rules of a group, and those that may be its. */
export function rulesOf(group: Resource, direction: Direction): readonly Rule[] {
  const inside = group
    .each(`SecurityGroup${direction}.*`)
    .flatMap(optionsOf)
    .map(({ option, certain }) => ({ owner: group, body: option, certain }));
  const beside = group.stack.environment
    .links(`AWS::EC2::SecurityGroup${direction}`, 'GroupId')
    .to(group)
    .map(({ from, certain }) => ({ owner: from, body: from.read(''), certain }));
  return [...inside, ...beside, ...straysOf(group, direction)];
}

/** Rules that may belong to a group, as it is not known to which they do. */
function straysOf(group: Resource, direction: Direction): readonly Rule[] {
  const type = `AWS::EC2::SecurityGroup${direction}`;
  const links = group.stack.environment.links(type, 'GroupId');
  if (links.openCount === 0) return [];
  return group.stack.environment.of(type).flatMap((owner) => {
    const why = links.openFrom(owner);
    // The id of a group of the templates is made at deployment: nobody can have written it down.
    const isLiteral = alternatives(owner.read('GroupId')).every(({ kind }) => kind === 'known');
    if (why === undefined || isLiteral) return [];
    return [{ owner, body: owner.read(''), certain: new Undecided(why) }];
  });
}

/** Without groups of its own, a resource has the default group of its network. */
export function unknownGroups({ resource, path }: Party): Answer {
  const seen = `${path} of ${resource.logicalId} is not set, so it has the default group of its network`;
  return unknown(`${seen}; verify what that admits`, cite(resource, path));
}

/** Whether a rule is about a port, which it may name as an attribute of the server or of its members. */
export function coversPort(body: Value, port: number | undefined, servers: readonly Resource[]): Tri {
  const protocol = member(body, 'IpProtocol');
  const everything = test(protocol, undefined, (name) => String(name) === '-1');
  const tcp = test(protocol, undefined, (name) => ['tcp', '6'].includes(String(name).toLowerCase()));
  const [low, high] = [member(body, 'FromPort'), member(body, 'ToPort')];
  const within =
    (isPortOf(low, servers) && isPortOf(high, servers)) ||
    (port === undefined
      ? new Undecided('the port is not known')
      : and([
          test(low, 0, (first) => numeric(first) <= port, true),
          test(high, 65_535, (last) => numeric(last) >= port, true),
        ]));
  return or([everything, and([tcp, within])]);
}

/** The port of a server, as the CDK writes it: an attribute such as `PrimaryEndPoint.Port`. */
function isPortOf(bound: Value, servers: readonly Resource[]): boolean {
  const token = soleToken(bound);
  return token?.kind === 'attribute' && servers.includes(token.resource) && /port$/i.test(token.attribute);
}

/** Properties that list security groups, by the type of the resource that has the groups. */
const wearers: readonly (readonly [type: string, path: string])[] = [
  ['AWS::ApiGatewayV2::VpcLink', 'SecurityGroupIds'],
  ['AWS::AppRunner::VpcConnector', 'SecurityGroups'],
  ['AWS::AutoScaling::LaunchConfiguration', 'SecurityGroups'],
  ['AWS::Batch::ComputeEnvironment', 'ComputeResources.SecurityGroupIds'],
  ['AWS::CodeBuild::Project', 'VpcConfig.SecurityGroupIds'],
  ['AWS::DMS::ReplicationInstance', 'VpcSecurityGroupIds'],
  ['AWS::DocDB::DBCluster', 'VpcSecurityGroupIds'],
  ['AWS::DocDBElastic::Cluster', 'VpcSecurityGroupIds'],
  ['AWS::EC2::Instance', 'NetworkInterfaces.*.GroupSet'],
  ['AWS::EC2::Instance', 'SecurityGroupIds'],
  ['AWS::EC2::LaunchTemplate', 'LaunchTemplateData.NetworkInterfaces.*.Groups'],
  ['AWS::EC2::LaunchTemplate', 'LaunchTemplateData.SecurityGroupIds'],
  ['AWS::EC2::NetworkInterface', 'GroupSet'],
  ['AWS::EC2::VPCEndpoint', 'SecurityGroupIds'],
  ['AWS::ECS::Service', 'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups'],
  ['AWS::EFS::MountTarget', 'SecurityGroups'],
  ['AWS::EKS::Cluster', 'ResourcesVpcConfig.SecurityGroupIds'],
  ['AWS::ElastiCache::CacheCluster', 'VpcSecurityGroupIds'],
  ['AWS::ElastiCache::ReplicationGroup', 'SecurityGroupIds'],
  ['AWS::ElastiCache::ServerlessCache', 'SecurityGroupIds'],
  ['AWS::ElasticLoadBalancing::LoadBalancer', 'SecurityGroups'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'SecurityGroups'],
  ['AWS::Lambda::Function', 'VpcConfig.SecurityGroupIds'],
  ['AWS::MSK::Cluster', 'BrokerNodeGroupInfo.SecurityGroups'],
  ['AWS::MemoryDB::Cluster', 'SecurityGroupIds'],
  ['AWS::Neptune::DBCluster', 'VpcSecurityGroupIds'],
  ['AWS::OpenSearchService::Domain', 'VPCOptions.SecurityGroupIds'],
  ['AWS::RDS::DBCluster', 'VpcSecurityGroupIds'],
  ['AWS::RDS::DBInstance', 'VPCSecurityGroups'],
  ['AWS::RDS::DBProxy', 'VpcSecurityGroupIds'],
  ['AWS::RDS::DBProxyEndpoint', 'VpcSecurityGroupIds'],
  ['AWS::Redshift::Cluster', 'VpcSecurityGroupIds'],
  ['AWS::Serverless::Function', 'VpcConfig.SecurityGroupIds'],
];

/** The resources that have a security group. */
export function wearersOf(group: Resource): readonly Link[] {
  const { environment } = group.stack;
  return wearers.flatMap(([type, path]) => environment.links(type, path).to(group));
}
