import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { itemsOf, known, partsOf, show, whyNotKnown, type Value } from '../../model/value';
import { isStated } from '../either-way';
import { perResource } from '../per-environment';
import { isTrue, numeric } from '../reading';
import type { AlarmDefinition, Comparison, Metric, MetricQuery, MissingData } from './evaluation/definition';
import { isInsights } from './evaluation/insights';
import { metricOfQuery } from './insights-metric';
import type { Untried } from './evaluation/simulation';

export const metricAlarmType = 'AWS::CloudWatch::Alarm';
export const logAlarmType = 'AWS::CloudWatch::LogAlarm';

/** What an alarm reads and when it fires. */
export interface Reading {
  /** When it fires, or why that cannot be tried. */
  readonly definition: AlarmDefinition | Untried;
  /** The metrics that it reads; none where not all of them can be told. */
  readonly metrics: readonly Metric[];
}

/** What the properties of an alarm say. */
export const readingOf = perResource((alarm): Reading => {
  if (alarm.type === logAlarmType)
    return { definition: { untried: 'it runs a query over logs' }, metrics: [] };
  if (alarm.read('EvaluationCriteria').kind !== 'absent') {
    return { definition: { untried: 'it runs a query in PromQL' }, metrics: [] };
  }
  return new AlarmReader(alarm).reading();
});

/** The id of the only metric of an alarm without metric math. */
const soleId = 'm';

const comparisons: readonly Comparison[] = [
  'GreaterThanThreshold',
  'GreaterThanOrEqualToThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
  'LessThanLowerOrGreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'GreaterThanUpperThreshold',
];
const treatments: readonly MissingData[] = ['missing', 'notBreaching', 'breaching', 'ignore'];

/** Reads the properties of an alarm, and remembers the first that cannot be read. */
class AlarmReader {
  private untried?: string;
  private isPartial = false;
  private readonly returned: string[] = [];

  constructor(private readonly alarm: Resource) {}

  reading(): Reading {
    const properties = this.alarm.read('');
    const queries = this.queries(properties);
    const metrics = queries.flatMap((query) => ('metric' in query ? [query.metric] : []));
    const band = member(properties, 'ThresholdMetricId');
    const bandId = band.kind === 'absent' ? undefined : this.text(band, 'ThresholdMetricId');
    const evaluationPeriods = this.number(member(properties, 'EvaluationPeriods'), 'EvaluationPeriods');
    const few = member(properties, 'EvaluateLowSampleCountPercentile');
    const definition: AlarmDefinition = {
      queries,
      returned: this.soleReturned(bandId),
      comparison: this.oneOf(comparisons, member(properties, 'ComparisonOperator'), 'ComparisonOperator'),
      threshold:
        bandId === undefined ? this.number(member(properties, 'Threshold'), 'Threshold') : { band: bandId },
      evaluationPeriods,
      datapointsToAlarm: this.number(
        member(properties, 'DatapointsToAlarm'),
        'DatapointsToAlarm',
        evaluationPeriods,
      ),
      missingData: this.oneOf(
        treatments,
        member(properties, 'TreatMissingData'),
        'TreatMissingData',
        // CloudWatch ignores missing data of DynamoDB unless told otherwise.
        metrics.some(({ namespace }) => namespace === 'AWS/DynamoDB') ? 'ignore' : 'missing',
      ),
      ignoresFewSamples: this.text(few, 'EvaluateLowSampleCountPercentile', 'evaluate') === 'ignore',
      followsClock: this.followsClock(properties),
    };
    return {
      metrics: this.isPartial ? [] : metrics,
      definition: this.untried === undefined ? definition : { untried: this.untried },
    };
  }

  /** One metric, or a list of metrics and of math over them. */
  private queries(properties: Value): readonly MetricQuery[] {
    const list = member(properties, 'Metrics');
    if (list.kind === 'absent') {
      this.returned.push(soleId);
      const extended = member(properties, 'ExtendedStatistic');
      const name = extended.kind === 'absent' ? 'Statistic' : 'ExtendedStatistic';
      return this.stat(soleId, properties, properties, name);
    }
    if (list.kind !== 'list') this.refuse('Metrics', list);
    this.isPartial ||= list.kind !== 'list' || itemsOf(list).some(({ kind }) => kind !== 'map');
    return itemsOf(list).flatMap((query, i) => this.query(query, i));
  }

