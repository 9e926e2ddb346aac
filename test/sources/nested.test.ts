import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { StackInput } from '../../lib/model/input';
import { readAssembly } from '../../lib/sources/assembly';
import { fileNameIn, templateUrl } from '../../lib/sources/nested';
import { temporaryFolder, thrownBy } from './temporary';

const folder = temporaryFolder();
const queue = { Type: 'AWS::SQS::Queue' };
const child = (url: unknown, metadata?: object): object => ({
  Type: 'AWS::CloudFormation::Stack',
  Properties: { TemplateURL: url },
  Metadata: metadata,
});

let count = 0;
interface Given {
  readonly resources: Record<string, object>;
  /** Published names of assets and the files behind them. */
  readonly assets?: Record<string, string>;
  readonly templates?: Record<string, object | string>;
  readonly metadata?: object | string;
}

/** Writes an assembly of one stack, `Shop`, and reads it. */
function shop({ resources, assets = {}, templates = {}, metadata = {} }: Given): StackInput {
  const name = `out${(count += 1)}`;
  const files = Object.entries(assets).map(([objectKey, path], index) => [
    `hash${index}`,
    { source: { path }, destinations: { here: { objectKey } } },
  ]);
  folder.write(`${name}/Shop.assets.json`, { files: { odd: 1, ...Object.fromEntries(files) } });
  folder.write(`${name}/Shop.metadata.json`, metadata);
  folder.write(`${name}/Shop.json`, { Resources: resources });
  for (const [file, template] of Object.entries(templates)) folder.write(`${name}/${file}`, template);
  folder.write(`${name}/manifest.json`, {
    version: '1',
    artifacts: {
      Shop: {
        type: 'aws:cloudformation:stack',
        properties: { templateFile: 'Shop.json' },
        dependencies: ['Shop.assets'],
        additionalMetadataFile: 'Shop.metadata.json',
      },
      'Shop.assets': { type: 'cdk:asset-manifest', properties: { file: 'Shop.assets.json' } },
    },
  });
  const [stack] = [...readAssembly(name, { cwd: folder.path })].flatMap(({ stacks }) => stacks);
  if (!stack) throw new Error('no stack');
  return stack;
}

describe('the name at the end of a TemplateURL', () => {
  const join = (...parts: unknown[]): object => ({ 'Fn::Join': ['', parts] });
  test.each([
    ['https://s3.amazonaws.com/bucket/abc.json', 'abc.json'],
    ['https://s3.amazonaws.com/bucket/abc.json?versionId=1#x', 'abc.json'],
    ['abc.json', 'abc.json'],
    [{ 'Fn::Sub': 'https://${Bucket}/${Prefix}/abc.json' }, 'abc.json'],
    [{ 'Fn::Sub': ['https://${B}/abc.json', { B: 'x' }] }, 'abc.json'],
    [join('https://s3.', { Ref: 'AWS::URLSuffix' }, '/bucket/abc.json'), 'abc.json'],
    [{ 'Fn::Join': ['/', ['https://x', { Ref: 'Bucket' }, 'abc.json']] }, 'abc.json'],
    [{ 'Fn::Sub': 'https://x/${Prefix}abc.json' }, undefined],
    [join('https://x/', { Ref: 'Prefix' }, 'abc.json'), undefined],
    [join('https://x/', { Ref: 'Name' }), undefined],
    ['https://x/', undefined],
    [{ Ref: 'Url' }, undefined],
    [{ 'Fn::If': ['C', 'https://x/a.json', 'https://x/b.json'] }, undefined],
    [{ 'Fn::Join': ['', { Ref: 'Parts' }] }, undefined],
    [{ 'Fn::Join': 'x' }, undefined],
    [['abc.json'], undefined],
    [null, undefined],
    [undefined, undefined],
  ])('%j is %s', (TemplateURL, name) => {
    const url = templateUrl(JSON.parse(JSON.stringify({ Properties: { TemplateURL } })));
    expect(url === undefined ? undefined : fileNameIn(url)).toBe(name);
  });

  test('there is none without properties', () => {
    expect(templateUrl({})).toBeUndefined();
  });
});

