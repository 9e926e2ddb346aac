import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, or } from '../../model/tri';
import { show } from '../../model/value';
import { all, any, cite, no, unknown, yes, type Answer } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { eitherWay } from '../either-way';
import { atLeast, isOn, isTrue, numeric, test } from '../reading';
import { ifPrimary } from '../database/databases';
import type { Workload } from '../workload';
import { isSelectedForBackup } from './coverage';
import type { BackupBounds } from './plans';

const fileSystemTypes = ['AWS::EFS::FileSystem'];

/** File systems that keep data of the application. */
export function fileSystems({ environment }: Workload): Candidates {
  return candidates(environment, 'file system', environment.of(...fileSystemTypes), fileSystemTypes);
}

/** Whether a database or file system is backed up, by itself or by AWS Backup. */
export function isBackedUp(store: Resource, bounds: BackupBounds): Answer {
  return ifPrimary((primary) => hasBackups(primary, bounds))(store);
}

function hasBackups(store: Resource, bounds: BackupBounds): Answer {
  const native = backsUpItself(store, bounds);
  if (native?.is === 'yes' || (native && !isSupportedByAwsBackup(store))) return native;
  const selected = isSelectedForBackup(store, bounds);
  return native ? any([native, selected], '') : selected;
}

function isSupportedByAwsBackup(store: Resource): boolean {
  return store.type !== 'AWS::Cassandra::Table';
}

const recovery = 'PointInTimeRecoverySpecification';

/** Days for which DynamoDB can recover a table, where nothing else is said. */
const recoveryDays = 35;

function backsUpItself(store: Resource, bounds: BackupBounds): Answer | undefined {
  switch (store.type) {
    case 'AWS::RDS::DBCluster':
    case 'AWS::RDS::DBInstance':
    case 'AWS::DocDB::DBCluster':
    case 'AWS::DocDBElastic::Cluster':
    case 'AWS::Neptune::DBCluster':
      return atLeast(store, 'BackupRetentionPeriod', bounds.retentionDays, 1);
    case 'AWS::DynamoDB::Table':
    case 'AWS::Serverless::SimpleTable':
      return all([
        isOn(store, `${recovery}.PointInTimeRecoveryEnabled`, false),
        atLeast(store, `${recovery}.RecoveryPeriodInDays`, bounds.retentionDays, recoveryDays),
      ]);
    case 'AWS::DynamoDB::GlobalTable':
      return aReplicaRecovers(store, bounds);
    case 'AWS::Cassandra::Table':
      return isOn(store, 'PointInTimeRecoveryEnabled', false);
    case 'AWS::EFS::FileSystem':
      return hasBackupPolicy(store);
    default:
      return undefined;
  }
}

function aReplicaRecovers(table: Resource, { retentionDays }: BackupBounds): Answer {
  const proof = cite(table, 'Replicas');
  const recovers = or(
    table.each(`Replicas.*`).map((replica) => {
      const settings = member(replica, recovery);
      return and([
        test(member(settings, 'PointInTimeRecoveryEnabled'), false, isTrue),
        test(
          member(settings, 'RecoveryPeriodInDays'),
          recoveryDays,
          (days) => numeric(days) >= retentionDays,
          true,
        ),
      ]);
    }),
  );
  if (recovers === true) return yes('a replica recovers to any point of the last days', proof);
  const expected = `expected at least one that does so for ${retentionDays} days`;
  if (recovers === false) return no(`no replica recovers to a point in time, ${expected}`, proof);
  return unknown(
    `whether a replica recovers to a point in time is not known (${recovers.why}), ${expected}`,
    proof,
  );
}

/** The backups that a file system makes by itself are daily and kept for 35 days. */
function hasBackupPolicy(fileSystem: Resource): Answer {
  const path = 'BackupPolicy.Status';
  const expected = 'expected ENABLED';
  return eitherWay(fileSystem.read(path), (status) => {
    const proof = cite(fileSystem, path, status);
    const isSet = status.kind !== 'absent';
    if (!isSet && fileSystem.read('AvailabilityZoneName').kind !== 'absent') {
      const seen = `${path} is not set, which AWS takes for ENABLED where a file system lies in one zone`;
      return unknown(`${seen}; verify it, or set ENABLED`, proof);
    }
    const enabled = test(status, 'DISABLED', (value) => value === 'ENABLED');
    const seen = isSet ? `${path} is ${show(status)}` : `${path} is not set and so DISABLED`;
    if (enabled === true) return yes(seen, proof);
    if (enabled === false) return no(`${seen}, ${expected}`, proof);
    return unknown(`${path} is not known (${enabled.why}), ${expected}`, proof);
  });
}
