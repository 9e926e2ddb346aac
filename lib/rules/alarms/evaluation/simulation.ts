import { course, exposureOf, furtherDataPoints, type Course, type Exposure, type Reading } from './course';
import type { AlarmDefinition, Metric } from './definition';
import { programOf } from './program';
import type { Emission } from './samples';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What a metric shows; undefined where nothing is known about it. */
export type World = (metric: Metric) => Emission | undefined;

/** What an alarm did while a situation lasted. */
export interface Simulation {
  /** Its state at the end of each minute from 0 on. */
  readonly states: readonly AlarmState[];
  /**
   * The latest data point that it compared with its threshold at the end of each minute from 0 on, that of the period
   * which ends then; undefined where there was none.
   */
  readonly series: readonly (number | undefined)[];
}

/** Why an alarm cannot be tried: `its metric math uses ANOMALY_DETECTION_BAND, which is not tried`. */
export interface Untried {
  readonly untried: string;
}

/**
 * Evaluates an alarm minute by minute as CloudWatch would, from long enough before minute 0 that its state then is that
 * of the world before the situation.
 */
export function simulate(alarm: AlarmDefinition, world: World, minutes: number): Simulation | Untried {
  const program = programOf(alarm);
  if ('untried' in program) return program;
  const emissions: Emission[] = [];
  for (const { metric } of program.inputs) {
    const emission = world(metric);
    if (!emission) return { untried: `what ${metric.namespace} ${metric.name} shows then is not known` };
    emissions.push(emission);
  }
  return settled(exposureOf(alarm, program, emissions, minutes));
}

/** Where the documentation leaves open what CloudWatch does, an alarm is tried in each way that it may be meant. */
function settled(exposure: Exposure): Simulation | Untried {
  const { range } = exposure;
  const documented = course(exposure, { missing: 'zero', range });
  const alarms = ({ states }: Course): string => states.map((state) => Number(state === 'ALARM')).join('');
  const differs = (reading: Reading): boolean => alarms(course(exposure, reading)) !== alarms(documented);
  if (documented.doubtful && differs({ missing: 'none', range }))
    return {
      untried: 'its metric math meets missing data points outside FILL, and whether they count as 0 decides',
    };
  if (exposure.program.dependsOnRange && differs({ missing: 'zero', range: range + furtherDataPoints }))
    return {
      untried:
        'its metric math depends on how many data points CloudWatch retrieves, which is not documented',
    };
  return {
    states: documented.states,
    series: documented.latest.map((value) => (Number.isNaN(value) ? undefined : value)),
  };
}
