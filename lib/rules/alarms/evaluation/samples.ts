/** A value that a metric received, and how often. */
export interface Sample {
  readonly value: number;
  readonly count: number;
}

/** What a metric received in one minute; CloudWatch has no data point of a minute in which it received nothing. */
export type Samples = readonly Sample[];

/** A metric minute by minute. Minute 0 is when the situation begins that is tried, those before it are below zero. */
export type Emission = (minute: number) => Samples;

/** Whether two minutes are alike. */
export function sameSamples(some: Samples, others: Samples): boolean {
  if (some === others) return true;
  return (
    some.length === others.length &&
    some.every(({ value, count }, i) => value === others[i]!.value && count === others[i]!.count)
  );
}

/** So many samples of one value. */
export function samples(count: number, value: number): Samples {
  return count > 0 ? [{ value, count }] : [];
}
