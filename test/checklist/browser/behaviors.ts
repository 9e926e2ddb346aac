import { Fn, Stack, type App } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  ResponseHeadersPolicy,
  type IResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { FunctionUrlOrigin, HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Code, Function as Lambda, FunctionUrlAuthType, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, stageUnknown, undecided } from '../expressions';
import { behavior, distribution, serverOrigin } from '../delivery/resources';
import { ref, resource } from '../serving/resources';
import { byName, http, verify } from './origins';
import { cors, everyOrigin, gatewayOrigin, headersOnly, site, use } from './sites';

const named = (scope: Stack): IResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, 'Cors', {
    corsBehavior: {
      accessControlAllowOrigins: ['https://app.example.com'],
      accessControlAllowCredentials: true,
      accessControlAllowHeaders: ['authorization'],
      accessControlAllowMethods: ['GET', 'POST'],
      originOverride: true,
    },
  });

/** A distribution of the CDK that serves a bucket, and a load balancer under a path. */
const built =
  (forApi: (scope: Stack) => IResponseHeadersPolicy | undefined, forAssets?: IResponseHeadersPolicy) =>
  (root: App): void => {
    const policies = new Stack(root, 'Policies', { env: { account: '111111111111', region: 'eu-west-1' } });
    const stack = new Stack(root, 'Site', { env: { account: '111111111111', region: 'eu-west-1' } });
    new Distribution(stack, 'Cdn', {
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(new Bucket(stack, 'Assets')),
        responseHeadersPolicy: forAssets,
      },
      additionalBehaviors: {
        '/api/*': {
          origin: new HttpOrigin('api.example.com'),
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          responseHeadersPolicy: forApi(policies),
        },
      },
    });
  };

/** A distribution in front of one server of the CDK that declares nothing. */
const inFrontOf =
  (origin: (stack: Stack) => HttpOrigin | FunctionUrlOrigin) =>
  (root: App): void => {
    const stack = new Stack(root, 'Site');
    new Distribution(stack, 'Cdn', {
      defaultBehavior: { origin: origin(stack), responseHeadersPolicy: named(stack) },
    });
  };

const managed = (id: string) => ({
  name: `managed policy ${id} for an API`,
  resources: site(nothing, id),
  findings: [`fail Cdn: the managed policy ${id} of the /api/* behaviour admits every origin (*), ${byName}`],
});

const fromOrigin = 'the /api/* behaviour leaves CORS to its origin';

