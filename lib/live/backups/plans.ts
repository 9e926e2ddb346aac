import { BackupClient, paginateListBackupSelections, type GetBackupPlanOutput } from '@aws-sdk/client-backup';
import { backup } from '../../checklist/thresholds';
import { absent } from '../absent';
import { age, ago, at, hours, span } from '../ages';
import { fail, pass, unknown, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import type { Target } from '../target';
import { judgeJobs, jobsSinceYesterday } from './jobs';
import { bound } from './recent';
import { pauseOf, planOf } from './schedules';
import { byArn, counted, nameIn, together } from './together';

const call = 'backup:GetBackupPlan';

/** Whether a backup plan is there, selects something, and runs when it is due. */
export async function planRuns(target: Target, aws: Aws): Promise<Answer> {
  const plan = await livingPlan(target, aws);
  if ('outcome' in plan) return plan;
  const client = aws.client(BackupClient);
  const pages = paginateListBackupSelections({ client }, { BackupPlanId: target.id });
  const selections = await everyPage(pages, (page) => page.BackupSelectionsList);
  if (selections.length > 0) return judgeRuns(plan, aws);
  const seen = [{ call: 'backup:ListBackupSelections', path: 'BackupSelectionsList', value: '0 selections' }];
  return fail(`${named(plan)} selects nothing, and so backs nothing up`, seen);
}

/** A plan that may run, or an answer where it cannot. */
async function livingPlan({ id }: Target, aws: Aws): Promise<GetBackupPlanOutput | Answer> {
  const plan = await planOf(id, aws);
  if (!plan) return absent(`backup plan ${id}`, call, aws);
  if (plan.DeletionDate) {
    const seen = [{ call, path: 'DeletionDate', value: plan.DeletionDate.toISOString() }];
    return fail(`${named(plan)} was deleted at ${at(plan.DeletionDate)}`, seen);
  }
  const rules = plan.BackupPlan?.Rules;
  const seen = [{ call, path: 'BackupPlan.Rules', value: `${rules?.length ?? 0} rules` }];
  return rules?.length === 0 ? fail(`${named(plan)} has no rule, and so never runs`, seen) : plan;
}

function named({ BackupPlan, BackupPlanId }: GetBackupPlanOutput): string {
  return `backup plan ${BackupPlan?.BackupPlanName ?? BackupPlanId}`;
}

function judgeRuns(plan: GetBackupPlanOutput, { now }: Aws): Answer {
  const { LastExecutionDate: last, CreationDate: created } = plan;
  const seen: readonly Seen[] = [{ call, path: 'LastExecutionDate', value: last?.toISOString() ?? 'none' }];
  const ran = last ? `${named(plan)} ran last at ${ago(last, now)}` : `${named(plan)} has not run yet`;
  const pause = pauseOf(plan);
  const since = last ?? created;
  if (pause === undefined || !since)
    return unknown(
      `${ran}, and AWS does not say when it should; see its rules in the console of AWS Backup`,
      seen,
    );
  const isLate = age(since, now) > pause + hours(backup.lateHours);
  if (isLate) return fail(`${ran}, expected a run every ${span(pause)}`, seen);
  return last
    ? pass(ran, seen)
    : unknown(`${ran}; it was made at ${at(since)}, ask again when it has run`, seen);
}

/** Whether the jobs that a plan began since yesterday succeeded, each for what it copies. */
export async function planSucceeded(target: Target, aws: Aws): Promise<Answer> {
  const plan = await livingPlan(target, aws);
  if ('outcome' in plan) return plan;
  const jobs = (await jobsSinceYesterday({}, aws)).filter(
    ({ CreatedBy }) => CreatedBy?.BackupPlanId === target.id,
  );
  if (jobs.length === 0) return withoutJobs(plan, aws);
  const resources = [...byArn(jobs, ({ ResourceArn }) => ResourceArn)];
  const answers = resources.map(([arn, each]) => judgeJobs(each, nameIn(arn), aws));
  return together(
    answers,
    `${named(plan)} backed up ${counted(resources.length, 'resource')} since yesterday`,
  );
}

function withoutJobs(plan: GetBackupPlanOutput, { now }: Aws): Answer {
  const { LastExecutionDate: last } = plan;
  const seen: readonly Seen[] = [
    { call: 'backup:ListBackupJobs', path: 'BackupJobs', value: '0 jobs of the plan' },
    { call, path: 'LastExecutionDate', value: last?.toISOString() ?? 'none' },
  ];
  const none = `${named(plan)} began no backup in the last ${bound} hours`;
  if (last && age(last, now) <= hours(bound))
    return fail(
      `${none}, though it ran at ${at(last)}: what it selects does not exist, or is not opted in`,
      seen,
    );
  return unknown(
    `${none}; it ${last ? `ran last at ${at(last)}` : 'has never run'}, see whether it was due`,
    seen,
  );
}
