import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReports } from '../../lib/evidence/report-file';
import { UnreadableInput } from '../../lib/model/unreadable-input';
import { cluster, reportOn, result } from '../assess/live';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'reports-'));
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const made = reportOn(cluster(3), { origin: 'account', probes: [result(['pass', 'fail'])] });

function open(content: unknown): unknown {
  writeFileSync(join(cwd, 'live.json'), typeof content === 'string' ? content : JSON.stringify(content));
  return openReports(['live.json'], cwd);
}

function refusal(content: unknown): string {
  try {
    open(content);
  } catch (error) {
    if (error instanceof UnreadableInput) return error.message;
    throw error;
  }
  return 'it is read';
}

/** The report with a part of its first item changed. */
function withItem(change: object): object {
  return { ...made, items: [{ ...made.items[0], ...change }] };
}

const [item] = made.items;
const [control] = item!.controls;
const [probe] = item!.probes;

test('a report comes back as it was written', () => {
  expect(open(made)).toEqual([JSON.parse(JSON.stringify(made))]);
  expect(openReports([], cwd)).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['nothing', '', 'live.json: is empty; write or synthesize it again'],
  [
    'a template',
    { Resources: {} },
    'live.json is no report of cdk-readiness, expected what --format json writes',
  ],
  ['a list', [made], 'live.json is no report of cdk-readiness, expected what --format json writes'],
  [
    'a report of another version',
    { ...made, schemaVersion: 2 },
    'live.json: schemaVersion is 2, expected 1; write the report with this version of cdk-readiness',
  ],
  ['a key that there is not', { ...made, more: 1 }, 'live.json: the file has no key "more"'],
  ['no items', { ...made, items: undefined }, 'live.json: the file lacks "items"'],
  [
    'an outcome that there is not',
    withItem({ outcome: 'fine' }),
    'live.json: items[0].outcome must be one of pass, fail, unknown, pending, expired, waived, notApplicable, got "fine"',
  ],
  [
    'no time',
    withItem({ probes: [{ ...probe, at: 'now' }] }),
    'live.json: items[0].probes[0].at is not spelled as report.schema.json says (ISO 8601, in UTC), got "now"',
  ],
  [
    'a day that there is not',
    { ...made, generatedAt: '2026-13-01T00:00:00Z' },
    expect.stringContaining('generatedAt') as string,
  ],
  [
    'an item that there is not',
    withItem({ id: 'ENV55' }),
    'live.json: items[0]: there is no item "ENV55", did you mean "ENV5"?',
  ],
  [
    'a control that there is not',
    withItem({ controls: [{ ...control, id: 'ENV5.zzzzzzzz' }] }),
    'live.json: items[0].controls[0]: there is no control of ENV5 "ENV5.zzzzzzzz"; the report is of cdk-readiness 0',
  ],
  [
    'a control of another item',
    withItem({ controls: [{ ...control, id: 'ENV6.failover' }] }),
    expect.stringContaining('items[0].controls[0]: there is no control of ENV5 "ENV6.failover"') as string,
  ],
  [
    'a probe of another item',
    withItem({ probes: [{ ...probe, id: 'ENV6.nodes' }] }),
    'live.json: items[0].probes[0]: there is no probe of ENV5 "ENV6.nodes"; the report is of cdk-readiness 0',
  ],
  [
    'what is cut off',
    JSON.stringify(made).slice(0, -2),
    expect.stringMatching(/^live\.json:1:\d+: /) as string,
  ],
])('%s is refused', (_name, content, message) => {
  expect(refusal(content)).toEqual(message);
});

test('a file that is not there is refused by its name', () => {
  expect(() => openReports(['gone.json'], cwd)).toThrow('gone.json: no such file');
});

test('a name of a prototype brings nothing in', () => {
  const text = JSON.stringify(made).replace(
    '{"schemaVersion"',
    '{"__proto__":{"verdict":"go"},"schemaVersion"',
  );
  expect(refusal(text)).toBe('live.json: the file has no key "__proto__"');
});
