import { down, failing } from './traffic';
import {
  atEachPart,
  colours,
  grouped,
  justAbove,
  normal,
  percent,
  traffic,
  type Incident,
} from './situations';
import type { Shape } from './views';

/** Error rates above which an alarm must fire within so many minutes. */
export interface ErrorBound {
  readonly rate: number;
  readonly withinMinutes: number;
  /** Minutes for which ten times as many errors are no reason to fire. */
  readonly toleratedMinutes?: number;
}

const usually = `${grouped(traffic.ordinary)} requests a minute`;

/** What an alarm on the error rate of an entry must notice, and what not. */
export function errorIncidents(shape: Shape, bound: ErrorBound): readonly Incident[] {
  const share = justAbove(bound.rate);
  return [
    ...healthy(shape, bound),
    ...blips(bound),
    ...failures(shape, bound),
    ...(shape.kind.refuses ? [...refusals(bound), ...loneFailures] : []),
    ...atEachPart(shape, (focus, name) => ({
      name: `${usually}, ${percent(share)} of which fail, all of them at ${name}`,
      course: (usual, part) => (part === focus ? failing(usual, 2 * share) : usual),
      firesWithin: bound.withinMinutes,
    })),
  ];
}

function healthy(shape: Shape, { rate }: ErrorBound): readonly Incident[] {
  const share = normal(rate);
  const course: Incident['course'] = (usual) => failing(usual, share);
  return [
    ...colours(shape).map(({ colour, at }) => ({
      name: `${usually}${at}, ${percent(share)} of which fail`,
      course,
      colour,
    })),
    {
      name: `${grouped(traffic.busiest)} requests a minute, ${percent(share)} of which fail`,
      course,
      requests: traffic.busiest,
    },
    { name: 'no requests', requests: 0 },
  ];
}

/** A rate that is counted over a long time has room for what is soon over. */
function blips({ rate, toleratedMinutes }: ErrorBound): readonly Incident[] {
  if (toleratedMinutes === undefined) return [];
  const share = 10 * rate;
  return [
    {
      name: `${usually}, ${percent(share)} of which fail for ${toleratedMinutes} minutes`,
      course: (usual) => failing(usual, share),
      lastsMinutes: toleratedMinutes,
    },
  ];
}

function failures(shape: Shape, { rate, withinMinutes }: ErrorBound): readonly Incident[] {
  const share = justAbove(rate);
  return [
    ...colours(shape).map(({ colour, at }): Incident => ({
      name: `${usually}${at}, ${percent(share)} of which fail`,
      course: (usual) => failing(usual, share),
      colour,
      firesWithin: withinMinutes,
    })),
    shape.kind.refuses
      ? { name: 'every request failing, as no server is healthy', course: down, firesWithin: withinMinutes }
      : {
          name: 'every request failing',
          course: (usual) => failing(usual, 1),
          firesWithin: withinMinutes,
        },
  ];
}

/** Load balancers answer for servers that break off, or are not there. */
function refusals({ rate, withinMinutes: firesWithin }: ErrorBound): readonly Incident[] {
  const share = justAbove(rate);
  const half = percent(share / 2);
  return [
    {
      name: `${usually}, ${percent(share)} of which the load balancer answers with a 502`,
      course: (usual) => failing(usual, 0, share),
      firesWithin,
    },
    {
      name: `${usually}, of which ${half} fail at the servers and ${half} at the load balancer`,
      course: (usual) => failing(usual, share / 2, share / 2),
      firesWithin,
    },
  ];
}

/** Nobody is to be woken by one failed request at night. */
const loneFailures: readonly Incident[] = [
  { name: 'one request a minute, which fails', requests: 1, course: (usual) => failing(usual, 1) },
  {
    name: 'one request a minute, which the load balancer answers with a 502',
    requests: 1,
    course: (usual) => failing(usual, 0, 1),
  },
];
