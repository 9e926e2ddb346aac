import { BackupClient, DescribeRegionSettingsCommand } from '@aws-sdk/client-backup';
import { fail, pass, unknown, type Answer } from '../answer';
import type { Aws } from '../aws';
import type { Target } from '../target';
import { selectedBy } from './recent';

/** Kinds that AWS Backup leaves out without the opt-in, even where a plan names them. */
const alwaysAsked = ['Aurora', 'DocumentDB', 'Neptune'];

/** Whether a region lets AWS Backup copy what a plan selects; without it, plans leave it out silently. */
export async function isOptedIn(target: Target, aws: Aws): Promise<Answer> {
  const selected = await selectedBy(target, aws);
  if ('outcome' in selected) return selected;
  const { kind, plan, isNamed, doubt } = selected;
  const settings = await aws.client(BackupClient).send(new DescribeRegionSettingsCommand({}));
  const optIn = settings.ResourceTypeOptInPreference?.[kind];
  const path = `ResourceTypeOptInPreference.${kind}`;
  const seen = [{ call: 'backup:DescribeRegionSettings', path, value: String(optIn ?? 'none') }];
  if (optIn === true) return pass(`${aws.region} is opted in to backups of ${kind}`, seen);
  if (optIn === undefined)
    return unknown(
      `AWS does not say whether ${aws.region} is opted in to backups of ${kind}; see its settings`,
      seen,
    );
  if (isNamed && !alwaysAsked.includes(kind))
    return pass(`plan ${plan} names ${target.id}, which needs no opt-in to backups of ${kind}`, seen);
  const without = `${aws.region} is not opted in to backups of ${kind}`;
  if (doubt !== undefined) return unknown(`${without}; ${doubt}`, seen);
  return fail(`${without}, so that plan ${plan} leaves ${target.id} out, and says nothing`, seen);
}
