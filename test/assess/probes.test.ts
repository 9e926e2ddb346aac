import type { Outcome } from '../../lib/assess/report';
import {
  cluster,
  controlOf,
  hoursAgo,
  itemOf,
  place,
  probeOf,
  reportOn,
  result,
  seen,
  undecided,
} from './live';

const decides = ['ENV5.replicas'];

describe('what an account said', () => {
  test('stands in the report of its item, with what decided it', () => {
    const probes = [result(['pass', 'fail'])];
    expect(probeOf(reportOn(cluster(3), { probes }), 'ENV5.members')).toEqual({
      id: 'ENV5.members',
      title: 'DB cluster runs a writer and two replicas',
      severity: 'error',
      outcome: 'fail',
      at: '2026-03-01T09:00:00.000Z',
      examined: 2,
      decides: [],
      findings: [
        seen('pass', 'shop'),
        { ...seen('fail', 'shop-1'), fix: 'Add replicas with aws rds create-db-instance.' },
      ],
    });
  });

  test('is in an order that is not that of the answers', () => {
    const one = result('pass', { findings: ['b', 'a', 'c'].map((id) => seen('pass', id)) });
    const other = result('pass', { id: 'ENV5.backups' });
    const made = reportOn(cluster(3), { probes: [one, other] });
    expect(itemOf(made).probes.map(({ id }) => id)).toEqual(['ENV5.backups', 'ENV5.members']);
    expect(probeOf(made, 'ENV5.members').findings.map(({ resource }) => resource.id)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  test('counts what the question arises for', () => {
    const probes = [result(['pass', 'notApplicable'])];
    expect(probeOf(reportOn(cluster(3), { probes }), 'ENV5.members')).toMatchObject({
      outcome: 'pass',
      examined: 1,
    });
  });

  test('says which accounts were asked, and when last', () => {
    const findings = [seen('pass', 'a', { at: hoursAgo(2) }), seen('pass', 'b', { at: hoursAgo(1) })];
    expect(reportOn(cluster(3), { probes: [result('pass', { findings })] }).asked).toEqual([
      { ...place, at: hoursAgo(1), stacks: [] },
    ]);
    expect(reportOn(cluster(3)).asked).toEqual([]);
    expect(reportOn(cluster(3), { origin: 'account' }).asked).toEqual([
      { ...place, at: hoursAgo(0), stacks: ['shop-data'] },
    ]);
  });

  test('asks for a rollback where its failure does', () => {
    const rollback = result('fail', { rollback: true });
    expect(probeOf(reportOn(cluster(3), { probes: [rollback] }), 'ENV5.members').rollback).toBe(true);
  });
});

describe('the outcome of an item', () => {
  const outcome = (severity: 'error' | 'warning', seen: Outcome): Outcome =>
    itemOf(reportOn(cluster(3), { probes: [result(seen, { severity })] })).outcome;
  const without = itemOf(reportOn(cluster(3))).outcome;

  test('fails with a probe', () => {
    expect(outcome('error', 'fail')).toBe('fail');
  });

  test('is not that of a probe which only warns', () => {
    expect(outcome('warning', 'fail')).toBe(without);
  });
});

describe('a control that the templates leave open', () => {
  const settled = (...outcomes: readonly Outcome[]) => {
    const probes = outcomes.map((outcome, i) => result(outcome, { id: `ENV5.p${i}`, decides }));
    return controlOf(reportOn(undecided, { origin: 'account', probes }));
  };

  test('is open without a probe', () => {
    expect(controlOf(reportOn(undecided))).toMatchObject({ outcome: 'unknown' });
    expect(controlOf(reportOn(undecided)).decidedBy).toBeUndefined();
  });

  test.each(['pass', 'fail'] as const)('is settled by a probe that says %s', (outcome) => {
    expect(settled(outcome)).toMatchObject({ outcome, decidedBy: 'ENV5.p0' });
  });

  test('keeps its own findings, with what settled them', () => {
    expect(settled('pass').findings).toEqual([
      expect.objectContaining({ outcome: 'unknown', decidedBy: 'ENV5.p0', origin: 'account' }),
    ]);
  });

  test.each(['unknown', 'notApplicable'] as const)('is not settled by a probe that says %s', (outcome) => {
    expect(settled(outcome)).toMatchObject({ outcome: 'unknown' });
    expect(settled(outcome).decidedBy).toBeUndefined();
  });

  test('is settled by the probe that fails, where another passes', () => {
    expect(settled('pass', 'fail')).toMatchObject({ outcome: 'fail', decidedBy: 'ENV5.p1' });
  });

  test('is not settled by a probe that is not known on one of several resources', () => {
    const probes = [result(['pass', 'unknown'], { decides })];
    expect(controlOf(reportOn(undecided, { origin: 'account', probes })).outcome).toBe('unknown');
  });

  test('is not settled by what was seen too long ago', () => {
    const findings = [seen('pass', 'shop', { at: hoursAgo(25) })];
    const probes = [result('pass', { decides, findings })];
    expect(controlOf(reportOn(undecided, { origin: 'account', probes })).outcome).toBe('unknown');
  });

  test('is not settled where it fails', () => {
    const probes = [result('pass', { decides })];
    const control = controlOf(reportOn(cluster(1), { origin: 'account', probes }));
    expect(control).toMatchObject({ outcome: 'fail' });
    expect(control.decidedBy).toBeUndefined();
  });

  test.each([
    ['settled by what was seen of its resource', 'shop-data', 'Db', 'pass'],
    ['settled by what lies in no stack', undefined, undefined, 'pass'],
    ['not settled by what was seen of another resource', 'shop-data', 'Other', 'unknown'],
    ['not settled by what was seen in another Stage', 'test-data', 'Db', 'unknown'],
  ])('is %s', (_name, stack, logicalId, outcome) => {
    const { resource } = seen('pass', 'shop');
    const findings = [seen('pass', 'shop', { resource: { ...resource, stack, logicalId } })];
    const probes = [result('pass', { decides, findings })];
    expect(controlOf(reportOn(undecided, { stage: 'Prod', origin: 'account', probes })).outcome).toBe(
      outcome,
    );
  });

  test('is not settled for stacks that the account was not asked about', () => {
    const probes = [result('pass', { decides })];
    expect(controlOf(reportOn(undecided, { origin: 'templates', probes })).outcome).toBe('unknown');
  });
});

describe('an item awaits live evidence', () => {
  const awaits = (...outcomes: readonly Outcome[]) =>
    itemOf(
      reportOn(cluster(3), {
        probes: outcomes.map((outcome, i) => result(outcome, { id: `ENV5.p${i}` })),
      }),
    ).awaits;

  test.each<[string, readonly Outcome[], readonly string[]]>([
    ['where nothing was asked', [], ['live']],
    ['no more where it passes', ['pass'], []],
    ['no more where it fails', ['fail'], []],
    ['no more where one question does not arise', ['pass', 'notApplicable'], []],
    ['where no question arises', ['notApplicable'], ['live']],
    ['where one answer is not known', ['pass', 'unknown'], ['live']],
  ])('%s', (_name, outcomes, expected) => {
    expect(awaits(...outcomes)).toEqual(expected);
  });

  test('no more where it does not apply at all', () => {
    const probes = [result('notApplicable')];
    const workload = { databases: { none: 'stateless' } };
    const made = reportOn({}, { probes, workload });
    expect(itemOf(made)).toMatchObject({ outcome: 'notApplicable', awaits: [] });
  });

  test('where a probe found nothing to ask about', () => {
    const probes = [result('pass'), result('pass', { id: 'ENV5.none', findings: [] })];
    const made = reportOn(cluster(3), { probes });
    expect(itemOf(made).awaits).toEqual(['live']);
    expect(probeOf(made, 'ENV5.none')).toMatchObject({ outcome: 'pending', examined: 0 });
  });

  test('where its evidence is too old', () => {
    const probes = [result('pass', { findings: [seen('pass', 'shop', { at: hoursAgo(25) })] })];
    expect(itemOf(reportOn(cluster(3), { probes })).awaits).toEqual(['live']);
  });
});

describe('live evidence', () => {
  const old = (outcome: Outcome, hours: number) => {
    const findings = [seen(outcome, 'shop', { at: hoursAgo(hours) })];
    return probeOf(reportOn(cluster(3), { probes: [result(outcome, { findings })] }), 'ENV5.members');
  };

  test('holds for as long as its item allows', () => {
    expect(old('pass', 24).outcome).toBe('pass');
    expect(old('pass', 24.01).outcome).toBe('expired');
  });

  test('says when it was seen, and what it was', () => {
    expect(old('pass', 96)).toMatchObject({
      outcome: 'expired',
      at: '2026-02-25T09:00:00.000Z',
      findings: [
        {
          outcome: 'expired',
          message: 'seen 2026-02-25T09:00:00Z, 96 h ago; expected within 24 h: shop is seen to pass',
          was: { outcome: 'pass', message: 'shop is seen to pass' },
        },
      ],
    });
  });

  test.each(['fail', 'unknown'] as const)('that says %s says so still', (outcome) => {
    expect(old(outcome, 96)).toMatchObject({
      outcome,
      findings: [{ message: `shop is seen to ${outcome}` }],
    });
  });

  test('that says that a question does not arise is expired too', () => {
    expect(old('notApplicable', 96).outcome).toBe('expired');
  });

  test('of the future is not old', () => {
    expect(old('pass', -1).outcome).toBe('pass');
  });

  test('without a time that can be read is old', () => {
    const findings = [seen('pass', 'shop', { at: 'yesterday' })];
    expect(
      probeOf(reportOn(cluster(3), { probes: [result('pass', { findings })] }), 'ENV5.members').findings,
    ).toMatchObject([
      { message: 'seen yesterday, an unknown time ago; expected within 24 h: shop is seen to pass' },
    ]);
  });
});
