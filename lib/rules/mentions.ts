import type { Resource } from '../model/resource';
import { alternatives, partsOf, type Value } from '../model/value';

/** The resources whose names or attributes are a part of a text, or of one of the texts that it may be. */
export function resourcesIn(value: Value): readonly Resource[] {
  const parts = alternatives(value).flatMap((option) => partsOf(option) ?? []);
  const owners = parts.flatMap((part) =>
    typeof part === 'object' && part.kind === 'attribute' ? [part.resource] : [],
  );
  return [...new Set(owners)];
}
