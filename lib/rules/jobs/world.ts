import type { Resource } from '../../model/resource';
import { isOfSomeLog } from '../alarms/log-metrics';
import { typesOf } from '../alarms/published-metrics';
import { samples, type Emission } from '../alarms/evaluation/samples';
import type { View } from '../alarms/situation';

/** What the metrics of one resource show, by their names; those left out show nothing. */
export type Shows = Readonly<Record<string, Emission>>;

/** What the metrics of some resources show. */
export type Emissions = ReadonlyMap<Resource, Shows>;

export const nothing: Emission = () => [];
export const zeros: Emission = () => samples(1, 0);
export const ones: Emission = () => samples(1, 1);

/** The minute at which a job fails. */
export const failsAt = 1;

/** One sample of 1 in some minutes, and no data in all others. */
export function onlyIn(...minutes: readonly number[]): Emission {
  return (minute) => (minutes.includes(minute) ? samples(1, 1) : []);
}

/** Zeros until a minute, and from then on a value that may grow. */
export function from(start: number, value: (minutes: number) => number): Emission {
  return (minute) => samples(1, minute < start ? 0 : value(minute - start));
}

/** A dimension that tells the versions of a function apart: which of them runs is not followed. */
const versions = ['Resource', 'ExecutedVersion', 'EventSourceMappingUUID'];

/** Names of metrics of the application's own that may tell of jobs. */
export const ownMetrics = /job|worker|batch|cron|heartbeat|consumer/i;

/** A view of what some resources show, and of what the application itself may count. */
export function viewOf(emissions: Emissions, ofItsOwn: Emission): View {
  const [first] = emissions.keys();
  return (metric, about) => {
    const { namespace, name, dimensions } = metric;
    if (versions.some((version) => dimensions.has(version))) return undefined;
    const types = typesOf(namespace);
    // What filters count in logs is tried log by log.
    if (types.length === 0)
      return first && isOfSomeLog(first.stack.environment, metric) ? undefined : ofItsOwn;
    const shown =
      dimensions.size > 0
        ? [...about.values()].map((resource) => emissions.get(resource)).find((shows) => shows !== undefined)
        : [...emissions].find(([{ type }]) => types.includes(type))?.[1];
    return shown && (shown[name] ?? nothing);
  };
}
