import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentInput, StackInput } from '../../lib/model/input';
import { readAssembly } from '../../lib/sources/assembly';
import { temporaryFolder, thrownBy } from './temporary';

const folder = temporaryFolder();
const type = 'aws:cloudformation:stack';
const queue = { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } };

/** Writes an assembly with one template, `Shop.template.json`, and these artifacts. */
function assembly(artifacts: unknown, version: unknown = '55.0.0'): void {
  rmSync(join(folder.path, 'cdk.out'), { recursive: true, force: true });
  folder.write('cdk.out/manifest.json', { version, artifacts });
  folder.write('cdk.out/Shop.template.json', queue);
}

const read = (): EnvironmentInput[] => [...readAssembly('cdk.out', { cwd: folder.path })];
const shop = (artifact: object, properties: object = {}): StackInput => {
  assembly({
    Shop: { type, properties: { templateFile: 'Shop.template.json', ...properties }, ...artifact },
  });
  const [stack] = read()[0]?.stacks ?? [];
  if (!stack) throw new Error('no stack');
  return stack;
};

describe('a stack of the manifest', () => {
  test('needs a template, the rest has defaults', () => {
    const { template, constructs, ...rest } = shop({});
    expect(rest).toEqual({
      id: 'Shop',
      displayName: 'Shop',
      stackName: 'Shop',
      templateFile: 'cdk.out/Shop.template.json',
    });
    expect(template).toEqual(queue);
    expect(constructs?.stack()).toEqual({ path: 'Shop' });
    expect(constructs?.construct('Queue')).toBeUndefined();
  });

  test.each([
    ['aws://111111111111/eu-west-1', '111111111111', 'eu-west-1'],
    ['aws://unknown-account/eu-west-1', undefined, 'eu-west-1'],
    ['aws://111111111111/unknown-region', '111111111111', undefined],
    ['aws://unknown-account/unknown-region', undefined, undefined],
    ['elsewhere', undefined, undefined],
    [undefined, undefined, undefined],
  ])('in the environment %s', (environment, account, region) => {
    const stack = shop({ environment });
    expect([stack.account, stack.region]).toEqual([account, region]);
  });

  test('has parameters and tags, of which the literal ones are kept', () => {
    const stack = shop(
      {},
      { parameters: { Size: '3', Odd: {} }, tags: { team: 'shop', constructor: 'x', odd: 1 } },
    );
    expect(stack.parameters).toEqual({ Size: '3' });
    expect(stack.tags).toEqual({ team: 'shop', constructor: 'x' });
  });

  test('names of Object are plain tags', () => {
    assembly({});
    const text =
      '{"Shop": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Shop.template.json"';
    const own = `{"version": "1", "artifacts": ${text}, "tags": {"__proto__": "polluted"}}}}}`;
    folder.write('cdk.out/manifest.json', own);
    const tags = read()[0]?.stacks[0]?.tags;
    expect(Object.entries(tags ?? {})).toEqual([['__proto__', 'polluted']]);
    expect(Object.getPrototypeOf(tags)).toBe(Object.prototype);
  });

  test.each([
    ['key', 'value'],
    ['Key', 'Value'],
  ])('has tags in its metadata in older versions, as %s and %s', (key, value) => {
    const data = [{ [key]: 'team', [value]: 'shop' }, { [key]: 'odd' }];
    expect(shop({ metadata: { '/Shop': [{ type: 'aws:cdk:stack-tags', data }] } }).tags).toEqual({
      team: 'shop',
    });
  });

  test('has constructs in its metadata in older versions', () => {
    const trace = ['new Queue (/app/node_modules/x.js:1:1)', 'new Shop (/app/lib/shop.ts:4:5)'];
    const metadata = {
      '/Shop/Queue/Resource': [{ type: 'aws:cdk:logicalId', data: 'Queue', trace }],
      '/Shop/Queue': [{ type: 'aws:cdk:acknowledged-rules', data: { ENV5: 'planned', Odd: 1 }, trace }],
    };
    const { constructs } = shop({ metadata });
    const source = '/app/lib/shop.ts:4:5';
    expect(constructs?.construct('Queue')).toEqual({ path: 'Shop/Queue/Resource', source });
    expect(constructs?.acknowledgements()).toEqual([
      { id: 'ENV5', reason: 'planned', path: 'Shop/Queue', source },
      { id: 'Odd', reason: '', path: 'Shop/Queue', source },
    ]);
  });

  test('is left out where it has no resources', () => {
    const templateFile = 'Empty.template.json';
    assembly({
      A: { type, properties: { templateFile } },
      B: { type, properties: { templateFile: 'B.json' } },
    });
    folder.write('cdk.out/Empty.template.json', { Parameters: {} });
    folder.write('cdk.out/B.json', { Resources: {} });
    expect(read()).toEqual([]);
  });
});

