import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { Task } from '@aws-sdk/client-ecs';
import { redundancy } from '../../checklist/thresholds';
import { fail, notApplicable, pass, unknown, type Answer } from '../answer';
import type { Aws } from '../aws';
import type { Target } from '../target';
import { inGroup, isServing, ofGroup } from './groups';
import { inService, ofService, tasksOf, type Found } from './services';
import { count, spread } from '../entries/words';

const expected = `expected at least ${redundancy.zones} zones`;

/** Whether the servers of a service that run now lie in several zones. */
export async function runsInZones(target: Target, aws: Aws): Promise<Answer> {
  switch (target.type) {
    case 'AWS::AutoScaling::AutoScalingGroup':
      return ofGroup(target, aws, judgeInstances);
    case 'AWS::Lambda::Function':
      return notApplicable('Lambda runs a function in several zones by itself');
    default:
      return ofService(target, aws, async (found) => judgeTasks(found, await tasksOf(found.place, aws)));
  }
}

function judgeTasks({ service }: Found, tasks: readonly Task[]): Answer {
  const running = tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING');
  const zones = running.flatMap(({ availabilityZone }) => availabilityZone ?? []);
  const seen = [
    { call: 'ecs:DescribeTasks', path: 'tasks.availabilityZone', value: spread(zones) || 'none' },
  ];
  const different = new Set(zones).size;
  const stated = `${count(running.length, 'running task')}: ${spread(zones)}`;
  if (different >= redundancy.zones) return pass(stated, seen);
  if (running.length === 0) {
    const { runningCount = 0 } = service;
    return runningCount === 0
      ? fail(`no task is running, ${expected}`, [inService('runningCount', runningCount), ...seen])
      : unknown(`ECS lists none of the ${count(runningCount, 'running task')}; ask again`, seen);
  }
  if (zones.length < running.length) {
    const hidden = `ECS tells no zone of ${count(running.length - zones.length, 'running task')}`;
    return unknown(`${hidden}; to decide: look where its container instances or subnets lie`, seen);
  }
  return fail(`${stated}, ${expected}`, seen);
}

function judgeInstances({ Instances = [] }: AutoScalingGroup): Answer {
  const zones = Instances.filter(isServing).flatMap(({ AvailabilityZone }) => AvailabilityZone ?? []);
  const seen = [inGroup('Instances.AvailabilityZone', spread(zones) || 'none')];
  if (zones.length === 0) return fail(`no instance is InService and Healthy, ${expected}`, seen);
  const stated = `${count(zones.length, 'instance')}: ${spread(zones)}`;
  return new Set(zones).size >= redundancy.zones ? pass(stated, seen) : fail(`${stated}, ${expected}`, seen);
}
