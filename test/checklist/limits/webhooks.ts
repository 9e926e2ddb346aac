import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, undecided } from '../expressions';
import { att, balancer, forward, listener, ref, resource, rule } from '../serving/resources';
import {
  acl,
  allow,
  association,
  behind,
  both,
  distribution,
  httpApi,
  ipSet,
  match,
  not,
  office,
  perAddress,
  rateRule,
  restApi,
  stageArn,
} from './resources';

const paths = (...values: readonly Json[]): JsonObject => ({
  Field: 'path-pattern',
  PathPatternConfig: { Values: [...values] },
});

/** A load balancer that forwards webhooks by a rule of its listener. */
function routed(
  firewall: JsonObject = { Alb: balancer() },
  settings: JsonObject = {},
  tls: JsonObject = {},
): JsonObject {
  return {
    ...firewall,
    Listener: listener(tls),
    Hooks: rule({ Conditions: [paths('/webhooks/*')], Actions: [forward(ref('Targets'))], ...settings }),
  };
}

/** A REST API with the method `POST /webhooks/{provider}`. */
function methodOf(settings: JsonObject = {}, api: JsonObject = restApi()): JsonObject {
  return {
    ...api,
    Webhooks: resource('ApiGateway::Resource', {
      RestApiId: ref('Api'),
      PathPart: 'webhooks',
      ParentId: att('Api', 'RootResourceId'),
    }),
    Provider: resource('ApiGateway::Resource', {
      RestApiId: ref('Api'),
      PathPart: '{provider}',
      ParentId: ref('Webhooks'),
    }),
    Post: resource('ApiGateway::Method', {
      RestApiId: ref('Api'),
      ResourceId: ref('Provider'),
      HttpMethod: 'POST',
      ...settings,
    }),
  };
}

function routeOf(settings: JsonObject = {}, api: JsonObject = {}): JsonObject {
  return {
    ...httpApi({}, api),
    Hook: resource('ApiGatewayV2::Route', {
      ApiId: ref('Api'),
      RouteKey: 'POST /webhooks/stripe',
      ...settings,
    }),
  };
}

function eventOf(auth: JsonObject, api: JsonObject = {}): JsonObject {
  const event = { RestApiId: ref('Api'), Path: '/hooks/github', Method: 'post', ...auth };
  return {
    Api: resource('Serverless::Api', { StageName: 'prod', ...api }),
    Fn: resource('Serverless::Function', { Events: { Hook: { Type: 'Api', Properties: event } } }),
  };
}

/** A custom domain that asks for certificates. */
const domain: JsonObject = {
  Domain: resource('ApiGatewayV2::DomainName', {
    DomainName: 'hooks.example.com',
    MutualTlsAuthentication: { TruststoreUri: 's3://trust/store.pem' },
  }),
  Mapping: resource('ApiGatewayV2::ApiMapping', {
    ApiId: ref('Api'),
    DomainName: ref('Domain'),
    Stage: '$default',
  }),
};

const blocking = (statement: JsonObject): JsonObject => ({
  Name: 'Senders',
  Priority: 5,
  Action: { Block: {} },
  Statement: statement,
});

const sendersOnly = both(match('/webhooks/'), not(office));

