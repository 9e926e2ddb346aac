import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type GetTrailStatusResponse,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import { audit } from '../../checklist/thresholds';
import { age, ago, at, hours } from '../ages';
import { unless, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { takeInChanges } from './selectors';

/** What speaks against a trail, and what leaves open whether it records. */
interface Objections {
  readonly problems: string[];
  readonly doubts: string[];
}

/** Whether a trail records every change, in all regions and in the one that is asked, and its files arrive. */
export async function judgeTrail(trail: Trail, aws: Aws): Promise<Answer> {
  const name = trail.Name ?? trail.TrailARN;
  // The status is that of the region it is asked in, and by its ARN a trail of another region or account is found.
  const status = await aws.client(CloudTrailClient).send(new GetTrailStatusCommand({ Name: trail.TrailARN }));
  const objections: Objections = { problems: [], doubts: [] };
  judgeSettings(trail, objections);
  await judgeSelectors(trail, aws, objections);
  const delivered = judgeStatus(trail, status, aws, objections);
  const prefixed = (texts: readonly string[]): string[] => texts.map((text) => `trail ${name}: ${text}`);
  return unless(
    { problems: prefixed(objections.problems), doubts: prefixed(objections.doubts) },
    `trail ${name} records changes in all regions and is logging in ${aws.region}; ${delivered}`,
    factsOf(trail, status),
  );
}

function judgeSettings(trail: Trail, { problems, doubts }: Objections): void {
  const judge = (value: boolean | undefined, problem: string, doubt: string): void => {
    if (value === undefined) doubts.push(`AWS does not say ${doubt}`);
    else if (!value) problems.push(problem);
  };
  const home = trail.HomeRegion ?? 'one region';
  judge(
    trail.IsMultiRegionTrail,
    `it records ${home} alone, expected all regions`,
    'whether it records all regions',
  );
  judge(
    trail.LogFileValidationEnabled,
    'its files are not validated, so that nobody can tell whether they were changed',
    'whether its files are validated',
  );
}

async function judgeSelectors(trail: Trail, aws: Aws, { problems, doubts }: Objections): Promise<void> {
  // The trail of another account need not show its selectors, and without any it takes in all management events.
  if (isForeign(trail, aws) && trail.HasCustomEventSelectors === false) return;
  const home = aws.client(CloudTrailClient, trail.HomeRegion ?? aws.region);
  const selectors = await home.send(new GetEventSelectorsCommand({ TrailName: trail.TrailARN }));
  const changes = takeInChanges(selectors);
  if (changes === false) problems.push('its event selectors leave out management events that write');
  else if (changes === undefined && trail.HasCustomEventSelectors !== false)
    doubts.push('AWS does not say which events it selects');
}

function isForeign({ TrailARN }: Trail, { account }: Aws): boolean {
  return TrailARN !== undefined && accountOf(TrailARN) !== account;
}

function accountOf(arn: string): string | undefined {
  return arn.split(':')[4];
}

/** Judges what arrives, and returns it in words. */
function judgeStatus(
  trail: Trail,
  status: GetTrailStatusResponse,
  aws: Aws,
  { problems, doubts }: Objections,
): string {
  const { now, region } = aws;
  if (status.IsLogging === undefined) doubts.push(`AWS does not say whether it is logging in ${region}`);
  if (status.IsLogging === false) {
    const since = status.StopLoggingTime ? ` since ${at(status.StopLoggingTime)}` : '';
    problems.push(`it is not logging in ${region}${since}`);
    return '';
  }
  // A member of an organization is told whether its trail logs, and nothing of what it delivers.
  if (isForeign(trail, aws))
    return `it is that of account ${accountOf(trail.TrailARN ?? '')}, which alone sees its deliveries`;
  const { StartLoggingTime: started } = status;
  const error = [status.LatestDeliveryError, status.LatestDigestDeliveryError].find(isGiven);
  const last = latest(status.LatestDeliveryTime, status.LatestDigestDeliveryTime);
  const isLate = last === undefined || age(last, now) > hours(audit.deliveryHours);
  const delivery = last ? `the last file was delivered at ${ago(last, now)}` : 'it has delivered no file yet';
  const expected = `expected one within ${audit.deliveryHours} hours`;
  if (error && isLate) problems.push(`CloudTrail cannot deliver its files (${error}); ${delivery}`);
  else if (error) doubts.push(`CloudTrail reports ${error} for its files, but ${delivery}`);
  else if (isLate && !started) doubts.push(`${delivery}, and AWS does not say since when it is logging`);
  else if (isLate && started && age(started, now) < hours(audit.deliveryHours))
    doubts.push(`it is logging since ${at(started)} and ${delivery}; ask again in an hour`);
  else if (isLate) problems.push(`${delivery}, ${expected}`);
  return delivery;
}

/** A code such as `NoSuchBucket`; some answers say `None` where there is none. */
function isGiven(error: string | undefined): error is string {
  return error !== undefined && error !== '' && error !== 'None';
}

function latest(...moments: readonly (Date | undefined)[]): Date | undefined {
  const times = moments.flatMap((moment) => moment?.getTime() ?? []);
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}

function factsOf(trail: Trail, status: GetTrailStatusResponse): readonly Seen[] {
  const ofTrail = ['IsMultiRegionTrail', 'LogFileValidationEnabled', 'IsOrganizationTrail'] as const;
  const ofStatus = [
    'IsLogging',
    'LatestDeliveryTime',
    'LatestDigestDeliveryTime',
    'LatestDeliveryError',
    'LatestDigestDeliveryError',
  ] as const;
  return [
    ...ofTrail.map((path) => ({ call: 'cloudtrail:DescribeTrails', path, value: trail[path] })),
    ...ofStatus.map((path) => ({ call: 'cloudtrail:GetTrailStatus', path, value: status[path] })),
  ].flatMap(({ value, ...fact }) => (value === undefined ? [] : [{ ...fact, value: shown(value) }]));
}

function shown(value: boolean | string | Date): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
