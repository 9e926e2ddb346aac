import { CloudWatchClient, paginateGetMetricData, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import { minute } from './words';

const minuteMs = 60_000;
const call = 'cloudwatch:GetMetricData';

/** A metric of one resource. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Average' | 'Maximum' | 'Minimum' | 'Sum';
}

/** Which minutes are asked for, counted back from now. */
export interface Window {
  readonly minutes: number;
  /** Seconds that a data point covers. @default 60 */
  readonly period?: number;
}

/** A data point. */
export interface Point {
  readonly at: Date;
  readonly value: number;
}

/** Data points of metrics in their order, each newest first; empty where a metric has none. */
export async function pointsOf(
  metrics: readonly Metric[],
  { minutes, period = 60 }: Window,
  aws: Aws,
  region: string,
): Promise<readonly (readonly Point[])[]> {
  if (metrics.length === 0) return [];
  const end = Math.floor(aws.now.getTime() / minuteMs) * minuteMs;
  const pages = paginateGetMetricData(
    { client: aws.client(CloudWatchClient, region) },
    {
      StartTime: new Date(end - minutes * minuteMs),
      EndTime: new Date(end),
      ScanBy: 'TimestampDescending',
      MetricDataQueries: metrics.map(({ namespace, name, dimensions, statistic }, i) => ({
        Id: `m${i}`,
        MetricStat: {
          Metric: {
            Namespace: namespace,
            MetricName: name,
            Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
          },
          Period: period,
          Stat: statistic,
        },
      })),
    },
  );
  const results = await everyPage(pages, (page) => page.MetricDataResults);
  return metrics.map((_, i) => newestFirst(results.filter(({ Id }) => Id === `m${i}`)));
}

function newestFirst(results: readonly MetricDataResult[]): readonly Point[] {
  const points = results.flatMap(({ Timestamps = [], Values = [] }) =>
    Timestamps.flatMap((at, i): Point[] => {
      const value = Values[i];
      return value === undefined ? [] : [{ at, value }];
    }),
  );
  return points.sort((a, b) => b.at.getTime() - a.at.getTime());
}

/** The newest data point of a metric as a fact, or that there was none. */
export function pointSeen({ name, dimensions }: Metric, [newest]: readonly Point[]): Seen {
  const path = `${name} of ${Object.values(dimensions).join(', ')}`;
  return { call, path, value: newest ? `${newest.value} at ${minute(newest.at)}` : 'no data' };
}
