import { Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { App } from 'aws-cdk-lib';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, off, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { blocked, bucket, everything, files, policy } from './uploads';

const built =
  (props: object) =>
  (app: App): void => {
    new Bucket(new Stack(app, 'Shop'), 'Files', {
      cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: ['https://app.example.com'] }],
      ...props,
    });
  };

const none = 'no bucket for uploads is in the templates';
const anybody = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', ...everything };

export const closed: ControlCases = {
  pass: [
    { name: 'a bucket as S3 makes it', resources: files() },
    { name: 'all public access blocked', resources: files(blocked()) },
    { name: 'the CDK', app: built({ blockPublicAccess: BlockPublicAccess.BLOCK_ALL }) },
    { name: 'a list for deliveries of logs', resources: files({ AccessControl: 'LogDeliveryWrite' }) },
    {
      name: 'a policy that S3 would refuse if it were public',
      resources: files(blocked(), {
        Policy: policy({
          ...anybody,
          Condition: { StringLike: { 'aws:Referer': 'https://app.example.com/*' } },
        }),
      }),
    },
    {
      name: 'a bucket that is declared',
      resources: { Files: resource('S3::Bucket'), Logs: resource('S3::Bucket') },
      declaration: { uploads: { resources: [{ text: 'Files', place: 'readiness.yaml:1:1' }] } },
    },
    {
      name: 'a public bucket that takes no uploads beside it',
      resources: files({}, { Site: resource('S3::Bucket', { AccessControl: 'PublicRead' }) }),
    },
  ],
  fail: [
    { name: 'no bucket', resources: {}, findings: [`fail Stack1: ${none}, expected at least one`] },
    {
      name: 'a bucket under a condition that is off by default',
      resources: { Files: bucket({}, 'IsProd') },
      ...off,
      findings: [`fail Stack1: ${none} (Files switched off by condition), expected at least one`],
    },
    {
      name: 'one switch off',
      resources: files(blocked({ RestrictPublicBuckets: false })),
      findings: ['fail Files: RestrictPublicBuckets is false, expected true'],
    },
    {
      name: 'switches that are left out',
      resources: files({
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: 'true' },
      }),
      findings: [
        'fail Files: BlockPublicPolicy is not set and so false, expected true; ' +
          'RestrictPublicBuckets is not set and so false, expected true',
      ],
    },
    {
      name: 'an access control list',
      resources: files({ AccessControl: 'PublicReadWrite' }),
      findings: ['fail Files: AccessControl is PublicReadWrite, expected Private'],
    },
    {
      name: 'a policy',
      resources: files({}, { Policy: policy(anybody) }),
      findings: ['fail Files: Policy opens Files to everybody, expected nobody'],
    },
  ],
  unknown: [
    {
      name: 'buckets of which none is known to take uploads',
      resources: {
        Logs: resource('S3::Bucket'),
        Assets: resource('S3::Bucket'),
        Reports: resource('S3::Bucket'),
      },
      findings: [
        `unknown Stack1: ${none}, but Logs or one of 2 other buckets may take them: ` +
          'declare uploads in the workload, or none with the reason',
      ],
    },
    {
      name: 'one bucket that may take uploads, or not',
      resources: { Logs: resource('S3::Bucket') },
      findings: [
        `unknown Stack1: ${none}, but Logs may take them: declare uploads in the workload, or none with the reason`,
      ],
    },
    {
      name: 'a configuration in one stage alone',
      resources: files({
        PublicAccessBlockConfiguration: choose('IsProd', { BlockPublicAcls: true }, nothing),
      }),
      ...undecided,
      findings: [
        `unknown Files: ${stageUnknown}: BlockPublicPolicy is not set and so false, expected true; ` +
          'IgnorePublicAcls is not set and so false, expected true; ' +
          'RestrictPublicBuckets is not set and so false, expected true',
      ],
    },
    {
      name: 'a switch that a parameter decides',
      resources: files(blocked({ BlockPublicPolicy: ref('Block') })),
      parameters: { Block: { Type: 'String' } },
      findings: [`unknown Files: BlockPublicPolicy is not known (${notGiven('Block')}), expected true`],
    },
    {
      name: 'a policy for everybody in one stage alone',
      resources: files(blocked(), {
        Policy: policy({ ...anybody, Principal: choose('IsProd', '*', { AWS: '111111111111' }) }),
      }),
      ...undecided,
      findings: [`unknown Files: whether Policy opens Files to everybody is not known (${stageUnknown})`],
    },
    {
      name: 'a policy under a condition, where S3 would not refuse it',
      resources: files(blocked({ BlockPublicPolicy: ref('Block') }), {
        Policy: policy({
          ...anybody,
          Condition: { StringLike: { 'aws:Referer': 'https://app.example.com/*' } },
        }),
      }),
      parameters: { Block: { Type: 'String' } },
      findings: [
        `unknown Files: BlockPublicPolicy is not known (${notGiven('Block')}), expected true; ` +
          'whether Policy opens Files to everybody is not known (it depends on aws:referer)',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that takes no files',
      resources: { Logs: resource('S3::Bucket') },
      declaration: { uploads: { none: 'orders come as JSON' } },
      findings: ['notApplicable Stack1: declared: orders come as JSON'],
    },
  ],
};

