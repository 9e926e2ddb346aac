import { collapse, splitText } from './arn';
import { resolved } from './dynamic-reference';
import { evaluate } from './evaluate';
import type { Json } from './input';
import type { Stack } from './stack';
import {
  alternatives,
  choice,
  combine,
  keyOf,
  known,
  labelOf,
  opaque,
  partsOf,
  show,
  soleToken,
  textOf,
  vague,
  whyNotKnown,
  type Value,
} from './value';

/** Characters that a text may have, pieces that it may be made of and that it may be split into. */
const limits = { characters: 1_000_000, pieces: 10_000 };

export function join(argument: Json, stack: Stack): Value {
  const [delimiter, list] = asList(argument);
  return combine([evaluate(list, stack)], ([members]) => {
    if (members?.kind !== 'list' || typeof delimiter !== 'string')
      return derived('Fn::Join', delimiter, members);
    return combine(members.items, (items) =>
      joinTexts(
        items.filter(({ kind }) => kind !== 'absent'),
        delimiter,
        stack,
      ),
    );
  });
}

/** One text made of several. */
export function joinTexts(items: readonly Value[], delimiter: string, stack: Stack): Value {
  const parts = items.map(partsOf);
  const unusable = items[parts.indexOf(undefined)];
  if (unusable) return derived('Fn::Join', delimiter, unusable);
  const text = textOf(parts.flatMap((pieces, i) => [...(i > 0 ? [delimiter] : []), ...(pieces ?? [])]));
  if (text.kind === 'known' ? String(text.value).length > limits.characters : isLong(text.parts)) {
    return vague('long text', 'the text is too long to be read');
  }
  return resolved(text.kind === 'text' ? textOf(collapse(text.parts)) : text, stack);
}

function isLong(parts: readonly unknown[]): boolean {
  const characters = parts.reduce(
    (sum: number, part) => sum + (typeof part === 'string' ? part.length : 0),
    0,
  );
  return parts.length > limits.pieces || characters > limits.characters;
}

export function select(argument: Json, stack: Stack): Value {
  const [index, list] = asList(argument);
  return combine([evaluate(index, stack), evaluate(list, stack)], ([position, members]) => {
    if (!position || !members) return unreadable('Fn::Select');
    if (position.kind === 'known') return selectAt(String(position.value), members);
    const why = whyNotKnown(position);
    const some = members.kind === 'list' ? members.items : [];
    return why === undefined || some.length === 0 ? unreadable('Fn::Select') : choice(some, why);
  });
}

function selectAt(index: string, members: Value): Value {
  if (!/^\d+$/.test(index)) return unreadable('Fn::Select');
  if (members.kind !== 'list') {
    const token = soleToken(members);
    return token?.kind === 'opaque' && !token.vague
      ? opaque(`${token.key}[${index}]`, token.why, {
          atomic: token.atomic,
          label: `${labelOf(token)}[${index}]`,
        })
      : derived('Fn::Select', index, members);
  }
  const upToThere = members.items.slice(0, Number(index) + 1);
  const gap = upToThere.find(mayBeAbsent);
  if (gap) return vague('Fn::Select', whyNotKnown(gap) ?? 'what comes before it may be absent');
  return members.items[Number(index)] ?? unreadable('Fn::Select');
}

export function split(argument: Json, stack: Stack): Value {
  const [delimiter, source] = asList(argument);
  return combine([evaluate(source, stack)], ([text]) => {
    const items = text && typeof delimiter === 'string' ? splitText(text, delimiter) : undefined;
    return items && items.length <= limits.pieces
      ? { kind: 'list', items }
      : derived('Fn::Split', delimiter, text);
  });
}

export function length(argument: Json, stack: Stack): Value {
  return combine([evaluate(argument, stack)], ([list]) =>
    list?.kind === 'list' && !list.items.some(mayBeAbsent)
      ? known(list.items.length)
      : derived('Fn::Length', undefined, list),
  );
}

function mayBeAbsent(value: Value): boolean {
  return alternatives(value).some(({ kind }) => kind === 'absent');
}

/** What an expression gives that cannot be read. */
export function unreadable(name: string): Value {
  return vague(name, `its ${name} cannot be read`);
}

/** Something computed from a value that is not known, and so not known for the same reason. */
export function derived(how: string, detail: Json | undefined, value: Value | undefined): Value {
  const why = (value && whyNotKnown(value)) ?? `it is the result of ${how}`;
  const key = value && keyOf(value);
  const label = `${how} of ${value ? show(value) : 'nothing'}`;
  if (key === undefined || typeof detail === 'object') return vague(label, why);
  return opaque(`${how} ${detail} of ${key}`, why, { label });
}

function asList(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : [];
}
