import { fail, pass, unknown, type Answer, type Seen } from '../answer';
import { CallFailed } from '../call-failed';

/** What was found about something from one side. */
export interface Found {
  /** What is wrong. */
  readonly problems: readonly string[];
  /** What is open, each with what would decide it. */
  readonly doubts: readonly string[];
  /** What speaks for it. */
  readonly facts: readonly string[];
  readonly seen: readonly Seen[];
  /** Where there is no data because nothing went wrong: until when another metric shows that something would be known. */
  readonly silentUntil?: Date;
}

/** What was found, where most of it is nothing. */
export function found(parts: Partial<Found>): Found {
  return { problems: [], doubts: [], facts: [], seen: [], ...parts };
}

/** All that was found; each thing once. */
export function merged(parts: readonly Found[]): Found {
  const once = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
  return {
    problems: once(parts.flatMap(({ problems }) => problems)),
    doubts: once(parts.flatMap(({ doubts }) => doubts)),
    facts: once(parts.flatMap(({ facts }) => facts)),
    seen: parts.flatMap(({ seen }) => seen),
    silentUntil: oldest(parts.map(({ silentUntil }) => silentUntil)),
  };
}

function oldest(times: readonly (Date | undefined)[]): Date | undefined {
  return times.filter((time) => time !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
}

/** Looks from several sides at once. A call that fails hides no problem that another side found. */
export async function fromAllSides(sides: readonly (Promise<Found> | Found)[]): Promise<Found> {
  const settled = await Promise.allSettled(sides.map((side) => Promise.resolve(side)));
  const all = merged(settled.flatMap((side) => (side.status === 'fulfilled' ? [side.value] : [])));
  for (const side of settled) {
    if (side.status === 'fulfilled') continue;
    if (all.problems.length === 0 || !(side.reason instanceof CallFailed)) throw side.reason;
  }
  return all;
}

/** Fails for a problem, is unknown for a doubt, and passes with the facts otherwise. */
export function answerOf({ problems, doubts, facts, seen }: Found): Answer {
  if (problems.length > 0) return fail([...problems, ...doubts].join('; '), seen);
  return doubts.length > 0 ? unknown(doubts.join('; '), seen) : pass(facts.join('; '), seen);
}

/** Whether nothing speaks against it and nothing is open. */
export function isClear({ problems, doubts }: Found): boolean {
  return problems.length === 0 && doubts.length === 0;
}
