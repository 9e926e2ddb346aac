import {
  CloudWatchClient,
  paginateDescribeAlarms,
  PutMetricDataCommand,
  type Metric,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { everyPage } from '../../lib/live/call-failed';
import type { Moto } from './moto';

const minutes = 15;

/** Publishes what a running system does: some minutes of every metric that an alarm of the region reads. */
export async function publishTraffic(moto: Moto, region: string): Promise<void> {
  const client = moto.client(CloudWatchClient, region);
  const alarms = await everyPage(paginateDescribeAlarms({ client }, {}), ({ MetricAlarms }) => MetricAlarms);
  const metrics = new Map(alarms.flatMap(metricsOf).map((metric) => [JSON.stringify(metric), metric]));
  for (const { Namespace, MetricName, Dimensions } of metrics.values()) {
    const MetricData = Array.from({ length: minutes }, (_, minute) => ({
      MetricName,
      Dimensions,
      Value: 1,
      Timestamp: new Date(Date.now() - minute * 60_000),
    }));
    await client.send(new PutMetricDataCommand({ Namespace, MetricData }));
  }
}

function metricsOf({ Namespace, MetricName, Dimensions, Metrics = [] }: MetricAlarm): readonly Metric[] {
  const named = MetricName === undefined ? [] : [{ Namespace, MetricName, Dimensions }];
  return [...named, ...Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? [])];
}
