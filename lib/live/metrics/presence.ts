import {
  CloudWatchClient,
  paginateListMetrics,
  type Dimension,
  type Metric,
} from '@aws-sdk/client-cloudwatch';
import { watching } from '../../checklist/thresholds';
import { found, type Found } from '../alarms/found';
import type { Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import { reportedWhen, signsOfLife } from './reporting';
import { getMetricData, seriesOf, type Point, type Series } from './series';
import { clock } from './show';
import { mismatch, pairOf, shortName, type Pair } from './target-group';

/** A metric as somebody reads it. */
export interface Reading {
  readonly metric: Metric;
  /** `Sum`, `p95`. */
  readonly statistic: string;
  /** Whether who reads it takes silence for a good sign: an alarm on failures, to which missing data is not breaching. */
  readonly silenceIsGood: boolean;
}

const lately = `in the last ${watching.dataHours} hours`;

/** Whether something publishes a metric, given its data of the last day. Silence of what counts failures may be good. */
export async function isPublished(reading: Reading, series: Series | undefined, aws: Aws): Promise<Found> {
  const { metric, statistic } = reading;
  const seen = (value: string): Seen[] => [{ call: getMetricData, path: labelOf(metric), value }];
  const [newest] = series?.points ?? [];
  if (newest) return found({ facts: [said(newest, metric, aws.now)], seen: seen(valueOf(newest)) });
  const nothing = `${labelOf(metric)} has no data ${lately}`;
  if (!series || series.trouble !== undefined) {
    const why = series?.trouble ?? 'no answer';
    return found({
      doubts: [`whether ${labelOf(metric)} has data is not known (${why}); ask again`],
      seen: seen(why),
    });
  }
  const absent = seen('no data points');
  const kind = reportedWhen(metric.Namespace ?? '', metric.MetricName ?? '');
  switch (kind) {
    case 'always':
      return found({
        problems: [`${nothing}, expected some: nothing publishes it${by(metric)}`],
        seen: absent,
      });
    case 'in-use':
    case 'events':
      return afterSilence(metric, kind === 'events', absent, aws);
    case 'open':
      if (reading.silenceIsGood && isCount(statistic)) return ofOurOwn(metric, nothing, absent, aws);
      return found({
        problems: [`${nothing}, expected some: nothing publishes it${by(metric)}`],
        seen: absent,
      });
  }
}

/** Nothing happened, or nobody would know: other metrics of the same resource tell. */
async function afterSilence(metric: Metric, isGood: boolean, absent: Seen[], aws: Aws): Promise<Found> {
  const nothing = `${labelOf(metric)} has no data ${lately}`;
  const life = await signOfLife(metric, aws);
  if (life && isGood) {
    const fact = `${metric.MetricName} has no data ${lately}, as is good, while ${life.text}`;
    return found({ facts: [fact], seen: [...absent, life.seen], silentUntil: life.until });
  }
  if (life) {
    const doubt = `${nothing}, while ${life.text}; send requests or messages, and ask again`;
    return found({ doubts: [doubt], seen: [...absent, life.seen] });
  }
  const pair = metric.Namespace === 'AWS/ApplicationELB' ? pairOf(metric) : undefined;
  if (pair) return whileIdle(pair, metric, absent, aws);
  return found({
    doubts: [`${nothing}, and neither has anything else${by(metric)}; ${check(metric)}`],
    seen: absent,
  });
}

/** Of the two target groups of a blue/green deployment, one has no requests until the next. */
async function whileIdle(pair: Pair, metric: Metric, absent: Seen[], aws: Aws): Promise<Found> {
  const nothing = `${labelOf(metric)} has no data ${lately}`;
  const { problem, seen } = await mismatch(pair, aws);
  if (problem !== undefined) return found({ problems: [`${nothing}: ${problem}`], seen: [...absent, seen] });
  const Dimensions = [{ Name: 'LoadBalancer', Value: pair.balancer }];
  const [group, balancer] = [shortName(pair.group), shortName(pair.balancer)];
  const life = await signOfLife({ Namespace: metric.Namespace, Dimensions }, aws, balancer);
  if (!life) {
    const doubt = `${nothing}, and neither has anything else of ${balancer}; send requests, and ask again`;
    return found({ doubts: [doubt], seen: [...absent, seen] });
  }
  const fact = `${metric.MetricName} has no data ${lately}, as target group ${group} is idle, while ${life.text}`;
  return found({ facts: [fact], seen: [...absent, seen, life.seen], silentUntil: life.until });
}

/** How to find out whether dimensions are right. */
function check(metric: Metric): string {
  const ids = (metric.Dimensions ?? []).map(({ Value }) => Value).join(', ');
  if (metric.Namespace === 'AWS/SQS') {
    return `SQS reports nothing of a queue that nobody touches for six hours: look into ${ids} (aws sqs receive-message), and ask again a quarter of an hour later`;
  }
  return `check that ${ids === '' ? 'it' : ids} exists, use it once, and ask again`;
}

/** Another metric of the same resource that has data, which shows that the dimensions are right. */
async function signOfLife(
  { Namespace, MetricName, Dimensions }: Metric,
  aws: Aws,
  whose = 'the same resource',
): Promise<{ readonly text: string; readonly until: Date; readonly seen: Seen } | undefined> {
  const names = signsOfLife(Namespace ?? '').filter((name) => name !== MetricName);
  if (names.length === 0) return undefined;
  const queries = names.map((name, i) => ({
    Id: `m${i}`,
    MetricStat: { Metric: { Namespace, MetricName: name, Dimensions }, Period: 300, Stat: 'Sum' },
  }));
  const series = await seriesOf(queries, aws);
  const points = names.map((name, i) => ({ name, newest: series.get(`m${i}`)?.points[0] }));
  const sign = points
    .filter((each): each is { name: string; newest: Point } => each.newest !== undefined)
    .sort((a, b) => b.newest.at.getTime() - a.newest.at.getTime())[0];
  if (!sign) return undefined;
  const text = `${sign.name} of ${whose} has data until ${clock(sign.newest.at, aws.now)}`;
  return {
    text,
    until: sign.newest.at,
    seen: { call: getMetricData, path: sign.name, value: valueOf(sign.newest) },
  };
}

/** CloudWatch lists what was published in the last two weeks. */
async function ofOurOwn(metric: Metric, nothing: string, absent: Seen[], aws: Aws): Promise<Found> {
  const client = aws.client(CloudWatchClient);
  const { Namespace, MetricName, Dimensions = [] } = metric;
  const listed = await everyPage(
    paginateListMetrics(
      { client },
      { Namespace, MetricName, Dimensions: Dimensions.map(({ Name, Value }) => ({ Name, Value })) },
    ),
    ({ Metrics }) => Metrics,
  );
  const call = 'cloudwatch:ListMetrics';
  if (listed.some((other) => keyOf(other.Dimensions) === keyOf(Dimensions))) {
    const fact = `${labelOf(metric)} counts what seldom happens: it has data in the last two weeks, and none ${lately}`;
    const proof = { call, path: 'Metrics', value: labelOf(metric) };
    return found({ facts: [fact], seen: [...absent, proof], silentUntil: new Date(0) });
  }
  const doubt = `${nothing}, nor in the last two weeks: an alarm on a metric that does not exist is OK for ever; let one such event happen, or publish 0, and ask again`;
  return found({ doubts: [doubt], seen: [...absent, { call, path: 'Metrics', value: 'none' }] });
}

function isCount(statistic: string): boolean {
  return statistic === 'Sum' || statistic === 'SampleCount';
}

function keyOf(dimensions: readonly Dimension[] = []): string {
  return dimensions
    .map(({ Name, Value }) => JSON.stringify([Name, Value]))
    .sort()
    .join();
}

function said({ at, value }: Point, { MetricName }: Metric, now: Date): string {
  return `${MetricName} was ${value === undefined ? 'there' : round(value)} at ${clock(at, now)}`;
}

function valueOf({ at, value }: Point): string {
  return `${value === undefined ? 'a value' : round(value)} at ${at.toISOString()}`;
}

/** A number as a person reads it. */
export function round(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(4)));
}

function by({ Dimensions = [] }: Metric): string {
  const pairs = Dimensions.map(({ Name, Value }) => `${Name}=${Value}`);
  return pairs.length === 0 ? '' : ` for ${pairs.join(', ')}`;
}

/** How messages name a metric: `AWS/ECS CPUUtilization`. */
export function labelOf({ Namespace, MetricName }: Metric): string {
  return `${Namespace} ${MetricName}`;
}
