import { alternatives, soleToken, type Value } from '../../model/value';
import { numeric } from '../reading';

/** The lowest and the highest number that a value may be. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** The bounds of a number, of the alternatives or of the parameter it is; undefined where there are none. */
export function boundsOf(value: Value, otherwise: number): Bounds | undefined {
  const bounds = alternatives(value).map((option) => single(option, otherwise));
  const known = bounds.filter((bound) => bound !== undefined);
  if (known.length < bounds.length) return undefined;
  return { min: Math.min(...known.map(({ min }) => min)), max: Math.max(...known.map(({ max }) => max)) };
}

function single(value: Value, otherwise: number): Bounds | undefined {
  if (value.kind === 'absent') return { min: otherwise, max: otherwise };
  if (value.kind === 'known') {
    const number = numeric(value.value);
    return Number.isNaN(number) ? undefined : { min: number, max: number };
  }
  const token = soleToken(value);
  const range = token?.kind === 'opaque' ? token.range : undefined;
  if (range?.min === undefined && range?.max === undefined) return undefined;
  return { min: range.min ?? 0, max: range.max ?? Infinity };
}
