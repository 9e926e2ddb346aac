import type { AlarmDefinition, MetricQuery } from '../../../lib/rules/alarms/evaluation/definition';
import { samples, type Emission, type Samples } from '../../../lib/rules/alarms/evaluation/samples';
import { simulate, type Simulation, type World } from '../../../lib/rules/alarms/evaluation/simulation';

/** What the metrics of a world show, by name; `requests: 1000` received one sample of 1 000 every minute. */
export type Shown = Readonly<Record<string, number | Samples | Emission>>;

/** A world of metrics by name. */
export function worldOf(shown: Shown): World {
  return ({ name }) => {
    const metric = Object.hasOwn(shown, name) ? shown[name] : undefined;
    if (metric === undefined || typeof metric === 'function') return metric;
    const received = typeof metric === 'number' ? samples(1, metric) : metric;
    return () => received;
  };
}

/** A metric whose values came minute by minute from minute 0 on, and before it the first of them; `-` is no data. */
export function minuteByMinute(values: string): Emission {
  const points = values.split(' ').map((value) => (value === '-' ? [] : samples(1, Number(value))));
  return (minute) => points[Math.min(Math.max(minute, 0), points.length - 1)]!;
}

/** A query of the sum of a metric each minute, whose name is its id. */
export function metric(id: string, statistic = 'Sum', periodSeconds = 60): MetricQuery {
  return { id, metric: { namespace: 'Test', name: id, dimensions: new Map() }, statistic, periodSeconds };
}

type Settings = Partial<Omit<AlarmDefinition, 'queries' | 'returned'>>;

/** An alarm on queries, of which the last one is compared: above 0 in one of one period, unless told otherwise. */
export function alarmOn(queries: readonly MetricQuery[], settings: Settings = {}): AlarmDefinition {
  const { evaluationPeriods = 1 } = settings;
  return {
    queries,
    returned: queries.at(-1)!.id,
    comparison: 'GreaterThanThreshold',
    threshold: 0,
    evaluationPeriods,
    datapointsToAlarm: evaluationPeriods,
    missingData: 'missing',
    ignoresFewSamples: false,
    ...settings,
  };
}

/** An alarm on metric math over metrics whose names are their ids. */
export function alarmOnMath(
  expression: string,
  ids: readonly string[],
  settings: Settings = {},
): AlarmDefinition {
  return alarmOn([...ids.map((id) => metric(id)), { id: 'result', expression }], settings);
}

/** The simulation, or an error that says why there is none. */
export function simulated(alarm: AlarmDefinition, shown: Shown, minutes = 1): Simulation {
  const result = simulate(alarm, worldOf(shown), minutes);
  if ('untried' in result) throw new Error(result.untried);
  return result;
}

/** Why an alarm cannot be tried. */
export function untried(alarm: AlarmDefinition, shown: Shown = {}, minutes = 1): string | undefined {
  const result = simulate(alarm, worldOf(shown), minutes);
  return 'untried' in result ? result.untried : undefined;
}
