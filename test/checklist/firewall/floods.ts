import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import {
  att,
  balancer,
  forward,
  ifOn,
  listener,
  ref,
  resource,
  rule,
  targetGroup,
  undecided,
} from '../serving/resources';
import {
  acl,
  association,
  distribution,
  guardedBalancer,
  managed,
  not,
  office,
  addresses,
  path,
  rate,
  standard,
} from './resources';

const flood = (details: JsonObject = {}, settings: JsonObject = {}): JsonObject =>
  managed('AWSManagedRulesAntiDDoSRuleSet', details, settings);
const shield = (arn: JsonObject): JsonObject => ({
  Shield: resource('Shield::Protection', { ResourceArn: arn }),
});
const addressArn = (id: string): JsonObject => ({
  'Fn::Sub': `arn:aws:ec2:eu-west-1:111111111111:eip-allocation/\${${id}.AllocationId}`,
});
const nlb = (...ids: readonly string[]): JsonObject => ({
  Nlb: balancer({
    Type: 'network',
    SubnetMappings: ids.map((id) => ({ AllocationId: att(id, 'AllocationId'), SubnetId: 'subnet-1' })),
  }),
  ...Object.fromEntries(ids.map((id) => [id, resource('EC2::EIP')])),
});
const ownGroup = (action: JsonObject, settings: JsonObject = {}): JsonObject => ({
  ...guardedBalancer([
    {
      Name: 'ours',
      Priority: 1,
      OverrideAction: { None: {} },
      Statement: { RuleGroupReferenceStatement: { Arn: att('Own', 'Arn') } },
      ...settings,
    },
  ]),
  Own: resource('WAFv2::RuleGroup', { Rules: [rate({}, { Action: action })] }),
});
const secret = 'secret';
const fronted = (rules: readonly JsonObject[]): JsonObject => ({
  Cdn: distribution({
    WebACLId: att('Wall', 'Arn'),
    Origins: [
      {
        Id: 'o',
        DomainName: att('Alb', 'DNSName'),
        OriginCustomHeaders: [{ HeaderName: 'x-secret', HeaderValue: secret }],
      },
    ],
  }),
  Wall: acl([...rules], { Scope: 'CLOUDFRONT' }),
  Alb: balancer(),
  Listener: listener({ DefaultActions: [{ Type: 'fixed-response' }] }),
  Rule: rule({
    Actions: [forward(ref('Targets'))],
    Conditions: [{ HttpHeaderConfig: { HttpHeaderName: 'x-secret', Values: [secret] } }],
  }),
  Targets: targetGroup(),
});
const unshielded = 'no AWS::Shield::Protection names it';
const none = 'no web ACL is attached to it, expected one';
const unlimited = 'no rate-based rule blocks, expected one, or AWSManagedRulesAntiDDoSRuleSet';
const undecidedWhy = 'parameter Choice of Stack1 has no default and was given no value';

