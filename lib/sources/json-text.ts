import { nonText } from './file';
import { scanJson } from './json-scan';
import { UnreadableFile, positionsOf, type Position } from './unreadable';

/**
 * The value of a JSON text. Throws UnreadableFile that names the place. The engine's own error differs from
 * one version of Node to the next and often lacks the place, so that it is found by a scan, on failure only.
 */
export function parseJson(text: string, shown: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const reason = nonText(text);
    if (reason) throw new UnreadableFile(shown, reason);
    const fault = scanJson(text);
    if (!fault) throw new UnreadableFile(shown, 'is not JSON; write or synthesize it again');
    throw new UnreadableFile(shown, fault.problem, positionsOf(text, [fault.offset])[0]);
  }
}

/** Positions of the logical ids in the text of a JSON template. */
export function resourcePositions(text: string): Map<string, Position> {
  const logicalIds: string[] = [];
  const offsets: number[] = [];
  let inResources = false;
  scanJson(text, (depth, start, end) => {
    if (depth > 2) return;
    const key = String(JSON.parse(text.slice(start, end)));
    if (depth === 1) inResources = key === 'Resources';
    if (depth === 1 || !inResources) return;
    logicalIds.push(key);
    offsets.push(start);
  });
  return new Map(positionsOf(text, offsets).map((position, index) => [logicalIds[index] ?? '', position]));
}
