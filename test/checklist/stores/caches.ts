import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, off, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';

/** A replication group that survives the loss of a node. */
export function redis(properties: JsonObject = {}, condition?: string): JsonObject {
  const group = {
    Engine: 'redis',
    AutomaticFailoverEnabled: true,
    MultiAZEnabled: true,
    NumCacheClusters: 2,
  };
  return resource('ElastiCache::ReplicationGroup', { ...group, ...properties }, condition);
}

/** A replication group with shards. */
function sharded(properties: JsonObject): JsonObject {
  return redis({ NumCacheClusters: nothing, ...properties });
}

const serverless = (engine: Json): JsonObject => resource('ElastiCache::ServerlessCache', { Engine: engine });

const oneNode = 'a cache cluster of Redis has one node and no failover, expected a replication group';

const none = 'fail Stack1: no Redis or Valkey cache is in the templates, expected at least one';

export const failover: ControlCases = {
  pass: [
    { name: 'a group of two nodes', resources: { Cache: redis() } },
    { name: 'the engine that AWS assumes', resources: { Cache: redis({ Engine: nothing }) } },
    {
      name: 'Valkey, with flags as text',
      resources: { Cache: redis({ Engine: 'Valkey', MultiAZEnabled: 'true', NumCacheClusters: '3' }) },
    },
    {
      name: 'shards with a replica each',
      resources: { Cache: sharded({ NumNodeGroups: 3, ReplicasPerNodeGroup: 1 }) },
    },
    {
      name: 'shards that state their replicas one by one, or leave it to the group',
      resources: {
        Cache: sharded({
          ReplicasPerNodeGroup: 1,
          NodeGroupConfiguration: [{ ReplicaCount: 2 }, { Slots: '0-8191' }],
        }),
      },
    },
    {
      name: 'shards that state their slots alone',
      resources: {
        Cache: sharded({ ReplicasPerNodeGroup: 2, NodeGroupConfiguration: [{ Slots: '0-16383' }] }),
      },
    },
    {
      name: 'engines that a condition chooses, both compatible',
      resources: { Cache: redis({ Engine: choose('IsProd', 'redis', 'valkey') }) },
      ...undecided,
    },
    {
      name: 'a number of nodes that cannot be too small',
      resources: { Cache: redis({ NumCacheClusters: ref('Nodes') }) },
      parameters: { Nodes: { Type: 'Number', MinValue: 2 } },
    },
    { name: 'serverless cache', resources: { Cache: serverless('valkey') } },
    { name: 'serverless cache of Redis OSS', resources: { Cache: serverless('redis') } },
    { name: 'MemoryDB as it comes', resources: { Cache: resource('MemoryDB::Cluster') } },
    {
      name: 'a replication group beside a cache of another kind',
      resources: {
        Cache: redis(),
        Pages: resource('ElastiCache::CacheCluster', { Engine: 'memcached', NumCacheNodes: 2 }),
      },
    },
  ],
  fail: [
    { name: 'no cache', resources: {}, findings: [none] },
    {
      name: 'no failover',
      resources: { Cache: redis({ AutomaticFailoverEnabled: nothing }) },
      findings: ['fail Cache: AutomaticFailoverEnabled is not set and so false, expected true'],
    },
    {
      name: 'no other zone',
      resources: { Cache: redis({ MultiAZEnabled: false }) },
      findings: ['fail Cache: MultiAZEnabled is false, expected true'],
    },
    {
      name: 'replication group, MultiAZ, one node, no failover',
      resources: { Cache: redis({ AutomaticFailoverEnabled: false, NumCacheClusters: 1 }) },
      findings: [
        'fail Cache: AutomaticFailoverEnabled is false, expected true; NumCacheClusters is 1, expected at least 2',
      ],
    },
    {
      name: 'no number of nodes',
      resources: { Cache: redis({ NumCacheClusters: nothing }) },
      findings: ['fail Cache: NumCacheClusters is not set and so 1, expected at least 2'],
    },
    {
      name: 'shards without replicas',
      resources: { Cache: sharded({ NumNodeGroups: 3, ReplicasPerNodeGroup: 0 }) },
      findings: ['fail Cache: ReplicasPerNodeGroup is 0, expected at least 1'],
    },
    {
      name: 'one shard of two without replicas',
      resources: { Cache: sharded({ NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 0 }] }) },
      findings: ['fail Cache: the shards have 1, 0 replicas, expected at least 1 each'],
    },
    {
      name: 'a shard that states nothing where the group does not either',
      resources: { Cache: sharded({ NodeGroupConfiguration: [{ ReplicaCount: 1 }, {}] }) },
      findings: ['fail Cache: the shards have 1, 0 replicas, expected at least 1 each'],
    },
    {
      name: 'a cache cluster of Redis',
      resources: { Cache: resource('ElastiCache::CacheCluster', { Engine: 'redis', NumCacheNodes: 1 }) },
      findings: [`fail Cache: ${oneNode}`],
    },
    {
      name: 'a cache cluster of Redis beside a replication group',
      resources: {
        Cache: redis(),
        Small: resource('ElastiCache::CacheCluster', { Engine: 'valkey', NumCacheNodes: 1 }),
      },
      findings: [
        'pass Cache: Engine is redis; AutomaticFailoverEnabled is true; MultiAZEnabled is true; NumCacheClusters is 2',
        `fail Small: ${oneNode}`,
      ],
    },
    {
      name: 'Memcached',
      resources: { Cache: resource('ElastiCache::CacheCluster', { Engine: 'memcached', NumCacheNodes: 3 }) },
      findings: ['fail Cache: Engine is memcached, expected redis or valkey'],
    },
    {
      name: 'a serverless cache of Memcached',
      resources: { Cache: serverless('memcached') },
      findings: ['fail Cache: Engine is memcached, expected redis or valkey'],
    },
    {
      name: 'MemoryDB without replicas',
      resources: { Cache: resource('MemoryDB::Cluster', { NumReplicasPerShard: 0 }) },
      findings: ['fail Cache: NumReplicasPerShard is 0, expected at least 1'],
    },
    {
      name: 'a cache under a condition that is off by default',
      resources: { Cache: redis({}, 'IsProd') },
      ...off,
      findings: [
        'fail Stack1: no Redis or Valkey cache is in the templates (Cache switched off by condition), ' +
          'expected at least one',
      ],
    },
  ],
  unknown: [
    {
      name: 'engines of a condition of which one is no Redis',
      resources: { Cache: serverless(choose('IsProd', 'valkey', 'memcached')) },
      ...undecided,
      findings: [`unknown Cache: Engine is not known (${stageUnknown}), expected redis or valkey`],
    },
    {
      name: 'an engine that a parameter gives',
      resources: { Cache: redis({ Engine: ref('Engine') }) },
      parameters: { Engine: { Type: 'String' } },
      findings: [`unknown Cache: Engine is not known (${notGiven('Engine')}), expected redis or valkey`],
    },
    {
      name: 'a number of nodes that a parameter gives',
      resources: { Cache: redis({ NumCacheClusters: ref('Nodes') }) },
      parameters: { Nodes: { Type: 'Number', MinValue: 1 } },
      findings: [`unknown Cache: NumCacheClusters is not known (${notGiven('Nodes')}), expected at least 2`],
    },
    {
      name: 'replicas of a shard that a parameter gives',
      resources: {
        Cache: sharded({ NodeGroupConfiguration: [{ ReplicaCount: ref('Replicas') }, { ReplicaCount: 1 }] }),
      },
      parameters: { Replicas: { Type: 'Number', AllowedValues: [0, 1] } },
      findings: [
        `unknown Cache: ReplicaCount of a shard is not known (${notGiven('Replicas')}), expected at least 1 each`,
      ],
    },
    {
      name: 'a cache that may not exist, too small where it does',
      resources: { Cache: redis({ MultiAZEnabled: false }, 'IsProd') },
      ...undecided,
      findings: [`unknown Cache: ${stageUnknown}: MultiAZEnabled is false, expected true`],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that is declared to have none',
      resources: {},
      declaration: { caches: { none: 'nothing is worth caching' } },
      findings: ['notApplicable Stack1: declared: nothing is worth caching'],
    },
  ],
};

