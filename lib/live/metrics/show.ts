/** The time of day in UTC, as messages have it: `04:10 UTC`; with the day where it is not that of the run. */
export function clock(at: Date, now: Date): string {
  const [day = '', time = ''] = at.toISOString().split('T');
  const isToday = now.toISOString().startsWith(day);
  return `${isToday ? '' : `${day} `}${time.slice(0, 5)} UTC`;
}

/** A span of minutes, as messages have it: `15 minutes`, `2 hours`, `3 days`. */
export function span(minutes: number): string {
  const [count, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [minutes / 60, 'hour']
        : [minutes / 1440, 'day'];
  const whole = Math.round(count);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}

/** Text of somebody else, short enough for a message and on one line. */
export function brief(text: string, length = 160): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
