import {
  paginateDescribePendingMaintenanceActions,
  RDSClient,
  type PendingMaintenanceAction,
} from '@aws-sdk/client-rds';
import { unless, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import { ofDatabase, type Database } from './database';
import { listed, minute } from './words';

/** Something that AWS will do to a cluster or an instance, or waits to be told to do. */
interface Pending {
  readonly of: string;
  readonly action: PendingMaintenanceAction;
}

/** What AWS names no kind of: it may be anything. */
const untold = 'maintenance that AWS does not name';

const weekMs = 7 * 24 * 3_600_000;

/** Maintenance that patches what runs; other kinds exchange hardware and certificates. */
const patches: ReadonlySet<string> = new Set([
  'db-upgrade',
  'os-upgrade',
  'serverless-platform-version-update',
  'system-update',
]);

/** Whether no maintenance of a database is past the time at which it should have been done, or about to be forced. */
export const hasNoOverdueMaintenance = ofDatabase(async (database, aws): Promise<Answer> => {
  const pending = await pendingOf(database, aws);
  const problems = pending.flatMap((each) => [...overdue(each, aws.now), ...forced(each, aws.now)]);
  const state = pending.length > 0 ? pending.map(described).join('; ') : 'no maintenance is pending';
  return unless({ problems, doubts: unnamed(pending) }, state, factsOf(pending));
});

/** Whether every patch of a database is applied, or has a time at which it will be. */
export const isPatched = ofDatabase(async (database, aws): Promise<Answer> => {
  const all = await pendingOf(database, aws);
  const pending = all.filter(({ action }) => patches.has(action.Action ?? ''));
  const problems = pending.flatMap((each) => overdue(each, aws.now));
  const unplanned = pending.filter(({ action }) => dueOf(action) === undefined);
  const doubts = unplanned.map(
    (each) => `${described(each)}; apply it, or record why not (aws rds apply-pending-maintenance-action)`,
  );
  const state = pending.length > 0 ? pending.map(described).join('; ') : 'no patch is pending';
  return unless({ problems, doubts: [...doubts, ...unnamed(all)] }, state, factsOf(pending));
});

async function pendingOf(database: Database, aws: Aws): Promise<readonly Pending[]> {
  const client = aws.client(RDSClient, database.region);
  const all = await everyPage(
    paginateDescribePendingMaintenanceActions({ client }, {}),
    (page) => page.PendingMaintenanceActions,
  );
  const names = namesOf(database);
  return all.flatMap(({ ResourceIdentifier = '', PendingMaintenanceActionDetails: details }) => {
    const of = names.get(ResourceIdentifier.split(':').slice(5).join(':').toLowerCase());
    if (of === undefined) return [];
    return (details ?? [{}]).map((action) => ({ of, action }));
  });
}

/** Names of a cluster and of its instances, by the ends of the ARNs that AWS lists them by. */
function namesOf({ cluster, instances }: Database): ReadonlyMap<string, string> {
  const id = cluster?.DBClusterIdentifier;
  return new Map([
    ...(id ? [[`cluster:${id}`.toLowerCase(), `cluster ${id}`] as const] : []),
    ...instances.map(({ DBInstanceIdentifier: name = '' }) => [`db:${name}`.toLowerCase(), name] as const),
  ]);
}

/** The time after which it should have been done: in the first window after it, or at once where it is forced. */
function dueOf({
  ForcedApplyDate,
  AutoAppliedAfterDate,
  CurrentApplyDate,
}: PendingMaintenanceAction): Date | undefined {
  return CurrentApplyDate ?? AutoAppliedAfterDate ?? ForcedApplyDate;
}

function overdue({ of, action }: Pending, now: Date): readonly string[] {
  const { ForcedApplyDate: forcedAt, Action: name } = action;
  if (forcedAt && forcedAt < now)
    return [`${name ?? untold} of ${of} was to be forced at ${minute(forcedAt)} and is still pending`];
  const due = dueOf(action);
  // Windows come once a week.
  if (!due || now.getTime() - due.getTime() <= weekMs) return [];
  return [`${name ?? untold} of ${of} was due in the first window after ${minute(due)} and is still pending`];
}

/** What AWS will do within a week whatever the maintenance window says, unless it is due in a window before. */
function forced({ of, action }: Pending, now: Date): readonly string[] {
  const { ForcedApplyDate: at, CurrentApplyDate: planned, Action: name } = action;
  if (!at || at < now || at.getTime() - now.getTime() > weekMs || (planned && planned < at)) return [];
  return [
    `${name ?? untold} of ${of} is forced from ${minute(at)} on, outside its window; apply it in a window of your own`,
  ];
}

function described({ of, action }: Pending): string {
  const due = dueOf(action);
  const what = action.Action ?? untold;
  return `${what} of ${of} is pending, ${due ? `due after ${minute(due)}` : 'with no time set'}`;
}

function unnamed(pending: readonly Pending[]): readonly string[] {
  const without = pending.filter(({ action }) => action.Action === undefined);
  return without.map((each) => `${described(each)}; see aws rds describe-pending-maintenance-actions`);
}

function factsOf(pending: readonly Pending[]): readonly Seen[] {
  const call = 'rds:DescribePendingMaintenanceActions';
  if (pending.length === 0) return [{ call, path: 'PendingMaintenanceActions', value: 'none' }];
  return pending.map((each) => ({ call, path: each.of, value: described(each) }));
}

/** Days of UTC on which it may be Wednesday somewhere. */
const neighbours: ReadonlySet<string> = new Set(['tue', 'thu']);

/** Whether what AWS maintains by itself happens on Wednesdays. */
export const isMaintainedOnWednesday = ofDatabase(({ cluster, instances, call }): Answer => {
  const windows = [
    ...(cluster ? [{ of: 'the cluster', window: cluster.PreferredMaintenanceWindow }] : []),
    ...instances.map((each) => ({
      of: each.DBInstanceIdentifier ?? '',
      window: each.PreferredMaintenanceWindow,
    })),
  ];
  const day = (window = ''): string => window.slice(0, 3).toLowerCase();
  const others = windows.filter(({ window }) => window && day(window) !== 'wed');
  const wrong = others.filter(({ window }) => !neighbours.has(day(window)));
  const near = others.filter(({ window }) => neighbours.has(day(window)));
  const untold = windows.filter(({ window }) => !window).map(({ of }) => of);
  const say = (list: typeof windows): string => list.map(({ of, window }) => `${window} of ${of}`).join(', ');
  return unless(
    {
      problems: wrong.length > 0 ? [`the window is ${say(wrong)}, expected Wednesday`] : [],
      doubts: [
        ...(near.length > 0
          ? [`the window is ${say(near)} in UTC; verify that it is Wednesday where you are`]
          : []),
        ...(untold.length > 0 ? [`the window of ${listed(untold)} is not told`] : []),
      ],
    },
    `the window is ${say(windows)}`,
    windows.map(({ of, window }) => ({
      call,
      path: `${of}.PreferredMaintenanceWindow`,
      value: window ?? 'not told',
    })),
  );
});
