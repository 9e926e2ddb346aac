import { type Duration, Names, Stack, Tokenization } from 'aws-cdk-lib';
import type { IGraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { CfnLoadBalancer, type IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct, type IConstruct, type IMixin } from 'constructs';
import { rateLimits } from '../lib/checklist/thresholds';
import { controls } from './private/controls';
import { outOfRange, type Problem, refuse, unfitRegion } from './private/problems';
import { managedRule, rateRule, type UnorderedRule, visibility } from './private/firewall-rules';

/** CloudFront takes the firewalls of its distributions from this region alone. */
const DISTRIBUTION_REGION = 'us-east-1';
/** The windows that AWS WAF can count requests in, in seconds. */
const WINDOWS: readonly number[] = [60, 120, 300, 600];

/** Properties of a WebFirewall. */
export interface WebFirewallProps {
  /**
   * Whether it guards CloudFront distributions, in a stack in us-east-1, rather than load balancers and APIs.
   * @default false
   */
  readonly guardsDistributions?: boolean;
  /**
   * The cookie that tells users apart; either this or `userHeader`. Its value must last as long as a session.
   * @default - users are told apart by a header
   */
  readonly userCookie?: string;
  /**
   * The header that tells users apart, such as that of an API key; either this or `userCookie`.
   * @default - users are told apart by a cookie
   */
  readonly userHeader?: string;
  /**
   * Requests that one user may send in a window; further ones are answered with 429.
   * @default 1000
   */
  readonly userLimit?: number;
  /**
   * Requests that one IP address may send in a window, those without a user included.
   * @default 2000
   */
  readonly addressLimit?: number;
  /**
   * The window in which requests are counted: 1, 2, 5 or 10 minutes.
   * @default Duration.minutes(5)
   */
  readonly limitWindow?: Duration;
  /**
   * Whether it lets in bodies that are larger than it can inspect: 8 KB at load balancers and AppSync, 16 KB elsewhere.
   * The core rules block bodies of more than 8 KB, and so uploads.
   * @default false
   */
  readonly allowLargeBodies?: boolean;
  /**
   * Whether it blocks requests from hosting providers, VPNs and Tor.
   * @default false
   */
  readonly blockAnonymousAddresses?: boolean;
  /**
   * Whether it runs the rule group against floods of requests, which AWS charges for each month and each request.
   * @default false
   */
  readonly antiDdosRules?: boolean;
  /**
   * Rules of one's own, tried after the others in this order; their priorities are set here.
   * @default - none
   */
  readonly additionalRules?: CfnWebACL.RuleProperty[];
  /**
   * How long its log is kept.
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;
}

/**
 * A web ACL that blocks the attacks that every web application meets, limits the requests of each user and of each
 * address, and logs what it does without passwords and sessions. It is attached by its methods, or to everything in
 * a construct that can have it: `service.with(firewall)`.
 */
export class WebFirewall extends Construct implements IMixin {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls(
    'SEC2.attached',
    'SEC2.rules',
    'SEC2.sql-injection',
    'SEC2.logging',
    'SEC3.absorbed',
    'SEC4.per-ip',
    'SEC4.per-user',
    'API2.throttled',
  );

  /** The web ACL. */
  public readonly webAcl: CfnWebACL;
  /** The ARN of the web ACL, as distributions take it for their `webAclId`. */
  public readonly webAclArn: string;
  /** The log of the requests. */
  public readonly logGroup: LogGroup;
  private readonly guardsDistributions: boolean;

  constructor(scope: Construct, id: string, props: WebFirewallProps) {
    super(scope, id);
    refuse(this, problemsOf(props, Stack.of(this).region));
    this.guardsDistributions = props.guardsDistributions ?? false;
    this.webAcl = new CfnWebACL(this, 'WebAcl', {
      scope: this.guardsDistributions ? 'CLOUDFRONT' : 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('WebAcl'),
      rules: [...rulesOf(props), ...(props.additionalRules ?? [])].map((rule, priority) => ({
        ...rule,
        priority,
      })),
    });
    this.webAclArn = this.webAcl.attrArn;
    // AWS WAF delivers to no log group of another name.
    this.logGroup = new LogGroup(this, 'Log', {
      logGroupName: `aws-waf-logs-${Names.uniqueResourceName(this, { maxLength: 200, separator: '-' })}`,
      retention: props.logRetention ?? RetentionDays.ONE_YEAR,
    });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: this.webAclArn,
      logDestinationConfigs: [this.logGroup.logGroupArn],
      redactedFields: ['authorization', 'cookie'].map((Name) => ({ singleHeader: { Name } })),
    });
  }

  /** Guards an Application Load Balancer of the same region. */
  public guardLoadBalancer(loadBalancer: IApplicationLoadBalancer): void {
    this.associate(loadBalancer, loadBalancer.loadBalancerArn);
  }

  /** Guards a stage of a REST API of the same region. */
  public guardApiStage(stage: Stage): void {
    this.associate(stage, stage.stageArn);
  }

  /** Guards a GraphQL API of the same region. */
  public guardGraphqlApi(api: IGraphqlApi): void {
    this.associate(api, api.arn);
  }

  /** Whether this firewall can guard a construct: a distribution, or an Application Load Balancer. */
  public supports(construct: IConstruct): boolean {
    if (this.guardsDistributions) return construct instanceof CfnDistribution;
    return construct instanceof CfnLoadBalancer && (construct.type ?? 'application') === 'application';
  }

  /** Guards a construct that it supports. */
  public applyTo(construct: IConstruct): void {
    if (construct instanceof CfnDistribution) {
      const config = construct.distributionConfig;
      if (Tokenization.isResolvable(config)) {
        construct.addPropertyOverride('DistributionConfig.WebACLId', this.webAclArn);
      } else construct.distributionConfig = { ...config, webAclId: this.webAclArn };
    } else if (construct instanceof CfnLoadBalancer) {
      this.associate(construct, construct.ref);
    }
  }

  private associate(guarded: IConstruct, resourceArn: string): void {
    if (this.guardsDistributions) {
      refuse(this, [
        `${guarded.node.path} is regional, expected a distribution, as guardsDistributions is true`,
      ]);
    }
    new CfnWebACLAssociation(this, `Guard${Names.nodeUniqueId(guarded.node)}`, {
      resourceArn,
      webAclArn: this.webAclArn,
    });
  }
}

