import {
  DescribeCapacityProvidersCommand,
  ECSClient,
  type CapacityProvider,
  type Service,
} from '@aws-sdk/client-ecs';
import type { Aws } from '../aws';

/** What tasks run on, by its launch type. */
export type Host = 'FARGATE' | 'EC2' | 'EXTERNAL' | 'MANAGED_INSTANCES';

const launchTypes: readonly string[] = ['FARGATE', 'EC2', 'EXTERNAL', 'MANAGED_INSTANCES'] satisfies Host[];

/**
 * What a service of a cluster runs on, undefined for what AWS does not tell; under an external controller, and
 * CodeDeploy, its task sets say so.
 */
export async function hostsOf(
  service: Service,
  cluster: string,
  aws: Aws,
): Promise<ReadonlySet<Host | undefined>> {
  const hosts = new Set<Host | undefined>();
  const custom = new Set<string>();
  for (const { launchType, capacityProviderStrategy = [] } of [service, ...(service.taskSets ?? [])]) {
    const providers = capacityProviderStrategy.flatMap(({ capacityProvider }) => capacityProvider ?? []);
    for (const name of providers)
      if (name === 'FARGATE' || name === 'FARGATE_SPOT') hosts.add('FARGATE');
      else custom.add(name);
    if (providers.length === 0 && launchType !== undefined)
      hosts.add(isHost(launchType) ? launchType : undefined);
  }
  if (custom.size === 0) return hosts;
  const described = await aws
    .client(ECSClient)
    .send(new DescribeCapacityProvidersCommand({ cluster, capacityProviders: [...custom] }));
  for (const name of custom)
    hosts.add(hostOf(described.capacityProviders?.find((provider) => provider.name === name)));
  return hosts;
}

function isHost(launchType: string): launchType is Host {
  return launchTypes.includes(launchType);
}

function hostOf(provider: CapacityProvider | undefined): Host | undefined {
  if (provider?.type === 'MANAGED_INSTANCES' || provider?.managedInstancesProvider)
    return 'MANAGED_INSTANCES';
  return provider?.type === 'EC2_AUTOSCALING' || provider?.autoScalingGroupProvider ? 'EC2' : undefined;
}
