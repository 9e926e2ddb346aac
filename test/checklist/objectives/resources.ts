import type { Json, JsonObject } from '../../../lib/model/input';
import { att, balancer, ref, resource } from '../serving/resources';

/** A query for the sum of a metric of the load balancer `Alb` each minute. */
export function sumOf(id: string, name: string, shown: boolean, balancerId = 'Alb'): JsonObject {
  const dimensions = [{ Name: 'LoadBalancer', Value: att(balancerId, 'LoadBalancerFullName') }];
  return query(
    id,
    { Namespace: 'AWS/ApplicationELB', MetricName: name, Dimensions: dimensions },
    'Sum',
    shown,
  );
}

export function query(id: string, metric: JsonObject, stat: string, shown = true, period = 60): JsonObject {
  return { Id: id, ReturnData: shown, MetricStat: { Metric: metric, Period: period, Stat: stat } };
}

export function math(expression: string, ...queries: readonly Json[]): Json {
  return [...queries, { Id: 'count', Expression: expression, ReturnData: true }];
}

const refused = sumOf('refused', 'HTTPCode_ELB_5XX_Count', false);

/** Every request, and those that fail, wherever they do. */
export const total = math(
  'FILL(requests, 0) + FILL(refused, 0)',
  sumOf('requests', 'RequestCount', false),
  refused,
);
export const bad = math(
  'FILL(failed, 0) + FILL(refused, 0)',
  sumOf('failed', 'HTTPCode_Target_5XX_Count', false),
  refused,
);

export const requestSli: JsonObject = {
  RequestBasedSliMetric: {
    TotalRequestCountMetric: total,
    MonitoredRequestCountMetric: { BadCountMetric: bad },
  },
};

export const month: JsonObject = { RollingInterval: { Duration: 30, DurationUnit: 'DAY' } };
export const goal: JsonObject = { AttainmentGoal: 99.9, Interval: month };
export const windows: Json = [60, 5, 360, 30].map((minutes) => ({ LookBackWindowMinutes: minutes }));

/** An objective on the load balancer `Alb` that does everything right. */
export function objective(properties: JsonObject = {}, condition?: string): JsonObject {
  return resource(
    'ApplicationSignals::ServiceLevelObjective',
    { Name: 'shop', Goal: goal, RequestBasedSli: requestSli, BurnRateConfigurations: windows, ...properties },
    condition,
  );
}

/** The load balancer `Alb` with the objective `Slo`. */
export function measured(properties: JsonObject = {}, condition?: string): JsonObject {
  return { Alb: balancer(), Slo: objective(properties, condition) };
}

/** A topic that pages. */
export const pager: JsonObject = {
  Topic: resource('SNS::Topic'),
  Pager: resource('SNS::Subscription', {
    TopicArn: ref('Topic'),
    Protocol: 'https',
    Endpoint: 'https://events.pagerduty.com/integration/0123/enqueue',
  }),
};

export const pages: JsonObject = { AlarmActions: [ref('Topic')] };

/** A query for the burn rate of the objective `shop` over a window. */
export function burnRate(id: string, minutes: number, shown = false): JsonObject {
  const dimensions = [
    { Name: 'SloName', Value: 'shop' },
    { Name: 'BurnRateWindowMinutes', Value: String(minutes) },
  ];
  const metric = { Namespace: 'AWS/ApplicationSignals', MetricName: 'BurnRate', Dimensions: dimensions };
  return query(id, metric, 'Maximum', shown);
}

export function alarm(properties: JsonObject): JsonObject {
  return resource('CloudWatch::Alarm', {
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    ...properties,
  });
}

/** An alarm that fires while a rate is exceeded over a long window and a short one. */
export function paired(
  rate: number,
  long: number,
  short: number,
  properties: JsonObject = pages,
): JsonObject {
  const queries = math(`IF(short > ${rate}, long, 0)`, burnRate('long', long), burnRate('short', short));
  return alarm({ Metrics: queries, Threshold: rate, ...properties });
}
