import { CloudWatchClient, paginateListMetrics, type Dimension } from '@aws-sdk/client-cloudwatch';
import { watching } from '../../checklist/thresholds';
import { answerOf, found, merged } from '../alarms/found';
import { unknown, type Answer } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import type { Target } from '../target';
import { round } from './presence';
import { getMetricData, seriesOf } from './series';
import { clock, span } from './show';

/** Where a resource reports how busy it is. */
interface Source {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: readonly Dimension[];
}

type SourcesOf = (
  id: string,
  aws: Aws,
) => Promise<readonly Source[] | undefined> | readonly Source[] | undefined;

const sources: Readonly<Record<string, SourcesOf>> = {
  'AWS::ECS::Service': (id) => {
    const [, ClusterName, ServiceName] = /:service\/([^/]+)\/([^/]+)$/.exec(id) ?? [];
    return ClusterName === undefined || ServiceName === undefined
      ? undefined
      : [cpu('AWS/ECS', { ClusterName, ServiceName })];
  },
  'AWS::ElastiCache::ReplicationGroup': (id, aws) => nodesOf(id, aws),
  'AWS::ElastiCache::ServerlessCache': (id) => [
    {
      namespace: 'AWS/ElastiCache',
      metric: 'BytesUsedForCache',
      dimensions: [{ Name: 'clusterId', Value: id }],
    },
  ],
  'AWS::RDS::DBCluster': (DBClusterIdentifier) => [cpu('AWS/RDS', { DBClusterIdentifier })],
  'AWS::RDS::DBInstance': (DBInstanceIdentifier) => [cpu('AWS/RDS', { DBInstanceIdentifier })],
};

function cpu(namespace: string, dimensions: Readonly<Record<string, string>>): Source {
  const pairs = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return { namespace, metric: 'CPUUtilization', dimensions: pairs };
}

/** The nodes of a replication group, as CloudWatch lists them: their names begin with its own. */
async function nodesOf(id: string, aws: Aws): Promise<readonly Source[]> {
  const input = {
    Namespace: 'AWS/ElastiCache',
    MetricName: 'CPUUtilization',
    Dimensions: [{ Name: 'CacheClusterId' }],
    RecentlyActive: 'PT3H' as const,
  };
  const pages = paginateListMetrics({ client: aws.client(CloudWatchClient) }, input);
  const listed = await everyPage(pages, ({ Metrics }) => Metrics);
  const nodes = listed.flatMap(({ Dimensions = [] }) =>
    Dimensions.filter(({ Name }) => Name === 'CacheClusterId').map(({ Value = '' }) => Value),
  );
  const own = [...new Set(nodes)].filter(
    (node) => node.startsWith(`${id}-`) && /^(-\d+)+$/.test(node.slice(id.length)),
  );
  return own.map((CacheClusterId) => cpu('AWS/ElastiCache', { CacheClusterId }));
}

/** Whether a resource reports its metrics now. */
export async function reportsNow({ type, id }: Target, aws: Aws): Promise<Answer> {
  const own = await sources[type]?.(id, aws);
  if (!own) return unknown(`where ${id} reports its metrics is not known; look for it in the console`);
  if (own.length === 0) {
    const problem = `CloudWatch has had no metric of a node of ${id} in the last 3 hours, expected some`;
    return answerOf(
      found({
        problems: [problem],
        seen: [{ call: 'cloudwatch:ListMetrics', path: 'Metrics', value: 'none' }],
      }),
    );
  }
  const queries = own.map(({ namespace: Namespace, metric: MetricName, dimensions }, i) => ({
    Id: `r${i}`,
    MetricStat: {
      Metric: { Namespace, MetricName, Dimensions: [...dimensions] },
      Period: 60,
      Stat: 'Average',
    },
  }));
  const series = await seriesOf(queries, aws);
  const limit = new Date(aws.now.getTime() - watching.recentMinutes * 60_000);
  const parts = own.map(({ metric, dimensions }, i) => {
    const { points = [], trouble } = series.get(`r${i}`) ?? {};
    const [newest] = points;
    const name = `${metric} of ${dimensions.map(({ Value }) => Value).join('/')}`;
    const seen = [{ call: getMetricData, path: name, value: newest?.at.toISOString() ?? 'no data points' }];
    if (newest && newest.at >= limit) {
      const value = newest.value === undefined ? 'there' : round(newest.value);
      return found({ facts: [`${name} was ${value} at ${clock(newest.at, aws.now)}`], seen });
    }
    if (trouble !== undefined)
      return found({ doubts: [`whether ${name} is reported is not known (${trouble}); ask again`], seen });
    const since = newest
      ? `since ${clock(newest.at, aws.now)}`
      : `in the last ${span(watching.dataHours * 60)}`;
    return found({ problems: [`no ${name} was reported ${since}, expected it every few minutes`], seen });
  });
  // A node that was taken away is listed for some hours more.
  const alive = parts.filter(({ facts }) => facts.length > 0);
  return answerOf(merged(alive.length > 0 ? alive : parts));
}
