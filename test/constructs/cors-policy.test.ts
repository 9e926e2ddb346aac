import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CorsHttpMethod, HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { AllowedMethods, CachePolicy, Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import {
  type ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ListenerAction,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CorsPolicy, type CorsPolicyProps } from '../../constructs';
import { ShopStack } from './fixture';
import { passes, verdicts } from './verdicts';

const app = 'https://app.example.com';

const cors = (stack: ShopStack, props: Partial<CorsPolicyProps> = {}) =>
  new CorsPolicy(stack, 'Cors', { allowOrigins: [app], ...props });

function listenerOf(stack: ShopStack): ApplicationListener {
  const alb = new ApplicationLoadBalancer(stack, 'Alb', { vpc: stack.vpc, internetFacing: true });
  const defaultAction = ListenerAction.fixedResponse(200);
  return alb.addListener('Http', { protocol: ApplicationProtocol.HTTP, open: true, defaultAction });
}

test('gives a behaviour rules that name origins and replace those of the application', () => {
  const stack = new ShopStack();
  new Distribution(stack, 'Cdn', {
    defaultBehavior: {
      origin: new HttpOrigin('api.example.com'),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      responseHeadersPolicy: cors(stack).responseHeadersPolicy,
    },
  });
  expect(verdicts(stack, CorsPolicy.CONTROLS)).toEqual(passes(CorsPolicy.CONTROLS));
  Template.fromStack(stack).hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
    ResponseHeadersPolicyConfig: {
      CorsConfig: {
        AccessControlAllowCredentials: false,
        AccessControlAllowHeaders: { Items: ['Authorization', 'Content-Type'] },
        AccessControlAllowMethods: { Items: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] },
        AccessControlAllowOrigins: { Items: [app] },
        AccessControlMaxAgeSec: 3600,
        OriginOverride: true,
      },
    },
  });
});

test('gives an HTTP API the same rules, and makes nothing else', () => {
  const stack = new ShopStack();
  const policy = cors(stack, { allowMethods: ['GET'], allowCredentials: true, maxAge: Duration.hours(2) });
  const { corsPreflight } = policy;
  expect(corsPreflight.allowMethods).toEqual([CorsHttpMethod.GET]);
  new HttpApi(stack, 'Api', { corsPreflight });
  expect(verdicts(stack, ['SEC5.origins', 'SEC5.attached'])).toEqual([
    'SEC5.origins pass',
    'SEC5.attached notApplicable',
  ]);
  Template.fromStack(stack).hasResourceProperties('AWS::ApiGatewayV2::Api', {
    CorsConfiguration: {
      AllowCredentials: true,
      AllowHeaders: ['Authorization', 'Content-Type'],
      AllowMethods: ['GET'],
      AllowOrigins: [app],
      MaxAge: 7200,
    },
  });
});

test.each([
  [false, []],
  [true, [{ Key: 'routing.http.response.access_control_allow_credentials.header_value', Value: 'true' }]],
])('gives the rules to a listener (credentials: %j)', (allowCredentials, credentials) => {
  const stack = new ShopStack();
  cors(stack, { allowMethods: ['GET', 'POST'], allowCredentials }).applyToListener(listenerOf(stack));
  expect(verdicts(stack, ['SEC5.origins'])).toEqual(['SEC5.origins pass']);
  const name = 'routing.http.response.access_control_';
  Template.fromStack(stack).hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
    ListenerAttributes: Match.exact([
      { Key: `${name}allow_origin.header_value`, Value: app },
      { Key: `${name}allow_methods.header_value`, Value: 'GET,POST' },
      { Key: `${name}allow_headers.header_value`, Value: 'Authorization,Content-Type' },
      ...credentials,
      { Key: `${name}max_age.header_value`, Value: '3600' },
    ]),
  });
});

const problems = 'cannot make CorsPolicy Shop/Cors: ';

test.each<[string, Partial<CorsPolicyProps>, string]>([
  ['no origin', { allowOrigins: [] }, 'allowOrigins is empty, expected at least one origin'],
  ...['*', 'https://*', 'null', 'http://app.example.com', 'https://app.example.com/', 'app.example.com'].map(
    (origin): [string, Partial<CorsPolicyProps>, string] => [
      origin,
      { allowOrigins: [origin] },
      `allowOrigins is ${origin}, expected an https origin such as https://app.example.com`,
    ],
  ),
  [
    'a method that does not exist, a header that is any header, and a long memory',
    { allowMethods: ['ALL'], allowHeaders: ['*'], maxAge: Duration.days(1) },
    'allowMethods has ALL, expected GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS; ' +
      'allowHeaders has *, expected headers by name; maxAge is 86400 seconds, expected at most 7200',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => cors(new ShopStack(), props)).toThrow(new Error(problems + message));
});

test('refuses what an HTTP API or a listener cannot say', () => {
  const stack = new ShopStack();
  const wildcard = cors(stack, { allowOrigins: ['https://*.example.com'] });
  const noWildcard = new Error(
    `${problems}allowOrigins has https://*.example.com, expected no wildcard here`,
  );
  expect(() => wildcard.corsPreflight).toThrow(noWildcard);
  const listener = listenerOf(stack);
  expect(() => wildcard.applyToListener(listener)).toThrow(noWildcard);
  const two = new CorsPolicy(stack, 'Two', { allowOrigins: [app, 'https://b.example.com'] });
  expect(() => two.applyToListener(listener)).toThrow(
    new Error('cannot make CorsPolicy Shop/Two: allowOrigins has 2 origins, expected one for a listener'),
  );
});
