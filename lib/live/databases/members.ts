import type { DBInstance } from '@aws-sdk/client-rds';
import type { Seen } from '../answer';
import { callForInstances, sameName, type Database } from './database';
import { isServing } from './status';
import { told } from './words';

/** An instance of a database, and what it does there. */
export interface Member {
  readonly id: string;
  /** Undefined where AWS does not say whether it writes. */
  readonly writes?: boolean;
  /** Absent where the account names the member and lists no such instance. */
  readonly instance?: DBInstance;
  /** Why it does not serve: `is rebooting`. */
  readonly problem?: string;
  /** Why it may not serve: `is modifying`. */
  readonly doubt?: string;
}

/** What a status says against a cluster or an instance, or leaves open. */
export type Standing = Pick<Member, 'problem' | 'doubt'>;

/** What follows from a status alone. */
export function standingOf(status: string | undefined): Standing {
  const serves = isServing(status);
  if (serves === true) return {};
  return serves === false ? { problem: `is ${status}` } : { doubt: `is ${status ?? 'of unknown status'}` };
}

/** The instances of a database with their roles, the writer first. */
export function membersOf(database: Database): readonly Member[] {
  const members = database.cluster ? clusterMembers(database) : replicationMembers(database);
  return [...members].sort((a, b) => Number(!a.writes) - Number(!b.writes) || a.id.localeCompare(b.id));
}

function clusterMembers({ cluster, instances }: Database): readonly Member[] {
  const roles = cluster?.DBClusterMembers ?? [];
  const named = [...roles, ...instances].map(({ DBInstanceIdentifier }) => DBInstanceIdentifier ?? '');
  return [...new Set(named)].map((id) => {
    const instance = instances.find(({ DBInstanceIdentifier }) => sameName(DBInstanceIdentifier, id));
    const role = roles.find(({ DBInstanceIdentifier }) => sameName(DBInstanceIdentifier, id));
    return { id, writes: role?.IsClusterWriter, instance, ...standingOf(instance?.DBInstanceStatus) };
  });
}

function replicationMembers(database: Database): readonly Member[] {
  const [primary, ...replicas] = database.instances.map((instance) => ({
    id: instance.DBInstanceIdentifier ?? '',
    instance,
  }));
  const unlisted = nearReplicas(database).filter(
    (id) => !replicas.some((replica) => sameName(replica.id, id)),
  );
  return [
    ...(primary ? [{ ...primary, writes: true, ...standingOf(primary.instance.DBInstanceStatus) }] : []),
    ...replicas.map((replica) => ({ ...replica, writes: false, ...replicationOf(replica.instance) })),
    ...unlisted.map((id) => ({ id, writes: false, ...standingOf(undefined) })),
  ];
}

/** A read replica serves where its replication runs, too. */
function replicationOf(replica: DBInstance): Standing {
  const own = standingOf(replica.DBInstanceStatus);
  if (own.problem ?? own.doubt) return own;
  if (replica.ReplicaMode === 'mounted') return { doubt: 'is mounted, so that it takes no readers' };
  const replication = replica.StatusInfos?.find(({ StatusType }) => StatusType === 'read replication');
  if (!replication) return { doubt: 'does not tell whether it replicates' };
  const { Normal, Status } = replication;
  if (Normal === false || ['error', 'stopped', 'terminated'].includes(Status ?? ''))
    return { problem: `does not replicate (${told(Status)})` };
  if (Normal === true && Status === 'replicating') return {};
  return { doubt: `says of its replication: ${told(Status)}` };
}

/** Read replicas of an instance in its own region; AWS names others by their ARN. */
function nearReplicas({ settings }: Database): readonly string[] {
  return replicaNames(settings).filter((name) => !name.includes(':'));
}

/** How many read replicas an instance has in other regions. */
export function farReplicas({ settings }: Database): number {
  return replicaNames(settings).filter((name) => name.includes(':')).length;
}

function replicaNames(settings: Database['settings']): readonly string[] {
  return ('ReadReplicaDBInstanceIdentifiers' in settings && settings.ReadReplicaDBInstanceIdentifiers) || [];
}

/** What decides which instances serve, as facts. */
export function factsOf({ cluster }: Database, members: readonly Member[]): readonly Seen[] {
  const call = 'rds:DescribeDBClusters';
  return [
    ...(cluster ? [{ call, path: 'Status', value: told(cluster.Status) }] : []),
    ...(cluster?.DBClusterMembers ?? []).map(({ DBInstanceIdentifier, IsClusterWriter }) => ({
      call,
      path: `DBClusterMembers.${DBInstanceIdentifier}.IsClusterWriter`,
      value: told(IsClusterWriter),
    })),
    ...members.flatMap(({ id, instance }) => [
      { call: callForInstances, path: `${id}.DBInstanceStatus`, value: told(instance?.DBInstanceStatus) },
      ...(instance?.StatusInfos ?? []).map(({ Status }) => ({
        call: callForInstances,
        path: `${id}.StatusInfos`,
        value: told(Status),
      })),
    ]),
  ];
}
