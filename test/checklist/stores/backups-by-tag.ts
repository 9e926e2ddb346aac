import { Stack, Tags } from 'aws-cdk-lib';
import { BackupPlan, BackupResource } from 'aws-cdk-lib/aws-backup';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import {
  asked,
  clusterArn,
  ireland,
  listed,
  planned,
  tag,
  tagged,
  chosen,
  backupDaily,
  uncovered,
  undecidedTag,
  everything,
} from './backups';
import { members } from './databases';

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
