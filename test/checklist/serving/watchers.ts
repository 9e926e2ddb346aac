import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { att, ref, resource, undecided } from './resources';

/** A function behind an HTTP API. */
const api = {
  Web: resource('Lambda::Function'),
  Api: resource('ApiGatewayV2::Api'),
  Integration: resource('ApiGatewayV2::Integration', {
    ApiId: ref('Api'),
    IntegrationUri: att('Web', 'Arn'),
  }),
};
const probe = (config: JsonObject, condition?: string): JsonObject => ({
  Probe: resource('Route53::HealthCheck', { HealthCheckConfig: config }, condition),
});
const canary = (properties: JsonObject): JsonObject => ({
  Probe: resource('Synthetics::Canary', properties),
});
const told = (value: Json): JsonObject => ({ RunConfig: { EnvironmentVariables: { ADDRESS: value } } });
const host = { 'Fn::Sub': '${Api}.execute-api.eu-west-1.amazonaws.com' };
const domain = {
  Domain: resource('ApiGatewayV2::DomainName', { DomainName: 'api.example.com' }),
  Mapping: resource('ApiGatewayV2::ApiMapping', { ApiId: ref('Api'), DomainName: 'api.example.com' }),
};

/** Who watches an API in front of functions. */
export const watchers: ControlCases = {
  pass: [
    {
      name: 'a health check of Route 53 on the API',
      resources: { ...api, ...probe({ FullyQualifiedDomainName: host }) },
    },
    {
      name: 'a health check of Route 53 on the domain of the API',
      resources: { ...api, ...domain, ...probe({ FullyQualifiedDomainName: 'api.example.com' }) },
    },
    {
      name: 'a health check of Route 53 on a record that leads to the API',
      resources: {
        ...api,
        ...domain,
        Record: resource('Route53::RecordSet', {
          Name: 'www.example.com.',
          Type: 'CNAME',
          ResourceRecords: [att('Domain', 'RegionalDomainName')],
        }),
        ...probe({ FullyQualifiedDomainName: 'www.example.com' }),
      },
    },
    {
      name: 'a canary that is told the address of the API',
      resources: { ...api, ...canary(told(att('Api', 'ApiEndpoint'))) },
    },
    {
      name: 'a canary that is told the domain of the API',
      resources: { ...api, ...domain, ...canary(told('https://api.example.com/health')) },
    },
    {
      name: 'a canary of another stack',
      stacks: [
        {
          id: 'Api',
          template: {
            Resources: api,
            Outputs: { Address: { Value: att('Api', 'ApiEndpoint'), Export: { Name: 'address' } } },
          },
        },
        { id: 'Watch', template: { Resources: canary(told({ 'Fn::ImportValue': 'address' })) } },
      ],
    },
  ],
  fail: [
    {
      name: 'an API that nobody watches',
      resources: api,
      findings: [
        'fail Web: no load balancer checks it and nothing watches its API, expected a Route 53 health check or a Synthetics canary on the API',
      ],
    },
    {
      name: 'a health check of another API',
      resources: {
        ...api,
        Other: resource('ApiGatewayV2::Api'),
        ...probe({ FullyQualifiedDomainName: { 'Fn::Sub': '${Other}.execute-api.eu-west-1.amazonaws.com' } }),
      },
      findings: [
        'fail Web: no load balancer checks it and nothing watches its API, expected a Route 53 health check or a Synthetics canary on the API',
      ],
    },
    {
      name: 'a health check that is switched off',
      resources: { ...api, ...probe({ FullyQualifiedDomainName: host, Disabled: true }) },
      findings: [
        'fail Web: no load balancer checks it and nothing watches its API, expected a Route 53 health check or a Synthetics canary on the API',
      ],
    },
    {
      name: 'a health check of other health checks',
      resources: { ...api, ...probe({ Type: 'CALCULATED', ChildHealthChecks: [] }) },
      findings: [
        'fail Web: no load balancer checks it and nothing watches its API, expected a Route 53 health check or a Synthetics canary on the API',
      ],
    },
    {
      name: 'a canary that is not started',
      resources: {
        ...api,
        ...canary({ ...told(att('Api', 'ApiEndpoint')), StartCanaryAfterCreation: false }),
      },
      findings: [
        'fail Web: no load balancer checks it and nothing watches its API, expected a Route 53 health check or a Synthetics canary on the API',
      ],
    },
  ],
  unknown: [
    {
      name: 'a canary whose script says what it asks for',
      resources: { ...api, ...canary({}) },
      findings: [
        'unknown Web: whether Probe watches its API is not known (its script is not among the templates), expected a Route 53 health check or a Synthetics canary on the API',
      ],
    },
    {
      name: 'a health check of a name that the templates do not explain',
      resources: { ...api, ...probe({ FullyQualifiedDomainName: 'www.example.com' }) },
      findings: [
        'unknown Web: whether Probe watches its API is not known (it asks for a name that the templates do not explain), expected a Route 53 health check or a Synthetics canary on the API',
      ],
    },
    {
      name: 'a health check that may not be there',
      resources: { ...api, ...probe({ FullyQualifiedDomainName: host }, 'IsOn') },
      ...undecided,
      findings: [
        'unknown Web: whether Probe watches its API is not known (parameter Choice of Stack1 has no default and was given no value), expected a Route 53 health check or a Synthetics canary on the API',
      ],
    },
  ],
};
