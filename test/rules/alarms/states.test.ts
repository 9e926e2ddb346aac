import type { MissingData } from '../../../lib/rules/alarms/evaluation/definition';
import type { AlarmState } from '../../../lib/rules/alarms/evaluation/simulation';
import { nextState } from '../../../lib/rules/alarms/evaluation/states';
import { alarmOn, metric } from './fixture';

/** `0` is a data point within the threshold, `X` one beyond it, `-` a missing one; the latest is the last. */
const pointsOf = (row: string): Float64Array =>
  Float64Array.from(row.split(' '), (point) => ({ '0': 0, X: 1 })[point] ?? NaN);

const stateAfter = (
  row: string,
  datapointsToAlarm: number,
  missingData: MissingData,
  now: AlarmState,
): string =>
  nextState(
    alarmOn([metric('m')], { evaluationPeriods: 3, datapointsToAlarm, missingData }),
    pointsOf(row),
    now,
  );

type Row = readonly [
  points: string,
  missing: string,
  ignore: string,
  breaching: string,
  notBreaching: string,
];

// The tables of "Configuring how CloudWatch alarms treat missing data" in the CloudWatch user guide, row by row.
describe.each<[string, number, readonly Row[]]>([
  [
    '3 of 3',
    3,
    [
      ['0 - X - X', 'OK', 'OK', 'OK', 'OK'],
      ['0 - - - -', 'OK', 'OK', 'OK', 'OK'],
      ['- - - - -', 'INSUFFICIENT_DATA', 'retained', 'ALARM', 'OK'],
      ['0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['- - X - -', 'ALARM', 'retained', 'ALARM', 'OK'],
      // From an older version of the table.
      ['- - - - X', 'INSUFFICIENT_DATA', 'retained', 'ALARM', 'OK'],
      ['X - - - -', 'ALARM', 'retained', 'ALARM', 'OK'],
    ],
  ],
  [
    '2 of 3',
    2,
    [
      ['0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
      ['- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
      ['- - - X -', 'ALARM', 'retained', 'ALARM', 'OK'],
      ['- - - - X', 'INSUFFICIENT_DATA', 'retained', 'ALARM', 'OK'],
    ],
  ],
])('%s', (_name, datapointsToAlarm, rows) => {
  test.each(rows)('%s', (points, ...expected) => {
    const treatments: readonly MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];
    treatments.forEach((treatment, column) => {
      for (const now of ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const) {
        const wanted = expected[column] === 'retained' ? now : expected[column];
        expect([treatment, stateAfter(points, datapointsToAlarm, treatment, now)]).toEqual([
          treatment,
          wanted,
        ]);
      }
    });
  });
});
