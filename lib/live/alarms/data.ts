import type { LogAlarm, MetricAlarm, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Aws } from '../aws';
import { isPublished } from '../metrics/presence';
import { seriesOf, type Point, type Series } from '../metrics/series';
import { alarmCalled, nameOf, type Alarm } from './alarm';
import { found, fromAllSides, type Found } from './found';
import { ruleOf } from './rule';

/** What an alarm reads, as queries that GetMetricData takes; PromQL is none of them. */
export function queriesOf(alarm: MetricAlarm): readonly MetricDataQuery[] {
  const { Namespace, MetricName, Dimensions, Statistic, ExtendedStatistic, Period, Unit } = alarm;
  if (MetricName === undefined) {
    // A band of an anomaly detector is no data, but what data is compared with.
    return (alarm.Metrics ?? []).filter(({ Id }) => Id !== alarm.ThresholdMetricId);
  }
  const Metric = { Namespace, MetricName, Dimensions };
  const Stat = Statistic ?? ExtendedStatistic;
  return [{ Id: 'm', MetricStat: { Metric, Stat, Period, ...(Unit && { Unit }) } }];
}

/** The query whose values an alarm compares with its threshold. */
function watchedQuery(queries: readonly MetricDataQuery[]): MetricDataQuery | undefined {
  return queries.find(({ ReturnData }) => ReturnData !== false);
}

/** The newest value that an alarm compares with its threshold, or else the newest of what goes into it. */
export async function newestValue(alarm: MetricAlarm, aws: Aws): Promise<Point | undefined> {
  const queries = queriesOf(alarm);
  if (queries.length === 0) return undefined;
  const series = await seriesOf(queries, aws);
  const compared = series.get(watchedQuery(queries)?.Id ?? '')?.points[0];
  if (compared) return compared;
  const inputs = [...series.values()].flatMap(({ points }) => points.slice(0, 1));
  const [newest] = inputs.sort((a, b) => b.at.getTime() - a.at.getTime());
  // It is not what the alarm compares, so only its time says something.
  return newest && { at: newest.at };
}

/** Whether there is data behind the state of an alarm; OK is no evidence, as it is the state of silence, too. */
export async function hasData(alarm: Alarm, aws: Aws, above: readonly string[] = []): Promise<Found> {
  switch (alarm.kind) {
    case 'metric':
      return metricsHaveData(alarm.of, alarm.name, aws);
    case 'log':
      return logsHaveData(alarm.of, aws);
    case 'composite':
      return childrenHaveData(alarm.of.AlarmRule ?? '', alarm.name, aws, above);
  }
}

async function metricsHaveData(alarm: MetricAlarm, name: string, aws: Aws): Promise<Found> {
  const queries = queriesOf(alarm);
  if (queries.length === 0) return isWithoutQueries(alarm, name);
  const series = await seriesOf(queries, aws);
  const silenceIsGood =
    alarm.TreatMissingData !== 'breaching' && /^Greater/.test(alarm.ComparisonOperator ?? '');
  return fromAllSides(
    queries.map((query) => queryHasData(query, { series: series.get(query.Id ?? ''), silenceIsGood }, aws)),
  );
}

interface Context {
  readonly series: Series | undefined;
  readonly silenceIsGood: boolean;
}

function queryHasData(query: MetricDataQuery, context: Context, aws: Aws): Promise<Found> | Found {
  const { MetricStat, Expression = '', AccountId } = query;
  if (AccountId !== undefined && AccountId !== aws.account && !context.series?.points.length) {
    const metric = MetricStat?.Metric?.MetricName ?? query.Id;
    return found({ doubts: [`${metric} is of account ${AccountId}; ask there whether it has data`] });
  }
  if (MetricStat?.Metric) {
    const { Metric: metric, Stat: statistic = '' } = MetricStat;
    return isPublished({ metric, statistic, silenceIsGood: context.silenceIsGood }, context.series, aws);
  }
  return /^\s*SELECT\s/i.test(Expression) ? queryFindsData(query, context) : found({});
}

