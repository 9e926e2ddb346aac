import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { show, whyNotKnown, type Value } from '../../model/value';
import { all, any, cite, given, no, unknown, yes, type Answer, type Evidence } from '../answer';
import { eitherWay, optionsOf } from '../either-way';
import { numeric, test } from '../reading';
import { hoursBetween } from './schedule';

/** How often backups are made, and how long they are kept. */
export interface BackupBounds {
  readonly retentionDays: number;
  readonly intervalHours: number;
}

const rulesPath = 'BackupPlan.BackupPlanRule';

/** Whether a plan of AWS Backup has a rule that is frequent enough and keeps backups long enough. */
export function keepsBackups(plan: Resource, bounds: BackupBounds): Answer {
  const rules = plan
    .each(`${rulesPath}.*`)
    .flatMap(optionsOf)
    .map(({ option, certain }) => given(certain, ruleKeeps(plan, option, bounds)));
  return any(rules, `${plan.logicalId} has no rule, expected a daily one`);
}

function ruleKeeps(plan: Resource, rule: Value, bounds: BackupBounds): Answer {
  const proof = cite(plan, rulesPath);
  const ruleName = member(rule, 'RuleName');
  const name = `${ruleName.kind === 'absent' ? 'a rule' : `rule ${show(ruleName)}`} of ${plan.logicalId}`;
  const runs = eitherWay(member(rule, 'ScheduleExpression'), (schedule) =>
    runsOften(schedule, bounds.intervalHours, proof),
  );
  const keeps = keepsLong(member(member(rule, 'Lifecycle'), 'DeleteAfterDays'), bounds.retentionDays, proof);
  const answer = all([runs, keeps]);
  const seen = answer.is === 'yes' ? `${runs.message} and ${keeps.message}` : answer.message;
  return { ...answer, message: `${name} ${seen}` };
}

function runsOften(schedule: Value, intervalHours: number, proof: Evidence): Answer {
  const hours = hoursOf(schedule);
  if (hours === undefined) {
    const why = whyNotKnown(schedule) ?? `${show(schedule)} cannot be read`;
    return unknown(`runs at times that are not known (${why}), expected at least daily`, proof);
  }
  const seen = `runs ${frequency(hours)}`;
  return hours <= intervalHours ? yes(seen, proof) : no(`${seen}, expected at least daily`, proof);
}

/** Without a schedule, AWS Backup runs a rule every day. */
function hoursOf(schedule: Value): number | undefined {
  if (schedule.kind === 'absent') return 24;
  return schedule.kind === 'known' ? hoursBetween(String(schedule.value)) : undefined;
}

/** Without a lifecycle, backups are kept until somebody deletes them. */
function keepsLong(days: Value, retentionDays: number, proof: Evidence): Answer {
  const longEnough = test(days, Infinity, (value) => numeric(value) >= retentionDays, true);
  const time = show(days) === '1' ? '1 day' : `${show(days)} days`;
  const seen = `keeps backups ${days.kind === 'absent' ? 'without limit' : `for ${time}`}`;
  if (longEnough === true) return yes(seen, proof);
  const expected = `expected at least ${retentionDays} days`;
  if (longEnough === false) return no(`${seen}, ${expected}`, proof);
  return unknown(`keeps backups for a time that is not known (${longEnough.why}), ${expected}`, proof);
}

function frequency(hours: number): string {
  if (hours === Infinity) return 'less than daily';
  return hours === 24 ? 'daily' : `every ${hours} hours`;
}
