import fc from '../harness/properties';
import type { ControlReport, FindingReport, Outcome, Report } from '../../lib/assess/report';
import { formats } from '../../lib/report/formats';
import { displayWidth } from '../../lib/report/wrap';
import { expectGolden } from '../harness/golden';
import { answer, at, control, finding, hostile, item, live, probe, realistic, report } from './reports';

const text = formats.text();
const plain = { columns: 100, color: false, verbose: false };
const render = (items: Report['items'], verdict: Report['verdict'] = 'undecided', options = plain) =>
  text(report(items, verdict), options);

/** Sequences that this reporter colours with. */
const colors = /\u001b\[\d+m/g;
const unsafe = /(?![\u200c\u200d\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

describe('the report of a run', () => {
  test('at 100 columns', () => {
    expectGolden(text(realistic, plain), 'report.txt');
  });

  test('at 80 columns with the proof of everything', () => {
    expectGolden(text(realistic, { columns: 80, color: false, verbose: true }), 'report-verbose.txt');
  });

  test('after a look at the account', () => {
    expectGolden(text(live, plain), 'live.txt');
  });

  test('after a look at the account, with the proof of everything', () => {
    expectGolden(text(live, { ...plain, verbose: true }), 'live-verbose.txt');
  });

  test('colours change nothing but the colour', () => {
    const colored = text(realistic, { ...plain, color: true });
    expect(colored).toContain('\u001b[31merror\u001b[39m \u001b[1mENV5.replicas\u001b[22m');
    expect(colored.replace(colors, '')).toBe(text(realistic, plain));
  });

  test('nothing is changed in the report', () => {
    const before = JSON.stringify(realistic);
    text(realistic, { ...plain, verbose: true });
    expect(JSON.stringify(realistic)).toBe(before);
  });
});

describe('strings from templates', () => {
  test('cannot command the terminal', () => {
    expectGolden(text(hostile, { ...plain, verbose: true }), 'hostile.txt');
  });

  test.each([60, 80, 100, 120])('fit into %d columns', (columns) => {
    const widest = Math.max(
      ...text(hostile, { columns, color: false, verbose: true }).split('\n').map(displayWidth),
    );
    expect(widest).toBeLessThanOrEqual(columns);
    expect(widest).toBeGreaterThan(columns - 10);
  });

  test('never bring a control character or a line of their own, whatever they are', () => {
    const nasty = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(nasty, fc.boolean(), (word, color) => {
        const written = text(replaced(hostile, word), { columns: 80, color, verbose: true });
        expect(written.replace(colors, '')).not.toMatch(unsafe);
        expect(written.split('\n').filter((line) => line.startsWith('Verdict: '))).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});

/** The report with a word in place of every string that a template decides. */
function replaced(original: Report, word: string): Report {
  const [first] = original.items;
  const [one] = first?.controls ?? [];
  if (!first || !one) throw new Error('the report has no control');
  return report(
    [
      {
        ...first,
        title: word,
        waivers: [{ id: word, reason: word, where: word }],
        controls: [
          {
            ...one,
            title: word,
            findings: one.findings.map((each) => ({
              ...each,
              environment: word,
              message: word,
              fix: word,
              resource: { stack: word, logicalId: word, source: word },
              evidence: [{ stack: word, logicalId: word, path: word, value: word }],
            })),
          },
        ],
        probes: [
          probe('ENV1.probe', word, [
            answer('fail', word, {
              resource: { type: word, id: word, account: word, region: word, stack: word, logicalId: word },
              evidence: [{ call: word, path: word, value: word }],
            }),
          ]),
        ],
      },
    ],
    'no-go',
    [word],
  );
}

describe('where a finding is', () => {
  const where = (more: Parameters<typeof finding>[2]) =>
    render([
      item('ENV1', 't', 'fail', { controls: [control('ENV1.a', 'c', [finding('fail', 'm', more)])] }),
    ]).split('\n')[3];

  test.each([
    ['the whole workload', {}],
    ['the whole stage Prod', { environment: 'Prod' }],
    ['stack Prod/Data, stage Prod', { environment: 'Prod', resource: { stack: 'Prod/Data' } }],
    ['Db in net.yaml', { resource: { stack: 'net.yaml', logicalId: 'Db', source: 'net.yaml' } }],
    [
      'infra/net.yaml (Db in net.yaml)',
      { resource: { stack: 'net.yaml', logicalId: 'Db', source: 'infra/net.yaml' } },
    ],
    ['Prod/Data/Db', { resource: { stack: 'Prod/Data', logicalId: 'Db', constructPath: 'Prod/Data/Db' } }],
    [
      'net.yaml:7:3 (Db)',
      { resource: { stack: 'net.yaml', logicalId: 'Db', constructPath: '', source: 'net.yaml:7:3' } },
    ],
    [
      'lib/a.ts:1:2 (Prod/Data/Db)',
      {
        resource: {
          stack: 'Prod/Data',
          logicalId: 'Db',
          constructPath: 'Prod/Data/Db',
          source: 'lib/a.ts:1:2',
        },
      },
    ],
  ])('%s', (expected, more) => {
    expect(where(more)).toBe(`  ${expected}`);
  });
});

describe('controls', () => {
  test('a control that fails in one place and is unknown in another stands in both sections', () => {
    const both = control('ENV1.a', 'c', [finding('fail', 'one task'), finding('unknown', 'a parameter')]);
    const written = render([item('ENV1', 't', 'fail', { controls: [both] })], 'no-go');
    expect(written).toContain('error ENV1.a: c\n  the whole workload\n    one task\n\n');
    expect(written).toContain('unknown ENV1.a: c\n  the whole workload\n    a parameter\n\n');
  });

  test('errors stand before warnings', () => {
    const warning: ControlReport = { ...control('ENV1.a', 'c', [finding('fail', 'm')]), severity: 'warning' };
    const written = render([
      item('ENV1', 't', 'pass', { controls: [warning] }),
      item('ENV2', 't', 'fail', { controls: [control('ENV2.a', 'c', [finding('fail', 'm')])] }),
    ]);
    expect(written.indexOf('error ENV2.a')).toBeGreaterThan(0);
    expect(written.indexOf('warning ENV1.a')).toBeGreaterThan(written.indexOf('error ENV2.a'));
    expect(written).toContain('Controls that fail: 1 error, 1 warning\n');
  });

  test('of a message that was found in many places ten are shown', () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      finding('fail', 'No alarm', { resource: { stack: 'S', logicalId: `Q${index}` } }),
    );
    const items = [item('MON4', 't', 'fail', { controls: [control('MON4.a', 'c', many)] })];
    expect(render(items)).toContain('  Q9 in S\n  and 2 more, which --verbose shows\n    No alarm\n');
    expect(render(items, 'no-go', { ...plain, verbose: true })).toContain('  Q11 in S\n');
  });

  test('the proof of what passes is shown on request', () => {
    const passing = control('ENV1.a', 'Three tasks', [
      finding('pass', 'DesiredCount is 3', {
        evidence: [{ stack: 'S', logicalId: 'A', path: 'Properties.DesiredCount', value: '3' }],
      }),
    ]);
    const items = [item('ENV1', 't', 'pass', { controls: [passing] })];
    expect(render(items)).not.toContain('Three tasks');
    expect(render(items, 'go', { ...plain, verbose: true })).toContain(
      'pass ENV1.a: Three tasks\n  1 examined\n  the whole workload\n    DesiredCount is 3\n' +
        '    seen: A in S, Properties.DesiredCount = 3\n',
    );
  });
});

describe('what the account was not asked about', () => {
  const asked = [{ account: '111111111111', region: 'eu-west-1', at, stacks: ['shop-data'] }];
  const notices = (
    resource: FindingReport['resource'],
    more: Partial<FindingReport> = {},
    places = asked,
  ) => {
    const open = control('ENV5.a', 'c', [finding('unknown', 'm', { resource, ...more })]);
    const made = {
      ...report([item('ENV5', 't', 'unknown', { controls: [open] })], 'undecided'),
      asked: places,
    };
    return /Notices\n([^]*?)\n\n/.exec(text(made, { ...plain, columns: 300 }))?.[1];
  };

  test('is told where a stack has no name', () => {
    expect(notices({ stack: 'shop.json', logicalId: 'Db' })).toBe(
      '  - shop.json: the name of its stack is not known, so the account settles nothing that it leaves open; give its stackName under stacks in readiness.yaml',
    );
  });

  test('is told where it is another stack', () => {
    expect(notices({ stack: 'Test/Data', stackName: 'test-data', logicalId: 'Db' })).toBe(
      '  - the account was not asked about what is open in test-data; name its stacks to verify with --stack',
    );
  });

  test.each([
    ['it was asked', notices({ stack: 'Data', stackName: 'shop-data' })],
    ['it is settled', notices({ stack: 'Data', stackName: 'test-data' }, { decidedBy: 'ENV5.b' })],
    ['it is deployed', notices({ stack: 'test-data', stackName: 'test-data' }, { origin: 'account' })],
    ['nobody was asked', notices({ stack: 'Data', stackName: 'test-data' }, {}, [])],
  ])('is not told where %s', (_name, shown) => {
    expect(shown).toBeUndefined();
  });
});

describe('the table of items', () => {
  const pending = (id: string, more = {}) =>
    item(id, `Title of ${id}`, 'pending', { awaits: ['attestation'], ...more });
  const rows = (...ids: readonly string[]) =>
    render(ids.map((id) => pending(id)))
      .split('\n')
      .filter((line) => line.startsWith('pending'));

  test('neighbours that only await evidence share a row', () => {
    expect(rows('CODE1', 'CODE2', 'CODE3')).toEqual([
      'pending  CODE1–CODE3  Production Environment Setup (3 items)' + ' '.repeat(22) + 'awaits attestation',
    ]);
  });

  test('a range names no item that is not there', () => {
    expect(rows('CODE1', 'CODE3', 'DATA4').map((line) => line.split(/ +/)[1])).toEqual([
      'CODE1',
      'CODE3',
      'DATA4',
    ]);
  });

  test('an item that is judged stands between the ranges', () => {
    const judged = item('ENV3', 't', 'pass', { controls: [control('ENV3.a', 'c', [finding('pass', 'm')])] });
    const written = render([pending('ENV1'), pending('ENV2'), judged, pending('ENV4')]);
    expect(written).toMatch(/pending {2}ENV1–ENV2.*\npass {5}ENV3 .*\npending {2}ENV4 /);
  });

  test('controls that do not apply are counted where no other is', () => {
    const controls = ['a', 'b'].map((name) => control(`ENV1.${name}`, 'c', []));
    expect(render([item('ENV1', 't', 'notApplicable', { controls })])).toContain('2 notApplicable');
  });

  test('a range awaits what any of its items awaits, in one order', () => {
    const both = pending('CODE2', { awaits: ['live', 'attestation'] });
    expect(render([pending('CODE1'), both])).toContain('awaits live, attestation');
  });

  test('a range ends with its group, and is called by its section where there is no group', () => {
    const trigger = { section: 'Immediate Rollback Triggers', group: '' };
    const written = render([pending('ENV1'), pending('TRIG1', trigger), pending('TRIG2', trigger)]);
    expect(written).toContain('pending  ENV1         Title of ENV1');
    expect(written).toContain('pending  TRIG1–TRIG2  Immediate Rollback Triggers (2 items)');
    const links = { phase: 'Documentation Links', section: '', group: '' };
    expect(render([pending('DOC1', links), pending('DOC2', links)])).toContain(
      'DOC1–DOC2  Documentation Links (2 items)',
    );
  });

  test('controls are counted, a warning that fails as a warning', () => {
    const outcomes: readonly Outcome[] = ['pass', 'pass', 'unknown', 'waived', 'fail', 'notApplicable'];
    const controls = outcomes.map((outcome, index) => ({ ...control(`ENV1.c${index}`, 'c', []), outcome }));
    const warning: ControlReport = { ...control('ENV1.w', 'c', []), outcome: 'fail', severity: 'warning' };
    const written = render([item('ENV1', 't', 'fail', { controls: [...controls, warning] })]);
    expect(written.replace(/\n +/g, ' ')).toContain('1 fail, 1 warning, 1 unknown, 1 waived, 2 pass\n');
  });
});

describe('the end', () => {
  const end = (items: Report['items'], verdict: Report['verdict']) =>
    /\n(\d+ items?: [^]*)$/.exec(render(items, verdict))?.[1]?.replace(/\n +/g, ' ');
  const items = (outcome: Outcome, count: number, awaits: readonly 'live'[] = []) =>
    Array.from({ length: count }, (_, index) => item(`ENV${index + 1}`, 't', outcome, { awaits }));

  test('names what fails', () => {
    expect(end([...items('fail', 14), item('SEC1', 't', 'expired')], 'no-go')).toBe(
      '15 items: 14 fail, 1 expired\nVerdict: no-go. Fails: ENV1, ENV2, ENV3, ENV4, ENV5, ENV6, ENV7, ENV8, ENV9, ' +
        'ENV10, ENV11, ENV12 and 2 more. Expired: SEC1\n',
    );
  });

  test('says what is open', () => {
    const all = [...items('unknown', 2), ...items('pending', 3), ...items('pass', 4, ['live'])];
    expect(end(all, 'undecided')).toBe(
      '9 items: 4 pass, 2 unknown, 3 pending\n' +
        'Verdict: undecided. Nothing fails, but open are 2 unknown, 3 pending, 4 that pass so far and await more evidence\n',
    );
  });

  test('is short where all is well', () => {
    expect(end(items('pass', 2), 'go')).toBe('2 items: 2 pass\nVerdict: go\n');
  });
});
