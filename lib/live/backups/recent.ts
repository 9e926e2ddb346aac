import { BackupClient, DescribeProtectedResourceCommand } from '@aws-sdk/client-backup';
import { backup } from '../../checklist/thresholds';
import { absent } from '../absent';
import { age, ago, at, hours } from '../ages';
import { fail, notApplicable, pass, unknown, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { ifFound } from '../call-failed';
import type { Target } from '../target';
import { plansFor, type Selecting } from './coverage';
import { arnOf, storeOf } from './stores';

/** Hours within which a daily backup must have been made. */
export const bound = backup.intervalHours + backup.lateHours;

/** Whether AWS Backup made a backup within a day, of what a plan selects. */
export async function hasRecentBackup(target: Target, aws: Aws): Promise<Answer> {
  const ResourceArn = arnOf(target);
  const asked = aws.client(BackupClient).send(new DescribeProtectedResourceCommand({ ResourceArn }));
  const { LastBackupTime: last, LastRecoveryPointArn: point } =
    (await ifFound(asked, 'ResourceNotFoundException')) ?? {};
  const call = 'backup:DescribeProtectedResource';
  const seen: readonly Seen[] = [{ call, path: 'LastBackupTime', value: last?.toISOString() ?? 'none' }];
  const made = last
    ? `AWS Backup backed ${target.id} up last at ${ago(last, aws.now)}`
    : `AWS Backup has no backup of ${target.id}`;
  if (last && age(last, aws.now) <= hours(bound)) return pass(made, seen);
  if (point?.includes(':continuous:') === true)
    return unknown(
      `${made}, continuously since; see its latest restorable time in the console of AWS Backup`,
      seen,
    );
  return withoutRecent(target, aws, made, seen);
}

/** A missing backup fails where one is due: a plan selects the store, or nothing else backs its kind up. */
async function withoutRecent(target: Target, aws: Aws, made: string, seen: readonly Seen[]): Promise<Answer> {
  const expected = `expected one within ${bound} hours`;
  if (target.type === 'AWS::EFS::FileSystem') return fail(`${made}, ${expected}`, seen);
  const selected = await selectedBy(target, aws);
  if ('outcome' in selected) return selected;
  const { plan, doubt, since } = selected;
  if (doubt !== undefined) return unknown(`${made}; ${doubt}`, seen);
  if (since && age(since, aws.now) <= hours(bound))
    return unknown(`${made}; plan ${plan} selects it since ${at(since)}, ask again when it has run`, seen);
  return fail(`${made}, though plan ${plan} selects it; ${expected}`, seen);
}

/** The plan that backs a store up every day, or an answer where none does. */
export async function selectedBy(target: Target, aws: Aws): Promise<(Selecting & { kind: string }) | Answer> {
  const store = await storeOf(target, aws);
  if (!store) return absent(target.id, 'rds:DescribeDBClusters', aws);
  const [selecting] = await plansFor(store, aws);
  if (selecting) return { ...selecting, kind: store.kind };
  return notApplicable(
    `no plan of AWS Backup copies ${target.id} every day: that is left to its own automated backups`,
  );
}
