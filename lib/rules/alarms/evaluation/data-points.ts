import { sameSamples, type Emission, type Sample, type Samples } from './samples';
import type { Statistic } from './statistics';

/** The minutes of which an emission is asked: from the first up to, and not including, the end. */
export interface Minutes {
  readonly from: number;
  readonly end: number;
}

/** The data point of the period that ends with each minute; NaN where there is none. */
export function dataPoints(
  statistic: Statistic,
  emission: Emission,
  minutes: Minutes,
  periodMinutes: number,
): Float64Array {
  const received = emitted(emission, minutes);
  const result = new Float64Array(received.length);
  const period = new Map<Samples, number>();
  const count = (samples: Samples, times: number): void => {
    const total = (period.get(samples) ?? 0) + times;
    if (total > 0) period.set(samples, total);
    else period.delete(samples);
  };
  received.forEach((entering, i) => {
    const leaving = received[i - periodMinutes];
    // A period that moves on over the same samples keeps its data point.
    if (entering === leaving) {
      result[i] = result[i - 1]!;
      return;
    }
    count(entering, 1);
    if (leaving) count(leaving, -1);
    result[i] = dataPoint(statistic, period);
  });
  return result;
}

function dataPoint(statistic: Statistic, period: ReadonlyMap<Samples, number>): number {
  const samples: Sample[] = [];
  for (const [received, times] of period) {
    for (const { value, count } of received) samples.push({ value, count: count * times });
  }
  return samples.length === 0 ? NaN : statistic(samples);
}

/** What was received minute by minute, the same object wherever it was the same. */
function emitted(emission: Emission, { from, end }: Minutes): readonly Samples[] {
  const kinds = new Map<string, Samples>();
  const received: Samples[] = [];
  let before: Samples | undefined;
  for (let minute = from; minute < end; minute += 1) {
    const samples = emission(minute);
    if (before && sameSamples(samples, before)) {
      received.push(received.at(-1)!);
      continue;
    }
    before = samples;
    const kind = samples.map(({ value, count }) => `${value}x${count}`).join();
    received.push(kinds.get(kind) ?? samples);
    kinds.set(kind, received.at(-1)!);
  }
  return received;
}
