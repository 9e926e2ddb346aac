import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../lib/assess/report';
import type { EnvironmentInput } from '../../lib/model/input';
import type { Io } from '../../lib/cli/io';
import { finding, control, item, realistic, report } from '../report/reports';
import { command, type Ran } from './console';

const judged = jest.fn<Report, [readonly EnvironmentInput[], unknown, unknown]>();
jest.mock('../../lib/assess/assess', () => ({
  ...jest.requireActual<object>('../../lib/assess/assess'),
  assess: (environments: Iterable<EnvironmentInput>, options: unknown, evidence: unknown) =>
    judged([...environments], options, evidence),
}));

const template = { Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: {} } } };
const held = report([item('ENV1', 't', 'pass')], 'go');
const failing = report([item('ENV1', 't', 'fail')], 'no-go');
const unknown = report(
  [item('ENV1', 't', 'unknown', { controls: [control('ENV1.a', 'c', [finding('unknown', 'm')])] })],
  'undecided',
);

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'readiness-'));
  writeFileSync(join(cwd, 'shop.json'), JSON.stringify(template));
  judged.mockReset().mockReturnValue(held);
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

const check = (args: string, more: Partial<Io> = {}): Promise<Ran> =>
  command(['check', 'shop.json', ...args.split(' ').filter((word) => word !== '')], { cwd, ...more });
const refused = (line: string): Ran => ({ status: 2, stdout: '', stderr: `cdk-readiness: ${line}\n` });

describe('the exit status', () => {
  test.each([
    ['a checklist that holds', held, '', 0],
    ['an item that fails', failing, '', 1],
    ['an item that is unknown', unknown, '', 0],
    ['an item that is unknown, strictly', unknown, '--strict', 1],
    ['a checklist that holds, strictly', held, '--strict', 0],
    ['an item that fails, strictly', failing, '--strict', 1],
  ])('of %s', async (_, result, args, status) => {
    judged.mockReturnValue(result);
    const ran = await check(args);
    expect([ran.status, ran.stderr]).toEqual([status, '']);
    expect(ran.stdout).toContain(`Verdict: ${result.verdict}`);
  });

  test('of a fault of ours', async () => {
    judged.mockImplementation(() => {
      throw new TypeError('x is\nnot a function');
    });
    expect(await check('')).toEqual({
      status: 3,
      stdout: '',
      stderr:
        'cdk-readiness: sorry, this is a fault of cdk-readiness: x is\\nnot a function ' +
        '(please report it at https://github.com/cdk-readiness/cdk-readiness/issues; DEBUG=1 shows where)\n',
    });
  });

  test.each([
    ['--verbose', {}],
    ['', { env: { DEBUG: '1' } }],
  ])('of a fault of ours with its trace: %s', async (args, more) => {
    judged.mockImplementation(() => {
      throw new TypeError('broken');
    });
    const { status, stderr } = await check(args, more);
    expect(status).toBe(3);
    expect(stderr).toMatch(/^cdk-readiness: sorry.*issues\)\nTypeError: broken\n {4}at /);
  });

  test('of something thrown that is no error', async () => {
    judged.mockImplementation(() => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- a library may throw anything
      throw 'a word';
    });
    expect((await check('')).stderr).toMatch(
      /^cdk-readiness: sorry, this is a fault of cdk-readiness: a word \(/,
    );
  });
});

