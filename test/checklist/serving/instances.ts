import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { ifOn, noValue, ref, resource, service, targetGroup, undecided, web } from './resources';

const group = (properties: JsonObject): JsonObject => resource('AutoScaling::AutoScalingGroup', properties);
const balanced = { TargetGroupARNs: [ref('Targets')] };

const daemon = (properties: JsonObject = {}): JsonObject => ({ SchedulingStrategy: 'DAEMON', ...properties });
const provider = (asg: Json): JsonObject =>
  resource('ECS::CapacityProvider', { AutoScalingGroupProvider: { AutoScalingGroupArn: asg } });
const through = (name: Json): JsonObject => ({ CapacityProviderStrategy: [{ CapacityProvider: name }] });

/** Instances: ECS daemons, Auto Scaling groups, targets that are registered one by one. */
export const instances: ControlCases = {
  pass: [
    {
      name: 'a daemon on three container instances',
      resources: {
        Web: service(daemon(through(ref('Provider')))),
        Targets: targetGroup(),
        Provider: provider(ref('Hosts')),
        Hosts: group({ MinSize: '3' }),
      },
    },
    {
      name: 'a group of three',
      resources: { Web: group({ MinSize: '3', ...balanced }), Targets: targetGroup() },
    },
    {
      name: 'a group that a schedule makes larger',
      resources: {
        Web: group({ MinSize: 3, ...balanced }),
        Targets: targetGroup(),
        Morning: resource(
          'AutoScaling::ScheduledAction',
          { AutoScalingGroupName: ref('Web'), MinSize: 6 },
          'IsOn',
        ),
      },
      ...undecided,
    },
    {
      name: 'a group behind a classic load balancer, beside one that works in the background',
      resources: {
        Web: group({ MinSize: '3', LoadBalancerNames: [ref('Elb')] }),
        Elb: resource('ElasticLoadBalancing::LoadBalancer'),
        Worker: group({ MinSize: '1' }),
      },
    },
    {
      name: 'three instances registered as targets',
      resources: {
        Targets: targetGroup({ Targets: [{ Id: ref('One') }, { Id: ref('Two') }, { Id: ref('Three') }] }),
        One: resource('EC2::Instance'),
        Two: resource('EC2::Instance'),
        Three: resource('EC2::Instance'),
      },
    },
    {
      name: 'three instances behind a classic load balancer',
      resources: {
        Elb: resource('ElasticLoadBalancing::LoadBalancer', {
          Instances: [ref('One'), ref('Two'), ref('Three')],
        }),
        One: resource('EC2::Instance'),
        Two: resource('EC2::Instance'),
        Three: resource('EC2::Instance'),
      },
    },
  ],
  fail: [
    {
      name: 'a group of two',
      resources: { Web: group({ MinSize: '2', ...balanced }), Targets: targetGroup() },
      findings: ['fail Web: MinSize is 2, expected at least 3'],
    },
    {
      name: 'a group without a floor',
      resources: { Web: group(balanced), Targets: targetGroup() },
      findings: ['fail Web: MinSize is not set and so 0, expected at least 3'],
    },
    {
      name: 'a group that a schedule shrinks, by its name',
      resources: {
        Web: group({ MinSize: 3, AutoScalingGroupName: 'web', ...balanced }),
        Targets: targetGroup(),
        Night: resource('AutoScaling::ScheduledAction', {
          AutoScalingGroupName: 'web',
          MinSize: 0,
          MaxSize: 1,
        }),
      },
      findings: [
        'fail Web: Night: MinSize is 0, expected at least 3; Night: MaxSize is 1, expected at least 3',
      ],
    },
    {
      name: 'a group behind a classic load balancer',
      resources: {
        Web: group({ MinSize: '1', LoadBalancerNames: [ref('Elb')] }),
        Elb: resource('ElasticLoadBalancing::LoadBalancer'),
      },
      findings: ['fail Web: MinSize is 1, expected at least 3'],
    },
    {
      name: 'a daemon on two container instances',
      resources: {
        Web: service(daemon(through(ref('Provider')))),
        Targets: targetGroup(),
        Provider: provider(ref('Hosts')),
        Hosts: group({ MinSize: '2' }),
      },
      findings: ['fail Web: Hosts: MinSize is 2, expected at least 3'],
    },
    {
      name: 'one instance registered twice',
      resources: {
        Targets: targetGroup({
          Targets: [{ Id: ref('One') }, { Id: ref('One'), Port: 81 }, { Id: ref('Two') }],
        }),
        One: resource('EC2::Instance'),
        Two: resource('EC2::Instance'),
      },
      findings: ['fail Targets: 2 EC2 instances are registered targets, expected at least 3'],
    },
  ],
  unknown: [
    {
      name: 'a daemon on instances that the templates do not show',
      resources: web(daemon()),
      findings: [
        'unknown Web: SchedulingStrategy is DAEMON, one task on each container instance, whose number the templates do not show',
      ],
    },
    {
      name: 'a schedule that may shrink the group',
      resources: {
        Web: group({ MinSize: 3, ...balanced }),
        Targets: targetGroup(),
        Night: resource(
          'AutoScaling::ScheduledAction',
          { AutoScalingGroupName: ref('Web'), MinSize: 1 },
          'IsOn',
        ),
      },
      ...undecided,
      findings: [
        'unknown Web: parameter Choice of Stack1 has no default and was given no value: Night: MinSize is 1, expected at least 3',
      ],
    },
    {
      name: 'instances that the templates do not show',
      resources: {
        Targets: targetGroup({ Targets: [{ Id: 'i-0123' }, { Id: ref('One') }] }),
        One: resource('EC2::Instance'),
      },
      findings: [
        'unknown Targets: 1 EC2 instance is a registered target (i-0123 is not among the templates), expected at least 3',
      ],
    },
    {
      name: 'an instance that may not be there',
      resources: {
        Targets: targetGroup({
          Targets: [{ Id: ref('One') }, { Id: ref('Two') }, ifOn({ Id: ref('Three') }, noValue)],
        }),
        One: resource('EC2::Instance'),
        Two: resource('EC2::Instance'),
        Three: resource('EC2::Instance', {}, 'IsOn'),
      },
      ...undecided,
      findings: [
        'unknown Targets: 2 EC2 instances are registered targets (parameter Choice of Stack1 has no default and was given no value), expected at least 3',
      ],
    },
  ],
};
