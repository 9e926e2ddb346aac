import type { ItemId } from '../../checklist';
import { probes, type Probe } from '../probe';

const types = ['AWS::StepFunctions::StateMachine'];
const runs = (): typeof import('../workflows/runs') =>
  require('../workflows/runs') as typeof import('../workflows/runs');

const common = {
  severity: 'error',
  fix: 'Read why its last run failed (aws stepfunctions list-executions --state-machine-arn ARN), and start it again.',
  docs: 'https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html',
  actions: ['states:DescribeStateMachine', 'states:ListExecutions'],
} as const;

const migrations: readonly (readonly [ItemId, string])[] = [
  ['MIGR2', 'the migration'],
  ['MIGR3', 'the integrity checks'],
  ['MIGR4', 'the update of the indexes'],
];

/** Questions about state machines of Step Functions. */
export const workflowProbes = probes(
  {
    ...common,
    id: 'POST3.workflow',
    title: 'State machine of a job succeeded in its last run',
    why: 'A job that fails at night, or whose schedule was left switched off, is found by the customer who waits for it.',
    about: { of: 'role', role: 'jobs', types },
    ask: () => runs().runsAsUsual,
  },
  ...migrations.map(([item, what]): Probe => ({
    ...common,
    id: `${item}.workflow`,
    title: `State machine of ${what} succeeded in this deployment`,
    why: 'New code over a schema of yesterday fails at the first request that needs the difference.',
    about: { of: 'proof', types },
    ask: () => runs().migrated,
  })),
  {
    ...common,
    id: 'MOPERF4.workflow',
    title: 'State machine that archives data succeeded within a month',
    why: 'Tables that nobody archives grow until backups, migrations and queries no longer fit their windows.',
    about: { of: 'proof', types },
    ask: () => runs().archived,
  },
);
