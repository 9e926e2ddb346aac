import type { AlarmDefinition, Comparison } from './definition';
import type { AlarmState } from './simulation';

/**
 * Data points that CloudWatch retrieves beyond the evaluation periods, so that old ones stand in for missing ones. AWS
 * says that there are such, and shows two of them in its examples of three evaluation periods.
 */
export const spareDataPoints = 2;

/** The state of an alarm after it looked at the data points of its evaluation range, the latest one last. */
export function nextState(alarm: AlarmDefinition, points: Float64Array, current: AlarmState): AlarmState {
  const { evaluationPeriods, datapointsToAlarm, missingData } = alarm;
  const { present, breaching, oldest } = counted(alarm, points);
  const missing = evaluationPeriods - present;
  if (breaching + (missingData === 'breaching' ? missing : 0) >= datapointsToAlarm) return 'ALARM';
  if (missing === 0 || breaching < present) return 'OK';
  if (missingData === 'breaching' || missingData === 'notBreaching') return 'OK';
  if (missingData === 'ignore') return current;
  // All data points there are breach: an alarm waits in case that better ones follow, but no longer than it asks for.
  return oldest >= datapointsToAlarm ? 'ALARM' : 'INSUFFICIENT_DATA';
}

/** How many of the latest data points there are, how many of them breach, and how many periods ago the oldest began. */
interface Counts {
  readonly present: number;
  readonly breaching: number;
  readonly oldest: number;
}

function counted(
  { comparison, threshold, evaluationPeriods }: AlarmDefinition,
  points: Float64Array,
): Counts {
  const compare = comparisons[comparison];
  let [present, breaching, oldest] = [0, 0, 0];
  for (let back = 1; back <= points.length && present < evaluationPeriods; back += 1) {
    const value = points[points.length - back]!;
    if (Number.isNaN(value)) continue;
    present += 1;
    oldest = back;
    if (typeof threshold === 'number' && compare?.(value, threshold)) breaching += 1;
  }
  return { present, breaching, oldest };
}

/** Whether an alarm compares with a number, not with a band of what is expected. */
export function hasThreshold({ comparison, threshold }: AlarmDefinition): boolean {
  return typeof threshold === 'number' && comparison in comparisons;
}

const comparisons: Readonly<Partial<Record<Comparison, (value: number, threshold: number) => boolean>>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};
