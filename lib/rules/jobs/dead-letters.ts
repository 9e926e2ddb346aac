import type { Link } from '../../model/links';
import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { show, whyNotKnown, type Value } from '../../model/value';
import { cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay } from '../either-way';
import { isTrue, numberAt, test } from '../reading';
import { queueType } from './triggers';

const redrive = 'RedrivePolicy';
export const redriveTarget = `${redrive}.deadLetterTargetArn`;

/** Properties that name where something leaves what it gave up. */
const givenUp = [
  [queueType, redriveTarget],
  ['AWS::Lambda::Function', 'DeadLetterConfig.TargetArn'],
  ['AWS::Lambda::EventInvokeConfig', 'DestinationConfig.OnFailure.Destination'],
  ['AWS::Lambda::EventSourceMapping', 'DestinationConfig.OnFailure.Destination'],
  ['AWS::Serverless::Function', 'DeadLetterQueue.TargetArn'],
  ['AWS::Serverless::Function', 'EventInvokeConfig.DestinationConfig.OnFailure.Destination'],
  ['AWS::Events::EventBus', 'DeadLetterConfig.Arn'],
  ['AWS::Events::Rule', 'Targets.*.DeadLetterConfig.Arn'],
  ['AWS::Scheduler::Schedule', 'Target.DeadLetterConfig.Arn'],
  ['AWS::SNS::Subscription', `${redrive}.deadLetterTargetArn`],
] as const;

/** What leaves in a queue, or sends to a topic, that which it gave up. */
export function leftIn(sink: Resource): readonly Link[] {
  return givenUp.flatMap(([type, path]) => sink.stack.environment.links(type, path).to(sink));
}

/** The queues and topics in which something leaves what it gave up. */
export function sinksOf(resource: Resource): readonly Link[] {
  return givenUp
    .filter(([type]) => type === resource.type)
    .flatMap(([type, path]) => resource.stack.environment.links(type, path).from(resource));
}

/** A name by which people know a queue for dead letters, wired or not. */
const deadLetterName = /dead.?letter|dlq/i;

/** Whether a queue is there for what others gave up. */
export function isForDeadLetters(queue: Resource): boolean {
  const names = [queue.logicalId, show(queue.read('QueueName'))];
  return names.some((name) => deadLetterName.test(name)) || leftIn(queue).some(({ from }) => from !== queue);
}

const expected = 'expected a dead-letter queue';

/** Whether a queue sets aside the messages that fail again and again. */
export function setsAside(queue: Resource): Answer {
  return eitherWay(queue.read(redrive), (policy) => {
    const proof = cite(queue, redrive, policy);
    if (policy.kind === 'absent')
      return no(
        `${redrive} is not set, so a message that fails comes back until it expires, ${expected}`,
        proof,
      );
    if (policy.kind !== 'map') {
      const why = whyNotKnown(policy) ?? 'it is a text';
      return unknown(`${redrive} cannot be read (${why}), ${expected}`, proof);
    }
    return eitherWay(member(policy, 'deadLetterTargetArn'), (arn) => leadsToQueue(queue, arn));
  });
}

function leadsToQueue(queue: Resource, arn: Value): Answer {
  const proof = cite(queue, redriveTarget, arn);
  if (arn.kind === 'absent') return no(`${redriveTarget} is not set, ${expected}`, proof);
  const { resources, open } = targetOf(arn, queue.stack);
  const [target] = resources;
  if (!target) {
    const why = open ?? 'it is no queue';
    return unknown(
      `${redrive} leads to ${show(arn)} (${why}); verify that it is a queue that alarms watch`,
      proof,
    );
  }
  if (target === queue) return no(`${redrive} leads to the queue itself, expected another one`, proof);
  if (target.type !== queueType)
    return no(`${redrive} leads to ${target.logicalId}, which is no queue, ${expected}`, proof);
  return given(target.exists, yes(`${redrive} leads to ${target.logicalId}`, proof, present(target)));
}

/** Seconds for which a queue keeps a message that nobody deletes, where nothing is stated. */
const defaultRetention = 4 * 24 * 60 * 60;
const retention = 'MessageRetentionPeriod';

/** Whether what a queue sets aside is kept longer than it keeps messages itself; their age counts from the first queue. */
export function keepsLonger(queue: Resource): Answer | undefined {
  const target = sinksOf(queue).find(({ to }) => to.type === queueType && to !== queue)?.to;
  // A queue that keeps the order starts to count anew.
  if (!target || test(queue.read('FifoQueue'), false, isTrue) !== false) return undefined;
  const own = numberAt(queue, retention, defaultRetention);
  const kept = numberAt(target, retention, defaultRetention);
  const proof = [cite(queue, retention), cite(target, retention)];
  const seen = `${target.logicalId} keeps messages`;
  if (own === undefined || kept === undefined)
    return unknown(`how long ${seen} is not known, expected longer than ${queue.logicalId}`, ...proof);
  const days = (seconds: number): string => `${Math.round(seconds / 864) / 100} days`;
  const message = `${seen} for ${days(kept)}, and their age counts from ${queue.logicalId}, which keeps them for`;
  return kept > own
    ? yes(`${message} ${days(own)}`, ...proof)
    : no(`${message} ${days(own)}, expected longer`, ...proof);
}
