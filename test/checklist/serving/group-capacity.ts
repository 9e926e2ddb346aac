import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { nodegroup } from './pods';
import { ref, resource, service, targetGroup, undecided } from './resources';

const targets = { Targets: targetGroup() };
const share = (name: Json, weight?: Json, base?: Json): JsonObject => ({
  CapacityProvider: name,
  ...(weight === undefined ? {} : { Weight: weight }),
  ...(base === undefined ? {} : { Base: base }),
});
const by = (...shares: readonly JsonObject[]): JsonObject => ({
  Web: service({ CapacityProviderStrategy: [...shares] }),
  ...targets,
});
const provider = (group: string): JsonObject =>
  resource('ECS::CapacityProvider', { AutoScalingGroupProvider: { AutoScalingGroupArn: ref(group) } });
const group = (properties: JsonObject = {}): JsonObject =>
  resource('AutoScaling::AutoScalingGroup', { TargetGroupARNs: [ref('Targets')], ...properties });
const mixed = (distribution?: JsonObject): JsonObject =>
  group({ MixedInstancesPolicy: distribution ? { InstancesDistribution: distribution } : {} });
const launchTemplate = (market?: JsonObject): JsonObject =>
  resource('EC2::LaunchTemplate', {
    LaunchTemplateData: market ? { InstanceMarketOptions: market } : {},
  });
const fromTemplate = group({ LaunchTemplate: { LaunchTemplateId: ref('Template') } });

/** Auto Scaling groups and nodes of Kubernetes. */
export const groupCapacity: ControlCases = {
  pass: [
    {
      name: 'instances of an Auto Scaling group',
      resources: {
        ...by(share(ref('Provider'), 1)),
        Provider: provider('Hosts'),
        Hosts: resource('AutoScaling::AutoScalingGroup'),
      },
    },
    { name: 'an Auto Scaling group', resources: { Web: group(), ...targets } },
    {
      name: 'an Auto Scaling group from a template',
      resources: { Web: fromTemplate, Template: launchTemplate(), ...targets },
    },
    {
      name: 'mixed instances with an on-demand base',
      resources: {
        Web: mixed({ OnDemandBaseCapacity: 1, OnDemandPercentageAboveBaseCapacity: 0 }),
        ...targets,
      },
    },
    { name: 'mixed instances, as AWS distributes them', resources: { Web: mixed(), ...targets } },
    { name: 'nodes', resources: { Nodes: nodegroup({}) } },
    { name: 'nodes on demand', resources: { Nodes: nodegroup({ CapacityType: 'ON_DEMAND' }) } },
  ],
  fail: [
    {
      name: 'an Auto Scaling group from a template for Spot instances',
      resources: { Web: fromTemplate, Template: launchTemplate({ MarketType: 'spot' }), ...targets },
      findings: [
        'fail Web: Template: LaunchTemplateData.InstanceMarketOptions.MarketType is spot, expected on-demand instances',
      ],
    },
    {
      name: 'an Auto Scaling group from a configuration for Spot instances',
      resources: {
        Web: group({ LaunchConfigurationName: ref('Configuration') }),
        Configuration: resource('AutoScaling::LaunchConfiguration', { SpotPrice: '0.05' }),
        ...targets,
      },
      findings: ['fail Web: Configuration: SpotPrice is 0.05, expected on-demand instances'],
    },
    {
      name: 'mixed instances without any on demand',
      resources: { Web: mixed({ OnDemandPercentageAboveBaseCapacity: 0 }), ...targets },
      findings: ['fail Web: every instance is on Spot capacity, expected an on-demand base'],
    },
    {
      name: 'nodes on Spot capacity',
      resources: { Nodes: nodegroup({ CapacityType: 'SPOT' }) },
      findings: ['fail Nodes: CapacityType is SPOT, expected ON_DEMAND'],
    },
  ],
  unknown: [
    {
      name: 'a launch template of elsewhere',
      resources: { Web: group({ LaunchTemplate: { LaunchTemplateId: 'lt-0123' } }), ...targets },
      findings: [
        'unknown Web: whether it launches Spot instances is not known (LaunchTemplate is not among the templates)',
      ],
    },
    {
      name: 'a share that is a parameter',
      resources: { Web: mixed({ OnDemandPercentageAboveBaseCapacity: ref('Share') }), ...targets },
      parameters: { Share: { Type: 'Number' } },
      findings: [
        'unknown Web: MixedInstancesPolicy.InstancesDistribution.OnDemandPercentageAboveBaseCapacity is not known (parameter Share of Stack1 has no default and was given no value), expected at least 1',
      ],
    },
    {
      name: 'nodes on Spot capacity beside others on demand',
      resources: { Nodes: nodegroup({ CapacityType: 'SPOT' }), Others: nodegroup({}) },
      findings: [
        'unknown Nodes: CapacityType is SPOT, expected ON_DEMAND; whether pods run on Others too is not in the templates',
        'pass Others: CapacityType is not set and so ON_DEMAND',
      ],
    },
    {
      name: 'nodes whose capacity is a parameter',
      resources: { Nodes: nodegroup({ CapacityType: ref('Choice') }) },
      ...undecided,
      findings: [
        'unknown Nodes: CapacityType is not known (parameter Choice of Stack1 has no default and was given no value), expected ON_DEMAND',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'functions, which run on no capacity of one’s own',
      resources: {
        Web: resource('Lambda::Function'),
        Url: resource('Lambda::Url', { TargetFunctionArn: ref('Web') }),
      },
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
  ],
};
