import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, stageUnknown, undecided } from '../expressions';
import { att, balancer, ref, resource } from '../serving/resources';
import { badInputs, common, countries, custom, guardedBalancer, guardedCdn, path } from './resources';

const given = { parameters: { Given: { Type: 'String' } } };
const givenUnknown = notGiven('Given');
const scoped = (statement: JsonObject): JsonObject =>
  guardedBalancer([common({ ScopeDownStatement: statement }), badInputs()]);

/** Firewalls of which the templates do not tell whether anybody gets around them. */
export const doubtfulFronts: ControlCases = {
  pass: [],
  fail: [],
  unknown: [
    {
      name: 'a classic load balancer whose group has its rules in one branch',
      resources: {
        ...guardedCdn(att('Elb', 'DNSName')),
        Elb: resource('ElasticLoadBalancing::LoadBalancer', { SecurityGroups: [att('Group', 'GroupId')] }),
        Group: resource('EC2::SecurityGroup', {
          SecurityGroupIngress: choose('IsProd', [{ SourcePrefixListId: 'pl-4fa04526' }], nothing),
        }),
      },
      ...undecided,
      findings: [
        `unknown Elb: ${stageUnknown}: it admits requests that do not come from Cdn`,
        'pass Cdn: Wall guards it',
      ],
    },
    {
      name: 'a classic load balancer whose group has rules that are not known',
      resources: {
        ...guardedCdn(att('Elb', 'DNSName')),
        Elb: resource('ElasticLoadBalancing::LoadBalancer', { SecurityGroups: [att('Group', 'GroupId')] }),
        Group: resource('EC2::SecurityGroup', { SecurityGroupIngress: ref('Given') }),
      },
      ...given,
      findings: [
        `unknown Elb: ${givenUnknown}: it admits requests that do not come from Cdn`,
        'pass Cdn: Wall guards it',
      ],
    },
    {
      name: 'a load balancer that has its listener in one branch',
      resources: {
        ...guardedCdn(att('Alb', 'DNSName')),
        Alb: balancer(),
        Listener: resource('ElasticLoadBalancingV2::Listener', {
          LoadBalancerArn: choose('IsProd', ref('Alb'), nothing),
          DefaultActions: [{ Type: 'fixed-response' }],
        }),
      },
      ...undecided,
      findings: [
        `unknown Alb: ${stageUnknown}: Listener forwards nothing by itself`,
        'pass Cdn: Wall guards it',
      ],
    },
  ],
};

/** Firewalls of which the templates do not tell what they stop. */
export const doubtfulRules: ControlCases = {
  pass: [],
  fail: [],
  unknown: [
    {
      name: 'rules that are not known',
      resources: guardedBalancer(ref('Given')),
      ...given,
      findings: [
        `unknown Alb: Acl: ${givenUnknown}: \${Stack1.Given.Name} overrides AWSManagedRulesCommonRuleSet to Count, expected OverrideAction None; which rules of AWSManagedRulesCommonRuleSet are overridden is not known (${givenUnknown}); AWSManagedRulesCommonRuleSet leaves out some requests; verify that they need no inspection; ${givenUnknown}: \${Stack1.Given.Name} overrides AWSManagedRulesKnownBadInputsRuleSet to Count, expected OverrideAction None; which rules of AWSManagedRulesKnownBadInputsRuleSet are overridden is not known (${givenUnknown}); AWSManagedRulesKnownBadInputsRuleSet leaves out some requests; verify that they need no inspection`,
      ],
    },
    {
      name: 'a statement that is not known',
      resources: guardedBalancer([
        { Name: 'own', Priority: 1, Action: { Block: {} }, Statement: ref('Given') },
      ]),
      ...given,
      findings: [
        `unknown Alb: Acl: ${givenUnknown}: own overrides AWSManagedRulesCommonRuleSet to Count, expected OverrideAction None; ${givenUnknown}: own overrides AWSManagedRulesKnownBadInputsRuleSet to Count, expected OverrideAction None`,
      ],
    },
    {
      name: 'the scope of a group that is not known',
      resources: guardedBalancer([common({ ScopeDownStatement: ref('Given') }), badInputs()]),
      ...given,
      findings: [
        'unknown Alb: Acl: AWSManagedRulesCommonRuleSet leaves out some requests; verify that they need no inspection',
      ],
    },
    {
      name: 'a scope that matches paths in one branch',
      resources: scoped({
        ByteMatchStatement: {
          ...(path('STARTS_WITH', '/').ByteMatchStatement as JsonObject),
          FieldToMatch: { UriPath: choose('IsProd', {}, nothing) },
        },
      }),
      ...undecided,
      findings: [
        'unknown Alb: Acl: AWSManagedRulesCommonRuleSet leaves out some requests; verify that they need no inspection',
      ],
    },
    {
      name: 'a country let in before groups that run in one branch',
      resources: guardedBalancer([
        custom('Allow', countries),
        common({ VendorName: choose('IsProd', 'AWS', 'Fortinet') }),
        badInputs({ VendorName: choose('IsProd', 'AWS', 'Fortinet') }),
      ]),
      ...undecided,
      findings: [
        `unknown Alb: Acl: ${stageUnknown}: AWSManagedRulesCommonRuleSet blocks; ${stageUnknown}: AWSManagedRulesKnownBadInputsRuleSet blocks; ${stageUnknown}: own lets requests in before the managed rules look at them, expected known addresses alone`,
      ],
    },
  ],
};
