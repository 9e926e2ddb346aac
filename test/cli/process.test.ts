import { execFile, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Ajv from 'ajv';
import schema from '../../schemas/report.schema.json';

jest.setTimeout(60_000);

const root = resolve(__dirname, '../..');
const node = ['--import', `file://${require.resolve('tsx')}`, join(root, 'bin', 'cdk-readiness.ts')];

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'readiness-'));
  const balancer = (name: string) => ({
    [name]: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Scheme: 'internet-facing' } },
  });
  writeFileSync(join(cwd, 'one.json'), JSON.stringify({ Resources: balancer('One') }));
  writeFileSync(join(cwd, 'two.json'), JSON.stringify({ Resources: balancer('Two') }));
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((done) => {
    const options = { cwd, env: { PATH: process.env.PATH, SOURCE_DATE_EPOCH: '0', ...env } };
    const child = execFile(process.execPath, [...node, ...args], options, (_, stdout, stderr) => {
      done({ status: child.exitCode, stdout, stderr });
    });
  });
}

test('a checklist that does not hold exits with 1, its report on stdout alone', async () => {
  const { status, stdout, stderr } = await run(['check', 'one.json']);
  expect([status, stderr]).toEqual([1, '']);
  expect(stdout).toMatch(/^Controls that fail: .*\n[^]*\nVerdict: no-go\. Fails: ENV1, [^]*\n$/);
  expect(stdout).not.toContain('\u001b');
});

test('colours come where they are forced', async () => {
  expect((await run(['check', 'one.json'], { FORCE_COLOR: '1' })).stdout).toContain('\u001b[31m');
  expect((await run(['check', 'one.json'], { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).not.toContain(
    '\u001b',
  );
});

test('two runs give the same valid bytes, whatever the order of the arguments', async () => {
  const [first, again, reversed] = await Promise.all([
    run(['check', 'one.json', 'two.json', '--format', 'json', '--item', 'ENV,SEC']),
    run(['check', 'one.json', 'two.json', '--format', 'json', '--item', 'ENV,SEC']),
    run(['check', '--item', 'SEC', '--format', 'json', 'two.json', 'one.json', '--item', 'ENV']),
  ]);
  expect(first?.stdout.length).toBeGreaterThan(1000);
  expect(new Ajv().validate(schema, JSON.parse(first?.stdout ?? ''))).toBe(true);
  expect(again).toEqual(first);
  expect(reversed).toEqual(first);
});

test.each([
  [
    'no assembly',
    ['check'],
    "cdk.out: no such file or folder; run 'cdk synth' first, or name the assembly folder or the templates to check",
  ],
  ['a missing file', ['check', 'one.json', '--config', 'no.yaml'], 'no.yaml does not exist'],
  [
    'bad usage',
    ['check', '--strickt'],
    "unknown option '--strickt', did you mean --strict? (cdk-readiness check --help)",
  ],
])('%s exits with 2 and one line on stderr', async (_, args, line) => {
  expect(await run(args)).toEqual({ status: 2, stdout: '', stderr: `cdk-readiness: ${line}\n` });
});

test('a selector that names nothing exits with 2 and its place', async () => {
  writeFileSync(join(cwd, 'odd.yaml'), 'workload:\n  entries: [one.json.Onn]\n');
  expect(await run(['check', 'one.json', '--config', 'odd.yaml'])).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'cdk-readiness: odd.yaml:2:13: one.json.Onn names no resource of the templates, expected a construct path or Stack.LogicalId\n',
  });
});

test('a reader that leaves early is no error', async () => {
  const child = spawn(process.execPath, [...node, 'list', '--format', 'json'], { cwd });
  let stderr = '';
  child.stderr.on('data', (text) => (stderr += String(text)));
  child.stdout.once('readable', () => child.stdout.destroy());
  const status = await new Promise((done) => child.on('close', done));
  expect([status, stderr]).toEqual([0, '']);
});

test('a report that finds no room exits with 3', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [...node, 'list'], { cwd, stdio: ['ignore', full, 'pipe'] });
  closeSync(full);
  let stderr = '';
  child.stderr?.on('data', (text) => (stderr += String(text)));
  const status = await new Promise((done) => child.on('close', done));
  expect([status, stderr]).toEqual([3, 'cdk-readiness: the output cannot be written: ENOSPC\n']);
});

test('the command can be run by its name', () => {
  expect(readFileSync(join(root, 'bin', 'cdk-readiness.ts'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test('neither the CDK, an SDK nor what a run does not need is loaded', async () => {
  writeFileSync(
    join(cwd, 'loaded.cjs'),
    `process.on('exit', () => process.stderr.write(Object.keys(require.cache).join('\\n')));`,
  );
  const loaded = async (...args: readonly string[]) => {
    const preload = `--require ${join(cwd, 'loaded.cjs')}`;
    const { stderr } = await run(args, { NODE_OPTIONS: preload });
    const names = stderr.split('\n').map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
    // What compiles TypeScript here is not part of the package.
    return [...new Set(names)]
      .filter((name) => name !== undefined && !['tsx', 'esbuild'].includes(name))
      .sort();
  };
  expect(await loaded('--version')).toEqual(['commander']);
  expect(await loaded('check', 'one.json', '--format', 'json=a.json')).toEqual(['commander', 'picocolors']);
});
