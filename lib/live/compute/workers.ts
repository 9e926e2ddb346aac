import type { Service } from '@aws-sdk/client-ecs';
import type { ScalableTarget } from '@aws-sdk/client-application-auto-scaling';
import { unknown, unless, type Answer } from '../answer';
import type { Aws } from '../aws';
import type { Target } from '../target';
import { inScaling, policiesOf, scalerOf } from './scaling';
import { inService, ofService } from './services';
import { count } from '../entries/words';

/** Whether workers take jobs, or are started as soon as there are some. */
export function takesJobs(target: Target, aws: Aws): Promise<Answer> {
  return ofService(target, aws, async ({ service, place }) => {
    const { desiredCount, runningCount } = service;
    if (desiredCount === undefined || runningCount === undefined) {
      return unknown('ECS does not say how many tasks run; ask again');
    }
    const scaler = await scalerOf(place, aws);
    const rests = desiredCount === 0 && scaler?.MinCapacity === 0 && (scaler.MaxCapacity ?? 0) > 0;
    const wakes = rests && (await policiesOf(place, aws)).length > 0;
    const stated = `${runningCount} of ${count(desiredCount, 'task')} ${runningCount === 1 ? 'is' : 'are'} running`;
    const problems = [...idle(service, stated, wakes), ...suspended(scaler)];
    const passing = wakes ? 'no task is running, and its scaling starts some as jobs come' : stated;
    return unless({ problems }, passing, [
      inService('desiredCount', desiredCount),
      inService('runningCount', runningCount),
      inScaling('ScalableTargets.SuspendedState', JSON.stringify(scaler?.SuspendedState ?? 'none')),
    ]);
  });
}

function idle({ desiredCount, runningCount }: Service, stated: string, wakes: boolean): readonly string[] {
  if (desiredCount === 0) return wakes ? [] : ['desiredCount is 0, so nobody takes its jobs'];
  return runningCount === 0 ? [`${stated}, so nobody takes its jobs`] : [];
}

function suspended(scaler: ScalableTarget | undefined): readonly string[] {
  const isSuspended = scaler?.SuspendedState?.DynamicScalingOutSuspended === true;
  return isSuspended ? ['its scaling out is suspended, as for maintenance'] : [];
}
