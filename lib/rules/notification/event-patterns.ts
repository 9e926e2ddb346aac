import { matchesGlob } from '../../model/compare';
import { member } from '../../model/evaluate';
import { and, not, or, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, itemsOf, whyNotKnown, type Value } from '../../model/value';
import { numeric, test } from '../reading';

/** An event, or a part of it, as far as patterns ask about it; a function says which values of a pattern match. */
export type EventPart = string | number | ((matcher: Value) => Tri) | { readonly [name: string]: EventPart };

/** Whether a pattern of EventBridge matches an event; undecided where it asks what is not known of the event. */
export function matchesEvent(pattern: Value, event: EventPart): Tri {
  const options = alternatives(pattern).map((option) => matchesOnce(option, event));
  return unanimous(options, whyNotKnown(pattern) ?? 'its EventPattern is not known');
}

function matchesOnce(pattern: Value, event: EventPart): Tri {
  if (pattern.kind === 'absent') return true;
  if (pattern.kind === 'map' && typeof event === 'object') {
    return and(
      Object.keys(pattern.entries).map((name) => {
        const part = Object.hasOwn(event, name) ? event[name] : undefined;
        const filter = member(pattern, name);
        if (filter.kind === 'absent') return true;
        return part === undefined ? new Undecided(`it also filters by ${name}`) : matchesEvent(filter, part);
      }),
    );
  }
  if (pattern.kind === 'list' && typeof event === 'function') return or(pattern.items.map(event));
  if (pattern.kind === 'list' && (typeof event === 'string' || typeof event === 'number')) {
    return or(pattern.items.map((matcher) => matchesValue(matcher, event)));
  }
  return new Undecided(whyNotKnown(pattern) ?? 'its EventPattern cannot be read');
}

function matchesValue(matcher: Value, value: string | number): Tri {
  const options = alternatives(matcher).map((option): Tri => {
    if (option.kind === 'absent') return false;
    if (option.kind === 'map') return matchesFilter(option, value);
    if (option.kind !== 'known')
      return new Undecided(whyNotKnown(option) ?? 'its EventPattern cannot be read');
    return typeof value === 'number' ? numeric(option.value) === value : String(option.value) === value;
  });
  return unanimous(options, whyNotKnown(matcher) ?? 'its EventPattern is not known');
}

/** Filters such as `{ prefix: 'aws.' }`, of which a matcher has one. */
function matchesFilter(matcher: Value & { readonly kind: 'map' }, value: string | number): Tri {
  const [name = ''] = Object.keys(matcher.entries);
  const argument = member(matcher, name);
  const text = String(value);
  switch (name) {
    case 'exists':
      return literal(argument, (expected) => expected === 'true');
    case 'prefix':
      return literal(argument, (prefix) => text.startsWith(prefix));
    case 'suffix':
      return literal(argument, (suffix) => text.endsWith(suffix));
    case 'wildcard':
      return literal(argument, (glob) => matchesGlob(glob, text));
    case 'equals-ignore-case':
      return literal(argument, (other) => other.toLowerCase() === text.toLowerCase());
    case 'anything-but':
      return argument.kind === 'list' || argument.kind === 'known'
        ? not(
            or(
              (argument.kind === 'list' ? argument.items : [argument]).map((item) =>
                matchesValue(item, value),
              ),
            ),
          )
        : new Undecided('its EventPattern cannot be read');
    case 'numeric':
      return matchesNumber(itemsOf(argument), value);
    default:
      return new Undecided(`its EventPattern has the filter ${name}`);
  }
}

function literal(argument: Value, holds: (text: string) => boolean): Tri {
  if (argument.kind !== 'known')
    return new Undecided(whyNotKnown(argument) ?? 'its EventPattern cannot be read');
  return holds(String(argument.value));
}

const comparisons: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** `['>=', 7, '<', 9]`: pairs that must all hold. */
function matchesNumber(pairs: readonly Value[], value: string | number): Tri {
  if (typeof value !== 'number') return false;
  const bounds = pairs.flatMap((operator, i) => (i % 2 === 0 ? [[operator, pairs[i + 1]] as const] : []));
  return and(
    bounds.map(([operator, bound]): Tri => {
      const compare = operator.kind === 'known' ? comparisons[String(operator.value)] : undefined;
      return compare && bound
        ? test(bound, undefined, (number) => compare(value, numeric(number)))
        : new Undecided('its EventPattern cannot be read');
    }),
  );
}
