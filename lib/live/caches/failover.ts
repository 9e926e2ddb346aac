import type { NodeGroup, ReplicationGroup } from '@aws-sdk/client-elasticache';
import { redundancy } from '../../checklist/thresholds';
import { fail, pass, unknown, unless, type Answer, type Objections, type Seen } from '../answer';
import type { Aws } from '../aws';
import type { Target } from '../target';
import { cacheClusters, nodesOf, replicationGroup, serverlessCache, type Node } from './nodes';

/** Whether a cache keeps answering when one of its nodes fails, as it runs now. */
export async function survivesNodeFailure({ type, id, region }: Target, aws: Aws): Promise<Answer> {
  switch (type) {
    case 'AWS::ElastiCache::ServerlessCache':
      return serverlessSurvives(id, aws);
    case 'AWS::ElastiCache::CacheCluster':
      return clusterSurvives(id, region, aws);
    default:
      return groupSurvives(id, region, aws);
  }
}

async function groupSurvives(id: string, region: string, aws: Aws): Promise<Answer> {
  const group = await replicationGroup(id, aws);
  if (!group) return fail(`replication group ${id} does not exist in ${region}`, []);
  const { Status, AutomaticFailover, MultiAZ, NodeGroups = [] } = group;
  const clusters = await cacheClusters(aws);
  const shards = NodeGroups.map((shard) => ({ shard, nodes: nodesOf(shard, clusters) }));
  const parts = [settings(group), ...shards.map(({ shard, nodes }) => redundant(shard, nodes))];
  if (shards.length === 0) parts.push({ problems: [], doubts: ['ElastiCache names none of its shards'] });
  const call = 'elasticache:DescribeReplicationGroups';
  const seen: readonly Seen[] = [
    { call, path: 'Status', value: String(Status) },
    { call, path: 'AutomaticFailover', value: String(AutomaticFailover) },
    { call, path: 'MultiAZ', value: String(MultiAZ) },
    ...shards.map(({ shard, nodes }) => ({
      call: 'elasticache:DescribeCacheClusters',
      path: `shard ${shard.NodeGroupId}`,
      value: nodes.map(describe).join(', '),
    })),
  ];
  return unless(
    together(parts),
    `replication group ${id} fails over by itself; ${shards.map(({ shard, nodes }) => shown(shard, nodes)).join('; ')}`,
    seen,
  );
}

/** What ElastiCache may say of a group that answers, and of one that does not. */
const down = ['create-failed', 'deleting'];

function settings(group: ReplicationGroup): Objections {
  const { Status, AutomaticFailover, MultiAZ, PendingModifiedValues } = group;
  const problems: string[] = [];
  const doubts: string[] = [];
  if (down.includes(Status ?? '')) problems.push(`the replication group is ${Status}, expected available`);
  else if (Status !== 'available')
    doubts.push(`the replication group is ${Status ?? 'in no known state'}; ask again when it is available`);
  if (AutomaticFailover === 'disabled' || AutomaticFailover === 'disabling')
    problems.push(`automatic failover is ${AutomaticFailover}, expected enabled`);
  else if (AutomaticFailover !== 'enabled')
    doubts.push(`automatic failover is ${AutomaticFailover ?? 'not told'}; ask again when it is enabled`);
  if (MultiAZ === 'disabled') problems.push('Multi-AZ is disabled, expected enabled');
  else if (MultiAZ !== 'enabled') doubts.push('whether Multi-AZ is enabled is not told');
  if (PendingModifiedValues?.AutomaticFailoverStatus === 'disabled')
    problems.push('automatic failover is about to be disabled');
  return { problems, doubts };
}

function redundant({ NodeGroupId, NodeGroupMembers }: NodeGroup, nodes: readonly Node[]): Objections {
  const shard = `shard ${NodeGroupId}`;
  if (!NodeGroupMembers) return { problems: [], doubts: [`the nodes of ${shard} are not told`] };
  const { cacheNodesPerShard: least, zones } = redundancy;
  const available = nodes.filter(({ status }) => status === 'available');
  const odd = nodes.filter(({ status }) => status !== 'available');
  const open = odd.filter(({ status }) => status === undefined);
  const where = new Set(available.map(({ zone }) => zone));
  const why = odd.length > 0 ? ` (${odd.map(describe).join(', ')})` : '';
  const have = `${available.length} of ${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'} of ${shard}`;
  const seen = `${have} ${available.length === 1 ? 'is' : 'are'} available${why}, expected at least ${least}`;
  if (available.length < least)
    return available.length + open.length < least ? { problems: [seen] } : { problems: [], doubts: [seen] };
  const roles = nodes.map(({ role }) => role);
  if (!roles.includes(undefined) && !roles.includes('primary'))
    return { problems: [`no node of ${shard} is primary (${nodes.map(describe).join(', ')})`] };
  if (where.has(undefined))
    return { problems: [], doubts: [`the zones of the nodes of ${shard} are not told`] };
  if (where.size >= zones) return { problems: [] };
  return { problems: [`all nodes of ${shard} are in ${[...where].join()}, expected ${zones} zones`] };
}

function describe({ name, status, zone }: Node): string {
  return status === 'available'
    ? `${name} in ${zone ?? 'an unknown zone'}`
    : `${name} is ${status ?? 'not told'}`;
}

function shown({ NodeGroupId }: NodeGroup, nodes: readonly Node[]): string {
  return `shard ${NodeGroupId}: ${nodes.map(describe).join(', ')}`;
}

function together(parts: readonly Objections[]): Objections {
  return {
    problems: parts.flatMap(({ problems }) => problems),
    doubts: parts.flatMap(({ doubts = [] }) => doubts),
  };
}

async function serverlessSurvives(name: string, aws: Aws): Promise<Answer> {
  const cache = await serverlessCache(name, aws);
  if (!cache) return fail(`serverless cache ${name} does not exist in ${aws.region}`, []);
  const call = 'elasticache:DescribeServerlessCaches';
  const status = cache.Status?.toLowerCase();
  const engine = cache.Engine?.toLowerCase();
  const seen = [
    { call, path: 'Status', value: String(cache.Status) },
    { call, path: 'Engine', value: String(cache.Engine) },
  ];
  if (down.includes(status ?? ''))
    return fail(`serverless cache ${name} is ${status}, expected available`, seen);
  if (engine === 'memcached')
    return fail(`serverless cache ${name} runs Memcached, expected Valkey or Redis`, seen);
  if (status !== 'available' || engine === undefined)
    return unknown(
      `serverless cache ${name} is ${status ?? 'in no known state'}; ask again when it is available`,
      seen,
    );
  return pass(
    `serverless cache ${name} is available; ElastiCache spreads it over zones and fails over`,
    seen,
  );
}

async function clusterSurvives(id: string, region: string, aws: Aws): Promise<Answer> {
  const cluster = (await cacheClusters(aws)).find(({ CacheClusterId }) => CacheClusterId === id);
  if (!cluster) return fail(`cache cluster ${id} does not exist in ${region}`, []);
  const group = cluster.ReplicationGroupId;
  if (group !== undefined) return groupSurvives(group, region, aws);
  const call = 'elasticache:DescribeCacheClusters';
  const seen = [{ call, path: 'Engine', value: String(cluster.Engine) }];
  return fail(
    cluster.Engine === 'memcached'
      ? `cache cluster ${id} runs Memcached, expected Valkey or Redis in a replication group`
      : `cache cluster ${id} has one node and no failover, expected a replication group`,
    seen,
  );
}
