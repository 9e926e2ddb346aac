/** The data points of a metric in the order of time; NaN where there is none. */
export type Series = Float64Array;

/** What CloudWatch may make of a data point that is missing beside one that is not. */
export type Missing = 'zero' | 'none';

/** What a formula results in. */
export type Operand = number | Series | readonly Series[];

/** The data points that a formula is evaluated on. */
export interface Window {
  readonly inputs: readonly Series[];
  /** What the expressions before this one resulted in. */
  readonly results: readonly Operand[];
  readonly length: number;
  readonly periodSeconds: number;
  readonly missing: Missing;
  /** Set where a data point was missing beside one that was not. */
  doubtful: boolean;
}

/** A formula that can be evaluated, by what it results in. */
export type Term =
  | { readonly kind: 'number'; readonly of: (window: Window) => number }
  | { readonly kind: 'series'; readonly of: (window: Window) => Series }
  | ArrayTerm;

/** A formula that results in several series. */
export interface ArrayTerm {
  readonly kind: 'array';
  /** How many series there are at most. */
  readonly size: number;
  readonly of: (window: Window) => readonly Series[];
}

/** What a function is given: a term, a string, or a keyword such as `REPEAT`. */
export type Argument =
  Term | { readonly kind: 'text'; readonly value: string } | { readonly kind: 'word'; readonly name: string };

/** What messages call the kinds of arguments. */
export const nameOfKind: Readonly<Record<Argument['kind'], string>> = {
  number: 'a number',
  series: 'a time series',
  array: 'an array of time series',
  text: 'a string',
  word: 'a keyword',
};

/** A series, of which each point follows from the point of another. */
export function mapped(series: Series, point: (value: number) => number): Series {
  const result = new Float64Array(series.length);
  for (let i = 0; i < result.length; i += 1) result[i] = finite(point(series[i]!));
  return result;
}

/** Numbers that are none, as after a division by zero, are no data points. */
export function finite(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}

/** One value for every data point. */
export function constant(value: number, { length }: Window): Series {
  return new Float64Array(length).fill(value);
}

/** Says which value a missing data point has beside one that is not missing, and that this was asked. */
export function assumed(window: Window): number {
  window.doubtful = true;
  return window.missing === 'zero' ? 0 : NaN;
}
