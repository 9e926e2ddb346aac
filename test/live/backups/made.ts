import type { BackupJob, BackupJobState, DescribeProtectedResourceOutput } from '@aws-sdk/client-backup';
import type { ProbeCases } from '../asking';
import { serviceError, type Answers } from '../service';
import {
  arn,
  clusterIs,
  database,
  hoursAgo,
  leftAlone,
  noPlan,
  notFound,
  runsEvery,
  selected,
  selectedBy,
  when,
} from './backups';

function protectedAt(hours: number, change: DescribeProtectedResourceOutput = {}): Answers {
  return { 'backup:DescribeProtectedResource': { LastBackupTime: hoursAgo(hours), ...change } };
}
const unprotected: Answers = { 'backup:DescribeProtectedResource': notFound };

const old = 'AWS Backup backed shop up last at 2026-02-28 09:00 UTC, 27 hours ago';
const none = 'AWS Backup has no backup of shop';
const selectedOld = `${old}, though plan daily selects it; expected one within 26 hours`;
const openTags = 'whether plan daily selects it hangs on its tags: look into the plan';
const openRuns = 'how often plan daily runs is not known: see its rules';

const taken = (name: string, answers: Answers) => when(name, { ...answers, ...protectedAt(27) }, selectedOld);
const left = (name: string, answers: Answers) => when(name, { ...answers, ...protectedAt(27) }, leftAlone);
const tagged = { ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'daily' } as const;
const key = 'aws:ResourceTag/backup';
const withTag = clusterIs({ backup: 'daily', tier: 'gold' });

/** Whether AWS Backup copied a database within a day. */
export const backedUp: ProbeCases = {
  target: database,
  pass: [
    when('this night', protectedAt(7), 'AWS Backup backed shop up last at 2026-03-01 05:00 UTC, 7 hours ago'),
    when(
      'in its last hour',
      protectedAt(26),
      'AWS Backup backed shop up last at 2026-02-28 10:00 UTC, 26 hours ago',
    ),
  ],
  fail: [
    taken('too long ago', selected),
    when(
      'never',
      { ...selected, ...unprotected },
      `${none}, though plan daily selects it; expected one within 26 hours`,
    ),
    when(
      'never, and the answer is empty',
      { ...selected, 'backup:DescribeProtectedResource': {} },
      `${none}, though plan daily selects it; expected one within 26 hours`,
    ),
    when(
      'it does not exist',
      { 'rds:DescribeDBClusters': serviceError('DBClusterNotFoundFault'), ...unprotected },
      'shop does not exist in eu-west-1',
    ),
    {
      ...when(
        'an instance',
        {
          ...selectedBy({ Resources: ['arn:aws:rds:eu-west-1:123456789012:db:*'] }),
          'rds:DescribeDBInstances': { DBInstances: [{ DBInstanceIdentifier: 'shop', Engine: 'postgres' }] },
          ...protectedAt(27),
        },
        selectedOld,
      ),
      target: { type: 'AWS::RDS::DBInstance' },
    },
    taken('by a wildcard', selectedBy({ Resources: ['arn:aws:rds:*:*:cluster:sh*'] })),
    taken('with everything', selectedBy({})),
    taken('by the star', selectedBy({ Resources: ['*'], NotResources: [`${arn}-2`] })),
    taken('by one tag of several', {
      ...selectedBy({ ListOfTags: [{ ...tagged, ConditionKey: 'other' }, tagged] }),
      ...withTag,
    }),
    taken('by conditions that are met', {
      ...selectedBy({
        Resources: ['*'],
        Conditions: {
          StringEquals: [{ ConditionKey: key, ConditionValue: 'daily' }],
          StringLike: [{ ConditionKey: 'aws:ResourceTag/tier', ConditionValue: 'g*' }],
          StringNotEquals: [{ ConditionKey: key, ConditionValue: 'never' }],
          StringNotLike: [{ ConditionKey: key, ConditionValue: 'n*' }],
        },
      }),
      ...withTag,
    }),
    taken('by the second plan on the second page', {
      ...selected,
      'backup:ListBackupPlans': ({ NextToken }) =>
        NextToken === undefined
          ? { BackupPlansList: [{ BackupPlanId: 'd', DeletionDate: hoursAgo(1) }], NextToken: 'more' }
          : { BackupPlansList: [{ BackupPlanId: 'p', BackupPlanName: 'daily' }] },
      'backup:ListBackupSelections': ({ NextToken }) =>
        NextToken === undefined
          ? { BackupSelectionsList: [], NextToken: 'more' }
          : { BackupSelectionsList: [{ SelectionId: 's' }] },
    }),
  ],
  unknown: [
    when(
      'continuous',
      protectedAt(27, {
        LastRecoveryPointArn: 'arn:aws:backup:eu-west-1:123456789012:recovery-point:continuous:shop-1',
      }),
      `${old}, continuously since; see its latest restorable time in the console of AWS Backup`,
    ),
    when(
      'selected today',
      { ...selectedBy({ Resources: [arn] }, { since: hoursAgo(3) }), ...unprotected },
      `${none}; plan daily selects it since 2026-03-01 09:00 UTC, ask again when it has run`,
    ),
    when(
      'a plan that does not tell when it runs',
      { ...selectedBy({ Resources: [arn] }, { plan: {} }), ...protectedAt(27) },
      `${old}; ${openRuns}`,
    ),
    when(
      'a plan that went between two calls',
      { ...selected, 'backup:GetBackupPlan': notFound, ...protectedAt(27) },
      `${old}; ${openRuns}`,
    ),
    when(
      'a tag that must not be, and is missing',
      {
        ...selectedBy({
          Resources: ['*'],
          Conditions: { StringNotEquals: [{ ConditionKey: key, ConditionValue: 'never' }] },
        }),
        ...protectedAt(27),
      },
      `${old}; ${openTags}`,
    ),
    when(
      'a selection without a body',
      { ...selected, 'backup:GetBackupSelection': {}, ...protectedAt(27) },
      `${old}; ${openTags}`,
    ),
    {
      ...when(
        'a table, whose tags are not asked for',
        {
          ...selectedBy({ ListOfTags: [tagged] }),
          ...unprotected,
        },
        `${none}; ${openTags}`,
      ),
      target: { type: 'AWS::DynamoDB::Table' },
    },
  ],
  notApplicable: [
    left('no plan', noPlan),
    left('another database', selectedBy({ Resources: [`${arn}-2`] })),
    left('taken out', selectedBy({ Resources: ['*'], NotResources: ['arn:aws:rds:*:*:cluster:shop'] })),
    left('without the tag', selectedBy({ ListOfTags: [tagged] })),
    left('another value', { ...selectedBy({ ListOfTags: [tagged] }), ...clusterIs({ backup: 'never' }) }),
    left('a condition that is not met', {
      ...selectedBy({
        Resources: ['*'],
        Conditions: { StringEquals: [{ ConditionKey: key, ConditionValue: 'daily' }] },
      }),
      ...clusterIs({ tier: 'gold' }),
    }),
    left('an archive every month', selectedBy({ Resources: [arn] }, { plan: runsEvery(720) })),
    left('a plan that selects nothing', { ...selected, 'backup:ListBackupSelections': {} }),
  ],
};

