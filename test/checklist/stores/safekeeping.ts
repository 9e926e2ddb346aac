import type { ControlCases } from '../../harness/judge';
import { choose, nothing, notGiven, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { aurora, instance, doesNotArise, noDatabase, table } from './databases';

export const deletionProtection: ControlCases = {
  pass: [
    { name: 'a cluster', resources: { Db: aurora({ DeletionProtection: true }) } },
    { name: 'an instance', resources: { Db: instance({ DeletionProtection: 'true' }) } },
    {
      name: 'a table',
      resources: { Orders: resource('DynamoDB::Table', { DeletionProtectionEnabled: true }) },
    },
  ],
  fail: [
    {
      name: 'nothing said',
      resources: { Db: aurora(), Orders: table },
      findings: [
        'fail Db: DeletionProtection is not set and so false, expected true',
        'fail Orders: DeletionProtectionEnabled is not set and so false, expected true',
      ],
    },
  ],
  unknown: [
    {
      name: 'a condition that is not decided',
      resources: { Db: aurora({ DeletionProtection: choose('IsProd', true, false) }) },
      ...undecided,
      findings: [`unknown Db: DeletionProtection is not known (${stageUnknown}), expected true`],
    },
    {
      name: 'an instance that may be a member of a cluster',
      resources: {
        Db: aurora({ DeletionProtection: true }),
        Either: instance({ DBClusterIdentifier: choose('IsProd', ref('Db'), nothing) }),
      },
      ...undecided,
      findings: [
        'pass Db: DeletionProtection is true',
        `unknown Either: ${stageUnknown}: DeletionProtection is not set and so false, expected true`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'databases without such a property',
      resources: { Db: resource('DSQL::Cluster'), Small: resource('DocDBElastic::Cluster') },
      findings: [doesNotArise],
    },
    noDatabase,
  ],
};

export const encrypted: ControlCases = {
  pass: [
    { name: 'a cluster', resources: { Db: aurora({ StorageEncrypted: true }) } },
    {
      name: 'an instance by the default of a parameter',
      resources: { Db: instance({ StorageEncrypted: ref('Encrypted') }) },
      parameters: { Encrypted: { Type: 'String', Default: 'true' } },
    },
    {
      name: 'databases that AWS encrypts',
      resources: { Orders: table, Small: resource('DocDBElastic::Cluster') },
    },
  ],
  fail: [
    {
      name: 'nothing said',
      resources: { Db: instance() },
      findings: ['fail Db: StorageEncrypted is not set and so false, expected true'],
    },
    {
      name: 'switched off, though restored from a snapshot',
      resources: { Db: aurora({ StorageEncrypted: false, SnapshotIdentifier: 'before' }) },
      findings: ['fail Db: StorageEncrypted is false, expected true'],
    },
  ],
  unknown: [
    {
      name: 'restored from a snapshot',
      resources: { Db: instance({ DBSnapshotIdentifier: 'before' }) },
      findings: ['unknown Db: StorageEncrypted is taken over by DBSnapshotIdentifier, expected true'],
    },
    {
      name: 'a parameter that decides',
      resources: { Db: aurora({ StorageEncrypted: ref('Encrypted') }) },
      parameters: { Encrypted: { Type: 'String' } },
      findings: [`unknown Db: StorageEncrypted is not known (${notGiven('Encrypted')}), expected true`],
    },
    {
      name: 'an instance that may be a member of a cluster',
      resources: {
        Db: aurora({ StorageEncrypted: true }),
        Either: instance({ DBClusterIdentifier: choose('IsProd', ref('Db'), nothing) }),
      },
      ...undecided,
      findings: [
        'pass Db: StorageEncrypted is true',
        `unknown Either: ${stageUnknown}: StorageEncrypted is not set and so false, expected true`,
      ],
    },
  ],
  notApplicable: [noDatabase],
};
