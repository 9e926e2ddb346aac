import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, undecided } from '../expressions';
import { att, balancer, ref, resource } from '../serving/resources';
import {
  acl,
  association,
  behind,
  distribution,
  httpApi,
  match,
  methodSettings,
  perAddress,
  perKeys,
  restApi,
  session,
  stageArn,
} from './resources';

const methods = (...settings: readonly Json[]): JsonObject => restApi({ MethodSettings: [...settings] });
const routes = (rate: Json): JsonObject =>
  httpApi({ DefaultRouteSettings: { ThrottlingRateLimit: rate, ThrottlingBurstLimit: 50 } });
const beta = (stage: JsonObject): JsonObject =>
  resource('ApiGateway::Stage', { RestApiId: ref('Api'), StageName: 'beta', ...stage });
const sam = (type: string, properties: JsonObject): JsonObject => ({
  Api: resource(`Serverless::${type}`, { StageName: 'prod', ...properties }),
});

export const throttling: ControlCases = {
  pass: [
    { name: 'all methods of a REST API', resources: methods(methodSettings(100)) },
    {
      name: 'all methods, one of them lower',
      resources: methods(methodSettings('100'), methodSettings(5, '/~1orders', 'POST')),
    },
    {
      name: 'the stage that a deployment makes',
      resources: {
        Api: resource('ApiGateway::RestApi', { Name: 'shop' }),
        Deployment: resource('ApiGateway::Deployment', {
          RestApiId: ref('Api'),
          StageName: 'prod',
          StageDescription: { ThrottlingRateLimit: 100 },
        }),
      },
    },
    {
      name: 'the methods of a stage that a deployment makes',
      resources: {
        Api: resource('ApiGateway::RestApi', { Name: 'shop' }),
        Deployment: resource('ApiGateway::Deployment', {
          RestApiId: ref('Api'),
          StageName: 'prod',
          StageDescription: { MethodSettings: [methodSettings(100)] },
        }),
      },
    },
    { name: 'all routes of an HTTP API', resources: routes(100) },
    {
      name: 'a REST API of the Serverless Application Model',
      resources: sam('Api', { MethodSettings: [methodSettings(100)] }),
    },
    {
      name: 'an HTTP API of the Serverless Application Model',
      resources: sam('HttpApi', { DefaultRouteSettings: { ThrottlingRateLimit: 100 } }),
    },
    { name: 'the firewall of a load balancer', resources: behind(perAddress({ scope: match('/api/') })) },
    { name: 'the firewall of a load balancer, by user', resources: behind(perKeys([session])) },
    {
      name: 'the firewall of a stage',
      resources: { ...restApi(), Acl: acl([perAddress()]), Guard: association(stageArn) },
    },
    {
      name: 'an API and the distribution in front of it',
      resources: {
        ...routes(100),
        Cdn: distribution({ 'Fn::Sub': '${Api}.execute-api.eu-west-1.amazonaws.com' }),
      },
    },
    {
      name: 'a rate that a condition chooses',
      resources: routes(choose('IsProd', 1000, 10)),
      ...undecided,
    },
  ],
  fail: [
    {
      name: 'no API at all',
      resources: {},
      findings: ['fail Stack1: no public entry is in the templates, expected at least one'],
    },
    {
      name: 'what the account grants',
      resources: restApi(),
      findings: [
        'fail Api: MethodSettings of Live sets no rate for /* and *, expected ThrottlingRateLimit for all methods; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'as much as the account grants',
      resources: methods(methodSettings(10000)),
      findings: [
        'fail Api: ThrottlingRateLimit of Live is 10000, expected less than the 10000 per second that the account grants; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'throttling switched off',
      resources: methods(methodSettings(-1)),
      findings: [
        'fail Api: ThrottlingRateLimit of Live is -1, which switches throttling off, expected less than the 10000 per second that the account grants; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'throttling switched off for one method',
      resources: methods(methodSettings(100), methodSettings(-1, '/~1orders', 'POST')),
      findings: [
        'fail Api: ThrottlingRateLimit of Live is -1, which switches throttling off, expected less than the 10000 per second that the account grants; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'one method alone',
      resources: methods(methodSettings(100, '/~1orders', 'POST')),
      findings: [
        'fail Api: MethodSettings of Live sets no rate for /* and *, expected ThrottlingRateLimit for all methods; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'a burst alone',
      resources: methods({ ResourcePath: '/*', HttpMethod: '*', ThrottlingBurstLimit: 5 }),
      findings: [
        'fail Api: ThrottlingRateLimit of Live is not set, expected less than the 10000 per second that the account grants; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'one stage of two',
      resources: { ...methods(methodSettings(100)), Beta: beta({}) },
      findings: [
        'fail Api: MethodSettings of Beta sets no rate for /* and *, expected ThrottlingRateLimit for all methods; no web ACL is attached to it, expected one',
      ],
    },
    {
      name: 'an HTTP API as it comes',
      resources: httpApi(),
      findings: [
        'fail Api: ThrottlingRateLimit of Live is not set, expected less than the 10000 per second that the account grants; an HTTP or WebSocket API cannot have a web ACL, expected a guarded CloudFront distribution as the only way in',
      ],
    },
    {
      name: 'an API of the Serverless Application Model as it comes',
      resources: sam('HttpApi', {}),
      findings: [
        'fail Api: ThrottlingRateLimit of Api is not set, expected less than the 10000 per second that the account grants; an HTTP API cannot have a web ACL, expected a guarded CloudFront distribution as the only way in',
      ],
    },
    {
      name: 'a load balancer without a firewall',
      resources: { Alb: balancer() },
      findings: ['fail Alb: no web ACL is attached to it, expected one'],
    },
    {
      name: 'the sign-in page alone',
      resources: behind(perAddress({ scope: match('/login') })),
      findings: ['fail Alb: rule PerAddress: its scope-down statement leaves out requests of the API'],
    },
    {
      name: 'a function URL',
      resources: { Url: resource('Lambda::Url', { AuthType: 'NONE', TargetFunctionArn: 'shop' }) },
      findings: [
        'fail Url: a function URL cannot have a web ACL, expected a guarded CloudFront distribution as the only way in',
      ],
    },
  ],
  unknown: [
    {
      name: 'an API without a stage',
      resources: { Api: resource('ApiGatewayV2::Api') },
      findings: ['unknown Api: no stage of Api is in the templates; verify its throttling in the account'],
    },
    {
      name: 'a rate that is not known',
      resources: routes(ref('Rate')),
      parameters: { Rate: { Type: 'Number' } },
      findings: [
        'unknown Api: ThrottlingRateLimit of Live is not known (parameter Rate of Stack1 has no default and was given no value), expected less than the 10000 per second that the account grants',
      ],
    },
    {
      name: 'settings that may be there',
      resources: restApi({ MethodSettings: choose('IsProd', [methodSettings(100)], []) }),
      ...undecided,
      findings: [
        'unknown Api: parameter Stage of Stack1 has no default and was given no value: MethodSettings of Live sets no rate for /* and *, expected ThrottlingRateLimit for all methods',
      ],
    },
    {
      name: 'an API that the Serverless Application Model makes',
      resources: {
        Fn: resource('Serverless::Function', {
          Events: { Get: { Type: 'Api', Properties: { Path: '/orders', Method: 'get' } } },
        }),
      },
      findings: [
        'unknown Fn: it has an API that no resource stands for; verify its throttling in the account',
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
    {
      name: 'declared to have no entry',
      resources: {},
      declaration: { entries: { none: 'a worker that nobody calls' } },
      findings: ['notApplicable Stack1: declared: a worker that nobody calls'],
    },
  ],
};
