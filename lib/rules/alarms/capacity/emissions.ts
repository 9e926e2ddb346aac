import { remembered } from '../../per-environment';
import type { Emission, Samples } from '../evaluation/samples';
import type { View } from '../situation';

const emissions = new Map<string, Emission>();

/** What a metric shows that receives the same values every minute, one from each of its sources. */
export function steady(...values: readonly number[]): Emission {
  const key = values.join(' ');
  let emission = emissions.get(key);
  if (!emission) {
    const minute: Samples = [...new Set(values)].map((value) => ({
      value,
      count: values.filter((other) => other === value).length,
    }));
    emissions.set(key, (emission = () => minute));
  }
  return emission;
}

/** What a metric of counts shows when so many things happen every minute; where none does, it has no data. */
export function counted(perMinute: number): Emission {
  return perMinute === 0 ? silence : steady(...Array.from({ length: perMinute }, () => 1));
}

/** No data at all. */
export const silence: Emission = () => [];

/** What metrics show that change from one state to another when a situation begins. */
export function turning(before: View, after: View): View {
  return (metric, about) => {
    const [first, then] = [before(metric, about), after(metric, about)];
    return first && then && turned(first)(then);
  };
}

const turned = remembered((before: Emission) =>
  remembered((after: Emission): Emission =>
    before === after ? after : (minute) => (minute < 0 ? before(minute) : after(minute)),
  ),
);
