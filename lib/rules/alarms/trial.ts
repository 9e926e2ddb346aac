import type { Resource } from '../../model/resource';
import { Undecided } from '../../model/tri';
import { remembered } from '../per-environment';
import { compositeAlarmType } from './alarms';
import { alarmsBelow, compositeStates } from './composite-states';
import type { AlarmDefinition, Comparison, Metric, MetricQuery } from './evaluation/definition';
import { readingOf } from './definition-of';
import { scopeOf } from './published-metrics';
import { sameSamples, type Emission } from './evaluation/samples';
import { simulate, type Simulation, type Untried } from './evaluation/simulation';
import type { Situation } from './situation';

/** What an alarm does in a situation. */
export interface Trial {
  /** Minutes after which it fires; undefined where it does not. */
  readonly firesAfter?: number;
  /** What it does, as a person would say it: `stays OK (it compares 0.5 with > 1)`. */
  readonly does: string;
}

/** How a metric of an alarm is looked at: as it is, or as if it were about another resource. */
export type Lens = (metric: Metric) => Metric;
export const plainly: Lens = (metric) => metric;

/** What an alarm does in a situation, or why that cannot be tried. */
export function tryOut(alarm: Resource, situation: Situation, lens: Lens): Trial | Untried {
  return alarm.type === compositeAlarmType
    ? tryComposite(alarm, situation, lens)
    : tryMetric(alarm, situation, lens);
}

function tryMetric(alarm: Resource, situation: Situation, lens: Lens): Trial | Untried {
  const { definition } = readingOf(alarm);
  if ('untried' in definition) return definition;
  const sights = sightsOf(alarm, definition, situation, lens);
  const simulation = simulated(definition, sights, minutesFor(alarm, situation));
  const notes = [...new Set([...sights.values()].flatMap(({ why }) => why ?? []))];
  if ('untried' in simulation) return { untried: [simulation.untried, ...notes].join('; ') };
  return outcomeOf(definition, simulation, notes);
}

/** A composite alarm is in the state that follows from those of the alarms that its rule names. */
function tryComposite(composite: Resource, situation: Situation, lens: Lens): Trial | Untried {
  const below = alarmsBelow(composite);
  if (below instanceof Undecided) return { untried: below.why };
  const minutes = Math.max(...below.map((alarm) => minutesFor(alarm, situation)));
  const states = compositeStates(composite, minutes, (alarm) => {
    const { definition } = readingOf(alarm);
    if ('untried' in definition) return { untried: `${alarm.logicalId}: ${definition.untried}` };
    const simulation = simulated(definition, sightsOf(alarm, definition, situation, lens), minutes);
    return 'untried' in simulation
      ? { untried: `${alarm.logicalId}: ${simulation.untried}` }
      : simulation.states;
  });
  if ('untried' in states) return states;
  const fired = states.indexOf('ALARM');
  if (fired < 0) return { does: 'stays OK' };
  return { firesAfter: fired + 1, does: `fires after ${plural(fired + 1, 'minute')}` };
}

/**
 * Whether a metric of an alarm may show something else in one situation than in another. One that never shows anything
 * counts too: whoever made the alarm should learn that.
 */
export function sees(alarm: Resource, situation: Situation, other: Situation, lens: Lens): boolean {
  const below = alarm.type === compositeAlarmType ? alarmsBelow(alarm) : [alarm];
  if (below instanceof Undecided) return true;
  return below.some((one) => seesAlone(one, situation, other, lens));
}

function seesAlone(alarm: Resource, situation: Situation, other: Situation, lens: Lens): boolean {
  const { metrics } = readingOf(alarm);
  // What it reads instead is not known.
  if (metrics.length === 0) return true;
  return metrics.some((metric) => {
    const [here, there] = [situation, other].map((one) => sightOf(alarm, metric, one, lens).emission);
    if (!here || !there || here === nothing) return true;
    return here !== there && [1, 2].some((minute) => !sameSamples(here(minute), there(minute)));
  });
}

/** What a metric shows, and why it shows nothing or is not known. */
interface Sight {
  readonly emission?: Emission;
  readonly why?: string;
}

const nothing: Emission = () => [];

