import { evaluate } from './evaluate';
import type { Json, JsonObject } from './input';
import { isObject } from './own';
import type { Stack } from './stack';

/** Members and items that all turns of a loop may have together. */
const sizeLimit = 100_000;

/**
 * The resources, by logical id, that `Fn::ForEach` makes (transform AWS::LanguageExtensions); undefined where the
 * collection is not fixed by the template, or where there are more than a limit.
 */
export function expandLoop(
  definition: Json | undefined,
  stack: Stack,
  limit: number,
): readonly (readonly [string, Json])[] | undefined {
  if (!Array.isArray(definition)) return undefined;
  const [identifier, collection, body] = definition;
  if (typeof identifier !== 'string' || !isObject(body)) return undefined;
  const values = evaluate(collection, stack);
  if (values.kind !== 'list') return undefined;
  const keys = Object.keys(body);
  const turns = values.items.flatMap((value) => (value.kind === 'known' ? String(value.value) : []));
  if (turns.length < values.items.length || turns.length * keys.length > limit) return undefined;
  if (turns.length * sizeOf(body) > sizeLimit) return undefined;
  return turns.flatMap((value) =>
    keys.map((key) => [substitute(key, identifier, value), replaced(body[key]!, identifier, value)] as const),
  );
}

function sizeOf(json: Json): number {
  if (typeof json !== 'object' || json === null) return 1;
  return Object.values(json).reduce((size: number, member) => size + sizeOf(member), 1);
}

/** `${Name}` is the value, `&{Name}` the value without characters that a logical id must not have. */
function substitute(text: string, identifier: string, value: string): string {
  return text
    .replaceAll(`\${${identifier}}`, () => value)
    .replaceAll(`&{${identifier}}`, () => value.replace(/[^A-Za-z0-9]/g, ''));
}

function replaced(json: Json, identifier: string, value: string): Json {
  if (typeof json === 'string') return substitute(json, identifier, value);
  if (Array.isArray(json)) return json.map((item) => replaced(item, identifier, value));
  if (!isObject(json)) return json;
  if (json['Ref'] === identifier) return value;
  const result: JsonObject = Object.create(null) as JsonObject;
  for (const key of Object.keys(json)) {
    result[substitute(key, identifier, value)] = replaced(json[key]!, identifier, value);
  }
  return result;
}
