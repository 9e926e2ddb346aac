const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** So many minutes in milliseconds. */
export const minutes = (count: number): number => count * minute;
/** So many hours in milliseconds. */
export const hours = (count: number): number => count * hour;
/** So many days in milliseconds. */
export const days = (count: number): number => count * day;

/** Milliseconds that have passed since a moment. */
export function age(moment: Date, now: Date): number {
  return now.getTime() - moment.getTime();
}

/** A moment as messages name it: `2026-11-24 04:05 UTC`. */
export function at(moment: Date): string {
  return `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** A length of time in words: `5 minutes`, `26 hours`, `4 days`. */
export function span(milliseconds: number): string {
  if (milliseconds < minute) return 'less than a minute';
  if (milliseconds < 2 * hour) return counted(milliseconds / minute, 'minute');
  return milliseconds < 3 * day ? counted(milliseconds / hour, 'hour') : counted(milliseconds / day, 'day');
}

function counted(count: number, unit: string): string {
  const whole = Math.floor(count);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}

/** A moment and how long ago it was: `2026-11-24 04:05 UTC, 5 minutes ago`. */
export function ago(moment: Date, now: Date): string {
  return `${at(moment)}, ${span(age(moment, now))} ago`;
}
