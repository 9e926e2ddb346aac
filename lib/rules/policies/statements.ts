import { matchesGlob, same } from '../../model/compare';
import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, isUndecided, or, Undecided, type Tri } from '../../model/tri';
import { itemsOf, known, partsOf, type Value } from '../../model/value';
import { isStated, optionsOf } from '../either-way';
import { remembered } from '../per-environment';
import { test } from '../reading';

/** A resource that holds a policy, and whether that policy certainly is the one of a given resource. */
export interface Policy {
  readonly policy: Resource;
  readonly certain: Tri;
}

/** A statement of a policy, and whether it certainly applies. */
export interface Statement extends Policy {
  readonly body: Value;
}

/** The policies that are attached to a resource by a property of theirs, and those that may be. */
export function policiesOf(target: Resource, type: string, path: string): readonly Policy[] {
  const { environment } = target.stack;
  const links = environment.links(type, path);
  const own = links.to(target).map(({ from, certain }) => ({ policy: from, certain }));
  if (links.openCount === 0) return own;
  const strays = environment.of(type).flatMap((policy) => {
    const why = links.openFrom(policy);
    return why === undefined ? [] : [{ policy, certain: new Undecided(why) }];
  });
  return [...own, ...strays];
}

/** The statements of the document at a path of a policy. */
export function statementsOf({ policy, certain }: Policy, path = 'PolicyDocument'): readonly Statement[] {
  return itemsOf(policy.read(`${path}.Statement`))
    .flatMap(optionsOf)
    .map((body) => ({ policy, certain: and([certain, body.certain]), body: body.option }));
}

/** Whether a member of a statement is a text. */
export function has(body: Value, name: string, expected: string): Tri {
  return test(member(body, name), undefined, (value) => value === expected);
}

/** Whether a statement is about an action, given in small letters. */
export function coversAction(body: Value, action: string): Tri {
  if (member(body, 'NotAction').kind !== 'absent') return new Undecided('it is written with NotAction');
  return or(
    itemsOf(member(body, 'Action')).map((pattern) =>
      test(pattern, undefined, (name) => matchesGlob(String(name).toLowerCase(), action)),
    ),
  );
}

/** Whether a statement is about everybody, or about everybody but some. */
export const isEverybody = remembered((body: Value): Tri => {
  const principal = member(body, 'Principal');
  const names = [...itemsOf(principal), ...itemsOf(member(principal, 'AWS'))].flatMap(optionsOf);
  const stars = names.map(({ option, certain }) => and([option.kind !== 'map' && isStar(option), certain]));
  return or([isStated(member(body, 'NotPrincipal')), ...stars]);
});

function isStar(name: Value): Tri {
  const namesResource = (partsOf(name) ?? []).some(
    (part) => typeof part === 'object' && part.kind === 'attribute',
  );
  return namesResource ? false : same(name, known('*'));
}

/** Whether a statement names a service of AWS: `events.amazonaws.com`. */
export function namesService(body: Value, service: string): Tri {
  return or(itemsOf(member(member(body, 'Principal'), 'Service')).map((name) => same(name, known(service))));
}

/** One test of a condition: `StringEquals`, its key in small letters, and the values to compare with. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: Value;
}

/** The tests of a statement's condition; undefined where they are not known. */
export function conditionsOf(body: Value): readonly Condition[] | undefined {
  const condition = member(body, 'Condition');
  if (condition.kind === 'absent') return [];
  if (condition.kind !== 'map') return undefined;
  const found: Condition[] = [];
  for (const operator of Object.keys(condition.entries)) {
    const tests = member(condition, operator);
    if (tests.kind === 'absent') continue;
    if (tests.kind !== 'map') return undefined;
    for (const key of Object.keys(tests.entries)) {
      const values = member(tests, key);
      const stated = isStated(values);
      if (isUndecided(stated)) return undefined;
      if (stated) found.push({ operator, key: key.toLowerCase(), values });
    }
  }
  return found;
}

/** Whether a test holds where the values differ. */
export function isNegated({ operator }: Condition): boolean {
  return operator.includes('Not');
}
