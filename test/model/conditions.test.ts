import type { Json, JsonObject } from '../../lib/model/input';
import { and, isUndecided, not, or, unanimous, Undecided, type Tri } from '../../lib/model/tri';
import { show } from '../../lib/model/value';
import { environmentOf, valueOf, type PartialStack } from '../harness/environment';

const reason = 'parameter Env of Shop has no default and was given no value';

/** `true`, `false`, or why it is not decided. */
function said(truth: Tri): boolean | string {
  return isUndecided(truth) ? truth.why : truth;
}

const parameters: JsonObject = {
  Env: { Type: 'String' },
  Stage: { Type: 'String', AllowedValues: ['dev', 'prod'] },
  Only: { Type: 'String', AllowedValues: ['prod'] },
  Size: { Type: 'Number', Default: 3 },
};
const conditions: JsonObject = {
  Yes: { 'Fn::Equals': ['a', 'a'] },
  No: { 'Fn::Equals': ['a', 'b'] },
  Maybe: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] },
};

function decide(definition: Json, details: Partial<PartialStack> = {}): boolean | string {
  const template = { Parameters: parameters, Conditions: { ...conditions, It: definition } };
  return said(environmentOf({ id: 'Shop', template, ...details }).stacks[0]!.condition('It'));
}

describe('three values', () => {
  const U = new Undecided('u');
  const V = new Undecided('v');

  test.each<[Tri, Tri, Tri, Tri]>([
    [true, true, true, true],
    [true, false, false, true],
    [false, false, false, false],
    [true, U, U, true],
    [false, U, false, U],
    [U, V, U, U],
    [U, true, U, true],
    [U, false, false, U],
  ])('%p, %p: and is %p, or is %p', (left, right, both, either) => {
    expect(and([left, right])).toBe(both);
    expect(or([left, right])).toBe(either);
  });

  test('not', () => {
    expect([not(true), not(false), not(U)]).toEqual([false, true, U]);
  });

  test('of nothing', () => {
    expect([and([]), or([])]).toEqual([true, false]);
    expect(unanimous([], 'none')).toEqual(new Undecided('none'));
  });

  test('what all say holds; where they differ it is undecided', () => {
    expect([unanimous([true, true], 'w'), unanimous([false], 'w'), unanimous([true, U], 'w')]).toEqual([
      true,
      false,
      U,
    ]);
    expect(unanimous([true, false], 'w')).toEqual(new Undecided('w'));
  });
});

