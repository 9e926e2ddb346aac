import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  App,
  CfnStack,
  NestedStack,
  Stack,
  Stage,
  Tags,
  Validations,
  aws_s3_assets,
  aws_sns,
  aws_sqs,
} from 'aws-cdk-lib';
import type { EnvironmentInput, StackInput } from '../../lib/model/input';
import { readAssembly } from '../../lib/sources/assembly';
import { temporaryFolder, thrownBy } from './temporary';

const folder = temporaryFolder();
const env = { account: '111111111111', region: 'eu-west-1' };
function acknowledge(scope: Stack | aws_sns.Topic, id: string, reason: string): void {
  Validations.of(scope).acknowledge({ id, reason });
}

/** An app with everything in it: stacks in and outside Stages, nested stacks, a plain template as an asset. */
function synthesize(name: string, context: Record<string, unknown> = {}): string {
  const app = new App({ outdir: join(folder.path, name), context });
  new Stack(app, 'Empty');
  const org = new Stage(app, 'Org');
  const prod = new Stage(org, 'Prod', { env });
  new Stage(app, 'Nothing');
  const data = new Stack(prod, 'Data', { stackName: 'shop-data', tags: { team: 'shop' } });
  new aws_sns.Topic(data, 'Topic');
  const nested = new NestedStack(data, 'Nested');
  acknowledge(new aws_sns.Topic(nested, 'Topic'), 'ENV5', 'planned');
  acknowledge(data, 'Readiness::SEC4.per-user', 'an internal tool');
  Tags.of(nested).add('tier', 'one');
  const inner = new NestedStack(nested, 'Inner');
  new aws_sns.Topic(inner, 'Topic');
  const child = folder.write('child.yaml', 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n');
  const { httpUrl } = new aws_s3_assets.Asset(data, 'Child', { path: child });
  new CfnStack(data, 'Plain', { templateUrl: httpUrl });
  const shared = new Stack(app, 'Shared');
  new aws_sqs.Queue(shared, 'Queue');
  new aws_sqs.Queue(new Stack(prod, 'Apex'), 'Queue');
  return app.synth().directory;
}

const bare = synthesize('bare');
const withMetadata = synthesize('with-metadata', {
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
});
const read = (path: string): EnvironmentInput[] => [...readAssembly(path, { cwd: folder.path })];
const stack = (path: string, environment: string, id: RegExp): StackInput => {
  const found = read(path)
    .find(({ name }) => name === environment)
    ?.stacks.find((candidate) => id.test(candidate.id));
  if (!found) throw new Error(`no stack like ${id} in ${environment}`);
  return found;
};

test('each Stage is an environment called by its path, stacks stand in the order of the manifest', () => {
  expect(read(bare).map(({ name, stacks }) => [name, stacks.map(({ displayName }) => displayName)])).toEqual([
    ['', ['Shared']],
    ['Org/Prod', ['Org/Prod/Data', 'Org/Prod/Apex']],
  ]);
});

test('a stack says what the manifest says of it', () => {
  const { template, constructs, nested, ...rest } = stack(bare, 'Org/Prod', /Data/);
  expect(rest).toEqual({
    id: expect.stringMatching(/^OrgProdData[0-9A-F]{8}$/),
    displayName: 'Org/Prod/Data',
    stackName: 'shop-data',
    account: '111111111111',
    region: 'eu-west-1',
    templateFile: `bare/assembly-Org/assembly-Org-Prod/${rest.id}.template.json`,
    parameters: undefined,
    tags: { team: 'shop' },
  });
  expect(Object.keys(template.Resources ?? {})).toEqual(expect.arrayContaining(['TopicBFC7AF6E', 'Plain']));
  expect(constructs).toBeDefined();
  expect(Object.keys(nested ?? {})).toHaveLength(2);
});

test('an account and a region that the CDK does not know are absent', () => {
  const { account, region, stackName } = stack(bare, '', /Shared/);
  expect({ account, region, stackName }).toEqual({
    account: undefined,
    region: undefined,
    stackName: 'Shared',
  });
});

describe.each([
  ['by the asset manifest', bare],
  ['by the metadata that the command of the CDK adds', withMetadata],
])('nested stacks are found %s', (_title, path) => {
  const data = stack(path, 'Org/Prod', /Data/);
  const [nested, plain] = ['NestedNestedStack', 'Plain'].map((prefix) => {
    const [found] = Object.entries(data.nested ?? {}).filter(([logicalId]) => logicalId.startsWith(prefix));
    if (!found) throw new Error(`${prefix} is not nested`);
    return { logicalId: found[0], input: found[1] };
  });
  const inner = Object.values(nested?.input.nested ?? {})[0];

  test('with the place, the tags and the names of their own', () => {
    const { template, constructs, nested: below, ...rest } = nested?.input ?? fail();
    expect(rest).toEqual({
      id: `${data.id}/${nested?.logicalId}`,
      displayName: 'Org/Prod/Data/Nested',
      account: '111111111111',
      region: 'eu-west-1',
      templateFile: expect.stringMatching(/OrgProdDataNested[0-9A-F]{8}\.nested\.template\.json$/),
      tags: { team: 'shop', tier: 'one' },
    });
    expect(template.Resources).toHaveProperty('TopicBFC7AF6E');
    expect(constructs?.stack()?.path).toBe('Org/Prod/Data/Nested');
    expect(Object.values(below ?? {}).map(({ displayName }) => displayName)).toEqual([
      'Org/Prod/Data/Nested/Inner',
    ]);
  });

  test('and equal logical ids in them are different constructs', () => {
    const topic = 'TopicBFC7AF6E';
    expect([data, nested?.input, inner].map((input) => input?.constructs?.construct(topic)?.path)).toEqual([
      'Org/Prod/Data/Topic/Resource',
      'Org/Prod/Data/Nested/Topic/Resource',
      'Org/Prod/Data/Nested/Inner/Topic/Resource',
    ]);
  });

  test('also where the template is a file of its own, whose lines are the source', () => {
    expect(Object.keys(plain?.input.template.Resources ?? {})).toEqual(['Queue']);
    expect(plain?.input.displayName).toBe('Org/Prod/Data/Plain');
    const origin = plain?.input.constructs?.construct('Queue');
    expect(origin).toEqual({ path: '', source: `${plain?.input.templateFile}:2:3` });
  });
});

function fail(): never {
  throw new Error('not found');
}

test('constructs have the line of the code that made them', () => {
  const here = [...readAssembly(bare, { cwd: realpathSync(process.cwd()) })];
  const shared = here[0]?.stacks[0];
  const line = /^test\/sources\/assembly\.test\.ts:\d+:\d+$/;
  expect(shared?.constructs?.stack()).toEqual({ path: 'Shared', source: expect.stringMatching(line) });
  const [queue = ''] = Object.keys(shared?.template.Resources ?? {});
  expect(shared?.constructs?.construct(queue)).toEqual({
    path: 'Shared/Queue/Resource',
    source: expect.stringMatching(line),
  });
  expect(shared?.constructs?.construct('NoSuchId')).toBeUndefined();
  expect(shared?.constructs?.construct('__proto__')).toBeUndefined();
});

test('acknowledgements are those on a stack and below it', () => {
  const data = stack(bare, 'Org/Prod', /Data/);
  const nested = Object.entries(data.nested ?? {}).find(([id]) => id.startsWith('Nested'))?.[1];
  const source = expect.stringMatching(/assembly\.test\.ts:\d+:\d+$/);
  const planned = { id: 'ENV5', reason: 'planned', path: 'Org/Prod/Data/Nested/Topic', source };
  const internal = {
    id: 'Readiness::SEC4.per-user',
    reason: 'an internal tool',
    path: 'Org/Prod/Data',
    source,
  };
  expect(data.constructs?.acknowledgements()).toEqual([internal, planned]);
  expect(nested?.constructs?.acknowledgements()).toEqual([planned]);
  expect(stack(bare, '', /Shared/).constructs?.acknowledgements()).toEqual([]);
});

describe('only some templates', () => {
  const prod = join(bare, 'assembly-Org', 'assembly-Org-Prod');

  test('are read with what is nested in them', () => {
    const { id } = stack(bare, 'Org/Prod', /Data/);
    const only = [join(prod, `${id}.template.json`)];
    const [environment, ...more] = readAssembly(bare, { cwd: folder.path, only });
    expect(more).toEqual([]);
    expect(environment?.name).toBe('Org/Prod');
    expect(environment?.stacks.map((chosen) => [chosen.id, Object.keys(chosen.nested ?? {}).length])).toEqual(
      [[id, 2]],
    );
  });

  test('may be none', () => {
    expect([...readAssembly(bare, { only: [] })]).toEqual([]);
  });

  test('are told through links too', () => {
    const link = join(folder.path, 'linked');
    symlinkSync(bare, link);
    const only = [join(link, 'Shared.template.json')];
    expect(
      [...readAssembly(link, { cwd: folder.path, only })].map(({ stacks }) => stacks[0]?.templateFile),
    ).toEqual(['linked/Shared.template.json']);
  });
});

test('templates are read when their environment is asked for, and metadata when it is', () => {
  const path = synthesize('lazy');
  const prod = join(path, 'assembly-Org', 'assembly-Org-Prod');
  const { id } = stack(path, 'Org/Prod', /Data/);
  const environments = readAssembly(path, { cwd: folder.path });
  writeFileSync(join(path, 'Shared.metadata.json'), '{');
  writeFileSync(join(prod, `${id}.template.json`), '{');
  const first = environments.next();
  const { name, stacks } = first.value ?? fail();
  expect(name).toBe('');
  expect(thrownBy(() => environments.next())).toMatch(
    new RegExp(
      `^UnreadableInput: lazy/assembly-Org/assembly-Org-Prod/${id}\\.template\\.json:1:2: expected a key`,
    ),
  );
  const constructs = stacks[0]?.constructs;
  const message =
    "UnreadableInput: lazy/Shared.metadata.json:1:2: expected a key in double quotes or '}', found the end of the " +
    'file; it is truncated: write or synthesize it again';
  expect(thrownBy(() => constructs?.construct('Queue'))).toBe(message);
  expect(constructs?.acknowledgements()).toEqual([]);
});

describe('what is no assembly has a message of one line', () => {
  const message = (path: string): string => thrownBy(() => read(join(folder.path, path)));

  test('a missing folder', () => {
    expect(message('nowhere')).toBe(
      "UnreadableInput: nowhere: no such folder; run 'cdk synth' first, or name the folder that it wrote",
    );
  });

  test('a file', () => {
    folder.write('file', '{}');
    expect(message('file')).toBe('UnreadableInput: file: is no folder; expected a cloud assembly');
  });

  test('a folder without manifest', () => {
    mkdirSync(join(folder.path, 'folder'));
    expect(message('folder')).toBe(
      'UnreadableInput: folder: is no cloud assembly, as it has no manifest.json; ' +
        "name the folder that 'cdk synth' wrote, or the templates to check",
    );
  });

  test('a folder of templates', () => {
    folder.write('templates/b.yaml', '');
    folder.write('templates/a.template', '');
    folder.write('templates/README.md', '');
    expect(message('templates')).toBe(
      'UnreadableInput: templates: is no cloud assembly, as it has no manifest.json; ' +
        'to check the templates in it, name the files, such as templates/a.template',
    );
  });

  test('an assembly that lacks a file it names', () => {
    const path = synthesize('incomplete');
    rmSync(join(path, 'Shared.template.json'));
    expect(message('incomplete')).toBe(
      'UnreadableInput: incomplete/Shared.template.json: no such file; check the path or synthesize again',
    );
  });
});
