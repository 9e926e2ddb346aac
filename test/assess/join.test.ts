import fc from '../harness/properties';
import type { Outcome, Report } from '../../lib/assess/report';
import type { JsonObject } from '../../lib/model/input';
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

const live = (resources: JsonObject, more: Parameters<typeof reportOn>[1] = {}): Report =>
  reportOn(resources, { origin: 'account', at: hoursAgo(1), ...more });

/** What the report of the templates says once others are joined to it. */
const joined = (resources: JsonObject, ...reports: readonly Report[]): Report =>
  reportOn(resources, { reports });

const verdicts = (made: Report) =>
  controlOf(made).findings.map(({ origin, outcome, at, decidedBy }) => ({ origin, outcome, at, decidedBy }));

describe('templates and account', () => {
  test('stand side by side, each with its time', () => {
    expect(verdicts(joined(cluster(3), live(cluster(3))))).toEqual([
      { origin: 'account', outcome: 'pass', at: hoursAgo(1) },
      { origin: 'templates', outcome: 'pass', at: hoursAgo(0) },
    ]);
  });

  const one = cluster(1);
  const three = cluster(3);
  test.each<[string, JsonObject, JsonObject, Outcome, string | undefined]>([
    ['a fail of the templates', one, three, 'fail', undefined],
    ['a fail of the account', three, one, 'fail', undefined],
    ['a fail of the account, where the templates decide nothing', undecided, one, 'fail', 'account'],
    ['a pass of the account, where the templates decide nothing', undecided, three, 'pass', 'account'],
    ['a pass of the templates, where the account decides nothing', three, undecided, 'pass', 'templates'],
    ['that neither decides', undecided, undecided, 'unknown', undefined],
  ])('%s decides', (_name, templates, account, outcome, by) => {
    const made = joined(templates, live(account));
    expect(controlOf(made).outcome).toBe(outcome);
    expect(verdicts(made).find((verdict) => verdict.outcome === 'unknown')?.decidedBy).toBe(by);
  });

  test('of another stack, or another region, settle nothing', () => {
    for (const elsewhere of [{ stackName: 'test-data' }, { region: 'us-east-1' }]) {
      expect(controlOf(joined(undecided, live(cluster(3), elsewhere))).outcome).toBe('unknown');
    }
  });

  test('what is accepted in the code is accepted where it is deployed', () => {
    const accepted = reportOn(cluster(1));
    const waived = replaced(accepted, (finding) => ({ ...finding, outcome: 'waived' }));
    expect(controlOf(joined({}, waived, live(cluster(1)))).findings.map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining(['waived', 'waived']),
    );
    expect(
      verdicts(joined({}, waived, live(cluster(1)))).filter(({ origin }) => origin === 'account'),
    ).toEqual([{ origin: 'account', outcome: 'waived', at: hoursAgo(1) }]);
  });
});

type Finding = ReturnType<typeof controlOf>['findings'][number];

/** A report with other findings of its controls. */
function replaced(made: Report, change: (finding: Finding) => Finding): Report {
  const items = made.items.map((item) => ({
    ...item,
    controls: item.controls.map((control) => ({ ...control, findings: control.findings.map(change) })),
  }));
  return { ...made, items };
}

describe('a probe of another run', () => {
  const decides = ['ENV5.replicas'];
  const asked = (outcome: Outcome, hours: number, id = 'shop'): Report =>
    live(undecided, {
      at: hoursAgo(hours),
      probes: [result(outcome, { decides, findings: [seen(outcome, id, { at: hoursAgo(hours) })] })],
    });

  test('settles a control of the templates', () => {
    expect(controlOf(joined(undecided, asked('pass', 1)))).toMatchObject({
      outcome: 'pass',
      decidedBy: 'ENV5.members',
    });
    expect(itemOf(joined(undecided, asked('pass', 1))).awaits).toEqual([]);
  });

  test('is expired when its time is over, whatever it was then', () => {
    const made = joined(cluster(3), asked('pass', 30));
    expect(probeOf(made, 'ENV5.members').outcome).toBe('expired');
    const again = reportOn(cluster(3), { reports: [made], at: hoursAgo(-10) });
    expect(probeOf(again, 'ENV5.members').findings[0]?.message).toBe(
      `seen ${hoursAgo(30).replace('.000Z', 'Z')}, 40 h ago; expected within 24 h: shop is seen to pass`,
    );
  });

  test('gives way to what a younger run says of the same resource', () => {
    for (const [older, younger] of [
      ['fail', 'pass'],
      ['pass', 'fail'],
    ] as const) {
      for (const reports of [
        [asked(older, 5), asked(younger, 1)],
        [asked(younger, 1), asked(older, 5)],
      ]) {
        expect(probeOf(joined(cluster(3), ...reports), 'ENV5.members')).toMatchObject({
          outcome: younger,
          examined: 1,
        });
      }
    }
  });

  test('stands beside what another run says of another resource', () => {
    const made = joined(cluster(3), asked('fail', 5), asked('pass', 1, 'orders'));
    expect(probeOf(made, 'ENV5.members')).toMatchObject({ outcome: 'fail', examined: 2, at: hoursAgo(5) });
  });
});

