import { archiving, migrations } from '../../checklist/thresholds';
import { age, ago, at, days, hours, minutes, span } from '../ages';
import { fail, pass, unknown, type Answer } from '../answer';
import type { Aws } from '../aws';
import { latestFirst, pauses } from '../latest';
import type { Target } from '../target';
import { machineOf, type Machine } from './executions';

/** Whether a job that a state machine does succeeded when it ran last, and still runs when it used to. */
export async function runsAsUsual(target: Target, aws: Aws): Promise<Answer> {
  return lastRun(target, aws, (machine, succeeded) => {
    const [last] = latestFirst(machine.starts, (start) => start);
    const pause = rhythmOf(machine.starts);
    if (!last || pause === undefined || age(last, aws.now) <= missedRuns * pause)
      return pass(succeeded, machine.seen);
    const stopped = `it ran every ${span(pause)} until ${at(last)}, and not since`;
    return fail(`${succeeded}; ${stopped}: is its schedule switched off?`, machine.seen);
  });
}

/** Runs that may be missing before a job counts as stopped. */
const missedRuns = 2;
/** Starts that show a rhythm: a few may come at regular times by chance. */
const starts = 6;

/** The pause between runs that a schedule starts; undefined where people or events seem to start them. */
function rhythmOf(moments: readonly Date[]): number | undefined {
  const latest = pauses(moments).slice(0, starts - 1);
  if (latest.length < starts - 1) return undefined;
  const [shortest, longest] = [Math.min(...latest), Math.max(...latest)];
  // Schedules run every minute at most, begin within one, and in local time shift by an hour twice a year.
  const isRegular = shortest > minutes(0.5) && longest - shortest <= Math.max(minutes(1), 0.05 * shortest);
  return isRegular ? longest : undefined;
}

/** Whether a migration of this deployment succeeded. */
export async function migrated(target: Target, aws: Aws): Promise<Answer> {
  return lastRun(target, aws, (machine, succeeded, when) => {
    if (age(when, aws.now) <= hours(migrations.withinHours)) return pass(succeeded, machine.seen);
    const expected = `a migration of this deployment is at most ${migrations.withinHours} hours old`;
    return unknown(`${succeeded}, and ${expected}; run it, or attest that there is none`, machine.seen);
  });
}

/** Whether data was archived within a month. */
export async function archived(target: Target, aws: Aws): Promise<Answer> {
  return lastRun(target, aws, (machine, succeeded, when) =>
    age(when, aws.now) <= days(archiving.withinDays)
      ? pass(succeeded, machine.seen)
      : fail(`${succeeded}, expected a run within ${archiving.withinDays} days`, machine.seen),
  );
}

/** Judges a state machine whose last run succeeded; one that failed fails, and one that never ran is unknown. */
async function lastRun(
  target: Target,
  aws: Aws,
  judge: (machine: Machine, succeeded: string, when: Date) => Answer,
): Promise<Answer> {
  const machine = await machineOf(target, aws);
  if ('outcome' in machine) return machine;
  const [last] = machine.ended;
  if (!last) return withoutRun(machine);
  const seen = `state machine ${machine.name} ${last.status} at ${ago(last.at, aws.now)}`;
  if (last.status === 'SUCCEEDED') return judge(machine, seen, last.at);
  const latest = machine.ended.slice(0, 10);
  const bad = latest.filter(({ status }) => status !== 'SUCCEEDED').length;
  const share = latest.length > 1 ? ` (${bad} of its last ${latest.length} runs did not succeed)` : '';
  return fail(`${seen}${share}, expected SUCCEEDED`, machine.seen);
}

function withoutRun({ name, starts: [started], seen }: Machine): Answer {
  return started
    ? unknown(
        `state machine ${name} is still in its first run, since ${at(started)}; ask again when it has ended`,
        seen,
      )
    : unknown(
        `state machine ${name} has not run in the last 90 days; start it once to see that it works`,
        seen,
      );
}
