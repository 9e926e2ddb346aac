import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { nodegroup } from './pods';
import {
  balancer,
  forward,
  ifOn,
  listener,
  noValue,
  ref,
  resource,
  targetGroup,
  undecided,
} from './resources';

const alb = { Alb: balancer() };
const speaking = (protocol: Json, properties: JsonObject = {}, condition?: string): JsonObject =>
  listener({ Protocol: protocol, DefaultActions: [forward(ref('Targets'))], ...properties }, condition);
const plain = (...actions: readonly Json[]): JsonObject =>
  speaking('HTTP', { Port: 80, DefaultActions: [...actions] });
const https = { ...alb, Https: speaking('HTTPS'), Targets: targetGroup() };
const classic = (...protocols: readonly Json[]): JsonObject => ({
  Elb: resource('ElasticLoadBalancing::LoadBalancer', {
    Listeners: protocols.map((protocol) => ({ Protocol: protocol })),
  }),
});
const behavior = (policy?: Json): JsonObject =>
  policy === undefined ? {} : { ViewerProtocolPolicy: policy };
const cdn = (config: JsonObject): JsonObject => ({
  Cdn: resource('CloudFront::Distribution', { DistributionConfig: { Enabled: true, ...config } }),
});
const delivering = (policy: Json, ...others: readonly Json[]): JsonObject =>
  cdn({
    DefaultCacheBehavior: behavior(policy),
    CacheBehaviors: others.map((other) => ({ PathPattern: '/api/*', ...behavior(other) })),
  });
const guarded = (...rules: readonly JsonObject[]): JsonObject => ({
  Alb: balancer({ SecurityGroups: [ref('Group')] }),
  Listener: plain(forward(ref('Targets'))),
  Targets: targetGroup(),
  Group: resource('EC2::SecurityGroup', { SecurityGroupIngress: [...rules] }),
});
const fromCloudFront = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, SourcePrefixListId: 'pl-4fa04526' };
const fromAnywhere = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' };
const distribution = delivering('redirect-to-https');