/** The rules in the order in which they are tried: limits first, which cost least. */
function rulesOf(props: WebFirewallProps): UnorderedRule[] {
  const window = props.limitWindow?.toSeconds() ?? rateLimits.windowSeconds;
  const part = [{ priority: 0, type: 'NONE' }];
  const user = props.userCookie
    ? { cookie: { name: props.userCookie, textTransformations: part } }
    : { header: { name: props.userHeader!, textTransformations: part } };
  const countLargeBodies = { name: 'SizeRestrictions_BODY', actionToUse: { count: {} } };
  return [
    ...(props.antiDdosRules ? [managedRule('AntiDDoS', antiDdos)] : []),
    rateRule('AddressLimit', {
      aggregateKeyType: 'IP',
      limit: props.addressLimit ?? rateLimits.perAddress,
      evaluationWindowSec: window,
    }),
    rateRule('UserLimit', {
      aggregateKeyType: 'CUSTOM_KEYS',
      customKeys: [user],
      limit: props.userLimit ?? rateLimits.perUser,
      evaluationWindowSec: window,
    }),
    managedRule('AmazonIpReputation', {}, 'AWSManagedRulesAmazonIpReputationList'),
    ...(props.blockAnonymousAddresses
      ? [managedRule('AnonymousIp', {}, 'AWSManagedRulesAnonymousIpList')]
      : []),
    managedRule('Common', props.allowLargeBodies ? { ruleActionOverrides: [countLargeBodies] } : {}),
    managedRule('KnownBadInputs'),
    managedRule('SQLi'),
  ];
}

/** Challenges would break clients that are no browsers, so that only the most suspect requests are blocked. */
const antiDdos = {
  managedRuleGroupConfigs: [
    {
      awsManagedRulesAntiDDoSRuleSet: {
        clientSideActionConfig: { challenge: { usageOfAction: 'DISABLED' } },
        sensitivityToBlock: 'LOW',
      },
    },
  ],
};

function problemsOf(props: WebFirewallProps, region: string): Problem[] {
  const { userCookie, userHeader, limitWindow } = props;
  const window = limitWindow && !limitWindow.isUnresolved() ? limitWindow.toSeconds() : undefined;
  return [
    props.guardsDistributions ? unfitRegion(region, DISTRIBUTION_REGION) : undefined,
    (userCookie === undefined) === (userHeader === undefined)
      ? `${userCookie ? 'userCookie and userHeader are both' : 'neither userCookie nor userHeader is'} given, expected one of them`
      : undefined,
    outOfRange('userLimit', props.userLimit, 10),
    outOfRange('addressLimit', props.addressLimit, 10),
    window === undefined || WINDOWS.includes(window)
      ? undefined
      : `limitWindow is ${window} seconds, expected ${WINDOWS.join(', ')}`,
  ];
}
