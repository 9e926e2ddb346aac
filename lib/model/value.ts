import type { JsonObject } from './input';
import type { Resource } from './resource';
import type { Stack } from './stack';

/**
 * What a CloudFormation expression stands for, as far as the templates tell. References stay symbolic: a text is a
 * sequence of literal pieces and tokens, so that a value can be compared, split and joined without being known.
 */
export type Value = Absent | Known | Text | List | Mapping | Choice;

/** No value: the property is not there, or was removed with AWS::NoValue. */
export interface Absent {
  readonly kind: 'absent';
}

export interface Known {
  readonly kind: 'known';
  readonly value: string | number | boolean;
}

/** A string with at least one part that is not literal. */
export interface Text {
  readonly kind: 'text';
  readonly parts: readonly Part[];
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

/** An object, evaluated member by member when somebody asks. */
export interface Mapping {
  readonly kind: 'map';
  readonly entries: JsonObject;
  readonly stack: Stack;
}

/** One of several values; which one depends on something the templates do not fix. */
export interface Choice {
  readonly kind: 'choice';
  readonly options: readonly Value[];
  readonly why: string;
}

export type Part = string | Token;
export type Token = AttributeToken | OpaqueToken;

/** What `Ref` (attribute "Ref") or `Fn::GetAtt` of a resource returns. */
export interface AttributeToken {
  readonly kind: 'attribute';
  readonly resource: Resource;
  readonly attribute: string;
}

/** Something that the templates do not fix, such as a parameter without a default. */
export interface OpaqueToken {
  readonly kind: 'opaque';
  /** Equal keys stand for equal values, unless the token is vague. */
  readonly key: string;
  /** True where not even the same token stands for the same value: it was made from several that may differ. */
  readonly vague?: boolean;
  /** What a person should read in place of the key. */
  readonly label?: string;
  /** Why it is not known, and so what would decide it. */
  readonly why: string;
  /** True where it cannot contain `/`, `:`, `,` or `|`: an account, a region, a partition. */
  readonly atomic: boolean;
  /** Bounds of a numeric parameter. */
  readonly range?: { readonly min?: number; readonly max?: number };
  /** Where a dynamic reference reads it at deployment. */
  readonly source?: DynamicSource;
}

/** What a dynamic reference names: a secret of Secrets Manager, or a parameter of Parameter Store. */
export interface DynamicSource {
  readonly service: string;
  /** The name or ARN of the secret or parameter. */
  readonly id: Value;
}

export const absent: Absent = { kind: 'absent' };

export function known(value: string | number | boolean): Known {
  return { kind: 'known', value };
}

export function attribute(resource: Resource, name: string): Text {
  return { kind: 'text', parts: [{ kind: 'attribute', resource, attribute: name }] };
}

export function opaque(key: string, why: string, details: Partial<OpaqueToken> = {}): Text {
  return { kind: 'text', parts: [{ kind: 'opaque', atomic: false, ...details, key, why }] };
}

/** A value of which nothing is known, not even whether it equals another one made the same way. */
export function vague(key: string, why: string): Text {
  return opaque(key, why, { vague: true });
}

/** The token of a text that is nothing but one token. */
export function soleToken(value: Value): Token | undefined {
  if (value.kind !== 'text' || value.parts.length !== 1) return undefined;
  const part = value.parts[0];
  return typeof part === 'object' ? part : undefined;
}

/** The pieces of a scalar; undefined for what is no scalar. */
export function partsOf(value: Value): readonly Part[] | undefined {
  if (value.kind === 'known') return [String(value.value)];
  return value.kind === 'text' ? value.parts : undefined;
}

/** A scalar made of pieces: adjacent literals merged, a purely literal one known. */
export function textOf(parts: Iterable<Part>): Known | Text {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged[merged.length - 1];
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  if (merged.length === 0) return known('');
  if (merged.length === 1 && typeof merged[0] === 'string') return known(merged[0]);
  return { kind: 'text', parts: merged };
}

const alternativesLimit = 32;

/** One of the options: nested choices are flattened, equal scalars merged; too many become opaque. */
export function choice(options: readonly Value[], why: string): Value {
  const flat = options.flatMap((option) => (option.kind === 'choice' ? option.options : [option]));
  const distinct = new Map<string | Value, Value>();
  for (const option of flat) distinct.set(identityOf(option), option);
  const values = [...distinct.values()];
  if (values.length === 1 && values[0]) return values[0];
  if (values.length > alternativesLimit) return vague('one of many', why);
  return { kind: 'choice', options: values, why };
}

function identityOf(value: Value): string | Value {
  return keyOf(value) ?? value;
}

/** The values that an expression may have: its options, or itself. */
export function alternatives(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.options : [value];
}

/**
 * The members of a list; what only some options of a choice hold comes as a choice between it and nothing. A list that
 * is not known comes as one unknown member.
 */
export function itemsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'list':
      return value.items;
    case 'choice':
      return itemsOfChoice(value);
    case 'absent':
      return [];
    default:
      return [value];
  }
}

