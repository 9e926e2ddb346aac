import { samples, type Samples } from '../evaluation/samples';

/** What happens within a minute at an entry, or at one part of it. Every service tells it in metrics of its own. */
export interface Traffic {
  /** Requests that a server took. */
  readonly taken: number;
  /** Those among them that it answered with a 5xx status. */
  readonly failed: number;
  /** Requests that the entry itself answered with a 5xx status, as no server did. */
  readonly refused: number;
  /** How long the servers took, in milliseconds, a sample for each request. */
  readonly times: Samples;
  /** Servers that pass their health checks, and those that do not; of both none where none is registered. */
  readonly healthy: number;
  readonly unhealthy: number;
}

/** Response times in milliseconds: what is quick, what outliers take, and how few of these there are. */
const QUICK = 20;
const OUTLIER = { milliseconds: 5000, share: 0.0005, fromRequests: 2000 };

/** Requests that are all answered well, and by all but a few at once. */
export function calm(requests: number, servers: number): Traffic {
  const outliers = requests < OUTLIER.fromRequests ? 0 : requests * OUTLIER.share;
  const times = [...samples(requests - outliers, QUICK), ...samples(outliers, OUTLIER.milliseconds)];
  return { taken: requests, failed: 0, refused: 0, times, healthy: servers, unhealthy: 0 };
}

/** A share of the requests fails at the servers, another one before it gets to a server. */
export function failing(traffic: Traffic, atServers: number, before = 0): Traffic {
  const { taken, healthy } = traffic;
  return { ...calm(taken * (1 - before), healthy), failed: taken * atServers, refused: taken * before };
}

/** A share of the requests takes so long, and all others are quick. */
export function slowed(traffic: Traffic, share: number, milliseconds: number): Traffic {
  const { taken } = traffic;
  return {
    ...traffic,
    times: [...samples(taken * (1 - share), QUICK), ...samples(taken * share, milliseconds)],
  };
}

/** Every server fails its health checks, and so every request is refused. */
export function down({ taken, healthy }: Traffic): Traffic {
  return { ...calm(0, 0), refused: taken, unhealthy: healthy };
}

/** No server is registered, and nobody asks: there is nothing to report. */
export const gone = calm(0, 0);

/** What happens at several parts together. */
export function sumOf(traffics: readonly Traffic[]): Traffic {
  const sum = (count: (traffic: Traffic) => number): number =>
    traffics.reduce((total, traffic) => total + count(traffic), 0);
  return {
    taken: sum(({ taken }) => taken),
    failed: sum(({ failed }) => failed),
    refused: sum(({ refused }) => refused),
    times: traffics.flatMap(({ times }) => times),
    healthy: sum(({ healthy }) => healthy),
    unhealthy: sum(({ unhealthy }) => unhealthy),
  };
}
