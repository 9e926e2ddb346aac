import { months, timesOfDay, valuesOf, weekdays } from '../../cron';

/** Mute rules of CloudWatch: when they begin, by `cron(minutes hours day month weekday)` or once, and for how long. */

const minutesOfDay = 24 * 60;

const days = 365;

/** The share of the time for which a schedule mutes; undefined where it cannot be read. */
export function muteShare(expression: string, duration: string): number | undefined {
  const length = minutesOf(duration);
  if (/^at\(.*\)$/.test(expression.trim())) return length === undefined ? undefined : 0;
  const fields = /^cron\((.*)\)$/.exec(expression.trim())?.[1]?.trim().toUpperCase().split(/\s+/);
  if (length === undefined || fields?.length !== 5) return undefined;
  const [minute = '', hour = '', date = '', month = '', weekday = ''] = fields;
  const times = timesOfDay(hour, minute);
  const isMuted = dayFilter(date, month, weekday);
  if (!times || !isMuted) return undefined;
  let muted = 0;
  let until = 0;
  for (let day = 0; day < days; day++) {
    for (const time of isMuted(new Date(Date.UTC(2001, 0, 1 + day))) ? times : []) {
      const begin = day * minutesOfDay + time;
      muted += Math.max(0, begin + length - Math.max(begin, until));
      until = Math.max(until, begin + length);
    }
  }
  return Math.min(1, muted / (days * minutesOfDay));
}

/** Whether a schedule begins on a day. Where it restricts both the date and the weekday, one of them is enough. */
function dayFilter(date: string, month: string, weekday: string): ((day: Date) => boolean) | undefined {
  const dates = valuesOf(date, 1, 31);
  const inMonths = valuesOf(month, 1, 12, months);
  // Sunday is 0, and 7 as well.
  const onWeekdays = valuesOf(weekday, 0, 7, weekdays);
  if (!dates || !inMonths || !onWeekdays) return undefined;
  const isFree = [date, weekday].some((field) => field === '*' || field === '?');
  return (day) => {
    const fits = [
      dates.has(day.getUTCDate()),
      onWeekdays.has(day.getUTCDay()) || (day.getUTCDay() === 0 && onWeekdays.has(7)),
    ];
    return inMonths.has(day.getUTCMonth() + 1) && (isFree ? fits.every(Boolean) : fits.some(Boolean));
  };
}

/** Minutes of `PT4H` or `P2DT12H`. */
function minutesOf(duration: string): number | undefined {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration.trim());
  if (!match || !/\d/.test(duration)) return undefined;
  const [days = 0, hours = 0, minutes = 0] = match.slice(1).map((digits) => Number(digits ?? 0));
  return days * minutesOfDay + hours * 60 + minutes;
}
