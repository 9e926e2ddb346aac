import { Environment } from '../../../lib/model/environment';
import type { Json, JsonObject } from '../../../lib/model/input';
import { alarmsOf } from '../../../lib/rules/alarms/alarms';
import { tellsOfAlarm } from '../../../lib/rules/alarms/reach/reach';
import type { Urgency } from '../../../lib/rules/notification/subscriptions';
import { environmentsOf, type Subject } from '../../harness/judge';
import { att, ref, resource } from '../../checklist/serving/resources';

/** Short ways to write alarms, topics, and who hears them. */

/** An alarm that tells the topic `Ops`. */
export function alarm(properties: JsonObject = {}, condition?: string): JsonObject {
  const settings = {
    Namespace: 'Shop',
    MetricName: 'Errors',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 2,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    AlarmActions: [ref('Ops')],
  };
  return resource('CloudWatch::Alarm', { ...settings, ...properties }, condition);
}

/** An alarm that does nothing by itself. */
export function silent(properties: JsonObject = {}): JsonObject {
  return alarm({ AlarmActions: [], ...properties });
}

/** A composite alarm that tells the topic `Ops`. */
export function composite(rule: Json, properties: JsonObject = {}, condition?: string): JsonObject {
  const settings = { AlarmName: 'site', AlarmRule: rule, AlarmActions: [ref('Ops')] };
  return resource('CloudWatch::CompositeAlarm', { ...settings, ...properties }, condition);
}

/** A rule made of literal pieces and of logical ids, whose ARNs stand in it: `ALARM("`, `Errors`, `")`. */
export function rule(strings: TemplateStringsArray, ...logicalIds: string[]): JsonObject {
  const pieces = strings.flatMap((text, i) => [
    text,
    ...logicalIds.slice(i, i + 1).map((id) => att(id, 'Arn')),
  ]);
  return { 'Fn::Join': ['', pieces.filter((piece) => piece !== '')] };
}

export function topic(properties: JsonObject = {}): JsonObject {
  return resource('SNS::Topic', properties);
}

export const pagerUrl = 'https://events.pagerduty.com/integration/0123/enqueue';

/** A subscription of the topic `Ops`. */
export function subscription(
  protocol: Json,
  endpoint: Json,
  properties: JsonObject = {},
  condition?: string,
): JsonObject {
  const settings = { TopicArn: ref('Ops'), Protocol: protocol, Endpoint: endpoint };
  return resource('SNS::Subscription', { ...settings, ...properties }, condition);
}

/** A policy of the topic `Ops`. */
export function topicPolicy(...statements: Json[]): JsonObject {
  return resource('SNS::TopicPolicy', { Topics: [ref('Ops')], PolicyDocument: { Statement: statements } });
}

/** A statement that lets alarms publish to `Ops`. */
export function letsAlarmsPublish(changes: JsonObject = {}): JsonObject {
  const service = 'cloudwatch.amazonaws.com';
  const settings = {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sns:Publish',
    Resource: ref('Ops'),
  };
  return { ...settings, ...changes };
}

/** What `enforceSSL` of the CDK makes. */
export const deniesPlainHttp: JsonObject = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'sns:Publish',
  Resource: ref('Ops'),
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

/** A key, and what lets alarms use it. */
export function key(...statements: Json[]): JsonObject {
  const root = { AWS: 'arn:aws:iam::111111111111:root' };
  const owner = { Effect: 'Allow', Principal: root, Action: 'kms:*', Resource: '*' };
  return resource('KMS::Key', { KeyPolicy: { Statement: [owner, ...statements] } });
}

export const letsAlarmsEncrypt: JsonObject = {
  Effect: 'Allow',
  Principal: { Service: 'cloudwatch.amazonaws.com' },
  Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
  Resource: '*',
};

/** An alarm `Errors` that pages; `changes` replace or add resources. */
export function paged(changes: JsonObject = {}): JsonObject {
  return { Errors: alarm(), Ops: topic(), Pager: subscription('https', pagerUrl), ...changes };
}

/** The answer about the first alarm of a subject, in words. */
export function answerOf(subject: Subject, urgency: Urgency = 'page'): string {
  const alarms = environmentsOf(subject).flatMap((input) => alarmsOf(new Environment(input)));
  const { is, message } = tellsOfAlarm(alarms[0]!, urgency);
  return `${is}: ${message}`;
}

export const published = 'Ops lets cloudwatch.amazonaws.com publish';
export const byPager = 'the https subscription of Ops leads to events.pagerduty.com, which pages';
export const heard = `yes: ${published}; ${byPager}`;
