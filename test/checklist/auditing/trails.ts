import { Stack } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, exported, imported, nothing, off, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';

/** A trail of all regions that keeps its files in the bucket `Logs`. */
export function trail(properties: JsonObject = {}, condition?: string): JsonObject {
  const settings = {
    IsMultiRegionTrail: true,
    IsLogging: true,
    EnableLogFileValidation: true,
    S3BucketName: ref('Logs'),
  };
  return resource('CloudTrail::Trail', { ...settings, ...properties }, condition);
}

const bucket = (properties: JsonObject = {}): JsonObject => resource('S3::Bucket', properties);

const audited = (properties: JsonObject = {}, others: JsonObject = {}): JsonObject => ({
  Trail: trail(properties),
  Logs: bucket(),
  ...others,
});

const selecting = (...selectors: Json[]): JsonObject => audited({ EventSelectors: selectors });

/** An advanced selector: fields with the values that they must equal, or a whole question. */
function selector(fields: Readonly<Record<string, Json>>): JsonObject {
  const questions = Object.entries(fields).map(([name, value]) => ({
    Field: name,
    ...(typeof value === 'string' ? { Equals: [value] } : (value as JsonObject)),
  }));
  return { FieldSelectors: questions };
}

const advanced = (...selectors: JsonObject[]): JsonObject => audited({ AdvancedEventSelectors: selectors });

const policy = (statement: JsonObject): JsonObject =>
  resource('S3::BucketPolicy', { Bucket: ref('Logs'), PolicyDocument: { Statement: [statement] } });

