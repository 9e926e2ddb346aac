import fc from '../harness/properties';
import { matchesGlob, same } from '../../lib/model/compare';
import { Environment } from '../../lib/model/environment';
import { evaluate, member } from '../../lib/model/evaluate';
import type { Json, JsonObject } from '../../lib/model/input';
import { targetOf } from '../../lib/model/names';
import { isUndecided } from '../../lib/model/tri';
import { itemsOf, keyOf, show, type Value } from '../../lib/model/value';
import { environmentOf, inputOf } from '../harness/environment';
import { admits, Deployment, Refused, type Concrete } from '../harness/two-valued';

const texts = ['', 'a', 'b', 'ab', 'a,b', ','] as const;
const names = ['P', 'Q', 'R'] as const;
const fixed = 'Fixed';
const allowed: JsonObject = { Type: 'String', AllowedValues: ['a', 'b', 'ab'] };
const Mappings = { M: { a: { a: 'x', b: 'y' }, b: { a: 'y', b: 'y' }, ab: { a: '', b: 'a,b' } } };
const conditionNames = ['C0', 'C1', 'C2', 'C3'] as const;

/** Texts, lists and nothing, as templates write them; conditions are named and defined beside. */
const { scalar, list } = fc.letrec<{ scalar: Json; list: Json }>((tie) => ({
  scalar: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Json>(...texts),
    fc.constantFrom<Json>(...[...names, fixed].map((name) => ({ Ref: name }))),
    fc
      .tuple(fc.constantFrom<Json>(...conditionNames), tie('scalar'), tie('scalar'))
      .map((args) => ({ 'Fn::If': args })),
    fc.tuple(fc.constantFrom('', ',', 'a'), tie('list')).map((args) => ({ 'Fn::Join': args })),
    fc
      .tuple(fc.constantFrom<Json>(0, 1, '1', { Ref: 'P' }), tie('list'))
      .map((args) => ({ 'Fn::Select': args })),
    fc
      .tuple(fc.constantFrom('${X}', '-${X}${P}', '${X}${X}', '${Q}-'), tie('scalar'))
      .map(([text, X]) => ({ 'Fn::Sub': [text, { X }] })),
    fc.tuple(fc.constant<Json>('M'), tie('scalar'), tie('scalar')).map((args) => ({ 'Fn::FindInMap': args })),
  ),
  list: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.array(
      fc.oneof(
        tie('scalar'),
        tie('scalar').map((it) => ({ 'Fn::If': ['C0', it, { Ref: 'AWS::NoValue' }] })),
      ),
      { maxLength: 3 },
    ),
    fc.tuple(fc.constantFrom(',', 'a'), tie('scalar')).map((args) => ({ 'Fn::Split': args })),
    fc
      .tuple(fc.constantFrom<Json>(...conditionNames), tie('list'), tie('list'))
      .map((args) => ({ 'Fn::If': args })),
  ),
}));

/** A condition that may refer to those before it. */
function condition(before: readonly string[]): fc.Arbitrary<Json> {
  return fc.letrec<{ it: Json }>((tie) => ({
    it: fc.oneof(
      { depthSize: 'small' },
      fc.tuple(scalarOver(before), scalarOver(before)).map((args) => ({ 'Fn::Equals': args })),
      ...(before.length > 0 ? [fc.constantFrom<Json>(...before.map((name) => ({ Condition: name })))] : []),
      fc.array(tie('it'), { minLength: 1, maxLength: 3 }).map((args) => ({ 'Fn::And': args })),
      fc.array(tie('it'), { minLength: 1, maxLength: 3 }).map((args) => ({ 'Fn::Or': args })),
      tie('it').map((it) => ({ 'Fn::Not': [it] })),
    ),
  })).it;
}

/** A text in which only the conditions before stand; others become the first of them, or their first branch. */
function scalarOver(before: readonly string[]): fc.Arbitrary<Json> {
  return scalar.map((json) => withConditions(json, before));
}

function withConditions(json: Json, before: readonly string[]): Json {
  if (Array.isArray(json)) return json.map((item) => withConditions(item, before));
  if (typeof json !== 'object' || json === null) return json;
  const branches = json['Fn::If'];
  if (Array.isArray(branches) && !before.includes(branches[0] as string))
    return withConditions(branches[1]!, before);
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, withConditions(value, before)]));
}

