import type { Environment } from '../../model/environment';
import type { Resource } from '../../model/resource';
import type { Candidates } from '../candidates';
import { inferServices } from '../compute/services';
import { clusterTypes } from '../compute/kubernetes';
import { resourcesIn } from '../mentions';
import { perEnvironment } from '../per-environment';
import type { Workload } from '../workload';
import { isForDeadLetters } from './dead-letters';
import { batchQueueType, glueJobType } from './kinds';
import { machineTypes } from './machines';
import { isStarted, queueIn, queueType, ruleType, scheduleType, sourcesOf } from './triggers';

const functionTypes = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];
export const workerType = 'AWS::ECS::Service';

/** What can be declared to work in the background. */
export const jobTypes: readonly string[] = [
  queueType,
  ...machineTypes,
  ...functionTypes,
  batchQueueType,
  glueJobType,
  workerType,
  ruleType,
  scheduleType,
];

/**
 * What works in the background: queues, state machines, functions that nobody waits for, batch jobs, tasks that a
 * schedule or an event starts, and servers that answer no requests. What a queue of the templates hands to a function or
 * a worker is the job of the queue.
 */
export function inferJobs(environment: Environment): readonly Resource[] {
  return [
    ...environment.of(queueType).filter((queue) => !isForDeadLetters(queue)),
    ...environment.of(...machineTypes).filter((machine) => !isOfTheCdk(machine)),
    ...environment.of(...functionTypes).filter(isBackgroundFunction),
    ...environment.of(batchQueueType, glueJobType),
    ...environment.of(ruleType, scheduleType).filter(startsTasks),
    ...inferWorkers(environment),
  ];
}

/** Why there may be jobs that no template shows. */
export function hiddenJobs(environment: Environment): string | undefined {
  const [cluster] = environment.of(...clusterTypes);
  return (
    cluster && `jobs may run in ${cluster.logicalId}: declare jobs in the workload, or none with the reason`
  );
}

/** The state machine by which the CDK waits for a resource of its own making. */
function isOfTheCdk(machine: Resource): boolean {
  const waiter = 'Environment.Variables.WAITER_STATE_MACHINE_ARN';
  return machine.stack.environment.links('AWS::Lambda::Function', waiter).to(machine).length > 0;
}

/** Whether a function does jobs that are not those of a queue in the templates. */
function isBackgroundFunction(fn: Resource): boolean {
  return isStarted(fn) !== false || sourcesOf(fn).some((source) => queueIn(source) === undefined);
}

/** Whether a rule or schedule runs tasks on ECS: their failures are events and no metrics. */
export function startsTasks(starter: Resource): boolean {
  const path = starter.type === ruleType ? 'Targets.*.EcsParameters' : 'Target.EcsParameters';
  return starter.each(path).length > 0;
}

/** Services that answer no requests and take in no messages of a queue in the templates. */
const inferWorkers = perEnvironment((environment): readonly Resource[] => {
  const serving = new Set(inferServices(environment));
  return environment.of(workerType).filter((service) => {
    const answers = ['ServiceRegistries', 'ServiceConnectConfiguration.Services'];
    const isAgent = service
      .each('SchedulingStrategy')
      .some((value) => value.kind === 'known' && value.value === 'DAEMON');
    if (serving.has(service) || isAgent || answers.some((path) => service.read(path).kind !== 'absent'))
      return false;
    return !consumesQueue(service);
  });
});

/** Whether the containers of a service are told the name of a queue. */
function consumesQueue(service: Resource): boolean {
  const tasks = service.stack.environment.links(workerType, 'TaskDefinition').from(service);
  return tasks.some(({ to }) =>
    to
      .each('ContainerDefinitions.*.Environment.*.Value')
      .flatMap(resourcesIn)
      .some(({ type }) => type === queueType),
  );
}

/** The queues among the jobs. */
export function queues({ jobs }: Workload): Candidates {
  return { ...jobs, noun: 'queue', resources: jobs.resources.filter(({ type }) => type === queueType) };
}
