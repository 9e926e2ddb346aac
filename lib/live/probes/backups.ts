import type { ItemId } from '../../checklist';
import { probes, type Probe } from '../probe';

/** Databases that AWS Backup copies. */
const databases = [
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::DocDB::DBCluster',
  'AWS::Neptune::DBCluster',
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
];
const ofDatabases = { of: 'role', role: 'databases', types: databases } as const;
const ofPlans = { of: 'every', types: ['AWS::Backup::BackupPlan'] } as const;

/** What it takes to find the plans that select a database. */
const coverage = [
  'backup:ListBackupPlans',
  'backup:GetBackupPlan',
  'backup:ListBackupSelections',
  'backup:GetBackupSelection',
  'rds:DescribeDBClusters',
  'rds:DescribeDBInstances',
] as const;

const recent = (): typeof import('../backups/recent') =>
  require('../backups/recent') as typeof import('../backups/recent');
const plans = (): typeof import('../backups/plans') =>
  require('../backups/plans') as typeof import('../backups/plans');

const restores: readonly (readonly [ItemId, string, string])[] = [
  [
    'DATA4',
    'Database was restored from a backup and validated within 35 days',
    'Backups that nobody ever restored lack a key, a permission or the data, and it shows when they are needed.',
  ],
  [
    'ROLL3',
    'Database can be restored: its last restore was validated',
    'In the night of the rollback nobody knows how long a restore takes, nor whether it works at all.',
  ],
];

/** Questions to AWS Backup; backups that databases make by themselves are asked for elsewhere. */
export const backupProbes = probes(
  {
    id: 'ENV7.backed-up',
    title: 'Database that a backup plan selects was backed up within a day',
    severity: 'error',
    why: 'A plan whose role lost a permission, or whose tags changed, goes on existing and backs nothing up.',
    fix: 'Look at the jobs of the database in AWS Backup, and start a backup (aws backup start-backup-job).',
    docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/view-protected-resources.html',
    about: ofDatabases,
    actions: ['backup:DescribeProtectedResource', ...coverage],
    ask: () => recent().hasRecentBackup,
  },
  {
    id: 'ENV7.files-backed-up',
    title: 'File system was backed up within a day',
    severity: 'error',
    why: 'Uploads that were deleted or encrypted by an intruder come back from a backup only.',
    fix: 'Enable its automatic backups (aws efs put-backup-policy), or select it in a daily plan with DailyBackupPlan.',
    docs: 'https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html',
    about: { of: 'proof', types: ['AWS::EFS::FileSystem'] },
    actions: ['backup:DescribeProtectedResource'],
    ask: () => recent().hasRecentBackup,
  },
  {
    id: 'ENV7.opted-in',
    title: 'Region is opted in to backups of the database that a plan selects',
    severity: 'error',
    why: 'Without the opt-in, plans leave Aurora out without a failed job, and the first to notice needs the backup.',
    fix: 'Opt in: aws backup update-region-settings --resource-type-opt-in-preference Aurora=true (or RDS=true).',
    docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
    about: ofDatabases,
    actions: ['backup:DescribeRegionSettings', ...coverage],
    ask: () => (require('../backups/opt-in') as typeof import('../backups/opt-in')).isOptedIn,
  },
  {
    id: 'ENV7.plan',
    title: 'Backup plan selects something and ran when it was due',
    severity: 'error',
    why: 'A plan that selects nothing, or stopped running, fails no job: its silence looks like success.',
    fix: 'Assign what it should back up to the plan, or deploy the stack that makes it again.',
    docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/about-backup-plans.html',
    about: ofPlans,
    actions: ['backup:GetBackupPlan', 'backup:ListBackupSelections'],
    ask: () => plans().planRuns,
  },
  {
    id: 'ENV7.locked',
    title: 'Backup vault is locked',
    severity: 'warning',
    why: 'Whoever encrypts the data for ransom deletes the backups first, with the rights of an administrator.',
    fix: 'Lock it: aws backup put-backup-vault-lock-configuration --min-retention-days 7, or lockConfiguration of the vault.',
    docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
    about: { of: 'every', types: ['AWS::Backup::BackupVault'] },
    actions: ['backup:DescribeBackupVault'],
    ask: () => (require('../backups/vaults') as typeof import('../backups/vaults')).isLocked,
  },
  {
    id: 'MORN4.database',
    title: 'Database was backed up by AWS Backup since yesterday',
    severity: 'error',
    why: 'A list of the backups that completed does not show the one that never began.',
    fix: 'See why the job failed (aws backup describe-backup-job --backup-job-id ID), and start it again.',
    docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/monitoring.html',
    about: ofDatabases,
    actions: ['backup:ListBackupJobs', ...coverage],
    ask: () => (require('../backups/jobs') as typeof import('../backups/jobs')).backupsSucceeded,
  },
  {
    id: 'MORN4.plan',
    title: 'Backup plan had no job that failed since yesterday',
    severity: 'error',
    why: 'Backups fail one at a time, for a week nobody looks, and then the week is what is missing.',
    fix: 'See why the job failed (aws backup describe-backup-job --backup-job-id ID), and start it again.',
    docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/monitoring.html',
    about: ofPlans,
    actions: ['backup:GetBackupPlan', 'backup:ListBackupJobs'],
    ask: () => plans().planSucceeded,
  },
  ...restores.map(([item, title, why]): Probe => ({
    id: `${item}.restored`,
    title,
    severity: 'error',
    why,
    fix: 'Restore the latest backup, look into the data and record it: aws backup put-restore-validation-result.',
    docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-validation.html',
    about: ofDatabases,
    actions: ['backup:ListRestoreJobsByProtectedResource'],
    ask: () => (require('../backups/restores') as typeof import('../backups/restores')).wasRestored,
  })),
  {
    id: 'DATA4.testing-plan',
    title: 'Restore testing plan restored and validated what it selects',
    severity: 'error',
    why: 'A restore that completed shows that storage was copied: nobody logged in, and nobody saw a row.',
    fix: 'Record what the validation saw: aws backup put-restore-validation-result, in a function that runs after each restore.',
    docs: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html',
    about: { of: 'every', types: ['AWS::Backup::RestoreTestingPlan'] },
    actions: [
      'backup:GetRestoreTestingPlan',
      'backup:ListRestoreTestingSelections',
      'backup:ListRestoreJobs',
    ],
    ask: () =>
      (require('../backups/restore-testing') as typeof import('../backups/restore-testing')).testsRestores,
  },
);
