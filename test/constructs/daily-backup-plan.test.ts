import { Duration } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { Key } from 'aws-cdk-lib/aws-kms';
import { DailyBackupPlan, type DailyBackupPlanProps, ReplicatedDatabase } from '../../constructs';
import { type Guarantee, ShopStack, templateOf } from './fixture';

const files = BackupResource.fromArn('arn:aws:s3:::uploads');

const plan = (stack: ShopStack, props: Partial<DailyBackupPlanProps> = {}) =>
  new DailyBackupPlan(stack, 'Backup', { resources: [files], ...props });

const database = { Ref: Match.stringLikeRegexp('^DatabaseCluster') };
const vault = { Ref: Match.stringLikeRegexp('^BackupVault') };
const vaultName = { 'Fn::GetAtt': [vault.Ref, 'BackupVaultName'] };

describe('a plan for a database, a bucket and a tag', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => {
      const { cluster } = new ReplicatedDatabase(stack, 'Database', { vpc: stack.vpc });
      const tag = BackupResource.fromTag('backup', 'daily');
      plan(stack, { resources: [BackupResource.fromRdsDatabaseCluster(cluster), tag, files] });
    });
  });

  test.each<Guarantee>([
    [
      'a backup every night and every month',
      'AWS::Backup::BackupPlan',
      {
        BackupPlan: {
          BackupPlanRule: [
            {
              RuleName: 'Daily',
              ScheduleExpression: 'cron(0 3 * * ? *)',
              Lifecycle: { DeleteAfterDays: 35 },
              TargetBackupVault: vaultName,
            },
            {
              RuleName: 'Monthly',
              ScheduleExpression: 'cron(0 5 1 * ? *)',
              Lifecycle: { DeleteAfterDays: 365 },
              TargetBackupVault: vaultName,
            },
          ],
        },
      },
    ],
    [
      'the resources selected for themselves',
      'AWS::Backup::BackupSelection',
      {
        BackupSelection: {
          ListOfTags: Match.absent(),
          Resources: [
            {
              'Fn::Join': ['', Match.arrayWith([':rds:eu-west-1:111111111111:cluster:', database])],
            },
            'arn:aws:s3:::uploads',
          ],
        },
      },
    ],
    [
      'the tag selected for itself',
      'AWS::Backup::BackupSelection',
      {
        BackupSelection: {
          Resources: Match.absent(),
          ListOfTags: [{ ConditionKey: 'backup', ConditionType: 'STRINGEQUALS', ConditionValue: 'daily' }],
        },
      },
    ],
    [
      'a role that can read databases and buckets',
      'AWS::IAM::Role',
      {
        AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'backup.amazonaws.com' } }] },
        ManagedPolicyArns: [
          'service-role/AWSBackupServiceRolePolicyForBackup',
          'AWSBackupServiceRolePolicyForS3Backup',
        ].map((name) => ({ 'Fn::Join': ['', Match.arrayWith([`:iam::aws:policy/${name}`])] })),
      },
    ],
    ['a key that rotates', 'AWS::KMS::Key', { EnableKeyRotation: true }],
  ])('%s', (_, type, properties) => {
    template.hasResourceProperties(type, properties);
  });

  test('outlives the stack, with its key', () => {
    template.hasResource('AWS::Backup::BackupVault', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { EncryptionKeyArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^BackupKey'), 'Arn'] } },
    });
    template.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain' });
  });
});

test('takes retentions, keys and locks', () => {
  const template = templateOf((stack) =>
    plan(stack, {
      retention: Duration.days(7),
      monthlyRetention: Duration.days(90),
      encryptionKey: new Key(stack, 'Own'),
      vaultLock: { minRetention: Duration.days(7), maxRetention: Duration.days(90) },
    }),
  );
  template.resourceCountIs('AWS::KMS::Key', 1);
  template.resourceCountIs('AWS::Backup::BackupSelection', 1);
  template.hasResourceProperties('AWS::Backup::BackupVault', {
    LockConfiguration: { MinRetentionDays: 7, MaxRetentionDays: 90 },
  });
  template.hasResourceProperties('AWS::Backup::BackupPlan', {
    BackupPlan: {
      BackupPlanRule: [{ Lifecycle: { DeleteAfterDays: 7 } }, { Lifecycle: { DeleteAfterDays: 90 } }],
    },
  });
});

const problems = 'cannot make DailyBackupPlan Shop/Backup: ';

test.each<[string, Partial<DailyBackupPlanProps>, string]>([
  ['nothing to back up', { resources: [] }, 'resources is empty, expected at least one resource or tag'],
  [
    'short retentions',
    { retention: Duration.days(6), monthlyRetention: Duration.days(5) },
    'retention is 6 days, expected at least 7 whole days; monthlyRetention is 5 days, expected at least 7 whole days',
  ],
  [
    'retentions that the lock forbids',
    { vaultLock: { minRetention: Duration.days(60), maxRetention: Duration.days(300) } },
    'retention is 35 days, expected 60 to 300 whole days; ' +
      'monthlyRetention is 365 days, expected 60 to 300 whole days',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => plan(new ShopStack(), props)).toThrow(new Error(problems + message));
});
