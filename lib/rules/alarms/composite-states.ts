import type { Resource } from '../../model/resource';
import { isUndecided, Undecided } from '../../model/tri';
import { show, type Value } from '../../model/value';
import { alarmsIn, holds, parseAlarmRule } from './reach/alarm-rule';
import { alarmCalled, compositeAlarmType } from './alarms';
import type { AlarmState, Untried } from './evaluation/simulation';

/** Composite alarms may name others; CloudWatch refuses circles, and nobody stacks more than a few. */
const mostLevels = 8;

/** The alarms on metrics that the state of a composite alarm follows from. */
export function alarmsBelow(composite: Resource, level = 0): readonly Resource[] | Undecided {
  const rule = parseAlarmRule(composite.read('AlarmRule'));
  if (rule instanceof Undecided) return rule;
  if (level > mostLevels) return new Undecided('its AlarmRule leads through too many composite alarms');
  const found = new Set<Resource>();
  for (const name of alarmsIn(rule)) {
    const child = childCalled(name, composite);
    if (child instanceof Undecided) return child;
    const below = child.type === compositeAlarmType ? alarmsBelow(child, level + 1) : [child];
    if (below instanceof Undecided) return below;
    for (const alarm of below) found.add(alarm);
  }
  return [...found];
}

function childCalled(name: Value, composite: Resource): Resource | Undecided {
  const { resources, open } = alarmCalled(name, composite);
  const [child, ...others] = resources;
  if (open !== undefined || !child || others.length > 0) {
    return new Undecided(
      `its AlarmRule names ${show(name)} (${open ?? 'which is no alarm of the templates'})`,
    );
  }
  return isUndecided(child.exists) ? child.exists : child;
}

/** The states of a composite alarm minute by minute, from those of the alarms on metrics below it. */
export function compositeStates(
  composite: Resource,
  minutes: number,
  statesOf: (alarm: Resource) => readonly AlarmState[] | Untried,
): readonly AlarmState[] | Untried {
  const rule = parseAlarmRule(composite.read('AlarmRule'));
  if (rule instanceof Undecided) return { untried: rule.why };
  const byName = new Map<Value, readonly AlarmState[]>();
  for (const name of alarmsIn(rule)) {
    const child = childCalled(name, composite);
    if (child instanceof Undecided) return { untried: child.why };
    const states =
      child.type === compositeAlarmType ? compositeStates(child, minutes, statesOf) : statesOf(child);
    if ('untried' in states) return states;
    byName.set(name, states);
  }
  return Array.from({ length: minutes }, (_, minute) =>
    holds(rule, (name, state) => byName.get(name)?.[minute] === state) === true ? 'ALARM' : 'OK',
  );
}
