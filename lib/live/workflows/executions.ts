import {
  DescribeStateMachineCommand,
  SFNClient,
  paginateListExecutions,
  type ExecutionListItem,
} from '@aws-sdk/client-sfn';
import { absent } from '../absent';
import { fail, unknown, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { ifFound } from '../call-failed';
import { firstOf, latestFirst } from '../latest';
import type { Target } from '../target';

/** What a state machine did lately. */
export interface Machine {
  readonly name: string;
  readonly created?: Date;
  /** Executions that have ended, the latest first. */
  readonly ended: readonly Ended[];
  /** When executions started, those that still run included. */
  readonly starts: readonly Date[];
  readonly seen: readonly Seen[];
}

/** An execution that has ended. */
export interface Ended {
  readonly status: string;
  readonly at: Date;
}

/** Executions that are looked at: Step Functions keeps those of 90 days, and a busy machine has thousands. */
const lookedAt = 100;

/** A state machine and its latest executions, or an answer where there is nothing to judge. */
export async function machineOf({ id: stateMachineArn }: Target, aws: Aws): Promise<Machine | Answer> {
  const client = aws.client(SFNClient);
  const name = stateMachineArn.split(':').pop() ?? stateMachineArn;
  // Without its definition, no key is needed to read a machine that is encrypted.
  const asked = new DescribeStateMachineCommand({ stateMachineArn, includedData: 'METADATA_ONLY' });
  const machine = await ifFound(client.send(asked), 'StateMachineDoesNotExist');
  if (!machine) return absent(`state machine ${name}`, 'states:DescribeStateMachine', aws);
  const { status = 'nothing', type, creationDate: created } = machine;
  const seen = [{ call: 'states:DescribeStateMachine', path: 'status', value: status }];
  if (status === 'DELETING') return fail(`state machine ${name} is being deleted`, seen);
  if (status !== 'ACTIVE') return unknown(`AWS does not say whether state machine ${name} is active`, seen);
  if (type !== 'STANDARD') {
    const metric = 'look at the metric ExecutionsFailed of AWS/States, or at its log group';
    return unknown(
      `state machine ${name} is ${type ?? 'of no type'} and AWS keeps no list of its runs; ${metric}`,
      seen,
    );
  }
  const pages = paginateListExecutions({ client }, { stateMachineArn });
  const executions = await firstOf(lookedAt, pages, (page) => page.executions);
  const ended = latestFirst(executions.flatMap(endedOf), ({ at }) => at);
  const starts = executions.flatMap(({ startDate }) => startDate ?? []);
  return { name, created, ended, starts, seen: [...seen, ...factsOf(ended)] };
}

function endedOf({ status, stopDate }: ExecutionListItem): readonly Ended[] {
  return status === undefined ||
    stopDate === undefined ||
    status === 'RUNNING' ||
    status === 'PENDING_REDRIVE'
    ? []
    : [{ status, at: stopDate }];
}

function factsOf(ended: readonly Ended[]): readonly Seen[] {
  return ended.slice(0, 1).map(({ status, at }) => ({
    call: 'states:ListExecutions',
    path: 'executions.0.status',
    value: `${status} ${at.toISOString()}`,
  }));
}