const files = 'AWS Backup backed fs-1 up last at';

/** Whether AWS Backup copied a file system within a day. */
export const filesBackedUp: ProbeCases = {
  target: { type: 'AWS::EFS::FileSystem', id: 'fs-1' },
  pass: [when('this night', protectedAt(7), `${files} 2026-03-01 05:00 UTC, 7 hours ago`)],
  fail: [
    when(
      'too long ago',
      protectedAt(27),
      `${files} 2026-02-28 09:00 UTC, 27 hours ago, expected one within 26 hours`,
    ),
    when('never', unprotected, 'AWS Backup has no backup of fs-1, expected one within 26 hours'),
  ],
};

/** A job of the database that began so many hours ago. */
export function job(hours: number, State?: BackupJobState, change: BackupJob = {}): BackupJob {
  return { BackupJobId: `j${hours}`, ResourceArn: arn, CreationDate: hoursAgo(hours), State, ...change };
}

/** Jobs of which one comes on each page. */
export function jobsAre(...jobs: readonly BackupJob[]): Answers {
  return {
    'backup:ListBackupJobs': ({ NextToken = '0' }) => {
      const next = Number(NextToken) + 1;
      const page = jobs.slice(next - 1, next);
      return next < jobs.length ? { BackupJobs: page, NextToken: String(next) } : { BackupJobs: page };
    },
  };
}

const ended = (state: string, name = 'shop'): string =>
  `the last backup of ${name} is ${state} at 2026-03-01 05:00 UTC, 7 hours ago`;
const began = 'AWS Backup began no backup of shop in the last 26 hours';

