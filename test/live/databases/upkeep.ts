import type {
  DBCluster,
  DBClusterSnapshot,
  DBInstance,
  DBSnapshot,
  PendingMaintenanceAction,
} from '@aws-sdk/client-rds';
import type { ProbeCases } from '../asking';
import type { Answers } from '../service';
import {
  arn,
  cluster,
  member,
  minutesAgo,
  primary,
  shopInstance,
  withCluster,
  withInstance,
} from './account';

const target = { type: 'AWS::RDS::DBCluster', id: 'shop' };
const hours = (count: number): Date => minutesAgo(count * 60);

/** A finished snapshot of the cluster `shop` of five minutes ago. */
function clusterSnapshot(rest: DBClusterSnapshot = {}): DBClusterSnapshot {
  return {
    DBClusterSnapshotIdentifier: 'before-launch',
    DBClusterIdentifier: 'shop',
    DbClusterResourceId: 'cluster-1',
    SnapshotCreateTime: minutesAgo(5),
    SnapshotType: 'manual',
    Status: 'available',
    PercentProgress: 100,
    ...rest,
  };
}

/** The same of the instance `shop`. */
function snapshot(rest: DBSnapshot = {}): DBSnapshot {
  return {
    DBSnapshotIdentifier: 'before-launch',
    DBInstanceIdentifier: 'shop',
    DbiResourceId: 'db-1',
    SnapshotCreateTime: minutesAgo(5),
    SnapshotType: 'manual',
    Status: 'available',
    PercentProgress: 100,
    ...rest,
  };
}

function shop(rest: DBCluster, ...DBClusterSnapshots: DBClusterSnapshot[]): Answers {
  return {
    ...withCluster(cluster(rest)),
    'rds:DescribeDBClusterSnapshots': ({ SnapshotType }) => ({
      DBClusterSnapshots: DBClusterSnapshots.filter(
        (each) => (each.SnapshotType === 'awsbackup') === (SnapshotType === 'awsbackup'),
      ),
    }),
  };
}

function shopAlone(rest: DBInstance, ...DBSnapshots: DBSnapshot[]): Answers {
  return {
    ...withInstance(primary(rest)),
    'rds:DescribeDBSnapshots': ({ SnapshotType }) => ({
      DBSnapshots: DBSnapshots.filter(
        (each) => (each.SnapshotType === 'awsbackup') === (SnapshotType === 'awsbackup'),
      ),
    }),
  };
}

const byAwsBackup = { SnapshotType: 'awsbackup', SnapshotCreateTime: hours(20) };
const stale: DBCluster = { LatestRestorableTime: minutesAgo(90) };

export const restorable: ProbeCases = {
  target,
  pass: [
    {
      name: 'four minutes ago',
      answers: shop({}),
      message: 'it can be restored to 2026-03-01 11:56Z, 4 min ago',
    },
    {
      name: 'exactly the bound',
      answers: shop({ LatestRestorableTime: minutesAgo(10) }),
      message: 'it can be restored to 2026-03-01 11:50Z, 10 min ago',
    },
  ],
  fail: [
    {
      name: 'a point that stands still',
      answers: shop(stale),
      message: 'it can be restored to 2026-03-01 10:30Z, 90 min ago, expected at most 10 min',
    },
    {
      name: 'one of days ago',
      answers: shop({ LatestRestorableTime: hours(24 * 4) }),
      message: 'it can be restored to 2026-02-25 12:00Z, 4 d ago, expected at most 10 min',
    },
    {
      name: 'backups are off',
      answers: shopAlone({ BackupRetentionPeriod: 0, LatestRestorableTime: undefined }),
      target: shopInstance,
      message: 'automated backups are off (BackupRetentionPeriod is 0), expected at least 7 days',
    },
    {
      name: 'backups are off, and AWS Backup made none lately',
      answers: shop(
        { BackupRetentionPeriod: 0 },
        clusterSnapshot({ ...byAwsBackup, SnapshotCreateTime: hours(27) }),
      ),
      message: 'automated backups are off (BackupRetentionPeriod is 0), expected at least 7 days',
    },
  ],
  unknown: [
    {
      name: 'not told',
      answers: shop({ LatestRestorableTime: undefined }),
      message: 'to what time it can be restored is not told; ask again when its first backup is done',
    },
    {
      name: 'a time that lies ahead',
      answers: shop({ LatestRestorableTime: minutesAgo(-6) }),
      message: 'it can be restored to 2026-03-01 12:06Z, which lies ahead; check the clock of this machine',
    },
  ],
  notApplicable: [
    {
      name: 'AWS Backup does it',
      answers: shopAlone(
        { BackupRetentionPeriod: 0 },
        snapshot({ ...byAwsBackup, DBSnapshotIdentifier: 'awsbackup:job-1' }),
      ),
      target: shopInstance,
      message:
        'AWS Backup backs it up (awsbackup:job-1 of 2026-02-28 16:00Z); its plan says how long that is kept',
    },
  ],
};

