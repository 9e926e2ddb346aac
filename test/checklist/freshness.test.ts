import { items } from '../../lib/checklist';
import { minutesLiveHolds } from '../../lib/checklist/freshness';

const hours = 60;
const days = 24 * hours;

/** Items whose live evidence holds for another time than a day, by the words of the checklist. */
const others: Readonly<Record<string, readonly [number, readonly string[]]>> = {
  'T+10 min': [10, ['POST1', 'POST2', 'POST3', 'POST4', 'POST5']],
  'at T': [10, ['DEPLOY4']],
  'bot report ×16': [15, ['WATCH1', 'WATCH2', 'WATCH3', 'WATCH4', 'WATCH5']],
  'T+30 min': [30, ['LIVE1', 'LIVE2', 'LIVE3', 'LIVE4', 'LIVE5']],
  '30 min': [30, ['ROLL5']],
  'bot/support T-win': [1 * hours, ['STAB1', 'STAB2', 'STAB3', 'STAB4']],
  '≤2 h, before migration': [2 * hours, ['FINAL5', 'MIGR1']],
  'IC ≤4 h': [4 * hours, ['FINAL1']],
  'T-win weekly': [
    7 * days,
    ['WKMON', 'WKWED', 'WKFRI'].flatMap((group) => [1, 2, 3, 4].map((n) => `${group}${n}`)),
  ],
  monthly: [31 * days, ['MOSEC1', 'MOSEC3', 'MOPERF4', 'MOBIZ4']],
  'security T-win monthly': [31 * days, ['MOSEC2']],
  'bot ≤35 d; DBA T-90d': [35 * days, ['DATA4']],
};

test.each(Object.entries(others))('live evidence of the class %s', (freshness, [minutes, ids]) => {
  const own = items.filter((item) => item.freshness === freshness);
  expect(own.map(({ id }) => id).sort()).toEqual([...ids].sort());
  for (const item of own) expect(minutesLiveHolds(item.freshness)).toBe(minutes);
});

test('live evidence of every other item holds for a day', () => {
  const rest = items.filter(({ freshness }) => !(freshness in others));
  expect(rest.length).toBeGreaterThan(100);
  expect(rest.filter(({ freshness }) => minutesLiveHolds(freshness) !== 24 * hours)).toEqual([]);
});
