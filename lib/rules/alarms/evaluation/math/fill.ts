import { mapped, type Series } from './term';

/** A series whose missing data points have one value, or that of another series. */
export function filled(series: Series, filler: number | Series): Series {
  return series.map((value, i) =>
    Number.isNaN(value) ? (typeof filler === 'number' ? filler : filler[i]!) : value,
  );
}

/** A series whose missing data points have the value of the last one before them. */
export function repeated(series: Series): Series {
  let last = NaN;
  return mapped(series, (value) => {
    if (!Number.isNaN(value)) last = value;
    return last;
  });
}

/** A series whose gaps are bridged by straight lines. */
export function interpolated(series: Series): Series {
  const result = series.slice();
  let before = -1;
  for (let i = 0; i < series.length; i += 1) {
    if (Number.isNaN(series[i]!)) continue;
    for (let gap = before + 1; before >= 0 && gap < i; gap += 1) {
      const share = (gap - before) / (i - before);
      result[gap] = series[before]! * (1 - share) + series[i]! * share;
    }
    before = i;
  }
  return result;
}

/** What each data point makes of itself and the last one before it. */
export function withPrevious(
  series: Series,
  point: (value: number, previous: number, steps: number) => number,
): Series {
  const result = new Float64Array(series.length).fill(NaN);
  let before = -1;
  for (let i = 0; i < series.length; i += 1) {
    if (Number.isNaN(series[i]!)) continue;
    if (before >= 0) result[i] = point(series[i]!, series[before]!, i - before);
    before = i;
  }
  return result;
}