export const kept: ProbeCases = {
  target,
  pass: [
    { name: 'a week', answers: shop({}), message: 'backups are kept for 7 days' },
    {
      name: 'a week, of which there are two days',
      answers: shop({ EarliestRestorableTime: hours(48) }),
      message: 'backups are kept for 7 days, now back to 2026-02-27 12:00Z',
    },
    {
      name: 'longer soon',
      answers: shop({ PendingModifiedValues: { BackupRetentionPeriod: 14 } }),
      message: 'backups are kept for 7 days; a change to 14 is pending',
    },
  ],
  fail: [
    {
      name: 'a day',
      answers: shop({ BackupRetentionPeriod: 1 }),
      message: 'backups are kept for 1 day, expected at least 7 days',
    },
    {
      name: 'a day soon',
      answers: shop({ PendingModifiedValues: { BackupRetentionPeriod: 1 } }),
      message: 'backups are kept for 7 days; a change to 1 is pending, expected at least 7 days',
    },
    {
      name: 'a week soon',
      answers: shopAlone({ BackupRetentionPeriod: 1, PendingModifiedValues: { BackupRetentionPeriod: 7 } }),
      target: shopInstance,
      message: 'backups are kept for 1 day; a change to 7 is pending, expected at least 7 days',
    },
  ],
  unknown: [
    {
      name: 'not told',
      answers: shop({ BackupRetentionPeriod: undefined }),
      message: 'for how long backups are kept is not told, expected at least 7 days',
    },
  ],
  notApplicable: [
    {
      name: 'AWS Backup keeps them',
      answers: shop({ BackupRetentionPeriod: 1 }, clusterSnapshot(byAwsBackup)),
      message:
        'AWS Backup backs it up (before-launch of 2026-02-28 16:00Z); its plan says how long that is kept',
    },
  ],
};

const noPoint = 'it can be restored to 2026-03-01 10:30Z, 90 min ago';
const wanted = 'expected a finished snapshot of the last 2 hours';
const again = 'ask again with a finished snapshot of the last 2 hours';

