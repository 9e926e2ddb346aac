import type { Environment } from '../../model/environment';
import type { Resource } from '../../model/resource';
import { and, not, type Tri } from '../../model/tri';
import { given, type Answer } from '../answer';
import { isStated } from '../either-way';
import { test } from '../reading';

/** Clusters whose members are instances of their own, by the type of the member. */
const memberTypes: Readonly<Record<string, string>> = {
  'AWS::RDS::DBCluster': 'AWS::RDS::DBInstance',
  'AWS::DocDB::DBCluster': 'AWS::DocDB::DBInstance',
  'AWS::Neptune::DBCluster': 'AWS::Neptune::DBInstance',
};

/** Databases that AWS replicates over several zones without being asked. */
const replicatedTypes = [
  'AWS::Cassandra::Table',
  'AWS::DSQL::Cluster',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Serverless::SimpleTable',
];

export const clusterType = 'AWS::RDS::DBCluster';
export const instanceType = 'AWS::RDS::DBInstance';

/** Properties that make a database from another, whose encryption and password it takes over. */
export const originPaths = [
  'DBClusterSnapshotIdentifier',
  'DBSnapshotIdentifier',
  'SnapshotIdentifier',
  'SourceDBClusterIdentifier',
  'SourceDBInstanceAutomatedBackupsArn',
  'SourceDbiResourceId',
];

/** A cluster of Amazon DocumentDB whose instances are counted for each shard. */
export const elasticClusterType = 'AWS::DocDBElastic::Cluster';

export const databaseTypes: readonly string[] = [
  ...Object.keys(memberTypes),
  elasticClusterType,
  instanceType,
  ...replicatedTypes,
];

/** The primary databases: clusters and single instances; members, read replicas and secondary clusters belong to them. */
export function inferDatabases(environment: Environment): readonly Resource[] {
  const clusters = environment.of(...Object.keys(memberTypes));
  const primaries = clusters.filter((cluster) => !isSecondary(cluster));
  return [
    ...(primaries.length > 0 ? primaries : clusters),
    ...environment.of(elasticClusterType),
    ...environment.of(instanceType).filter((instance) => isPrimaryInstance(instance) !== false),
    ...environment.of(...replicatedTypes),
  ];
}

/** A cluster that follows one in another region: a copy for disaster recovery. */
function isSecondary(cluster: Resource): boolean {
  if (cluster.read('ReplicationSourceIdentifier').kind !== 'absent') return true;
  const origins = [
    'MasterUsername',
    'ManageMasterUserPassword',
    'SnapshotIdentifier',
    'SourceDBClusterIdentifier',
  ];
  return (
    cluster.read('GlobalClusterIdentifier').kind !== 'absent' &&
    origins.every((property) => cluster.read(property).kind === 'absent')
  );
}

/** Whether an instance is neither a member of a cluster nor a replica of another instance. */
export function isPrimaryInstance(instance: Resource): Tri {
  const owners = ['DBClusterIdentifier', 'SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier'];
  return and(owners.map((property) => not(isStated(instance.read(property)))));
}

/** Answers a question about a database; what may belong to another one can give no certain refusal. */
export function ifPrimary<Reply extends Answer | undefined>(
  question: (database: Resource) => Reply,
): (database: Resource) => Reply | Answer {
  return (database) => {
    const answer = question(database);
    if (!answer || answer.is !== 'no' || database.type !== instanceType) return answer;
    return given(isPrimaryInstance(database), answer);
  };
}

/** The type of a cluster's members; undefined for a database that is no cluster. */
export function memberTypeOf(database: Resource): string | undefined {
  return memberTypes[database.type];
}

export function isReplicatedByAws(database: Resource): boolean {
  return replicatedTypes.includes(database.type);
}

/** Whether it is a Multi-AZ DB cluster of RDS: its writer and two readable standbys are no resources of their own. */
export function isMultiAzCluster(cluster: Resource): Tri {
  if (cluster.type !== clusterType) return false;
  return and([
    isStated(cluster.read('DBClusterInstanceClass')),
    test(cluster.read('Engine'), undefined, (engine) => engine === 'postgres' || engine === 'mysql'),
  ]);
}
