import { backup, runningDatabase } from '../../checklist/thresholds';
import { fail, notApplicable, pass, unknown, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { ofDatabase, type Database } from './database';
import { fact } from './settings';
import { isComplete, snapshotSeen, snapshotsOf, type Snapshot } from './snapshots';
import { counted, minute, since, told } from './words';

const { restorableMinutes, snapshotHours } = runningDatabase;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Clocks of an account and of whoever asks differ by less. */
const skewMs = 5 * minuteMs;
/** Hours that a daily backup lies back at most, with the time that it takes. */
const dailyHours = backup.intervalHours + 2;

/** Whether a database can be restored to a few minutes ago. */
export const isRestorable = ofDatabase(async (database, aws): Promise<Answer> => {
  const point = restorePoint(database, aws.now);
  if (point.answer.outcome === 'pass' || retentionOf(database) !== 0) return point.answer;
  const other = await backedUpByAwsBackup(database, aws);
  return other ?? point.answer;
});

/** Whether what is restored from is kept long enough. */
export const keepsBackups = ofDatabase(async (database, aws): Promise<Answer> => {
  const days = retentionOf(database);
  const seen = [fact(database, 'BackupRetentionPeriod', told(days))];
  const expected = `expected at least ${backup.retentionDays} days`;
  if (days === undefined) return unknown(`for how long backups are kept is not told, ${expected}`, seen);
  const pending = database.settings.PendingModifiedValues?.BackupRetentionPeriod;
  const change = pending === undefined ? '' : `; a change to ${pending} is pending`;
  const { settings } = database;
  const earliest = 'EarliestRestorableTime' in settings ? settings.EarliestRestorableTime : undefined;
  const back = earliest ? `, now back to ${minute(earliest)}` : '';
  const message = `backups are kept for ${counted(days, 'day')}${back}`;
  if (Math.min(days, pending ?? days) >= backup.retentionDays) return pass(`${message}${change}`, seen);
  return (await backedUpByAwsBackup(database, aws)) ?? fail(`${message}${change}, ${expected}`, seen);
});

/** Whether there is a backup from just now: a finished snapshot, or a restorable point. */
export const hasFreshBackup = ofDatabase(async (database, aws): Promise<Answer> => {
  const snapshots = await snapshotsOf(database, aws);
  const fresh = snapshots.filter(({ at }) => isWithin(at, snapshotHours * hourMs, aws.now));
  const [complete] = fresh.filter(isComplete);
  if (complete)
    return pass(
      `snapshot ${complete.id} was taken at ${minute(complete.at)}, ${since(complete.at, aws.now)} ago`,
      [snapshotSeen(database, complete)],
    );
  const point = restorePoint(database, aws.now);
  if (point.answer.outcome === 'pass') return point.answer;
  const [newest] = fresh.length > 0 ? fresh : snapshots;
  const state = `${snapshotState(newest, aws.now)}, and ${point.seen}`;
  const wanted = `a finished snapshot of the last ${snapshotHours} hours`;
  const facts = [...(newest ? [snapshotSeen(database, newest)] : []), ...point.answer.seen];
  const unfinished = fresh.some(({ status }) => status !== 'failed' && status !== 'deleting');
  if (point.answer.outcome === 'unknown' || unfinished)
    return unknown(`${state}; ask again with ${wanted}`, facts);
  return fail(`${state}, expected ${wanted}`, facts);
});

/** Whether there is anything that the database could be restored from after a failed deployment. */
export const hasBackup = ofDatabase(async (database, aws): Promise<Answer> => {
  const point = restorePoint(database, aws.now);
  if (point.answer.outcome === 'pass') return point.answer;
  const complete = (await snapshotsOf(database, aws)).filter(isComplete);
  const [newest] = complete;
  const seen = [...point.answer.seen, ...(newest ? [snapshotSeen(database, newest)] : [])];
  const expected = `expected one of the last ${dailyHours} hours`;
  if (newest && isWithin(newest.at, dailyHours * hourMs, aws.now))
    return pass(`snapshot ${newest.id} was taken at ${minute(newest.at)}`, seen);
  const state = `${point.seen}, and ${snapshotState(newest, aws.now)}`;
  return point.answer.outcome === 'unknown'
    ? unknown(`${state}, ${expected}`, seen)
    : fail(`${state}, ${expected}`, seen);
});

function retentionOf({ settings }: Database): number | undefined {
  return settings.BackupRetentionPeriod;
}

/** The newest point that a database can be restored to: what it says, alone and in a sentence with others. */
function restorePoint(database: Database, now: Date): { readonly answer: Answer; readonly seen: string } {
  const at = database.settings.LatestRestorableTime;
  const seen: readonly Seen[] = [
    fact(database, 'LatestRestorableTime', at ? at.toISOString() : undefined),
    fact(database, 'BackupRetentionPeriod', told(retentionOf(database))),
  ];
  const expected = `expected at most ${restorableMinutes} min`;
  if (retentionOf(database) === 0) {
    const said = 'automated backups are off (BackupRetentionPeriod is 0)';
    return { answer: fail(`${said}, expected at least ${backup.retentionDays} days`, seen), seen: said };
  }
  if (!at) {
    const said = 'to what time it can be restored is not told';
    return { answer: unknown(`${said}; ask again when its first backup is done`, seen), seen: said };
  }
  const said = `it can be restored to ${minute(at)}, ${since(at, now)} ago`;
  if (at.getTime() > now.getTime() + skewMs) {
    const ahead = `it can be restored to ${minute(at)}, which lies ahead`;
    return { answer: unknown(`${ahead}; check the clock of this machine`, seen), seen: ahead };
  }
  const late = !isWithin(at, restorableMinutes * minuteMs, now);
  return { answer: late ? fail(`${said}, ${expected}`, seen) : pass(said, seen), seen: said };
}

function isWithin(at: Date, ms: number, now: Date): boolean {
  const age = now.getTime() - at.getTime();
  return age <= ms && age >= -skewMs;
}

function snapshotState(newest: Snapshot | undefined, now: Date): string {
  if (!newest) return 'it has no snapshot';
  const { id, at, status, progress } = newest;
  const state = status === 'available' ? '' : ` and is ${status ?? 'of unknown status'}`;
  const part = progress === 100 || progress === undefined ? '' : ` (${progress} %)`;
  return `its newest snapshot ${id} was taken ${since(at, now)} ago${state}${part}`;
}

/** Where AWS Backup takes the backups, how long they are kept is a matter of its plan. */
async function backedUpByAwsBackup(database: Database, aws: Aws): Promise<Answer | undefined> {
  const snapshots = await snapshotsOf(database, aws);
  const recent = snapshots.find(
    (each) => each.byAwsBackup && isComplete(each) && isWithin(each.at, dailyHours * hourMs, aws.now),
  );
  if (!recent) return undefined;
  return notApplicable(
    `AWS Backup backs it up (${recent.id} of ${minute(recent.at)}); its plan says how long that is kept`,
  );
}
