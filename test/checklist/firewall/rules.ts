import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { att, balancer, ifOn, ref, resource, undecided } from '../serving/resources';
import {
  acl,
  addresses,
  association,
  badInputs,
  common,
  countries,
  custom,
  guardedBalancer,
  guardedCdn,
  managed,
  not,
  office,
  path,
  rate,
  standard,
} from './resources';

const blocks = 'Acl: AWSManagedRulesCommonRuleSet blocks; AWSManagedRulesKnownBadInputsRuleSet blocks';
const counted = (...names: readonly string[]): JsonObject => ({
  RuleActionOverrides: names.map((name) => ({ Name: name, ActionToUse: { Count: {} } })),
});
const crossSite = ['COOKIE', 'QUERYARGUMENTS', 'BODY', 'URIPATH'].map((part) => `CrossSiteScripting_${part}`);
const scoped = (statement: Json): JsonObject =>
  guardedBalancer([common({ ScopeDownStatement: statement }), badInputs()]);
const before = (...rules: readonly Json[]): JsonObject => ({
  ...guardedBalancer([...rules, ...standard]),
  Office: addresses('192.0.2.0/24'),
});
const ownRules = (statement: JsonObject, action = 'Block'): JsonObject =>
  resource('WAFv2::RuleGroup', { Scope: 'REGIONAL', Rules: [custom(action, statement)] });
const runOwn = (rule: JsonObject = {}): JsonObject => ({
  Name: 'ours',
  Priority: 3,
  OverrideAction: { None: {} },
  Statement: { RuleGroupReferenceStatement: { Arn: att('Own', 'Arn') } },
  ...rule,
});
const marketplace = managed('AllRules', { VendorName: 'Fortinet' });
const missing = (name: string): string => `no rule runs ${name}, expected it to block`;
const bothMissing = [
  missing('AWSManagedRulesCommonRuleSet'),
  missing('AWSManagedRulesKnownBadInputsRuleSet'),
].join('; ');
const bothDoubtful = (doubt: string): string =>
  ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet']
    .map((name) => `no rule runs ${name}; verify that ${doubt}`)
    .join('; ');
const lets = 'own lets requests in before the managed rules look at them';
const undecidedWhy = 'parameter Choice of Stack1 has no default and was given no value';

