import { member } from '../../../model/evaluate';
import { targetOf } from '../../../model/names';
import type { Resource } from '../../../model/resource';
import { partsOf, show, whyNotKnown, type Value } from '../../../model/value';
import { numberAt, numeric } from '../../reading';

/** What ElastiCache puts behind the id of a replication group to name its nodes: `-001`, or with shards `-0001-001`. */
export type NodeSuffix = string;

/** The nodes of a replication group, or why they are not known. */
export function nodesOf(group: Resource): readonly NodeSuffix[] | string {
  const shards = group.read('NodeGroupConfiguration');
  const count = numberAt(group, 'NumNodeGroups', 1);
  const list = shards.kind === 'list' ? shards.items : [];
  if (count === undefined || (shards.kind !== 'list' && shards.kind !== 'absent'))
    return `how many shards ${group.logicalId} has is not known`;
  const sharded = hasShards(group, Math.max(count, list.length));
  if (typeof sharded === 'string') return sharded;
  const common = nodesPerShard(group);
  const counts = Array.from({ length: Math.max(count, list.length) }, (_, i) => {
    const own = list[i] && member(list[i], 'ReplicaCount');
    return own?.kind === 'known' ? numeric(own.value) + 1 : common;
  });
  if (counts.some((nodes) => nodes === undefined || Number.isNaN(nodes)))
    return `how many nodes ${group.logicalId} has is not known`;
  return counts.flatMap((nodes, shard) =>
    Array.from({ length: nodes ?? 0 }, (_, node) => {
      const suffix = `-${String(node + 1).padStart(3, '0')}`;
      return sharded ? `-${String(shard + 1).padStart(4, '0')}${suffix}` : suffix;
    }),
  );
}

function nodesPerShard(group: Resource): number | undefined {
  if (group.read('ReplicasPerNodeGroup').kind === 'absent') return numberAt(group, 'NumCacheClusters', 1);
  const replicas = numberAt(group, 'ReplicasPerNodeGroup', 0);
  return replicas === undefined ? undefined : replicas + 1;
}

/** Whether the nodes are named with their shard, which they are in every group in cluster mode. */
function hasShards(group: Resource, shards: number): boolean | string {
  if (shards > 1) return true;
  const mode = group.read('ClusterMode');
  if (mode.kind === 'known') return mode.value !== 'disabled';
  const parameters = group.read('CacheParameterGroupName');
  if (parameters.kind === 'absent' && mode.kind === 'absent') return false;
  if (parameters.kind === 'known' && String(parameters.value).startsWith('default.'))
    return String(parameters.value).endsWith('.cluster.on');
  const [own] = targetOf(parameters, group.stack).resources;
  const enabled = own?.read('Properties.cluster-enabled');
  if (enabled?.kind === 'absent') return false;
  if (enabled?.kind === 'known') return enabled.value === 'yes';
  const why =
    whyNotKnown(mode) ?? whyNotKnown(parameters) ?? `${show(parameters)} is not among the templates`;
  return `whether ${group.logicalId} is in cluster mode is not known (${why})`;
}

/** The suffix by which an alarm names a node of a group. */
export function suffixIn(id: Value): NodeSuffix | undefined {
  const parts = partsOf(id);
  const last = parts?.[parts.length - 1];
  return typeof last === 'string' ? /(-\d{4})?-\d{3}$/.exec(last)?.[0] : undefined;
}
