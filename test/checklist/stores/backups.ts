import type { Json, JsonObject } from '../../../lib/model/input';
import { nothing } from '../expressions';
import { ref, resource } from '../serving/resources';
import { aurora } from './databases';

/** Short ways to write plans and selections of AWS Backup. */

export const account = '111111111111';
export const ireland = { account, region: 'eu-west-1' };
export const daily = 'cron(0 3 * * ? *)';

/** A rule that makes a backup every night and keeps it for 35 days. */
export function rule(properties: JsonObject = {}): JsonObject {
  return {
    RuleName: 'Nightly',
    TargetBackupVault: 'vault',
    ScheduleExpression: daily,
    Lifecycle: { DeleteAfterDays: 35 },
    ...properties,
  };
}

export function plan(...rules: Json[]): JsonObject {
  return resource('Backup::BackupPlan', { BackupPlan: { BackupPlanName: 'plan', BackupPlanRule: rules } });
}

/** A selection of the plan `Plan`. */
export function selection(settings: JsonObject, properties: JsonObject = {}, condition?: string): JsonObject {
  const backupSelection = {
    SelectionName: 'selection',
    IamRoleArn: 'arn:aws:iam::111111111111:role/backup',
    ...settings,
  };
  return resource(
    'Backup::BackupSelection',
    { BackupPlanId: ref('Plan'), BackupSelection: backupSelection, ...properties },
    condition,
  );
}

/** The plan `Plan` with these rules, and what it selects. */
export function planned(settings: JsonObject, ...rules: Json[]): JsonObject {
  return { Plan: plan(...(rules.length > 0 ? rules : [rule()])), Selection: selection(settings) };
}

/** A cluster whose own backups are kept for a day. */
export function shortLived(properties: JsonObject = {}, condition?: string): JsonObject {
  return aurora({ BackupRetentionPeriod: 1, ...properties }, condition);
}

export const tag = (key: Json, value: Json): JsonObject => ({ Key: key, Value: value });
export const tagged = (...tags: Json[]): JsonObject => ({ Tags: tags });

export const listed = (key: Json, value: Json): JsonObject => ({
  ConditionType: 'STRINGEQUALS',
  ConditionKey: key,
  ConditionValue: value,
});

/** A test of one tag in the form of `Conditions`. */
export const asked = (key: string, value: Json): JsonObject => ({
  ConditionKey: `aws:ResourceTag/${key}`,
  ConditionValue: value,
});

/** The ARN of the cluster `Db` as the CDK writes it. */
export const clusterArn: JsonObject = {
  'Fn::Join': [
    '',
    [
      'arn:',
      ref('AWS::Partition'),
      ':rds:',
      ref('AWS::Region'),
      ':',
      ref('AWS::AccountId'),
      ':cluster:',
      ref('Db'),
    ],
  ],
};

export const fileSystem = (properties: JsonObject = {}): JsonObject =>
  resource('EFS::FileSystem', properties);
export const table = (properties: JsonObject = {}, name: Json = nothing): JsonObject =>
  resource('DynamoDB::Table', { TableName: name, ...properties });
export const recovers = (settings: JsonObject = {}): JsonObject => ({
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, ...settings },
});

/** A short-lived cluster with these tags, and a plan that selects by these settings. */
export const chosen = (settings: JsonObject, tags: readonly JsonObject[] = [], name?: Json): JsonObject => ({
  Db: shortLived({ ...tagged(...tags), ...(name ? { DBClusterIdentifier: name } : {}) }),
  ...planned(settings),
});

export const backupDaily = tag('backup', 'daily');

export const short = 'BackupRetentionPeriod is 1, expected at least 7';

export const uncovered = `fail Db: ${short}; no selection of AWS Backup covers it`;

export const undecidedTag = (why: string): string =>
  `unknown Db: whether Selection selects it is not known (${why})`;

export const recoveryOff =
  'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled is not set and so false, expected true';

export const everything = { Resources: ['*'] };
