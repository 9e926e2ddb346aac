import { version } from '../../package.json';
import { command } from './console';

test('the version is that of the package', async () => {
  expect(await command(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test.each([[['--help']], [['help']], [['check', '--help']], [['help', 'explain']]])(
  '%j goes to stdout',
  async (argv) => {
    const { status, stdout, stderr } = await command(argv);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Usage: cdk-readiness /);
  },
);

test('help on check names its formats and the exit status', async () => {
  const { stdout } = await command(['check', '--help']);
  expect(stdout).toContain('text or json, or format=file; repeatable');
  expect(stdout).toContain(
    'Exit status: 0 it holds, 1 it does not, 2 bad usage or unreadable input, 3 a fault of cdk-readiness.\n',
  );
});

test.each([
  [[], 'name a command: check, verify, list or explain (cdk-readiness --help)'],
  [['chekc'], "unknown command 'chekc', did you mean check? (cdk-readiness --help)"],
  [['deploy'], "unknown command 'deploy' (cdk-readiness --help)"],
  [['--strict'], "unknown option '--strict' (cdk-readiness --help)"],
  [['explain'], "missing required argument 'id' (cdk-readiness explain --help)"],
  [
    ['explain', 'ENV5', 'ENV6'],
    "too many arguments for 'explain'. Expected 1 argument but got 2. (cdk-readiness explain --help)",
  ],
  [['list', '--stage', 'Prod'], "unknown option '--stage' (cdk-readiness list --help)"],
  [['check', '--\u001b[31m'], "unknown option '--\\u001b[31m' (cdk-readiness check --help)"],
])('%j is refused in one line', async (argv, line) => {
  expect(await command(argv)).toEqual({ status: 2, stdout: '', stderr: `cdk-readiness: ${line}\n` });
});