  private query(query: Value, i: number): readonly MetricQuery[] {
    const id = this.text(member(query, 'Id'), `Metrics.${i}.Id`);
    const returns = member(query, 'ReturnData');
    if (returns.kind !== 'absent' && returns.kind !== 'known') this.refuse(`ReturnData of ${id}`, returns);
    if (returns.kind !== 'known' || isTrue(returns.value)) this.returned.push(id);
    const expression = member(query, 'Expression');
    if (expression.kind !== 'absent') {
      this.isPartial ||= isStated(expression) !== true;
      const period = this.number(member(query, 'Period'), `Period of ${id}`, 0);
      const text = this.text(expression, `Expression of ${id}`);
      if (isInsights(text)) return this.insights(id, text, period);
      return [{ id, expression: text }];
    }
    const stat = member(query, 'MetricStat');
    return this.stat(id, member(stat, 'Metric'), stat, 'Stat', member(query, 'AccountId'));
  }

  /** A query of Metrics Insights that reads one metric of each resource is like as many alarms on that metric. */
  private insights(id: string, text: string, periodSeconds: number): readonly MetricQuery[] {
    const metric = metricOfQuery(text);
    if ('untried' in metric) {
      this.untried ??= `its query of Metrics Insights ${metric.untried}`;
      return [];
    }
    return [{ id, ...metric, periodSeconds }];
  }

  private stat(
    id: string,
    metric: Value,
    stat: Value,
    statistic: string,
    account?: Value,
  ): readonly MetricQuery[] {
    const namespace = this.namespace(member(metric, 'Namespace'));
    const name = this.text(member(metric, 'MetricName'), 'MetricName');
    const unit = member(stat, 'Unit');
    const read: Metric = {
      namespace,
      name,
      dimensions: this.dimensions(member(metric, 'Dimensions')),
      ...(unit.kind === 'absent' ? {} : { unit: this.text(unit, 'Unit') }),
      ...(account && account.kind !== 'absent' ? { account } : {}),
    };
    const query = {
      id,
      metric: read,
      statistic: this.text(member(stat, statistic), statistic),
      periodSeconds: this.number(member(stat, 'Period'), 'Period'),
    };
    this.isPartial ||= namespace === '' || name === '';
    return namespace === '' || name === '' ? [] : [query];
  }

  /** What is named after the stack, or has something else behind, is no namespace of AWS, whatever it is in full. */
  private namespace(value: Value): string {
    const [first] = partsOf(value) ?? [];
    const isOwn =
      typeof first === 'object' && first.kind === 'opaque' && first.key.startsWith('AWS::StackName');
    return isOwn ? show(value) : this.text(value, 'Namespace');
  }

  private dimensions(list: Value): ReadonlyMap<string, Value> {
    const isListed = list.kind === 'list' || list.kind === 'absent';
    if (!isListed) this.refuse('Dimensions', list);
    const named = itemsOf(list).map(
      (dimension) =>
        [this.text(member(dimension, 'Name'), 'Dimensions'), member(dimension, 'Value')] as const,
    );
    this.isPartial ||= !isListed || named.some(([name]) => name === '');
    return new Map(named);
  }

  /** With a band, the metric and the band both return data. */
  private soleReturned(band: string | undefined): string {
    const returned = this.returned.filter((id) => id !== band);
    if (returned.length !== 1) {
      this.untried ??= `${returned.length} of its metrics return data, where CloudWatch takes one`;
    }
    return returned[0] ?? '';
  }

  private followsClock(properties: Value): true | undefined {
    const window = member(member(properties, 'EvaluationWindow'), 'WallClockWindow');
    if (window.kind !== 'absent' && window.kind !== 'map') this.refuse('EvaluationWindow', window);
    return window.kind === 'map' || undefined;
  }

  private text(value: Value, name: string, otherwise?: string): string {
    const stated = value.kind === 'absent' && otherwise !== undefined ? known(otherwise) : value;
    return stated.kind === 'known' ? String(stated.value) : this.refuse(name, stated);
  }

  private number(value: Value, name: string, otherwise?: number): number {
    if (value.kind === 'absent' && otherwise !== undefined) return otherwise;
    const number = value.kind === 'known' ? numeric(value.value) : NaN;
    if (Number.isNaN(number)) this.refuse(name, value);
    return number;
  }

  private oneOf<T extends string>(words: readonly T[], value: Value, name: string, otherwise?: T): T {
    const text = this.text(value, name, otherwise);
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) this.refuse(name, value);
    return word ?? words[0]!;
  }

  private refuse(name: string, value: Value): string {
    this.untried ??= `its ${name} is ${whyUnreadable(value)}`;
    return '';
  }
}

function whyUnreadable(value: Value): string {
  if (value.kind === 'absent') return 'not set';
  const why = whyNotKnown(value);
  if (why !== undefined) return `not known (${why})`;
  return partsOf(value) ? `${show(value)}, which CloudWatch does not know` : 'of the wrong kind';
}
