import { unknown, type Answer } from '../../answer';
import type { Demand } from '../detection';
import type { Situation, View } from '../situation';
import { turning } from './emissions';

/** What can run out. */
export type Stuff = 'CPU' | 'memory';

/** Percentages of CPU and memory that something uses. */
export type Load = Readonly<Record<Stuff, number>>;

/** The load of a good day. */
export const calm: Load = { CPU: 30, memory: 30 };

/** How much of something may be used before somebody hears of it. */
export interface Bound {
  readonly of: Stuff;
  readonly percent: number;
}

/** A load just above a bound, of one kind alone. */
export function heavy({ of, percent }: Bound): Load {
  return { ...calm, [of]: above(percent) };
}

/** Just above a bound: at the bound itself, either is right. */
export function above(bound: number): number {
  return Number((bound * 1.02).toPrecision(4));
}

/** Minutes within which somebody hears of what lasts and hurts nobody yet. */
export const ticketMinutes = 20;

/** What alarms must notice. */
export function whatOf({ of, percent }: Bound): string {
  return `${of} above ${percent} %`;
}

/** That the use of something is noticed in each place where it can be high, and is not where it is not. */
export function demandOf(
  bound: Bound,
  quiet: View,
  places: readonly (readonly [place: string, view: View])[],
): Demand {
  const { of } = bound;
  const firing = places.map(([place, hot]): Situation => ({
    name: `the ${of} of ${place} at ${heavy(bound)[of]} %`,
    world: turning(quiet, hot),
    firesWithin: ticketMinutes,
  }));
  return {
    what: whatOf(bound),
    situations: [{ name: `${of} at ${calm[of]} %`, world: quiet }, ...firing],
  };
}

/**
 * The answer where something about a resource is known, or does not matter: `judge` is asked with each of two
 * assumptions that lie far apart, and where the answers differ it depends on what is not known.
 */
export function supposing(
  unknownWhy: string | undefined,
  assumptions: readonly [number, number],
  what: string,
  judge: (assumed: number) => Answer,
): Answer {
  const [small, large] = assumptions;
  const first = judge(small);
  if (unknownWhy === undefined) return first;
  const second = judge(large);
  // Refused for different reasons, it may be right in between.
  if (second.is === first.is && (first.is === 'yes' || second.message === first.message)) return first;
  return unknown(`${unknownWhy}, and so whether an alarm notices ${what}`, ...first.evidence);
}
