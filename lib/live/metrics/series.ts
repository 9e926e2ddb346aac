import { CloudWatchClient, paginateGetMetricData, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { watching } from '../../checklist/thresholds';
import type { Aws } from '../aws';

/** One value of a metric. */
export interface Point {
  readonly at: Date;
  /** Absent where CloudWatch gives a time and no value. */
  readonly value?: number;
}

/** What CloudWatch returns for one query. */
export interface Series {
  /** Newest first. */
  readonly points: readonly Point[];
  /** Why the points may not be all: `Forbidden`, `InternalError`, `PartialData`. */
  readonly trouble?: string;
}

/** The call that reads metrics, as proof names it. */
export const getMetricData = 'cloudwatch:GetMetricData';

const minute = 60_000;

/** Data of the last day of queries as they stand, by their ids; of longer periods the last two. */
export async function seriesOf(
  queries: readonly MetricDataQuery[],
  aws: Aws,
): Promise<ReadonlyMap<string, Series>> {
  const periods = queries.map(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? 0);
  const milliseconds = Math.max(watching.dataHours * 60 * minute, ...periods.map((period) => 2000 * period));
  const thisMinute = Math.floor(aws.now.getTime() / minute) * minute;
  const input = {
    MetricDataQueries: queries.map((query) => ({ ...withWholeMinutes(query), ReturnData: true })),
    StartTime: new Date(thisMinute - milliseconds),
    // The end is left out by CloudWatch.
    EndTime: new Date(thisMinute + minute),
    ScanBy: 'TimestampDescending' as const,
  };
  const series = new Map<string, Series>();
  for await (const page of paginateGetMetricData({ client: aws.client(CloudWatchClient) }, input)) {
    for (const { Id = '', Timestamps = [], Values = [], StatusCode } of page.MetricDataResults ?? []) {
      const points = Timestamps.map((at, i) => ({ at, value: Values[i] ?? undefined }));
      const before = series.get(Id)?.points ?? [];
      const trouble = StatusCode === 'Complete' ? undefined : (StatusCode ?? 'no status');
      series.set(Id, { points: newestFirst([...before, ...points]), trouble });
    }
  }
  return series;
}

/** Data of more than three hours ago is kept by the minute. */
function withWholeMinutes(query: MetricDataQuery): MetricDataQuery {
  const { MetricStat, Period } = query;
  const whole = (seconds: number): number => Math.max(60, 60 * Math.ceil(seconds / 60));
  return {
    ...query,
    ...(MetricStat && { MetricStat: { ...MetricStat, Period: whole(MetricStat.Period ?? 60) } }),
    ...(Period !== undefined && { Period: whole(Period) }),
  };
}

/** A query that groups has several series under one id. */
function newestFirst(points: readonly Point[]): readonly Point[] {
  return [...points].sort((a, b) => b.at.getTime() - a.at.getTime());
}
