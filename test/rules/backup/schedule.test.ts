import fc from '../../harness/properties';
import { hoursBetween } from '../../../lib/rules/backup/schedule';

describe('hoursBetween', () => {
  test.each<[expression: string, hours: number | undefined]>([
    ['rate(1 day)', 24],
    ['rate(2 days)', 48],
    ['rate(24 hours)', 24],
    ['rate(25 hours)', 25],
    ['rate( 12  hours )', 12],
    ['rate(90 minutes)', 1.5],
    ['rate(0 hours)', undefined],
    ['rate(1 week)', undefined],
    ['rate(-1 days)', undefined],
    ['cron(0 5 * * ? *)', 24],
    ['cron(0 5 ? * * *)', 24],
    [' cron( 0 5 ? * * * ) ', 24],
    ['cron(30 2,14 * * ? *)', 12],
    ['cron(0 1,3 * * ? *)', 22],
    ['cron(0,30 5 * * ? *)', 23.5],
    ['cron(0 */6 * * ? *)', 6],
    ['cron(0 1/12 * * ? *)', 12],
    ['cron(0 8-18/2 * * ? *)', 14],
    ['cron(0/15 * * * ? *)', 0.25],
    ['cron(0 5 1-31 * ? *)', 24],
    ['cron(0 5 1/1 * ? *)', 24],
    ['cron(0 5 * 1-12 ? *)', 24],
    ['cron(0 5 * JAN-DEC ? *)', 24],
    ['cron(0 5 ? * SUN-SAT *)', 24],
    ['cron(0 5 ? * 1-7 *)', 24],
    ['cron(0 5 ? * mon,tue,wed,thu,fri,sat,sun *)', 24],
    ['cron(0 5 ? * MON-SAT,SUN *)', 24],
    ['cron(0 5 ? * * 1970-2199)', 24],
  ])('%s leaves %s hours at most', (expression, hours) => {
    expect(hoursBetween(expression)).toBe(hours);
  });

  test.each([
    'cron(0 5 1 * ? *)',
    'cron(0 5 1-30 * ? *)',
    'cron(0 5 */2 * ? *)',
    'cron(0 5 L * ? *)',
    'cron(0 5 LW * ? *)',
    'cron(0 5 15W * ? *)',
    'cron(0 5 ? * MON *)',
    'cron(0 5 ? * MON-FRI *)',
    'cron(0 5 ? * 6#3 *)',
    'cron(0 5 ? * 5L *)',
    'cron(0 5 * 1-11 ? *)',
    'cron(0 5 * * ? 2030)',
    'cron(0 5 * * ? 2024-2030)',
  ])('%s lets a day pass', (expression) => {
    expect(hoursBetween(expression)).toBe(Infinity);
  });

  test.each([
    '',
    'daily',
    '0 5 * * ? *',
    'cron()',
    'cron(0 5 * * ?)',
    'cron(0 5 * * ? * *)',
    'cron(0 24 * * ? *)',
    'cron(60 5 * * ? *)',
    'cron(0 a * * ? *)',
    'cron(0 5- * * ? *)',
    'cron(0 5/0 * * ? *)',
    'cron(0 1/2/3 * * ? *)',
    'cron(0 5 0 * ? *)',
    'cron(0 5 ? * FOO *)',
    'cron(0 5 ? * a,b,c,d,e,f,g *)',
    'cron(0 5 ? * MON-SUN *)',
    'at(2030-01-01T00:00:00)',
  ])('%s cannot be read', (expression) => {
    expect(hoursBetween(expression)).toBeUndefined();
  });

  test('agrees with a clock that is watched for 400 days', () => {
    fc.assert(
      fc.property(minutes, hours, days, months, weekdays, (minute, hour, day, month, weekday) => {
        const expression = `cron(${minute.text} ${hour.text} ${day.text} ${month.text} ${weekday.text} *)`;
        const gap = longestGap({ minute, hour, day, month, weekday });
        expect(hoursBetween(expression)).toBe(gap > 24 ? Infinity : gap);
      }),
      { numRuns: 100 },
    );
  });
});

/** A field as it is written, and the values it stands for. */
interface Field {
  readonly text: string;
  readonly values: ReadonlySet<number>;
}

const range = (first: number, last: number, step = 1): number[] => {
  const values: number[] = [];
  for (let value = first; value <= last; value += step) values.push(value);
  return values;
};

/** Fields of all forms: a wildcard, values, a range, steps from a start. */
function fieldOf(first: number, last: number, wildcard: string): fc.Arbitrary<Field> {
  const value = fc.integer({ min: first, max: last });
  return fc.oneof(
    fc.constant({ text: wildcard, values: new Set(range(first, last)) }),
    fc.constant({ text: `${first}-${last}`, values: new Set(range(first, last)) }),
    fc
      .uniqueArray(value, { minLength: 1, maxLength: 3 })
      .map((values) => ({ text: values.join(','), values: new Set(values) })),
    fc.tuple(value, value).map(([a, b]) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      return { text: `${low}-${high}`, values: new Set(range(low, high)) };
    }),
    fc.tuple(value, fc.integer({ min: 1, max: last })).map(([start, step]) => ({
      text: `${start}/${step}`,
      values: new Set(range(start, last, step)),
    })),
  );
}

// Few minutes, so that the walk is short.
const minutes = fc
  .uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 3 })
  .map((values) => ({ text: values.join(','), values: new Set(values) }));
const hours = fieldOf(0, 23, '*');
const days = fc.oneof(
  { weight: 3, arbitrary: fc.constant(every(1, 31, '*')) },
  { weight: 1, arbitrary: fieldOf(1, 31, '?') },
);
const months = fc.oneof(
  { weight: 3, arbitrary: fc.constant(every(1, 12, '*')) },
  { weight: 1, arbitrary: fieldOf(1, 12, '*') },
);
const weekdays = fc.oneof(
  { weight: 3, arbitrary: fc.constant(every(1, 7, '?')) },
  { weight: 1, arbitrary: fieldOf(1, 7, '*') },
);

function every(first: number, last: number, text: string): Field {
  return { text, values: new Set(range(first, last)) };
}

/** The longest time between two runs in hours, found by walking through 400 days; Infinity where days pass without one. */
function longestGap(schedule: Record<'minute' | 'hour' | 'day' | 'month' | 'weekday', Field>): number {
  const start = Date.UTC(2027, 0, 1);
  const times = [...schedule.hour.values].flatMap((hour) =>
    [...schedule.minute.values].map((minute) => hour * 60 + minute),
  );
  times.sort((a, b) => a - b);
  const runs: number[] = [];
  for (let day = 0; day < 400; day++) {
    const date = new Date(start + day * 86_400_000);
    const isDay =
      schedule.day.values.has(date.getUTCDate()) &&
      schedule.month.values.has(date.getUTCMonth() + 1) &&
      schedule.weekday.values.has(date.getUTCDay() + 1);
    if (isDay) runs.push(...times.map((time) => day * 1440 + time));
  }
  const gaps = runs.slice(1).map((run, i) => run - runs[i]!);
  const idle = 400 * 1440 - (runs[runs.length - 1] ?? 0);
  return idle > 2 * 1440 ? Infinity : gaps.reduce((longest, gap) => Math.max(longest, gap), 0) / 60;
}
