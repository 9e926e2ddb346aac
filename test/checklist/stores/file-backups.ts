import { Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupResource } from 'aws-cdk-lib/aws-backup';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { FileSystem } from 'aws-cdk-lib/aws-efs';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, off, stageUnknown, undecided } from '../expressions';
import { att, ref } from '../serving/resources';
import { fileSystem, listed, planned, rule, selection, tag } from './backups';

const enabled = { BackupPolicy: { Status: 'ENABLED' } };
const notEnabled = 'BackupPolicy.Status is not set and so DISABLED, expected ENABLED';
const uncovered = `fail Files: ${notEnabled}; no selection of AWS Backup covers it`;

export const files: ControlCases = {
  pass: [
    { name: 'backups by itself', resources: { Files: fileSystem(enabled) } },
    {
      name: 'automatic backups of the CDK',
      app: (app) => {
        const stack = new Stack(app, 'Data');
        new FileSystem(stack, 'Files', { vpc: new Vpc(stack, 'Vpc'), enableAutomaticBackups: true });
      },
    },
    {
      name: 'a plan of the CDK',
      app: (app) => {
        const stack = new Stack(app, 'Data');
        const fileSystemOfCdk = new FileSystem(stack, 'Files', { vpc: new Vpc(stack, 'Vpc') });
        BackupPlan.daily35DayRetention(stack, 'Plan').addSelection('Files', {
          resources: [BackupResource.fromEfsFileSystem(fileSystemOfCdk)],
        });
      },
    },
    {
      name: 'a plan by its ARN',
      resources: { Files: fileSystem(), ...planned({ Resources: [att('Files', 'Arn')] }) },
    },
    {
      name: 'a plan by a wildcard',
      resources: {
        Files: fileSystem(),
        ...planned({ Resources: ['arn:aws:elasticfilesystem:*:*:file-system/*'] }),
      },
    },
    {
      name: 'a plan by tag',
      resources: {
        Files: fileSystem({ FileSystemTags: [tag('backup', 'daily')] }),
        ...planned({ ListOfTags: [listed('backup', 'daily')] }),
      },
    },
    {
      name: 'branches of a condition that both back it up',
      resources: {
        Files: fileSystem({ BackupPolicy: choose('IsProd', { Status: 'ENABLED' }, { Status: 'ENABLED' }) }),
      },
      ...undecided,
    },
  ],
  fail: [
    { name: 'nothing said', resources: { Files: fileSystem() }, findings: [uncovered] },
    {
      name: 'switched off',
      resources: {
        Files: fileSystem({ BackupPolicy: { Status: 'DISABLED' }, AvailabilityZoneName: 'eu-west-1a' }),
      },
      findings: [
        'fail Files: BackupPolicy.Status is DISABLED, expected ENABLED; no selection of AWS Backup covers it',
      ],
    },
    {
      name: 'a plan for another file system',
      resources: {
        Files: fileSystem(),
        Other: fileSystem(enabled),
        ...planned({ Resources: [att('Other', 'Arn')] }),
      },
      findings: [uncovered, 'pass Other: BackupPolicy.Status is ENABLED'],
    },
    {
      name: 'a plan that keeps too short',
      resources: {
        Files: fileSystem(),
        ...planned({ Resources: ['*'] }, rule({ Lifecycle: { DeleteAfterDays: 1 } })),
      },
      findings: [
        `fail Files: ${notEnabled}; rule Nightly of Plan keeps backups for 1 day, expected at least 7 days`,
      ],
    },
    {
      name: 'a policy that is off by default',
      resources: { Files: fileSystem({ BackupPolicy: choose('IsProd', { Status: 'ENABLED' }, nothing) }) },
      ...off,
      findings: [uncovered],
    },
  ],
  unknown: [
    {
      name: 'a policy that a condition decides',
      resources: { Files: fileSystem({ BackupPolicy: { Status: choose('IsProd', 'ENABLED', 'DISABLED') } }) },
      ...undecided,
      findings: [`unknown Files: ${stageUnknown}: BackupPolicy.Status is DISABLED, expected ENABLED`],
    },
    {
      name: 'a file system in one zone, which AWS backs up by itself',
      resources: { Files: fileSystem({ AvailabilityZoneName: 'eu-west-1a' }) },
      findings: [
        'unknown Files: BackupPolicy.Status is not set, which AWS takes for ENABLED where a file system lies in ' +
          'one zone; verify it, or set ENABLED',
      ],
    },
    {
      name: 'a plan that a parameter names',
      resources: {
        Files: fileSystem(),
        Selection: selection({ Resources: ['*'] }, { BackupPlanId: ref('Given') }),
      },
      parameters: { Given: { Type: 'String' } },
      findings: [`unknown Files: whether Selection selects it is not known (${notGiven('Given')})`],
    },
  ],
  notApplicable: [
    { name: 'no file system', resources: {}, findings: ['notApplicable Stack1: no file system to judge'] },
  ],
};
