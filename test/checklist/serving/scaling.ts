import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { att, decided, ifOn, noValue, ref, resource, undecided, web } from './resources';

function scalableTarget(properties: JsonObject, condition?: string): JsonObject {
  return resource(
    'ApplicationAutoScaling::ScalableTarget',
    {
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId: { 'Fn::Join': ['/', ['service', 'prod', att('Web', 'Name')]] },
      ...properties,
    },
    condition,
  );
}

const cluster = resource('ECS::Cluster');
const schedule = (...actions: readonly JsonObject[]): JsonObject => ({
  ScheduledActions: actions.map((action) => ({ ScalableTargetAction: action })),
});

/** What scales a service, and how far down. */
export const scaling: ControlCases = {
  pass: [
    {
      name: 'the floor of a scalable target',
      resources: web(
        { Cluster: ref('Cluster') },
        {
          Cluster: cluster,
          Scaling: scalableTarget({
            ResourceId: { 'Fn::Join': ['/', ['service', ref('Cluster'), att('Web', 'Name')]] },
            MinCapacity: 3,
          }),
        },
      ),
    },
    {
      name: 'the floor of a scalable target in a cluster of elsewhere',
      resources: web(
        { Cluster: { 'Fn::ImportValue': 'cluster' } },
        {
          Scaling: scalableTarget({
            ResourceId: {
              'Fn::Sub': ['service/${Cluster}/${Web.Name}', { Cluster: { 'Fn::ImportValue': 'cluster' } }],
            },
            MinCapacity: 3,
          }),
        },
      ),
    },
    {
      name: 'the floor of a scalable target that names cluster and service by hand',
      resources: web(
        { Cluster: ref('Cluster'), ServiceName: 'web' },
        {
          Cluster: resource('ECS::Cluster', { ClusterName: 'prod' }),
          Scaling: scalableTarget({ ResourceId: 'service/prod/web', MinCapacity: 3 }),
        },
      ),
    },
    {
      name: 'the floor of a scalable target that takes the name out of the ARN',
      resources: web(
        { Cluster: ref('Cluster') },
        {
          Cluster: cluster,
          Scaling: scalableTarget({
            ResourceId: { 'Fn::Select': [5, { 'Fn::Split': [':', ref('Web')] }] },
            MinCapacity: 3,
          }),
        },
      ),
    },
    {
      name: 'a scalable target of a service with a similar name',
      resources: web(
        { DesiredCount: 3, Cluster: 'prod', ServiceName: 'web' },
        { Scaling: scalableTarget({ ResourceId: 'service/prod/web-admin', MinCapacity: 1 }) },
      ),
    },
    {
      name: 'a scalable target of the same service in another cluster',
      resources: web(
        { DesiredCount: 3, Cluster: 'arn:aws:ecs:eu-west-1:111111111111:cluster/prod', ServiceName: 'web' },
        { Scaling: scalableTarget({ ResourceId: 'service/test/web', MinCapacity: 1 }) },
      ),
    },
    {
      name: 'a scalable target that only may be there, with a floor that is high enough',
      resources: web({ DesiredCount: 3 }, { Scaling: scalableTarget({ MinCapacity: 4 }, 'IsOn') }),
      ...undecided,
    },
    {
      name: 'a count where there is no scaling, the floor of the scaling where there is',
      resources: web({ DesiredCount: ifOn(noValue, 3) }, { Scaling: scalableTarget({ MinCapacity: 3 }) }),
      ...undecided,
    },
    {
      name: 'a scalable target of another dimension',
      resources: web(
        { DesiredCount: 3 },
        { Scaling: scalableTarget({ ScalableDimension: 'ecs:service:Other', MinCapacity: 1 }) },
      ),
    },
    {
      name: 'scheduled actions that keep enough',
      resources: web(
        { DesiredCount: 3 },
        { Scaling: scalableTarget({ MinCapacity: 3, ...schedule({ MinCapacity: 6 }, { MaxCapacity: 9 }) }) },
      ),
    },
    {
      name: 'the service of another stack, scaled from here',
      stacks: [
        {
          id: 'Web',
          template: {
            Resources: web({ Cluster: 'prod' }),
            Outputs: { Name: { Value: att('Web', 'Name'), Export: { Name: 'web-name' } } },
          },
        },
        {
          id: 'Scaling',
          template: {
            Resources: {
              Scaling: scalableTarget({
                ResourceId: {
                  'Fn::Sub': ['service/prod/${Name}', { Name: { 'Fn::ImportValue': 'web-name' } }],
                },
                MinCapacity: 3,
              }),
            },
          },
        },
      ],
    },
  ],
  fail: [
    {
      name: 'scaling that goes down to one',
      resources: web({ DesiredCount: 3 }, { Scaling: scalableTarget({ MinCapacity: 1 }) }),
      findings: ['fail Web: MinCapacity is 1, expected at least 3'],
    },
    {
      name: 'scaling without a floor',
      resources: web({}, { Scaling: scalableTarget({}) }),
      findings: ['fail Web: MinCapacity is not set, expected at least 3'],
    },
    {
      name: 'a count below the floor, which every deployment puts back',
      resources: web({ DesiredCount: 1 }, { Scaling: scalableTarget({ MinCapacity: 3 }) }),
      findings: ['fail Web: DesiredCount is 1, expected at least 3'],
    },
    {
      name: 'a schedule that shrinks the service at night',
      resources: web(
        {},
        { Scaling: scalableTarget({ MinCapacity: 3, ...schedule({ MinCapacity: 6 }, { MinCapacity: 1 }) }) },
      ),
      findings: ['fail Web: a scheduled action sets MinCapacity to 1, expected at least 3'],
    },
    {
      name: 'a schedule that lowers the ceiling',
      resources: web({}, { Scaling: scalableTarget({ MinCapacity: 3, ...schedule({ MaxCapacity: 0 }) }) }),
      findings: ['fail Web: a scheduled action sets MaxCapacity to 0, expected at least 3'],
    },
    {
      name: 'a scalable target switched off',
      resources: web({}, { Scaling: scalableTarget({ MinCapacity: 3 }, 'IsOn') }),
      ...decided('no'),
      findings: ['fail Web: DesiredCount is not set and so 1, expected at least 3'],
    },
  ],
  unknown: [
    {
      name: 'no count, and a scalable target that only may be there',
      resources: web({}, { Scaling: scalableTarget({ MinCapacity: 3 }, 'IsOn') }),
      ...undecided,
      findings: [
        'unknown Web: parameter Choice of Stack1 has no default and was given no value: DesiredCount is not set and so 1, expected at least 3',
      ],
    },
    {
      name: 'no count, and a scalable target of a name that is generated',
      resources: web(
        { Cluster: 'prod' },
        { Scaling: scalableTarget({ ResourceId: 'service/prod/web', MinCapacity: 3 }) },
      ),
      findings: [
        'unknown Web: the name of Web is generated: DesiredCount is not set and so 1, expected at least 3',
      ],
    },
    {
      name: 'a floor that only may be too low',
      resources: web({ DesiredCount: 3 }, { Scaling: scalableTarget({ MinCapacity: 1 }, 'IsOn') }),
      ...undecided,
      findings: [
        'unknown Web: parameter Choice of Stack1 has no default and was given no value: MinCapacity is 1, expected at least 3',
      ],
    },
    {
      name: 'a schedule that is not known',
      resources: web(
        {},
        { Scaling: scalableTarget({ MinCapacity: 3, ...schedule({ MinCapacity: ref('Floor') }) }) },
      ),
      parameters: { Floor: { Type: 'Number' } },
      findings: ['unknown Web: a scheduled action sets MinCapacity to ${Stack1.Floor}, expected at least 3'],
    },
    {
      name: 'a scheduling strategy that is not known',
      resources: web({ DesiredCount: 3, SchedulingStrategy: ref('Choice') }),
      ...undecided,
      findings: [
        'unknown Web: parameter Choice of Stack1 has no default and was given no value: DesiredCount is 3',
      ],
    },
  ],
};
