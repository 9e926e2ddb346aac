import { Duration, Lazy, RemovalPolicy, Token } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { InstanceType, Peer, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AuroraPostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { ReplicatedDatabase, type ReplicatedDatabaseProps } from '../../constructs';
import { type Guarantee, ShopStack, templateOf } from './fixture';

const database = (stack: ShopStack, props: Partial<ReplicatedDatabaseProps> = {}) =>
  new ReplicatedDatabase(stack, 'Database', { vpc: stack.vpc, ...props });

const instance = 'AWS::RDS::DBInstance';

describe('a database with nothing but its network', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => database(stack));
  });

  test.each<Guarantee>([
    ['a reader first in line for promotion', instance, { PromotionTier: 1 }],
    ['a reader second in line', instance, { PromotionTier: 2 }],
    [
      'encryption, and protection from deletion',
      'AWS::RDS::DBCluster',
      {
        Engine: 'aurora-postgresql',
        EngineVersion: '17.7',
        StorageEncrypted: true,
        DeletionProtection: true,
      },
    ],
    ['backups of 14 days', 'AWS::RDS::DBCluster', { BackupRetentionPeriod: 14, CopyTagsToSnapshot: true }],
    [
      'IAM for the application, a managed password for the master user',
      'AWS::RDS::DBCluster',
      {
        EnableIAMDatabaseAuthentication: true,
        ManageMasterUserPassword: true,
        MasterUserPassword: Match.absent(),
      },
    ],
    ['minor versions that come by themselves', 'AWS::RDS::DBCluster', { AutoMinorVersionUpgrade: true }],
    ['TLS only', 'AWS::RDS::DBClusterParameterGroup', { Parameters: { 'rds.force_ssl': '1' } }],
    [
      'an audit of what changes data, rights and tables',
      'AWS::RDS::DBClusterParameterGroup',
      {
        Parameters: {
          shared_preload_libraries: 'pg_stat_statements,pgaudit',
          'pgaudit.log': 'ddl,role,write',
        },
      },
    ],
    ['its log in CloudWatch', 'AWS::RDS::DBCluster', { EnableCloudwatchLogsExports: ['postgresql'] }],
    ['a log that ends', 'Custom::LogRetention', { RetentionInDays: 365 }],
  ])('%s', (_, type, properties) => {
    template.hasResourceProperties(type, properties);
  });

  test('has a writer and two readers, none of them public, all of them observed', () => {
    template.resourceCountIs(instance, 3);
    template.allResourcesProperties(instance, {
      DBClusterIdentifier: { Ref: Match.stringLikeRegexp('^DatabaseCluster') },
      DBInstanceClass: 'db.r7g.large',
      PubliclyAccessible: false,
      EnablePerformanceInsights: true,
      MonitoringInterval: 60,
    });
  });

  test('updates the writer first, and one reader after the other', () => {
    const dependencies = (tier: number, id: string) => {
      template.hasResource(instance, {
        Properties: { PromotionTier: tier },
        DependsOn: Match.arrayWith([Match.stringLikeRegexp(`^DatabaseCluster${id}`)]),
      });
    };
    dependencies(1, 'Writer');
    dependencies(2, 'Reader1');
  });

  test('leaves a snapshot when it goes', () => {
    template.hasResource('AWS::RDS::DBCluster', {
      DeletionPolicy: 'Snapshot',
      UpdateReplacePolicy: 'Snapshot',
    });
  });

  test('lies in the private subnets of all three zones', () => {
    template.hasResourceProperties('AWS::RDS::DBSubnetGroup', {
      SubnetIds: [1, 2, 3].map((n) => ({ Ref: Match.stringLikeRegexp(`^VpcPrivateSubnet${n}`) })),
    });
  });
});

test('takes versions, sizes, keys and retentions', () => {
  const template = templateOf((stack) =>
    database(stack, {
      engineVersion: AuroraPostgresEngineVersion.VER_16_8,
      instanceType: new InstanceType('t4g.medium'),
      readers: 3,
      databaseName: 'shop',
      encryptionKey: new Key(stack, 'Key'),
      backupRetention: Duration.days(7),
      deletionProtection: false,
      removalPolicy: RemovalPolicy.RETAIN,
    }),
  );
  template.resourceCountIs(instance, 4);
  template.allResourcesProperties(instance, { DBInstanceClass: 'db.t4g.medium' });
  template.hasResource('AWS::RDS::DBCluster', {
    DeletionPolicy: 'Retain',
    Properties: {
      EngineVersion: '16.8',
      DatabaseName: 'shop',
      KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
      BackupRetentionPeriod: 7,
      DeletionProtection: false,
    },
  });
});

test('lets peers in on its port, and principals log in', () => {
  const template = templateOf((stack) => {
    const made = database(stack);
    made.connections.allowDefaultPortFrom(Peer.ipv4('10.0.0.0/16'));
    made.grantConnect(
      new Role(stack, 'App', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') }),
      'shop',
    );
    expect(made.secret).toBe(made.cluster.secret);
    expect(made.secret).toBeDefined();
  });
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    CidrIp: '10.0.0.0/16',
    FromPort: { 'Fn::GetAtt': [Match.stringLikeRegexp('^DatabaseCluster'), 'Endpoint.Port'] },
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Action: 'rds-db:connect', Effect: 'Allow' }] },
  });
});

const problems = 'cannot make ReplicatedDatabase Shop/Database: ';

test.each<[string, Partial<ReplicatedDatabaseProps>, string]>([
  ['one reader', { readers: 1 }, 'readers is 1, expected 2 to 15'],
  ['16 readers', { readers: 16 }, 'readers is 16, expected 2 to 15'],
  [
    'a number of readers of later',
    { readers: Token.asNumber(Lazy.number({ produce: () => 2 })) },
    'readers is known only at deployment, expected a number',
  ],
  [
    'short backups',
    { backupRetention: Duration.days(6) },
    'backupRetention is 6 days, expected 7 to 35 whole days',
  ],
  [
    'half a day',
    { backupRetention: Duration.hours(180) },
    'backupRetention is 7.5 days, expected 7 to 35 whole days',
  ],
  [
    'loss of data',
    { removalPolicy: RemovalPolicy.DESTROY },
    'removalPolicy is destroy, expected retain or snapshot',
  ],
  [
    'public subnets',
    { vpcSubnets: { subnetType: SubnetType.PUBLIC } },
    'vpcSubnets has public subnets, expected private or isolated ones',
  ],
  [
    'one zone, with one reader',
    { readers: 1, vpcSubnets: { availabilityZones: ['eu-west-1a'] } },
    'readers is 1, expected 2 to 15; the subnets lie in 1 availability zone(s), expected at least 2',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => database(new ShopStack(), props)).toThrow(new Error(problems + message));
});

test('leaves a retention that is known only at deployment alone', () => {
  const backupRetention = Duration.days(Token.asNumber(Lazy.number({ produce: () => 1 })));
  expect(() => database(new ShopStack(), { backupRetention })).not.toThrow();
});