const plainHttp = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  ...everything,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const noPolicy = 'no policy of Files denies plain HTTP, expected one that denies it to everybody';

export const tls: ControlCases = {
  pass: [
    { name: 'the CDK', app: built({ enforceSSL: true }) },
    { name: 'a policy by hand', resources: files({}, { Policy: policy(plainHttp) }) },
    {
      name: 'a policy of which another condition is taken away',
      resources: files(
        {},
        { Policy: policy({ ...plainHttp, Condition: { ...plainHttp.Condition, StringEquals: nothing } }) },
      ),
    },
  ],
  fail: [
    { name: 'no policy', resources: files(), findings: [`fail Files: ${noPolicy}`] },
    {
      name: 'a policy that denies HTTPS',
      resources: files(
        {},
        { Policy: policy({ ...plainHttp, Condition: { Bool: { 'aws:SecureTransport': true } } }) },
      ),
      findings: [`fail Files: ${noPolicy}`],
    },
    {
      name: 'a policy for one role',
      resources: files(
        {},
        { Policy: policy({ ...plainHttp, Principal: { AWS: 'arn:aws:iam::111111111111:role/app' } }) },
      ),
      findings: [`fail Files: ${noPolicy}`],
    },
    {
      name: 'a policy under another condition too',
      resources: files(
        {},
        {
          Policy: policy({
            ...plainHttp,
            Condition: { ...plainHttp.Condition, StringEquals: { 'aws:PrincipalTag/team': 'shop' } },
          }),
        },
      ),
      findings: [`fail Files: ${noPolicy}`],
    },
  ],
  unknown: [
    {
      name: 'a policy of a bucket that a parameter names',
      resources: files(
        {},
        {
          Policy: resource('S3::BucketPolicy', {
            Bucket: ref('Name'),
            PolicyDocument: { Statement: [plainHttp] },
          }),
        },
      ),
      parameters: { Name: { Type: 'String' } },
      findings: [`unknown Files: whether Policy denies plain HTTP is not known (${notGiven('Name')})`],
    },
    {
      name: 'a policy under another condition in one stage',
      resources: files(
        {},
        {
          Policy: policy({
            ...plainHttp,
            Condition: choose('IsProd', plainHttp.Condition, {
              ...plainHttp.Condition,
              StringEquals: { 'aws:PrincipalTag/team': 'shop' },
            }),
          }),
        },
      ),
      ...undecided,
      findings: ['unknown Files: whether Policy denies plain HTTP is not known (its Condition is not known)'],
    },
  ],
  notApplicable: [
    {
      name: 'no bucket',
      resources: {},
      findings: ['notApplicable Stack1: no bucket for uploads to judge'],
    },
  ],
};
