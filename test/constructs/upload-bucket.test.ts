import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { MalwareProtection, UploadBucket, type UploadBucketProps } from '../../constructs';
import { type Guarantee, ShopStack, templateOf } from './fixture';
import { passes, verdicts } from './verdicts';

const app = 'https://app.example.com';
const files = Match.stringLikeRegexp('^UploadsFiles');
const role = { 'Fn::GetAtt': [Match.stringLikeRegexp('^UploadsProtectionRole'), 'Arn'] };
const everyFile = { 'Fn::Join': ['', [{ 'Fn::GetAtt': [files, 'Arn'] }, '/*']] };

const uploads = (stack: ShopStack, props: UploadBucketProps = {}) =>
  new UploadBucket(stack, 'Uploads', props);

describe('a bucket with nothing but the origin that uploads', () => {
  let stack: ShopStack;
  let template: Template;
  beforeAll(() => {
    stack = new ShopStack();
    uploads(stack, { allowOrigins: [app] });
    template = Template.fromStack(stack);
  });

  test('passes its controls', () => {
    expect(verdicts(stack, UploadBucket.CONTROLS)).toEqual(passes(UploadBucket.CONTROLS));
  });

  test.each<Guarantee>([
    [
      'is private, encrypted and keeps versions',
      'AWS::S3::Bucket',
      {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        VersioningConfiguration: { Status: 'Enabled' },
        LoggingConfiguration: { LogFilePrefix: 'uploads/' },
      },
    ],
    [
      'takes uploads from one origin',
      'AWS::S3::Bucket',
      {
        CorsConfiguration: {
          CorsRules: [
            {
              AllowedHeaders: ['Content-Type', 'Content-MD5', 'x-amz-*'],
              AllowedMethods: ['PUT', 'POST'],
              AllowedOrigins: [app],
              ExposedHeaders: ['ETag'],
              MaxAge: 3600,
            },
          ],
        },
      },
    ],
    [
      'drops what nobody finished, old versions and what is infected',
      'AWS::S3::Bucket',
      {
        LifecycleConfiguration: {
          Rules: [
            {
              AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
              NoncurrentVersionExpiration: { NoncurrentDays: 90 },
              Status: 'Enabled',
            },
            {
              ExpirationInDays: 30,
              Status: 'Enabled',
              TagFilters: [{ Key: 'GuardDutyMalwareScanStatus', Value: 'THREATS_FOUND' }],
            },
          ],
        },
      },
    ],
    [
      'has every file scanned and marked',
      'AWS::GuardDuty::MalwareProtectionPlan',
      {
        Role: role,
        ProtectedResource: { S3Bucket: { BucketName: { Ref: files } } },
        Actions: { Tagging: { Status: 'ENABLED' } },
      },
    ],
    [
      'lets nobody read what was not found clean, or say that it was',
      'AWS::S3::BucketPolicy',
      {
        PolicyDocument: {
          Statement: Match.arrayWith([
            {
              Sid: 'DenyReadingUnlessClean',
              Effect: 'Deny',
              Principal: { AWS: '*' },
              Action: ['s3:GetObject', 's3:GetObjectVersion'],
              Resource: everyFile,
              Condition: {
                StringNotEquals: { 's3:ExistingObjectTag/GuardDutyMalwareScanStatus': 'NO_THREATS_FOUND' },
                ArnNotEquals: { 'aws:PrincipalArn': role },
              },
            },
            {
              Sid: 'DenyTaggingAsClean',
              Effect: 'Deny',
              Principal: { AWS: '*' },
              Action: ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'],
              Resource: everyFile,
              Condition: {
                'ForAnyValue:StringEquals': { 's3:RequestObjectTagKeys': 'GuardDutyMalwareScanStatus' },
                ArnNotEquals: { 'aws:PrincipalArn': role },
              },
            },
          ]),
        },
      },
    ],
  ])('%s', (_, type, properties) => {
    template.hasResourceProperties(type, properties);
  });

  test('stays when its stack goes', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: { VersioningConfiguration: { Status: 'Enabled' } },
    });
  });
});

