import { NestedStack, Stack } from 'aws-cdk-lib';
import { type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraPostgresEngineVersion,
  CfnDBInstance,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseInstance,
  DatabaseInstanceEngine,
  DatabaseInstanceReadReplica,
  PostgresEngineVersion,
} from 'aws-cdk-lib/aws-rds';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import type { ControlCases } from '../../harness/judge';
import {
  choose,
  exported,
  imported,
  join,
  notGiven,
  nothing,
  off,
  on,
  stageUnknown,
  sub,
  undecided,
} from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { aurora, instance, member, members, multiAz, replica } from './databases';

const account = '111111111111';
const ireland = { account, region: 'eu-west-1' };
const frankfurt = { account, region: 'eu-central-1' };

const auroraEngine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_4 });
const postgres = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_16 });

function clusterIn(stack: Stack, vpc: IVpc): DatabaseCluster {
  return new DatabaseCluster(stack, 'Db', {
    engine: auroraEngine,
    vpc,
    writer: ClusterInstance.provisioned('writer'),
    readers: [ClusterInstance.provisioned('reader')],
  });
}

const few = (count: string): string => `it has ${count}, expected at least 3: a writer and 2 readers`;
export const replicas: ControlCases = {
  pass: [
    { name: 'a cluster of three instances', resources: { Db: aurora(), ...members(3) } },
    { name: 'a cluster of four instances', resources: { Db: aurora(), ...members(4) } },
    {
      name: 'serverless readers of the CDK',
      app: (app) => {
        const stack = new Stack(app, 'Data');
        new DatabaseCluster(stack, 'Db', {
          engine: auroraEngine,
          vpc: new Vpc(stack, 'Vpc'),
          writer: ClusterInstance.serverlessV2('writer'),
          readers: [
            ClusterInstance.serverlessV2('one', { scaleWithWriter: true }),
            ClusterInstance.provisioned('two'),
          ],
        });
      },
    },
    {
      name: 'instances that name the cluster by hand, in other letters',
      resources: { Db: aurora({ DBClusterIdentifier: 'Shop' }), ...members(3, 'shop') },
    },
    {
      name: 'instances that name the cluster by a parameter with a default',
      resources: { Db: aurora({ DBClusterIdentifier: 'shop' }), ...members(3, ref('Cluster')) },
      parameters: { Cluster: { Type: 'String', Default: 'shop' } },
    },
    {
      name: 'a reader of another stack',
      stacks: [
        {
          id: 'Data',
          template: {
            Resources: { Db: aurora(), ...members(2) },
            Outputs: { Db: exported('cluster', ref('Db')) },
          },
        },
        { id: 'Readers', template: { Resources: { Reader: member(imported('cluster')) } } },
      ],
    },
    {
      name: 'a reader of a nested stack',
      app: (app) => {
        const stack = new Stack(app, 'Data');
        const { clusterIdentifier } = clusterIn(stack, new Vpc(stack, 'Vpc'));
        new CfnDBInstance(new NestedStack(stack, 'Readers'), 'Reader', {
          dbClusterIdentifier: clusterIdentifier,
          engine: 'aurora-postgresql',
          dbInstanceClass: 'db.r7g.large',
        });
      },
    },
    {
      name: 'a reader of a stack that reads the output of another',
      stacks: [
        {
          id: 'Data',
          stackName: 'data',
          template: { Resources: { Db: aurora(), ...members(2) }, Outputs: { Db: { Value: ref('Db') } } },
        },
        {
          id: 'Readers',
          template: {
            Resources: { Reader: member({ 'Fn::GetStackOutput': { StackName: 'data', OutputName: 'Db' } }) },
          },
        },
      ],
    },
    {
      name: 'readers under a condition that is on',
      resources: { Db: aurora(), Writer: member(), ...members(2, ref('Db'), {}, 'IsProd') },
      ...on,
    },
    {
      name: 'RDS Multi-AZ DB cluster',
      resources: { Db: multiAz() },
    },
    {
      name: 'a Multi-AZ DB cluster of either engine',
      resources: { Db: multiAz({ Engine: ref('Engine') }) },
      parameters: { Engine: { Type: 'String', AllowedValues: ['postgres', 'mysql'] } },
    },
    {
      name: 'an instance with two read replicas of the CDK',
      app: (app) => {
        const stack = new Stack(app, 'Data', { env: ireland });
        const vpc = new Vpc(stack, 'Vpc');
        const source = new DatabaseInstance(stack, 'Db', { engine: postgres, vpc });
        for (const id of ['One', 'Two']) {
          new DatabaseInstanceReadReplica(stack, id, {
            sourceDatabaseInstance: source,
            instanceType: new InstanceType('r7g.large'),
            vpc,
          });
        }
      },
    },
    {
      name: 'replicas that name their source in every way',
      resources: {
        Db: instance({ DBInstanceIdentifier: 'shop' }),
        One: replica(ref('Db')),
        Two: replica('SHOP'),
        Three: replica(sub('arn:aws:rds:${AWS::Region}:${AWS::AccountId}:db:shop')),
        Four: replica(att('Db', 'DBInstanceArn')),
      },
    },
    {
      name: 'DocumentDB and Neptune',
      resources: {
        Documents: resource('DocDB::DBCluster'),
        Graph: resource('Neptune::DBCluster'),
        ...Object.fromEntries(
          [1, 2, 3].flatMap((i) => [
            [`Document${i}`, resource('DocDB::DBInstance', { DBClusterIdentifier: ref('Documents') })],
            [`Graph${i}`, resource('Neptune::DBInstance', { DBClusterIdentifier: ref('Graph') })],
          ]),
        ),
      },
    },
    {
      name: 'an elastic cluster of DocumentDB',
      resources: { Documents: resource('DocDBElastic::Cluster', { ShardCount: 2, ShardInstanceCount: 3 }) },
    },
    { name: 'DynamoDB', resources: { Orders: resource('DynamoDB::Table') } },
    { name: 'a global table of DynamoDB', resources: { Orders: resource('DynamoDB::GlobalTable') } },
    {
      name: 'a table of a serverless application',
      resources: { Orders: resource('Serverless::SimpleTable') },
    },
    { name: 'Aurora DSQL', resources: { Db: resource('DSQL::Cluster') } },
    { name: 'Amazon Keyspaces', resources: { Events: resource('Cassandra::Table') } },
    {
      name: 'a limitless cluster with two standbys',
      resources: {
        Db: aurora({ ClusterScalabilityType: 'limitless' }),
        Shards: resource('RDS::DBShardGroup', {
          DBClusterIdentifier: ref('Db'),
          MaxACU: 100,
          ComputeRedundancy: 2,
        }),
      },
    },
    {
      name: 'the secondary cluster of a global database, small as it is',
      stacks: [
        {
          id: 'Primary',
          ...ireland,
          template: { Resources: { Db: aurora({ GlobalClusterIdentifier: 'shop' }), ...members(3) } },
        },
        {
          id: 'Secondary',
          ...frankfurt,
          template: {
            Resources: {
              Db: aurora({ GlobalClusterIdentifier: 'shop', MasterUsername: nothing }),
              ...members(1),
            },
          },
        },
      ],
    },
    {
      name: 'the declared database alone',
      resources: { Db: aurora(), ...members(3), Scratch: instance() },
      declaration: { databases: { resources: [{ text: 'Stack1.Db', place: 'readiness.yaml:1:1' }] } },
    },
  ],
  fail: [
    {
      name: 'Aurora with one instance',
      resources: { Db: aurora(), ...members(1) },
      findings: [`fail Db: ${few('1 instance')}`],
    },
    {
      name: 'Aurora with two instances',
      resources: { Db: aurora(), ...members(2) },
      findings: [`fail Db: ${few('2 instances')}`],
    },
    {
      name: 'Aurora without instances',
      resources: { Db: aurora() },
      findings: [`fail Db: ${few('0 instances')}`],
    },
    {
      name: 'Aurora that merely states the class of Multi-AZ DB clusters',
      resources: { Db: aurora({ DBClusterInstanceClass: 'db.r6gd.large' }) },
      findings: [`fail Db: ${few('0 instances')}`],
    },
    {
      name: 'a cluster of serverless v1',
      resources: { Db: aurora({ EngineMode: 'serverless' }) },
      findings: [
        'fail Db: EngineMode is serverless, one instance without replicas, expected a writer and readers',
      ],
    },
    {
      name: 'automatic scaling of readers, which does not decide by itself',
      resources: {
        Db: aurora(),
        ...members(1),
        Scaling: resource('ApplicationAutoScaling::ScalableTarget', {
          MinCapacity: 2,
          MaxCapacity: 4,
          ResourceId: join('cluster:', ref('Db')),
          ScalableDimension: 'rds:cluster:ReadReplicaCount',
          ServiceNamespace: 'rds',
        }),
      },
      findings: [`fail Db: ${few('1 instance')}`],
    },
    {
      name: 'instances of clusters with similar names',
      resources: {
        Db: aurora({ DBClusterIdentifier: 'shop' }),
        ...members(1),
        Near: member('shop-replica'),
        Nearer: member('sho'),
      },
      findings: [`fail Db: ${few('1 instance')}`],
    },
    {
      name: 'instances of another cluster',
      resources: { Db: aurora(), Other: aurora(), ...members(3, ref('Other')), Mine: member() },
      findings: [`fail Db: ${few('1 instance')}`, 'pass Other: it has 3 instances'],
    },
    {
      name: 'two databases of which one is small',
      resources: { Db: aurora(), ...members(3), Small: instance() },
      findings: [
        'pass Db: it has 3 instances',
        'fail Small: it has 0 read replicas in its region, expected at least 2',
      ],
    },
    {
      name: 'readers under a condition that is off by default',
      resources: { Db: aurora(), Writer: member(), ...members(2, ref('Db'), {}, 'IsProd') },
      ...off,
      findings: [`fail Db: ${few('1 instance')}`],
    },
    {
      name: 'a condition that can add only one reader',
      resources: { Db: aurora(), Writer: member(), ...members(1, ref('Db'), {}, 'IsProd') },
      ...undecided,
      findings: [`fail Db: ${few('1 instance')}`],
    },
    {
      name: 'an instance with a standby that cannot be read',
      resources: { Db: instance({ MultiAZ: true }) },
      findings: ['fail Db: it has 0 read replicas in its region, expected at least 2'],
    },
    {
      name: 'an instance with one replica',
      resources: { Db: instance(), One: replica() },
      findings: ['fail Db: it has 1 read replica in its region, expected at least 2'],
    },
    {
      name: 'replicas of another instance',
      resources: {
        Db: instance({ DBInstanceIdentifier: 'shop' }),
        Other: instance({ DBInstanceIdentifier: 'shop-replica' }),
        One: replica('shop-replica'),
        Two: replica(sub('arn:aws:rds:${AWS::Region}:${AWS::AccountId}:db:shop-replica')),
      },
      findings: [
        'fail Db: it has 0 read replicas in its region, expected at least 2',
        'pass Other: it has 2 read replicas in its region',
      ],
    },
    {
      name: 'replicas in another region',
      stacks: [
        {
          id: 'Ireland',
          ...ireland,
          template: { Resources: { Db: instance({ DBInstanceIdentifier: 'shop' }), One: replica() } },
        },
        {
          id: 'Frankfurt',
          ...frankfurt,
          template: { Resources: { Two: replica(`arn:aws:rds:eu-west-1:${account}:db:shop`) } },
        },
      ],
      findings: [
        'fail Db: it has 1 read replica in its region (1 more in other regions, which serve disaster recovery), ' +
          'expected at least 2',
      ],
    },
    {
      name: 'a cluster of DocumentDB with two instances',
      resources: {
        Db: resource('DocDB::DBCluster'),
        One: resource('DocDB::DBInstance', { DBClusterIdentifier: ref('Db') }),
        Two: resource('DocDB::DBInstance', { DBClusterIdentifier: ref('Db') }),
        Stray: member(ref('Db')),
      },
      findings: [`fail Db: ${few('2 instances')}`],
    },
    {
      name: 'an elastic cluster of DocumentDB as it comes',
      resources: { Db: resource('DocDBElastic::Cluster') },
      findings: ['fail Db: ShardInstanceCount is not set and so 2, expected at least 3'],
    },
    {
      name: 'a limitless cluster as it comes',
      resources: {
        Db: aurora({ ClusterScalabilityType: 'limitless' }),
        Shards: resource('RDS::DBShardGroup', { DBClusterIdentifier: ref('Db'), MaxACU: 100 }),
      },
      findings: ['fail Db: Shards: ComputeRedundancy is not set and so 0, expected at least 2'],
    },
    {
      name: 'a cluster that the CDK imports',
      app: (app) => {
        const stack = new Stack(app, 'Data');
        new Vpc(stack, 'Vpc');
        DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Db', { clusterIdentifier: 'shop' });
      },
      findings: ['fail Data: no database is in the templates, expected at least one'],
    },
    {
      name: 'a database that a condition switches off',
      resources: { Db: aurora({}, 'IsProd'), ...members(3, ref('Db'), {}, 'IsProd') },
      ...off,
      findings: [
        'fail Stack1: no database is in the templates (Db, Member1, Member2, Member3 switched off by condition), ' +
          'expected at least one',
      ],
    },
  ],
  unknown: [
    {
      name: 'readers under a condition that is not decided',
      resources: { Db: aurora(), Writer: member(), ...members(2, ref('Db'), {}, 'IsProd') },
      ...undecided,
      findings: [`unknown Db: ${few('1 instance')} (${stageUnknown})`],
    },
    {
      name: 'instances of a cluster that a condition chooses',
      resources: { Db: aurora(), Other: aurora(), ...members(3, choose('IsProd', ref('Db'), ref('Other'))) },
      ...undecided,
      findings: [
        `unknown Db: ${few('0 instances')} (${stageUnknown})`,
        `unknown Other: ${few('0 instances')} (${stageUnknown})`,
      ],
    },
    {
      name: 'instances that name their cluster by a parameter',
      resources: { Db: aurora(), Writer: member(), ...members(2, ref('Cluster')) },
      parameters: { Cluster: { Type: 'String' } },
      findings: [`unknown Db: ${few('1 instance')} (${notGiven('Cluster')})`],
    },
    {
      name: 'a written name where the name of the cluster is generated',
      resources: { Db: aurora(), ...members(3, 'shop') },
      findings: [`unknown Db: ${few('0 instances')} (shop is not among the templates)`],
    },
    {
      name: 'an import that no stack exports',
      resources: { Db: aurora(), ...members(3, imported('cluster')) },
      findings: [
        `unknown Db: ${few('0 instances')} (Stack1 imports a value that none of the templates exports)`,
      ],
    },
    {
      name: 'an engine that a parameter gives',
      resources: { Db: multiAz({ Engine: ref('Engine') }) },
      parameters: { Engine: { Type: 'String' } },
      findings: [`unknown Db: whether it is a Multi-AZ DB cluster is not known (${notGiven('Engine')})`],
    },
    {
      name: 'an instance that may be a member of a cluster',
      resources: {
        Db: aurora({ EngineMode: 'provisioned' }),
        ...members(3),
        Either: instance({ DBClusterIdentifier: choose('IsProd', ref('Db'), nothing) }),
      },
      ...undecided,
      findings: [
        'pass Db: it has 3 instances',
        `unknown Either: ${stageUnknown}: it has 0 read replicas in its region, expected at least 2`,
      ],
    },
    {
      name: 'a database that may not exist, too small where it does',
      resources: { Db: instance({}, 'IsProd') },
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: it has 0 read replicas in its region, expected at least 2`],
    },
    {
      name: 'a number of instances per shard that a parameter gives',
      resources: { Db: resource('DocDBElastic::Cluster', { ShardInstanceCount: ref('Count') }) },
      parameters: { Count: { Type: 'Number', MinValue: 2 } },
      findings: [`unknown Db: ShardInstanceCount is not known (${notGiven('Count')}), expected at least 3`],
    },
    {
      name: 'a nested stack whose template is not there',
      resources: {
        Data: resource('CloudFormation::Stack', { TemplateURL: 'https://example.com/data.yaml' }),
      },
      findings: [
        'unknown Stack1: no database is in the templates, but the template of nested stack Data of Stack1 ' +
          'is not among the files',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that is declared to have none',
      resources: { Db: aurora() },
      declaration: { databases: { none: 'state is kept by the payment provider' } },
      findings: ['notApplicable Stack1: declared: state is kept by the payment provider'],
    },
  ],
};

export const failover: ControlCases = {
  pass: [
    { name: 'a standby', resources: { Db: instance({ MultiAZ: true }) } },
    { name: 'a standby, switched on as text', resources: { Db: instance({ MultiAZ: 'true' }) } },
    {
      name: 'a standby in both branches',
      resources: { Db: instance({ MultiAZ: choose('IsProd', true, 'true') }) },
      ...undecided,
    },
    {
      name: 'a standby by the default of a parameter',
      resources: { Db: instance({ MultiAZ: ref('Standby') }) },
      parameters: { Standby: { Type: 'String', Default: 'true' } },
    },
  ],
  fail: [
    {
      name: 'two replicas, which somebody must promote',
      resources: { Db: instance(), One: replica(), Two: replica() },
      findings: ['fail Db: MultiAZ is not set and so false, expected true'],
    },
    {
      name: 'a standby switched off',
      resources: { Db: instance({ MultiAZ: false }) },
      findings: ['fail Db: MultiAZ is false, expected true'],
    },
    {
      name: 'a standby in one environment alone',
      resources: { Db: instance({ MultiAZ: choose('IsProd', true, false) }) },
      ...off,
      findings: ['fail Db: MultiAZ is false, expected true'],
    },
  ],
  unknown: [
    {
      name: 'a standby that a condition decides',
      resources: { Db: instance({ MultiAZ: choose('IsProd', true, false) }) },
      ...undecided,
      findings: [`unknown Db: MultiAZ is not known (${stageUnknown}), expected true`],
    },
    {
      name: 'an instance that may be a member of a cluster',
      resources: {
        Db: aurora(),
        Either: instance({ DBClusterIdentifier: choose('IsProd', ref('Db'), nothing) }),
      },
      ...undecided,
      findings: [`unknown Either: ${stageUnknown}: MultiAZ is not set and so false, expected true`],
    },
  ],
  notApplicable: [
    {
      name: 'Aurora, whose readers take over',
      resources: { Db: aurora(), ...members(3) },
      findings: ['notApplicable Stack1: it does not arise for the database of this workload'],
    },
    {
      name: 'a Multi-AZ DB cluster and a table',
      resources: { Db: multiAz(), Orders: resource('DynamoDB::Table') },
      findings: ['notApplicable Stack1: it does not arise for the database of this workload'],
    },
    { name: 'no database', resources: {}, findings: ['notApplicable Stack1: no database to judge'] },
  ],
};
