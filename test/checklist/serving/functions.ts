import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { att, ref, resource, targetGroup } from './resources';

const lambda = (properties: JsonObject = {}): JsonObject => resource('Lambda::Function', properties);
const invocation = (arn: Json): JsonObject => ({
  'Fn::Join': ['', ['arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/', arn, '/invocations']],
});
const method = (arn: Json): JsonObject =>
  resource('ApiGateway::Method', { RestApiId: ref('Api'), Integration: { Uri: invocation(arn) } });
const limited = { Web: lambda({ ReservedConcurrentExecutions: 2 }) };

/** Functions that answer requests. */
export const functions: ControlCases = {
  pass: [
    {
      name: 'behind a REST API',
      resources: { Web: lambda(), Api: resource('ApiGateway::RestApi'), Method: method(att('Web', 'Arn')) },
    },
    {
      name: 'with a reservation that is large enough',
      resources: {
        Web: lambda({ ReservedConcurrentExecutions: 3 }),
        Url: resource('Lambda::Url', { TargetFunctionArn: att('Web', 'Arn') }),
      },
    },
  ],
  fail: [
    {
      name: 'behind a REST API, by an alias',
      resources: {
        ...limited,
        Live: resource('Lambda::Alias', { FunctionName: ref('Web') }),
        Method: method(ref('Live')),
      },
      findings: ['fail Web: ReservedConcurrentExecutions is 2, expected at least 3, or no limit'],
    },
    {
      name: 'behind a REST API, by its name',
      resources: {
        Web: lambda({ FunctionName: 'web', ReservedConcurrentExecutions: 2 }),
        Method: method({
          'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:web:live',
        }),
      },
      findings: ['fail Web: ReservedConcurrentExecutions is 2, expected at least 3, or no limit'],
    },
    {
      name: 'behind an HTTP API',
      resources: {
        ...limited,
        Integration: resource('ApiGatewayV2::Integration', { IntegrationUri: att('Web', 'Arn') }),
      },
      findings: ['fail Web: ReservedConcurrentExecutions is 2, expected at least 3, or no limit'],
    },
    {
      name: 'behind an API that a document describes',
      resources: {
        ...limited,
        Api: resource('ApiGateway::RestApi', {
          Body: {
            paths: {
              '/': { get: { 'x-amazon-apigateway-integration': { uri: invocation(att('Web', 'Arn')) } } },
            },
          },
        }),
      },
      findings: ['fail Web: ReservedConcurrentExecutions is 2, expected at least 3, or no limit'],
    },
    {
      name: 'behind a function URL',
      resources: { ...limited, Url: resource('Lambda::Url', { TargetFunctionArn: ref('Web') }) },
      findings: ['fail Web: ReservedConcurrentExecutions is 2, expected at least 3, or no limit'],
    },
    {
      name: 'behind a load balancer',
      resources: {
        ...limited,
        Targets: targetGroup({ TargetType: 'lambda', Targets: [{ Id: att('Web', 'Arn') }] }),
      },
      findings: ['fail Web: ReservedConcurrentExecutions is 2, expected at least 3, or no limit'],
    },
    {
      name: 'behind AppSync',
      resources: {
        ...limited,
        Source: resource('AppSync::DataSource', { LambdaConfig: { LambdaFunctionArn: att('Web', 'Arn') } }),
      },
      findings: ['fail Web: ReservedConcurrentExecutions is 2, expected at least 3, or no limit'],
    },
    {
      name: 'of the Serverless Application Model',
      resources: {
        Web: resource('Serverless::Function', {
          ReservedConcurrentExecutions: 2,
          Events: { Root: { Type: 'HttpApi' } },
        }),
        Worker: resource('Serverless::Function', {
          ReservedConcurrentExecutions: 1,
          Events: { Work: { Type: 'SQS' } },
        }),
      },
      findings: ['fail Web: ReservedConcurrentExecutions is 2, expected at least 3, or no limit'],
    },
  ],
  unknown: [
    {
      name: 'with a reservation that is not known',
      resources: {
        Web: lambda({ ReservedConcurrentExecutions: ref('Count') }),
        Url: resource('Lambda::Url', { TargetFunctionArn: att('Web', 'Arn') }),
      },
      parameters: { Count: { Type: 'Number' } },
      findings: [
        'unknown Web: ReservedConcurrentExecutions is not known (parameter Count of Stack1 has no default and was given no value), expected at least 3, or no limit',
      ],
    },
  ],
};
