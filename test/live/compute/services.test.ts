import type { ScalingActivity } from '@aws-sdk/client-application-auto-scaling';
import type { Activity } from '@aws-sdk/client-auto-scaling';
import { computeProbes } from '../../../lib/live/probes/compute';
import { testProbes, type ProbeCases } from '../asking';
import type { Answers } from '../service';
import {
  answer,
  balancing,
  forward,
  groupArn,
  listenerArn,
  paths,
  ruleArn,
  three,
} from '../entries/balancing';
import { aboutService, group, groupTarget, lostGroups, scaler, service } from './ecs';

const blueTarget = { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', id: groupArn('Blue') };

/** A service that ECS shifts between blue and green by a rule, or by a listener. */
function shifted(productionListenerRule: string): Answers {
  const advancedConfiguration = {
    alternateTargetGroupArn: groupArn('Green'),
    productionListenerRule,
    testListenerRule: listenerArn(8443),
    roleArn: 'arn:aws:iam::123456789012:role/shift',
  };
  return service({ loadBalancers: [{ targetGroupArn: groupArn('Blue'), advancedConfiguration }] });
}

const rolling = service({ loadBalancers: [{ targetGroupArn: groupArn('Blue') }] });

/** A load balancer that shares requests between blue and green, beside a listener for tests. */
function behind(blue: number, green: number, healthy: Readonly<Record<string, typeof three>>): Answers {
  return balancing({
    listeners: {
      443: { otherwise: answer('404'), rules: { 10: [forward({ Blue: blue, Green: green }), paths('/*')] } },
      8443: { otherwise: forward({ Green: 1 }) },
    },
    groups: healthy,
  });
}

const rule = ruleArn(443, '10');
const codeDeployed = service({
  deploymentController: { type: 'CODE_DEPLOY' },
  loadBalancers: [{ targetGroupArn: groupArn('Blue') }],
  taskSets: [
    { status: 'PRIMARY', loadBalancers: [{ targetGroupArn: groupArn('Green') }] },
    { status: 'DRAINING', loadBalancers: [{ targetGroupArn: groupArn('Blue') }] },
  ],
});

/** Cases about ways that requests take, whatever is asked of what is at their end. */
const unreached: Pick<ProbeCases, 'fail' | 'notApplicable'> = {
  fail: [
    ...lostGroups,
    {
      name: 'a target group that no listener forwards to',
      answers: {
        ...rolling,
        ...balancing({ listeners: { 443: { otherwise: answer('503') } }, groups: { Blue: [] } }),
      },
      message: 'no listener forwards requests to Blue',
    },
    {
      name: 'a target group that gets no weight',
      answers: { ...rolling, ...behind(0, 100, { Blue: three, Green: three }) },
      message: 'no listener forwards requests to Blue',
    },
    {
      name: 'a production rule that leads elsewhere',
      answers: {
        ...shifted(rule),
        ...balancing({
          listeners: {
            443: { otherwise: answer('404'), rules: { 10: [forward({ Other: 1 }), paths('/*')] } },
            8443: { otherwise: forward({ Green: 1 }) },
          },
          groups: { Blue: three, Green: three, Other: three },
        }),
      },
      message: 'the production rule forwards no requests to Blue or Green',
    },
    {
      name: 'a target group that was deleted',
      answers: { ...rolling, ...balancing({}) },
      message: 'target group Blue does not exist; no listener forwards requests to Blue',
    },
    {
      name: 'no target group',
      answers: service({ loadBalancers: [] }),
      message: 'it registers with no target group, expected a load balancer in front of it',
    },
    {
      name: 'a group of instances that was detached',
      target: groupTarget,
      answers: group({ TargetGroupARNs: [] }),
      message: 'it registers with no target group, expected a load balancer in front of it',
    },
  ],
  notApplicable: [
    {
      name: 'a classic load balancer',
      answers: service({ loadBalancers: [{ loadBalancerName: 'shop' }] }),
      message: 'it registers with a classic load balancer, which is not asked',
    },
    {
      name: 'a classic load balancer of a group',
      target: groupTarget,
      answers: group({ LoadBalancerNames: ['shop'] }),
      message: 'it registers with a classic load balancer, which is not asked',
    },
    {
      name: 'Service Connect',
      answers: service({
        deployments: [{ status: 'PRIMARY', serviceConnectConfiguration: { enabled: true } }],
      }),
      message:
        'other services reach it through Service Connect, Cloud Map or VPC Lattice, without a load balancer',
    },
    {
      name: 'Cloud Map',
      answers: service({ serviceRegistries: [{ registryArn: 'arn' }] }),
      message:
        'other services reach it through Service Connect, Cloud Map or VPC Lattice, without a load balancer',
    },
  ],
};

const activity = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/prod/shop',
  ScalableDimension: 'ecs:service:DesiredCount',
} as const;

