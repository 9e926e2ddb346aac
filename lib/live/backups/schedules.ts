import { BackupClient, GetBackupPlanCommand, type GetBackupPlanOutput } from '@aws-sdk/client-backup';
import type { Aws } from '../aws';
import { ifFound } from '../call-failed';
import { pauses } from '../latest';

/** Runs to come that AWS tells of a plan, as many as it does: enough to see the pause of a weekend. */
const runsAhead = 10;

/** A backup plan; undefined where it does not exist. */
export function planOf(BackupPlanId: string, aws: Aws): Promise<GetBackupPlanOutput | undefined> {
  const asked = new GetBackupPlanCommand({ BackupPlanId, MaxScheduledRunsPreview: runsAhead });
  return ifFound(aws.client(BackupClient).send(asked), 'ResourceNotFoundException');
}

/** The longest pause between the runs to come of a plan; undefined where AWS does not tell them. */
export function pauseOf({ ScheduledRunsPreview }: GetBackupPlanOutput): number | undefined {
  const runs = (ScheduledRunsPreview ?? []).flatMap(({ ExecutionTime }) => ExecutionTime ?? []);
  return runs.length > 1 ? Math.max(...pauses(runs)) : undefined;
}