/** Whether the jobs of a database succeeded since yesterday. */
export const database24: ProbeCases = {
  target: database,
  pass: [
    when('completed', jobsAre(job(7, 'COMPLETED')), ended('COMPLETED')),
    when('made good', jobsAre(job(9, 'FAILED'), job(7, 'COMPLETED')), ended('COMPLETED')),
    when(
      'the next under way',
      jobsAre(job(1, 'RUNNING'), job(7, 'COMPLETED', { MessageCategory: 'SUCCESS' })),
      ended('COMPLETED'),
    ),
    when(
      'ended later',
      jobsAre(job(7, 'COMPLETED', { CompletionDate: hoursAgo(6) })),
      'the last backup of shop is COMPLETED at 2026-03-01 06:00 UTC, 6 hours ago',
    ),
  ],
  fail: [
    ...(['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'] as const).map((state) =>
      when(state, jobsAre(job(9, 'COMPLETED'), job(7, state)), `${ended(state)}, expected COMPLETED; job j7`),
    ),
    when(
      'with its reason',
      jobsAre(job(7, 'FAILED', { MessageCategory: 'AccessDenied' })),
      `${ended('FAILED')}, expected COMPLETED; job j7 says AccessDenied`,
    ),
    when('none began', { ...jobsAre(), ...selected }, `${began}, though plan daily selects it`),
    {
      ...when(
        'the instance is gone',
        { ...jobsAre(), 'rds:DescribeDBInstances': serviceError('DBInstanceNotFound', 'no', 404) },
        'shop does not exist in eu-west-1',
      ),
      target: { type: 'AWS::RDS::DBInstance' },
    },
  ],
  unknown: [
    ...(['CREATED', 'PENDING', 'RUNNING', 'ABORTING'] as const).map((state) =>
      when(state, jobsAre(job(1, state)), `the backup of shop is ${state}; ask again when it has ended`),
    ),
    when('in no state', jobsAre(job(1)), 'the backup of shop is in no state; ask again when it has ended'),
    when(
      'with issues',
      jobsAre(job(7, 'COMPLETED', { MessageCategory: 'VSS_ERROR' })),
      `${ended('COMPLETED')} with issues (VSS_ERROR); see the job in the console of AWS Backup`,
    ),
    when(
      'selected today',
      { ...jobsAre(), ...selectedBy({ Resources: [arn] }, { since: hoursAgo(3) }) },
      `${began}; plan daily selects it since 2026-03-01 09:00 UTC, ask again when it has run`,
    ),
    when(
      'a plan that does not tell when it runs',
      { ...jobsAre(), ...selectedBy({ Resources: [arn] }, { plan: {} }) },
      `${began}; ${openRuns}`,
    ),
  ],
  notApplicable: [when('no plan', { ...jobsAre(), ...noPlan }, leftAlone)],
};

function settings(kinds?: Readonly<Record<string, boolean>>): Answers {
  return { 'backup:DescribeRegionSettings': { ResourceTypeOptInPreference: kinds } };
}

const notIn = (kind: string): string => `eu-west-1 is not opted in to backups of ${kind}`;

/** Whether the region lets a plan copy the database. */
export const optedIn: ProbeCases = {
  target: database,
  pass: [
    when('in', { ...selected, ...settings({ Aurora: true }) }, 'eu-west-1 is opted in to backups of Aurora'),
    when(
      'not needed',
      { ...selected, ...clusterIs({}, 'postgres'), ...settings({ RDS: false, Aurora: true }) },
      'plan daily names shop, which needs no opt-in to backups of RDS',
    ),
  ],
  fail: [
    when(
      'Aurora, although it is named',
      { ...selected, ...settings({ Aurora: false, RDS: true }) },
      `${notIn('Aurora')}, so that plan daily leaves shop out, and says nothing`,
    ),
    when(
      'RDS that is not named',
      { ...selectedBy({}), ...clusterIs({}, 'mysql'), ...settings({ RDS: false }) },
      `${notIn('RDS')}, so that plan daily leaves shop out, and says nothing`,
    ),
    ...(
      [
        ['docdb', 'DocumentDB'],
        ['neptune', 'Neptune'],
      ] as const
    ).map(([engine, kind]) =>
      when(
        kind,
        { ...selected, ...clusterIs({}, engine), ...settings({ [kind]: false }) },
        `${notIn(kind)}, so that plan daily leaves shop out, and says nothing`,
      ),
    ),
    {
      ...when(
        'the instance is gone',
        { 'rds:DescribeDBInstances': serviceError('DBInstanceNotFound', 'no', 404) },
        'shop does not exist in eu-west-1',
      ),
      target: { type: 'AWS::RDS::DBInstance' },
    },
  ],
  unknown: [
    when(
      'no word of Aurora',
      { ...selected, ...settings({ RDS: true }) },
      'AWS does not say whether eu-west-1 is opted in to backups of Aurora; see its settings',
    ),
    when(
      'no settings',
      { ...selected, ...settings() },
      'AWS does not say whether eu-west-1 is opted in to backups of Aurora; see its settings',
    ),
    when(
      'out, of a plan that does not tell when it runs',
      { ...selectedBy({ Resources: [arn] }, { plan: {} }), ...settings({ Aurora: false }) },
      `${notIn('Aurora')}; ${openRuns}`,
    ),
  ],
  notApplicable: [when('no plan', noPlan, leftAlone)],
};
