import { Stack } from 'aws-cdk-lib';
import { CfnMalwareProtectionPlan } from 'aws-cdk-lib/aws-guardduty';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, notGiven, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { bucket, everything, files, plan, policy } from './uploads';

const picksResults = {
  source: ['aws.guardduty'],
  'detail-type': ['GuardDuty Malware Protection Object Scan Result'],
};
const results = resource('Events::Rule', { EventPattern: picksResults });
const toldInOneStage = resource('Events::Rule', { EventPattern: choose('IsProd', picksResults, nothing) });

const nothingScans = 'nothing scans what is put into Files, expected a malware protection plan of GuardDuty';
const tags = 'expected ENABLED, so that findings can be acted on';

const placed = (region: string) => ({ account: '111111111111', region });

export const scanned: ControlCases = {
  pass: [
    { name: 'a plan', resources: files({}, { Plan: plan() }) },
    {
      name: 'a plan that takes no prefixes',
      resources: files({}, { Plan: plan(ref('Files'), { ObjectPrefixes: [] }) }),
    },
    {
      name: 'a plan for a bucket without CORS rules, in another stack',
      app: (app) => {
        const { bucketName } = new Bucket(new Stack(app, 'Data'), 'Files');
        new CfnMalwareProtectionPlan(new Stack(app, 'Security'), 'Plan', {
          role: 'arn:aws:iam::111111111111:role/scan',
          protectedResource: { s3Bucket: { bucketName } },
          actions: { tagging: { status: 'ENABLED' } },
        });
      },
    },
    {
      name: 'a bucket named by hand',
      resources: { Files: bucket({ BucketName: 'shop-files' }), Plan: plan('shop-files') },
    },
    {
      name: 'no tags, but a rule that is told',
      resources: files({}, { Plan: plan(ref('Files'), {}, nothing), Results: results }),
    },
    {
      name: 'one plan that is right beside one that is not',
      resources: files({}, { Bad: plan(ref('Files'), {}, nothing), Plan: plan() }),
    },
  ],
  fail: [
    { name: 'no plan', resources: files(), findings: [`fail Files: ${nothingScans}`] },
    {
      name: 'a plan for another bucket',
      resources: files({}, { Plan: plan(ref('Other')), Other: resource('S3::Bucket') }),
      findings: [
        `fail Files: ${nothingScans}`,
        'pass Other: Plan scans every object; Actions.Tagging.Status is ENABLED',
      ],
    },
    {
      name: 'a plan in another region',
      stacks: [
        {
          id: 'Data',
          ...placed('eu-west-1'),
          template: { Resources: { Files: bucket({ BucketName: 'shop-files' }) } },
        },
        { id: 'Security', ...placed('us-east-1'), template: { Resources: { Plan: plan('shop-files') } } },
      ],
      findings: [`fail Files: ${nothingScans}`],
    },
    {
      name: 'a plan that tells nobody',
      resources: files({}, { Plan: plan(ref('Files'), {}, { Tagging: { Status: 'DISABLED' } }) }),
      findings: [`fail Files: Actions.Tagging.Status is DISABLED, ${tags}`],
    },
    {
      name: 'a plan that says nothing of tags, and a rule for other events',
      resources: files(
        {},
        {
          Plan: plan(ref('Files'), {}, nothing),
          Findings: resource('Events::Rule', { EventPattern: { 'detail-type': ['GuardDuty Finding'] } }),
        },
      ),
      findings: [`fail Files: Actions.Tagging.Status is not set and so DISABLED, ${tags}`],
    },
  ],
  unknown: [
    {
      name: 'a plan for some prefixes',
      resources: files({}, { Plan: plan(ref('Files'), { ObjectPrefixes: ['avatars/'] }) }),
      findings: [
        'unknown Files: Plan scans objects under [avatars/] alone; verify that every upload goes there',
      ],
    },
    {
      name: 'a plan for a bucket that a parameter names',
      resources: files({}, { Plan: plan(ref('Name')) }),
      parameters: { Name: { Type: 'String' } },
      findings: [
        `unknown Files: whether a malware protection plan protects Files is not known (${notGiven('Name')})`,
      ],
    },
    {
      name: 'a plan in one stage alone',
      resources: files({}, { Plan: plan(ref('Files'), {}, { Tagging: { Status: 'ENABLED' } }, 'IsProd') }),
      ...undecided,
      findings: [
        `unknown Files: ${stageUnknown}: Plan scans every object; Actions.Tagging.Status is ENABLED`,
      ],
    },
    {
      name: 'a function that is told of new objects',
      resources: files({
        NotificationConfiguration: {
          LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: 'arn' }],
        },
      }),
      findings: ['unknown Files: something is told of new objects in Files; verify that it scans them'],
    },
    {
      name: 'no tags, but a rule that is told in one stage',
      resources: files({}, { Plan: plan(ref('Files'), {}, nothing), Results: toldInOneStage }),
      ...undecided,
      findings: [`unknown Files: ${stageUnknown}: Results is told what it found`],
    },
    {
      name: 'tags in one stage alone',
      resources: files(
        {},
        { Plan: plan(ref('Files'), {}, choose('IsProd', { Tagging: { Status: 'ENABLED' } }, nothing)) },
      ),
      ...undecided,
      findings: [`unknown Files: Actions.Tagging.Status is not known (${stageUnknown}), ${tags}`],
    },
  ],
};

