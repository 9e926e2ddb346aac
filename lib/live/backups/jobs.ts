import { BackupClient, paginateListBackupJobs, type BackupJob } from '@aws-sdk/client-backup';
import { age, ago, at, hours } from '../ages';
import { fail, pass, unknown, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import { latestFirst } from '../latest';
import type { Target } from '../target';
import { bound, selectedBy } from './recent';
import { arnOf } from './stores';

/** Jobs since yesterday, the latest first. */
export async function jobsSinceYesterday(
  filter: { readonly ByResourceArn?: string },
  aws: Aws,
): Promise<readonly BackupJob[]> {
  const client = aws.client(BackupClient);
  const ByCreatedAfter = new Date(aws.now.getTime() - hours(bound));
  const pages = paginateListBackupJobs({ client }, { ...filter, ByCreatedAfter });
  return latestFirst(await everyPage(pages, (page) => page.BackupJobs), ({ CreationDate }) => CreationDate);
}

/** Whether the backups of a store succeeded since yesterday, and began at all where a plan selects it. */
export async function backupsSucceeded(target: Target, aws: Aws): Promise<Answer> {
  const jobs = await jobsSinceYesterday({ ByResourceArn: arnOf(target) }, aws);
  if (jobs.length > 0) return judgeJobs(jobs, target.id, aws);
  const selected = await selectedBy(target, aws);
  if ('outcome' in selected) return selected;
  const { plan, doubt, since } = selected;
  const seen: readonly Seen[] = [{ call: 'backup:ListBackupJobs', path: 'BackupJobs', value: '0 jobs' }];
  const none = `AWS Backup began no backup of ${target.id} in the last ${bound} hours`;
  if (doubt !== undefined) return unknown(`${none}; ${doubt}`, seen);
  if (since && age(since, aws.now) <= hours(bound))
    return unknown(`${none}; plan ${plan} selects it since ${at(since)}, ask again when it has run`, seen);
  return fail(`${none}, though plan ${plan} selects it`, seen);
}

/** The latest job that has ended decides: an earlier one that failed was made good, or was not. */
export function judgeJobs(jobs: readonly BackupJob[], name: string, { now }: Pick<Aws, 'now'>): Answer {
  const [last] = jobs.filter(({ State }) => State !== undefined && !underWay.includes(State));
  if (!last) {
    const states = [...new Set(jobs.map(({ State }) => State ?? 'in no state'))].join(', ');
    return unknown(
      `the backup of ${name} is ${states}; ask again when it has ended`,
      jobs.slice(0, 1).map(factOf),
    );
  }
  const when = last.CompletionDate ?? last.CreationDate;
  const ended = `the last backup of ${name} is ${last.State}${when ? ` at ${ago(when, now)}` : ''}`;
  const seen = [factOf(last)];
  if (last.State !== 'COMPLETED') return fail(`${ended}, expected COMPLETED${reasonOf(last)}`, seen);
  // "Completed with issues" in the console is a state of COMPLETED with another category than SUCCESS.
  if (last.MessageCategory !== undefined && last.MessageCategory !== 'SUCCESS')
    return unknown(
      `${ended} with issues (${last.MessageCategory}); see the job in the console of AWS Backup`,
      seen,
    );
  return pass(ended, seen);
}

const underWay: readonly string[] = ['CREATED', 'PENDING', 'RUNNING', 'ABORTING'];

function reasonOf({ MessageCategory, BackupJobId }: BackupJob): string {
  const job = BackupJobId === undefined ? '' : `; job ${BackupJobId}`;
  return MessageCategory === undefined ? job : `${job} says ${MessageCategory}`;
}

function factOf({ State, CreationDate }: BackupJob): Seen {
  const value = `${State} ${CreationDate?.toISOString() ?? ''}`.trim();
  return { call: 'backup:ListBackupJobs', path: 'BackupJobs.0.State', value };
}
