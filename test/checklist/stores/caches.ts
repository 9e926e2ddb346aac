import { Stack } from 'aws-cdk-lib';
import { Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, exported, imported, notGiven, nothing, off, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';

/** A replication group that survives the loss of a node. */
function redis(properties: JsonObject = {}, condition?: string): JsonObject {
  const group = {
    Engine: 'redis',
    AutomaticFailoverEnabled: true,
    MultiAZEnabled: true,
    NumCacheClusters: 2,
  };
  return resource('ElastiCache::ReplicationGroup', { ...group, ...properties }, condition);
}

/** A replication group with shards. */
function sharded(properties: JsonObject): JsonObject {
  return redis({ NumCacheClusters: nothing, ...properties });
}

const serverless = (engine: Json): JsonObject => resource('ElastiCache::ServerlessCache', { Engine: engine });
const oneNode = 'a cache cluster of Redis has one node and no failover, expected a replication group';
const none = 'fail Stack1: no Redis or Valkey cache is in the templates, expected at least one';

export const failover: ControlCases = {
  pass: [
    { name: 'a group of two nodes', resources: { Cache: redis() } },
    { name: 'the engine that AWS assumes', resources: { Cache: redis({ Engine: nothing }) } },
    {
      name: 'Valkey, with flags as text',
      resources: { Cache: redis({ Engine: 'Valkey', MultiAZEnabled: 'true', NumCacheClusters: '3' }) },
    },
    {
      name: 'shards with a replica each',
      resources: { Cache: sharded({ NumNodeGroups: 3, ReplicasPerNodeGroup: 1 }) },
    },
    {
      name: 'shards that state their replicas one by one, or leave it to the group',
      resources: {
        Cache: sharded({
          ReplicasPerNodeGroup: 1,
          NodeGroupConfiguration: [{ ReplicaCount: 2 }, { Slots: '0-8191' }],
        }),
      },
    },
    {
      name: 'shards that state their slots alone',
      resources: {
        Cache: sharded({ ReplicasPerNodeGroup: 2, NodeGroupConfiguration: [{ Slots: '0-16383' }] }),
      },
    },
    {
      name: 'engines that a condition chooses, both compatible',
      resources: { Cache: redis({ Engine: choose('IsProd', 'redis', 'valkey') }) },
      ...undecided,
    },
    {
      name: 'a number of nodes that cannot be too small',
      resources: { Cache: redis({ NumCacheClusters: ref('Nodes') }) },
      parameters: { Nodes: { Type: 'Number', MinValue: 2 } },
    },
    { name: 'serverless cache', resources: { Cache: serverless('valkey') } },
    { name: 'serverless cache of Redis OSS', resources: { Cache: serverless('redis') } },
    { name: 'MemoryDB as it comes', resources: { Cache: resource('MemoryDB::Cluster') } },
    {
      name: 'a replication group beside a cache of another kind',
      resources: {
        Cache: redis(),
        Pages: resource('ElastiCache::CacheCluster', { Engine: 'memcached', NumCacheNodes: 2 }),
      },
    },
  ],
  fail: [
    { name: 'no cache', resources: {}, findings: [none] },
    {
      name: 'no failover',
      resources: { Cache: redis({ AutomaticFailoverEnabled: nothing }) },
      findings: ['fail Cache: AutomaticFailoverEnabled is not set and so false, expected true'],
    },
    {
      name: 'no other zone',
      resources: { Cache: redis({ MultiAZEnabled: false }) },
      findings: ['fail Cache: MultiAZEnabled is false, expected true'],
    },
    {
      name: 'replication group, MultiAZ, one node, no failover',
      resources: { Cache: redis({ AutomaticFailoverEnabled: false, NumCacheClusters: 1 }) },
      findings: [
        'fail Cache: AutomaticFailoverEnabled is false, expected true; NumCacheClusters is 1, expected at least 2',
      ],
    },
    {
      name: 'no number of nodes',
      resources: { Cache: redis({ NumCacheClusters: nothing }) },
      findings: ['fail Cache: NumCacheClusters is not set and so 1, expected at least 2'],
    },
    {
      name: 'shards without replicas',
      resources: { Cache: sharded({ NumNodeGroups: 3, ReplicasPerNodeGroup: 0 }) },
      findings: ['fail Cache: ReplicasPerNodeGroup is 0, expected at least 1'],
    },
    {
      name: 'one shard of two without replicas',
      resources: { Cache: sharded({ NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 0 }] }) },
      findings: ['fail Cache: the shards have 1, 0 replicas, expected at least 1 each'],
    },
    {
      name: 'a shard that states nothing where the group does not either',
      resources: { Cache: sharded({ NodeGroupConfiguration: [{ ReplicaCount: 1 }, {}] }) },
      findings: ['fail Cache: the shards have 1, 0 replicas, expected at least 1 each'],
    },
    {
      name: 'a cache cluster of Redis',
      resources: { Cache: resource('ElastiCache::CacheCluster', { Engine: 'redis', NumCacheNodes: 1 }) },
      findings: [`fail Cache: ${oneNode}`],
    },
    {
      name: 'a cache cluster of Redis beside a replication group',
      resources: {
        Cache: redis(),
        Small: resource('ElastiCache::CacheCluster', { Engine: 'valkey', NumCacheNodes: 1 }),
      },
      findings: [
        'pass Cache: Engine is redis; AutomaticFailoverEnabled is true; MultiAZEnabled is true; NumCacheClusters is 2',
        `fail Small: ${oneNode}`,
      ],
    },
    {
      name: 'Memcached',
      resources: { Cache: resource('ElastiCache::CacheCluster', { Engine: 'memcached', NumCacheNodes: 3 }) },
      findings: ['fail Cache: Engine is memcached, expected redis or valkey'],
    },
    {
      name: 'a serverless cache of Memcached',
      resources: { Cache: serverless('memcached') },
      findings: ['fail Cache: Engine is memcached, expected redis or valkey'],
    },
    {
      name: 'MemoryDB without replicas',
      resources: { Cache: resource('MemoryDB::Cluster', { NumReplicasPerShard: 0 }) },
      findings: ['fail Cache: NumReplicasPerShard is 0, expected at least 1'],
    },
    {
      name: 'a cache under a condition that is off by default',
      resources: { Cache: redis({}, 'IsProd') },
      ...off,
      findings: [
        'fail Stack1: no Redis or Valkey cache is in the templates (Cache switched off by condition), ' +
          'expected at least one',
      ],
    },
  ],
  unknown: [
    {
      name: 'engines of a condition of which one is no Redis',
      resources: { Cache: serverless(choose('IsProd', 'valkey', 'memcached')) },
      ...undecided,
      findings: [`unknown Cache: Engine is not known (${stageUnknown}), expected redis or valkey`],
    },
    {
      name: 'an engine that a parameter gives',
      resources: { Cache: redis({ Engine: ref('Engine') }) },
      parameters: { Engine: { Type: 'String' } },
      findings: [`unknown Cache: Engine is not known (${notGiven('Engine')}), expected redis or valkey`],
    },
    {
      name: 'a number of nodes that a parameter gives',
      resources: { Cache: redis({ NumCacheClusters: ref('Nodes') }) },
      parameters: { Nodes: { Type: 'Number', MinValue: 1 } },
      findings: [`unknown Cache: NumCacheClusters is not known (${notGiven('Nodes')}), expected at least 2`],
    },
    {
      name: 'replicas of a shard that a parameter gives',
      resources: {
        Cache: sharded({ NodeGroupConfiguration: [{ ReplicaCount: ref('Replicas') }, { ReplicaCount: 1 }] }),
      },
      parameters: { Replicas: { Type: 'Number', AllowedValues: [0, 1] } },
      findings: [
        `unknown Cache: ReplicaCount of a shard is not known (${notGiven('Replicas')}), expected at least 1 each`,
      ],
    },
    {
      name: 'a cache that may not exist, too small where it does',
      resources: { Cache: redis({ MultiAZEnabled: false }, 'IsProd') },
      ...undecided,
      findings: [`unknown Cache: ${stageUnknown}: MultiAZEnabled is false, expected true`],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that is declared to have none',
      resources: {},
      declaration: { caches: { none: 'nothing is worth caching' } },
      findings: ['notApplicable Stack1: declared: nothing is worth caching'],
    },
  ],
};

