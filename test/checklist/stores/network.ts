import type { Json, JsonObject } from '../../../lib/model/input';
import { nothing } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { redis } from './caches';

/** A service, a cache and their security groups in one network; `changes` replace or add resources. */
export function connected(changes: JsonObject = {}): JsonObject {
  return {
    Vpc: resource('EC2::VPC', { CidrBlock: '10.1.0.0/16' }),
    Web: service(),
    WebGroup: group(),
    Cache: redis({ SecurityGroupIds: [att('CacheGroup', 'GroupId')] }),
    CacheGroup: group({ SecurityGroupIngress: [fromWeb()] }),
    ...changes,
  };
}

export function service(
  groups: Json = [att('WebGroup', 'GroupId')],
  properties: JsonObject = {},
): JsonObject {
  const network = { AwsvpcConfiguration: { SecurityGroups: groups, Subnets: ['subnet-1'] } };
  return resource('ECS::Service', { NetworkConfiguration: network, ...properties });
}

export function group(properties: JsonObject = {}): JsonObject {
  return resource('EC2::SecurityGroup', { VpcId: ref('Vpc'), GroupDescription: 'group', ...properties });
}

/** A rule that admits the service on the port of Redis. */
export function fromWeb(rule: JsonObject = {}): JsonObject {
  const source = { SourceSecurityGroupId: att('WebGroup', 'GroupId') };
  return { IpProtocol: 'tcp', FromPort: 6379, ToPort: 6379, ...source, ...rule };
}

export function fromRange(range: Json): JsonObject {
  return fromWeb({ SourceSecurityGroupId: nothing, CidrIp: range });
}

export const admitting = (...rules: Json[]): JsonObject =>
  connected({ CacheGroup: group({ SecurityGroupIngress: rules }) });

export const functionIn = (configuration: Json): JsonObject =>
  resource('Lambda::Function', { Runtime: 'nodejs22.x', VpcConfig: configuration });

export const url = resource('Lambda::Url', { TargetFunctionArn: att('Web', 'Arn'), AuthType: 'NONE' });

export const refused = 'no security group rule lets Web connect to Cache on port 6379, expected one';

export const notKnown = 'whether Cache admits Web on port 6379 is not known';
