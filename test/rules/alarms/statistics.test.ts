import fc from '../../harness/properties';
import { samples, type Samples } from '../../../lib/rules/alarms/evaluation/samples';
import { parseStatistic } from '../../../lib/rules/alarms/evaluation/statistics';

const oneToTen: Samples = Array.from({ length: 10 }, (_, i) => ({ value: i + 1, count: 1 }));
const requests: Samples = [...samples(60, 0.9), ...samples(940, 0.1)];

// "CloudWatch statistics definitions" in the CloudWatch user guide.
test.each<[string, Samples, number]>([
  ['SampleCount', requests, 1000],
  ['Sum', requests, 148],
  ['Average', requests, 0.148],
  ['Minimum', requests, 0.1],
  ['Maximum', requests, 0.9],
  ['p94', requests, 0.1],
  ['p95', requests, 0.9],
  ['p99.9', requests, 0.9],
  ['p0', requests, 0.1],
  ['p100', requests, 0.9],
  ['p50', samples(1, 7), 7],
  // The percentage of samples of 0.5 or less, and that above a bound up to another one.
  ['PR(:0.5)', requests, 94],
  ['PR(0.5:)', requests, 6],
  ['PR(0.1:0.9)', requests, 6],
  ['PR(1:5)', oneToTen, 40],
  // Up to and with the higher bound, but without the lower one.
  ['TM(2:4)', oneToTen, 3.5],
  ['TC(2:4)', oneToTen, 2],
  ['TS(2:4)', oneToTen, 7],
  ['TC(:3)', oneToTen, 3],
  ['TC(11:)', oneToTen, 0],
  // Without the highest tenth, the same as up to 90 %.
  ['tm90', oneToTen, 5],
  ['TM(:90%)', oneToTen, 5],
  ['tc90', oneToTen, 9],
  ['ts90', oneToTen, 45],
  ['TM(10%:90%)', oneToTen, 5.5],
  ['TM( 10% : 90% )', oneToTen, 5.5],
  ['TS(80%:)', oneToTen, 19],
  ['TS(80%:100%)', oneToTen, 19],
  ['IQM', oneToTen, 5.5],
  ['TM(25%:75%)', oneToTen, 5.5],
  // The highest and the lowest are moved to the bounds.
  ['wm80', oneToTen, (36 + 8 + 8) / 10],
  ['WM(2:8)', oneToTen, (2 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 8 + 8) / 10],
  ['WM(10%:80%)', oneToTen, (1 + 35 + 8 + 8) / 10],
])('%s', (name, received, expected) => {
  expect(parseStatistic(name)!(received)).toBeCloseTo(expected, 9);
});

test('a mean of no samples is none', () => {
  expect(parseStatistic('TM(11:)')!(oneToTen)).toBeNaN();
});

test.each([
  ...['average', 'P95', 'p', 'p101', 'p9.', 'tm', 'tm101', 'TM90', 'pr90', 'iqm', 'toString'],
  ...[
    'TM(:)',
    'TM()',
    'TM(10%:90)',
    'TM(10:90%)',
    'TM(90%:10%)',
    'TM(10%:110%)',
    'PR(1%:2%)',
    'PR(a:b)',
    'TM(2:3',
  ],
])('%s is no statistic', (name) => {
  expect(parseStatistic(name)).toBeUndefined();
});

describe('of any samples, each statistic is that of its values one by one', () => {
  const bags = fc.array(
    fc.record({ value: fc.integer({ min: 0, max: 50 }), count: fc.integer({ min: 1, max: 20 }) }),
    { minLength: 1, maxLength: 8 },
  );
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const naive: Readonly<Record<string, (sorted: readonly number[]) => number>> = {
    SampleCount: (sorted) => sorted.length,
    Sum: total,
    Average: (sorted) => total(sorted) / sorted.length,
    Minimum: (sorted) => sorted[0]!,
    Maximum: (sorted) => sorted.at(-1)!,
    p75: (sorted) => sorted[Math.ceil(sorted.length * 0.75) - 1]!,
    'PR(10:20)': (sorted) =>
      (100 * sorted.filter((value) => value > 10 && value <= 20).length) / sorted.length,
    'TC(10:20)': (sorted) => sorted.filter((value) => value > 10 && value <= 20).length,
    'WM(10:20)': (sorted) => total(sorted.map((value) => Math.min(20, Math.max(10, value)))) / sorted.length,
    tm100: (sorted) => total(sorted) / sorted.length,
  };

  test.each(Object.entries(naive))('%s', (name, expected) => {
    const statistic = parseStatistic(name)!;
    fc.assert(
      fc.property(bags, (bag) => {
        const sorted = bag
          .flatMap(({ value, count }) => Array<number>(count).fill(value))
          .sort((a, b) => a - b);
        expect(statistic(bag)).toBeCloseTo(expected(sorted), 6);
      }),
    );
  });

  test('a trimmed mean lies within, and its sum is its mean times its count', () => {
    fc.assert(
      fc.property(
        bags,
        fc.integer({ min: 1, max: 49 }),
        fc.integer({ min: 51, max: 100 }),
        (bag, low, high) => {
          const [mean, sum, count] = ['TM', 'TS', 'TC'].map((kind) =>
            parseStatistic(`${kind}(${low}%:${high}%)`)!(bag),
          );
          expect(sum).toBeCloseTo(mean! * count!, 6);
          expect(mean).toBeGreaterThanOrEqual(parseStatistic('Minimum')!(bag) - 1e-9);
          expect(mean).toBeLessThanOrEqual(parseStatistic('Maximum')!(bag) + 1e-9);
        },
      ),
    );
  });
});
