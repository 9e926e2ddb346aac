import type { Json, JsonObject } from '../../../lib/model/input';
import { att, ref, resource } from '../serving/resources';

/** Short ways to write jobs, the alarms on them and who hears these. */

/** A topic `Ops` that pages, and lets alarms and events publish. */
export const ops: JsonObject = {
  Ops: resource('SNS::Topic'),
  Pager: resource('SNS::Subscription', {
    TopicArn: ref('Ops'),
    Protocol: 'https',
    Endpoint: 'https://events.pagerduty.com/integration/1/enqueue',
  }),
  Publishing: resource('SNS::TopicPolicy', {
    Topics: [ref('Ops')],
    PolicyDocument: {
      Statement: ['cloudwatch', 'events'].map((service) => ({
        Effect: 'Allow',
        Principal: { Service: `${service}.amazonaws.com` },
        Action: 'sns:Publish',
        Resource: ref('Ops'),
      })),
    },
  }),
};

/** An alarm that tells `Ops` of every value above zero of a minute; dimensions by name. */
export function alarm(
  metric: string,
  dimensions: Record<string, Json>,
  properties: JsonObject = {},
  condition?: string,
): JsonObject {
  const [namespace, name] = metric.split(' ');
  const settings = {
    Namespace: namespace!,
    MetricName: name!,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    AlarmActions: [ref('Ops')],
  };
  return resource('CloudWatch::Alarm', { ...settings, ...properties }, condition);
}

/** An alarm on a queue. */
export function queueAlarm(
  name: string,
  queue: string,
  properties: JsonObject = {},
  condition?: string,
): JsonObject {
  const settings = { Statistic: 'Maximum', ...properties };
  return alarm(`AWS/SQS ${name}`, { QueueName: att(queue, 'QueueName') }, settings, condition);
}

/** An alarm on a function. */
export function functionAlarm(
  name: string,
  fn: string,
  properties: JsonObject = {},
  condition?: string,
): JsonObject {
  return alarm(`AWS/Lambda ${name}`, { FunctionName: ref(fn) }, properties, condition);
}

export function queue(properties: JsonObject = {}, condition?: string): JsonObject {
  return resource('SQS::Queue', properties, condition);
}

/** Where a queue leaves what was tried three times. */
export function redrive(to: Json): JsonObject {
  return { RedrivePolicy: { deadLetterTargetArn: to, maxReceiveCount: 3 } };
}

/** A queue `Orders` that sets aside what fails in `Failed`, and `Ops`. */
export function orders(others: JsonObject = {}): JsonObject {
  return { ...ops, Orders: queue(redrive(att('Failed', 'Arn'))), Failed: queue(), ...others };
}

export function fn(properties: JsonObject = {}, condition?: string): JsonObject {
  return resource('Lambda::Function', properties, condition);
}

/** What hands batches of a source to the function `Worker`. */
export function mapping(source: Json, properties: JsonObject = {}): JsonObject {
  return resource('Lambda::EventSourceMapping', {
    FunctionName: ref('Worker'),
    EventSourceArn: source,
    ...properties,
  });
}

/** A rule that starts something every day. */
export function daily(target: JsonObject, properties: JsonObject = {}): JsonObject {
  const settings = { ScheduleExpression: 'rate(1 day)', Targets: [{ Id: 'job', ...target }] };
  return resource('Events::Rule', { ...settings, ...properties });
}

/** A function `Nightly` that runs every day, and `Ops`. */
export function nightly(others: JsonObject = {}): JsonObject {
  return { ...ops, Nightly: fn(), Daily: daily({ Arn: att('Nightly', 'Arn') }), ...others };
}

/** A rule that tells `Ops` of an event. */
export function eventRule(
  source: string,
  type: string,
  detail: JsonObject,
  properties: JsonObject = {},
): JsonObject {
  const pattern = { source: [source], 'detail-type': [type], detail };
  return resource('Events::Rule', {
    EventPattern: pattern,
    Targets: [{ Id: 'ops', Arn: ref('Ops') }],
    ...properties,
  });
}
