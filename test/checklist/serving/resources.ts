import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';

/** Short ways to write the resources that cases about servers, load balancers and certificates are made of. */

export function resource(type: string, properties: JsonObject = {}, condition?: string): JsonObject {
  return { Type: `AWS::${type}`, Properties: properties, ...(condition ? { Condition: condition } : {}) };
}

export function ref(logicalId: string): JsonObject {
  return { Ref: logicalId };
}

export function att(logicalId: string, name: string): JsonObject {
  return { 'Fn::GetAtt': [logicalId, name] };
}

export function subnet(zone: Json): JsonObject {
  return resource('EC2::Subnet', { AvailabilityZone: zone });
}

/** Subnets in two availability zones: SubnetA and SubnetB. */
export const subnets: JsonObject = { SubnetA: subnet('eu-west-1a'), SubnetB: subnet('eu-west-1b') };

/** A member of the list of zones that the account has. */
export function zone(index: number | string, region: Json = ''): JsonObject {
  return { 'Fn::Select': [index, { 'Fn::GetAZs': region }] };
}

export function targetGroup(properties: JsonObject = {}): JsonObject {
  return resource('ElasticLoadBalancingV2::TargetGroup', properties);
}

/** An ECS service that registers with the target group `Targets`. */
export function service(properties: JsonObject = {}, condition?: string): JsonObject {
  const registration = { LoadBalancers: [{ TargetGroupArn: ref('Targets') }] };
  return resource('ECS::Service', { ...registration, ...properties }, condition);
}

/** The service `Web` on Fargate with its target group. */
export function web(properties: JsonObject = {}, others: JsonObject = {}): JsonObject {
  return { Web: service({ LaunchType: 'FARGATE', ...properties }), Targets: targetGroup(), ...others };
}

/** The awsvpc settings of a service. */
export function inSubnets(...list: readonly Json[]): JsonObject {
  return { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [...list] } } };
}

export function balancer(properties: JsonObject = {}, condition?: string): JsonObject {
  return resource('ElasticLoadBalancingV2::LoadBalancer', properties, condition);
}

export function listener(properties: JsonObject = {}, condition?: string): JsonObject {
  return resource(
    'ElasticLoadBalancingV2::Listener',
    { LoadBalancerArn: ref('Alb'), ...properties },
    condition,
  );
}

export function rule(properties: JsonObject = {}, condition?: string): JsonObject {
  return resource(
    'ElasticLoadBalancingV2::ListenerRule',
    { ListenerArn: ref('Listener'), ...properties },
    condition,
  );
}

export function forward(target: Json): JsonObject {
  return { Type: 'forward', TargetGroupArn: target };
}

/** An action that forwards by weights: target group and weight, by turns. */
export function weigh(...shares: readonly (readonly [target: Json, weight: Json])[]): JsonObject {
  const groups = shares.map(([target, weight]) => ({ TargetGroupArn: target, Weight: weight }));
  return { Type: 'forward', ForwardConfig: { TargetGroups: groups } };
}

/** A parameter of type String, and a condition `IsOn` that nobody can decide without its value. */
export const undecided = {
  parameters: { Choice: { Type: 'String' } },
  conditions: { IsOn: { 'Fn::Equals': [ref('Choice'), 'yes'] } },
} as const satisfies { readonly parameters: JsonObject; readonly conditions: JsonObject };

/** A condition `IsOn` that the default of its parameter decides. */
export function decided(value: 'yes' | 'no'): {
  readonly parameters: JsonObject;
  readonly conditions: JsonObject;
} {
  return {
    parameters: { Choice: { Type: 'String', Default: value } },
    conditions: { IsOn: { 'Fn::Equals': [ref('Choice'), 'yes'] } },
  };
}

export function ifOn(then: Json, otherwise: Json): JsonObject {
  return { 'Fn::If': ['IsOn', then, otherwise] };
}

export const noValue = ref('AWS::NoValue');

export function certificate(properties: JsonObject = {}): JsonObject {
  return resource('CertificateManager::Certificate', {
    DomainName: 'example.com',
    ValidationMethod: 'DNS',
    ...properties,
  });
}

/** A load balancer that presents certificates. */
export function presenting(...certificates: readonly Json[]): JsonObject {
  const list = certificates.map((arn) => ({ CertificateArn: arn }));
  return { Alb: balancer(), Listener: listener({ Protocol: 'HTTPS', Certificates: list }) };
}

/** A distribution that presents a certificate. */
export function viewer(settings: Json): JsonObject {
  return {
    Cdn: resource('CloudFront::Distribution', {
      DistributionConfig: { Enabled: true, ViewerCertificate: settings },
    }),
  };
}

/** Several tables made one. */
export function together(...tables: readonly ControlCases[]): ControlCases {
  return {
    pass: tables.flatMap(({ pass }) => pass),
    fail: tables.flatMap(({ fail }) => fail),
    unknown: tables.flatMap(({ unknown }) => unknown),
    notApplicable: tables.flatMap(({ notApplicable }) => notApplicable ?? []),
  };
}