describe('a nested template', () => {
  const templates = { 'child.json': { Resources: { Queue: queue } } };

  test('is found by the name that its asset is published under', () => {
    const { nested } = shop({
      resources: { A: child('https://x/p/abc.json'), B: child('https://x/other.json') },
      assets: { 'p/abc.json': 'child.json' },
      templates,
    });
    expect(Object.keys(nested ?? {})).toEqual(['A']);
    expect(nested?.A).toMatchObject({
      id: 'Shop/A',
      displayName: 'Shop/A',
      template: templates['child.json'],
    });
  });

  test('is found by what the metadata of its resource states', () => {
    const { nested } = shop({
      resources: { A: child({ Ref: 'x' }, { 'aws:asset:path': 'child.json' }) },
      templates,
    });
    expect(nested?.A?.templateFile).toMatch(/^out\d+\/child\.json$/);
  });

  test('may be YAML, and have no resources', () => {
    const { nested } = shop({
      resources: { A: child('a.yaml'), B: child('b.json') },
      assets: { 'a.yaml': 'a.yaml', 'b.json': 'b.json' },
      templates: { 'a.yaml': 'Resources: {Q: {Type: !!str T}}', 'b.json': { Outputs: {} } },
    });
    expect(Object.values(nested ?? {}).map(({ template }) => template)).toEqual([
      { Resources: { Q: { Type: 'T' } } },
      { Outputs: {} },
    ]);
  });

  test('takes its own literal tags beside those of the stacks around it', () => {
    const tagged = {
      ...child('a.json'),
      Properties: { TemplateURL: 'a.json', Tags: tagsOf('tier', { Ref: 'T' }) },
    };
    const { nested } = shop({ resources: { A: tagged }, assets: { 'a.json': 'child.json' }, templates });
    expect(nested?.A?.tags).toEqual({ tier: 'one' });
  });

  test.each([
    ['Db', 'DbNestedStackDbNestedStackResource0A1B2C3D'],
    ['DataDb', 'DataDbNestedStackDbNestedStackResource0A1B2C3D'],
    ['DbNestedStackDbNestedStackResource', 'DbNestedStackDbNestedStackResource'],
    ['NestedStackNestedStackResource0A1B2C3D', 'NestedStackNestedStackResource0A1B2C3D'],
    ['ANestedStackBNestedStackResource0A1B2C3D', 'ANestedStackBNestedStackResource0A1B2C3D'],
  ])('is called %s for the resource %s', (name, logicalId) => {
    const { nested } = shop({
      resources: { [logicalId]: child('a.json') },
      assets: { 'a.json': 'child.json' },
      templates,
    });
    expect(nested?.[logicalId]?.displayName).toBe(`Shop/${name}`);
  });

  test('that is damaged is reported by its own name', () => {
    const resources = { A: child('a.json') };
    const given = { resources, assets: { 'a.json': 'child.json' }, templates: { 'child.json': '[]' } };
    expect(thrownBy(() => shop(given))).toBe(
      `UnreadableInput: out${count}/child.json: is a list; expected a template, a mapping with Resources`,
    );
  });

  test.each(['../secret.json', '/etc/hostname', '..', ''])(
    'outside the assembly, at %j, is not read',
    (path) => {
      folder.write('secret.json', { Resources: { Queue: queue } });
      const stated = child('x', { 'aws:asset:path': path });
      expect(
        shop({ resources: { A: stated, B: child('b.json') }, assets: { 'b.json': path } }).nested,
      ).toBeUndefined();
    },
  );

  test('outside the assembly, behind a link, is not read', () => {
    const target = folder.write('secret.json', { Resources: { Queue: queue } });
    folder.write(`out${count + 1}/README.md`, '');
    symlinkSync(target, join(folder.path, `out${count + 1}`, 'link.json'));
    const { nested } = shop({ resources: { A: child('a.json') }, assets: { 'a.json': 'link.json' } });
    expect(nested).toBeUndefined();
  });

  test('that nests itself, or a template around it, is cut there', () => {
    const assets = { 'shop.json': 'Shop.json', 'child.json': 'child.json' };
    const back = { Resources: { Back: child('shop.json'), Self: child('child.json'), Queue: queue } };
    const { nested } = shop({
      resources: { Self: child('shop.json'), Child: child('child.json') },
      assets,
      templates: { 'child.json': back },
    });
    expect(Object.keys(nested ?? {})).toEqual(['Child']);
    expect(nested?.Child?.nested).toBeUndefined();
  });

  test('that nests the next one twice, and so on, ends in an error instead of the end of memory', () => {
    const levels = Array.from({ length: 20 }, (_, level) => level);
    const twice = (level: number): Record<string, object> => ({
      A: child(`${level}.json`),
      B: child(`${level}.json`),
    });
    const given: Given = {
      resources: twice(0),
      assets: Object.fromEntries(levels.map((level) => [`${level}.json`, `${level}.json`])),
      templates: Object.fromEntries(
        levels.map((level) => [`${level}.json`, { Resources: twice(level + 1) }]),
      ),
    };
    expect(thrownBy(() => shop(given))).toBe(
      `UnreadableInput: out${count}/Shop.json: nests more than 2000 stacks; check what wrote it`,
    );
  });
});

