import type { Outcome, ProbeFindingReport, Report } from '../../../lib/assess/report';
import { changes } from '../../../lib/cli/verify/changes';
import { watch, type Round, type WatchOptions } from '../../../lib/cli/verify/watch';
import { at, control, item, report } from '../../report/reports';

function seen(id: string, outcome: Outcome, message: string): ProbeFindingReport {
  const resource = { type: 'AWS::RDS::DBCluster', id, account: '111111111111', region: 'eu-west-1' };
  return { outcome, message, at, resource, evidence: [] };
}

/** A report of one probe. */
function probed(...findings: readonly ProbeFindingReport[]): Report {
  const probe = { id: 'ENV5.members', title: '', severity: 'error', at, examined: 1, decides: [] } as const;
  const outcome = findings[0]?.outcome ?? 'pending';
  return report(
    [item('ENV5', 'Database', outcome, { probes: [{ ...probe, outcome, findings }] })],
    'undecided',
  );
}

describe('what changed', () => {
  test('is another outcome, not another message', () => {
    const before = probed(seen('shop', 'pass', '3 members at 09:00'), seen('audit', 'pass', '3 members'));
    expect(
      changes(before, probed(seen('shop', 'pass', '3 members at 09:15'), seen('audit', 'pass', '…'))),
    ).toEqual([]);
    expect(
      changes(before, probed(seen('shop', 'fail', '2 members, expected 3'), seen('audit', 'pass', '…'))),
    ).toEqual(['fail ENV5.members shop (was pass): 2 members, expected 3']);
  });

  test('is what came and what went', () => {
    expect(changes(probed(seen('old', 'fail', 'a')), probed(seen('new', 'pass', 'b')))).toEqual([
      'pass ENV5.members new (is new): b',
      'ENV5.members old: no longer there (was fail)',
    ]);
  });

  test('is seen in controls too, by the place in the templates', () => {
    const judged = (outcome: Outcome): Report => {
      const place = { stack: 'Shop-Data', logicalId: 'Db' };
      const found = { outcome, message: 'DesiredCount is 1', resource: place, evidence: [], at };
      const findings = [
        { ...found, origin: 'account' as const },
        { ...found, outcome: 'pass' as const, origin: 'account' as const, resource: { stack: 'Shop-Data' } },
      ];
      return report(
        [item('ENV1', 'Servers', outcome, { controls: [control('ENV1.count', '', findings)] })],
        'go',
      );
    };
    expect(changes(judged('pass'), judged('fail'))).toEqual([
      'fail ENV1.count Shop-Data.Db (was pass): DesiredCount is 1',
    ]);
  });

  test('is the first open verdict where a subject has several', () => {
    const before = probed(seen('shop', 'pass', 'a'), seen('shop', 'fail', 'b'));
    const after = probed(seen('shop', 'fail', 'b'), seen('shop', 'pass', 'a'));
    expect(changes(before, after)).toEqual([]);
  });
});

const quiet: Round = { report: probed(seen('shop', 'pass', 'fine')), triggers: [] };
const broken: Round = { report: probed(seen('shop', 'fail', 'one is gone')), triggers: [] };
const rollback: Round = { ...broken, triggers: ['roll back: TRIG1.met: Errors is in ALARM since 09:01'] };

/** What a watch writes; time passes only between the looks. */
async function watched(
  first: Round,
  looks: readonly (Round | Error)[],
  options: Partial<WatchOptions> = {},
): Promise<{
  readonly last: Round;
  readonly stdout: string;
  readonly stderr: string;
  readonly looks: number;
}> {
  const written = { stdout: '', stderr: '' };
  let time = Date.parse('2026-03-01T09:00:00Z');
  let count = 0;
  const io = {
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
    cwd: '/',
    env: {},
    now: () => new Date(time),
  };
  const look = (): Promise<Round> => {
    time += 60_000;
    const next = looks[count++];
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next ?? quiet);
  };
  const last = await watch(first, look, { every: 1, lasting: 240_000, ...options }, io);
  return { last, ...written, looks: count };
}

describe('the watch', () => {
  test('tells each look, and ends when its time is over', async () => {
    const { last, stdout, stderr, looks } = await watched(quiet, [quiet, broken, broken, quiet]);
    expect(stdout).toBe(
      [
        '2026-03-01T09:01:00Z nothing changed',
        '2026-03-01T09:02:00Z fail ENV5.members shop (was pass): one is gone',
        '2026-03-01T09:03:00Z nothing changed',
        '2026-03-01T09:04:00Z pass ENV5.members shop (was fail): fine',
        '',
      ].join('\n'),
    );
    expect(stderr).toBe('Watching until 2026-03-01T09:04:00Z, or until a rollback trigger is met.\n');
    expect([last, looks]).toEqual([quiet, 4]);
  });

  test('ends when a rollback trigger is met', async () => {
    const { last, stdout, looks } = await watched(quiet, [quiet, rollback, quiet]);
    expect(stdout).toContain('2026-03-01T09:02:00Z roll back: TRIG1.met: Errors is in ALARM since 09:01\n');
    expect([last, looks]).toEqual([rollback, 2]);
  });

  test('does not begin where a trigger is met already', async () => {
    const { last, stdout, looks } = await watched(rollback, []);
    expect(stdout).toBe('2026-03-01T09:00:00Z roll back: TRIG1.met: Errors is in ALARM since 09:01\n');
    expect([last, looks]).toEqual([rollback, 0]);
  });

  test('goes on after a look that fails, and compares with the one before it', async () => {
    const { stdout, stderr } = await watched(quiet, [new Error('no\u001b[2J network'), broken], {
      lasting: 120_000,
    });
    expect(stderr).toContain('cdk-readiness: 2026-03-01T09:01:00Z could not look: no\\u001b[2J network\n');
    expect(stdout).toBe('2026-03-01T09:02:00Z fail ENV5.members shop (was pass): one is gone\n');
  });

  test('ends at once when it is interrupted', async () => {
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 20);
    const { looks, last } = await watched(quiet, [], { every: 100_000, signal: controller.signal });
    expect([looks, last]).toEqual([0, quiet]);
  });

  test('writes what comes from the account so that a terminal does not obey it', async () => {
    const hostile: Round = { report: probed(seen('shop', 'fail', 'a\u001b[31m\nb')), triggers: [] };
    const { stdout } = await watched(quiet, [hostile], { lasting: 60_000 });
    expect(stdout).toBe('2026-03-01T09:01:00Z fail ENV5.members shop (was pass): a\\u001b[31m\\nb\n');
  });
});
