import { Tokens, unquoted } from './tokens';

/** How a query of Metrics Insights aggregates what metrics received, and the statistic that this is. */
export const insightsStatistics = {
  AVG: 'Average',
  COUNT: 'SampleCount',
  MAX: 'Maximum',
  MIN: 'Minimum',
  SUM: 'Sum',
} as const;

export type InsightsFunction = keyof typeof insightsStatistics;

/** `InstanceId = 'i-1'`: what a dimension, or a tag, must or must not be. */
export interface InsightsCondition {
  readonly key: string;
  readonly equal: boolean;
  readonly value: string;
}

/** A query of Metrics Insights. */
export interface InsightsQuery {
  readonly function: InsightsFunction;
  readonly metric: string;
  readonly namespace: string;
  /** The dimensions that a metric has exactly; undefined where it may have any. */
  readonly dimensions?: readonly string[];
  /** All of them hold. */
  readonly conditions: readonly InsightsCondition[];
  /** Dimensions, of whose values each has a time series of its own. */
  readonly groupBy: readonly string[];
  readonly orderBy?: { readonly function: InsightsFunction; readonly descending: boolean };
  readonly limit?: number;
}

/** A query, or what is wrong with its text. */
export type ParsedInsights =
  { readonly query: InsightsQuery; readonly problem?: undefined } | { readonly problem: string };

/** Whether an expression is a query of Metrics Insights rather than metric math. */
export function isInsights(expression: string): boolean {
  return /^\s*SELECT\s/i.test(expression);
}

/** Reads a query of Metrics Insights. */
export function parseInsights(text: string): ParsedInsights {
  const tokens = new Tokens(text);
  const query = select(tokens);
  tokens.expectEnd('expected a clause');
  return tokens.problem === undefined ? { query } : { problem: tokens.problem };
}

function select(tokens: Tokens): InsightsQuery {
  tokens.expectKeyword('SELECT');
  const aggregate = functionName(tokens);
  tokens.expect('(');
  const metric = name(tokens, 'the name of a metric');
  tokens.expect(')');
  tokens.expectKeyword('FROM');
  const source = from(tokens);
  const conditions = tokens.takeKeyword('WHERE') ? where(tokens) : [];
  const groupBy = clause(tokens, 'GROUP') ? names(tokens) : [];
  const orderBy = clause(tokens, 'ORDER') ? order(tokens) : undefined;
  const limit = tokens.takeKeyword('LIMIT') ? count(tokens) : undefined;
  return { function: aggregate, metric, ...source, conditions, groupBy, orderBy, limit };
}

/** `GROUP BY` and `ORDER BY`. */
function clause(tokens: Tokens, keyword: string): boolean {
  const begins = tokens.takeKeyword(keyword);
  if (begins) tokens.expectKeyword('BY');
  return begins;
}

function functionName(tokens: Tokens): InsightsFunction {
  const found = Object.keys(insightsStatistics).find((candidate) => tokens.takeKeyword(candidate));
  if (!found) tokens.report('expected AVG, COUNT, MAX, MIN or SUM');
  return (found ?? 'AVG') as InsightsFunction;
}

function from(tokens: Tokens): Pick<InsightsQuery, 'namespace' | 'dimensions'> {
  if (!tokens.takeKeyword('SCHEMA')) return { namespace: name(tokens, 'a namespace') };
  tokens.expect('(');
  const namespace = name(tokens, 'a namespace');
  const dimensions = tokens.take(',') ? names(tokens) : [];
  tokens.expect(')');
  return { namespace, dimensions };
}

function where(tokens: Tokens): readonly InsightsCondition[] {
  const conditions: InsightsCondition[] = [];
  do {
    const key = name(tokens, 'a dimension or a tag');
    const equal = tokens.take('=');
    if (!equal) tokens.expect('!=');
    conditions.push({ key, equal, value: value(tokens) });
  } while (tokens.takeKeyword('AND'));
  return conditions;
}

/** Strings in single quotes; accounts may be numbers, or the account of the alarm. */
function value(tokens: Tokens): string {
  const token = tokens.next;
  if (token.kind === 'string' && token.text.startsWith("'")) return unquoted(tokens.read());
  if (token.kind === 'number') return tokens.read().text;
  if (!tokens.takeKeyword('CURRENT_ACCOUNT_ID')) tokens.report('expected a value in single quotes');
  tokens.expect('(');
  tokens.expect(')');
  return 'CURRENT_ACCOUNT_ID()';
}

function order(tokens: Tokens): InsightsQuery['orderBy'] {
  const by = functionName(tokens);
  tokens.expect('(');
  tokens.expect(')');
  const descending = tokens.takeKeyword('DESC');
  if (!descending) tokens.takeKeyword('ASC');
  return { function: by, descending };
}

function count(tokens: Tokens): number {
  if (!/^\d+$/.test(tokens.next.text)) tokens.report('expected a number');
  return Number(tokens.read().text);
}

function names(tokens: Tokens): readonly string[] {
  const found: string[] = [];
  do found.push(name(tokens, 'a dimension or a tag'));
  while (tokens.take(','));
  return found;
}

/** A name, in double quotes where it is more than letters, digits and underscores. */
function name(tokens: Tokens, what: string): string {
  const { kind, text } = tokens.next;
  if (kind === 'string' && text.startsWith('"')) return unquoted(tokens.read());
  if (kind !== 'name' || reserved.includes(text.toUpperCase())) tokens.report(`expected ${what}`);
  return tokens.read().text;
}

/** The words that begin or join clauses, which are names in double quotes only. */
const reserved = ['SELECT', 'FROM', 'SCHEMA', 'WHERE', 'AND', 'GROUP', 'ORDER', 'BY', 'LIMIT', 'ASC', 'DESC'];
