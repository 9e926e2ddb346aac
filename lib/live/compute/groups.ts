import {
  AutoScalingClient,
  paginateDescribeAutoScalingGroups,
  type AutoScalingGroup,
  type Instance,
} from '@aws-sdk/client-auto-scaling';
import { fail, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import type { Target } from '../target';

/** What the description of an Auto Scaling group said. */
export function inGroup(path: string, value: unknown): Seen {
  return { call: 'autoscaling:DescribeAutoScalingGroups', path, value: String(value) };
}

/** The answer about an Auto Scaling group that is there and stays; any other fails. */
export async function ofGroup(
  target: Target,
  aws: Aws,
  judge: (group: AutoScalingGroup) => Answer | Promise<Answer>,
): Promise<Answer> {
  const input = { AutoScalingGroupNames: [target.id] };
  const pages = paginateDescribeAutoScalingGroups({ client: aws.client(AutoScalingClient) }, input);
  const [group] = await everyPage(pages, (page) => page.AutoScalingGroups);
  const name = `Auto Scaling group ${target.id}`;
  if (!group) {
    return fail(`${name} does not exist in ${target.region}`, [inGroup('AutoScalingGroups', 'none')]);
  }
  // The state is told while a group is being deleted only.
  return group.Status === undefined
    ? judge(group)
    : fail(`${name} is being deleted (${group.Status})`, [inGroup('Status', group.Status)]);
}

/** Whether an instance takes requests, as far as its Auto Scaling group knows. */
export function isServing({ LifecycleState, HealthStatus }: Instance): boolean {
  return LifecycleState === 'InService' && HealthStatus?.toUpperCase() === 'HEALTHY';
}

/** What keeps an instance from taking requests. */
export function stateOf({ InstanceId, LifecycleState, HealthStatus }: Instance): string {
  const state = LifecycleState === 'InService' ? HealthStatus : LifecycleState;
  return `${InstanceId} is ${state ?? 'in no state that AWS tells'}`;
}
