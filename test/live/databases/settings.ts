import type { BlueGreenDeployment, DBInstance, DBProxy } from '@aws-sdk/client-rds';
import type { ProbeCases } from '../asking';
import type { Answers } from '../service';
import {
  arn,
  cluster,
  member,
  members,
  primary,
  replicas,
  shopInstance,
  withCluster,
  withInstance,
  withMetrics,
} from './account';

const target = { type: 'AWS::RDS::DBCluster', id: 'shop' };
const [writer, second, third] = members as [DBInstance, DBInstance, DBInstance];

export const unreachable: ProbeCases = {
  target,
  pass: [
    {
      name: 'every member',
      answers: withCluster(),
      message: 'shop-1, shop-2 and shop-3 are not publicly accessible',
    },
    {
      name: 'an instance and its replicas',
      answers: withInstance(),
      target: shopInstance,
      message: 'shop, shop-2 and shop-3 are not publicly accessible',
    },
    {
      name: 'a cluster that says so itself',
      answers: withCluster(cluster({ PubliclyAccessible: false }, []), []),
      message: 'it is not publicly accessible',
    },
  ],
  fail: [
    {
      name: 'one replica',
      answers: withCluster(cluster(), [writer, member('shop-2', 'b', { PubliclyAccessible: true }), third]),
      message: 'shop-2 is publicly accessible, expected private',
    },
    {
      name: 'a read replica that is not told and one that is public',
      answers: withInstance(primary({ PubliclyAccessible: true }), [
        replicas[0]!,
        { ...replicas[1]!, PubliclyAccessible: undefined },
      ]),
      target: shopInstance,
      message:
        'shop is publicly accessible, expected private; whether shop-3 is publicly accessible is not told',
    },
    {
      name: 'a Multi-AZ DB cluster',
      answers: withCluster(cluster({ PubliclyAccessible: true })),
      message: 'the cluster is publicly accessible, expected private',
    },
    {
      name: 'an internet access gateway',
      answers: withCluster(cluster({ InternetAccessGatewayEnabled: true })),
      message: 'the cluster has an internet access gateway, expected none',
    },
  ],
  unknown: [
    {
      name: 'not told',
      answers: withCluster(cluster(), [
        writer,
        second,
        member('shop-3', 'c', { PubliclyAccessible: undefined }),
      ]),
      message: 'whether shop-3 is publicly accessible is not told',
    },
    {
      name: 'no instance',
      answers: withCluster(cluster({}, []), []),
      message: 'it has no instance that could be asked',
    },
  ],
  notApplicable: [
    {
      name: 'DocumentDB',
      answers: withCluster(cluster({ Engine: 'docdb' })),
      target: { type: 'AWS::DocDB::DBCluster' },
      message: 'DocumentDB has no address on the internet by design',
    },
  ],
};

export const undeletable: ProbeCases = {
  target,
  pass: [{ name: 'on', answers: withCluster(), message: 'deletion protection is on' }],
  fail: [
    {
      name: 'off',
      answers: withCluster(cluster({ DeletionProtection: false })),
      message: 'deletion protection is off, expected on',
    },
  ],
  unknown: [
    {
      name: 'not told',
      answers: withCluster(cluster({ DeletionProtection: undefined })),
      message: 'DeletionProtection is not told; verify it in the console',
    },
  ],
};

export const storage: ProbeCases = {
  target,
  pass: [
    { name: 'with a key of KMS', answers: withCluster(), message: 'its storage is encrypted' },
    {
      name: 'with a key that AWS owns',
      answers: withCluster(cluster({ StorageEncrypted: false, StorageEncryptionType: 'sse-rds' })),
      message: 'its storage is encrypted (sse-rds)',
    },
  ],
  fail: [
    {
      name: 'not at all',
      answers: withCluster(cluster({ StorageEncrypted: false, StorageEncryptionType: 'none' })),
      message: 'its storage is not encrypted, expected encryption',
    },
    {
      name: 'an instance that has but the older field',
      answers: withInstance(primary({ StorageEncrypted: false })),
      target: shopInstance,
      message: 'its storage is not encrypted, expected encryption',
    },
  ],
  unknown: [
    {
      name: 'not told',
      answers: withCluster(cluster({ StorageEncrypted: undefined })),
      message: 'whether its storage is encrypted is not told; verify it in the console',
    },
  ],
};

const off = cluster({ IAMDatabaseAuthenticationEnabled: false });
const withProxies = (...DBProxies: DBProxy[]): Answers => ({ 'rds:DescribeDBProxies': { DBProxies } });

