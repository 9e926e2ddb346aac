import type { Json, JsonObject, StackInput } from '../../lib/model/input';
import { member } from '../../lib/model/evaluate';
import {
  choice,
  combine,
  itemsOf,
  known,
  opaque,
  show,
  vague,
  whyNotKnown,
  absent,
  keyOf,
} from '../../lib/model/value';
import { environmentOf, valueOf, type PartialStack } from '../harness/environment';

/** What an expression says, and why it is not known. */
function said(expression: Json, template: JsonObject = {}, details: Partial<StackInput> = {}): string {
  const value = valueOf(expression, template, details);
  const why = whyNotKnown(value);
  return why === undefined ? show(value) : `${show(value)} (${why})`;
}

describe('literals and functions of texts and lists', () => {
  test.each<[string, Json, string]>([
    ['a text', 'a', 'a'],
    ['a number', 3, '3'],
    ['null', null, 'nothing'],
    ['an object', { A: 1, B: 2 }, '{A, B}'],
    ['an object with one member that is no function', { Fn: 1 }, '{Fn}'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', 1, true]] }, 'a-1-true'],
    ['Fn::Join of nothing', { 'Fn::Join': ['-', []] }, ''],
    [
      'Fn::Join without a list',
      { 'Fn::Join': ['-', 'a'] },
      '${Fn::Join of a} (it is the result of Fn::Join)',
    ],
    [
      'Fn::Join of a list in a list',
      { 'Fn::Join': ['-', [['a']]] },
      '${Fn::Join of [a]} (it is the result of Fn::Join)',
    ],
    ['Fn::Sub', { 'Fn::Sub': ['${A}-${ B }-${!C}', { A: 'a', B: 2 }] }, 'a-2-${C}'],
    ['Fn::Sub without a text', { 'Fn::Sub': [] }, '${Fn::Sub} (its Fn::Sub cannot be read)'],
    [
      'Fn::Sub of a name that is not there',
      { 'Fn::Sub': '${Gone}' },
      '${Shop.Gone} (Shop has no resource or parameter Gone)',
    ],
    ['Fn::Split', { 'Fn::Split': [',', 'a,b,'] }, '[a, b, ]'],
    [
      'Fn::Split without a delimiter',
      { 'Fn::Split': ['', 'a'] },
      '${Fn::Split of a} (it is the result of Fn::Split)',
    ],
    ['Fn::Select', { 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
    [
      'Fn::Select behind the end',
      { 'Fn::Select': [2, ['a', 'b']] },
      '${Fn::Select} (its Fn::Select cannot be read)',
    ],
    [
      'Fn::Select of no number',
      { 'Fn::Select': ['', ['a', 'b']] },
      '${Fn::Select} (its Fn::Select cannot be read)',
    ],
    [
      'Fn::Select by a parameter',
      { 'Fn::Select': [{ Ref: 'AWS::StackId' }, ['a', 'b']] },
      'a or b (AWS::StackId is known only after deployment)',
    ],
    [
      'Fn::Select of a list that is not known',
      { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] },
      '${zones of ${AWS::Region}[1]} (availability zones are known only at deployment)',
    ],
    ['Fn::Length', { 'Fn::Length': ['a', 'b'] }, '2'],
    [
      'Fn::Length of what is not known',
      { 'Fn::Length': { Ref: 'AWS::NotificationARNs' } },
      '${Fn::Length of ${AWS::NotificationARNs of Shop}} (AWS::NotificationARNs is known only after deployment)',
    ],
    [
      'Fn::GetAZs of a region',
      { 'Fn::GetAZs': 'eu-west-1' },
      '${zones of eu-west-1} (availability zones are known only at deployment)',
    ],
    ['Fn::Base64', { 'Fn::Base64': 'a' }, '${Fn::Base64} (it is the result of Fn::Base64)'],
    ['Ref of an object', { Ref: {} }, '${Ref} (its Ref cannot be read)'],
    ['Fn::GetAtt of half', { 'Fn::GetAtt': 'Db' }, '${Fn::GetAtt} (its Fn::GetAtt cannot be read)'],
    [
      'Fn::GetAtt of an unknown attribute',
      { 'Fn::GetAtt': ['Db', { Ref: 'AWS::StackId' }] },
      '${Fn::GetAtt} (its Fn::GetAtt cannot be read)',
    ],
    [
      'Fn::ImportValue of nothing',
      { 'Fn::ImportValue': null },
      '${import nothing} (Shop imports a value that none of the templates exports)',
    ],
    [
      'Fn::GetStackOutput of nothing',
      { 'Fn::GetStackOutput': 'a' },
      '${Fn::GetStackOutput} (its Fn::GetStackOutput cannot be read)',
    ],
    [
      'a dynamic reference',
      'x{{resolve:ssm-secure:y}}',
      'x${{{resolve:ssm-secure:y}}} (it is read from Parameter Store or Secrets Manager at deployment)',
    ],
    [
      'a dynamic reference between other texts',
      {
        'Fn::Join': [
          '',
          ['a:{{resolve:secretsmanager:', { Ref: 'AWS::Region' }, ':SecretString:b}}@', 'c', '{{d'],
        ],
      },
      'a:${{{resolve:secretsmanager:${AWS::Region}:SecretString:b}}}@c{{d (it is read from Parameter Store or Secrets Manager at deployment)',
    ],
    [
      'a dynamic reference put together',
      { 'Fn::Join': ['', ['{{resolve:', 'ssm:/size', '}}']] },
      '${{{resolve:ssm:/size}}} (it is read from Parameter Store or Secrets Manager at deployment)',
    ],
  ])('%s', (_name, expression, expected) => {
    expect(said(expression)).toBe(expected);
  });

  test('a member that may be absent leaves open which one is selected, and how many there are', () => {
    const template = { Conditions: { Maybe: { 'Fn::Equals': [{ Ref: 'AWS::StackId' }, 'a'] } } };
    const list: Json = ['a', { 'Fn::If': ['Maybe', 'b', { Ref: 'AWS::NoValue' }] }, 'c'];
    expect(said({ 'Fn::Select': [0, list] }, template)).toBe('a');
    expect(said({ 'Fn::Select': [1, list] }, template)).toBe(
      '${Fn::Select} (AWS::StackId is known only after deployment)',
    );
    expect(said({ 'Fn::Length': list }, template)).toBe(
      '${Fn::Length of [a, b or nothing, c]} (it is the result of Fn::Length)',
    );
  });

  test('texts that grow without end are cut off', () => {
    let expression: Json = 'x';
    for (let i = 0; i < 60; i++) expression = { 'Fn::Sub': ['${A}${A}', { A: expression }] };
    const value = valueOf(expression);
    expect(whyNotKnown(value)).toBe('the text is too long to be read');
    expect(show(value).length).toBeLessThan(200_000);
  });

  test('expressions that nest without end are cut off', () => {
    let expression: Json = 'x';
    for (let i = 0; i < 400; i++) expression = { 'Fn::Join': ['', [expression]] };
    expect(said(expression)).toBe('${too deep} (the expression is nested too deeply)');
  });
});

describe('parameters', () => {
  const parameter = (definition: JsonObject, details: Partial<StackInput> = {}): string =>
    said({ Ref: 'P' }, { Parameters: { P: definition } }, details);
  const unset = 'parameter P of Shop has no default and was given no value';

  test.each<[string, JsonObject, Partial<StackInput>, string]>([
    ['without a default', { Type: 'String' }, {}, `\${Shop.P} (${unset})`],
    ['with a default', { Type: 'String', Default: 'a' }, {}, 'a'],
    ['with an empty default', { Type: 'String', Default: '' }, {}, ''],
    ['with a number', { Type: 'Number', Default: 3 }, {}, '3'],
    ['with a value given', { Type: 'String', Default: 'a' }, { parameters: { P: 'b' } }, 'b'],
    [
      'with a value given to another one',
      { Type: 'String', Default: 'a' },
      { parameters: { constructor: 'b' } },
      'a',
    ],
    ['with allowed values', { Type: 'String', AllowedValues: ['a', 'b'] }, {}, `a or b (${unset})`],
    ['with one allowed value', { Type: 'String', AllowedValues: ['a'] }, {}, 'a'],
    [
      'with allowed values and a default',
      { Type: 'String', AllowedValues: ['a', 'b'], Default: 'b' },
      {},
      'b',
    ],
    [
      'with too many allowed values',
      { Type: 'String', AllowedValues: [...Array(40).keys()] },
      {},
      `\${Shop.P} (${unset})`,
    ],
    ['that is a list', { Type: 'CommaDelimitedList', Default: 'a, b,' }, {}, '[a, b]'],
    ['that is a list of a type of AWS', { Type: 'List<AWS::EC2::Subnet::Id>', Default: 'a,b' }, {}, '[a, b]'],
    [
      'that is a list with allowed values',
      { Type: 'CommaDelimitedList', AllowedValues: ['a,b', 'c'] },
      {},
      `[a, b] or [c] (${unset})`,
    ],
    [
      'that is read from Parameter Store',
      { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/p' },
      {},
      '${Shop.P} (parameter P of Shop is read from Parameter Store at deployment)',
    ],
    ['without a type', { Default: 'a' }, {}, 'a'],
    ['that is no object', 'String' as never, {}, '${Shop.P} (Shop has no resource or parameter P)'],
    ['with a default that is no literal', { Type: 'String', Default: ['a'] }, {}, `\${Shop.P} (${unset})`],
  ])('%s', (_name, definition, details, expected) => {
    expect(parameter(definition, details)).toBe(expected);
  });

  test('one of too many allowed values is the same wherever it is used, others are not', () => {
    const many = { Type: 'String', AllowedValues: [...Array(40).keys()] };
    const template = {
      Parameters: { P: many, Q: many },
      Conditions: {
        Same: { 'Fn::Equals': [{ Ref: 'P' }, { Ref: 'P' }] },
        Other: { 'Fn::Equals': [{ Ref: 'P' }, { Ref: 'Q' }] },
      },
    };
    const [stack] = environmentOf({ id: 'Shop', template }).stacks;
    expect(stack!.condition('Same')).toBe(true);
    expect(stack!.condition('Other')).toMatchObject({ why: unset });
  });
});

describe('pseudo parameters', () => {
  const of = (name: string, details: Partial<StackInput> = {}): string => said({ Ref: name }, {}, details);

  test.each([
    ['eu-west-1', 'aws', 'amazonaws.com'],
    ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
    ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
    ['us-iso-east-1', 'aws-iso', 'c2s.ic.gov'],
    ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov'],
    ['us-isof-south-1', 'aws-iso-f', 'csp.hci.ic.gov'],
    ['eu-isoe-west-1', 'aws-iso-e', 'cloud.adc-e.uk'],
    ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
  ])('in %s', (region, partition, suffix) => {
    expect([
      of('AWS::Region', { region }),
      of('AWS::Partition', { region }),
      of('AWS::URLSuffix', { region }),
    ]).toEqual([region, partition, suffix]);
  });

  test('of a stack without an environment', () => {
    expect(
      ['AWS::Region', 'AWS::AccountId', 'AWS::Partition', 'AWS::URLSuffix'].map((name) => of(name)),
    ).toEqual([
      '${AWS::Region} (the region of Shop is not fixed)',
      '${AWS::AccountId} (the account of Shop is not fixed)',
      '${AWS::Partition} (the region of Shop is not fixed)',
      '${AWS::URLSuffix} (the region of Shop is not fixed)',
    ]);
  });

  test('account, name and what only a deployment tells', () => {
    expect(of('AWS::AccountId', { account: '111111111111' })).toBe('111111111111');
    expect(of('AWS::StackName', { stackName: 'shop-prod' })).toBe('shop-prod');
    expect(of('AWS::StackName')).toBe('${AWS::StackName of Shop} (the name of stack Shop is not known)');
    expect(of('AWS::NoValue')).toBe('nothing');
    expect(of('AWS::StackId')).toBe('${AWS::StackId of Shop} (AWS::StackId is known only after deployment)');
  });

  test('a region that is not fixed is not taken apart at its hyphens', () => {
    expect(said({ 'Fn::Select': [0, { 'Fn::Split': ['-', { Ref: 'AWS::Region' }] }] })).toBe(
      '${Fn::Split of ${AWS::Region}[0]} (the region of Shop is not fixed)',
    );
  });
});

describe('Fn::FindInMap', () => {
  const template = {
    Parameters: {
      Env: { Type: 'String' },
      Map: { Type: 'String' },
      Stage: { Type: 'String', Default: 'prod' },
    },
    Mappings: {
      Sizes: { dev: { count: 1, zones: ['a'] }, prod: { count: 3, zones: ['a', 'b'] } },
      Others: { prod: { count: 9 } },
    },
  };
  const unset = 'parameter Env of Shop has no default and was given no value';
  const find = (...keys: Json[]): string => said({ 'Fn::FindInMap': keys }, template);

  test.each<[string, Json[], string]>([
    ['known keys', ['Sizes', { Ref: 'Stage' }, 'count'], '3'],
    ['a list', ['Sizes', 'prod', 'zones'], '[a, b]'],
    ['an unknown first key', ['Sizes', { Ref: 'Env' }, 'count'], `1 or 3 (${unset})`],
    ['an unknown second key', ['Sizes', 'dev', { Ref: 'Env' }], `1 or [a] (${unset})`],
    [
      'an unknown first key and a default',
      ['Sizes', { Ref: 'Env' }, 'count', { DefaultValue: 5 }],
      `1 or 3 or 5 (${unset})`,
    ],
    [
      'a map that is not known and a default',
      [{ Ref: 'Map' }, 'prod', 'count', { DefaultValue: 5 }],
      '3 or 9 or 5 (parameter Map of Shop has no default and was given no value)',
    ],
    [
      'a key that is not there',
      ['Sizes', 'test', 'count'],
      '${Fn::FindInMap} (its Fn::FindInMap cannot be read)',
    ],
    ['a key that is not there and a default', ['Sizes', 'test', 'count', { DefaultValue: 5 }], '5'],
    [
      'a key of Object.prototype',
      ['Sizes', 'constructor', 'name'],
      '${Fn::FindInMap} (its Fn::FindInMap cannot be read)',
    ],
    ['no keys', [], '1 or [a] or 3 or [a, b] or 9 (the key of a mapping is not known)'],
  ])('%s', (_name, keys, expected) => {
    expect(find(...keys)).toBe(expected);
  });

  test('a default does not stand where mappings are included at deployment', () => {
    const included = { Mappings: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: {} } } };
    expect(said({ 'Fn::FindInMap': ['Sizes', 'dev', 'count', { DefaultValue: 5 }] }, included)).toBe(
      '${Fn::FindInMap} (its Fn::FindInMap cannot be read)',
    );
  });

  test('different rows of too large a map are not equal', () => {
    const rows = Object.fromEntries([...Array(40).keys()].map((i) => [`k${i}`, { a: i, b: i + 100 }]));
    const cell = (name: string): Json => ({ 'Fn::FindInMap': ['Rows', { Ref: 'Env' }, name] });
    const [stack] = environmentOf({
      id: 'Shop',
      template: {
        ...template,
        Mappings: { Rows: rows },
        Conditions: { Same: { 'Fn::Equals': [cell('a'), cell('b')] } },
      },
    }).stacks;
    expect(stack!.condition('Same')).toMatchObject({ why: unset });
  });
});

describe('values that are not known', () => {
  test('equal ones have equal keys, vague ones none', () => {
    expect([
      keyOf(opaque('a', 'w')),
      keyOf(vague('a', 'w')),
      keyOf(known('a')),
      keyOf(known(1)),
      keyOf(absent),
    ]).toEqual(['\u0000?a\u0000', undefined, 'a', '1', undefined]);
  });

  test('a choice keeps nothing apart from the word for it, and flattens', () => {
    expect(show(choice([known('absent'), absent, choice([known(1), known('1')], 'w')], 'w'))).toBe(
      'absent or nothing or 1',
    );
    expect(choice([known(1)], 'w')).toEqual(known(1));
  });

  test('what every option of a list holds is certain', () => {
    const lists = choice(
      [
        { kind: 'list', items: [known('a'), known('b')] },
        { kind: 'list', items: [known('b')] },
      ],
      'w',
    );
    expect(itemsOf(lists).map(show)).toEqual(['a or nothing', 'b']);
  });

  test('combinations are made of choices alone', () => {
    const either = choice([known('a'), known('b')], 'w');
    const many = Array.from({ length: 50_000 }, () => known('x'));
    const rows: number[] = [];
    combine([...many, either, ...many], (row) => {
      rows.push(row.length);
      return known(rows.length);
    });
    expect(rows).toEqual([100_001, 100_001]);
  });

  test('members of what is not known are not known, members of a text are not there', () => {
    expect(show(member(opaque('P', 'w'), 'a'))).toBe('${P.a}');
    expect(
      show(
        member(
          valueOf({ 'Fn::GetAtt': ['Custom', 'Out'] }, { Resources: { Custom: { Type: 'Custom::It' } } }),
          'a',
        ),
      ),
    ).toBe('${Custom.Out.a}');
    expect(show(member(valueOf({ 'Fn::Sub': 'x${AWS::StackId}' }), 'a'))).toBe('nothing');
    expect(show(member(known('x'), 'length'))).toBe('nothing');
  });

  test('members that are added at deployment are not known', () => {
    const included = valueOf({ A: 1, 'Fn::Transform': { Name: 'AWS::Include' } });
    expect([show(member(included, 'A')), show(member(included, 'B'))]).toEqual(['1', '${B}']);
    expect(whyNotKnown(member(included, 'B'))).toBe('Shop adds members to the object at deployment');
    const looped = valueOf({ A: 1, 'Fn::ForEach::Loop': ['I', ['a'], { '${I}': 1 }] });
    expect(show(member(looped, 'B'))).toBe('${B}');
  });
});

describe('Fn::ForEach', () => {
  const topic = {
    Type: 'AWS::SNS::Topic',
    Properties: { TopicName: { 'Fn::Sub': 'alerts-${Name}' }, DisplayName: { Ref: 'Name' } },
  };
  const made = (loop: Json, template: JsonObject = {}, details: Partial<PartialStack> = {}): unknown => {
    const environment = environmentOf({
      id: 'Shop',
      ...details,
      template: { ...template, Resources: { 'Fn::ForEach::Topics': loop } },
    });
    const topics = environment
      .of('AWS::SNS::Topic')
      .map(
        (resource) =>
          `${resource.logicalId} ${show(resource.read('TopicName'))} ${show(resource.read('DisplayName'))}`,
      );
    return environment.hidden.length > 0 ? environment.hidden : topics;
  };
  const unexpandable = ['Fn::ForEach::Topics of Shop cannot be expanded'];

  test('makes a resource for each value', () => {
    expect(made(['Name', ['ops', 'dev-1'], { 'Topic&{Name}': topic }])).toEqual([
      'Topicops alerts-ops ops',
      'Topicdev1 alerts-dev-1 dev-1',
    ]);
    const Parameters = { Names: { Type: 'CommaDelimitedList', Default: 'a,b' } };
    expect(made(['Name', { Ref: 'Names' }, { 'Topic${Name}': topic }], { Parameters })).toEqual([
      'Topica alerts-a a',
      'Topicb alerts-b b',
    ]);
  });

  test('inside another one makes a resource for each pair', () => {
    const inner: Json = [
      'Name',
      ['a', 'b'],
      {
        'T${Stage}${Name}': {
          Type: 'AWS::SNS::Topic',
          Properties: { TopicName: { Ref: 'Stage' }, DisplayName: { Ref: 'Name' } },
        },
      },
    ];
    expect(made(['Stage', ['x', 'y'], { 'Fn::ForEach::Inner': inner }])).toEqual([
      'Txa x a',
      'Txb x b',
      'Tya y a',
      'Tyb y b',
    ]);
  });

  test('over what is not known hides resources', () => {
    expect(made(['Name', { Ref: 'AWS::NotificationARNs' }, { 'Topic${Name}': topic }])).toEqual(unexpandable);
    expect(made(['Name', { 'Fn::ImportValue': 'names' }, { 'Topic${Name}': topic }])).toEqual(unexpandable);
    expect(made(['Name', [{ Ref: 'AWS::StackId' }], { 'Topic${Name}': topic }])).toEqual(unexpandable);
    expect(made('all')).toEqual(unexpandable);
    expect(made(['Name', ['a'], []])).toEqual(unexpandable);
  });

  test('over too much hides resources', () => {
    const names = [...Array(501).keys()].map(String);
    expect(made(['Name', names, { 'Topic${Name}': topic }])).toEqual(unexpandable);
    let loop: Json = ['Name', names.slice(0, 20), { 'Topic${Name}': topic }];
    for (let i = 0; i < 12; i++) loop = [`I${i}`, names.slice(0, 20), { [`Fn::ForEach::L${i}`]: loop }];
    expect((made(loop) as string[]).length).toBeGreaterThan(0);
    const wide = { 'Topic${Name}': { ...topic, Metadata: names } };
    expect(made(['Name', names.slice(0, 300), wide])).toEqual(unexpandable);
  });

  test('over an export of another stack makes resources', () => {
    const names = {
      id: 'Names',
      displayName: 'Names',
      template: { Outputs: { Names: { Value: ['a'], Export: { Name: 'names' } } } },
    };
    const loop: Json = ['Name', { 'Fn::ImportValue': 'names' }, { 'Topic${Name}': topic }];
    const environment = environmentOf(
      { id: 'Shop', template: { Resources: { 'Fn::ForEach::Topics': loop } } },
      names,
    );
    expect(environment.of('AWS::SNS::Topic').map(({ logicalId }) => logicalId)).toEqual(['Topica']);
  });
});

describe('what the templates do not show', () => {
  const hidden = (template: JsonObject, details: Partial<PartialStack> = {}): readonly string[] =>
    environmentOf({ id: 'Shop', template, ...details }).hidden;

  test.each<[string, JsonObject, string[]]>([
    ['a plain template', { Resources: { A: { Type: 'AWS::SNS::Topic' } } }, []],
    ['a transform that hides nothing', { Transform: 'AWS::LanguageExtensions' }, []],
    ['a macro', { Transform: ['AWS::LanguageExtensions', 'Ours'] }, ['Shop is changed by the macro Ours']],
    [
      'a macro with parameters',
      { Transform: { Name: 'AWS::Include', Parameters: {} } },
      ['Shop is changed by the macro AWS::Include'],
    ],
    [
      'the serverless application model, which makes APIs and roles',
      { Transform: 'AWS::Serverless-2016-10-31' },
      ['Shop is changed by the macro AWS::Serverless-2016-10-31'],
    ],
    [
      'resources that are included',
      { Resources: { 'Fn::Transform': { Name: 'AWS::Include' } } },
      ['Shop includes resources by Fn::Transform'],
    ],
    [
      'a nested stack',
      { Resources: { Child: { Type: 'AWS::CloudFormation::Stack' } } },
      ['the template of nested stack Child of Shop is not among the files'],
    ],
    [
      'a stack set',
      { Resources: { Set: { Type: 'AWS::CloudFormation::StackSet' } } },
      ['Set of Shop makes resources that no template shows'],
    ],
    [
      'a product of Service Catalog',
      { Resources: { Product: { Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct' } } },
      ['Product of Shop makes resources that no template shows'],
    ],
    [
      'a module',
      { Resources: { Net: { Type: 'Ours::Net::Vpc::MODULE' } } },
      ['Net of Shop makes resources that no template shows'],
    ],
  ])('%s', (_name, template, expected) => {
    expect(hidden(template)).toEqual(expected);
  });

  test('a nested stack that is switched off hides nothing', () => {
    const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
    expect(
      hidden({
        Conditions,
        Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Condition: 'Never' } },
      }),
    ).toEqual([]);
  });

  test('a nested stack whose template is there hides what that one hides', () => {
    const nested = {
      Child: { id: 'Shop/Child', displayName: 'Shop/Child', template: { Transform: 'Ours' } },
    };
    expect(hidden({ Resources: { Child: { Type: 'AWS::CloudFormation::Stack' } } }, { nested })).toEqual([
      'Shop/Child is changed by the macro Ours',
    ]);
  });

  test('properties that are included at deployment are not known', () => {
    const Resources = {
      A: { Type: 'AWS::SNS::Topic', Properties: { 'Fn::Transform': { Name: 'AWS::Include' } } },
    };
    const [topic] = environmentOf({ id: 'Shop', template: { Resources } }).of('AWS::SNS::Topic');
    expect(whyNotKnown(topic!.read('TopicName'))).toBe('it is the result of Fn::Transform');
  });
});