describe('what is judged', () => {
  const options = () => judged.mock.lastCall?.[1];
  const environments = () => judged.mock.lastCall?.[0];

  test('the templates, by all of the checklist', async () => {
    await check('');
    expect(environments()).toEqual([
      { name: '', stacks: [expect.objectContaining({ displayName: 'shop.json', template })] },
    ]);
    expect(options()).toEqual({
      workload: {},
      generatedAt: '2026-03-01T09:00:00.000Z',
      version: '0.1.0',
      items: undefined,
    });
  });

  test('the items that are asked for', async () => {
    await check('--item sec2,ENV1 --item env7');
    expect(options()).toMatchObject({ items: ['ENV1', 'ENV7', 'SEC2'] });
  });

  test('what readiness.yaml says', async () => {
    writeFileSync(
      join(cwd, 'readiness.yaml'),
      'workload: { caches: { none: Pages are cached by the CDN } }\nstacks: { shop.json: { region: eu-west-1 } }\n',
    );
    await check('');
    expect(options()).toMatchObject({ workload: { caches: { none: 'Pages are cached by the CDN' } } });
    expect(environments()?.[0]?.stacks[0]).toMatchObject({ region: 'eu-west-1' });
  });

  test('what another file says', async () => {
    writeFileSync(join(cwd, 'readiness.yaml'), 'not: this');
    writeFileSync(join(cwd, 'prod.yaml'), 'stacks: { shop.json: { account: "111111111111" } }');
    expect((await check('--config prod.yaml')).stderr).toBe('');
    expect(environments()?.[0]?.stacks[0]).toMatchObject({ account: '111111111111' });
  });

  test('at the time that SOURCE_DATE_EPOCH fixes', async () => {
    await check('', { env: { SOURCE_DATE_EPOCH: '86400' } });
    expect(options()).toMatchObject({ generatedAt: '1970-01-02T00:00:00.000Z' });
  });
});

describe('reports of other runs', () => {
  const live = report([item('ENV1', 't', 'pass')], 'go');

  test('are joined', async () => {
    writeFileSync(join(cwd, 'live.json'), JSON.stringify(live));
    expect((await check('--with live.json --with live.json')).stderr).toBe('');
    expect(judged.mock.lastCall?.[2]).toEqual({ reports: [live, live] });
    await check('');
    expect(judged.mock.lastCall?.[2]).toEqual({ reports: [] });
  });

  test('that cannot be read are refused', async () => {
    writeFileSync(
      join(cwd, 'live.json'),
      JSON.stringify({ ...live, items: [{ ...live.items[0], id: 'ENV0' }] }),
    );
    expect(await check('--with live.json')).toEqual(
      refused('live.json: items[0]: there is no item "ENV0", did you mean "ENV1" or "ENV2" or "ENV3"?'),
    );
    expect(judged).not.toHaveBeenCalled();
  });
});