export const logins: ProbeCases = {
  target,
  pass: [
    { name: 'IAM', answers: withCluster(), message: 'users may log in with IAM' },
    {
      name: 'a directory',
      answers: withCluster({ ...off, DomainMemberships: [{ Domain: 'd-1', Status: 'kerberos-enabled' }] }),
      message: 'users may log in with Kerberos',
    },
  ],
  fail: [
    {
      name: 'off',
      answers: {
        ...withCluster(off),
        ...withProxies({ DBProxyName: 'pool', Auth: [{ IAMAuth: 'DISABLED' }] }),
      },
      message: 'IAM authentication is off, expected on',
    },
    {
      name: 'a directory that was left',
      answers: {
        ...withCluster({ ...off, DomainMemberships: [{ Domain: 'd-1', Status: 'failed' }] }),
        ...withProxies(),
      },
      message: 'IAM authentication is off, expected on',
    },
  ],
  unknown: [
    {
      name: 'a proxy that asks for IAM',
      answers: {
        ...withCluster(off),
        ...withProxies({ DBProxyName: 'pool', Auth: [{ IAMAuth: 'REQUIRED' }] }),
      },
      message: 'IAM authentication is off; verify that nobody connects but through pool, which asks for IAM',
    },
    {
      name: 'a proxy that logs in with IAM itself',
      answers: {
        ...withCluster(off),
        ...withProxies({ DBProxyName: 'pool', DefaultAuthScheme: 'IAM_AUTH' }),
      },
      message: 'IAM authentication is off; verify that nobody connects but through pool, which asks for IAM',
    },
    {
      name: 'not told',
      answers: withCluster(cluster({ IAMDatabaseAuthenticationEnabled: undefined })),
      message: 'whether users may log in with IAM is not told; verify it in the console',
    },
  ],
  notApplicable: [
    {
      name: 'Oracle',
      answers: withInstance(primary({ Engine: 'oracle-ee' })),
      target: shopInstance,
      message: 'oracle-ee has no such setting',
    },
  ],
};

const secret = (SecretStatus: string | undefined): Answers =>
  withCluster(
    cluster({ MasterUserSecret: { SecretStatus, SecretArn: 'arn:aws:secretsmanager:eu-west-1:1:secret:s' } }),
  );

export const masterSecret: ProbeCases = {
  target,
  pass: [
    { name: 'active', answers: secret('active'), message: 'the secret of its master password is active' },
    {
      name: 'rotating',
      answers: secret('rotating'),
      message: 'the secret of its master password is rotating',
    },
  ],
  fail: [
    {
      name: 'impaired',
      answers: secret('impaired'),
      message: 'the secret of its master password is impaired, so that it cannot be rotated, expected active',
    },
  ],
  unknown: [
    {
      name: 'creating',
      answers: secret('creating'),
      message: 'the secret of its master password is creating; ask again when it is active',
    },
    {
      name: 'not told',
      answers: secret(undefined),
      message: 'the secret of its master password is of unknown status; ask again when it is active',
    },
  ],
  notApplicable: [
    {
      name: 'a password that somebody else keeps',
      answers: withCluster(cluster({ MasterUserSecret: undefined })),
      message: 'RDS does not keep its master password',
    },
  ],
};

const exporting = (...EnabledCloudwatchLogsExports: string[]): Answers =>
  withCluster(cluster({ EnabledCloudwatchLogsExports }));

