import type { CapacityProvider, Service } from '@aws-sdk/client-ecs';
import type { DetectorFeatureConfigurationResult, GetDetectorResponse } from '@aws-sdk/client-guardduty';
import { detectionProbes } from '../../../lib/live/probes/detection';
import { testProbes, type ProbeCase } from '../asking';
import { inTurn, serviceError, type Answers } from '../service';

const when = (name: string, answers: Answers, message: string, type?: string): ProbeCase => ({
  name,
  answers,
  message,
  ...(type === undefined ? {} : { target: { type, id: 'shop' } }),
});

function detectorIs(detector: Partial<GetDetectorResponse>): Answers {
  return {
    'guardduty:ListDetectors': { DetectorIds: ['d1'] },
    'guardduty:GetDetector': ({ DetectorId }) => {
      if (DetectorId !== 'd1') throw serviceError('BadRequestException');
      return detector;
    },
  };
}

const noDetector: Answers = { 'guardduty:ListDetectors': { DetectorIds: [] } };
const withoutDetector = 'GuardDuty is not enabled in eu-west-1, expected a detector';

type Extra = NonNullable<DetectorFeatureConfigurationResult['AdditionalConfiguration']>[number]['Name'];

const monitoring = (
  agents: readonly Extra[] = [],
  Name: DetectorFeatureConfigurationResult['Name'] = 'RUNTIME_MONITORING',
): DetectorFeatureConfigurationResult => ({
  Name,
  Status: 'ENABLED',
  AdditionalConfiguration: agents.map((agent) => ({ Name: agent, Status: 'ENABLED' })),
});
const featuresAre = (...Features: DetectorFeatureConfigurationResult[]): Answers =>
  detectorIs({ Status: 'ENABLED', Features });
const serviceIs = (service: Partial<Service>): Answers => ({
  'ecs:DescribeServices': { services: [{ serviceName: 'shop', status: 'ACTIVE', ...service }], failures: [] },
});
const onFargate = serviceIs({ launchType: 'FARGATE' });
const onProvider = (name: string, provider?: CapacityProvider): Answers => ({
  ...serviceIs({ capacityProviderStrategy: [{ capacityProvider: name, weight: 1 }] }),
  'ecs:DescribeCapacityProviders': { capacityProviders: provider ? [{ name, ...provider }] : [] },
});

const fargate = 'ECS_FARGATE_AGENT_MANAGEMENT';
const ec2 = 'EC2_AGENT_MANAGEMENT';
const eks = 'EKS_ADDON_MANAGEMENT';
const all = featuresAre(monitoring([fargate, ec2, eks]));
const has = (...agents: readonly string[]): string =>
  `GuardDuty has RUNTIME_MONITORING with ${agents.join(' and ')} in eu-west-1`;
const lacks = (agent: string, ...agents: readonly string[]): string =>
  `GuardDuty in eu-west-1 lacks ${agent}, expected RUNTIME_MONITORING with ${[agent, ...agents].join(' and ')}`;
const byHand = (agent: string): string =>
  `GuardDuty in eu-west-1 lacks ${agent}: agents may have been installed by hand; see "Runtime coverage" in the console of GuardDuty`;
const arn = 'arn:aws:ecs:eu-west-1:123456789012:service/shop-cluster/shop';
const group = 'AWS::AutoScaling::AutoScalingGroup';
const cluster = 'AWS::EKS::Cluster';
const gone = `service ${arn} does not exist in eu-west-1`;
const untold = 'AWS does not say what service shop runs on';
const managed =
  'service shop runs on ECS Managed Instances, where GuardDuty has no agent; expected Fargate or EC2';

