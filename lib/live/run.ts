import { unknown, type Answer, type Seen } from './answer';
import type { Aws } from './aws';
import { CallFailed } from './call-failed';
import { inParallel } from './parallel';
import type { Probe } from './probe';
import { withActions } from './session';
import type { Location, Target } from './target';

/** A probe, and what it is asked about. */
export interface Question {
  readonly probe: Probe;
  readonly target: Target;
}

/** What an account answered to one question. */
export interface Reply extends Question {
  readonly answer: Answer;
  /** ISO 8601, in UTC. */
  readonly at: string;
}

/** How questions are put. */
export interface RunOptions {
  readonly aws: (location: Location) => Aws;
  readonly clock: () => Date;
  readonly signal?: AbortSignal;
  /** Told before each question, and the how manieth it is. */
  readonly onQuestion?: (question: Question, count: number) => void;
}

/** Replies to questions in their order, whatever the order in which they came, and the first fault of ours. */
export interface Run {
  readonly replies: readonly Reply[];
  readonly fault?: Error;
}

/** Puts every question. A call that fails makes its own question unknown and no other; so does an interruption. */
export async function run(questions: readonly Question[], options: RunOptions): Promise<Run> {
  const faults: Error[] = [];
  let asked = 0;
  const replies = await inParallel(questions, async (question) => {
    options.onQuestion?.(question, ++asked);
    const answer = await answerTo(question, options, faults);
    return { ...question, answer, at: options.clock().toISOString() };
  });
  return { replies, fault: faults[0] };
}

async function answerTo(
  { probe, target }: Question,
  { aws, signal }: RunOptions,
  faults: Error[],
): Promise<Answer> {
  if (signal?.aborted) return unknown('it was not asked: the run was interrupted before; run verify again');
  try {
    return await withActions(probe.actions, () => probe.ask()(target, aws(target)));
  } catch (error) {
    if (error instanceof CallFailed) return unanswered(error);
    const fault = error instanceof Error ? error : new Error(String(error));
    faults.push(fault);
    return unknown(`it could not be judged, by a fault of cdk-readiness: ${fault.message}`);
  }
}

/** What a call without an answer leaves open, and what would close it. */
function unanswered({ action, code, failure, message }: CallFailed): Answer {
  const seen: readonly Seen[] = [{ call: action, path: 'error', value: code }];
  return unknown(`${message}; ${remedies[failure]}`, seen);
}

const remedies: Readonly<Record<CallFailed['failure'], string>> = {
  denied: 'allow it (cdk-readiness verify --print-policy prints all that is needed) and run verify again',
  throttled: 'run verify again when less is going on in the account',
  credentials: 'log in again and run verify again',
  unreachable: 'check the connection, and whether the region is enabled, and run verify again',
  interrupted: 'run verify again',
  refused: 'see what the service says of this call, and run verify again',
};
