import type { ControlId } from '../../lib/checklist';

/** Control ids, checked by the compiler against the checklist, as the plain strings that jsii can express. */
export function controls(...ids: readonly ControlId[]): string[] {
  return [...ids];
}
