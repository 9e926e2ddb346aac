import { CloudTrailClient, DescribeTrailsCommand, type Trail } from '@aws-sdk/client-cloudtrail';
import { absent } from '../absent';
import { fail, type Answer } from '../answer';
import type { Aws } from '../aws';
import type { Target } from '../target';
import { storesChanges } from './event-data-stores';
import { judgeTrail } from './trails';

/** Whether a trail, of the account or of its organization, records every change in a region. */
export async function recordsChanges(_region: Target, aws: Aws): Promise<Answer> {
  const trails = await trailsIn(aws);
  const judged = await Promise.allSettled(trails.map((trail) => judgeTrail(trail, aws)));
  const answers = judged.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const recording = answers.find(({ outcome }) => outcome === 'pass');
  if (recording) return recording;
  const stored = await storesChanges(aws);
  if (stored?.outcome === 'pass') return stored;
  const refused = judged.find((each) => each.status === 'rejected');
  if (refused) throw refused.reason;
  return answers.find(({ outcome }) => outcome === 'unknown') ?? stored ?? worst(answers, aws);
}

function worst(answers: readonly Answer[], { region }: Aws): Answer {
  if (answers.length === 0) {
    const seen = [{ call: 'cloudtrail:DescribeTrails', path: 'trailList', value: '0 trails' }];
    return fail(`no trail records ${region}, neither of this account nor of an organization`, seen);
  }
  return fail(
    answers.map(({ message }) => message).join('; '),
    answers.flatMap(({ seen }) => seen),
  );
}

/** Whether the trail that a template makes, or that readiness.yaml names, records and delivers. */
export async function isRecording({ id }: Target, aws: Aws): Promise<Answer> {
  const found = await trailsIn(aws, id);
  const trail = found.find(({ Name, TrailARN }) => Name === id || TrailARN === id);
  if (trail) return judgeTrail(trail, aws);
  return absent(`trail ${id}`, 'cloudtrail:DescribeTrails', aws);
}

/** The trails that cover a region; those of other regions and of the organization show there as shadows. */
async function trailsIn(aws: Aws, ...names: readonly string[]): Promise<readonly Trail[]> {
  const input = names.length > 0 ? { trailNameList: [...names] } : { includeShadowTrails: true };
  const { trailList } = await aws.client(CloudTrailClient).send(new DescribeTrailsCommand(input));
  return trailList ?? [];
}
