import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { rollback, watching } from '../../checklist/thresholds';
import { notApplicable, type Answer } from '../answer';
import type { Aws } from '../aws';
import { round } from '../metrics/presence';
import { clock, span } from '../metrics/show';
import type { Target } from '../target';
import { isForMachines, isNotMuted, isRead, tellingActions } from './acting';
import { alarmCalled, isMissing, nameOf, seenOf, type Alarm } from './alarm';
import { hasData, newestValue } from './data';
import { isEvaluated } from './evaluation';
import { answerOf, found, fromAllSides, isClear, merged, type Found } from './found';
import { changesSince, describeHistory } from './history';
import { ruleOf } from './rule';

const minute = 60_000;

/** Whether an alarm is OK, by data of the last minutes. */
export async function isQuietNow(target: Target, aws: Aws): Promise<Answer> {
  return ofAlarm(target, aws, async (alarm) => {
    const data = await hasData(alarm, aws);
    return merged([isNotInAlarm(alarm, await newestOf(alarm, aws), aws), await isRecent(alarm, data, aws)]);
  });
}

/** Whether an alarm is neither in ALARM nor undecided, and not muted. */
export async function isGreen(target: Target, aws: Aws): Promise<Answer> {
  return ofAlarm(target, aws, async (alarm) => {
    if (tellingActions(alarm).length === 0 && (await isRead(alarm, aws))) return undefined;
    const newest = newestOf(alarm, aws).then((text) => isNotInAlarm(alarm, text, aws));
    return fromAllSides([newest, isJudged(alarm, aws), isNotMuted(alarm, aws)]);
  });
}

/** Whether an alarm has been quiet since a rollback that was half an hour ago. */
export async function isStable(target: Target, aws: Aws): Promise<Answer> {
  return ofAlarm(target, aws, async (alarm) => {
    return fromAllSides([wasQuiet(alarm, watching.stableMinutes, aws), isJudged(alarm, aws)]);
  });
}

/**
 * Whether an alarm that takes deployments back has been quiet. One that is not there asks for no rollback: whether it
 * works is another question.
 */
export async function asksForNoRollback(target: Target, aws: Aws): Promise<Answer> {
  const alarm = await alarmCalled(target.id, aws);
  if (!alarm) {
    const doubt = `alarm ${nameOf(target.id)} does not exist in ${target.region}, so nothing asks for a rollback; deploy it`;
    return answerOf(found({ doubts: [doubt], seen: isMissing(target).seen }));
  }
  const quiet = await wasQuiet(alarm, rollback.bakeMinutes, aws);
  if (quiet.problems.length > 0 || alarm.of.StateValue === 'OK') return answerOf(quiet);
  return answerOf(merged([quiet, asDoubts(isEvaluated(alarm, await hasData(alarm, aws), aws))]));
}

/** Whether a state is a verdict; that it is OK is said already. */
async function isJudged(alarm: Alarm, aws: Aws): Promise<Found> {
  const evaluated = isEvaluated(alarm, await hasData(alarm, aws), aws);
  return alarm.of.StateValue === 'OK' ? { ...evaluated, facts: [] } : evaluated;
}

/** What is wrong with an alarm is no reason to roll back. */
function asDoubts({ problems, doubts, ...others }: Found): Found {
  return { ...others, problems: [], doubts: [...problems, ...doubts] };
}

async function ofAlarm(
  target: Target,
  aws: Aws,
  question: (alarm: Alarm) => Promise<Found | undefined>,
): Promise<Answer> {
  const alarm = await alarmCalled(target.id, aws);
  if (!alarm) return answerOf(isMissing(target));
  if (isForMachines(alarm))
    return notApplicable(`${alarm.name} scales or mends something, and is for no person`);
  const answer = await question(alarm);
  return answer
    ? answerOf(answer)
    : notApplicable(`${alarm.name} is read by another alarm, which speaks for it`);
}

