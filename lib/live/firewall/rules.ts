import type {
  ManagedRuleGroupStatement,
  OverrideAction,
  RateBasedStatement,
  Rule,
  RuleAction,
  Statement,
  WebACL,
} from '@aws-sdk/client-wafv2';

/** A managed rule group that a web ACL runs, by its own rules or by those of Firewall Manager. */
export interface RunGroup {
  readonly rule: string;
  readonly statement: ManagedRuleGroupStatement;
  /** True where what it finds is counted only. */
  readonly counts: boolean;
}

/** The managed rule groups of AWS that a web ACL runs. */
export function managedGroups(acl: WebACL): readonly RunGroup[] {
  const own = (acl.Rules ?? []).map(({ Name, OverrideAction: override, Statement }) => ({
    Name,
    override,
    statement: Statement?.ManagedRuleGroupStatement,
  }));
  const managed = [
    ...(acl.PreProcessFirewallManagerRuleGroups ?? []),
    ...(acl.PostProcessFirewallManagerRuleGroups ?? []),
  ].map(({ Name, OverrideAction: override, FirewallManagerStatement }) => ({
    Name,
    override,
    statement: FirewallManagerStatement?.ManagedRuleGroupStatement,
  }));
  return [...own, ...managed].flatMap(({ Name, override, statement }) =>
    statement?.VendorName === 'AWS' ? [{ rule: Name ?? '', statement, counts: !keeps(override) }] : [],
  );
}

/** Whether a rule lets the rules of its group act as they are. */
function keeps(override: OverrideAction | undefined): boolean {
  return override?.None !== undefined;
}

/** The overridden rules of a group that no longer stop what they find, or let it in past all rules behind them. */
export function weakened(statement: ManagedRuleGroupStatement): readonly string[] {
  const { RuleActionOverrides = [], ExcludedRules = [], Name = '' } = statement;
  const matters = (rule: string | undefined): boolean =>
    (attacks[Name] ?? ['']).some((attack) => rule?.startsWith(attack) ?? true);
  return [
    ...RuleActionOverrides.filter(
      ({ Name: rule, ActionToUse }) => ActionToUse?.Allow ?? (matters(rule) && !stops(ActionToUse)),
    ),
    // The form that preceded it: what is excluded is counted.
    ...ExcludedRules.filter(({ Name: rule }) => matters(rule)),
  ].map(({ Name: rule }) => rule ?? 'a rule without a name');
}

/** Beginnings of the names of the rules for which a group is asked; the others may be a nuisance to an application. */
const attacks: Readonly<Record<string, readonly string[]>> = {
  AWSManagedRulesCommonRuleSet: ['CrossSiteScripting', 'GenericLFI', 'GenericRFI', 'EC2MetaDataSSRF'],
  AWSManagedRulesKnownBadInputsRuleSet: ['JavaDeserializationRCE', 'Log4JRCE', 'ExploitablePaths'],
};

/** Whether an action keeps a request out, or out of reach of most machines. */
export function stops(action: RuleAction | undefined): boolean {
  return action?.Block !== undefined || action?.Captcha !== undefined || action?.Challenge !== undefined;
}

/** A rate-based rule of a web ACL. */
export interface RateRule {
  readonly rule: Rule;
  readonly rate: RateBasedStatement;
}

export function rateRules(acl: WebACL): readonly RateRule[] {
  return (acl.Rules ?? []).flatMap((rule) => {
    const rate = rule.Statement?.RateBasedStatement;
    return rate ? [{ rule, rate }] : [];
  });
}

/** Why a web ACL may have rules that `GetWebACL` does not show. */
export function hiddenRules(acl: WebACL): string | undefined {
  const references = (acl.Rules ?? []).filter(({ Statement }) => Statement?.RuleGroupReferenceStatement);
  if (references.length > 0) return `rule group of ${references[0]?.Name}`;
  const managed = [
    ...(acl.PreProcessFirewallManagerRuleGroups ?? []),
    ...(acl.PostProcessFirewallManagerRuleGroups ?? []),
  ].find(({ FirewallManagerStatement }) => FirewallManagerStatement?.RuleGroupReferenceStatement);
  return managed && `rule group ${managed.Name} of Firewall Manager`;
}

/** A rule which lets requests in before the rules behind it see them; those of known addresses do no harm. */
export function letsInBefore(acl: WebACL, priority: number | undefined): Rule | undefined {
  return (acl.Rules ?? []).find(
    ({ Action, Priority, Statement }) =>
      Action?.Allow !== undefined &&
      Statement?.IPSetReferenceStatement === undefined &&
      (Priority ?? Infinity) < (priority ?? Infinity),
  );
}

/** Whether a statement that narrows a rule leaves out other requests than those of known addresses. */
export function leavesOut(scope: Statement | undefined): boolean {
  return scope !== undefined && scope.NotStatement?.Statement?.IPSetReferenceStatement === undefined;
}
