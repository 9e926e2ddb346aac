import type { DescribeStateMachineOutput, ExecutionListItem, ExecutionStatus } from '@aws-sdk/client-sfn';
import { workflowProbes } from '../../../lib/live/probes/workflows';
import { now } from '../account';
import { testProbes, type ProbeCase, type ProbeCases } from '../asking';
import { serviceError, type Answers } from '../service';

const stateMachineArn = 'arn:aws:states:eu-west-1:123456789012:stateMachine:nightly';
const target = { type: 'AWS::StepFunctions::StateMachine', id: stateMachineArn };
const when = (name: string, answers: Answers, message: string): ProbeCase => ({ name, answers, message });

const hour = 3_600_000;
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * hour);

/** An execution that began so many hours ago and took half an hour. */
function began(hours: number, status: ExecutionStatus = 'SUCCEEDED'): ExecutionListItem {
  const ended = status === 'RUNNING' ? undefined : hoursAgo(hours - 0.5);
  const name = String(hours);
  return { executionArn: name, stateMachineArn, name, status, startDate: hoursAgo(hours), stopDate: ended };
}

function machineIs(change: Partial<DescribeStateMachineOutput>): Answers {
  const machine = {
    stateMachineArn,
    name: 'nightly',
    creationDate: hoursAgo(1000),
    type: 'STANDARD' as const,
  };
  return { 'states:DescribeStateMachine': { ...machine, status: 'ACTIVE', ...change } };
}

/** An active machine with its executions, two of them on a page. */
function ran(...executions: readonly ExecutionListItem[]): Answers {
  return {
    ...machineIs({}),
    'states:ListExecutions': ({ nextToken = '0' }) => {
      const end = Number(nextToken) + 2;
      const page = executions.slice(end - 2, end);
      return end < executions.length ? { executions: page, nextToken: String(end) } : { executions: page };
    },
  };
}

const nights = (latest: number): readonly ExecutionListItem[] =>
  [0, 1, 2, 3, 4, 5].map((night) => began(latest + 24 * night));
const succeeded = 'state machine nightly SUCCEEDED at 2026-03-01 10:30 UTC, 90 minutes ago';
const failed = (status: string): string =>
  `state machine nightly ${status} at 2026-03-01 10:30 UTC, 90 minutes ago, expected SUCCEEDED`;

/** What is asked first of every machine. */
const anyMachine: Required<Pick<ProbeCases, 'fail' | 'unknown'>> = {
  fail: [
    when(
      'no such machine',
      { 'states:DescribeStateMachine': serviceError('StateMachineDoesNotExist') },
      'state machine nightly does not exist in eu-west-1',
    ),
    when('being deleted', machineIs({ status: 'DELETING' }), 'state machine nightly is being deleted'),
    when('failed', ran(began(2, 'FAILED')), failed('FAILED')),
    when('timed out', ran(began(2, 'TIMED_OUT')), failed('TIMED_OUT')),
    when('stopped by somebody', ran(began(2, 'ABORTED')), failed('ABORTED')),
    when(
      'failed after success',
      ran(began(2, 'FAILED'), began(3), began(4, 'TIMED_OUT')),
      'state machine nightly FAILED at 2026-03-01 10:30 UTC, 90 minutes ago (2 of its last 3 runs did not succeed), expected SUCCEEDED',
    ),
    when('failed, and runs again', ran(began(1, 'RUNNING'), began(2, 'FAILED')), failed('FAILED')),
  ],
  unknown: [
    when(
      'no status',
      machineIs({ status: undefined }),
      'AWS does not say whether state machine nightly is active',
    ),
    when(
      'express',
      machineIs({ type: 'EXPRESS' }),
      'state machine nightly is EXPRESS and AWS keeps no list of its runs; look at the metric ExecutionsFailed of AWS/States, or at its log group',
    ),
    when(
      'no type',
      machineIs({ type: undefined }),
      'state machine nightly is of no type and AWS keeps no list of its runs; look at the metric ExecutionsFailed of AWS/States, or at its log group',
    ),
    when(
      'never',
      ran(),
      'state machine nightly has not run in the last 90 days; start it once to see that it works',
    ),
    when(
      'no list',
      { ...machineIs({}), 'states:ListExecutions': {} },
      'state machine nightly has not run in the last 90 days; start it once to see that it works',
    ),
    when(
      'in its first run',
      ran(began(2, 'RUNNING')),
      'state machine nightly is still in its first run, since 2026-03-01 10:00 UTC; ask again when it has ended',
    ),
  ],
};

const jobs: ProbeCases = {
  target,
  pass: [
    when('once', ran(began(2)), succeeded),
    when('success that ended last is the latest', ran(began(3, 'FAILED'), began(2)), succeeded),
    when('every night', ran(...nights(2)), succeeded),
    when(
      'every night, and one left out',
      ran(...nights(47)),
      'state machine nightly SUCCEEDED at 2026-02-27 13:30 UTC, 46 hours ago',
    ),
    when(
      'by events, which ceased a week ago',
      ran(...[0, 1, 3, 7, 8, 12].map((later) => began(168 + later))),
      'state machine nightly SUCCEEDED at 2026-02-22 12:30 UTC, 6 days ago',
    ),
    when(
      'too few to be a schedule',
      ran(began(168), began(192), began(216)),
      'state machine nightly SUCCEEDED at 2026-02-22 12:30 UTC, 6 days ago',
    ),
    when('the next run under way', ran(began(1, 'RUNNING'), began(2)), succeeded),
  ],
  fail: [
    ...anyMachine.fail,
    when(
      'every night until three days ago',
      ran(...nights(72)),
      'state machine nightly SUCCEEDED at 2026-02-26 12:30 UTC, 71 hours ago; it ran every 24 hours until 2026-02-26 12:00 UTC, and not since: is its schedule switched off?',
    ),
  ],
  unknown: anyMachine.unknown,
};

const migrations: ProbeCases = {
  target,
  pass: [
    when('just now', ran(began(2), began(3, 'FAILED')), succeeded),
    when(
      'three days ago',
      ran(began(72.5)),
      'state machine nightly SUCCEEDED at 2026-02-26 12:00 UTC, 3 days ago',
    ),
  ],
  fail: anyMachine.fail,
  unknown: [
    ...anyMachine.unknown,
    when(
      'of another deployment',
      ran(began(73)),
      'state machine nightly SUCCEEDED at 2026-02-26 11:30 UTC, 3 days ago, and a migration of this deployment is at most 72 hours old; run it, or attest that there is none',
    ),
  ],
};

const archiving: ProbeCases = {
  target,
  pass: [
    when(
      'within a month',
      ran(began(34 * 24)),
      'state machine nightly SUCCEEDED at 2026-01-26 12:30 UTC, 33 days ago',
    ),
  ],
  fail: [
    ...anyMachine.fail,
    when(
      'longer ago',
      ran(began(36 * 24)),
      'state machine nightly SUCCEEDED at 2026-01-24 12:30 UTC, 35 days ago, expected a run within 35 days',
    ),
  ],
  unknown: anyMachine.unknown,
};

testProbes(workflowProbes, {
  'POST3.workflow': jobs,
  'MIGR2.workflow': migrations,
  'MIGR3.workflow': migrations,
  'MIGR4.workflow': migrations,
  'MOPERF4.workflow': archiving,
});
