import type { Resource } from '../../model/resource';
import { isUndecided, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, whyNotKnown, type Value } from '../../model/value';
import { alarmsIn, holds, parseAlarmRule } from '../alarms/reach/alarm-rule';
import { alarmCalled, compositeAlarmType } from '../alarms/alarms';
import type { Metric } from '../alarms/evaluation/definition';
import { readingOf } from '../alarms/definition-of';
import { detects, type Demand } from '../alarms/detection';
import type { Situation } from '../alarms/situation';
import { plainly, plural, tryOut, type Lens } from '../alarms/trial';
import { all, cite, no, unknown, yes, type Answer } from '../answer';

/** How deep composite alarms may stand on one another: those that stand on themselves end here. */
const deepest = 8;

/** The alarms that a composite alarm stands on in the end; of any other alarm, itself. */
export function basisOf(alarm: Resource, depth = deepest): readonly Resource[] {
  if (alarm.type !== compositeAlarmType) return [alarm];
  if (depth === 0) return [];
  const rules = alternatives(alarm.read('AlarmRule')).map(parseAlarmRule);
  const names = rules.flatMap((rule) => (rule instanceof Undecided ? [] : alarmsIn(rule)));
  const below = new Set(names.flatMap((name) => alarmCalled(name, alarm).resources));
  return [...below].flatMap((child) => basisOf(child, depth - 1));
}

/** The metrics that an alarm, or what it stands on, reads. */
export function metricsOf(alarm: Resource): readonly Metric[] {
  return basisOf(alarm).flatMap((basis) => readingOf(basis).metrics);
}

/** Whether it cannot be told which metrics an alarm, or what it stands on, reads. */
export function hidesMetrics(alarm: Resource): boolean {
  return basisOf(alarm).some((basis) => readingOf(basis).metrics.length === 0);
}

/** Whether an alarm, composite or not, fires in every situation in which it must, and stays quiet in all others. */
export function reactsTo(alarm: Resource, demand: Demand, lens: Lens = plainly): Answer {
  if (alarm.type !== compositeAlarmType) return detects(alarm, demand, lens);
  return all(demand.situations.map((situation) => behaves(alarm, situation, demand)));
}

function behaves(composite: Resource, situation: Situation, { what }: Demand): Answer {
  const { logicalId } = composite;
  const { name, firesWithin } = situation;
  const proof = cite(composite, 'AlarmRule');
  const fires = firesIn(composite, situation);
  if (isUndecided(fires))
    return unknown(`whether ${logicalId} notices ${what} is not known: ${fires.why}`, proof);
  if (fires === (firesWithin !== undefined)) return yes(`${logicalId} notices ${what}`, proof);
  const expected =
    firesWithin === undefined ? 'it to stay quiet' : `ALARM within ${plural(firesWithin, 'minute')}`;
  return no(`with ${name}, ${logicalId} ${fires ? 'fires' : 'stays OK'}, expected ${expected}`, proof);
}

/** Whether an alarm fires in a situation, in time where it must. */
export function firesIn(alarm: Resource, situation: Situation, depth = deepest): Tri {
  if (alarm.type !== compositeAlarmType) return firesByItself(alarm, situation);
  if (depth === 0) return new Undecided(`the rule of ${alarm.logicalId} leads too far`);
  const stated = alarm.read('AlarmRule');
  const truths = alternatives(stated).map((option): Tri => {
    const rule = parseAlarmRule(option);
    if (rule instanceof Undecided) return rule;
    return holds(rule, (name, state) => {
      const fires = isFiring(name, alarm, situation, depth - 1);
      if (isUndecided(fires) || state === 'ALARM') return fires;
      // One that does not fire is taken to have data.
      return !fires && state === 'OK';
    });
  });
  return unanimous(truths, whyNotKnown(stated) ?? 'its AlarmRule is not known');
}

function isFiring(name: Value, composite: Resource, situation: Situation, depth: number): Tri {
  const { resources, open } = alarmCalled(name, composite);
  const [alarm] = resources;
  if (!alarm || open !== undefined) return new Undecided(open ?? 'its AlarmRule names no alarm');
  return alarm.exists === true ? firesIn(alarm, situation, depth) : alarm.exists;
}

function firesByItself(alarm: Resource, situation: Situation): Tri {
  const trial = tryOut(alarm, situation, plainly);
  if ('untried' in trial) return new Undecided(trial.untried);
  return trial.firesAfter !== undefined && trial.firesAfter <= (situation.firesWithin ?? Infinity);
}
