import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';

/** What a dashboard draws, and where it takes it from. */
export interface Graph {
  readonly title: string;
  readonly region: string;
  readonly query: MetricDataQuery;
}

/** What a dashboard draws; what cannot be read is counted. */
export interface Drawn {
  readonly graphs: readonly Graph[];
  readonly unreadable: number;
}

type Members = Readonly<Record<string, unknown>>;

/** Reads the body of a dashboard, which is text of whoever made it. Undefined where it is no dashboard. */
export function graphsIn(body: string, home: string): Drawn | undefined {
  const widgets = membersOf(parsed(body))?.widgets;
  if (!Array.isArray(widgets)) return undefined;
  const graphs: Graph[] = [];
  let unreadable = 0;
  for (const widget of widgets as readonly unknown[]) {
    const { type, properties } = membersOf(widget) ?? {};
    if (type !== 'metric') continue;
    const { metrics, region, title, stat, annotations } = membersOf(properties) ?? {};
    // A widget may show an alarm alone.
    if (metrics === undefined && annotations !== undefined) continue;
    const drawn = rowsOf(metrics)?.map((row) => queryOf(row, textOr(stat, 'Average')));
    if (!drawn) unreadable++;
    for (const found of drawn ?? []) {
      if (found === 'unreadable') unreadable++;
      else if (found)
        graphs.push({
          title: textOr(title, 'a graph without a title'),
          region: found.region ?? textOr(region, home),
          query: found.query,
        });
    }
  }
  return { graphs, unreadable };
}

interface Row {
  readonly words: readonly string[];
  readonly options: Members;
}

/** The rows of a graph, with what they leave out as it is in the row above. */
function rowsOf(metrics: unknown): readonly Row[] | undefined {
  if (!Array.isArray(metrics)) return undefined;
  const rows: Row[] = [];
  let above: readonly string[] = [];
  for (const row of metrics as readonly unknown[]) {
    if (!Array.isArray(row)) return undefined;
    const last: unknown = row.at(-1);
    const options = membersOf(last);
    const own: readonly unknown[] = options ? row.slice(0, -1) : row;
    if (!own.every((word) => typeof word === 'string')) return undefined;
    const words = completed(own, above);
    if (words.length > 0) above = words;
    rows.push({ words, options: options ?? {} });
  }
  return rows;
}

/** `.` repeats one word of the row above, `...` all that are left out. */
function completed(own: readonly string[], above: readonly string[]): readonly string[] {
  const gap = own.indexOf('...');
  const tail = own.slice(gap + 1);
  const full =
    gap < 0
      ? own
      : [...own.slice(0, gap), ...above.slice(gap, Math.max(gap, above.length - tail.length)), ...tail];
  return full.map((word, i) => (word === '.' ? (above[i] ?? '') : word));
}

function queryOf(
  { words, options }: Row,
  statistic: string,
): { readonly query: MetricDataQuery; readonly region?: string } | 'unreadable' | undefined {
  const region = typeof options.region === 'string' ? options.region : undefined;
  const accountId = typeof options.accountId === 'string' ? { AccountId: options.accountId } : {};
  if (words.length === 0) {
    const expression = textOr(options.expression, '');
    // Other expressions are about rows that are read themselves.
    if (!/\b(SEARCH|SELECT)\b/.test(expression)) return undefined;
    return { query: { Id: '', Expression: expression, Period: 300 }, region };
  }
  const [Namespace = '', MetricName = '', ...rest] = words;
  if (rest.length % 2 > 0 || words.includes('')) return 'unreadable';
  const Dimensions = rest.flatMap((Name, i) => (i % 2 === 0 ? [{ Name, Value: rest[i + 1] ?? '' }] : []));
  const Metric = { Namespace, MetricName, Dimensions };
  const MetricStat = { Metric, Period: 300, Stat: textOr(options.stat, statistic) };
  return { query: { Id: '', MetricStat, ...accountId }, region };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function membersOf(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Members)
    : undefined;
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}
