import type { CacheCluster, ReplicationGroup } from '@aws-sdk/client-elasticache';
import { cacheProbes } from '../../../lib/live/probes/caches';
import { testProbes, type ProbeCase } from '../asking';
import { inTurn, serviceError, type Answers } from '../service';

const node = (id: string, zone = 'eu-west-1a', status = 'available', nodeStatus = status): CacheCluster => ({
  CacheClusterId: id,
  CacheClusterStatus: status,
  ReplicationGroupId: 'shop',
  CacheNodes: [{ CacheNodeId: '0001', CacheNodeStatus: nodeStatus, CustomerAvailabilityZone: zone }],
});
const member = (id: string, CurrentRole?: string) => ({
  CacheClusterId: id,
  CacheNodeId: '0001',
  CurrentRole,
});
const healthy: ReplicationGroup = {
  ReplicationGroupId: 'shop',
  Status: 'available',
  AutomaticFailover: 'enabled',
  MultiAZ: 'enabled',
  NodeGroups: [
    { NodeGroupId: '0001', NodeGroupMembers: [member('shop-001', 'primary'), member('shop-002', 'replica')] },
  ],
};
const two = [node('shop-001'), node('shop-002', 'eu-west-1b')];

function account(change: Partial<ReplicationGroup> = {}, clusters: readonly CacheCluster[] = two): Answers {
  return {
    'elasticache:DescribeReplicationGroups': { ReplicationGroups: [{ ...healthy, ...change }] },
    'elasticache:DescribeCacheClusters': { CacheClusters: [...clusters] },
  };
}

const serverless = { type: 'AWS::ElastiCache::ServerlessCache' };
const serverlessIs = (Status?: string, Engine: string | undefined = 'valkey'): Answers => ({
  'elasticache:DescribeServerlessCaches': {
    ServerlessCaches: [{ ServerlessCacheName: 'shop', Status, Engine }],
  },
});
const cluster = { type: 'AWS::ElastiCache::CacheCluster', id: 'shop-001' };
const good =
  'replication group shop fails over by itself; shard 0001: shop-001 in eu-west-1a, shop-002 in eu-west-1b';
const when = (name: string, answers: Answers, message: string): ProbeCase => ({ name, answers, message });
const noGroup: Answers = {
  'elasticache:DescribeReplicationGroups': serviceError('ReplicationGroupNotFoundFault'),
};
const noServerless: Answers = {
  'elasticache:DescribeServerlessCaches': serviceError('ServerlessCacheNotFoundFault'),
};

