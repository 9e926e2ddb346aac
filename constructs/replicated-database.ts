import { Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { backup, redundancy } from '../lib/checklist/thresholds';
import { controls } from './private/controls';
import { daysOutOfRange, outOfRange, type Problem, refuse, tooFewZones } from './private/problems';
import { privateSubnets } from './private/subnets';

/** Readers that an Aurora cluster can have, and days for which it can keep its own backups. */
const AURORA = { readers: 15, retentionDays: 35 };

const READER = 'Reader';

/** What no prop can change. */
const FIXED = {
  manageMasterUserPassword: true,
  iamAuthentication: true,
  parameters: {
    'rds.force_ssl': '1',
    // Who changes data, rights and tables; what is read would fill the log with the application's own queries.
    shared_preload_libraries: 'pg_stat_statements,pgaudit',
    'pgaudit.log': 'ddl,role,write',
  },
  storageEncrypted: true,
  copyTagsToSnapshot: true,
  autoMinorVersionUpgrade: true,
  monitoringInterval: Duration.minutes(1),
  cloudwatchLogsExports: ['postgresql'],
};

/** Properties of a ReplicatedDatabase. */
export interface ReplicatedDatabaseProps {
  /** The network of the database. */
  readonly vpc: ec2.IVpc;
  /**
   * The subnets of the instances, in two availability zones at least and none of them public.
   * @default - all isolated subnets, or all private ones where the network has no isolated subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;
  /**
   * The version of Aurora PostgreSQL.
   * @default AuroraPostgresEngineVersion.VER_17_7
   */
  readonly engineVersion?: rds.AuroraPostgresEngineVersion;
  /**
   * The size of the writer and of every reader.
   * @default - r7g.large
   */
  readonly instanceType?: ec2.InstanceType;
  /**
   * Readers beside the writer, 2 to 15.
   * @default 2
   */
  readonly readers?: number;
  /**
   * The name of the database that the cluster starts with.
   * @default - none
   */
  readonly databaseName?: string;
  /**
   * The key that encrypts the storage. Copies of its backups to another account need a customer-managed key.
   * @default - the AWS-managed key of RDS
   */
  readonly encryptionKey?: IKey;
  /**
   * How long the cluster's own backups are kept, 7 to 35 days.
   * @default Duration.days(14)
   */
  readonly backupRetention?: Duration;
  /**
   * Whether the cluster resists deletion.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * What becomes of the data when the cluster leaves the stack: RETAIN or SNAPSHOT.
   * @default RemovalPolicy.SNAPSHOT
   */
  readonly removalPolicy?: RemovalPolicy;
  /**
   * How long the PostgreSQL log is kept, which is the audit log too.
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;
}

/**
 * An Aurora PostgreSQL cluster with a writer and two readers or more, closed to the internet, encrypted, audited,
 * backed up and protected from deletion. The first reader is the one that takes over when the writer fails.
 *
 * RDS makes the password of the master user and changes it weekly, so it is no password for an application: let that
 * log in as a user of its own, with IAM, by `grantConnect`. `PooledDatabaseConnections` pools the connections to it.
 */
export class ReplicatedDatabase extends Construct implements ec2.IConnectable {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls(
    'ENV5.replicas',
    'ENV5.zones',
    'ENV5.private',
    'ENV5.deletion-protection',
    'ENV5.encrypted',
    'ENV7.databases',
    'SEC6.ingress',
    'SEC6.private',
    'SEC6.authentication',
    'SEC6.rotation',
    'SEC6.tls',
    'SEC7.database',
    'ENV7.retained',
    'ENV7.replaced',
    'LEGAL4.database-logs',
    'MON2.database',
    'MON2.database-processes',
    'HEALTH5.recorded',
  );

  /** The cluster; its `clusterEndpoint` writes, its `clusterReadEndpoint` reads. */
  public readonly cluster: rds.DatabaseCluster;
  /** The network connections of the cluster, with the database's port as default. */
  public readonly connections: ec2.Connections;
  /** User name and password of the master user, for administration. */
  public readonly secret?: ISecret;

  constructor(scope: Construct, id: string, props: ReplicatedDatabaseProps) {
    super(scope, id);
    const vpcSubnets = props.vpcSubnets ?? privateSubnets(props.vpc);
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.SNAPSHOT;
    refuse(this, problemsOf(props, vpcSubnets, removalPolicy));
    this.cluster = new rds.DatabaseCluster(this, 'Cluster', {
      ...FIXED,
      ...instances(props),
      engine: rds.DatabaseClusterEngine.auroraPostgres({
        version: props.engineVersion ?? rds.AuroraPostgresEngineVersion.VER_17_7,
      }),
      vpc: props.vpc,
      vpcSubnets,
      defaultDatabaseName: props.databaseName,
      storageEncryptionKey: props.encryptionKey,
      deletionProtection: props.deletionProtection ?? true,
      removalPolicy,
      backup: { retention: props.backupRetention ?? Duration.days(14) },
      cloudwatchLogsRetention: props.logRetention ?? RetentionDays.ONE_YEAR,
    });
    updateReadersInTurn(this.cluster);
    this.connections = this.cluster.connections;
    this.secret = this.cluster.secret;
  }

  /** Lets a principal log in with IAM as a user that has the role `rds_iam` in the database. */
  public grantConnect(grantee: IGrantable, databaseUser: string): Grant {
    return this.cluster.grantConnect(grantee, databaseUser);
  }
}

function problemsOf(
  props: ReplicatedDatabaseProps,
  vpcSubnets: ec2.SubnetSelection,
  removalPolicy: RemovalPolicy,
): Problem[] {
  const keepsData = removalPolicy === RemovalPolicy.RETAIN || removalPolicy === RemovalPolicy.SNAPSHOT;
  return [
    Token.isUnresolved(props.readers) ? 'readers is known only at deployment, expected a number' : undefined,
    outOfRange('readers', props.readers, redundancy.databaseReplicas, AURORA.readers),
    daysOutOfRange('backupRetention', props.backupRetention, backup.retentionDays, AURORA.retentionDays),
    keepsData ? undefined : `removalPolicy is ${removalPolicy}, expected retain or snapshot`,
    tooFewZones(props.vpc, vpcSubnets),
    props.vpc.selectSubnets(vpcSubnets).hasPublic
      ? 'vpcSubnets has public subnets, expected private or isolated ones'
      : undefined,
  ];
}

/** An update must not take all readers away at once; the CDK's own option for that knows no `readers`. */
function updateReadersInTurn(cluster: rds.DatabaseCluster): void {
  const readers = cluster.node.children.filter((child) => child.node.id.startsWith(READER));
  readers.forEach((reader, index) => {
    const before = readers[index - 1];
    if (before) reader.node.addDependency(before);
  });
}

function instances(props: ReplicatedDatabaseProps): Pick<rds.DatabaseClusterProps, 'writer' | 'readers'> {
  const options: rds.ProvisionedClusterInstanceProps = {
    instanceType: props.instanceType ?? ec2.InstanceType.of(ec2.InstanceClass.R7G, ec2.InstanceSize.LARGE),
    publiclyAccessible: false,
    enablePerformanceInsights: true,
  };
  const readers = Array.from({ length: props.readers ?? redundancy.databaseReplicas }, (_, index) =>
    rds.ClusterInstance.provisioned(`${READER}${index + 1}`, {
      ...options,
      promotionTier: index === 0 ? 1 : 2,
    }),
  );
  return { writer: rds.ClusterInstance.provisioned('Writer', options), readers };
}