const forEverybody = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::logs/*',
};

const verify = 'verify in the account that a trail of it or of the organization records all regions';

const leftOut =
  'fail Trail: the event selectors of Trail leave out management events, expected all management events that write';

export const complete: ControlCases = {
  pass: [
    { name: 'all regions, with validation', resources: audited() },
    { name: 'flags as text', resources: audited({ IsMultiRegionTrail: 'true', IsLogging: 'true' }) },
    {
      name: 'the trail of the CDK',
      app: (app) => {
        new Trail(new Stack(app, 'Audit'), 'Trail');
      },
    },
    {
      name: 'a bucket of another stack',
      stacks: [
        { id: 'Audit', template: { Resources: { Trail: trail({ S3BucketName: imported('logs') }) } } },
        {
          id: 'Logs',
          template: { Resources: { Logs: bucket() }, Outputs: { Logs: exported('logs', ref('Logs')) } },
        },
      ],
    },
    {
      name: 'a bucket by the name that it was given',
      resources: audited({ S3BucketName: 'shop-logs' }, { Logs: bucket({ BucketName: 'shop-logs' }) }),
    },
    {
      name: 'selectors of data events beside management events',
      resources: selecting({ DataResources: [] }),
    },
    { name: 'what writes alone', resources: selecting({ ReadWriteType: 'WriteOnly' }) },
    {
      name: 'one selector of two',
      resources: selecting({ IncludeManagementEvents: false }, { ReadWriteType: 'All' }),
    },
    { name: 'no selectors', resources: audited({ EventSelectors: [] }) },
    {
      name: 'advanced selectors without the noise of a service',
      resources: advanced(
        selector({ eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' }),
        selector({
          eventCategory: 'Management',
          eventSource: { NotEquals: ['kms.amazonaws.com'] },
          readOnly: 'false',
        }),
      ),
    },
    {
      name: 'selectors that a condition chooses, both sufficient',
      resources: audited({ EventSelectors: choose('IsProd', [{ ReadWriteType: 'All' }], nothing) }),
      ...undecided,
    },
    {
      name: 'one trail of two',
      resources: { ...audited(), Old: trail({ IsMultiRegionTrail: false }) },
    },
    {
      name: 'a bucket whose policy lets CloudTrail write, and nobody else',
      resources: audited(
        {},
        {
          Policy: policy({
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 's3:PutObject',
            Resource: '*',
          }),
        },
      ),
    },
  ],
  fail: [
    {
      name: 'one region',
      resources: audited({ IsMultiRegionTrail: nothing }),
      findings: ['fail Trail: IsMultiRegionTrail is not set and so false, expected true'],
    },
    {
      name: 'a trail of the CDK that leaves out other regions and validation',
      app: (app) => {
        new Trail(new Stack(app, 'Audit'), 'Trail', {
          isMultiRegionTrail: false,
          enableFileValidation: false,
        });
      },
      findings: [
        'fail Trail022F0CF2: IsMultiRegionTrail is false, expected true; EnableLogFileValidation is false, expected true',
      ],
    },
    {
      name: 'a trail that is stopped',
      resources: audited({ IsLogging: false }),
      findings: ['fail Trail: IsLogging is false, expected true'],
    },
    {
      name: 'no validation',
      resources: audited({ EnableLogFileValidation: false }),
      findings: ['fail Trail: EnableLogFileValidation is false, expected true'],
    },
    {
      name: 'no management events',
      resources: selecting({ IncludeManagementEvents: false, DataResources: [] }),
      findings: [leftOut],
    },
    { name: 'what reads alone', resources: selecting({ ReadWriteType: 'ReadOnly' }), findings: [leftOut] },
    {
      name: 'advanced selectors of data events alone',
      resources: advanced(selector({ eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' })),
      findings: [leftOut],
    },
    {
      name: 'advanced selectors of what reads alone',
      resources: advanced(selector({ eventCategory: 'Management', readOnly: 'true' })),
      findings: [leftOut],
    },
    {
      name: 'advanced selectors of one service alone',
      resources: advanced(selector({ eventCategory: 'Management', eventSource: 's3.amazonaws.com' })),
      findings: [leftOut],
    },
    {
      name: 'a bucket with a public policy',
      resources: audited({}, { Policy: policy(forEverybody) }),
      findings: ['fail Trail: Policy opens Logs to everybody, expected a private bucket'],
    },
    {
      name: 'a bucket of the CDK with public reads',
      app: (app) => {
        const stack = new Stack(app, 'Audit');
        const blockPublicAccess = new BlockPublicAccess({
          blockPublicPolicy: false,
          restrictPublicBuckets: false,
        });
        const open = new Bucket(stack, 'Logs', { publicReadAccess: true, blockPublicAccess });
        new Trail(stack, 'Trail', { bucket: open });
      },
      findings: [
        'fail Trail022F0CF2: LogsPolicy90DB40C9 opens Logs6819BB44 to everybody, expected a private bucket',
      ],
    },
    {
      name: 'a bucket with a public ACL',
      resources: audited({}, { Logs: bucket({ AccessControl: 'PublicRead' }) }),
      findings: ['fail Trail: Logs: AccessControl is PublicRead, expected a private one'],
    },
    {
      name: 'two trails, neither of which is enough',
      resources: { ...audited({ IsLogging: false }), Old: trail({ IsMultiRegionTrail: false }) },
      findings: [
        'fail Trail: IsLogging is false, expected true',
        'fail Old: IsMultiRegionTrail is false, expected true',
      ],
    },
  ],
  unknown: [
    {
      name: 'no trail',
      resources: {},
      findings: [`unknown Stack1: no trail is in the templates; ${verify}`],
    },
    {
      name: 'a trail that a condition switches off by default',
      resources: { Trail: trail({}, 'IsProd'), Logs: bucket() },
      ...off,
      findings: [`unknown Stack1: no trail is in the templates (Trail switched off by condition); ${verify}`],
    },
    {
      name: 'an event data store',
      resources: { Lake: resource('CloudTrail::EventDataStore', { MultiRegionEnabled: true }) },
      findings: [
        `unknown Stack1: no trail is in the templates but the event data store Lake, which new accounts cannot make any more; ${verify}`,
      ],
    },
    {
      name: 'a trail that may not exist',
      resources: { Trail: trail({}, 'IsProd'), Logs: bucket() },
      ...undecided,
      findings: [
        `unknown Trail: ${stageUnknown}: IsMultiRegionTrail is true; IsLogging is true; EnableLogFileValidation is true; Logs is private`,
      ],
    },
    {
      name: 'a trail that may not exist, and is not enough',
      resources: { Trail: trail({ IsLogging: false }, 'IsProd'), Logs: bucket() },
      ...undecided,
      findings: [`unknown Trail: ${stageUnknown}: IsLogging is false, expected true`],
    },
    {
      name: 'a flag that depends on a condition',
      resources: audited({ IsMultiRegionTrail: choose('IsProd', true, false) }),
      ...undecided,
      findings: [`unknown Trail: IsMultiRegionTrail is not known (${stageUnknown}), expected true`],
    },
    {
      name: 'selectors that depend on a condition',
      resources: audited({ EventSelectors: choose('IsProd', [{ IncludeManagementEvents: false }], nothing) }),
      ...undecided,
      findings: [
        `unknown Trail: ${stageUnknown}: the event selectors of Trail leave out management events, expected all management events that write`,
      ],
    },
    {
      name: 'a selector that may not be there, without which all is recorded',
      resources: selecting(choose('IsProd', { IncludeManagementEvents: false }, nothing)),
      ...undecided,
      findings: [
        `unknown Trail: what the event selectors of Trail take in is not known (${stageUnknown}), expected all management events that write`,
      ],
    },
    {
      name: 'a bucket from elsewhere',
      resources: { Trail: trail({ S3BucketName: 'central-logs' }) },
      findings: ['unknown Trail: bucket central-logs is not in the templates; verify that it is private'],
    },
    {
      name: 'a policy that everybody meets who has a key',
      resources: audited(
        {},
        {
          Policy: policy({
            ...forEverybody,
            Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
          }),
        },
      ),
      findings: [
        'unknown Trail: whether Policy opens Logs to everybody is not known (it depends on aws:requestedregion)',
      ],
    },
    {
      name: 'a trail that is not known beside one that is not enough',
      resources: { ...audited({ IsLogging: false }), Old: trail({ S3BucketName: 'central-logs' }) },
      findings: ['unknown Old: bucket central-logs is not in the templates; verify that it is private'],
    },
  ],
};

const kept = (properties: JsonObject): JsonObject => audited({}, { Logs: bucket(properties) });

export const tamperProof: ControlCases = {
  pass: [
    { name: 'versions', resources: kept({ VersioningConfiguration: { Status: 'Enabled' } }) },
    { name: 'a lock', resources: kept({ ObjectLockEnabled: true }) },
  ],
  fail: [
    {
      name: 'neither',
      resources: audited(),
      findings: ['fail Trail: Logs keeps no versions, expected versions or an object lock'],
    },
    {
      name: 'versions that are suspended',
      resources: kept({ VersioningConfiguration: { Status: 'Suspended' } }),
      findings: ['fail Trail: Logs keeps no versions, expected versions or an object lock'],
    },
  ],
  unknown: [
    {
      name: 'versions that a condition decides',
      resources: kept({ VersioningConfiguration: { Status: choose('IsProd', 'Enabled', 'Suspended') } }),
      ...undecided,
      findings: [
        `unknown Trail: whether Logs keeps versions is not known (${stageUnknown}), expected versions or an object lock`,
      ],
    },
    {
      name: 'a bucket from elsewhere',
      resources: {
        Trail: trail({ S3BucketName: att('Custom', 'Bucket') }),
        Custom: resource('Custom::Logs'),
      },
      findings: [
        'unknown Trail: bucket ${Custom.Bucket} is not in the templates; verify that it is versioned or locked',
      ],
    },
  ],
  notApplicable: [{ name: 'no trail', resources: {}, findings: ['notApplicable Stack1: no trail to judge'] }],
};
