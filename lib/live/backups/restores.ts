import {
  BackupClient,
  paginateListRestoreJobsByProtectedResource,
  type RestoreJobsListMember,
} from '@aws-sdk/client-backup';
import { restoreTests } from '../../checklist/thresholds';
import { age, ago, at, days, span } from '../ages';
import { fail, pass, unknown, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage, ifFound } from '../call-failed';
import { latestFirst } from '../latest';
import type { Target } from '../target';
import { arnOf } from './stores';

const { withinDays } = restoreTests;

/** Whether a backup of a database was restored lately, and somebody saw that its data is there. */
export async function wasRestored(target: Target, aws: Aws): Promise<Answer> {
  const client = aws.client(BackupClient);
  const pages = paginateListRestoreJobsByProtectedResource({ client }, { ResourceArn: arnOf(target) });
  const asked = everyPage(pages, (page) => page.RestoreJobs);
  const jobs = (await ifFound(asked, 'ResourceNotFoundException')) ?? [];
  const recent = jobs.filter(
    ({ CreationDate }) => CreationDate && age(CreationDate, aws.now) <= days(withinDays),
  );
  return judgeRestores(recent, target.id, aws, 'backup:ListRestoreJobsByProtectedResource');
}

/** The latest restore that shows anything decides; one that nobody looked into shows nothing. */
export function judgeRestores(
  jobs: readonly RestoreJobsListMember[],
  name: string,
  { now }: Pick<Aws, 'now'>,
  call: string,
): Answer {
  const ordered = latestFirst(jobs, ({ CreationDate }) => CreationDate);
  const [last] = ordered.filter((job) => meaningOf(job) !== 'nothing');
  const validate = 'validate one (aws backup put-restore-validation-result), or attest the restore';
  if (!last && ordered[0])
    return unknown(`${name}: ${stateOf(ordered[0], now)}; ${validate}`, [factOf(ordered[0], call)]);
  if (!last) {
    const none = `AWS Backup restored no backup of ${name} in the last ${withinDays} days`;
    return unknown(`${none}; restore one and ${validate}`, [{ call, path: 'RestoreJobs', value: '0 jobs' }]);
  }
  const seen = [factOf(last, call)];
  const told = `${name}: ${stateOf(last, now)}`;
  return meaningOf(last) === 'good' ? pass(told, seen) : fail(`${told}, expected a validated restore`, seen);
}

/** What a restore says about the backup; one that is under way, was stopped or was not validated says nothing. */
function meaningOf({ Status, ValidationStatus }: RestoreJobsListMember): 'good' | 'bad' | 'nothing' {
  if (Status === 'FAILED') return 'bad';
  if (Status !== 'COMPLETED') return 'nothing';
  if (ValidationStatus === 'SUCCESSFUL') return 'good';
  return ValidationStatus === 'FAILED' || ValidationStatus === 'TIMED_OUT' ? 'bad' : 'nothing';
}

function stateOf(job: RestoreJobsListMember, now: Date): string {
  const { Status, ValidationStatus, CreationDate: began, CompletionDate: ended } = job;
  if (Status !== 'COMPLETED')
    return `its last restore${began ? `, begun at ${at(began)},` : ''} is ${Status ?? 'in no state'}`;
  const took = began && ended ? ` within ${span(ended.getTime() - began.getTime())}` : '';
  const when = ended ?? began;
  const restored = `its last restore completed${took}${when ? ` at ${ago(when, now)}` : ''}`;
  if (ValidationStatus === undefined) return `${restored}, and was not validated`;
  return `${restored}, its validation is ${ValidationStatus}`;
}

function factOf({ Status, ValidationStatus, CreationDate }: RestoreJobsListMember, call: string): Seen {
  const parts = [Status, ValidationStatus, CreationDate?.toISOString()].filter((part) => part !== undefined);
  return { call, path: 'RestoreJobs.0', value: parts.join(' ') };
}
