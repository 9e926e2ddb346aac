import { items } from '../../lib/checklist';
import type { Probe } from '../../lib/live/probe';
import { command } from './console';

const probe: Probe = {
  id: 'ENV5.members',
  title: 'DB cluster runs a writer and two replicas',
  severity: 'error',
  why: 'With one replica, the loss of a zone leaves none.',
  fix: 'Add a replica.',
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
  about: { of: 'role', role: 'databases', types: ['AWS::RDS::DBCluster'] },
  actions: ['rds:DescribeDBClusters', 'rds:DescribeDBInstances'],
  decides: ['ENV5.replicas'],
  rollback: true,
  ask: () => () => Promise.reject(new Error('it is not asked here')),
};
jest.mock('../../lib/live/catalog', () => ({
  get probes(): readonly Probe[] {
    return [probe];
  },
}));

const explain = (id: string) =>
  command(['explain', id], { stdout: { isTTY: true, columns: 120, write: () => true } });
const plainly = (id: string) => command(['explain', id, '--no-color']);
const flat = (text: string) => text.replace(/\s+/g, ' ');
const flatLines = (text: string) => flat(text).trim();

test('an item is explained with all of its controls', async () => {
  const item = items.find(({ id }) => id === 'ENV5');
  const { status, stdout, stderr } = await command(['explain', 'env5', '--no-color']);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(
    new RegExp(
      '^ENV5: Set up database cluster \\(primary \\+ 2 replicas\\)\n' +
        '  in: Pre-Launch \\(T-7 Days\\): Infrastructure & Environment: Production Environment Setup\n' +
        '  evidence: synth, live\n' +
        '  freshness: live re-check ≤24 h\n\n',
    ),
  );
  expect(item?.controls.length).toBeGreaterThan(1);
  for (const { id, severity, title, why, fix, docs } of item?.controls ?? []) {
    expect(flat(stdout)).toContain(
      flat(`${id} (${severity}): ${title} why: ${why} fix: ${fix} docs: ${docs}`),
    );
  }
});

const asked = flatLines(`
  ENV5.members (error, asks the account): DB cluster runs a writer and two replicas
  why: With one replica, the loss of a zone leaves none.
  fix: Add a replica.
  asks about: the databases of the workload (AWS::RDS::DBCluster)
  needs: rds:DescribeDBClusters, rds:DescribeDBInstances
  decides: ENV5.replicas
  roll back: where it fails
  docs: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
`);

test('an item is explained with its probes', async () => {
  expect(flat((await plainly('ENV5')).stdout)).toContain(asked);
  expect((await plainly('ENV6')).stdout).not.toContain('asks the account');
});

test('a probe is explained before its item, without its neighbours', async () => {
  const { status, stdout } = await plainly('env5.Members');
  expect(status).toBe(0);
  expect(flat(stdout).startsWith(`${asked} ENV5: Set up database cluster`)).toBe(true);
  expect(stdout.match(/why: /g)).toHaveLength(1);
});

test('a control of alarms says in which situations they are tried', async () => {
  const control = items.flatMap(({ controls }) => controls).find(({ tried = [] }) => tried.length > 0)!;
  const { stdout } = await command(['explain', control.id, '--no-color']);
  const { fix, tried, docs } = control;
  const lines = tried!.map((situation) => `tried: ${situation}`).join(' ');
  expect(flat(stdout)).toContain(flat(`fix: ${fix} ${lines} docs: ${docs}`));
});

test('a control is explained before its item, without its neighbours', async () => {
  const { stdout } = await command(['explain', 'env5.REPLICAS']);
  expect(stdout).toMatch(/^ENV5\.replicas \(error\): /);
  expect(stdout).toContain('\n\nENV5: Set up database cluster (primary + 2 replicas)\n');
  expect(stdout.match(/why: /g)).toHaveLength(1);
});

test('an item without controls says what evidence it takes', async () => {
  const { stdout } = await command(['explain', 'FLOW1']);
  expect(stdout).toBe(
    'FLOW1: Lead → Opportunity → Invoice flow\n' +
      '  in: QA & Testing (T-3 Days): Functional Testing: Business Flows\n' +
      '  evidence: attest, optionally live\n' +
      '  freshness: CI T-dep\n',
  );
});

test('every item and control is explained', async () => {
  const ids = items.flatMap((item) => [item.id, ...item.controls.map((control) => control.id)]);
  const ran = await Promise.all(ids.map(explain));
  expect(ran.filter(({ status }) => status !== 0)).toEqual([]);
  expect(ran).toHaveLength(ids.length);
});

test.each([
  ['NEV5', 'there is no item, control or probe "NEV5", did you mean "ENV5"?'],
  ['ENV5.replcias', 'there is no item, control or probe "ENV5.replcias", did you mean "ENV5.replicas"?'],
  ['ENV', 'there is no item, control or probe "ENV", did you mean "ENV1" or "ENV2" or "ENV3"?'],
  ['__proto__', 'there is no item, control or probe "__proto__", cdk-readiness list shows all of them'],
  ['\u001b[2J', 'there is no item, control or probe "\\u001b[2J", cdk-readiness list shows all of them'],
])('%j is refused', async (id, line) => {
  expect(await explain(id)).toEqual({ status: 2, stdout: '', stderr: `cdk-readiness: ${line}\n` });
});