/** What turns floods of requests away. */
export const floods: ControlCases = {
  pass: [
    { name: 'a rate limit', resources: guardedBalancer([rate()]) },
    { name: 'a rate limit of a rule group', resources: ownGroup({ Block: {} }) },
    {
      name: 'a rate limit that challenges',
      resources: guardedBalancer([rate({}, { Action: { Challenge: {} } })]),
    },
    {
      name: 'a rate limit for all but the office',
      resources: {
        ...guardedBalancer([rate({ ScopeDownStatement: not(office) })]),
        Office: addresses('192.0.2.0/24'),
      },
    },
    { name: 'the group against floods', resources: guardedBalancer([flood()]) },
    { name: 'Shield Advanced', resources: { Alb: balancer(), ...shield(ref('Alb')) } },
    {
      name: 'Shield Advanced for a distribution',
      resources: {
        Cdn: distribution({}),
        ...shield({ 'Fn::Sub': 'arn:aws:cloudfront::${AWS::AccountId}:distribution/${Cdn}' }),
      },
    },
    {
      name: 'Shield Advanced for the addresses of a network load balancer',
      resources: {
        ...nlb('A', 'B'),
        ...shield(addressArn('A')),
        Other: resource('Shield::Protection', { ResourceArn: addressArn('B') }),
      },
    },
    {
      name: 'a rate limit in front of a load balancer that nothing else reaches',
      resources: fronted([rate()]),
    },
  ],
  fail: [
    {
      name: 'no firewall',
      resources: { Alb: balancer() },
      findings: [`fail Alb: ${none}; ${unshielded}`],
    },
    {
      name: 'a firewall without a limit',
      resources: guardedBalancer(),
      findings: [`fail Alb: Acl: ${unlimited}; ${unshielded}`],
    },
    {
      name: 'a rate limit that counts',
      resources: guardedBalancer([rate({}, { Action: { Count: {} } })]),
      findings: [`fail Alb: Acl: limit counts requests above its rate, expected Block; ${unshielded}`],
    },
    {
      name: 'a rate limit for one path',
      resources: guardedBalancer([rate({ ScopeDownStatement: path('EXACTLY', '/login') })]),
      findings: [`fail Alb: Acl: limit inspects only a part of the requests, expected all; ${unshielded}`],
    },
    {
      name: 'a rate limit of a rule group that is overridden to Count',
      resources: ownGroup({ Block: {} }, { OverrideAction: { Count: {} } }),
      findings: [`fail Alb: Acl: ${unlimited}; ${unshielded}`],
    },
    {
      name: 'the group against floods overridden to Count',
      resources: guardedBalancer([flood({}, { OverrideAction: { Count: {} } })]),
      findings: [
        `fail Alb: Acl: AWSManagedRulesAntiDDoSRuleSet overrides AWSManagedRulesAntiDDoSRuleSet to Count, expected OverrideAction None; ${unshielded}`,
      ],
    },
    {
      name: 'the group against floods without its effect',
      resources: guardedBalancer([
        flood({ RuleActionOverrides: [{ Name: 'DDoSRequests', ActionToUse: { Count: {} } }] }),
      ]),
      findings: [
        `fail Alb: Acl: all rules DDoSRequests of AWSManagedRulesAntiDDoSRuleSet are overridden to Count, expected Block; ${unshielded}`,
      ],
    },
    {
      name: 'Shield Advanced for another load balancer',
      resources: { Alb: balancer(), Inner: balancer({ Scheme: 'internal' }), ...shield(ref('Inner')) },
      findings: [`fail Alb: ${none}; ${unshielded}`],
    },
    {
      name: 'Shield Advanced for one of two addresses',
      resources: { ...nlb('A', 'B'), ...shield(addressArn('A')) },
      findings: [
        `fail Nlb: a network load balancer cannot have a web ACL, expected a guarded CloudFront distribution as the only way in; ${unshielded}`,
      ],
    },
    {
      name: 'Shield Advanced for one address, beside one that AWS assigns',
      resources: {
        Nlb: balancer({
          Type: 'network',
          SubnetMappings: [
            { AllocationId: att('A', 'AllocationId'), SubnetId: 'subnet-1' },
            { SubnetId: 'subnet-2' },
          ],
        }),
        A: resource('EC2::EIP'),
        ...shield(addressArn('A')),
      },
      findings: [
        `fail Nlb: a network load balancer cannot have a web ACL, expected a guarded CloudFront distribution as the only way in; ${unshielded}`,
      ],
    },
    {
      name: 'a distribution in front without a limit',
      resources: fronted(standard),
      findings: [`fail Cdn: Wall: ${unlimited}; ${unshielded}`],
    },
    {
      name: 'a load balancer that is reached beside its distribution',
      resources: { ...fronted([rate()]), Listener: listener({ DefaultActions: [forward(ref('Targets'))] }) },
      findings: [
        `fail Alb: ${none}; ${unshielded}; Listener forwards requests that do not come from Cdn`,
        'pass Cdn: Wall guards it; Wall: limit blocks above its rate',
      ],
    },
    {
      name: 'no entry',
      resources: {},
      findings: ['fail Stack1: no public entry is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'a rate limit under a condition',
      resources: { ...guardedBalancer([rate()]), Guard: association(ref('Alb'), {}, 'IsOn') },
      ...undecided,
      findings: [`unknown Alb: ${undecidedWhy}: Acl guards it`],
    },
    {
      name: 'a rate limit that counts in one branch',
      resources: guardedBalancer([rate({}, { Action: ifOn({ Block: {} }, { Count: {} }) })]),
      ...undecided,
      findings: [`unknown Alb: Acl: ${undecidedWhy}: limit counts requests above its rate, expected Block`],
    },
    {
      name: 'a rule group of elsewhere',
      resources: guardedBalancer([
        {
          Name: 'ours',
          OverrideAction: { None: {} },
          Statement: { RuleGroupReferenceStatement: { Arn: ref('Choice') } },
        },
      ]),
      ...undecided,
      findings: [
        `unknown Alb: Acl: no rate-based rule blocks as far as the templates tell (${undecidedWhy})`,
      ],
    },
    {
      name: 'a rate limit that spares a path',
      resources: guardedBalancer([rate({ ScopeDownStatement: not(path('STARTS_WITH', '/static')) })]),
      findings: ['unknown Alb: Acl: limit leaves out some requests; verify that they need no inspection'],
    },
    {
      name: 'a firewall of elsewhere',
      resources: { Alb: balancer(), Guard: association(ref('Alb'), { WebACLArn: ref('Choice') }) },
      ...undecided,
      findings: [
        `unknown Alb: its web ACL is not among the templates (${undecidedWhy}); verify that it blocks`,
      ],
    },
    {
      name: 'Shield Advanced for what a parameter names',
      resources: { Alb: balancer(), ...shield(ref('Choice')) },
      ...undecided,
      findings: [
        'unknown Alb: whether Shield Advanced protects it is not known (Shield protects something that the templates do not name)',
      ],
    },
    {
      name: 'Shield Advanced in one branch',
      resources: {
        Alb: balancer(),
        Shield: resource('Shield::Protection', { ResourceArn: ref('Alb') }, 'IsOn'),
      },
      ...undecided,
      findings: [`unknown Alb: ${undecidedWhy}: Shield Advanced protects it`],
    },
    {
      name: 'Firewall Manager',
      resources: { Alb: balancer(), Policy: resource('FMS::Policy') },
      findings: [
        'unknown Alb: no web ACL is attached to it as far as the templates tell (Policy of Firewall Manager may attach a firewall); whether Shield Advanced protects it is not known (Policy of Firewall Manager may protect it)',
      ],
    },
    {
      name: 'a nested stack whose template is missing',
      resources: {
        Alb: balancer(),
        Waf: resource('CloudFormation::Stack', { TemplateURL: 'https://example.com' }),
      },
      findings: [
        'unknown Alb: no web ACL is attached to it as far as the templates tell (the template of nested stack Waf of Stack1 is not among the files)',
      ],
    },
    {
      name: 'what makes its load balancer at deployment',
      resources: { Web: resource('ElasticBeanstalk::Environment') },
      findings: [
        'unknown Web: AWS::ElasticBeanstalk::Environment makes or hides what answers; verify its protection in the account',
      ],
    },
    {
      name: 'a function URL that takes signed requests alone',
      resources: { Url: resource('Lambda::Url', { AuthType: 'AWS_IAM' }) },
      findings: ['unknown Url: it takes requests signed by IAM alone; verify who may sign them'],
    },
  ],
  notApplicable: [
    {
      name: 'no entry, as declared',
      resources: {},
      declaration: { entries: { none: 'a batch job' } },
      findings: ['notApplicable Stack1: declared: a batch job'],
    },
  ],
};
