import type { Link } from '../../model/links';
import type { Resource } from '../../model/resource';
import { and, or, type Tri } from '../../model/tri';
import { classicBalancerType } from './entries';
import { ownersOf, targetGroupType } from './routing';

/** A target group that a server registers with. */
export interface Registration {
  readonly targetGroup: Resource;
  readonly certain: Tri;
}

/** Properties by which servers register with target groups. */
const targetGroupPaths: Readonly<Record<string, readonly string[]>> = {
  'AWS::ECS::Service': [
    'LoadBalancers.*.TargetGroupArn',
    'LoadBalancers.*.AdvancedConfiguration.AlternateTargetGroupArn',
  ],
  'AWS::AutoScaling::AutoScalingGroup': ['TargetGroupARNs', 'TrafficSources.*.Identifier'],
};

/** Properties by which servers register with classic load balancers. */
const classicPaths: Readonly<Record<string, string>> = {
  'AWS::ECS::Service': 'LoadBalancers.*.LoadBalancerName',
  'AWS::AutoScaling::AutoScalingGroup': 'LoadBalancerNames',
};

/** The target groups that a service or Auto Scaling group registers with, both colours of a deployment included. */
export function registrations(server: Resource): readonly Registration[] {
  const found = new Map<Resource, Tri>();
  const links = (targetGroupPaths[server.type] ?? []).flatMap((path) =>
    ownersOf(server, path, targetGroupType),
  );
  for (const { to, certain } of [...links, ...otherColours(server)]) {
    found.set(to, or([found.get(to) ?? false, certain]));
  }
  return [...found].map(([targetGroup, certain]) => ({ targetGroup, certain }));
}

/** The target groups between which CodeDeploy moves a service. */
function otherColours(server: Resource): readonly Link[] {
  const type = 'AWS::CodeDeploy::DeploymentGroup';
  const pairs = 'LoadBalancerInfo.TargetGroupPairInfoList.*.TargetGroups.*.Name';
  return server.stack.environment
    .links(type, 'ECSServices.*.ServiceName')
    .to(server)
    .flatMap(({ from, certain }) =>
      ownersOf(from, pairs, targetGroupType).map((link) => ({
        ...link,
        certain: and([certain, link.certain]),
      })),
    );
}

/** The classic load balancers that a service or Auto Scaling group registers with. */
export function classicRegistrations(server: Resource): readonly Link[] {
  const path = classicPaths[server.type];
  return path === undefined ? [] : ownersOf(server, path, classicBalancerType);
}

/** Why a server may register with a target group or load balancer that the templates do not name. */
export function openRegistration(server: Resource): string | undefined {
  const classic = classicPaths[server.type];
  return [...(targetGroupPaths[server.type] ?? []), ...(classic === undefined ? [] : [classic])]
    .map((path) => server.stack.environment.links(server.type, path).openFrom(server))
    .find((why) => why !== undefined);
}

/** Whether a server is set up to register with any load balancer, known or not. */
export function registersAnywhere(server: Resource): boolean {
  return (
    registrations(server).length > 0 ||
    classicRegistrations(server).length > 0 ||
    openRegistration(server) !== undefined
  );
}
