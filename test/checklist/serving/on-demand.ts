import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { ifOn, noValue, ref, resource, service, targetGroup, undecided } from './resources';

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
const byCluster = (...shares: readonly JsonObject[]): JsonObject => ({
  Web: service({ Cluster: ref('Cluster') }),
  Cluster: resource('ECS::Cluster'),
  Defaults: resource('ECS::ClusterCapacityProviderAssociations', {
    Cluster: ref('Cluster'),
    DefaultCapacityProviderStrategy: [...shares],
  }),
  ...targets,
});
const provider = (group: string): JsonObject =>
  resource('ECS::CapacityProvider', { AutoScalingGroupProvider: { AutoScalingGroupArn: ref(group) } });
const managed = (option?: Json): JsonObject =>
  resource('ECS::CapacityProvider', {
    ManagedInstancesProvider: {
      InstanceLaunchTemplate: option === undefined ? {} : { CapacityOptionType: option },
    },
  });
const launchTemplate = (market?: JsonObject): JsonObject =>
  resource('EC2::LaunchTemplate', {
    LaunchTemplateData: market ? { InstanceMarketOptions: market } : {},
  });

/** Services of ECS. */
export const onDemand: ControlCases = {
  pass: [
    { name: 'Fargate', resources: { Web: service({ LaunchType: 'FARGATE' }), ...targets } },
    { name: 'FARGATE alone, without a weight', resources: by(share('FARGATE')) },
    {
      name: 'an on-demand base below Spot capacity',
      resources: by(share('FARGATE', 0, 1), share('FARGATE_SPOT', 4)),
    },
    {
      name: 'half of the weight on demand',
      resources: by(share('FARGATE', 1), share('FARGATE_SPOT', '1')),
    },
    {
      name: 'the default strategy of the cluster',
      resources: byCluster(share('FARGATE', 1, 2), share('FARGATE_SPOT', 3)),
    },
    {
      name: 'the instances of a cluster that knows Spot capacity too',
      resources: {
        Web: service({ LaunchType: 'EC2', Cluster: ref('Cluster') }),
        Cluster: resource('ECS::Cluster', { CapacityProviders: ['FARGATE_SPOT', ref('Provider')] }),
        Provider: provider('Hosts'),
        Hosts: resource('AutoScaling::AutoScalingGroup'),
        ...targets,
      },
    },
    { name: 'managed instances', resources: { ...by(share(ref('Provider'))), Provider: managed() } },
  ],
  fail: [
    {
      name: 'Spot capacity alone',
      resources: by(share('FARGATE_SPOT', 1)),
      findings: [
        'fail Web: CapacityProviderStrategy places every task on Spot capacity, expected an on-demand base',
      ],
    },
    {
      name: 'FARGATE without a weight beside Spot capacity',
      resources: by(share('FARGATE'), share('FARGATE_SPOT', 1)),
      findings: [
        'fail Web: CapacityProviderStrategy places every task on Spot capacity, expected an on-demand base',
      ],
    },
    {
      name: 'Spot capacity by default of the cluster',
      resources: byCluster(share('FARGATE_SPOT', 1)),
      findings: [
        'fail Web: DefaultCapacityProviderStrategy places every task on Spot capacity, expected an on-demand base',
      ],
    },
    {
      name: 'a default strategy written at the cluster',
      resources: {
        Web: service({ Cluster: ref('Cluster') }),
        Cluster: resource('ECS::Cluster', { DefaultCapacityProviderStrategy: [share('FARGATE_SPOT', 1)] }),
        ...targets,
      },
      findings: [
        'fail Web: DefaultCapacityProviderStrategy places every task on Spot capacity, expected an on-demand base',
      ],
    },
    {
      name: 'a capacity provider of Spot instances, by its name',
      resources: {
        ...by(share('spot', 1, 3)),
        Provider: resource('ECS::CapacityProvider', {
          Name: 'spot',
          AutoScalingGroupProvider: { AutoScalingGroupArn: ref('Hosts') },
        }),
        Hosts: resource('AutoScaling::AutoScalingGroup', {
          MixedInstancesPolicy: { InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 0 } },
        }),
      },
      findings: [
        'fail Web: CapacityProviderStrategy places every task on Spot capacity, expected an on-demand base',
      ],
    },
    {
      name: 'managed instances on Spot capacity',
      resources: { ...by(share(ref('Provider'))), Provider: managed('SPOT') },
      findings: [
        'fail Web: CapacityProviderStrategy places every task on Spot capacity, expected an on-demand base',
      ],
    },
    {
      name: 'the instances of the cluster',
      resources: {
        Web: service({ LaunchType: 'EC2', Cluster: ref('Cluster') }),
        Cluster: resource('ECS::Cluster', { CapacityProviders: [ref('Provider')] }),
        Provider: provider('Hosts'),
        Hosts: resource('AutoScaling::AutoScalingGroup', {
          LaunchTemplate: { LaunchTemplateId: ref('Template') },
        }),
        Template: launchTemplate({ MarketType: 'spot' }),
        ...targets,
      },
      findings: [
        'fail Web: Template: LaunchTemplateData.InstanceMarketOptions.MarketType is spot, expected on-demand instances',
      ],
    },
  ],
  unknown: [
    {
      name: 'a small weight on demand and no base',
      resources: by(share('FARGATE', 1), share('FARGATE_SPOT', 99)),
      findings: [
        'unknown Web: CapacityProviderStrategy may leave few tasks none of its on-demand capacity, expected a base of 1',
      ],
    },
    {
      name: 'a base that is a parameter',
      resources: by(share('FARGATE', 0, ref('Base')), share('FARGATE_SPOT', 1)),
      parameters: { Base: { Type: 'Number' } },
      findings: [
        'unknown Web: CapacityProviderStrategy may leave few tasks none of its on-demand capacity, expected a base of 1',
      ],
    },
    {
      name: 'a provider that is a parameter',
      resources: by(share(ref('Choice'), 1)),
      ...undecided,
      findings: [
        'unknown Web: CapacityProviderStrategy may use Spot capacity only: parameter Choice of Stack1 has no default and was given no value',
      ],
    },
    {
      name: 'a provider of elsewhere',
      resources: by(share('shared-hosts', 1)),
      findings: [
        'unknown Web: CapacityProviderStrategy may use Spot capacity only: shared-hosts is not among the templates',
      ],
    },
    {
      name: 'a provider that depends on a condition',
      resources: by(share(ifOn('FARGATE_SPOT', 'FARGATE'), 1)),
      ...undecided,
      findings: [
        'unknown Web: CapacityProviderStrategy may use Spot capacity only: parameter Choice of Stack1 has no default and was given no value',
      ],
    },
    {
      name: 'a strategy in one branch only',
      resources: {
        Web: service({
          LaunchType: ifOn(noValue, 'FARGATE'),
          CapacityProviderStrategy: ifOn([share('FARGATE_SPOT', 1)], noValue),
        }),
        ...targets,
      },
      ...undecided,
      findings: [
        'unknown Web: CapacityProviderStrategy may use Spot capacity only: parameter Choice of Stack1 has no default and was given no value',
      ],
    },
    {
      name: 'a cluster of elsewhere',
      resources: { Web: service({ Cluster: { 'Fn::ImportValue': 'cluster' } }), ...targets },
      findings: [
        'unknown Web: whether it runs on Spot capacity is not known (the default of its cluster is not among the templates)',
      ],
    },
    {
      name: 'instances that the templates do not show',
      resources: { Web: service({ LaunchType: 'EC2' }), ...targets },
      findings: [
        'unknown Web: the instances that its tasks run on are not among the templates, expected some on demand',
      ],
    },
    {
      name: 'instances of two kinds',
      resources: {
        Web: service({ LaunchType: 'EC2', Cluster: ref('Cluster') }),
        Cluster: resource('ECS::Cluster', { CapacityProviders: [ref('Provider'), ref('Spot')] }),
        Provider: provider('Hosts'),
        Hosts: resource('AutoScaling::AutoScalingGroup'),
        Spot: provider('SpotHosts'),
        SpotHosts: resource('AutoScaling::AutoScalingGroup', {
          MixedInstancesPolicy: { InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 0 } },
        }),
        ...targets,
      },
      findings: [
        'unknown Web: tasks may run on several Auto Scaling groups: every instance is on Spot capacity, expected an on-demand base',
      ],
    },
  ],
};
