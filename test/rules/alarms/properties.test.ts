import fc from '../../harness/properties';
import type { MissingData } from '../../../lib/rules/alarms/evaluation/definition';
import { samples, type Emission } from '../../../lib/rules/alarms/evaluation/samples';
import { simulate } from '../../../lib/rules/alarms/evaluation/simulation';
import { alarmOn, alarmOnMath, metric, simulated, worldOf } from './fixture';

const minutes = 30;
const treatments = fc.constantFrom<MissingData[]>('missing', 'notBreaching', 'breaching', 'ignore');
const mOfN = fc.integer({ min: 1, max: 5 }).chain((evaluationPeriods) =>
  fc.record({
    evaluationPeriods: fc.constant(evaluationPeriods),
    datapointsToAlarm: fc.integer({ min: 1, max: evaluationPeriods }),
  }),
);

/** Values minute by minute from long before minute 0 on. */
const values = fc.array(fc.constantFrom(0, 1, 2), { minLength: 120, maxLength: 120 });
const sparse = fc.array(fc.constantFrom(undefined, 0, 1, 2), { minLength: 120, maxLength: 120 });
const valueAt = <T>(all: readonly T[], minute: number): T => all[minute + 80]!;

function emissionOf(all: readonly (number | undefined)[]): Emission {
  return (minute) => {
    const value = valueAt(all, minute);
    return value === undefined ? [] : samples(1, value);
  };
}

test('without missing data, M of the last N data points decide', () => {
  fc.assert(
    fc.property(mOfN, treatments, values, (settings, missingData, all) => {
      const { states } = simulated(
        alarmOn([metric('m')], { ...settings, missingData }),
        { m: emissionOf(all) },
        minutes,
      );
      states.forEach((state, minute) => {
        const last = Array.from({ length: settings.evaluationPeriods }, (_, back) =>
          valueAt(all, minute - back),
        );
        const breaching = last.filter((value) => value > 0).length;
        expect(state).toBe(breaching >= settings.datapointsToAlarm ? 'ALARM' : 'OK');
      });
    }),
  );
});

test('raising data points ends no alarm about high ones', () => {
  fc.assert(
    fc.property(
      mOfN,
      treatments,
      sparse,
      fc.array(fc.boolean(), { minLength: 120 }),
      (settings, missingData, all, raises) => {
        const alarm = alarmOn([metric('m')], { ...settings, missingData });
        const raised = all.map((value, i) => (value !== undefined && raises[i] ? value + 1 : value));
        const [before, after] = [all, raised].map(
          (shown) => simulated(alarm, { m: emissionOf(shown) }, minutes).states,
        );
        before!.forEach((state, minute) => {
          if (state === 'ALARM') expect(after![minute]).toBe('ALARM');
        });
      },
    ),
  );
});

test.each([
  ['notBreaching', 'OK'],
  ['breaching', 'ALARM'],
  ['missing', 'INSUFFICIENT_DATA'],
  ['ignore', 'INSUFFICIENT_DATA'],
] as const)('without any data, an alarm that treats it as %s is in %s', (missingData, state) => {
  fc.assert(
    fc.property(mOfN, (settings) => {
      const { states } = simulated(alarmOn([metric('m')], { ...settings, missingData }), { m: [] }, minutes);
      expect(new Set(states)).toEqual(new Set([state]));
    }),
  );
});

test('with good data only, or none, nothing but missing data alarms', () => {
  fc.assert(
    fc.property(mOfN, treatments, sparse, (settings, missingData, all) => {
      const good = all.map((value) => value && 0);
      const { states } = simulated(
        alarmOn([metric('m')], { ...settings, missingData }),
        { m: emissionOf(good) },
        minutes,
      );
      if (missingData !== 'breaching') expect(states).not.toContain('ALARM');
    }),
  );
});

test('the period of a sum is the sum of its minutes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), values, (periodMinutes, all) => {
      const { series } = simulated(
        alarmOn([metric('m', 'Sum', periodMinutes * 60)]),
        { m: emissionOf(all) },
        minutes,
      );
      series.forEach((value, minute) => {
        const period = Array.from({ length: periodMinutes }, (_, back) => valueAt(all, minute - back));
        expect(value).toBe(period.reduce<number>((sum, each) => sum + each, 0));
      });
    }),
  );
});

test('no metric math stops the engine', () => {
  const { math } = fc.letrec<{ math: string }>((tie) => ({
    math: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'math' },
      fc.constantFrom(
        'm1',
        'm2',
        '0',
        '2.5',
        'METRICS()',
        'METRICS("2")',
        'REPEAT',
        'LINEAR',
        'ASC',
        'AVG',
        '"1"',
      ),
      fc
        .tuple(tie('math'), fc.constantFrom('+', '-', '*', '/', '>', '==', 'AND'), tie('math'))
        .map((parts) => `(${parts.join(' ')})`),
      tie('math').map((inner) => `-(${inner})`),
      fc.array(tie('math'), { maxLength: 3 }).map((items) => `[${items.join()}]`),
      fc
        .tuple(
          fc.constantFrom(
            'ABS',
            'LOG',
            'FILL',
            'IF',
            'SUM',
            'MIN',
            'AVG',
            'RATE',
            'SORT',
            'SLICE',
            'FIRST',
            'TIME_SERIES',
          ),
          fc.array(tie('math'), { maxLength: 3 }),
        )
        .map(([name, args]) => `${name}(${args.join()})`),
    ),
  }));
  fc.assert(
    fc.property(math, sparse, (expression, all) => {
      const alarm = alarmOnMath(expression, ['m1', 'm2'], { evaluationPeriods: 2 });
      const result = simulate(alarm, worldOf({ m1: emissionOf(all), m2: 1 }), 3);
      if ('untried' in result) expect(result.untried).not.toBe('');
      else expect(result.series.every((value) => value === undefined || Number.isFinite(value))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
