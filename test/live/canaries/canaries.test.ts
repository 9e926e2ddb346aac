import type { Canary, CanaryRun, CanaryRunState, CanaryState } from '@aws-sdk/client-synthetics';
import { canaryProbes } from '../../../lib/live/probes/canaries';
import { testProbes, type ProbeCase, type ProbeCases } from '../asking';
import { inTurn, serviceError, type Answers } from '../service';

const when = (name: string, answers: Answers, message: string): ProbeCase => ({ name, answers, message });

/** A run that started at a time of the day before noon and took a minute. */
function run(time: string, State: CanaryRunState = 'PASSED', change: Partial<CanaryRun> = {}): CanaryRun {
  const Started = new Date(`2026-03-01T${time}:00Z`);
  const Completed = State === 'RUNNING' ? undefined : new Date(Started.getTime() + 60_000);
  return { Id: time, Name: 'shop', Status: { State }, Timeline: { Started, Completed }, ...change };
}

const everyFive = { Expression: 'rate(5 minutes)' };
const hourly = { Expression: 'cron(0 * * * ? *)' };
const good = [run('11:58'), run('11:53')];

/** A canary that runs, with its runs as they are listed; the latest of them is told by itself, too. */
function runsAre(
  runs: readonly CanaryRun[],
  change: Canary = {},
  LastRun: CanaryRun | undefined = runs[0],
): Answers {
  return {
    'synthetics:GetCanary': {
      Canary: { Name: 'shop', Status: { State: 'RUNNING' }, Schedule: everyFive, ...change },
    },
    'synthetics:DescribeCanariesLastRun': {
      CanariesLastRun: LastRun ? [{ CanaryName: 'shop', LastRun }] : [],
    },
    'synthetics:GetCanaryRuns': { CanaryRuns: [...runs] },
  };
}

function stateIs(State?: CanaryState, change: Canary = {}): Answers {
  return { 'synthetics:GetCanary': { Canary: { Name: 'shop', Status: { State }, ...change } } };
}

const passedTwice = 'canary shop passed its last 2 runs, the latest at 2026-03-01 11:59 UTC, 1 minute ago';
const late = (moment: string, pause: string): string =>
  `canary shop passed at ${moment}, and has not run since though it is RUNNING; expected a run every ${pause}`;
const noSchedule = (schedule: string): string =>
  `canary shop passed at 2026-03-01 11:59 UTC, 1 minute ago, but ${schedule} does not say whether it should have run since; start it again`;
const unfinished = 'canary shop has not finished a run yet; ask again when it has';

