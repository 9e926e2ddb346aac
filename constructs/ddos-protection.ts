import { Arn, ArnFormat, Names, Stack } from 'aws-cdk-lib';
import type { CfnEIP } from 'aws-cdk-lib/aws-ec2';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnProtection } from 'aws-cdk-lib/aws-shield';
import { Construct, type IConstruct } from 'constructs';
import { controls } from './private/controls';
import { refuse } from './private/problems';

/** Properties of a DdosProtection. */
export interface DdosProtectionProps {
  /**
   * The Application Load Balancers to protect.
   * @default - none
   */
  readonly loadBalancers?: IApplicationLoadBalancer[];
  /**
   * The CloudFront distributions to protect.
   * @default - none
   */
  readonly distributions?: IDistribution[];
  /**
   * The addresses to protect, such as all those of a network load balancer.
   * @default - none
   */
  readonly elasticIps?: CfnEIP[];
  /**
   * Whether Shield writes rules against a flood of requests into the web ACL of load balancers and distributions, and
   * lets them block. Each must have a web ACL, with 150 units of its capacity to spare.
   * @default true
   */
  readonly automaticResponse?: boolean;
}

/**
 * Shield Advanced for entries that must withstand targeted attacks. Shield Advanced is subscribed to in the console,
 * for a year and 3 000 US dollars a month for all accounts of an organization: CloudFormation has no type for the
 * subscription, and the deployment fails without it. A WebFirewall alone also meets the checklist.
 */
export class DdosProtection extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('SEC3.absorbed');

  /** The protections, one for each resource. */
  public readonly protections: CfnProtection[] = [];

  constructor(scope: Construct, id: string, props: DdosProtectionProps) {
    super(scope, id);
    const { loadBalancers = [], distributions = [], elasticIps = [] } = props;
    refuse(this, [
      loadBalancers.length + distributions.length + elasticIps.length === 0
        ? 'nothing is to be protected, expected loadBalancers, distributions or elasticIps'
        : undefined,
    ]);
    const answers = props.automaticResponse ?? true;
    for (const loadBalancer of loadBalancers)
      this.protect(loadBalancer, loadBalancer.loadBalancerArn, answers);
    for (const distribution of distributions)
      this.protect(distribution, distribution.distributionArn, answers);
    for (const elasticIp of elasticIps) this.protect(elasticIp, this.addressArn(elasticIp), false);
  }

  private protect(resource: IConstruct, resourceArn: string, answers: boolean): void {
    const protection = new CfnProtection(this, `Protect${Names.nodeUniqueId(resource.node)}`, {
      name: Names.uniqueResourceName(resource, { maxLength: 128, separator: '-' }),
      resourceArn,
      applicationLayerAutomaticResponseConfiguration: answers
        ? { action: { block: {} }, status: 'ENABLED' }
        : undefined,
    });
    this.protections.push(protection);
  }

  private addressArn(elasticIp: CfnEIP): string {
    return Arn.format(
      {
        service: 'ec2',
        resource: 'eip-allocation',
        resourceName: elasticIp.attrAllocationId,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      },
      Stack.of(this),
    );
  }
}
