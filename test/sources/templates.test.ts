import fc from '../harness/properties';
import { join } from 'node:path';
import type { StackInput } from '../../lib/model/input';
import { readTemplates } from '../../lib/sources/templates';
import { temporaryFolder, thrownBy } from './temporary';

const folder = temporaryFolder();
const queue = { Queue: { Type: 'AWS::SQS::Queue' } };
const child = (url: unknown, metadata?: object): object => ({
  Type: 'AWS::CloudFormation::Stack',
  Properties: { TemplateURL: url },
  Metadata: metadata,
});
const write = (name: string, resources: object): string => {
  folder.write(name, { Resources: resources });
  return name;
};
const read = (...files: string[]): readonly StackInput[] => readTemplates(files, { cwd: folder.path }).stacks;

/** Ids of stacks, with the ids of what is nested in them. */
type Tree = readonly (string | readonly [string, Tree])[];
const tree = (stacks: readonly StackInput[]): Tree =>
  stacks.map(({ id, nested }) => (nested ? [id, tree(Object.values(nested))] : id));

test('each file is a stack of one environment, called by its path', () => {
  write('one/db.json', queue);
  folder.write('db.yaml', 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n');
  const environment = readTemplates(['one/db.json', 'db.yaml'], { cwd: folder.path });
  expect(environment.name).toBe('');
  expect(environment.stacks.map(({ constructs: _constructs, ...rest }) => rest)).toEqual([
    { id: 'db.yaml', displayName: 'db.yaml', templateFile: 'db.yaml', template: { Resources: queue } },
    {
      id: 'one/db.json',
      displayName: 'one/db.json',
      templateFile: 'one/db.json',
      template: { Resources: queue },
    },
  ]);
});

test('paths are shown from the working directory, or as they are where they lie elsewhere and were given so', () => {
  const path = join(folder.path, write('here.json', queue));
  expect(read(path).map(({ id }) => id)).toEqual(['here.json']);
  expect(read('./one/../here.json', path, 'here.json').map(({ id }) => id)).toEqual(['here.json']);
  const elsewhere = { cwd: join(folder.path, 'one') };
  expect(readTemplates([path], elsewhere).stacks.map(({ id }) => id)).toEqual([path]);
  expect(readTemplates(['../here.json'], elsewhere).stacks.map(({ id }) => id)).toEqual(['../here.json']);
});

test('the order of the arguments does not matter', () => {
  const files = ['b.json', 'B.json', 'a/b.json', 'a.json', 'ä.json', 'a-b.json'].map((name) =>
    write(name, queue),
  );
  const expected = ['B.json', 'a-b.json', 'a.json', 'a/b.json', 'b.json', 'ä.json'];
  fc.assert(
    fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (shuffled) => {
      expect(read(...shuffled).map(({ id }) => id)).toEqual(expected);
    }),
  );
});

describe('a template that another one nests is part of it', () => {
  test.each<[string, unknown, object | undefined]>([
    ['its URL ends with the name of the file', 'https://s3.amazonaws.com/b/p/vpc.json', undefined],
    ['its URL ends so behind variables', { 'Fn::Sub': 'https://${B}/${P}/vpc.json' }, undefined],
    ['its URL is the name of the file', 'vpc.json', undefined],
    ['its URL is a path from the folder of the parent', '../nets/vpc.json', undefined],
    ['the CDK states its path', { Ref: 'Url' }, { 'aws:asset:path': '../nets/vpc.json' }],
  ])('where %s', (_title, url, metadata) => {
    write('apps/main.json', { Net: child(url, metadata) });
    write('nets/vpc.json', queue);
    expect(tree(read('nets/vpc.json', 'apps/main.json'))).toEqual([
      ['apps/main.json', ['apps/main.json/Net']],
    ]);
    expect(tree(read('apps/main.json'))).toEqual(['apps/main.json']);
  });

  test('but not where two files have that name', () => {
    write('main.json', { Net: child('https://x/vpc.json') });
    write('one/vpc.json', queue);
    write('two/vpc.json', queue);
    expect(tree(read('main.json', 'one/vpc.json', 'two/vpc.json'))).toEqual([
      'main.json',
      'one/vpc.json',
      'two/vpc.json',
    ]);
  });

  test('unless its path tells them apart', () => {
    write('main.json', { Net: child('./two/vpc.json') });
    expect(tree(read('main.json', 'one/vpc.json', 'two/vpc.json'))).toEqual([
      ['main.json', ['main.json/Net']],
      'one/vpc.json',
    ]);
  });

  test('and may be part of several, at any depth', () => {
    write('main.json', { A: child('https://x/mid.json'), B: child('https://x/leaf.json') });
    write('mid.json', { C: child('https://x/leaf.json') });
    write('leaf.json', queue);
    expect(tree(read('leaf.json', 'main.json', 'mid.json'))).toEqual([
      ['main.json', [['main.json/A', ['main.json/A/C']], 'main.json/B']],
    ]);
  });
});

