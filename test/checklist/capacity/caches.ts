import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, join, nothing, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { redis } from '../stores/caches';
import { alarm, byMail, math, stat } from './resources';

/** A group of a primary and a replica, and the resources that watch it. */
function cache(others: JsonObject, properties: JsonObject = {}): JsonObject {
  return { Cache: redis({ CacheNodeType: 'cache.m7g.xlarge', ...properties }), ...byMail, ...others };
}

const node = (suffix: string): Readonly<Record<string, Json>> => ({
  CacheClusterId: join(ref('Cache'), `-${suffix}`),
});

const cpu = 'AWS/ElastiCache EngineCPUUtilization';
const host = 'AWS/ElastiCache CPUUtilization';
const both = (metric: string, properties: JsonObject = {}): JsonObject => ({
  One: alarm(metric, node('001'), properties),
  Two: alarm(metric, node('002'), properties),
});

export const cacheCpu: ControlCases = {
  pass: [
    { name: 'an alarm on each node', resources: cache(both(cpu)) },
    {
      name: 'the names that the nodes have',
      resources: cache(
        { One: alarm(cpu, { CacheClusterId: 'shop-001' }), Two: alarm(cpu, { CacheClusterId: 'shop-002' }) },
        { ReplicationGroupId: 'shop' },
      ),
    },
    {
      name: 'the busiest node by metric math',
      resources: cache({
        Cpu: alarm(
          cpu,
          {},
          math('MAX([one, two])', stat('one', cpu, node('001')), stat('two', cpu, node('002'))),
        ),
      }),
    },
    {
      name: 'the nodes of each shard',
      resources: cache(
        Object.fromEntries(
          ['0001-001', '0001-002', '0002-001', '0002-002'].map((suffix, i) => [
            `Cpu${i}`,
            alarm(cpu, node(suffix)),
          ]),
        ),
        { NumCacheClusters: nothing, NumNodeGroups: 2, ReplicasPerNodeGroup: 1 },
      ),
    },
    {
      name: 'the node of a node',
      resources: cache({
        One: alarm(cpu, { ...node('001'), CacheNodeId: '0001' }),
        Two: alarm(cpu, { ...node('002'), CacheNodeId: '0001' }),
      }),
    },
    { name: 'a share of the host that is one CPU of four', resources: cache(both(host, { Threshold: 20 })) },
    {
      name: 'a cluster of one node',
      resources: {
        Cache: resource('ElastiCache::CacheCluster', {
          Engine: 'redis',
          NumCacheNodes: 1,
          CacheNodeType: 'cache.t4g.small',
        }),
        ...byMail,
        Cpu: alarm(cpu, { CacheClusterId: ref('Cache') }),
      },
    },
    {
      name: 'a limit of a serverless cache',
      resources: {
        Cache: resource('ElastiCache::ServerlessCache', {
          Engine: 'valkey',
          CacheUsageLimits: { ECPUPerSecond: { Maximum: 5000 } },
        }),
        ...byMail,
        Cpu: alarm(
          'AWS/ElastiCache ElastiCacheProcessingUnits',
          { clusterId: ref('Cache') },
          { Statistic: 'Sum', Threshold: 240000 },
        ),
      },
    },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: cache({}),
      findings: ['fail Cache: no alarm reads the metrics of Cache, expected one that notices CPU above 80 %'],
    },
    {
      name: 'an alarm on the node that is the primary today',
      resources: cache({ One: alarm(cpu, node('001')) }),
      findings: [
        'fail Cache: with the CPU of Cache-002 at 81.6 %, One stays OK (it compares 30 with > 80), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'the name of the group for that of a node',
      resources: cache({ Cpu: alarm(cpu, { CacheClusterId: ref('Cache') }) }),
      findings: [
        'fail Cache: with the CPU of Cache-001 at 81.6 %, Cpu stays INSUFFICIENT_DATA (it has no data; its CacheClusterId is ${Cache}, which names no ElastiCache CacheCluster in a metric), expected ALARM within 20 minutes (and so in 1 other situation)',
      ],
    },
    {
      name: 'the CPU of the host, of which the engine uses a quarter',
      resources: cache(both(host)),
      findings: [
        'fail Cache: with the CPU of Cache-001 at 81.6 %, One stays OK (it compares 20.4 with > 80), expected ALARM within 20 minutes; with the CPU of Cache-001 at 81.6 %, Two stays OK (it compares 7.5 with > 80), expected ALARM within 20 minutes (and so in 1 other situation)',
      ],
    },
    {
      name: 'nodes that are not there',
      resources: cache({ One: alarm(cpu, node('001')), Three: alarm(cpu, node('003')) }),
      findings: [
        'fail Cache: with the CPU of Cache-002 at 81.6 %, One stays OK (it compares 30 with > 80), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'nodes named without their shard',
      resources: cache(both(cpu), { NumCacheClusters: nothing, NumNodeGroups: 2, ReplicasPerNodeGroup: 0 }),
      findings: [
        'fail Cache: none of the alarms on Cache (One, Two) can notice it, expected one that notices CPU above 80 %',
      ],
    },
    {
      name: 'an alarm above another bound on one of the nodes',
      resources: cache({ One: alarm(cpu, node('001')), Two: alarm(cpu, node('002'), { Threshold: 90 }) }),
      findings: [
        'fail Cache: with the CPU of Cache-002 at 81.6 %, One stays OK (it compares 30 with > 80), expected ALARM within 20 minutes',
      ],
    },
  ],
  unknown: [
    {
      name: 'a number of nodes of later',
      resources: cache(both(cpu), { NumCacheClusters: ref('Nodes') }),
      parameters: { Nodes: { Type: 'Number' } },
      findings: [
        'unknown Cache: how many nodes Cache has is not known, and so whether alarms notice CPU above 80 % on each',
      ],
    },
    {
      name: 'a cluster mode that a condition chooses',
      resources: cache(both(cpu), { ClusterMode: choose('IsProd', 'enabled', 'disabled') }),
      ...undecided,
      findings: [
        'unknown Cache: whether Cache is in cluster mode is not known (parameter Stage of Stack1 has no default and was given no value), and so whether alarms notice CPU above 80 % on each',
      ],
    },
    {
      name: 'the CPU of a host of a size that is not known',
      resources: cache(both(host, { Threshold: 20 }), { CacheNodeType: ref('Type') }),
      parameters: { Type: { Type: 'String' } },
      findings: [
        'unknown Cache: how many CPUs a node has is not known (${Stack1.Type}), and so whether an alarm notices CPU above 80 %',
      ],
    },
    {
      name: 'an alarm that may be off',
      resources: cache({ One: alarm(cpu, node('001')), Two: alarm(cpu, node('002'), {}, 'IsProd') }),
      ...undecided,
      findings: [
        'unknown Cache: parameter Stage of Stack1 has no default and was given no value: Two notices CPU above 80 %',
      ],
    },
    {
      name: 'the dimensions that auto scaling reads',
      resources: cache({ Cpu: alarm(cpu, { ReplicationGroupId: ref('Cache'), Role: 'Primary' }) }),
      findings: [
        'unknown Cache: whether Cpu notices CPU above 80 % is not known: what AWS/ElastiCache EngineCPUUtilization shows then is not known',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no cache',
      resources: {},
      findings: ['notApplicable Stack1: no Redis or Valkey cache to judge'],
    },
    {
      name: 'a serverless cache, which grows by itself',
      resources: { Cache: resource('ElastiCache::ServerlessCache', { Engine: 'valkey' }) },
      findings: ['notApplicable Stack1: it does not arise for the Redis or Valkey cache of this workload'],
    },
  ],
};

const memory = 'AWS/ElastiCache DatabaseMemoryUsagePercentage';

export const cacheMemory: ControlCases = {
  pass: [
    { name: 'an alarm on each node', resources: cache(both(memory, { Statistic: 'Maximum' })) },
    {
      name: 'a group in cluster mode with one shard',
      resources: cache(
        { One: alarm(memory, node('0001-001')), Two: alarm(memory, node('0001-002')) },
        { CacheParameterGroupName: 'default.valkey8.cluster.on' },
      ),
    },
    {
      name: 'the storage of a serverless cache',
      resources: {
        Cache: resource('ElastiCache::ServerlessCache', {
          Engine: 'valkey',
          CacheUsageLimits: { DataStorage: { Maximum: 10, Unit: 'GB' } },
        }),
        ...byMail,
        Memory: alarm('AWS/ElastiCache BytesUsedForCache', { clusterId: ref('Cache') }, { Threshold: 8e9 }),
      },
    },
  ],
  fail: [
    {
      name: 'an alarm on CPU alone',
      resources: cache(both(cpu)),
      findings: [
        'fail Cache: none of the alarms on Cache (One, Two) can notice it, expected one that notices memory above 80 %',
      ],
    },
    {
      name: 'one node of two',
      resources: cache({ Two: alarm(memory, node('002')) }),
      findings: [
        'fail Cache: with the memory of Cache-001 at 81.6 %, Two stays OK (it compares 30 with > 80), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'a serverless cache with a limit that nobody watches',
      resources: {
        Cache: resource('ElastiCache::ServerlessCache', {
          Engine: 'valkey',
          CacheUsageLimits: { DataStorage: { Maximum: 10, Unit: 'GB' } },
        }),
      },
      findings: [
        'fail Cache: no alarm reads the metrics of Cache, expected one that notices memory above 80 %',
      ],
    },
  ],
  unknown: [
    {
      name: 'an alarm that may be off',
      resources: cache({ One: alarm(memory, node('001')), Two: alarm(memory, node('002'), {}, 'IsProd') }),
      ...undecided,
      findings: [
        'unknown Cache: parameter Stage of Stack1 has no default and was given no value: Two notices memory above 80 %',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no cache',
      resources: {},
      findings: ['notApplicable Stack1: no Redis or Valkey cache to judge'],
    },
  ],
};