const conditions: fc.Arbitrary<JsonObject> = fc
  .tuple(...conditionNames.map((_name, i) => condition(conditionNames.slice(0, i))))
  .map((definitions) =>
    Object.fromEntries(definitions.map((definition, i) => [conditionNames[i]!, definition])),
  );

function templateOf(Conditions: JsonObject): JsonObject {
  const Parameters = {
    P: allowed,
    Q: { Type: 'String' },
    R: { Type: 'String', MinLength: 1 },
    [fixed]: { Type: 'String', Default: 'a' },
  };
  return { Parameters, Mappings, Conditions };
}

/** Every assignment of values to the parameters that have none. */
const assignments = ['a', 'b', 'ab'].flatMap((P) =>
  texts.flatMap((Q) => ['a', 'b', 'a,b'].map((R) => ({ P, Q, R, [fixed]: 'a' }))),
);

/** What a computation says for each assignment under which the template deploys. */
function outcomes<T>(template: JsonObject, compute: (deployment: Deployment) => T): T[] {
  return assignments.flatMap((assignment) => {
    try {
      return [compute(new Deployment(template, assignment))];
    } catch (error) {
      if (error instanceof Refused) return [];
      throw error;
    }
  });
}

function stackOf(template: JsonObject) {
  return environmentOf({ id: 'Shop', template }).stacks[0]!;
}

describe('what is decided holds for every value of the parameters', () => {
  test('conditions', () => {
    let decided = 0;
    fc.assert(
      fc.property(conditions, (Conditions) => {
        const template = templateOf(Conditions);
        const stack = stackOf(template);
        for (const name of conditionNames) {
          const truth = stack.condition(name);
          if (isUndecided(truth)) continue;
          const found = outcomes(template, (deployment) => deployment.condition({ Condition: name }));
          if (new Set(found).size > 0) decided++;
          expect(new Set([...found, truth])).toEqual(new Set([truth]));
        }
      }),
      { numRuns: 400 },
    );
    expect(decided).toBeGreaterThan(20);
  });

  test('comparisons', () => {
    let decided = 0;
    fc.assert(
      fc.property(conditions, scalar, scalar, (Conditions, left, right) => {
        const template = templateOf(Conditions);
        const stack = stackOf(template);
        const truth = same(evaluate(left, stack), evaluate(right, stack));
        if (isUndecided(truth)) return;
        const found = outcomes(template, (deployment) =>
          deployment.condition({ 'Fn::Equals': [left, right] }),
        );
        if (found.length > 0) decided++;
        expect(new Set([...found, truth])).toEqual(new Set([truth]));
      }),
      { numRuns: 400 },
    );
    expect(decided).toBeGreaterThan(20);
  });

  test('values leave room for what they turn out to be', () => {
    fc.assert(
      fc.property(conditions, fc.oneof(scalar, list), (Conditions, expression) => {
        const template = templateOf(Conditions);
        const value = evaluate(expression, stackOf(template));
        const others = outcomes(template, (deployment): Concrete => deployment.value(expression)).filter(
          (concrete) => !admits(value, concrete),
        );
        expect({ value: show(value), others }).toEqual({ value: show(value), others: [] });
      }),
      { numRuns: 400 },
    );
  });
});

test('splitting and joining with the same delimiter changes nothing', () => {
  let split = 0;
  fc.assert(
    fc.property(conditions, scalar, fc.constantFrom(',', '/', 'a'), (Conditions, expression, delimiter) => {
      const stack = stackOf(templateOf(Conditions));
      const pieces: Json = { 'Fn::Split': [delimiter, expression] };
      if (evaluate(pieces, stack).kind !== 'list') return;
      split++;
      expect(same(evaluate({ 'Fn::Join': [delimiter, pieces] }, stack), evaluate(expression, stack))).toBe(
        true,
      );
    }),
    { numRuns: 400 },
  );
  expect(split).toBeGreaterThan(20);
});

