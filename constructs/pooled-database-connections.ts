import { Duration, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { type Grant, type IGrantable, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { controls } from './private/controls';
import { outOfRange, type Problem, refuse, tooFewZones } from './private/problems';
import { privateSubnets } from './private/subnets';

/** The ports on which a proxy listens, whatever the port of its database: one for each family that knows IAM. */
const PORTS: Record<string, number | undefined> = { MYSQL: 3306, POSTGRESQL: 5432 };

/** Seconds that a client may be let wait for a connection. */
const LONGEST_WAIT = 3600;

/** What no prop can change. */
const FIXED = { requireTLS: true, defaultAuthScheme: rds.DefaultAuthScheme.IAM_AUTH };

/** Properties of PooledDatabaseConnections. */
export interface PooledDatabaseConnectionsProps {
  /** The network of the proxy, that of the database. */
  readonly vpc: ec2.IVpc;
  /**
   * The subnets of the proxy, in two availability zones at least.
   * @default - all isolated subnets, or all private ones where the network has no isolated subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;
  /**
   * The cluster whose connections are pooled, with IAM authentication.
   * @default - the instance is pooled
   */
  readonly cluster?: rds.IDatabaseCluster;
  /**
   * The instance whose connections are pooled, with IAM authentication.
   * @default - the cluster is pooled
   */
  readonly instance?: rds.IDatabaseInstance;
  /**
   * Whether there is a second endpoint, which reads from the replicas of a cluster.
   * @default - true for a cluster, false for an instance
   */
  readonly readOnlyEndpoint?: boolean;
  /**
   * Percentage of the connections of the database that the pool may open; the rest is for administration.
   * @default 90
   */
  readonly maxConnectionsPercent?: number;
  /**
   * How long a client waits for a connection when all are in use, up to an hour.
   * @default Duration.seconds(10)
   */
  readonly borrowTimeout?: Duration;
}

/**
 * An RDS Proxy that keeps connections to a database and lends them to many clients, over TLS and with IAM all the way:
 * clients log in to the proxy, and the proxy to the database, as the same user, and nobody keeps a password.
 *
 * A user is made once in the database: `CREATE USER shop; GRANT rds_iam TO shop;` in PostgreSQL, in MySQL
 * `CREATE USER shop IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';`. `grantConnect` does the rest.
 */
export class PooledDatabaseConnections extends Construct implements ec2.IConnectable {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('DATA5.pooled', 'DATA5.tls');

  /** The proxy. */
  public readonly proxy: rds.DatabaseProxy;
  /** The role by which the proxy logs in to the database. */
  public readonly role: Role;
  /** The network connections of the proxy, with its port as default. */
  public readonly connections: ec2.Connections;
  /** The host name to write to and read from. */
  public readonly endpoint: string;
  /** The host name that spreads reads over the replicas, where there is one. */
  public readonly readerEndpoint?: string;
  private readonly database?: rds.IDatabaseCluster | rds.IDatabaseInstance;

  constructor(scope: Construct, id: string, props: PooledDatabaseConnectionsProps) {
    super(scope, id);
    const { vpc, cluster, instance } = props;
    const vpcSubnets = props.vpcSubnets ?? privateSubnets(vpc);
    const borrowTimeout = props.borrowTimeout ?? Duration.seconds(10);
    refuse(this, problemsOf(props, vpcSubnets, borrowTimeout));

    const group = new ec2.SecurityGroup(this, 'SecurityGroup', { vpc, allowAllOutbound: false });
    const securityGroups = [group];
    this.database = cluster ?? instance;
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('rds.amazonaws.com') });
    this.proxy = new rds.DatabaseProxy(this, 'Proxy', {
      ...FIXED,
      proxyTarget: cluster ? rds.ProxyTarget.fromCluster(cluster) : rds.ProxyTarget.fromInstance(instance!),
      vpc,
      vpcSubnets,
      securityGroups,
      role: this.role,
      borrowTimeout,
      maxConnectionsPercent: props.maxConnectionsPercent ?? 90,
    });
    const defaultPort = ec2.Port.tcp(PORTS[familyOf(props) ?? '']!);
    this.connections = new ec2.Connections({ securityGroups, defaultPort });
    this.endpoint = this.proxy.endpoint;
    if (props.readOnlyEndpoint ?? cluster !== undefined) {
      // Without groups of its own, an endpoint would have the default group of the network.
      const targetRole = rds.ProxyEndpointTargetRole.READ_ONLY;
      const reader = this.proxy.addEndpoint('Reader', { vpc, vpcSubnets, securityGroups, targetRole });
      this.readerEndpoint = reader.endpoint;
    }
  }

  /** Lets a principal log in with IAM as a user of the database, and the proxy as the same user. */
  public grantConnect(grantee: IGrantable, databaseUser: string): Grant {
    this.database?.grantConnect(this.role, databaseUser);
    return this.proxy.grantConnect(grantee, databaseUser);
  }
}

function problemsOf(
  props: PooledDatabaseConnectionsProps,
  vpcSubnets: ec2.SubnetSelection,
  borrowTimeout: Duration,
): Problem[] {
  const { cluster, instance } = props;
  if (!cluster === !instance) {
    const seen = cluster ? 'both cluster and instance are' : 'neither cluster nor instance is';
    return [`${seen} given, expected one of them`];
  }
  const family = familyOf(props);
  const wait = borrowTimeout.isUnresolved() ? undefined : borrowTimeout.toSeconds({ integral: false });
  return [
    PORTS[family ?? ''] === undefined
      ? `the engine family is ${family ?? 'not known'}, expected ${Object.keys(PORTS).join(' or ')}`
      : undefined,
    knowsNoIam(cluster ?? instance) ? 'iamAuthentication of the database is off, expected true' : undefined,
    instance && props.readOnlyEndpoint
      ? 'readOnlyEndpoint is true, expected a cluster to read from'
      : undefined,
    outOfRange('maxConnectionsPercent', props.maxConnectionsPercent, 1, 100),
    outOfRange('seconds of borrowTimeout', wait, 1, LONGEST_WAIT),
    tooFewZones(props.vpc, vpcSubnets),
  ];
}

function familyOf({ cluster, instance }: PooledDatabaseConnectionsProps): string | undefined {
  return (cluster?.engine ?? instance?.engine)?.engineFamily;
}

/** What an imported database knows is not known here. */
function knowsNoIam(database: rds.IDatabaseCluster | rds.IDatabaseInstance | undefined): boolean {
  const made = database?.node.defaultChild;
  if (!(made instanceof rds.CfnDBCluster)) return false;
  const stated = made.enableIamDatabaseAuthentication;
  return !Token.isUnresolved(stated) && stated !== true;
}
