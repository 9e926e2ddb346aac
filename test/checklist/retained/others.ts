import { Stack } from 'aws-cdk-lib';
import { BackupPlan } from 'aws-cdk-lib/aws-backup';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, notGiven, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';

const table = (properties: JsonObject = {}, condition?: string): JsonObject =>
  resource('DynamoDB::Table', properties, condition);
const timeToLive = (enabled: Json): JsonObject => ({
  TimeToLiveSpecification: { AttributeName: 'expires', Enabled: enabled },
});

const notSet = 'TimeToLiveSpecification.Enabled is not set and so false, expected true';

export const tables: ControlCases = {
  pass: [
    { name: 'time to live', resources: { Carts: table(timeToLive(true)) } },
    {
      name: 'time to live of the CDK',
      app: (app) => {
        new TableV2(new Stack(app, 'Data'), 'Carts', {
          partitionKey: { name: 'id', type: AttributeType.STRING },
          timeToLiveAttribute: 'expires',
        });
      },
    },
  ],
  fail: [
    { name: 'nothing said', resources: { Carts: table() }, findings: [`fail Carts: ${notSet}`] },
    {
      name: 'a global table',
      resources: { Carts: resource('DynamoDB::GlobalTable', timeToLive(false)) },
      findings: ['fail Carts: TimeToLiveSpecification.Enabled is false, expected true'],
    },
  ],
  unknown: [
    {
      name: 'in one branch',
      resources: { Carts: table({ TimeToLiveSpecification: choose('IsProd', { Enabled: true }, nothing) }) },
      ...undecided,
      findings: [
        `unknown Carts: TimeToLiveSpecification.Enabled is not known (${stageUnknown}), expected true`,
      ],
    },
    {
      name: 'a table that may not be there',
      resources: { Carts: table({}, 'IsProd') },
      ...undecided,
      findings: [`unknown Carts: ${stageUnknown}: ${notSet}`],
    },
  ],
  notApplicable: [
    {
      name: 'no table',
      resources: { Queue: resource('SQS::Queue') },
      findings: ['notApplicable Stack1: no DynamoDB table to judge'],
    },
  ],
};

const plan = (...rules: readonly Json[]): JsonObject => ({
  Plan: resource('Backup::BackupPlan', {
    BackupPlan: { BackupPlanName: 'shop', BackupPlanRule: [...rules] },
  }),
});
const rule = (lifecycle: Json = nothing, members: JsonObject = {}): JsonObject => ({
  RuleName: 'Daily',
  TargetBackupVault: 'vault',
  Lifecycle: lifecycle,
  ...members,
});

export const backupPlans: ControlCases = {
  pass: [
    { name: 'days', resources: plan(rule({ DeleteAfterDays: 35 })) },
    {
      name: 'a plan of the CDK',
      app: (app) => {
        BackupPlan.dailyWeeklyMonthly5YearRetention(new Stack(app, 'Data'), 'Plan');
      },
    },
    {
      name: 'copies without a lifecycle, which end with the original',
      resources: plan(
        rule({ DeleteAfterDays: 35 }, { CopyActions: [{ DestinationBackupVaultArn: 'arn:elsewhere' }] }),
      ),
    },
    { name: 'until they are copied', resources: plan(rule({ DeleteAfterEvent: 'DELETE_AFTER_COPY' })) },
    {
      name: 'days of a parameter that are more than none',
      resources: plan(rule({ DeleteAfterDays: ref('Days') })),
      parameters: { Days: { Type: 'Number', MinValue: 1 } },
    },
  ],
  fail: [
    {
      name: 'no lifecycle',
      resources: plan(rule()),
      findings: ['fail Plan: rule Daily keeps backups for ever, expected DeleteAfterDays'],
    },
    {
      name: 'cold storage, and no end',
      resources: plan(rule({ MoveToColdStorageAfterDays: 30 })),
      findings: ['fail Plan: rule Daily keeps backups for ever, expected DeleteAfterDays'],
    },
    {
      name: 'no end, said aloud',
      resources: plan(rule({ DeleteAfterDays: -1 })),
      findings: ['fail Plan: rule Daily keeps backups for ever, expected DeleteAfterDays'],
    },
    {
      name: 'one rule of two, without a name',
      resources: plan(rule({ DeleteAfterDays: 35 }), { TargetBackupVault: 'vault' }),
      findings: ['fail Plan: a rule keeps backups for ever, expected DeleteAfterDays'],
    },
  ],
  unknown: [
    {
      name: 'days of a parameter',
      resources: plan(rule({ DeleteAfterDays: ref('Days') })),
      parameters: { Days: { Type: 'Number' } },
      findings: [
        `unknown Plan: how long rule Daily keeps backups is not known (${notGiven('Days')}), expected DeleteAfterDays`,
      ],
    },
    {
      name: 'until they are copied, in one branch',
      resources: plan(rule({ DeleteAfterEvent: choose('IsProd', 'DELETE_AFTER_COPY', nothing) })),
      ...undecided,
      findings: [
        `unknown Plan: how long rule Daily keeps backups is not known (${stageUnknown}), expected DeleteAfterDays`,
      ],
    },
    {
      name: 'a rule in one branch',
      resources: plan(rule({ DeleteAfterDays: 35 }), choose('IsProd', rule(), nothing)),
      ...undecided,
      findings: [
        `unknown Plan: ${stageUnknown}: rule Daily keeps backups for ever, expected DeleteAfterDays`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no plan',
      resources: { Queue: resource('SQS::Queue') },
      findings: ['notApplicable Stack1: no backup plan to judge'],
    },
    {
      name: 'a plan without a rule',
      resources: plan(),
      findings: ['notApplicable Stack1: it does not arise for the backup plan of this workload'],
    },
  ],
};
