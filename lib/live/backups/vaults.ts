import { BackupClient, DescribeBackupVaultCommand } from '@aws-sdk/client-backup';
import { absent } from '../absent';
import { at } from '../ages';
import { fail, pass, unknown, type Answer } from '../answer';
import type { Aws } from '../aws';
import { ifFound } from '../call-failed';
import type { Target } from '../target';

const call = 'backup:DescribeBackupVault';

/** Whether a vault refuses to let go of backups before their time. */
export async function isLocked({ id: BackupVaultName }: Target, aws: Aws): Promise<Answer> {
  const asked = aws.client(BackupClient).send(new DescribeBackupVaultCommand({ BackupVaultName }));
  const vault = await ifFound(asked, 'ResourceNotFoundException');
  if (!vault) return absent(`backup vault ${BackupVaultName}`, call, aws);
  const { Locked, LockDate, MinRetentionDays: least } = vault;
  if (Locked === undefined)
    return unknown(`AWS does not say whether backup vault ${BackupVaultName} is locked`);
  const seen = [{ call, path: 'Locked', value: String(Locked) }];
  if (!Locked) return fail(`backup vault ${BackupVaultName} is not locked, expected a lock`, seen);
  if (least === undefined)
    return fail(
      `backup vault ${BackupVaultName} is locked for no least retention, expected one in days`,
      seen,
    );
  const until = LockDate ? `, for good from ${at(LockDate)}` : ', which administrators may undo';
  return pass(`backup vault ${BackupVaultName} keeps backups for ${least} days at least${until}`, [
    ...seen,
    { call, path: 'MinRetentionDays', value: String(least) },
  ]);
}
