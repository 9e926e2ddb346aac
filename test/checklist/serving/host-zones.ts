import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { att, inSubnets, ref, resource, service, subnets, targetGroup, undecided } from './resources';
import { manifest, nodegroup } from './pods';

const bothSubnets = [ref('SubnetA'), ref('SubnetB')];
const group = (properties: JsonObject): JsonObject =>
  resource('AutoScaling::AutoScalingGroup', { TargetGroupARNs: [ref('Targets')], ...properties });
const targets = { Targets: targetGroup() };

/** A service on the instances of an Auto Scaling group. */
const onInstances = (host: JsonObject, properties: JsonObject = {}): JsonObject => ({
  Web: service({ CapacityProviderStrategy: [{ CapacityProvider: ref('Provider') }], ...properties }),
  Provider: resource('ECS::CapacityProvider', {
    AutoScalingGroupProvider: { AutoScalingGroupArn: ref('Hosts') },
  }),
  Hosts: resource('AutoScaling::AutoScalingGroup', host),
  ...targets,
  ...subnets,
});

/** Zones of instances, and of tasks that run on them. */
export const hostZones: ControlCases = {
  pass: [
    {
      name: 'tasks on instances in two zones',
      resources: onInstances({ MinSize: '2', VPCZoneIdentifier: bothSubnets }),
    },
    {
      name: 'tasks and their instances in two zones',
      resources: onInstances({ MinSize: '2', VPCZoneIdentifier: bothSubnets }, inSubnets(...bothSubnets)),
    },
    {
      name: 'tasks on instances that join the cluster by their user data',
      resources: {
        Web: service({ LaunchType: 'EC2', Cluster: ref('Cluster') }),
        Cluster: resource('ECS::Cluster'),
        Hosts: resource('AutoScaling::AutoScalingGroup', {
          MinSize: '2',
          VPCZoneIdentifier: bothSubnets,
          LaunchConfigurationName: ref('Launch'),
        }),
        Launch: resource('AutoScaling::LaunchConfiguration', {
          UserData: { 'Fn::Base64': { 'Fn::Sub': 'echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config' } },
        }),
        ...targets,
        ...subnets,
      },
    },
    {
      name: 'an Auto Scaling group in all zones',
      resources: { Web: group({ AvailabilityZones: { 'Fn::GetAZs': '' } }), ...targets },
    },
    {
      name: 'an Auto Scaling group in two zones by name',
      resources: { Web: group({ AvailabilityZones: ['eu-west-1a', 'eu-west-1b'] }), ...targets },
    },
    { name: 'nodes in two zones', resources: { Nodes: nodegroup({ Subnets: bothSubnets }), ...subnets } },
    {
      name: 'a function without a network of its own',
      resources: {
        Web: resource('Lambda::Function'),
        Url: resource('Lambda::Url', { TargetFunctionArn: ref('Web') }),
      },
    },
    {
      name: 'instances in two zones',
      resources: {
        Targets: targetGroup({ Targets: [{ Id: ref('One') }, { Id: ref('Two') }] }),
        One: resource('EC2::Instance', { SubnetId: ref('SubnetA') }),
        Two: resource('EC2::Instance', { AvailabilityZone: 'eu-west-1b' }),
        ...subnets,
      },
    },
  ],
  fail: [
    {
      name: 'tasks on instances in one zone',
      resources: onInstances(
        { MinSize: '2', VPCZoneIdentifier: [ref('SubnetA')] },
        inSubnets(...bothSubnets),
      ),
      findings: ['fail Web: Hosts: VPCZoneIdentifier lies in 1 availability zone, expected at least 2'],
    },
    {
      name: 'tasks on a single instance',
      resources: onInstances({ MinSize: '1', VPCZoneIdentifier: bothSubnets }, inSubnets(...bothSubnets)),
      findings: ['fail Web: Hosts: MinSize is 1, expected at least 2'],
    },
    {
      name: 'tasks with addresses in one zone, on instances in two',
      resources: onInstances({ MinSize: '2', VPCZoneIdentifier: bothSubnets }, inSubnets(ref('SubnetA'))),
      findings: [
        'fail Web: NetworkConfiguration.AwsvpcConfiguration.Subnets lies in 1 availability zone, expected at least 2',
      ],
    },
    {
      name: 'an Auto Scaling group in one zone',
      resources: { Web: group({ VPCZoneIdentifier: [ref('SubnetB')] }), ...targets, ...subnets },
      findings: ['fail Web: VPCZoneIdentifier lies in 1 availability zone, expected at least 2'],
    },
    {
      name: 'an Auto Scaling group in one zone by name',
      resources: { Web: group({ AvailabilityZones: ['eu-west-1a', 'eu-west-1a'] }), ...targets },
      findings: ['fail Web: AvailabilityZones lies in 1 availability zone, expected at least 2'],
    },
    {
      name: 'an Auto Scaling group that says nothing',
      resources: { Web: group({}), ...targets },
      findings: ['fail Web: neither subnets nor zones are set, expected at least 2 zones'],
    },
    {
      name: 'nodes in one zone',
      resources: { Nodes: nodegroup({ Subnets: [ref('SubnetA')] }), ...subnets },
      findings: ['fail Nodes: Subnets lies in 1 availability zone, expected at least 2'],
    },
    {
      name: 'a function attached to one subnet',
      resources: {
        Web: resource('Lambda::Function', { VpcConfig: { SubnetIds: [ref('SubnetA')] } }),
        Url: resource('Lambda::Url', { TargetFunctionArn: ref('Web') }),
        ...subnets,
      },
      findings: ['fail Web: VpcConfig.SubnetIds lies in 1 availability zone, expected at least 2'],
    },
    {
      name: 'instances in one zone',
      resources: {
        Targets: targetGroup({ Targets: [{ Id: ref('One') }, { Id: ref('Two') }] }),
        One: resource('EC2::Instance', { SubnetId: ref('SubnetA') }),
        Two: resource('EC2::Instance', { AvailabilityZone: 'eu-west-1a' }),
        ...subnets,
      },
      findings: ['fail Targets: the registered instances lie in 1 availability zone, expected at least 2'],
    },
  ],
  unknown: [
    {
      name: 'zones of an Auto Scaling group that are parameters',
      resources: { Web: group({ AvailabilityZones: [ref('One'), ref('Two')] }), ...targets },
      parameters: { One: { Type: 'String' }, Two: { Type: 'String' } },
      findings: [
        'unknown Web: AvailabilityZones lies in 0 known availability zones (parameter One of Stack1 has no default and was given no value), expected at least 2',
      ],
    },
    {
      name: 'instances that the templates do not show',
      resources: { Web: service({ LaunchType: 'EC2' }), ...targets },
      findings: [
        'unknown Web: the instances that the tasks run on are not among the templates, expected them in several zones',
      ],
    },
    {
      name: 'instances that join another cluster',
      resources: {
        Web: service({ LaunchType: 'EC2', Cluster: ref('Cluster') }),
        Cluster: resource('ECS::Cluster'),
        Other: resource('ECS::Cluster'),
        Hosts: resource('AutoScaling::AutoScalingGroup', {
          MinSize: '2',
          VPCZoneIdentifier: bothSubnets,
          LaunchTemplate: { LaunchTemplateId: ref('Launch') },
        }),
        Launch: resource('EC2::LaunchTemplate', {
          LaunchTemplateData: {
            UserData: { 'Fn::Base64': { 'Fn::Join': ['', ['echo ECS_CLUSTER=', ref('Other')]] } },
          },
        }),
        ...targets,
        ...subnets,
      },
      findings: [
        'unknown Web: the instances that the tasks run on are not among the templates, expected them in several zones',
      ],
    },
    {
      name: 'a cluster of elsewhere, whose default decides',
      resources: { Web: service({ Cluster: 'prod', ...inSubnets(...bothSubnets) }), ...targets, ...subnets },
      findings: [
        'unknown Web: the instances that the tasks run on are not among the templates, expected them in several zones',
      ],
    },
    {
      name: 'tasks on instances that ECS adds',
      resources: {
        ...onInstances({ MinSize: '1', VPCZoneIdentifier: bothSubnets }),
        Provider: resource('ECS::CapacityProvider', {
          AutoScalingGroupProvider: {
            AutoScalingGroupArn: ref('Hosts'),
            ManagedScaling: { Status: 'ENABLED' },
          },
        }),
      },
      findings: [
        'unknown Web: Hosts: ECS adds instances as tasks need them: MinSize is 1, expected at least 2',
      ],
    },
    {
      name: 'two Auto Scaling groups, each in a zone of its own',
      resources: {
        ...onInstances({ MinSize: '2', VPCZoneIdentifier: [ref('SubnetA')] }),
        Web: service({
          CapacityProviderStrategy: [
            { CapacityProvider: ref('Provider'), Weight: 1 },
            { CapacityProvider: 'other', Weight: 1 },
          ],
        }),
        Other: resource('ECS::CapacityProvider', {
          Name: 'other',
          AutoScalingGroupProvider: { AutoScalingGroupArn: ref('Others') },
        }),
        Others: resource('AutoScaling::AutoScalingGroup', {
          MinSize: '2',
          VPCZoneIdentifier: [ref('SubnetB')],
        }),
      },
      findings: [
        'unknown Web: tasks may spread over several Auto Scaling groups: Hosts: VPCZoneIdentifier lies in 1 availability zone, expected at least 2; Others: VPCZoneIdentifier lies in 1 availability zone, expected at least 2',
      ],
    },
    {
      name: 'instances whose zones are not known',
      resources: {
        Targets: targetGroup({ Targets: [{ Id: ref('One') }, { Id: ref('Two') }] }),
        One: resource('EC2::Instance', { AvailabilityZone: ref('Choice') }),
        Two: resource('EC2::Instance'),
      },
      ...undecided,
      findings: [
        'unknown Targets: the registered instances lie in 0 known availability zones (parameter Choice of Stack1 has no default and was given no value), expected at least 2',
      ],
    },
    {
      name: 'App Runner',
      resources: { Web: resource('AppRunner::Service') },
      findings: [
        'unknown Web: AWS::AppRunner::Service is not judged by this control; verify in the account where it runs',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'pods, which go where the nodes are',
      resources: { Manifest: manifest([{ kind: 'Deployment' }]) },
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
    {
      name: 'nothing that serves',
      resources: {
        Provider: resource('Lambda::Function'),
        Thing: { Type: 'Custom::Thing', Properties: { ServiceToken: att('Provider', 'Arn') } },
      },
      findings: ['notApplicable Stack1: no service to judge'],
    },
  ],
};
