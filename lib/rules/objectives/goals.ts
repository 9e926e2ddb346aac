import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { isUndecided, unanimous } from '../../model/tri';
import { keyOf, known, show, whyNotKnown, type Value } from '../../model/value';
import { muteShare } from '../alarms/reach/mute-schedule';
import { all, cite, no, unknown, yes, type Answer } from '../answer';
import { eitherWay } from '../either-way';
import { atLeast, numeric, test } from '../reading';

/** What an objective asks for. */
export interface Target {
  /** Between 0 and 1. */
  readonly availability: number;
  readonly windowDays: { readonly least: number; readonly most: number };
  /** Share of the time that it may leave out. */
  readonly excludedShare: number;
}

/** Whether an objective asks for enough, counted over a month, and for nearly all of the time. */
export function asksForEnough(objective: Resource, target: Target): Answer {
  // Application Signals takes 99 where nothing is said.
  const goal = atLeast(objective, 'Goal.AttainmentGoal', 100 * target.availability, 99);
  return all([goal, countsOver(objective, target), leavesOutLittle(objective, target)]);
}

const daysIn: Readonly<Record<string, number>> = { MINUTE: 1 / 1440, HOUR: 1 / 24, DAY: 1, MONTH: 30 };

/** Whether an objective is counted over a month, be it rolling or that of the calendar. */
function countsOver(objective: Resource, { windowDays: { least, most } }: Target): Answer {
  const path = 'Goal.Interval';
  const expected = `expected ${least} to ${most} days`;
  const proof = cite(objective, path);
  return eitherWay(objective.read(path), (interval) => {
    if (interval.kind === 'absent') return no(`${path} is not set and so 7 days, ${expected}`, proof);
    const span = ['RollingInterval', 'CalendarInterval']
      .map((name) => member(interval, name))
      .find(({ kind }) => kind !== 'absent');
    const days = span && daysOf(span);
    if (days === undefined) {
      const open = [interval, member(span ?? interval, 'Duration'), member(span ?? interval, 'DurationUnit')];
      const why = open.map(whyNotKnown).find((reason) => reason !== undefined) ?? 'it states no time';
      return unknown(`${path} is not known (${why}), ${expected}`, proof);
    }
    const seen = `${path} is ${Number(days.toPrecision(3))} days`;
    return days >= least && days <= most ? yes(seen, proof) : no(`${seen}, ${expected}`, proof);
  });
}

function daysOf(span: Value): number | undefined {
  const duration = member(span, 'Duration');
  const unit = daysIn[keyOf(member(span, 'DurationUnit'))?.toUpperCase() ?? ''];
  const count = duration.kind === 'known' ? numeric(duration.value) : NaN;
  return unit === undefined || Number.isNaN(count) ? undefined : count * unit;
}

/** Whether what an objective leaves out, as maintenance, is little: an outage in that time never counts. */
function leavesOutLittle(objective: Resource, { excludedShare }: Target): Answer {
  const windows = objective.each('ExclusionWindows.*');
  if (windows.length === 0) return yes('');
  const expected = `expected at most ${100 * excludedShare} %`;
  const proof = cite(objective, 'ExclusionWindows');
  let share = 0;
  for (const window of windows) {
    const excluded = shareOf(window);
    if (excluded === undefined) {
      const why = whyNotKnown(window) ?? 'a schedule cannot be read';
      return unknown(`how much time ExclusionWindows leave out is not known (${why}), ${expected}`, proof);
    }
    share += excluded;
  }
  const seen = `ExclusionWindows leave out ${Number((100 * share).toPrecision(2))} % of the time`;
  return share <= excludedShare ? yes(seen, proof) : no(`${seen}, ${expected}`, proof);
}

/** The share of the time that a window leaves out; what happens once is counted in one month. */
function shareOf(window: Value): number | undefined {
  const days = daysOf(member(window, 'Window'));
  const rule = member(window, 'RecurrenceRule');
  if (days === undefined) return undefined;
  if (rule.kind === 'absent') return days / daysIn.MONTH!;
  const expression = keyOf(member(rule, 'Expression'))?.trim() ?? '';
  const rate = /^rate\((\d+)\s+(minute|hour|day|month)s?\)$/i.exec(expression);
  if (rate) return Math.min(1, days / (Number(rate[1]) * daysIn[rate[2]!.toUpperCase()]!));
  // The sixth field of its schedules is the year.
  const fields = /^(?:cron\()?([^()]*?)\)?$/.exec(expression)?.[1]?.split(/\s+/) ?? [];
  return muteShare(`cron(${fields.slice(0, 5).join(' ')})`, `PT${Math.round(days * 1440)}M`);
}

/** Whether the attributes that name a service to Application Signals are complete, and what is measured of it is its availability. */
export function namesService(objective: Resource, attributes: Value, metric: Value): Answer {
  const path = 'KeyAttributes';
  const missing = ['Type', 'Name', 'Environment'].filter(
    (name) => member(attributes, name).kind === 'absent',
  );
  if (missing.length > 0) {
    return no(
      `${path} of ${objective.logicalId} lack ${missing.join(' and ')}, expected Type, Name and Environment`,
    );
  }
  const measures = test(metric, undefined, (type) => type === 'AVAILABILITY');
  if (measures === false) {
    const seen = metric.kind === 'absent' ? known('nothing') : metric;
    return no(`MetricType of ${objective.logicalId} is ${show(seen)}, expected AVAILABILITY`);
  }
  const service = show(member(attributes, 'Name'));
  const open = isUndecided(unanimous([measures], '')) ? ` (${whyNotKnown(metric) ?? ''})` : '';
  return unknown(
    `${objective.logicalId} measures ${service} of Application Signals${open}; ` +
      'verify in the account that it is found there and answers the requests',
  );
}
