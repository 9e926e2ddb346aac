import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, stageUnknown, undecided } from '../expressions';
import { att, balancer, ref, resource } from '../serving/resources';
import { behind, distribution, key, methodSettings, perAddress, perKeys, restApi } from './resources';

const given = { parameters: { Given: { Type: 'String' } } };
const givenUnknown = notGiven('Given');

/** A firewall that runs a rule group, whose rule limits addresses. */
function grouped(reference: JsonObject, rule: JsonObject = {}): JsonObject {
  const statement = { RuleGroupReferenceStatement: { Arn: att('Group', 'Arn'), ...reference } };
  return {
    ...behind({ Name: 'Own', Priority: 5, OverrideAction: { None: {} }, Statement: statement }),
    Group: resource('WAFv2::RuleGroup', { Scope: 'REGIONAL', Rules: [perAddress({}, rule)] }),
  };
}

const counting: Json = [{ Name: 'PerAddress', ActionToUse: { Count: {} } }];

/** Firewalls of which the templates do not tell whether they limit addresses. */
export const doubtfulAddresses: ControlCases = {
  pass: [],
  fail: [],
  unknown: [
    {
      name: 'a rule that blocks in one branch',
      resources: behind(perAddress({}, { Action: { Block: choose('IsProd', {}, nothing) } })),
      ...undecided,
      findings: [
        `unknown Alb: rule PerAddress: its action is not known (${stageUnknown}), expected Block, Challenge or Captcha`,
      ],
    },
    {
      name: 'a rule of a group that is made to count in one branch',
      resources: grouped({ RuleActionOverrides: choose('IsProd', counting, nothing) }),
      ...undecided,
      findings: [
        `unknown Alb: rule PerAddress: its action is not known (${stageUnknown}), expected Block, Challenge or Captcha`,
      ],
    },
    {
      name: 'a rule of a group that is left out in one branch',
      resources: grouped({ ExcludedRules: choose('IsProd', [{ Name: 'PerAddress' }], nothing) }),
      ...undecided,
      findings: [
        `unknown Alb: rule PerAddress: its action is not known (${stageUnknown}), expected Block, Challenge or Captcha`,
      ],
    },
    {
      name: 'a rule of a group that has the name of an override in one branch',
      resources: grouped(
        { RuleActionOverrides: counting },
        { Name: choose('IsProd', 'PerAddress', 'Other') },
      ),
      ...undecided,
      findings: [
        `unknown Alb: rule PerAddress or Other: its action is not known (${stageUnknown}), expected Block, Challenge or Captcha`,
      ],
    },
    {
      name: 'rules that are not known',
      resources: { ...behind(), Acl: resource('WAFv2::WebACL', { Scope: 'REGIONAL', Rules: ref('Given') }) },
      ...given,
      findings: [
        `unknown Alb: rule \${Stack1.Given.Name}: AggregateKeyType is not known (${givenUnknown}); its action is not known (${givenUnknown}), expected Block, Challenge or Captcha; EvaluationWindowSec is not known; whether its scope-down statement leaves out requests of the API is not known (${givenUnknown})`,
      ],
    },
    {
      name: 'a statement that is not known',
      resources: behind(perAddress({}, { Statement: ref('Given') })),
      ...given,
      findings: [
        `unknown Alb: rule PerAddress: AggregateKeyType is not known (${givenUnknown}); EvaluationWindowSec is not known; whether its scope-down statement leaves out requests of the API is not known (${givenUnknown})`,
      ],
    },
    {
      name: 'a scope that is not known',
      resources: behind(perAddress({ scope: ref('Given') })),
      ...given,
      findings: [
        `unknown Alb: rule PerAddress: whether its scope-down statement leaves out requests of the API is not known (${givenUnknown})`,
      ],
    },
  ],
};

/** Entries of which the templates do not tell whether they limit users. */
export const doubtfulUsers: ControlCases = {
  pass: [],
  fail: [],
  unknown: [
    {
      name: 'a header together with the address in one branch',
      resources: behind(perKeys([key('Header', 'X-Api-Key'), choose('IsProd', { IP: {} }, nothing)])),
      ...undecided,
      findings: [
        `unknown Alb: rule PerUser: ${stageUnknown}: it counts by Header X-Api-Key and IP together, expected a session cookie, an API key or a token label as the sole key`,
      ],
    },
    {
      name: 'a label that a group before sets in one branch',
      resources: behind(
        {
          Name: 'Bots',
          Priority: 1,
          OverrideAction: { None: {} },
          Statement: {
            ManagedRuleGroupStatement: {
              VendorName: 'AWS',
              Name: choose('IsProd', 'AWSManagedRulesBotControlRuleSet', 'AWSManagedRulesSQLiRuleSet'),
            },
          },
        },
        perKeys([{ LabelNamespace: { Namespace: 'awswaf:managed:token:id:' } }]),
      ),
      ...undecided,
      findings: [
        `unknown Alb: rule PerUser: whether an earlier rule sets label awswaf:managed:token:id: is not known (${stageUnknown})`,
      ],
    },
  ],
};

