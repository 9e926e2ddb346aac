import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

/** A rule whose place is that in a list. */
export type UnorderedRule = Omit<CfnWebACL.RuleProperty, 'priority'>;

/** A rule that runs a group of rules that AWS maintains, with the actions that they have. */
export function managedRule(
  name: string,
  details: Partial<CfnWebACL.ManagedRuleGroupStatementProperty> = {},
  group = `AWSManagedRules${name}RuleSet`,
): UnorderedRule {
  return {
    name,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: 'AWS', name: group, ...details } },
    visibilityConfig: visibility(name),
  };
}

/** A rule that answers with 429 as long as somebody sends too many requests. */
export function rateRule(
  name: string,
  rateBasedStatement: CfnWebACL.RateBasedStatementProperty,
): UnorderedRule {
  return {
    name,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: { rateBasedStatement },
    visibilityConfig: visibility(name),
  };
}

/** Metrics and samples of what a rule matches. */
export function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}