const clean = {
  Effect: 'Deny',
  Principal: '*',
  Action: ['s3:GetObject', 's3:GetObjectVersion'],
  ...everything,
  Condition: { StringNotEquals: { 's3:ExistingObjectTag/GuardDutyMalwareScanStatus': 'NO_THREATS_FOUND' } },
};
const readable = 'anybody who may read Files reads infected objects too, expected a policy that denies it';

export const heldBack: ControlCases = {
  pass: [
    { name: 'everything but what is clean', resources: files({}, { Plan: plan(), Policy: policy(clean) }) },
    {
      name: 'all but the scanner, as AWS documents it',
      resources: files(
        {},
        {
          Plan: plan(),
          Policy: policy({
            ...clean,
            Principal: nothing,
            NotPrincipal: { AWS: 'arn:aws:iam::111111111111:role/scan' },
          }),
        },
      ),
    },
    {
      name: 'what is infected',
      resources: files(
        {},
        {
          Plan: plan(),
          Policy: policy({
            ...clean,
            Condition: {
              StringEquals: { 's3:ExistingObjectTag/GuardDutyMalwareScanStatus': 'THREATS_FOUND' },
            },
          }),
        },
      ),
    },
  ],
  fail: [
    { name: 'no policy', resources: files({}, { Plan: plan() }), findings: [`fail Files: ${readable}`] },
    {
      name: 'a policy that turns it round',
      resources: files(
        {},
        {
          Plan: plan(),
          Policy: policy({
            ...clean,
            Condition: {
              StringEquals: { 's3:ExistingObjectTag/GuardDutyMalwareScanStatus': 'NO_THREATS_FOUND' },
            },
          }),
        },
      ),
      findings: [`fail Files: ${readable}`],
    },
    {
      name: 'a policy for writing',
      resources: files({}, { Plan: plan(), Policy: policy({ ...clean, Action: 's3:PutObject' }) }),
      findings: [`fail Files: ${readable}`],
    },
  ],
  unknown: [
    {
      name: 'a rule that is told',
      resources: files({}, { Plan: plan(), Results: results }),
      findings: ['unknown Files: Results is told of findings; verify that infected objects are taken away'],
    },
    {
      name: 'a rule that is told in one stage alone',
      resources: files({}, { Plan: plan(), Results: toldInOneStage }),
      ...undecided,
      findings: ['unknown Files: Results is told of findings; verify that infected objects are taken away'],
    },
    {
      name: 'a policy about what is infected in one stage, and about what is clean in another',
      resources: files(
        {},
        {
          Plan: plan(),
          Policy: policy({
            ...clean,
            Condition: {
              StringEquals: {
                's3:ExistingObjectTag/GuardDutyMalwareScanStatus': choose(
                  'IsProd',
                  'THREATS_FOUND',
                  'NO_THREATS_FOUND',
                ),
              },
            },
          }),
        },
      ),
      ...undecided,
      findings: [
        `unknown Files: whether Policy denies reading what was not found clean is not known (${stageUnknown})`,
      ],
    },
    {
      name: 'a policy in one stage alone',
      resources: files({}, { Plan: plan(), Policy: { ...policy(clean), Condition: 'IsProd' } }),
      ...undecided,
      findings: [
        `unknown Files: whether Policy denies reading what was not found clean is not known (${stageUnknown})`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a bucket that nothing scans',
      resources: files(),
      findings: ['notApplicable Stack1: it does not arise for the bucket for uploads of this workload'],
    },
  ],
};
