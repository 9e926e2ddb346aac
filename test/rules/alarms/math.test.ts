import { alarmOnMath, minuteByMinute, simulated } from './fixture';

/** What metric math makes of metrics, minute by minute; `-` is a missing data point. */
function result(
  expression: string,
  metrics: Readonly<Record<string, string>>,
  evaluationPeriods = 1,
): string {
  const shown = Object.fromEntries(
    Object.entries(metrics).map(([id, values]) => [id, minuteByMinute(values)]),
  );
  // Beyond every value, so that no state changes, and what differs by reading decides nothing.
  const alarm = alarmOnMath(expression, Object.keys(metrics), { threshold: 1e9, evaluationPeriods });
  const { series } = simulated(alarm, shown, Object.values(metrics)[0]!.split(' ').length);
  return series.map((value) => (value === undefined ? '-' : String(Math.round(value * 1e6) / 1e6))).join(' ');
}

// Unless another source is named: "Metric math syntax and functions" in the CloudWatch user guide.

describe('numbers and operators', () => {
  test.each([
    ['5 * m1', '1 2 -', '5 10 -'],
    ['m1 - 1 - 1', '5 1', '3 -1'],
    ['100 / m1 / 2', '2 25', '25 2'],
    ['2 + 3 * m1', '2', '8'],
    ['(2 + 3) * m1', '2', '10'],
    ['2 * m1 ^ 2', '3', '18'],
    ['2 ^ -m1', '1', '0.5'],
    ['-5*m1', '1', '-5'],
    ['--m1', '1', '1'],
    ['1e3 * m1 + .5 + 2.', '1', '1002.5'],
    ['m1 > 1 == 1', '1 2', '0 1'],
    ['1 + 1 == m1', '2 3', '1 0'],
    ['m1 != 1', '1 2', '0 1'],
    ['m1 <= 1', '1 2', '1 0'],
    ['m1 < 2 AND m1 > 0 OR m1 == 5', '1 5 0', '1 1 0'],
    ['m1 < 2 && m1 > 0 || m1 == 5', '1 5 0', '1 1 0'],
    ['m1 == 5 OR m1 > 0 AND m1 < 2', '1 5 0', '1 1 0'],
    ['m1 +\n  m1', '1', '2'],
    // Data points after a division by zero are dropped.
    ['1 / m1', '0 2', '- 0.5'],
    ['m1 / m1', '0 2', '- 1'],
    ['m1 * (1 / 0)', '1', '-'],
    ['LOG(m1)', '0 1 -', '- 0 -'],
  ])('%s of %s', (expression, m1, expected) => {
    expect(result(expression, { m1 })).toBe(expected);
  });
});

describe('missing data points', () => {
  const metrics = { m1: '30 20 0 0 - -', m2: '20 - 20 - 7 -' };

  // The table of "Comparison and logical operators", and two minutes more: zero where only one has a data point.
  test.each([
    ['m1 < m2', '0 0 1 0 1 -'],
    ['m1 >= 30', '1 0 0 0 - -'],
    ['m1 > 15 AND m2 > 15', '1 0 0 0 0 -'],
    // "Missing values in a time series are treated as 0", of arithmetic.
    ['m1 + m2', '50 20 20 0 7 -'],
    ['m1 - m2', '10 20 -20 0 -7 -'],
    ['100 * m1 / m2', '150 - 0 - 0 -'],
    ['SUM([m1, m2] + m1)', '110 60 20 0 7 -'],
    ['SUM([m1, m2])', '50 20 20 0 7 -'],
    // "Missing values are treated as 0", of AVG.
    ['AVG([m1, m2])', '25 10 10 0 3.5 -'],
    ['MAX([m1, m2])', '30 20 20 0 7 -'],
    ['MIN([m1, m2])', '20 0 0 0 0 -'],
    ['DATAPOINT_COUNT([m1, m2])', '2 1 2 1 1 0'],
  ])('%s', (expression, expected) => {
    expect(result(expression, metrics)).toBe(expected);
  });
});

describe('IF', () => {
  // The tables of "Using IF expressions".
  const metrics = { metric1: '1 1 0 0 -', metric2: '30 - 0 0 30', metric3: '0 0 20 - 20' };

  test.each([
    ['IF(metric1, metric2, metric3)', '30 0 20 0 -'],
    ['IF(metric1, 5, metric3)', '5 5 20 - -'],
    ['IF(metric1, metric2, 5)', '30 0 5 5 -'],
    ['IF(metric1, 1, 0)', '1 1 0 0 -'],
    ['IF(metric1, metric2)', '30 0 - - -'],
    ['IF(metric1 > 0, 7)', '7 7 - - -'],
    ['IF(1, metric2, metric3)', '30 - 0 0 30'],
    ['IF(0, metric2, metric3)', '0 0 20 - 20'],
    ['IF(0, metric2)', '- - - - -'],
    // "TRUE if the value of the condition is any other value" than zero.
    ['IF(-metric1, 1, 2)', '1 1 2 2 -'],
  ])('%s', (expression, expected) => {
    expect(result(expression, metrics)).toBe(expected);
  });
});

