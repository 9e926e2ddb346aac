import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { att, ifOn, ref, resource, service, targetGroup, undecided } from './resources';

const checked = (properties: JsonObject): JsonObject => ({
  Web: service(),
  Targets: targetGroup(properties),
});
const codes = (text: string): JsonObject => checked({ Matcher: { HttpCode: text } });
const grpc = (text?: string): JsonObject =>
  checked({ ProtocolVersion: 'GRPC', ...(text === undefined ? {} : { Matcher: { GrpcCode: text } }) });
const timing = (interval: Json, failures: Json): JsonObject =>
  checked({ HealthCheckIntervalSeconds: interval, UnhealthyThresholdCount: failures });
const slow = { HealthCheckIntervalSeconds: 60, UnhealthyThresholdCount: 5 };
const classic = (check?: JsonObject): JsonObject => ({
  Web: resource('AutoScaling::AutoScalingGroup', { LoadBalancerNames: [ref('Elb')] }),
  Elb: resource('ElasticLoadBalancing::LoadBalancer', check ? { HealthCheck: check } : {}),
});
const behindBalancer = (properties: JsonObject): JsonObject => ({
  Web: resource('Lambda::Function'),
  Targets: targetGroup({ TargetType: 'lambda', Targets: [{ Id: att('Web', 'Arn') }], ...properties }),
});

