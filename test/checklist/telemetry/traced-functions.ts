import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { handler } from './resources';

const active = { TracingConfig: { Mode: 'Active' } };
const layer = { Layers: ['arn:aws:lambda:eu-west-1:615299751070:layer:AWSOpenTelemetryDistroJs:9'] };
const told = (values: JsonObject): JsonObject => ({ Environment: { Variables: values } });
const wrapped = told({ AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-instrument' });
const passing = 'TracingConfig.Mode is not set and so PassThrough, expected Active';

const serverless = (properties: JsonObject): JsonObject =>
  resource('Serverless::Function', { FunctionUrlConfig: { AuthType: 'NONE' }, ...properties });

const observability = {
  Api: resource('AppRunner::Service', {
    ObservabilityConfiguration: {
      ObservabilityEnabled: true,
      ObservabilityConfigurationArn: { 'Fn::GetAtt': ['Observability', 'ObservabilityConfigurationArn'] },
    },
  }),
};

export const tracedFunctions: ControlCases = {
  pass: [
    { name: 'active tracing', resources: handler(active) },
    { name: 'the ADOT layer, started by its wrapper', resources: handler({ ...layer, ...wrapped }) },
    { name: 'a key of Datadog', resources: handler(told({ DD_API_KEY_SECRET_ARN: 'arn:aws:x' })) },
    {
      name: 'active tracing of a serverless function',
      resources: { Handler: serverless({ Tracing: 'Active' }) },
    },
    {
      name: 'active tracing of all functions of a template',
      stacks: [
        {
          template: {
            Globals: { Function: { Tracing: 'Active' } },
            Resources: { Handler: serverless({}) },
          },
        },
      ],
    },
    {
      name: 'App Runner with traces',
      resources: {
        ...observability,
        Observability: resource('AppRunner::ObservabilityConfiguration', {
          TraceConfiguration: { Vendor: 'AWSXRAY' },
        }),
      },
    },
  ],
  fail: [
    { name: 'nothing', resources: handler(), findings: [`fail Handler: ${passing}`] },
    {
      name: 'PassThrough, which hands on the traces of others',
      resources: handler({ TracingConfig: { Mode: 'PassThrough' } }),
      findings: ['fail Handler: TracingConfig.Mode is PassThrough, expected Active'],
    },
    {
      name: 'a layer that nothing starts',
      resources: handler(layer),
      findings: [
        `fail Handler: ${passing}; Handler has the ADOT layer, but AWS_LAMBDA_EXEC_WRAPPER is not set, ` +
          'expected /opt/otel-instrument',
      ],
    },
    {
      name: 'instrumentation that is switched off',
      resources: handler(told({ DD_API_KEY: 'key', DD_TRACE_ENABLED: 'false' })),
      findings: [`fail Handler: DD_TRACE_ENABLED of Handler is false, and ${passing}`],
    },
    {
      name: 'App Runner without',
      resources: { Api: resource('AppRunner::Service') },
      findings: [
        'fail Api: ObservabilityConfiguration.ObservabilityEnabled is not set and so false, expected true',
      ],
    },
    {
      name: 'App Runner with a configuration that traces nothing',
      resources: { ...observability, Observability: resource('AppRunner::ObservabilityConfiguration') },
      findings: ['fail Api: Observability: TraceConfiguration.Vendor is not set, expected AWSXRAY'],
    },
  ],
  unknown: [
    {
      name: 'a mode that a condition chooses',
      resources: handler({ TracingConfig: { Mode: choose('IsProd', 'Active', 'PassThrough') } }),
      ...undecided,
      findings: [`unknown Handler: ${stageUnknown}: TracingConfig.Mode is PassThrough, expected Active`],
    },
    {
      name: 'a mode that a parameter gives',
      resources: handler({ TracingConfig: { Mode: ref('Mode') } }),
      parameters: { Mode: { Type: 'String' } },
      findings: [`unknown Handler: TracingConfig.Mode is not known (${notGiven('Mode')}), expected Active`],
    },
    {
      name: 'the layer of a vendor',
      resources: handler({ Layers: ['arn:aws:lambda:eu-west-1:451483290750:layer:NewRelicNodeJS20X:40'] }),
      findings: [
        'unknown Handler: Handler has the layer of an application monitor; verify that it traces the function',
      ],
    },
    {
      name: 'a variable of a vendor without its key',
      resources: handler(told({ NEW_RELIC_APP_NAME: 'shop' })),
      findings: [
        'unknown Handler: NEW_RELIC_APP_NAME of Handler is of New Relic; ' +
          'verify that an application monitor traces it',
      ],
    },
    {
      name: 'App Runner with a configuration from elsewhere',
      resources: {
        Api: resource('AppRunner::Service', {
          ObservabilityConfiguration: {
            ObservabilityEnabled: true,
            ObservabilityConfigurationArn:
              'arn:aws:apprunner:eu-west-1:111111111111:observabilityconfiguration/x',
          },
        }),
      },
      findings: ['unknown Api: its observability configuration is not among the templates; verify it'],
    },
  ],
};
