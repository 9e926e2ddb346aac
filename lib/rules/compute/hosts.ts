import { same } from '../../model/compare';
import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { Undecided, unanimous, type Tri } from '../../model/tri';
import { absent, keyOf, type Value } from '../../model/value';
import { resourcesIn } from '../mentions';
import { ownersOf } from '../network/routing';
import { test } from '../reading';
import { userDataOf } from './launches';

const providerType = 'AWS::ECS::CapacityProvider';
const associationType = 'AWS::ECS::ClusterCapacityProviderAssociations';
const groupType = 'AWS::AutoScaling::AutoScalingGroup';
const settings = 'AutoScalingGroupProvider';

/** Where a capacity provider strategy is written: at the service, or as the default of its cluster. */
export interface Strategy {
  readonly owner: Resource;
  readonly path: string;
  readonly entries: readonly Value[];
}

/** The strategy that places the tasks of a service; undefined where none does, as far as the templates tell. */
export function strategyOf(service: Resource): Strategy | undefined {
  const own = service.each('CapacityProviderStrategy.*');
  if (own.length > 0) return { owner: service, path: 'CapacityProviderStrategy', entries: own };
  if (service.read('LaunchType').kind !== 'absent') return undefined;
  const path = 'DefaultCapacityProviderStrategy';
  for (const owner of clusterOwners(service) ?? []) {
    const entries = owner.each(`${path}.*`);
    if (entries.length > 0) return { owner, path, entries };
  }
  return undefined;
}

/** The cluster of a service, and what associates capacity providers with it; undefined where that is not certain. */
function clusterOwners(service: Resource): readonly Resource[] | undefined {
  const [cluster, ...others] = ownersOf(service, 'Cluster', 'AWS::ECS::Cluster');
  if (cluster?.certain !== true || others.length > 0) return undefined;
  const associations = service.stack.environment.links(associationType, 'Cluster').to(cluster.to);
  return associations.every(({ certain }) => certain === true)
    ? [cluster.to, ...associations.map(({ from }) => from)]
    : undefined;
}

/** A capacity provider: one of Fargate's by its name, one of the templates, or undefined where it is not known. */
export type Provider = 'FARGATE' | 'FARGATE_SPOT' | Resource | undefined;

export function providerOf(name: Value, asker: Resource): Provider {
  const key = keyOf(name);
  if (key === 'FARGATE' || key === 'FARGATE_SPOT') return key;
  const linked = targetOf(name, asker.stack).resources.find(({ type }) => type === providerType);
  const byName = (provider: Resource): boolean => same(provider.read('Name'), name) === true;
  return linked ?? asker.stack.environment.of(providerType).find(byName);
}

/** The providers that place the tasks of a service, or could where it names none. */
export function providersOf(service: Resource): readonly Provider[] {
  const strategy = strategyOf(service);
  if (strategy) {
    return strategy.entries.map((entry) => providerOf(member(entry, 'CapacityProvider'), strategy.owner));
  }
  return (clusterOwners(service) ?? []).flatMap((owner) =>
    owner.each('CapacityProviders.*').map((name) => providerOf(name, owner)),
  );
}

/** Whether the tasks of a service run on Fargate rather than on instances of the account. */
export function runsOnFargate(service: Resource): Tri {
  if (service.each('CapacityProviderStrategy.*').length === 0) {
    const launchType = service.read('LaunchType');
    if (launchType.kind !== 'absent') return test(launchType, undefined, (type) => type === 'FARGATE');
    if (!clusterOwners(service)) {
      return new Undecided('the default of its cluster is not among the templates');
    }
    // Neither the service nor its cluster says anything: AWS launches on EC2.
    if (!strategyOf(service)) return false;
  }
  const unknownProvider = new Undecided('a capacity provider is not among the templates');
  return unanimous(
    providersOf(service).map((provider) =>
      provider === undefined ? unknownProvider : typeof provider === 'string',
    ),
    'some tasks run on Fargate, others on instances',
  );
}

/** The Auto Scaling groups on whose instances the tasks of a service run; undefined for one that is not known. */
export function hosts(service: Resource): readonly (Resource | undefined)[] {
  return hostsOf(service).map((host) => host?.group);
}

/** Instances that tasks are placed on, and the capacity provider that places them there. */
export interface Host {
  readonly group: Resource;
  readonly provider?: Resource;
}

/** The same with the capacity providers; instances may also join the cluster by themselves. */
export function hostsOf(service: Resource): readonly (Host | undefined)[] {
  const provided = providersOf(service)
    .filter((provider) => typeof provider !== 'string')
    .map((provider) => {
      const group = provider && hostOf(provider);
      return group && { group, provider };
    });
  if (strategyOf(service)) return provided;
  const joined = (clusterOwners(service) ?? []).flatMap(joining);
  const known = new Set(provided.map((host) => host?.group));
  return [...provided, ...joined.filter((group) => !known.has(group)).map((group) => ({ group }))];
}

/** The Auto Scaling groups whose instances join a cluster for certain: their user data names it. */
function joining(cluster: Resource): readonly Resource[] {
  return cluster.stack.environment
    .of(groupType)
    .filter((group) => group.exists === true && resourcesIn(userDataOf(group) ?? absent).includes(cluster));
}

/** The Auto Scaling group that is certainly behind a capacity provider. */
export function hostOf(provider: Resource): Resource | undefined {
  const [link, ...others] = ownersOf(provider, `${settings}.AutoScalingGroupArn`, groupType);
  return link?.certain === true && others.length === 0 ? link.to : undefined;
}

/** Whether ECS adds instances as tasks need them, above the size that the Auto Scaling group keeps by itself. */
export function addsInstances(provider: Resource): Tri {
  const scaling = provider.read(`${settings}.ManagedScaling.Status`);
  return test(scaling, 'DISABLED', (status) => status === 'ENABLED');
}
