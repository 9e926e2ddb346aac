import { probes } from '../probe';
import { auroraGuide, databases, describe, managed, userGuide, type Question } from './database-subjects';

const snapshots = ['rds:DescribeDBClusterSnapshots', 'rds:DescribeDBSnapshots'];

const freshBackup: Question = {
  title: 'Database has a backup from just before the migration',
  severity: 'error',
  why: 'A migration that goes wrong is undone by a backup; from last night, it loses every order of today.',
  fix: 'Run aws rds create-db-cluster-snapshot (create-db-snapshot for an instance) and wait until it is available.',
  docs: `${auroraGuide}/USER_CreateSnapshotCluster.html`,
  about: databases(managed),
  actions: [...describe, ...snapshots],
  ask: () => (require('../databases/restorable') as typeof import('../databases/restorable')).hasFreshBackup,
};

/** Backups and maintenance of databases. */
export const upkeepProbes = probes(
  {
    id: 'ENV7.restorable',
    title: 'Database can be restored to a few minutes ago',
    severity: 'error',
    why: 'Backups that stopped unnoticed lose every order since, and nobody finds out before they are needed.',
    fix: 'Give it a backup retention of 7 days or more; where it has one, see the events of RDS for why backups stopped.',
    docs: `${userGuide}/USER_PIT.html`,
    about: databases(managed),
    actions: [...describe, ...snapshots],
    ask: () => (require('../databases/restorable') as typeof import('../databases/restorable')).isRestorable,
  },
  {
    id: 'ENV7.kept',
    title: 'Database keeps its backups for a week',
    severity: 'error',
    why: 'A bad migration is often noticed days later; a backup of one day is overwritten by then.',
    fix: 'Run aws rds modify-db-cluster (modify-db-instance) --backup-retention-period 7 --apply-immediately.',
    docs: `${userGuide}/USER_WorkingWithAutomatedBackups.html`,
    about: databases(managed),
    actions: [...describe, ...snapshots],
    ask: () => (require('../databases/restorable') as typeof import('../databases/restorable')).keepsBackups,
  },
  { id: 'FINAL5.fresh', ...freshBackup },
  { id: 'MIGR1.fresh', ...freshBackup },
  {
    id: 'MORN4.restorable',
    title: 'Database was backed up up to this morning',
    severity: 'error',
    why: 'Backups that stopped unnoticed lose every order since, and nobody finds out before they are needed.',
    fix: 'See the events of RDS for why backups stopped: aws rds describe-events --event-categories backup.',
    docs: `${userGuide}/USER_WorkingWithAutomatedBackups.html`,
    about: databases(managed),
    actions: [...describe, ...snapshots],
    ask: () => (require('../databases/restorable') as typeof import('../databases/restorable')).hasBackup,
  },
  {
    id: 'ROLL3.backup',
    title: 'Database has a backup to be restored from',
    severity: 'error',
    why: 'A rollback that needs yesterday of the data is none where nothing of yesterday is left.',
    fix: 'Switch automated backups on: --backup-retention-period 7; until then take a snapshot.',
    docs: `${userGuide}/USER_PIT.html`,
    about: databases(managed),
    actions: [...describe, ...snapshots],
    ask: () => (require('../databases/restorable') as typeof import('../databases/restorable')).hasBackup,
  },
  {
    id: 'WKWED2.maintenance',
    title: 'Database has no maintenance that is overdue or about to be forced',
    severity: 'error',
    why: 'What is put off again and again AWS does one day by itself, at noon, with a restart.',
    fix: 'Run aws rds apply-pending-maintenance-action in a maintenance window of your own.',
    docs: `${userGuide}/USER_UpgradeDBInstance.Maintenance.html`,
    about: databases(managed),
    actions: [...describe, 'rds:DescribePendingMaintenanceActions'],
    ask: () =>
      (require('../databases/maintenance') as typeof import('../databases/maintenance'))
        .hasNoOverdueMaintenance,
  },
  {
    id: 'WKWED2.window',
    title: 'Database is maintained on Wednesday',
    severity: 'warning',
    why: 'A window that nobody chose is any half hour of the week, and restarts the database in it.',
    fix: 'Run aws rds modify-db-cluster and modify-db-instance --preferred-maintenance-window wed:03:00-wed:03:30.',
    docs: `${userGuide}/USER_UpgradeDBInstance.Maintenance.html`,
    about: databases(managed),
    actions: describe,
    ask: () =>
      (require('../databases/maintenance') as typeof import('../databases/maintenance'))
        .isMaintainedOnWednesday,
  },
  {
    id: 'MOSEC1.database-patches',
    title: 'Database has every patch, or a date for it',
    severity: 'error',
    why: 'Known holes in an engine are tried on every database that somebody finds, for as long as they are open.',
    fix: 'Run aws rds apply-pending-maintenance-action --opt-in-type next-maintenance.',
    docs: `${userGuide}/USER_UpgradeDBInstance.Maintenance.html`,
    about: databases(managed),
    actions: [...describe, 'rds:DescribePendingMaintenanceActions'],
    ask: () => (require('../databases/maintenance') as typeof import('../databases/maintenance')).isPatched,
  },
);
