import { Undecided } from '../../../lib/model/tri';
import { show, type Value } from '../../../lib/model/value';
import { holds, parseAlarmRule, type AlarmRule } from '../../../lib/rules/alarms/reach/alarm-rule';
import type { AlarmState } from '../../../lib/rules/alarms/evaluation/simulation';
import { sub } from '../../checklist/expressions';
import { valueOf } from '../../harness/environment';
import fc from '../../harness/properties';

const states: readonly AlarmState[] = ['ALARM', 'OK', 'INSUFFICIENT_DATA'];
const alarms = ['a', 'b', 'c', 'a b', 'NOT', '(x)', '100%', 'a,b'] as const;

function rule(text: string): AlarmRule {
  const parsed = parseAlarmRule(valueOf(text));
  if (parsed instanceof Undecided) throw new Error(parsed.why);
  return parsed;
}

/** A rule with the names of its alarms as texts, so that two can be compared. */
function plain(of: AlarmRule): unknown {
  switch (of.kind) {
    case 'constant':
      return of.value;
    case 'state':
      return [of.state, show(of.alarm)];
    case 'not':
      return { not: plain(of.operand) };
    case 'atLeast':
      return { atLeast: of.count, of: of.operands.map(plain) };
  }
}

const inAlarm =
  (...names: readonly string[]) =>
  (alarm: Value, state: AlarmState): boolean =>
    state === (names.includes(show(alarm)) ? 'ALARM' : 'OK');

describe('reads', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => ['ALARM', name]);

  test.each<[text: string, rule: unknown]>([
    ['ALARM("a")', a],
    ['ALARM(a)', a],
    [' ALARM ( a )\n', a],
    ['((ALARM(a)))', a],
    ['OK(a)', ['OK', 'a']],
    ['INSUFFICIENT_DATA(a)', ['INSUFFICIENT_DATA', 'a']],
    ['TRUE', true],
    ['FALSE', false],
    ['NOT ALARM(a)', { not: a }],
    ['(NOT (ALARM("a")))', { not: a }],
    ['NOT NOT ALARM(a)', { not: { not: a } }],
    ['ALARM(a) OR ALARM(b) OR ALARM(c)', { atLeast: 1, of: [a, b, c] }],
    ['ALARM(a) OR ALARM(b) AND ALARM(c)', { atLeast: 1, of: [a, { atLeast: 2, of: [b, c] }] }],
    ['NOT ALARM(a) AND ALARM(b)', { atLeast: 2, of: [{ not: a }, b] }],
    ['AT_LEAST(2, ALARM, (a, b, c))', { atLeast: 2, of: [a, b, c] }],
    ['AT_LEAST(60%, ALARM, ("a", "b", "c"))', { atLeast: 2, of: [a, b, c] }],
    ['AT_LEAST(1, NOT OK, (a))', { atLeast: 1, of: [{ not: ['OK', 'a'] }] }],
    ['ALARM("a (b) AND c")', ['ALARM', 'a (b) AND c']],
    [
      'ALARM(arn:aws:cloudwatch:eu-west-1:111111111111:alarm:a)',
      ['ALARM', 'arn:aws:cloudwatch:eu-west-1:111111111111:alarm:a'],
    ],
  ])('%s', (text, expected) => {
    expect(plain(rule(text))).toEqual(expected);
  });

  test('names with references in them', () => {
    const template = {
      Resources: { A: { Type: 'AWS::CloudWatch::Alarm' } },
      Parameters: { P: { Type: 'String' } },
    };
    const value = valueOf(sub('ALARM("${A.Arn}") OR OK(${P}-errors)'), template);
    expect(plain(parseAlarmRule(value) as AlarmRule)).toEqual({
      atLeast: 1,
      of: [
        ['ALARM', '${A.Arn}'],
        ['OK', '${Shop.P}-errors'],
      ],
    });
  });
});

test.each([
  '',
  'a',
  'ALARM',
  'ALARM()',
  'ALARM("")',
  'ALARM(a',
  'ALARM(a))',
  'ALARM(a b)',
  'ALARM("a)',
  'alarm(a)',
  'ALARM(a) AND',
  'ALARM(a) ALARM(b)',
  'OR ALARM(a)',
  'NOT',
  'AT_LEAST(ALARM, (a))',
  'AT_LEAST(x, ALARM, (a))',
  'AT_LEAST(1, ALARM, a)',
  'AT_LEAST(1, ALARM, (a,))',
  'ALARM("\u00000\u0000")',
  `${'('.repeat(500)}ALARM(a)${')'.repeat(500)}`,
  `ALARM(${'a'.repeat(20_000)})`,
])('takes %j for no rule', (text) => {
  expect(parseAlarmRule(valueOf(text))).toEqual(new Undecided('its AlarmRule cannot be read'));
});

