import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { att, ref, resource, service, targetGroup, undecided } from './resources';

const checked = (properties: JsonObject): JsonObject => ({
  Web: service(),
  Targets: targetGroup(properties),
});
const grpc = (text?: string): JsonObject =>
  checked({ ProtocolVersion: 'GRPC', ...(text === undefined ? {} : { Matcher: { GrpcCode: text } }) });
const classic = (check?: JsonObject): JsonObject => ({
  Web: resource('AutoScaling::AutoScalingGroup', { LoadBalancerNames: [ref('Elb')] }),
  Elb: resource('ElasticLoadBalancing::LoadBalancer', check ? { HealthCheck: check } : {}),
});
const behindBalancer = (properties: JsonObject): JsonObject => ({
  Web: resource('Lambda::Function'),
  Targets: targetGroup({ TargetType: 'lambda', Targets: [{ Id: att('Web', 'Arn') }], ...properties }),
});

/** Paths that health checks ask for. */
export const healthPaths: ControlCases = {
  pass: [
    { name: 'a path of its own', resources: checked({ HealthCheckPath: '/health' }) },
    { name: 'the default of gRPC', resources: grpc() },
    {
      name: 'a path that a network load balancer asks for',
      resources: checked({ Protocol: 'TCP', HealthCheckProtocol: 'HTTPS', HealthCheckPath: '/health' }),
    },
    {
      name: 'a path that a classic load balancer asks for',
      resources: classic({ Target: 'HTTP:80/health' }),
    },
  ],
  fail: [
    {
      name: 'the front page',
      resources: checked({ HealthCheckPath: '/' }),
      findings: ['fail Web: Targets: HealthCheckPath is /, expected a path of its own such as /health'],
    },
    {
      name: 'the front page by default',
      resources: checked({}),
      findings: [
        'fail Web: Targets: HealthCheckPath is not set and so /, expected a path of its own such as /health',
      ],
    },
    {
      name: 'a connection',
      resources: checked({ Protocol: 'TCP' }),
      findings: ['fail Web: Targets: the check opens a TCP connection, expected a request to a health path'],
    },
    {
      name: 'the front page of a classic load balancer',
      resources: classic({ Target: 'HTTP:80/' }),
      findings: [
        'fail Web: Elb: HealthCheck.Target is HTTP:80/, expected a path of its own such as HTTP:80/health',
      ],
    },
    {
      name: 'a connection of a classic load balancer',
      resources: classic(),
      findings: ['fail Web: Elb: the check opens a TCP connection, expected a request to a health path'],
    },
  ],
  unknown: [
    {
      name: 'a path that is a parameter',
      resources: checked({ HealthCheckPath: ref('Choice') }),
      ...undecided,
      findings: [
        'unknown Web: Targets: HealthCheckPath is not known (parameter Choice of Stack1 has no default and was given no value), expected a path of its own such as /health',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a function behind a load balancer',
      resources: behindBalancer({}),
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
  ],
};
