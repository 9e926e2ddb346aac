import type { ProbeCases } from '../asking';
import {
  arn,
  cluster,
  member,
  members,
  primary,
  replica,
  replicas,
  shopInstance,
  withCluster,
  withInstance,
  withMetrics,
} from './account';

const target = { type: 'AWS::RDS::DBCluster', id: 'shop' };
const [writer, second, third] = members as [(typeof members)[0], (typeof members)[0], (typeof members)[0]];
const status = (id: string, zone: string, DBInstanceStatus: string | undefined) =>
  member(id, zone, { DBInstanceStatus });
const broken = (word: string, how: string) =>
  `2 of 3 instances are available (shop-2 ${word} ${how}), expected a writer and 2 replicas`;

const downStatuses = [
  'rebooting',
  'stopped',
  'storage-full',
  'incompatible-parameters',
  'incompatible-network',
  'failed',
  'maintenance',
  'upgrading',
  'starting',
  'inaccessible-encryption-credentials-recoverable',
];
const openStatuses = ['modifying', 'configuring-enhanced-monitoring', 'a-status-of-next-year'];

export const running: ProbeCases = {
  target,
  pass: [
    {
      name: 'a writer and two replicas',
      answers: withCluster(),
      message: 'writer shop-1 and replicas shop-2 and shop-3 are available',
    },
    {
      name: 'a name in another case',
      answers: withCluster(),
      target: { id: 'Shop' },
      message: 'writer shop-1 and replicas shop-2 and shop-3 are available',
    },
    {
      name: 'one that is backed up, one whose storage is optimized',
      answers: withCluster(cluster(), [
        writer,
        status('shop-2', 'b', 'backing-up'),
        status('shop-3', 'c', 'storage-optimization'),
      ]),
      message: 'writer shop-1 and replicas shop-2 and shop-3 are available',
    },
    {
      name: 'a fourth that scaling is making',
      answers: withCluster(cluster({}, ['shop-1', 'shop-2', 'shop-3', 'shop-4']), [
        ...members,
        status('shop-4', 'a', 'creating'),
      ]),
      message: 'writer shop-1 and replicas shop-2 and shop-3 are available; shop-4 is creating',
    },
    {
      name: 'a member leads to its cluster',
      answers: withCluster(),
      target: { type: 'AWS::RDS::DBInstance', id: 'shop-2' },
      message: 'DB cluster shop: writer shop-1 and replicas shop-2 and shop-3 are available',
    },
    {
      name: 'several pages',
      answers: {
        'rds:DescribeDBClusters': ({ Marker }) =>
          Marker === undefined
            ? { Marker: '2', DBClusters: [cluster({ DBClusterIdentifier: 'other' }, [])] }
            : { DBClusters: [cluster()] },
        'rds:DescribeDBInstances': ({ Marker }) =>
          Marker === undefined ? { Marker: '2', DBInstances: [writer, second] } : { DBInstances: [third] },
      },
      message: 'writer shop-1 and replicas shop-2 and shop-3 are available',
    },
    {
      name: 'a Multi-AZ DB cluster',
      answers: withCluster(cluster({ Engine: 'postgres', DBClusterInstanceClass: 'db.m6gd.large' })),
      message: 'writer shop-1 and replicas shop-2 and shop-3 are available',
    },
    {
      name: 'DocumentDB, which the same interface tells about',
      answers: withCluster(cluster({ Engine: 'docdb', EngineMode: undefined })),
      target: { type: 'AWS::DocDB::DBCluster' },
      message: 'writer shop-1 and replicas shop-2 and shop-3 are available',
    },
    {
      name: 'an instance with read replicas',
      answers: withInstance(),
      target: shopInstance,
      message: 'primary shop and replicas shop-2 and shop-3 are available',
    },
    {
      name: 'a read replica leads to its primary in another region',
      answers: {
        'rds:DescribeDBInstances': (_, { region }) => ({
          DBInstances:
            region === 'us-east-1'
              ? [primary(), ...replicas]
              : [
                  replica('copy', 'a', {
                    ReadReplicaSourceDBInstanceIdentifier: arn('db', 'shop', 'us-east-1'),
                  }),
                ],
        }),
      },
      target: { type: 'AWS::RDS::DBInstance', id: 'copy' },
      message: 'DB instance shop in us-east-1: primary shop and replicas shop-2 and shop-3 are available',
    },
    {
      name: 'a read replica leads to its primary',
      answers: withInstance(),
      target: { type: 'AWS::RDS::DBInstance', id: 'shop-3' },
      message: 'DB instance shop: primary shop and replicas shop-2 and shop-3 are available',
    },
  ],
  fail: [
    {
      name: 'no such cluster',
      answers: { 'rds:DescribeDBClusters': { DBClusters: [] } },
      message: 'DB cluster shop does not exist in eu-west-1',
    },
    {
      name: 'no such instance',
      answers: { 'rds:DescribeDBInstances': { DBInstances: [] } },
      target: shopInstance,
      message: 'DB instance shop does not exist in eu-west-1',
    },
    {
      name: 'no instance at all',
      answers: withCluster(cluster({}, []), []),
      message: 'it has no instance, expected a writer and 2 replicas',
    },
    {
      name: 'a replica was deleted',
      answers: withCluster(cluster({}, ['shop-1', 'shop-2']), [writer, second]),
      message: 'it has 1 replica (shop-2), expected a writer and 2 replicas',
    },
    {
      name: 'a replica of another cluster',
      answers: withCluster(cluster({}, ['shop-1', 'shop-2']), [
        writer,
        second,
        member('shop-3', 'c', { DBClusterIdentifier: 'other' }),
      ]),
      message: 'it has 1 replica (shop-2), expected a writer and 2 replicas',
    },
    ...downStatuses.map((each) => ({
      name: `a replica that is ${each}`,
      answers: withCluster(cluster(), [writer, status('shop-2', 'b', each), third]),
      message: broken('is', each),
    })),
    {
      name: 'a fourth that is broken',
      answers: withCluster(cluster({}, ['shop-1', 'shop-2', 'shop-3', 'shop-4']), [
        ...members,
        status('shop-4', 'a', 'failed'),
      ]),
      message: '3 of 4 instances are available (shop-4 is failed), expected a writer and 2 replicas',
    },
    {
      name: 'a replica that is only being made',
      answers: withCluster(cluster(), [writer, second, status('shop-3', 'c', 'creating')]),
      message: '2 of 3 instances are available (shop-3 is creating), expected a writer and 2 replicas',
    },
    {
      name: 'the writer is down',
      answers: withCluster(cluster(), [status('shop-1', 'a', 'rebooting'), second, third]),
      message: '2 of 3 instances are available (shop-1 is rebooting), expected a writer and 2 replicas',
    },
    ...['failing-over', 'backtracking', 'stopped'].map((Status) => ({
      name: `a cluster that is ${Status}`,
      answers: withCluster(cluster({ Status })),
      message: `the cluster is ${Status}, expected available`,
    })),
    {
      name: 'two writers',
      answers: withCluster(
        cluster({
          DBClusterMembers: ['shop-1', 'shop-2', 'shop-3'].map((id) => ({
            DBInstanceIdentifier: id,
            IsClusterWriter: id !== 'shop-3',
          })),
        }),
      ),
      message:
        'shop-1 and shop-2 are all writers, expected one; it has 1 replica (shop-3), expected a writer and 2 replicas',
    },
    {
      name: 'no writer',
      answers: withCluster(
        cluster({
          DBClusterMembers: ['shop-1', 'shop-2', 'shop-3'].map((id) => ({
            DBInstanceIdentifier: id,
            IsClusterWriter: false,
          })),
        }),
      ),
      message: 'no instance is the writer, expected one',
    },
    {
      name: 'Aurora Serverless v1',
      answers: withCluster(cluster({ EngineMode: 'serverless' }, []), []),
      message: 'it is Aurora Serverless v1, one instance without replicas, expected a writer and 2 replicas',
    },
    {
      name: 'an instance without replicas',
      answers: withInstance(primary({ ReadReplicaDBInstanceIdentifiers: [] }), []),
      target: shopInstance,
      message: 'it has 0 replicas, expected a primary and 2 replicas',
    },
    {
      name: 'a replica in another region',
      answers: withInstance(
        primary({
          ReadReplicaDBInstanceIdentifiers: ['shop-2', 'arn:aws:rds:us-east-1:123456789012:db:shop-3'],
        }),
        [replicas[0]!],
      ),
      target: shopInstance,
      message:
        'it has 1 replica (shop-2), and 1 in other regions for disaster recovery, expected a primary and 2 replicas',
    },
    ...['error', 'stopped', 'terminated'].map((Status) => ({
      name: `replication that is ${Status}`,
      answers: withInstance(primary(), [
        replicas[0]!,
        replica('shop-3', 'c', {
          StatusInfos: [{ StatusType: 'read replication', Normal: false, Status, Message: 'secret' }],
        }),
      ]),
      target: shopInstance,
      message: `2 of 3 instances are available (shop-3 does not replicate (${Status})), expected a primary and 2 replicas`,
    })),
  ],
  unknown: [
    ...openStatuses.map((each) => ({
      name: `a replica that is ${each}`,
      answers: withCluster(cluster(), [writer, status('shop-2', 'b', each), third]),
      message: `${broken('is', each)}; see aws rds describe-db-instances for shop-2, and ask again`,
    })),
    {
      name: 'a status that is not told',
      answers: withCluster(cluster(), [writer, status('shop-2', 'b', undefined), third]),
      message: `${broken('is', 'of unknown status')}; see aws rds describe-db-instances for shop-2, and ask again`,
    },
    {
      name: 'a member that is not listed as an instance',
      answers: withCluster(cluster(), [writer, second]),
      message:
        '2 of 3 instances are available (shop-3 is of unknown status), expected a writer and 2 replicas; see aws rds describe-db-instances for shop-3, and ask again',
    },
    {
      name: 'a cluster that is modified',
      answers: withCluster(cluster({ Status: 'modifying' })),
      message: 'the cluster is modifying; ask again when it is available',
    },
    {
      name: 'a cluster whose status is not told',
      answers: withCluster(cluster({ Status: undefined })),
      message: 'the cluster is of unknown status; ask again when it is available',
    },
    {
      name: 'a secondary cluster of a global database',
      answers: withCluster(
        cluster({
          GlobalClusterIdentifier: 'world',
          DBClusterMembers: ['shop-1', 'shop-2', 'shop-3'].map((id) => ({
            DBInstanceIdentifier: id,
            IsClusterWriter: false,
          })),
        }),
      ),
      message: 'no instance writes, because it follows another cluster of world; ask about that one',
    },
    {
      name: 'roles that are not told',
      answers: withCluster(cluster({ DBClusterMembers: undefined })),
      message:
        'which instance writes is not told; it has 3 replicas (shop-1, shop-2 and shop-3), expected a writer and 2 replicas; see aws rds describe-db-instances for shop-1, shop-2 and shop-3, and ask again',
    },
    {
      name: 'Aurora Limitless Database',
      answers: withCluster(cluster({ ClusterScalabilityType: 'limitless' }, []), []),
      message:
        'it is an Aurora Limitless Database; verify its ComputeRedundancy with aws rds describe-db-shard-groups',
    },
    {
      name: 'a replica that does not tell whether it replicates',
      answers: withInstance(primary(), [replicas[0]!, replica('shop-3', 'c', { StatusInfos: undefined })]),
      target: shopInstance,
      message:
        '2 of 3 instances are available (shop-3 does not tell whether it replicates), expected a primary and 2 replicas; see aws rds describe-db-instances for shop-3, and ask again',
    },
    {
      name: 'replication that is degraded',
      answers: withInstance(primary(), [
        replicas[0]!,
        replica('shop-3', 'c', {
          StatusInfos: [{ StatusType: 'read replication', Normal: true, Status: 'replication degraded' }],
        }),
      ]),
      target: shopInstance,
      message:
        '2 of 3 instances are available (shop-3 says of its replication: replication degraded), expected a primary and 2 replicas; see aws rds describe-db-instances for shop-3, and ask again',
    },
    {
      name: 'a replica that is mounted',
      answers: withInstance(primary(), [replicas[0]!, replica('shop-3', 'c', { ReplicaMode: 'mounted' })]),
      target: shopInstance,
      message:
        '2 of 3 instances are available (shop-3 is mounted, so that it takes no readers), expected a primary and 2 replicas; see aws rds describe-db-instances for shop-3, and ask again',
    },
    {
      name: 'replicas that are a cluster',
      answers: withInstance(
        primary({ ReadReplicaDBInstanceIdentifiers: [], ReadReplicaDBClusterIdentifiers: ['copy'] }),
        [],
      ),
      target: shopInstance,
      message:
        'it has 0 replicas, expected a primary and 2 replicas; verify those of copy, which replicate it',
    },
    {
      name: 'replicas that follow each other',
      answers: withInstance(replica('shop', 'a', { ReadReplicaSourceDBInstanceIdentifier: 'shop-2' }), [
        replicas[0]!,
      ]),
      target: shopInstance,
      message: 'DB instance shop-2 is a read replica, and what it follows is not clear; name its primary',
    },
  ],
  notApplicable: [
    {
      name: 'a table of DynamoDB',
      answers: {},
      target: { type: 'AWS::DynamoDB::Table', id: 'carts' },
      message: 'AWS replicates it over several zones without being asked',
    },
  ],
};

