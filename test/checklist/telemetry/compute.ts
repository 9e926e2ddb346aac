import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, stageUnknown, undecided } from '../expressions';
import { ref, resource, service, targetGroup, web } from '../serving/resources';
import { handler } from './resources';

const insights = (value: Json): JsonObject => ({
  ClusterSettings: [{ Name: 'containerInsights', Value: value }],
});
const inCluster = (properties: JsonObject): JsonObject =>
  web({ Cluster: ref('Cluster') }, { Cluster: resource('ECS::Cluster', properties) });
const notSet = 'containerInsights is not set and so disabled, expected enabled or enhanced';

const group = (properties: JsonObject = {}): JsonObject =>
  resource('AutoScaling::AutoScalingGroup', properties);
const launching = (data: JsonObject): JsonObject => ({
  Group: group({ LaunchTemplate: { LaunchTemplateId: ref('Template') } }),
  Template: resource('EC2::LaunchTemplate', { LaunchTemplateData: data }),
});
const configured = (properties: JsonObject): JsonObject => ({
  Group: group({ LaunchConfigurationName: ref('Configuration') }),
  Configuration: resource('AutoScaling::LaunchConfiguration', properties),
});
const addOn = (name: string, condition?: string): JsonObject =>
  resource('EKS::Addon', { AddonName: name, ClusterName: ref('Cluster') }, condition);
const nodes = (...addOns: readonly JsonObject[]): JsonObject => ({
  Nodes: resource('EKS::Nodegroup', { ClusterName: ref('Cluster') }),
  Cluster: resource('EKS::Cluster'),
  ...Object.fromEntries(addOns.map((one, i) => [`AddOn${i + 1}`, one])),
});
const observability = 'amazon-cloudwatch-observability';
const registered = (monitoring: Json): JsonObject => ({
  Targets: resource('ElasticLoadBalancingV2::TargetGroup', { Targets: [{ Id: ref('Server') }] }),
  Server: resource('EC2::Instance', { Monitoring: monitoring }),
});