/** Distributions, and the response headers policies of their behaviours. */
export const behaviors: ControlCases = {
  pass: [
    { name: 'an API with a policy, and a bucket', resources: site(nothing, use, { Cors: cors() }) },
    {
      name: 'fonts for every origin',
      resources: site(ref('Fonts'), use, { Cors: cors(), Fonts: cors(everyOrigin) }),
    },
    {
      name: 'fonts by a managed policy',
      resources: site('60669652-455b-4ae9-85a4-c4c02393f86c', use, { Cors: cors() }),
    },
    {
      name: 'the CDK, with the policy in another stack',
      app: built(named, ResponseHeadersPolicy.CORS_ALLOW_ALL_ORIGINS),
    },
    {
      name: 'the URL of a function behind a policy',
      app: inFrontOf((stack) => {
        const fn = new Lambda(stack, 'Fn', {
          runtime: Runtime.NODEJS_22_X,
          handler: 'index.handler',
          code: Code.fromInline('exports.handler = () => 1'),
        });
        return new FunctionUrlOrigin(fn.addFunctionUrl({ authType: FunctionUrlAuthType.NONE }));
      }),
    },
    {
      name: 'an HTTP API behind a policy',
      app: inFrontOf(
        (stack) => new HttpOrigin(Fn.select(2, Fn.split('/', new HttpApi(stack, 'Api').apiEndpoint))),
      ),
    },
    {
      name: 'an API that declares its own rules behind a distribution',
      resources: {
        ...site(nothing, nothing, http(['https://app.example.com'])),
        Cdn: distribution({
          Origins: [gatewayOrigin],
          DefaultCacheBehavior: behavior({ TargetOriginId: 'servers' }),
        }),
        Balancer: resource('SNS::Topic'),
      },
    },
    {
      name: 'policies for each stage',
      resources: site(nothing, choose('IsProd', use, ref('Other')), { Cors: cors(), Other: cors() }),
      ...undecided,
    },
  ],
  fail: [
    ...[
      '60669652-455b-4ae9-85a4-c4c02393f86c',
      '5cc3b908-e619-4b99-88e5-2cf7f45965bd',
      'e61eb60c-9c35-4d20-a928-2b84e02af89c',
      'eaab4381-ed33-4a86-88ca-d9558dc6cd63',
    ].map(managed),
    {
      name: 'an API for every origin',
      resources: site(nothing, use, { Cors: cors(everyOrigin) }),
      findings: [`fail Cdn: AccessControlAllowOrigins of Cors admits every origin (*), ${byName}`],
    },
    {
      name: 'assets for every origin with credentials',
      resources: site(use, ref('Other'), {
        Cors: cors({ ...everyOrigin, AccessControlAllowCredentials: true }),
        Other: cors(),
      }),
      findings: [`fail Cdn: AccessControlAllowOrigins of Cors admits every origin (*), ${byName}`],
    },
    {
      name: 'an HTTP API that is cached',
      resources: {
        Cdn: distribution({
          Origins: [gatewayOrigin],
          DefaultCacheBehavior: behavior({ TargetOriginId: 'servers', ResponseHeadersPolicyId: use }),
        }),
        Cors: cors(everyOrigin),
        Api: resource('ApiGatewayV2::Api', { ProtocolType: 'HTTP' }),
      },
      findings: [`fail Cdn: AccessControlAllowOrigins of Cors admits every origin (*), ${byName}`],
    },
  ],
  unknown: [
    {
      name: 'an API that declares its own rules, as the origin of one stage',
      resources: {
        ...site(nothing, nothing, http(['https://app.example.com'])),
        Cdn: distribution({
          Origins: [gatewayOrigin],
          DefaultCacheBehavior: behavior({ TargetOriginId: choose('IsProd', 'servers', 'others') }),
        }),
        Balancer: resource('SNS::Topic'),
      },
      ...undecided,
      findings: [
        `unknown Cdn: the default behaviour leaves CORS to its origin; ${verify}`,
        'pass Api: AllowOrigins of Api is [https://app.example.com]',
      ],
    },
    {
      name: 'an HTTP API that is cached, in one stage',
      resources: {
        Cdn: distribution({
          Origins: [
            { ...gatewayOrigin, DomainName: choose('IsProd', gatewayOrigin.DomainName!, 'shop.example.com') },
          ],
          DefaultCacheBehavior: behavior({ TargetOriginId: 'servers', ResponseHeadersPolicyId: use }),
        }),
        Cors: cors(everyOrigin),
        Api: resource('ApiGatewayV2::Api', { ProtocolType: 'HTTP' }),
      },
      ...undecided,
      findings: [
        `unknown Cdn: ${stageUnknown}: AccessControlAllowOrigins of Cors admits every origin (*), ${byName}; ${verify}`,
      ],
    },
    {
      name: 'an API without a policy',
      resources: site(use, nothing, { Cors: cors(everyOrigin) }),
      findings: [`unknown Cdn: ${fromOrigin}; ${verify}`],
    },
    {
      name: 'a policy without CORS rules',
      resources: site(nothing, use, { Cors: headersOnly }),
      findings: [`unknown Cdn: ${fromOrigin}; ${verify}`],
    },
    {
      name: 'the managed policy of security headers',
      resources: site(nothing, '67f7725c-6f97-4210-82d7-5512b31e9d03'),
      findings: [`unknown Cdn: ${fromOrigin}; ${verify}`],
    },
    {
      name: 'a policy that a parameter names',
      resources: site(nothing, ref('Policy')),
      parameters: { Policy: { Type: 'String' } },
      findings: [
        `unknown Cdn: the response headers policy of the /api/* behaviour is not known (${notGiven('Policy')}); ${verify}`,
      ],
    },
    {
      name: 'a policy in one stage alone',
      resources: site(nothing, choose('IsProd', use, nothing), { Cors: cors() }),
      ...undecided,
      findings: [`unknown Cdn: ${fromOrigin}; ${verify}`],
    },
    {
      name: 'a server whose answers are cached, for every origin',
      resources: {
        Cdn: distribution({
          Origins: [serverOrigin],
          DefaultCacheBehavior: behavior({ TargetOriginId: 'servers', ResponseHeadersPolicyId: use }),
        }),
        Cors: cors(everyOrigin),
        Balancer: resource('SNS::Topic'),
      },
      findings: [
        'unknown Cdn: whether the default behaviour serves assets alone is not known: ' +
          `AccessControlAllowOrigins of Cors admits every origin (*), ${byName}; ${verify}`,
      ],
    },
    {
      name: 'credentials that a parameter decides',
      resources: site(use, ref('Other'), {
        Cors: cors({ ...everyOrigin, AccessControlAllowCredentials: ref('Secret') }),
        Other: cors(),
      }),
      parameters: { Secret: { Type: 'String' } },
      findings: [
        `unknown Cdn: ${notGiven('Secret')}: AccessControlAllowOrigins of Cors admits every origin (*), ${byName}; ${verify}`,
      ],
    },
  ],
};