export const spread: ProbeCases = {
  target,
  pass: [
    {
      name: 'three zones',
      answers: withCluster(),
      message:
        '3 available instances in 3 zones (shop-1 in eu-west-1a, shop-2 in eu-west-1b, shop-3 in eu-west-1c)',
    },
    {
      name: 'two zones of an instance with replicas',
      answers: withInstance(primary(), [replicas[0]!, replica('shop-3', 'b')]),
      target: shopInstance,
      message:
        '3 available instances in 2 zones (shop in eu-west-1a, shop-2 in eu-west-1b, shop-3 in eu-west-1b)',
    },
  ],
  fail: [
    {
      name: 'one zone',
      answers: withCluster(cluster(), [writer, member('shop-2', 'a'), member('shop-3', 'a')]),
      message:
        '3 available instances in 1 zone (shop-1 in eu-west-1a, shop-2 in eu-west-1a, shop-3 in eu-west-1a), expected at least 2',
    },
    {
      name: 'the other zone is down',
      answers: withCluster(cluster(), [
        writer,
        member('shop-2', 'b', { DBInstanceStatus: 'failed' }),
        member('shop-3', 'a'),
      ]),
      message:
        '2 available instances in 1 zone (shop-1 in eu-west-1a, shop-3 in eu-west-1a), expected at least 2',
    },
    {
      name: 'nothing is available',
      answers: withCluster(cluster({}, []), []),
      message: 'no instance is available, expected at least 2',
    },
  ],
  unknown: [
    {
      name: 'a zone that is not told',
      answers: withCluster(cluster({}, ['shop-1', 'shop-2']), [
        writer,
        member('shop-2', 'b', { AvailabilityZone: undefined }),
      ]),
      message:
        '2 available instances in 1 zone (shop-1 in eu-west-1a, shop-2 in a zone that is not told), expected at least 2',
    },
  ],
  notApplicable: [
    {
      name: 'Aurora Serverless v1',
      answers: withCluster(cluster({ EngineMode: 'serverless' }, []), []),
      message: 'Aurora places what it runs on by itself',
    },
  ],
};