function tagsOf(key: string, unknown: object): object[] {
  return [{ Key: key, Value: 'one' }, { Key: 'other', Value: unknown }, 7 as unknown as object];
}

test('a nested stack has its own constructs in versions that do not tell its template', () => {
  const entry = (logicalId: string): object[] => [{ type: 'aws:cdk:logicalId', data: logicalId }];
  const resource = 'DbNestedStackDbNestedStackResource0A1B2C3D';
  const { constructs, nested } = shop({
    resources: { [resource]: child('a.json'), Queue: queue },
    assets: { 'a.json': 'child.json' },
    templates: { 'child.json': { Resources: { Queue: queue } } },
    metadata: {
      '/Shop/Queue': entry('Queue'),
      '/Shop/Db.NestedStack/Db.NestedStackResource': entry(resource),
      '/Shop/Db/Queue': entry('Queue'),
      '/Shop/Db.backup/Queue': entry('Backup'),
    },
  });
  expect(constructs?.construct('Queue')?.path).toBe('Shop/Queue');
  expect(constructs?.construct('Backup')?.path).toBe('Shop/Db.backup/Queue');
  expect(nested?.[resource]?.constructs?.construct('Queue')?.path).toBe('Shop/Db/Queue');
  expect(nested?.[resource]?.constructs?.stack()?.path).toBe('Shop/Db');
});

test('a nested stack has the constructs of the path that names its template', () => {
  const { nested } = shop({
    resources: { Child: child('a.json') },
    assets: { 'a.json': 'child.json' },
    templates: { 'child.json': { Resources: { Queue: queue } } },
    metadata: {
      '/Shop/Inner': [{ type: 'aws:cdk:templateFile', data: 'child.json' }],
      '/Shop/Inner/Queue': [{ type: 'aws:cdk:logicalId', data: 'Queue' }],
    },
  });
  expect(nested?.Child?.constructs?.construct('Queue')?.path).toBe('Shop/Inner/Queue');
});

describe('acknowledgements that the CDK makes to its own validator', () => {
  const rules = (data: object): object => ({ type: 'aws:cdk:acknowledged-rules', data });
  const own = rules({ 'CloudFormation-Validate::W3010': 'expected' });
  const ids = (metadata: object | string): string[] | undefined =>
    shop({ resources: { Queue: queue }, metadata })
      .constructs?.acknowledgements()
      .map(({ id }) => id);

  test('are left out', () => {
    expect(ids({ '/Shop/Vpc': [own] })).toEqual([]);
  });

  test('do not cost the parsing of the file', () => {
    const text = JSON.stringify({ '/Shop/Vpc': [own] });
    expect(ids(text.slice(0, -1))).toEqual([]);
    expect(() => ids(text.slice(0, -1).replaceAll('CloudFormation-Validate', 'Other'))).toThrow(
      'it is truncated',
    );
  });

  test('hide no other', () => {
    expect(ids({ '/Shop/Vpc': [own], '/Shop/Db': [rules({ 'Readiness::ENV5': 'a {"b"} c' })] })).toEqual([
      'Readiness::ENV5',
    ]);
    expect(
      ids({ '/Shop/Vpc': [rules({ 'CloudFormation-Validate::W3010': 'x', 'Readiness::ENV5': 'y' })] }),
    ).toEqual(['Readiness::ENV5']);
    expect(ids({ '/Shop/Vpc': [rules({ 'Annotation::ENV5': 'y' }), own] })).toEqual(['ENV5']);
    expect(ids({ '/Elsewhere': [rules({ ENV5: 'y' })], '/Shopping': [rules({ ENV5: 'y' })] })).toEqual([]);
  });
});
