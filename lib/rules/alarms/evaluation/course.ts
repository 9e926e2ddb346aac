import { dataPoints, type Minutes } from './data-points';
import type { AlarmDefinition } from './definition';
import type { Missing, Series } from './math/term';
import type { Program } from './program';
import type { Emission } from './samples';
import type { AlarmState } from './simulation';
import { nextState, spareDataPoints } from './states';
import { countOf, shareOfPercentile } from './statistics';

/** How CloudWatch is taken to treat what its documentation leaves open. */
export interface Reading {
  readonly missing: Missing;
  /** How many data points metric math is evaluated on. */
  readonly range: number;
}

/** An alarm and the data points that it is exposed to. */
export interface Exposure {
  readonly alarm: AlarmDefinition;
  readonly program: Program;
  readonly minutes: Minutes;
  /** The data point of each input for the period that ends with each minute. */
  readonly inputs: readonly Series[];
  /** Data points that the state depends on, the latest of which is the one of the minute. */
  readonly range: number;
  /** Samples without which a data point leaves the state as it is. */
  readonly fewest: number;
  /** How many samples the data point of each minute is made of, where that matters. */
  readonly counts?: Series;
}

/** What an alarm does in one reading. */
export interface Course {
  readonly states: readonly AlarmState[];
  readonly latest: readonly number[];
  /** Whether a data point was missing beside one that was not. */
  readonly doubtful: boolean;
}

/** How many more data points CloudWatch may retrieve than it is taken to. */
export const furtherDataPoints = 4;

/** The data points that an alarm looks at from before minute 0 on. */
export function exposureOf(
  alarm: AlarmDefinition,
  program: Program,
  emissions: readonly Emission[],
  end: number,
): Exposure {
  const { inputs, periodMinutes } = program;
  const range = alarm.evaluationPeriods + spareDataPoints;
  // Complete data points for the longest range, and a range more for the state to settle.
  const minutes = { from: -(2 * range + furtherDataPoints) * periodMinutes, end };
  const fewest = alarm.ignoresFewSamples ? fewestSamples(alarm) : 0;
  return {
    ...{ alarm, program, minutes, range, fewest },
    inputs: inputs.map(({ aggregate }, i) => dataPoints(aggregate, emissions[i]!, minutes, periodMinutes)),
    counts: fewest > 0 ? dataPoints(countOf, emissions[0]!, minutes, periodMinutes) : undefined,
  };
}

/** How many samples CloudWatch takes for enough where an alarm compares a percentile of a metric; 0 where any are. */
function fewestSamples({ queries, returned }: AlarmDefinition): number {
  const query = queries.find(({ id }) => id === returned);
  const share = query && 'statistic' in query ? shareOfPercentile(query.statistic) : undefined;
  if (share === undefined || share === 0 || share === 1) return 0;
  const samples = 10 / (share >= 0.5 ? 1 - share : share);
  // 10/(1 - 0.9) is a little more than 100 as a number.
  return samples - 1e-6;
}

/** What an alarm does minute by minute. */
export function course(exposure: Exposure, reading: Reading): Course {
  const { alarm, program, minutes, counts, fewest } = exposure;
  const evaluated = evaluation(exposure, reading);
  const every = minutesBetweenEvaluations(exposure);
  const [states, latest]: [AlarmState[], number[]] = [[], []];
  let state: AlarmState = 'INSUFFICIENT_DATA';
  const first = (exposure.range + furtherDataPoints) * program.periodMinutes - 1;
  for (let i = first; i < minutes.end - minutes.from; i += 1) {
    const minute = minutes.from + i;
    const points = evaluated.pointsAt(i);
    const isSkipped = (minute + 1) % every !== 0 || (counts && counts[i]! < fewest);
    if (!isSkipped) state = nextState(alarm, points, state);
    if (minute < 0) continue;
    states.push(state);
    latest.push(points.at(-1)!);
  }
  return { states, latest, doubtful: evaluated.isDoubtful() };
}

/** Data of an unfinished period of the clock, and of an unfinished hour after more than a day, is not looked at. */
function minutesBetweenEvaluations({ alarm, program: { periodMinutes } }: Exposure): number {
  if (alarm.followsClock) return periodMinutes;
  return alarm.evaluationPeriods * periodMinutes > 24 * 60 ? 60 : 1;
}

interface Evaluation {
  /** The data points of the evaluation range that ends with a minute. */
  readonly pointsAt: (i: number) => Series;
  readonly isDoubtful: () => boolean;
}

/** Evaluates metric math on all minutes at once, or on a range for each minute where the range matters. */
function evaluation({ program, inputs, range }: Exposure, reading: Reading): Evaluation {
  const { periodMinutes } = program;
  if (!program.dependsOnRange) {
    const { series, doubtful } = program.evaluate(inputs, reading.missing);
    return {
      pointsAt: (i) => upTo(series, i, range, periodMinutes),
      isDoubtful: () => doubtful,
    };
  }
  let isDoubtful = false;
  return {
    pointsAt: (i) => {
      const windows = inputs.map((series) => upTo(series, i, reading.range, periodMinutes));
      const { series, doubtful } = program.evaluate(windows, reading.missing);
      isDoubtful ||= doubtful;
      return series.subarray(-range);
    },
    isDoubtful: () => isDoubtful,
  };
}

/** So many data points, a period apart, of which the last one is that of a minute. */
function upTo(series: Series, i: number, count: number, periodMinutes: number): Series {
  const result = new Float64Array(count);
  for (let back = 0; back < count; back += 1) result[count - 1 - back] = series[i - back * periodMinutes]!;
  return result;
}