test('says why a rule is not known', () => {
  const template = { Parameters: { P: { Type: 'String' } } };
  expect(parseAlarmRule(valueOf({ Ref: 'P' }, template))).toEqual(
    new Undecided('its AlarmRule cannot be read (parameter P of Shop has no default and was given no value)'),
  );
});

describe('holds', () => {
  test.each<[text: string, inAlarm: string[], holds: boolean]>([
    ['ALARM(a) OR ALARM(b)', ['b'], true],
    ['ALARM(a) AND ALARM(b)', ['b'], false],
    ['ALARM(a) AND NOT ALARM(b)', ['a'], true],
    ['ALARM(a) AND NOT ALARM(b)', ['a', 'b'], false],
    ['AT_LEAST(2, ALARM, (a, b, c))', ['a', 'c'], true],
    ['AT_LEAST(2, ALARM, (a, b, c))', ['c'], false],
    ['AT_LEAST(50%, NOT OK, (a, b))', ['a'], true],
    ['AT_LEAST(51%, NOT OK, (a, b))', ['a'], false],
    ['OK(a)', [], true],
    ['TRUE', [], true],
    ['FALSE OR ALARM(a)', [], false],
  ])('%s with %j in ALARM: %s', (text, names, expected) => {
    expect(holds(rule(text), inAlarm(...names))).toBe(expected);
  });

  test('what one alarm decides is decided, whatever the others are', () => {
    const doubt = new Undecided('who knows');
    const isIn = (alarm: Value, state: AlarmState) => (show(alarm) === 'a' ? state === 'ALARM' : doubt);
    expect(holds(rule('ALARM(a) OR ALARM(b)'), isIn)).toBe(true);
    expect(holds(rule('OK(a) AND ALARM(b)'), isIn)).toBe(false);
    expect(holds(rule('ALARM(a) AND ALARM(b)'), isIn)).toBe(doubt);
    expect(holds(rule('AT_LEAST(2, OK, (a, b))'), isIn)).toBe(false);
  });
});

/** A rule as text, and whether it holds for alarms in some states. */
interface Written {
  readonly text: string;
  readonly holds: (states: ReadonlyMap<string, AlarmState>) => boolean;
}

const { any: written } = fc.letrec<{ any: Written }>((tie) => {
  const name = fc.constantFrom(...alarms);
  const state = fc.constantFrom(...states);
  const several = fc.array(tie('any'), { minLength: 1, maxLength: 3 });
  return {
    any: fc.oneof(
      { depthSize: 'small' },
      fc.boolean().map((value): Written => ({ text: value ? 'TRUE' : 'FALSE', holds: () => value })),
      fc.tuple(state, name).map(([is, alarm]): Written => ({
        text: `${is}("${alarm}")`,
        holds: (all) => all.get(alarm) === is,
      })),
      tie('any').map((operand): Written => ({
        text: `NOT (${operand.text})`,
        holds: (all) => !operand.holds(all),
      })),
      several.map((operands): Written => ({
        text: operands.map(({ text }) => `(${text})`).join(' AND '),
        holds: (all) => operands.every((operand) => operand.holds(all)),
      })),
      several.map((operands): Written => ({
        text: operands.map(({ text }) => `(${text})`).join('  OR '),
        holds: (all) => operands.some((operand) => operand.holds(all)),
      })),
      fc
        .tuple(fc.nat(4), fc.boolean(), state, fc.array(name, { minLength: 1, maxLength: 4 }))
        .map(([count, negated, is, among]): Written => ({
          text: `AT_LEAST(${count}, ${negated ? 'NOT ' : ''}${is}, (${among.map((one) => `"${one}"`).join(', ')}))`,
          holds: (all) => among.filter((one) => (all.get(one) === is) !== negated).length >= count,
        })),
    ),
  };
});

test('agrees with what was written, for any states', () => {
  const given = fc.tuple(...alarms.map(() => fc.constantFrom(...states)));
  fc.assert(
    fc.property(written, given, (expected, chosen) => {
      const all = new Map(alarms.map((name, i) => [name as string, chosen[i]!]));
      const isIn = (alarm: Value, state: AlarmState) => all.get(show(alarm)) === state;
      expect(holds(rule(expected.text), isIn)).toBe(expected.holds(all));
    }),
  );
});

test('reads whatever it is given', () => {
  const word = fc.constantFrom(
    'ALARM',
    '(',
    ')',
    ',',
    '"',
    'a',
    'AND',
    'OR',
    'NOT',
    'AT_LEAST',
    '2',
    '5%',
    ' ',
    'TRUE',
  );
  fc.assert(
    fc.property(fc.array(word), (words) => {
      expect(() => parseAlarmRule(valueOf(words.join('')))).not.toThrow();
    }),
  );
});
