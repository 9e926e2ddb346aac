import fc from '../harness/properties';
import { stringify } from 'yaml';
import type { Json } from '../../lib/model/input';
import { parseYaml } from '../../lib/sources/yaml-text';
import { thrownBy } from './temporary';

const value = (text: string): Json => parseYaml(text, 'x.yaml').value;

const andOr = {
  'Fn::And': [{ Condition: 'A' }, { 'Fn::Or': [{ Condition: 'B' }, { Condition: 'C' }] }],
};

describe('a short tag reads as its long form', () => {
  test.each([
    ['!Ref Db', { Ref: 'Db' }],
    ['!Ref "AWS::Region"', { Ref: 'AWS::Region' }],
    ['!Condition IsProd', { Condition: 'IsProd' }],
    ['!GetAtt Db.Endpoint.Address', { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] }],
    ['!GetAtt Db', { 'Fn::GetAtt': ['Db'] }],
    ['!GetAtt [Db, Endpoint.Address]', { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] }],
    ['!GetAtt [Db, !Ref Attribute]', { 'Fn::GetAtt': ['Db', { Ref: 'Attribute' }] }],
    ['!Sub "${A}-b"', { 'Fn::Sub': '${A}-b' }],
    ['!Sub ["${A}", {A: !Ref B}]', { 'Fn::Sub': ['${A}', { A: { Ref: 'B' } }] }],
    ['!Join [",", [a, !Ref B]]', { 'Fn::Join': [',', ['a', { Ref: 'B' }]] }],
    ['!Select [0, !GetAZs ""]', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }],
    ['!GetAZs', { 'Fn::GetAZs': '' }],
    ['!Split [",", !ImportValue List]', { 'Fn::Split': [',', { 'Fn::ImportValue': 'List' }] }],
    ['!FindInMap [M, !Ref "AWS::Region", k]', { 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'k'] }],
    ['!If [C, !Ref A, !Ref "AWS::NoValue"]', { 'Fn::If': ['C', { Ref: 'A' }, { Ref: 'AWS::NoValue' }] }],
    ['!Not [!Equals [!Ref A, yes]]', { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'A' }, true] }] }],
    ['!And [!Condition A, !Or [!Condition B, !Condition C]]', andOr],
    ['!Base64 "#!/bin/sh"', { 'Fn::Base64': '#!/bin/sh' }],
    ['!Base64 {Fn::Sub: x}', { 'Fn::Base64': { 'Fn::Sub': 'x' } }],
    ['!Cidr [10.0.0.0/16, 6, 8]', { 'Fn::Cidr': ['10.0.0.0/16', 6, 8] }],
    ['!Transform {Name: N, Parameters: {P: 1}}', { 'Fn::Transform': { Name: 'N', Parameters: { P: 1 } } }],
    ['!ToJsonString {a: [1]}', { 'Fn::ToJsonString': { a: [1] } }],
    ['!Length [1, 2]', { 'Fn::Length': [1, 2] }],
    ['!GetStackOutput [S, O]', { 'Fn::GetStackOutput': ['S', 'O'] }],
    ['!Contains [[a], !Ref B]', { 'Fn::Contains': [['a'], { Ref: 'B' }] }],
    ['!EachMemberEquals [!RefAll T, v]', { 'Fn::EachMemberEquals': [{ 'Fn::RefAll': 'T' }, 'v'] }],
    [
      '!EachMemberIn [!ValueOfAll [T, a], [b]]',
      { 'Fn::EachMemberIn': [{ 'Fn::ValueOfAll': ['T', 'a'] }, ['b']] },
    ],
    ['!ValueOf [P, a]', { 'Fn::ValueOf': ['P', 'a'] }],
    ['!Ref 012', { Ref: '012' }],
    ['!Ref yes', { Ref: 'yes' }],
    ['!Sub |\n  a\n  b\n', { 'Fn::Sub': 'a\nb\n' }],
    [
      '- !Ref A\n- Fn::If:\n  - C\n  - !Sub x\n  - y\n',
      [{ Ref: 'A' }, { 'Fn::If': ['C', { 'Fn::Sub': 'x' }, 'y'] }],
    ],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });
});

