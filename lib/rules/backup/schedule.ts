import { months, timesOfDay, valuesOf, weekdays } from '../cron';

/**
 * Hours between two runs of a schedule at most: `rate(12 hours)`, or `cron(minutes hours day month weekday year)`.
 * Infinity where a day may pass without a run; undefined where the expression cannot be read.
 */
export function hoursBetween(expression: string): number | undefined {
  const rate = /^rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)$/.exec(expression.trim());
  if (rate) return hoursIn(Number(rate[1]), rate[2]!);
  const fields = /^cron\((.*)\)$/.exec(expression.trim())?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) return undefined;
  const [minute, hour, day, month, weekday, year] = fields.map((field) => field.toUpperCase());
  const times = timesOfDay(hour!, minute!);
  const daily = [
    isEvery(day!, 1, 31),
    isEvery(month!, 1, 12, months),
    isEvery(weekday!, 1, 7, weekdays),
    isEvery(year!, 1970, 2199),
  ];
  if (!times || daily.includes(undefined)) return undefined;
  return daily.every((every) => every) ? longestGap(times) : Infinity;
}

function hoursIn(count: number, unit: string): number | undefined {
  if (count === 0) return undefined;
  if (unit === 'day') return count * 24;
  return unit === 'hour' ? count : count / 60;
}

/** Whether a field names every value there is; undefined where it cannot be read. */
function isEvery(field: string, first: number, last: number, names?: readonly string[]): boolean | undefined {
  // The last day, the nearest weekday, the third Friday: some days of a month.
  if (/^(L|LW|\d+W|L-\d+|\w+L|\w+#\d)$/.test(field)) return false;
  const values = valuesOf(field, first, last, names);
  return values && values.size === last - first + 1;
}

function longestGap(times: readonly number[]): number {
  const day = 24 * 60;
  const gaps = times.map((time, i) => (times[i + 1] ?? times[0]! + day) - time);
  return Math.max(...gaps) / 60;
}
