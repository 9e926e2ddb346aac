import type { Dated, Outcome } from './report';

/** A verdict with its time. */
interface DatedVerdict extends Dated {
  readonly outcome: Outcome;
  readonly message: string;
  readonly fix?: string;
}

/**
 * A verdict as it stands at some time: what was well too long ago is expired. What failed or was not known is so still,
 * until somebody looks again.
 */
export function atTime<V extends DatedVerdict>(verdict: V, now: string, holdsMinutes: number): V {
  const { outcome, message, at } = verdict;
  const age = (Date.parse(now) - Date.parse(at)) / 60_000;
  // A time that cannot be read is no evidence of being fresh.
  if (age <= holdsMinutes || (outcome !== 'pass' && outcome !== 'notApplicable')) return verdict;
  return {
    ...verdict,
    outcome: 'expired',
    message: `seen ${inSeconds(at)}, ${inWords(age)} ago; expected within ${inWords(holdsMinutes)}: ${message}`,
    was: { outcome, message },
  };
}

/** A verdict as it was found, whatever has become of it since. */
export function asFound<V extends DatedVerdict>({ was, ...verdict }: V): Omit<V, 'was'> {
  return was === undefined ? verdict : { ...verdict, ...was };
}

function inSeconds(at: string): string {
  return at.replace(/\.\d+Z$/, 'Z');
}

/** `10 min`, `96 h`, `31 days`. */
export function inWords(minutes: number): string {
  if (!Number.isFinite(minutes)) return 'an unknown time';
  if (minutes <= 90) return `${Math.round(minutes)} min`;
  return minutes <= 7 * 24 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`;
}
