import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { notApplicable, pass, unknown, unless, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { listed } from './words';
import type { Target } from '../target';
import { ofBalancer } from './balancers';
import { routesOf, servingShares, type Route } from './routes';
import { groupName } from './target-health';

/** Whether requests reach the application: no rule answers in its place, and some rule forwards. */
export function isOpen(target: Target, aws: Aws): Promise<Answer> {
  return ofRoutes(target, aws, (routes) => {
    const closed = routes.flatMap((route) => blockedBy(route, routes));
    const open = routes.filter((route) => isForward(route) && blockersOf(route, routes).length === 0);
    const instead = routes.filter(({ conditions }) => conditions.length === 0).map(deedOf);
    const nobody =
      routes.length === 0
        ? 'it has no listener'
        : `no listener forwards requests to a target group: ${listed(instead)}`;
    const problems = open.length === 0 && closed.length === 0 ? [nobody] : closed;
    return unless(
      { problems },
      `${listed(open.map(deedOf))}, and no rule answers ahead of that`,
      routes.map(asSeen),
    );
  });
}

/** Whether a maintenance page is at hand: a rule of each listener that forwards answers 503 when it is switched on. */
export function hasMaintenanceRule(target: Target, aws: Aws): Promise<Answer> {
  return ofRoutes(target, aws, (routes) => {
    const forwarding = new Set(routes.filter(isForward).map(({ listener }) => listener));
    const pages = routes.filter((route) => route.action.FixedResponseConfig?.StatusCode === '503');
    const without = [...forwarding].filter((name) => !pages.some(({ listener }) => listener === name));
    if (without.length === 0 && pages.length > 0) {
      const on = pages.filter((page) => routes.some((route) => blockersOf(route, routes).includes(page)));
      const state =
        on.length > 0 ? `${listed(on.map(deedOf))} now` : `${listed(pages.map(deedOf))} when it applies`;
      return pass(state, pages.map(asSeen));
    }
    const missing =
      without.length === 0 ? 'no rule answers 503' : `no rule of ${listed(without)} answers 503`;
    const elsewhere =
      'CloudFront or the application may show the page; to decide: switch it on, and ask for a page';
    return unknown(`${missing}; ${elsewhere}`, routes.map(asSeen));
  });
}

async function ofRoutes(
  target: Target,
  aws: Aws,
  judge: (routes: readonly Route[]) => Answer,
): Promise<Answer> {
  return ofBalancer(target, aws, async ({ Type, LoadBalancerArn = '' }) =>
    Type === 'application' || Type === undefined
      ? judge(await routesOf(LoadBalancerArn, aws))
      : notApplicable('a load balancer of its type answers no requests itself'),
  );
}

function isForward(route: Route): boolean {
  return servingShares(route).length > 0;
}

/** Rules that take all requests of another before it gets any, and do not pass them on. */
function blockersOf(route: Route, routes: readonly Route[]): readonly Route[] {
  if (!isForward(route)) return [];
  const peers = routes.filter(({ listenerArn }) => listenerArn === route.listenerArn);
  return peers.slice(0, peers.indexOf(route)).filter((rule) => endsRequests(rule) && covers(rule, route));
}

function blockedBy(route: Route, routes: readonly Route[]): readonly string[] {
  return blockersOf(route, routes).map(
    (rule) => `${deedOf(rule)} ahead of ${route.name}, which ${forwardOf(route)}`,
  );
}

/** A redirect to the same host, to HTTPS say, comes back to the application. */
function endsRequests({ action }: Route): boolean {
  const host = action.RedirectConfig?.Host ?? '#{host}';
  return action.Type === 'fixed-response' || (action.Type === 'redirect' && host !== '#{host}');
}

/** Whether every request that matches one rule matches another: where each condition of this is one of that, or none. */
function covers({ conditions }: Route, other: Route): boolean {
  const narrowed = new Set(other.conditions.map(textOf));
  return conditions.every((condition) => isAlwaysMet(condition) || narrowed.has(textOf(condition)));
}

function textOf(condition: RuleCondition): string {
  return JSON.stringify([
    condition.Field,
    ...valuesOf(condition)
      .map((value) => value.toLowerCase())
      .sort(),
  ]);
}

/** Older conditions have their values by themselves, newer ones in a field for their kind; AWS tells both. */
function valuesOf(condition: RuleCondition): readonly string[] {
  const { Values = [], RegexValues = [], HttpHeaderConfig, QueryStringConfig } = condition;
  const configured = [
    condition.HostHeaderConfig,
    condition.PathPatternConfig,
    condition.SourceIpConfig,
  ].flatMap((config) => [
    ...(config?.Values ?? []),
    ...((config && 'RegexValues' in config ? config.RegexValues : undefined) ?? []).map(
      (text) => `regex ${text}`,
    ),
  ]);
  const header = HttpHeaderConfig?.HttpHeaderName;
  const named = [...(HttpHeaderConfig?.Values ?? []), ...(HttpHeaderConfig?.RegexValues ?? [])];
  const queries = (QueryStringConfig?.Values ?? []).map(({ Key, Value }) => `${Key ?? ''}=${Value ?? ''}`);
  const methods = condition.HttpRequestMethodConfig?.Values ?? [];
  const all = [
    ...Values,
    ...RegexValues.map((text) => `regex ${text}`),
    ...configured,
    ...(header === undefined ? [] : named.map((value) => `${header}: ${value}`)),
    ...queries,
    ...methods,
  ];
  return [...new Set(all)];
}

/** Conditions that every request meets. */
function isAlwaysMet(condition: RuleCondition): boolean {
  const all: Readonly<Record<string, readonly string[]>> = {
    'path-pattern': ['*', '/*', 'regex .*', 'regex ^.*$'],
    'host-header': ['*', 'regex .*', 'regex ^.*$'],
    'source-ip': ['0.0.0.0/0'],
  };
  const field = condition.Field ?? '';
  const always = Object.hasOwn(all, field) ? all[field]! : [];
  return valuesOf(condition).some((value) => always.includes(value));
}

function forwardOf(route: Route): string {
  return `forwards to ${listed(servingShares(route).map(({ arn }) => groupName(arn)))}`;
}

/** What a rule does, as a sentence. */
function deedOf(route: Route): string {
  const { FixedResponseConfig, RedirectConfig, Type } = route.action;
  if (isForward(route)) return `${route.name} ${forwardOf(route)}`;
  if (FixedResponseConfig) return `${route.name} answers ${FixedResponseConfig.StatusCode ?? 'by itself'}`;
  if (RedirectConfig) return `${route.name} redirects to ${RedirectConfig.Host ?? '#{host}'}`;
  return `${route.name} ${Type === 'forward' ? 'forwards to nobody' : 'does nothing that AWS tells'}`;
}

function asSeen(route: Route): Seen {
  return { call: 'elasticloadbalancing:DescribeRules', path: 'Actions', value: deedOf(route) };
}
