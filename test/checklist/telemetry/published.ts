import { type App, Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, stageUnknown, undecided } from '../expressions';
import { att, balancer, ref, resource, targetGroup } from '../serving/resources';

function alarm(
  namespace: Json,
  name: string,
  dimensions: JsonObject,
  properties: JsonObject = {},
): JsonObject {
  return resource('CloudWatch::Alarm', {
    Namespace: namespace,
    MetricName: name,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value: Value })),
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    ...properties,
  });
}

const lb = { LoadBalancer: att('Alb', 'LoadBalancerFullName') };
const tg = { TargetGroup: att('Targets', 'TargetGroupFullName') };
const serving = { Alb: balancer(), Targets: targetGroup() };
const ofGroup = (properties: JsonObject): JsonObject => ({
  Group: resource('AutoScaling::AutoScalingGroup', properties),
  Alarm: alarm('AWS/AutoScaling', 'GroupInServiceInstances', { AutoScalingGroupName: ref('Group') }),
});
const counted = (transformation: JsonObject, dimensions: JsonObject = {}): JsonObject => ({
  Filter: resource('Logs::MetricFilter', {
    MetricTransformations: [
      { MetricNamespace: 'Shop', MetricName: 'PaymentFailed', MetricValue: '1', ...transformation },
    ],
  }),
  Alarm: alarm('Shop', 'PaymentFailed', dimensions),
});
const inCluster = (settings: JsonObject): JsonObject => ({
  Cluster: resource('ECS::Cluster', settings),
  Alarm: alarm('ECS/ContainerInsights', 'TaskCount', { ClusterName: ref('Cluster') }),
});
const ofFunction = (properties: JsonObject): JsonObject => ({
  Handler: resource('Lambda::Function', properties),
  Alarm: alarm('LambdaInsights', 'memory_utilization', { function_name: ref('Handler') }),
});

/** An alarm in one stack on a queue of another. */
function acrossStacks(app: App): void {
  const queue = new Queue(new Stack(app, 'Jobs'), 'Queue');
  new Alarm(new Stack(app, 'Alarms'), 'Alarm', {
    metric: queue.metricApproximateAgeOfOldestMessage(),
    threshold: 60,
    evaluationPeriods: 1,
  });
}

