import type { DescribeBackupVaultOutput, GetBackupPlanOutput } from '@aws-sdk/client-backup';
import type { ProbeCases } from '../asking';
import type { Answers } from '../service';
import { hoursAgo, notFound, runsEvery, when } from './backups';
import { job, jobsAre } from './made';

const target = { type: 'AWS::Backup::BackupPlan', id: 'p' };
const rule = { RuleName: 'daily', TargetBackupVaultName: 'vault' };
const body = { BackupPlanName: 'daily', Rules: [rule] };

/** A daily plan that ran seven hours ago. */
function planIs(change: GetBackupPlanOutput = {}): Answers {
  const ran = { CreationDate: hoursAgo(240), LastExecutionDate: hoursAgo(7) };
  return {
    'backup:GetBackupPlan': { BackupPlanId: 'p', BackupPlan: body, ...ran, ...runsEvery(24), ...change },
  };
}

const selects: Answers = {
  'backup:ListBackupSelections': ({ NextToken }) =>
    NextToken === undefined
      ? { BackupSelectionsList: [], NextToken: 'more' }
      : { BackupSelectionsList: [{ SelectionId: 's' }] },
};
const runs = (change?: GetBackupPlanOutput): Answers => ({ ...selects, ...planIs(change) });
const ran = 'backup plan daily ran last at 2026-03-01 05:00 UTC, 7 hours ago';

const gone = [
  when('no such plan', { 'backup:GetBackupPlan': notFound }, 'backup plan p does not exist in eu-west-1'),
  when(
    'deleted',
    planIs({ DeletionDate: hoursAgo(1) }),
    'backup plan daily was deleted at 2026-03-01 11:00 UTC',
  ),
  when(
    'no rule',
    planIs({ BackupPlan: { ...body, Rules: [] } }),
    'backup plan daily has no rule, and so never runs',
  ),
];

/** Whether a plan selects something and runs. */
export const planRuns: ProbeCases = {
  target,
  pass: [
    when('this night', runs(), ran),
    when(
      'last week, as it should',
      runs({ LastExecutionDate: hoursAgo(160), ...runsEvery(168) }),
      'backup plan daily ran last at 2026-02-22 20:00 UTC, 6 days ago',
    ),
  ],
  fail: [
    ...gone,
    when(
      'nothing selected',
      { ...planIs(), 'backup:ListBackupSelections': { BackupSelectionsList: [] } },
      'backup plan daily selects nothing, and so backs nothing up',
    ),
    when(
      'too long ago',
      runs({ LastExecutionDate: hoursAgo(27) }),
      'backup plan daily ran last at 2026-02-28 09:00 UTC, 27 hours ago, expected a run every 24 hours',
    ),
    when(
      'never',
      runs({ LastExecutionDate: undefined }),
      'backup plan daily has not run yet, expected a run every 24 hours',
    ),
  ],
  unknown: [
    when(
      'made today',
      runs({ LastExecutionDate: undefined, CreationDate: hoursAgo(3) }),
      'backup plan daily has not run yet; it was made at 2026-03-01 09:00 UTC, ask again when it has run',
    ),
    when(
      'no word of runs to come',
      runs({ ScheduledRunsPreview: undefined }),
      `${ran}, and AWS does not say when it should; see its rules in the console of AWS Backup`,
    ),
    when(
      'one run to come',
      runs({ ScheduledRunsPreview: [{ ExecutionTime: hoursAgo(-17) }] }),
      `${ran}, and AWS does not say when it should; see its rules in the console of AWS Backup`,
    ),
    when(
      'no dates at all',
      runs({ LastExecutionDate: undefined, CreationDate: undefined }),
      'backup plan daily has not run yet, and AWS does not say when it should; see its rules in the console of AWS Backup',
    ),
  ],
};

