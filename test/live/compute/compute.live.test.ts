import {
  ApplicationAutoScalingClient,
  DeleteScalingPolicyCommand,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  DeleteAutoScalingGroupCommand,
  PutScalingPolicyCommand as PutGroupPolicyCommand,
  PutScheduledUpdateGroupActionCommand,
  SetDesiredCapacityCommand,
  SetInstanceHealthCommand,
  DescribeAutoScalingGroupsCommand,
  SuspendProcessesCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DeleteServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { computeProbes } from '../../../lib/live/probes/compute';
import type { Target } from '../../../lib/live/target';
import { answerOf } from '../asking';
import { startMoto, type Moto } from '../moto';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto.stop());
beforeEach(() => moto.reset());

/** What a probe says of a target now. */
async function verdict(id: string, target: Pick<Target, 'type' | 'id'>): Promise<string> {
  const probe = computeProbes.find((each) => each.id === id)!;
  const { outcome, message } = await answerOf(probe.ask(), target, moto.aws());
  return `${outcome}: ${message}`;
}

describe('a service of ECS', () => {
  let ecs: ECSClient;
  let scaling: ApplicationAutoScalingClient;
  let shop: Pick<Target, 'type' | 'id'>;
  const scaled = {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/prod/shop',
    ScalableDimension: 'ecs:service:DesiredCount',
  } as const;

  beforeEach(async () => {
    ecs = moto.client(ECSClient);
    scaling = moto.client(ApplicationAutoScalingClient);
    await ecs.send(new CreateClusterCommand({ clusterName: 'prod' }));
    const containerDefinitions = [{ name: 'web', image: 'web', memory: 128 }];
    await ecs.send(new RegisterTaskDefinitionCommand({ family: 'web', containerDefinitions }));
    const made = await ecs.send(
      new CreateServiceCommand({
        cluster: 'prod',
        serviceName: 'shop',
        taskDefinition: 'web',
        desiredCount: 4,
      }),
    );
    shop = { type: 'AWS::ECS::Service', id: made.service!.serviceArn! };
    await scaling.send(new RegisterScalableTargetCommand({ ...scaled, MinCapacity: 3, MaxCapacity: 9 }));
  });

  test('moto starts no tasks by itself', async () => {
    expect(await verdict('ENV1.running', shop)).toMatch(
      /^fail: 0 of 4 tasks are running \(4 pending\), expected at least 3; a deployment has been in progress/,
    );
    expect(await verdict('ENV1.spread', shop)).toBe('fail: no task is running, expected at least 2 zones');
  });

  test('a service that was scaled by hand, up and to nothing', async () => {
    await ecs.send(new UpdateServiceCommand({ cluster: 'prod', service: 'shop', desiredCount: 3 }));
    expect(await verdict('ENV1.running', shop)).toMatch(
      /^unknown: 3 of 3 tasks are running, but a deployment/,
    );
    expect(await verdict('ENV1.spread', shop)).toBe(
      'unknown: ECS lists none of the 3 running tasks; ask again',
    );
    expect(await verdict('LIVE2.workers', shop)).toBe('pass: 3 of 3 tasks are running');
    await ecs.send(new UpdateServiceCommand({ cluster: 'prod', service: 'shop', desiredCount: 0 }));
    expect(await verdict('ENV1.running', shop)).toMatch(
      /^fail: 0 of 0 tasks are running, expected at least 3/,
    );
    expect(await verdict('LIVE2.workers', shop)).toBe('fail: desiredCount is 0, so nobody takes its jobs');
  });

  test('bounds, and a schedule that lowers them', async () => {
    expect(await verdict('ENV1.floor', shop)).toBe(
      'pass: desiredCount is 4, and its scaling keeps 3 to 9 tasks',
    );
    expect(await verdict('SEC3.room', shop)).toBe('pass: MaxCapacity is 9 and MinCapacity 3');
    await scaling.send(
      new PutScheduledActionCommand({
        ...scaled,
        ScheduledActionName: 'night',
        Schedule: 'cron(0 22 * * ? *)',
        ScalableTargetAction: { MinCapacity: 1 },
      }),
    );
    expect(await verdict('ENV1.floor', shop)).toBe(
      'fail: MinCapacity of scheduled action night (cron(0 22 * * ? *)) is 1, expected at least 3',
    );
    await scaling.send(new RegisterScalableTargetCommand({ ...scaled, MinCapacity: 2, MaxCapacity: 2 }));
    expect(await verdict('ENV1.floor', shop)).toMatch(
      /^fail: MinCapacity is 2, expected at least 3; MaxCapacity is 2/,
    );
    expect(await verdict('SEC3.room', shop)).toBe(
      'fail: MaxCapacity is 2 and MinCapacity 2, expected MaxCapacity of at least 2 times MinCapacity',
    );
  });

  test('scaling with a policy, without it, and suspended', async () => {
    const policy = { ...scaled, PolicyName: 'Cpu' };
    await scaling.send(
      new PutScalingPolicyCommand({
        ...policy,
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 60,
          PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        },
      }),
    );
    expect(await verdict('STRESS3.ready', shop)).toBe('pass: Cpu scales it from 3 to 9 tasks');
    await scaling.send(new DeleteScalingPolicyCommand(policy));
    expect(await verdict('STRESS3.ready', shop)).toBe('fail: no scaling policy adds tasks to it');
    const SuspendedState = { DynamicScalingOutSuspended: true };
    await scaling.send(new RegisterScalableTargetCommand({ ...scaled, SuspendedState }));
    expect(await verdict('STRESS3.ready', shop)).toBe(
      'fail: its scaling out is suspended; no scaling policy adds tasks to it',
    );
  });

  test('a service without load balancer, of which moto tells no configuration', async () => {
    expect(await verdict('ENV2.reached', shop)).toBe(
      'fail: it registers with no target group, expected a load balancer in front of it',
    );
    expect(await verdict('DEPLOY3.strategy', shop)).toBe(
      'unknown: ECS does not say how it deploys; ask again',
    );
  });

  test('a service that was deleted', async () => {
    await ecs.send(new DeleteServiceCommand({ cluster: 'prod', service: 'shop', force: true }));
    const about = computeProbes.filter(
      ({ about: subject }) => 'types' in subject && subject.types.includes(shop.type),
    );
    for (const { id } of about)
      expect([id, await verdict(id, shop)]).toEqual([id, expect.stringMatching(/^fail: ECS service shop /)]);
  });
});