describe('functions of conditions', () => {
  const is = (name: string): Json => ({ Condition: name });
  test.each<[string, Json, boolean | string]>([
    ['Fn::And of certain ones', { 'Fn::And': [is('Yes'), is('Yes')] }, true],
    ['Fn::And, one undecided', { 'Fn::And': [is('Yes'), is('Maybe')] }, reason],
    ['Fn::And, one false', { 'Fn::And': [is('Maybe'), is('No')] }, false],
    ['Fn::Or, one undecided', { 'Fn::Or': [is('No'), is('Maybe')] }, reason],
    ['Fn::Or, one true', { 'Fn::Or': [is('Maybe'), is('Yes')] }, true],
    ['Fn::Not', { 'Fn::Not': [is('No')] }, true],
    ['Fn::Not of an undecided one', { 'Fn::Not': [is('Maybe')] }, reason],
    ['nested', { 'Fn::Or': [{ 'Fn::Not': [{ 'Fn::And': [is('Yes'), is('No')] }] }, is('Maybe')] }, true],
    ['Fn::Equals of a default', { 'Fn::Equals': [{ Ref: 'Size' }, '3'] }, true],
    ['Fn::Equals of a boolean and its text', { 'Fn::Equals': [true, 'true'] }, true],
    ['Fn::Equals in another case', { 'Fn::Equals': ['Prod', 'prod'] }, false],
    ['Fn::Equals of a parameter with itself', { 'Fn::Equals': [{ Ref: 'Env' }, { Ref: 'Env' }] }, true],
    ['Fn::Equals of what begins otherwise', { 'Fn::Equals': [{ 'Fn::Sub': 'x-${Env}' }, 'y-prod'] }, false],
    ['Fn::Equals of what ends otherwise', { 'Fn::Equals': [{ 'Fn::Sub': '${Env}-x' }, 'prod-y'] }, false],
    ['Fn::Equals of what is too long', { 'Fn::Equals': [{ 'Fn::Sub': 'ab${Env}ba' }, 'aba'] }, false],
    ['Fn::Equals of what may fit', { 'Fn::Equals': [{ 'Fn::Sub': 'x-${Env}' }, 'x-prod'] }, reason],
    ['Fn::Equals of an allowed value', { 'Fn::Equals': [{ Ref: 'Only' }, 'prod'] }, true],
    ['Fn::Equals of no allowed value', { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] }, false],
    [
      'Fn::Equals of one of several allowed values',
      { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
      'parameter Stage of Shop has no default and was given no value',
    ],
    ['a condition that is not there', is('Gone'), 'condition Gone of Shop is not decided'],
    ['a condition without a name', { Condition: ['Yes'] }, 'a condition is not named'],
    ['Fn::Equals of one', { 'Fn::Equals': ['a'] }, 'Fn::Equals compares other than two values'],
    ['Fn::Equals of three', { 'Fn::Equals': ['a', 'a', 'b'] }, 'Fn::Equals compares other than two values'],
    ['Fn::Not of two', { 'Fn::Not': [is('No'), is('No')] }, 'Fn::Not has several operands'],
    ['Fn::And of nothing', { 'Fn::And': [] }, 'a condition cannot be read'],
    ['Fn::And of no list', { 'Fn::And': 'Yes' }, 'a condition cannot be read'],
    ['two functions', { 'Fn::And': [is('Yes')], 'Fn::Or': [is('No')] }, 'a condition cannot be read'],
    ['an unknown function', { 'Fn::Xor': [is('Yes')] }, 'the condition function Fn::Xor is not known'],
    ['a text', 'true', 'a condition cannot be read'],
    ['a list in Fn::Equals', { 'Fn::Equals': [['a'], ['a']] }, 'it compares no plain values'],
  ])('%s', (_name, definition, expected) => {
    expect(decide(definition)).toBe(expected);
  });

  test('a value given to a parameter wins over its default and its allowed values', () => {
    expect(decide({ 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] }, { parameters: { Env: 'prod' } })).toBe(true);
    expect(decide({ 'Fn::Equals': [{ Ref: 'Size' }, '3'] }, { parameters: { Size: '4' } })).toBe(false);
    expect(decide({ 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] }, { parameters: { Stage: 'test' } })).toBe(
      true,
    );
  });

  test('what differs for every possible value of two parameters is false', () => {
    const allowed = (...values: string[]): JsonObject => ({ Type: 'String', AllowedValues: values });
    const compare = (left: JsonObject, right: JsonObject): boolean | string => {
      const Conditions = { It: { 'Fn::Equals': [{ Ref: 'A' }, { Ref: 'B' }] } };
      const template = { Parameters: { A: left, B: right }, Conditions };
      return said(environmentOf({ id: 'Shop', template }).stacks[0]!.condition('It'));
    };
    expect(compare(allowed('a', 'b'), allowed('c', 'd'))).toBe(false);
    expect(compare(allowed('a', 'b'), allowed('b', 'c'))).toBe(
      'parameter A of Shop has no default and was given no value',
    );
  });
});

describe('conditions that refer to one another', () => {
  test('in a circle are not decided', () => {
    const circle = {
      A: { 'Fn::Not': [{ Condition: 'B' }] },
      B: { 'Fn::Not': [{ Condition: 'A' }] },
      Self: { Condition: 'Self' },
    };
    const { stacks } = environmentOf({ id: 'Shop', template: { Conditions: circle } });
    expect(['A', 'B', 'Self'].map((name) => said(stacks[0]!.condition(name)))).toEqual([
      'condition A of Shop is not decided',
      'condition A of Shop is not decided',
      'condition Self of Shop is not decided',
    ]);
  });

  test('in a long chain do not overflow', () => {
    const chain: JsonObject = { C0: { 'Fn::Equals': ['a', 'a'] } };
    for (let i = 1; i <= 10_000; i++) chain[`C${i}`] = { 'Fn::Not': [{ Condition: `C${i - 1}` }] };
    const { stacks } = environmentOf({ id: 'Shop', template: { Conditions: chain } });
    expect(said(stacks[0]!.condition('C10000'))).toBe('a condition is nested too deeply');
    expect(
      said(environmentOf({ id: 'Shop', template: { Conditions: chain } }).stacks[0]!.condition('C60')),
    ).toBe(true);
  });

  test('many times over are evaluated once', () => {
    const doubling: JsonObject = { C0: { 'Fn::Equals': [{ Ref: 'AWS::StackId' }, 'a'] } };
    for (let i = 1; i <= 60; i++)
      doubling[`C${i}`] = { 'Fn::And': [{ Condition: `C${i - 1}` }, { Condition: `C${i - 1}` }] };
    const { stacks } = environmentOf({ id: 'Shop', template: { Conditions: doubling } });
    expect(said(stacks[0]!.condition('C60'))).toBe('AWS::StackId is known only after deployment');
  });

  test('called `__proto__` or `constructor` are conditions like others', () => {
    const template = JSON.parse('{"Conditions":{"__proto__":{"Fn::Equals":["a","a"]}}}') as JsonObject;
    const [stack] = environmentOf({ id: 'Shop', template }).stacks;
    expect([said(stack!.condition('__proto__')), said(stack!.condition('constructor'))]).toEqual([
      true,
      'condition constructor of Shop is not decided',
    ]);
  });
});

