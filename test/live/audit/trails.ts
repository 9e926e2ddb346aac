import type {
  AdvancedFieldSelector,
  EventSelector,
  GetTrailStatusResponse,
  Trail,
} from '@aws-sdk/client-cloudtrail';
import type { ProbeCase } from '../asking';
import type { Answers } from '../service';

/** A case about the target of the table. */
export const when = (name: string, answers: Answers, message: string): ProbeCase => ({
  name,
  answers,
  message,
});

/** ARN of a trail. */
export const arnOf = (name: string, account = '123456789012', region = 'eu-west-1'): string =>
  `arn:aws:cloudtrail:${region}:${account}:trail/${name}`;
/** A trail that is as it should be. */
export const trail: Trail = {
  Name: 'shop',
  TrailARN: arnOf('shop'),
  HomeRegion: 'eu-west-1',
  IsMultiRegionTrail: true,
  LogFileValidationEnabled: true,
  HasCustomEventSelectors: false,
};
/** Status of a trail that logs and delivers. */
export const status: GetTrailStatusResponse = {
  IsLogging: true,
  StartLoggingTime: new Date('2026-01-01T00:00:00Z'),
  LatestDeliveryTime: new Date('2026-03-01T11:55:00Z'),
  LatestDigestDeliveryTime: new Date('2026-03-01T11:20:00Z'),
};
const noFile = { LatestDeliveryTime: undefined, LatestDigestDeliveryTime: undefined };
const early = new Date('2026-03-01T08:59:00Z');
/** What takes in every change. */
export const changes: EventSelector = { IncludeManagementEvents: true, ReadWriteType: 'All' };

/** A trail and its status, which differ from good ones in what is given. */
export function trailIs(
  change: Partial<Trail> = {},
  statusChange: Partial<GetTrailStatusResponse> = {},
  ...selectors: readonly EventSelector[]
): Answers {
  return {
    'cloudtrail:DescribeTrails': { trailList: [{ ...trail, ...change }] },
    'cloudtrail:GetTrailStatus': { ...status, ...statusChange },
    'cloudtrail:GetEventSelectors': { EventSelectors: selectors.length > 0 ? [...selectors] : [changes] },
  };
}

const statusIs = (change: Partial<GetTrailStatusResponse>): Answers => trailIs({}, change);
const selectorIs = (selector: EventSelector): Answers =>
  trailIs({ HasCustomEventSelectors: true }, {}, selector);
const fieldsAre = (...fields: readonly Partial<AdvancedFieldSelector>[]): Answers => ({
  ...trailIs({ HasCustomEventSelectors: true }),
  'cloudtrail:GetEventSelectors': {
    AdvancedEventSelectors: [
      { FieldSelectors: fields.map((field) => ({ Field: 'eventCategory', ...field })) },
    ],
  },
});
const noSelectors = (change: Partial<Trail>): Answers => ({
  ...trailIs(change),
  'cloudtrail:GetEventSelectors': {},
});
/** Management events, as a field selector asks for them. */
export const management = { Equals: ['Management'] };

/** What is said of it. */
export const good =
  'trail shop records changes in all regions and is logging in eu-west-1; the last file was delivered at 2026-03-01 11:55 UTC, 5 minutes ago';
const leavesOut = 'trail shop: its event selectors leave out management events that write';
const delivered = 'the last file was delivered at 2026-03-01 11:55 UTC, 5 minutes ago';
const lastFile = 'the last file was delivered at 2026-03-01 08:59 UTC, 3 hours ago';

