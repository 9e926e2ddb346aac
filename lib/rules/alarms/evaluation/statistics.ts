import type { Sample, Samples } from './samples';

/** What the samples of a period become; NaN where there is no data point of them. */
export type Statistic = (samples: Samples) => number;

/** Reads the name of a statistic: `Average`, `p95`, `tm99`, `TM(2%:98%)`, `PR(:0.5)`. */
export function parseStatistic(name: string): Statistic | undefined {
  if (Object.hasOwn(simple, name)) return simple[name];
  const share = shareOfPercentile(name);
  if (share !== undefined) return (samples) => percentile(samples, share);
  const short = /^(tm|tc|ts|wm)([\d.]+)$/.exec(name);
  const long = /^(TM|TC|TS|WM|PR)\((.*):(.*)\)$/.exec(name);
  const [, kind, lower, upper] = long ?? [name, short?.[1]?.toUpperCase(), '', `${short?.[2]}%`];
  const bounds = boundsOf(lower.trim(), upper.trim());
  if (!kind || !bounds || (kind === 'PR' && bounds.of === 'shares')) return undefined;
  return (samples) => trimmed[kind]!(samples, bounds);
}

/** The share of samples up to a percentile: 0.95 of `p95`; undefined for other statistics. */
export function shareOfPercentile(name: string): number | undefined {
  const match = /^p(\d+(?:\.\d+)?)$/.exec(name);
  const share = Number(match?.[1]) / 100;
  return share <= 1 ? share : undefined;
}

/** How many samples there are. */
export function countOf(samples: Samples): number {
  let total = 0;
  for (const { count } of samples) total += count;
  return total;
}

function sumOf(samples: Samples): number {
  let total = 0;
  for (const { value, count } of samples) total += value * count;
  return total;
}

function meanOf(samples: Samples): number {
  return sumOf(samples) / countOf(samples);
}

/** The samples that a trimmed statistic keeps, by their values or by their shares of all in the order of values. */
interface Bounds {
  readonly of: 'values' | 'shares';
  readonly from: number;
  readonly to: number;
}

const simple: Readonly<Record<string, Statistic>> = {
  SampleCount: countOf,
  Sum: sumOf,
  Average: meanOf,
  Minimum: (samples) => Math.min(...samples.map(({ value }) => value)),
  Maximum: (samples) => Math.max(...samples.map(({ value }) => value)),
  IQM: (samples) => meanOf(kept(samples, { of: 'shares', from: 0.25, to: 0.75 })),
};

const trimmed: Readonly<Record<string, (samples: Samples, bounds: Bounds) => number>> = {
  TM: (samples, bounds) => meanOf(kept(samples, bounds)),
  TC: (samples, bounds) => countOf(kept(samples, bounds)),
  TS: (samples, bounds) => sumOf(kept(samples, bounds)),
  WM: (samples, bounds) => meanOf(winsorized(samples, bounds)),
  PR: (samples, bounds) => (100 * countOf(kept(samples, bounds))) / countOf(samples),
};

/** Either bound may be left out, and both are of one kind: `2%:98%`, `:0.5`. */
function boundsOf(lower: string, upper: string): Bounds | undefined {
  const of = /%$/.test(lower + upper) ? 'shares' : 'values';
  const unit = of === 'shares' ? '%' : '';
  const number = (text: string): number => {
    const digits = text.endsWith(unit) ? text.slice(0, text.length - unit.length) : '';
    return /^(\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) / (unit ? 100 : 1) : NaN;
  };
  const from = lower === '' ? 0 : number(lower);
  const to = upper === '' ? (unit ? 1 : Infinity) : number(upper);
  const isBound = lower !== '' || upper !== '';
  return isBound && from <= to && !(unit && to > 1)
    ? { of, from: lower === '' ? -Infinity : from, to }
    : undefined;
}

/** The samples above the lower bound, up to and with the higher one. */
function kept(samples: Samples, { of, from, to }: Bounds): Samples {
  if (of === 'values') return samples.filter(({ value }) => value > from && value <= to);
  const total = countOf(samples);
  let before = 0;
  return inOrder(samples).flatMap(({ value, count }) => {
    const begin = Math.max(before, from * total);
    before += count;
    const within = Math.min(before, to * total) - begin;
    return within > 0 ? [{ value, count: within }] : [];
  });
}

/** The samples after those beyond a bound were moved to it. */
function winsorized(samples: Samples, { of, from, to }: Bounds): Samples {
  const [low, high] = of === 'values' ? [from, to] : [percentile(samples, from), percentile(samples, to)];
  return samples.map(({ value, count }) => ({ value: Math.min(Math.max(value, low), high), count }));
}

/** The smallest value that a share of the samples does not exceed. */
function percentile(samples: Samples, share: number): number {
  const ordered = inOrder(samples);
  // 0.95 of 1 000 samples is not quite 950 as a number.
  const rank = share * countOf(samples) - 1e-6;
  let below = 0;
  return ordered.find(({ count }) => (below += count) >= rank)?.value ?? ordered.at(-1)!.value;
}

function inOrder(samples: Samples): Sample[] {
  return [...samples].sort((a, b) => a.value - b.value);
}
