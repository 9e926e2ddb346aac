import { Match } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { HighlyAvailableService, ServiceAlarms } from '../../constructs';
import { ShopStack, somebodyOnCall, templateOf } from './fixture';
import { passes, verdicts } from './verdicts';

function service(stack: ShopStack): HighlyAvailableService {
  const image = ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29');
  return new HighlyAvailableService(stack, 'Api', { vpc: stack.vpc, image });
}

test('fires when the tasks lack CPU or memory for five minutes', () => {
  const template = templateOf((stack) => {
    new ServiceAlarms(stack, 'Alarms', { ...somebodyOnCall(stack), service: service(stack).service });
  });
  template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
  for (const [id, metric, section, what] of [
    ['CpuUtilization', 'CPUUtilization', 'cpu-utilization', 'CPU'],
    ['MemoryUtilization', 'MemoryUtilization', 'memory-utilization', 'memory'],
  ]) {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `Shop-Alarms-${id}`,
      AlarmDescription: `P2: The tasks of the service use more than 80 % of their ${what}. https://wiki.example.com/runbook#${section}`,
      Namespace: 'AWS/ECS',
      MetricName: metric,
      Dimensions: [
        { Name: 'ClusterName', Value: { Ref: Match.stringLikeRegexp('^ApiCluster') } },
        { Name: 'ServiceName', Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ApiService'), 'Name'] } },
      ],
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 5,
      Threshold: 80,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'breaching',
    });
  }
});

test('provides its controls', () => {
  const stack = new ShopStack();
  new ServiceAlarms(stack, 'Alarms', { ...somebodyOnCall(stack), service: service(stack).service });
  expect(verdicts(stack, ServiceAlarms.CONTROLS)).toEqual(passes(ServiceAlarms.CONTROLS));
});