/** A service, a cache and their security groups in one network; `changes` replace or add resources. */
function connected(changes: JsonObject = {}): JsonObject {
  return {
    Vpc: resource('EC2::VPC', { CidrBlock: '10.1.0.0/16' }),
    Web: service(),
    WebGroup: group(),
    Cache: redis({ SecurityGroupIds: [att('CacheGroup', 'GroupId')] }),
    CacheGroup: group({ SecurityGroupIngress: [fromWeb()] }),
    ...changes,
  };
}

function service(groups: Json = [att('WebGroup', 'GroupId')], properties: JsonObject = {}): JsonObject {
  const network = { AwsvpcConfiguration: { SecurityGroups: groups, Subnets: ['subnet-1'] } };
  return resource('ECS::Service', { NetworkConfiguration: network, ...properties });
}

function group(properties: JsonObject = {}): JsonObject {
  return resource('EC2::SecurityGroup', { VpcId: ref('Vpc'), GroupDescription: 'group', ...properties });
}

/** A rule that admits the service on the port of Redis. */
function fromWeb(rule: JsonObject = {}): JsonObject {
  const source = { SourceSecurityGroupId: att('WebGroup', 'GroupId') };
  return { IpProtocol: 'tcp', FromPort: 6379, ToPort: 6379, ...source, ...rule };
}

