import { Stack } from 'aws-cdk-lib';
import { Code, Function as Lambda, FunctionUrlAuthType, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, stageUnknown, undecided } from '../expressions';
import { balancer, forward, listener, resource } from '../serving/resources';
import { byName, verify } from './origins';

const app = 'https://app.example.com';

const bucket = (...rules: Json[]): JsonObject => ({
  Files: resource('S3::Bucket', { CorsConfiguration: { CorsRules: rules } }),
});
const rule = (origins: Json, methods: Json): JsonObject => ({
  AllowedOrigins: origins,
  AllowedMethods: methods,
});

const header = (
  value: Json,
  key = 'routing.http.response.access_control_allow_origin.header_value',
): JsonObject => ({
  ListenerAttributes: [{ Key: key, Value: value }],
  DefaultActions: [forward('arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/a/1')],
});
const redirect = { DefaultActions: [{ Type: 'redirect' }] };

/** Load balancers, buckets and URLs of functions. */
export const servers: ControlCases = {
  pass: [
    { name: 'uploads from one origin', resources: bucket(rule([app], ['PUT', 'POST'])) },
    {
      name: 'reading from every origin',
      resources: bucket(rule(['*'], ['GET', 'HEAD']), rule([app], ['PUT'])),
    },
    {
      name: 'a wildcard for the names under a domain',
      resources: bucket(rule(['https://*.example.com'], ['PUT'])),
    },
    {
      name: 'the URL of a function',
      app: (root) => {
        const code = Code.fromInline('exports.handler = () => 1');
        new Lambda(new Stack(root, 'Shop'), 'Fn', {
          runtime: Runtime.NODEJS_22_X,
          handler: 'index.handler',
          code,
        }).addFunctionUrl({
          authType: FunctionUrlAuthType.NONE,
          cors: { allowedOrigins: [app] },
        });
      },
    },
    {
      name: 'a load balancer that sets the header, beside a redirect',
      resources: { Alb: balancer(), Listener: listener(header(app)), Plain: listener(redirect) },
    },
    {
      name: 'a WebSocket API',
      resources: { Chat: resource('ApiGatewayV2::Api', { ProtocolType: 'WEBSOCKET' }) },
    },
  ],
  fail: [
    ...['PUT', 'POST', 'DELETE'].map((method) => ({
      name: `${method} from every origin`,
      resources: bucket(rule(['*'], ['GET', method])),
      findings: [`fail Files: AllowedOrigins of Files admits every origin (*), ${byName}`],
    })),
    {
      name: 'a second rule that is open',
      resources: bucket(rule([app], ['PUT']), rule(['*'], ['POST'])),
      findings: [`fail Files: AllowedOrigins of Files admits every origin (*), ${byName}`],
    },
    {
      name: 'the URL of a function',
      resources: { Url: resource('Lambda::Url', { Cors: { AllowOrigins: ['*'], AllowCredentials: true } }) },
      findings: [`fail Url: AllowOrigins of Url admits every origin (*), ${byName}`],
    },
    {
      name: 'the URL of a function of the Serverless Application Model',
      resources: {
        Fn: resource('Serverless::Function', { FunctionUrlConfig: { Cors: { AllowOrigins: ['*'] } } }),
      },
      findings: [`fail Fn: AllowOrigins of Fn admits every origin (*), ${byName}`],
    },
    {
      name: 'a load balancer',
      resources: { Alb: balancer(), Listener: listener(header('*')) },
      findings: [`fail Alb: Access-Control-Allow-Origin of Listener admits every origin (*), ${byName}`],
    },
    {
      name: 'a load balancer that nobody reaches from the internet',
      resources: { Alb: balancer({ Scheme: 'internal' }), Listener: listener(header('null')) },
      findings: [
        `fail Alb: Access-Control-Allow-Origin of Listener admits null, the origin of every sandboxed frame, ${byName}`,
      ],
    },
  ],
  unknown: [
    {
      name: 'a load balancer that leaves it to its targets',
      resources: { Alb: balancer(), Listener: listener() },
      findings: [`unknown Alb: Alb leaves CORS to the application; ${verify}`],
    },
    {
      name: 'a load balancer that sets another header',
      resources: {
        Alb: balancer(),
        Listener: listener(header('GET', 'routing.http.response.access_control_allow_methods.header_value')),
      },
      findings: [`unknown Alb: Alb leaves CORS to the application; ${verify}`],
    },
    {
      name: 'a load balancer of which one listener leaves it to its targets',
      resources: {
        Alb: balancer(),
        Listener: listener(header(app)),
        Second: listener({ DefaultActions: [forward('arn')] }),
      },
      findings: [`unknown Alb: Second leaves CORS to the application; ${verify}`],
    },
    {
      name: 'a load balancer that sets the header in one stage alone',
      resources: {
        Alb: balancer(),
        Listener: listener({
          ...header(app),
          ListenerAttributes: choose('IsProd', header(app).ListenerAttributes!, []),
        }),
      },
      ...undecided,
      findings: [`unknown Alb: Listener leaves CORS to the application; ${verify}`],
    },
    {
      name: 'uploads in one stage alone',
      resources: bucket(rule(['*'], ['GET', choose('IsProd', 'GET', 'PUT')])),
      ...undecided,
      findings: [
        `unknown Files: ${stageUnknown}: AllowedOrigins of Files admits every origin (*), ${byName}`,
      ],
    },
    {
      name: 'AppSync',
      resources: { Graph: resource('AppSync::GraphQLApi') },
      findings: [
        'unknown Graph: AppSync admits every origin, and Graph cannot say otherwise; verify that no request is ' +
          'authorized by a cookie, or put a distribution before it',
      ],
    },
  ],
};
