import {
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  RDSClient,
  type DBCluster,
  type DBInstance,
} from '@aws-sdk/client-rds';
import { fail, notApplicable, unknown, type Answer } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import type { Ask } from '../probe';
import type { Target } from '../target';

/** A database as the account has it: a cluster with its instances, or an instance with its read replicas. */
export interface Database {
  readonly id: string;
  /** How messages name it: `DB cluster shop`. */
  readonly name: string;
  readonly region: string;
  /** The call that told about it. */
  readonly call: string;
  /** Fields that clusters and instances have under the same name. */
  readonly settings: DBCluster | DBInstance;
  /** Absent where it is an instance. */
  readonly cluster?: DBCluster;
  /** Members of the cluster; or the primary, then its read replicas of the same region. */
  readonly instances: readonly DBInstance[];
}

/** Where something is looked for, and how it is called there. */
interface Place {
  readonly id: string;
  readonly region: string;
}

/** Replicas of replicas go no deeper, so whatever leads further is a ring. */
const mostHops = 5;

const callForClusters = 'rds:DescribeDBClusters';
export const callForInstances = 'rds:DescribeDBInstances';

/** Puts a question to the database that a target is or belongs to. */
export function ofDatabase(
  question: (database: Database, aws: Aws, target: Target) => Answer | Promise<Answer>,
): Ask {
  return async (target, aws) => {
    const found = await databaseOf(target, aws);
    if ('outcome' in found) return found;
    const answer = await question(found, aws, target);
    const place = found.region === target.region ? '' : ` in ${found.region}`;
    return sameName(found.id, target.id)
      ? answer
      : { ...answer, message: `${found.name}${place}: ${answer.message}` };
  };
}

/** Names of clusters and instances are the same whatever their case. */
export function sameName(left: string | undefined, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}

async function databaseOf(target: Target, aws: Aws): Promise<Database | Answer> {
  switch (target.type) {
    case 'AWS::RDS::DBInstance':
      return instanceAt(target, aws, mostHops);
    case 'AWS::RDS::DBCluster':
    case 'AWS::DocDB::DBCluster':
    case 'AWS::Neptune::DBCluster':
      return clusterAt(target, aws);
    default:
      return notApplicable('AWS replicates it over several zones without being asked');
  }
}

async function clusterAt({ id, region }: Place, aws: Aws): Promise<Database | Answer> {
  const client = aws.client(RDSClient, region);
  const clusters = await everyPage(paginateDescribeDBClusters({ client }, {}), (page) => page.DBClusters);
  const cluster = clusters.find(({ DBClusterIdentifier }) => sameName(DBClusterIdentifier, id));
  if (!cluster) return missing('DB cluster', id, region, callForClusters);
  const instances = (await instancesIn(region, aws)).filter(({ DBClusterIdentifier }) =>
    sameName(DBClusterIdentifier, id),
  );
  const name = `DB cluster ${cluster.DBClusterIdentifier}`;
  return { id, name, region, call: callForClusters, settings: cluster, cluster, instances };
}

/** A member of a cluster leads to its cluster, a read replica to what it follows. */
async function instanceAt({ id, region }: Place, aws: Aws, hops: number): Promise<Database | Answer> {
  const all = await instancesIn(region, aws);
  const primary = all.find(({ DBInstanceIdentifier }) => sameName(DBInstanceIdentifier, id));
  if (!primary) return missing('DB instance', id, region, callForInstances);
  if (primary.DBClusterIdentifier) return clusterAt({ id: primary.DBClusterIdentifier, region }, aws);
  const source = primary.ReadReplicaSourceDBInstanceIdentifier;
  if (source && hops > 0) return instanceAt(placeOf(source, region), aws, hops - 1);
  if (source)
    return unknown(`DB instance ${id} is a read replica, and what it follows is not clear; name its primary`);
  const followers = primary.ReadReplicaDBInstanceIdentifiers ?? [];
  const replicas = all.filter(({ DBInstanceIdentifier }) =>
    followers.some((follower) => sameName(DBInstanceIdentifier, follower)),
  );
  const name = `DB instance ${primary.DBInstanceIdentifier}`;
  return { id, name, region, call: callForInstances, settings: primary, instances: [primary, ...replicas] };
}

/** AWS names what lies in another region by its ARN. */
function placeOf(nameOrArn: string, region: string): Place {
  const parts = nameOrArn.split(':');
  return parts.length < 7 ? { id: nameOrArn, region } : { id: parts[6] ?? '', region: parts[3] ?? region };
}

/** All instances of a region, which one list tells for every database. */
async function instancesIn(region: string, aws: Aws): Promise<readonly DBInstance[]> {
  const client = aws.client(RDSClient, region);
  return everyPage(paginateDescribeDBInstances({ client }, {}), (page) => page.DBInstances);
}

/** There is no such thing where it should be. */
export function missing(noun: string, id: string, region: string, call: string): Answer {
  return fail(`${noun} ${id} does not exist in ${region}`, [{ call, path: id, value: 'not found' }]);
}
