import type { Resource } from '../../../model/resource';
import { keyOf, show } from '../../../model/value';
import { unknown, type Answer } from '../../answer';
import { cacheClusterType, isRedis, memoryDbType, serverlessCacheType } from '../../cache/caches';
import { numberAt } from '../../reading';
import { alarmsOn, isWatched } from '../detection';
import type { Emission } from '../evaluation/samples';
import type { View } from '../situation';
import { nodesOf, suffixIn, type NodeSuffix } from './cache-nodes';
import { silence, steady } from './emissions';
import { cpusOf } from './instance-classes';
import { calm, demandOf, heavy, supposing, whatOf, type Bound, type Load, type Stuff } from './utilization';

/** Whether somebody hears when any node of a cache runs out of CPU or memory. */
export function isCacheWatched(cache: Resource, bound: Bound): Answer | undefined {
  if (isRedis(cache).is === 'no') return undefined;
  if (cache.type === serverlessCacheType) return isUsageWatched(cache, bound);
  const named = namesOf(cache);
  if (typeof named === 'string' && alarmsOn([cache]).length > 0)
    return unknown(`${named}, and so whether alarms notice ${whatOf(bound)} on each`);
  const nodes = typeof named === 'string' ? [''] : named;
  const type = cache.read(cache.type === memoryDbType ? 'NodeType' : 'CacheNodeType');
  const cpus = cpusOf(keyOf(type) ?? '');
  const why = cpus === undefined ? `how many CPUs a node has is not known (${show(type)})` : undefined;
  return supposing(why, anyCpus, whatOf(bound), (assumed) => {
    const viewOf = (load: Load, hot?: NodeSuffix): View =>
      cacheView(cache, { nodes, hot, load, cpus: cpus ?? assumed });
    const places = nodes.map((node) => [`${cache.logicalId}${node}`, viewOf(heavy(bound), node)] as const);
    return isWatched([cache], demandOf(bound, viewOf(calm), places), 'ticket');
  });
}

/** Nodes have no fewer CPUs and no more. */
const anyCpus = [1, 96] as const;

function namesOf(cache: Resource): readonly NodeSuffix[] | string {
  if (cache.type === cacheClusterType) return [''];
  if (cache.type !== memoryDbType) return nodesOf(cache);
  const shards = numberAt(cache, 'NumShards', 1);
  const replicas = numberAt(cache, 'NumReplicasPerShard', 1);
  if (shards === undefined || replicas === undefined)
    return `how many nodes ${cache.logicalId} has is not known`;
  return Array.from({ length: shards }, (_, shard) =>
    Array.from(
      { length: replicas + 1 },
      (_, node) => `-${String(shard + 1).padStart(4, '0')}-${String(node + 1).padStart(3, '0')}`,
    ),
  ).flat();
}

/** Metrics that say nothing about CPU and memory, and what they show on a good day. */
const otherMetrics: ReadonlyMap<string, number> = new Map([
  ['AuthenticationFailures', 0],
  ['CacheHitRate', 0.9],
  ['CacheHits', 1000],
  ['CacheMisses', 100],
  ['CPUCreditBalance', 500],
  ['CurrConnections', 100],
  ['CurrItems', 1e5],
  ['Evictions', 0],
  ['IsMaster', 1],
  ['MasterLinkHealthStatus', 1],
  ['NewConnections', 10],
  ['ReplicationLag', 0.1],
  ['SwapUsage', 0],
]);

interface CacheState {
  readonly nodes: readonly NodeSuffix[];
  /** The node that has the load; the others are calm. */
  readonly hot?: NodeSuffix;
  readonly load: Load;
  readonly cpus: number;
}

function cacheView(cache: Resource, state: CacheState): View {
  const show = (name: string, shown: readonly NodeSuffix[]): Emission | undefined => {
    const values = shown.map((node) => readingOf(name, node, state));
    if (values.length === 0) return silence;
    return values.every((value) => value !== undefined) ? steady(...values) : undefined;
  };
  return ({ namespace, name, dimensions }, about) => {
    if (namespace === 'AWS/MemoryDB' && about.get('ClusterName') === cache) {
      const node = dimensions.get('NodeName');
      return show(name, node ? state.nodes.filter((other) => other === suffixIn(node)) : state.nodes);
    }
    if (namespace !== 'AWS/ElastiCache' || about.get('CacheClusterId') !== cache) return undefined;
    const inner = dimensions.get('CacheNodeId');
    if (inner?.kind === 'known' && inner.value !== firstNode) return silence;
    const suffix = cache.type === cacheClusterType ? '' : suffixIn(dimensions.get('CacheClusterId')!);
    return show(
      name,
      state.nodes.filter((node) => node === suffix),
    );
  };
}

/** What the only node of each member of a group is called. */
const firstNode = '0001';

/** The engine works on one CPU: on a host of several, the CPU of the host shows but a part of how busy it is. */
function readingOf(name: string, node: NodeSuffix, { hot, load, cpus }: CacheState): number | undefined {
  const { CPU, memory } = node === hot ? load : calm;
  switch (name) {
    case 'EngineCPUUtilization':
      return CPU;
    case 'CPUUtilization':
      return CPU / cpus;
    case 'DatabaseMemoryUsagePercentage':
    case 'DatabaseCapacityUsagePercentage':
      return memory;
    default:
      return otherMetrics.get(name);
  }
}

/** The limits of a serverless cache, the metrics that approach them, and so much of each a minute. */
const limits: Readonly<
  Record<Stuff, { readonly path: string; readonly metric: string; readonly unit: number }>
> = {
  CPU: { path: 'CacheUsageLimits.ECPUPerSecond.Maximum', metric: 'ElastiCacheProcessingUnits', unit: 60 },
  memory: { path: 'CacheUsageLimits.DataStorage.Maximum', metric: 'BytesUsedForCache', unit: 1e9 },
};

/** A serverless cache grows by itself: only a limit that somebody has set can be approached. */
function isUsageWatched(cache: Resource, bound: Bound): Answer | undefined {
  const { path } = limits[bound.of];
  if (cache.read(path).kind === 'absent') return undefined;
  const most = numberAt(cache, path, NaN);
  const why = most === undefined ? `${path} is not known` : undefined;
  return supposing(why, anyLimit, whatOf(bound), (assumed) => {
    const viewOf = (load: Load): View => usageView(cache, bound, (most ?? assumed) * (load[bound.of] / 100));
    const places = [[cache.logicalId, viewOf(heavy(bound))] as const];
    return isWatched([cache], demandOf(bound, viewOf(calm), places), 'ticket');
  });
}

const anyLimit = [1, 15e6] as const;

function usageView(cache: Resource, bound: Bound, used: number): View {
  const { metric, unit } = limits[bound.of];
  return ({ name }, about) => {
    if (about.get('clusterId') !== cache) return undefined;
    const value = name === metric ? used * unit : otherMetrics.get(name);
    return value === undefined ? undefined : steady(value);
  };
}