const CreatedBy = { BackupPlanId: 'p' };
const other = 'arn:aws:dynamodb:eu-west-1:123456789012:table/carts';
const none = 'backup plan daily began no backup in the last 26 hours';
const sole = (name: string, state: string): string =>
  `the last backup of ${name} is ${state} at 2026-03-01 05:00 UTC, 7 hours ago`;

/** Whether the jobs of a plan succeeded. */
export const planSucceeded: ProbeCases = {
  target,
  pass: [
    when(
      'two resources, and a failure of another plan',
      {
        ...planIs(),
        ...jobsAre(
          job(7, 'COMPLETED', { CreatedBy }),
          job(7, 'COMPLETED', { CreatedBy, ResourceArn: other }),
          job(7, 'FAILED', { CreatedBy: { BackupPlanId: 'q' } }),
          job(7, 'FAILED'),
        ),
      },
      'backup plan daily backed up 2 resources since yesterday',
    ),
    when(
      'one made good',
      { ...planIs(), ...jobsAre(job(9, 'EXPIRED', { CreatedBy }), job(7, 'COMPLETED', { CreatedBy })) },
      'backup plan daily backed up 1 resource since yesterday',
    ),
  ],
  fail: [
    ...gone,
    when(
      'one of two',
      {
        ...planIs(),
        ...jobsAre(job(7, 'COMPLETED', { CreatedBy }), job(7, 'FAILED', { CreatedBy, ResourceArn: other })),
      },
      `${sole('table/carts', 'FAILED')}, expected COMPLETED; job j7`,
    ),
    when(
      'one that AWS does not name',
      { ...planIs(), ...jobsAre(job(7, 'FAILED', { CreatedBy, ResourceArn: undefined })) },
      `${sole('a resource that AWS does not name', 'FAILED')}, expected COMPLETED; job j7`,
    ),
    when(
      'it ran and began nothing',
      { ...planIs(), ...jobsAre() },
      `${none}, though it ran at 2026-03-01 05:00 UTC: what it selects does not exist, or is not opted in`,
    ),
  ],
  unknown: [
    when(
      'under way',
      { ...planIs(), ...jobsAre(job(1, 'RUNNING', { CreatedBy })) },
      'the backup of cluster:shop is RUNNING; ask again when it has ended',
    ),
    when(
      'not due',
      { ...planIs({ LastExecutionDate: hoursAgo(72) }), ...jobsAre() },
      `${none}; it ran last at 2026-02-26 12:00 UTC, see whether it was due`,
    ),
    when(
      'never ran',
      { ...planIs({ LastExecutionDate: undefined }), ...jobsAre() },
      `${none}; it has never run, see whether it was due`,
    ),
  ],
};

function vaultIs(change: DescribeBackupVaultOutput): Answers {
  return { 'backup:DescribeBackupVault': { BackupVaultName: 'vault', ...change } };
}

/** Whether a vault is locked. */
export const locked: ProbeCases = {
  target: { type: 'AWS::Backup::BackupVault', id: 'vault' },
  pass: [
    when(
      'for good',
      vaultIs({ Locked: true, MinRetentionDays: 7, LockDate: hoursAgo(48) }),
      'backup vault vault keeps backups for 7 days at least, for good from 2026-02-27 12:00 UTC',
    ),
    when(
      'by administrators',
      vaultIs({ Locked: true, MinRetentionDays: 30 }),
      'backup vault vault keeps backups for 30 days at least, which administrators may undo',
    ),
  ],
  fail: [
    when(
      'no such vault',
      { 'backup:DescribeBackupVault': notFound },
      'backup vault vault does not exist in eu-west-1',
    ),
    when('open', vaultIs({ Locked: false }), 'backup vault vault is not locked, expected a lock'),
    when(
      'for no time',
      vaultIs({ Locked: true }),
      'backup vault vault is locked for no least retention, expected one in days',
    ),
  ],
  unknown: [when('no word', vaultIs({}), 'AWS does not say whether backup vault vault is locked')],
};
