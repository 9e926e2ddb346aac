import {
  GetDetectorCommand,
  GuardDutyClient,
  paginateListDetectors,
  type GetDetectorResponse,
} from '@aws-sdk/client-guardduty';
import { fail, pass, unknown, type Answer } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import type { Target } from '../target';

const call = 'guardduty:GetDetector';

/** The GuardDuty detector of a region; undefined where it has none. An account has one for each region at most. */
export async function detectorIn(aws: Aws): Promise<GetDetectorResponse | undefined> {
  const client = aws.client(GuardDutyClient);
  const [DetectorId] = await everyPage(paginateListDetectors({ client }, {}), (page) => page.DetectorIds);
  return DetectorId === undefined ? undefined : client.send(new GetDetectorCommand({ DetectorId }));
}

/** What is said where a region has no detector. */
export function withoutDetector({ region }: Aws): Answer {
  return fail(`GuardDuty is not enabled in ${region}, expected a detector`, [
    { call: 'guardduty:ListDetectors', path: 'DetectorIds', value: '0 detectors' },
  ]);
}

/** Whether GuardDuty watches a region, whoever in the organization switched it on. */
export async function detectsIntrusion(_region: Target, aws: Aws): Promise<Answer> {
  const detector = await detectorIn(aws);
  if (!detector) return withoutDetector(aws);
  const { Status } = detector;
  if (Status === undefined) return unknown(`AWS does not say whether GuardDuty is on in ${aws.region}`);
  const seen = [{ call, path: 'Status', value: Status }];
  return Status === 'ENABLED'
    ? pass(`GuardDuty is on in ${aws.region}`, seen)
    : fail(`GuardDuty is suspended in ${aws.region} (its detector is ${Status}), expected ENABLED`, seen);
}
