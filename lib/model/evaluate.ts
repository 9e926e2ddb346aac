import { nest } from './depth';
import { resolved } from './dynamic-reference';
import type { Json, JsonObject } from './input';
import { intrinsics } from './intrinsics';
import { own } from './own';
import type { Stack } from './stack';
import {
  absent,
  choice,
  keyOf,
  known,
  opaque,
  labelOf,
  soleToken,
  vague,
  whyNotKnown,
  type List,
  type Text,
  type Value,
} from './value';

/** What an expression of a template stands for; intrinsic functions are followed as far as the templates tell. */
export function evaluate(json: Json | undefined, stack: Stack): Value {
  if (json === undefined || json === null) return absent;
  if (typeof json === 'string') return json.includes('{{') ? resolved(known(json), stack) : known(json);
  if (typeof json !== 'object') return known(json);
  if (Array.isArray(json)) return deep(() => list(json, stack));
  const name = soleKey(json);
  const intrinsic = name === undefined ? undefined : intrinsics.get(name);
  // Objects are evaluated member by member when somebody asks.
  if (name === undefined || !intrinsic) return { kind: 'map', entries: json, stack };
  return stack.seen(json) ?? stack.once(json, () => deep(() => intrinsic(own(json, name) ?? null, stack)));
}

function deep(compute: () => Value): Value {
  return nest(compute, () => vague('too deep', 'the expression is nested too deeply'));
}

/** AWS::NoValue takes its item out of the list. */
function list(json: readonly Json[], stack: Stack): List {
  return {
    kind: 'list',
    items: json.map((item) => evaluate(item, stack)).filter(({ kind }) => kind !== 'absent'),
  };
}

function soleKey(object: { [key: string]: Json }): string | undefined {
  let sole: string | undefined;
  for (const key in object) {
    if (sole !== undefined) return undefined;
    sole = key;
  }
  return sole;
}

/** A member of an object; of a choice, the member in each option. Scalars and lists have none. */
export function member(value: Value, name: string): Value {
  switch (value.kind) {
    case 'map':
      return memberOf(value.entries, name, value.stack);
    case 'choice':
      return choice(
        value.options.map((option) => member(option, name)),
        value.why,
      );
    case 'text':
      return memberOfToken(value, name);
    default:
      return absent;
  }
}

function memberOf(entries: JsonObject, name: string, stack: Stack): Value {
  const json = own(entries, name);
  if (json === undefined && isExtended(entries)) {
    return vague(name, `${stack.displayName} adds members to the object at deployment`);
  }
  return evaluate(json, stack);
}

/** Whether CloudFormation adds members to an object: `Fn::Transform` and `Fn::ForEach` among others. */
function isExtended(entries: JsonObject): boolean {
  for (const key in entries) if (key === 'Fn::Transform' || key.startsWith('Fn::ForEach::')) return true;
  return false;
}

/** What is not known may be an object; a string made of several pieces has no members. */
function memberOfToken(value: Text, name: string): Value {
  const token = soleToken(value);
  if (!token) return absent;
  const why = whyNotKnown(value) ?? 'it is not known';
  const key = keyOf(value);
  const label = `${labelOf(token)}.${name}`;
  return key === undefined ? vague(label, why) : opaque(`${key}.${name}`, why, { label });
}
