import type { Service } from '@aws-sdk/client-ecs';
import { redundancy } from '../../checklist/thresholds';
import { fail, notApplicable, unless, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { inGroup, ofGroup } from './groups';
import { inService, ofService } from './services';
import { listed } from '../entries/words';
import type { Target } from '../target';
import { healthVerdict } from '../entries/healthy';
import { partOf } from '../entries/routes';
import { groupHealth, groupName } from '../entries/target-health';
import {
  registrationsOf,
  registrationsOfGroup,
  waysTo,
  type Registration,
  type Way,
  type Ways,
} from './ways';

/** Whether a load balancer forwards requests to the servers of a service now. */
export function isReached(target: Target, aws: Aws): Promise<Answer> {
  return ofWays(target, aws, ({ ways, problems }) =>
    unless({ problems }, [...new Set(ways.map(inWords))].join('; '), ways.map(asSeen)),
  );
}

/** Whether the target group that serves now, whichever colour that is, has enough healthy servers. */
export function servesByHealthy(target: Target, aws: Aws): Promise<Answer> {
  return ofWays(target, aws, async ({ ways, problems }) => {
    const sharing = new Map(ways.map((way) => [JSON.stringify(way.shares), way]));
    const verdicts = await Promise.all(
      [...sharing.values()].map(async ({ shares }) => {
        const groups = await Promise.all(shares.map(({ arn }) => groupHealth(arn, aws)));
        return healthVerdict(groups, redundancy.servers);
      }),
    );
    const objections = {
      problems: [...problems, ...verdicts.flatMap((verdict) => verdict.problems)],
      doubts: verdicts.flatMap((verdict) => verdict.doubts),
    };
    const passing = [...sharing.values()].map((way, i) => `${inWords(way)}: ${verdicts[i]!.summary}`);
    return unless(objections, passing.join('; '), [
      ...ways.map(asSeen),
      ...verdicts.flatMap((verdict) => verdict.seen),
    ]);
  });
}

/** `rule 10 of listener 443 (HTTPS) forwards 90 % to Blue and 10 % to Green`. */
function inWords({ route, shares }: Way): string {
  const parts = shares.map((share) => `${partOf(share, route)} to ${groupName(share.arn)}`);
  return `${route.name} forwards ${listed(parts)}`;
}

function asSeen({ route }: Way): Seen {
  const weights = route.shares.map(({ arn, weight }) => `${groupName(arn)} ${weight}`).join(', ');
  return {
    call: 'elasticloadbalancing:DescribeRules',
    path: 'Actions.ForwardConfig.TargetGroups',
    value: `${route.name}: ${weights}`,
  };
}

function ofWays(target: Target, aws: Aws, judge: (ways: Ways) => Answer | Promise<Answer>): Promise<Answer> {
  switch (target.type) {
    case 'AWS::AutoScaling::AutoScalingGroup':
      return ofGroup(target, aws, async (group) => {
        const registrations = registrationsOfGroup(group);
        if (registrations.length > 0) return judge(await allWays(registrations, aws));
        return (group.LoadBalancerNames ?? []).length > 0
          ? classic
          : unregistered(inGroup('TargetGroupARNs', 'none'));
      });
    case 'AWS::ElasticLoadBalancingV2::TargetGroup':
      return allWays([{ groups: [target.id] }], aws).then(judge);
    default:
      return ofService(target, aws, async ({ service }) => {
        const registrations = registrationsOf(service);
        if (registrations.length > 0) return judge(await allWays(registrations, aws));
        return otherWay(service) ?? unregistered(inService('loadBalancers', 'none'));
      });
  }
}

async function allWays(registrations: readonly Registration[], aws: Aws): Promise<Ways> {
  const found = await Promise.all(registrations.map((registration) => waysTo(registration, aws)));
  return { ways: found.flatMap(({ ways }) => ways), problems: found.flatMap(({ problems }) => problems) };
}

const classic = notApplicable('it registers with a classic load balancer, which is not asked');

function otherWay({ loadBalancers, serviceRegistries, deployments }: Service): Answer | undefined {
  if (loadBalancers?.some(({ loadBalancerName }) => loadBalancerName !== undefined)) return classic;
  const isDiscovered = (serviceRegistries ?? []).length > 0;
  const isConnected = deployments?.some(
    (deployment) =>
      deployment.serviceConnectConfiguration?.enabled === true ||
      (deployment.vpcLatticeConfigurations ?? []).length > 0,
  );
  return isDiscovered || isConnected
    ? notApplicable(
        'other services reach it through Service Connect, Cloud Map or VPC Lattice, without a load balancer',
      )
    : undefined;
}

function unregistered(seen: Seen): Answer {
  return fail('it registers with no target group, expected a load balancer in front of it', [seen]);
}