testProbes(detectionProbes, {
  'SEC8.enabled': {
    target: { type: 'AWS::Region', id: 'eu-west-1' },
    pass: [
      when('a detector', detectorIs({ Status: 'ENABLED' }), 'GuardDuty is on in eu-west-1'),
      when(
        'a detector on the second page',
        {
          ...detectorIs({ Status: 'ENABLED' }),
          'guardduty:ListDetectors': inTurn({ DetectorIds: [], NextToken: 'next' }, { DetectorIds: ['d1'] }),
        },
        'GuardDuty is on in eu-west-1',
      ),
    ],
    fail: [
      when('no detector', noDetector, withoutDetector),
      when(
        'a detector that is suspended',
        detectorIs({ Status: 'DISABLED' }),
        'GuardDuty is suspended in eu-west-1 (its detector is DISABLED), expected ENABLED',
      ),
    ],
    unknown: [when('no status', detectorIs({}), 'AWS does not say whether GuardDuty is on in eu-west-1')],
  },
  'SEC8.agents': {
    target: { type: 'AWS::ECS::Service', id: arn },
    pass: [
      when('a service on Fargate', { ...all, ...onFargate }, has(fargate)),
      when('a service on EC2', { ...all, ...serviceIs({ launchType: 'EC2' }) }, has(ec2)),
      when(
        'a service on Fargate Spot and on Fargate',
        {
          ...all,
          ...serviceIs({
            capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT' }, { capacityProvider: 'FARGATE' }],
          }),
        },
        has(fargate),
      ),
      when(
        'a service on an Auto Scaling group',
        { ...all, ...onProvider('shop-servers', { type: 'EC2_AUTOSCALING' }) },
        has(ec2),
      ),
      when(
        'a provider without a type, on an Auto Scaling group',
        {
          ...all,
          ...onProvider('shop-servers', { autoScalingGroupProvider: { autoScalingGroupArn: 'arn:shop' } }),
        },
        has(ec2),
      ),
      when(
        'task sets on Fargate and on EC2',
        { ...all, ...serviceIs({ taskSets: [{ launchType: 'FARGATE' }, { launchType: 'EC2' }] }) },
        has(fargate, ec2),
      ),
      when(
        'a service partly outside AWS',
        { ...all, ...serviceIs({ taskSets: [{ launchType: 'FARGATE' }, { launchType: 'EXTERNAL' }] }) },
        has(fargate),
      ),
      when(
        'a service that drains',
        { ...all, ...serviceIs({ launchType: 'EC2', status: 'DRAINING' }) },
        has(ec2),
      ),
      when('an Auto Scaling group', featuresAre(monitoring([ec2])), has(ec2), group),
      when('an EKS cluster', featuresAre(monitoring([eks])), has(eks), cluster),
      when(
        'EKS with the feature of its own',
        featuresAre(monitoring([eks], 'EKS_RUNTIME_MONITORING')),
        has(eks),
        'AWS::EKS::Nodegroup',
      ),
    ],
    fail: [
      when('no detector', { ...noDetector, ...onFargate }, withoutDetector),
      when(
        'a detector that is suspended',
        { ...detectorIs({ Status: 'DISABLED', Features: [monitoring([fargate])] }), ...onFargate },
        'GuardDuty is suspended in eu-west-1 (its detector is DISABLED), expected ENABLED',
      ),
      when('no feature', { ...featuresAre(), ...onFargate }, lacks(fargate)),
      when('no agent for Fargate', { ...featuresAre(monitoring([ec2, eks])), ...onFargate }, lacks(fargate)),
      when(
        'an agent that is disabled',
        {
          ...featuresAre({
            ...monitoring(),
            AdditionalConfiguration: [{ Name: fargate, Status: 'DISABLED' }],
          }),
          ...onFargate,
        },
        lacks(fargate),
      ),
      when(
        'a feature that is disabled, with its agents',
        { ...featuresAre({ ...monitoring([fargate]), Status: 'DISABLED' }), ...onFargate },
        lacks(fargate),
      ),
      when(
        'one agent of two',
        {
          ...featuresAre(monitoring([ec2])),
          ...serviceIs({ taskSets: [{ launchType: 'FARGATE' }, { launchType: 'EC2' }] }),
        },
        lacks(fargate, ec2),
      ),
      when('servers that nothing listens to', featuresAre(), lacks(ec2), group),
      when(
        'servers, where only EKS is listened to',
        featuresAre(monitoring([ec2], 'EKS_RUNTIME_MONITORING')),
        lacks(ec2),
        group,
      ),
      when('a cluster that nothing listens to', featuresAre(), lacks(eks), cluster),
      when('managed instances', serviceIs({ launchType: 'MANAGED_INSTANCES' }), managed),
      when(
        'managed instances by a capacity provider',
        onProvider('shop-managed', { type: 'MANAGED_INSTANCES' }),
        managed,
      ),
      when(
        'a service that is gone',
        { 'ecs:DescribeServices': { services: [], failures: [{ arn, reason: 'MISSING' }] } },
        gone,
      ),
      when('a service that was deleted', serviceIs({ status: 'INACTIVE', launchType: 'FARGATE' }), gone),
      when(
        'a cluster that is gone',
        { 'ecs:DescribeServices': serviceError('ClusterNotFoundException') },
        gone,
      ),
    ],
    unknown: [
      when('a service on nothing', serviceIs({}), untold),
      when('a capacity provider that is not told', onProvider('shop-servers'), untold),
      when('a capacity provider of no kind', onProvider('shop-servers', {}), untold),
      {
        name: 'a name without its cluster',
        target: { id: 'shop' },
        answers: {},
        message:
          'the name shop does not say in which cluster the service runs; verify its runtime monitoring',
      },
      when(
        'no status of the detector',
        { ...detectorIs({ Features: [monitoring([fargate])] }), ...onFargate },
        'AWS does not say whether GuardDuty is on in eu-west-1',
      ),
      when(
        'no features of the detector',
        { ...detectorIs({ Status: 'ENABLED' }), ...onFargate },
        'AWS does not say whether GuardDuty has RUNTIME_MONITORING with ECS_FARGATE_AGENT_MANAGEMENT in eu-west-1',
      ),
      when('servers that are listened to', featuresAre(monitoring()), byHand(ec2), group),
      when('a cluster that is listened to', featuresAre(monitoring()), byHand(eks), cluster),
      when(
        'a cluster that its own feature listens to',
        featuresAre(monitoring([], 'EKS_RUNTIME_MONITORING')),
        byHand(eks),
        cluster,
      ),
    ],
    notApplicable: [
      when('ECS Anywhere', serviceIs({ launchType: 'EXTERNAL' }), 'service shop runs outside AWS'),
    ],
  },
});
