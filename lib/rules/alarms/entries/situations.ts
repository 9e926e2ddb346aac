import type { Situation } from '../situation';
import type { Part } from './parts';
import { calm, type Traffic } from './traffic';
import { viewOf, type Shape, type State, type Subject } from './views';

/** Requests a minute at an entry on an ordinary day, and on its busiest. */
export const traffic = { ordinary: 10_000, busiest: 500_000 };

/** How far above a bound an alarm must fire, and which part of it is nothing to speak of. */
const JUST_ABOVE = 1.02;
const NORMAL = 1 / 25;

/** What happens at a part, to the requests that it gets on such a day. */
export type Course = (traffic: Traffic, part: Part) => Traffic;

/** Something that happens to an entry. */
export interface Incident {
  readonly name: string;
  /** What it makes of the traffic; nothing where all goes well. */
  readonly course?: Course;
  readonly firesWithin?: number;
  /** Minutes after which it is over; it goes on where it is not said. */
  readonly lastsMinutes?: number;
  /** Requests a minute, of which each part gets the same share. */
  readonly requests?: number;
  /** The part that gets half of the requests, however many parts there are. */
  readonly focus?: Part;
  /** Which of its places each part uses. */
  readonly colour?: number;
  /** False where nothing asks any more from outside. */
  readonly isProbed?: boolean;
}

/** An incident as the metrics of an entry show it, before which all went well. */
export function situationOf(subject: Subject, incident: Incident): Situation {
  const { name, firesWithin, lastsMinutes } = incident;
  const before = stateOf(subject, { ...incident, course: undefined, isProbed: true });
  return { name, firesWithin, world: viewOf(subject, before, stateOf(subject, incident), lastsMinutes) };
}

function stateOf({ parts }: Shape, incident: Incident): State {
  const { requests = traffic.ordinary, focus, colour = 0, course, isProbed = true } = incident;
  const shareOf = (part: Part): number => {
    if (!focus) return 1 / parts.length;
    return part === focus ? 1 / 2 : 1 / 2 / (parts.length - 1);
  };
  const traffics = parts.map((part): [Part, Traffic] => {
    // What has no servers of its own still answers, or does not.
    const usual = calm(requests * shareOf(part), Math.max(1, part.servers));
    return [part, course?.(usual, part) ?? usual];
  });
  return { traffic: new Map(traffics), colour, isProbed };
}

/** What is just above a bound, and what is quite normal under it. */
export function justAbove(bound: number): number {
  return bound * JUST_ABOVE;
}

export function normal(bound: number): number {
  return bound * NORMAL;
}

/** The numbers of the places between which deployments move parts, and how messages tell them apart. */
export function colours({ parts }: Shape): readonly { readonly colour: number; readonly at: string }[] {
  const most = Math.max(1, ...parts.map(({ places }) => places.length));
  return Array.from({ length: most }, (_, colour) => {
    const names = parts
      .filter(({ places }) => places.length > 1)
      .map(({ places }) => (places[colour] ?? places[0]!).logicalId);
    return { colour, at: names.length > 0 ? ` at ${[...new Set(names)].join(' and ')}` : '' };
  });
}

/** Something that happens at each part by itself, where there are several. */
export function atEachPart(
  { parts }: Shape,
  incident: (part: Part, name: string) => Incident,
): readonly Incident[] {
  if (parts.length < 2) return [];
  return parts.map((focus) => {
    const name = focus.places.map(({ logicalId }) => logicalId).join(' and ');
    return { focus, ...incident(focus, name || 'a target group that no template shows') };
  });
}

/** `10 000`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** `1.02 %`. */
export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
