import type { Rule, RuleAction, WebACL } from '@aws-sdk/client-wafv2';
import { firewallProbes } from '../../../lib/live/probes/firewall';
import { testProbes, type ProbeCase, type ProbeCases } from '../asking';
import { serviceError, type Answers } from '../service';

const balancer = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188';
const network = balancer.replace('/app/', '/net/');
const graph = 'arn:aws:appsync:eu-west-1:123456789012:apis/graph';
const aclArn = 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/guard/3f-8e';
const common = 'AWSManagedRulesCommonRuleSet';
const inputs = 'AWSManagedRulesKnownBadInputsRuleSet';
const flood = 'AWSManagedRulesAntiDDoSRuleSet';
const VisibilityConfig = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'm' };

function managed(Name: string, group: string, statement: object = {}, override: object = { None: {} }): Rule {
  return {
    Name,
    Priority: 1,
    OverrideAction: override,
    Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: group, ...statement } },
    VisibilityConfig,
  };
}
function rate(
  AggregateKeyType: 'IP' | 'CUSTOM_KEYS',
  change: object = {},
  Action: RuleAction = { Block: {} },
): Rule {
  const statement = { Limit: 2000, AggregateKeyType, ...change };
  return {
    Name: 'Rate',
    Priority: 5,
    Action,
    Statement: { RateBasedStatement: statement },
    VisibilityConfig,
  };
}
const allow = (Statement: Rule['Statement']): Rule => ({
  Name: 'Office',
  Priority: 0,
  Action: { Allow: {} },
  Statement,
  VisibilityConfig,
});
const ownGroup: Rule = {
  Name: 'Own',
  Priority: 2,
  OverrideAction: { None: {} },
  Statement: { RuleGroupReferenceStatement: { ARN: 'arn:group' } },
  VisibilityConfig,
};
const usual = [managed('Common', common), managed('Inputs', inputs), rate('IP')];

function acl(Rules: readonly Rule[], change: Partial<WebACL> = {}): WebACL {
  return {
    Name: 'guard',
    Id: '3f-8e',
    ARN: aclArn,
    DefaultAction: { Allow: {} },
    Rules: [...Rules],
    VisibilityConfig,
    ...change,
  };
}

/** The same answers where an entry is asked about, and where the web ACL is. */
const about = {
  entry: (WebACL?: WebACL): Answers => ({ 'wafv2:GetWebACLForResource': { WebACL } }),
  acl: (WebACL?: WebACL): Answers => ({
    'wafv2:GetWebACL': WebACL ? { WebACL } : serviceError('WAFNonexistentItemException'),
  }),
};
type Kind = keyof typeof about;

