import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import { unless, type Answer } from '../answer';
import type { Aws } from '../aws';
import type { Target } from '../target';
import { inGroup, ofGroup } from './groups';
import { listed } from '../entries/words';

/** What a group no longer does while one of its processes is suspended. */
const needed: Readonly<Record<string, string>> = {
  Launch: 'starts no instances',
  Terminate: 'ends no instances',
  HealthCheck: 'asks no instance how it is',
  ReplaceUnhealthy: 'replaces no unhealthy instance',
  AddToLoadBalancer: 'adds no new instance to the load balancer',
};

/** Whether an Auto Scaling group replaces instances that its load balancer finds unhealthy. */
export function replacesFailing(target: Target, aws: Aws): Promise<Answer> {
  return ofGroup(target, aws, (group) => {
    const { HealthCheckType = '', SuspendedProcesses = [] } = group;
    const names = SuspendedProcesses.flatMap(({ ProcessName }) => ProcessName ?? []);
    const suspended = names.filter((name) => Object.hasOwn(needed, name));
    const checks = HealthCheckType.split(',').map((type) => type.trim());
    const problems = [
      ...suspended.map((name) => `process ${name} is suspended, so the group ${needed[name]}`),
      ...(isBalanced(group) && !checks.includes('ELB')
        ? [`HealthCheckType is ${HealthCheckType || 'not set'}, expected ELB`]
        : []),
    ];
    return unless(
      { problems },
      `HealthCheckType is ${HealthCheckType}, and no process that it needs is suspended`,
      [inGroup('HealthCheckType', HealthCheckType), inGroup('SuspendedProcesses', listed(names) || 'none')],
    );
  });
}

function isBalanced({
  TargetGroupARNs = [],
  LoadBalancerNames = [],
  TrafficSources = [],
}: AutoScalingGroup): boolean {
  return TargetGroupARNs.length + LoadBalancerNames.length + TrafficSources.length > 0;
}
