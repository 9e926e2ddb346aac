import type { Binder } from './scope';
import { assumed, type Argument, type Series, type Term, type Window } from './term';

/** `IF(condition, true, false)`, in which the last may be left out. */
export const condition: Binder = ([test, whenTrue, whenFalse, ...rest]) => {
  if (rest.length > 0 || !isSimple(test) || !isSimple(whenTrue) || !(isSimple(whenFalse) || !whenFalse))
    return undefined;
  const none = { kind: 'number', of: () => NaN } as const;
  const branches = [test, whenTrue, whenFalse ?? none] as const;
  if (branches.every(({ kind }) => kind === 'number')) return undefined;
  return { kind: 'series', of: (window) => chosen(branches, window) };
};

function isSimple(argument: Argument | undefined): argument is Exclude<Term, { kind: 'array' }> {
  return argument?.kind === 'number' || argument?.kind === 'series';
}

/**
 * What is not zero is true. Without a data point of the condition there is none; where the chosen series has none, the
 * result is zero, unless what stands for true is a number, or the condition.
 */
function chosen([test, whenTrue, whenFalse]: readonly [Term, Term, Term], window: Window): Series {
  const [conditions, yes, no] = [test.of(window), whenTrue.of(window), whenFalse.of(window)];
  const mayBeZero = typeof conditions !== 'number' && typeof yes !== 'number';
  const result = new Float64Array(window.length).fill(NaN);
  for (let i = 0; i < result.length; i += 1) {
    const condition = at(conditions, i);
    if (Number.isNaN(condition)) continue;
    const branch = condition === 0 ? no : yes;
    const value = at(branch, i);
    result[i] = Number.isNaN(value) && mayBeZero && typeof branch !== 'number' ? assumed(window) : value;
  }
  return result;
}

function at(values: number | Series | readonly Series[], i: number): number {
  const value = typeof values === 'number' ? values : values[i];
  return typeof value === 'number' ? value : NaN;
}
