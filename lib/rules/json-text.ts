import type { Json } from '../model/input';
import { type Part, partsOf, type Value } from '../model/value';

/** What a text says that is JSON, its references left symbolic; undefined for what cannot be read. */
export function jsonIn(text: Value): Json | undefined {
  const parts = partsOf(text);
  if (!parts) return undefined;
  try {
    return JSON.parse(withoutTokens(parts)) as Json;
  } catch {
    return undefined;
  }
}

/** JSON in which tokens inside strings are plain text, and tokens in place of a value are null: not known. */
function withoutTokens(parts: readonly Part[]): string {
  let quoted = false;
  return parts
    .map((part) => {
      if (typeof part !== 'string') return quoted ? 'token' : 'null';
      for (const [mark] of part.matchAll(/\\.|"/gs)) if (mark === '"') quoted = !quoted;
      return part;
    })
    .join('');
}
