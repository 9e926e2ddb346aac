import type {
  AlarmDefinition,
  Comparison,
  MetricQuery,
} from '../../../lib/rules/alarms/evaluation/definition';
import { samples } from '../../../lib/rules/alarms/evaluation/samples';
import { alarmOn, alarmOnMath, metric, minuteByMinute, simulated, untried, type Shown } from './fixture';

/** The states of an alarm by their first letters. */
function states(alarm: AlarmDefinition, shown: Shown, minutes: number): string {
  return simulated(alarm, shown, minutes)
    .states.map((state) => state[0])
    .join('');
}

const onSum = (periodSeconds: number, settings: Parameters<typeof alarmOn>[1]): AlarmDefinition =>
  alarmOn([metric('m', 'Sum', periodSeconds)], settings);

describe('states follow the data points', () => {
  const m = minuteByMinute('0 1 1 1 0 1 0 1 0 0 0');

  test.each([
    [{ evaluationPeriods: 1 }, 'OAAAOAOAOOO'],
    [{ evaluationPeriods: 3 }, 'OOOAOOOOOOO'],
    [{ evaluationPeriods: 3, datapointsToAlarm: 2 }, 'OOAAAAOAOOO'],
  ])('%o', (settings, expected) => {
    expect(states(onSum(60, settings), { m }, 11)).toBe(expected);
  });

  test.each<[Comparison, string]>([
    ['GreaterThanThreshold', 'OOA'],
    ['GreaterThanOrEqualToThreshold', 'OAA'],
    ['LessThanThreshold', 'AOO'],
    ['LessThanOrEqualToThreshold', 'AAO'],
  ])('%s', (comparison, expected) => {
    expect(states(onSum(60, { comparison, threshold: 1 }), { m: minuteByMinute('0 1 2') }, 3)).toBe(expected);
  });

  test('the state before minute 0 is that of the world before', () => {
    const settings = { evaluationPeriods: 5, missingData: 'ignore' } as const;
    const stopped = (before: number) => (minute: number) => (minute < 0 ? samples(1, before) : []);
    expect(states(onSum(60, settings), { m: stopped(1) }, 30)).toBe('A'.repeat(30));
    expect(states(onSum(60, settings), { m: stopped(0) }, 30)).toBe('O'.repeat(30));
    expect(states(onSum(60, settings), { m: [] }, 3)).toBe('III');
  });
});

describe('missing data', () => {
  const stops = { m: minuteByMinute('0 - - - - - - -') };

  // The last data points are evaluated as long as they are within the range, which is two longer than the periods.
  test.each([
    ['missing', 'OOOOOIII'],
    ['notBreaching', 'OOOOOOOO'],
    ['breaching', 'OOOOOAAA'],
    ['ignore', 'OOOOOOOO'],
  ] as const)('%s', (missingData, expected) => {
    expect(states(onSum(60, { evaluationPeriods: 3, missingData }), stops, 8)).toBe(expected);
  });

  test('an alarm waits for better data points, but not for ever', () => {
    const once = { m: (minute: number) => samples(minute === 3 ? 1 : 0, 1) };
    // - - - - X, then - - - X -, then - - X - -: the example of the user guide.
    expect(states(onSum(60, { evaluationPeriods: 3 }), once, 9)).toBe('IIIIIAAAI');
    expect(states(onSum(60, { evaluationPeriods: 3, missingData: 'notBreaching' }), once, 9)).toBe(
      'OOOOOOOOO',
    );
  });
});

describe('periods', () => {
  test('of several minutes move on every minute', () => {
    const alarm = onSum(300, { threshold: 15 });
    const { series, states: found } = simulated(alarm, { m: minuteByMinute('1 10 10 1') }, 10);
    expect(series).toEqual([5, 14, 23, 23, 23, 23, 14, 5, 5, 5]);
    expect(found.map((state) => state === 'ALARM')).toEqual([0, 0, 1, 1, 1, 1, 0, 0, 0, 0].map(Boolean));
  });

  test('are compared one period apart', () => {
    const alarm = onSum(120, { evaluationPeriods: 2, threshold: 1 });
    expect(states(alarm, { m: minuteByMinute('0 1 1 1 1 1 0') }, 8)).toBe('OOOOAAOO');
  });

  test('of metric math are those of its metrics', () => {
    const queries = [metric('m', 'Sum', 300), { id: 'e', expression: 'DIFF(m) / PERIOD(m)' }];
    const { series } = simulated(alarmOn(queries, { threshold: 1e9 }), { m: minuteByMinute('0 60') }, 8);
    expect(series.map((value) => value! * 5)).toEqual([0, 1, 2, 3, 4, 5, 4, 3]);
  });

  test('of the clock are compared once they ended', () => {
    const alarm = onSum(300, { followsClock: true, threshold: 15 });
    expect(states(alarm, { m: minuteByMinute('1 10 10 1') }, 10)).toBe('OOOOAAAAAO');
  });

  test('over more than a day together are evaluated once an hour', () => {
    const alarm = onSum(86_400, { evaluationPeriods: 2, datapointsToAlarm: 1 });
    expect(states(alarm, { m: minuteByMinute('0 1') }, 61)).toBe(`${'O'.repeat(59)}AA`);
  });
});

