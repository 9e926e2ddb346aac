import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, isUndecided, not, or } from '../../model/tri';
import { itemsOf, show } from '../../model/value';
import { all, cite, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay, optionsOf, type Option } from '../either-way';
import { atLeast, isOn, numeric, test } from '../reading';
import { cacheClusterType, isRedis, memoryDbType, replicationGroupType, serverlessCacheType } from './caches';

/** Whether a cache is Redis or Valkey, and keeps answering when one of its nodes fails. */
export function survivesNodeFailure(cache: Resource, nodesPerShard: number): Answer {
  switch (cache.type) {
    case serverlessCacheType:
      return all([
        isRedis(cache),
        yes('a serverless cache spreads over several zones by design', present(cache)),
      ]);
    case memoryDbType:
      return all([isRedis(cache), atLeast(cache, 'NumReplicasPerShard', nodesPerShard - 1, 1)]);
    case cacheClusterType: {
      const redis = isRedis(cache);
      if (redis.is === 'no') return redis;
      return no(
        'a cache cluster of Redis has one node and no failover, expected a replication group',
        present(cache),
      );
    }
    default:
      return all([
        isRedis(cache),
        isOn(cache, 'AutomaticFailoverEnabled', false),
        isOn(cache, 'MultiAZEnabled', false),
        hasNodes(cache, nodesPerShard),
      ]);
  }
}

function hasNodes(group: Resource, least: number): Answer {
  return eitherWay(group.read('NodeGroupConfiguration'), (configuration) => {
    const shards = itemsOf(configuration).flatMap(optionsOf);
    if (shards.some(({ option }) => member(option, 'ReplicaCount').kind !== 'absent'))
      return shardsHaveNodes(group, shards, least);
    // With shards, each holds its primary and so many replicas; without, the group's nodes are counted together.
    if (group.read('ReplicasPerNodeGroup').kind !== 'absent')
      return atLeast(group, 'ReplicasPerNodeGroup', least - 1, 0);
    return atLeast(group, 'NumCacheClusters', least, 1);
  });
}

/** A shard that states no number of replicas has as many as the group says. */
function shardsHaveNodes(group: Resource, shards: readonly Option[], least: number): Answer {
  const proof = cite(group, 'NodeGroupConfiguration');
  const common = group.read('ReplicasPerNodeGroup');
  const counts = shards.map(({ option }) => {
    const count = member(option, 'ReplicaCount');
    return count.kind === 'absent' ? common : count;
  });
  const enough = and(
    counts.map((count, i) =>
      or([test(count, 0, (replicas) => numeric(replicas) >= least - 1, true), not(shards[i]!.certain)]),
    ),
  );
  const stated = counts.map((count) => (count.kind === 'absent' ? '0' : show(count)));
  const seen = `the shards have ${stated.join(', ')} replicas`;
  const expected = `expected at least ${least - 1} each`;
  if (enough === true) return yes(seen, proof);
  return isUndecided(enough)
    ? unknown(`ReplicaCount of a shard is not known (${enough.why}), ${expected}`, proof)
    : no(`${seen}, ${expected}`, proof);
}

/** Whether a cache encrypts what it stores and what it sends. */
export function encryptsData(cache: Resource): Answer | undefined {
  switch (cache.type) {
    case serverlessCacheType:
      return yes('a serverless cache encrypts always', present(cache));
    case memoryDbType:
      return all([yes('MemoryDB encrypts what it stores', present(cache)), isOn(cache, 'TLSEnabled', true)]);
    case replicationGroupType:
      return all([
        isOn(cache, 'TransitEncryptionEnabled', false),
        isOn(cache, 'AtRestEncryptionEnabled', false),
      ]);
    default:
      return undefined;
  }
}
