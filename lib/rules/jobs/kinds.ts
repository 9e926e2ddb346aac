import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import type { Link } from '../../model/links';
import { and, isUndecided, Undecided, type Tri } from '../../model/tri';
import { alternatives, show } from '../../model/value';
import { cite, given, present, unknown, type Answer, type Evidence } from '../answer';
import { isFunction } from '../compute/functions';
import { optionsOf } from '../either-way';
import { isHeard } from '../notification/subscriptions';
import { numeric } from '../reading';
import { redriveTarget, sinksOf } from './dead-letters';
import { batchEvent, executionEvent, glueEvent, taskEvent, heardOf, type JobEvent } from './events';
import * as fail from './failures';
import { machinesWaitingFor, machineTypes, timesOut } from './machines';
import * as triggers from './triggers';

/** A way in which a job fails, and how that shows. */
export interface Failure {
  /** `a message that fails again and again`, as messages name it. */
  readonly what: string;
  readonly expected: string;
  readonly parts: readonly fail.Part[];
  /** Ways to hear of it beside an alarm on the metrics of the parts. */
  readonly told?: readonly Answer[];
  /** What led from the job to its parts. */
  readonly proof?: readonly Evidence[];
  /** Whether it happens at all. */
  readonly happens?: Tri;
}

export const batchQueueType = 'AWS::Batch::JobQueue';
export const glueJobType = 'AWS::Glue::Job';

/** The ways in which a job fails; none where they are those of the queue that it takes its work from. */
export function failuresOf(job: Resource): readonly Failure[] {
  if (job.type === triggers.queueType) return [failedMessage(job)];
  if (machineTypes.includes(job.type)) return fail.badEnds.map((end) => failedExecution(job, end));
  if (isFunction(job)) return failuresOfFunction(job);
  if (job.type === batchQueueType) return [failedRun(job, batchEvent(job))];
  if (job.type === glueJobType) return [failedRun(job, glueEvent(job))];
  return job.type === triggers.ruleType || job.type === triggers.scheduleType
    ? tasksOf(job)
    : [failedWork(job)];
}

function failedMessage(queue: Resource): Failure {
  const { environment } = queue.stack;
  const taken = triggers.consumersOf(queue).flatMap(({ fn, source }) => consuming(fn, source));
  const sinks = sinksOf(queue).filter(({ to }) => to.type === triggers.queueType && to !== queue);
  const hidden = environment.links(triggers.queueType, redriveTarget).openFrom(queue);
  const doubt = sinks.map(({ certain }) => certain).find(isUndecided);
  const where = `the dead-letter queue of ${queue.logicalId}`;
  return {
    what: 'a message that fails again and again',
    expected: 'expected an alarm on its dead-letter queue',
    proof: sinks.length > 0 ? [cite(queue, redriveTarget)] : [],
    parts: [fail.flowingQueue(queue), ...sinks.map((link) => filling(link, true)), ...taken],
    told: [
      ...(hidden !== undefined && sinks.length === 0
        ? [unknown(`${where} is not in the templates (${hidden}); verify its alarm`)]
        : []),
      ...(doubt ? [unknown(`${where} is not known (${doubt.why}); verify its alarm`)] : []),
    ],
  };
}

/** A function that takes the messages of a queue: where it may report what failed, it may end without an error. */
function consuming(fn: Resource, source: triggers.Source): readonly fail.Part[] {
  const { certain } = source;
  const reports = triggers.reportsFailures(source);
  if (!isUndecided(reports)) return [{ ...fail.failingConsumer(fn, reports), certain }];
  return [
    { ...fail.failingConsumer(fn, true), certain },
    { ...fail.failingConsumer(fn, false), certain: reports },
  ];
}

function filling({ to, certain }: Link, moved: boolean): fail.Part {
  return { ...fail.fillingSink(to, moved), certain };
}

function failedExecution(machine: Resource, end: fail.BadEnd): Failure {
  const { told, rules } = heardOf(machine.stack.environment, executionEvent(machine, end.status));
  return {
    what: end.failure,
    expected: `expected an alarm on ${end.metric}`,
    parts: [fail.failingMachine(machine, end), ...rules],
    told,
    happens: end.status === 'FAILED' || timesOut(machine),
  };
}

function failuresOfFunction(fn: Resource): readonly Failure[] {
  const sources = triggers.sourcesOf(fn);
  const shown = triggers.isStarted(fn);
  // One that nothing in the templates starts is said to be a job by its owners.
  const started = shown === false && sources.length === 0 ? true : shown;
  return [
    ...(started === false ? [] : [{ ...failedEvent(fn), happens: started }]),
    ...sources
      .filter((source) => !triggers.queueIn(source))
      .map((source) => ({ ...failedBatch(fn, source), happens: source.certain })),
  ];
}

