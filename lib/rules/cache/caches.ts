import type { Environment } from '../../model/environment';
import type { Resource } from '../../model/resource';
import { present, yes, type Answer } from '../answer';
import { property } from '../reading';

export const replicationGroupType = 'AWS::ElastiCache::ReplicationGroup';
export const serverlessCacheType = 'AWS::ElastiCache::ServerlessCache';
export const cacheClusterType = 'AWS::ElastiCache::CacheCluster';
export const memoryDbType = 'AWS::MemoryDB::Cluster';

export const cacheTypes: readonly string[] = [
  replicationGroupType,
  serverlessCacheType,
  cacheClusterType,
  memoryDbType,
];

/** The caches that are, or may be, Redis or Valkey; where none is, those that are not fail their own control. */
export function inferCaches(environment: Environment): readonly Resource[] {
  const caches = environment.of(...cacheTypes);
  const redis = caches.filter((cache) => isRedis(cache).is !== 'no');
  return redis.length > 0 ? redis : caches;
}

/** Whether a cache is Redis or Valkey, which is compatible with it. */
export function isRedis(cache: Resource): Answer {
  if (cache.type === memoryDbType) return yes('MemoryDB is compatible with Redis', present(cache));
  return property(cache, 'Engine', {
    expected: 'redis or valkey',
    otherwise: cache.type === replicationGroupType ? 'redis' : undefined,
    holds: (engine) => ['redis', 'valkey'].includes(String(engine).toLowerCase()),
  });
}
