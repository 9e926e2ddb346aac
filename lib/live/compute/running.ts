import type { Task } from '@aws-sdk/client-ecs';
import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import { redundancy } from '../../checklist/thresholds';
import { notApplicable, unknown, unless, type Answer } from '../answer';
import type { Aws } from '../aws';
import type { Target } from '../target';
import { groupHealth } from '../entries/target-health';
import { judgeHealth } from '../entries/healthy';
import { inGroup, isServing, ofGroup, stateOf } from './groups';
import { changing, inService, ofService, primaryOf, tasksOf, type Found } from './services';
import { aside, count } from '../entries/words';

const expected = `expected at least ${redundancy.servers}`;

/** Whether a service has as many servers at work now as it should never go below. */
export async function runsServers(target: Target, aws: Aws): Promise<Answer> {
  switch (target.type) {
    case 'AWS::AutoScaling::AutoScalingGroup':
      return ofGroup(target, aws, judgeInstances);
    case 'AWS::ElasticLoadBalancingV2::TargetGroup':
      return runsTargets(target, aws);
    case 'AWS::Lambda::Function':
      return notApplicable('Lambda keeps no servers: it runs one instance for each request at a time');
    default:
      return ofService(target, aws, async (found) => judgeTasks(found, await tasksOf(found.place, aws)));
  }
}

function judgeTasks({ service }: Found, tasks: readonly Task[]): Answer {
  const { runningCount, desiredCount, pendingCount = 0 } = service;
  if (runningCount === undefined) return unknown('ECS does not say how many tasks run; ask again');
  const unhealthy = tasks.filter(({ healthStatus }) => healthStatus === 'UNHEALTHY').length;
  const wanted = desiredCount === undefined ? '' : `${runningCount} of `;
  const counted = `${wanted}${count(desiredCount ?? runningCount, 'task')} ${runningCount === 1 ? 'is' : 'are'} running`;
  const stated = aside(counted, [
    ...(pendingCount > 0 ? [`${pendingCount} pending`] : []),
    ...(unhealthy > 0 ? [`${unhealthy} unhealthy`] : []),
  ]);
  const enough = runningCount - unhealthy >= redundancy.servers;
  const primary = primaryOf(service);
  const change = changing(service);
  const problems = [
    ...(enough ? [] : [`${stated}, ${expected}`]),
    ...(primary?.rolloutState === 'FAILED' ? [givenUp(primary.rolloutStateReason)] : []),
  ];
  const doubts =
    change === undefined ? [] : [enough ? `${stated}, but ${change}; ask again when it is done` : change];
  return unless({ problems, doubts }, stated, [
    inService('runningCount', runningCount),
    ...(desiredCount === undefined ? [] : [inService('desiredCount', desiredCount)]),
    ...(primary?.rolloutState === undefined
      ? []
      : [inService('deployments.rolloutState', primary.rolloutState)]),
  ]);
}

function givenUp(reason: string | undefined): string {
  return `${aside('its deployment has FAILED', reason === undefined ? [] : [reason])}, and ECS starts no more tasks for it`;
}

function judgeInstances({ Instances = [], DesiredCapacity }: AutoScalingGroup): Answer {
  const serving = Instances.filter(isServing).length;
  const others = Instances.filter((instance) => !isServing(instance)).map(stateOf);
  const stated = aside(
    `${count(serving, 'instance')} ${serving === 1 ? 'is' : 'are'} InService and Healthy`,
    others,
  );
  const problems = serving >= redundancy.servers ? [] : [`${stated}, ${expected}`];
  return unless({ problems }, stated, [
    inGroup('Instances.LifecycleState', `${serving} InService and Healthy`),
    inGroup('DesiredCapacity', DesiredCapacity),
  ]);
}

/** Instances that are registered one by one are as many as are healthy behind their load balancer. */
async function runsTargets({ id }: Target, aws: Aws): Promise<Answer> {
  return judgeHealth([await groupHealth(id, aws)], redundancy.servers);
}