export const healthChecks: ControlCases = {
  pass: [
    { name: 'what AWS checks by default', resources: checked({}) },
    { name: 'the code 200', resources: codes('200') },
    { name: 'codes from 200 to 299', resources: codes('200-299') },
    { name: 'two codes', resources: codes('200,204') },
    { name: 'no more than 90 seconds', resources: timing(30, '3') },
    {
      name: 'an interval with an upper limit',
      resources: timing(ref('Interval'), 3),
      parameters: { Interval: { Type: 'Number', MaxValue: 30 } },
    },
    { name: 'both branches soon enough', resources: timing(ifOn(10, 30), ifOn(2, 3)), ...undecided },
    { name: 'the default of gRPC', resources: grpc() },
    { name: 'the codes 0 and 12 of gRPC', resources: grpc('0,12') },
    {
      name: 'a connection to a network load balancer',
      resources: checked({ Protocol: 'TCP', ...{ HealthCheckIntervalSeconds: 10 } }),
    },
    {
      name: 'the codes that a network load balancer accepts by default',
      resources: checked({ Protocol: 'TCP', HealthCheckProtocol: 'HTTP' }),
    },
    {
      name: 'a function behind a load balancer that checks it',
      resources: behindBalancer({ HealthCheckEnabled: true }),
    },
    {
      name: 'a target group that only may be used, and is checked',
      resources: {
        Web: service({
          LoadBalancers: [
            { TargetGroupArn: ref('Targets') },
            ifOn({ TargetGroupArn: ref('Others') }, ref('AWS::NoValue')),
          ],
        }),
        Targets: targetGroup(),
        Others: targetGroup(),
      },
      ...undecided,
    },
    { name: 'what a classic load balancer checks by default', resources: classic() },
    {
      name: 'a classic load balancer',
      resources: classic({ Target: 'HTTP:80/health', Interval: '15', UnhealthyThreshold: '2' }),
    },
  ],
  fail: [
    {
      name: 'codes up to 399',
      resources: codes('200-399'),
      findings: ['fail Web: Targets: Matcher.HttpCode is 200-399, expected codes within 200-299'],
    },
    {
      name: 'codes up to 499',
      resources: codes('200-499'),
      findings: ['fail Web: Targets: Matcher.HttpCode is 200-499, expected codes within 200-299'],
    },
    {
      name: 'a redirect',
      resources: codes('200,302'),
      findings: ['fail Web: Targets: Matcher.HttpCode is 200,302, expected codes within 200-299'],
    },
    {
      name: 'a range without an end',
      resources: codes('200-'),
      findings: ['fail Web: Targets: Matcher.HttpCode is 200-, expected codes within 200-299'],
    },
    {
      name: 'codes up to 499 of a network load balancer',
      resources: checked({ Protocol: 'TCP', HealthCheckProtocol: 'HTTP', Matcher: { HttpCode: '200-499' } }),
      findings: ['fail Web: Targets: Matcher.HttpCode is 200-499, expected codes within 200-399'],
    },
    {
      name: 'every code of gRPC',
      resources: grpc('0-99'),
      findings: ['fail Web: Targets: Matcher.GrpcCode is 0-99, expected 0 or 12'],
    },
    {
      name: 'codes of gRPC from 0 to 12',
      resources: grpc('0-12'),
      findings: ['fail Web: Targets: Matcher.GrpcCode is 0-12, expected 0 or 12'],
    },
    {
      name: 'two minutes',
      resources: timing(60, 2),
      findings: [
        'fail Web: Targets: a failing target is noticed after 120 s (2 checks, 60 s apart), expected at most 90 s',
      ],
    },
    {
      name: 'four failures',
      resources: timing(30, 4),
      findings: [
        'fail Web: Targets: a failing target is noticed after 120 s (4 checks, 30 s apart), expected at most 90 s',
      ],
    },
    {
      name: 'an interval with a lower limit',
      resources: timing(ref('Interval'), 2),
      parameters: { Interval: { Type: 'Number', MinValue: 60 } },
      findings: [
        'fail Web: Targets: a failing target is noticed after 120 s at the soonest, expected at most 90 s',
      ],
    },
    {
      name: 'no check',
      resources: checked({ HealthCheckEnabled: false }),
      findings: ['fail Web: Targets: HealthCheckEnabled is false, expected true'],
    },
    {
      name: 'a function that a load balancer does not check',
      resources: behindBalancer({}),
      findings: ['fail Web: Targets: HealthCheckEnabled is not set and so false, expected true'],
    },
    {
      name: 'a second target group that is checked too rarely',
      resources: {
        Web: service({
          LoadBalancers: [
            {
              TargetGroupArn: ref('Blue'),
              AdvancedConfiguration: { AlternateTargetGroupArn: ref('Green') },
            },
          ],
        }),
        Blue: targetGroup(),
        Green: targetGroup(slow),
      },
      findings: [
        'fail Web: Green: a failing target is noticed after 300 s (5 checks, 60 s apart), expected at most 90 s',
      ],
    },
    {
      name: 'a target group of CodeDeploy that is not checked',
      resources: {
        ...checked({}),
        Green: targetGroup({ Name: 'green', HealthCheckEnabled: 'false' }),
        Deployment: resource('CodeDeploy::DeploymentGroup', {
          ECSServices: [{ ServiceName: att('Web', 'Name') }],
          LoadBalancerInfo: {
            TargetGroupPairInfoList: [{ TargetGroups: [{ Name: 'green' }] }],
          },
        }),
      },
      findings: ['fail Web: Green: HealthCheckEnabled is false, expected true'],
    },
    {
      name: 'a classic load balancer that takes its time',
      resources: classic({ Interval: '60', UnhealthyThreshold: '10' }),
      findings: [
        'fail Web: Elb: a failing target is noticed after 600 s (10 checks, 60 s apart), expected at most 90 s',
      ],
    },
  ],
  unknown: [
    {
      name: 'codes that are a parameter',
      resources: checked({ Matcher: { HttpCode: ref('Choice') } }),
      ...undecided,
      findings: [
        'unknown Web: Targets: Matcher.HttpCode is not known (parameter Choice of Stack1 has no default and was given no value), expected codes within 200-299',
      ],
    },
    {
      name: 'an interval that is a parameter',
      resources: timing(ref('Interval'), 2),
      parameters: { Interval: { Type: 'Number' } },
      findings: [
        'unknown Web: Targets: how soon a failing target is noticed is not known (parameter Interval of Stack1 has no default and was given no value), expected at most 90 s',
      ],
    },
    {
      name: 'one of the branches too late',
      resources: timing(ifOn(10, 60), 2),
      ...undecided,
      findings: [
        'unknown Web: Targets: how soon a failing target is noticed is not known (parameter Choice of Stack1 has no default and was given no value), expected at most 90 s',
      ],
    },
    {
      name: 'a protocol that is a parameter',
      resources: checked({ HealthCheckProtocol: ref('Choice'), Matcher: { HttpCode: '200-499' } }),
      ...undecided,
      findings: [
        'unknown Web: Targets: parameter Choice of Stack1 has no default and was given no value: Matcher.HttpCode is 200-499, expected codes within 200-299',
      ],
    },
    {
      name: 'a target group of elsewhere',
      resources: { Web: service({ LoadBalancers: [{ TargetGroupArn: ref('Choice') }] }) },
      ...undecided,
      findings: [
        'unknown Web: the target group it registers with is not known (parameter Choice of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a target group that only may be used, and is checked too rarely',
      resources: {
        Web: service({
          LoadBalancers: [
            { TargetGroupArn: ref('Targets') },
            ifOn({ TargetGroupArn: ref('Others') }, ref('AWS::NoValue')),
          ],
        }),
        Targets: targetGroup(),
        Others: targetGroup(slow),
      },
      ...undecided,
      findings: [
        'unknown Web: parameter Choice of Stack1 has no default and was given no value: Others: a failing target is noticed after 300 s (5 checks, 60 s apart), expected at most 90 s',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a service without a load balancer',
      resources: { Web: resource('ECS::Service') },
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
    {
      name: 'App Runner',
      resources: { Web: resource('AppRunner::Service') },
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
  ],
};