test('takes keys, retentions and a bucket for logs, and needs no origin', () => {
  const template = templateOf((stack) => {
    const logs = new Bucket(stack, 'Logs');
    const made = uploads(stack, {
      encryptionKey: new Key(stack, 'Key'),
      infectedRetention: Duration.days(7),
      logBucket: logs,
    });
    expect(made.logBucket).toBe(logs);
    expect(made.protection.plan).toBeDefined();
  });
  template.resourceCountIs('AWS::S3::Bucket', 2);
  template.hasResourceProperties('AWS::S3::Bucket', {
    CorsConfiguration: Match.absent(),
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
      ],
    },
    LifecycleConfiguration: { Rules: Match.arrayWith([Match.objectLike({ ExpirationInDays: 7 })]) },
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        {
          Effect: 'Allow',
          Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
          Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
          Condition: { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } },
        },
      ]),
    },
  });
});

test('lets one principal upload and another one read', () => {
  const template = templateOf((stack) => {
    const made = uploads(stack);
    const assumedBy = new ServicePrincipal('ecs-tasks.amazonaws.com');
    made.grantUpload(new Role(stack, 'Web', { assumedBy }));
    made.grantRead(new Role(stack, 'Worker', { assumedBy }));
  });
  for (const [name, action] of [
    ['Web', 's3:PutObject'],
    ['Worker', 's3:GetObject*'],
  ]) {
    template.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp(`^${name}`) }],
      PolicyDocument: { Statement: [{ Action: Match.arrayWith([action]) }] },
    });
  }
});

test.each<[string, UploadBucketProps, string]>([
  ['an empty list of origins', { allowOrigins: [] }, 'allowOrigins is empty, expected at least one origin'],
  [
    'every origin',
    { allowOrigins: ['*'] },
    'allowOrigins is *, expected an https origin such as https://app.example.com',
  ],
  [
    'half a day',
    { infectedRetention: Duration.hours(12) },
    'infectedRetention is 0.5 days, expected at least 1 whole days',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => uploads(new ShopStack(), props)).toThrow(
    new Error(`cannot make UploadBucket Shop/Uploads: ${message}`),
  );
});

describe('malware protection of a bucket that is there already', () => {
  const stack = new ShopStack();
  new MalwareProtection(stack, 'Protection', { bucket: new Bucket(stack, 'Files') });
  const template = Template.fromStack(stack);

  test('passes its control', () => {
    expect(verdicts(stack, MalwareProtection.CONTROLS)).toEqual(passes(MalwareProtection.CONTROLS));
  });

  test('has what GuardDuty documents that its role needs, before it tries the role', () => {
    const bucketArn = { 'Fn::GetAtt': [Match.stringLikeRegexp('^Files'), 'Arn'] };
    const objects = (name: string) => ({ 'Fn::Join': ['', [bucketArn, `/${name}`]] });
    const rule = {
      'Fn::Join': [
        '',
        [
          'arn:',
          { Ref: 'AWS::Partition' },
          ':events:eu-west-1:111111111111:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*',
        ],
      ],
    };
    const allow = (Action: string | string[], Resource: unknown, more: object = {}) => ({
      Effect: 'Allow',
      Action,
      Resource,
      ...more,
    });
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'malware-protection-plan.guardduty.amazonaws.com' },
          },
        ],
      },
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          allow(['events:PutRule', 'events:DeleteRule', 'events:PutTargets', 'events:RemoveTargets'], rule, {
            Condition: {
              StringLike: { 'events:ManagedBy': 'malware-protection-plan.guardduty.amazonaws.com' },
            },
          }),
          allow(['events:DescribeRule', 'events:ListTargetsByRule'], rule),
          allow(['s3:PutBucketNotification', 's3:GetBucketNotification', 's3:ListBucket'], bucketArn),
          allow('s3:PutObject', objects('malware-protection-resource-validation-object')),
          allow(
            [
              's3:GetObject',
              's3:GetObjectVersion',
              's3:GetObjectTagging',
              's3:GetObjectVersionTagging',
              's3:PutObjectTagging',
              's3:PutObjectVersionTagging',
            ],
            objects('*'),
          ),
        ],
      },
    });
    template.hasResource('AWS::GuardDuty::MalwareProtectionPlan', {
      DependsOn: [Match.stringLikeRegexp('^ProtectionRoleDefaultPolicy')],
    });
  });
});