const targets = {
  entry: { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', id: balancer },
  acl: { type: 'AWS::WAFv2::WebACL', id: 'guard|3f-8e|REGIONAL' },
} as const;

function absentCases(kind: Kind): Pick<ProbeCases, 'fail' | 'notApplicable'> {
  const gone = {
    name: 'a web ACL that is gone',
    answers: about.acl(),
    message: 'web ACL guard does not exist',
  };
  const none = { name: 'no web ACL', answers: about.entry(), message: 'no web ACL is attached to it' };
  const passing = {
    name: 'a network load balancer',
    target: { id: network },
    answers: {},
    message: 'a network load balancer cannot have a web ACL',
  };
  return kind === 'acl' ? { fail: [gone] } : { fail: [], notApplicable: [none, passing] };
}

type Told = readonly [name: string, acl: WebACL, message: string];

/** Cases of a question that is put about entries and about web ACLs. */
function casesOf(
  kind: Kind,
  told: {
    readonly pass: readonly Told[];
    readonly fail: readonly Told[];
    readonly unknown?: readonly Told[];
  },
  more: Answers = {},
): ProbeCases {
  const cases = (list: readonly Told[] = []): readonly ProbeCase[] =>
    list.map(([name, answer, message]) => ({ name, answers: { ...about[kind](answer), ...more }, message }));
  const absent = absentCases(kind);
  return {
    target: targets[kind],
    pass: cases(told.pass),
    fail: [...cases(told.fail), ...absent.fail],
    unknown: cases(told.unknown),
    notApplicable: absent.notApplicable,
  };
}

const blocks = `web ACL guard blocks what ${common} and ${inputs} find`;
const byManager = {
  Name: 'FMS',
  Priority: 0,
  OverrideAction: { None: {} },
  VisibilityConfig,
} as const;
const blocking = {
  pass: [
    ['both groups', acl(usual), blocks],
    [
      'large bodies counted',
      acl([
        managed('Common', common, {
          RuleActionOverrides: [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }],
        }),
        usual[1]!,
      ]),
      blocks,
    ],
    [
      'known addresses let in before',
      acl([allow({ IPSetReferenceStatement: { ARN: 'arn:set' } }), ...usual]),
      blocks,
    ],
    [
      'groups of Firewall Manager',
      acl([usual[1]!], {
        PreProcessFirewallManagerRuleGroups: [
          {
            ...byManager,
            FirewallManagerStatement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: common } },
          },
        ],
      }),
      blocks,
    ],
  ],
  fail: [
    [
      'no rules',
      acl([]),
      `web ACL guard does not run ${common}, expected it to block; web ACL guard does not run ${inputs}, expected it to block`,
    ],
    [
      'a group set to Count',
      acl([managed('Common', common, {}, { Count: {} }), usual[1]!]),
      `rule Common of web ACL guard overrides ${common} to Count, expected it to block`,
    ],
    [
      'a group without override',
      acl([managed('Common', common, {}, {}), usual[1]!]),
      `rule Common of web ACL guard overrides ${common} to Count, expected it to block`,
    ],
    [
      'a group of another vendor',
      acl([managed('Common', common, { VendorName: 'Other' }), usual[1]!]),
      `web ACL guard does not run ${common}, expected it to block`,
    ],
  ],
  unknown: [
    [
      'a rule group of its own',
      acl([ownGroup, usual[1]!]),
      `web ACL guard does not run ${common}, expected it to block; the rule group of Own may do as much`,
    ],
    [
      'a rule counted',
      acl([
        managed('Common', common, {
          RuleActionOverrides: [{ Name: 'GenericLFI_BODY', ActionToUse: { Count: {} } }],
        }),
        usual[1]!,
      ]),
      `GenericLFI_BODY of ${common} do not block; verify that the application needs that`,
    ],
    [
      'a rule allowed',
      acl([
        managed('Common', common, {
          RuleActionOverrides: [{ Name: 'NoUserAgent_HEADER', ActionToUse: { Allow: {} } }],
        }),
        usual[1]!,
      ]),
      `NoUserAgent_HEADER of ${common} do not block; verify that the application needs that`,
    ],
    [
      'a rule excluded',
      acl([usual[0]!, managed('Inputs', inputs, { ExcludedRules: [{ Name: 'Log4JRCE_BODY' }] })]),
      `Log4JRCE_BODY of ${inputs} do not block; verify that the application needs that`,
    ],
    [
      'a part of the requests',
      acl([
        managed('Common', common, { ScopeDownStatement: { GeoMatchStatement: { CountryCodes: ['DE'] } } }),
        usual[1]!,
      ]),
      `${common} inspects only a part of the requests; verify that the others need no inspection`,
    ],
    [
      'requests let in before',
      acl([
        allow({ GeoMatchStatement: { CountryCodes: ['DE'] } }),
        managed('Common', common),
        { ...managed('Inputs', inputs), Priority: -1 },
      ]),
      `rule Office lets requests in before ${common} looks at them; verify that they need no inspection`,
    ],
  ],
} as const satisfies Record<string, readonly Told[]>;

const stopsEach = (noun: string) =>
  `rule Rate of web ACL guard stops each ${noun} after 2000 requests in 300 seconds`;
const limiting = (noun: string, type: 'IP' | 'CUSTOM_KEYS') =>
  ({
    pass: [
      ['a rule that blocks', acl([rate(type)]), stopsEach(noun)],
      ['a rule that challenges', acl([rate(type, {}, { Challenge: {} })]), stopsEach(noun)],
    ],
    fail: [
      [
        'a rule that counts',
        acl([rate(type, {}, { Count: {} })]),
        'rule Rate of web ACL guard only counts, expected Block, Challenge or Captcha',
      ],
      [
        'a limit too high',
        acl([rate(type, { Limit: 6001, EvaluationWindowSec: 60 })]),
        'rule Rate of web ACL guard allows 6001 requests in 60 seconds, expected at most 6000',
      ],
    ],
    unknown: [
      [
        'a part of the requests',
        acl([rate(type, { ScopeDownStatement: { GeoMatchStatement: { CountryCodes: ['DE'] } } })]),
        'rule Rate of web ACL guard counts only a part of the requests; verify which',
      ],
      [
        'requests let in before',
        acl([allow({ GeoMatchStatement: { CountryCodes: ['DE'] } }), rate(type)]),
        'rule Office lets requests in before rule Rate of web ACL guard counts them; verify which',
      ],
    ],
  }) as const satisfies Record<string, readonly Told[]>;
const byAddress = limiting('address', 'IP');
const noLimit = 'no rule of web ACL guard limits each address, expected a rate-based rule that blocks';
const addresses = {
  ...byAddress,
  fail: [...byAddress.fail, ['no rule', acl([rate('CUSTOM_KEYS')]), noLimit] as const],
  unknown: [
    ...byAddress.unknown,
    ['a rule group of its own', acl([ownGroup]), `${noLimit}; the rule group of Own may do as much`] as const,
  ],
};
const byUser = limiting('user', 'CUSTOM_KEYS');
const users = {
  ...byUser,
  unknown: [
    ...byUser.unknown,
    [
      'no rule',
      acl(usual),
      'no rule of web ACL guard limits each user, expected a rate-based rule that blocks; usage plans or the application may limit users',
    ] as const,
  ],
};
const floods = {
  pass: [
    ...byAddress.pass,
    ['the managed group', acl([managed('Flood', flood)]), `web ACL guard runs ${flood}`] as const,
  ],
  fail: [],
  unknown: [
    ['no rule', acl([]), `${noLimit}; Shield Advanced may turn floods away, verify`] as const,
    [
      'a managed group that counts',
      acl([managed('Flood', flood, {}, { Count: {} })]),
      `${noLimit}; Shield Advanced may turn floods away, verify`,
    ] as const,
  ],
};

