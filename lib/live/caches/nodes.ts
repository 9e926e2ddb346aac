import {
  ElastiCacheClient,
  paginateDescribeCacheClusters,
  paginateDescribeReplicationGroups,
  paginateDescribeServerlessCaches,
  type CacheCluster,
  type NodeGroup,
  type ReplicationGroup,
  type ServerlessCache,
} from '@aws-sdk/client-elasticache';
import type { Aws } from '../aws';
import { everyPage, ifFound } from '../call-failed';

/** A replication group by its id; undefined where there is none. */
export async function replicationGroup(id: string, aws: Aws): Promise<ReplicationGroup | undefined> {
  const client = aws.client(ElastiCacheClient);
  const pages = paginateDescribeReplicationGroups({ client }, { ReplicationGroupId: id });
  const found = await ifFound(
    everyPage(pages, (page) => page.ReplicationGroups),
    'ReplicationGroupNotFoundFault',
  );
  return found?.[0];
}

/** A serverless cache by its name; undefined where there is none. */
export async function serverlessCache(name: string, aws: Aws): Promise<ServerlessCache | undefined> {
  const client = aws.client(ElastiCacheClient);
  const pages = paginateDescribeServerlessCaches({ client }, { ServerlessCacheName: name });
  const found = await ifFound(
    everyPage(pages, (page) => page.ServerlessCaches),
    'ServerlessCacheNotFoundFault',
  );
  return found?.[0];
}

/** All cache clusters of the region with their nodes: one answer serves all groups. */
export function cacheClusters(aws: Aws): Promise<readonly CacheCluster[]> {
  const client = aws.client(ElastiCacheClient);
  const pages = paginateDescribeCacheClusters({ client }, { ShowCacheNodeInfo: true });
  return everyPage(pages, (page) => page.CacheClusters);
}

/** A node of a shard as it is now. */
export interface Node {
  readonly name: string;
  /** `available`, or what else ElastiCache says; undefined where it does not say. */
  readonly status: string | undefined;
  readonly zone: string | undefined;
  readonly role: string | undefined;
}

/** The nodes of a shard: what the group says of its members, and what the clusters that they are say of themselves. */
export function nodesOf(
  { NodeGroupMembers = [] }: NodeGroup,
  clusters: readonly CacheCluster[],
): readonly Node[] {
  return NodeGroupMembers.map((member) => {
    const cluster = clusters.find(({ CacheClusterId }) => CacheClusterId === member.CacheClusterId);
    const node = cluster?.CacheNodes?.find(({ CacheNodeId }) => CacheNodeId === member.CacheNodeId);
    const statuses = [cluster?.CacheClusterStatus, node?.CacheNodeStatus];
    return {
      name: member.CacheClusterId ?? 'a node without a name',
      status: statuses.find((status) => status !== 'available') ?? statuses[0],
      zone: node?.CustomerAvailabilityZone ?? member.PreferredAvailabilityZone,
      role: member.CurrentRole,
    };
  });
}