export const exported: ProbeCases = {
  target,
  pass: [
    { name: 'PostgreSQL', answers: exporting('postgresql'), message: 'it exports postgresql to CloudWatch' },
    {
      name: 'MySQL',
      answers: withInstance(primary({ Engine: 'mysql', EnabledCloudwatchLogsExports: ['error', 'audit'] })),
      target: shopInstance,
      message: 'it exports error and audit to CloudWatch',
    },
    {
      name: 'an activity stream',
      answers: withCluster(cluster({ EnabledCloudwatchLogsExports: [], ActivityStreamStatus: 'started' })),
      message: 'a database activity stream records its audit',
    },
  ],
  fail: [
    { name: 'none', answers: exporting(), message: 'it exports no log, expected postgresql' },
    {
      name: 'not told counts as none, as AWS leaves out what is empty',
      answers: withCluster(cluster({ EnabledCloudwatchLogsExports: undefined })),
      message: 'it exports no log, expected postgresql',
    },
    { name: 'another', answers: exporting('upgrade'), message: 'it exports upgrade, expected postgresql' },
    {
      name: 'an activity stream that is only starting',
      answers: withCluster(cluster({ EnabledCloudwatchLogsExports: [], ActivityStreamStatus: 'starting' })),
      message: 'it exports no log, expected postgresql',
    },
  ],
  unknown: [
    {
      name: 'a change to it is pending',
      answers: withCluster(
        cluster({
          EnabledCloudwatchLogsExports: [],
          PendingModifiedValues: { PendingCloudwatchLogsExports: { LogTypesToEnable: ['postgresql'] } },
        }),
      ),
      message: 'a change to the export of postgresql is pending; ask again when it is done',
    },
    {
      name: 'it is about to be switched off',
      answers: withCluster(
        cluster({
          PendingModifiedValues: { PendingCloudwatchLogsExports: { LogTypesToDisable: ['postgresql'] } },
        }),
      ),
      message: 'a change to the export of postgresql is pending; ask again when it is done',
    },
    {
      name: 'parameters that wait for a restart',
      answers: withCluster(
        cluster({
          DBClusterMembers: [
            {
              DBInstanceIdentifier: 'shop-1',
              IsClusterWriter: true,
              DBClusterParameterGroupStatus: 'pending-reboot',
            },
          ],
        }),
        [writer, member('shop-2', 'b', { DBParameterGroups: [{ ParameterApplyStatus: 'pending-reboot' }] })],
      ),
      message:
        'parameters of shop-1 and shop-2 wait for a restart, and with them the audit may; restart in a maintenance window',
    },
    {
      name: 'an engine that is not told',
      answers: withCluster(cluster({ Engine: undefined })),
      message: 'its engine is not told; verify which of its logs holds the audit',
    },
  ],
  notApplicable: [
    {
      name: 'SQL Server',
      answers: withInstance(primary({ Engine: 'sqlserver-se' })),
      target: shopInstance,
      message: 'sqlserver-se does not export its audit log; see its option group',
    },
    {
      name: 'Aurora Serverless v1',
      answers: withCluster(cluster({ EngineMode: 'serverless' }, []), []),
      message: 'Aurora Serverless v1 exports every log',
    },
  ],
};

const withExchange = (
  Status: string | undefined,
  of: BlueGreenDeployment = { Source: arn('cluster', 'shop') },
): Answers => ({
  ...withCluster(),
  'rds:DescribeBlueGreenDeployments': {
    BlueGreenDeployments: [{ BlueGreenDeploymentName: 'v17', Status, ...of }],
  },
});

export const exchange: ProbeCases = {
  target,
  pass: [
    {
      name: 'none',
      answers: { ...withCluster(), 'rds:DescribeBlueGreenDeployments': { BlueGreenDeployments: [] } },
      message: 'no blue/green deployment of it is under way',
    },
    {
      name: 'of another database',
      answers: withExchange('AVAILABLE', { Source: arn('cluster', 'other-shop') }),
      message: 'no blue/green deployment of it is under way',
    },
    {
      name: 'done',
      answers: withExchange('SWITCHOVER_COMPLETED'),
      message: 'no blue/green deployment of it is under way',
    },
    {
      name: 'deleted',
      answers: withExchange('DELETING'),
      message: 'no blue/green deployment of it is under way',
    },
  ],
  fail: [
    {
      name: 'being made',
      answers: withExchange('PROVISIONING'),
      message: 'blue/green deployment v17 makes its green copy (PROVISIONING), expected none under way',
    },
    {
      name: 'waiting',
      answers: withExchange('AVAILABLE'),
      message: 'blue/green deployment v17 waits to be switched over (AVAILABLE), expected none under way',
    },
    {
      name: 'switching',
      answers: withExchange('SWITCHOVER_IN_PROGRESS', { Target: arn('cluster', 'shop') }),
      message:
        'blue/green deployment v17 is being switched over, and writes wait (SWITCHOVER_IN_PROGRESS), expected none under way',
    },
    {
      name: 'failed',
      answers: withExchange('SWITCHOVER_FAILED'),
      message: 'blue/green deployment v17 failed to switch over (SWITCHOVER_FAILED), expected none under way',
    },
    {
      name: 'configured wrongly',
      answers: withExchange('INVALID_CONFIGURATION'),
      message:
        'blue/green deployment v17 cannot be switched over as it is configured (INVALID_CONFIGURATION), expected none under way',
    },
  ],
  unknown: [
    {
      name: 'a status of next year',
      answers: withExchange('PAUSED'),
      message: 'blue/green deployment v17 is in a state that is not known (PAUSED); see what it waits for',
    },
    {
      name: 'a status that is not told',
      answers: withExchange(undefined),
      message: 'blue/green deployment v17 is in a state that is not known (not told); see what it waits for',
    },
  ],
};

