import type { Resource } from '../../model/resource';
import { and, isUndecided, or, Undecided, type Tri } from '../../model/tri';
import { show, type Value } from '../../model/value';
import { alarmCalled } from '../alarms/alarms';
import { optionsOf } from '../either-way';

/** An alarm that a deployment looks at. */
export interface Attached {
  readonly alarm: Resource;
  readonly certain: Tri;
}

/** The alarms that a deployment looks at, as far as the templates show them. */
export interface AttachedAlarms {
  readonly alarms: readonly Attached[];
  /** Why it may look at others too. */
  readonly open?: string;
}

/** The alarms that names, or references to them, lead to. */
export function alarmsNamed(names: readonly Value[], owner: Resource): AttachedAlarms {
  const found = new Map<Resource, Tri>();
  let doubt: string | undefined;
  for (const { option, certain } of names.flatMap(optionsOf)) {
    const { resources, open } = alarmCalled(option, owner);
    const leads = open === undefined || new Undecided(open);
    doubt ??= open ?? (resources.length === 0 ? `${show(option)} is no alarm` : undefined);
    for (const alarm of resources) {
      // Where it is not there, its name leads to what the templates do not show.
      if (isUndecided(alarm.exists)) doubt ??= alarm.exists.why;
      const attached = and([certain, leads, alarm.exists]);
      found.set(alarm, or([found.get(alarm) ?? false, attached]));
    }
  }
  return { alarms: [...found].map(([alarm, certain]) => ({ alarm, certain })), open: doubt };
}
