import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { or } from '../../model/tri';
import { keyOf, whyNotKnown } from '../../model/value';
import { any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay } from '../either-way';
import { allOf } from '../possible';
import { entriesOf, type Front } from '../compute/functions';
import { manifestType } from '../compute/kubernetes';
import { isOn, isTrue, property, test } from '../reading';
import { classicBalancerType } from './entries';
import { watches } from './canaries';
import { checksHealth, checksOwnPath, classicChecksHealth, classicChecksOwnPath } from './health-checks';
import { classicRegistrations, openRegistration, registrations, type Registration } from './registrations';
import { openForward, routesTo, targetGroupType } from './routing';
import { namesZones, spreadOverZones } from './zones';

/** Target groups of a server group: those it registers with, or itself. */
function targetGroupsOf(server: Resource): readonly Registration[] {
  if (server.type === targetGroupType) return [{ targetGroup: server, certain: server.exists }];
  if (!isFunction(server)) return registrations(server);
  return entriesOf(server)
    .filter(({ entry }) => entry.type === targetGroupType)
    .map(({ entry, certain }) => ({ targetGroup: entry, certain }));
}

/** Classic load balancers of a server group: those it registers with, or itself. */
function classicBalancersOf(server: Resource): readonly Registration[] {
  if (server.type === classicBalancerType) return [{ targetGroup: server, certain: server.exists }];
  return classicRegistrations(server).map(({ to, certain }) => ({ targetGroup: to, certain }));
}

function isFunction({ type }: Resource): boolean {
  return type.endsWith('::Function');
}

/** What sends requests to a function by itself: an API or a function URL, not a target group. */
function apisOf(server: Resource): readonly Front[] {
  return isFunction(server) ? entriesOf(server).filter(({ entry }) => entry.type !== targetGroupType) : [];
}

/** Whether requests reach a server group through a load balancer, or through an entry that balances by itself. */
export function isBalanced(server: Resource): Answer {
  if (server.type === 'AWS::EKS::Nodegroup' || server.type === manifestType) {
    return unknown(
      'a controller in the cluster makes the load balancer; verify in the account that it is healthy',
    );
  }
  const groups = targetGroupsOf(server);
  const others = [
    ...classicBalancersOf(server).map(({ targetGroup, certain }) =>
      given(certain, yes(`${targetGroup.logicalId} routes to it`, present(targetGroup))),
    ),
    ...apisOf(server).map(({ entry, certain }) =>
      given(certain, yes('its API spreads requests over it', present(entry))),
    ),
  ];
  if (groups.length + others.length === 0) return unbalanced(server);
  const names = groups.map(({ targetGroup }) => targetGroup.logicalId).join(', ');
  return any(
    [...groups.flatMap(routed), ...others, ...hiddenRegistration(server)],
    `no listener forwards to ${names}, expected a load balancer in front`,
  );
}

/** The ways to a target group; where there is none, why one may be hidden. */
function routed({ targetGroup, certain }: Registration): readonly Answer[] {
  const { routes, open } = routesTo(targetGroup);
  const known = routes.map((route) =>
    given(
      certain,
      given(
        route.certain,
        yes(`${route.balancer.logicalId} routes to it`, present(targetGroup), ...route.proof),
      ),
    ),
  );
  if (known.length > 0) return known;
  if (open !== undefined) return [unknown(open)];
  const elsewhere = openForward(targetGroup.stack.environment);
  return elsewhere === undefined ? [] : [unknown(`where listeners forward to is not known (${elsewhere})`)];
}

function hiddenRegistration(server: Resource): readonly Answer[] {
  const open = openRegistration(server);
  return open === undefined ? [] : [unknown(`the target group it registers with is not known (${open})`)];
}

function unbalanced(server: Resource): Answer {
  const [hidden] = hiddenRegistration(server);
  if (hidden) return hidden;
  if (!['AWS::ECS::Service', 'AWS::AutoScaling::AutoScalingGroup'].includes(server.type)) {
    return unknown(
      `${server.type} is not judged by this control; verify in the account how requests reach it`,
    );
  }
  for (const path of ['VpcLatticeConfigurations', 'ServiceRegistries']) {
    if (server.read(path).kind === 'absent') continue;
    return unknown(
      `it is found through ${path}; verify in the account how requests reach it`,
      cite(server, path),
    );
  }
  return no('it registers with no load balancer, expected a target group', present(server));
}

