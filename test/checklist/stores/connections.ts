import { Stack } from 'aws-cdk-lib';
import { Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ControlCases } from '../../harness/judge';
import { choose, exported, imported, nothing, off, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { redis } from './caches';
import {
  connected,
  service,
  group,
  fromWeb,
  fromRange,
  admitting,
  functionIn,
  url,
  refused,
} from './network';

/** Caches that a service can connect to, or cannot. */
export const connections: ControlCases = {
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
      name: 'a service that is let out to the cache, if anything is written about it',
      resources: connected({
        Out: {
          ...resource('EC2::SecurityGroupEgress', {
            GroupId: att('WebGroup', 'GroupId'),
            ...fromRange('0.0.0.0/0'),
          }),
          Condition: 'IsProd',
        },
      }),
      ...undecided,
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
      name: 'services of which no rule speaks',
      resources: connected({
        CacheGroup: group(),
        ...Object.fromEntries(['Api', 'Jobs', 'Mail'].map((name) => [name, service()])),
      }),
      findings: [
        `fail Cache: ${['Web', 'Api', 'Jobs'].map((name) => refused.replace('Web', name)).join('; ')}; ` +
          'and so for 1 more',
      ],
    },
    {
      name: 'a rule of a group that is none of the templates',
      resources: connected({
        CacheGroup: group(),
        Rule: resource('EC2::SecurityGroupIngress', { GroupId: 'sg-0', ...fromWeb() }),
      }),
      findings: [`fail Cache: ${refused}`],
    },
    {
      name: 'a service that is not let out, and one that is but may not exist',
      resources: connected({
        WebGroup: group({ SecurityGroupEgress: [fromRange('192.168.0.0/16')] }),
        Worker: { ...service([att('WorkerGroup', 'GroupId')]), Condition: 'IsProd' },
        WorkerGroup: group(),
      }),
      ...undecided,
      findings: [
        'fail Cache: no security group rule lets Web out to Cache on port 6379, expected one; ' +
          refused.replace('Web', 'Worker'),
      ],
    },
    {
      name: 'a function outside the network',
      resources: connected({ Web: functionIn(nothing), Url: url }),
      findings: ['fail Cache: Web runs outside the network of Cache, expected VpcConfig'],
    },
  ],
  unknown: [],
};
