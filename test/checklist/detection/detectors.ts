import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, off, stageUnknown, undecided } from '../expressions';
import { ref, resource, service } from '../serving/resources';
import { detector } from './resources';

export const switchedOn: ControlCases = {
  pass: [
    { name: 'a detector', resources: { Detector: detector() } },
    { name: 'a flag as text', resources: { Detector: detector({ Enable: 'true' }) } },
  ],
  fail: [
    {
      name: 'a detector that is suspended',
      resources: { Detector: detector({ Enable: false }) },
      findings: ['fail Detector: Enable is false, expected true'],
    },
    {
      name: 'one of two regions',
      stacks: [
        { id: 'Ireland', region: 'eu-west-1', template: { Resources: { Detector: detector() } } },
        { id: 'Paris', region: 'eu-west-3', template: { Resources: { Other: detector({ Enable: false }) } } },
      ],
      findings: ['pass Detector: Enable is true', 'fail Other: Enable is false, expected true'],
    },
  ],
  unknown: [
    {
      name: 'no detector',
      resources: {},
      findings: [
        'unknown Stack1: no GuardDuty detector is in the templates; verify in the account that GuardDuty is on, as organizations often do it',
      ],
    },
    {
      name: 'a detector that is off by default',
      resources: { Detector: detector({}, 'IsProd') },
      ...off,
      findings: [
        'unknown Stack1: no GuardDuty detector is in the templates (Detector switched off by condition); verify in the account that GuardDuty is on, as organizations often do it',
      ],
    },
    {
      name: 'a flag that depends on a condition',
      resources: { Detector: detector({ Enable: choose('IsProd', true, false) }) },
      ...undecided,
      findings: [`unknown Detector: Enable is not known (${stageUnknown}), expected true`],
    },
    {
      name: 'a detector that may not exist, suspended where it does',
      resources: { Detector: detector({ Enable: false }, 'IsProd') },
      ...undecided,
      findings: [`unknown Detector: ${stageUnknown}: Enable is false, expected true`],
    },
  ],
};

/** A detector that installs agents, by their names. */
const watching = (
  agents: readonly string[],
  name = 'RUNTIME_MONITORING',
  status: Json = 'ENABLED',
): JsonObject =>
  detector({
    Features: [
      { Name: 'S3_DATA_EVENTS', Status: 'ENABLED' },
      {
        Name: name,
        Status: status,
        AdditionalConfiguration: agents.map((agent) => ({ Name: agent, Status: 'ENABLED' })),
      },
    ],
  });

const fargate = ['ECS_FARGATE_AGENT_MANAGEMENT'];
const onFargate = (properties: JsonObject = {}): JsonObject =>
  service({ LaunchType: 'FARGATE', LoadBalancers: [], ...properties });
const nodes = resource('EKS::Nodegroup', { ClusterName: 'shop' });

export const runtime: ControlCases = {
  pass: [
    { name: 'Fargate with its agent', resources: { Web: onFargate(), Detector: watching(fargate) } },
    {
      name: 'instances with their agent',
      resources: {
        Web: resource('AutoScaling::AutoScalingGroup'),
        Detector: watching(['EC2_AGENT_MANAGEMENT']),
      },
    },
    {
      name: 'Kubernetes with its agent, by the older feature',
      resources: { Nodes: nodes, Detector: watching(['EKS_ADDON_MANAGEMENT'], 'EKS_RUNTIME_MONITORING') },
    },
    {
      name: 'every agent, whatever the tasks run on',
      resources: {
        Web: onFargate({ LaunchType: ref('LaunchType') }),
        Detector: watching([...fargate, 'EC2_AGENT_MANAGEMENT']),
      },
      parameters: { LaunchType: { Type: 'String' } },
    },
  ],
  fail: [
    {
      name: 'no features',
      resources: { Web: onFargate(), Detector: detector() },
      findings: [
        'fail Detector: Features lack an agent for the servers, expected RUNTIME_MONITORING with ECS_FARGATE_AGENT_MANAGEMENT',
      ],
    },
    {
      name: 'no agent',
      resources: { Web: onFargate(), Detector: watching([]) },
      findings: [
        'fail Detector: Features lack an agent for the servers, expected RUNTIME_MONITORING with ECS_FARGATE_AGENT_MANAGEMENT',
      ],
    },
    {
      name: 'the agent of other servers',
      resources: { Nodes: nodes, Detector: watching(fargate) },
      findings: [
        'fail Detector: Features lack an agent for the servers, expected RUNTIME_MONITORING with EKS_ADDON_MANAGEMENT',
      ],
    },
    {
      name: 'a feature that is off',
      resources: { Web: onFargate(), Detector: watching(fargate, 'RUNTIME_MONITORING', 'DISABLED') },
      findings: [
        'fail Detector: Features lack an agent for the servers, expected RUNTIME_MONITORING with ECS_FARGATE_AGENT_MANAGEMENT',
      ],
    },
  ],
  unknown: [
    {
      name: 'tasks that run on what a parameter gives',
      resources: { Web: onFargate({ LaunchType: ref('LaunchType') }), Detector: watching(fargate) },
      parameters: { LaunchType: { Type: 'String' } },
      findings: [
        `unknown Detector: whether EC2_AGENT_MANAGEMENT is needed is not known (${notGiven('LaunchType')}): Features lack an agent for the servers, expected RUNTIME_MONITORING with EC2_AGENT_MANAGEMENT`,
      ],
    },
    {
      name: 'a feature that depends on a condition',
      resources: {
        Web: onFargate(),
        Detector: watching(fargate, 'RUNTIME_MONITORING', choose('IsProd', 'ENABLED', 'DISABLED')),
      },
      ...undecided,
      findings: [
        `unknown Detector: Features are not known (${stageUnknown}), expected RUNTIME_MONITORING with ECS_FARGATE_AGENT_MANAGEMENT`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no detector',
      resources: { Web: onFargate() },
      findings: ['notApplicable Stack1: no GuardDuty detector to judge'],
    },
    {
      name: 'no servers',
      resources: { Detector: detector() },
      findings: ['notApplicable Stack1: it does not arise for the GuardDuty detector of this workload'],
    },
  ],
};
