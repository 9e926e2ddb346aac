/** Fields of cron expressions, which AWS services write with five or six. */

export const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
export const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** The values that a field names; undefined where it cannot be read. */
export function valuesOf(
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
export function timesOfDay(hour: string, minute: string): readonly number[] | undefined {
  const [hours, minutes] = [valuesOf(hour, 0, 23), valuesOf(minute, 0, 59)];
  if (!hours || !minutes) return undefined;
  const times = [...hours].flatMap((h) => [...minutes].map((m) => h * 60 + m));
  return times.sort((a, b) => a - b);
}
