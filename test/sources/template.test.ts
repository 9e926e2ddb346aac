import fc from '../harness/properties';
import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { loadTemplate, readTemplate } from '../../lib/sources/template';
import { temporaryFolder, thrownBy } from './temporary';

const folder = temporaryFolder();
const queue = { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } };
const yaml = 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n';
const json = JSON.stringify(queue);

describe('what a file holds is told by its content', () => {
  test.each([
    ['template.json', json],
    ['json.yaml', json],
    ['json.template', `\n\t ${json}`],
    ['template.yaml', yaml],
    ['template.yml', yaml],
    ['yaml.template', yaml],
    ['yaml.json', yaml],
    ['no-extension', yaml],
    ['flow.yaml', '{Resources: {Queue: {Type: "AWS::SQS::Queue"}}}'],
    ['quoted-keys.template', '"Resources":\n  "Queue":\n    "Type": "AWS::SQS::Queue"\n'],
    ['begins.yaml', `---\n# comment\n${yaml}...\n`],
    ['mark.json', `\ufeff${json}`],
    ['mark.yaml', `\ufeff${yaml}`],
    ['windows.json', JSON.stringify(queue, null, '\t').replace(/\n/g, '\r\n')],
    ['windows.yaml', yaml.replace(/\n/g, '\r\n')],
  ])('%s', (name, content) => {
    expect(readTemplate(folder.write(name, content))).toEqual(queue);
  });
});

describe('what is not a template has a message of one line', () => {
  const read = (name: string, content: string | Buffer): string => {
    const path = folder.write(name, content);
    return thrownBy(() => readTemplate(path, name));
  };

  test.each([
    ['[1]', 'is a list; expected a template, a mapping with Resources'],
    ['"text"', 'is a string; expected a template, a mapping with Resources'],
    ['no template at all', 'is a string; expected a template, a mapping with Resources'],
    ['12', 'is a number; expected a template, a mapping with Resources'],
    ['# only a comment', 'is null; expected a template, a mapping with Resources'],
    ['{}', 'has no Resources; check that it is a template'],
    ['Outputs: {}', 'has no Resources; check that it is a template'],
    ['{"Resources": null}', 'Resources is null; expected a mapping of logical ids'],
    ['{"Resources": []}', 'Resources is a list; expected a mapping of logical ids'],
    ['Resources: yes', 'Resources is a boolean; expected a mapping of logical ids'],
    ['', 'is empty; write or synthesize it again'],
    ['\n', 'is empty; write or synthesize it again'],
    [Buffer.from([0x1f, 0x8b, 8, 0, 1]), 'is binary; expected JSON or YAML text'],
    [Buffer.from(`\ufeff${json}`, 'utf16le'), 'is UTF-16 text; save it as UTF-8'],
  ])('%j', (content, problem) => {
    expect(read('x.template', content)).toBe(`UnreadableInput: x.template: ${problem}`);
  });

  test.each([
    [
      'x.json',
      '{\n "Resources": {\n  "A": null}}',
      "3:3: resource 'A' is null; expected a mapping with a Type",
    ],
    ['x.json', '{"Resources": {"A": ["x"]}}', "1:16: resource 'A' is a list; expected a mapping with a Type"],
    ['x.yaml', 'Resources:\n  A: text', "2:3: resource 'A' is a string; expected a mapping with a Type"],
    [
      'x.yaml',
      'Resources:\n  A: {Type: 1}',
      "2:3: Type of resource 'A' is a number; expected a string such as AWS::SNS::Topic",
    ],
    [
      'x.json',
      '{"Resources": {"A": {}}}',
      "1:16: Type of resource 'A' is missing; expected a string such as AWS::SNS::Topic",
    ],
    [
      'x.json',
      '{"Resources": {"__proto__": {"Type": []}}}',
      "1:16: Type of resource '__proto__' is a list; expected a string such as AWS::SNS::Topic",
    ],
  ])('%s %j', (name, content, problem) => {
    expect(read(name, content)).toBe(`UnreadableInput: ${name}:${problem}`);
  });

  test('damaged JSON is damaged JSON, unless the file says that it is YAML', () => {
    expect(read('x.template', '{"Resources": {"A" }')).toBe(
      "UnreadableInput: x.template:1:20: expected ':', found '}'",
    );
    expect(read('x.yaml', '{"Resources": {"A": [}')).toMatch(/^UnreadableInput: x\.yaml:1:22: is not YAML: /);
  });

  test('a name cannot break the line, reverse it, or run over it', () => {
    const name = `\n\u001b[31m\u202e${'x'.repeat(100)}`;
    expect(read('x.json', JSON.stringify({ Resources: { [name]: 1 } }))).toBe(
      `UnreadableInput: x.json:1:15: resource '\\u000a\\u001b[31m\\u202e${'x'.repeat(53)}…' is a number; ` +
        'expected a mapping with a Type',
    );
  });
});

