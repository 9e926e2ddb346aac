import { duration } from '../../../lib/cli/verify/duration';

test.each([
  ['90s', 90_000],
  ['15m', 900_000],
  ['4h', 14_400_000],
  ['2d', 172_800_000],
])('%s is %d milliseconds', (text, milliseconds) => {
  expect(duration(text, '--watch')).toBe(milliseconds);
});

test.each(['', '0m', '15', 'm', '-5m', '1.5h', '15min', '12345h', ' 15m'])('%j is refused', (text) => {
  expect(() => duration(text, '--watch')).toThrow(
    `--watch takes a time such as 90s, 15m or 4h, got ${JSON.stringify(text)}`,
  );
});
