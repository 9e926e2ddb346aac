import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { undecided } from '../expressions';
import { att, balancer, ref, resource } from '../serving/resources';
import {
  acl,
  association,
  behind,
  distribution,
  key,
  match,
  method,
  not,
  perAddress,
  perKeys,
  restApi,
  session,
  stageArn,
} from './resources';

const keyed = (...keys: Json[]): JsonObject => behind(perAddress(), perKeys(keys));

const label = (namespace: Json): JsonObject => ({ LabelNamespace: { Namespace: namespace } });
const tokens = label('awswaf:managed:token:id:');

function managed(name: string, priority: Json): JsonObject {
  return {
    Name: name,
    Priority: priority,
    OverrideAction: { None: {} },
    Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: name } },
  };
}

const botControl = 'AWSManagedRulesBotControlRuleSet';

/** A REST API whose methods ask for API keys, which a usage plan limits. */
function planned(plan: JsonObject = {}, post: JsonObject = {}): JsonObject {
  return {
    ...restApi(),
    Post: resource('ApiGateway::Method', {
      RestApiId: ref('Api'),
      HttpMethod: 'POST',
      ApiKeyRequired: true,
      ...post,
    }),
    Preflight: resource('ApiGateway::Method', { RestApiId: ref('Api'), HttpMethod: 'OPTIONS' }),
    Plan: resource('ApiGateway::UsagePlan', {
      ApiStages: [{ ApiId: ref('Api'), Stage: ref('Live') }],
      Throttle: { RateLimit: 10, BurstLimit: 20 },
      ...plan,
    }),
    PlanKey: resource('ApiGateway::UsagePlanKey', {
      UsagePlanId: ref('Plan'),
      KeyId: 'key',
      KeyType: 'API_KEY',
    }),
  };
}

