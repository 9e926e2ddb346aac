import type {
  RestoreJobStatus,
  RestoreJobsListMember,
  RestoreTestingPlanForGet,
  RestoreValidationStatus,
} from '@aws-sdk/client-backup';
import type { ProbeCases } from '../asking';
import type { Answers } from '../service';
import { arn, database, hoursAgo, notFound, when } from './backups';

/** A restore of the database that began so many hours ago and took one. */
function restore(
  hours: number,
  Status?: RestoreJobStatus,
  ValidationStatus?: RestoreValidationStatus,
  change: RestoreJobsListMember = {},
): RestoreJobsListMember {
  const CompletionDate = Status === 'COMPLETED' ? hoursAgo(hours - 1) : undefined;
  const source = { SourceResourceArn: arn, ResourceType: 'Aurora', CreationDate: hoursAgo(hours) };
  return { ...source, CompletionDate, Status, ValidationStatus, ...change };
}

/** Restores of which one comes on each page. */
function restores(...jobs: readonly RestoreJobsListMember[]): Answers {
  return {
    'backup:ListRestoreJobsByProtectedResource': ({ NextToken = '0' }) => {
      const next = Number(NextToken) + 1;
      const page = jobs.slice(next - 1, next);
      return next < jobs.length ? { RestoreJobs: page, NextToken: String(next) } : { RestoreJobs: page };
    },
  };
}

const took = 'its last restore completed within 60 minutes at 2026-03-01 06:00 UTC, 6 hours ago';
const validate = 'validate one (aws backup put-restore-validation-result), or attest the restore';
const none = (name: string): string =>
  `AWS Backup restored no backup of ${name} in the last 35 days; restore one and ${validate}`;

/** Whether a database was restored and looked into. */
export const restored: ProbeCases = {
  target: database,
  pass: [
    when(
      'validated',
      restores(restore(7, 'COMPLETED', 'SUCCESSFUL')),
      `shop: ${took}, its validation is SUCCESSFUL`,
    ),
    when(
      'validated before one that is under way, one that was stopped and one that nobody looked into',
      restores(
        restore(1, 'RUNNING'),
        restore(2, 'ABORTED'),
        restore(3, 'COMPLETED'),
        restore(4, 'COMPLETED', 'VALIDATING'),
        restore(9, 'FAILED'),
        restore(7, 'COMPLETED', 'SUCCESSFUL'),
      ),
      `shop: ${took}, its validation is SUCCESSFUL`,
    ),
    when(
      'a month ago',
      restores(restore(35 * 24, 'COMPLETED', 'SUCCESSFUL')),
      'shop: its last restore completed within 60 minutes at 2026-01-25 13:00 UTC, 34 days ago, its validation is SUCCESSFUL',
    ),
  ],
  fail: [
    ...(['FAILED', 'TIMED_OUT'] as const).map((validation) =>
      when(
        `validation ${validation}`,
        restores(restore(7, 'COMPLETED', validation), restore(9, 'COMPLETED', 'SUCCESSFUL')),
        `shop: ${took}, its validation is ${validation}, expected a validated restore`,
      ),
    ),
    when(
      'failed',
      restores(restore(9, 'COMPLETED', 'SUCCESSFUL'), restore(7, 'FAILED')),
      'shop: its last restore, begun at 2026-03-01 05:00 UTC, is FAILED, expected a validated restore',
    ),
  ],
  unknown: [
    when('never', restores(), none('shop')),
    when('not protected', { 'backup:ListRestoreJobsByProtectedResource': notFound }, none('shop')),
    when('too long ago', restores(restore(35 * 24 + 1, 'COMPLETED', 'SUCCESSFUL')), none('shop')),
    when(
      'at no time',
      restores(restore(7, 'COMPLETED', 'SUCCESSFUL', { CreationDate: undefined })),
      none('shop'),
    ),
    when(
      'nobody looked',
      restores(restore(7, 'COMPLETED')),
      `shop: ${took}, and was not validated; ${validate}`,
    ),
    when(
      'somebody looks',
      restores(restore(7, 'COMPLETED', 'VALIDATING')),
      `shop: ${took}, its validation is VALIDATING; ${validate}`,
    ),
    ...(['PENDING', 'RUNNING', 'ABORTED'] as const).map((status) =>
      when(
        status,
        restores(restore(7, status)),
        `shop: its last restore, begun at 2026-03-01 05:00 UTC, is ${status}; ${validate}`,
      ),
    ),
    when(
      'in no state',
      restores(restore(7)),
      `shop: its last restore, begun at 2026-03-01 05:00 UTC, is in no state; ${validate}`,
    ),
  ],
};