export const lag: ProbeCases = {
  target,
  pass: [
    {
      name: 'Aurora counts milliseconds',
      answers: { ...withCluster(), ...withMetrics({ AuroraReplicaLag: [18, 90_000], CPUUtilization: [5] }) },
      message: 'shop-2 lags 18 ms behind (2026-03-01 11:59Z), shop-3 lags 18 ms behind (2026-03-01 11:59Z)',
    },
    {
      name: 'a Multi-AZ DB cluster counts seconds',
      answers: { ...withCluster(cluster({ Engine: 'mysql' })), ...withMetrics({ ReplicaLag: [2] }) },
      message: 'shop-2 lags 2 s behind (2026-03-01 11:59Z), shop-3 lags 2 s behind (2026-03-01 11:59Z)',
    },
    {
      name: 'Neptune and DocumentDB have metrics of their own',
      answers: {
        ...withCluster(cluster({ Engine: 'neptune' })),
        ...withMetrics({ ClusterReplicaLag: [40] }),
      },
      target: { type: 'AWS::Neptune::DBCluster' },
      message: 'shop-2 lags 40 ms behind (2026-03-01 11:59Z), shop-3 lags 40 ms behind (2026-03-01 11:59Z)',
    },
    {
      name: 'exactly the bound',
      answers: { ...withInstance(), ...withMetrics({ ReplicaLag: [60] }) },
      target: shopInstance,
      message: 'shop-2 lags 60 s behind (2026-03-01 11:59Z), shop-3 lags 60 s behind (2026-03-01 11:59Z)',
    },
  ],
  fail: [
    {
      name: 'a replica that lags',
      answers: {
        ...withCluster(),
        ...withMetrics({ 'AuroraReplicaLag of shop-2': [61_000], AuroraReplicaLag: [10] }),
      },
      message: 'shop-2 lags 61 s behind (2026-03-01 11:59Z), expected at most 60 s',
    },
    {
      name: 'replication that has stopped',
      answers: { ...withInstance(), ...withMetrics({ 'ReplicaLag of shop-3': [-1, 3], ReplicaLag: [0] }) },
      target: shopInstance,
      message: 'shop-3 has stopped replicating (-1 at 2026-03-01 11:59Z), expected a lag of at most 60 s',
    },
    {
      name: 'PostgreSQL that lags by more than silence explains',
      answers: { ...withInstance(), ...withMetrics({ 'ReplicaLag of shop-3': [301], ReplicaLag: [0] }) },
      target: shopInstance,
      message: 'shop-3 lags 301 s behind (2026-03-01 11:59Z), expected at most 60 s',
    },
  ],
  unknown: [
    {
      name: 'no data',
      answers: { ...withCluster(), ...withMetrics({ 'AuroraReplicaLag of shop-2': [10] }) },
      message: 'shop-3 reported no lag in the last 15 minutes; verify that it replicates',
    },
    {
      name: 'PostgreSQL to which nobody writes',
      answers: { ...withInstance(), ...withMetrics({ 'ReplicaLag of shop-3': [200], ReplicaLag: [0] }) },
      target: shopInstance,
      message:
        'shop-3 lags 200 s behind (2026-03-01 11:59Z), expected at most 60 s; without writes PostgreSQL shows that, too: write something and ask again',
    },
    {
      name: 'no replica',
      answers: withCluster(cluster({}, ['shop-1']), [writer]),
      message: 'it has no available replica that could lag; add replicas first',
    },
  ],
};

export const standby: ProbeCases = {
  target: shopInstance,
  pass: [
    {
      name: 'Multi-AZ',
      answers: withInstance(),
      message: 'a standby in eu-west-1b takes over (MultiAZ is true)',
    },
  ],
  fail: [
    {
      name: 'none',
      answers: withInstance(primary({ MultiAZ: false })),
      message: 'it has no standby (MultiAZ is false), expected one in another zone',
    },
    {
      name: 'not yet',
      answers: withInstance(primary({ MultiAZ: false, PendingModifiedValues: { MultiAZ: true } })),
      message:
        'it has no standby (MultiAZ is false), expected one in another zone; the change to it is pending',
    },
  ],
  unknown: [
    {
      name: 'not told',
      answers: withInstance(primary({ MultiAZ: undefined })),
      message: 'MultiAZ is not told; verify it in the console',
    },
  ],
  notApplicable: [
    {
      name: 'a cluster',
      answers: withCluster(),
      target,
      message: 'a replica of the cluster takes over for its writer',
    },
  ],
};