export const fresh: ProbeCases = {
  target,
  pass: [
    {
      name: 'a snapshot of just now',
      answers: shop(stale, clusterSnapshot()),
      message: 'snapshot before-launch was taken at 2026-03-01 11:55Z, 5 min ago',
    },
    {
      name: 'an automated one of an instance, on another page',
      answers: {
        ...shopAlone(stale as DBInstance),
        'rds:DescribeDBSnapshots': ({ Marker, SnapshotType }) =>
          SnapshotType === undefined && Marker === undefined
            ? { Marker: '2', DBSnapshots: [snapshot({ SnapshotCreateTime: hours(30) })] }
            : { DBSnapshots: [snapshot({ SnapshotType: 'automated', SnapshotCreateTime: hours(2) })] },
      },
      target: shopInstance,
      message: 'snapshot before-launch was taken at 2026-03-01 10:00Z, 2 h ago',
    },
    {
      name: 'a restorable point instead',
      answers: shop({}, clusterSnapshot({ SnapshotCreateTime: hours(9) })),
      message: 'it can be restored to 2026-03-01 11:56Z, 4 min ago',
    },
    {
      name: 'one that is available, of which no progress is told',
      answers: shop(stale, clusterSnapshot({ PercentProgress: undefined })),
      message: 'snapshot before-launch was taken at 2026-03-01 11:55Z, 5 min ago',
    },
    {
      name: 'one that AWS Backup made',
      answers: shop(stale, clusterSnapshot({ SnapshotType: 'awsbackup' })),
      message: 'snapshot before-launch was taken at 2026-03-01 11:55Z, 5 min ago',
    },
  ],
  fail: [
    { name: 'none', answers: shop(stale), message: `it has no snapshot, and ${noPoint}, ${wanted}` },
    {
      name: 'an old one',
      answers: shop(stale, clusterSnapshot({ SnapshotCreateTime: minutesAgo(121) })),
      message: `its newest snapshot before-launch was taken 2 h ago, and ${noPoint}, ${wanted}`,
    },
    {
      name: 'one of another cluster',
      answers: shop(stale, clusterSnapshot({ DBClusterIdentifier: 'staging' })),
      message: `it has no snapshot, and ${noPoint}, ${wanted}`,
    },
    {
      name: 'one of a namesake that was deleted',
      answers: shop(stale, clusterSnapshot({ DbClusterResourceId: 'cluster-0' })),
      message: `it has no snapshot, and ${noPoint}, ${wanted}`,
    },
    {
      name: 'a copy of an old one',
      answers: shop(stale, clusterSnapshot({ SourceDBClusterSnapshotArn: arn('cluster-snapshot', 'old') })),
      message: `it has no snapshot, and ${noPoint}, ${wanted}`,
    },
    {
      name: 'a copy of an old one, of an instance',
      answers: shopAlone(stale as DBInstance, snapshot({ OriginalSnapshotCreateTime: hours(50) })),
      target: shopInstance,
      message: `its newest snapshot before-launch was taken 50 h ago, and ${noPoint}, ${wanted}`,
    },
    {
      name: 'one that failed',
      answers: shop(stale, clusterSnapshot({ Status: 'failed', PercentProgress: 0 })),
      message: `its newest snapshot before-launch was taken 5 min ago and is failed (0 %), and ${noPoint}, ${wanted}`,
    },
    {
      name: 'backups are off',
      answers: shopAlone({ BackupRetentionPeriod: 0 }),
      target: shopInstance,
      message: `it has no snapshot, and automated backups are off (BackupRetentionPeriod is 0), ${wanted}`,
    },
  ],
  unknown: [
    {
      name: 'one that is being made',
      answers: shop(stale, clusterSnapshot({ Status: 'creating', PercentProgress: 40 })),
      message: `its newest snapshot before-launch was taken 5 min ago and is creating (40 %), and ${noPoint}; ${again}`,
    },
    {
      name: 'one that has only begun, and has no time yet',
      answers: shopAlone(
        stale as DBInstance,
        snapshot({ Status: 'creating', PercentProgress: 0, SnapshotCreateTime: undefined }),
      ),
      target: shopInstance,
      message: `its newest snapshot before-launch was taken 0 min ago and is creating (0 %), and ${noPoint}; ${again}`,
    },
    {
      name: 'one that is available by half',
      answers: shop(stale, clusterSnapshot({ PercentProgress: 50 })),
      message: `its newest snapshot before-launch was taken 5 min ago (50 %), and ${noPoint}; ${again}`,
    },
    {
      name: 'a status that is not told',
      answers: shop(stale, clusterSnapshot({ Status: undefined })),
      message: `its newest snapshot before-launch was taken 5 min ago and is of unknown status, and ${noPoint}; ${again}`,
    },
    {
      name: 'a point that is not told',
      answers: shop({ LatestRestorableTime: undefined }),
      message: `it has no snapshot, and to what time it can be restored is not told; ${again}`,
    },
  ],
};

export const anyBackup: ProbeCases = {
  target,
  pass: [
    {
      name: 'a restorable point',
      answers: shop({}),
      message: 'it can be restored to 2026-03-01 11:56Z, 4 min ago',
    },
    {
      name: 'a snapshot of yesterday',
      answers: shopAlone({ BackupRetentionPeriod: 0 }, snapshot({ SnapshotCreateTime: hours(25) })),
      target: shopInstance,
      message: 'snapshot before-launch was taken at 2026-02-28 11:00Z',
    },
  ],
  fail: [
    {
      name: 'a snapshot of last week',
      answers: shop(stale, clusterSnapshot({ SnapshotCreateTime: hours(24 * 7) })),
      message: `${noPoint}, and its newest snapshot before-launch was taken 7 d ago, expected one of the last 26 hours`,
    },
  ],
  unknown: [
    {
      name: 'a point that is not told',
      answers: shop({ LatestRestorableTime: undefined }),
      message:
        'to what time it can be restored is not told, and it has no snapshot, expected one of the last 26 hours',
    },
  ],
};

const soon = (days: number): Date => hours(-24 * days);

function pending(of: string, ...actions: PendingMaintenanceAction[]): Answers {
  return {
    ...withCluster(),
    'rds:DescribePendingMaintenanceActions': {
      PendingMaintenanceActions: [
        { ResourceIdentifier: of, PendingMaintenanceActionDetails: actions },
        {
          ResourceIdentifier: arn('db', 'other'),
          PendingMaintenanceActionDetails: [{ Action: 'os-upgrade', ForcedApplyDate: hours(100) }],
        },
      ],
    },
  };
}

const nothing: Answers = {
  ...withCluster(),
  'rds:DescribePendingMaintenanceActions': { PendingMaintenanceActions: [] },
};
const second = arn('db', 'shop-2');

