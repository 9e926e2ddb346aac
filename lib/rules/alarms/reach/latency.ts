import type { Resource } from '../../../model/resource';
import { Undecided } from '../../../model/tri';
import { alternatives, whyNotKnown, type Value } from '../../../model/value';
import { all, cite, no, unknown, yes, type Answer, type Evidence } from '../../answer';
import { eitherWay } from '../../either-way';
import { numeric } from '../../reading';
import { alarmsIn, parseAlarmRule } from './alarm-rule';
import { alarmCalled, compositeAlarmType } from '../alarms';
import { followsFrom } from './composites';
import { metricAlarmType, readingOf } from '../definition-of';
import { plural } from '../trial';

/** Whether an alarm is in ALARM so many minutes after something went wrong: its datapoints take that long. */
export function firesWithin(alarm: Resource, minutes: number): Answer {
  return within(alarm, minutes, new Set());
}

function within(alarm: Resource, minutes: number, above: Set<Resource>): Answer {
  if (above.has(alarm)) return yes('');
  above.add(alarm);
  if (alarm.type === compositeAlarmType) return childrenWithin(alarm, minutes, above);
  if (countsDays(alarm)) {
    const property = alarm.read('Metrics').kind === 'absent' ? 'MetricName' : 'Metrics';
    return yes(`${alarm.logicalId} counts days, so that minutes do not matter`, cite(alarm, property));
  }
  return alarm.type === metricAlarmType && alarm.read('EvaluationCriteria').kind === 'absent'
    ? datapointsWithin(alarm, minutes)
    : unknown(`${alarm.logicalId} runs a query; verify that it fires within ${minutes} minutes`);
}

/** ACM publishes twice a day in how many days a certificate expires. */
function countsDays(alarm: Resource): boolean {
  const { metrics } = readingOf(alarm);
  return metrics.length > 0 && metrics.every(({ name }) => name === 'DaysToExpiry');
}

/** A composite alarm is as fast as the alarms that it follows. */
function childrenWithin(composite: Resource, minutes: number, above: Set<Resource>): Answer {
  return eitherWay(composite.read('AlarmRule'), (option) => {
    const rule = parseAlarmRule(option);
    const doubt = (why: string): Answer => notKnown(composite, minutes, why);
    if (rule instanceof Undecided) return doubt(rule.why);
    const targets = alarmsIn(rule).map((name) => alarmCalled(name, composite));
    const children = [...new Set(targets.flatMap(({ resources }) => resources))];
    const followed = children.filter((child) => followsFrom(composite, child).is !== 'no');
    const open = targets.find((target) => target.open !== undefined)?.open;
    const answers = (followed.length > 0 ? followed : children).map((child) => within(child, minutes, above));
    return all([...answers, ...(open === undefined ? [] : [doubt(open)])]);
  });
}

function datapointsWithin(alarm: Resource, minutes: number): Answer {
  const count = alarm.read('DatapointsToAlarm').kind === 'absent' ? 'EvaluationPeriods' : 'DatapointsToAlarm';
  const isMath = alarm.read('Metrics').kind !== 'absent';
  const periods = isMath
    ? [...alarm.each('Metrics.*.MetricStat.Period'), ...alarm.each('Metrics.*.Period')]
    : [alarm.read('Period')];
  const proof = [cite(alarm, count), cite(alarm, isMath ? 'Metrics' : 'Period')];
  const values = [alarm.read(count), ...periods];
  const counts = range(values.slice(0, 1));
  const seconds = range(periods);
  const expected = `expected at most ${minutes}`;
  if (!counts || !seconds)
    return notKnown(
      alarm,
      minutes,
      values.map(whyNotKnown).find((why) => why !== undefined) ?? 'it says no period',
      proof,
    );
  const [soonest, latest] = [counts.least * seconds.least, counts.most * seconds.most].map(
    (time) => time / 60,
  );
  const seen = `${alarm.logicalId} fires after ${plural(Number(latest!.toFixed(1)), 'minute')} (${counts.most} × ${seconds.most} s)`;
  if (latest! <= minutes) return yes(seen, ...proof);
  if (soonest! > minutes) return no(`${seen}, ${expected}`, ...proof);
  return unknown(`${seen} or sooner, ${expected}`, ...proof);
}

function notKnown(alarm: Resource, minutes: number, why: string, proof: readonly Evidence[] = []): Answer {
  const seen = `how soon ${alarm.logicalId} fires is not known (${why})`;
  return unknown(`${seen}, expected within ${minutes} minutes`, ...proof);
}

interface Span {
  readonly least: number;
  readonly most: number;
}

/** The slowest of several numbers, at best and at worst; undefined where one of them is not known. */
function range(values: readonly Value[]): Span | undefined {
  const spans = values.map((value) => {
    const numbers = alternatives(value).map((option) =>
      option.kind === 'known' ? numeric(option.value) : NaN,
    );
    return { least: Math.min(...numbers), most: Math.max(...numbers) };
  });
  const [least, most] = [spans.map((span) => span.least), spans.map((span) => span.most)];
  if (spans.length === 0 || most.some(Number.isNaN)) return undefined;
  return { least: Math.max(...least), most: Math.max(...most) };
}