describe('where reports go', () => {
  beforeEach(() => judged.mockReturnValue(realistic));
  const json = `${JSON.stringify(realistic, null, 2)}\n`;
  const read = (file: string) => readFileSync(join(cwd, file), 'utf8');

  test('text goes to stdout', async () => {
    const { stdout } = await check('');
    expect(stdout).toMatch(/^Controls that fail: 2 errors, 1 warning\n/);
    expect((await check('--format text')).stdout).toBe(stdout);
  });

  test('one format goes to stdout, others to files', async () => {
    const { stdout, stderr } = await check('--format json --format text=report.txt');
    expect([stdout, stderr]).toEqual([json, '']);
    expect(read('report.txt')).toMatch(/Verdict: no-go/);
  });

  test('text goes to stdout beside files', async () => {
    expect((await check('--format json=report.json')).stdout).toMatch(/Verdict: no-go/);
    expect(read('report.json')).toBe(json);
  });

  test('an old report is replaced and nothing else is left behind', async () => {
    writeFileSync(join(cwd, 'report.json'), 'old and longer'.repeat(10_000));
    await check('--format json=report.json');
    expect(read('report.json')).toBe(json);
    expect(readdirSync(cwd).sort()).toEqual(['report.json', 'shop.json']);
  });

  test('a link stays a link', async () => {
    mkdirSync(join(cwd, 'real'));
    writeFileSync(join(cwd, 'real', 'report.json'), '');
    symlinkSync(join('real', 'report.json'), join(cwd, 'report.json'));
    await check('--format json=report.json');
    expect(readFileSync(join(cwd, 'real', 'report.json'), 'utf8')).toBe(json);
  });

  test('a device stays a device', async () => {
    expect((await check('--format json=/dev/null')).status).toBe(1);
    expect(readFileSync('/dev/null', 'utf8')).toBe('');
  });

  test('a file has the same bytes whatever the terminal', async () => {
    await check('--format text=plain.txt');
    await check('--color --format text=terminal.txt', {
      stdout: { isTTY: true, columns: 60, write: () => true },
    });
    expect(read('terminal.txt')).toBe(read('plain.txt'));
    expect(read('plain.txt')).not.toContain('\u001b');
  });

  test.each([
    ['--format json=reports/a.json', 'reports/a.json cannot be written: the folder reports does not exist'],
    ['--format json=.', '. cannot be written: it is a folder'],
    ['--format json=', '--format json= names no file'],
    ['--format jsn', 'there is no format "jsn", did you mean "json"?'],
    ['--format pdf', 'there is no format "pdf", there are text, json'],
    ['--format toString', 'there is no format "toString", there are text, json'],
    [
      '--format json --format text',
      'two formats would go to stdout, write one of them to a file: --format json=report.json',
    ],
  ])('%s is refused', async (args, line) => {
    expect(await check(args)).toEqual(refused(line));
    expect(judged).not.toHaveBeenCalled();
  });

  test('two formats in one file are refused', async () => {
    expect(await check('--format json=a --format text=./a')).toEqual(refused('two formats would go to ./a'));
  });

  test('a file whose name is too long is refused', async () => {
    const name = 'x'.repeat(300);
    expect(await check(`--format json=${name}`)).toEqual(refused(`${name} cannot be written: ENAMETOOLONG`));
  });

  test('a file that cannot be made is told', async () => {
    symlinkSync('loop', join(cwd, 'loop'));
    expect(await check('--format json=loop')).toEqual(refused('loop cannot be written: ELOOP'));
  });
});

describe('the command line is refused in one line', () => {
  test.each([
    ['--item ENV55', 'there is no item, control or probe "ENV55", did you mean "ENV5"?'],
    ['--item nothing', 'there is no item, control or probe "nothing", cdk-readiness list shows all of them'],
    ['--item ENV5 --phase Rollback', 'no item of ENV5 is in the phase Rollback Procedures'],
    ['--config nothing.yaml', 'nothing.yaml does not exist'],
    ['--stage Prod', '--stage: there is no Stage "Prod", these templates have no Stages'],
    ['--fromat json', "unknown option '--fromat', did you mean --format? (cdk-readiness check --help)"],
    ['--format', "option '--format <format>' argument missing (cdk-readiness check --help)"],
  ])('%s', async (args, line) => {
    expect(await check(args)).toEqual(refused(line));
  });

  test.each(['1e5', '-1', 'now', '99999999999999'])('SOURCE_DATE_EPOCH=%s', async (value) => {
    expect(await check('', { env: { SOURCE_DATE_EPOCH: value } })).toEqual(
      refused(`SOURCE_DATE_EPOCH must be a number of seconds since 1970, got "${value}"`),
    );
  });

  test('a mistake in readiness.yaml', async () => {
    writeFileSync(join(cwd, 'readiness.yaml'), 'stages: [Prod]\nstacks: {}\nowner: me\n');
    expect(await check('')).toEqual(
      refused(
        'readiness.yaml:3:1: the file has no key "owner", its keys are workload, stages, stacks, elsewhere, accounts',
      ),
    );
  });

  test('an error that brings a line and a colour of its own', async () => {
    const { stderr } = await check('--stage \u001b[31mProd\nVerdict:go');
    expect(stderr).toBe(
      'cdk-readiness: --stage: there is no Stage "\\u001b[31mProd\\nVerdict:go", these templates have no Stages\n',
    );
  });
});