const cases: ProbeCases = {
  target: { type: 'AWS::Synthetics::Canary', id: 'shop' },
  pass: [
    when('two runs', runsAre(good), passedTwice),
    when('runs in no order', runsAre([run('11:48', 'FAILED'), run('11:53'), run('11:58')]), passedTwice),
    when('the last run in no list', runsAre([run('11:53')], {}, run('11:58')), passedTwice),
    when('no last run', { ...runsAre(good), 'synthetics:DescribeCanariesLastRun': {} }, passedTwice),
    when(
      'the last run of another canary',
      {
        ...runsAre(good),
        'synthetics:DescribeCanariesLastRun': {
          CanariesLastRun: [{ CanaryName: 'shop-2', LastRun: run('11:59', 'FAILED') }],
        },
      },
      passedTwice,
    ),
    when(
      'runs on several pages',
      {
        ...runsAre(good),
        'synthetics:GetCanaryRuns': inTurn(
          { CanaryRuns: [good[0]!], NextToken: 'next' },
          { CanaryRuns: [good[1]!] },
        ),
      },
      passedTwice,
    ),
    when('a run that is under way', runsAre([run('11:59', 'RUNNING'), ...good]), passedTwice),
    when(
      'two runs of an hour',
      runsAre([run('11:00'), run('10:00')], { Schedule: { Expression: 'rate(1 hour)' } }),
      'canary shop passed its last 2 runs, the latest at 2026-03-01 11:01 UTC, 59 minutes ago',
    ),
    when(
      'times of a cron expression',
      runsAre([run('10:00'), run('09:00'), run('08:00')], { Schedule: hourly }),
      'canary shop passed its last 3 runs, the latest at 2026-03-01 10:01 UTC, 119 minutes ago',
    ),
    when(
      'the oldest run that is not late',
      runsAre([run('11:44'), run('11:39')]),
      'canary shop passed its last 2 runs, the latest at 2026-03-01 11:45 UTC, 15 minutes ago',
    ),
    when(
      'a run that may take long',
      runsAre([run('11:39'), run('11:34')], { RunConfig: { TimeoutInSeconds: 300 } }),
      'canary shop passed its last 2 runs, the latest at 2026-03-01 11:40 UTC, 20 minutes ago',
    ),
  ],
  fail: [
    when(
      'no such canary',
      { 'synthetics:GetCanary': serviceError('ResourceNotFoundException', 'gone', 404) },
      'canary shop does not exist in eu-west-1',
    ),
    when('never started', stateIs('READY'), 'canary shop was never started; expected it to run'),
    when(
      'stopped',
      stateIs('STOPPED', { Timeline: { LastStarted: new Date('2026-02-27T08:00:00Z') } }),
      'canary shop is stopped, it ran last at 2026-02-27 08:00 UTC; expected it to run',
    ),
    when('being stopped', stateIs('STOPPING'), 'canary shop is being stopped; expected it to run'),
    when('being deleted', stateIs('DELETING'), 'canary shop is being deleted; expected it to run'),
    when(
      'an error',
      stateIs('ERROR', { Status: { State: 'ERROR', StateReasonCode: 'CREATE_FAILED' } }),
      'canary shop is in state ERROR (CREATE_FAILED); expected it to run',
    ),
    when(
      'the latest run failed',
      runsAre([
        run('11:58', 'FAILED', { Status: { State: 'FAILED', StateReasonCode: 'CANARY_FAILURE' } }),
        run('11:53'),
      ]),
      'canary shop failed (CANARY_FAILURE) at 2026-03-01 11:59 UTC, 1 minute ago, it passed last at 2026-03-01 11:53 UTC',
    ),
    when(
      'all runs failed',
      runsAre([run('11:58', 'FAILED'), run('11:53', 'FAILED')]),
      'canary shop failed at 2026-03-01 11:59 UTC, 1 minute ago, and passed in none of the runs before',
    ),
    when(
      'the last run failed and is in no list yet',
      runsAre(good, {}, run('11:59', 'FAILED')),
      'canary shop failed at 2026-03-01 12:00 UTC, less than a minute ago, it passed last at 2026-03-01 11:58 UTC',
    ),
    when(
      'a run under way after one that failed',
      runsAre([run('11:59', 'RUNNING'), run('11:54', 'FAILED'), run('11:49')]),
      'canary shop failed at 2026-03-01 11:55 UTC, 5 minutes ago, it passed last at 2026-03-01 11:49 UTC',
    ),
    when(
      'no run since',
      runsAre([run('11:43'), run('11:38')]),
      late('2026-03-01 11:44 UTC, 16 minutes ago', '5 minutes'),
    ),
    when(
      'a run that never ends',
      runsAre([run('11:30', 'RUNNING'), run('11:25'), run('11:20')]),
      late('2026-03-01 11:26 UTC, 34 minutes ago', '5 minutes'),
    ),
    when(
      'no run since, by a cron expression',
      runsAre([run('08:00'), run('07:00'), run('06:00')], { Schedule: hourly }),
      late('2026-03-01 08:01 UTC, 3 hours ago', '60 minutes'),
    ),
  ],
  unknown: [
    ...(['CREATING', 'STARTING', 'UPDATING'] as const).map((state) =>
      when(state, stateIs(state), `canary shop: it is ${state}; ask again when it is RUNNING`),
    ),
    when(
      'no state',
      stateIs(),
      'canary shop: AWS does not say whether it runs; ask again when it is RUNNING',
    ),
    when('no run', runsAre([]), unfinished),
    when('the first run under way', runsAre([run('11:59', 'RUNNING')]), unfinished),
    when(
      'runs in no state',
      runsAre([run('11:58', 'PASSED', { Status: {} }), run('11:53', 'PASSED', { Status: undefined })]),
      unfinished,
    ),
    when('runs without a time', runsAre([run('11:58', 'PASSED', { Timeline: undefined })]), unfinished),
    when(
      'the first run',
      runsAre([run('11:58')]),
      'canary shop passed at 2026-03-01 11:59 UTC and has no other run yet, expected 2 in a row; ask again after its next run',
    ),
    when(
      'a run that failed before',
      runsAre([run('11:58'), run('11:53', 'FAILED'), run('11:48')]),
      'canary shop passed at 2026-03-01 11:59 UTC and failed before, expected 2 in a row; ask again after its next run',
    ),
    when(
      'a canary that runs once',
      runsAre(good, { Schedule: { Expression: 'rate(0 minute)' } }),
      noSchedule('rate(0 minute)'),
    ),
    when(
      'no schedule',
      runsAre(good, { Schedule: undefined }),
      noSchedule('a schedule that AWS does not tell'),
    ),
    when(
      'too few runs of a cron expression',
      runsAre(good, { Schedule: hourly }),
      noSchedule('cron(0 * * * ? *)'),
    ),
  ],
};

const [first, ...others] = canaryProbes;

testProbes([first!], { [first!.id]: cases });

test.each(others.map((probe) => [probe.id, probe] as const))('%s asks the same', (_id, { actions, ask }) => {
  expect(ask()).toBe(first!.ask());
  expect(actions).toEqual(first!.actions);
});
