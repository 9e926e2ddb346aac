import { Duration, Stack } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { type Connections, type IConnectable, type IVpc, SubnetType } from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ARecord, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import { type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { elsewhere, uncovered } from './private/certificate';
import { controls } from './private/controls';
import { healthCheckOf, healthCheckProblems } from './private/health-check';
import { logBucket } from './private/log-bucket';
import { outsideZone, type Problem, refuse, tooFewZones } from './private/problems';

const PUBLIC_SUBNETS = { subnetType: SubnetType.PUBLIC };
/** The last rule that a listener can have: what it matches, no other rule wanted. */
const LAST_PRIORITY = 50_000;

/** Properties of a HealthCheckedLoadBalancer. */
export interface HealthCheckedLoadBalancerProps {
  /** The network whose public subnets, in two availability zones at least, the load balancer stands in. */
  readonly vpc: IVpc;
  /** The certificate of the HTTPS listener, from the region of this stack. */
  readonly certificate: ICertificate;
  /**
   * The hosted zone that gets the alias record; goes together with `domainName`.
   * @default - no record
   */
  readonly hostedZone?: IHostedZone;
  /**
   * The name under which users reach the load balancer; goes together with `hostedZone`.
   * @default - no record
   */
  readonly domainName?: string;
  /**
   * The TLS versions and ciphers of the HTTPS listener.
   * @default SslPolicy.TLS13_12_RES_PQ - TLS 1.2 and 1.3, with key exchange that withstands quantum computers
   */
  readonly sslPolicy?: elbv2.SslPolicy;
  /**
   * Whether the load balancer resists deletion.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * The bucket for access logs, with S3-managed encryption. An imported bucket must already let
   * `logdelivery.elasticloadbalancing.amazonaws.com` write.
   * @default - a new private bucket that keeps them for a year
   */
  readonly accessLogBucket?: IBucket;
}

/** Properties of a service behind a HealthCheckedLoadBalancer. */
export interface LoadBalancedServiceProps {
  /** What answers the requests: a HighlyAvailableService, an ECS service, an Auto Scaling group. */
  readonly target: elbv2.IApplicationLoadBalancerTarget;
  /**
   * The endpoint that answers 200 as long as the target can serve, on the port that serves; not `/`.
   * @default '/health'
   */
  readonly healthCheckPath?: string;
  /**
   * Time between two health checks.
   * @default Duration.seconds(15)
   */
  readonly healthCheckInterval?: Duration;
  /**
   * Failed checks after which a target gets no more requests. Times `healthCheckInterval`, 90 seconds at most.
   * @default 3
   */
  readonly unhealthyThresholdCount?: number;
  /**
   * The paths that go to this service; goes together with `priority`.
   * @default - every request that no other service takes
   */
  readonly pathPatterns?: string[];
  /**
   * The place of these paths among the rules of the listener, lowest first, 1 to 49999.
   * @default - the last place
   */
  readonly priority?: number;
  /**
   * Time that a leaving target gets for the requests it is working on.
   * @default Duration.seconds(30)
   */
  readonly deregistrationDelay?: Duration;
}

/**
 * An internet-facing Application Load Balancer that speaks HTTPS, redirects HTTP, keeps access logs, and gives
 * requests only to targets whose health endpoint answers.
 */
export class HealthCheckedLoadBalancer extends Construct implements IConnectable {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls(
    'ENV2.routed',
    'ENV2.health-check',
    'ENV2.zones',
    'ENV2.health-path',
    'ENV2.deletion-protection',
    'ENV2.access-logs',
    'ENV3.https',
    'ENV3.names',
    'ENV3.tls-version',
  );

  /** The load balancer. */
  public readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  /** The listener that serves; it answers 404 where no service takes the request. */
  public readonly httpsListener: elbv2.ApplicationListener;
  /** The listener that only redirects to HTTPS. */
  public readonly httpListener: elbv2.ApplicationListener;
  /** The bucket that receives the access logs. */
  public readonly accessLogBucket: IBucket;
  /** The network connections of the load balancer. */
  public readonly connections: Connections;
  private servesEverything = false;

  constructor(scope: Construct, id: string, props: HealthCheckedLoadBalancerProps) {
    super(scope, id);
    refuse(this, problemsOf(props, Stack.of(this).region));
    this.loadBalancer = new elbv2.ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc: props.vpc,
      vpcSubnets: PUBLIC_SUBNETS,
      internetFacing: true,
      deletionProtection: props.deletionProtection ?? true,
      dropInvalidHeaderFields: true,
    });
    this.connections = this.loadBalancer.connections;
    this.accessLogBucket =
      props.accessLogBucket ?? logBucket(this, 'AccessLogs', ObjectOwnership.BUCKET_OWNER_ENFORCED);
    this.writeAccessLogs();

    this.httpsListener = this.loadBalancer.addListener('Https', {
      protocol: elbv2.ApplicationProtocol.HTTPS,
      certificates: [props.certificate],
      sslPolicy: props.sslPolicy ?? elbv2.SslPolicy.TLS13_12_RES_PQ,
      defaultAction: elbv2.ListenerAction.fixedResponse(404, {
        contentType: 'text/plain',
        messageBody: 'not found',
      }),
    });
    this.httpListener = this.loadBalancer.addListener('Http', {
      protocol: elbv2.ApplicationProtocol.HTTP,
      defaultAction: elbv2.ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }),
    });
    const { hostedZone: zone, domainName: recordName } = props;
    if (zone && recordName) {
      const target = RecordTarget.fromAlias(new LoadBalancerTarget(this.loadBalancer));
      new ARecord(this, 'Alias', { zone, recordName, target });
    }
  }

  /** Routes requests to a service, by a listener rule, as long as its health endpoint answers 200. */
  public addService(id: string, props: LoadBalancedServiceProps): elbv2.ApplicationTargetGroup {
    const problems = [...healthCheckProblems(props), this.routingProblem(props)];
    refuse(
      this,
      problems.map((problem) => problem && `${id}: ${problem}`),
    );
    this.servesEverything ||= props.pathPatterns === undefined;
    const targetGroup = new elbv2.ApplicationTargetGroup(this, id, {
      vpc: this.loadBalancer.vpc,
      protocol: elbv2.ApplicationProtocol.HTTP,
      targets: [props.target],
      deregistrationDelay: props.deregistrationDelay ?? Duration.seconds(30),
      healthCheck: healthCheckOf(props),
    });
    this.httpsListener.addAction(id, {
      action: elbv2.ListenerAction.forward([targetGroup]),
      conditions: [elbv2.ListenerCondition.pathPatterns(props.pathPatterns ?? ['/*'])],
      priority: props.priority ?? LAST_PRIORITY,
    });
    return targetGroup;
  }

  private routingProblem(props: LoadBalancedServiceProps): Problem {
    if ((props.pathPatterns === undefined) !== (props.priority === undefined)) {
      const missing = props.pathPatterns ? 'priority' : 'pathPatterns';
      return `${missing} is missing, expected pathPatterns and priority together`;
    }
    return props.pathPatterns === undefined && this.servesEverything
      ? 'pathPatterns is missing, expected on every service but the one that takes all other requests'
      : undefined;
  }

  /**
   * The CDK's own logAccessLogs needs to know the region, for the account that delivered logs in older regions. The
   * service principal is good for every region, and so for stacks without one.
   */
  private writeAccessLogs(): void {
    const { account } = Stack.of(this);
    this.loadBalancer.setAttribute('access_logs.s3.enabled', 'true');
    this.loadBalancer.setAttribute('access_logs.s3.bucket', this.accessLogBucket.bucketName);
    this.accessLogBucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.accessLogBucket.arnForObjects(`AWSLogs/${account}/*`)],
      }),
    );
    // The load balancer tries the bucket when it is made, so the permission must be there before.
    const { policy } = this.accessLogBucket;
    if (policy) this.loadBalancer.node.defaultChild?.node.addDependency(policy);
  }
}

function problemsOf(props: HealthCheckedLoadBalancerProps, region: string): Problem[] {
  const { hostedZone, domainName, certificate } = props;
  return [
    tooFewZones(props.vpc, PUBLIC_SUBNETS),
    elsewhere(certificate, region),
    (hostedZone === undefined) !== (domainName === undefined)
      ? `${hostedZone ? 'domainName' : 'hostedZone'} is missing, expected hostedZone and domainName together`
      : undefined,
    hostedZone && domainName ? outsideZone('domainName', domainName, hostedZone) : undefined,
    domainName ? uncovered('domainName', domainName, certificate) : undefined,
  ];
}
