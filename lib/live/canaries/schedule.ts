import { hours, minutes } from '../ages';
import { pauses } from '../latest';

const units: Readonly<Record<string, (count: number) => number>> = { minute: minutes, hour: hours };

/**
 * The longest pause between two runs of a canary, by its schedule or, where that is a cron expression, by when it ran
 * so far. Undefined where neither tells: `rate(0 minute)` runs once, when somebody starts it.
 */
export function pauseOf(expression: string | undefined, starts: readonly Date[]): number | undefined {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour)s?\)$/.exec(expression ?? '') ?? [];
  if (count !== undefined) return Number(count) > 0 ? units[unit]?.(Number(count)) : undefined;
  const seen = pauses(starts);
  return expression?.startsWith('cron(') && seen.length > 1 ? Math.max(...seen) : undefined;
}