const name = { RestoreTestingPlanName: 'monthly' };

/** A restore testing plan for Aurora that ran seven hours ago, with the restores that it made. */
function tests(
  jobs: readonly RestoreJobsListMember[],
  change: Partial<RestoreTestingPlanForGet> = {},
): Answers {
  const plan = {
    ...name,
    RestoreTestingPlanArn: 'arn:aws:backup:eu-west-1:123456789012:restore-testing-plan:monthly',
    RecoveryPointSelection: {},
    ScheduleExpression: 'cron(0 5 1 * ? *)',
    CreationTime: hoursAgo(2000),
    LastExecutionTime: hoursAgo(7),
  };
  const selection = {
    ...name,
    CreationTime: hoursAgo(2000),
    IamRoleArn: 'arn:aws:iam::123456789012:role/backup',
    ProtectedResourceType: 'Aurora',
    RestoreTestingSelectionName: 'databases',
  };
  return {
    'backup:GetRestoreTestingPlan': { RestoreTestingPlan: { ...plan, ...change } },
    'backup:ListRestoreTestingSelections': ({ NextToken }) =>
      NextToken === undefined
        ? { RestoreTestingSelections: [], NextToken: 'more' }
        : { RestoreTestingSelections: [selection] },
    'backup:ListRestoreJobs': ({ NextToken }) =>
      NextToken === undefined ? { RestoreJobs: [], NextToken: 'more' } : { RestoreJobs: [...jobs] },
  };
}

const other = { SourceResourceArn: `${arn}-2` };

/** Whether a restore testing plan restored what it selects. */
export const testingPlan: ProbeCases = {
  target: { type: 'AWS::Backup::RestoreTestingPlan', id: 'monthly' },
  pass: [
    when(
      'two databases',
      tests([restore(7, 'COMPLETED', 'SUCCESSFUL'), restore(7, 'COMPLETED', 'SUCCESSFUL', other)]),
      'restore testing plan monthly restored and validated 2 resources in the last 35 days',
    ),
  ],
  fail: [
    when(
      'no such plan',
      { 'backup:GetRestoreTestingPlan': notFound },
      'restore testing plan monthly does not exist in eu-west-1',
    ),
    when(
      'nothing selected',
      { ...tests([]), 'backup:ListRestoreTestingSelections': { RestoreTestingSelections: [] } },
      'restore testing plan monthly selects nothing, and so restores nothing',
    ),
    when(
      'one of two',
      tests([restore(3, 'COMPLETED', 'SUCCESSFUL'), restore(7, 'COMPLETED', 'FAILED', other)]),
      `cluster:shop-2: ${took}, its validation is FAILED, expected a validated restore`,
    ),
    when(
      'it ran and restored nothing',
      tests([]),
      'restore testing plan monthly ran last at 2026-03-01 05:00 UTC, 7 hours ago and restored nothing in the last 35 days, expected a restore: does it select what has backups?',
    ),
    when(
      'it never ran',
      tests([], { LastExecutionTime: undefined }),
      'restore testing plan monthly has not run yet and restored nothing in the last 35 days, expected a restore: does it select what has backups?',
    ),
  ],
  unknown: [
    when(
      'made today',
      tests([], { LastExecutionTime: undefined, CreationTime: hoursAgo(3) }),
      'restore testing plan monthly has not run yet and restored nothing in the last 35 days; it was made at 2026-03-01 09:00 UTC, ask again when it has run',
    ),
    when(
      'RDS, which is not Aurora',
      tests([restore(7, 'COMPLETED', 'SUCCESSFUL', { ResourceType: 'RDS' })]),
      none('type Aurora'),
    ),
    when(
      'nobody looked',
      tests([restore(7, 'COMPLETED')]),
      `cluster:shop: ${took}, and was not validated; ${validate}`,
    ),
  ],
};