describe('Fn::If', () => {
  const template = { Parameters: parameters, Conditions: conditions };
  const branches = (name: Json): string =>
    show(valueOf({ 'Fn::If': [name, 'then', { Ref: 'AWS::NoValue' }] }, template));

  test('takes the branch that holds', () => {
    expect([branches('Yes'), branches('No'), branches('Maybe')]).toEqual([
      'then',
      'nothing',
      'then or nothing',
    ]);
    expect(branches({ Condition: 'Yes' })).toBe('then');
  });

  test('of equal branches is no choice', () => {
    expect(show(valueOf({ 'Fn::If': ['Maybe', '3', 3] }, template))).toBe('3');
    expect(show(valueOf({ 'Fn::If': ['Maybe', 'absent', { Ref: 'AWS::NoValue' }] }, template))).toBe(
      'absent or nothing',
    );
  });

  test('inside texts, lists and objects', () => {
    const either: Json = { 'Fn::If': ['Maybe', 'a', 'b'] };
    expect(show(valueOf({ 'Fn::Sub': ['<${X}-${X}>', { X: either }] }, template))).toBe(
      '<a-a> or <a-b> or <b-a> or <b-b>',
    );
    expect(
      show(
        valueOf(
          { 'Fn::Join': ['+', ['x', { 'Fn::If': ['Maybe', 'y', { Ref: 'AWS::NoValue' }] }, 'z']] },
          template,
        ),
      ),
    ).toBe('x+y+z or x+z');
    expect(show(valueOf(['x', { 'Fn::If': ['No', 'y', { Ref: 'AWS::NoValue' }] }, 'z'], template))).toBe(
      '[x, z]',
    );
    expect(show(valueOf({ 'Fn::If': ['Maybe', ['a'], ['b']] }, template))).toBe('[a] or [b]');
  });

  test('of more combinations than can be kept apart is unknown, and equal to nothing', () => {
    const many: JsonObject = {};
    for (let i = 0; i < 6; i++) many[`P${i}`] = { 'Fn::If': ['Maybe', 'a', 'b'] };
    const text: Json = { 'Fn::Sub': ['${P0}${P1}${P2}${P3}${P4}${P5}', many] };
    const Conditions = { ...conditions, It: { 'Fn::Equals': [text, text] } };
    const [stack] = environmentOf({ id: 'Shop', template: { Parameters: parameters, Conditions } }).stacks;
    expect(said(stack!.condition('It'))).toBe(reason);
  });
});

describe('resources under conditions', () => {
  const topic = (Condition?: string): JsonObject => ({
    Type: 'AWS::SNS::Topic',
    ...(Condition ? { Condition } : {}),
  });

  test('are left out, kept, or in doubt', () => {
    const Resources = {
      On: topic('Yes'),
      Off: topic('No'),
      Maybe: topic('Maybe'),
      Plain: topic(),
      Odd: topic('Gone'),
    };
    const environment = environmentOf({
      id: 'Shop',
      template: { Parameters: parameters, Conditions: conditions, Resources },
    });
    expect(
      environment.of('AWS::SNS::Topic').map(({ logicalId, exists }) => [logicalId, said(exists)]),
    ).toEqual([
      ['On', true],
      ['Maybe', reason],
      ['Plain', true],
      ['Odd', 'condition Gone of Shop is not decided'],
    ]);
    expect(environment.switchedOff('AWS::SNS::Topic').map(({ logicalId }) => logicalId)).toEqual(['Off']);
  });

  test('of nested stacks depend on the condition of the stack too', () => {
    const nested = (Condition: string): JsonObject => ({ Type: 'AWS::CloudFormation::Stack', Condition });
    const child = {
      Parameters: { Flag: { Type: 'String', Default: 'off' } },
      Conditions: { On: { 'Fn::Equals': [{ Ref: 'Flag' }, 'on'] } },
      Resources: { Always: topic(), Sometimes: topic('On') },
    };
    const stack = (Condition: string, Parameters: JsonObject = {}): PartialStack => ({
      id: 'Shop',
      template: {
        Parameters: parameters,
        Conditions: conditions,
        Resources: { Child: { ...nested(Condition), Properties: { Parameters } } },
      },
      nested: { Child: { id: 'Shop/Child', displayName: 'Shop/Child', template: child } },
    });
    const found = (input: PartialStack): unknown[] =>
      environmentOf(input)
        .of('AWS::SNS::Topic')
        .map(({ logicalId, exists }) => [logicalId, said(exists)]);
    expect(found(stack('Yes'))).toEqual([['Always', true]]);
    expect(found(stack('No'))).toEqual([]);
    expect(found(stack('Maybe'))).toEqual([['Always', reason]]);
    expect(found(stack('Yes', { Flag: 'on' }))).toEqual([
      ['Always', true],
      ['Sometimes', true],
    ]);
    expect(found(stack('Yes', { Flag: { Ref: 'Env' } }))).toEqual([
      ['Always', true],
      ['Sometimes', reason],
    ]);
  });
});
