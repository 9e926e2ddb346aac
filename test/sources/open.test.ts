import fc from '../harness/properties';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { openSources } from '../../lib/sources/open';
import { temporaryFolder, thrownBy } from './temporary';

const folder = temporaryFolder();
const queue = { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } };
const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.json' } };
const stage = {
  type: 'cdk:cloud-assembly',
  properties: { directoryName: 'assembly-Prod', displayName: 'Prod' },
};

function assembly(name: string): string {
  folder.write(`${name}/manifest.json`, { version: '1', artifacts: { Shop: stack, Prod: stage } });
  folder.write(`${name}/Shop.json`, queue);
  folder.write(`${name}/assembly-Prod/manifest.json`, { version: '1', artifacts: { Shop: stack } });
  folder.write(`${name}/assembly-Prod/Shop.json`, queue);
  return name;
}

const shop = assembly('shop/cdk.out');
const blog = assembly('blog/cdk.out');
folder.write('db.json', queue);
folder.write('vpc.json', queue);

const open = (...paths: string[]): [string, string[]][] =>
  [...openSources(paths, folder.path)].map(({ name, stacks }) => [name, stacks.map(({ id }) => id)]);

test('one assembly gives its environments, by its relative or its full path', () => {
  const expected = [
    ['', ['Shop']],
    ['Prod', ['Shop']],
  ];
  expect(open(shop)).toEqual(expected);
  expect(open(join(folder.path, shop))).toEqual(expected);
  expect(open(`${shop}/`, `./${shop}`)).toEqual(expected);
});

test('templates give one environment', () => {
  expect(open('vpc.json', 'db.json')).toEqual([['', ['db.json', 'vpc.json']]]);
});

test('no path is the folder that the CDK writes', () => {
  expect([...openSources([], join(folder.path, 'shop'))].map(({ name }) => name)).toEqual(['', 'Prod']);
});

test('the working directory itself may be the assembly', () => {
  const [environment] = openSources(['.'], join(folder.path, shop));
  expect(environment?.stacks[0]?.templateFile).toBe('Shop.json');
});

test('several sources keep their environments apart, whatever the order of the arguments', () => {
  const expected = [
    ['', ['db.json', 'vpc.json']],
    ['blog/cdk.out', ['Shop']],
    ['blog/cdk.out:Prod', ['Shop']],
    ['shop/cdk.out', ['Shop']],
    ['shop/cdk.out:Prod', ['Shop']],
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray([shop, blog, 'db.json', 'vpc.json'], { minLength: 4 }), (paths) => {
      expect(open(...paths)).toEqual(expected);
    }),
  );
});

test('beside templates, even a single assembly is called by its folder', () => {
  expect(open(shop, 'db.json').map(([name]) => name)).toEqual(['', 'shop/cdk.out', 'shop/cdk.out:Prod']);
});

test('a folder given by another name too is read once', () => {
  symlinkSync(shop, join(folder.path, 'z-link'));
  const environments = [...openSources(['z-link', shop], folder.path)];
  expect(environments.map(({ name }) => name)).toEqual(['', 'Prod']);
  expect(environments[0]?.stacks[0]?.templateFile).toBe('shop/cdk.out/Shop.json');
});

test('nothing is read before it is asked for', () => {
  assembly('later/cdk.out');
  const environments = openSources(['later/cdk.out'], folder.path);
  expect(environments.next().value?.name).toBe('');
  folder.write('later/cdk.out/assembly-Prod/Shop.json', '[]');
  expect(thrownBy(() => environments.next())).toBe(
    'UnreadableInput: later/cdk.out/assembly-Prod/Shop.json: is a list; expected a template, a mapping with Resources',
  );
});

describe('what cannot be opened has a message of one line', () => {
  const message = (...paths: string[]): string => thrownBy(() => open(...paths));
  const remedy = "run 'cdk synth' first, or name the assembly folder or the templates to check";

  test('nothing synthesized yet', () => {
    expect(message()).toBe(`UnreadableInput: cdk.out: no such file or folder; ${remedy}`);
  });

  test('nothing at the path; the first one in order is named', () => {
    expect(message('nowhere.json', shop, 'lost')).toBe(
      `UnreadableInput: lost: no such file or folder; ${remedy}`,
    );
  });

  test('a folder of templates', () => {
    mkdirSync(join(folder.path, 'templates'));
    folder.write('templates/db.yml', 'x');
    expect(message('templates')).toBe(
      'UnreadableInput: templates: is no cloud assembly, as it has no manifest.json; ' +
        'to check the templates in it, name the files, such as templates/db.yml',
    );
  });

  test('no stack at all', () => {
    folder.write('empty/manifest.json', { version: '1' });
    folder.write('void/manifest.json', { version: '1' });
    const problem = 'holds no stack with resources; check what was synthesized';
    expect(message('empty')).toBe(`UnreadableInput: empty: ${problem}`);
    expect(message('void', 'empty')).toBe(`UnreadableInput: empty, void: ${problem}`);
  });
});
