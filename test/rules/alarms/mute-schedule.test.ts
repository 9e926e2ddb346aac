import { muteShare } from '../../../lib/rules/alarms/reach/mute-schedule';

const week = 7 * 24;

test.each<[expression: string, duration: string, hoursAWeek: number]>([
  ['cron(0 2 * * SUN)', 'PT4H', 4],
  ['cron(0 2 * * 0)', 'PT4H', 4],
  ['cron(0 2 * * 7)', 'PT4H', 4],
  ['cron(0 2 * * *)', 'PT1H30M', 10.5],
  ['cron(0 18 * * MON-FRI)', 'PT1H', 5],
  ['cron(0/30 * * * *)', 'PT15M', week / 2],
  ['cron(0 * * * *)', 'PT2H', week],
  ['cron(* * * * *)', 'PT1M', week],
  ['cron(0 18 * * FRI)', 'P2DT12H', 60],
  ['cron(0 0 1 1 *)', 'P7D', (week * 7) / 365],
  ['cron(0 1 1 * *)', 'PT6H', (12 * 6 * 7) / 365],
  ['at(2026-05-10T14:00)', 'PT4H', 0],
])('%s for %s mutes %f hours a week', (expression, duration, hours) => {
  // A year begins and ends within a week.
  expect(muteShare(expression, duration)! * week).toBeCloseTo(hours, 0);
});

test('a date or a weekday, where both are stated', () => {
  const share = muteShare('cron(0 0 1 * MON)', 'P1D')!;
  expect(share * 365).toBeGreaterThan(60);
  expect(share * 365).toBeLessThan(65);
});

test.each([
  ['cron(0 2 * * SUN *)', 'PT4H'],
  ['cron(0 25 * * *)', 'PT4H'],
  ['cron(0 2 L * *)', 'PT4H'],
  ['rate(1 day)', 'PT4H'],
  ['', 'PT4H'],
  ['cron(0 2 * * SUN)', '4 hours'],
  ['cron(0 2 * * SUN)', 'P'],
  ['at(2026-05-10T14:00)', ''],
])('%j for %j cannot be read', (expression, duration) => {
  expect(muteShare(expression, duration)).toBeUndefined();
});