describe('templates that nest each other in a circle', () => {
  test('are a stack of the first, cut where the circle closes', () => {
    write('a.json', { B: child('https://x/b.json') });
    write('b.json', { C: child('https://x/c.json') });
    write('c.json', { A: child('https://x/a.json') });
    const expected = [['a.json', [['a.json/B', ['a.json/B/C']]]]];
    expect(tree(read('a.json', 'b.json', 'c.json'))).toEqual(expected);
    expect(tree(read('c.json', 'b.json', 'a.json'))).toEqual(expected);
  });

  test('below another one are not stacks of their own', () => {
    write('main.json', { A: child('https://x/a.json') });
    expect(tree(read('a.json', 'b.json', 'c.json', 'main.json'))).toEqual([
      ['main.json', [['main.json/A', [['main.json/A/B', ['main.json/A/B/C']]]]]],
    ]);
  });

  test('may be one that nests itself', () => {
    write('self.json', { Self: child('self.json'), Url: child('https://x/self.json') });
    expect(tree(read('self.json'))).toEqual(['self.json']);
    write('self.json', { Self: child('self.json'), Leaf: child('leaf.json') });
    write('leaf.json', queue);
    expect(tree(read('self.json', 'leaf.json'))).toEqual([['self.json', ['self.json/Leaf']]]);
  });
});

describe('constructs', () => {
  test('have the line of the resource as their source', () => {
    folder.write('lines.yaml', 'Resources:\n  # why\n  Queue:\n    Type: AWS::SQS::Queue\n');
    folder.write('lines.json', '{\n "Resources": {\n  "Queue": {"Type": "AWS::SQS::Queue"}}}');
    const [json, yaml] = read('lines.json', 'lines.yaml');
    expect(yaml?.constructs?.construct('Queue')).toEqual({ path: '', source: 'lines.yaml:3:3' });
    expect(json?.constructs?.construct('Queue')).toEqual({ path: '', source: 'lines.json:3:3' });
    expect(json?.constructs?.construct('toString')).toBeUndefined();
    expect(json?.constructs?.stack()).toEqual({ path: '', source: 'lines.json' });
    expect(json?.constructs?.acknowledgements()).toEqual([]);
  });

  test('have the path that the CDK wrote into the template', () => {
    const path = { 'aws:cdk:path': 'Shop/Queue/Resource' };
    const nested = child('vpc.json', { 'aws:cdk:path': 'Shop/Net.NestedStack/Net.NestedStackResource' });
    write('cdk.json', { Queue: { ...queue.Queue, Metadata: path }, Net: nested });
    write('vpc.json', queue);
    const [stack] = read('cdk.json', 'vpc.json');
    expect(stack?.constructs?.construct('Queue')?.path).toBe('Shop/Queue/Resource');
    expect(stack?.nested?.Net?.displayName).toBe('Shop/Net');
  });
});

test('a file that cannot be read is named as it is shown', () => {
  const path = folder.write('damaged.json', '{');
  expect(thrownBy(() => read(path))).toMatch(/^UnreadableInput: damaged\.json:1:2: expected a key/);
});