describe('what is old', () => {
  test('on deployed templates is expired, on templates it is not', () => {
    const made = joined(cluster(3), live(cluster(3), { at: hoursAgo(48) }));
    expect(verdicts(made).map(({ outcome }) => outcome)).toEqual(['expired', 'pass']);
    expect(controlOf(made).outcome).toBe('expired');
    const older = reportOn(cluster(3), { at: hoursAgo(48), stackName: 'orders' });
    expect(controlOf(joined(cluster(3), older)).outcome).toBe('pass');
  });

  test('gives way to what is said anew of the same resource', () => {
    const reports = [live(cluster(1), { at: hoursAgo(48) }), live(cluster(3))];
    expect(verdicts(joined(cluster(3), ...reports))).toEqual([
      { origin: 'account', outcome: 'pass', at: hoursAgo(1) },
      { origin: 'templates', outcome: 'pass', at: hoursAgo(0) },
    ]);
  });
});

describe('what else reports say', () => {
  const waiver = { id: 'ENV5', reason: 'until June', where: 'lib/shop.ts:1:1' };
  const other = live(cluster(3));
  const spoken: Report = {
    ...other,
    notices: ['drift was never checked', 'drift was never checked'],
    items: other.items.map((item) => ({ ...item, waivers: [waiver] })),
  };

  test('is kept once', () => {
    const made = joined(cluster(3), spoken, spoken);
    expect(made.notices).toEqual(['drift was never checked']);
    expect(itemOf(made).waivers).toEqual([waiver]);
    expect(made.asked).toEqual([{ ...place, at: hoursAgo(1), stacks: ['shop-data'] }]);
  });

  test('is left out where its item is not in scope', () => {
    const stray = { ...spoken, items: spoken.items.map((item) => ({ ...item, id: 'ENV6' })) };
    expect(itemOf(joined(cluster(3), stray)).waivers).toEqual([]);
  });
});

describe('whatever reports there are', () => {
  const outcome = fc.constantFrom<Outcome>('pass', 'fail', 'unknown', 'notApplicable');
  const finding = fc
    .record({ outcome, id: fc.constantFrom('shop', 'orders'), hours: fc.integer({ min: 0, max: 50 }) })
    .map(({ outcome, id, hours }) => seen(outcome, id, { at: hoursAgo(hours) }));
  const probe = fc
    .record({ id: fc.constantFrom('ENV5.a', 'ENV5.b'), findings: fc.array(finding, { maxLength: 3 }) })
    .map(({ id, findings }) => result('pass', { id, findings, decides: ['ENV5.replicas'] }));
  const made = fc
    .record({
      resources: fc.constantFrom(undecided, cluster(1), cluster(3)),
      origin: fc.constantFrom<'templates' | 'account'>('templates', 'account'),
      hours: fc.integer({ min: 0, max: 50 }),
      stackName: fc.constantFrom('shop-data', 'shop-web'),
      probes: fc.array(probe, { maxLength: 2 }),
      notices: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
    })
    .map(({ resources, hours, ...setting }) => reportOn(resources, { ...setting, at: hoursAgo(hours) }));
  const text = (...reports: readonly Report[]) => JSON.stringify(joined(cluster(3), ...reports));

  test('their order and number does not matter', () => {
    fc.assert(
      fc.property(fc.array(made, { minLength: 1, maxLength: 3 }), (reports) => {
        expect(text(...[...reports].reverse(), ...reports)).toBe(text(...reports));
      }),
      { numRuns: 40 },
    );
  });

  test('to join what is joined changes nothing', () => {
    fc.assert(
      fc.property(fc.array(made, { minLength: 1, maxLength: 3 }), (reports) => {
        const once = joined(cluster(3), ...reports);
        expect(JSON.stringify(joined(cluster(3), once))).toBe(JSON.stringify(once));
      }),
      { numRuns: 40 },
    );
  });

  test('a fail that is not older than what else is said stays a fail', () => {
    fc.assert(
      fc.property(fc.array(made, { maxLength: 3 }), (reports) => {
        const failing = live(cluster(1), { at: hoursAgo(0) });
        expect(controlOf(joined(undecided, failing, ...reports)).outcome).toBe('fail');
      }),
      { numRuns: 40 },
    );
  });
});
