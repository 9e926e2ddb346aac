import { keyOf, known, show, whyNotKnown, type Value } from '../../model/value';
import type { Metric } from '../alarms/evaluation/definition';
import { isTrue } from '../reading';
import { isList, isObject, itemsOf, literalOf, memberOf, scalarOf, type Node } from './json-text';

/** A metric as a widget shows it. */
export interface Row {
  readonly metric: Metric;
  /** `Sum`, `p95`. */
  readonly statistic: string;
  /** Absent where the widget leaves it to the dashboard. */
  readonly region: Value;
}

/** What cannot be told of a dashboard. */
export interface Gap {
  /** Why it may show more: `it finds metrics by SEARCH`. */
  readonly why: string;
  /** What it may show, anything where it is not said: `AWS/ECS`, `CPUUtilization`, `AWS/ECS CPUUtilization`. */
  readonly mentions?: readonly string[];
}

/** What a dashboard shows. */
export interface Contents {
  readonly rows: readonly Row[];
  /** ARNs of the alarms whose states it shows. */
  readonly alarms: readonly Value[];
  readonly gaps: readonly Gap[];
}

const nothing: Contents = { rows: [], alarms: [], gaps: [] };

/** What the widgets of a dashboard show; undefined for what is no dashboard. */
export function contentsOf(body: Node): Contents | undefined {
  const widgets = memberOf(body, 'widgets');
  if (!isList(widgets))
    return isOpen(widgets) ? { ...nothing, gaps: [unread('its widgets', widgets)] } : undefined;
  const contents = joined(widgets.map(contentsOfWidget));
  const variables = itemsOf(memberOf(body, 'variables'));
  const chosen = { why: 'whoever looks at it chooses by variables what it shows' };
  return variables.length > 0 ? { ...contents, gaps: [...contents.gaps, chosen] } : contents;
}

function contentsOfWidget(widget: Node): Contents {
  const type = literalOf(memberOf(widget, 'type'));
  const properties = memberOf(widget, 'properties');
  switch (type) {
    case 'metric':
    case 'chart':
      return metricWidget(properties);
    case 'alarm':
      return alarmsIn(memberOf(properties, 'alarms'));
    case 'log':
      return logWidget(properties);
    case 'explorer':
      return { ...nothing, gaps: [explorer(properties)] };
    case 'custom':
      return { ...nothing, gaps: [{ why: 'a function decides what its custom widget shows' }] };
    case 'text':
      return nothing;
    default:
      return isOpen(widget) ? { ...nothing, gaps: [unread('a widget', widget)] } : nothing;
  }
}

function joined(contents: readonly Contents[]): Contents {
  return {
    rows: contents.flatMap(({ rows }) => rows),
    alarms: contents.flatMap(({ alarms }) => alarms),
    gaps: contents.flatMap(({ gaps }) => gaps),
  };
}

/** A graph of metrics, or of the metric of an alarm. */
function metricWidget(properties: Node): Contents {
  const alarms = alarmsIn(memberOf(memberOf(properties, 'annotations'), 'alarms'));
  const metrics = memberOf(properties, 'metrics');
  if (isOpen(metrics)) return joined([alarms, { ...nothing, gaps: [unread('a graph', metrics)] }]);
  return joined([alarms, metricsOf(itemsOf(metrics), properties)]);
}

function alarmsIn(list: Node): Contents {
  if (isOpen(list)) return { ...nothing, alarms: [scalarOf(list)] };
  return { ...nothing, alarms: itemsOf(list).map(scalarOf) };
}

function logWidget(properties: Node): Contents {
  const query = literalOf(memberOf(properties, 'query')) ?? '';
  const computes = /\|\s*stats\b/.test(query);
  return computes
    ? { ...nothing, gaps: [{ why: 'it computes something from logs', mentions: [requestLog] }] }
    : nothing;
}

/** Mentioned where something is computed from a log, which may be that of every request. */
export const requestLog = 'a log';

function explorer(properties: Node): Gap {
  const names = itemsOf(memberOf(properties, 'metrics')).map((metric) =>
    literalOf(memberOf(metric, 'metricName')),
  );
  return {
    why: 'it finds metrics by the tags of their resources',
    mentions: names.filter((name) => name !== undefined),
  };
}

/** One entry of the array `metrics`, its shorthand resolved. */
interface Entry {
  readonly fields: readonly Value[];
  readonly options: Node;
}