/** Activities of a service by the minute, the latest first. */
function scaled(...activities: readonly Partial<ScalingActivity>[]): Answers {
  return {
    'application-autoscaling:DescribeScalingActivities': ({ NextToken }) =>
      NextToken === undefined
        ? { ScalingActivities: [], NextToken: 'more' }
        : {
            ScalingActivities: activities.map((each, i) => ({
              ...activity,
              ActivityId: String(i),
              Description: 'Setting desired count to 3.',
              Cause: 'monitor alarm TargetTracking-AlarmHigh in state ALARM triggered policy Cpu',
              StatusCode: 'Successful',
              StartTime: new Date(Date.UTC(2026, 1, 20, 12, 60 - i)),
              ...each,
            })),
          },
  };
}

const to = (tasks: number): Partial<ScalingActivity> => ({
  Description: `Setting desired count to ${tasks}.`,
});
const byHand = { Cause: 'minimum capacity was set to 3' };

function grown(Cause: string, differences: Partial<Activity> = {}): Answers {
  const made = { ActivityId: '1', AutoScalingGroupName: 'shop-group', StatusCode: 'Successful' } as const;
  const StartTime = new Date('2026-02-20T12:00:00Z');
  return {
    'autoscaling:DescribeScalingActivities': { Activities: [{ ...made, StartTime, Cause, ...differences }] },
  };
}

const byAlarm = (from: number, until: number): string =>
  `At 2026-02-20T12:00:00Z a monitor alarm high in state ALARM triggered policy Cpu changing the desired capacity from ${from} to ${until}.`;
const nothingGrew =
  'AWS remembers no policy that scaled it out within six weeks; to decide: run the load test, and ask again';

const policies = (...found: readonly object[]): Answers => ({
  'application-autoscaling:DescribeScalingPolicies': { ScalingPolicies: found } as never,
});
const tracking = { PolicyName: 'Cpu', PolicyType: 'TargetTrackingScaling' };
const groupPolicies = (...found: readonly object[]): Answers => ({
  'autoscaling:DescribePolicies': { ScalingPolicies: found } as never,
});