export const encrypted: ControlCases = {
  pass: [
    {
      name: 'stored and sent',
      resources: { Cache: redis({ TransitEncryptionEnabled: true, AtRestEncryptionEnabled: 'true' }) },
    },
    { name: 'a serverless cache', resources: { Cache: serverless('valkey') } },
    {
      name: 'MemoryDB, by itself or by hand',
      resources: {
        Cache: resource('MemoryDB::Cluster'),
        Other: resource('MemoryDB::Cluster', { TLSEnabled: true }),
      },
    },
  ],
  fail: [
    {
      name: 'nothing said',
      resources: { Cache: redis() },
      findings: [
        'fail Cache: TransitEncryptionEnabled is not set and so false, expected true; ' +
          'AtRestEncryptionEnabled is not set and so false, expected true',
      ],
    },
    {
      name: 'MemoryDB without TLS',
      resources: { Cache: resource('MemoryDB::Cluster', { TLSEnabled: false }) },
      findings: ['fail Cache: TLSEnabled is false, expected true'],
    },
  ],
  unknown: [
    {
      name: 'a parameter that decides',
      resources: { Cache: redis({ TransitEncryptionEnabled: ref('Tls'), AtRestEncryptionEnabled: true }) },
      parameters: { Tls: { Type: 'String' } },
      findings: [`unknown Cache: TransitEncryptionEnabled is not known (${notGiven('Tls')}), expected true`],
    },
  ],
  notApplicable: [
    {
      name: 'a cache cluster',
      resources: { Cache: resource('ElastiCache::CacheCluster', { Engine: 'redis' }) },
      findings: ['notApplicable Stack1: it does not arise for the Redis or Valkey cache of this workload'],
    },
  ],
};