function itemsOfChoice({ options, why }: Choice): readonly Value[] {
  const lists = options.map((option) => new Map(itemsOf(option).map((item) => [identityOf(item), item])));
  const distinct = new Map(lists.flatMap((list) => [...list]));
  return [...distinct].map(([identity, item]) =>
    lists.every((list) => list.has(identity)) ? item : choice([item, absent], why),
  );
}

/** Applies a function to every alternative of every input; too many combinations become opaque. */
export function combine(inputs: readonly Value[], apply: (inputs: readonly Value[]) => Value): Value {
  const undecided = inputs.find((input) => input.kind === 'choice');
  if (undecided?.kind !== 'choice') return apply(inputs);
  let rows = [inputs];
  for (const [i, input] of inputs.entries()) {
    if (input.kind !== 'choice') continue;
    if (rows.length * input.options.length > alternativesLimit) return vague('one of many', undecided.why);
    rows = rows.flatMap((row) =>
      input.options.map((option) => [...row.slice(0, i), option, ...row.slice(i + 1)]),
    );
  }
  return choice(rows.map(apply), undecided.why);
}

/** A string that is equal for equal scalars; undefined for lists, objects, choices and what is vague. */
export function keyOf(value: Value): string | undefined {
  if (value.kind === 'known') return String(value.value);
  if (value.kind !== 'text' || value.parts.some(isVague)) return undefined;
  return value.parts.map(partKey).join('');
}

function isVague(part: Part): boolean {
  return typeof part === 'object' && part.kind === 'opaque' && part.vague === true;
}

function partKey(part: Part): string {
  if (typeof part === 'string') return part;
  if (part.kind === 'opaque') return `\u0000?${part.key}\u0000`;
  return `\u0000${part.resource.key}.${part.attribute}\u0000`;
}

/** The value as a person would write it: `arn:aws:rds:eu-west-1:111111111111:cluster:${Db}`. */
export function show(value: Value): string {
  switch (value.kind) {
    case 'absent':
      return 'nothing';
    case 'known':
      return String(value.value);
    case 'text':
      return value.parts.map(showPart).join('');
    case 'list':
      return `[${value.items.map(show).join(', ')}]`;
    case 'map':
      return `{${Object.keys(value.entries).join(', ')}}`;
    case 'choice':
      return value.options.map(show).join(' or ');
  }
}

function showPart(part: Part): string {
  return typeof part === 'string' ? part : `\${${labelOf(part)}}`;
}

/** A token as a person would write it: `Db.Endpoint.Address`. */
export function labelOf(token: Token): string {
  if (token.kind === 'opaque') return token.label ?? token.key;
  const { resource, attribute: name } = token;
  return name === 'Ref' ? resource.logicalId : `${resource.logicalId}.${name}`;
}

/** Why a value is not known, where it is not. */
export function whyNotKnown(value: Value): string | undefined {
  if (value.kind === 'choice') return value.why;
  if (value.kind !== 'text') return undefined;
  for (const part of value.parts) {
    if (typeof part === 'string') continue;
    if (part.kind === 'opaque') return part.why;
    return `${show({ kind: 'text', parts: [part] })} is known only after deployment`;
  }
  return undefined;
}
