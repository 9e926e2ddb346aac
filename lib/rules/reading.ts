import { unanimous, Undecided, type Tri } from '../model/tri';
import { alternatives, known, show, soleToken, whyNotKnown, type Value } from '../model/value';
import type { Resource } from '../model/resource';
import { cite, no, unknown, yes, type Answer } from './answer';

type Scalar = string | number | boolean;

/** Whether a property satisfies a condition; `otherwise` is what AWS assumes where the property is absent. */
export function property(
  resource: Resource,
  path: string,
  expectation: {
    readonly expected: string;
    readonly otherwise: Scalar | undefined;
    readonly holds: (value: Scalar) => boolean;
    /** True for bounds on numbers: then the limits of a parameter can decide. */
    readonly monotone?: boolean;
  },
): Answer {
  const value = resource.read(path);
  const truth = test(value, expectation.otherwise, expectation.holds, expectation.monotone);
  const seen = describe(path, value, expectation.otherwise);
  if (truth === true) return yes(seen, ...(value.kind === 'absent' ? [] : [cite(resource, path, value)]));
  if (truth === false) return no(`${seen}, expected ${expectation.expected}`, cite(resource, path, value));
  return unknown(
    `${path} is not known (${truth.why}), expected ${expectation.expected}`,
    cite(resource, path, value),
  );
}

/** Whether a numeric property is at least a bound. */
export function atLeast(
  resource: Resource,
  path: string,
  bound: number,
  otherwise: number | undefined,
): Answer {
  const expected = `at least ${bound}`;
  return property(resource, path, { expected, otherwise, monotone: true, holds: (v) => numeric(v) >= bound });
}

/** Whether a numeric property is at most a bound. */
export function atMost(
  resource: Resource,
  path: string,
  bound: number,
  otherwise: number | undefined,
): Answer {
  const expected = `at most ${bound}`;
  return property(resource, path, { expected, otherwise, monotone: true, holds: (v) => numeric(v) <= bound });
}

/** Whether a boolean property is true. */
export function isOn(resource: Resource, path: string, otherwise: boolean): Answer {
  return property(resource, path, { expected: 'true', otherwise, holds: isTrue });
}

function describe(name: string, value: Value, otherwise: Scalar | undefined): string {
  if (value.kind !== 'absent') return `${name} is ${show(value)}`;
  return otherwise === undefined ? `${name} is not set` : `${name} is not set and so ${otherwise}`;
}

/** A condition on a value in three values; every alternative must agree. */
export function test(
  value: Value,
  otherwise: Scalar | undefined,
  holds: (value: Scalar) => boolean,
  monotone = false,
): Tri {
  const single = (option: Value): Tri => {
    if (option.kind === 'known') return holds(option.value);
    if (option.kind === 'absent') return otherwise === undefined ? false : holds(otherwise);
    return (
      (monotone ? inRange(option, holds) : undefined) ??
      new Undecided(whyNotKnown(option) ?? 'it is no plain value')
    );
  };
  return unanimous(alternatives(value).map(single), whyNotKnown(value) ?? 'it is not known');
}

/** A number between bounds satisfies what both bounds satisfy. */
function inRange(value: Value, holds: (value: Scalar) => boolean): Tri | undefined {
  const token = soleToken(value);
  if (token?.kind !== 'opaque' || !token.range) return undefined;
  const { min, max } = token.range;
  if (min === undefined && max === undefined) return undefined;
  const low = holds(min ?? -Infinity);
  const high = holds(max ?? Infinity);
  return low === high ? low : undefined;
}

/** CloudFormation passes numbers as text. */
export function numeric(value: Scalar): number {
  return typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
}

/** CloudFormation passes booleans as text. */
export function isTrue(value: Scalar): boolean {
  return String(value).toLowerCase() === 'true';
}

/** The number a property states, where it is one certain number. */
export function numberAt(resource: Resource, path: string, otherwise: number): number | undefined {
  const value = resource.read(path);
  const stated = value.kind === 'absent' ? known(otherwise) : value;
  const number = stated.kind === 'known' ? numeric(stated.value) : NaN;
  return Number.isNaN(number) ? undefined : number;
}
