import { UnreadableFile } from './unreadable';

/** How many levels of mappings and lists a template may have; whoever walks one may recurse. */
export const deepestNesting = 500;

/** Whether a value nests deeper than that; looks no further than the limit. */
export function isTooDeep(value: object, levels = deepestNesting): boolean {
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (isContainer(item) && isTooDeep(item, levels - 1)) return true;
    return false;
  }
  // Not Object.values(): for-in makes no list, which is what keeps this check free beside the parsing.
  const members = value as Readonly<Record<string, unknown>>;
  for (const key in members) {
    const member = members[key];
    if (isContainer(member) && isTooDeep(member, levels - 1)) return true;
  }
  return false;
}

/** The error for a value that nests too deeply. */
export function tooDeep(shown: string): UnreadableFile {
  return new UnreadableFile(shown, `nests more than ${deepestNesting} levels deep; check what wrote it`);
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
