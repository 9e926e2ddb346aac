import { items } from '../../lib/checklist';
import { command } from './console';

jest.mock('../../lib/live/catalog', () => ({ probes: [{ id: 'ENV1.running' }, { id: 'CODE1.covered' }] }));

const list = (...args: readonly string[]) => command(['list', ...args]);
const ids = async (...args: readonly string[]): Promise<readonly string[]> => {
  const { stdout } = await list('--format', 'json', ...args);
  const listed: readonly { readonly id: string }[] = JSON.parse(stdout);
  return listed.map(({ id }) => id);
};

test('every item is listed in reading order', async () => {
  expect(await ids()).toEqual(items.map(({ id }) => id));
  const { status, stdout, stderr } = await list();
  expect([status, stderr]).toEqual([0, '']);
  const words = stdout.split('\n').map((line) => /^\S+/.exec(line)?.[0] ?? '');
  expect(words.filter((word) => items.some(({ id }) => id === word))).toEqual(items.map(({ id }) => id));
});

test('an item has its evidence, its controls and its text', async () => {
  const { stdout } = await list('--item', 'ENV1,CODE1');
  const count = items.find(({ id }) => id === 'ENV1')?.controls.length;
  expect(stdout.replace(/ {2,}/g, ' | ').split('\n')).toEqual([
    'Pre-Launch (T-7 Days): Infrastructure & Environment',
    `ENV1 | synth, live | ${count} controls, 1 probe | Provision production servers (min 3 for HA)`,
    '',
    'Pre-Launch (T-7 Days): Application Readiness',
    'CODE1 | attest | 1 probe | All tests passing (>99% coverage)',
    '',
  ]);
});

test('as JSON an item has everything but its code', async () => {
  const { stdout } = await list('--format', 'json', '--item', 'FLOW1');
  expect(JSON.parse(stdout)).toEqual([
    {
      id: 'FLOW1',
      text: 'Lead → Opportunity → Invoice flow',
      phase: 'QA & Testing (T-3 Days)',
      section: 'Functional Testing',
      group: 'Business Flows',
      evidence: ['attest'],
      optional: ['live'],
      infrastructure: false,
      freshness: 'CI T-dep',
      controls: [],
      probes: [],
    },
  ]);
});

describe('items are chosen', () => {
  const group = (letters: string) =>
    items.map(({ id }) => id).filter((id) => id.replace(/\d+$/, '') === letters);

  test.each([
    ['by their id', ['--item', 'SEC2'], ['SEC2']],
    [
      'in either case, with commas and again',
      ['--item', 'sec2, ENV1', '--item', 'Env2'],
      ['ENV1', 'ENV2', 'SEC2'],
    ],
    ['by their group', ['--item', 'env'], group('ENV')],
    ['by a group whose letters another begins with', ['--item', 'P'], ['P0', 'P1', 'P2', 'P3']],
    ['by a group of letters that look like another', ['--item', 'WKMON'], group('WKMON')],
    ['by phase and group', ['--phase', 'pre-launch', '--item', 'CODE,TRIG'], group('CODE')],
  ])('%s', async (_, args, expected) => {
    expect(await ids(...args)).toEqual(expected);
  });

  test('by one of their controls', async () => {
    const [control] = items.find(({ id }) => id === 'ENV5')?.controls ?? [];
    expect(control).toBeDefined();
    expect(await ids('--item', control?.id.toLowerCase() ?? '')).toEqual(['ENV5']);
  });

  test('by the beginning of their phase', async () => {
    const phase = 'Rollback Procedures';
    expect(await ids('--phase', 'ROLL')).toEqual(
      items.filter((item) => item.phase === phase).map(({ id }) => id),
    );
  });
});

describe('a choice that is refused', () => {
  const phases = [...new Set(items.map(({ phase }) => phase))];
  test.each([
    ['--item=ENV99', 'there is no item, control or probe "ENV99", cdk-readiness list shows all of them'],
    ['--item=ENVV', 'there is no item, control or probe "ENVV", did you mean "ENV" or "ENV1" or "ENV2"?'],
    ['--item=ENV1,', 'there is no item, control or probe "", cdk-readiness list shows all of them'],
    [
      '--item=ENV5.replica',
      'there is no item, control or probe "ENV5.replica", did you mean "ENV5.replicas"?',
    ],
    [
      '--item=ENV5.replicas.x',
      'there is no item, control or probe "ENV5.replicas.x", did you mean "ENV5.replicas"?',
    ],
    ['--phase=Later', `there is no phase "Later", there are ${phases.join(', ')}`],
    ['--phase=p', 'the phase "p" may be any of Pre-Launch (T-7 Days), Post-Launch Monitoring (T+24 Hours)'],
    ['--format=xml', 'there is no format "xml", there are text, json'],
    ['--format=jsno', 'there is no format "jsno", did you mean "json"?'],
  ])('%s', async (option, line) => {
    expect(await list(option)).toEqual({ status: 2, stdout: '', stderr: `cdk-readiness: ${line}\n` });
  });
});