export const compute: ControlCases = {
  pass: [
    { name: 'Container Insights', resources: inCluster(insights('enabled')) },
    { name: 'enhanced Container Insights', resources: inCluster(insights('enhanced')) },
    {
      name: 'a cluster by the name that it was given',
      resources: web(
        { Cluster: 'shop' },
        { Cluster: resource('ECS::Cluster', { ClusterName: 'shop', ...insights('enabled') }) },
      ),
    },
    {
      name: 'either kind of Container Insights',
      resources: inCluster(insights(choose('IsProd', 'enhanced', 'enabled'))),
      ...undecided,
    },
    { name: 'detailed monitoring', resources: launching({ Monitoring: { Enabled: true } }) },
    { name: 'a launch configuration, for which AWS assumes it', resources: configured({}) },
    { name: 'functions', resources: handler() },
    { name: 'instances one by one', resources: registered(true) },
    { name: 'the add-on of Kubernetes', resources: nodes(addOn(observability)) },
  ],
  fail: [
    {
      name: 'a cluster without settings',
      resources: inCluster({}),
      findings: [`fail Web: Cluster: ${notSet}`],
    },
    {
      name: 'a cluster with other settings',
      resources: inCluster({ ClusterSettings: [{ Name: 'other', Value: 'enabled' }] }),
      findings: [`fail Web: Cluster: ${notSet}`],
    },
    {
      name: 'Container Insights switched off',
      resources: inCluster(insights('disabled')),
      findings: ['fail Web: Cluster: containerInsights is disabled, expected enabled or enhanced'],
    },
    {
      name: 'instances that report every five minutes',
      resources: launching({}),
      findings: [
        'fail Group: Template: LaunchTemplateData.Monitoring.Enabled is not set and so false, expected true',
      ],
    },
    {
      name: 'a launch configuration that switches it off',
      resources: configured({ InstanceMonitoring: false }),
      findings: ['fail Group: Configuration: InstanceMonitoring is false, expected true'],
    },
    {
      name: 'an instance without',
      resources: registered(nothing),
      findings: ['fail Targets: Server: Monitoring is not set and so false, expected true'],
    },
  ],
  unknown: [
    {
      name: 'a setting that a condition gives',
      resources: inCluster({
        ClusterSettings: [choose('IsProd', { Name: 'containerInsights', Value: 'enabled' }, nothing)],
      }),
      ...undecided,
      findings: [`unknown Web: Cluster: ${stageUnknown}: containerInsights is enabled`],
    },
    {
      name: 'a setting that a parameter gives',
      resources: inCluster(insights(ref('Insights'))),
      parameters: { Insights: { Type: 'String' } },
      findings: [
        `unknown Web: Cluster: containerInsights is not known (${notGiven('Insights')}), expected enabled or enhanced`,
      ],
    },
    {
      name: 'a cluster from elsewhere',
      resources: web({ Cluster: 'shop' }),
      findings: ['unknown Web: its cluster is not among the templates; verify that Container Insights is on'],
    },
    {
      name: 'a group that launches something from elsewhere',
      resources: { Group: group({ LaunchTemplate: { LaunchTemplateId: 'lt-1' } }) },
      findings: [
        'unknown Group: what it launches is not among the templates; verify that detailed monitoring is on',
      ],
    },
    {
      name: 'Kubernetes with another add-on',
      resources: nodes(addOn('vpc-cni')),
      findings: [
        `unknown Nodes: Cluster: no add-on ${observability} is in the templates; verify in the account what observes it`,
      ],
    },
    {
      name: 'an add-on under a condition',
      resources: nodes(addOn(observability, 'IsProd')),
      ...undecided,
      findings: [`unknown Nodes: Cluster: ${stageUnknown}: AddOn1 installs ${observability}`],
    },
    {
      name: 'a way to run containers that is not judged',
      resources: { Api: resource('AppRunner::Service') },
      findings: [
        'unknown Api: AWS::AppRunner::Service is not judged by this control; verify in the account how it is observed',
      ],
    },
    {
      name: 'instances from elsewhere',
      resources: {
        Targets: resource('ElasticLoadBalancingV2::TargetGroup', { Targets: [{ Id: 'i-1' }] }),
      },
      findings: [
        'unknown Targets: its instances are not among the templates (i-1 is not among the templates); ' +
          'verify their monitoring',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that is declared to have no service',
      resources: {},
      declaration: { services: { none: 'it is a static site' } },
      findings: ['notApplicable Stack1: declared: it is a static site'],
    },
  ],
};

const installing = (script: Json): JsonObject => launching({ UserData: { 'Fn::Base64': script } });
const unseen =
  'its UserData names no agent that reports memory; verify that the image of its instances has one';

export const memory: ControlCases = {
  pass: [
    { name: 'the CloudWatch agent', resources: installing('yum install -y amazon-cloudwatch-agent') },
    { name: 'the agent of a vendor', resources: installing({ 'Fn::Sub': '${AWS::Region} datadog-agent' }) },
    {
      name: 'an agent on instances of any image, size and number',
      resources: {
        ...launching({
          ImageId: 'ami-0123456789abcdef0',
          InstanceType: 'm7g.large',
          EbsOptimized: true,
          UserData: { 'Fn::Base64': 'yum install -y amazon-cloudwatch-agent' },
        }),
        Group: group({
          LaunchTemplate: { LaunchTemplateId: ref('Template') },
          MinSize: '3',
          MaxSize: '9',
          Cooldown: '60',
        }),
      },
    },
  ],
  fail: [],
  unknown: [
    { name: 'another script', resources: installing('yum update'), findings: [`unknown Group: ${unseen}`] },
    { name: 'no script', resources: launching({}), findings: [`unknown Group: ${unseen}`] },
  ],
  notApplicable: [
    {
      name: 'tasks',
      resources: { Web: service(), Targets: targetGroup() },
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
  ],
};
