import { same } from '../../model/compare';
import type { Resource } from '../../model/resource';
import { isUndecided, or, type Tri } from '../../model/tri';
import { all, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { allOf, type Possible } from '../possible';
import { classicBalancerType } from '../network/entries';
import { named } from '../network/balancing';
import { targetGroupType } from '../network/routing';
import { atLeast, numberAt, property, test } from '../reading';
import { hosts } from './hosts';
import { instancesOf } from './instances';
import { keepsPods, manifestType, otherNodegroups } from './kubernetes';
import { scalersOf, scalingFloors } from './scaling';

/** Whether a server group keeps at least so many servers at the lowest point of its scaling. */
export function keepsServers(group: Resource, least: number): Answer {
  switch (group.type) {
    case 'AWS::ECS::Service':
      return keepsTasks(group, least);
    case 'AWS::AutoScaling::AutoScalingGroup':
      return allOf([always(atLeast(group, 'MinSize', least, 0)), ...scheduledSizes(group, least)]);
    case 'AWS::EKS::Nodegroup':
      return keepsNodes(group, least);
    case 'AWS::Lambda::Function':
    case 'AWS::Serverless::Function':
      return keepsConcurrency(group, least);
    case targetGroupType:
    case classicBalancerType:
      return hasInstances(group, least);
    case manifestType:
      return keepsPods(group, least);
    default:
      return unknown(
        `${group.type} is not judged by this control; verify in the account how many servers it runs`,
      );
  }
}

function always(answer: Answer): Possible {
  return { certain: true, answer };
}

function keepsTasks(service: Resource, least: number): Answer {
  const isDaemon = test(service.read('SchedulingStrategy'), 'REPLICA', (strategy) => strategy === 'DAEMON');
  if (isDaemon === true) return keepsDaemons(service, least);
  const replicas = keepsReplicas(service, least);
  return isDaemon === false ? replicas : given(isDaemon, replicas);
}

/** A service of its own scaling keeps the lower of what it states and what the scaling allows. */
function keepsReplicas(service: Resource, least: number): Answer {
  const scalers = scalersOf(service);
  const floors = scalers.flatMap(({ target, certain }) =>
    scalingFloors(target, least).map((answer) => ({ certain, answer })),
  );
  const isScaled = or(scalers.map(({ certain }) => certain));
  const isStated = service.read('DesiredCount').kind !== 'absent';
  if (!isStated && isScaled === true) return allOf(floors);
  const stated = atLeast(service, 'DesiredCount', least, isScaled === true ? least : 1);
  // Where nothing is stated, a scalable target that may be this service's may raise it.
  return allOf([always(isStated || !isUndecided(isScaled) ? stated : given(isScaled, stated)), ...floors]);
}

function keepsDaemons(service: Resource, least: number): Answer {
  const groups = hosts(service);
  const known = groups.filter((group) => group !== undefined);
  if (known.length === 0 || known.length < groups.length) {
    return unknown(
      'SchedulingStrategy is DAEMON, one task on each container instance, whose number the templates do not show',
    );
  }
  return all(known.map((group) => named(group, keepsServers(group, least))));
}

/** A schedule that shrinks an Auto Scaling group below the bound, every night say, takes servers away. */
function scheduledSizes(group: Resource, least: number): readonly Possible[] {
  return schedulesOf(group).flatMap(({ from, certain }) =>
    ['MinSize', 'MaxSize']
      .filter((name) => from.read(name).kind !== 'absent')
      .map((name) => ({ certain, answer: named(from, atLeast(from, name, least, least)) })),
  );
}

/** The schedules of an Auto Scaling group, those among them that name what may be its name. */
function schedulesOf(group: Resource): readonly { readonly from: Resource; readonly certain: Tri }[] {
  const [type, path] = ['AWS::AutoScaling::ScheduledAction', 'AutoScalingGroupName'];
  const links = group.stack.environment.links(type, path);
  const own = group.read(path);
  const strays = group.stack.environment.of(type).flatMap((from) => {
    if (links.openFrom(from) === undefined || own.kind === 'absent') return [];
    const certain = same(from.read(path), own);
    return certain === false ? [] : [{ from, certain }];
  });
  return [
    ...links.to(group),
    ...strays.filter(({ from }) => !links.to(group).some((link) => link.from === from)),
  ];
}

/** Nodes of all the groups of a cluster are there for its pods, as far as taints and selectors let them. */
function keepsNodes(nodegroup: Resource, least: number): Answer {
  const path = 'ScalingConfig.MinSize';
  const own = atLeast(nodegroup, path, least, 1);
  if (own.is !== 'no') return own.is === 'yes' ? { ...own, evidence: [cite(nodegroup, path)] } : own;
  const groups = [nodegroup, ...otherNodegroups(nodegroup)];
  const total = groups.reduce((sum, group) => sum + (numberAt(group, path, 1) ?? 0), 0);
  return total >= least
    ? unknown(
        `${own.message}; whether pods use the other groups too is not in the templates`,
        ...own.evidence,
      )
    : own;
}

function keepsConcurrency(lambda: Resource, least: number): Answer {
  const reserved = property(lambda, 'ReservedConcurrentExecutions', {
    expected: `at least ${least}, or no limit`,
    otherwise: Infinity,
    monotone: true,
    holds: (value) => Number(value) >= least,
  });
  const byDesign =
    'Lambda runs a function in several availability zones, one instance for each request at a time';
  return reserved.is === 'yes' ? yes(byDesign, present(lambda)) : reserved;
}

function hasInstances(balanced: Resource, least: number): Answer {
  const { instances, open } = instancesOf(balanced);
  const certain = instances.filter((link) => link.certain === true);
  const count = certain.length;
  const seen = `${count} EC2 ${count === 1 ? 'instance is a registered target' : 'instances are registered targets'}`;
  if (count >= least) return yes(seen, ...certain.map(({ to }) => present(to)));
  const doubt = open ?? instances.map((link) => link.certain).find(isUndecided)?.why;
  const proof = cite(balanced, balanced.type === targetGroupType ? 'Targets' : 'Instances');
  return doubt === undefined
    ? no(`${seen}, expected at least ${least}`, proof)
    : unknown(`${seen} (${doubt}), expected at least ${least}`, proof);
}