/** APIs of which the templates do not tell whether they are throttled. */
export const doubtfulThrottling: ControlCases = {
  pass: [],
  fail: [],
  unknown: [
    {
      name: 'settings for all methods in one branch',
      resources: restApi({
        MethodSettings: [{ ...methodSettings(100), ResourcePath: choose('IsProd', '/*', '/orders') }],
      }),
      ...undecided,
      findings: [`unknown Api: ${stageUnknown}: ThrottlingRateLimit of Live is 100`],
    },
    {
      name: 'a stage that a deployment makes in one branch',
      resources: {
        Api: resource('ApiGateway::RestApi', { Name: 'shop' }),
        Deployment: resource('ApiGateway::Deployment', {
          RestApiId: ref('Api'),
          StageName: choose('IsProd', 'prod', nothing),
          StageDescription: { ThrottlingRateLimit: 100 },
        }),
      },
      ...undecided,
      findings: [`unknown Api: ${stageUnknown}: ThrottlingRateLimit of Deployment is 100`],
    },
    {
      name: 'a distribution in front of an API in one branch',
      resources: {
        ...behind(perAddress()),
        Cdn: distribution(choose('IsProd', att('Alb', 'DNSName'), 'shop.example.com')),
      },
      ...undecided,
      findings: [
        `unknown Alb: rule PerAddress: ${stageUnknown}: it counts by IP, which behind Cdn is the address of CloudFront, expected a limit on the web ACL of Cdn`,
        `unknown Cdn: rule PerAddress: ${stageUnknown}: it counts by IP, which behind Cdn is the address of CloudFront, expected a limit on the web ACL of Cdn`,
      ],
    },
  ],
};

/** A public load balancer, and a rule for webhooks that may be one of its listener. */
export const doubtfulWebhooks: ControlCases = {
  pass: [],
  fail: [],
  unknown: [
    {
      name: 'a listener of the templates in one branch',
      resources: {
        ...behind(perAddress()),
        Listener: resource('ElasticLoadBalancingV2::Listener', { LoadBalancerArn: ref('Alb') }),
        Hooks: resource('ElasticLoadBalancingV2::ListenerRule', {
          ListenerArn: choose('IsProd', ref('Listener'), 'arn:elsewhere'),
          Conditions: [{ Field: 'path-pattern', Values: ['/webhooks/*'] }],
        }),
      },
      ...undecided,
      findings: [
        `unknown Hooks: who can send to /webhooks/* is not known: ${stageUnknown}: MutualAuthentication.Mode is not set and so off, expected verify; what takes in its requests is not among the templates; verify that it guards them`,
      ],
    },
    {
      name: 'tokens that the rule validates in one branch',
      resources: {
        Alb: balancer(),
        Listener: resource('ElasticLoadBalancingV2::Listener', { LoadBalancerArn: ref('Alb') }),
        Hooks: resource('ElasticLoadBalancingV2::ListenerRule', {
          ListenerArn: ref('Listener'),
          Conditions: [{ Field: 'path-pattern', Values: ['/webhooks/*'] }],
          Actions: [{ Type: choose('IsProd', 'jwt-validation', 'forward') }],
        }),
      },
      ...undecided,
      findings: [
        `unknown Hooks: who can send to /webhooks/* is not known: ${stageUnknown}: its rule has the action jwt-validation`,
      ],
    },
  ],
};

/** A secret of webhooks and a function whose role may read it. */
function readBy(target: Json, policy: Json): JsonObject {
  return {
    Secret: resource('SecretsManager::Secret', { Name: 'webhook-signing-stripe' }),
    Targets: resource('ElasticLoadBalancingV2::TargetGroup', { TargetType: 'lambda', Targets: target }),
    Fn: resource('Lambda::Function', { Role: att('Role', 'Arn') }),
    Role: resource('IAM::Role', { ManagedPolicyArns: [policy] }),
  };
}

const readsAll = 'arn:aws:iam::aws:policy/SecretsManagerReadWrite';

/** Secrets of which the templates do not tell whether a service reads them. */
export const doubtfulReaders: ControlCases = {
  pass: [],
  fail: [],
  unknown: [
    {
      name: 'a function that answers requests in one branch',
      resources: readBy(choose('IsProd', [{ Id: att('Fn', 'Arn') }], nothing), readsAll),
      ...undecided,
      findings: [`unknown Secret: ${stageUnknown}: Role may read Secret`],
    },
    {
      name: 'a policy of AWS in one branch',
      resources: readBy(
        [{ Id: att('Fn', 'Arn') }],
        choose('IsProd', readsAll, 'arn:aws:iam::aws:policy/ReadOnlyAccess'),
      ),
      ...undecided,
      findings: [`unknown Secret: ${stageUnknown}: Role may read Secret`],
    },
  ],
};
