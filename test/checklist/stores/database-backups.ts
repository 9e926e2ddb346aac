import { NestedStack, Stack, Tags } from 'aws-cdk-lib';
import { BackupPlan, BackupResource } from 'aws-cdk-lib/aws-backup';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseInstance,
  DatabaseInstanceEngine,
  PostgresEngineVersion,
} from 'aws-cdk-lib/aws-rds';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import {
  choose,
  exported,
  imported,
  notGiven,
  nothing,
  off,
  stageUnknown,
  sub,
  undecided,
} from '../expressions';
import { att, ref, resource } from '../serving/resources';
import {
  account,
  asked,
  clusterArn,
  ireland,
  listed,
  plan,
  planned,
  recovers,
  rule,
  selection,
  shortLived,
  table,
  tag,
  tagged,
} from './backups';
import { aurora, instance, members, multiAz } from './databases';

const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_4 });

const clusterIn = (stack: Stack): DatabaseCluster =>
  new DatabaseCluster(stack, 'Db', {
    engine,
    vpc: new Vpc(stack, 'Vpc'),
    writer: ClusterInstance.provisioned('writer'),
  });

/** A short-lived cluster with these tags, and a plan that selects by these settings. */
const chosen = (settings: JsonObject, tags: readonly JsonObject[] = [], name?: Json): JsonObject => ({
  Db: shortLived({ ...tagged(...tags), ...(name ? { DBClusterIdentifier: name } : {}) }),
  ...planned(settings),
});

const backupDaily = tag('backup', 'daily');
const short = 'BackupRetentionPeriod is 1, expected at least 7';
const uncovered = `fail Db: ${short}; no selection of AWS Backup covers it`;
const undecidedTag = (why: string): string =>
  `unknown Db: whether Selection selects it is not known (${why})`;
const recoveryOff =
  'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled is not set and so false, expected true';

