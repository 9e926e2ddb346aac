import {
  DescribeCanariesLastRunCommand,
  GetCanaryCommand,
  SyntheticsClient,
  paginateGetCanaryRuns,
  type Canary,
  type CanaryRun,
} from '@aws-sdk/client-synthetics';
import { canaries } from '../../checklist/thresholds';
import { absent } from '../absent';
import { age, ago, at, minutes, span } from '../ages';
import { fail, pass, unknown, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { ifFound } from '../call-failed';
import { firstOf, latestFirst } from '../latest';
import type { Target } from '../target';
import { pauseOf } from './schedule';

/** Runs that are looked at: enough to see at which times a canary runs. */
const lookedAt = 20;

/** Whether a canary runs, and what it asks for answered in its latest runs. */
export async function isPassing({ id: Name }: Target, aws: Aws): Promise<Answer> {
  const client = aws.client(SyntheticsClient);
  const found = await ifFound(client.send(new GetCanaryCommand({ Name })), 'ResourceNotFoundException');
  const canary = found?.Canary;
  if (!canary) return absent(`canary ${Name}`, 'synthetics:GetCanary', aws);
  const stopped = notRunning(canary, Name);
  if (stopped) return stopped;
  const runs = await latestRuns(Name, aws);
  return judgeRuns(canary, Name, runs, aws.now);
}

const meanings: Readonly<Record<string, string>> = {
  READY: 'was never started',
  STOPPED: 'is stopped',
  STOPPING: 'is being stopped',
  DELETING: 'is being deleted',
  ERROR: 'is in state ERROR',
};

/** An answer where a canary does not run now; undefined where it does. */
function notRunning({ Status, Timeline }: Canary, name: string): Answer | undefined {
  const state = Status?.State;
  if (state === 'RUNNING') return undefined;
  const seen = [{ call: 'synthetics:GetCanary', path: 'Status.State', value: state ?? 'nothing' }];
  const meaning = state === undefined ? undefined : meanings[state];
  if (meaning === undefined) {
    const now = state === undefined ? 'AWS does not say whether it runs' : `it is ${state}`;
    return unknown(`canary ${name}: ${now}; ask again when it is RUNNING`, seen);
  }
  const last = Timeline?.LastStarted ? `, it ran last at ${at(Timeline.LastStarted)}` : '';
  const why = Status?.StateReasonCode ? ` (${Status.StateReasonCode})` : '';
  return fail(`canary ${name} ${meaning}${why}${last}; expected it to run`, seen);
}

/** The latest runs; the very last is asked for by itself, since the order of the others is not documented. */
async function latestRuns(Name: string, aws: Aws): Promise<readonly CanaryRun[]> {
  const client = aws.client(SyntheticsClient);
  const [last, others] = await Promise.all([
    client.send(new DescribeCanariesLastRunCommand({ Names: [Name] })),
    firstOf(lookedAt, paginateGetCanaryRuns({ client }, { Name }), (page) => page.CanaryRuns),
  ]);
  const sole = last.CanariesLastRun?.find(({ CanaryName }) => CanaryName === Name)?.LastRun;
  const runs = sole && others.every(({ Id }) => Id !== sole.Id) ? [sole, ...others] : others;
  return latestFirst(runs, startOf);
}

function judgeRuns(canary: Canary, name: string, runs: readonly CanaryRun[], now: Date): Answer {
  const ended = runs.filter(({ Status }) => Status?.State === 'PASSED' || Status?.State === 'FAILED');
  const [last, ...earlier] = ended;
  const when = last && (last.Timeline?.Completed ?? startOf(last));
  const seen = factsOf(ended.slice(0, canaries.passes));
  if (!last || !when)
    return unknown(`canary ${name} has not finished a run yet; ask again when it has`, seen);
  if (last.Status?.State === 'FAILED') {
    const why = last.Status.StateReasonCode ? ` (${last.Status.StateReasonCode})` : '';
    return fail(`canary ${name} failed${why} at ${ago(when, now)}${lastPass(earlier)}`, seen);
  }
  const stale = isLate(canary, name, runs, when, now, seen);
  if (stale) return stale;
  const passes = ended.findIndex(({ Status }) => Status?.State !== 'PASSED');
  const inARow = passes < 0 ? ended.length : passes;
  if (inARow >= canaries.passes)
    return pass(`canary ${name} passed its last ${inARow} runs, the latest at ${ago(when, now)}`, seen);
  const before = ended.length > inARow ? 'failed before' : 'has no other run yet';
  const needed = `expected ${canaries.passes} in a row; ask again after its next run`;
  return unknown(`canary ${name} passed at ${at(when)} and ${before}, ${needed}`, seen);
}

function lastPass(earlier: readonly CanaryRun[]): string {
  const passed = earlier.find(({ Status }) => Status?.State === 'PASSED');
  const when = passed && startOf(passed);
  return when ? `, it passed last at ${at(when)}` : ', and passed in none of the runs before';
}

/** An answer where the latest run is older than the schedule allows, or the schedule does not tell; else undefined. */
function isLate(
  { Schedule, RunConfig }: Canary,
  name: string,
  runs: readonly CanaryRun[],
  when: Date,
  now: Date,
  seen: readonly Seen[],
): Answer | undefined {
  const pause = pauseOf(
    Schedule?.Expression,
    runs.flatMap((run) => startOf(run) ?? []),
  );
  const passed = `canary ${name} passed at ${ago(when, now)}`;
  if (pause === undefined) {
    const schedule = Schedule?.Expression ?? 'a schedule that AWS does not tell';
    return unknown(
      `${passed}, but ${schedule} does not say whether it should have run since; start it again`,
      seen,
    );
  }
  const bound =
    canaries.missedRuns * pause + (RunConfig?.TimeoutInSeconds ?? 0) * 1000 + minutes(canaries.delayMinutes);
  if (age(when, now) <= bound) return undefined;
  return fail(
    `${passed}, and has not run since though it is RUNNING; expected a run every ${span(pause)}`,
    seen,
  );
}

function startOf({ Timeline }: CanaryRun): Date | undefined {
  return Timeline?.Started ?? Timeline?.Completed;
}

function factsOf(runs: readonly CanaryRun[]): readonly Seen[] {
  return runs.map((run, index) => ({
    call: 'synthetics:GetCanaryRuns',
    path: `CanaryRuns.${index}.Status.State`,
    value: `${run.Status?.State} ${startOf(run)?.toISOString() ?? ''}`.trim(),
  }));
}