describe('what is no file to read has a message of one line', () => {
  test('missing', () => {
    expect(thrownBy(() => readTemplate(join(folder.path, 'missing.json'), 'missing.json'))).toBe(
      'UnreadableInput: missing.json: no such file; check the path or synthesize again',
    );
    expect(thrownBy(() => readTemplate(join(folder.write('plain', json), 'x.json'), 'plain/x.json'))).toBe(
      'UnreadableInput: plain/x.json: no such file; check the path or synthesize again',
    );
  });

  test('a folder', () => {
    mkdirSync(join(folder.path, 'folder.json'));
    expect(thrownBy(() => readTemplate(join(folder.path, 'folder.json'), 'folder.json'))).toBe(
      'UnreadableInput: folder.json: is a folder; expected a file',
    );
  });

  test('a named pipe, which would never end', () => {
    execFileSync('mkfifo', [join(folder.path, 'pipe')]);
    expect(thrownBy(() => readTemplate(join(folder.path, 'pipe'), 'pipe'))).toBe(
      'UnreadableInput: pipe: is no regular file; expected JSON or YAML text',
    );
  });

  test('enormous', () => {
    const path = join(folder.path, 'enormous.json');
    const file = openSync(path, 'w');
    ftruncateSync(file, 64 * 2 ** 20 + 1);
    closeSync(file);
    expect(thrownBy(() => readTemplate(path, 'enormous.json'))).toBe(
      'UnreadableInput: enormous.json: is 65 MiB, at most 64 MiB are read; check what it is',
    );
  });

  test('a name that no file can have', () => {
    expect(thrownBy(() => readTemplate('x\0.json'))).toBe(
      'UnreadableInput: x\\u0000.json: cannot be read (ERR_INVALID_ARG_VALUE); check its name and permissions',
    );
  });

  const asRoot = process.getuid?.() === 0;
  (asRoot ? test.skip : test)('without permission', () => {
    const path = folder.write('secret.json', json);
    chmodSync(path, 0);
    expect(thrownBy(() => readTemplate(path, 'secret.json'))).toBe(
      'UnreadableInput: secret.json: cannot be read (EACCES); check its name and permissions',
    );
  });
});

describe('depth', () => {
  const nested = (levels: number, open: string, close: string): string =>
    `{"Resources": {}, "Metadata": ${open.repeat(levels - 1)}1${close.repeat(levels - 1)}}`;

  test.each([
    ['lists', '[', ']'],
    ['mappings', '{"a":', '}'],
    ['lists behind other items', '["[[", ', ', 2]'],
  ])('%s may nest 500 levels deep and no deeper', (_title, open, close) => {
    expect(() => readTemplate(folder.write('deep.json', nested(500, open, close)))).not.toThrow();
    const path = folder.write('deep.json', nested(501, open, close));
    expect(thrownBy(() => readTemplate(path, 'deep.json'))).toBe(
      'UnreadableInput: deep.json: nests more than 500 levels deep; check what wrote it',
    );
  });

  test('200 000 levels overflow nothing', () => {
    const path = folder.write('deep.json', nested(200_000, '[', ']'));
    expect(thrownBy(() => readTemplate(path, 'deep.json'))).toBe(
      'UnreadableInput: deep.json: nests more than 500 levels deep; check what wrote it',
    );
  });
});

