import type { Answer } from '../../lib/live/answer';
import type { Aws } from '../../lib/live/aws';
import type { Ask, Probe } from '../../lib/live/probe';
import type { Target } from '../../lib/live/target';
import { account, now, region } from './account';
import { startService, type Answers } from './service';

/** What an account says about a target; account and region are those of the account if not given. */
export function answerOf(
  ask: Ask,
  target: Pick<Target, 'type' | 'id'> & Partial<Target>,
  aws: Aws,
): Promise<Answer> {
  return ask({ account: aws.account, region: aws.region, ...target }, aws);
}

/** What a service answers, what is asked about, and what must come out. */
export interface ProbeCase {
  readonly name: string;
  readonly answers: Answers;
  /** What differs from the target of the table. */
  readonly target?: Partial<Target>;
  /** Time of the run. */
  readonly now?: Date;
  /** The message, word for word. */
  readonly message: string;
}

/** Cases of one probe, by outcome, about one target unless a case names another. */
export interface ProbeCases {
  readonly target: Pick<Target, 'type' | 'id'> & Partial<Target>;
  readonly pass: readonly ProbeCase[];
  readonly fail: readonly ProbeCase[];
  readonly unknown?: readonly ProbeCase[];
  readonly notApplicable?: readonly ProbeCase[];
}

const outcomes = ['pass', 'fail', 'unknown', 'notApplicable'] as const;

/**
 * Runs the cases of probes as tests, and holds each probe to the actions that it declares: it makes no other call,
 * and its cases make every one of them. Every probe of the list must have cases.
 */
export function testProbes(list: readonly Probe[], table: Readonly<Record<string, ProbeCases>>): void {
  test('every probe has cases', () => {
    expect(Object.keys(table).sort()).toEqual(list.map(({ id }) => id).sort());
  });
  for (const probe of list) {
    const cases = table[probe.id];
    if (cases) describe(probe.id, () => testProbe(probe, cases));
  }
}

function testProbe(probe: Probe, cases: ProbeCases): void {
  const made = new Set<string>();
  for (const outcome of outcomes) {
    for (const each of cases[outcome] ?? []) {
      test(`${outcome}: ${each.name}`, async () => {
        const service = await startService(each.answers);
        try {
          const target = { account, region, ...cases.target, ...each.target };
          const answer = await answerOf(probe.ask(), target, service.aws(target.region, each.now ?? now));
          expect([answer.outcome, answer.message]).toEqual([outcome, each.message]);
          if (outcome === 'pass') expect(answer.seen).not.toEqual([]);
        } finally {
          for (const { action } of service.calls) made.add(action);
          await service.stop();
        }
      });
    }
  }
  test('declares the actions of its calls, and no more', () => {
    expect([...made].sort()).toEqual([...probe.actions].sort());
  });
}
