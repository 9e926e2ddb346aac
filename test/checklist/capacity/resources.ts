import type { Json, JsonObject } from '../../../lib/model/input';
import { att, ref, resource } from '../serving/resources';

/** Short ways to write the alarms that cases about capacity, connections and certificates are made of. */

/** Dimensions by name. */
export type Dimensions = Readonly<Record<string, Json>>;

function listed(dimensions: Dimensions): JsonObject[] {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

/** An alarm that fires when a metric is above 80 for five minutes, and tells the topic `Alerts`. */
export function alarm(
  metric: string,
  dimensions: Dimensions,
  properties: JsonObject = {},
  condition?: string,
): JsonObject {
  const [namespace = '', name = ''] = metric.split(' ');
  return resource(
    'CloudWatch::Alarm',
    {
      Namespace: namespace,
      MetricName: name,
      Dimensions: listed(dimensions),
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 5,
      Threshold: 80,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: [ref('Alerts')],
      ...properties,
    },
    condition,
  );
}

/** A metric inside metric math. */
export function stat(id: string, metric: string, dimensions: Dimensions, statistic = 'Average'): JsonObject {
  const [Namespace = '', MetricName = ''] = metric.split(' ');
  return {
    Id: id,
    ReturnData: false,
    MetricStat: {
      Metric: { Namespace, MetricName, Dimensions: listed(dimensions) },
      Stat: statistic,
      Period: 60,
    },
  };
}

/** What an alarm on metric math has in place of a metric. */
export function math(expression: string, ...metrics: readonly JsonObject[]): JsonObject {
  return {
    Namespace: { Ref: 'AWS::NoValue' },
    MetricName: { Ref: 'AWS::NoValue' },
    Dimensions: { Ref: 'AWS::NoValue' },
    Statistic: { Ref: 'AWS::NoValue' },
    Period: { Ref: 'AWS::NoValue' },
    Metrics: [{ Id: 'math', Expression: expression }, ...metrics],
  };
}

/** The topic `Alerts`, of which a service hears that calls whoever is on call. */
export const onCall: JsonObject = {
  Alerts: resource('SNS::Topic'),
  Pager: resource('SNS::Subscription', {
    TopicArn: ref('Alerts'),
    Protocol: 'https',
    Endpoint: 'https://events.pagerduty.com/integration/0123456789/enqueue',
  }),
};

/** The same, of which somebody hears by mail. */
export const byMail: JsonObject = {
  Alerts: resource('SNS::Topic'),
  Mail: resource('SNS::Subscription', {
    TopicArn: ref('Alerts'),
    Protocol: 'email',
    Endpoint: 'team@example.com',
  }),
};

/** The dimensions of the service `Api` of the cluster `Cluster`. */
export const api: Dimensions = { ClusterName: ref('Cluster'), ServiceName: att('Api', 'Name') };
