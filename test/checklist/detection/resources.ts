import type { Json, JsonObject } from '../../../lib/model/input';
import { att, ref, resource } from '../serving/resources';

/** Short ways to write detectors, rules, topics and who hears them. */

export function detector(properties: JsonObject = {}, condition?: string): JsonObject {
  return resource('GuardDuty::Detector', { Enable: true, ...properties }, condition);
}

/** What a rule asks of findings of GuardDuty; `severity` from 7 on unless stated. */
export function pattern(detail: JsonObject = { severity: [{ numeric: ['>=', 7] }] }): JsonObject {
  return { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'], detail };
}

/** A rule that sends findings to the topic `Ops`. */
export function rule(properties: JsonObject = {}, condition?: string): JsonObject {
  const settings = { EventPattern: pattern(), Targets: [{ Id: 'ops', Arn: ref('Ops') }] };
  return resource('Events::Rule', { ...settings, ...properties }, condition);
}

export function topic(properties: JsonObject = {}): JsonObject {
  return resource('SNS::Topic', properties);
}

/** A statement that lets EventBridge publish to `Ops`. */
export const letsEventsPublish: JsonObject = {
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sns:Publish',
  Resource: ref('Ops'),
};

/** What `enforceSSL` of the CDK makes. */
export const deniesPlainHttp: JsonObject = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'sns:Publish',
  Resource: ref('Ops'),
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

export function topicPolicy(...statements: Json[]): JsonObject {
  return resource('SNS::TopicPolicy', { Topics: [ref('Ops')], PolicyDocument: { Statement: statements } });
}

export function subscription(protocol: Json, endpoint: Json, properties: JsonObject = {}): JsonObject {
  const settings = { TopicArn: ref('Ops'), Protocol: protocol, Endpoint: endpoint };
  return resource('SNS::Subscription', { ...settings, ...properties });
}

/** A key, and what lets EventBridge use it. */
export function key(...statements: Json[]): JsonObject {
  const owner = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::1:root' },
    Action: 'kms:*',
    Resource: '*',
  };
  return resource('KMS::Key', { KeyPolicy: { Statement: [owner, ...statements] } });
}

export const letsEventsEncrypt: JsonObject = {
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
  Resource: '*',
};

/** A detector whose findings somebody hears of by mail; `changes` replace or add resources. */
export function alerted(changes: JsonObject = {}): JsonObject {
  return {
    Detector: detector(),
    Rule: rule(),
    Ops: topic(),
    OpsPolicy: topicPolicy(letsEventsPublish),
    Mail: subscription('email', 'ops@example.com'),
    ...changes,
  };
}

/** The topic is encrypted with the key `Key`. */
export function encrypted(...statements: Json[]): JsonObject {
  return alerted({ Ops: topic({ KmsMasterKeyId: att('Key', 'Arn') }), Key: key(...statements) });
}
