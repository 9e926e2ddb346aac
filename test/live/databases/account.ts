import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';
import { account, now, region } from '../account';
import type { Answers } from '../service';

/** A time so many minutes before that of the run. */
export function minutesAgo(minutes: number): Date {
  return new Date(now.getTime() - minutes * 60_000);
}

export function arn(kind: string, id: string, of = region): string {
  return `arn:aws:rds:${of}:${account}:${kind}:${id}`;
}

/** A healthy instance in a zone. */
export function instance(id: string, zone: string, rest: DBInstance = {}): DBInstance {
  return {
    DBInstanceIdentifier: id,
    DBInstanceArn: arn('db', id),
    DBInstanceStatus: 'available',
    Engine: 'aurora-postgresql',
    AvailabilityZone: `${region}${zone}`,
    PubliclyAccessible: false,
    PreferredMaintenanceWindow: 'wed:03:00-wed:03:30',
    PerformanceInsightsEnabled: true,
    ...rest,
  };
}

/** A member of the cluster `shop`. */
export function member(id: string, zone: string, rest: DBInstance = {}): DBInstance {
  return instance(id, zone, { DBClusterIdentifier: 'shop', ...rest });
}

/** The three members that `shop` has where nothing is wrong. */
export const members = [member('shop-1', 'a'), member('shop-2', 'b'), member('shop-3', 'c')];

/** The cluster `shop`, of which the first member writes. */
export function cluster(
  rest: DBCluster = {},
  ids: readonly string[] = ['shop-1', 'shop-2', 'shop-3'],
): DBCluster {
  return {
    DBClusterIdentifier: 'shop',
    DBClusterArn: arn('cluster', 'shop'),
    DbClusterResourceId: 'cluster-1',
    Status: 'available',
    Engine: 'aurora-postgresql',
    EngineMode: 'provisioned',
    DBClusterMembers: ids.map((id, i) => ({
      DBInstanceIdentifier: id,
      IsClusterWriter: i === 0,
      DBClusterParameterGroupStatus: 'in-sync',
    })),
    BackupRetentionPeriod: 7,
    LatestRestorableTime: minutesAgo(4),
    PreferredMaintenanceWindow: 'wed:03:00-wed:03:30',
    DeletionProtection: true,
    StorageEncrypted: true,
    IAMDatabaseAuthenticationEnabled: true,
    EnabledCloudwatchLogsExports: ['postgresql'],
    MasterUserSecret: { SecretStatus: 'active' },
    ...rest,
  };
}

/** An account with the cluster `shop`, or what it has instead. */
export function withCluster(
  shop: DBCluster = cluster(),
  instances: readonly DBInstance[] = members,
): Answers {
  return {
    'rds:DescribeDBClusters': { DBClusters: [shop] },
    'rds:DescribeDBInstances': { DBInstances: [...instances] },
  };
}

/** The instance `shop` with its read replicas, which replicate. */
export function primary(rest: DBInstance = {}): DBInstance {
  return instance('shop', 'a', {
    Engine: 'postgres',
    DbiResourceId: 'db-1',
    MultiAZ: true,
    SecondaryAvailabilityZone: `${region}b`,
    ReadReplicaDBInstanceIdentifiers: ['shop-2', 'shop-3'],
    BackupRetentionPeriod: 7,
    LatestRestorableTime: minutesAgo(4),
    DeletionProtection: true,
    StorageEncrypted: true,
    IAMDatabaseAuthenticationEnabled: true,
    ...rest,
  });
}

export function replica(id: string, zone: string, rest: DBInstance = {}): DBInstance {
  return instance(id, zone, {
    Engine: 'postgres',
    ReadReplicaSourceDBInstanceIdentifier: 'shop',
    StatusInfos: [{ StatusType: 'read replication', Normal: true, Status: 'replicating' }],
    ...rest,
  });
}

export const replicas = [replica('shop-2', 'b'), replica('shop-3', 'c')];

/** An account with the instance `shop`, or what it has instead. */
export function withInstance(
  shop: DBInstance = primary(),
  others: readonly DBInstance[] = replicas,
): Answers {
  return { 'rds:DescribeDBInstances': { DBInstances: [shop, ...others] } };
}

export const shopInstance = { type: 'AWS::RDS::DBInstance', id: 'shop' };

/** An account whose metrics have these values, a minute apart and the newest of a minute ago, by name or `name of id`. */
export function withMetrics(values: Readonly<Record<string, readonly number[]>>, minutes = 1): Answers {
  return {
    'cloudwatch:GetMetricData': ({ MetricDataQueries = [] }) => ({
      MetricDataResults: MetricDataQueries.map(({ Id, MetricStat }): MetricDataResult => {
        const name = MetricStat?.Metric?.MetricName ?? '';
        const [dimension] = MetricStat?.Metric?.Dimensions ?? [];
        const found = values[`${name} of ${dimension?.Value}`] ?? values[name] ?? [];
        const Timestamps = found.map((_, i) => minutesAgo(1 + i * minutes));
        return { Id, StatusCode: 'Complete', Timestamps, Values: [...found] };
      }),
    }),
  };
}
