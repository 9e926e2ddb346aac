import { Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
} from 'aws-cdk-lib/aws-rds';
import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import {
  choose,
  exported,
  imported,
  join,
  notGiven,
  nothing,
  off,
  stageUnknown,
  undecided,
} from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { cluster, doesNotArise, instance, noDatabase, rotating, secretly } from './resources';

const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_4 });
const supplied = (password: JsonObject | string = secretly(ref('Secret')), others: JsonObject = {}) =>
  cluster({ ManageMasterUserPassword: nothing, MasterUserPassword: password, ...others });
const missing = 'Secret has no rotation schedule, expected one of at most 90 days';
const schedule = (rules: JsonObject, secret: JsonObject = ref('Secret')) =>
  resource('SecretsManager::RotationSchedule', { SecretId: secret, RotationRules: rules });

const onDays = (days: number) => ({ Db: supplied(), ...rotating({ AutomaticallyAfterDays: days }) });
const on = (expression: string) => ({ Db: supplied(), ...rotating({ ScheduleExpression: expression }) });
const written = 'MasterUserPassword is written in the template, expected one that is changed by itself';

/** Databases whose master password changes by itself, or does not. */
export const passwords: ControlCases = {
  pass: [
    { name: 'managed by RDS', resources: { Db: cluster(), Small: instance() } },
    {
      name: 'managed by RDS, on a schedule of ours',
      resources: {
        Db: cluster(),
        Schedule: schedule({ AutomaticallyAfterDays: 30 }, att('Db', 'MasterUserSecret.SecretArn')),
      },
    },
    {
      name: 'DocumentDB, managed',
      resources: { Db: resource('DocDB::DBCluster', { ManageMasterUserPassword: true }) },
    },
    {
      name: 'no password at all',
      resources: {
        Db: cluster({ ManageMasterUserPassword: nothing, MasterUserAuthenticationType: 'iam-db-auth' }),
      },
    },
    { name: 'a secret that rotates', resources: onDays(90) },
    {
      name: 'a schedule of the secret itself',
      resources: { ...onDays(30), Schedule: schedule({ AutomaticallyAfterDays: 30 }) },
    },
    {
      name: 'a password read through the attachment',
      resources: { ...onDays(30), Db: supplied(secretly(ref('Attachment'))) },
    },
    {
      name: 'an instance',
      resources: {
        ...onDays(30),
        Db: instance({ ManageMasterUserPassword: false, MasterUserPassword: secretly(ref('Secret')) }),
      },
    },
    {
      name: 'an attachment to the writer of the cluster',
      resources: {
        ...onDays(30),
        Writer: resource('RDS::DBInstance', { DBClusterIdentifier: ref('Db') }),
        Attachment: resource('SecretsManager::SecretTargetAttachment', {
          SecretId: ref('Secret'),
          TargetId: ref('Writer'),
        }),
      },
    },
    { name: 'every 10 days', resources: on('rate(10 days)') },
    { name: 'every 12 hours', resources: on('rate(12 hours)') },
    { name: 'on the first of every month', resources: on('cron(0 4 1 * ? *)') },
    {
      name: 'a secret found by its name',
      resources: {
        ...onDays(30),
        Db: supplied('{{resolve:secretsmanager:shop/db:SecretString:password}}'),
        Secret: resource('SecretsManager::Secret', { Name: 'shop/db' }),
      },
    },
    {
      name: 'a secret of another stack',
      stacks: [
        {
          id: 'Secrets',
          template: {
            Resources: { Secret: resource('SecretsManager::Secret') },
            Outputs: { Secret: exported('secret', ref('Secret')) },
          },
        },
        {
          id: 'Data',
          template: {
            Resources: {
              Db: supplied(secretly(imported('secret'))),
              Attachment: resource('SecretsManager::SecretTargetAttachment', {
                SecretId: imported('secret'),
                TargetId: ref('Db'),
              }),
              Schedule: schedule({ AutomaticallyAfterDays: 7 }, ref('Attachment')),
            },
          },
        },
      ],
    },
    {
      name: 'what the CDK makes',
      app: (app) => {
        const stack = new Stack(app, 'Data');
        const db = new DatabaseCluster(stack, 'Db', {
          engine,
          vpc: new Vpc(stack, 'Vpc'),
          writer: ClusterInstance.provisioned('writer'),
        });
        db.addRotationSingleUser();
      },
    },
  ],
  fail: [
    {
      name: 'a password in the template',
      resources: { Db: supplied('correct-horse') },
      findings: [`fail Db: ${written}`],
    },
    {
      name: 'a password as the default of a parameter',
      resources: { Db: supplied(ref('Password')) },
      parameters: { Password: { Type: 'String', NoEcho: true, Default: 'shop' } },
      findings: [`fail Db: ${written}`],
    },
    {
      name: 'a secret that nobody rotates',
      resources: { Db: supplied(), Secret: resource('SecretsManager::Secret') },
      findings: [`fail Db: ${missing}`],
    },
    {
      name: 'a schedule of another secret',
      resources: {
        ...onDays(30),
        Other: resource('SecretsManager::Secret'),
        Schedule: schedule({ AutomaticallyAfterDays: 30 }, ref('Other')),
      },
      findings: [`fail Db: ${missing}`],
    },
    {
      name: 'a schedule that is switched off',
      resources: {
        ...onDays(30),
        Schedule: { ...schedule({ AutomaticallyAfterDays: 30 }), Condition: 'IsProd' },
      },
      ...off,
      findings: [`fail Db: ${missing}`],
    },
    {
      name: 'a rotation once a year',
      resources: onDays(365),
      findings: ['fail Db: RotationRules.AutomaticallyAfterDays is 365, expected at most 90'],
    },
    {
      name: 'every 100 days',
      resources: on('rate(100 days)'),
      findings: [
        'fail Db: RotationRules.ScheduleExpression is rate(100 days), expected a rotation at least every 90 days',
      ],
    },
    {
      name: 'every January',
      resources: on('cron(0 4 1 1 ? *)'),
      findings: [
        'fail Db: RotationRules.ScheduleExpression is cron(0 4 1 1 ? *), expected a rotation at least every 90 days',
      ],
    },
    {
      name: 'managed by RDS, once a year',
      resources: {
        Db: cluster(),
        Schedule: schedule({ AutomaticallyAfterDays: 365 }, att('Db', 'MasterUserSecret.SecretArn')),
      },
      findings: ['fail Db: RotationRules.AutomaticallyAfterDays is 365, expected at most 90'],
    },
    {
      name: 'a secure string of Parameter Store',
      resources: { Db: supplied('{{resolve:ssm-secure:/shop/password:1}}') },
      findings: [
        'fail Db: MasterUserPassword is a parameter of Parameter Store, which changes none by itself, expected a secret of Secrets Manager',
      ],
    },
    {
      name: 'what the CDK makes',
      app: (app) => {
        const stack = new Stack(app, 'Data');
        new DatabaseCluster(stack, 'Db', {
          engine,
          vpc: new Vpc(stack, 'Vpc'),
          writer: ClusterInstance.provisioned('writer'),
        });
      },
      findings: [
        'fail Db5D02A0A9: DbSecretCF6D79B0 has no rotation schedule, expected one of at most 90 days',
      ],
    },
  ],
  unknown: [
    {
      name: 'a parameter without a default',
      resources: { Db: supplied(ref('Password')) },
      parameters: { Password: { Type: 'String', NoEcho: true } },
      findings: [
        `unknown Db: MasterUserPassword is not known (${notGiven('Password')}); verify that it is changed by itself`,
      ],
    },
    {
      name: 'a password put together',
      resources: { Db: supplied(join('a', ref('Password'))) },
      parameters: { Password: { Type: 'String' } },
      findings: [
        `unknown Db: MasterUserPassword is not known (${notGiven('Password')}); verify that it is changed by itself`,
      ],
    },
    {
      name: 'a secret from outside',
      resources: {
        Db: supplied(
          '{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-AbCdEf:SecretString:password}}',
        ),
      },
      findings: [
        'unknown Db: the secret of MasterUserPassword is not known (db-AbCdEf is not among the templates); verify that it is rotated',
      ],
    },
    {
      name: 'the password of a snapshot',
      resources: { Db: cluster({ ManageMasterUserPassword: nothing, SnapshotIdentifier: 'before' }) },
      findings: [
        'unknown Db: the password is that of SnapshotIdentifier; verify that it is changed by itself',
      ],
    },
    {
      name: 'no password',
      resources: { Db: cluster({ ManageMasterUserPassword: nothing }) },
      findings: [
        'unknown Db: neither MasterUserPassword nor ManageMasterUserPassword is set; verify that it is changed by itself',
      ],
    },
    {
      name: 'managed in one branch',
      resources: {
        Db: supplied('correct-horse', { ManageMasterUserPassword: choose('IsProd', true, nothing) }),
      },
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: ${written}`],
    },
    {
      name: 'managed where a parameter says so',
      resources: { Db: supplied('correct-horse', { ManageMasterUserPassword: ref('Managed') }) },
      parameters: { Managed: { Type: 'String' } },
      findings: [`unknown Db: ManageMasterUserPassword is not known (${notGiven('Managed')}), expected true`],
    },
    {
      name: 'a schedule that may be there',
      resources: {
        ...onDays(30),
        Schedule: { ...schedule({ AutomaticallyAfterDays: 30 }), Condition: 'IsProd' },
      },
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: RotationRules.AutomaticallyAfterDays is 30`],
    },
    {
      name: 'a schedule of a secret that is not known',
      resources: { ...onDays(30), Schedule: schedule({ AutomaticallyAfterDays: 30 }, ref('Given')) },
      parameters: { Given: { Type: 'String' } },
      findings: [`unknown Db: ${missing} (a schedule may be its own: ${notGiven('Given')})`],
    },
    {
      name: 'a schedule without rules',
      resources: {
        ...onDays(30),
        Schedule: resource('SecretsManager::RotationSchedule', { SecretId: ref('Secret') }),
      },
      findings: ['unknown Db: Schedule states no RotationRules; verify how often it rotates'],
    },
    {
      name: 'an expression that cannot be read',
      resources: on('cron(0 4 1 */5 ? *)'),
      findings: [
        'unknown Db: RotationRules.ScheduleExpression is cron(0 4 1 */5 ? *), which cannot be read, expected a rotation at least every 90 days',
      ],
    },
    {
      name: 'a secret without the address of the database',
      resources: {
        ...onDays(30),
        Attachment: resource('none'),
        Schedule: schedule({ AutomaticallyAfterDays: 30 }),
      },
      findings: [
        'unknown Db: no SecretTargetAttachment writes the address of Db into Secret; verify that the rotation finds it',
      ],
    },
    {
      name: 'a secret with the address of another database',
      resources: {
        ...onDays(30),
        Other: cluster(),
        Attachment: resource('SecretsManager::SecretTargetAttachment', {
          SecretId: ref('Secret'),
          TargetId: ref('Other'),
        }),
      },
      findings: [
        'unknown Db: no SecretTargetAttachment writes the address of Db into Secret; verify that the rotation finds it',
        'pass Other: RDS changes the password every 7 days',
      ],
    },
    {
      name: 'a kind of login that is not known',
      resources: { Db: supplied('correct-horse', { MasterUserAuthenticationType: ref('How') }) },
      parameters: { How: { Type: 'String' } },
      findings: [`unknown Db: ${notGiven('How')}: ${written}`],
    },
  ],
  notApplicable: [
    noDatabase,
    {
      name: 'Neptune and DynamoDB, which have no master password',
      resources: { Db: resource('Neptune::DBCluster'), Orders: resource('DynamoDB::Table') },
      findings: [doesNotArise],
    },
  ],
};
