import { Tokens, unquoted, type Token } from '../tokens';
import type { Formula, Operator } from './formula';

/** A formula, or what is wrong with its text. */
export type Parsed =
  { readonly formula: Formula; readonly problem?: undefined } | { readonly problem: string };

/** What an `Expression` of a metric query holds at most. */
const maximumLength = 2048;
const maximumDepth = 50;

/** Reads metric math. */
export function parseFormula(text: string): Parsed {
  if (text.length > maximumLength)
    return { problem: `${text.length} characters, expected at most ${maximumLength}` };
  const tokens = new Tokens(text);
  const formula = binary(tokens, 0, 0);
  tokens.expectEnd('expected an operator');
  return tokens.problem === undefined ? { formula } : { problem: tokens.problem };
}

/** Operators from the loosest to the tightest, in their two spellings. */
const levels: readonly Readonly<Record<string, Operator>>[] = [
  { OR: 'OR', '||': 'OR' },
  { AND: 'AND', '&&': 'AND' },
  { '==': '==', '!=': '!=', '<=': '<=', '>=': '>=', '<': '<', '>': '>' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': '/' },
];

function binary(tokens: Tokens, level: number, depth: number): Formula {
  const operators = levels[level];
  if (!operators) return negation(tokens, depth);
  let left = binary(tokens, level + 1, depth);
  for (;;) {
    const { kind, text } = tokens.next;
    const operator = kind !== 'string' && Object.hasOwn(operators, text) ? operators[text] : undefined;
    if (!operator) return left;
    tokens.read();
    left = { kind: 'operation', operator, left, right: binary(tokens, level + 1, depth) };
  }
}

/** In which order CloudWatch applies `-` and `^`, and two `^`, is not documented: those need parentheses here. */
function negation(tokens: Tokens, depth: number): Formula {
  if (!tokens.take('-')) return power(tokens, depth);
  const negated = tokens.next.text === '-' ? negation(tokens, depth) : operand(tokens, depth);
  if (tokens.next.text === '^') tokens.report('expected parentheses around what is negated');
  return { kind: 'negation', operand: negated };
}

function power(tokens: Tokens, depth: number): Formula {
  const left = operand(tokens, depth);
  if (!tokens.take('^')) return left;
  const right = tokens.next.text === '-' ? negation(tokens, depth) : operand(tokens, depth);
  if (tokens.next.text === '^') tokens.report('expected parentheses between two "^"');
  return { kind: 'operation', operator: '^', left, right };
}

function operand(tokens: Tokens, depth: number): Formula {
  if (depth > maximumDepth) tokens.report(`expected at most ${maximumDepth} levels of parentheses`);
  if (tokens.take('(')) {
    const inner = binary(tokens, 0, depth + 1);
    tokens.expect(')');
    return inner;
  }
  if (tokens.take('[')) return { kind: 'array', items: list(tokens, ']', depth) };
  const { kind } = tokens.next;
  if (kind === 'end' || kind === 'sign') tokens.report('expected a metric, a number or a function');
  return kind === 'name' ? named(tokens, depth) : literal(tokens.read());
}

function literal(token: Token): Formula {
  return token.kind === 'string'
    ? { kind: 'text', value: unquoted(token) }
    : { kind: 'number', value: Number(token.text) };
}

function named(tokens: Tokens, depth: number): Formula {
  const { text: name } = tokens.read();
  if (tokens.take('(')) return { kind: 'call', name, args: list(tokens, ')', depth) };
  return /^[A-Z][A-Z0-9_]*$/.test(name) ? { kind: 'word', name } : { kind: 'query', id: name };
}

function list(tokens: Tokens, end: string, depth: number): readonly Formula[] {
  if (tokens.take(end)) return [];
  const items: Formula[] = [];
  do items.push(binary(tokens, 0, depth + 1));
  while (tokens.take(','));
  tokens.expect(end);
  return items;
}
