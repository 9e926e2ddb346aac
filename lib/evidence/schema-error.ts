import type { ErrorObject } from 'ajv';
import { didYouMean } from './nearest';
import type { Path, YamlSource } from './yaml-source';

const longestShown = 60;

/** One line on the first thing that a schema refuses: the place, what must stand there and what does. */
export function describeSchemaError(error: ErrorObject, source: YamlSource): string {
  const path = pathOfPointer(error.instancePath);
  if (error.keyword === 'additionalProperties') {
    const key = String(error.params.additionalProperty);
    const known: unknown = error.parentSchema?.properties;
    return `${source.placeOfKey(path, key)}: ${unknownKey(path, key, Object.keys(known ?? {}))}`;
  }
  const expected: unknown = error.parentSchema?.title;
  return `${source.place(path)}: ${nameOfPath(path)} must be ${String(expected)}, got ${shown(error.data)}`;
}

function unknownKey(path: Path, key: string, known: readonly string[]): string {
  const guess = didYouMean(key, known);
  return `${nameOfPath(path)} has no key ${JSON.stringify(key)}${guess || `, its keys are ${known.join(', ')}`}`;
}

/** The keys and indices of a JSON pointer. */
export function pathOfPointer(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A path as people write it: `stacks["network.yaml"].account`, `workload.entries[0]`. */
export function nameOfPath(path: Path): string {
  if (path.length === 0) return 'the file';
  return path
    .map((part, index) => {
      if (/^\d+$/.test(String(part))) return `[${part}]`;
      if (!/^[\w-]+$/.test(String(part))) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

/** A value of a file in a few words. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null)
    return Object.keys(value).length === 0 ? 'an empty mapping' : 'a mapping';
  const text = JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