/** What passes for a trail, however it was found. */
export const passes: readonly ProbeCase[] = [
  when('a trail that delivers', trailIs(), good),
  when('selectors that nobody changed', noSelectors({}), good),
  when('changes alone', selectorIs({ IncludeManagementEvents: true, ReadWriteType: 'WriteOnly' }), good),
  when('a selector that states nothing', selectorIs({}), good),
  when(
    'one selector of two',
    trailIs({ HasCustomEventSelectors: true }, {}, { ...changes, IncludeManagementEvents: false }, changes),
    good,
  ),
  when('a field selector', fieldsAre(management), good),
  when(
    'field selectors of changes, but for those of keys',
    fieldsAre(
      management,
      { Field: 'readOnly', Equals: ['false'] },
      { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
    ),
    good,
  ),
  when(
    'an error that is none',
    statusIs({ LatestDeliveryError: 'None', LatestDigestDeliveryError: '' }),
    good,
  ),
  when(
    'a digest where nothing happened',
    statusIs({ LatestDeliveryTime: undefined }),
    'trail shop records changes in all regions and is logging in eu-west-1; the last file was delivered at 2026-03-01 11:20 UTC, 40 minutes ago',
  ),
];

/** What fails for it. */
export const fails: readonly ProbeCase[] = [
  when(
    'one region',
    trailIs({ IsMultiRegionTrail: false }),
    'trail shop: it records eu-west-1 alone, expected all regions',
  ),
  when(
    'one region that is not told',
    trailIs({ IsMultiRegionTrail: false, HomeRegion: undefined }),
    'trail shop: it records one region alone, expected all regions',
  ),
  when(
    'no validation',
    trailIs({ LogFileValidationEnabled: false }),
    'trail shop: its files are not validated, so that nobody can tell whether they were changed',
  ),
  when('reading alone', selectorIs({ ...changes, ReadWriteType: 'ReadOnly' }), leavesOut),
  when('data alone', selectorIs({ ...changes, IncludeManagementEvents: false }), leavesOut),
  when('a field selector of data', fieldsAre({ Equals: ['Data'] }), leavesOut),
  when(
    'a field selector of reading',
    fieldsAre(management, { Field: 'readOnly', Equals: ['true'] }),
    leavesOut,
  ),
  when(
    'a field selector of one service',
    fieldsAre(management, { Field: 'eventSource', Equals: ['iam.amazonaws.com'] }),
    leavesOut,
  ),
  when(
    'a field selector of some events',
    fieldsAre(management, { Field: 'eventName', StartsWith: ['Delete'] }),
    leavesOut,
  ),
  when(
    'not logging',
    statusIs({ IsLogging: false, StopLoggingTime: new Date('2026-02-28T23:10:00Z') }),
    'trail shop: it is not logging in eu-west-1 since 2026-02-28 23:10 UTC',
  ),
  when('never logging', statusIs({ IsLogging: false }), 'trail shop: it is not logging in eu-west-1'),
  when(
    'a bucket that is gone',
    statusIs({
      LatestDeliveryError: 'NoSuchBucket',
      LatestDeliveryTime: early,
      LatestDigestDeliveryTime: early,
    }),
    `trail shop: CloudTrail cannot deliver its files (NoSuchBucket); ${lastFile}`,
  ),
  when(
    'a bucket that refused from the start',
    statusIs({ ...noFile, LatestDeliveryError: 'AccessDenied' }),
    'trail shop: CloudTrail cannot deliver its files (AccessDenied); it has delivered no file yet',
  ),
  when(
    'no file for hours',
    statusIs({ LatestDeliveryTime: early, LatestDigestDeliveryTime: undefined }),
    `trail shop: ${lastFile}, expected one within 3 hours`,
  ),
  when(
    'no file ever',
    statusIs(noFile),
    'trail shop: it has delivered no file yet, expected one within 3 hours',
  ),
  when(
    'a problem and a doubt',
    trailIs({ IsMultiRegionTrail: false, LogFileValidationEnabled: undefined }),
    'trail shop: it records eu-west-1 alone, expected all regions; trail shop: AWS does not say whether its files are validated',
  ),
];

/** What leaves it open. */
export const unknowns: readonly ProbeCase[] = [
  when(
    'settings that are not told',
    trailIs({ IsMultiRegionTrail: undefined, LogFileValidationEnabled: undefined }),
    'trail shop: AWS does not say whether it records all regions; trail shop: AWS does not say whether its files are validated',
  ),
  ...[true, undefined].map((HasCustomEventSelectors) =>
    when(
      `selectors that are not told, where custom ones are ${HasCustomEventSelectors}`,
      noSelectors({ HasCustomEventSelectors }),
      'trail shop: AWS does not say which events it selects',
    ),
  ),
  when(
    'logging that is not told',
    statusIs({ IsLogging: undefined }),
    'trail shop: AWS does not say whether it is logging in eu-west-1',
  ),
  when(
    'a start of a moment ago',
    statusIs({ ...noFile, StartLoggingTime: new Date('2026-03-01T11:30:00Z') }),
    'trail shop: it is logging since 2026-03-01 11:30 UTC and it has delivered no file yet; ask again in an hour',
  ),
  when(
    'a start that is not told',
    statusIs({ ...noFile, StartLoggingTime: undefined }),
    'trail shop: it has delivered no file yet, and AWS does not say since when it is logging',
  ),
  when(
    'an error, but files',
    statusIs({ LatestDeliveryError: 'SlowDown' }),
    `trail shop: CloudTrail reports SlowDown for its files, but ${delivered}`,
  ),
  when(
    'digests that are refused',
    statusIs({ LatestDigestDeliveryError: 'AccessDenied', LatestDigestDeliveryTime: undefined }),
    `trail shop: CloudTrail reports AccessDenied for its files, but ${delivered}`,
  ),
];
