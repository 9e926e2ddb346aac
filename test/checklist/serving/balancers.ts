import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import {
  balancer,
  ifOn,
  noValue,
  ref,
  resource,
  service,
  subnet,
  subnets,
  targetGroup,
  undecided,
  zone,
} from './resources';

const group = (properties: JsonObject): JsonObject => ({
  Web: resource('AutoScaling::AutoScalingGroup', { TargetGroupARNs: [ref('Targets')], ...properties }),
  Targets: targetGroup(),
});

export const replacement: ControlCases = {
  pass: [
    { name: 'checks of the load balancer', resources: group({ HealthCheckType: 'ELB' }) },
    { name: 'checks of the load balancer among others', resources: group({ HealthCheckType: 'EBS, ELB' }) },
  ],
  fail: [
    {
      name: 'checks of the instance',
      resources: group({ HealthCheckType: 'EC2' }),
      findings: ['fail Web: HealthCheckType is EC2, expected ELB'],
    },
    {
      name: 'no checks stated',
      resources: group({}),
      findings: ['fail Web: HealthCheckType is not set and so EC2, expected ELB'],
    },
  ],
  unknown: [
    {
      name: 'checks that are a parameter',
      resources: group({ HealthCheckType: ref('Choice') }),
      ...undecided,
      findings: [
        'unknown Web: HealthCheckType is not known (parameter Choice of Stack1 has no default and was given no value), expected ELB',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'tasks',
      resources: { Web: service(), Targets: targetGroup() },
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
  ],
};

const bothSubnets = [ref('SubnetA'), ref('SubnetB')];
const alb = (properties: JsonObject, others: JsonObject = subnets): JsonObject => ({
  Alb: balancer(properties),
  ...others,
});
const nlb = (properties: JsonObject): JsonObject => alb({ Type: 'network', ...properties });
const mappings = (...list: readonly Json[]): JsonObject => ({
  SubnetMappings: list.map((id) => ({ SubnetId: id })),
});
const classic = (properties: JsonObject): JsonObject => ({
  Elb: resource('ElasticLoadBalancing::LoadBalancer', properties),
  ...subnets,
});

export const balancerZones: ControlCases = {
  pass: [
    { name: 'subnets in two zones', resources: alb({ Subnets: bothSubnets }) },
    {
      name: 'two subnets of elsewhere, of which AWS takes one a zone',
      resources: alb({ Subnets: ['subnet-1', 'subnet-2'] }),
    },
    { name: 'a network load balancer', resources: nlb({ Subnets: bothSubnets }) },
    { name: 'addresses in two zones', resources: nlb(mappings(...bothSubnets)) },
    { name: 'addresses in two subnets of elsewhere', resources: nlb(mappings('subnet-1', 'subnet-2')) },
    { name: 'a classic load balancer', resources: classic({ Subnets: bothSubnets }) },
    {
      name: 'a classic load balancer in zones by name',
      resources: classic({ AvailabilityZones: ['eu-west-1a', 'eu-west-1b'] }),
    },
    {
      name: 'a classic load balancer in all zones',
      resources: classic({ AvailabilityZones: { 'Fn::GetAZs': '' } }),
    },
  ],
  fail: [
    {
      name: 'one subnet',
      resources: alb({ Subnets: [ref('SubnetA')] }),
      findings: ['fail Alb: Subnets lies in 1 availability zone, expected at least 2'],
    },
    {
      name: 'a network load balancer in one subnet',
      resources: nlb({ Subnets: [ref('SubnetA')] }),
      findings: ['fail Alb: Subnets lies in 1 availability zone, expected at least 2'],
    },
    {
      name: 'an address in one zone',
      resources: nlb(mappings(ref('SubnetB'))),
      findings: ['fail Alb: SubnetMappings lies in 1 availability zone, expected at least 2'],
    },
    {
      name: 'two subnets in one zone',
      resources: alb({ Subnets: bothSubnets }, { SubnetA: subnet(zone(0)), SubnetB: subnet(zone(0)) }),
      findings: ['fail Alb: Subnets lies in 1 availability zone, expected at least 2'],
    },
    {
      name: 'no subnets',
      resources: alb({}),
      findings: ['fail Alb: Subnets is not set, expected subnets in at least 2 zones'],
    },
    {
      name: 'one of two load balancers',
      resources: { ...alb({ Subnets: bothSubnets }), AdminAlb: balancer({ Subnets: [ref('SubnetA')] }) },
      findings: [
        'pass Alb: Subnets lies in 2 availability zones',
        'fail AdminAlb: Subnets lies in 1 availability zone, expected at least 2',
      ],
    },
    {
      name: 'a classic load balancer in one zone',
      resources: classic({ AvailabilityZones: ['eu-west-1a'] }),
      findings: ['fail Elb: AvailabilityZones lies in 1 availability zone, expected at least 2'],
    },
  ],
  unknown: [
    {
      name: 'subnets that are a parameter',
      resources: alb({ Subnets: ref('Subnets') }),
      parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } },
      findings: [
        'unknown Alb: Subnets is not known (parameter Subnets of Stack1 has no default and was given no value), expected at least 2 zones',
      ],
    },
    {
      name: 'a subnet that may not be there',
      resources: nlb({ Subnets: [ref('SubnetA'), ifOn(ref('SubnetB'), noValue)] }),
      ...undecided,
      findings: [
        'unknown Alb: Subnets lies in 1 known availability zone (parameter Choice of Stack1 has no default and was given no value), expected at least 2',
      ],
    },
    {
      name: 'an address that may not be there',
      resources: nlb({
        SubnetMappings: [{ SubnetId: ref('SubnetA') }, ifOn({ SubnetId: ref('SubnetB') }, noValue)],
      }),
      ...undecided,
      findings: [
        'unknown Alb: SubnetMappings lies in 1 known availability zone (parameter Choice of Stack1 has no default and was given no value), expected at least 2',
      ],
    },
    {
      name: 'a load balancer that may not be there',
      resources: { Alb: balancer({ Subnets: [ref('SubnetA')] }, 'IsOn'), ...subnets },
      ...undecided,
      findings: [
        'unknown Alb: parameter Choice of Stack1 has no default and was given no value: Subnets lies in 1 availability zone, expected at least 2',
      ],
    },
    {
      name: 'a classic load balancer in zones that are parameters',
      resources: classic({ AvailabilityZones: [ref('One'), ref('Two')] }),
      parameters: { One: { Type: 'String' }, Two: { Type: 'String' } },
      findings: [
        'unknown Elb: AvailabilityZones lies in 0 known availability zones (parameter One of Stack1 has no default and was given no value), expected at least 2',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no load balancer',
      resources: subnets,
      findings: ['notApplicable Stack1: no load balancer to judge'],
    },
  ],
};

const attributes = (...list: readonly Json[]): JsonObject => ({
  Alb: balancer({ LoadBalancerAttributes: [...list] }),
});
const attribute = (key: string, value: Json): JsonObject => ({ Key: key, Value: value });

export const deletionProtection: ControlCases = {
  pass: [
    { name: 'protected', resources: attributes(attribute('deletion_protection.enabled', 'true')) },
    {
      name: 'protected, beside an attribute that may not be there',
      resources: attributes(
        ifOn(attribute('idle_timeout.timeout_seconds', '30'), noValue),
        attribute('deletion_protection.enabled', true),
      ),
      ...undecided,
    },
  ],
  fail: [
    {
      name: 'no attributes',
      resources: { Alb: balancer() },
      findings: ['fail Alb: deletion_protection.enabled is not set and so false, expected true'],
    },
    {
      name: 'switched off',
      resources: attributes(attribute('deletion_protection.enabled', 'false')),
      findings: ['fail Alb: deletion_protection.enabled is false, expected true'],
    },
  ],
  unknown: [
    {
      name: 'a value that is a parameter',
      resources: attributes(attribute('deletion_protection.enabled', ref('Choice'))),
      ...undecided,
      findings: [
        'unknown Alb: deletion_protection.enabled is not known (parameter Choice of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'an attribute that may be there',
      resources: attributes(ifOn(attribute('deletion_protection.enabled', 'true'), noValue)),
      ...undecided,
      findings: [
        'unknown Alb: LoadBalancerAttributes is not known (parameter Choice of Stack1 has no default and was given no value)',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a classic load balancer, which knows no such protection',
      resources: classic({}),
      findings: ['notApplicable Stack1: it does not arise for the load balancer of this workload'],
    },
  ],
};

export const accessLogs: ControlCases = {
  pass: [
    { name: 'logs', resources: attributes(attribute('access_logs.s3.enabled', 'true')) },
    {
      name: 'logs of a classic load balancer',
      resources: classic({ AccessLoggingPolicy: { Enabled: true } }),
    },
  ],
  fail: [
    {
      name: 'no attributes',
      resources: { Alb: balancer() },
      findings: ['fail Alb: access_logs.s3.enabled is not set and so false, expected true'],
    },
    {
      name: 'no logs',
      resources: attributes(attribute('access_logs.s3.enabled', 'false')),
      findings: ['fail Alb: access_logs.s3.enabled is false, expected true'],
    },
    {
      name: 'a classic load balancer without logs',
      resources: classic({}),
      findings: ['fail Elb: AccessLoggingPolicy.Enabled is not set and so false, expected true'],
    },
  ],
  unknown: [
    {
      name: 'attributes that are not known',
      resources: { Alb: balancer({ LoadBalancerAttributes: ref('Choice') }) },
      ...undecided,
      findings: [
        'unknown Alb: LoadBalancerAttributes is not known (parameter Choice of Stack1 has no default and was given no value)',
      ],
    },
  ],
};
