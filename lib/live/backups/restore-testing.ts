import {
  BackupClient,
  GetRestoreTestingPlanCommand,
  paginateListRestoreJobs,
  paginateListRestoreTestingSelections,
  type RestoreJobsListMember,
  type RestoreTestingPlanForGet,
} from '@aws-sdk/client-backup';
import { restoreTests } from '../../checklist/thresholds';
import { absent } from '../absent';
import { age, ago, at, days } from '../ages';
import { fail, unknown, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage, ifFound } from '../call-failed';
import type { Target } from '../target';
import { judgeRestores } from './restores';
import { byArn, counted, nameIn, together } from './together';

const { withinDays } = restoreTests;
const call = 'backup:GetRestoreTestingPlan';

/** Whether a restore testing plan ran lately, and every kind of store that it restored was validated. */
export async function testsRestores({ id }: Target, aws: Aws): Promise<Answer> {
  const client = aws.client(BackupClient);
  const asked = client.send(new GetRestoreTestingPlanCommand({ RestoreTestingPlanName: id }));
  const plan = (await ifFound(asked, 'ResourceNotFoundException'))?.RestoreTestingPlan;
  if (!plan) return absent(`restore testing plan ${id}`, call, aws);
  const listed = paginateListRestoreTestingSelections({ client }, { RestoreTestingPlanName: id });
  const selections = await everyPage(listed, (page) => page.RestoreTestingSelections);
  if (selections.length === 0)
    return fail(`restore testing plan ${id} selects nothing, and so restores nothing`, []);
  const ByCreatedAfter = new Date(aws.now.getTime() - days(withinDays));
  const input = { ByRestoreTestingPlanArn: plan.RestoreTestingPlanArn, ByCreatedAfter };
  const jobs = await everyPage(paginateListRestoreJobs({ client }, input), (page) => page.RestoreJobs);
  if (jobs.length === 0) return withoutJobs(plan, aws);
  const types = [...new Set(selections.map(({ ProtectedResourceType }) => ProtectedResourceType))];
  return judgeTypes(
    plan,
    jobs,
    types.flatMap((type) => type ?? []),
    aws,
  );
}

function withoutJobs(plan: RestoreTestingPlanForGet, { now }: Aws): Answer {
  const { LastExecutionTime: last, CreationTime: created, RestoreTestingPlanName: name } = plan;
  const seen: readonly Seen[] = [
    { call, path: 'LastExecutionTime', value: last?.toISOString() ?? 'none' },
    { call: 'backup:ListRestoreJobs', path: 'RestoreJobs', value: '0 jobs' },
  ];
  const ran = last ? `ran last at ${ago(last, now)}` : 'has not run yet';
  const none = `restore testing plan ${name} ${ran} and restored nothing in the last ${withinDays} days`;
  const isNew = last === undefined && created !== undefined && age(created, now) <= days(withinDays);
  return isNew
    ? unknown(`${none}; it was made at ${at(created)}, ask again when it has run`, seen)
    : fail(`${none}, expected a restore: does it select what has backups?`, seen);
}

/** Every resource that was restored is judged, and each type that the plan selects was: `Aurora` is not `RDS`. */
function judgeTypes(
  { RestoreTestingPlanName: name }: RestoreTestingPlanForGet,
  jobs: readonly RestoreJobsListMember[],
  types: readonly string[],
  aws: Aws,
): Answer {
  const source = 'backup:ListRestoreJobs';
  const resources = [...byArn(jobs, ({ SourceResourceArn }) => SourceResourceArn)];
  const missing = types.filter((type) => !jobs.some(({ ResourceType }) => ResourceType === type));
  const answers = [
    ...resources.map(([arn, each]) => judgeRestores(each, nameIn(arn), aws, source)),
    ...missing.map((type) => judgeRestores([], `type ${type}`, aws, source)),
  ];
  const restored = `restored and validated ${counted(resources.length, 'resource')} in the last ${withinDays} days`;
  return together(answers, `restore testing plan ${name} ${restored}`);
}
