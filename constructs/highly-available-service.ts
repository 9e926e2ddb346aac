import { Annotations, Token } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { redundancy } from '../lib/checklist/thresholds';
import { controls } from './private/controls';
import { outOfRange, type Problem, refuse, tooFewZones } from './private/problems';

/** Properties of a HighlyAvailableService. */
export interface HighlyAvailableServiceProps {
  /** The image that every task runs. */
  readonly image: ecs.ContainerImage;
  /**
   * The cluster to run in; exactly one of `cluster` and `vpc` must be given.
   * @default - a new cluster with enhanced Container Insights in `vpc`
   */
  readonly cluster?: ecs.ICluster;
  /**
   * The network for a cluster of its own; exactly one of `cluster` and `vpc` must be given.
   * @default - the network of `cluster`
   */
  readonly vpc?: ec2.IVpc;
  /**
   * The subnets of the tasks, in two availability zones at least.
   * @default - all private subnets with a route out
   */
  readonly vpcSubnets?: ec2.SubnetSelection;
  /**
   * The security groups of the tasks.
   * @default - a new security group that lets traffic out and none in
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
  /**
   * The port on which the container listens for HTTP.
   * @default 8080
   */
  readonly containerPort?: number;
  /**
   * CPU units of a task, 1024 to a vCPU.
   * @default 512
   */
  readonly cpu?: number;
  /**
   * Memory of a task in MiB.
   * @default 1024
   */
  readonly memoryLimitMiB?: number;
  /**
   * The processor for which the image was built.
   * @default CpuArchitecture.X86_64
   */
  readonly cpuArchitecture?: ecs.CpuArchitecture;
  /**
   * Tasks that run at the lowest point of scaling, three at least.
   * @default 3
   */
  readonly minTasks?: number;
  /**
   * Tasks that run at the highest point of scaling, more than `minTasks`.
   * @default - four times `minTasks`
   */
  readonly maxTasks?: number;
  /**
   * Percentage of CPU and of memory that scaling holds the tasks at.
   * @default 60
   */
  readonly targetUtilizationPercent?: number;
  /**
   * Environment variables of the container, readable by everybody who may describe the task.
   * @default - none
   */
  readonly environment?: { [name: string]: string };
  /**
   * Environment variables of the container that come from Secrets Manager or Parameter Store.
   * @default - none
   */
  readonly secrets?: { [name: string]: ecs.Secret };
  /**
   * How long the container's log is kept.
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;
}

/**
 * An ECS service that keeps three on-demand Fargate tasks or more over several availability zones, scales with their
 * CPU and memory, replaces failing tasks and rolls a failing deployment back.
 *
 * The template states no desired count: ECS would go back to it at every deployment, at peak load too. The scalable
 * target raises a new service to `minTasks` at once and never lets it below.
 */
export class HighlyAvailableService
  extends Construct
  implements ec2.IConnectable, IGrantable, elbv2.IApplicationLoadBalancerTarget
{
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls(
    'ENV1.servers',
    'ENV1.zones',
    'ENV1.on-demand',
    'MON2.compute',
    'MON3.collected',
  );

  /** The ECS service. */
  public readonly service: ecs.FargateService;
  /** The cluster that the service runs in. */
  public readonly cluster: ecs.ICluster;
  /** The task definition; sidecar containers are added to it. */
  public readonly taskDefinition: ecs.FargateTaskDefinition;
  /** The container that serves requests. */
  public readonly container: ecs.ContainerDefinition;
  /** The log group of the container. */
  public readonly logGroup: LogGroup;
  /** The scaling of the service, for further policies. */
  public readonly scaling: ecs.ScalableTaskCount;
  /** The network connections of the tasks. */
  public readonly connections: ec2.Connections;
  /** The role of the tasks, so that grants can name this construct. */
  public readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: HighlyAvailableServiceProps) {
    super(scope, id);
    const minCapacity = props.minTasks ?? redundancy.servers;
    const vpcSubnets = props.vpcSubnets ?? { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };
    refuse(this, problemsOf(props, vpcSubnets, minCapacity));

    this.cluster = props.cluster ?? this.newCluster(props.vpc);
    this.logGroup = new LogGroup(this, 'LogGroup', {
      retention: props.logRetention ?? RetentionDays.THREE_MONTHS,
    });
    this.taskDefinition = this.defineTask(props);
    this.container = this.addContainer(props);
    this.service = new ecs.FargateService(this, 'Service', {
      cluster: this.cluster,
      taskDefinition: this.taskDefinition,
      vpcSubnets,
      securityGroups: props.securityGroups,
      availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED,
      circuitBreaker: { rollback: true },
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      propagateTags: ecs.PropagatedTagSource.SERVICE,
    });
    this.connections = this.service.connections;
    // All traffic may leave, so the rule for leaving that comes with every connection to a peer adds nothing.
    Annotations.of(this).acknowledgeWarning(
      '@aws-cdk/aws-ec2:ipv4IgnoreEgressRule',
      'the tasks may connect to everything; the peer decides who may enter',
    );
    this.grantPrincipal = this.taskDefinition.taskRole;

    const targetUtilizationPercent = props.targetUtilizationPercent ?? 60;
    const maxCapacity = props.maxTasks ?? 4 * minCapacity;
    this.scaling = this.service.autoScaleTaskCount({ minCapacity, maxCapacity });
    this.scaling.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent });
    this.scaling.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent });
  }

  /** Registers the tasks in a target group. Called by load balancers, not by users. */
  public attachToApplicationTargetGroup(
    targetGroup: elbv2.IApplicationTargetGroup,
  ): elbv2.LoadBalancerTargetProps {
    return this.service.attachToApplicationTargetGroup(targetGroup);
  }

  /** The percentage of the reserved CPU that the tasks use. */
  public metricCpuUtilization(props?: MetricOptions): Metric {
    return this.service.metricCpuUtilization(props);
  }

  /** The percentage of the reserved memory that the tasks use. */
  public metricMemoryUtilization(props?: MetricOptions): Metric {
    return this.service.metricMemoryUtilization(props);
  }

  private newCluster(vpc?: ec2.IVpc): ecs.Cluster {
    return new ecs.Cluster(this, 'Cluster', { vpc, containerInsightsV2: ecs.ContainerInsights.ENHANCED });
  }

  private defineTask(props: HighlyAvailableServiceProps): ecs.FargateTaskDefinition {
    return new ecs.FargateTaskDefinition(this, 'TaskDefinition', {
      cpu: props.cpu ?? 512,
      memoryLimitMiB: props.memoryLimitMiB ?? 1024,
      runtimePlatform: {
        cpuArchitecture: props.cpuArchitecture ?? ecs.CpuArchitecture.X86_64,
        operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
      },
    });
  }

  private addContainer(props: HighlyAvailableServiceProps): ecs.ContainerDefinition {
    return this.taskDefinition.addContainer('Container', {
      image: props.image,
      environment: props.environment,
      secrets: props.secrets,
      portMappings: [{ containerPort: props.containerPort ?? 8080 }],
      // A log that cannot be delivered must not block the requests that write it.
      logging: ecs.LogDrivers.awsLogs({
        logGroup: this.logGroup,
        streamPrefix: this.node.id,
        mode: ecs.AwsLogDriverMode.NON_BLOCKING,
      }),
    });
  }
}

function problemsOf(
  props: HighlyAvailableServiceProps,
  vpcSubnets: ec2.SubnetSelection,
  minTasks: number,
): Problem[] {
  const vpc = props.cluster?.vpc ?? props.vpc;
  return [
    (props.cluster === undefined) === (props.vpc === undefined)
      ? `${props.cluster ? 'both' : 'neither'} of cluster and vpc is given, expected exactly one`
      : undefined,
    vpc && tooFewZones(vpc, vpcSubnets),
    outOfRange('minTasks', minTasks, redundancy.servers),
    Token.isUnresolved(minTasks) && props.maxTasks === undefined
      ? 'maxTasks is missing, expected beside a minTasks that is known only at deployment'
      : undefined,
    Token.isUnresolved(minTasks) ? undefined : outOfRange('maxTasks', props.maxTasks, minTasks + 1),
  ];
}
