import {
  paginateDescribeDBClusterSnapshots,
  paginateDescribeDBSnapshots,
  RDSClient,
  type DBClusterSnapshot,
  type DBSnapshot,
} from '@aws-sdk/client-rds';
import type { Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import { sameName, type Database } from './database';
import { minute, told } from './words';

/** A snapshot of one database. */
export interface Snapshot {
  readonly id: string;
  /** When its data was as it holds it. */
  readonly at: Date;
  readonly status?: string;
  readonly progress?: number;
  /** Whether AWS Backup made it. */
  readonly byAwsBackup: boolean;
}

/** Snapshots of exactly this database, newest first: a namesake that was deleted is another one. */
export async function snapshotsOf(database: Database, aws: Aws): Promise<readonly Snapshot[]> {
  const found = database.cluster
    ? await clusterSnapshots(database, aws)
    : await instanceSnapshots(database, aws);
  return [...found].sort((a, b) => b.at.getTime() - a.at.getTime());
}

async function clusterSnapshots({ id, region, cluster }: Database, aws: Aws): Promise<readonly Snapshot[]> {
  const client = aws.client(RDSClient, region);
  const list = (type: object): Promise<readonly DBClusterSnapshot[]> =>
    everyPage(
      paginateDescribeDBClusterSnapshots({ client }, { DBClusterIdentifier: id, ...type }),
      (page) => page.DBClusterSnapshots,
    );
  const own = cluster?.DbClusterResourceId;
  const all = (await Promise.all([list({}), list({ SnapshotType: 'awsbackup' })])).flat();
  return all.flatMap((snapshot): readonly Snapshot[] => {
    const { DBClusterIdentifier, DbClusterResourceId: of } = snapshot;
    const at = timeOf(snapshot, snapshot.SnapshotCreateTime, aws);
    // The time of a copy is that of copying.
    if (!sameName(DBClusterIdentifier, id) || (of && own && of !== own) || !at) return [];
    if (snapshot.SourceDBClusterSnapshotArn) return [];
    return [{ ...progressOf(snapshot), id: snapshot.DBClusterSnapshotIdentifier ?? '', at }];
  });
}

async function instanceSnapshots({ id, region, settings }: Database, aws: Aws): Promise<readonly Snapshot[]> {
  const client = aws.client(RDSClient, region);
  const list = (type: object): Promise<readonly DBSnapshot[]> =>
    everyPage(
      paginateDescribeDBSnapshots({ client }, { DBInstanceIdentifier: id, ...type }),
      (page) => page.DBSnapshots,
    );
  const own = 'DbiResourceId' in settings ? settings.DbiResourceId : undefined;
  const all = (await Promise.all([list({}), list({ SnapshotType: 'awsbackup' })])).flat();
  return all.flatMap((snapshot): readonly Snapshot[] => {
    const { DBInstanceIdentifier, DbiResourceId: of } = snapshot;
    const at = timeOf(snapshot, snapshot.OriginalSnapshotCreateTime ?? snapshot.SnapshotCreateTime, aws);
    if (!sameName(DBInstanceIdentifier, id) || (of && own && of !== own) || !at) return [];
    return [{ ...progressOf(snapshot), id: snapshot.DBSnapshotIdentifier ?? '', at }];
  });
}

/** One that is being made has no time yet. */
function timeOf(
  { Status }: DBClusterSnapshot | DBSnapshot,
  at: Date | undefined,
  { now }: Aws,
): Date | undefined {
  return at ?? (Status === 'creating' ? now : undefined);
}

function progressOf(
  snapshot: DBClusterSnapshot | DBSnapshot,
): Pick<Snapshot, 'status' | 'progress' | 'byAwsBackup'> {
  const { Status, PercentProgress, SnapshotType } = snapshot;
  return { status: Status, progress: PercentProgress, byAwsBackup: SnapshotType === 'awsbackup' };
}

/** Whether a snapshot can be restored: its status says so, as AWS's own waiters have it, and its progress agrees. */
export function isComplete({ status, progress = 100 }: Snapshot): boolean {
  return status === 'available' && progress === 100;
}

/** A snapshot as a fact. */
export function snapshotSeen({ cluster }: Database, { id, at, status, progress }: Snapshot): Seen {
  const call = cluster ? 'rds:DescribeDBClusterSnapshots' : 'rds:DescribeDBSnapshots';
  return { call, path: id, value: `${told(status)}, ${told(progress)} %, of ${minute(at)}` };
}
