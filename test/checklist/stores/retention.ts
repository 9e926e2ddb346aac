import type { ControlCases } from '../../harness/judge';
import { choose, nothing, notGiven, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { planned, recovers, table, recoveryOff } from './backups';
import { aurora, instance, multiAz } from './databases';

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
      name: 'an instance that may be a member of a cluster',
      resources: {
        Db: aurora({ BackupRetentionPeriod: 7 }),
        Either: instance({
          BackupRetentionPeriod: 0,
          DBClusterIdentifier: choose('IsProd', ref('Db'), nothing),
        }),
      },
      ...undecided,
      findings: [
        'pass Db: BackupRetentionPeriod is 7',
        `unknown Either: ${stageUnknown}: BackupRetentionPeriod is 0, expected at least 7; no selection of AWS Backup covers it`,
      ],
    },
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
