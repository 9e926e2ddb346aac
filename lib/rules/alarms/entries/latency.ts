import { atEachPart, colours, grouped, justAbove, percent, traffic, type Incident } from './situations';
import { slowed } from './traffic';
import type { Shape } from './views';

/** Response times that the 95th percentile must not exceed for so many minutes. */
export interface LatencyBound {
  readonly milliseconds: number;
  readonly withinMinutes: number;
}

/** Of all requests, so many that the 95th percentile is among them, and the average is far from it. */
const SLOW = 0.06;

const usually = `${grouped(traffic.ordinary)} requests a minute`;

/** What an alarm on the response times of an entry must notice, and what not. */
export function latencyIncidents(shape: Shape, bound: LatencyBound): readonly Incident[] {
  const milliseconds = justAbove(bound.milliseconds);
  const slow = `${percent(SLOW)} of which take ${milliseconds} ms`;
  const firesWithin = bound.withinMinutes;
  return [
    ...colours(shape).map(({ colour, at }) => ({
      name: `${usually}${at}, all but a few of which are quick`,
      colour,
    })),
    { name: 'no requests', requests: 0 },
    ...colours(shape).map(({ colour, at }): Incident => ({
      name: `${usually}${at}, ${slow}`,
      course: (usual) => slowed(usual, SLOW, milliseconds),
      colour,
      firesWithin,
    })),
    ...atEachPart(shape, (focus, place) => ({
      name: `${usually}, ${slow}, all of them at ${place}`,
      course: (usual, part) => (part === focus ? slowed(usual, 2 * SLOW, milliseconds) : usual),
      firesWithin,
    })),
  ];
}
