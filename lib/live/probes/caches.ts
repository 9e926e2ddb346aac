import { probes } from '../probe';

const group = 'AWS::ElastiCache::ReplicationGroup';
const serverless = 'AWS::ElastiCache::ServerlessCache';
const cluster = 'AWS::ElastiCache::CacheCluster';
const guide = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg';

/** What the account is asked about caches. */
export const cacheProbes = probes(
  {
    id: 'ENV6.running',
    title: 'Cache has two available nodes a shard, in two zones, and fails over by itself',
    severity: 'error',
    why: 'A node that was lost weeks ago, or a failover switched off for maintenance, is found when the primary goes.',
    fix: 'Run aws elasticache modify-replication-group with --automatic-failover-enabled and --multi-az-enabled; add nodes by increase-replica-count.',
    docs: `${guide}/AutoFailover.html`,
    about: { of: 'role', role: 'caches', types: [group, serverless, cluster] },
    actions: [
      'elasticache:DescribeCacheClusters',
      'elasticache:DescribeReplicationGroups',
      'elasticache:DescribeServerlessCaches',
    ],
    decides: ['ENV6.failover'],
    ask: () => (require('../caches/failover') as typeof import('../caches/failover')).survivesNodeFailure,
  },
  {
    id: 'ENV6.encrypting',
    title: 'Cache encrypts what it stores and sends',
    severity: 'warning',
    why: 'While connections in plain text are still taken, one forgotten client shows sessions and tokens to the network.',
    fix: 'Run aws elasticache modify-replication-group --transit-encryption-mode required; a group that stores in plain text must be made anew.',
    docs: `${guide}/in-transit-encryption.html`,
    about: { of: 'role', role: 'caches', types: [group, serverless] },
    actions: ['elasticache:DescribeReplicationGroups', 'elasticache:DescribeServerlessCaches'],
    decides: ['ENV6.encrypted'],
    ask: () => (require('../caches/encryption') as typeof import('../caches/encryption')).encryptsData,
  },
);
