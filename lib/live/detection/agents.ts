import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import type { GetDetectorResponse } from '@aws-sdk/client-guardduty';
import { absent } from '../absent';
import { fail, notApplicable, pass, unknown, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { ifFound } from '../call-failed';
import type { Target } from '../target';
import { detectorIn, withoutDetector } from './detectors';
import { hostsOf, type Host } from './hosts';

/** How GuardDuty gets its agent to servers, by what they run on. */
type Agent = 'ECS_FARGATE_AGENT_MANAGEMENT' | 'EC2_AGENT_MANAGEMENT' | 'EKS_ADDON_MANAGEMENT';

/** Whether GuardDuty watches what runs on the servers of a service. */
export async function watchesServers(service: Target, aws: Aws): Promise<Answer> {
  const agents = await agentsFor(service, aws);
  if ('outcome' in agents) return agents;
  const detector = await detectorIn(aws);
  if (!detector) return withoutDetector(aws);
  const { Status, Features } = detector;
  if (Status === undefined) return unknown(`AWS does not say whether GuardDuty is on in ${aws.region}`);
  const seen = factsOf(detector);
  if (Status !== 'ENABLED')
    return fail(
      `GuardDuty is suspended in ${aws.region} (its detector is ${Status}), expected ENABLED`,
      seen,
    );
  const monitors = `RUNTIME_MONITORING with ${agents.join(' and ')}`;
  if (Features === undefined)
    return unknown(`AWS does not say whether GuardDuty has ${monitors} in ${aws.region}`);
  const lacking = agents.filter((agent) => !installs(detector, agent));
  if (lacking.length === 0) return pass(`GuardDuty has ${monitors} in ${aws.region}`, seen);
  const missing = `GuardDuty in ${aws.region} lacks ${lacking.join(' and ')}`;
  if (
    lacking.some((agent) => listening(detector, agent).length === 0) ||
    lacking.includes('ECS_FARGATE_AGENT_MANAGEMENT')
  )
    return fail(`${missing}, expected ${monitors}`, seen);
  return unknown(
    `${missing}: agents may have been installed by hand; see "Runtime coverage" in the console of GuardDuty`,
    seen,
  );
}

async function agentsFor({ type, id }: Target, aws: Aws): Promise<readonly Agent[] | Answer> {
  if (type === 'AWS::AutoScaling::AutoScalingGroup') return ['EC2_AGENT_MANAGEMENT'];
  if (type !== 'AWS::ECS::Service') return ['EKS_ADDON_MANAGEMENT'];
  const cluster = /:service\/([^/]+)\/[^/]+$/.exec(id)?.[1];
  if (cluster === undefined)
    return unknown(
      `the name ${id} does not say in which cluster the service runs; verify its runtime monitoring`,
    );
  const described = await ifFound(
    aws.client(ECSClient).send(new DescribeServicesCommand({ cluster, services: [id] })),
    'ClusterNotFoundException',
  );
  const service = described?.services?.find(({ status }) => status !== 'INACTIVE');
  if (!service) return absent(`service ${id}`, 'ecs:DescribeServices', aws);
  return agentsOn(await hostsOf(service, cluster, aws), `service ${service.serviceName}`);
}

function agentsOn(hosts: ReadonlySet<Host | undefined>, name: string): readonly Agent[] | Answer {
  if (hosts.has('MANAGED_INSTANCES'))
    return fail(
      `${name} runs on ECS Managed Instances, where GuardDuty has no agent; expected Fargate or EC2`,
      [],
    );
  if (hosts.size === 0 || hosts.has(undefined)) return unknown(`AWS does not say what ${name} runs on`);
  const agents = [...hosts].flatMap((host) => (host ? agentOn[host] : []));
  return agents.length > 0 ? agents : notApplicable(`${name} runs outside AWS`);
}

const agentOn: Readonly<Record<Host, readonly Agent[]>> = {
  FARGATE: ['ECS_FARGATE_AGENT_MANAGEMENT'],
  EC2: ['EC2_AGENT_MANAGEMENT'],
  EXTERNAL: [],
  MANAGED_INSTANCES: [],
};

type Feature = NonNullable<GetDetectorResponse['Features']>[number];

/** The features by which GuardDuty listens to an agent, whoever installed it. */
function listening({ Features = [] }: GetDetectorResponse, agent: Agent): readonly Feature[] {
  return Features.filter(
    ({ Name, Status }) =>
      Status === 'ENABLED' &&
      (Name === 'RUNTIME_MONITORING' ||
        (Name === 'EKS_RUNTIME_MONITORING' && agent === 'EKS_ADDON_MANAGEMENT')),
  );
}

function installs(detector: GetDetectorResponse, agent: Agent): boolean {
  return listening(detector, agent).some(({ AdditionalConfiguration = [] }) =>
    AdditionalConfiguration.some(({ Name, Status }) => Name === agent && Status === 'ENABLED'),
  );
}

function factsOf({ Features = [] }: GetDetectorResponse): readonly Seen[] {
  const monitors = Features.filter(({ Name }) => Name?.endsWith('RUNTIME_MONITORING'));
  const told = monitors.flatMap(({ Name, Status, AdditionalConfiguration = [] }) =>
    [{ Name, Status }, ...AdditionalConfiguration].map((each) => `${each.Name} ${each.Status}`),
  );
  const value = told.length > 0 ? told.join(', ') : 'no RUNTIME_MONITORING';
  return [{ call: 'guardduty:GetDetector', path: 'Features', value }];
}
