import { same } from '../../model/compare';
import { samePlace } from '../../model/place';
import type { Resource } from '../../model/resource';
import { and, or, type Tri } from '../../model/tri';
import { attribute, keyOf, partsOf, show, type Value } from '../../model/value';
import { any, cite, given, no, yes, type Answer } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { eitherWay, optionsOf } from '../either-way';
import { named } from '../network/balancing';
import { perEnvironment } from '../per-environment';
import { test } from '../reading';
import type { Workload } from '../workload';

const namePath = 'LogGroupName';
const path = 'RetentionInDays';
const groupType = 'AWS::Logs::LogGroup';

/** Sets the retention of a group that something else makes: what the CDK renders for `logRetention`. */
export const setterType = 'Custom::LogRetention';

const logGroupTypes = [groupType, setterType];

/** Log groups, and what sets the retention of those that the templates do not make. */
export function logGroups({ environment }: Workload): Candidates {
  return candidates(environment, 'log group', environment.of(...logGroupTypes), logGroupTypes);
}

/** What states a retention for the group of a name, and whether that certainly is its name. */
interface Holder {
  readonly holder: Resource;
  readonly called: Tri;
}

/** The resources that state retentions, by the name of their group, and those of which the name is left open. */
const holders = perEnvironment((environment) => {
  const byName = new Map<string, Holder[]>();
  const open: Resource[] = [];
  for (const resource of environment.of(...logGroupTypes)) {
    const names = namesOf(resource);
    for (const { option, certain } of names.flatMap(optionsOf)) {
      const key = keyOf(option);
      if (key !== undefined)
        byName.set(key, [...(byName.get(key) ?? []), { holder: resource, called: certain }]);
    }
    if (names.some(isOpen)) open.push(resource);
  }
  return { byName, open };
});

/** The names by which a group may be meant: what refers to it, and a name given by hand. */
function namesOf(holder: Resource): readonly Value[] {
  const name = holder.read(namePath);
  const given = name.kind === 'absent' ? [] : [name];
  return holder.type === groupType ? [attribute(holder, 'Ref'), ...given] : given;
}

function isOpen(name: Value): boolean {
  return name.kind === 'choice' || hasToken(name, 'opaque');
}

function hasToken(name: Value, kind: 'opaque' | 'attribute'): boolean {
  return (partsOf(name) ?? []).some((part) => typeof part === 'object' && part.kind === kind);
}

/** Whether something states how long the group of a name keeps its logs; undefined where nothing names that group. */
export function retentionOf(names: readonly Value[], asker: Resource): Answer | undefined {
  const { byName, open } = holders(asker.stack.environment);
  const found = new Map<Resource, Tri>();
  for (const { option, certain } of names.flatMap(optionsOf)) {
    for (const { holder, called } of byName.get(keyOf(option) ?? '') ?? []) {
      found.set(holder, or([found.get(holder) ?? false, and([certain, called])]));
    }
  }
  // What AWS calls a resource is not known beforehand, so nobody else can have written it as a name.
  const byHand = names.filter((name) => !hasToken(name, 'attribute'));
  for (const holder of byHand.length > 0 ? open : []) {
    const matches = or(byHand.map((name) => same(holder.read(namePath), name)));
    found.set(holder, or([found.get(holder) ?? false, matches]));
  }
  const answers = [...found].flatMap(([holder, matches]) => {
    const holds = and([matches, holder.exists, samePlace(holder.stack, asker.stack)]);
    return holder === asker || holds === false ? [] : [given(holds, speaksOf(names, holder))];
  });
  return answers.length > 0 ? any(answers, '') : undefined;
}

/** What a resource states, with the name by which it was found as part of the proof. */
function speaksOf(names: readonly Value[], holder: Resource): Answer {
  const answer = named(holder, states(holder));
  const name = holder.read(namePath);
  const key = keyOf(name);
  const found = key !== undefined && names.some((one) => keyOf(one) === key);
  return found ? { ...answer, evidence: [...answer.evidence, cite(holder, namePath, name)] } : answer;
}

/** Whether a log group keeps its logs for a limited time. */
export function limitsLogs(group: Resource): Answer {
  const stated = states(group);
  const set = stated.is === 'yes' ? undefined : retentionOf(namesOf(group), group);
  return set && set.is !== 'no' ? any([stated, set], '') : stated;
}

const classPath = 'LogGroupClass';

function states(holder: Resource): Answer {
  const stated = eitherWay(holder.read(path), (days) =>
    days.kind === 'absent'
      ? no(`${path} is not set, so logs are kept for ever, expected a number of days`, cite(holder, path))
      : yes(`${path} is ${show(days)}`, cite(holder, path)),
  );
  if (stated.is === 'yes') return stated;
  // Such a group hands logs on and takes no retention.
  const handsOn = test(holder.read(classPath), 'STANDARD', (name) => name === 'DELIVERY');
  if (handsOn === true) return yes(`${classPath} is DELIVERY`, cite(holder, classPath));
  return handsOn === false ? stated : given(handsOn, stated);
}