describe('FILL', () => {
  test.each([
    ['FILL(m1, 0)', '1 - 3', '1 0 3'],
    ['FILL(m1, -1.5)', '- 2', '-1.5 2'],
    // Of a metric that was never published, too: it is how errors that did not happen yet are counted.
    ['FILL(m1, 0)', '- - -', '0 0 0'],
    ['FILL(m1, m1 * 0)', '1 -', '1 -'],
    ['SUM(FILL(METRICS(), 1))', '- 2', '1 2'],
  ])('%s of %s', (expression, m1, expected) => {
    expect(result(expression, { m1 })).toBe(expected);
  });

  test('another metric', () => {
    expect(result('FILL(m1, m2)', { m1: '1 - -', m2: '5 6 -' })).toBe('1 6 -');
    expect(result('SUM(FILL([m1, m2], m2))', { m1: '1 - -', m2: '5 6 -' })).toBe('6 12 -');
  });

  test('the last value before the gap, as far as data points are retrieved', () => {
    expect(result('FILL(m1, REPEAT)', { m1: '1 - - - 5 -' })).toBe('1 1 1 - 5 5');
    expect(result('FILL(m1, REPEAT)', { m1: '- 2 -' })).toBe('- 2 2');
  });

  test('a straight line, once the gap has ended', () => {
    expect(result('DIFF(FILL(m1, LINEAR))', { m1: '1 - 5 -' })).toBe('0 - 2 -');
  });
});

describe('functions of each data point', () => {
  test.each([
    ['ABS(m1)', '-1 2', '1 2'],
    ['CEIL(m1)', '1.2 -1.2', '2 -1'],
    ['FLOOR(m1)', '1.2 -1.2', '1 -2'],
    ['LOG(m1)', '1 2.718281828459045', '0 1'],
    ['LOG10(m1)', '100 0.1', '2 -1'],
    ['SUM(ABS([m1, -m1]))', '-3', '6'],
    ['m1 / PERIOD(m1)', '120', '2'],
    ['m1 * 0 + TIME_SERIES(7)', '1 2', '7 7'],
    ['TIME_SERIES(7) + m1 * 0', '1 -', '7 7'],
  ])('%s of %s', (expression, m1, expected) => {
    expect(result(expression, { m1 })).toBe(expected);
  });
});

describe('functions of data points one after the other', () => {
  test.each([
    ['DIFF(m1)', '1 3 - 2', '0 2 - -1'],
    ['DIFF_TIME(m1)', '1 3 - 2', '60 60 - 120'],
    ['RATE(m1)', '60 120 - 0', '0 1 - -1'],
    ['SUM(DIFF([m1, m1]))', '1 3', '0 4'],
  ])('%s of %s', (expression, m1, expected) => {
    expect(result(expression, { m1 })).toBe(expected);
  });

  test('aggregates over time are numbers, over the data points that are retrieved', () => {
    // One evaluation period and two data points more.
    expect(result('m1 - AVG(m1)', { m1: '3 3 9' })).toBe('0 0 4');
    expect(result('m1 - MIN(m1)', { m1: '3 3 9' })).toBe('0 0 6');
    expect(result('MAX(m1) - m1', { m1: '9 3 3' })).toBe('0 6 6');
    expect(result('m1 / SUM(m1)', { m1: '1 1 2' })).toBe('0.333333 0.333333 0.5');
    expect(result('m1 * DATAPOINT_COUNT(m1)', { m1: '1 - 1' })).toBe('3 - 2');
    expect(result('m1 * 0 + TIME_SERIES(MAX(m1))', { m1: '- - -' })).toBe('- - -');
  });
});

describe('arrays', () => {
  const metrics = { errors4xx: '1 1', errors5xx: '2 -', requests: '10 10' };

  test.each([
    ['SUM(METRICS())', '13 11'],
    ['SUM(METRICS("errors"))', '3 1'],
    ["SUM(METRICS('5xx'))", '2 -'],
    ['SUM([METRICS("4xx"), METRICS("5xx")])', '3 1'],
    ['100*SUM(METRICS("errors"))/requests', '30 10'],
    ['SUM(METRICS("errors")/requests)', '0.3 0.1'],
    ['SUM(100/[errors4xx, requests])', '110 110'],
    ['SUM(-[errors4xx, requests])', '-11 -11'],
    ['requests/METRIC_COUNT(METRICS())', '3.333333 3.333333'],
    ['FIRST(METRICS())', '1 1'],
    ['LAST(METRICS())', '10 10'],
    ['FIRST(SORT(METRICS(), SUM, DESC))', '10 10'],
    ['FIRST(SORT(METRICS(), MAX, ASC))', '1 1'],
    ['SUM(SORT(METRICS(), AVG, DESC, 2))', '12 10'],
    ['SUM(SLICE(METRICS(), 1))', '12 10'],
    ['SUM(SLICE(METRICS(), 0, 2))', '3 1'],
    ['METRIC_COUNT(REMOVE_EMPTY(METRICS())) * requests', '30 30'],
  ])('%s', (expression, expected) => {
    expect(result(expression, metrics)).toBe(expected);
  });

  test('series without data are removed, and sorted last', () => {
    const sparse = { never: '- -', one: '1 1', two: '2 2' };
    expect(result('one * METRIC_COUNT(REMOVE_EMPTY(METRICS()))', sparse)).toBe('2 2');
    expect(result('LAST(SORT(METRICS(), SUM, ASC))', sparse)).toBe('- -');
    expect(result('LAST(SORT(METRICS(), SUM, DESC))', sparse)).toBe('- -');
    expect(result('FIRST(REMOVE_EMPTY([never]))', sparse)).toBe('- -');
  });
});

describe('expressions of expressions', () => {
  test('each is evaluated on the results of those it refers to', () => {
    const { queries, ...alarm } = alarmOnMath('rate * 100', ['errors', 'requests'], { threshold: 1e9 });
    const rate = { id: 'rate', expression: 'SUM(pair) / requests' };
    const pair = { id: 'pair', expression: '[errors, doubled]' };
    const doubled = { id: 'doubled', expression: 'errors * factor' };
    const factor = { id: 'factor', expression: '1 + 1' };
    const { series } = simulated(
      { ...alarm, queries: [rate, pair, ...queries, doubled, factor] },
      { errors: 1, requests: 100 },
    );
    expect(series).toEqual([3]);
  });
});