/** Whether failing servers of a group stop getting requests; for an API in front of functions, whether it is watched. */
export function isHealthChecked(server: Resource, withinSeconds: number): Answer | undefined {
  const possible = [
    ...targetGroupsOf(server).map(({ targetGroup, certain }) => ({
      certain,
      answer: named(targetGroup, checksHealth(targetGroup, withinSeconds)),
    })),
    ...classicBalancersOf(server).map(({ targetGroup, certain }) => ({
      certain,
      answer: named(targetGroup, classicChecksHealth(targetGroup, withinSeconds)),
    })),
  ];
  const apis = apisOf(server);
  if (apis.length > 0) {
    possible.push({
      certain: or(apis.map((api) => api.certain)),
      answer: watches(
        server,
        apis.map(({ entry }) => entry),
      ),
    });
  }
  for (const answer of hiddenRegistration(server)) possible.push({ certain: true, answer });
  return possible.length > 0 ? allOf(possible) : undefined;
}

/** The answer with the resource it is about in front, where that is not the one judged. */
export function named(resource: Resource, answer: Answer): Answer {
  return answer.message === '' ? answer : { ...answer, message: `${resource.logicalId}: ${answer.message}` };
}

/** Whether an Auto Scaling group replaces servers that its load balancer finds unhealthy. */
export function replacesUnhealthy(group: Resource): Answer | undefined {
  if (group.type !== 'AWS::AutoScaling::AutoScalingGroup') return undefined;
  return property(group, 'HealthCheckType', {
    expected: 'ELB',
    otherwise: 'EC2',
    holds: (type) =>
      String(type)
        .split(',')
        .some((name) => name.trim() === 'ELB'),
  });
}

/** Whether a load balancer answers in several availability zones. */
export function balancerSpansZones(balancer: Resource, least: number): Answer {
  if (balancer.type === classicBalancerType) {
    return balancer.read('Subnets').kind === 'absent'
      ? namesZones(balancer, 'AvailabilityZones', least)
      : spreadOverZones(balancer, 'Subnets', least);
  }
  const path = balancer.read('SubnetMappings').kind === 'absent' ? 'Subnets' : 'SubnetMappings';
  const spread = spreadOverZones(balancer, path, least, path === 'Subnets' ? {} : { member: 'SubnetId' });
  if (spread.is !== 'unknown') return spread;
  return eitherWay(balancer.read(path), (list) => {
    const certain = list.kind === 'list' ? list.items.filter(({ kind }) => kind !== 'choice') : [];
    const different = new Set(
      certain.map((item) => keyOf(path === 'Subnets' ? item : member(item, 'SubnetId'))),
    );
    return different.size >= least
      ? yes('a load balancer accepts one subnet a zone only', cite(balancer, path))
      : spread;
  });
}

/** Whether an attribute of a load balancer, given as a list of keys and values, is switched on. */
export function attributeIsOn(balancer: Resource, key: string): Answer | undefined {
  if (balancer.type === classicBalancerType) {
    // Classic load balancers know no protection against deletion.
    return key === 'access_logs.s3.enabled'
      ? isOn(balancer, 'AccessLoggingPolicy.Enabled', false)
      : undefined;
  }
  const path = 'LoadBalancerAttributes';
  const entries = balancer.each(`${path}.*`);
  const entry = entries.find((candidate) => keyOf(member(candidate, 'Key')) === key);
  if (!entry) {
    return entries.every((candidate) => member(candidate, 'Key').kind === 'known')
      ? no(`${key} is not set and so false, expected true`, present(balancer))
      : unknown(
          `${path} is not known (${entries.map(whyNotKnown).find((why) => why !== undefined) ?? 'it is no list of attributes'})`,
          cite(balancer, path),
        );
  }
  const on = test(member(entry, 'Value'), false, isTrue);
  if (on === true) return yes(`${key} is true`, cite(balancer, path));
  if (on === false) return no(`${key} is false, expected true`, cite(balancer, path));
  return unknown(`${key} is not known (${on.why})`, cite(balancer, path));
}

/** Whether the health checks of a server group ask a path made for them; undefined where there is none to judge. */
export function usesHealthPath(server: Resource): Answer | undefined {
  const answers = [
    ...targetGroupsOf(server)
      .filter(({ targetGroup }) => keyOf(targetGroup.read('TargetType')) !== 'lambda')
      .map(({ targetGroup, certain }) => ({
        certain,
        answer: named(targetGroup, checksOwnPath(targetGroup)),
      })),
    ...classicBalancersOf(server).map(({ targetGroup, certain }) => ({
      certain,
      answer: named(targetGroup, classicChecksOwnPath(targetGroup)),
    })),
  ];
  return answers.length > 0 ? allOf(answers) : undefined;
}
