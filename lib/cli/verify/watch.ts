import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '../../assess/report';
import { escapeControls } from '../../report/escape';
import type { Io } from '../io';
import { changes } from './changes';

/** What one look at the account found. */
export interface Round {
  readonly report: Report;
  /** Rollback triggers that are met, as sentences. */
  readonly triggers: readonly string[];
}

/** How long to watch, and how often to look. */
export interface WatchOptions {
  /** Milliseconds from one look to the next. */
  readonly every: number;
  /** Milliseconds after which the watch ends. */
  readonly lasting: number;
  readonly signal?: AbortSignal;
}

/**
 * Looks again and again, and writes a line for every verdict that changed, until a rollback trigger is met, the time is
 * over, or somebody interrupts. Returns the last round. A look that fails is told, and the watch goes on.
 */
export async function watch(
  first: Round,
  look: () => Promise<Round>,
  { every, lasting, signal }: WatchOptions,
  io: Io,
): Promise<Round> {
  const end = io.now().getTime() + lasting;
  let round = first;
  io.stderr.write(`Watching until ${clock(io, lasting)}, or until a rollback trigger is met.\n`);
  say(io, first.triggers);
  while (round.triggers.length === 0 && io.now().getTime() + every <= end) {
    if (!(await slept(every, signal))) break;
    try {
      const next = await look();
      const changed = changes(round.report, next.report);
      say(io, changed.length > 0 ? changed : ['nothing changed'], next.triggers);
      round = next;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      io.stderr.write(`cdk-readiness: ${escapeControls(`${clock(io)} could not look: ${reason}`)}\n`);
    }
    if (signal?.aborted) break;
  }
  return round;
}

function say(io: Io, ...groups: readonly (readonly string[])[]): void {
  const time = clock(io);
  for (const text of groups.flat()) io.stdout.write(`${time} ${escapeControls(text)}\n`);
}

/** Waits, and tells whether nobody interrupted. */
async function slept(milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await delay(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

function clock({ now }: Io, later = 0): string {
  return `${new Date(now().getTime() + later).toISOString().slice(0, 19)}Z`;
}
