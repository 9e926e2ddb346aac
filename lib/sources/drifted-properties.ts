import { isDeepStrictEqual } from 'node:util';
import type { PropertyDrift, ResourceDrift } from '../model/deployed';
import type { Json, JsonObject } from '../model/input';
import { own } from '../model/own';
import { isObject } from './template';
import { isExpression } from './template-text';

/** The names in a JSON pointer. */
export function pointerNames(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * Properties of a template as the resource has them. Expressions of the template stay where nothing differs, so that
 * they lead to what they led to.
 */
export function driftedProperties(properties: JsonObject, drift: ResourceDrift): JsonObject {
  const expected = parsed(drift.expected);
  const actual = parsed(drift.actual);
  const replaced: string[] = [];
  let result: Json = properties;
  for (const difference of drift.differences) {
    if (replaced.some((pointer) => difference.path.startsWith(`${pointer}/`))) continue;
    const change = { difference, expected, actual, replaced };
    result = changed(result, pointerNames(difference.path), 0, change) ?? {};
  }
  return isObject(result) ? result : properties;
}

interface Change {
  readonly difference: PropertyDrift;
  /** All properties as the template asks for them, and as they are; undefined where that is not told. */
  readonly expected: Json | undefined;
  readonly actual: Json | undefined;
  /** Pointers to what was replaced as a whole. */
  readonly replaced: string[];
}

/** A part of the properties, so many names down, with the change made; undefined where it is gone. */
function changed(
  part: Json | undefined,
  names: readonly string[],
  depth: number,
  change: Change,
): Json | undefined {
  const { difference, actual } = change;
  const name = names[depth];
  if (name === undefined) {
    if (difference.kind === 'REMOVE') return undefined;
    return memberAt(actual, names) ?? scalar(difference.actual);
  }
  if (part === undefined || (isObject(part) && !isExpression(part))) {
    const members = { ...part };
    const member = changed(own(members, name), names, depth + 1, change);
    if (member !== undefined) return { ...members, [name]: member };
    return Object.fromEntries(Object.entries(members).filter(([key]) => key !== name));
  }
  return whole(part, names, depth, change);
}

/** Lists and expressions are replaced as a whole: the index of a difference need not be that of the template. */
function whole(part: Json, names: readonly string[], depth: number, change: Change): Json | undefined {
  if (change.actual === undefined) return notTold;
  const here = names.slice(0, depth);
  change.replaced.push(here.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''));
  const actual = memberAt(change.actual, here);
  const expected = memberAt(change.expected, here);
  if (!Array.isArray(actual) || !Array.isArray(part) || !Array.isArray(expected)) return actual;
  if (part.length !== expected.length) return actual;
  return actual.map((item) => {
    const twin = expected.findIndex((other) => isDeepStrictEqual(other, item));
    return twin < 0 ? item : part[twin]!;
  });
}

/** What the model reads as a value that nobody knows. */
const notTold: Json = { 'Fn::Transform': { Name: 'drift' } };

function memberAt(json: Json | undefined, names: readonly string[]): Json | undefined {
  let part = json;
  for (const name of names) {
    if (Array.isArray(part)) part = /^\d+$/.test(name) ? part[Number(name)] : undefined;
    else part = isObject(part) ? own(part, name) : undefined;
  }
  return part;
}

function parsed(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A value that is told as text: a number, `true`, an object, or text indeed. */
function scalar(text: string): Json {
  const value = parsed(text);
  return value === undefined || (typeof value === 'number' && String(value) !== text) ? text : value;
}
