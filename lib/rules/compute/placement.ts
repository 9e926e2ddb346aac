import type { Resource } from '../../model/resource';
import { and, isUndecided, Undecided } from '../../model/tri';
import { all, given, no, present, unknown, yes, type Answer } from '../answer';
import { named } from '../network/balancing';
import { differ, namesZones, spreadOverZones, zoneOf } from '../network/zones';
import { classicBalancerType } from '../network/entries';
import { ownersOf, targetGroupType } from '../network/routing';
import { atLeast } from '../reading';
import { addsInstances, hostsOf, runsOnFargate, type Host } from './hosts';
import { instancesOf } from './instances';
import { manifestType } from './kubernetes';

/** Whether the servers of a group spread over several availability zones. */
export function spansZones(group: Resource, least: number): Answer | undefined {
  switch (group.type) {
    case 'AWS::ECS::Service':
      return tasksSpanZones(group, least);
    case 'AWS::AutoScaling::AutoScalingGroup':
      return groupSpansZones(group, least);
    case 'AWS::EKS::Nodegroup':
      return spreadOverZones(group, 'Subnets', least);
    case 'AWS::Lambda::Function':
    case 'AWS::Serverless::Function':
      return functionSpansZones(group, least);
    case targetGroupType:
    case classicBalancerType:
      return instancesSpanZones(group, least);
    case manifestType:
      return undefined;
    default:
      return unknown(`${group.type} is not judged by this control; verify in the account where it runs`);
  }
}

/** A function that is attached to subnets reaches nothing when their zones are down. */
function functionSpansZones(lambda: Resource, least: number): Answer {
  const otherwise = yes('Lambda runs a function in several availability zones', present(lambda));
  return spreadOverZones(lambda, 'VpcConfig.SubnetIds', least, { otherwise });
}

const serviceSubnets = 'NetworkConfiguration.AwsvpcConfiguration.Subnets';

/** Tasks spread over the zones of their own subnets, but no further than the instances under them. */
function tasksSpanZones(service: Resource, least: number): Answer {
  const onFargate = runsOnFargate(service);
  if (onFargate === true) return spreadOverZones(service, serviceSubnets, least);
  const own = spreadOverZones(service, serviceSubnets, least, { otherwise: yes('') });
  const under = hostsSpanZones(service, least);
  return all([own, onFargate === false || under.is === 'yes' ? under : given(onFargate, under)]);
}

function hostsSpanZones(service: Resource, least: number): Answer {
  const found = hostsOf(service);
  const answers = found.flatMap((host) => (host ? [spreadHost(host, least)] : []));
  if (answers.length === 0 || answers.length < found.length) {
    return unknown(
      'the instances that the tasks run on are not among the templates, expected them in several zones',
    );
  }
  const spread = all(answers);
  const several = new Undecided('tasks may spread over several Auto Scaling groups');
  return spread.is === 'no' && answers.length > 1 ? given(several, spread) : spread;
}

function spreadHost({ group, provider }: Host, least: number): Answer {
  const size = atLeast(group, 'MinSize', least, 0);
  const isFixed = size.is !== 'no' || !provider || addsInstances(provider) === false;
  const grown = isFixed ? size : given(new Undecided('ECS adds instances as tasks need them'), size);
  return named(group, all([grown, groupSpansZones(group, least)]));
}

function groupSpansZones(group: Resource, least: number): Answer {
  if (group.read('VPCZoneIdentifier').kind !== 'absent') {
    return spreadOverZones(group, 'VPCZoneIdentifier', least);
  }
  return group.read('AvailabilityZones').kind === 'absent'
    ? no(`neither subnets nor zones are set, expected at least ${least} zones`)
    : namesZones(group, 'AvailabilityZones', least);
}

/** Instances that are registered one by one. */
function instancesSpanZones(balanced: Resource, least: number): Answer {
  const { instances, open } = instancesOf(balanced);
  const zones = instances.map(({ to, certain }) => {
    const subnet = ownersOf(to, 'SubnetId', 'AWS::EC2::Subnet')[0];
    const sure = and([certain, subnet?.certain ?? true]);
    if (isUndecided(sure)) return sure.why;
    return zoneOf(subnet?.to ?? to) ?? `${to.logicalId} names no zone`;
  });
  const found = open === undefined ? zones : [...zones, open];
  const proof = instances.map(({ to }) => present(to));
  return differ('the registered instances lie in', least, found, proof);
}
