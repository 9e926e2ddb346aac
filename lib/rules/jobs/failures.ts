import type { Resource } from '../../model/resource';
import type { Tri } from '../../model/tri';
import type { Emission } from '../alarms/evaluation/samples';
import type { Situation, View } from '../alarms/situation';
import { failsAt, from, nothing, ones, onlyIn, type Shows, viewOf, zeros } from './world';

/** What the parts of a job show when it fails once, when all goes well, and when there is nothing to do. */
export interface Part {
  readonly resource: Resource;
  readonly failing: Shows;
  readonly working: Shows;
  /** Whether it certainly shows that, where that is not certain. */
  readonly certain?: Tri;
}

/** The situations in which an alarm must fire because a job failed, and those in which it must not. */
export function situationsOf(
  failure: string,
  parts: readonly Part[],
  firesWithin: number,
): readonly Situation[] {
  const view = (shows: (part: Part) => Shows, ofItsOwn: Emission): View =>
    viewOf(new Map(parts.map((part) => [part.resource, shows(part)])), ofItsOwn);
  return failureSituations(
    failure,
    view(({ failing }) => failing, ownFailure),
    view(({ working }) => working, zeros),
    view(() => ({}), nothing),
    firesWithin,
  );
}

const ownFailure = onlyIn(failsAt);

/** One failure, which an alarm must notice, among jobs that succeed and where there are none. */
export function failureSituations(
  failure: string,
  failing: View,
  working: View,
  idle: View,
  firesWithin: number,
): readonly Situation[] {
  return [
    { name: failure, world: failing, firesWithin },
    { name: 'jobs that succeed', world: working },
    { name: 'nothing to do', world: idle },
  ];
}

/** When Lambda tries an event again that fails: one minute later, then two. What fails is given up at the last. */
const attempts = [-3, -2, 0].map((before) => failsAt + before);

const invoked = { Invocations: ones, Errors: zeros, AsyncEventsReceived: ones };
const asynchronous = [0, 1, 2].map((retries): Shows => {
  const minutes = attempts.slice(-retries - 1);
  return { Invocations: onlyIn(...minutes), Errors: onlyIn(...minutes), AsyncEventsDropped: onlyIn(failsAt) };
});

/** A function that fails at an event, and at every retry. */
export function failingFunction(resource: Resource, retries: number): Part {
  return { resource, failing: asynchronous[retries] ?? asynchronous[0]!, working: invoked };
}

const received = { Invocations: ones, Errors: zeros, IteratorAge: zeros };
/** Tried every minute until the records expire, the oldest of which waits for longer and longer, in milliseconds. */
const stuck = {
  Invocations: ones,
  Errors: from(failsAt, () => 1),
  IteratorAge: from(failsAt, (minutes) => (minutes + 1) * 60_000),
};
const quietlyStuck = { ...stuck, Errors: zeros };
/** Tried three times and then given up. */
const tries = 3;
const givenUp = {
  Invocations: ones,
  Errors: from(failsAt - tries + 1, (minutes) => (minutes < tries ? 1 : 0)),
  IteratorAge: from(failsAt - tries + 1, (minutes) => (minutes < tries ? (minutes + 1) * 60_000 : 0)),
};
const quietlyGivenUp = { ...givenUp, Errors: zeros };

/** How a function takes a batch that fails. */
export interface BatchHandling {
  /** True where it reports the records that failed and ends without an error. */
  readonly reports: boolean;
  /** True where a batch is given up after some attempts, false where it is tried until it expires. */
  readonly givesUp: boolean;
}

/** A function that fails at a batch of records. */
export function failingBatch(resource: Resource, { reports, givesUp }: BatchHandling): Part {
  const failing = givesUp ? (reports ? quietlyGivenUp : givenUp) : reports ? quietlyStuck : stuck;
  return { resource, failing, working: received };
}

/** A function that gets a message which it cannot process, until its queue sets it aside. */
export function failingConsumer(resource: Resource, reports: boolean): Part {
  return { resource, failing: reports ? quietlyGivenUp : givenUp, working: received };
}

const arrived = from(failsAt, () => 1);
const filled = {
  ApproximateNumberOfMessagesVisible: arrived,
  ApproximateAgeOfOldestMessage: from(failsAt, (minutes) => (minutes + tries) * 60),
};
const empty = {
  ApproximateNumberOfMessagesVisible: zeros,
  ApproximateAgeOfOldestMessage: zeros,
  NumberOfMessagesSent: zeros,
};
const sentThere = { ...filled, NumberOfMessagesSent: onlyIn(failsAt) };

/** A queue in which what failed is left: SQS moves messages there without counting them as sent. */
export function fillingSink(resource: Resource, moved: boolean): Part {
  return {
    resource,
    failing: moved ? { ...filled, NumberOfMessagesSent: zeros } : sentThere,
    working: empty,
  };
}

const flowing = {
  ApproximateNumberOfMessagesVisible: from(-Infinity, () => 5),
  ApproximateNumberOfMessagesNotVisible: from(-Infinity, () => 5),
  ApproximateAgeOfOldestMessage: from(-Infinity, () => 30),
  NumberOfMessagesSent: from(-Infinity, () => 5),
  NumberOfMessagesReceived: from(-Infinity, () => 5),
  NumberOfMessagesDeleted: from(-Infinity, () => 5),
};

/** A queue of which one message fails, while others go through. */
export function flowingQueue(resource: Resource): Part {
  return { resource, failing: flowing, working: flowing };
}

const backlog = {
  ApproximateNumberOfMessagesVisible: from(0, (minutes) => 5 * (minutes + 1)),
  ApproximateAgeOfOldestMessage: from(0, (minutes) => 60 * (minutes + 1)),
  ApproximateNumberOfMessagesNotVisible: zeros,
  NumberOfMessagesSent: flowing.NumberOfMessagesSent,
  NumberOfMessagesReceived: zeros,
  NumberOfMessagesDeleted: zeros,
};

/** A queue from which nothing is taken any more. */
export function stalledQueue(resource: Resource): Part {
  return { resource, failing: backlog, working: flowing };
}

const executed = {
  ExecutionsStarted: ones,
  ExecutionsSucceeded: ones,
  ExecutionsFailed: zeros,
  ExecutionsTimedOut: zeros,
  ExecutionsAborted: zeros,
};

/** How an execution of a state machine may end that does not do its job. */
export const badEnds = [
  { metric: 'ExecutionsFailed', status: 'FAILED', failure: 'an execution that fails' },
  { metric: 'ExecutionsTimedOut', status: 'TIMED_OUT', failure: 'an execution that times out' },
] as const;
export type BadEnd = (typeof badEnds)[number];

const ended = new Map<string, Shows>(
  badEnds.map(({ metric }) => [
    metric,
    { ...executed, ExecutionsSucceeded: nothing, [metric]: onlyIn(failsAt) },
  ]),
);

/** A state machine of which one execution ends badly. */
export function failingMachine(resource: Resource, { metric }: BadEnd): Part {
  return { resource, failing: ended.get(metric)!, working: executed };
}

const matched = {
  MatchedEvents: onlyIn(failsAt),
  TriggeredRules: onlyIn(failsAt),
  Invocations: onlyIn(failsAt),
};

/** A rule that matches the event of a job that fails. */
export function matchingRule(resource: Resource): Part {
  return { resource, failing: matched, working: {} };
}