function fromRange(range: Json): JsonObject {
  return fromWeb({ SourceSecurityGroupId: nothing, CidrIp: range });
}

const admitting = (...rules: Json[]): JsonObject =>
  connected({ CacheGroup: group({ SecurityGroupIngress: rules }) });
const refused = 'no security group rule lets Web connect to Cache on port 6379, expected one';
const notKnown = 'whether Cache admits Web on port 6379 is not known';
const functionIn = (configuration: Json): JsonObject =>
  resource('Lambda::Function', { Runtime: 'nodejs22.x', VpcConfig: configuration });
const url = resource('Lambda::Url', { TargetFunctionArn: att('Web', 'Arn'), AuthType: 'NONE' });

export const reachable: ControlCases = {
  pass: [
    { name: 'the group of the service', resources: connected() },
    {
      name: 'a rule beside the group, in another stack',
      stacks: [
        {
          id: 'Network',
          template: {
            Resources: { Vpc: resource('EC2::VPC'), WebGroup: group() },
            Outputs: { Web: exported('web', att('WebGroup', 'GroupId')) },
          },
        },
        { id: 'App', template: { Resources: { Web: service([imported('web')]) } } },
        {
          id: 'Data',
          template: {
            Resources: {
              Cache: redis({ SecurityGroupIds: [att('CacheGroup', 'GroupId')] }),
              CacheGroup: group({ VpcId: 'vpc-1' }),
              Rule: resource('EC2::SecurityGroupIngress', {
                GroupId: att('CacheGroup', 'GroupId'),
                ...fromWeb({ SourceSecurityGroupId: imported('web') }),
              }),
            },
          },
        },
      ],
    },
    {
      name: 'constructs of the CDK across two stacks',
      app: (app) => {
        const data = new Stack(app, 'Data');
        const vpc = new Vpc(data, 'Vpc');
        const cacheGroup = new SecurityGroup(data, 'CacheGroup', { vpc });
        new CfnReplicationGroup(data, 'Cache', {
          replicationGroupDescription: 'cache',
          engine: 'valkey',
          securityGroupIds: [cacheGroup.securityGroupId],
        });
        const web = new Stack(app, 'Web');
        const taskDefinition = new FargateTaskDefinition(web, 'Task');
        const image = ContainerImage.fromRegistry('nginx');
        taskDefinition.addContainer('web', { image, portMappings: [{ containerPort: 80 }] });
        const cluster = new Cluster(web, 'Cluster', { vpc });
        const fargate = new FargateService(web, 'Service', { cluster, taskDefinition });
        const listener = new ApplicationLoadBalancer(web, 'Balancer', {
          vpc,
          internetFacing: true,
        }).addListener('Http', { port: 80 });
        listener.addTargets('Targets', { port: 80, targets: [fargate] });
        const imported = SecurityGroup.fromSecurityGroupId(web, 'CacheGroup', cacheGroup.securityGroupId);
        fargate.connections.allowTo(imported, Port.tcp(6379));
      },
    },
    { name: 'the addresses of the network', resources: admitting(fromRange(att('Vpc', 'CidrBlock'))) },
    { name: 'the addresses of the network, written', resources: admitting(fromRange('10.1.0.0/16')) },
    { name: 'a range that includes the network', resources: admitting(fromRange('10.0.0.0/8')) },
    { name: 'every address', resources: admitting(fromRange('0.0.0.0/0')) },
    {
      name: 'all traffic',
      resources: admitting(fromWeb({ IpProtocol: '-1', FromPort: nothing, ToPort: nothing })),
    },
    {
      name: 'a range of ports, the protocol by its number',
      resources: admitting(fromWeb({ IpProtocol: 6, FromPort: '1024', ToPort: 65535 })),
    },
    {
      name: 'the port of the cache, wherever it listens',
      resources: admitting(
        fromWeb({
          FromPort: att('Cache', 'PrimaryEndPoint.Port'),
          ToPort: att('Cache', 'PrimaryEndPoint.Port'),
        }),
      ),
    },
    {
      name: 'a port of its own',
      resources: {
        ...admitting(fromWeb({ FromPort: 7000, ToPort: 7000 })),
        Cache: redis({ Port: 7000, SecurityGroupIds: [ref('CacheGroup')] }),
      },
    },
    {
      name: 'one group for both that admits itself',
      resources: connected({
        Web: service([att('CacheGroup', 'GroupId')]),
        CacheGroup: group(),
        Rule: resource('EC2::SecurityGroupIngress', {
          GroupId: att('CacheGroup', 'GroupId'),
          ...fromWeb({ SourceSecurityGroupId: att('CacheGroup', 'GroupId') }),
        }),
      }),
    },
    {
      name: 'a function in the network',
      resources: connected({
        Web: functionIn({ SecurityGroupIds: [att('WebGroup', 'GroupId')], SubnetIds: ['subnet-1'] }),
        Url: url,
      }),
    },
    {
      name: 'instances that a launch template makes',
      resources: connected({
        Web: resource('AutoScaling::AutoScalingGroup', {
          LaunchTemplate: { LaunchTemplateId: ref('Template'), Version: '1' },
        }),
        Template: resource('EC2::LaunchTemplate', {
          LaunchTemplateData: { SecurityGroupIds: [att('WebGroup', 'GroupId')] },
        }),
      }),
    },
    {
      name: 'a serverless cache, MemoryDB and a cache cluster',
      resources: connected({
        Cache: resource('ElastiCache::ServerlessCache', {
          Engine: 'valkey',
          SecurityGroupIds: [ref('CacheGroup')],
        }),
        Memory: resource('MemoryDB::Cluster', { SecurityGroupIds: [ref('CacheGroup')] }),
        Small: resource('ElastiCache::CacheCluster', {
          Engine: 'redis',
          VpcSecurityGroupIds: [ref('CacheGroup')],
        }),
      }),
    },
    {
      name: 'a service that is let out to the cache',
      resources: connected({
        WebGroup: group({
          SecurityGroupEgress: [
            {
              IpProtocol: 'tcp',
              FromPort: 6379,
              ToPort: 6379,
              DestinationSecurityGroupId: att('CacheGroup', 'GroupId'),
            },
          ],
        }),
      }),
    },
    {
      name: 'branches of a condition that both lead to a group that is admitted',
      resources: connected({
        Web: service(choose('IsProd', [ref('WebGroup')], [ref('Other'), ref('WebGroup')])),
        Other: group(),
      }),
      ...undecided,
    },
    {
      name: 'one service of two',
      resources: connected({ Worker: service([att('WorkerGroup', 'GroupId')]), WorkerGroup: group() }),
    },
  ],
  fail: [
    { name: 'no rule', resources: connected({ CacheGroup: group() }), findings: [`fail Cache: ${refused}`] },
    {
      name: 'another port',
      resources: admitting(fromWeb({ FromPort: 6380, ToPort: 6390 })),
      findings: [`fail Cache: ${refused}`],
    },
    {
      name: 'another protocol',
      resources: admitting(fromWeb({ IpProtocol: 'udp' })),
      findings: [`fail Cache: ${refused}`],
    },
    {
      name: 'another group',
      resources: {
        ...admitting(fromWeb({ SourceSecurityGroupId: att('Other', 'GroupId') })),
        Other: group(),
      },
      findings: [`fail Cache: ${refused}`],
    },
    {
      name: 'a group that admits itself, which the service is not in',
      resources: admitting(fromWeb({ SourceSecurityGroupId: att('CacheGroup', 'GroupId') })),
      findings: [`fail Cache: ${refused}`],
    },
    {
      name: 'addresses outside the network',
      resources: admitting(fromRange('192.168.0.0/16')),
      findings: [`fail Cache: ${refused}`],
    },
    {
      name: 'a rule under a condition that is off by default',
      resources: connected({
        CacheGroup: group(),
        Rule: resource('EC2::SecurityGroupIngress', { GroupId: ref('CacheGroup'), ...fromWeb() }, 'IsProd'),
      }),
      ...off,
      findings: [`fail Cache: ${refused}`],
    },
    {
      name: 'a service that is not let out',
      resources: connected({
        WebGroup: group({
          SecurityGroupEgress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }],
        }),
      }),
      findings: ['fail Cache: no security group rule lets Web out to Cache on port 6379, expected one'],
    },
    {
      name: 'a function outside the network',
      resources: connected({ Web: functionIn(nothing), Url: url }),
      findings: ['fail Cache: Web runs outside the network of the cache, expected VpcConfig'],
    },
  ],
  unknown: [
    {
      name: 'a service whose groups are not known',
      resources: connected({ Web: service([ref('Groups')]) }),
      parameters: { Groups: { Type: 'String' } },
      findings: [`unknown Cache: ${notKnown} (${notGiven('Groups')})`],
    },
    {
      name: 'a cache whose groups are not known',
      resources: connected({ Cache: redis({ SecurityGroupIds: ['sg-0'] }) }),
      findings: [`unknown Cache: ${notKnown} (sg-0 is not among the templates)`],
    },
    {
      name: 'a cache in the default group of its network',
      resources: connected({ Cache: redis() }),
      findings: [
        'unknown Cache: SecurityGroupIds of Cache is not set, so it has the default group of its network; ' +
          'verify what that admits',
      ],
    },
    {
      name: 'groups that only one branch of a condition names',
      resources: connected({ Web: service(choose('IsProd', [ref('WebGroup')], nothing)) }),
      ...undecided,
      findings: [
        'unknown Cache: NetworkConfiguration.AwsvpcConfiguration.SecurityGroups of Web is not set, ' +
          'so it has the default group of its network; verify what that admits',
      ],
    },
    {
      name: 'a port that a parameter gives',
      resources: connected({ Cache: redis({ SecurityGroupIds: [ref('CacheGroup')], Port: ref('Port') }) }),
      parameters: { Port: { Type: 'Number' } },
      findings: [`unknown Cache: the port of Cache is not known (${notGiven('Port')})`],
    },
    {
      name: 'a launch template that a condition chooses',
      resources: connected({
        Web: resource('AutoScaling::AutoScalingGroup', {
          LaunchTemplate: { LaunchTemplateId: choose('IsProd', ref('Template'), 'lt-0'), Version: '1' },
        }),
        Template: resource('EC2::LaunchTemplate', {
          LaunchTemplateData: { SecurityGroupIds: [att('WebGroup', 'GroupId')] },
        }),
      }),
      ...undecided,
      findings: [`unknown Cache: ${stageUnknown}: Cache admits Template on port 6379`],
    },
    {
      name: 'a rule that names an unknown group',
      resources: admitting(fromWeb({ SourceSecurityGroupId: 'sg-0' })),
      findings: [`unknown Cache: ${notKnown} (sg-0 is not among the templates)`],
    },
    {
      name: 'a rule for a list of addresses',
      resources: admitting(fromWeb({ SourceSecurityGroupId: nothing, SourcePrefixListId: 'pl-0' })),
      findings: [`unknown Cache: ${notKnown} (whom a rule of CacheGroup covers is not known)`],
    },
    {
      name: 'a rule for a part of the network',
      resources: admitting(fromRange('10.1.128.0/17')),
      findings: [`unknown Cache: ${notKnown} (a rule covers only a part of Vpc)`],
    },
    {
      name: 'a rule for addresses that a parameter gives',
      resources: admitting(fromRange(ref('Range'))),
      parameters: { Range: { Type: 'String' } },
      findings: [`unknown Cache: ${notKnown} (${notGiven('Range')})`],
    },
    {
      name: 'addresses where the network is not known',
      resources: {
        ...admitting(fromRange('10.1.0.0/16')),
        CacheGroup: group({ VpcId: 'vpc-0', SecurityGroupIngress: [fromRange('10.1.0.0/16')] }),
      },
      findings: [`unknown Cache: ${notKnown} (vpc-0 is not among the templates)`],
    },
    {
      name: 'the port of something else',
      resources: {
        ...admitting(fromWeb({ FromPort: att('Db', 'Endpoint.Port'), ToPort: att('Db', 'Endpoint.Port') })),
        Db: resource('RDS::DBCluster'),
      },
      findings: [`unknown Cache: ${notKnown} (\${Db.Endpoint.Port} is known only after deployment)`],
    },
    {
      name: 'a rule of a group that is not known',
      resources: connected({
        CacheGroup: group(),
        Rule: resource('EC2::SecurityGroupIngress', { GroupId: ref('Given'), ...fromWeb() }),
      }),
      parameters: { Given: { Type: 'String' } },
      findings: [`unknown Cache: ${notKnown} (${notGiven('Given')})`],
    },
    {
      name: 'a rule under a condition that is not decided',
      resources: connected({
        CacheGroup: group(),
        Rule: resource('EC2::SecurityGroupIngress', { GroupId: ref('CacheGroup'), ...fromWeb() }, 'IsProd'),
      }),
      ...undecided,
      findings: [`unknown Cache: ${notKnown} (${stageUnknown})`],
    },
    {
      name: 'branches of a condition of which one leads to a group that is admitted',
      resources: connected({
        Web: service(choose('IsProd', [ref('WebGroup')], [ref('Other')])),
        Other: group(),
      }),
      ...undecided,
      findings: [`unknown Cache: ${stageUnknown}: ${refused}`],
    },
    {
      name: 'pods, whose groups the templates do not show',
      resources: connected({ Web: resource('EKS::Nodegroup') }),
      findings: ['unknown Cache: which security groups Web has is not known'],
    },
    {
      name: 'a service on instances that are not known',
      resources: connected({ Web: resource('ECS::Service', { LaunchType: 'EC2' }) }),
      findings: ['unknown Cache: which security groups Web has is not known'],
    },
  ],
  notApplicable: [
    {
      name: 'no service',
      resources: connected({ Web: resource('none') }),
      findings: ['notApplicable Stack1: it does not arise for the Redis or Valkey cache of this workload'],
    },
    {
      name: 'no cache',
      resources: { Web: service() },
      findings: ['notApplicable Stack1: no Redis or Valkey cache to judge'],
    },
  ],
};

