import type { Stack } from './stack';
import {
  combine,
  keyOf,
  opaque,
  partsOf,
  show,
  textOf,
  vague,
  type DynamicSource,
  type Known,
  type Part,
  type Text,
  type Value,
} from './value';

const opening = '{{resolve:';
const closing = '}}';

/**
 * What CloudFormation puts in place of the dynamic references in a text: `{{resolve:ssm:/name}}` leads to a parameter
 * that the templates make; any other is read at deployment. What stands around it stays as it is.
 */
export function resolved(text: Known | Text, stack: Stack): Value {
  const parts = partsOf(text) ?? [];
  if (!parts.some((part) => typeof part === 'string' && part.includes(opening))) return text;
  const pieces = piecesOf(parts);
  const values = pieces.map(({ parts, isReference }) =>
    isReference ? referenced(textOf(parts), stack) : textOf(parts),
  );
  return combine(values, (options) => {
    const texts = options.map(partsOf);
    const unusable = options[texts.indexOf(undefined)];
    return unusable ? vague(show(unusable), why) : textOf(texts.flatMap((some) => some ?? []));
  });
}

const why = 'it is read from Parameter Store or Secrets Manager at deployment';

function referenced(reference: Known | Text, stack: Stack): Value {
  const literal = reference.kind === 'known' ? String(reference.value) : '';
  const name = /^\{\{resolve:ssm:([^:}]+)(:\d+)?\}\}$/.exec(literal)?.[1];
  const stored = name === undefined ? undefined : stack.environment.shared.stored(name, stack);
  if (stored) return stored;
  const key = keyOf(reference);
  const details = { label: show(reference), source: sourceOf(reference) };
  return key === undefined
    ? opaque(details.label, why, { ...details, vague: true })
    : opaque(`${stack.place} ${key}`, why, details);
}

/** `{{resolve:secretsmanager:<id>:SecretString:password::}}`; an id that is an ARN has colons of its own. */
function sourceOf(reference: Known | Text): DynamicSource | undefined {
  const [head = '', ...others] = partsOf(reference) ?? [];
  if (typeof head !== 'string') return undefined;
  const [, service = '', start = ''] = /^\{\{resolve:([\w-]+):(.*)$/s.exec(head) ?? [];
  const parts: Part[] = [];
  for (const part of [start, ...others]) {
    if (typeof part !== 'string') parts.push(part);
    else {
      const arn = parts.length === 0 ? (/^arn(:[^:}]*){6}/.exec(part)?.[0] ?? '') : '';
      const end = part.slice(arn.length).search(/[:}]/);
      parts.push(end < 0 ? part : part.slice(0, arn.length + end));
      if (end >= 0) break;
    }
  }
  return service === '' ? undefined : { service, id: textOf(parts) };
}

/** A stretch of a text: a dynamic reference, or what stands between two. */
interface Piece {
  readonly parts: Part[];
  readonly isReference: boolean;
}

function piecesOf(parts: readonly Part[]): readonly Piece[] {
  let piece: Piece = { parts: [], isReference: false };
  const pieces = [piece];
  const begin = (isReference: boolean): void => {
    piece = { parts: [], isReference };
    pieces.push(piece);
  };
  for (const part of parts) {
    if (typeof part !== 'string') piece.parts.push(part);
    else {
      for (const text of part.split(/(\{\{resolve:|\}\})/)) {
        if (text === opening && !piece.isReference) begin(true);
        piece.parts.push(text);
        if (text === closing && piece.isReference) begin(false);
      }
    }
  }
  // What is not closed is no reference.
  return piece.isReference ? [...pieces.slice(0, -1), { parts: piece.parts, isReference: false }] : pieces;
}
