import type { BackupSelection, GetBackupPlanOutput } from '@aws-sdk/client-backup';
import { now } from '../account';
import type { ProbeCase } from '../asking';
import { serviceError, type Answers } from '../service';

/** A case, in one line. */
export const when = (name: string, answers: Answers, message: string): ProbeCase => ({
  name,
  answers,
  message,
});

/** So many hours before the run. */
export const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

/** The database that is asked about, and its ARN. */
export const database = { type: 'AWS::RDS::DBCluster', id: 'shop' };
export const arn = 'arn:aws:rds:eu-west-1:123456789012:cluster:shop';

export const notFound = serviceError('ResourceNotFoundException');

/** Runs of a plan to come, so many hours apart. */
export function runsEvery(hours: number): { readonly ScheduledRunsPreview: { ExecutionTime: Date }[] } {
  const times = [1, 2, 3, 4].map((run) => ({ ExecutionTime: hoursAgo(-hours * run) }));
  return { ScheduledRunsPreview: times };
}

/** A cluster of Aurora with tags, which exists. */
export function clusterIs(
  tags: Readonly<Record<string, string>> = {},
  Engine = 'aurora-postgresql',
): Answers {
  const TagList = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return { 'rds:DescribeDBClusters': { DBClusters: [{ DBClusterIdentifier: 'shop', Engine, TagList }] } };
}

/** One daily plan whose selection is made ten days ago, of a cluster without tags. */
export function selectedBy(
  selection: Partial<BackupSelection>,
  {
    plan = runsEvery(24),
    since = hoursAgo(240),
  }: { readonly plan?: GetBackupPlanOutput; readonly since?: Date } = {},
): Answers {
  const named = { SelectionName: 'all', IamRoleArn: 'arn:aws:iam::123456789012:role/backup' };
  return {
    ...clusterIs(),
    'backup:ListBackupPlans': { BackupPlansList: [{ BackupPlanId: 'p', BackupPlanName: 'daily' }] },
    'backup:ListBackupSelections': { BackupSelectionsList: [{ SelectionId: 's', BackupPlanId: 'p' }] },
    'backup:GetBackupSelection': { BackupSelection: { ...named, ...selection }, CreationDate: since },
    'backup:GetBackupPlan': plan,
  };
}

/** One that names the cluster. */
export const selected = selectedBy({ Resources: [arn] });

/** No plan in the region. */
export const noPlan: Answers = { ...clusterIs(), 'backup:ListBackupPlans': { BackupPlansList: [] } };
export const leftAlone =
  'no plan of AWS Backup copies shop every day: that is left to its own automated backups';