test('artifacts of other types are passed over', () => {
  assembly({ Tree: { type: 'cdk:tree', properties: { file: '../../secret' } }, Odd: {} });
  expect(read()).toEqual([]);
  assembly(undefined);
  expect(read()).toEqual([]);
});

test('a Stage without a name is called by its folder', () => {
  assembly({ Prod: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } } });
  folder.write('cdk.out/assembly-Prod/manifest.json', {
    version: '1',
    artifacts: { Shop: { type, properties: { templateFile: 'Shop.template.json' } } },
  });
  folder.write('cdk.out/assembly-Prod/Shop.template.json', queue);
  expect(read().map(({ name }) => name)).toEqual(['Prod']);
});

describe('a damaged manifest has a message of one line', () => {
  test.each([
    [[], 'is a list; expected a manifest: synthesize it again'],
    [{}, 'version is missing; expected the manifest of a cloud assembly: synthesize it again'],
    [{ version: 55 }, 'version is a number; expected the manifest of a cloud assembly: synthesize it again'],
    [{ version: '1', artifacts: [] }, 'artifacts is a list; expected a mapping: synthesize it again'],
    [
      { version: '1', artifacts: { A: 'x' } },
      "artifact 'A' is a string; expected a mapping: synthesize it again",
    ],
    [
      { version: '1', artifacts: { A: { type } } },
      "templateFile of artifact 'A' is missing; expected a string: synthesize it again",
    ],
    [
      { version: '1', artifacts: { A: { type: 'cdk:cloud-assembly', properties: { directoryName: 1 } } } },
      "directoryName of artifact 'A' is a number; expected a string: synthesize it again",
    ],
    [
      {
        version: '1',
        artifacts: {
          A: { type, dependencies: ['B', 'toString', 1], properties: { templateFile: 'x' } },
          B: { type: 'cdk:asset-manifest' },
        },
      },
      "file of artifact 'B' is missing; expected a string: synthesize it again",
    ],
  ])('%j', (manifest, problem) => {
    assembly({});
    folder.write('cdk.out/manifest.json', manifest);
    expect(thrownBy(read)).toBe(`UnreadableInput: cdk.out/manifest.json: ${problem}`);
  });

  test('that is not JSON', () => {
    assembly({});
    folder.write('cdk.out/manifest.json', '{"version": ');
    expect(thrownBy(read)).toBe(
      'UnreadableInput: cdk.out/manifest.json:1:13: expected a value, found the end of the file; ' +
        'it is truncated: write or synthesize it again',
    );
  });

  test('whose Stages have no folder, or one that is no assembly', () => {
    assembly({ Prod: { type: 'cdk:cloud-assembly', properties: { directoryName: 'gone' } } });
    expect(thrownBy(read)).toBe(
      'UnreadableInput: cdk.out/gone: no such file; check the path or synthesize again',
    );
    mkdirSync(join(folder.path, 'cdk.out', 'gone'));
    expect(thrownBy(read)).toBe(
      'UnreadableInput: cdk.out/gone: is no cloud assembly, as it has no manifest.json; ' +
        "name the folder that 'cdk synth' wrote, or the templates to check",
    );
  });

  test('whose metadata is no mapping', () => {
    const { constructs } = shop({ additionalMetadataFile: 'Shop.metadata.json' });
    folder.write('cdk.out/Shop.metadata.json', '[]');
    expect(thrownBy(() => constructs?.stack())).toBe(
      'UnreadableInput: cdk.out/Shop.metadata.json: is a list; expected a mapping: synthesize it again',
    );
  });
});