/** A query of Metrics Insights finds its metrics by itself, or finds none. */
function queryFindsData({ Id }: MetricDataQuery, { series, silenceIsGood }: Context): Found {
  const seen = [
    { call: 'cloudwatch:GetMetricData', path: Id ?? '', value: `${series?.points.length ?? 0} data points` },
  ];
  if (series && series.points.length > 0) return found({ facts: ['its query finds data'], seen });
  const nothing = 'its Metrics Insights query finds no data in the last 24 hours';
  if (silenceIsGood || series?.trouble !== undefined) {
    return found({
      doubts: [`${nothing}; run it in the console to see whether it names metrics that exist`],
      seen,
    });
  }
  return found({ problems: [`${nothing}, expected some`], seen });
}

function isWithoutQueries(alarm: MetricAlarm, name: string): Found {
  if (alarm.EvaluationCriteria?.PromQLCriteria === undefined) {
    return found({ doubts: [`CloudWatch does not say what ${name} reads; look at it in the console`] });
  }
  // A contributor in ALARM is a series with data.
  if (alarm.StateValue === 'ALARM') return found({ facts: ['its PromQL query finds data'] });
  const doubt = `whether the PromQL query of ${name} finds data cannot be asked here; run it in the console`;
  return found({ doubts: [doubt] });
}

/** Logs show whether there is something to query. */
async function logsHaveData({ ScheduledQueryConfiguration }: LogAlarm, aws: Aws): Promise<Found> {
  const groups = ScheduledQueryConfiguration?.LogGroupIdentifiers ?? [];
  const names = groups.map((id) => /:log-group:([^:]+)/.exec(id)?.[1] ?? id);
  if (names.length === 0)
    return found({ doubts: ['CloudWatch does not say which logs it queries; look at it in the console'] });
  const queries = names.map((name, i) => ({
    Id: `g${i}`,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/Logs',
        MetricName: 'IncomingLogEvents',
        Dimensions: [{ Name: 'LogGroupName', Value: name }],
      },
      Period: 300,
      Stat: 'Sum',
    },
  }));
  const series = await seriesOf(queries, aws);
  const silent = names.filter((_name, i) => !series.get(`g${i}`)?.points.length);
  const call = 'cloudwatch:GetMetricData';
  const seen = [
    { call, path: 'AWS/Logs IncomingLogEvents', value: `${names.length - silent.length} log groups` },
  ];
  if (silent.length === 0) return found({ facts: [`events come in to ${names.join(', ')}`], seen });
  const doubt = `no event came in to ${silent.join(', ')} in the last 24 hours, so nothing shows that its query finds any; send requests, and ask again`;
  return found({ doubts: [doubt], seen });
}

/** The alarms that a composite alarm reads; in a circle, each is asked once. */
async function childrenHaveData(
  rule: string,
  name: string,
  aws: Aws,
  above: readonly string[],
): Promise<Found> {
  const parsed = ruleOf(rule, nameOf);
  if (!parsed)
    return found({ doubts: [`the AlarmRule of ${name} cannot be read; look at it in the console`] });
  if (parsed.alarms.length === 0) {
    return found({
      problems: [`the AlarmRule of ${name} reads no alarm (${rule}), expected it to read some`],
    });
  }
  const path = [...above, name];
  const children = parsed.alarms.filter((child) => !path.includes(child));
  return fromAllSides(children.map((child) => childHasData(child, name, aws, path)));
}

async function childHasData(id: string, parent: string, aws: Aws, above: readonly string[]): Promise<Found> {
  const child = await alarmCalled(id, aws);
  if (!child) {
    return found({
      problems: [`${parent} reads ${id}, which does not exist in ${aws.region}, expected an alarm`],
      seen: [{ call: 'cloudwatch:DescribeAlarms', path: 'AlarmName', value: 'none' }],
    });
  }
  return hasData(child, aws, above);
}