const destination = 'arn:aws:logs:eu-west-1:123456789012:log-group:aws-waf-logs-shop';
const logsTo = (change: object = {}): Answers => ({
  'wafv2:GetLoggingConfiguration': {
    LoggingConfiguration: { ResourceArn: aclArn, LogDestinationConfigs: [destination], ...change },
  },
});
function logging(kind: Kind): ProbeCases {
  const absent = absentCases(kind);
  const told = (more: Answers): Answers => ({ ...about[kind](acl([])), ...more });
  return {
    target: targets[kind],
    pass: [
      { name: 'a destination', answers: told(logsTo()), message: `web ACL guard logs to ${destination}` },
    ],
    fail: [
      ...absent.fail,
      {
        name: 'no configuration',
        answers: told({ 'wafv2:GetLoggingConfiguration': serviceError('WAFNonexistentItemException') }),
        message: 'web ACL guard logs nowhere, expected a destination',
      },
      {
        name: 'a filter that drops all',
        answers: told(logsTo({ LoggingFilter: { DefaultBehavior: 'DROP', Filters: [] } })),
        message: 'the filter of web ACL guard drops every entry of its log, expected it to keep some',
      },
    ],
    notApplicable: absent.notApplicable,
  };
}

const elb = (
  Scheme: 'internal' | 'internet-facing',
  Type: 'forward' | 'fixed-response' = 'forward',
): Answers => ({
  ...about.entry(),
  'elasticloadbalancing:DescribeLoadBalancers': { LoadBalancers: [{ LoadBalancerArn: balancer, Scheme }] },
  'elasticloadbalancing:DescribeListeners': { Listeners: [{ DefaultActions: [{ Type }] }] },
});
const missing = 'no web ACL is attached to shop in eu-west-1, expected one';

testProbes(firewallProbes, {
  'SEC2.protected': {
    target: targets.entry,
    pass: [{ name: 'a web ACL', answers: about.entry(acl([])), message: 'web ACL guard protects shop now' }],
    fail: [
      { name: 'none any more', answers: elb('internet-facing'), message: missing },
      {
        name: 'a GraphQL API without one',
        target: { type: 'AWS::AppSync::GraphQLApi', id: graph },
        answers: about.entry(),
        message: 'no web ACL is attached to graph in eu-west-1, expected one',
      },
      {
        name: 'a load balancer that is gone',
        answers: {
          'wafv2:GetWebACLForResource': serviceError('WAFNonexistentItemException'),
          'elasticloadbalancing:DescribeLoadBalancers': serviceError('LoadBalancerNotFound'),
        },
        message: 'load balancer shop does not exist in eu-west-1',
      },
    ],
    unknown: [
      {
        name: 'rules that may let in a distribution alone',
        answers: elb('internet-facing', 'fixed-response'),
        message: `${missing}; its rules may let in only what a guarded distribution sends: verify`,
      },
    ],
    notApplicable: [
      {
        name: 'an internal load balancer',
        answers: elb('internal'),
        message: 'the load balancer is internal',
      },
      {
        name: 'a network load balancer',
        target: { id: network },
        answers: {},
        message: 'a network load balancer cannot have a web ACL',
      },
    ],
  },
  'SEC2.associated': {
    target: { type: 'AWS::WAFv2::WebACLAssociation', id: `${balancer}|${aclArn}` },
    pass: [
      {
        name: 'that of the template',
        answers: about.entry(acl([])),
        message: 'web ACL guard protects loadbalancer/app/shop/50dc6c495c0c9188 now',
      },
    ],
    fail: [
      {
        name: 'none',
        answers: about.entry(),
        message: 'no web ACL is attached to loadbalancer/app/shop/50dc6c495c0c9188, expected guard',
      },
      {
        name: 'another one',
        answers: about.entry(acl([], { Name: 'other', ARN: `${aclArn}2` })),
        message: 'web ACL other protects loadbalancer/app/shop/50dc6c495c0c9188 now, expected guard',
      },
    ],
    unknown: [
      {
        name: 'another form of id',
        target: { id: 'association-1' },
        answers: {},
        message: 'CloudFormation does not tell which web ACL and resource the association is of',
      },
    ],
  },
  'SEC2.blocking': casesOf('entry', blocking),
  'SEC2.acl-blocking': casesOf('acl', blocking),
  'SEC2.logged': logging('entry'),
  'SEC2.acl-logged': logging('acl'),
  'SEC3.floods': casesOf('entry', floods),
  'SEC4.addresses': casesOf('entry', addresses),
  'SEC4.acl-addresses': casesOf('acl', addresses),
  'SEC4.users': casesOf('entry', users),
  'API2.addresses': casesOf('entry', addresses),
});