export const native: ControlCases = {
  pass: [
    {
      name: 'kept for a week by the cluster itself',
      resources: { Db: aurora({ BackupRetentionPeriod: 7 }) },
    },
    { name: 'kept for longer, stated as text', resources: { Db: instance({ BackupRetentionPeriod: '35' }) } },
    {
      name: 'a parameter that cannot be too small',
      resources: { Db: multiAz({ BackupRetentionPeriod: ref('Days') }) },
      parameters: { Days: { Type: 'Number', MinValue: 7, MaxValue: 35 } },
    },
    {
      name: 'branches of a condition that both suffice',
      resources: { Db: aurora({ BackupRetentionPeriod: choose('IsProd', 35, 7) }) },
      ...undecided,
    },
    {
      name: 'DocumentDB and Neptune',
      resources: {
        Documents: resource('DocDB::DBCluster', { BackupRetentionPeriod: 7 }),
        Graph: resource('Neptune::DBCluster', { BackupRetentionPeriod: 14 }),
        Small: resource('DocDBElastic::Cluster', { BackupRetentionPeriod: 8 }),
      },
    },
    { name: 'recovery of a table to a point in time', resources: { Orders: table(recovers()) } },
    { name: 'recovery for a week', resources: { Orders: table(recovers({ RecoveryPeriodInDays: 7 })) } },
    {
      name: 'recovery of one replica of a global table',
      resources: {
        Orders: resource('DynamoDB::GlobalTable', {
          Replicas: [{ Region: 'eu-west-1', ...recovers() }, { Region: 'eu-central-1' }],
        }),
      },
    },
    {
      name: 'tables of other kinds',
      resources: {
        Simple: resource('Serverless::SimpleTable', recovers()),
        Events: resource('Cassandra::Table', { PointInTimeRecoveryEnabled: true }),
      },
    },
  ],
  fail: [
    {
      name: 'kept for a day, as AWS does by itself',
      resources: { Db: aurora() },
      findings: [
        'fail Db: BackupRetentionPeriod is not set and so 1, expected at least 7; no selection of AWS Backup covers it',
      ],
    },
    {
      name: 'backups switched off',
      resources: { Db: instance({ BackupRetentionPeriod: 0 }) },
      findings: [
        'fail Db: BackupRetentionPeriod is 0, expected at least 7; no selection of AWS Backup covers it',
      ],
    },
    {
      name: 'a parameter that is always too small',
      resources: { Db: aurora({ BackupRetentionPeriod: ref('Days') }) },
      parameters: { Days: { Type: 'Number', MinValue: 1, MaxValue: 6 } },
      findings: [
        'fail Db: BackupRetentionPeriod is ${Stack1.Days}, expected at least 7; no selection of AWS Backup covers it',
      ],
    },
    {
      name: 'a table that recovers for three days',
      resources: { Orders: table(recovers({ RecoveryPeriodInDays: 3 })) },
      findings: [
        'fail Orders: PointInTimeRecoverySpecification.RecoveryPeriodInDays is 3, expected at least 7; ' +
          'no selection of AWS Backup covers it',
      ],
    },
    {
      name: 'a table that does not recover',
      resources: { Orders: table() },
      findings: [`fail Orders: ${recoveryOff}; no selection of AWS Backup covers it`],
    },
    {
      name: 'a global table whose replicas recover for a day',
      resources: {
        Orders: resource('DynamoDB::GlobalTable', {
          Replicas: [
            { Region: 'eu-west-1', ...recovers({ RecoveryPeriodInDays: 1 }) },
            { Region: 'eu-central-1' },
          ],
        }),
      },
      findings: [
        'fail Orders: no replica recovers to a point in time, expected at least one that does so for 7 days; ' +
          'no selection of AWS Backup covers it',
      ],
    },
    {
      name: 'Aurora DSQL, which keeps no backups by itself',
      resources: { Db: resource('DSQL::Cluster') },
      findings: ['fail Db: no selection of AWS Backup covers it'],
    },
    {
      name: 'Amazon Keyspaces, which AWS Backup does not know',
      resources: { Events: resource('Cassandra::Table'), ...planned({ Resources: ['*'] }) },
      findings: ['fail Events: PointInTimeRecoveryEnabled is not set and so false, expected true'],
    },
    {
      name: 'no database',
      resources: planned({ Resources: ['*'] }),
      findings: ['fail Stack1: no database is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'a parameter without a default',
      resources: { Db: aurora({ BackupRetentionPeriod: ref('Days') }) },
      parameters: { Days: { Type: 'Number', MinValue: 1, MaxValue: 35 } },
      findings: [`unknown Db: BackupRetentionPeriod is not known (${notGiven('Days')}), expected at least 7`],
    },
    {
      name: 'branches of a condition of which one is too short',
      resources: { Db: aurora({ BackupRetentionPeriod: choose('IsProd', 30, 1) }) },
      ...undecided,
      findings: [`unknown Db: BackupRetentionPeriod is not known (${stageUnknown}), expected at least 7`],
    },
    {
      name: 'recovery of a global table that a parameter decides',
      resources: {
        Orders: resource('DynamoDB::GlobalTable', {
          Replicas: [{ Region: 'eu-west-1', ...recovers({ PointInTimeRecoveryEnabled: ref('Recover') }) }],
        }),
      },
      parameters: { Recover: { Type: 'String' } },
      findings: [
        `unknown Orders: whether a replica recovers to a point in time is not known (${notGiven('Recover')}), ` +
          'expected at least one that does so for 7 days',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that is declared to have none',
      resources: {},
      declaration: { databases: { none: 'stateless' } },
      findings: ['notApplicable Stack1: declared: stateless'],
    },
  ],
};

export const byArn: ControlCases = {
  pass: [
    {
      name: 'Aurora cluster ARN in a backup selection',
      resources: { Db: shortLived(), ...members(3), ...planned({ Resources: [clusterArn] }) },
    },
    {
      name: 'resources of the CDK, across stacks',
      app: (app) => {
        const cluster = clusterIn(new Stack(app, 'Data', { env: ireland }));
        const stack = new Stack(app, 'Backup', { env: ireland });
        BackupPlan.daily35DayRetention(stack, 'Plan').addSelection('Databases', {
          resources: [BackupResource.fromRdsDatabaseCluster(cluster)],
        });
      },
    },
    {
      name: 'a construct of the CDK with all that is in it, the plan in a nested stack',
      app: (app) => {
        const stack = new Stack(app, 'Data', { env: ireland });
        const cluster = clusterIn(stack);
        BackupPlan.dailyWeeklyMonthly5YearRetention(new NestedStack(stack, 'Backup'), 'Plan').addSelection(
          'All',
          {
            resources: [BackupResource.fromConstruct(cluster)],
          },
        );
      },
    },
    { name: 'the ARN as an attribute', resources: chosen({ Resources: [att('Db', 'DBClusterArn')] }) },
    {
      name: 'the ARN written by hand',
      resources: chosen({ Resources: [`arn:aws:rds:eu-west-1:${account}:cluster:shop`] }, [], 'Shop'),
    },
    {
      name: 'an ARN made of the parameter that names the cluster',
      resources: chosen(
        { Resources: [sub('arn:aws:rds:${AWS::Region}:${AWS::AccountId}:cluster:shop-${Stage}')] },
        [],
        sub('shop-${Stage}'),
      ),
      parameters: { Stage: { Type: 'String' } },
    },
    { name: 'everything', resources: chosen({ Resources: ['*'] }) },
    { name: 'nothing said, which is everything', resources: chosen({}) },
    { name: 'every cluster', resources: chosen({ Resources: ['arn:aws:rds:*:*:cluster:*'] }) },
    { name: 'everything of RDS', resources: chosen({ Resources: ['arn:aws:rds:*'] }) },
    { name: 'clusters in any place', resources: chosen({ Resources: ['arn:aws:rds:*:cluster:*'] }) },
    {
      name: 'clusters whose names begin so',
      resources: chosen({ Resources: ['arn:aws:rds:*:*:cluster:sh*'] }, [], 'shop'),
    },
    {
      name: 'a table by its name',
      resources: {
        Orders: table({}, 'Orders'),
        ...planned({ Resources: ['arn:aws:dynamodb:*:*:table/Orders'] }),
      },
    },
    {
      name: 'an instance by a wildcard',
      resources: { Db: instance(), ...planned({ Resources: ['arn:aws:rds:*:*:db:*'] }) },
    },
    {
      name: 'everything but something else',
      resources: {
        ...chosen({ Resources: ['*'], NotResources: [att('Other', 'DBClusterArn'), 'arn:aws:rds:*:*:db:*'] }),
        Other: aurora({ BackupRetentionPeriod: 7 }),
      },
    },
    {
      name: 'a selection that names its plan by an import',
      stacks: [
        {
          id: 'Plans',
          template: {
            Resources: { Plan: plan(rule()) },
            Outputs: { Plan: exported('plan', att('Plan', 'BackupPlanId')) },
          },
        },
        {
          id: 'Data',
          template: {
            Resources: {
              Db: shortLived(),
              Selection: selection({ Resources: ['*'] }, { BackupPlanId: imported('plan') }),
            },
          },
        },
      ],
    },
    {
      name: 'ARNs that a condition chooses, both of it',
      resources: chosen({ Resources: [choose('IsProd', clusterArn, att('Db', 'DBClusterArn'))] }),
      ...undecided,
    },
  ],
  fail: [
    {
      name: 'the ARN of an instance, which is not how Aurora is backed up',
      resources: {
        Db: shortLived(),
        ...members(1),
        ...planned({ Resources: [att('Member1', 'DBInstanceArn'), 'arn:aws:rds:*:*:db:*'] }),
      },
      findings: [uncovered],
    },
    {
      name: 'the ARN of the cluster for an instance',
      resources: {
        Db: instance({ DBInstanceIdentifier: 'shop' }),
        ...planned({ Resources: ['arn:aws:rds:*:*:cluster:shop'] }),
      },
      findings: [
        'fail Db: BackupRetentionPeriod is not set and so 1, expected at least 7; no selection of AWS Backup covers it',
      ],
    },
    {
      name: 'a cluster with a similar name',
      resources: chosen({ Resources: [`arn:aws:rds:eu-west-1:${account}:cluster:shop-replica`] }, [], 'shop'),
      findings: [uncovered],
    },
    {
      name: 'another service',
      resources: chosen({ Resources: ['arn:aws:dynamodb:*', 'arn:aws:dynamodb:*:*:table/*'] }),
      findings: [uncovered],
    },
    {
      name: 'a table whose name differs in its letters',
      resources: {
        Orders: table({}, 'Orders'),
        ...planned({ Resources: ['arn:aws:dynamodb:*:*:table/orders'] }),
      },
      findings: [`fail Orders: ${recoveryOff}; no selection of AWS Backup covers it`],
    },
    {
      name: 'another region in the ARN',
      stacks: [
        {
          ...ireland,
          template: { Resources: chosen({ Resources: [`arn:aws:rds:eu-central-1:${account}:cluster:*`] }) },
        },
      ],
      findings: [uncovered],
    },
    {
      name: 'a plan in another region',
      stacks: [
        { id: 'Data', ...ireland, template: { Resources: { Db: shortLived() } } },
        {
          id: 'Backup',
          account,
          region: 'eu-central-1',
          template: { Resources: planned({ Resources: ['*'] }) },
        },
      ],
      findings: [uncovered],
    },
    {
      name: 'a plan in another account',
      stacks: [
        { id: 'Data', ...ireland, template: { Resources: { Db: shortLived() } } },
        {
          id: 'Backup',
          account: '222222222222',
          region: 'eu-west-1',
          template: { Resources: planned({ Resources: ['*'] }) },
        },
      ],
      findings: [uncovered],
    },
    {
      name: 'everything but it',
      resources: chosen({ Resources: ['*'], NotResources: [clusterArn] }),
      findings: [uncovered],
    },
    {
      name: 'everything but clusters',
      resources: chosen({ Resources: ['*'], NotResources: ['arn:aws:rds:*:*:cluster:*'] }),
      findings: [uncovered],
    },
    {
      name: 'a selection under a condition that is off by default',
      resources: { ...chosen({}), Selection: selection({ Resources: ['*'] }, {}, 'IsProd') },
      ...off,
      findings: [uncovered],
    },
  ],
  unknown: [
    {
      name: 'a selection under a condition that is not decided',
      resources: { ...chosen({}), Selection: selection({ Resources: ['*'] }, {}, 'IsProd') },
      ...undecided,
      findings: [undecidedTag(stageUnknown)],
    },
    {
      name: 'an ARN that a parameter gives',
      resources: chosen({ Resources: [ref('Arn')] }),
      parameters: { Arn: { Type: 'String' } },
      findings: [undecidedTag(notGiven('Arn'))],
    },
    {
      name: 'a written name where the name of the cluster is generated',
      resources: chosen({ Resources: ['arn:aws:rds:*:*:cluster:shop*'] }),
      findings: [undecidedTag('the name of Db is generated')],
    },
    {
      name: 'what is no ARN',
      resources: chosen({ Resources: ['shop'] }),
      findings: [undecidedTag('shop is no ARN')],
    },
    {
      name: 'everything but what a parameter names',
      resources: chosen({ Resources: ['*'], NotResources: [ref('Arn')] }),
      parameters: { Arn: { Type: 'String' } },
      findings: [undecidedTag(notGiven('Arn'))],
    },
    {
      name: 'a plan that somebody else made',
      resources: { Db: shortLived(), Selection: selection({ Resources: ['*'] }, { BackupPlanId: 'plan-1' }) },
      findings: [undecidedTag('plan-1 is not among the templates')],
    },
    {
      name: 'a database whose ARN is not known here',
      resources: { Db: resource('DSQL::Cluster'), ...planned({ Resources: ['arn:aws:dsql:*:*:cluster/*'] }) },
      findings: [undecidedTag('the ARN of Db is not known')],
    },
  ],
};

const everything = { Resources: ['*'] };
const conditions = (asks: JsonObject): JsonObject => ({ ...everything, Conditions: asks });

export const byTag: ControlCases = {
  pass: [
    {
      name: 'RDS instance selected by tag',
      app: (app) => {
        const stack = new Stack(app, 'Data', { env: ireland });
        const db = new DatabaseInstance(stack, 'Db', {
          engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_16 }),
          vpc: new Vpc(stack, 'Vpc'),
        });
        Tags.of(db).add('backup', 'daily');
        BackupPlan.daily35DayRetention(stack, 'Plan').addSelection('Tagged', {
          resources: [BackupResource.fromTag('backup', 'daily')],
        });
      },
    },
    {
      name: 'one of several tags',
      resources: chosen({ ListOfTags: [listed('tier', 'gold'), listed('backup', 'daily')] }, [backupDaily]),
    },
    {
      name: 'a tag with its prefix',
      resources: chosen({ ListOfTags: [listed('aws:ResourceTag/backup', 'daily')] }, [backupDaily]),
    },
    {
      name: 'a tag of the stack',
      stacks: [
        {
          template: { Resources: chosen({ ListOfTags: [listed('backup', 'daily')] }) },
          tags: { backup: 'daily' },
        },
      ],
    },
    {
      name: 'a tag beside resources that are something else',
      resources: chosen({ Resources: ['arn:aws:s3:::uploads'], ListOfTags: [listed('backup', 'daily')] }, [
        backupDaily,
      ]),
    },
    {
      name: 'resources beside a tag that it has not',
      resources: chosen({ Resources: [clusterArn], ListOfTags: [listed('backup', 'daily')] }),
    },
    {
      name: 'conditions of every kind',
      resources: chosen(
        conditions({
          StringEquals: [asked('backup', 'daily')],
          StringLike: [asked('env', 'prod*'), asked('name', '*')],
          StringNotEquals: [asked('env', 'test')],
          StringNotLike: [asked('env', 'dev*')],
        }),
        [backupDaily, tag('env', 'prod-eu'), tag('name', 'shop')],
      ),
    },
    {
      name: 'conditions alone',
      resources: chosen({ Conditions: { StringEquals: [asked('backup', 'daily')] } }, [backupDaily]),
    },
    {
      name: 'a value that the same parameter gives',
      resources: chosen({ ListOfTags: [listed('env', ref('Env'))] }, [tag('env', ref('Env'))]),
      parameters: { Env: { Type: 'String' } },
    },
    {
      name: 'tags of a table in the form of a serverless application',
      resources: {
        Simple: resource('Serverless::SimpleTable', { Tags: { backup: 'daily' } }),
        ...planned({ ListOfTags: [listed('backup', 'daily')] }),
      },
    },
  ],
  fail: [
    {
      name: 'no such tag',
      resources: chosen({ ListOfTags: [listed('backup', 'daily')] }),
      findings: [uncovered],
    },
    {
      name: 'another value, and other letters',
      resources: chosen({ ListOfTags: [listed('backup', 'Daily'), listed('Backup', 'daily')] }, [
        backupDaily,
      ]),
      findings: [uncovered],
    },
    {
      name: 'a tag of its own instead of that of the stack',
      stacks: [
        {
          template: {
            Resources: chosen({ ListOfTags: [listed('backup', 'daily')] }, [tag('backup', 'none')]),
          },
          tags: { backup: 'daily' },
        },
      ],
      findings: [uncovered],
    },
    {
      name: 'a tag of the instances, not of the cluster',
      resources: {
        ...chosen({ ListOfTags: [listed('backup', 'daily')] }),
        ...members(1, ref('Db'), tagged(backupDaily)),
      },
      findings: [uncovered],
    },
    {
      name: 'one condition of two',
      resources: chosen(conditions({ StringEquals: [asked('backup', 'daily'), asked('env', 'prod')] }), [
        backupDaily,
      ]),
      findings: [uncovered],
    },
    {
      name: 'a pattern that does not match',
      resources: chosen(conditions({ StringLike: [asked('backup', 'week*')] }), [backupDaily]),
      findings: [uncovered],
    },
    {
      name: 'a value that it must not have',
      resources: chosen(conditions({ StringNotEquals: [asked('backup', 'daily')] }), [backupDaily]),
      findings: [uncovered],
    },
    {
      name: 'a pattern that it must not match',
      resources: chosen(conditions({ StringNotLike: [asked('backup', 'd*')] }), [backupDaily]),
      findings: [uncovered],
    },
    {
      name: 'its ARN, but conditions that it does not meet',
      resources: chosen({
        Resources: [clusterArn],
        Conditions: { StringEquals: [asked('backup', 'daily')] },
      }),
      findings: [uncovered],
    },
  ],
  unknown: [
    {
      name: 'a value that a parameter gives',
      resources: chosen({ ListOfTags: [listed('env', 'prod')] }, [tag('env', ref('Env'))]),
      parameters: { Env: { Type: 'String' } },
      findings: [undecidedTag(notGiven('Env'))],
    },
    {
      name: 'a key that a parameter gives',
      resources: chosen({ ListOfTags: [listed(ref('Key'), 'prod')] }, [backupDaily]),
      parameters: { Key: { Type: 'String' } },
      findings: [undecidedTag(notGiven('Key'))],
    },
    {
      name: 'a tag that only one branch of a condition has',
      resources: chosen({ ListOfTags: [listed('backup', 'daily')] }, [
        choose('IsProd', backupDaily, nothing),
      ]),
      ...undecided,
      findings: [undecidedTag('its tags are not known')],
    },
    {
      name: 'a tag that is missing where it must not have a value',
      resources: chosen(conditions({ StringNotEquals: [asked('backup', 'none')] })),
      findings: [undecidedTag('it has no tag backup, which may mean either')],
    },
    {
      name: 'a tag that AWS sets',
      resources: chosen({ ListOfTags: [listed('aws:cloudformation:stack-name', 'shop')] }),
      findings: [undecidedTag('AWS itself sets tag aws:cloudformation:stack-name')],
    },
    {
      name: 'conditions that are chosen',
      resources: chosen(
        { Conditions: choose('IsProd', { StringEquals: [asked('backup', 'daily')] }, nothing) },
        [backupDaily],
      ),
      ...undecided,
      findings: [undecidedTag(stageUnknown)],
    },
    {
      name: 'the tags of a global table, which its replicas have',
      resources: {
        Db: resource('DynamoDB::GlobalTable'),
        ...planned({ ListOfTags: [listed('backup', 'daily')] }),
      },
      findings: [undecidedTag('tags of its replicas are not compared')],
    },
  ],
};

