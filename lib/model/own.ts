import type { Json, JsonObject } from './input';

/** A member that the object itself has; names such as `constructor` are never found on the prototype. */
export function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** What a literal says; undefined for objects, lists and null. */
export function textOfJson(json: Json | undefined): string | undefined {
  return typeof json === 'object' ? undefined : json === undefined ? undefined : String(json);
}

/** The member where it is an object; an empty object otherwise. */
export function ownObject(object: JsonObject, key: string): JsonObject {
  const member = own(object, key);
  return isObject(member) ? member : {};
}
