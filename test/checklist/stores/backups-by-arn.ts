import { NestedStack, Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupResource } from 'aws-cdk-lib/aws-backup';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
} from 'aws-cdk-lib/aws-rds';
import type { ControlCases } from '../../harness/judge';
import { choose, exported, imported, notGiven, off, stageUnknown, sub, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import {
  account,
  clusterArn,
  ireland,
  plan,
  planned,
  rule,
  selection,
  shortLived,
  table,
  chosen,
  uncovered,
  undecidedTag,
  recoveryOff,
} from './backups';
import { aurora, instance, members } from './databases';

const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_4 });

const clusterIn = (stack: Stack): DatabaseCluster =>
  new DatabaseCluster(stack, 'Db', {
    engine,
    vpc: new Vpc(stack, 'Vpc'),
    writer: ClusterInstance.provisioned('writer'),
  });

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
