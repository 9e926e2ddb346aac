import type { Link } from '../../model/links';
import type { Resource } from '../../model/resource';
import { keyOf } from '../../model/value';
import { ownersOf, targetGroupType } from '../network/routing';

/** The EC2 instances that a target group or classic load balancer lists, and why there may be others. */
export interface Instances {
  readonly instances: readonly Link[];
  readonly open?: string;
}

export function instancesOf(balanced: Resource): Instances {
  const path = balanced.type === targetGroupType ? 'Targets.*.Id' : 'Instances';
  const links = ownersOf(balanced, path, 'AWS::EC2::Instance');
  const unique = new Map(links.map((link) => [link.to, link]));
  const open = balanced.stack.environment.links(balanced.type, path).openFrom(balanced);
  return { instances: [...unique.values()], open };
}

/** Whether servers are registered one by one, rather than by a service or an Auto Scaling group. */
export function listsInstances(balanced: Resource): boolean {
  const kind = keyOf(balanced.read('TargetType'));
  if (kind === 'lambda' || kind === 'alb') return false;
  const { instances, open } = instancesOf(balanced);
  return instances.length > 0 || open !== undefined;
}
