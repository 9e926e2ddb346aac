import { vague, type Value } from '../../../model/value';

/** The value of a dimension by which a query of Metrics Insights groups. */
export const any: Value = vague('any', 'it stands for each');

/** A metric as CloudWatch tells it from others. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  /** The value `any` stands for one metric of each value, on which an alarm fires separately. */
  readonly dimensions: ReadonlyMap<string, Value>;
  /** Leaves out data points that were published with another unit. */
  readonly unit?: string;
  /** The account it is read from, where it is another one. */
  readonly account?: Value;
}

/** A metric, how its samples become one number, and how long each number stands for. */
export interface MetricStat {
  readonly id: string;
  readonly metric: Metric;
  /** `Sum`, `p95`, `PR(:0.5)`. */
  readonly statistic: string;
  readonly periodSeconds: number;
}

/** Metric math over other queries, or a query of Metrics Insights. */
export interface Expression {
  readonly id: string;
  readonly expression: string;
  /** The period of a query of Metrics Insights; metric math takes that of its metrics. */
  readonly periodSeconds?: number;
}

export type MetricQuery = MetricStat | Expression;

export type Comparison =
  | 'GreaterThanThreshold'
  | 'GreaterThanOrEqualToThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold'
  | 'LessThanLowerOrGreaterThanUpperThreshold'
  | 'LessThanLowerThreshold'
  | 'GreaterThanUpperThreshold';

/** What an alarm does about periods of which there is no data. */
export type MissingData = 'missing' | 'notBreaching' | 'breaching' | 'ignore';

/** When a metric alarm fires, as CloudWatch evaluates it. */
export interface AlarmDefinition {
  readonly queries: readonly MetricQuery[];
  /** Id of the query that is compared with the threshold. */
  readonly returned: string;
  readonly comparison: Comparison;
  /** A number, or the id of the query that gives the band of what is expected. */
  readonly threshold: number | { readonly band: string };
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: MissingData;
  /** True where a percentile of too few samples leaves the state as it is. */
  readonly ignoresFewSamples: boolean;
  /** True where periods are those of the clock, so that one is evaluated only after it ended. */
  readonly followsClock?: boolean;
}