function sightOf(alarm: Resource, metric: Metric, { world }: Situation, lens: Lens): Sight {
  const scope = scopeOf(lens(metric), alarm);
  if (scope.kind === 'never') return { emission: nothing, why: scope.why };
  if (scope.kind === 'resources') return { emission: world(metric, scope.resources) };
  const emission = world(metric, new Map());
  return emission ? { emission } : { why: scope.why };
}

function sightsOf(
  alarm: Resource,
  { queries }: AlarmDefinition,
  situation: Situation,
  lens: Lens,
): ReadonlyMap<Metric, Sight> {
  return new Map(
    metricsIn(queries).map((metric) => [metric, sightOf(alarm, metric, situation, lens)] as const),
  );
}

function metricsIn(queries: readonly MetricQuery[]): readonly Metric[] {
  return queries.flatMap((query) => ('metric' in query ? [query.metric] : []));
}

/** Long enough for it to fire late, or at all. */
function minutesFor(alarm: Resource, { firesWithin }: Situation): number {
  const { definition } = readingOf(alarm);
  if ('untried' in definition) return 0;
  const { queries, evaluationPeriods } = definition;
  const period = Math.max(60, ...queries.map(({ periodSeconds = 60 }) => periodSeconds));
  const window = Math.ceil((evaluationPeriods * period) / 60);
  const wanted = firesWithin === undefined ? Math.max(60, 3 * window) : Math.max(firesWithin, 2 * window) + 5;
  return Math.min(wanted, longest);
}

/** Three weeks: an alarm looks back on one at most. */
const longest = 3 * 7 * 24 * 60;

/** What was simulated, by an emission that took part; many alarms of many stacks are alike. */
const simulations = new WeakMap<Emission, Map<string, Simulation | Untried>>();
const emissionIds = new WeakMap<Emission, number>();
let emissionCount = 0;

function simulated(
  definition: AlarmDefinition,
  sights: ReadonlyMap<Metric, Sight>,
  minutes: number,
): Simulation | Untried {
  const emissions = [...sights.values()].map(({ emission }) => emission);
  const run = (): Simulation | Untried =>
    simulate(definition, (metric) => sights.get(metric)?.emission, minutes);
  const anchor = emissions.find((emission) => emission !== undefined && emission !== nothing);
  if (!anchor) return run();
  const known = simulations.get(anchor) ?? new Map<string, Simulation | Untried>();
  simulations.set(anchor, known);
  const key = `${minutes} ${emissions.map(idOf).join(' ')} ${shapeOf(definition)}`;
  let simulation = known.get(key);
  if (!simulation) known.set(key, (simulation = run()));
  return simulation;
}

function idOf(emission: Emission | undefined): number {
  if (!emission) return -1;
  let id = emissionIds.get(emission);
  if (id === undefined) emissionIds.set(emission, (id = emissionCount++));
  return id;
}

/** A definition without what its metrics are about, as a text. */
const shapeOf = remembered((definition: AlarmDefinition): string =>
  JSON.stringify(definition, (name, value: unknown) => (name === 'metric' ? undefined : value)),
);

function outcomeOf(definition: AlarmDefinition, simulation: Simulation, notes: readonly string[]): Trial {
  const { states, series } = simulation;
  const fired = states.indexOf('ALARM');
  const upTo = fired < 0 ? series.length : fired + 1;
  const value = series
    .slice(0, upTo)
    .filter((point) => point !== undefined)
    .at(-1);
  const compares =
    value === undefined ? 'it has no data' : `it compares ${short(value)} with ${bound(definition)}`;
  const reason = `(${[compares, ...notes].join('; ')})`;
  if (fired >= 0) {
    return { firesAfter: fired + 1, does: `fires after ${plural(fired + 1, 'minute')} ${reason}` };
  }
  return { does: `stays ${states[states.length - 1]} ${reason}` };
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

const symbols: Readonly<Record<Comparison, string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '>=',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
  LessThanLowerOrGreaterThanUpperThreshold: 'outside',
  LessThanLowerThreshold: 'below',
  GreaterThanUpperThreshold: 'above',
};

function bound({ comparison, threshold }: AlarmDefinition): string {
  return `${symbols[comparison]} ${typeof threshold === 'number' ? threshold : 'its band'}`;
}
