import { counted, flagged, none, requests, responseTimes, type Metrics } from '../alarms/entries/formulas';
import type { Kind } from '../alarms/entries/kinds';

const metrics: Metrics = {
  Duration: responseTimes(1),
  Errors: flagged((traffic) => traffic.failed),
  Invocations: counted(requests),
  Throttles: none,
};

function kind(...dimensions: readonly string[]): Kind {
  return { namespace: 'AWS/Lambda', whole: { dimensions, metrics } };
}

/** What Lambda tells of a function as a whole, of one of its aliases, and of the version that an alias leads to. */
export const functionKinds = {
  whole: kind('FunctionName'),
  alias: kind('FunctionName', 'Resource'),
  version: kind('FunctionName', 'Resource', 'ExecutedVersion'),
} as const;