/** Values of every shape, under the names that the model reads. */
const words = [
  'Ref',
  'Fn::GetAtt',
  'Fn::If',
  'Fn::Join',
  'Fn::Sub',
  'Fn::Select',
  'Fn::Split',
  'Fn::FindInMap',
  'Fn::ImportValue',
  'Fn::GetStackOutput',
  'Fn::GetAZs',
  'Fn::Length',
  'Fn::Base64',
  'Fn::Transform',
  'Fn::ForEach::Loop',
  'Fn::And',
  'Fn::Or',
  'Fn::Not',
  'Fn::Equals',
  'Condition',
  'Properties',
  'Type',
  'Default',
  'AllowedValues',
  'Value',
  'Export',
  'Name',
  'Parameters',
  'Target',
  'StackName',
  'OutputName',
  'Region',
  'RoleArn',
  'WriterProps',
  'exports',
  'region',
  '__proto__',
  'constructor',
  'toString',
  'A',
  'B',
  'C',
];
const strings = fc.oneof(
  fc.constantFrom(
    'A',
    'B',
    'C',
    'A.Arn',
    'C.Outputs.A',
    'Outputs.A',
    '${A}',
    '${A.Arn}${B}',
    '${!A}',
    '${',
    '${}',
    '{{resolve:ssm:A}}',
    '{{resolve:',
    'AWS::Region',
    'AWS::NoValue',
    'AWS::SSM::Parameter',
    'AWS::SSM::Parameter::Value<List<String>>',
    'AWS::CloudFormation::Stack',
    'Custom::CrossRegionExportReader',
    'Custom::CrossRegionExportWriter',
    'CommaDelimitedList',
    'AWS::ElasticLoadBalancingV2::Listener',
    'AWS::RDS::DBCluster',
    'arn:aws:rds:eu-west-1:1:cluster:A',
    'a,b',
    '__proto__',
    '0',
    '-1',
  ),
  fc.string(),
);
const hostile: fc.Arbitrary<Json> = fc.letrec<{ it: Json }>((tie) => ({
  it: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.oneof(strings, fc.constantFrom(null, true, false, 0, 1, -1, 1e300)),
    fc.array(tie('it'), { maxLength: 4 }),
    objectOf(tie('it'), 3),
    fc.tuple(fc.constantFrom(...words), tie('it')).map(([name, json]) => plain([[name, json]])),
  ),
})).it;

/** An object as JSON.parse makes it: `__proto__` is a member like others. */
function plain(entries: readonly (readonly [string, Json])[]): JsonObject {
  const object: JsonObject = {};
  for (const [key, value] of entries)
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  return object;
}

function objectOf(
  values: fc.Arbitrary<Json>,
  maxLength: number,
  keys: fc.Arbitrary<string> = fc.constantFrom(...words),
): fc.Arbitrary<JsonObject> {
  return fc.array(fc.tuple(keys, values), { maxLength }).map(plain);
}

const ids = fc.constantFrom('A', 'B', 'C', '__proto__', 'Fn::ForEach::Loop', 'Fn::Transform');
const resource = fc.oneof(
  hostile,
  fc.record({
    Type: strings,
    Condition: fc.oneof(fc.constant('A'), hostile),
    Properties: fc.oneof(objectOf(hostile, 4), hostile),
  }),
);
const template: fc.Arbitrary<JsonObject> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      Parameters: fc.oneof(objectOf(objectOf(hostile, 3), 3, ids), hostile),
      Mappings: fc.oneof(objectOf(hostile, 2, ids), hostile),
      Conditions: fc.oneof(objectOf(hostile, 3, ids), hostile),
      Outputs: fc.oneof(
        objectOf(
          fc.record({ Value: hostile, Export: fc.record({ Name: hostile }), Condition: hostile }),
          3,
          ids,
        ),
        hostile,
      ),
      Resources: fc.oneof(objectOf(resource, 5, ids), hostile),
      Transform: hostile,
    }),
  },
  { weight: 1, arbitrary: objectOf(hostile, 4) },
);
const input = fc.tuple(template, template, template, template).map(([one, two, child, grandchild]) =>
  inputOf([
    {
      id: 'One',
      template: one,
      stackName: 'A',
      region: 'eu-west-1',
      nested: {
        C: {
          id: 'C',
          displayName: 'C',
          template: child,
          nested: { C: { id: 'D', displayName: 'D', template: grandchild } },
        },
      },
    },
    { id: 'Two', template: two, parameters: { A: 'B' } },
  ]),
);

