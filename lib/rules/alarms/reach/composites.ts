import type { Environment } from '../../../model/environment';
import type { Resource } from '../../../model/resource';
import { and, isUndecided, Undecided, type Tri } from '../../../model/tri';
import { alternatives, keyOf, show, type Value } from '../../../model/value';
import { all, cite, no, unknown, yes, type Answer } from '../../answer';
import { eitherWay } from '../../either-way';
import { perEnvironment } from '../../per-environment';
import { alarmsIn, holds, parseAlarmRule, type AlarmRule } from './alarm-rule';
import { alarmCalled, compositeAlarmType } from '../alarms';
import { isSeldomInAlarm } from './suppressors';

const ruleProperty = 'AlarmRule';

interface Composites {
  /** The composite alarms that name an alarm, and those that may. */
  readonly above: ReadonlyMap<Resource, ReadonlySet<Resource>>;
  /** Composite alarms of whose rule not every alarm is known, with the reason. */
  readonly open: ReadonlyMap<Resource, string>;
}

const compositesOf = perEnvironment((environment: Environment): Composites => {
  const above = new Map<Resource, Set<Resource>>();
  const open = new Map<Resource, string>();
  for (const composite of environment.of(compositeAlarmType)) {
    for (const option of alternatives(composite.read(ruleProperty))) {
      const rule = parseAlarmRule(option);
      if (rule instanceof Undecided) open.set(composite, rule.why);
      for (const name of rule instanceof Undecided ? [] : alarmsIn(rule)) {
        const target = alarmCalled(name, composite);
        for (const alarm of target.resources) {
          const list = above.get(alarm);
          if (list) list.add(composite);
          else above.set(alarm, new Set([composite]));
        }
        // The name of an alarm that is elsewhere is that of none here.
        if (target.open !== undefined && keyOf(name) !== undefined && name.kind !== 'known')
          open.set(composite, target.open);
      }
    }
  }
  return { above, open };
});

/** The composite alarms whose rules name an alarm, or may. */
export function compositesAbove(alarm: Resource): readonly Resource[] {
  return [...(compositesOf(alarm.stack.environment).above.get(alarm) ?? [])];
}

/** Whether a composite alarm is certainly there, with the one rule that it may have. */
export function isDefinite(composite: Resource): Tri {
  const rule = composite.read(ruleProperty);
  const isOne = rule.kind !== 'choice' || new Undecided(rule.why);
  return and([composite.exists, isOne]);
}

/** A composite alarm that may be about any alarm, as its rule is not known. */
export function openComposite(
  environment: Environment,
): { readonly composite: Resource; readonly why: string } | undefined {
  const [first] = compositesOf(environment).open;
  return first && { composite: first[0], why: first[1] };
}

/** Whether a composite alarm goes into ALARM whenever an alarm of its rule does. */
export function followsFrom(composite: Resource, alarm: Resource): Answer {
  return eitherWay(composite.read(ruleProperty), (option) => {
    const proof = cite(composite, ruleProperty, option);
    const rule = parseAlarmRule(option);
    const answer =
      rule instanceof Undecided
        ? unknown(`whether ${composite.logicalId} follows ${alarm.logicalId} is not known (${rule.why})`)
        : followsByRule(composite, rule, alarm);
    return { ...answer, evidence: [proof, ...answer.evidence] };
  });
}

function followsByRule(composite: Resource, rule: AlarmRule, alarm: Resource): Answer {
  const fires = (others: (name: Value, state: string) => Tri): Tri =>
    holds(rule, (name, state) => {
      const isIt = names(name, composite, alarm);
      if (isUndecided(isIt)) return isIt;
      return isIt ? state === 'ALARM' : others(name, state);
    });
  const whatever = fires((name) => new Undecided(`it depends on ${show(name)}`));
  if (whatever === true) return yes(`${composite.logicalId} follows ${alarm.logicalId}`);
  const alone = fires((_, state) => state === 'OK');
  if (isUndecided(alone))
    return unknown(`whether ${composite.logicalId} follows ${alarm.logicalId} is not known (${alone.why})`);
  if (!alone)
    return no(
      `${composite.logicalId} stays OK when ${alarm.logicalId} alone is in ALARM, expected it to follow`,
    );
  const suppressors = alarmsIn(rule).filter(
    (other) =>
      names(other, composite, alarm) === false &&
      fires((name, state) => (keyOf(name) === keyOf(other) ? state === 'ALARM' : state === 'OK')) !== true,
  );
  const unless = [...new Set(suppressors.map(show))].join(', ');
  return all([
    yes(`${composite.logicalId} follows ${alarm.logicalId} unless ${unless} is in ALARM`),
    ...suppressors.map((name) => isSeldomInAlarm(name, composite, alarm)),
  ]);
}

function names(name: Value, composite: Resource, alarm: Resource): Tri {
  const { resources, open } = alarmCalled(name, composite);
  if (resources.includes(alarm)) return open === undefined || new Undecided(open);
  return open === undefined || name.kind === 'known' ? false : new Undecided(open);
}