testProbes(
  computeProbes.filter(({ id }) => /^(ENV2|DEPLOY4|SEC3|STRESS3|LIVE2)\./.test(id)),
  {
    'ENV2.reached': aboutService({
      ...unreached,
      pass: [
        {
          name: 'a rule of production that forwards to green',
          answers: { ...shifted(rule), ...behind(0, 100, { Blue: [], Green: three }) },
          message: 'rule 10 of listener 443 (HTTPS) forwards 100 % to Green',
        },
        {
          name: 'a listener of production whose default action forwards to both',
          answers: {
            ...shifted(listenerArn(443)),
            ...balancing({
              listeners: { 443: { protocol: 'TCP', otherwise: forward({ Blue: 75, Green: 25 }) } },
              groups: { Blue: three, Green: three },
            }),
          },
          message: 'listener 443 (TCP) forwards 75 % to Blue and 25 % to Green',
        },
        {
          name: 'a version that CodeDeploy has brought into production',
          answers: { ...codeDeployed, ...behind(0, 100, { Blue: [], Green: three }) },
          message:
            'rule 10 of listener 443 (HTTPS) forwards 100 % to Green; listener 8443 (HTTPS) forwards 100 % to Green',
        },
        {
          name: 'a group of instances',
          target: groupTarget,
          answers: {
            ...group({
              TargetGroupARNs: [groupArn('Blue')],
              TrafficSources: [{ Identifier: groupArn('Blue'), Type: 'elbv2' }],
            }),
            ...behind(1, 0, { Blue: three }),
          },
          message: 'rule 10 of listener 443 (HTTPS) forwards 100 % to Blue',
        },
        {
          name: 'instances that are registered one by one',
          target: blueTarget,
          answers: behind(1, 0, { Blue: three }),
          message: 'rule 10 of listener 443 (HTTPS) forwards 100 % to Blue',
        },
      ],
    }),
    'DEPLOY4.healthy': aboutService({
      fail: [
        ...unreached.fail,
        {
          name: 'green serves and is empty, while blue is healthy',
          answers: { ...shifted(rule), ...behind(0, 100, { Blue: three, Green: [] }) },
          message: 'no target is registered with Green',
        },
        {
          name: 'two healthy targets',
          answers: { ...shifted(rule), ...behind(100, 0, { Blue: three.slice(1), Green: three }) },
          message: '2 targets of Blue are healthy, expected at least 3',
        },
      ],
      notApplicable: unreached.notApplicable,
      pass: [
        {
          name: 'green serves and is healthy, while blue is empty',
          answers: { ...shifted(rule), ...behind(0, 100, { Blue: [], Green: three }) },
          message:
            'rule 10 of listener 443 (HTTPS) forwards 100 % to Green: 3 of 3 targets of Green are healthy (2 in eu-west-1a, 1 in eu-west-1b)',
        },
        {
          name: 'a group of instances',
          target: groupTarget,
          answers: { ...group({ TargetGroupARNs: [groupArn('Blue')] }), ...behind(1, 0, { Blue: three }) },
          message:
            'rule 10 of listener 443 (HTTPS) forwards 100 % to Blue: 3 of 3 targets of Blue are healthy (2 in eu-west-1a, 1 in eu-west-1b)',
        },
      ],
      unknown: [
        {
          name: 'a target that was registered just now',
          answers: {
            ...rolling,
            ...behind(1, 0, {
              Blue: [
                ...three,
                { ...three[0]!, TargetHealth: { State: 'initial', Reason: 'Elb.RegistrationInProgress' } },
              ],
            }),
          },
          message: '10.0.1.7:8080 of Blue is initial (Elb.RegistrationInProgress); ask again in some minutes',
        },
      ],
    }),
    'ENV2.replaces': {
      target: groupTarget,
      pass: [
        {
          name: 'checks of the load balancer',
          answers: group({
            TargetGroupARNs: [groupArn('Blue')],
            SuspendedProcesses: [{ ProcessName: 'AZRebalance' }],
          }),
          message: 'HealthCheckType is EC2,ELB, and no process that it needs is suspended',
        },
        {
          name: 'no load balancer',
          answers: group({ HealthCheckType: 'EC2' }),
          message: 'HealthCheckType is EC2, and no process that it needs is suspended',
        },
      ],
      fail: [
        ...lostGroups,
        {
          name: 'checks of EC2 behind a load balancer',
          answers: group({ HealthCheckType: 'EC2', TargetGroupARNs: [groupArn('Blue')] }),
          message: 'HealthCheckType is EC2, expected ELB',
        },
        {
          name: 'processes that are suspended',
          answers: group({
            SuspendedProcesses: [{ ProcessName: 'ReplaceUnhealthy' }, { ProcessName: 'Launch' }],
          }),
          message:
            'process ReplaceUnhealthy is suspended, so the group replaces no unhealthy instance; process Launch is suspended, so the group starts no instances',
        },
        {
          name: 'a type that is not told',
          answers: group({ HealthCheckType: undefined, TargetGroupARNs: [groupArn('Blue')] }),
          message: 'HealthCheckType is not set, expected ELB',
        },
      ],
    },
    'SEC3.room': aboutService({
      pass: [
        {
          name: 'four times',
          answers: { ...service(), ...scaler({}) },
          message: 'MaxCapacity is 12 and MinCapacity 3',
        },
        { name: 'a group', target: groupTarget, answers: group(), message: 'MaxSize is 12 and MinSize 3' },
      ],
      fail: [
        ...lostGroups,
        {
          name: 'too little',
          answers: { ...service(), ...scaler({ MaxCapacity: 5 }) },
          message: 'MaxCapacity is 5 and MinCapacity 3, expected MaxCapacity of at least 2 times MinCapacity',
        },
        {
          name: 'nothing scales it',
          answers: { ...service(), ...scaler('none') },
          message: 'nothing scales it, expected a scalable target with a policy',
        },
        {
          name: 'a group at its limit',
          target: groupTarget,
          answers: group({ MaxSize: 3 }),
          message: 'MaxSize is 3 and MinSize 3, expected MaxSize of at least 2 times MinSize',
        },
      ],
      unknown: [
        {
          name: 'bounds that are not told',
          target: groupTarget,
          answers: group({ MaxSize: undefined }),
          message: 'AWS does not tell its MinSize and MaxSize; ask again',
        },
      ],
      notApplicable: [
        {
          name: 'a daemon',
          answers: service({ schedulingStrategy: 'DAEMON' }),
          message: 'it grows with the instances of its cluster',
        },
      ],
    }),
    'STRESS3.ready': aboutService({
      pass: [
        {
          name: 'a policy that tracks a target',
          answers: { ...service(), ...scaler({}), ...policies(tracking) },
          message: 'Cpu scales it from 3 to 12 tasks',
        },
        {
          name: 'a group',
          target: groupTarget,
          answers: { ...group(), ...groupPolicies({ PolicyName: 'Cpu', Enabled: true }) },
          message: 'Cpu scales it from 3 to 12 instances',
        },
      ],
      fail: [
        ...lostGroups,
        {
          name: 'nothing scales it',
          answers: { ...service(), ...scaler('none') },
          message: 'nothing scales it, expected a scalable target with a policy',
        },
        {
          name: 'no policy, no room, and suspended',
          answers: {
            ...service(),
            ...scaler({ MaxCapacity: 3, SuspendedState: { DynamicScalingOutSuspended: true } }),
            ...policies(),
          },
          message:
            'MaxCapacity is 3 and MinCapacity 3, so it cannot grow; its scaling out is suspended; no scaling policy adds tasks to it',
        },
        {
          name: 'a policy with steps that no alarm triggers',
          answers: {
            ...service(),
            ...scaler({}),
            ...policies({ PolicyName: 'Steps', PolicyType: 'StepScaling', Alarms: [] }),
          },
          message: 'no alarm triggers its scaling policy Steps',
        },
        {
          name: 'a group that is suspended, with a policy that is disabled',
          target: groupTarget,
          answers: {
            ...group({ MaxSize: 3, SuspendedProcesses: [{ ProcessName: 'AlarmNotification' }] }),
            ...groupPolicies({ PolicyName: 'Cpu', Enabled: false }),
          },
          message:
            'MaxSize is 3 and MinSize 3, so it cannot grow; process AlarmNotification is suspended, so it does not grow; all its scaling policies are disabled',
        },
        {
          name: 'a group without policy',
          target: groupTarget,
          answers: { ...group(), ...groupPolicies() },
          message: 'no scaling policy adds instances to it',
        },
      ],
      notApplicable: [
        {
          name: 'a daemon',
          answers: service({ schedulingStrategy: 'DAEMON' }),
          message: 'it grows with the instances of its cluster',
        },
      ],
    }),
    'STRESS3.grown': aboutService({
      pass: [
        {
          name: 'from three to five, and back',
          answers: { ...service(), ...scaled(to(3), to(5), { ...to(3), ...byHand }) },
          message: 'a policy scaled it from 3 to 5, 2026-02-20 12:59 UTC',
        },
        {
          name: 'a group from two to four',
          target: groupTarget,
          answers: { ...group(), ...grown(byAlarm(2, 4)) },
          message: 'a policy scaled it from 2 to 4, 2026-02-20 12:00 UTC',
        },
      ],
      fail: [
        ...lostGroups,
        {
          name: 'a failure after success',
          answers: {
            ...service(),
            ...scaled(
              { ...to(7), StatusCode: 'Failed', StatusMessage: 'the role may not update the service' },
              to(5),
              to(3),
            ),
          },
          message: 'its last scaling, 2026-02-20 13:00 UTC, is Failed: the role may not update the service',
        },
        {
          name: 'a service that could not follow',
          answers: { ...service(), ...scaled({ ...to(7), StatusCode: 'Unfulfilled' }) },
          message: 'its last scaling, 2026-02-20 13:00 UTC, is Unfulfilled',
        },
        {
          name: 'a group without quota',
          target: groupTarget,
          answers: {
            ...group(),
            ...grown(byAlarm(2, 4), {
              StatusCode: 'Failed',
              StatusMessage: 'You have requested more vCPU capacity than allowed',
            }),
          },
          message:
            'its last scaling, 2026-02-20 12:00 UTC, is Failed: You have requested more vCPU capacity than allowed',
        },
      ],
      unknown: [
        { name: 'nothing', answers: { ...service(), ...scaled() }, message: nothingGrew },
        {
          name: 'more by hand, fewer by policy, and one whose start is not told',
          answers: { ...service(), ...scaled(to(3), { ...to(5), ...byHand }, to(4)) },
          message: nothingGrew,
        },
        {
          name: 'one that goes on',
          answers: {
            ...service(),
            ...scaled({ ...to(5), StatusCode: 'InProgress' }, { ...to(3), ...byHand }),
          },
          message: nothingGrew,
        },
        {
          name: 'a group that somebody enlarged',
          target: groupTarget,
          answers: {
            ...group(),
            ...grown(
              'At 2026-02-20T12:00:00Z a user request update of AutoScalingGroup constraints to min: 2, max: 4, desired: 4 changing the desired capacity from 2 to 4.',
            ),
          },
          message: nothingGrew,
        },
        {
          name: 'a group that shrank',
          target: groupTarget,
          answers: { ...group(), ...grown(byAlarm(4, 2)) },
          message: nothingGrew,
        },
      ],
    }),
    'LIVE2.workers': aboutService({
      pass: [
        {
          name: 'one task',
          answers: { ...service({ desiredCount: 1, runningCount: 1 }), ...scaler('none') },
          message: '1 of 1 task is running',
        },
        {
          name: 'none, until jobs come',
          answers: {
            ...service({ desiredCount: 0, runningCount: 0 }),
            ...scaler({ MinCapacity: 0 }),
            ...policies(tracking),
          },
          message: 'no task is running, and its scaling starts some as jobs come',
        },
      ],
      fail: [
        {
          name: 'scaled to nothing',
          answers: { ...service({ desiredCount: 0, runningCount: 0 }), ...scaler('none') },
          message: 'desiredCount is 0, so nobody takes its jobs',
        },
        {
          name: 'scaled to nothing, and its scaling suspended',
          answers: {
            ...service({ desiredCount: 0, runningCount: 0 }),
            ...scaler({ MinCapacity: 1, SuspendedState: { DynamicScalingOutSuspended: true } }),
          },
          message:
            'desiredCount is 0, so nobody takes its jobs; its scaling out is suspended, as for maintenance',
        },
        {
          name: 'nothing that could wake it',
          answers: {
            ...service({ desiredCount: 0, runningCount: 0 }),
            ...scaler({ MinCapacity: 0 }),
            ...policies(),
          },
          message: 'desiredCount is 0, so nobody takes its jobs',
        },
        {
          name: 'no task starts',
          answers: { ...service({ desiredCount: 2, runningCount: 0 }), ...scaler('none') },
          message: '0 of 2 tasks are running, so nobody takes its jobs',
        },
      ],
      unknown: [
        {
          name: 'a number that is not told',
          answers: service({ runningCount: undefined }),
          message: 'ECS does not say how many tasks run; ask again',
        },
      ],
    }),
  },
);