const rules = (...of: JsonObject[]): JsonObject => ({ Db: shortLived(), ...planned(everything, ...of) });

export const bySchedule: ControlCases = {
  pass: [
    {
      name: 'the schedule and the lifecycle that AWS assumes',
      resources: rules(rule({ ScheduleExpression: nothing, Lifecycle: nothing })),
    },
    { name: 'several times a day', resources: rules(rule({ ScheduleExpression: 'cron(0 0/6 ? * * *)' })) },
    { name: 'a rate', resources: rules(rule({ ScheduleExpression: 'rate(12 hours)' })) },
    { name: 'kept for a week', resources: rules(rule({ Lifecycle: { DeleteAfterDays: '7' } })) },
    {
      name: 'a daily rule beside a monthly one',
      resources: rules(rule({ ScheduleExpression: 'cron(0 5 1 * ? *)' }), rule()),
    },
    {
      name: 'schedules of a condition that are both daily',
      resources: rules(rule({ ScheduleExpression: choose('IsProd', 'cron(0 5 * * ? *)', 'rate(1 day)') })),
      ...undecided,
    },
    {
      name: 'a time that cannot be too short',
      resources: rules(rule({ Lifecycle: { DeleteAfterDays: ref('Days') } })),
      parameters: { Days: { Type: 'Number', MinValue: 7 } },
    },
    {
      name: 'one plan of two',
      resources: {
        ...rules(rule({ ScheduleExpression: 'cron(0 5 ? * SUN *)' })),
        OtherPlan: plan(rule()),
        Other: selection(everything, { BackupPlanId: ref('OtherPlan') }),
      },
    },
  ],
  fail: [
    {
      name: 'once a week',
      resources: rules(rule({ ScheduleExpression: 'cron(0 5 ? * SUN *)' })),
      findings: [`fail Db: ${short}; rule Nightly of Plan runs less than daily, expected at least daily`],
    },
    {
      name: 'every other day',
      resources: rules(rule({ ScheduleExpression: 'rate(2 days)', RuleName: nothing })),
      findings: [`fail Db: ${short}; a rule of Plan runs every 48 hours, expected at least daily`],
    },
    {
      name: 'kept for three days',
      resources: rules(rule({ Lifecycle: { DeleteAfterDays: 3 } })),
      findings: [
        `fail Db: ${short}; rule Nightly of Plan keeps backups for 3 days, expected at least 7 days`,
      ],
    },
    {
      name: 'a short daily rule beside a long weekly one',
      resources: rules(
        rule({ Lifecycle: { DeleteAfterDays: 3 } }),
        rule({ RuleName: 'Weekly', ScheduleExpression: 'cron(0 5 ? * SUN *)' }),
      ),
      findings: [
        `fail Db: ${short}; rule Nightly of Plan keeps backups for 3 days, expected at least 7 days; ` +
          'rule Weekly of Plan runs less than daily, expected at least daily',
      ],
    },
    {
      name: 'no rule',
      resources: { Db: shortLived(), Plan: plan(), Selection: selection(everything) },
      findings: [`fail Db: ${short}; Plan has no rule, expected a daily one`],
    },
    {
      name: 'times of a condition that are both too short',
      resources: rules(rule({ Lifecycle: { DeleteAfterDays: choose('IsProd', 3, 1) } })),
      ...undecided,
      findings: [
        `fail Db: ${short}; rule Nightly of Plan keeps backups for 3 or 1 days, expected at least 7 days`,
      ],
    },
  ],
  unknown: [
    {
      name: 'a schedule that a parameter gives',
      resources: rules(rule({ ScheduleExpression: ref('Schedule') })),
      parameters: { Schedule: { Type: 'String' } },
      findings: [
        `unknown Db: Selection selects it, but rule Nightly of Plan runs at times that are not known ` +
          `(${notGiven('Schedule')}), expected at least daily`,
      ],
    },
    {
      name: 'a schedule that cannot be read',
      resources: rules(rule({ ScheduleExpression: 'cron(0 5 * * *)' })),
      findings: [
        'unknown Db: Selection selects it, but rule Nightly of Plan runs at times that are not known ' +
          '(cron(0 5 * * *) cannot be read), expected at least daily',
      ],
    },
    {
      name: 'schedules of a condition of which one is daily',
      resources: rules(rule({ ScheduleExpression: choose('IsProd', 'rate(1 day)', 'rate(7 days)') })),
      ...undecided,
      findings: [
        `unknown Db: Selection selects it, but rule Nightly of Plan ${stageUnknown}: ` +
          'runs every 168 hours, expected at least daily',
      ],
    },
    {
      name: 'a time that a parameter gives',
      resources: rules(rule({ Lifecycle: { DeleteAfterDays: ref('Days') } })),
      parameters: { Days: { Type: 'Number' } },
      findings: [
        'unknown Db: Selection selects it, but rule Nightly of Plan keeps backups for a time that is not known ' +
          `(${notGiven('Days')}), expected at least 7 days`,
      ],
    },
  ],
};
