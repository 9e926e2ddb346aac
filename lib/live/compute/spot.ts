import { fail, notApplicable, pass, type Answer } from '../answer';
import type { Aws } from '../aws';
import type { Target } from '../target';
import { ofService, tasksOf } from './services';
import { count } from '../entries/words';

/** Whether some of the tasks that run on Fargate now are not on Spot capacity. */
export function keepsOnDemand(target: Target, aws: Aws): Promise<Answer> {
  return ofService(target, aws, async ({ place }) => {
    const tasks = await tasksOf(place, aws);
    const running = tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING');
    const spot = running.filter(({ capacityProviderName }) => capacityProviderName === 'FARGATE_SPOT');
    const onDemand = running.filter(
      ({ capacityProviderName, launchType }) =>
        capacityProviderName === 'FARGATE' ||
        (capacityProviderName === undefined && launchType === 'FARGATE'),
    );
    if (running.length === 0) return notApplicable('no task is running that could be on Spot capacity');
    const stated = `${count(running.length, 'running task')}: ${onDemand.length} on FARGATE, ${spot.length} on FARGATE_SPOT`;
    const seen = [{ call: 'ecs:DescribeTasks', path: 'tasks.capacityProviderName', value: stated }];
    if (onDemand.length > 0) return pass(stated, seen);
    return spot.length > 0 && spot.length === running.length
      ? fail(`${stated}, expected some on FARGATE`, seen)
      : notApplicable('its tasks run on instances, and ECS does not say how these are bought');
  });
}
