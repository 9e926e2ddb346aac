import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { Undecided } from '../../model/tri';
import { show, whyNotKnown, type Value } from '../../model/value';
import { all, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { named } from '../network/balancing';
import { atLeast, numeric, property } from '../reading';
import { hostOf, providerOf, hosts, runsOnFargate, strategyOf, type Provider, type Strategy } from './hosts';
import { otherNodegroups } from './kubernetes';
import { launchOf } from './launches';

/** Whether at least a part of the servers is not on Spot capacity, which AWS may take back at two minutes' notice. */
export function isOnDemand(group: Resource): Answer | undefined {
  switch (group.type) {
    case 'AWS::ECS::Service':
      return serviceOnDemand(group);
    case 'AWS::AutoScaling::AutoScalingGroup':
      return groupOnDemand(group);
    case 'AWS::EKS::Nodegroup':
      return nodesOnDemand(group);
    default:
      return undefined;
  }
}

function serviceOnDemand(service: Resource): Answer {
  const strategy = strategyOf(service);
  if (strategy) return strategyOnDemand(strategy);
  const onFargate = runsOnFargate(service);
  if (onFargate === true) return yes('LaunchType is FARGATE', cite(service, 'LaunchType'));
  if (onFargate !== false) {
    return unknown(`whether it runs on Spot capacity is not known (${onFargate.why})`, present(service));
  }
  const groups = hosts(service);
  const answers = groups.flatMap((group) => (group ? [groupOnDemand(group)] : []));
  if (answers.length === 0 || answers.length < groups.length) {
    const seen = 'the instances that its tasks run on are not among the templates';
    return unknown(`${seen}, expected some on demand`, present(service));
  }
  const refused = answers.filter(({ is }) => is !== 'yes');
  const several = new Undecided('tasks may run on several Auto Scaling groups');
  if (refused.length === 0) return all(answers);
  return refused.length === answers.length ? all(refused) : given(several, all(refused));
}

/** What one entry of a strategy contributes. */
interface Share {
  readonly answer: Answer;
  readonly base: number;
  readonly weight: number;
}

function strategyOnDemand(strategy: Strategy): Answer {
  const { owner, path } = strategy;
  const proof = cite(owner, path);
  const shares = strategy.entries.map((entry) => shareOf(entry, strategy));
  const onDemand = shares.filter(({ answer }) => answer.is === 'yes');
  if (onDemand.length === shares.length) return yes(`${path} names on-demand capacity alone`, proof);
  if (onDemand.some(({ base }) => base >= 1)) return yes(`${path} has an on-demand base`, proof);
  const weights = (of: readonly Share[]): number => of.reduce((sum, { weight }) => sum + weight, 0);
  const part = weights(onDemand) / weights(shares);
  if (part >= 0.5)
    return yes(`${path} gives ${Math.round(part * 100)} % of the tasks on-demand capacity`, proof);
  const doubt = shares.find(({ answer }) => answer.is === 'unknown');
  if (doubt) return unknown(`${path} may use Spot capacity only: ${doubt.answer.message}`, proof);
  // Of a few tasks a small share may be none.
  if (onDemand.some(({ base, weight }) => Number.isNaN(base) || weight !== 0)) {
    return unknown(`${path} may leave few tasks none of its on-demand capacity, expected a base of 1`, proof);
  }
  return no(`${path} places every task on Spot capacity, expected an on-demand base`, proof);
}

function shareOf(entry: Value, { owner }: Strategy): Share {
  const name = member(entry, 'CapacityProvider');
  const provider = providerOf(name, owner);
  const hidden = whyNotKnown(name) ?? `${show(name)} is not among the templates`;
  const [base = NaN, weight = NaN] = ['Base', 'Weight'].map((name) => {
    const value = member(entry, name);
    return value.kind === 'absent' ? 0 : value.kind === 'known' ? numeric(value.value) : NaN;
  });
  return { answer: provider ? providerOnDemand(provider) : unknown(hidden), base, weight };
}

function providerOnDemand(provider: NonNullable<Provider>): Answer {
  if (provider === 'FARGATE') return yes('FARGATE is on-demand');
  if (provider === 'FARGATE_SPOT') return no('FARGATE_SPOT is Spot capacity');
  const managed = 'ManagedInstancesProvider';
  if (provider.read(managed).kind !== 'absent') {
    return isNotSpot(provider, `${managed}.InstanceLaunchTemplate.CapacityOptionType`);
  }
  const host = hostOf(provider);
  return host
    ? groupOnDemand(host)
    : unknown(`the Auto Scaling group of ${provider.logicalId} is not among the templates`);
}

function isNotSpot(resource: Resource, path: string): Answer {
  const holds = (type: string | number | boolean): boolean => String(type).toUpperCase() !== 'SPOT';
  return property(resource, path, { expected: 'ON_DEMAND', otherwise: 'ON_DEMAND', holds });
}

/** Pods find room on any nodegroup of a cluster that suits them: one on Spot capacity may stand beside another. */
function nodesOnDemand(nodegroup: Resource): Answer {
  const own = isNotSpot(nodegroup, 'CapacityType');
  if (own.is !== 'no') return own.is === 'yes' ? { ...own, evidence: [present(nodegroup)] } : own;
  const other = otherNodegroups(nodegroup).find((group) => isNotSpot(group, 'CapacityType').is === 'yes');
  return other
    ? unknown(
        `${own.message}; whether pods run on ${other.logicalId} too is not in the templates`,
        ...own.evidence,
      )
    : own;
}

const distribution = 'MixedInstancesPolicy.InstancesDistribution';

function groupOnDemand(group: Resource): Answer {
  if (group.read('MixedInstancesPolicy').kind === 'absent') return launchesOnDemand(group);
  const base = atLeast(group, `${distribution}.OnDemandBaseCapacity`, 1, 0);
  const share = atLeast(group, `${distribution}.OnDemandPercentageAboveBaseCapacity`, 1, 100);
  const agreed = [base, share].find(({ is }) => is === 'yes');
  if (agreed) return { ...agreed, evidence: [cite(group, 'MixedInstancesPolicy')] };
  return base.is === 'no' && share.is === 'no'
    ? no('every instance is on Spot capacity, expected an on-demand base', ...share.evidence)
    : unknown(
        all([base, share].filter(({ is }) => is === 'unknown')).message,
        ...base.evidence,
        ...share.evidence,
      );
}

function launchesOnDemand(group: Resource): Answer {
  const launch = launchOf(group);
  if (!launch) return yes('instances are on-demand', present(group));
  const { way, from } = launch;
  if (!from) {
    const why = whyNotKnown(group.read(way.reference)) ?? `${way.path} is not among the templates`;
    return unknown(`whether it launches Spot instances is not known (${why})`, cite(group, way.path));
  }
  const expectation = { expected: 'on-demand instances', otherwise: '' };
  const answer = property(from, way.market, { ...expectation, holds: (market) => !way.isSpot(market) });
  return answer.is === 'yes' ? yes('instances are on-demand', present(from)) : named(from, answer);
}