export const encrypted: ControlCases = {
  pass: [
    {
      name: 'stored and sent',
      resources: { Cache: redis({ TransitEncryptionEnabled: true, AtRestEncryptionEnabled: 'true' }) },
    },
    { name: 'a serverless cache', resources: { Cache: serverless('valkey') } },
    {
      name: 'MemoryDB, by itself or by hand',
      resources: {
        Cache: resource('MemoryDB::Cluster'),
        Other: resource('MemoryDB::Cluster', { TLSEnabled: true }),
      },
    },
  ],
  fail: [
    {
      name: 'nothing said',
      resources: { Cache: redis() },
      findings: [
        'fail Cache: TransitEncryptionEnabled is not set and so false, expected true; ' +
          'AtRestEncryptionEnabled is not set and so false, expected true',
      ],
    },
    {
      name: 'MemoryDB without TLS',
      resources: { Cache: resource('MemoryDB::Cluster', { TLSEnabled: false }) },
      findings: ['fail Cache: TLSEnabled is false, expected true'],
    },
  ],
  unknown: [
    {
      name: 'a parameter that decides',
      resources: { Cache: redis({ TransitEncryptionEnabled: ref('Tls'), AtRestEncryptionEnabled: true }) },
      parameters: { Tls: { Type: 'String' } },
      findings: [`unknown Cache: TransitEncryptionEnabled is not known (${notGiven('Tls')}), expected true`],
    },
  ],
  notApplicable: [
    {
      name: 'a cache cluster',
      resources: { Cache: resource('ElastiCache::CacheCluster', { Engine: 'redis' }) },
      findings: ['notApplicable Stack1: it does not arise for the Redis or Valkey cache of this workload'],
    },
  ],
};