/** What the rules of a firewall stop. */
export const rules: ControlCases = {
  pass: [
    { name: 'both groups', resources: guardedBalancer() },
    { name: 'both groups at a distribution', resources: guardedCdn('origin.example.com') },
    {
      name: 'one rule counted, for bodies that are large',
      resources: guardedBalancer([
        common(counted('SizeRestrictions_BODY', 'CrossSiteScripting_BODY')),
        badInputs(),
      ]),
    },
    {
      name: 'one rule excluded',
      resources: guardedBalancer([common({ ExcludedRules: [{ Name: 'NoUserAgent_HEADER' }] }), badInputs()]),
    },
    {
      name: 'an override that keeps blocking',
      resources: guardedBalancer([
        common({
          RuleActionOverrides: crossSite.map((name) => ({ Name: name, ActionToUse: { Captcha: {} } })),
        }),
        badInputs(),
      ]),
    },
    {
      name: 'all requests but those of the office',
      resources: { ...scoped(not(office)), Office: addresses('192.0.2.0/24') },
    },
    { name: 'all paths', resources: scoped(path('STARTS_WITH', '/')) },
    { name: 'the office let in first', resources: before(custom('Allow', office)) },
    {
      name: 'a country let in by rules behind the groups',
      resources: before(custom('Allow', countries, 99)),
    },
    { name: 'a rule that only counts', resources: before(custom('Count', countries)) },
    {
      name: 'a country, but the office of it alone',
      resources: before(custom('Allow', { AndStatement: { Statements: [countries, office] } })),
    },
    {
      name: 'nobody let in but the office',
      resources: {
        ...guardedBalancer([custom('Allow', office)], { DefaultAction: { Block: {} } }),
        Office: addresses('192.0.2.0/24'),
      },
    },
    {
      name: 'groups that count beside those that block',
      resources: guardedBalancer([common({}, { OverrideAction: { Count: {} } }), ...standard]),
    },
  ],
  fail: [
    { name: 'no rule', resources: guardedBalancer([]), findings: [`fail Alb: Acl: ${bothMissing}`] },
    {
      name: 'a rate limit alone',
      resources: guardedBalancer([rate()]),
      findings: [`fail Alb: Acl: ${bothMissing}`],
    },
    {
      name: 'one group alone',
      resources: guardedBalancer([common()]),
      findings: [`fail Alb: Acl: ${missing('AWSManagedRulesKnownBadInputsRuleSet')}`],
    },
    {
      name: 'a group overridden to Count',
      resources: guardedBalancer([common({}, { OverrideAction: { Count: {} } }), badInputs()]),
      findings: [
        'fail Alb: Acl: AWSManagedRulesCommonRuleSet overrides AWSManagedRulesCommonRuleSet to Count, expected OverrideAction None',
      ],
    },
    {
      name: 'every rule against a kind of attack overridden to Count',
      resources: guardedBalancer([common(counted(...crossSite)), badInputs()]),
      findings: [
        'fail Alb: Acl: all rules CrossSiteScripting of AWSManagedRulesCommonRuleSet are overridden to Count, expected Block',
      ],
    },
    {
      name: 'every rule against a kind of attack excluded',
      resources: guardedBalancer([
        common(),
        badInputs({ ExcludedRules: [{ Name: 'ExploitablePaths_URIPATH' }] }),
      ]),
      findings: [
        'fail Alb: Acl: all rules ExploitablePaths of AWSManagedRulesKnownBadInputsRuleSet are overridden to Count, expected Block',
      ],
    },
    {
      name: 'a rule overridden to Allow',
      resources: guardedBalancer([
        common({ RuleActionOverrides: [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Allow: {} } }] }),
        badInputs(),
      ]),
      findings: [
        'fail Alb: Acl: SizeRestrictions_BODY of AWSManagedRulesCommonRuleSet is overridden to Allow, which skips every rule behind it, expected Block',
      ],
    },
    {
      name: 'one path inspected',
      resources: scoped(path('STARTS_WITH', '/admin')),
      findings: [
        'fail Alb: Acl: AWSManagedRulesCommonRuleSet inspects only a part of the requests, expected all',
      ],
    },
    {
      name: 'one country inspected',
      resources: scoped(countries),
      findings: [
        'fail Alb: Acl: AWSManagedRulesCommonRuleSet inspects only a part of the requests, expected all',
      ],
    },
    {
      name: 'no path inspected',
      resources: scoped(not(path('STARTS_WITH', '/'))),
      findings: [
        'fail Alb: Acl: AWSManagedRulesCommonRuleSet inspects only a part of the requests, expected all',
      ],
    },
    {
      name: 'all paths let in first',
      resources: before(custom('Allow', path('STARTS_WITH', '/'))),
      findings: [`fail Alb: Acl: ${lets}, expected known addresses alone`],
    },
    {
      name: 'a country let in first',
      resources: before(custom('Allow', countries)),
      findings: [`fail Alb: Acl: ${lets}, expected known addresses alone`],
    },
    {
      name: 'half of the internet let in first',
      resources: { ...before(custom('Allow', office)), Office: addresses('0.0.0.0/1', '128.0.0.0/1') },
      findings: [`fail Alb: Acl: ${lets}, expected known addresses alone`],
    },
    {
      name: 'everybody but the office let in first',
      resources: before(custom('Allow', not(office))),
      findings: [`fail Alb: Acl: ${lets}, expected known addresses alone`],
    },
    {
      name: 'a country or the office let in first',
      resources: before(custom('Allow', { OrStatement: { Statements: [office, countries] } })),
      findings: [`fail Alb: Acl: ${lets}, expected known addresses alone`],
    },
    {
      name: 'everybody let in first by a rule group',
      resources: { ...before(runOwn()), Own: ownRules(countries, 'Allow') },
      findings: [`fail Alb: Acl: ${lets}, expected known addresses alone`],
    },
    {
      name: 'a rule group that counts attacks',
      resources: {
        ...guardedBalancer([runOwn()]),
        Own: ownRules({ XssMatchStatement: { FieldToMatch: { QueryString: {} } } }, 'Count'),
      },
      findings: [`fail Alb: Acl: ${bothMissing}`],
    },
    {
      name: 'groups of AWS that stop something else',
      resources: guardedBalancer([managed('AWSManagedRulesAmazonIpReputationList')]),
      findings: [`fail Alb: Acl: ${bothMissing}`],
    },
    {
      name: 'one of two load balancers',
      resources: {
        ...guardedBalancer(),
        AdminAlb: balancer(),
        Empty: acl([]),
        AdminGuard: association(ref('AdminAlb'), { WebACLArn: att('Empty', 'Arn') }),
      },
      findings: [`pass Alb: ${blocks}`, `fail AdminAlb: Empty: ${bothMissing}`],
    },
  ],
  unknown: [
    {
      name: 'a firewall of elsewhere',
      resources: {
        Alb: balancer(),
        Guard: association(ref('Alb'), {
          WebACLArn: 'arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/shop/1',
        }),
      },
      findings: [
        'unknown Alb: the rules of its web ACL are not among the templates (webacl/shop/1 is not among the templates); verify them in the account',
      ],
    },
    {
      name: 'a rule group of elsewhere',
      resources: guardedBalancer([
        runOwn({
          Statement: {
            RuleGroupReferenceStatement: { Arn: 'arn:aws:wafv2:eu-west-1:1:regional/rulegroup/a/1' },
          },
        }),
      ]),
      findings: [
        `unknown Alb: Acl: ${bothDoubtful('its rule groups stop the same attacks (rulegroup/a/1 is not among the templates)')}`,
      ],
    },
    {
      name: 'a group of another vendor',
      resources: guardedBalancer([marketplace]),
      findings: [`unknown Alb: Acl: ${bothDoubtful('AllRules stops the same attacks')}`],
    },
    {
      name: 'rules of our own',
      resources: {
        ...guardedBalancer([runOwn()]),
        Own: ownRules({ XssMatchStatement: { FieldToMatch: { QueryString: {} } } }),
      },
      findings: [`unknown Alb: Acl: ${bothDoubtful('own and its like stop the same attacks')}`],
    },
    {
      name: 'some path exempt',
      resources: scoped(not(path('STARTS_WITH', '/upload'))),
      findings: [
        'unknown Alb: Acl: AWSManagedRulesCommonRuleSet leaves out some requests; verify that they need no inspection',
      ],
    },
    {
      name: 'some path let in first',
      resources: before(custom('Allow', path('EXACTLY', '/health'))),
      findings: [`unknown Alb: Acl: ${lets}; verify that they need no inspection`],
    },
    {
      name: 'an order that is not known',
      resources: before(custom('Allow', countries, ref('Choice'))),
      ...undecided,
      findings: [
        `unknown Alb: Acl: the priority of own is not known: ${lets}, expected known addresses alone`,
      ],
    },
    {
      name: 'a group overridden to Count in one branch',
      resources: guardedBalancer([
        common({}, { OverrideAction: ifOn({ None: {} }, { Count: {} }) }),
        badInputs(),
      ]),
      ...undecided,
      findings: [
        `unknown Alb: Acl: ${undecidedWhy}: AWSManagedRulesCommonRuleSet overrides AWSManagedRulesCommonRuleSet to Count, expected OverrideAction None`,
      ],
    },
    {
      name: 'a group in one branch',
      resources: guardedBalancer([ifOn(common(), ref('AWS::NoValue')), badInputs()]),
      ...undecided,
      findings: [`unknown Alb: Acl: ${undecidedWhy}: AWSManagedRulesCommonRuleSet blocks`],
    },
    {
      name: 'rules overridden to Count in one branch',
      resources: guardedBalancer([
        common({ RuleActionOverrides: ifOn(counted(...crossSite).RuleActionOverrides!, []) }),
        badInputs(),
      ]),
      ...undecided,
      findings: [
        `unknown Alb: Acl: ${undecidedWhy}: all rules CrossSiteScripting of AWSManagedRulesCommonRuleSet are overridden to Count, expected Block`,
      ],
    },
    {
      name: 'an override whose rule is not known',
      resources: guardedBalancer([
        common({ RuleActionOverrides: [{ Name: ref('Choice'), ActionToUse: { Count: {} } }] }),
        badInputs(),
      ]),
      ...undecided,
      findings: [
        `unknown Alb: Acl: which rules of AWSManagedRulesCommonRuleSet are overridden is not known (${undecidedWhy})`,
      ],
    },
    {
      name: 'a firewall under a condition',
      resources: { ...guardedBalancer([]), Guard: association(ref('Alb'), {}, 'IsOn') },
      ...undecided,
      findings: [`unknown Alb: ${undecidedWhy}: Acl: ${bothMissing}`],
    },
  ],
  notApplicable: [
    {
      name: 'no firewall',
      resources: { Alb: balancer() },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
  ],
};