describe('a scalar means what CloudFormation takes it for, and loses nothing', () => {
  test.each<[string, Json]>([
    ['true', true],
    ['True', true],
    ['YES', true],
    ['On', true],
    ['FALSE', false],
    ['no', false],
    ['off', false],
    ['"yes"', 'yes'],
    ["'true'", 'true'],
    ['y', 'y'],
    ['N', 'N'],
    ['tRUE', 'tRUE'],
    ['~', null],
    ['null', null],
    ['a:', { a: null }],
    ['# nothing', null],
    ['""', ''],
    ['"null"', 'null'],
    ['0', 0],
    ['-12', -12],
    ['80', 80],
    ['0.75', 0.75],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', '9007199254740993'],
    ['12345678901234567890', '12345678901234567890'],
    ['123456789012', 123456789012],
    ['012345678901', '012345678901'],
    ['065115117704', '065115117704'],
    ['0755', '0755'],
    ['8.0', '8.0'],
    ['1.10', '1.10'],
    ['1e3', '1e3'],
    ['0x1F', '0x1F'],
    ['1_000', '1_000'],
    ['+5', '+5'],
    ['22:22', '22:22'],
    ['.inf', '.inf'],
    ['.nan', '.nan'],
    ['Infinity', 'Infinity'],
    ['NaN', 'NaN'],
    ['"80"', '80'],
    ['2010-09-09', '2010-09-09'],
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'],
    ['10.0.0.0/16', '10.0.0.0/16'],
    ['!!str 80', '80'],
    ['!!str yes', 'yes'],
    ['! 80', '80'],
    ['!!int 80', 80],
    ['!!int "080"', '080'],
    ['!!bool "no"', false],
    ['!!null ""', null],
    ['>-\n  a\n  b', 'a b'],
    ['|\n  80\n', '80\n'],
    ['!!seq [1]', [1]],
    ['!!map {a: 1}', { a: 1 }],
    ['a: &anchor b', { a: 'b' }],
  ])('%j', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  test('keys keep their text', () => {
    const text = '012345678901: a\nyes: b\n2010-09-09: c\nnull: d\n8.0: e\n"<<": f\n';
    const keys = ['012345678901', 'yes', '2010-09-09', 'null', '8.0', '<<'];
    expect(new Set(Object.keys(value(text) as object))).toEqual(new Set(keys));
  });
});

test('names of Object are plain keys and change no prototype', () => {
  const read = value(
    '__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}\ntoString: x\n',
  ) as object;
  expect(Object.keys(read)).toEqual(['__proto__', 'constructor', 'toString']);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect(Object.getOwnPropertyDescriptor(read, '__proto__')?.value).toEqual({ polluted: true });
  expect('polluted' in {}).toBe(false);
});

test('byte order mark aside, lines may end as Windows ends them', () => {
  expect(value('a: 1\r\nb: |\r\n  c\r\n  d\r\n')).toEqual({ a: 1, b: 'c\nd\n' });
});

describe('the message for what is not a template in YAML', () => {
  const remedy = "write it out, or check what 'aws cloudformation package' makes";
  test.each([
    ['a:\n\tb: 1', 'x.yaml:2:1: the line is indented with a tab; YAML takes spaces only'],
    [
      'a: 1\n---\nb: 2',
      'x.yaml:2:1: a second document begins here; a template is one document: split the file',
    ],
    ['a: !GetAttr x', "x.yaml:1:4: '!GetAttr' is no tag of CloudFormation's; check its spelling"],
    ['a: !Rain::Embed x', "x.yaml:1:4: '!Rain::Embed' is no tag of CloudFormation's; check its spelling"],
    ['a: !!binary aGk=', "x.yaml:1:4: '!!binary' is no tag of CloudFormation's; check its spelling"],
    [
      'a: !!timestamp 2010-09-09',
      "x.yaml:1:4: '!!timestamp' is no tag of CloudFormation's; check its spelling",
    ],
    ['a: !<tag:x,1:y> 1', "x.yaml:1:4: 'tag:x,1:y' is no tag of CloudFormation's; check its spelling"],
    ['a: &x 1\nb: *x', `x.yaml:2:4: alias '*x' is not taken by CloudFormation; ${remedy}`],
    ['a: &x 1\n*x : 2', `x.yaml:2:1: alias '*x' is not taken by CloudFormation; ${remedy}`],
    ['a: &x {b: 1}\nc:\n  <<: *x', `x.yaml:3:3: merge key '<<' is not taken by CloudFormation; ${remedy}`],
    ['? [a]\n: 1', 'x.yaml:1:3: a key must be a string, found a list; quote it'],
    ['? {a: 1}\n: 1', 'x.yaml:1:3: a key must be a string, found a mapping; quote it'],
    ['!Ref a: 1', "x.yaml:1:1: a key must be a string, found the tag '!Ref'; quote it"],
    [
      'a: [1, 2',
      'x.yaml:1:9: is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['a: "b', 'x.yaml:1:6: is not YAML: Missing closing "quote'],
    ['a: b: c', 'x.yaml:1:4: is not YAML: Nested mappings are not allowed in compact mappings'],
    ['a: 1\n b: 2', 'x.yaml:1:4: is not YAML: Nested mappings are not allowed in compact mappings'],
    ['a:\n  b: 1\n c: 2', 'x.yaml:3:1: is not YAML: All mapping items must start at the same column'],
    ['', 'x.yaml: is empty; write or synthesize it again'],
    ['a\u0000b', 'x.yaml: is binary; expected JSON or YAML text'],
  ])('%j', (text, message) => {
    expect(thrownBy(() => parseYaml(text, 'x.yaml'))).toBe(`UnreadableInput: ${message}`);
  });

  test('more YAML than a template can have', () => {
    const message =
      'UnreadableInput: x.yaml: is more than 4 MiB of YAML; CloudFormation takes 1 MB: split it';
    expect(thrownBy(() => parseYaml('#'.repeat(2 ** 22 + 1), 'x.yaml'))).toBe(message);
  });

  const deep = 'UnreadableInput: x.yaml: nests more than 500 levels deep; check what wrote it';
  test.each([
    ['a list in a list', (levels: number) => '['.repeat(levels) + ']'.repeat(levels)],
    ['a block in a block', (levels: number) => `${'- '.repeat(levels - 1)}[]`],
    [
      'a short tag in a short tag',
      (levels: number) => `${'!Not ['.repeat(levels / 2)}${']'.repeat(levels / 2)}`,
    ],
  ])('%s that nests too deeply', (_title, text) => {
    expect(() => parseYaml(text(500), 'x.yaml')).not.toThrow();
    expect(thrownBy(() => parseYaml(text(502), 'x.yaml'))).toBe(deep);
    expect(thrownBy(() => parseYaml(text(20_000), 'x.yaml'))).toBe(deep);
  });

  test('a small file that would expand to billions of nodes is refused at its first alias', () => {
    const levels = Array.from(
      { length: 30 },
      (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n}, `.repeat(9)}*l${n}]`,
    );
    const message = thrownBy(() => parseYaml(['l0: &l0 [a]', ...levels].join('\n'), 'x.yaml'));
    expect(message).toBe(
      `UnreadableInput: x.yaml:2:10: alias '*l0' is not taken by CloudFormation; ${remedy}`,
    );
  });
});

test('positions of logical ids are those of the keys of Resources', () => {
  const text = 'Outputs:\n  Resources:\n    No: 1\nResources:\n  A: {Type: x}\n  "B":\n    Type: y\n';
  expect([...parseYaml(text, 'x.yaml').positions]).toEqual([
    ['A', { line: 5, column: 3 }],
    ['B', { line: 6, column: 3 }],
  ]);
});

describe('whatever JSON holds', () => {
  const scalars = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
    fc.constantFrom(
      'yes',
      'No',
      '012',
      '1:30',
      '~',
      '2010-09-09',
      '1_0',
      '0x1',
      '<<',
      '*a',
      '&a',
      '!Ref',
      '- a',
      '# a',
    ),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    fc.boolean(),
    fc.constant(null),
  );
  const keys = fc.oneof(
    fc.string({ maxLength: 5 }),
    fc.constantFrom('__proto__', 'constructor', 'yes', 'null', '1'),
  );
  const { json } = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      scalars,
      fc.array(tie('json'), { maxLength: 4 }),
      fc
        .array(
          fc.tuple(
            keys.filter((key) => key !== '<<'),
            tie('json'),
          ),
          { maxLength: 4 },
        )
        .map(Object.fromEntries),
    ),
  }));

  // As `aws cloudformation package` writes it: YAML 1.1, so that text like a boolean is quoted.
  test('reads the same when written as YAML', () => {
    fc.assert(
      fc.property(json, (data) => {
        expect(value(stringify(data, { version: '1.1' }))).toEqual(data);
      }),
    );
  });

  test('reads the same when given as it is, JSON being YAML', () => {
    fc.assert(
      fc.property(json, (data) => {
        expect(value(JSON.stringify(data))).toEqual(data);
      }),
    );
  });

  test('reads the same under a short tag and under its long form', () => {
    const functions = fc.constantFrom('Join', 'Sub', 'If', 'Select', 'And', 'Transform', 'ToJsonString');
    const lists = fc.array(json, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(functions, lists, (name, list) => {
        const text = JSON.stringify(list);
        expect(value(`a: !${name} ${text}`)).toEqual(value(`a: {"Fn::${name}": ${text}}`));
      }),
    );
  });
});

test('of a key that is given twice the last value holds, as in JSON', () => {
  expect(parseYaml('a: 1\nb: 2\n"a": 3', 'x.yaml').value).toEqual({ a: 3, b: 2 });
});