test('what CloudFormation makes into resources at deployment may stand among them', () => {
  const loop = {
    'Fn::ForEach::Queues': ['Name', ['A', 'B'], { 'Queue${Name}': { Type: 'AWS::SQS::Queue' } }],
  };
  expect(readTemplate(folder.write('loop.json', { Resources: loop }))).toEqual({ Resources: loop });
  const include = 'Resources:\n  !Transform\n    Name: AWS::Include\n    Parameters: {Location: x}\n';
  expect(readTemplate(folder.write('include.yaml', include))).toEqual({
    Resources: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 'x' } } },
  });
});

test.each(['json', 'yaml'])('names of Object are plain logical ids in %s', (extension) => {
  const type = '{"Type": "AWS::SQS::Queue"}';
  const text = `{"Resources": {"__proto__": ${type}, "constructor": ${type}, "hasOwnProperty": ${type}}}`;
  const content = extension === 'json' ? text : `# YAML\n${text}`;
  const { Resources } = readTemplate(folder.write(`names.${extension}`, content));
  expect(Object.keys(Resources as object)).toEqual(['__proto__', 'constructor', 'hasOwnProperty']);
  expect(Object.getPrototypeOf(Resources)).toBe(Object.prototype);
});

test('whatever a file holds, it is a template or has a message of one line', () => {
  const template = `${yaml}    Properties:\n      A: !Sub ["\\x41", {b: |\n  c\n}]\n`;
  const bits = [
    '!',
    '!!',
    '&a',
    '*a',
    '? ',
    ': ',
    '- ',
    '[',
    '}',
    ',',
    '"',
    "'",
    '|',
    '%TAG',
    '\t',
    '\n',
    '<<',
    '\0',
    '\ud800',
  ];
  const edit = fc.tuple(fc.nat(), fc.nat({ max: 4 }), fc.oneof(fc.constantFrom(...bits), fc.string()));
  fc.assert(
    fc.property(fc.constantFrom(template, json), fc.array(edit, { maxLength: 6 }), (start, edits) => {
      const damage = (text: string, [at, length, bit]: readonly [number, number, string]): string =>
        text.slice(0, at % (text.length + 1)) + bit + text.slice((at % (text.length + 1)) + length);
      const path = folder.write('damaged', edits.reduce(damage, start));
      try {
        expect(readTemplate(path)).toHaveProperty('Resources');
      } catch (error) {
        expect(String(error)).toMatch(/^UnreadableInput: .+$/);
      }
    }),
    { numRuns: 500 },
  );
});

test('a resource has a position, asked for by its logical id', () => {
  const position = (name: string, content: string) => {
    const path = folder.write(name, content);
    return loadTemplate({ path, shown: name }).position;
  };
  expect(position('x.json', '{\n "Resources": {\n  "A": {"Type": "T"}}}')('A')).toEqual({
    line: 3,
    column: 3,
  });
  expect(position('x.yaml', 'Resources:\n  A:\n    Type: T\n')('A')).toEqual({ line: 2, column: 3 });
  expect(position('x.yaml', 'Resources:\n  A:\n    Type: T\n')('B')).toBeUndefined();
});

test('reading JSON does not load the YAML parser', () => {
  jest.isolateModules(() => {
    const load = jest.fn(() => jest.requireActual<object>('yaml'));
    jest.doMock('yaml', load);
    const isolated = require('../../lib/sources/template') as typeof import('../../lib/sources/template');
    isolated.readTemplate(folder.write('only.json', json));
    expect(load).not.toHaveBeenCalled();
    isolated.readTemplate(folder.write('now.yaml', yaml));
    expect(load).toHaveBeenCalled();
  });
});