/** Whether an alarm is out of ALARM, and was for so many minutes. */
async function wasQuiet(alarm: Alarm, minutes: number, aws: Aws): Promise<Found> {
  const { name, of } = alarm;
  const newest = await newestOf(alarm, aws);
  const now = isNotInAlarm(alarm, newest, aws);
  const since = new Date(aws.now.getTime() - minutes * minute);
  // Every change of state renews these times.
  const changed = of.StateTransitionedTimestamp ?? of.StateUpdatedTimestamp;
  if (now.problems.length > 0 || (changed && changed < since)) return now;
  const alarmed = (await changesSince(since, name, aws)).find(
    ({ from, to }) => from === 'ALARM' || to === 'ALARM',
  );
  const seen = [{ call: describeHistory, path: 'StateUpdate', value: alarmed?.at.toISOString() ?? 'none' }];
  if (!alarmed) return merged([now, found({ seen })]);
  const left = alarmed.from === 'ALARM' ? 'left ALARM' : 'went into ALARM';
  const problem = `${name} ${left} at ${clock(alarmed.at, aws.now)}, expected it to be quiet for ${span(minutes)}`;
  return found({ problems: [problem], seen: [...now.seen, ...seen] });
}

function isNotInAlarm(alarm: Alarm, newest: string, aws: Aws): Found {
  const { name, of } = alarm;
  const since = of.StateTransitionedTimestamp ?? of.StateUpdatedTimestamp;
  const from = since ? ` since ${clock(since, aws.now)}` : '';
  const seen = seenOf(alarm, 'StateValue', 'StateTransitionedTimestamp');
  const bound = boundOf(alarm);
  if (of.StateValue === 'ALARM') {
    return found({ problems: [`${name}${bound} is in ALARM${from}${newest}, expected it to be OK`], seen });
  }
  if (of.StateValue === 'OK') return found({ facts: [`${name}${bound} is OK${from}${newest}`], seen });
  return found({ seen });
}

/** What the alarm compared last, as messages have it. */
async function newestOf({ kind, of }: Alarm, aws: Aws): Promise<string> {
  const newest = kind === 'metric' ? await newestValue(of, aws) : undefined;
  return newest?.value === undefined ? '' : `, ${round(newest.value)} at ${clock(newest.at, aws.now)}`;
}

const signs: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: '>=',
  GreaterThanThreshold: '>',
  LessThanOrEqualToThreshold: '<=',
  LessThanThreshold: '<',
};

function boundOf({ kind, of }: Alarm): string {
  const sign = kind === 'composite' ? undefined : signs[of.ComparisonOperator ?? ''];
  return kind === 'composite' || sign === undefined || of.Threshold === undefined
    ? ''
    : ` (${sign} ${of.Threshold})`;
}

/** Whether a state is about what happens now. */
async function isRecent(alarm: Alarm, data: Found, aws: Aws): Promise<Found> {
  if (alarm.of.StateValue !== 'OK') {
    return alarm.of.StateValue === 'ALARM' ? found({}) : isEvaluated(alarm, data, aws);
  }
  if (alarm.kind === 'metric') return isRecentMetric(alarm.of, alarm.name, data, aws);
  if (alarm.kind === 'log') return data;
  const children = ruleOf(alarm.of.AlarmRule ?? '', nameOf)?.alarms ?? [];
  const recent = children.map(async (id) => {
    const child = id === alarm.name ? undefined : await alarmCalled(id, aws);
    return child?.kind === 'metric'
      ? isRecentMetric(child.of, child.name, await hasData(child, aws), aws)
      : found({});
  });
  return fromAllSides([data, ...recent]);
}

async function isRecentMetric(alarm: MetricAlarm, name: string, data: Found, aws: Aws): Promise<Found> {
  const newest = await newestValue(alarm, aws);
  const periods = [
    alarm.Period ?? 0,
    ...(alarm.Metrics ?? []).map(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? 0),
  ];
  // A data point bears the time at which its period begins, and the last period is not over.
  const minutes = Math.max(watching.recentMinutes, (2 * Math.max(...periods)) / 60 + 5);
  const limit = new Date(aws.now.getTime() - minutes * minute);
  const last = newest?.at ?? data.silentUntil;
  if (last && last >= limit) return newest && isClear(data) ? found({}) : data;
  if (data.problems.length > 0) return data;
  const until = last && last.getTime() > 0 ? ` since ${clock(last, aws.now)}` : '';
  const doubt = `${name} has had no data${until}, so that its state says nothing of the last ${span(minutes)}; send requests, and ask again`;
  return merged([found({ doubts: [doubt] }), data]);
}