export const published: ControlCases = {
  pass: [
    {
      name: 'a load balancer',
      resources: { ...serving, Alarm: alarm('AWS/ApplicationELB', 'RequestCount', lb) },
    },
    {
      name: 'a target group with its load balancer',
      resources: { ...serving, Alarm: alarm('AWS/ApplicationELB', 'HealthyHostCount', { ...lb, ...tg }) },
    },
    { name: 'a queue of another stack', app: acrossStacks },
    {
      name: 'what a filter counts in a log, by the same dimensions',
      resources: counted({ Dimensions: [{ Key: 'Provider', Value: '$.provider' }] }, { Provider: 'stripe' }),
    },
    {
      name: 'metrics of a group that it is asked to publish',
      resources: ofGroup({ MetricsCollection: [{ Granularity: '1Minute' }] }),
    },
    {
      name: 'a metric of a group by name',
      resources: ofGroup({
        MetricsCollection: [{ Granularity: '1Minute', Metrics: ['GroupInServiceInstances'] }],
      }),
    },
    {
      name: 'Container Insights where it is on',
      resources: inCluster({ ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }] }),
    },
    {
      name: 'Lambda Insights with its layer',
      resources: ofFunction({
        Layers: ['arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:53'],
      }),
    },
  ],
  fail: [
    {
      name: 'a target group alone, under which nothing is published',
      resources: { ...serving, Alarm: alarm('AWS/ApplicationELB', 'HealthyHostCount', tg) },
      findings: [
        'fail Alarm: AWS/ApplicationELB publishes no HealthyHostCount by TargetGroup, but by ' +
          'TargetGroup and LoadBalancer or by TargetGroup and AvailabilityZone and LoadBalancer, ' +
          'expected a metric that has data',
      ],
    },
    {
      name: 'CloudFront without its region',
      resources: {
        Cdn: resource('CloudFront::Distribution'),
        Alarm: alarm('AWS/CloudFront', '5xxErrorRate', { DistributionId: ref('Cdn') }),
      },
      findings: [
        'fail Alarm: AWS/CloudFront publishes no 5xxErrorRate by DistributionId, but by ' +
          'DistributionId and Region, expected a metric that has data',
      ],
    },
    {
      name: 'the ARN of a load balancer in place of its name',
      resources: {
        ...serving,
        Alarm: alarm('AWS/ApplicationELB', 'RequestCount', { LoadBalancer: ref('Alb') }),
      },
      findings: [
        'fail Alarm: its LoadBalancer is ${Alb}, which names no ElasticLoadBalancingV2 LoadBalancer in a metric, ' +
          'expected a metric that has data',
      ],
    },
    {
      name: 'one metric of several in metric math',
      resources: {
        ...serving,
        Alarm: resource('CloudWatch::Alarm', {
          Metrics: [
            { Id: 'rate', Expression: 'm1/m2' },
            { Id: 'm1', ReturnData: false, MetricStat: stat('HTTPCode_ELB_5XX_Count', { ...lb, ...tg }) },
            { Id: 'm2', ReturnData: false, MetricStat: stat('RequestCount', lb) },
          ],
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanThreshold',
        }),
      },
      findings: [
        'fail Alarm: AWS/ApplicationELB publishes no HTTPCode_ELB_5XX_Count by LoadBalancer and TargetGroup, ' +
          'but by LoadBalancer or by AvailabilityZone and LoadBalancer, expected a metric that has data',
      ],
    },
    {
      name: 'a group that is not asked for its metrics',
      resources: ofGroup({}),
      findings: ['fail Alarm: Group: MetricsCollection is not set, expected GroupInServiceInstances in it'],
    },
    {
      name: 'a group that is asked for others',
      resources: ofGroup({ MetricsCollection: [{ Granularity: '1Minute', Metrics: ['GroupMinSize'] }] }),
      findings: ['fail Alarm: Group: MetricsCollection lists others, expected GroupInServiceInstances in it'],
    },
    {
      name: 'Container Insights where it is off',
      resources: inCluster({}),
      findings: [
        'fail Alarm: Cluster: containerInsights is not set and so disabled, expected enabled or enhanced',
      ],
    },
    {
      name: 'Lambda Insights without its layer',
      resources: ofFunction({}),
      findings: ['fail Alarm: Handler: it has no layer of Lambda Insights, expected one'],
    },
    {
      name: 'what a filter counts, by other dimensions',
      resources: counted({ Dimensions: [{ Key: 'Provider', Value: '$.provider' }] }),
      findings: ['fail Alarm: Filter counts PaymentFailed by Provider, expected the alarm to read it so'],
    },
  ],
  unknown: [
    {
      name: 'a metric that the application publishes itself, or nobody does',
      resources: { Alarm: alarm('Shop', 'PaymentFailed', {}) },
      findings: [
        "unknown Alarm: Shop is a namespace of the application's own; verify that PaymentFailed has data",
      ],
    },
    {
      name: 'the name of something that no template makes',
      resources: { Alarm: alarm('AWS/RDS', 'CPUUtilization', { DBInstanceIdentifier: 'old-shop' }) },
      findings: [
        'unknown Alarm: its DBInstanceIdentifier is not known (old-shop is not among the templates); ' +
          'verify that CPUUtilization has data',
      ],
    },
    {
      name: 'a namespace that a parameter gives',
      resources: { Alarm: alarm(ref('Namespace'), 'Errors', {}) },
      parameters: { Namespace: { Type: 'String' } },
      findings: [
        `unknown Alarm: its Namespace is not known (${notGiven('Namespace')}); verify that what it reads has data`,
      ],
    },
    {
      name: 'metrics of a group that a condition asks for',
      resources: ofGroup({ MetricsCollection: choose('IsProd', [{ Granularity: '1Minute' }], []) }),
      ...undecided,
      findings: [
        `unknown Alarm: Group: ${stageUnknown}: MetricsCollection is not set, expected GroupInServiceInstances in it`,
      ],
    },
    {
      name: 'memory of instances, whose image may have an agent',
      resources: {
        Group: resource('AutoScaling::AutoScalingGroup'),
        Alarm: alarm('CWAgent', 'mem_used_percent', { AutoScalingGroupName: ref('Group') }),
      },
      findings: [
        'unknown Alarm: Group: its UserData names no agent that reports memory; ' +
          'verify that the image of its instances has one',
      ],
    },
  ],
  notApplicable: [
    { name: 'no alarm', resources: {}, findings: ['notApplicable Stack1: no metric alarm to judge'] },
    {
      name: 'an alarm on a query',
      resources: { Alarm: resource('CloudWatch::Alarm', { EvaluationCriteria: { PromQLCriteria: {} } }) },
      findings: ['notApplicable Stack1: it does not arise for the metric alarm of this workload'],
    },
  ],
};

function stat(name: string, dimensions: JsonObject): JsonObject {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value: Value }));
  return {
    Metric: { Namespace: 'AWS/ApplicationELB', MetricName: name, Dimensions },
    Period: 60,
    Stat: 'Sum',
  };
}