const world = (rest: object = {}): Answers => ({
  'rds:DescribeGlobalClusters': {
    GlobalClusters: [
      {
        GlobalClusterIdentifier: 'world',
        Status: 'available',
        GlobalClusterMembers: [
          { DBClusterArn: arn('cluster', 'shop'), IsWriter: true },
          {
            DBClusterArn: arn('cluster', 'shop', 'us-east-1'),
            IsWriter: false,
            SynchronizationStatus: 'connected',
          },
        ],
        ...rest,
      },
    ],
  },
});
const follower = (SynchronizationStatus?: 'connected' | 'pending-resync') => ({
  GlobalClusterMembers: [
    { DBClusterArn: arn('cluster', 'shop'), IsWriter: true },
    { DBClusterArn: arn('cluster', 'shop', 'us-east-1'), IsWriter: false, SynchronizationStatus },
  ],
});

export const globalCluster: ProbeCases = {
  target: { type: 'AWS::RDS::GlobalCluster', id: 'world' },
  pass: [
    {
      name: 'one follows',
      answers: world(),
      message: 'shop in us-east-1 follows shop in eu-west-1',
    },
  ],
  fail: [
    {
      name: 'none',
      answers: { 'rds:DescribeGlobalClusters': { GlobalClusters: [] } },
      message: 'global cluster world does not exist in eu-west-1',
    },
    {
      name: 'modified',
      answers: world({ Status: 'modifying' }),
      message: 'it is modifying, expected available',
    },
    {
      name: 'failing over',
      answers: world({ FailoverState: { Status: 'failing-over' } }),
      message: 'its primary is being moved (failing-over), expected no failover under way',
    },
    {
      name: 'out of step',
      answers: world(follower('pending-resync')),
      message: 'shop in us-east-1 must be synchronized again',
    },
    {
      name: 'no primary',
      answers: world({ GlobalClusterMembers: [] }),
      message:
        'it has 0 primary clusters, expected one; no other cluster follows its primary, expected one in another region',
    },
  ],
  unknown: [
    { name: 'a status not told', answers: world({ Status: undefined }), message: 'its status is not told' },
    {
      name: 'a synchronization not told',
      answers: world(follower()),
      message: 'whether shop in us-east-1 follows is not told',
    },
  ],
};

const insights = (PerformanceInsightsEnabled: boolean | undefined) => [
  writer,
  member('shop-2', 'b', { PerformanceInsightsEnabled }),
  third,
];

export const load: ProbeCases = {
  target,
  pass: [
    {
      name: 'on for the cluster',
      answers: {
        ...withCluster(cluster({ PerformanceInsightsEnabled: true }), insights(undefined)),
        ...withMetrics({ DBLoad: [0.4] }),
      },
      message:
        'Performance Insights is on for shop-1, shop-2 and shop-3, and DBLoad has data of the last 15 minutes',
    },
    {
      name: 'on, with data',
      answers: { ...withCluster(), ...withMetrics({ DBLoad: [0.4] }) },
      message:
        'Performance Insights is on for shop-1, shop-2 and shop-3, and DBLoad has data of the last 15 minutes',
    },
  ],
  fail: [
    {
      name: 'off for a replica',
      answers: { ...withCluster(cluster(), insights(false)), ...withMetrics({ DBLoad: [0.4] }) },
      message: 'Performance Insights is off for shop-2, expected on',
    },
  ],
  unknown: [
    {
      name: 'not told',
      answers: { ...withCluster(cluster(), insights(undefined)), ...withMetrics({ DBLoad: [0] }) },
      message: 'whether shop-2 has Performance Insights is not told',
    },
    {
      name: 'no data',
      answers: { ...withCluster(), ...withMetrics({ 'DBLoad of shop-1': [0.4], 'DBLoad of shop-2': [0.1] }) },
      message: 'shop-3 reported no DBLoad in the last 15 minutes; see whether Database Insights shows it',
    },
  ],
  notApplicable: [
    {
      name: 'no instance',
      answers: withCluster(cluster({}, []), []),
      message: 'it has no available instance that could record anything',
    },
  ],
};

const monitored = (...intervals: readonly (number | undefined)[]) =>
  withCluster(
    cluster(),
    members.map((each, i) => ({ ...each, MonitoringInterval: intervals[i] })),
  );

export const processes: ProbeCases = {
  target,
  pass: [
    {
      name: 'on',
      answers: monitored(60, 60, 1),
      message: 'Enhanced Monitoring is on for shop-1, shop-2 and shop-3',
    },
  ],
  fail: [
    {
      name: 'off',
      answers: monitored(60, 0, 60),
      message: 'Enhanced Monitoring is off for shop-2, expected on',
    },
  ],
  unknown: [
    {
      name: 'not told',
      answers: monitored(60, 60, undefined),
      message: 'whether shop-3 has Enhanced Monitoring is not told',
    },
  ],
  notApplicable: [
    {
      name: 'no instance',
      answers: withCluster(cluster({}, []), []),
      message: 'it has no instance that could report anything',
    },
  ],
};
