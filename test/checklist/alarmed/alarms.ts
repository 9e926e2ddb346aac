import type { Json, JsonObject } from '../../../lib/model/input';
import { att, balancer, forward, listener, ref, resource, service, targetGroup } from '../serving/resources';

/** Short ways to write the alarms, and those who hear them, that cases about alert rules are made of. */

/** A topic `OnCall` that pages. */
export const onCall: JsonObject = {
  OnCall: resource('SNS::Topic'),
  Pager: resource('SNS::Subscription', {
    TopicArn: ref('OnCall'),
    Protocol: 'https',
    Endpoint: 'https://events.pagerduty.com/integration/0123456789/enqueue',
  }),
};

/** An alarm that pages, on three bad minutes of five, whose missing data is good. */
export function alarm(properties: JsonObject, condition?: string): JsonObject {
  const usual = {
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: 5,
    DatapointsToAlarm: 3,
    TreatMissingData: 'notBreaching',
    AlarmActions: [ref('OnCall')],
  };
  return resource('CloudWatch::Alarm', { ...usual, ...properties }, condition);
}

/** An alarm on one metric, minute by minute. */
export function onMetric(metric: JsonObject, properties: JsonObject, condition?: string): JsonObject {
  return alarm({ Period: 60, ...metric, ...properties }, condition);
}

/** An alarm on metric math over metrics, minute by minute. */
export function onMath(
  expression: Json,
  metrics: Readonly<Record<string, JsonObject>>,
  properties: JsonObject,
): JsonObject {
  const queries = Object.entries(metrics).map(([Id, { Stat = 'Sum', Period = 60, ...Metric }]) => ({
    Id,
    MetricStat: { Metric, Stat, Period },
    ReturnData: false,
  }));
  return alarm({ Metrics: [{ Id: 'result', Expression: expression }, ...queries], ...properties });
}

/** A metric under dimensions. */
export function metric(Namespace: Json, MetricName: string, dimensions: JsonObject): JsonObject {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value: Value ?? null }));
  return { Namespace, MetricName, Dimensions };
}

/** The dimensions of the load balancer `Alb`, and of one of its target groups. */
export const ofBalancer: JsonObject = { LoadBalancer: att('Alb', 'LoadBalancerFullName') };
export function ofGroup(group: string): JsonObject {
  return { TargetGroup: att(group, 'TargetGroupFullName'), ...ofBalancer };
}

/** A metric of the load balancer `Alb`, or of another scope. */
export function elb(name: string, dimensions = ofBalancer): JsonObject {
  return metric('AWS/ApplicationELB', name, dimensions);
}

/** Requests, failures at the targets, and failures at the load balancer. */
export function counts(dimensions = ofBalancer): Readonly<Record<string, JsonObject>> {
  return {
    rq: elb('RequestCount', dimensions),
    t5: elb('HTTPCode_Target_5XX_Count', dimensions),
    e5: elb('HTTPCode_ELB_5XX_Count', { LoadBalancer: dimensions.LoadBalancer ?? null }),
  };
}

/** The load balancer `Alb` in front of the service `Web` in the target group `Targets`, with a pager for alarms. */
export const shop: JsonObject = {
  ...onCall,
  Alb: balancer(),
  Listener: listener({ DefaultActions: [forward(ref('Targets'))] }),
  Targets: targetGroup(),
  Web: service(),
};

/** The share of failed requests, failures of the load balancer among them, where there are enough to tell. */
export const errorPercent =
  'IF(FILL(rq,0)+FILL(e5,0)>=20, 100*(FILL(t5,0)+FILL(e5,0))/(FILL(rq,0)+FILL(e5,0)), 0)';

/** The alarm on the error rate of `Alb` that is recommended. */
export function errorRate(properties: JsonObject = {}, expression: Json = errorPercent): JsonObject {
  return onMath(expression, counts(), { Threshold: 1, ...properties });
}

/** A distribution that delivers the files of a bucket. */
export const files: JsonObject = {
  Assets: resource('S3::Bucket'),
  Cdn: resource('CloudFront::Distribution', {
    DistributionConfig: {
      Enabled: true,
      Origins: [
        { Id: 'a', DomainName: { 'Fn::GetAtt': ['Assets', 'RegionalDomainName'] }, S3OriginConfig: {} },
      ],
    },
  }),
};
