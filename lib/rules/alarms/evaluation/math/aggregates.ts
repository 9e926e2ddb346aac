import { assumed, type Series, type Window } from './term';

/** How the data points of one minute, or of one series, become one number. */
export interface Aggregate {
  readonly of: (values: readonly number[]) => number;
  /** True where it makes no difference to it whether a missing data point is zero or none. */
  readonly ignoresMissing: boolean;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The functions that reduce a series to a number, and an array of series to a series. */
export const aggregates: Readonly<Record<string, Aggregate>> = {
  AVG: { of: (values) => sum(values) / values.length, ignoresMissing: false },
  MAX: { of: (values) => Math.max(...values), ignoresMissing: false },
  MIN: { of: (values) => Math.min(...values), ignoresMissing: false },
  SUM: { of: sum, ignoresMissing: true },
};

/** The aggregate of one series over its data points. */
export function overTime({ of, ignoresMissing }: Aggregate, series: Series, window: Window): number {
  return reduced(of, ignoresMissing, Array.from(series), window);
}

/** The aggregate of several series, data point by data point. */
export function across({ of, ignoresMissing }: Aggregate, array: readonly Series[], window: Window): Series {
  const result = new Float64Array(window.length);
  for (let i = 0; i < result.length; i += 1) {
    const values = array.map((series) => series[i]!);
    result[i] = reduced(of, ignoresMissing, values, window);
  }
  return result;
}

/** How many of several series have a data point, data point by data point. */
export function countAcross(array: readonly Series[], window: Window): Series {
  const result = new Float64Array(window.length);
  for (const series of array) series.forEach((value, i) => (result[i]! += Number(!Number.isNaN(value))));
  return result.map((count) => (count === 0 ? assumed(window) : count));
}

function reduced(
  of: Aggregate['of'],
  ignoresMissing: boolean,
  values: readonly number[],
  window: Window,
): number {
  const present = values.filter((value) => !Number.isNaN(value));
  if (present.length === 0) return NaN;
  if (present.length === values.length || ignoresMissing) return of(present);
  const missing = assumed(window);
  return of(Number.isNaN(missing) ? present : values.map((value) => (Number.isNaN(value) ? missing : value)));
}
