import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Stack } from 'aws-cdk-lib';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, notGiven, off, stageUnknown, sub, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';

/** An HTTP API that admits some origins. */
export const http = (origins: Json, settings: JsonObject = {}, condition?: string): JsonObject => ({
  Api: resource(
    'ApiGatewayV2::Api',
    { ProtocolType: 'HTTP', CorsConfiguration: { AllowOrigins: origins, ...settings } },
    condition,
  ),
});

export const verify = 'verify that OPTIONS with a foreign Origin gets no Access-Control-Allow-Origin';
export const byName = 'expected https origins by name';

const app = 'https://app.example.com';

const refused = (name: string, origin: Json, message: string) => ({
  name,
  resources: http([origin]),
  findings: [`fail Api: AllowOrigins of Api admits ${message}, ${byName}`],
});

/** Which origins are named, shown on an HTTP API. */
export const origins: ControlCases = {
  pass: [
    { name: 'one origin', resources: http([app]) },
    {
      name: 'two origins with credentials',
      resources: http([app, 'https://b.example.com:8443'], { AllowCredentials: true }),
    },
    { name: 'the names under a domain of its own', resources: http(['https://*.example.com']) },
    {
      name: 'the machine of a developer, and apps for telephones',
      resources: http(['http://localhost:3000', 'http://127.0.0.1', 'capacitor://localhost']),
    },
    { name: 'no origin at all', resources: http(nothing) },
    {
      name: 'a site whose name AWS gives',
      resources: {
        ...http([
          sub('https://${Site.DomainName}'),
          { 'Fn::Join': ['', ['https://*.', att('Zone', 'Name')]] },
        ]),
        Site: resource('CloudFront::Distribution', { DistributionConfig: { Enabled: false } }),
        Zone: resource('Route53::HostedZone'),
      },
    },
    {
      name: 'a site under a domain that a parameter gives',
      resources: http([sub('https://app.${Domain}')]),
      parameters: { Domain: { Type: 'String' } },
    },
    {
      name: 'the origins of each stage',
      resources: http([choose('IsProd', app, 'https://test.example.com')]),
      ...undecided,
    },
    {
      name: 'a list that a parameter holds',
      resources: http(ref('Origins')),
      parameters: { Origins: { Type: 'CommaDelimitedList', Default: `${app},https://b.example.com` } },
    },
    {
      name: 'every origin under a condition that is off by default',
      resources: { ...http([app]), Open: { ...(http(['*'], {}, 'IsProd').Api as JsonObject) } },
      ...off,
    },
    {
      name: 'the construct of the CDK',
      app: (root) => {
        new HttpApi(new Stack(root, 'Shop'), 'Api', { corsPreflight: { allowOrigins: [app] } });
      },
    },
  ],
  fail: [
    refused('every origin', '*', 'every origin (*)'),
    refused('every origin over HTTPS', 'https://*', 'every origin (https://*)'),
    refused('null', 'null', 'null, the origin of every sandboxed frame'),
    refused('plain HTTP', 'http://app.example.com', 'http://app.example.com over plain HTTP'),
    refused(
      'a name that only begins like that of the machine itself',
      'http://localhost.example.com',
      'http://localhost.example.com over plain HTTP',
    ),
    refused('no scheme', 'app.example.com', 'app.example.com, which states no scheme'),
    refused(
      'a wildcard inside a name',
      'https://*example.com',
      'https://*example.com, a name that anybody can get',
    ),
    refused('every company', 'https://*.com', 'https://*.com, a name that anybody can get'),
    refused(
      'every distribution',
      'https://*.cloudfront.net',
      'https://*.cloudfront.net, a name that anybody can get',
    ),
    refused(
      'every bucket of a region',
      'https://*.s3.eu-west-1.amazonaws.com',
      'https://*.s3.eu-west-1.amazonaws.com, a name that anybody can get',
    ),
    {
      name: 'every origin with credentials, beside one that is named',
      resources: http([app, '*'], { AllowCredentials: true }),
      findings: [`fail Api: AllowOrigins of Api admits every origin (*), ${byName}`],
    },
    {
      name: 'every origin in every stage',
      resources: http(choose('IsProd', ['*'], [app, '*'])),
      ...undecided,
      findings: [`fail Api: AllowOrigins of Api admits every origin (*), ${byName}`],
    },
    {
      name: 'every origin as the default of a parameter',
      resources: http([ref('Origin')]),
      parameters: { Origin: { Type: 'String', Default: '*' } },
      findings: [`fail Api: AllowOrigins of Api admits every origin (*), ${byName}`],
    },
  ],
  unknown: [
    {
      name: 'an origin that a parameter gives',
      resources: http([ref('Origin')]),
      parameters: { Origin: { Type: 'String' } },
      findings: [`unknown Api: AllowOrigins of Api is not known (${notGiven('Origin')}), ${byName}`],
    },
    {
      name: 'a name that a parameter gives',
      resources: http([sub('https://${Site}')]),
      parameters: { Site: { Type: 'String' } },
      findings: [`unknown Api: AllowOrigins of Api is not known (${notGiven('Site')}), ${byName}`],
    },
    {
      name: 'a wildcard before a domain that a parameter gives',
      resources: http([sub('https://*.${Domain}')]),
      parameters: { Domain: { Type: 'String' } },
      findings: [`unknown Api: AllowOrigins of Api is not known (${notGiven('Domain')}), ${byName}`],
    },
    {
      name: 'every origin in one stage',
      resources: http([choose('IsProd', app, '*')]),
      ...undecided,
      findings: [`unknown Api: ${stageUnknown}: AllowOrigins of Api admits every origin (*), ${byName}`],
    },
    {
      name: 'rules in one stage alone',
      resources: {
        Api: resource('ApiGatewayV2::Api', {
          CorsConfiguration: choose('IsProd', { AllowOrigins: [app] }, nothing),
        }),
      },
      ...undecided,
      findings: [`unknown Api: Api leaves CORS to the application; ${verify}`],
    },
    {
      name: 'every origin of an API that may not be there',
      resources: http(['*'], {}, 'IsProd'),
      ...undecided,
      findings: [`unknown Api: ${stageUnknown}: AllowOrigins of Api admits every origin (*), ${byName}`],
    },
    {
      name: 'nothing that answers browsers',
      resources: { Topic: resource('SNS::Topic') },
      findings: [
        `unknown Stack1: no public entry or CORS rule is in the templates, but an application may answer browsers itself: ${verify}`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that is declared to have no entry',
      resources: {},
      declaration: { entries: { none: 'it reads a queue' } },
      findings: ['notApplicable Stack1: declared: it reads a queue'],
    },
  ],
};
