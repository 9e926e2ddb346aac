import type { ScheduledAction } from '@aws-sdk/client-application-auto-scaling';
import { computeProbes } from '../../../lib/live/probes/compute';
import { testProbes } from '../asking';
import type { Answers } from '../service';
import { balancing, groupArn, target } from '../entries/balancing';
import {
  aboutService,
  group,
  groupTarget,
  instance,
  lambdaTarget,
  lostGroups,
  scaler,
  service,
  task,
  tasks,
} from './ecs';

const onInstances = { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', id: groupArn('Blue') };
const since = new Date('2026-03-01T11:50:00Z');
const spread = tasks([task('eu-west-1a'), task('eu-west-1b'), task('eu-west-1b')]);

/** A page of schedules after an empty one. */
function scheduled(...actions: readonly Partial<ScheduledAction>[]): Answers {
  const made = {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/prod/shop',
    ScheduledActionARN: 'arn',
    CreationTime: since,
  } as const;
  return {
    'application-autoscaling:DescribeScheduledActions': ({ NextToken }) =>
      NextToken === undefined
        ? { ScheduledActions: [], NextToken: 'more' }
        : {
            ScheduledActions: actions.map((action) => ({
              ...made,
              ScheduledActionName: 'night',
              Schedule: 'cron(0 22 * * ? *)',
              ...action,
            })),
          },
  };
}

const unscheduled: Answers = { 'autoscaling:DescribeScheduledActions': { ScheduledUpdateGroupActions: [] } };

testProbes(
  computeProbes.filter(({ id }) => id.startsWith('ENV1.')),
  {
    'ENV1.running': aboutService({
      pass: [
        { name: 'three tasks', answers: { ...service(), ...spread }, message: '3 of 3 tasks are running' },
        {
          name: 'a task that starts beside three',
          answers: { ...service({ desiredCount: 4, pendingCount: 1 }), ...spread },
          message: '3 of 4 tasks are running (1 pending)',
        },
        {
          name: 'instances of a group',
          target: groupTarget,
          answers: group(),
          message: '3 instances are InService and Healthy',
        },
        {
          name: 'instances that are registered one by one',
          target: onInstances,
          answers: balancing({ groups: { Blue: [target('i-1'), target('i-2'), target('i-3')] } }),
          message: '3 of 3 targets of Blue are healthy',
        },
      ],
      fail: [
        ...lostGroups,
        {
          name: 'a task that cannot start',
          answers: { ...service({ runningCount: 2, pendingCount: 1 }), ...spread },
          message: '2 of 3 tasks are running (1 pending), expected at least 3',
        },
        {
          name: 'a service that was scaled to nothing',
          answers: { ...service({ desiredCount: 0, runningCount: 0 }), ...tasks([]) },
          message: '0 of 0 tasks are running, expected at least 3',
        },
        {
          name: 'a task that its own health check finds unhealthy',
          answers: {
            ...service(),
            ...tasks([task('a'), task('b'), task('c', { healthStatus: 'UNHEALTHY' })]),
          },
          message: '3 of 3 tasks are running (1 unhealthy), expected at least 3',
        },
        {
          name: 'too few while a deployment goes on',
          answers: {
            ...service({
              runningCount: 1,
              pendingCount: 2,
              deployments: [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS', createdAt: since }],
            }),
            ...tasks([task('a')]),
          },
          message:
            '1 of 3 tasks is running (2 pending), expected at least 3; a deployment has been in progress since 2026-03-01 11:50 UTC',
        },
        {
          name: 'a circuit breaker that gave up',
          answers: {
            ...service({
              deployments: [
                { status: 'PRIMARY', rolloutState: 'FAILED', rolloutStateReason: 'tasks failed to start' },
                { status: 'ACTIVE' },
              ],
            }),
            ...spread,
          },
          message: 'its deployment has FAILED (tasks failed to start), and ECS starts no more tasks for it',
        },
        {
          name: 'instances that do not serve',
          target: groupTarget,
          answers: group({
            Instances: [
              instance('eu-west-1a'),
              instance('eu-west-1b', { InstanceId: 'i-2', LifecycleState: 'Standby' }),
              instance('eu-west-1b', { InstanceId: 'i-3', HealthStatus: 'Unhealthy' }),
              instance('eu-west-1b', { InstanceId: 'i-4', LifecycleState: undefined }),
              instance('eu-west-1b', { InstanceId: 'i-5', LifecycleState: 'Pending:Wait' }),
            ],
          }),
          message:
            '1 instance is InService and Healthy (i-2 is Standby, i-3 is Unhealthy, i-4 is in no state that AWS tells, i-5 is Pending:Wait), expected at least 3',
        },
        {
          name: 'a group that tells of no instance',
          target: groupTarget,
          answers: group({ Instances: undefined }),
          message: '0 instances are InService and Healthy, expected at least 3',
        },
        {
          name: 'too few instances that are registered one by one',
          target: onInstances,
          answers: balancing({ groups: { Blue: [target('i-1'), target('i-2')] } }),
          message: '2 targets of Blue are healthy, expected at least 3',
        },
      ],
      unknown: [
        {
          name: 'enough, in the middle of a deployment',
          answers: {
            ...service({
              runningCount: 5,
              desiredCount: 3,
              deployments: [
                { status: 'PRIMARY', rolloutState: 'COMPLETED', createdAt: since },
                { status: 'ACTIVE' },
              ],
            }),
            ...spread,
          },
          message:
            '5 of 3 tasks are running, but a deployment has been in progress since 2026-03-01 11:50 UTC; ask again when it is done',
        },
        {
          name: 'enough, while CodeDeploy shifts requests',
          answers: {
            ...service({ deployments: [], taskSets: [{ status: 'PRIMARY' }, { status: 'ACTIVE' }] }),
            ...spread,
          },
          message:
            '3 of 3 tasks are running, but a deployment has been in progress; ask again when it is done',
        },
        {
          name: 'a number that is not told',
          answers: { ...service({ runningCount: undefined }), ...spread },
          message: 'ECS does not say how many tasks run; ask again',
        },
      ],
      notApplicable: [
        {
          name: 'a function',
          target: lambdaTarget,
          answers: {},
          message: 'Lambda keeps no servers: it runs one instance for each request at a time',
        },
      ],
    }),
    'ENV1.spread': aboutService({
      pass: [
        {
          name: 'two zones',
          answers: { ...service(), ...spread },
          message: '3 running tasks: 2 in eu-west-1b, 1 in eu-west-1a',
        },
        {
          name: 'more tasks than ECS describes at once',
          answers: {
            ...service({ desiredCount: 201, runningCount: 201 }),
            ...tasks([...Array.from({ length: 200 }, () => task('eu-west-1a')), task('eu-west-1b')]),
          },
          message: '201 running tasks: 200 in eu-west-1a, 1 in eu-west-1b',
        },
        {
          name: 'instances of a group',
          target: groupTarget,
          answers: group(),
          message: '3 instances: 2 in eu-west-1b, 1 in eu-west-1a',
        },
      ],
      fail: [
        ...lostGroups,
        {
          name: 'one zone, and a task that stops in another',
          answers: {
            ...service(),
            ...tasks([
              task('eu-west-1a'),
              task('eu-west-1a'),
              task('eu-west-1b', { lastStatus: 'STOPPING' }),
            ]),
          },
          message: '2 running tasks: 2 in eu-west-1a, expected at least 2 zones',
        },
        {
          name: 'nothing runs',
          answers: { ...service({ runningCount: 0 }), ...tasks([]) },
          message: 'no task is running, expected at least 2 zones',
        },
        {
          name: 'instances in one zone',
          target: groupTarget,
          answers: group({
            Instances: [instance('eu-west-1a'), instance('eu-west-1b', { LifecycleState: 'Terminating' })],
          }),
          message: '1 instance: 1 in eu-west-1a, expected at least 2 zones',
        },
        {
          name: 'no instance',
          target: groupTarget,
          answers: group({ Instances: [] }),
          message: 'no instance is InService and Healthy, expected at least 2 zones',
        },
      ],
      unknown: [
        {
          name: 'tasks of which ECS tells no zone',
          answers: { ...service(), ...tasks([task('eu-west-1a'), task(undefined), task(undefined)]) },
          message:
            'ECS tells no zone of 2 running tasks; to decide: look where its container instances or subnets lie',
        },
        {
          name: 'tasks that are not listed',
          answers: { ...service(), ...tasks([]) },
          message: 'ECS lists none of the 3 running tasks; ask again',
        },
      ],
      notApplicable: [
        {
          name: 'a function',
          target: lambdaTarget,
          answers: {},
          message: 'Lambda runs a function in several zones by itself',
        },
      ],
    }),
    'ENV1.floor': aboutService({
      pass: [
        {
          name: 'scaled between bounds, by a schedule too',
          answers: {
            ...service({ desiredCount: 5 }),
            ...scaler({}),
            ...scheduled(
              { ScalableTargetAction: { MinCapacity: 6 } },
              { ScalableTargetAction: { MinCapacity: 1 }, Schedule: 'at(2026-02-01T00:00:00)' },
              { ScalableTargetAction: { MinCapacity: 1 }, EndTime: new Date('2026-02-01T00:00:00Z') },
            ),
          },
          message: 'desiredCount is 5, and its scaling keeps 3 to 12 tasks',
        },
        {
          name: 'fixed',
          answers: { ...service(), ...scaler('none') },
          message: 'desiredCount is 3, and nothing scales it',
        },
        {
          name: 'schedules that are suspended',
          answers: {
            ...service(),
            ...scaler({ SuspendedState: { ScheduledScalingSuspended: true } }),
            ...scheduled({ ScalableTargetAction: { MinCapacity: 1 } }),
          },
          message: 'desiredCount is 3, and its scaling keeps 3 to 12 tasks',
        },
        {
          name: 'a group',
          target: groupTarget,
          answers: { ...group(), ...unscheduled },
          message: 'it keeps 3 to 12 instances',
        },
        {
          name: 'a group whose schedules are suspended, or over',
          target: groupTarget,
          answers: {
            ...group(),
            'autoscaling:DescribeScheduledActions': {
              ScheduledUpdateGroupActions: [{ MinSize: 0, EndTime: new Date('2026-02-01T00:00:00Z') }],
            },
          },
          message: 'it keeps 3 to 12 instances',
        },
      ],
      fail: [
        ...lostGroups,
        {
          name: 'a lowest capacity of 1',
          answers: { ...service({ desiredCount: 5 }), ...scaler({ MinCapacity: 1 }), ...scheduled() },
          message: 'MinCapacity is 1, expected at least 3',
        },
        {
          name: 'a highest capacity of 2',
          answers: {
            ...service({ desiredCount: 2 }),
            ...scaler({ MinCapacity: 2, MaxCapacity: 2 }),
            ...scheduled(),
          },
          message:
            'desiredCount is 2, expected at least 3; MinCapacity is 2, expected at least 3; MaxCapacity is 2, expected at least 3',
        },
        {
          name: 'nothing scales it, and it is small',
          answers: { ...service({ desiredCount: 1 }), ...scaler('none') },
          message: 'desiredCount is 1, expected at least 3',
        },
        {
          name: 'a schedule that shrinks it every night',
          answers: {
            ...service(),
            ...scaler({}),
            ...scheduled({ ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 2 } }),
          },
          message:
            'MinCapacity of scheduled action night (cron(0 22 * * ? *)) is 1, expected at least 3; MaxCapacity of scheduled action night (cron(0 22 * * ? *)) is 2, expected at least 3',
        },
        {
          name: 'a group with a lowest size of 1',
          target: groupTarget,
          answers: { ...group({ MinSize: 1 }), ...unscheduled },
          message: 'MinSize is 1, expected at least 3',
        },
        {
          name: 'a group that a schedule shrinks',
          target: groupTarget,
          answers: {
            ...group(),
            'autoscaling:DescribeScheduledActions': {
              ScheduledUpdateGroupActions: [
                { ScheduledActionName: 'night', Recurrence: '0 22 * * *', MinSize: 0, MaxSize: 0 },
                { ScheduledActionName: 'once', StartTime: new Date('2026-04-01T00:00:00Z'), MinSize: 1 },
              ],
            },
          },
          message:
            'MinSize of scheduled action night (0 22 * * *) is 0, expected at least 3; MaxSize of scheduled action night (0 22 * * *) is 0, expected at least 3; MinSize of scheduled action once (2026-04-01T00:00:00.000Z) is 1, expected at least 3',
        },
      ],
      unknown: [
        {
          name: 'a number that is not told',
          answers: service({ desiredCount: undefined }),
          message: 'ECS does not say how many tasks it wants; ask again',
        },
        {
          name: 'a group whose sizes are not told',
          target: groupTarget,
          answers: group({ MinSize: undefined }),
          message: 'AWS does not say how many instances it keeps; ask again',
        },
        {
          name: 'a group that counts processors',
          target: groupTarget,
          answers: { ...group({ DesiredCapacityType: 'vcpu', MinSize: 16 }), ...unscheduled },
          message: 'its sizes are not counted in instances, so MinSize tells no number',
        },
        {
          name: 'a group that weighs its instances',
          target: groupTarget,
          answers: {
            ...group({
              MixedInstancesPolicy: {
                LaunchTemplate: { Overrides: [{ InstanceType: 'm7g.xlarge', WeightedCapacity: '4' }] },
              },
            }),
            ...unscheduled,
          },
          message: 'its sizes are not counted in instances, so MinSize tells no number',
        },
      ],
      notApplicable: [
        {
          name: 'a daemon',
          answers: service({ schedulingStrategy: 'DAEMON' }),
          message: 'it runs one task on each container instance, and nothing scales it',
        },
        {
          name: 'a function',
          target: lambdaTarget,
          answers: {},
          message: 'Lambda keeps no servers: it runs one instance for each request at a time',
        },
      ],
    }),
    'ENV1.bought': aboutService({
      pass: [
        {
          name: 'one on demand',
          answers: {
            ...service(),
            ...tasks([
              task('a', { capacityProviderName: 'FARGATE' }),
              task('b', { capacityProviderName: 'FARGATE_SPOT' }),
              task('c', { capacityProviderName: 'FARGATE_SPOT' }),
            ]),
          },
          message: '3 running tasks: 1 on FARGATE, 2 on FARGATE_SPOT',
        },
        {
          name: 'no provider',
          answers: { ...service(), ...spread },
          message: '3 running tasks: 3 on FARGATE, 0 on FARGATE_SPOT',
        },
      ],
      fail: [
        {
          name: 'Spot alone',
          answers: { ...service(), ...tasks([task('a', { capacityProviderName: 'FARGATE_SPOT' })]) },
          message: '1 running task: 0 on FARGATE, 1 on FARGATE_SPOT, expected some on FARGATE',
        },
      ],
      notApplicable: [
        {
          name: 'instances',
          answers: {
            ...service(),
            ...tasks([task('a', { launchType: 'EC2', capacityProviderName: 'shop' })]),
          },
          message: 'its tasks run on instances, and ECS does not say how these are bought',
        },
        {
          name: 'nothing runs',
          answers: { ...service(), ...tasks([]) },
          message: 'no task is running that could be on Spot capacity',
        },
      ],
    }),
  },
);