describe('percentiles of few samples', () => {
  // 10/(1 - 0.95) is 200 samples, 10/0.1 is 100 of them.
  test.each([
    ['p95', 199, 'O'],
    ['p95', 200, 'A'],
    ['p90', 99, 'O'],
    ['p90', 100, 'A'],
    ['p99.9', 9999, 'O'],
    ['p99.9', 10_000, 'A'],
    ['p10', 99, 'O'],
    ['p10', 100, 'A'],
    ['p100', 1, 'A'],
    ['Average', 1, 'A'],
    ['tm95', 1, 'A'],
  ])('%s of %i samples', (statistic, count, expected) => {
    const m = (minute: number) => samples(minute < 0 ? 10_000 : count, minute < 0 ? 0 : 1);
    expect(states(alarmOn([metric('m', statistic)], { ignoresFewSamples: true }), { m }, 1)).toBe(expected);
    expect(states(alarmOn([metric('m', statistic)]), { m }, 1)).toBe('A');
  });

  test('a metric that stopped has missing data', () => {
    const alarm = alarmOn([metric('m', 'p95')], { ignoresFewSamples: true, missingData: 'breaching' });
    expect(states(alarm, { m: [] }, 1)).toBe('A');
  });
});

describe('what cannot be tried says why', () => {
  const math = 'its metric math';

  test.each([
    ['ANOMALY_DETECTION_BAND(m1)', `${math} uses ANOMALY_DETECTION_BAND, which is not tried`],
    ['IF(HOUR(m1) > 8, m1)', `${math} uses HOUR, which is not tried`],
    ['STDDEV([m1, m2])', `${math} uses STDDEV, which is not tried`],
    ['MEDIAN([m1, m2])', `${math} uses MEDIAN, a function that CloudWatch does not have`],
    ['sum([m1, m2])', `${math} uses sum, a function that CloudWatch does not have`],
    ['m1 / m3', `${math} refers to m3, which the alarm does not have`],
    ['m1 + result', `${math} refers to itself by result`],
    ['m1 +', `${math} cannot be read: expected a metric, a number or a function at the end`],
    ['AVG(m1)', `${math} returns a number, expected one time series`],
    ['[m1, m2]', `${math} returns an array of time series, expected one time series`],
    ['TIME_SERIES(1)', `${math} has no metric`],
    ['ABS(m1, m2)', `${math} gives ABS a time series and a time series, which it does not take`],
    ['ABS(1) * m1', `${math} gives ABS a number, which it does not take`],
    ['SUM()', `${math} gives SUM nothing, which it does not take`],
    ['FILL(m1)', `${math} gives FILL a time series, which it does not take`],
    ['FILL(m1, ZERO)', `${math} gives FILL a time series and a keyword, which it does not take`],
    ['m1 * DESC', `${math} has a keyword where a value belongs`],
    ['m1 * "a"', `${math} has a string where a value belongs`],
    ['SUM([m1, 0])', `${math} has a number in an array, which is not tried`],
    ['SUM([m1] + [m2])', `${math} has an array of time series + an array of time series, which is not tried`],
    ['SUM(METRICS() > 1)', `${math} has an array of time series > a number, which is not tried`],
    ['SUM(METRICS("x"))', `${math} refers to METRICS("x"), of which there are none`],
    ['METRICS(m1)', `${math} gives METRICS a time series, which it does not take`],
    [
      'IF([m1], 1, 0)',
      `${math} gives IF an array of time series and a number and a number, which it does not take`,
    ],
    ['IF(1, 2, 3) * m1', `${math} gives IF a number and a number and a number, which it does not take`],
    ['m1 / PERIOD(60)', `${math} gives PERIOD a number, which it does not take`],
    [
      'FIRST(SORT(METRICS(), AVG, UP))',
      `${math} gives SORT an array of time series and a keyword and a keyword, which it does not take`,
    ],
    [
      'FIRST(SORT(METRICS(), DIFF, ASC))',
      `${math} gives SORT an array of time series and a keyword and a keyword, which it does not take`,
    ],
    [
      'SUM(SLICE(METRICS(), m1))',
      `${math} gives SLICE an array of time series and a time series, which it does not take`,
    ],
    ['SELECT AVG(m) FROM N', 'its query of Metrics Insights is not tried'],
    ['SELECT AVG(m)', 'its query of Metrics Insights cannot be read: expected FROM at the end'],
    [`SUM([${'m1,'.repeat(500)}m2])`, `${math} has an array of more than 500 time series`],
    // Nothing but the first reason.
    ['HOUR(m9) + DAY(m1', `${math} cannot be read: expected ")" at the end`],
    ['m8 + HOUR(m9)', `${math} refers to m8, which the alarm does not have`],
  ])('%s', (expression, expected) => {
    expect(untried(alarmOnMath(expression, ['m1', 'm2']), { m1: 1, m2: 1 })).toBe(expected);
  });

  test.each<[string, readonly MetricQuery[], Parameters<typeof alarmOn>[1], string]>([
    [
      'a period of seconds',
      [metric('m', 'Sum', 10)],
      {},
      'its period is 10 seconds, and only whole minutes are tried',
    ],
    [
      'several periods',
      [metric('m'), metric('n', 'Sum', 300), { id: 'e', expression: 'm + n' }],
      {},
      'its metrics have periods of 60 and 300 seconds, expected one',
    ],
    ['a statistic', [metric('m', 'average')], {}, 'its statistic is average, which is not tried'],
    ['a band', [metric('m')], { threshold: { band: 'e' } }, 'its threshold is a band, which is not tried'],
    [
      'a comparison with a band',
      [metric('m')],
      { comparison: 'GreaterThanUpperThreshold' },
      'its threshold is a band, which is not tried',
    ],
    [
      'M above N',
      [metric('m')],
      { evaluationPeriods: 1, datapointsToAlarm: 15 },
      'its DatapointsToAlarm is 15 of 1 EvaluationPeriods',
    ],
    [
      'a part of a period',
      [metric('m')],
      { evaluationPeriods: 1.5 },
      'its DatapointsToAlarm is 1.5 of 1.5 EvaluationPeriods',
    ],
    [
      'more than ten metrics',
      [...Array.from({ length: 11 }, (_, i) => metric(`m${i}`)), { id: 'e', expression: 'SUM(METRICS())' }],
      {},
      'its metric math has 11 metrics, expected at most 10',
    ],
    [
      'more than a day of minutes',
      [metric('m')],
      { evaluationPeriods: 1441 },
      'its 1441 EvaluationPeriods of 60 seconds are more than 24 hours',
    ],
    [
      'more than a week of hours',
      [metric('m', 'Sum', 3600)],
      { evaluationPeriods: 169 },
      'its 169 EvaluationPeriods of 3600 seconds are more than 168 hours',
    ],
  ])('%s', (_name, queries, settings, expected) => {
    expect(untried(alarmOn(queries, settings), { m: 1, n: 1 })).toBe(expected);
  });

  test('a metric of which the world says nothing', () => {
    expect(untried(alarmOnMath('m1 + m2', ['m1', 'm2']), { m1: 1 })).toBe(
      'what Test m2 shows then is not known',
    );
  });

  test('however deep it is', () => {
    expect(untried(alarmOnMath(`${'-'.repeat(2000)}m1`, ['m1']), { m1: 1 })).toBeUndefined();
    expect(untried(alarmOnMath(`${'1+'.repeat(1000)}m1`, ['m1']), { m1: 1 })).toBeUndefined();
  });

  test('but what the alarm does not look at is not asked', () => {
    const queries = [metric('m2', 'average', 10), { id: 'e', expression: 'HOUR(' }, metric('m1')];
    expect(states(alarmOn(queries), { m1: 1 }, 1)).toBe('A');
  });
});

