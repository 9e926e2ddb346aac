import type { Operator } from './formula';
import {
  assumed,
  finite,
  mapped,
  nameOfKind,
  type ArrayTerm,
  type Series,
  type Term,
  type Window,
} from './term';

type Point = (left: number, right: number) => number;

const points: Readonly<Record<Operator, Point>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
  '==': (left, right) => Number(left === right),
  '!=': (left, right) => Number(left !== right),
  '<': (left, right) => Number(left < right),
  '<=': (left, right) => Number(left <= right),
  '>': (left, right) => Number(left > right),
  '>=': (left, right) => Number(left >= right),
  AND: (left, right) => Number(left !== 0 && right !== 0),
  OR: (left, right) => Number(left !== 0 || right !== 0),
};

const arithmetic: readonly string[] = ['+', '-', '*', '/', '^'];

/** An operator between two terms, or why there is none between such. */
export function operation(operator: Operator, left: Term, right: Term): Term | string {
  const kinds = `${nameOfKind[left.kind]} ${operator} ${nameOfKind[right.kind]}`;
  const point = points[operator];
  if (left.kind === 'array') {
    if (right.kind === 'array' || !arithmetic.includes(operator)) return kinds;
    return elements(left, (series, window) => zipped(point, series, right.of(window), window));
  }
  if (right.kind === 'array') {
    if (!arithmetic.includes(operator)) return kinds;
    return elements(right, (series, window) => zipped(point, left.of(window), series, window));
  }
  if (left.kind === 'number' && right.kind === 'number') {
    const { of } = left;
    return { kind: 'number', of: (window) => missingOr(point, of(window), right.of(window)) };
  }
  return { kind: 'series', of: (window) => zipped(point, left.of(window), right.of(window), window) };
}

/** The same of every series of an array. */
export function elements({ size, of }: ArrayTerm, element: (series: Series, window: Window) => Series): Term {
  return { kind: 'array', size, of: (window) => of(window).map((series) => element(series, window)) };
}

/** The negation of a term. */
export function negation(term: Term): Term {
  const negative = (value: number): number => -value;
  if (term.kind === 'number') return { kind: 'number', of: (window) => -term.of(window) };
  if (term.kind === 'series') return { kind: 'series', of: (window) => mapped(term.of(window), negative) };
  return elements(term, (series) => mapped(series, negative));
}

/** Where only one of two series has a data point, the other one is taken for zero; where neither has, there is none. */
function zipped(point: Point, left: number | Series, right: number | Series, window: Window): Series {
  const both = typeof left !== 'number' && typeof right !== 'number';
  const result = new Float64Array(window.length);
  for (let i = 0; i < result.length; i += 1) {
    let a = typeof left === 'number' ? left : left[i]!;
    let b = typeof right === 'number' ? right : right[i]!;
    if (both && Number.isNaN(a) !== Number.isNaN(b)) {
      if (Number.isNaN(a)) a = assumed(window);
      else b = assumed(window);
    }
    result[i] = missingOr(point, a, b);
  }
  return result;
}

/** Comparisons of NaN are false, and so would make a data point of none. */
function missingOr(point: Point, left: number, right: number): number {
  return Number.isNaN(left) || Number.isNaN(right) ? NaN : finite(point(left, right));
}
