import { UsageError } from '../usage-error';

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `90s`, `15m`, `4h` or `2d`. Throws `UsageError`. */
export function duration(text: string, option: string): number {
  const [, amount, unit] = /^(\d{1,4})([smhd])$/.exec(text) ?? [];
  const milliseconds = Number(amount) * (units[unit ?? ''] ?? 0);
  if (milliseconds > 0) return milliseconds;
  throw new UsageError(`${option} takes a time such as 90s, 15m or 4h, got ${JSON.stringify(text)}`);
}
