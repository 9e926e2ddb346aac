import type { Resource } from '../../model/resource';
import type { Metric } from './evaluation/definition';
import type { Emission } from './evaluation/samples';

/**
 * What the metrics of a part of the workload show. It is asked for a metric and for what the metric is about: the
 * resources that its dimensions name, by the name of the dimension (none where they name nothing in the templates).
 * Undefined where it says nothing about the metric. Emissions that are made once are tried once.
 */
export type View = (metric: Metric, about: ReadonlyMap<string, Resource>) => Emission | undefined;

/** Something that happens to a part of the workload, and what an alarm on it should do. */
export interface Situation {
  /** `10 000 requests a minute, 1.02 % of which fail`; a message goes on with what an alarm does then. */
  readonly name: string;
  /** What the metrics of the part show, from long before it begins (minute 0) until it ends. */
  readonly world: View;
  /** Minutes within which an alarm must fire; undefined where it must stay quiet. */
  readonly firesWithin?: number;
}

/** What alarms are tried in and what they should do there, as `explain` shows it. */
export function triedIn(situations: readonly Pick<Situation, 'name' | 'firesWithin'>[]): readonly string[] {
  return situations.map(({ name, firesWithin }) =>
    firesWithin === undefined
      ? `with ${name}: stays quiet`
      : `with ${name}: fires within ${firesWithin} minutes`,
  );
}
