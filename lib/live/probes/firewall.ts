import { probes, type Ask, type Probe } from '../probe';

const guide = 'https://docs.aws.amazon.com/waf/latest/developerguide';
const entries = {
  of: 'role',
  role: 'entries',
  types: ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::AppSync::GraphQLApi'],
} as const;

type Judgement = typeof import('../firewall/judgement');
type Question = Omit<Probe, 'id' | 'decides' | 'about' | 'ask'>;

function judgement(name: keyof Judgement): () => Ask {
  return () => (require('../firewall/judgement') as Judgement)[name];
}

/** The same question about the web ACL that protects an entry now. */
function ofEntries({ title, actions, ...question }: Question): Omit<Probe, 'id' | 'decides' | 'ask'> {
  return {
    ...question,
    title: `${title} before its entry`,
    about: entries,
    actions: ['wafv2:GetWebACLForResource', ...actions],
  };
}

/** The same question about the web ACLs that prove the item: those of distributions too. */
function ofAcls({ actions, ...question }: Question): Omit<Probe, 'id' | 'decides' | 'ask'> {
  return {
    ...question,
    about: { of: 'proof', types: ['AWS::WAFv2::WebACL'] },
    actions: ['wafv2:GetWebACL', ...actions],
  };
}

const blocking: Question = {
  title: 'Web firewall blocks common attacks and known bad inputs',
  severity: 'error',
  why: 'A rule group set to Count during an incident, and never set back, stops nothing and looks like protection.',
  fix: 'In the web ACL, run AWSManagedRulesCommonRuleSet and AWSManagedRulesKnownBadInputsRuleSet without override to Count.',
  docs: `${guide}/web-acl-rule-group-override-options.html`,
  actions: [],
};

const logging: Question = {
  title: 'Web firewall logs what it blocks',
  severity: 'warning',
  why: 'Without a log nobody can tell an attack from a customer who was turned away by mistake.',
  fix: 'Run aws wafv2 put-logging-configuration with a destination whose name begins with aws-waf-logs-.',
  docs: `${guide}/logging.html`,
  actions: ['wafv2:GetLoggingConfiguration'],
};

const addresses: Question = {
  title: 'Web firewall stops addresses that send too many requests',
  severity: 'error',
  why: 'Without a limit, one machine that floods the entry takes the servers away from everybody else.',
  fix: 'Give the web ACL a rate-based rule by IP with the action Block and no scope-down statement.',
  docs: `${guide}/waf-rule-statement-type-rate-based.html`,
  actions: [],
};

const users: Question = {
  title: 'Web firewall stops users that send too many requests',
  severity: 'error',
  why: 'Whoever tries passwords does it from thousands of addresses, each below its own limit.',
  fix: 'Give the web ACL a rate-based rule with the session cookie or API key as its custom key and the action Block.',
  docs: `${guide}/waf-rule-statement-type-rate-based-aggregation-options.html`,
  actions: [],
};

const floods: Question = {
  title: 'Web firewall turns floods of requests away',
  severity: 'error',
  why: 'Shield Standard stops floods of packets only; a botnet that sends well-formed requests takes every server.',
  fix: `Give the web ACL a rate-based rule that blocks, or the group AWSManagedRulesAntiDDoSRuleSet.`,
  docs: `${guide}/ddos-resiliency.html`,
  actions: [],
};

/** What the account is asked about web firewalls. */
export const firewallProbes = probes(
  {
    id: 'SEC2.protected',
    title: 'Public entry has a web firewall',
    severity: 'error',
    why: 'An association that was removed while somebody looked for the cause of an error leaves the entry open to every scan.',
    fix: 'Run aws wafv2 associate-web-acl, and deploy the stack so that it stays.',
    docs: `${guide}/web-acl-associating-aws-resource.html`,
    about: entries,
    actions: [
      'elasticloadbalancing:DescribeListeners',
      'elasticloadbalancing:DescribeLoadBalancers',
      'wafv2:GetWebACLForResource',
    ],
    decides: ['SEC2.attached'],
    ask: () => (require('../firewall/acls') as typeof import('../firewall/acls')).isProtected,
  },
  {
    id: 'SEC2.associated',
    title: 'Web firewall of the template is the one that protects its entry',
    severity: 'error',
    why: 'Another web ACL, put in its place by hand, has other rules, and the template goes on to look right.',
    fix: 'Run aws wafv2 associate-web-acl with the web ACL of the template.',
    docs: `${guide}/web-acl-associating-aws-resource.html`,
    about: { of: 'proof', types: ['AWS::WAFv2::WebACLAssociation'] },
    actions: ['wafv2:GetWebACLForResource'],
    ask: () => (require('../firewall/acls') as typeof import('../firewall/acls')).isAssociated,
  },
  { id: 'SEC2.blocking', decides: ['SEC2.rules'], ...ofEntries(blocking), ask: judgement('blocksAttacks') },
  { id: 'SEC2.acl-blocking', ...ofAcls(blocking), ask: judgement('blocksAttacks') },
  { id: 'SEC2.logged', decides: ['SEC2.logging'], ...ofEntries(logging), ask: judgement('logs') },
  { id: 'SEC2.acl-logged', ...ofAcls(logging), ask: judgement('logs') },
  { id: 'SEC3.floods', decides: ['SEC3.absorbed'], ...ofEntries(floods), ask: judgement('absorbsFloods') },
  {
    id: 'SEC4.addresses',
    decides: ['SEC4.per-ip'],
    ...ofEntries(addresses),
    ask: judgement('limitsAddresses'),
  },
  { id: 'SEC4.acl-addresses', ...ofAcls(addresses), ask: judgement('limitsAddresses') },
  { id: 'SEC4.users', decides: ['SEC4.per-user'], ...ofEntries(users), ask: judgement('limitsUsers') },
  { id: 'API2.addresses', ...ofEntries(addresses), ask: judgement('limitsAddresses') },
);
