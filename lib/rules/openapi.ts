import { evaluate } from '../model/evaluate';
import type { Json } from '../model/input';
import { isObject } from '../model/own';
import type { Value } from '../model/value';

/** The values of certain members of an OpenAPI document, however deep they stand. */
export function valuesWithin(
  document: Value,
  isWanted: (name: string, value: Json | undefined) => boolean,
): readonly Value[] {
  if (document.kind !== 'map') return [];
  const found: Value[] = [];
  const pending: Json[] = [document.entries];
  while (pending.length > 0) {
    const next = pending.pop();
    if (Array.isArray(next)) pending.push(...next);
    else if (isObject(next)) {
      for (const name of Object.keys(next)) {
        if (isWanted(name, next[name])) found.push(evaluate(next[name], document.stack));
        else pending.push(next[name]!);
      }
    }
  }
  return found;
}
