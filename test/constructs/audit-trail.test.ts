import { Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AuditTrail } from '../../constructs';
import { type Guarantee, ShopStack, templateOf } from './fixture';
import { outcomesOf } from './outcomes';

const template = templateOf((stack) => new AuditTrail(stack, 'Audit'));

test.each<Guarantee>([
  [
    'every region, validated files',
    'AWS::CloudTrail::Trail',
    {
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      IsLogging: true,
      EnableLogFileValidation: true,
      EventSelectors: [],
      S3BucketName: { Ref: Match.stringLikeRegexp('^AuditFiles') },
    },
  ],
  [
    'files that are locked for a year',
    'AWS::S3::Bucket',
    {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 365 } } },
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 365 })] },
    },
  ],
  ['events to search in', 'AWS::Logs::LogGroup', { RetentionInDays: 365 }],
])('has %s', (_, type, properties) => {
  template.hasResourceProperties(type, properties);
});

test('stays when the stack goes', () => {
  template.hasResource('AWS::S3::Bucket', {
    DeletionPolicy: 'Retain',
    Properties: { ObjectLockEnabled: true },
  });
});

test('takes retentions and a key, and lets CloudTrail use it', () => {
  const made = templateOf((stack) => {
    const { trail, bucket, logGroup } = new AuditTrail(stack, 'Audit', {
      retention: Duration.days(730),
      logRetention: RetentionDays.TWO_YEARS,
      encryptionKey: new Key(stack, 'Key'),
    });
    expect([trail.node.id, bucket.node.id, logGroup.node.id]).toEqual(['Trail', 'Files', 'Events']);
  });
  made.hasResourceProperties('AWS::CloudTrail::Trail', {
    KMSKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
  });
  made.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 731 });
  made.hasResourceProperties('AWS::S3::Bucket', {
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 730 } } },
  });
  made.hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: ['kms:GenerateDataKey*', 'kms:DescribeKey'],
          Principal: { Service: 'cloudtrail.amazonaws.com' },
        }),
      ]),
    },
  });
});

test('refuses to forget within a year', () => {
  expect(() => new AuditTrail(new ShopStack(), 'Audit', { retention: Duration.days(90) })).toThrow(
    new Error('cannot make AuditTrail Shop/Audit: retention is 90 days, expected at least 365 whole days'),
  );
});

test('passes its controls', () => {
  expect(outcomesOf(AuditTrail.CONTROLS, (stack) => new AuditTrail(stack, 'Audit'))).toEqual(
    AuditTrail.CONTROLS.map((id) => `${id} pass`),
  );
});