/** Reads everything that there is to read. */
function readAll(environment: Environment): string[] {
  const seen: string[] = [...environment.hidden];
  const look = (value: Value, depth = 0): void => {
    seen.push(show(value), keyOf(value) ?? '-');
    for (const item of itemsOf(value).slice(0, 5)) {
      const { resources, open } = targetOf(item, environment.stacks[0]!);
      seen.push(...resources.map(({ key }) => key), open ?? '-');
      if (depth < 3) for (const name of ['A', 'Target', '__proto__']) look(member(item, name), depth + 1);
    }
  };
  for (const { type } of environment.resources()) seen.push(environment.links(type, 'Target').open ?? '-');
  for (const one of environment.resources()) {
    seen.push(one.key, one.type, JSON.stringify(one.exists));
    look(one.read(''));
    for (const path of ['Target', 'Parameters.A', 'Value', 'A.*.B', '*'])
      look({ kind: 'list', items: one.each(path) });
    look(one.attribute('Condition'));
  }
  for (const stack of environment.stacks)
    for (const name of ['A', 'B', 'C', '__proto__'])
      look(stack.output(name) ?? stack.parameter(name) ?? { kind: 'absent' });
  return seen;
}

describe('templates of any shape', () => {
  test('are read without an error, and twice the same', () => {
    fc.assert(
      fc.property(input, (environment) => {
        expect(readAll(new Environment(environment))).toEqual(readAll(new Environment(environment)));
      }),
      { numRuns: 300 },
    );
    expect(({} as Record<string, unknown>).A).toBeUndefined();
  });

  test('are read the same in whichever order their stacks are given', () => {
    fc.assert(
      fc.property(input, (environment) => {
        const turned = { ...environment, stacks: [...environment.stacks].reverse() };
        expect(readAll(new Environment(turned))).toEqual(readAll(new Environment(environment)));
      }),
      { numRuns: 100 },
    );
  });

  test('that expand without end end', () => {
    const twice = (json: Json): Json => ({ 'Fn::Join': ['', [json, json]] });
    const Listener = {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: {
        LoadBalancerArn: twice({ 'Fn::Select': [0, { 'Fn::Split': ['/', { Ref: 'Listener' }] }] }),
      },
    };
    const Stored = {
      Type: 'AWS::SSM::Parameter',
      Properties: { Name: 'x', Value: twice('{{resolve:ssm:x}}') },
    };
    const Reader = { Type: 'Custom::CrossRegionExportReader' };
    const Writer = {
      Type: 'Custom::CrossRegionExportWriter',
      Properties: { WriterProps: { exports: { k: twice({ 'Fn::GetAtt': ['Reader', 'k'] }) } } },
    };
    const Outputs = { O: { Value: twice({ 'Fn::ImportValue': 'o' }), Export: { Name: 'o' } } };
    const Name = {
      Type: 'AWS::SSM::Parameter',
      Properties: { Name: '{{resolve:ssm:x}}', Value: { 'Fn::GetAtt': ['Reader', 'k'] } },
    };
    const seen = readAll(
      environmentOf({
        id: 'Shop',
        template: { Resources: { Listener, Stored, Name, Reader, Writer }, Outputs },
      }),
    );
    expect(seen.join().length).toBeLessThan(100_000);
  });
});

describe('patterns with * and ?', () => {
  const pieces = fc
    .array(fc.constantFrom('*', '?', 'a', 'b', '.', '\\', '[', '$'), { maxLength: 8 })
    .map((list) => list.join(''));

  test('match what the same regular expression matches', () => {
    fc.assert(
      fc.property(pieces, pieces, (pattern, text) => {
        const expression = pattern
          .replace(/[.\\[$]/g, '\\$&')
          .replaceAll('*', '[^]*')
          .replaceAll('?', '[^]');
        expect(matchesGlob(pattern, text)).toBe(new RegExp(`^${expression}$`).test(text));
      }),
      { numRuns: 1000 },
    );
  });

  test('of a size at which backtracking would never end are answered', () => {
    const text = 'a'.repeat(20_000);
    expect(matchesGlob(`${'*a'.repeat(200)}*b`, text)).toBe(false);
    expect(matchesGlob(`${'*a'.repeat(5_000)}*`, text)).toBe(true);
    expect(matchesGlob('*'.repeat(20_000), text)).toBe(true);
  });
});
