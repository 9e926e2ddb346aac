import { probes } from '../probe';

const detectorActions = ['guardduty:ListDetectors', 'guardduty:GetDetector'] as const;

/** Questions about intrusion detection. */
export const detectionProbes = probes(
  {
    id: 'SEC8.enabled',
    title: 'Region is watched by GuardDuty now',
    severity: 'error',
    why: 'GuardDuty is switched on region by region, and an intruder works in the one that was forgotten.',
    fix: 'Enable it in the region (aws guardduty create-detector --enable), or make IntrusionDetection part of the app.',
    docs: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html',
    about: { of: 'region' },
    actions: detectorActions,
    decides: ['SEC8.detector'],
    ask: () =>
      (require('../detection/detectors') as typeof import('../detection/detectors')).detectsIntrusion,
  },
  {
    id: 'SEC8.agents',
    title: 'Service runs where GuardDuty has an agent',
    severity: 'warning',
    why: 'Without its agent, GuardDuty sees the network and the account, but not the shell that an intruder opens.',
    fix: 'Enable RUNTIME_MONITORING with the agent for these servers (aws guardduty update-detector --features …).',
    docs: 'https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring.html',
    about: {
      of: 'role',
      role: 'services',
      types: [
        'AWS::ECS::Service',
        'AWS::AutoScaling::AutoScalingGroup',
        'AWS::EKS::Cluster',
        'AWS::EKS::Nodegroup',
      ],
    },
    actions: [...detectorActions, 'ecs:DescribeServices', 'ecs:DescribeCapacityProviders'],
    decides: ['SEC8.runtime'],
    ask: () => (require('../detection/agents') as typeof import('../detection/agents')).watchesServers,
  },
);