testProbes(cacheProbes, {
  'ENV6.running': {
    target: { type: 'AWS::ElastiCache::ReplicationGroup', id: 'shop' },
    pass: [
      when('two nodes in two zones', account(), good),
      {
        name: 'nodes on several pages',
        answers: {
          ...account(),
          'elasticache:DescribeCacheClusters': inTurn(
            { CacheClusters: [two[0]!], Marker: 'next' },
            { CacheClusters: [two[1]!] },
          ),
        },
        message: good,
      },
      { name: 'a member of a group', target: cluster, answers: account(), message: good },
      {
        name: 'a serverless cache',
        target: serverless,
        answers: serverlessIs('AVAILABLE'),
        message: 'serverless cache shop is available; ElastiCache spreads it over zones and fails over',
      },
    ],
    fail: [
      when('a group that is gone', noGroup, 'replication group shop does not exist in eu-west-1'),
      when(
        'a node that reboots',
        account({}, [two[0]!, node('shop-002', 'eu-west-1b', 'available', 'rebooting')]),
        '1 of 2 nodes of shard 0001 is available (shop-002 is rebooting), expected at least 2',
      ),
      when(
        'a replica that was deleted',
        account({ NodeGroups: [{ NodeGroupId: '0001', NodeGroupMembers: [member('shop-001', 'primary')] }] }),
        '1 of 1 node of shard 0001 is available, expected at least 2',
      ),
      when(
        'all nodes in one zone',
        account({}, [node('shop-001'), node('shop-002')]),
        'all nodes of shard 0001 are in eu-west-1a, expected 2 zones',
      ),
      when(
        'no primary',
        account({
          NodeGroups: [
            {
              NodeGroupId: '0001',
              NodeGroupMembers: [member('shop-001', 'replica'), member('shop-002', 'replica')],
            },
          ],
        }),
        'no node of shard 0001 is primary (shop-001 in eu-west-1a, shop-002 in eu-west-1b)',
      ),
      ...(['disabled', 'disabling'] as const).map((AutomaticFailover) =>
        when(
          `automatic failover ${AutomaticFailover}`,
          account({ AutomaticFailover }),
          `automatic failover is ${AutomaticFailover}, expected enabled`,
        ),
      ),
      when('Multi-AZ disabled', account({ MultiAZ: 'disabled' }), 'Multi-AZ is disabled, expected enabled'),
      when(
        'failover about to be disabled',
        account({ PendingModifiedValues: { AutomaticFailoverStatus: 'disabled' } }),
        'automatic failover is about to be disabled',
      ),
      ...['create-failed', 'deleting'].map((Status) =>
        when(
          `a group ${Status}`,
          account({ Status }),
          `the replication group is ${Status}, expected available`,
        ),
      ),
      {
        name: 'a single cluster',
        target: cluster,
        answers: {
          'elasticache:DescribeCacheClusters': {
            CacheClusters: [{ ...two[0], ReplicationGroupId: undefined, Engine: 'redis' }],
          },
        },
        message: 'cache cluster shop-001 has one node and no failover, expected a replication group',
      },
      {
        name: 'Memcached',
        target: cluster,
        answers: {
          'elasticache:DescribeCacheClusters': {
            CacheClusters: [{ CacheClusterId: 'shop-001', Engine: 'memcached' }],
          },
        },
        message: 'cache cluster shop-001 runs Memcached, expected Valkey or Redis in a replication group',
      },
      {
        name: 'a cluster that is gone',
        target: cluster,
        answers: { 'elasticache:DescribeCacheClusters': { CacheClusters: [] } },
        message: 'cache cluster shop-001 does not exist in eu-west-1',
      },
      {
        name: 'a serverless cache that is gone',
        target: serverless,
        answers: noServerless,
        message: 'serverless cache shop does not exist in eu-west-1',
      },
      {
        name: 'a serverless cache that could not be made',
        target: serverless,
        answers: serverlessIs('CREATE-FAILED'),
        message: 'serverless cache shop is create-failed, expected available',
      },
      {
        name: 'a serverless Memcached',
        target: serverless,
        answers: serverlessIs('available', 'memcached'),
        message: 'serverless cache shop runs Memcached, expected Valkey or Redis',
      },
    ],
    unknown: [
      ...['creating', 'modifying', 'snapshotting'].map((Status) =>
        when(
          `a group ${Status}`,
          account({ Status }),
          `the replication group is ${Status}; ask again when it is available`,
        ),
      ),
      when(
        'a state that is not told',
        account({
          Status: undefined,
          AutomaticFailover: undefined,
          MultiAZ: undefined,
          NodeGroups: undefined,
        }),
        'the replication group is in no known state; ask again when it is available; automatic failover is not told; ask again when it is enabled; whether Multi-AZ is enabled is not told; ElastiCache names none of its shards',
      ),
      when(
        'failover being enabled',
        account({ AutomaticFailover: 'enabling' }),
        'automatic failover is enabling; ask again when it is enabled',
      ),
      when(
        'a member that is in no list',
        account({}, [two[0]!]),
        '1 of 2 nodes of shard 0001 is available (shop-002 is not told), expected at least 2',
      ),
      {
        name: 'a serverless cache being changed',
        target: serverless,
        answers: serverlessIs('MODIFYING'),
        message: 'serverless cache shop is modifying; ask again when it is available',
      },
      {
        name: 'a serverless cache in no state',
        target: serverless,
        answers: serverlessIs(undefined),
        message: 'serverless cache shop is in no known state; ask again when it is available',
      },
    ],
  },
  'ENV6.encrypting': {
    target: { type: 'AWS::ElastiCache::ReplicationGroup', id: 'shop' },
    pass: [
      when(
        'both',
        groupIs({
          TransitEncryptionEnabled: true,
          TransitEncryptionMode: 'required',
          AtRestEncryptionEnabled: true,
        }),
        'replication group shop encrypts what it stores and sends',
      ),
      {
        name: 'a serverless cache',
        target: serverless,
        answers: serverlessIs('available'),
        message: 'serverless cache shop encrypts what it stores and sends, as all of them do',
      },
    ],
    fail: [
      when(
        'neither',
        groupIs({ TransitEncryptionEnabled: false, AtRestEncryptionEnabled: false }),
        'it sends in plain text, expected encryption in transit; it stores in plain text, expected encryption at rest',
      ),
      when(
        'plain connections too',
        groupIs({
          TransitEncryptionEnabled: true,
          TransitEncryptionMode: 'preferred',
          StorageEncryptionType: 'sse-kms',
        }),
        'TransitEncryptionMode is preferred, which takes plain connections too, expected required',
      ),
      when('a group that is gone', noGroup, 'replication group shop does not exist in eu-west-1'),
      {
        name: 'a serverless cache that is gone',
        target: serverless,
        answers: noServerless,
        message: 'serverless cache shop does not exist in eu-west-1',
      },
    ],
    unknown: [
      when(
        'nothing told',
        groupIs({}),
        'whether it encrypts what it sends is not told; whether it encrypts what it stores is not told',
      ),
    ],
  },
});

function groupIs(settings: Partial<ReplicationGroup>): Answers {
  return { 'elasticache:DescribeReplicationGroups': { ReplicationGroups: [settings] } };
}
