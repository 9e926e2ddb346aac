import type { Json, JsonObject } from '../../../lib/model/input';
import { alarm, ops } from '../jobs/resources';
import { ref, resource } from '../serving/resources';

/** Short ways to write what takes payments, the filters on its log and the alarms on what these count. */

/** A filter on the log `Log` that counts lines as a metric of the namespace `Shop`. */
export function filter(
  name: string,
  properties: JsonObject = {},
  transformation: JsonObject = {},
): JsonObject {
  return resource('Logs::MetricFilter', {
    LogGroupName: ref('Log'),
    FilterPattern: `{ $.event = "${name}" }`,
    MetricTransformations: [
      { MetricNamespace: 'Shop', MetricName: name, MetricValue: '1', DefaultValue: 0, ...transformation },
    ],
    ...properties,
  });
}

/** A service on ECS that logs to `Log`, under some name. */
export function service(name: string, group: Json = ref('Log')): JsonObject {
  return {
    [name]: resource('ECS::Service', { TaskDefinition: ref('Task') }),
    Task: resource('ECS::TaskDefinition', {
      ContainerDefinitions: [
        { LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': group } } },
      ],
    }),
    Log: resource('Logs::LogGroup'),
  };
}

/** The service `Payments` with filters on its log, and `Ops`. */
export function payments(others: JsonObject): JsonObject {
  return {
    ...ops,
    ...service('Payments'),
    Attempted: filter('PaymentAttempted'),
    Succeeded: filter('PaymentSucceeded'),
    Failed: filter('PaymentFailed'),
    ...others,
  };
}

/** An alarm on a metric of `Shop` over five minutes. */
export function counted(name: string, properties: JsonObject = {}, dimensions = {}): JsonObject {
  return alarm(`Shop ${name}`, dimensions, { Period: 300, ...properties });
}

/** An alarm on a formula over what is counted: `a` attempts, `s` successes, `f` failures. */
export function formula(expression: string, properties: JsonObject = {}, period = 300): JsonObject {
  const names = { a: 'PaymentAttempted', s: 'PaymentSucceeded', f: 'PaymentFailed' };
  return resource('CloudWatch::Alarm', {
    Metrics: [
      ...Object.entries(names).map(([Id, MetricName]) => ({
        Id,
        ReturnData: false,
        MetricStat: { Metric: { Namespace: 'Shop', MetricName }, Period: period, Stat: 'Sum' },
      })),
      { Id: 'result', Expression: expression },
    ],
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 5,
    EvaluationPeriods: 1,
    TreatMissingData: 'notBreaching',
    AlarmActions: [ref('Ops')],
    ...properties,
  });
}
