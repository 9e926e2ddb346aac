import { NestedStack, Stack } from 'aws-cdk-lib';
import { InstanceType, type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
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
import type { ControlCases } from '../../harness/judge';
import { exported, imported, nothing, on, sub } from '../expressions';
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

/** Databases with enough replicas. */
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
  fail: [],
  unknown: [],
};
