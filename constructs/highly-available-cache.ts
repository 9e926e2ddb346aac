import { Duration, Fn, RemovalPolicy, Token } from 'aws-cdk-lib';
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { redundancy } from '../lib/checklist/thresholds';
import { controls } from './private/controls';
import { daysOutOfRange, outOfRange, type Problem, refuse, tooFewZones } from './private/problems';
import { privateSubnets } from './private/subnets';

/** Nodes that a shard can have, and days for which ElastiCache can keep a snapshot. */
const ELASTICACHE = { nodes: 6, snapshotDays: 35 };

const DEFAULT_INSTANCE_TYPE = ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE);

/** What no prop can change. */
const FIXED = {
  engine: 'valkey',
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
  transitEncryptionEnabled: true,
  atRestEncryptionEnabled: true,
  autoMinorVersionUpgrade: true,
};

/** Properties of a HighlyAvailableCache. */
export interface HighlyAvailableCacheProps {
  /** The network of the cache. */
  readonly vpc: ec2.IVpc;
  /**
   * The subnets of the nodes, in two availability zones at least.
   * @default - all isolated subnets, or all private ones where the network has no isolated subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;
  /**
   * The security groups of the nodes.
   * @default - a new security group that lets nothing in or out
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
  /**
   * The size of every node.
   * @default - m7g.large
   */
  readonly instanceType?: ec2.InstanceType;
  /**
   * Nodes, the primary included, 2 to 6.
   * @default 2
   */
  readonly nodes?: number;
  /**
   * The version of Valkey.
   * @default '8.1'
   */
  readonly engineVersion?: string;
  /**
   * The port on which the nodes listen.
   * @default 6379
   */
  readonly port?: number;
  /**
   * The key that encrypts the data at rest.
   * @default - a key that ElastiCache owns
   */
  readonly encryptionKey?: IKey;
  /**
   * How long the daily snapshot is kept, up to 35 days; none is made for 0 days.
   * @default Duration.days(7)
   */
  readonly snapshotRetention?: Duration;
}

/**
 * A Valkey replication group (it speaks Redis) with a primary and a replica or more in different availability zones,
 * automatic failover, encryption and a password.
 *
 * Clients connect over TLS to `endpointAddress`, which follows the primary through a failover, with the password in
 * `secret`.
 */
export class HighlyAvailableCache extends Construct implements ec2.IConnectable {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('ENV6.failover', 'ENV6.encrypted');

  /** The replication group. */
  public readonly replicationGroup: CfnReplicationGroup;
  /** The subnet group of the nodes. */
  public readonly subnetGroup: CfnSubnetGroup;
  /** The network connections of the nodes, with the cache's port as default. */
  public readonly connections: ec2.Connections;
  /** The password of the cache, a plain string. */
  public readonly secret: ISecret;
  /** The host name of the primary node, to write to and read from. */
  public readonly endpointAddress: string;
  /** The host name that spreads reads over the replicas. */
  public readonly readerEndpointAddress: string;
  /** The port of the primary node, as a string that can be an environment variable. */
  public readonly port: string;
  /** The ids that the nodes have in CloudWatch, the dimension `CacheClusterId`. */
  public readonly nodeIds: string[];

  constructor(scope: Construct, id: string, props: HighlyAvailableCacheProps) {
    super(scope, id);
    const vpcSubnets = props.vpcSubnets ?? privateSubnets(props.vpc);
    const nodes = props.nodes ?? redundancy.cacheNodesPerShard;
    const snapshotRetention = props.snapshotRetention ?? Duration.days(7);
    refuse(this, problemsOf(props, vpcSubnets, nodes));
    const securityGroups = props.securityGroups ?? [
      new ec2.SecurityGroup(this, 'SecurityGroup', { vpc: props.vpc, allowAllOutbound: false }),
    ];
    const port = props.port ?? 6379;
    const instanceType = props.instanceType ?? DEFAULT_INSTANCE_TYPE;
    this.connections = new ec2.Connections({ securityGroups, defaultPort: ec2.Port.tcp(port) });
    this.subnetGroup = new CfnSubnetGroup(this, 'Subnets', {
      description: `Subnets of ${this.node.path}`,
      subnetIds: props.vpc.selectSubnets(vpcSubnets).subnetIds,
    });
    this.secret = new Secret(this, 'Password', {
      description: `Password of ${this.node.path}`,
      generateSecretString: { excludePunctuation: true, passwordLength: 64 },
    });
    this.replicationGroup = new CfnReplicationGroup(this, 'ReplicationGroup', {
      ...FIXED,
      replicationGroupDescription: `Cache of ${this.node.path}`,
      engineVersion: props.engineVersion ?? '8.1',
      cacheNodeType: `cache.${instanceType.toString()}`,
      numCacheClusters: nodes,
      port,
      cacheSubnetGroupName: this.subnetGroup.ref,
      securityGroupIds: securityGroups.map((group) => group.securityGroupId),
      kmsKeyId: props.encryptionKey?.keyArn,
      authToken: this.secret.secretValue.unsafeUnwrap(),
      snapshotRetentionLimit: snapshotRetention.toDays(),
    });
    this.replicationGroup.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);
    this.endpointAddress = this.replicationGroup.attrPrimaryEndPointAddress;
    this.readerEndpointAddress = this.replicationGroup.attrReaderEndPointAddress;
    this.port = this.replicationGroup.attrPrimaryEndPointPort;
    this.nodeIds = Array.from({ length: nodes }, (_, index) => this.nodeId(index + 1));
  }

  /** A metric of one of the `nodeIds`; ElastiCache publishes none for the group as a whole. */
  public metric(metricName: string, nodeId: string, props?: MetricOptions): Metric {
    return new Metric({
      namespace: 'AWS/ElastiCache',
      metricName,
      dimensionsMap: { CacheClusterId: nodeId },
      ...props,
    }).attachTo(this);
  }

  /** ElastiCache names the nodes after the group and numbers them from 001. */
  private nodeId(position: number): string {
    return Fn.join('-', [this.replicationGroup.ref, String(position).padStart(3, '0')]);
  }
}

function problemsOf(
  props: HighlyAvailableCacheProps,
  vpcSubnets: ec2.SubnetSelection,
  nodes: number,
): Problem[] {
  return [
    Token.isUnresolved(nodes) ? 'nodes is known only at deployment, expected a number' : undefined,
    outOfRange('nodes', nodes, redundancy.cacheNodesPerShard, ELASTICACHE.nodes),
    daysOutOfRange('snapshotRetention', props.snapshotRetention, 0, ELASTICACHE.snapshotDays),
    tooFewZones(props.vpc, vpcSubnets),
  ];
}
