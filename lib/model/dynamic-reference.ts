import type { Stack } from './stack';
import { keyOf, opaque, show, vague, type Known, type Text, type Value } from './value';

const opening = '{{resolve:';
const closing = '}}';

/**
 * What CloudFormation puts in place of a text: `{{resolve:ssm:/name}}` leads to a parameter that the templates make;
 * anything else behind `{{resolve:` is read at deployment.
 */
export function resolved(text: Known | Text, stack: Stack): Value {
  if (!isReference(text)) return text;
  const name =
    text.kind === 'known' ? /^\{\{resolve:ssm:([^:}]+)(:\d+)?\}\}$/.exec(String(text.value))?.[1] : undefined;
  const stored = name === undefined ? undefined : stack.environment.shared.stored(name, stack);
  if (stored) return stored;
  const why = 'it is read from Parameter Store or Secrets Manager at deployment';
  const key = keyOf(text);
  return key === undefined
    ? vague(show(text), why)
    : opaque(`${stack.place} ${key}`, why, { label: show(text) });
}

function isReference(text: Known | Text): boolean {
  if (text.kind === 'known') {
    const at = typeof text.value === 'string' ? text.value.indexOf(opening) : -1;
    return at >= 0 && String(text.value).includes(closing, at);
  }
  return [opening, closing].every((mark) =>
    text.parts.some((part) => typeof part === 'string' && part.includes(mark)),
  );
}
