import type { Json, JsonObject } from '../../../lib/model/input';
import { sub } from '../expressions';
import { att, balancer, forward, listener, ref, resource, targetGroup, weigh } from '../serving/resources';

/** Short ways to write services that alarms take back, and the alarms. */

/** The settings by which ECS takes a deployment back. */
export function rollingBack(names: Json, settings: JsonObject = {}, others: JsonObject = {}): JsonObject {
  const alarms = { AlarmNames: names, Enable: true, Rollback: true, ...settings };
  return { DeploymentConfiguration: { Alarms: alarms, BakeTimeInMinutes: 15, ...others } };
}

/** The service `Web` behind the load balancer `Alb`, with the target group `Targets`. */
export function web(properties: JsonObject = {}, others: JsonObject = {}, condition?: string): JsonObject {
  const registration = { LoadBalancers: [{ TargetGroupArn: ref('Targets') }] };
  return {
    Web: resource('ECS::Service', { ...registration, ...properties }, condition),
    Targets: targetGroup(),
    Alb: balancer(),
    Listener: listener({ DefaultActions: [forward(ref('Targets'))] }),
    ...others,
  };
}

/** The service `Web` that deployments move between the target groups `Blue` and `Green`. */
export function blueGreen(properties: JsonObject = {}, others: JsonObject = {}): JsonObject {
  const advanced = { AlternateTargetGroupArn: ref('Green'), ProductionListenerRule: ref('Listener') };
  return {
    Web: resource('ECS::Service', {
      LoadBalancers: [{ TargetGroupArn: ref('Blue'), AdvancedConfiguration: advanced }],
      ...properties,
    }),
    Blue: targetGroup(),
    Green: targetGroup(),
    Alb: balancer(),
    Listener: listener({ DefaultActions: [weigh([ref('Blue'), 100], [ref('Green'), 0])] }),
    ...others,
  };
}

const balancerName = att('Alb', 'LoadBalancerFullName');

/** The dimensions of a target group, or of the load balancer as a whole. */
export function dimensions(group?: string): JsonObject[] {
  const own = { Name: 'LoadBalancer', Value: balancerName };
  return group === undefined
    ? [own]
    : [{ Name: 'TargetGroup', Value: att(group, 'TargetGroupFullName') }, own];
}

/** A query of an alarm over a metric of the load balancer. */
export function stat(id: string, name: string, group?: string, statistic = 'Sum'): JsonObject {
  const metric = { Namespace: 'AWS/ApplicationELB', MetricName: name, Dimensions: dimensions(group) };
  return { Id: id, ReturnData: false, MetricStat: { Metric: metric, Period: 60, Stat: statistic } };
}

export function alarm(properties: JsonObject, condition?: string): JsonObject {
  const usual = {
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    TreatMissingData: 'notBreaching',
  };
  return resource('CloudWatch::Alarm', { ...usual, ...properties }, condition);
}

/** An alarm on metric math; its metrics follow the expression. */
export function mathAlarm(
  expression: string,
  stats: readonly JsonObject[],
  properties: JsonObject = {},
): JsonObject {
  return alarm({
    Threshold: 5,
    Metrics: [{ Id: 'result', Expression: expression }, ...stats],
    ...properties,
  });
}

const share = 'IF(FILL(requests, 0) >= 20, 100 * FILL(failed, 0) / FILL(requests, 0), 0)';

/** An alarm on the error rate at a target group, or at the load balancer as a whole. */
export function errorRate(group?: string, properties: JsonObject = {}): JsonObject {
  const stats = [stat('requests', 'RequestCount', group), stat('failed', 'HTTPCode_Target_5XX_Count', group)];
  return mathAlarm(share, stats, properties);
}

/** An alarm on the 95th percentile of the response times at a target group, or at the load balancer as a whole. */
export function responseTime(group?: string, properties: JsonObject = {}): JsonObject {
  return alarm({
    Namespace: 'AWS/ApplicationELB',
    MetricName: 'TargetResponseTime',
    Dimensions: dimensions(group),
    ExtendedStatistic: 'p95',
    Period: 60,
    Threshold: 2,
    EvaluateLowSampleCountPercentile: 'ignore',
    ...properties,
  });
}

/** An alarm on a metric that the application publishes. */
export function ownAlarm(name: string, properties: JsonObject = {}): JsonObject {
  const metric = { Namespace: 'Shop', MetricName: name, Statistic: 'Sum', Period: 60 };
  return alarm({ ...metric, EvaluationPeriods: 1, DatapointsToAlarm: 1, Threshold: 0, ...properties });
}

export function composite(rule: Json, properties: JsonObject = {}): JsonObject {
  return resource('CloudWatch::CompositeAlarm', { AlarmRule: rule, ...properties });
}

/** A deployment group of CodeDeploy that rolls back when one of some alarms fires. */
export function group(alarms: readonly Json[], properties: JsonObject = {}): JsonObject {
  return resource('CodeDeploy::DeploymentGroup', {
    AlarmConfiguration: { Enabled: true, Alarms: alarms.map((name) => ({ Name: name })) },
    AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
    ...properties,
  });
}

/** The function `Fn`, the requests to whose alias `live` CodeDeploy moves, and the alarm `Errors` that it looks at. */
export function functionOf(
  errors: JsonObject,
  properties: JsonObject = {},
  deploymentGroup: Json = ref('Group'),
): JsonObject {
  const alias = resource('Lambda::Alias', {
    FunctionName: ref('Fn'),
    FunctionVersion: att('Version', 'Version'),
    Name: 'live',
  });
  const update = { ApplicationName: 'shop', DeploymentGroupName: deploymentGroup };
  return {
    Fn: resource('Lambda::Function'),
    Version: resource('Lambda::Version', { FunctionName: ref('Fn') }),
    Live: { ...alias, UpdatePolicy: { CodeDeployLambdaAliasUpdate: update } },
    Url: resource('Lambda::Url', { TargetFunctionArn: ref('Live') }),
    Group: group([ref('Errors')], properties),
    Errors: errors,
  };
}

/** The dimensions of the function `Fn`, of its alias, and of the version that the alias leads to. */
export const functionDimensions = {
  whole: [{ Name: 'FunctionName', Value: ref('Fn') }],
  alias: [
    { Name: 'FunctionName', Value: ref('Fn') },
    { Name: 'Resource', Value: sub('${Fn}:live') },
  ],
  version: [
    { Name: 'FunctionName', Value: ref('Fn') },
    { Name: 'Resource', Value: sub('${Fn}:live') },
    { Name: 'ExecutedVersion', Value: att('Version', 'Version') },
  ],
} satisfies Record<string, readonly JsonObject[]>;

/** An alarm on the share of the invocations that fail. */
export function functionErrorRate(dimensions: readonly JsonObject[]): JsonObject {
  return alarm({
    Namespace: 'AWS/Lambda',
    MetricName: 'Errors',
    Dimensions: [...dimensions],
    Statistic: 'Average',
    Period: 60,
    Threshold: 0.05,
  });
}