/** An event at which a function fails, and which Lambda then tries again. */
function failedEvent(fn: Resource): Failure {
  const configs = triggers.invokeConfigsOf(fn);
  const left = [fn, ...configs.map(({ from }) => from)].flatMap((owner) => leftBy(owner, true));
  const { fewest, most } = retriesOf(fn, configs);
  const doubt = new Undecided(`how often ${fn.logicalId} is tried is not known`);
  return {
    what: 'an event at which it fails',
    expected: 'expected an alarm on its errors',
    parts: [
      fail.failingFunction(fn, fewest),
      ...(most > fewest ? [{ ...fail.failingFunction(fn, most), certain: doubt }] : []),
      ...left.flatMap(({ part }) => part ?? []),
    ],
    told: left.flatMap(({ told }) => told ?? []),
  };
}

/** How often Lambda tries again where nothing else is said. */
const usualRetries = 2;

function retriesOf(
  fn: Resource,
  configs: readonly Link[],
): { readonly fewest: number; readonly most: number } {
  const path = 'MaximumRetryAttempts';
  const own = { stated: fn.read(`EventInvokeConfig.${path}`), certain: true as Tri };
  const all = [own, ...configs.map(({ from, certain }) => ({ stated: from.read(path), certain }))];
  const possible = all.flatMap(({ stated, certain }) => {
    const values = alternatives(stated).map((value) => {
      if (value.kind === 'absent') return usualRetries;
      return value.kind === 'known' ? numeric(value.value) : 0;
    });
    return stated.kind === 'absent' ? [] : certain === true ? values : [...values, usualRetries];
  });
  const numbers = possible.length > 0 ? possible : [usualRetries];
  return { fewest: Math.min(...numbers), most: Math.max(...numbers) };
}

function failedBatch(fn: Resource, source: triggers.Source): Failure {
  const { owner, from } = source;
  const left = owner === fn ? [] : leftBy(owner, triggers.givesUp(source));
  const isOpen = from.kind !== 'absent' && show(from).includes(':sqs:');
  const elsewhere = `the queue of ${fn.logicalId} is not in the templates`;
  return {
    what: 'a batch of records that fails',
    expected: 'expected an alarm on its errors',
    parts: [...failingBatches(fn, source), ...left.flatMap(({ part }) => part ?? [])],
    told: [
      ...left.flatMap(({ told }) => told ?? []),
      ...(isOpen ? [unknown(`${elsewhere}; verify the alarm on its dead letters`)] : []),
    ],
  };
}

/** What shows least of a batch that fails and, where it is open how it is taken, what may show more. */
function failingBatches(fn: Resource, source: triggers.Source): readonly fail.Part[] {
  const reports = triggers.reportsFailures(source);
  const givesUp = triggers.givesUp(source);
  const least = fail.failingBatch(fn, { reports: reports !== false, givesUp: givesUp !== false });
  const doubt = [reports, givesUp].find(isUndecided);
  if (!doubt) return [least];
  const most = fail.failingBatch(fn, { reports: reports === true, givesUp: givesUp === true });
  return [least, { ...most, certain: doubt }];
}

/** What happens where a job leaves what it gave up: a queue fills, a topic tells whom it reaches. */
function leftBy(
  owner: Resource,
  givesUp: Tri,
): readonly { readonly part?: fail.Part; readonly told?: Answer }[] {
  return sinksOf(owner).map((link) => {
    const { to } = link;
    const certain = and([link.certain, givesUp]);
    if (to.type === triggers.queueType) return { part: filling({ ...link, certain }, false) };
    if (to.type === 'AWS::SNS::Topic') {
      const heard = isHeard(to, 'ticket');
      return { told: given(certain, { ...heard, evidence: [present(owner), ...heard.evidence] }) };
    }
    return {
      told: unknown(`${owner.logicalId} leaves it to ${to.logicalId}; verify that it tells a person`),
    };
  });
}

const rule = 'expected a rule that tells a person of its event';

/** A run of AWS Batch or AWS Glue: it shows as an event, or in the state machine that waits for it. */
function failedRun(job: Resource, event: JobEvent): Failure {
  const { told, rules } = heardOf(job.stack.environment, event);
  const machines = machinesWaitingFor(job).map(({ machine, certain }) => ({
    ...fail.failingMachine(machine, fail.badEnds[0]),
    certain,
  }));
  return {
    what: 'a run that fails',
    expected: rule,
    parts: [...machines, ...rules],
    told,
  };
}

function tasksOf(starter: Resource): readonly Failure[] {
  const path = starter.type === triggers.ruleType ? 'Targets.*' : 'Target';
  return starter
    .each(path)
    .flatMap(optionsOf)
    .filter(({ option }) => member(option, 'EcsParameters').kind !== 'absent')
    .map(({ option, certain }) => {
      const task = member(member(option, 'EcsParameters'), 'TaskDefinitionArn');
      const event = taskEvent(member(option, 'Arn'), task, starter);
      const { told, rules } = heardOf(starter.stack.environment, event);
      return {
        what: 'a task that ends with an error',
        expected: rule,
        parts: rules,
        told,
        happens: certain,
      };
    });
}

/** Servers that answer no requests: what they work on is their own, and so is what shows that it failed. */
function failedWork(worker: Resource): Failure {
  const seen = `${worker.logicalId} answers no requests, and its jobs show in no metric of AWS`;
  return {
    what: 'a job that fails',
    expected: 'expected an alarm on what it logs',
    parts: [],
    told: [unknown(`${seen}; verify that somebody hears when they fail`, present(worker))],
  };
}