export const maintenance: ProbeCases = {
  target,
  pass: [
    { name: 'none', answers: nothing, message: 'no maintenance is pending' },
    {
      name: 'of another database',
      answers: pending(arn('db', 'others')),
      message: 'no maintenance is pending',
    },
    {
      name: 'planned',
      answers: pending(arn('cluster', 'shop'), { Action: 'db-upgrade', CurrentApplyDate: soon(3) }),
      message: 'db-upgrade of cluster shop is pending, due after 2026-03-04 12:00Z',
    },
    {
      name: 'planned before it would be forced',
      answers: pending(second, { Action: 'os-upgrade', CurrentApplyDate: soon(1), ForcedApplyDate: soon(5) }),
      message: 'os-upgrade of shop-2 is pending, due after 2026-03-02 12:00Z',
    },
    {
      name: 'offered, with no time',
      answers: pending(second, { Action: 'os-upgrade' }),
      message: 'os-upgrade of shop-2 is pending, with no time set',
    },
    {
      name: 'due in the window of this week, forced in weeks',
      answers: pending(second, {
        Action: 'os-upgrade',
        AutoAppliedAfterDate: hours(30),
        ForcedApplyDate: soon(20),
      }),
      message: 'os-upgrade of shop-2 is pending, due after 2026-02-28 06:00Z',
    },
  ],
  unknown: [
    {
      name: 'what it is, AWS does not say',
      answers: pending(second, {}),
      message:
        'maintenance that AWS does not name of shop-2 is pending, with no time set; see aws rds describe-pending-maintenance-actions',
    },
  ],
  fail: [
    {
      name: 'forced and still there',
      answers: pending(second, { Action: 'hardware-maintenance', ForcedApplyDate: hours(24) }),
      message: 'hardware-maintenance of shop-2 was to be forced at 2026-02-28 12:00Z and is still pending',
    },
    {
      name: 'due for more than a week',
      answers: pending(second, { Action: 'os-upgrade', AutoAppliedAfterDate: hours(24 * 8) }),
      message:
        'os-upgrade of shop-2 was due in the first window after 2026-02-21 12:00Z and is still pending',
    },
    {
      name: 'about to be forced',
      answers: pending(second, { Action: 'ca-certificate-rotation', ForcedApplyDate: soon(2) }),
      message:
        'ca-certificate-rotation of shop-2 is forced from 2026-03-03 12:00Z on, outside its window; apply it in a window of your own',
    },
  ],
};

export const patched: ProbeCases = {
  target,
  pass: [
    { name: 'nothing', answers: nothing, message: 'no patch is pending' },
    {
      name: 'what is no patch',
      answers: pending(second, { Action: 'ca-certificate-rotation' }),
      message: 'no patch is pending',
    },
    {
      name: 'planned',
      answers: pending(second, { Action: 'system-update', CurrentApplyDate: soon(1) }),
      message: 'system-update of shop-2 is pending, due after 2026-03-02 12:00Z',
    },
  ],
  fail: [
    {
      name: 'overdue',
      answers: pending(second, { Action: 'db-upgrade', ForcedApplyDate: hours(3) }),
      message: 'db-upgrade of shop-2 was to be forced at 2026-03-01 09:00Z and is still pending',
    },
  ],
  unknown: [
    {
      name: 'offered, with no time',
      answers: pending(second, {
        Action: 'os-upgrade',
        Description: 'New Operating System update is available',
      }),
      message:
        'os-upgrade of shop-2 is pending, with no time set; apply it, or record why not (aws rds apply-pending-maintenance-action)',
    },
  ],
};

const windows = (ofCluster: string | undefined, ...ofMembers: readonly (string | undefined)[]): Answers =>
  withCluster(
    cluster({ PreferredMaintenanceWindow: ofCluster }),
    ofMembers.map((PreferredMaintenanceWindow, i) =>
      member(`shop-${i + 1}`, 'a', { PreferredMaintenanceWindow }),
    ),
  );
const wednesday = 'wed:03:00-wed:03:30';

export const wednesdays: ProbeCases = {
  target,
  pass: [
    {
      name: 'the cluster and its member',
      answers: windows(wednesday, wednesday),
      message: 'the window is wed:03:00-wed:03:30 of the cluster, wed:03:00-wed:03:30 of shop-1',
    },
  ],
  fail: [
    {
      name: 'a member on Sunday',
      answers: windows(wednesday, wednesday, 'sun:23:00-sun:23:30'),
      message: 'the window is sun:23:00-sun:23:30 of shop-2, expected Wednesday',
    },
  ],
  unknown: [
    {
      name: 'Tuesday in UTC',
      answers: windows('tue:18:00-tue:18:30', wednesday),
      message:
        'the window is tue:18:00-tue:18:30 of the cluster in UTC; verify that it is Wednesday where you are',
    },
    { name: 'not told', answers: windows(wednesday, undefined), message: 'the window of shop-1 is not told' },
  ],
};
