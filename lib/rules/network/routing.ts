import type { Environment } from '../../model/environment';
import { member } from '../../model/evaluate';
import type { Link } from '../../model/links';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, or, type Tri } from '../../model/tri';
import { present, type Evidence } from '../answer';
import { numeric, test } from '../reading';

export const balancerType = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
export const listenerType = 'AWS::ElasticLoadBalancingV2::Listener';
export const ruleType = 'AWS::ElasticLoadBalancingV2::ListenerRule';
export const targetGroupType = 'AWS::ElasticLoadBalancingV2::TargetGroup';

const weighted = 'ForwardConfig.TargetGroups.*';
const forwards = ['TargetGroupArn', `${weighted}.TargetGroupArn`];

/** A way from a load balancer to a target group. */
export interface Route {
  readonly balancer: Resource;
  readonly listener: Resource;
  /** True where every step of the way certainly exists. */
  readonly certain: Tri;
  readonly proof: readonly Evidence[];
}

/** The ways on which requests reach a target group, and why there may be others. */
export interface Routes {
  readonly routes: readonly Route[];
  readonly open?: string;
}

/** The ways from load balancers to a target group, by a listener's default action or by a rule. */
export function routesTo(targetGroup: Resource): Routes {
  const { environment } = targetGroup.stack;
  const steps = [
    ...forwardsTo(environment, listenerType, 'DefaultActions', targetGroup).map((link) => [link]),
    ...forwardsTo(environment, ruleType, 'Actions', targetGroup).flatMap((link) =>
      ownersOf(link.from, 'ListenerArn', listenerType).map((owner) => [link, { ...owner, from: owner.to }]),
    ),
  ];
  const routes = steps.flatMap((way) => {
    const listener = way[way.length - 1]!.from;
    return ownersOf(listener, 'LoadBalancerArn', balancerType).map((owner) => ({
      balancer: owner.to,
      listener,
      certain: and([...way.map((step) => step.certain), owner.certain]),
      proof: [...way.map((step) => present(step.from)), present(owner.to)],
    }));
  });
  return { routes, open: openRoute(targetGroup) };
}

/** Why a listener or rule that forwards to a target group may belong to a load balancer outside the templates. */
function openRoute(targetGroup: Resource): string | undefined {
  const { environment } = targetGroup.stack;
  const open = (type: string, actions: string, owner: string): (string | undefined)[] =>
    forwardsTo(environment, type, actions, targetGroup).map(({ from }) => {
      const why = environment.links(type, owner).openFrom(from);
      return why && `${from.logicalId} forwards to it, but ${why}`;
    });
  return [
    ...open(listenerType, 'DefaultActions', 'LoadBalancerArn'),
    ...open(ruleType, 'Actions', 'ListenerArn'),
  ].find((why) => why !== undefined);
}

function forwardsTo(
  environment: Environment,
  type: string,
  actions: string,
  target: Resource,
): readonly Link[] {
  return forwards
    .flatMap((path) => environment.links(type, `${actions}.*.${path}`).to(target))
    .map((link) => ({ ...link, certain: and([link.certain, sendsRequests(link.from, actions, target)]) }))
    .filter(({ certain }) => certain !== false);
}

/** Whether a listener or rule sends a share of its requests to a target group: a weight of 0 is none. */
function sendsRequests(owner: Resource, actions: string, target: Resource): Tri {
  const shares = owner
    .each(`${actions}.*.${weighted}`)
    .filter((share) => targetOf(member(share, 'TargetGroupArn'), owner.stack).resources.includes(target));
  if (shares.length === 0) return true;
  return or(shares.map((share) => test(member(share, 'Weight'), 1, (weight) => numeric(weight) > 0, true)));
}

/** Why some listener or rule may forward to a target group that the templates do not name. */
export function openForward(environment: Environment): string | undefined {
  return forwards
    .flatMap((path) => [
      environment.links(listenerType, `DefaultActions.*.${path}`).open,
      environment.links(ruleType, `Actions.*.${path}`).open,
    ])
    .find((why) => why !== undefined);
}

/** The resources of a type that a property leads to. */
export function ownersOf(from: Resource, path: string, type: string): readonly Link[] {
  return from.stack.environment
    .links(from.type, path)
    .from(from)
    .filter(({ to }) => to.type === type);
}
