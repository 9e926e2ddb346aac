import { Stack, type App } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { ref, resource, targetGroup, undecided, web } from '../serving/resources';

const scaled = (min: Json, max: Json, condition?: string): JsonObject => ({
  ...web(),
  Scaling: resource(
    'ApplicationAutoScaling::ScalableTarget',
    {
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId: { 'Fn::Join': ['/', ['service', 'default', { 'Fn::GetAtt': ['Web', 'Name'] }]] },
      MinCapacity: min,
      MaxCapacity: max,
    },
    condition,
  ),
});
const group = (min: Json, max: Json): JsonObject => ({
  Web: resource('AutoScaling::AutoScalingGroup', {
    TargetGroupARNs: [ref('Targets')],
    MinSize: min,
    MaxSize: max,
  }),
  Targets: targetGroup(),
});

function scaledByTheCdk(app: App): void {
  const stack = new Stack(app, 'Shop');
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('Web', { image: ecs.ContainerImage.fromRegistry('web') });
  const service = new ecs.FargateService(stack, 'Web', { cluster, taskDefinition });
  service.autoScaleTaskCount({ minCapacity: 3, maxCapacity: 6 });
}

const undecidedWhy = 'parameter Choice of Stack1 has no default and was given no value';

/** How far services can grow. */
export const headroom: ControlCases = {
  pass: [
    { name: 'twice as many tasks', app: scaledByTheCdk },
    { name: 'twice as many servers', resources: group('3', '6') },
    {
      name: 'twice as many nodes',
      resources: { Nodes: resource('EKS::Nodegroup', { ScalingConfig: { MinSize: 3, MaxSize: 9 } }) },
    },
  ],
  fail: [
    {
      name: 'tasks that nothing scales',
      resources: web(),
      findings: [
        'fail Web: no scalable target scales it, expected one that reaches 2 times its lowest capacity',
      ],
    },
    {
      name: 'too few more tasks',
      resources: scaled(3, 5),
      findings: ['fail Web: MaxCapacity is 5, expected at least 2 times MinCapacity, which is 3'],
    },
    {
      name: 'as many servers at most as at least',
      resources: group(3, 3),
      findings: ['fail Web: MaxSize is 3, expected at least 2 times MinSize, which is 3'],
    },
  ],
  unknown: [
    {
      name: 'a highest capacity that a parameter gives',
      resources: scaled(3, ref('Choice')),
      ...undecided,
      findings: [
        'unknown Web: MaxCapacity or MinCapacity is not known, expected MaxCapacity of at least 2 times MinCapacity',
      ],
    },
    {
      name: 'a highest capacity that a parameter bounds',
      resources: scaled(3, ref('Most')),
      parameters: { Most: { Type: 'Number', MinValue: 3, MaxValue: 9 } },
      findings: [
        'unknown Web: MaxCapacity may be too low, expected at least 2 times MinCapacity, which is 3 or more',
      ],
    },
    {
      name: 'scaling under a condition',
      resources: scaled(3, 6, 'IsOn'),
      ...undecided,
      findings: [
        `unknown Web: ${undecidedWhy}: no scalable target scales it, expected one that reaches 2 times its lowest capacity`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a function, which grows by itself',
      resources: {
        Fn: resource('Lambda::Function'),
        Url: resource('Lambda::Url', { TargetFunctionArn: ref('Fn') }),
      },
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
  ],
};