export const guarded: ControlCases = {
  pass: [
    { name: 'a limit for all paths', resources: routed(behind(perAddress())) },
    { name: 'a limit for the path', resources: routed(behind(perAddress({ scope: match('/webhooks/') }))) },
    {
      name: 'a limit for all senders together',
      resources: routed(
        behind(rateRule('Hooks', { AggregateKeyType: 'CONSTANT', Limit: 500, scope: match('/webhooks') })),
      ),
    },
    {
      name: 'known addresses alone',
      resources: { ...routed(behind(blocking(sendersOnly))), Office: ipSet('192.0.2.0/24') },
    },
    {
      name: 'certificates that the listener verifies',
      resources: routed(undefined, {}, { MutualAuthentication: { Mode: 'verify', TrustStoreArn: 'arn' } }),
    },
    {
      name: 'tokens that the rule validates',
      resources: routed(undefined, { Actions: [{ Type: 'jwt-validation' }, forward(ref('Targets'))] }),
    },
    { name: 'an authorizer of a method', resources: methodOf({ AuthorizationType: 'CUSTOM' }) },
    { name: 'IAM on a route', resources: routeOf({ AuthorizationType: 'AWS_IAM' }) },
    {
      name: 'certificates that an API demands',
      resources: { ...routeOf({}, { DisableExecuteApiEndpoint: true }), ...domain },
    },
    { name: 'an authorizer of an event', resources: eventOf({ Auth: { Authorizer: 'Signature' } }) },
    {
      name: 'an authorizer of all events',
      resources: eventOf({}, { Auth: { DefaultAuthorizer: 'Signature' } }),
    },
    {
      name: 'the firewall of the stage',
      resources: { ...methodOf(), Acl: acl([perAddress()]), Guard: association(stageArn) },
    },
    {
      name: 'a behaviour of a distribution',
      resources: {
        Acl: acl([perAddress()], { Scope: 'CLOUDFRONT' }),
        Cdn: distribution('www.example.com', {
          WebACLId: att('Acl', 'Arn'),
          CacheBehaviors: [{ PathPattern: '/webhooks/*', TargetOriginId: 'Origin' }],
        }),
      },
    },
    {
      name: 'a behaviour that passes on to a route with an authorizer',
      resources: {
        ...routeOf({ AuthorizationType: 'JWT' }),
        Cdn: distribution(
          { 'Fn::Sub': '${Api}.execute-api.eu-west-1.amazonaws.com' },
          { CacheBehaviors: [{ PathPattern: '/webhooks/*', TargetOriginId: 'Origin' }] },
        ),
      },
    },
    {
      name: 'a behaviour that passes on to a load balancer with a firewall',
      resources: {
        ...behind(perAddress({ AggregateKeyType: 'CONSTANT', scope: match('/webhooks/') })),
        Cdn: distribution(att('Alb', 'DNSName'), {
          CacheBehaviors: [{ PathPattern: '/webhooks/*', TargetOriginId: 'Origin' }],
        }),
      },
    },
    {
      name: 'a declared function URL',
      resources: { Url: resource('Lambda::Url', { AuthType: 'AWS_IAM', TargetFunctionArn: 'hooks' }) },
      declaration: { webhooks: { resources: [{ text: 'Url', place: 'readiness.yaml:1:1' }] } },
    },
    {
      name: 'a declared load balancer',
      resources: behind(perAddress()),
      declaration: { webhooks: { resources: [{ text: 'Alb', place: 'readiness.yaml:1:1' }] } },
    },
  ],
  fail: [
    {
      name: 'a rule of a listener without a firewall',
      resources: routed(),
      findings: [
        'fail Hooks: anybody can send to /webhooks/*: MutualAuthentication.Mode is not set and so off, expected verify; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'paths in the older form',
      resources: routed(undefined, { Conditions: [{ Field: 'path-pattern', Values: ['/stripe-webhook'] }] }),
      findings: [
        'fail Hooks: anybody can send to /stripe-webhook: MutualAuthentication.Mode is not set and so off, expected verify; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'a limit for other paths',
      resources: routed(behind(perAddress({ scope: match('/api/') }))),
      findings: [
        'fail Hooks: anybody can send to /webhooks/*: MutualAuthentication.Mode is not set and so off, expected verify; rule PerAddress: its scope-down statement leaves out /webhooks/*',
      ],
    },
    {
      name: 'a limit for one of the senders',
      resources: routed(behind(perAddress({ scope: match('/webhooks/stripe') }))),
      findings: [
        'fail Hooks: anybody can send to /webhooks/*: MutualAuthentication.Mode is not set and so off, expected verify; rule PerAddress: its scope-down statement leaves out /webhooks/*',
      ],
    },
    {
      name: 'a limit that counts',
      resources: routed(behind(perAddress({}, { Action: { Count: {} } }))),
      findings: [
        'fail Hooks: anybody can send to /webhooks/*: MutualAuthentication.Mode is not set and so off, expected verify; rule PerAddress: its action is Count, expected Block, Challenge or Captcha',
      ],
    },
    {
      name: 'webhooks let in before the limit',
      resources: routed(behind(allow(match('/webhooks/')), perAddress())),
      findings: [
        'fail Hooks: anybody can send to /webhooks/*: MutualAuthentication.Mode is not set and so off, expected verify; rule PerAddress: rule Trusted, which comes before it, lets in /webhooks/*',
      ],
    },
    {
      name: 'certificates that the listener passes on',
      resources: routed(undefined, {}, { MutualAuthentication: { Mode: 'passthrough' } }),
      findings: [
        'fail Hooks: anybody can send to /webhooks/*: MutualAuthentication.Mode is passthrough, expected verify; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'a method for everybody',
      resources: methodOf({ AuthorizationType: 'NONE' }),
      findings: [
        'fail Post: anybody can send to /webhooks/{provider}: AuthorizationType is NONE, expected an authorizer; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'a route for everybody',
      resources: routeOf(),
      findings: [
        'fail Hook: anybody can send to /webhooks/stripe: AuthorizationType is not set and so NONE, expected an authorizer; an HTTP or WebSocket API cannot have a web ACL, expected a guarded CloudFront distribution as the only way in',
      ],
    },
    {
      name: 'certificates that the other endpoint of the API does not demand',
      resources: { ...routeOf(), ...domain },
      findings: [
        'fail Hook: anybody can send to /webhooks/stripe: AuthorizationType is not set and so NONE, expected an authorizer; DisableExecuteApiEndpoint is not set and so false, expected true; an HTTP or WebSocket API cannot have a web ACL, expected a guarded CloudFront distribution as the only way in',
      ],
    },
    {
      name: 'an event for everybody',
      resources: eventOf({}),
      findings: [
        'fail Fn: anybody can send to /hooks/github: its event has no authorizer, expected one; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'an event that has itself excepted',
      resources: eventOf({ Auth: { Authorizer: 'NONE' } }, { Auth: { DefaultAuthorizer: 'Signature' } }),
      findings: [
        'fail Fn: anybody can send to /hooks/github: its event has no authorizer, expected one; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'a declared function URL for everybody',
      resources: { Url: resource('Lambda::Url', { AuthType: 'NONE', TargetFunctionArn: 'hooks' }) },
      declaration: { webhooks: { resources: [{ text: 'Url', place: 'readiness.yaml:1:1' }] } },
      findings: [
        'fail Url: anybody can send to Url: AuthType is NONE, expected AWS_IAM; a function URL cannot have a web ACL, expected a guarded CloudFront distribution as the only way in',
      ],
    },
  ],
  unknown: [
    {
      name: 'no path of that name',
      resources: behind(perAddress()),
      findings: [
        'unknown Stack1: no webhook endpoint is in the templates, but the application may have paths that no template shows; declare its webhooks, or that it has none',
      ],
    },
    {
      name: 'senders that are not known',
      resources: routed(
        behind(blocking(both(match('/webhooks/'), not({ IPSetReferenceStatement: { Arn: ref('Set') } })))),
      ),
      parameters: { Set: { Type: 'String' } },
      findings: [
        'unknown Hooks: who can send to /webhooks/* is not known: whether rule Senders blocks strangers is not known (parameter Set of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a firewall that may be attached',
      resources: { ...routed(behind(perAddress())), Guard: association(ref('Alb'), 'IsProd') },
      ...undecided,
      findings: [
        'unknown Hooks: who can send to /webhooks/* is not known: parameter Stage of Stack1 has no default and was given no value: Acl guards it',
      ],
    },
    {
      name: 'an authorizer that a condition chooses',
      resources: routeOf({ AuthorizationType: choose('IsProd', 'JWT', nothing) }),
      ...undecided,
      findings: [
        'unknown Hook: who can send to /webhooks/stripe is not known: AuthorizationType is not known (parameter Stage of Stack1 has no default and was given no value), expected an authorizer',
      ],
    },
    {
      name: 'a rule of a listener that the templates do not show',
      resources: { Hooks: rule({ ListenerArn: 'other', Conditions: [paths('/webhooks/*')] }) },
      findings: [
        'unknown Hooks: who can send to /webhooks/* is not known: what takes in its requests is not among the templates; verify that it guards them',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'declared to have none',
      resources: routed(),
      declaration: { webhooks: { none: 'nobody sends us events' } },
      findings: ['notApplicable Stack1: declared: nobody sends us events'],
    },
  ],
};