describe('an Auto Scaling group', () => {
  const shop = { type: 'AWS::AutoScaling::AutoScalingGroup', id: 'shop' };
  const named = { AutoScalingGroupName: 'shop' };
  let scaling: AutoScalingClient;

  beforeEach(async () => {
    scaling = moto.client(AutoScalingClient);
    const launch = { LaunchConfigurationName: 'shop', ImageId: 'ami-12c6146b', InstanceType: 't3.micro' };
    await scaling.send(new CreateLaunchConfigurationCommand(launch));
    await scaling.send(
      new CreateAutoScalingGroupCommand({
        ...named,
        LaunchConfigurationName: 'shop',
        MinSize: 3,
        MaxSize: 6,
        DesiredCapacity: 3,
        AvailabilityZones: ['eu-west-1a', 'eu-west-1b'],
        HealthCheckType: 'ELB',
      }),
    );
  });

  test('healthy', async () => {
    expect(await verdict('ENV1.running', shop)).toBe('pass: 3 instances are InService and Healthy');
    expect(await verdict('ENV1.floor', shop)).toBe('pass: it keeps 3 to 6 instances');
    expect(await verdict('ENV2.replaces', shop)).toBe(
      'pass: HealthCheckType is ELB, and no process that it needs is suspended',
    );
    expect(await verdict('SEC3.room', shop)).toBe('pass: MaxSize is 6 and MinSize 3');
    expect(await verdict('STRESS3.ready', shop)).toBe('fail: no scaling policy adds instances to it');
    expect(await verdict('STRESS3.grown', shop)).toMatch(/^unknown: AWS remembers no policy/);
  });

  test('a policy, and processes that are suspended', async () => {
    const policy = {
      PolicyName: 'Steps',
      PolicyType: 'SimpleScaling',
      AdjustmentType: 'ChangeInCapacity',
      ScalingAdjustment: 1,
    };
    await scaling.send(new PutGroupPolicyCommand({ ...named, ...policy }));
    expect(await verdict('STRESS3.ready', shop)).toBe('pass: Steps scales it from 3 to 6 instances');
    const ScalingProcesses = ['Launch', 'AZRebalance'];
    await scaling.send(new SuspendProcessesCommand({ ...named, ScalingProcesses }));
    expect(await verdict('STRESS3.ready', shop)).toBe(
      'fail: process Launch is suspended, so it does not grow',
    );
    expect(await verdict('ENV2.replaces', shop)).toBe(
      'fail: process Launch is suspended, so the group starts no instances',
    );
  });

  test('an instance that is unhealthy', async () => {
    const found = await scaling.send(new DescribeAutoScalingGroupsCommand({}));
    const { InstanceId } = found.AutoScalingGroups![0]!.Instances![0]!;
    await scaling.send(new SetInstanceHealthCommand({ InstanceId, HealthStatus: 'Unhealthy' }));
    expect(await verdict('ENV1.running', shop)).toBe(
      `fail: 2 instances are InService and Healthy (${InstanceId} is Unhealthy), expected at least 3`,
    );
  });

  test('sizes that were lowered by hand, and by a schedule', async () => {
    const night = { ScheduledActionName: 'night', Recurrence: '0 22 * * *', MinSize: 0 };
    await scaling.send(new PutScheduledUpdateGroupActionCommand({ ...named, ...night }));
    expect(await verdict('ENV1.floor', shop)).toBe(
      'fail: MinSize of scheduled action night (0 22 * * *) is 0, expected at least 3',
    );
    await scaling.send(new UpdateAutoScalingGroupCommand({ ...named, MinSize: 1 }));
    await scaling.send(new SetDesiredCapacityCommand({ ...named, DesiredCapacity: 1 }));
    expect(await verdict('ENV1.floor', shop)).toMatch(/^fail: MinSize is 1, expected at least 3/);
    expect(await verdict('ENV1.running', shop)).toBe(
      'fail: 1 instance is InService and Healthy, expected at least 3',
    );
    expect(await verdict('ENV1.spread', shop)).toMatch(
      /^fail: 1 instance: 1 in eu-west-1., expected at least 2 zones/,
    );
  });

  test('deleted', async () => {
    await scaling.send(new DeleteAutoScalingGroupCommand({ ...named, ForceDelete: true }));
    expect(await verdict('ENV1.running', shop)).toBe(
      'fail: Auto Scaling group shop does not exist in eu-west-1',
    );
  });
});
