import { Stack, type App } from 'aws-cdk-lib';
import { Cors, ResponseType, RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { byName, http, verify } from './origins';

const app = 'https://app.example.com';
const parameter = 'method.response.header.Access-Control-Allow-Origin';

const rest =
  (allowOrigins: string[], errors?: string) =>
  (root: App): void => {
    const api = new RestApi(new Stack(root, 'Shop'), 'Api', {
      defaultCorsPreflightOptions: { allowOrigins },
      cloudWatchRole: false,
    });
    api.root.addMethod('GET');
    if (errors !== undefined)
      api.addGatewayResponse('Errors', {
        type: ResponseType.DEFAULT_4XX,
        responseHeaders: { 'Access-Control-Allow-Origin': errors },
      });
  };

/** A REST API with one method that answers with a header. */
const method = (response: JsonObject): JsonObject => ({
  Api: resource('ApiGateway::RestApi'),
  Options: resource('ApiGateway::Method', {
    RestApiId: ref('Api'),
    HttpMethod: 'OPTIONS',
    Integration: { Type: 'MOCK', IntegrationResponses: [{ StatusCode: '204', ...response }] },
  }),
});
const answering = (value: Json, key = parameter): JsonObject =>
  method({ ResponseParameters: { [key]: value } });

const document = (value: Json): JsonObject => ({
  openapi: '3.0.1',
  paths: {
    '/': {
      options: {
        responses: { 204: { headers: { 'Access-Control-Allow-Origin': { schema: { type: 'string' } } } } },
        'x-amazon-apigateway-integration': {
          type: 'mock',
          responses: { default: { responseParameters: { [parameter]: value } } },
        },
      },
    },
  },
});

const open = (owner: string) => `Access-Control-Allow-Origin of ${owner} admits every origin (*), ${byName}`;

/** REST APIs, OpenAPI documents and the Serverless Application Model. */
export const apis: ControlCases = {
  pass: [
    { name: 'preflights of the CDK', app: rest([app]) },
    {
      name: 'preflights of the CDK for several origins',
      app: rest([app, 'https://b.example.com', 'https://c.example.com']),
    },
    { name: 'errors for the same origin', app: rest([app], `'${app}'`) },
    { name: 'the header in small letters', resources: answering(`'${app}'`, parameter.toLowerCase()) },
    {
      name: 'an OpenAPI document',
      resources: { Api: resource('ApiGateway::RestApi', { Body: document(`'${app}'`) }) },
    },
    {
      name: 'the OpenAPI document of an HTTP API',
      resources: {
        Api: resource('ApiGatewayV2::Api', { Body: { 'x-amazon-apigateway-cors': { allowOrigins: [app] } } }),
      },
    },
    {
      name: 'the Serverless Application Model',
      resources: { Api: resource('Serverless::Api', { Cors: `'${app}'` }) },
    },
    {
      name: 'the long form of the Serverless Application Model',
      resources: {
        Api: resource('Serverless::Api', { Cors: { AllowOrigin: `'${app}'` } }),
        Http: resource('Serverless::HttpApi', { CorsConfiguration: { AllowOrigins: [app] } }),
      },
    },
  ],
  fail: [
    {
      name: 'preflights of the CDK for every origin',
      app: rest(Cors.ALL_ORIGINS),
      findings: [`fail ApiF70053CD: ${open('ApiOPTIONS5886EA5D')}`],
    },
    {
      name: 'a second origin over plain HTTP',
      app: rest([app, 'http://b.example.com']),
      findings: [
        `fail ApiF70053CD: Access-Control-Allow-Origin of ApiOPTIONS5886EA5D admits http://b.example.com over plain HTTP, ${byName}`,
      ],
    },
    {
      name: 'errors for every origin',
      app: rest([app], "'*'"),
      findings: [`fail ApiF70053CD: ${open('ApiErrorsB350A88E')}`],
    },
    {
      name: 'errors that send back whatever origin asks',
      app: rest([app], 'method.request.header.Origin'),
      findings: [`fail ApiF70053CD: ${open('ApiErrorsB350A88E')}`],
    },
    {
      name: 'an OpenAPI document',
      resources: { Api: resource('ApiGateway::RestApi', { Body: document("'*'") }) },
      findings: [`fail Api: ${open('Api')}`],
    },
    {
      name: 'the Serverless Application Model',
      resources: {
        Api: resource('Serverless::Api', { Cors: "'*'" }),
        Http: resource('Serverless::HttpApi', { CorsConfiguration: true }),
        Named: resource('Serverless::HttpApi', { CorsConfiguration: app }),
      },
      findings: [
        `fail Api: ${open('Api')}`,
        `fail Http: AllowOrigins of Http admits every origin (*), ${byName}`,
        `pass Named: AllowOrigins of Named is ${app}`,
      ],
    },
  ],
  unknown: [
    {
      name: 'a REST API whose functions answer',
      resources: { Api: resource('ApiGateway::RestApi') },
      findings: [`unknown Api: Api leaves CORS to the application; ${verify}`],
    },
    {
      name: 'a method in one stage alone',
      resources: {
        ...answering(`'${app}'`),
        Options: { ...(answering(`'${app}'`).Options as JsonObject), Condition: 'IsProd' },
      },
      ...undecided,
      findings: [`unknown Api: Api leaves CORS to the application; ${verify}`],
    },
    {
      name: 'a header that is taken from the integration',
      resources: answering('integration.response.header.Origin'),
      findings: [
        'unknown Api: Access-Control-Allow-Origin of Options is not known ' +
          `(it is mapped from integration.response.header.Origin), ${byName}`,
      ],
    },
    {
      name: 'a template that sets the header to whatever it likes',
      resources: method({
        ResponseTemplates: {
          'application/json':
            '#set($context.responseOverride.header.Access-Control-Allow-Origin = $input.params().header.get("Origin"))',
        },
      }),
      findings: [
        `unknown Api: Access-Control-Allow-Origin of Options is not known (a template of the response decides), ${byName}`,
      ],
    },
    {
      name: 'an HTTP API without rules beside one with them',
      resources: { ...http([app]), Other: resource('ApiGatewayV2::Api', { ProtocolType: 'HTTP' }) },
      findings: [
        `pass Api: AllowOrigins of Api is [${app}]`,
        `unknown Other: Other leaves CORS to the application; ${verify}`,
      ],
    },
  ],
};
