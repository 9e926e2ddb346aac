import type { ControlCases } from '../../harness/judge';
import { choose, nothing, off, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { aurora, instance, members, multiAz, replica } from './databases';

export const failover: ControlCases = {
  pass: [
    { name: 'a standby', resources: { Db: instance({ MultiAZ: true }) } },
    { name: 'a standby, switched on as text', resources: { Db: instance({ MultiAZ: 'true' }) } },
    {
      name: 'a standby in both branches',
      resources: { Db: instance({ MultiAZ: choose('IsProd', true, 'true') }) },
      ...undecided,
    },
    {
      name: 'a standby by the default of a parameter',
      resources: { Db: instance({ MultiAZ: ref('Standby') }) },
      parameters: { Standby: { Type: 'String', Default: 'true' } },
    },
  ],
  fail: [
    {
      name: 'two replicas, which somebody must promote',
      resources: { Db: instance(), One: replica(), Two: replica() },
      findings: ['fail Db: MultiAZ is not set and so false, expected true'],
    },
    {
      name: 'a standby switched off',
      resources: { Db: instance({ MultiAZ: false }) },
      findings: ['fail Db: MultiAZ is false, expected true'],
    },
    {
      name: 'a standby in one environment alone',
      resources: { Db: instance({ MultiAZ: choose('IsProd', true, false) }) },
      ...off,
      findings: ['fail Db: MultiAZ is false, expected true'],
    },
  ],
  unknown: [
    {
      name: 'a standby that a condition decides',
      resources: { Db: instance({ MultiAZ: choose('IsProd', true, false) }) },
      ...undecided,
      findings: [`unknown Db: MultiAZ is not known (${stageUnknown}), expected true`],
    },
    {
      name: 'an instance that may be a member of a cluster',
      resources: {
        Db: aurora(),
        Either: instance({ DBClusterIdentifier: choose('IsProd', ref('Db'), nothing) }),
      },
      ...undecided,
      findings: [`unknown Either: ${stageUnknown}: MultiAZ is not set and so false, expected true`],
    },
  ],
  notApplicable: [
    {
      name: 'Aurora, whose readers take over',
      resources: { Db: aurora(), ...members(3) },
      findings: ['notApplicable Stack1: it does not arise for the database of this workload'],
    },
    {
      name: 'a Multi-AZ DB cluster and a table',
      resources: { Db: multiAz(), Orders: resource('DynamoDB::Table') },
      findings: ['notApplicable Stack1: it does not arise for the database of this workload'],
    },
    { name: 'no database', resources: {}, findings: ['notApplicable Stack1: no database to judge'] },
  ],
};