describe('where the documentation leaves open what CloudWatch does', () => {
  const dropped =
    'its metric math meets missing data points outside FILL, and whether they count as 0 decides';
  const settings = { threshold: 5, missingData: 'notBreaching' } as const;

  test('missing data points outside FILL decide nothing', () => {
    const down: Shown = { requests: [], errors: [], elb: 1000 };
    const total = (errors: string, elb: string) =>
      alarmOnMath(`${errors} + ${elb}`, ['errors', 'elb'], settings);
    expect(untried(total('errors', 'elb'), down)).toBe(dropped);
    expect(states(total('FILL(errors, 0)', 'FILL(elb, 0)'), down, 1)).toBe('A');
    expect(states(total('errors', 'elb'), { errors: [], elb: 1 }, 1)).toBe('O');
    expect(states(total('errors', 'elb'), { errors: 3, elb: 3 }, 1)).toBe('A');
  });

  test('the branch of a condition without data decides nothing', () => {
    const alarm = alarmOnMath('IF(m1 > 0, m2)', ['m1', 'm2'], {
      comparison: 'LessThanThreshold',
      threshold: 1,
    });
    expect(untried(alarm, { m1: 1, m2: [] })).toBe(dropped);
    expect(states(alarm, { m1: 1, m2: 0 }, 1)).toBe('A');
  });

  test('how many data points are retrieved decides nothing', () => {
    const alarm = alarmOnMath('m1 * 0 + TIME_SERIES(SUM(m1))', ['m1'], { threshold: 4 });
    expect(untried(alarm, { m1: 1 })).toBe(
      'its metric math depends on how many data points CloudWatch retrieves, which is not documented',
    );
    expect(states(alarm, { m1: 2 }, 1)).toBe('A');
    expect(states(alarm, { m1: 0.1 }, 1)).toBe('O');
  });
});