/** Distributions, classic load balancers and APIs, and load balancers that admit few. */
export const otherHttps: ControlCases = {
  pass: [
    {
      name: 'a load balancer that admits nothing but CloudFront',
      resources: { ...distribution, ...guarded(fromCloudFront) },
    },
    {
      name: 'a load balancer that admits nothing but CloudFront, by a rule beside its group',
      resources: {
        ...distribution,
        ...guarded(),
        Rule: resource('EC2::SecurityGroupIngress', { GroupId: ref('Group'), ...fromCloudFront }),
      },
    },
    { name: 'a classic load balancer', resources: classic('HTTPS', 'SSL') },
    { name: 'a distribution that redirects', resources: distribution },
    {
      name: 'a distribution that refuses plain HTTP',
      resources: delivering('https-only', 'redirect-to-https'),
    },
    {
      name: 'a behaviour that may not be there, and redirects',
      resources: cdn({
        DefaultCacheBehavior: behavior('https-only'),
        CacheBehaviors: [ifOn({ PathPattern: '/api/*', ...behavior('https-only') }, noValue)],
      }),
      ...undecided,
    },
    {
      name: 'a distribution switched off, beside one that redirects',
      resources: {
        ...distribution,
        Old: resource('CloudFront::Distribution', {
          DistributionConfig: { Enabled: false, DefaultCacheBehavior: behavior('allow-all') },
        }),
      },
    },
    { name: 'a REST API', resources: { Api: resource('ApiGateway::RestApi') } },
    { name: 'a function URL', resources: { Url: resource('Lambda::Url') } },
    {
      name: 'a function that the Serverless Application Model gives an API',
      resources: {
        Web: resource('Serverless::Function', { Events: { Root: { Type: 'Api', Properties: {} } } }),
      },
    },
    {
      name: 'a load balancer, and an accelerator in front of it',
      resources: { ...https, Fast: resource('GlobalAccelerator::Accelerator') },
    },
  ],
  fail: [
    {
      name: 'a load balancer that admits CloudFront and everybody else',
      resources: { ...distribution, ...guarded(fromCloudFront, fromAnywhere) },
      findings: [
        'fail Alb: Listener speaks HTTP, expected HTTPS; Listener answers with forward over plain HTTP, expected a redirect to HTTPS',
        'pass Cdn: ViewerProtocolPolicy of the default behaviour is redirect-to-https',
      ],
    },
    {
      name: 'a classic load balancer for HTTP',
      resources: classic('HTTP'),
      findings: ['fail Elb: a listener speaks HTTP, expected HTTPS'],
    },
    {
      name: 'a classic load balancer without a listener',
      resources: classic(),
      findings: ['fail Elb: it has no listener, expected one for HTTPS'],
    },
    {
      name: 'a distribution that allows all',
      resources: delivering('allow-all'),
      findings: [
        'fail Cdn: ViewerProtocolPolicy of the default behaviour is allow-all, expected redirect-to-https or https-only',
      ],
    },
    {
      name: 'a distribution that says nothing',
      resources: cdn({ DefaultCacheBehavior: {} }),
      findings: [
        'fail Cdn: ViewerProtocolPolicy of the default behaviour is allow-all, expected redirect-to-https or https-only',
      ],
    },
    {
      name: 'a behaviour that allows all',
      resources: delivering('https-only', 'allow-all'),
      findings: [
        'fail Cdn: ViewerProtocolPolicy of /api/* is allow-all, expected redirect-to-https or https-only',
      ],
    },
    {
      name: 'a distribution switched off, and nothing else',
      resources: cdn({ Enabled: false, DefaultCacheBehavior: behavior('https-only') }),
      findings: ['fail Stack1: no public entry is in the templates, expected at least one'],
    },
    {
      name: 'a function of the Serverless Application Model behind a private API',
      resources: {
        Api: resource('Serverless::Api', { EndpointConfiguration: 'PRIVATE' }),
        Web: resource('Serverless::Function', {
          Events: { Root: { Type: 'Api', Properties: { RestApiId: ref('Api') } } },
        }),
      },
      findings: ['fail Stack1: no public entry is in the templates, expected at least one'],
    },
    {
      name: 'a private API',
      resources: {
        Api: resource('ApiGateway::RestApi', { EndpointConfiguration: { Types: ['PRIVATE'] } }),
        Sam: resource('Serverless::Api', { EndpointConfiguration: { Type: 'PRIVATE' } }),
        Data: resource('AppSync::GraphQLApi', { Visibility: 'PRIVATE' }),
        Runner: resource('AppRunner::Service', {
          NetworkConfiguration: { IngressConfiguration: { IsPubliclyAccessible: false } },
        }),
      },
      findings: ['fail Stack1: no public entry is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'a load balancer that admits a list of addresses that is not known',
      resources: guarded({ ...fromCloudFront, SourcePrefixListId: 'pl-0123' }),
      findings: [
        'unknown Alb: whether Alb is public is not known (it admits the addresses of prefix list pl-0123): Listener speaks HTTP, expected HTTPS; Listener answers with forward over plain HTTP, expected a redirect to HTTPS',
      ],
    },
    {
      name: 'a load balancer that may admit everybody',
      resources: { ...distribution, ...guarded(fromCloudFront, ifOn(fromAnywhere, noValue)) },
      ...undecided,
      findings: [
        'unknown Alb: whether Alb is public is not known (parameter Choice of Stack1 has no default and was given no value): Listener speaks HTTP, expected HTTPS; Listener answers with forward over plain HTTP, expected a redirect to HTTPS',
        'pass Cdn: ViewerProtocolPolicy of the default behaviour is redirect-to-https',
      ],
    },
    {
      name: 'a classic load balancer for both',
      resources: classic('HTTPS', 'HTTP'),
      findings: ['unknown Elb: a listener speaks HTTP; verify that the servers behind it redirect to HTTPS'],
    },
    {
      name: 'a classic load balancer for TCP',
      resources: classic('TCP'),
      findings: ['unknown Elb: whether a listener (TCP) speaks HTTPS is not known'],
    },
    {
      name: 'a classic load balancer for a protocol that is a parameter',
      resources: classic(ref('Choice')),
      ...undecided,
      findings: ['unknown Elb: whether a listener (${Stack1.Choice}) speaks HTTPS is not known'],
    },
    {
      name: 'a distribution that says what a parameter says',
      resources: delivering(ref('Choice'), ref('Choice')),
      ...undecided,
      findings: [
        'unknown Cdn: ViewerProtocolPolicy of the default behaviour is not known (parameter Choice of Stack1 has no default and was given no value), expected redirect-to-https or https-only; ViewerProtocolPolicy of /api/* is not known (parameter Choice of Stack1 has no default and was given no value), expected redirect-to-https or https-only',
      ],
    },
    {
      name: 'a distribution that may be switched off',
      resources: cdn({ Enabled: ref('Choice'), DefaultCacheBehavior: behavior('allow-all') }),
      ...undecided,
      findings: [
        'unknown Cdn: whether Cdn is public is not known (parameter Choice of Stack1 has no default and was given no value): ViewerProtocolPolicy of the default behaviour is allow-all, expected redirect-to-https or https-only',
      ],
    },
    {
      name: 'Elastic Beanstalk',
      resources: { Web: resource('ElasticBeanstalk::Environment') },
      findings: [
        'unknown Web: AWS::ElasticBeanstalk::Environment makes its own load balancer; verify its listeners in the account',
      ],
    },
    {
      name: 'an accelerator in front of what is inside the network',
      resources: {
        Fast: resource('GlobalAccelerator::Accelerator'),
        Alb: balancer({ Scheme: 'internal' }),
      },
      findings: [
        'unknown Fast: AWS::GlobalAccelerator::Accelerator passes traffic through; verify its listeners in the account',
      ],
    },
    {
      name: 'Kubernetes',
      resources: { Cluster: resource('EKS::Cluster'), Nodes: nodegroup({}) },
      findings: [
        'unknown Cluster: a controller in the cluster makes the load balancer; verify its listeners in the account',
      ],
    },
    {
      name: 'an entry in a nested stack that is not among the files',
      resources: { Nested: resource('CloudFormation::Stack') },
      findings: [
        'unknown Stack1: no public entry is in the templates, but the template of nested stack Nested of Stack1 is not among the files',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that has declared to have none',
      resources: {},
      declaration: { entries: { none: 'works in the background' } },
      findings: ['notApplicable Stack1: declared: works in the background'],
    },
  ],
};
