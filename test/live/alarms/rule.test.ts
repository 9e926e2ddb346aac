import { nameOf } from '../../../lib/live/alarms/alarm';
import { ruleOf } from '../../../lib/live/alarms/rule';

const arn = 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a';

/** Whether a rule holds where some alarms are in ALARM and the others OK. */
function holds(text: string, ...firing: readonly string[]): boolean | undefined {
  return ruleOf(text, nameOf)?.holds((alarm) => (firing.includes(alarm) ? 'ALARM' : 'OK'));
}

test.each([
  ['ALARM(a)', ['a'], true],
  [`ALARM("${arn}")`, ['a'], true],
  ['ALARM("with (brackets) and OR")', ['with (brackets) and OR'], true],
  ['ALARM(a) AND ALARM(b)', ['a'], false],
  ['ALARM(a) OR ALARM(b) AND ALARM(c)', ['a'], true],
  ['(ALARM(a) OR ALARM(b)) AND ALARM(c)', ['a'], false],
  ['ALARM(a) AND NOT ALARM(b)', ['a', 'b'], false],
  ['NOT (OK(a) AND OK(b))', ['b'], true],
  ['INSUFFICIENT_DATA(a)', ['a'], false],
  ['AT_LEAST(2, ALARM, (a, b, c))', ['a', 'c'], true],
  ['AT_LEAST(60%, NOT OK, (a, b, c))', ['a'], false],
  ['TRUE AND NOT FALSE', [], true],
])('%s with %j in ALARM', (text, firing, expected) => {
  expect(holds(text, ...firing)).toBe(expected);
});

test.each([
  '',
  'ALARM(a',
  'ALARM()',
  'ALARM a',
  'NOT',
  'ALARM(a) XOR ALARM(b)',
  'AT_LEAST(x, ALARM, (a))',
  'ALARM(a) )',
])('no rule: %s', (text) => {
  expect(ruleOf(text, nameOf)).toBeUndefined();
});

test('the alarms that a rule reads, each once', () => {
  expect(ruleOf(`ALARM(a) OR ALARM("${arn}") AND AT_LEAST(1, OK, (b, c))`, nameOf)?.alarms).toEqual([
    'a',
    'b',
    'c',
  ]);
});