export const users: ControlCases = {
  pass: [
    { name: 'a session cookie', resources: keyed(session) },
    { name: 'an API key in a header', resources: keyed(key('Header', 'X-Api-Key')) },
    { name: 'a token in the query', resources: keyed(key('QueryArgument', 'access_token')) },
    {
      name: 'the label of a token, set by a group before',
      resources: behind(managed(botControl, 1), perKeys([tokens])),
    },
    {
      name: 'a session cookie, on the API alone',
      resources: behind(perKeys([session], { scope: match('/api/') })),
    },
    {
      name: 'the distribution in front of a load balancer',
      resources: {
        ...behind(perKeys([session])),
        Cdn: distribution(att('Alb', 'DNSName')),
      },
    },
    { name: 'API keys and a usage plan', resources: planned() },
    {
      name: 'the stage of a REST API',
      resources: { ...restApi(), Acl: acl([perKeys([session])]), Guard: association(stageArn) },
    },
  ],
  fail: [
    {
      name: 'no firewall',
      resources: { Alb: balancer() },
      findings: ['fail Alb: no web ACL is attached to it, expected one'],
    },
    {
      name: 'a rule by address alone',
      resources: behind(perAddress()),
      findings: ['fail Alb: no rule of Acl limits each user, expected a rate-based rule that does'],
    },
    {
      name: 'no key',
      resources: keyed(),
      findings: [
        'fail Alb: rule PerUser: CustomKeys is empty, expected a session cookie, an API key or a token label as the sole key',
      ],
    },
    {
      name: 'a header together with the address',
      resources: keyed(key('Header', 'X-Api-Key'), { IP: {} }),
      findings: [
        'fail Alb: rule PerUser: it counts by Header X-Api-Key and IP together, expected a session cookie, an API key or a token label as the sole key',
      ],
    },
    {
      name: 'a path',
      resources: keyed({ UriPath: { TextTransformations: [] } }),
      findings: [
        'fail Alb: rule PerUser: it counts by UriPath, expected a session cookie, an API key or a token label as the sole key',
      ],
    },
    {
      name: 'the browser',
      resources: keyed(key('Header', 'User-Agent')),
      findings: [
        'fail Alb: rule PerUser: it counts by Header User-Agent, which names no user, expected a session cookie, an API key or a token label as the sole key',
      ],
    },
    {
      name: 'the cookie of the load balancer',
      resources: keyed(key('Cookie', 'AWSALB')),
      findings: [
        'fail Alb: rule PerUser: it counts by Cookie AWSALB, which names no user, expected a session cookie, an API key or a token label as the sole key',
      ],
    },
    {
      name: 'a label of its own',
      resources: keyed(label('awswaf:111111111111:webacl:shop:user:')),
      findings: [
        'fail Alb: rule PerUser: it counts by label awswaf:111111111111:webacl:shop:user:, which carries no user, expected awswaf:managed:token:id:',
      ],
    },
    {
      name: 'the label of a token that nothing sets',
      resources: keyed(tokens),
      findings: [
        'fail Alb: rule PerUser: it counts by label awswaf:managed:token:id:, but no rule before it sets that label, expected one of AWSManagedRulesBotControlRuleSet, AWSManagedRulesATPRuleSet, AWSManagedRulesACFPRuleSet',
      ],
    },
    {
      name: 'the label of a token that a later group sets',
      resources: behind(managed(botControl, 11), perKeys([tokens])),
      findings: [
        'fail Alb: rule PerUser: it counts by label awswaf:managed:token:id:, but no rule before it sets that label, expected one of AWSManagedRulesBotControlRuleSet, AWSManagedRulesATPRuleSet, AWSManagedRulesACFPRuleSet',
      ],
    },
    {
      name: 'the label of a token that another group does not set',
      resources: behind(managed('AWSManagedRulesCommonRuleSet', 1), perKeys([tokens])),
      findings: [
        'fail Alb: rule PerUser: it counts by label awswaf:managed:token:id:, but no rule before it sets that label, expected one of AWSManagedRulesBotControlRuleSet, AWSManagedRulesATPRuleSet, AWSManagedRulesACFPRuleSet',
      ],
    },
    {
      name: 'a rule that counts',
      resources: behind(perKeys([session], {}, { Action: { Count: {} } })),
      findings: ['fail Alb: rule PerUser: its action is Count, expected Block, Challenge or Captcha'],
    },
    {
      name: 'a limit as high as a flood',
      resources: behind(perKeys([session], { Limit: 1000000 })),
      findings: ['fail Alb: rule PerUser: Limit is 1000000, expected 10 to 6000 in 60 seconds'],
    },
    {
      name: 'all but what users send',
      resources: behind(perKeys([session], { scope: not(method('POST')) })),
      findings: ['fail Alb: rule PerUser: its scope-down statement leaves out requests of the API'],
    },
    {
      name: 'a usage plan that limits nothing',
      resources: planned({ Throttle: {} }),
      findings: [
        'fail Api: Throttle.RateLimit is not set, expected less than the 10000 per second that the account grants; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'a usage plan that grants what the account grants',
      resources: planned({ Throttle: { RateLimit: 10000 } }),
      findings: [
        'fail Api: Throttle.RateLimit is 10000, expected less than the 10000 per second that the account grants; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'a method that asks for no key',
      resources: planned({}, { ApiKeyRequired: false }),
      findings: [
        'fail Api: Post: ApiKeyRequired is false, expected true; no web ACL is attached to it, expected one',
      ],
    },
  ],
  unknown: [
    {
      name: 'the token that the sender writes',
      resources: keyed(key('Header', 'Authorization')),
      findings: [
        'unknown Alb: rule PerUser: it counts by Header Authorization, whose token changes at every refresh and can be made up by the sender; verify that invalid tokens are refused before, or count by a session cookie or an API key',
      ],
    },
    {
      name: 'a cookie of unclear meaning',
      resources: keyed(key('Cookie', 'shop')),
      findings: [
        'unknown Alb: rule PerUser: it counts by Cookie shop; verify that it tells one user from another',
      ],
    },
    {
      name: 'a cookie that is not known',
      resources: keyed(key('Cookie', ref('Name'))),
      parameters: { Name: { Type: 'String' } },
      findings: [
        'unknown Alb: rule PerUser: it counts by Cookie ${Stack1.Name}, which is not known, expected a session cookie, an API key or a token label as the sole key',
      ],
    },
    {
      name: 'a label that is not known',
      resources: keyed(label(ref('Name'))),
      parameters: { Name: { Type: 'String' } },
      findings: [
        'unknown Alb: rule PerUser: by which labels it counts is not known (parameter Name of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'the label of a token, set by a group of unknown order',
      resources: behind(managed(botControl, ref('First')), perKeys([tokens])),
      parameters: { First: { Type: 'Number' } },
      findings: [
        'unknown Alb: rule PerUser: whether an earlier rule sets label awswaf:managed:token:id: is not known (whether AWSManagedRulesBotControlRuleSet comes before PerUser is not known)',
      ],
    },
    {
      name: 'a kind of counting that is not known',
      resources: behind(perKeys([session], { AggregateKeyType: ref('Kind') })),
      parameters: { Kind: { Type: 'String' } },
      findings: [
        'unknown Alb: rule PerUser: AggregateKeyType is not known (parameter Kind of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'keys that are not known',
      resources: behind(perKeys([ref('Keys')])),
      parameters: { Keys: { Type: 'String' } },
      findings: [
        'unknown Alb: rule PerUser: by what it counts is not known (parameter Keys of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a usage plan without keys',
      resources: { ...planned(), PlanKey: resource('ApiGateway::ApiKey') },
      findings: [
        'unknown Api: no key of Plan is in the templates; verify that each user has a key of their own in the account',
      ],
    },
    {
      name: 'a usage plan for methods of a document',
      resources: planned({}, { RestApiId: 'other' }),
      findings: [
        'unknown Api: the methods of Api are not in the templates; verify that they require an API key',
      ],
    },
    {
      name: 'a key that may be asked for',
      resources: planned({}, { ApiKeyRequired: { 'Fn::If': ['IsProd', true, false] } }),
      ...undecided,
      findings: [
        'unknown Api: Post: ApiKeyRequired is not known (parameter Stage of Stack1 has no default and was given no value), expected true',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a distribution that delivers files',
      resources: {
        Bucket: resource('S3::Bucket'),
        Cdn: distribution(att('Bucket', 'RegionalDomainName')),
      },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
    { name: 'no entry', resources: {}, findings: ['notApplicable Stack1: no public entry to judge'] },
  ],
};
