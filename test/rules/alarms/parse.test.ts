import fc from '../../harness/properties';
import type { Formula, Operator } from '../../../lib/rules/alarms/evaluation/math/formula';
import { parseFormula } from '../../../lib/rules/alarms/evaluation/math/parse';

/** A formula with parentheses wherever it could have them. */
function printed(formula: Formula): string {
  switch (formula.kind) {
    case 'number':
      return String(formula.value);
    case 'text':
      return `"${formula.value.replace(/["\\]/g, '\\$&')}"`;
    case 'word':
      return formula.name;
    case 'query':
      return formula.id;
    case 'array':
      return `[${formula.items.map(printed).join(', ')}]`;
    case 'call':
      return `${formula.name}(${formula.args.map(printed).join(', ')})`;
    case 'negation':
      return `(-${printed(formula.operand)})`;
    case 'operation':
      return `(${printed(formula.left)} ${formula.operator} ${printed(formula.right)})`;
  }
}

const parsed = (text: string): string => {
  const { formula, problem } = { formula: undefined, ...parseFormula(text) };
  return formula ? printed(formula) : problem;
};

test.each([
  ['a-b-c', '((a - b) - c)'],
  ['a/b*c', '((a / b) * c)'],
  ['a+b*c^2', '(a + (b * (c ^ 2)))'],
  ['-a*b', '((-a) * b)'],
  ['a--b', '(a - (-b))'],
  ['(-a)^2', '((-a) ^ 2)'],
  ['a^-b', '(a ^ (-b))'],
  ['a+1>b*2', '((a + 1) > (b * 2))'],
  ['a>1&&b>2||c', '(((a > 1) AND (b > 2)) OR c)'],
  ['a OR b AND c', '(a OR (b AND c))'],
  ['SORT(METRICS(), AVG, DESC)', 'SORT(METRICS(), AVG, DESC)'],
  ['METRICS(\'a "b"\')', 'METRICS("a \\"b\\"")'],
  ['[]', '[]'],
  ['1e3+.5', '(1000 + 0.5)'],
])('%s is read as %s', (text, expected) => {
  expect(parsed(text)).toBe(expected);
});

test.each([
  ['', 'expected a metric, a number or a function at the end'],
  ['m1 +', 'expected a metric, a number or a function at the end'],
  ['m1 / * m2', 'expected a metric, a number or a function at "* m2"'],
  ['m1 m2', 'expected an operator at "m2"'],
  ['(m1', 'expected ")" at the end'],
  ['m1)', 'expected an operator at ")"'],
  ['SUM([m1, m2)', 'expected "]" at ")"'],
  ['SUM(m1,)', 'expected a metric, a number or a function at ")"'],
  ['m1 = 2', 'expected an operator at "= 2"'],
  ['m1 % 2', 'expected an operator at "% 2"'],
  ['m1 + "abc', 'expected a metric, a number or a function at ""abc"'],
  [
    '§ and more than twenty characters',
    'expected a metric, a number or a function at "§ and more than twen…"',
  ],
  ['NOT m1', 'expected an operator at "m1"'],
  // The order of these is not documented.
  ['-m1 ^ 2', 'expected parentheses around what is negated at "^ 2"'],
  ['2 ^ -m1 ^ 2', 'expected parentheses around what is negated at "^ 2"'],
  ['m1 ^ m2 ^ m3', 'expected parentheses between two "^" at "^ m3"'],
  [`${'('.repeat(60)}m1`, 'expected at most 50 levels of parentheses at "(((((((((m1"'],
  ['1+'.repeat(1025), '2050 characters, expected at most 2048'],
])('%s cannot be read', (text, problem) => {
  expect(parsed(text)).toBe(problem);
});

const operators: readonly Operator[] = [
  '+',
  '-',
  '*',
  '/',
  '^',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'AND',
  'OR',
];

const { formulas } = fc.letrec<{ formulas: Formula }>((tie) => ({
  formulas: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'formula' },
    fc.nat({ max: 1000 }).map((value): Formula => ({ kind: 'number', value })),
    fc.constantFrom('m1', 'error_Rate2').map((id): Formula => ({ kind: 'query', id })),
    fc.constantFrom('REPEAT', 'DESC').map((name): Formula => ({ kind: 'word', name })),
    fc.string({ maxLength: 5 }).map((value): Formula => ({ kind: 'text', value })),
    fc.array(tie('formulas'), { maxLength: 3 }).map((items): Formula => ({ kind: 'array', items })),
    fc
      .record({ name: fc.constantFrom('SUM', 'LOG10'), args: fc.array(tie('formulas'), { maxLength: 3 }) })
      .map((call): Formula => ({ kind: 'call', ...call })),
    tie('formulas').map((operand): Formula => ({ kind: 'negation', operand })),
    fc
      .record({ operator: fc.constantFrom(...operators), left: tie('formulas'), right: tie('formulas') })
      .map((operation): Formula => ({ kind: 'operation', ...operation })),
  ),
}));

test('what is printed is read as it was', () => {
  fc.assert(
    fc.property(formulas, (formula) => {
      const text = printed(formula);
      fc.pre(text.length <= 2048);
      expect(parseFormula(text)).toEqual({ formula });
    }),
  );
});

test('no text stops the reader', () => {
  const pieces = fc.constantFrom('m1', '(', ')', '[', ']', ',', '-', '^', 'SUM(', '"', '1', '>', ' ', 'AND');
  const texts = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.array(pieces, { maxLength: 2000 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(Object.keys(parseFormula(text))).toHaveLength(1);
    }),
  );
});
