import { Stack } from 'aws-cdk-lib';
import { InstanceType, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  DatabaseCluster,
  DatabaseInstance,
  DatabaseInstanceEngine,
  DatabaseInstanceReadReplica,
  PostgresEngineVersion,
} from 'aws-cdk-lib/aws-rds';
import type { ControlCases } from '../../harness/judge';
import { join, off, sub, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { aurora, instance, member, members, replica } from './databases';

const account = '111111111111';

const ireland = { account, region: 'eu-west-1' };

const frankfurt = { account, region: 'eu-central-1' };

const postgres = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_16 });

const few = (count: string): string => `it has ${count}, expected at least 3: a writer and 2 readers`;

/** Databases with too few replicas. */
export const missingReplicas: ControlCases = {
  pass: [],
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
      name: 'a replica of the CDK in another region',
      app: (app) => {
        const data = new Stack(app, 'Data', { env: ireland, crossRegionReferences: true });
        const source = new DatabaseInstance(data, 'Db', { engine: postgres, vpc: new Vpc(data, 'Vpc') });
        const far = new Stack(app, 'Far', { env: frankfurt, crossRegionReferences: true });
        new DatabaseInstanceReadReplica(far, 'Replica', {
          sourceDatabaseInstance: source,
          instanceType: new InstanceType('r7g.large'),
          vpc: new Vpc(far, 'Vpc'),
        });
      },
      findings: [
        'fail Db5D02A0A9: it has 0 read replicas in its region (1 more in other regions, ' +
          'which serve disaster recovery), expected at least 2',
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
  unknown: [],
};
