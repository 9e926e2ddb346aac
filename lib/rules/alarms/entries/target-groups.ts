import { member } from '../../../model/evaluate';
import type { Link } from '../../../model/links';
import { targetOf } from '../../../model/names';
import type { Resource } from '../../../model/resource';
import { and, or, type Tri } from '../../../model/tri';
import { itemsOf, type Value } from '../../../model/value';
import { listenersOf } from '../../certificates/uses';
import { isStated, optionsOf } from '../../either-way';
import { listenerType, ruleType, targetGroupType } from '../../network/routing';

const weighted = 'ForwardConfig.TargetGroups.*.TargetGroupArn';
const forwards = ['TargetGroupArn', weighted];

const serviceType = 'AWS::ECS::Service';
const deploymentType = 'AWS::CodeDeploy::DeploymentGroup';
const pairList = 'LoadBalancerInfo.TargetGroupPairInfoList.*';

/** Properties by which something names target groups between which requests may move. */
const namings = [
  [listenerType, `DefaultActions.*.${weighted}`],
  [ruleType, `Actions.*.${weighted}`],
  [serviceType, 'LoadBalancers.*.TargetGroupArn'],
  [serviceType, 'LoadBalancers.*.AdvancedConfiguration.AlternateTargetGroupArn'],
  [deploymentType, `${pairList}.TargetGroups.*.Name`],
] as const;

/** The target groups that a load balancer sends requests to, and why there may be others. */
export function targetGroupsOf(balancer: Resource): {
  readonly groups: ReadonlyMap<Resource, Tri>;
  readonly open?: string;
} {
  const { environment } = balancer.stack;
  const groups = new Map<Resource, Tri>();
  let open: string | undefined;
  const add = (from: Resource, actions: string, owned: Tri): void => {
    for (const path of forwards) {
      const links = environment.links(from.type, `${actions}.*.${path}`);
      open ??= links.openFrom(from);
      for (const { to, certain } of links.from(from)) {
        if (to.type === targetGroupType) groups.set(to, or([groups.get(to) ?? false, and([owned, certain])]));
      }
    }
  };
  for (const { from: listener, certain } of listenersOf(balancer)) {
    add(listener, 'DefaultActions', certain);
    for (const rule of environment.links(ruleType, 'ListenerArn').to(listener))
      add(rule.from, 'Actions', and([certain, rule.certain]));
  }
  return { groups, open };
}

/** A target group and those that its requests may move to, through as many hands as there are. */
export function coloursOf(first: Resource): ReadonlyMap<Resource, Tri> {
  const found = new Map<Resource, Tri>([[first, true]]);
  for (const [group, sure] of found) {
    for (const [type, path] of namings) {
      for (const { from, certain } of group.stack.environment.links(type, path).to(group)) {
        const sets = alternativesIn(from).filter((set) => set.some(({ colour }) => colour === group));
        for (const { colour, named } of sets.flat())
          found.set(colour, or([found.get(colour) ?? false, and([sure, certain, named])]));
      }
    }
  }
  return found;
}

/** A target group that is named as one of several. */
interface Colour {
  readonly colour: Resource;
  readonly named: Tri;
}

/** The sets of target groups between which a listener, rule, service or deployment group moves requests. */
function alternativesIn(owner: Resource): readonly (readonly Colour[])[] {
  const at = (values: readonly Value[]): readonly Colour[] =>
    values
      .flatMap(optionsOf)
      .flatMap(({ option, certain: named }) =>
        targetOf(option, owner.stack).resources.map((colour) => ({ colour, named })),
      )
      .filter(({ colour }) => colour.type === targetGroupType);
  switch (owner.type) {
    case serviceType:
      return owner.each('LoadBalancers.*').map((balanced) => {
        const alternate = member(member(balanced, 'AdvancedConfiguration'), 'AlternateTargetGroupArn');
        return at([member(balanced, 'TargetGroupArn'), alternate]);
      });
    case deploymentType:
      return owner
        .each(pairList)
        .map((pair) => at(itemsOf(member(pair, 'TargetGroups')).map((group) => member(group, 'Name'))));
    default:
      return owner.each(owner.type === ruleType ? 'Actions.*' : 'DefaultActions.*').map((action) => {
        const shares = itemsOf(member(member(action, 'ForwardConfig'), 'TargetGroups'));
        return at(shares.map((share) => member(share, 'TargetGroupArn')));
      });
  }
}

/** Properties by which servers register with target groups. */
const registrations = [
  [serviceType, 'LoadBalancers.*.TargetGroupArn'],
  [serviceType, 'LoadBalancers.*.AdvancedConfiguration.AlternateTargetGroupArn'],
  ['AWS::AutoScaling::AutoScalingGroup', 'TargetGroupARNs'],
  ['AWS::AutoScaling::AutoScalingGroup', 'TrafficSources.*.Identifier'],
] as const;

/** The services and Auto Scaling groups that register with a target group. */
export function serversOf(group: Resource): readonly Link[] {
  const { environment } = group.stack;
  return registrations.flatMap(([type, path]) => environment.links(type, path).to(group));
}

/** Whether a target group has targets, or servers that register with it. */
export function isRegisteredWith(group: Resource): Tri {
  return or([isStated(group.read('Targets')), ...serversOf(group).map(({ certain }) => certain)]);
}