/** What is graphed: the visible metrics, and those that visible expressions are computed from. */
function metricsOf(list: readonly Node[], properties: Node): Contents {
  const entries = entriesOf(list);
  const used = usedIds(entries);
  const contents = entries.map((entry): Contents => {
    const expression = memberOf(entry.options, 'expression');
    if (literalOf(expression) !== undefined || isOpen(expression)) return expressionGap(scalarOf(expression));
    const id = literalOf(memberOf(entry.options, 'id'));
    return isVisible(entry) || (id !== undefined && used(id)) ? rowOf(entry, properties) : nothing;
  });
  return joined([
    ...contents,
    ...list.filter(isOpen).map((row) => ({ ...nothing, gaps: [unread('a metric', row)] })),
  ]);
}

/** A dot stands for the field above it, three dots for as many as are needed to make the row as long as the one above. */
function entriesOf(list: readonly Node[]): readonly Entry[] {
  let above: readonly Value[] = [];
  return list.filter(isList).map((row) => {
    const last = row[row.length - 1];
    const options = last !== undefined && isObject(last) ? last : undefined;
    const own = (options ? row.slice(0, -1) : row).map(scalarOf);
    const missing = above.length - own.length + 1;
    const spread = own.flatMap((field, i) => {
      if (keyOf(field) !== '...') return [field];
      return above.slice(i, i + Math.max(missing, 0));
    });
    const fields = spread.map((field, i) => (keyOf(field) === '.' ? (above[i] ?? field) : field));
    if (fields.length > 0) above = fields;
    return { fields, options: options ?? new Map() };
  });
}

function isVisible({ options }: Entry): boolean {
  const visible = scalarOf(memberOf(options, 'visible'));
  return visible.kind !== 'known' || isTrue(visible.value);
}

/** Which ids the visible expressions need, by way of others too. */
function usedIds(entries: readonly Entry[]): (id: string) => boolean {
  const expressions = new Map<string, string>();
  const pending: string[] = [];
  for (const entry of entries) {
    const text = literalOf(memberOf(entry.options, 'expression'));
    if (text === undefined) continue;
    expressions.set(literalOf(memberOf(entry.options, 'id')) ?? '', text);
    if (isVisible(entry)) pending.push(text);
  }
  const used = new Set<string>();
  for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
    for (const [word] of text.matchAll(/[A-Za-z]\w*/g)) {
      if (used.has(word)) continue;
      used.add(word);
      const expression = expressions.get(word);
      if (expression !== undefined) pending.push(expression);
    }
  }
  return (id) => used.has(id) || used.has('METRICS');
}

/** Expressions over metrics of the widget are no gap: their metrics are rows themselves. */
function expressionGap(expression: Value): Contents {
  const text = keyOf(expression) ?? '';
  const finds = /\b(SEARCH|SELECT|DB_PERF_INSIGHTS|INSIGHT_RULE_METRIC)\b/i.exec(text)?.[1];
  if (finds)
    return {
      ...nothing,
      gaps: [{ why: `it finds metrics by ${finds.toUpperCase()}`, mentions: text.split(/[^\w/]+/) }],
    };
  return expression.kind === 'known' ? nothing : { ...nothing, gaps: [unread('an expression', expression)] };
}

function rowOf({ fields, options }: Entry, properties: Node): Contents {
  const [namespace, name, ...rest] = fields;
  if (namespace?.kind !== 'known' || name?.kind !== 'known') {
    const field = [namespace, name].find((value) => value !== undefined && value.kind !== 'known');
    return field ? { ...nothing, gaps: [unread('a metric', field)] } : nothing;
  }
  const dimensions = new Map<string, Value>();
  for (let i = 0; i + 1 < rest.length; i += 2) dimensions.set(show(rest[i]!), rest[i + 1]!);
  const setting = (key: string): Value => {
    const own = scalarOf(memberOf(options, key));
    return own.kind === 'absent' ? scalarOf(memberOf(properties, key)) : own;
  };
  const statistic = setting('stat');
  const account = setting('accountId');
  const metric: Metric = {
    namespace: String(namespace.value),
    name: String(name.value),
    dimensions,
    ...(account.kind === 'absent' ? {} : { account }),
  };
  const stat = show(statistic.kind === 'absent' ? known('Average') : statistic);
  return { ...nothing, rows: [{ metric, statistic: stat, region: setting('region') }] };
}

function isOpen(node: Node): boolean {
  return !isList(node) && !isObject(node) && node.kind !== 'absent' && node.kind !== 'known';
}

function unread(what: string, node: Node): Gap {
  return { why: `${what} is not known (${whyNotKnown(scalarOf(node)) ?? 'it is no plain value'})` };
}
