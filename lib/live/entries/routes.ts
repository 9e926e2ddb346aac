import {
  ElasticLoadBalancingV2Client,
  paginateDescribeListeners,
  paginateDescribeRules,
  type Action,
  type Listener,
  type RuleCondition,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';

/** A target group's part of the requests that a rule forwards. */
export interface Share {
  readonly arn: string;
  readonly weight: number;
}

/** What a listener does with requests that match a rule; its default action is its last rule. */
export interface Route {
  /** `rule 10 of listener 443 (HTTPS)`. */
  readonly name: string;
  readonly listener: string;
  readonly listenerArn: string;
  readonly ruleArn?: string;
  readonly conditions: readonly RuleCondition[];
  /** The action that ends it: `forward`, `fixed-response` or `redirect`. */
  readonly action: Action;
  /** Target groups that it forwards to, those that get nothing included. */
  readonly shares: readonly Share[];
}

/** The listeners of a load balancer. */
export function listenersOf(balancerArn: string, aws: Aws): Promise<readonly Listener[]> {
  const client = aws.client(ElasticLoadBalancingV2Client);
  const pages = paginateDescribeListeners({ client }, { LoadBalancerArn: balancerArn });
  return everyPage(pages, (page) => page.Listeners);
}

/** What the listeners of a load balancer do, each in the order in which its rules are looked at. */
export async function routesOf(balancerArn: string, aws: Aws): Promise<readonly Route[]> {
  const listeners = await listenersOf(balancerArn, aws);
  const routes = await Promise.all(listeners.map((listener) => rulesOf(listener, aws)));
  return routes.flat();
}

async function rulesOf(listener: Listener, aws: Aws): Promise<readonly Route[]> {
  const { ListenerArn = '', Port, Protocol, DefaultActions } = listener;
  const client = aws.client(ElasticLoadBalancingV2Client);
  const pages = paginateDescribeRules({ client }, { ListenerArn });
  const rules = await everyPage(pages, (page) => page.Rules);
  const name = Port === undefined ? 'listener' : `listener ${Port} (${Protocol ?? 'any protocol'})`;
  const standing = { listener: name, listenerArn: ListenerArn };
  const ranked = rules
    .filter(({ IsDefault }) => IsDefault !== true)
    .sort((a, b) => Number(a.Priority) - Number(b.Priority))
    .map(({ RuleArn, Priority, Conditions = [], Actions }) => ({
      ...standing,
      name: `rule ${Priority} of ${name}`,
      ruleArn: RuleArn,
      conditions: Conditions,
      ...endOf(Actions),
    }));
  const otherwise = rules.find(({ IsDefault }) => IsDefault === true);
  const last = { ...standing, name, ruleArn: otherwise?.RuleArn, conditions: [], ...endOf(DefaultActions) };
  return [...ranked, last];
}

/** Signing in and the like come before the action that answers a request or passes it on. */
function endOf(actions: readonly Action[] = []): Pick<Route, 'action' | 'shares'> {
  const ends = ['forward', 'fixed-response', 'redirect'];
  const action = actions.find(({ Type }) => ends.includes(Type ?? '')) ?? { Type: undefined };
  return { action, shares: sharesOf(action) };
}

function sharesOf({ ForwardConfig, TargetGroupArn }: Action): readonly Share[] {
  const several = (ForwardConfig?.TargetGroups ?? []).flatMap(
    ({ TargetGroupArn: arn, Weight: weight = 1 }) => (arn === undefined ? [] : [{ arn, weight }]),
  );
  if (several.length > 0 || TargetGroupArn === undefined) return several;
  return [{ arn: TargetGroupArn, weight: 1 }];
}

/** The target groups that get requests now. */
export function servingShares({ shares }: Pick<Route, 'shares'>): readonly Share[] {
  return shares.filter(({ weight }) => weight > 0);
}

/** A target group's part of the requests of a route: `90 %`. */
export function partOf({ weight }: Share, { shares }: Route): string {
  const total = shares.reduce((sum, share) => sum + share.weight, 0);
  return `${Math.round((100 * weight) / total)} %`;
}