describe('nothing outside the assembly is read', () => {
  const refused = (name: string): string =>
    `UnreadableInput: cdk.out/manifest.json: names '${name}', outside the assembly; synthesize it again`;
  const outside = folder.write('outside/manifest.json', { version: '1', artifacts: {} });
  const secret = folder.write('secret.json', queue);

  test.each(['../secret.json', secret, 'a/../../secret.json', '..', '.', '', '/etc/passwd'])(
    'template %j',
    (name) => {
      assembly({ Shop: { type, properties: { templateFile: name } } });
      expect(thrownBy(read)).toBe(refused(name));
    },
  );

  test.each(['../outside', join(outside, '..'), '.', '..'])('Stage %j', (directoryName) => {
    assembly({ Prod: { type: 'cdk:cloud-assembly', properties: { directoryName } } });
    expect(thrownBy(read)).toBe(refused(directoryName));
  });

  test('template of a Stage in the folder around it', () => {
    assembly({ Prod: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } } });
    const stack = { type, properties: { templateFile: '../Shop.template.json' } };
    folder.write('cdk.out/assembly-Prod/manifest.json', { version: '1', artifacts: { Shop: stack } });
    expect(thrownBy(read)).toBe(
      "UnreadableInput: cdk.out/assembly-Prod/manifest.json: names '../Shop.template.json', outside the assembly; " +
        'synthesize it again',
    );
  });

  test('metadata and asset manifests', () => {
    const stack = { type, properties: { templateFile: 'Shop.template.json' } };
    assembly({ Shop: { ...stack, additionalMetadataFile: '../secret.json' } });
    expect(thrownBy(read)).toBe(refused('../secret.json'));
    assembly({
      Shop: { ...stack, dependencies: ['Assets'] },
      Assets: { type: 'cdk:asset-manifest', properties: { file: '../secret.json' } },
    });
    const child = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://x/y.json' } };
    folder.write('cdk.out/Shop.template.json', { Resources: { Child: child } });
    expect(thrownBy(read)).toBe(refused('../secret.json'));
  });

  test('by a link to a file, a folder, or a file in a linked folder', () => {
    assembly({ Shop: { type, properties: { templateFile: 'link.json' } } });
    symlinkSync(secret, join(folder.path, 'cdk.out', 'link.json'));
    expect(thrownBy(read)).toBe(refused('link.json'));
    assembly({ Prod: { type: 'cdk:cloud-assembly', properties: { directoryName: 'link' } } });
    symlinkSync(join(outside, '..'), join(folder.path, 'cdk.out', 'link'));
    expect(thrownBy(read)).toBe(refused('link'));
    assembly({ Shop: { type, properties: { templateFile: 'link/manifest.json' } } });
    symlinkSync(join(outside, '..'), join(folder.path, 'cdk.out', 'link'));
    expect(thrownBy(read)).toBe(refused('link/manifest.json'));
  });

  test('whereas a link inside it is followed', () => {
    assembly({ Shop: { type, properties: { templateFile: 'link.json' } } });
    symlinkSync('Shop.template.json', join(folder.path, 'cdk.out', 'link.json'));
    expect(read()[0]?.stacks[0]?.template).toEqual(queue);
  });

  test('a Stage that leads back to a folder above it', () => {
    assembly({ Prod: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } } });
    const loop = { type: 'cdk:cloud-assembly', properties: { directoryName: 'loop' } };
    folder.write('cdk.out/assembly-Prod/manifest.json', { version: '1', artifacts: { Prod: loop } });
    symlinkSync('.', join(folder.path, 'cdk.out', 'assembly-Prod', 'loop'));
    expect(thrownBy(read)).toBe(
      "UnreadableInput: cdk.out/assembly-Prod/manifest.json: names the folder 'loop' a second time; synthesize it again",
    );
  });
});
