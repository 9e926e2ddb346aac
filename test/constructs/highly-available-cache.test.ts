import { Duration, Fn, Lazy, Token } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { InstanceType, Peer, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { HighlyAvailableCache, type HighlyAvailableCacheProps } from '../../constructs';
import { type Guarantee, ShopStack, templateOf } from './fixture';

const cache = (stack: ShopStack, props: Partial<HighlyAvailableCacheProps> = {}) =>
  new HighlyAvailableCache(stack, 'Cache', { vpc: stack.vpc, ...props });

const group = 'AWS::ElastiCache::ReplicationGroup';

describe('a cache with nothing but its network', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => cache(stack));
  });

  test.each<Guarantee>([
    [
      'two nodes with failover over zones',
      group,
      { NumCacheClusters: 2, AutomaticFailoverEnabled: true, MultiAZEnabled: true },
    ],
    [
      'Valkey',
      group,
      { Engine: 'valkey', EngineVersion: '8.1', CacheNodeType: 'cache.m7g.large', Port: 6379 },
    ],
    ['encryption', group, { TransitEncryptionEnabled: true, AtRestEncryptionEnabled: true }],
    [
      'a password from Secrets Manager',
      group,
      {
        AuthToken: {
          'Fn::Join': [
            '',
            [
              '{{resolve:secretsmanager:',
              { Ref: Match.stringLikeRegexp('^CachePassword') },
              ':SecretString:::}}',
            ],
          ],
        },
      },
    ],
    [
      'a password that ElastiCache accepts',
      'AWS::SecretsManager::Secret',
      { GenerateSecretString: { ExcludePunctuation: true, PasswordLength: 64 } },
    ],
    ['a week of snapshots', group, { SnapshotRetentionLimit: 7, AutoMinorVersionUpgrade: true }],
    [
      'all three zones',
      'AWS::ElastiCache::SubnetGroup',
      { SubnetIds: [1, 2, 3].map((n) => ({ Ref: Match.stringLikeRegexp(`^VpcPrivateSubnet${n}`) })) },
    ],
    [
      'closed until somebody is let in',
      'AWS::EC2::SecurityGroup',
      { SecurityGroupIngress: Match.absent(), SecurityGroupEgress: [{ CidrIp: '255.255.255.255/32' }] },
    ],
  ])('%s', (_, type, properties) => {
    template.hasResourceProperties(type, properties);
  });

  test('leaves a snapshot when it goes', () => {
    template.hasResource(group, { DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' });
  });
});

test('takes sizes, keys, ports and groups of others', () => {
  const template = templateOf((stack) => {
    const securityGroup = new SecurityGroup(stack, 'Own', { vpc: stack.vpc });
    const made = cache(stack, {
      instanceType: new InstanceType('t4g.small'),
      nodes: 3,
      engineVersion: '7.2',
      port: 6380,
      encryptionKey: new Key(stack, 'Key'),
      snapshotRetention: Duration.days(0),
      securityGroups: [securityGroup],
    });
    made.connections.allowDefaultPortFrom(Peer.ipv4('10.0.0.0/16'));
  });
  template.hasResourceProperties(group, {
    CacheNodeType: 'cache.t4g.small',
    NumCacheClusters: 3,
    EngineVersion: '7.2',
    Port: 6380,
    KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
    SnapshotRetentionLimit: 0,
    SecurityGroupIds: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^Own'), 'GroupId'] }],
  });
  template.hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: [{ CidrIp: '10.0.0.0/16', FromPort: 6380, ToPort: 6380 }],
  });
});

test('prefers isolated subnets', () => {
  const template = templateOf((stack) => {
    const subnetConfiguration = [
      { name: 'Private', subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      { name: 'Public', subnetType: SubnetType.PUBLIC },
      { name: 'Data', subnetType: SubnetType.PRIVATE_ISOLATED },
    ];
    cache(stack, { vpc: new Vpc(stack, 'Other', { subnetConfiguration }) });
  });
  template.hasResourceProperties('AWS::ElastiCache::SubnetGroup', {
    SubnetIds: [1, 2, 3].map((n) => ({ Ref: Match.stringLikeRegexp(`^OtherDataSubnet${n}`) })),
  });
});

test('says where it answers and what its nodes are called', () => {
  const stack = new ShopStack();
  const made = cache(stack);
  const resolved = stack.resolve([made.endpointAddress, made.readerEndpointAddress, made.port, made.nodeIds]);
  const ref = stack.getLogicalId(made.replicationGroup);
  expect(resolved).toEqual([
    { 'Fn::GetAtt': [ref, 'PrimaryEndPoint.Address'] },
    { 'Fn::GetAtt': [ref, 'ReaderEndPoint.Address'] },
    { 'Fn::GetAtt': [ref, 'PrimaryEndPoint.Port'] },
    [{ 'Fn::Join': ['-', [{ Ref: ref }, '001']] }, { 'Fn::Join': ['-', [{ Ref: ref }, '002']] }],
  ]);
  const metric = made.metric('EngineCPUUtilization', 'shop-001', { statistic: 'Maximum' });
  expect(metric).toMatchObject({
    namespace: 'AWS/ElastiCache',
    metricName: 'EngineCPUUtilization',
    statistic: 'Maximum',
    dimensions: { CacheClusterId: 'shop-001' },
  });
});

const problems = 'cannot make HighlyAvailableCache Shop/Cache: ';

test.each<[string, Partial<HighlyAvailableCacheProps>, string]>([
  ['one node', { nodes: 1 }, 'nodes is 1, expected 2 to 6'],
  ['seven nodes', { nodes: 7 }, 'nodes is 7, expected 2 to 6'],
  [
    'a number of nodes of later',
    { nodes: Token.asNumber(Lazy.number({ produce: () => 2 })) },
    'nodes is known only at deployment, expected a number',
  ],
  [
    'long snapshots in one zone',
    { snapshotRetention: Duration.days(36), vpcSubnets: { availabilityZones: ['eu-west-1a'] } },
    'snapshotRetention is 36 days, expected 0 to 35 whole days; ' +
      'the subnets lie in 1 availability zone(s), expected at least 2',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => cache(new ShopStack(), props)).toThrow(new Error(problems + message));
});

test('leaves a network whose zones are known only at deployment alone', () => {
  const stack = new ShopStack();
  const list = (name: string) => Fn.split(',', Fn.importValue(name));
  const attributes = { vpcId: 'vpc-1', availabilityZones: list('Zones'), privateSubnetIds: list('Subnets') };
  expect(() => cache(stack, { vpc: Vpc.fromVpcAttributes(stack, 'Imported', attributes) })).not.toThrow();
});
