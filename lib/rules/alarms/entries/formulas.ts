import { samples, type Samples } from '../evaluation/samples';
import type { Traffic } from './traffic';

/** How a metric tells of the traffic of a minute. */
export type Formula = (traffic: Traffic) => Samples;

/** Metrics by name. */
export type Metrics = Readonly<Record<string, Formula>>;

const nothing: Samples = [];

/** What does not happen in any of the situations: requests that clients got wrong, connections refused. */
export const none: Formula = () => nothing;

/** All requests, whoever answered them. */
export const requests = ({ taken, refused }: Traffic): number => taken + refused;

/** Those that were answered with a 5xx status, whoever did. */
export const errors = ({ failed, refused }: Traffic): number => failed + refused;

/** A one for each event, and nothing where there is none. */
export function counted(count: (traffic: Traffic) => number): Formula {
  return (traffic) => samples(count(traffic), 1);
}

/** A one for each request of a kind and a zero for each other one, so that the average is a rate. */
export function flagged(count: (traffic: Traffic) => number): Formula {
  return (traffic) => [...samples(count(traffic), 1), ...samples(requests(traffic) - count(traffic), 0)];
}

/** The percentage of the requests that are of a kind, told once a minute. */
export function percentage(count: (traffic: Traffic) => number): Formula {
  return (traffic) =>
    requests(traffic) > 0 ? samples(1, (100 * count(traffic)) / requests(traffic)) : nothing;
}

/** One number a minute, as long as there are requests. */
export function whileAsked(value: (traffic: Traffic) => number): Formula {
  return (traffic) => (requests(traffic) > 0 ? samples(1, value(traffic)) : nothing);
}

/** How many servers are in a state, as long as any is registered. */
export function servers(count: (traffic: Traffic) => number): Formula {
  return (traffic) => (traffic.healthy + traffic.unhealthy > 0 ? samples(1, count(traffic)) : nothing);
}

/** The response times, in a unit of so many milliseconds. */
export function responseTimes(unit: 1 | 1000): Formula {
  return ({ times }) => times.map(({ value, count }) => ({ value: value / unit, count }));
}
