import { across, aggregates, countAcross, overTime, type Aggregate } from './aggregates';
import { condition } from './condition';
import { filled, interpolated, repeated, withPrevious } from './fill';
import { elements } from './operators';
import type { Binder } from './scope';
import { constant, mapped, type Argument, type ArrayTerm, type Series, type Term, type Window } from './term';

/** The functions of metric math that can be tried. */
export const functions: Readonly<Record<string, Binder>> = {
  ABS: pointwise(Math.abs),
  CEIL: pointwise(Math.ceil),
  DATAPOINT_COUNT: reducing((series) => series.filter((value) => !Number.isNaN(value)).length, countAcross),
  DIFF: ranging((series) => withPrevious(series, (value, previous) => value - previous)),
  DIFF_TIME: ranging((series, seconds) =>
    withPrevious(series, (_value, _previous, steps) => steps * seconds),
  ),
  FILL: fill,
  FIRST: pick((array) => array[0]),
  FLOOR: pointwise(Math.floor),
  IF: condition,
  LAST: pick((array) => array.at(-1)),
  LOG: pointwise(Math.log),
  LOG10: pointwise(Math.log10),
  METRICS: metrics,
  METRIC_COUNT: (args) => {
    const array = only(args, 'array');
    return array && { kind: 'number', of: (window) => array.of(window).length };
  },
  PERIOD: (args) => only(args, 'series') && { kind: 'number', of: ({ periodSeconds }) => periodSeconds },
  RATE: ranging((series, seconds) =>
    withPrevious(series, (value, previous, steps) => (value - previous) / (steps * seconds)),
  ),
  REMOVE_EMPTY: (args, scope) => {
    const array = only(args, 'array');
    scope.dependOnRange();
    return array && { ...array, of: (window) => array.of(window).filter(hasData) };
  },
  SLICE: slice,
  SORT: sort,
  TIME_SERIES: (args) => {
    const value = only(args, 'number');
    return value && { kind: 'series', of: (window) => constant(value.of(window), window) };
  },
  ...Object.fromEntries(
    Object.entries(aggregates).map(([name, aggregate]) => [name, aggregating(aggregate)]),
  ),
};

/** The functions that CloudWatch has besides; what they result in cannot be told from metrics, or is not documented. */
export const untriedFunctions: readonly string[] = [
  'ANOMALY_DETECTION_BAND',
  'DB_PERF_INSIGHTS',
  'INSIGHT_RULE_METRIC',
  'LAMBDA',
  'SEARCH',
  'SERVICE_QUOTA',
  'MINUTE',
  'HOUR',
  'DAY',
  'DATE',
  'MONTH',
  'YEAR',
  'EPOCH',
  'RUNNING_SUM',
  'STDDEV',
];

/** The only argument, if it is of a kind. */
function only<K extends Argument['kind']>(
  args: readonly Argument[],
  kind: K,
): Extract<Argument, { kind: K }> | undefined {
  const [argument] = args;
  return args.length === 1 && isOf(argument, kind) ? argument : undefined;
}

function isOf<K extends Argument['kind']>(
  argument: Argument | undefined,
  kind: K,
): argument is Extract<Argument, { kind: K }> {
  return argument?.kind === kind;
}

/** The same of a series, or of each of several. */
function each(
  args: readonly Argument[],
  change: (series: Series, window: Window) => Series,
): Term | undefined {
  const series = only(args, 'series');
  if (series) return { kind: 'series', of: (window) => change(series.of(window), window) };
  const array = only(args, 'array');
  return array && elements(array, change);
}

function pointwise(point: (value: number) => number): Binder {
  return (args) => each(args, (series) => mapped(series, point));
}

/** A function of which each data point depends on those before it. */
function ranging(change: (series: Series, periodSeconds: number) => Series): Binder {
  return (args, scope) => {
    scope.dependOnRange();
    return each(args, (series, { periodSeconds }) => change(series, periodSeconds));
  };
}

/** A function that makes a number of a series, and a series of an array. */
function reducing(
  ofSeries: (series: Series, window: Window) => number,
  ofArray: (array: readonly Series[], window: Window) => Series,
): Binder {
  return (args, scope) => {
    const array = only(args, 'array');
    if (array) return { kind: 'series', of: (window) => ofArray(array.of(window), window) };
    const series = only(args, 'series');
    scope.dependOnRange();
    return series && { kind: 'number', of: (window) => ofSeries(series.of(window), window) };
  };
}

function aggregating(aggregate: Aggregate): Binder {
  return reducing(
    (series, window) => overTime(aggregate, series, window),
    (array, window) => across(aggregate, array, window),
  );
}

function fill(args: Parameters<Binder>[0], scope: Parameters<Binder>[1]): Term | undefined {
  const [target, filler, ...rest] = args;
  if (!target || !filler || rest.length > 0) return undefined;
  if (isOf(filler, 'number') || isOf(filler, 'series'))
    return each([target], (series, window) => filled(series, filler.of(window)));
  const fillOf: Readonly<Record<string, (series: Series) => Series>> = {
    REPEAT: repeated,
    LINEAR: interpolated,
  };
  const change = isOf(filler, 'word') ? fillOf[filler.name] : undefined;
  scope.dependOnRange();
  return change && each([target], change);
}

function metrics(args: readonly Argument[], scope: Parameters<Binder>[1]): Term | undefined {
  const part = args.length === 0 ? { value: '' } : only(args, 'text');
  return part && scope.metrics(part.value);
}

function pick(choose: (array: readonly Series[]) => Series | undefined): Binder {
  return (args) => {
    const array = only(args, 'array');
    return array && { kind: 'series', of: (window) => choose(array.of(window)) ?? constant(NaN, window) };
  };
}

function hasData(series: Series): boolean {
  return series.some((value) => !Number.isNaN(value));
}

function slice([array, start, end, ...rest]: readonly Argument[]): Term | undefined {
  if (rest.length > 0 || !isOf(array, 'array') || !isOf(start, 'number')) return undefined;
  if (end && !isOf(end, 'number')) return undefined;
  return { ...array, of: (window) => array.of(window).slice(start.of(window), end?.of(window)) };
}

function sort(args: readonly Argument[], scope: Parameters<Binder>[1]): Term | undefined {
  const [array, by, order, limit, ...rest] = args;
  if (rest.length > 0 || !isOf(array, 'array') || !isOf(by, 'word') || !isOf(order, 'word')) return undefined;
  if (limit && !isOf(limit, 'number')) return undefined;
  const [aggregate, direction] = [aggregates[by.name], { ASC: 1, DESC: -1 }[order.name]];
  scope.dependOnRange();
  if (!aggregate || !direction) return undefined;
  return {
    ...array,
    of: (window) => sorted(array, aggregate, direction, window).slice(0, limit?.of(window)),
  };
}

/** Series without data come last in either direction. */
function sorted(
  array: ArrayTerm,
  aggregate: Aggregate,
  direction: number,
  window: Window,
): readonly Series[] {
  const ranked = array.of(window).map((series) => {
    const rank = direction * overTime(aggregate, series, window);
    return { series, rank: Number.isNaN(rank) ? Infinity : rank };
  });
  return ranked.sort((a, b) => a.rank - b.rank || 0).map(({ series }) => series);
}
