import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { redundancy } from '../../checklist/thresholds';
import { notApplicable, unless, type Answer, type Objections, type Seen } from '../answer';
import type { Aws } from '../aws';
import { listed } from './words';
import type { Target } from '../target';
import { ofBalancer } from './balancers';
import { healthVerdict } from './healthy';
import { isForTests } from './test-routes';
import { partOf, routesOf, servingShares, type Route } from './routes';
import { groupHealth, groupName } from './target-health';

/** Whether all that a load balancer forwards requests to now answers, test routes of deployments aside. */
export function serves(target: Target, aws: Aws): Promise<Answer> {
  return ofBalancer(target, aws, async (balancer) => {
    if (balancer.Type === 'gateway') return notApplicable('a gateway load balancer passes packets through');
    return servesBehind(balancer, aws);
  });
}

async function servesBehind({ LoadBalancerArn = '' }: LoadBalancer, aws: Aws): Promise<Answer> {
  const routes = await routesOf(LoadBalancerArn, aws);
  const forwarding = routes.filter(({ shares }) => shares.length > 0);
  const judged = await Promise.all(alike(forwarding).map((group) => judgeRoutes(group, routes, aws)));
  const nobody = ['none of its listeners forwards requests to a target group'];
  const verdict = {
    problems: forwarding.length === 0 ? nobody : judged.flatMap(({ problems }) => problems),
    doubts: judged.flatMap(({ doubts = [] }) => doubts),
  };
  return unless(verdict, [...new Set(judged.map(({ summary }) => summary))].join('; '), [
    { call: 'elasticloadbalancing:DescribeRules', path: 'Actions', value: routes.map(weightsOf).join('; ') },
    ...judged.flatMap(({ seen }) => seen),
  ]);
}

/** Routes that share requests between the same target groups are as healthy as one another. */
function alike(routes: readonly Route[]): readonly (readonly [Route, ...Route[]])[] {
  const groups = new Map<string, [Route, ...Route[]]>();
  for (const route of routes) {
    const key = JSON.stringify(route.shares);
    const group = groups.get(key);
    if (group) group.push(route);
    else groups.set(key, [route]);
  }
  return [...groups.values()];
}

interface RouteVerdict extends Objections {
  readonly summary: string;
  readonly seen: readonly Seen[];
}

async function judgeRoutes(
  alike: readonly [Route, ...Route[]],
  all: readonly Route[],
  aws: Aws,
): Promise<RouteVerdict> {
  const groups = await Promise.all(servingShares(alike[0]).map(({ arn }) => groupHealth(arn, aws)));
  const verdict = healthVerdict(groups, redundancy.servers);
  const { doubts, summary, seen } = verdict;
  const nobody = 'all its target groups have weight 0, so its requests reach nobody';
  const problems = groups.length === 0 ? [nobody] : verdict.problems;
  if (problems.length + doubts.length === 0) return verdict;
  const kinds = await Promise.all(alike.map((route) => isForTests(route, all, aws)));
  const ofKind = (kind: string): readonly Route[] => alike.filter((_, i) => kinds[i] === kind);
  const [tests, open, others] = [ofKind('yes'), ofKind('perhaps'), ofKind('no')];
  const untried = `${listed(tests.map(({ name }) => name))} is for tests of new versions`;
  return {
    problems: about(others, problems),
    doubts: [
      ...about(others, doubts),
      ...about(open, [...problems, ...doubts]).map(
        (text) => `${text}; an outage, unless CodeDeploy tests new versions there`,
      ),
    ],
    summary: tests.length > 0 ? untried : summary,
    seen,
  };
}

/** What is wrong with the target groups of routes, as a sentence about these. */
function about(routes: readonly Route[], texts: readonly string[]): readonly string[] {
  const [route] = routes;
  if (!route || texts.length === 0) return [];
  const shares = servingShares(route);
  const names = listed(routes.map(({ name }) => name));
  const parts = shares.map((share) => `${partOf(share, route)} to ${groupName(share.arn)}`);
  const forwards = routes.length === 1 ? 'forwards' : 'forward';
  return [`${shares.length === 0 ? names : `${names} ${forwards} ${listed(parts)}`}: ${texts.join(', ')}`];
}

function weightsOf(route: Route): string {
  const shares = route.shares.map(({ arn, weight }) => `${groupName(arn)} ${weight}`).join(', ');
  return `${route.name}: ${shares === '' ? (route.action.Type ?? 'nothing') : shares}`;
}
