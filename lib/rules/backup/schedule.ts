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

const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

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

/** The values that a field names; undefined where it cannot be read. */
function valuesOf(
  field: string,
  first: number,
  last: number,
  names: readonly string[] = [],
): ReadonlySet<number> | undefined {
  const number = (text: string): number => {
    const index = names.indexOf(text);
    return index >= 0 ? first + index : /^\d+$/.test(text) ? Number(text) : NaN;
  };
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step = '1', ...rest] = part.split('/');
    const [low = NaN, high] = ['*', '?'].includes(range) ? [first, last] : range.split('-').map(number);
    const end = high ?? (part.includes('/') ? last : low);
    const every = number(step);
    if (rest.length > 0 || !(first <= low && low <= end && end <= last && every > 0)) return undefined;
    for (let value = low; value <= end; value += every) values.add(value);
  }
  return values;
}

/** The minutes since midnight at which a schedule runs, in order. */
function timesOfDay(hour: string, minute: string): readonly number[] | undefined {
  const [hours, minutes] = [valuesOf(hour, 0, 23), valuesOf(minute, 0, 59)];
  if (!hours || !minutes) return undefined;
  const times = [...hours].flatMap((h) => [...minutes].map((m) => h * 60 + m));
  return times.sort((a, b) => a - b);
}

function longestGap(times: readonly number[]): number {
  const day = 24 * 60;
  const gaps = times.map((time, i) => (times[i + 1] ?? times[0]! + day) - time);
  return Math.max(...gaps) / 60;
}
