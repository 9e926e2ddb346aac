import { known } from '../../model/value';
import { any, type MetricStat } from './evaluation/definition';
import { insightsStatistics, parseInsights, type InsightsQuery } from './evaluation/insights';
import type { Untried } from './evaluation/simulation';

/** The metric that a query of Metrics Insights reads of each resource, or why it is no such query. */
export function metricOfQuery(text: string): Pick<MetricStat, 'metric' | 'statistic'> | Untried {
  const parsed = parseInsights(text);
  if (parsed.problem !== undefined) return { untried: `cannot be read: ${parsed.problem}` };
  const { query } = parsed;
  const untried = whyUntried(query);
  if (untried !== undefined) return { untried };
  const { namespace, metric: name, conditions, groupBy, dimensions = [] } = query;
  const fixed = new Map(conditions.map(({ key, value }) => [key, known(value)]));
  const names = dimensions.length > 0 ? dimensions : [...fixed.keys(), ...groupBy];
  const values = new Map(names.map((dimension) => [dimension, fixed.get(dimension) ?? any]));
  return { metric: { namespace, name, dimensions: values }, statistic: insightsStatistics[query.function] };
}

/** Why a query does not read one metric of each resource. */
function whyUntried({ conditions, groupBy, dimensions, limit }: InsightsQuery): string | undefined {
  const all = dimensions ?? [...conditions.map(({ key }) => key), ...groupBy];
  const other = conditions.find(({ key, equal }) => !equal || !all.includes(key));
  if (other) return `asks for ${other.key} ${other.equal ? '=' : '!='} '${other.value}', which is not tried`;
  const mixed = all.find((name) => !groupBy.includes(name) && !conditions.some(({ key }) => key === name));
  if (mixed !== undefined) return `takes every ${mixed} together, which is not tried`;
  return limit === undefined ? undefined : `takes ${limit} time series at most, which is not tried`;
}
