import fc from 'fast-check';
import type { DeployedStack } from '../../lib/model/deployed';
import type { Json, JsonObject, StackInput } from '../../lib/model/input';
import { differences } from '../../lib/sources/differences';

function deployedStack(template: JsonObject, more: Partial<DeployedStack> = {}): DeployedStack {
  return {
    name: 'Shop',
    id: 'arn:aws:cloudformation:eu-west-1:123456789012:stack/Shop/1',
    account: '123456789012',
    region: 'eu-west-1',
    status: 'UPDATE_COMPLETE',
    template: JSON.stringify(template),
    parameters: {},
    storedValues: {},
    undisclosed: [],
    tags: {},
    notificationArns: [],
    resources: [],
    unnamed: 0,
    nested: {},
    drift: { status: 'IN_SYNC' },
    ...more,
  };
}

function assembledStack(template: JsonObject, more: Partial<StackInput> = {}): StackInput {
  return { id: 'Shop', displayName: 'Prod/Shop', stackName: 'Shop', template, ...more };
}

function compare(before: JsonObject, after: JsonObject): readonly string[] {
  return differences(deployedStack(before), assembledStack(after));
}

function resources(Resources: JsonObject): JsonObject {
  return { Resources };
}

/** The differences of one resource with these properties. */
function ofProperties(
  before: JsonObject,
  after: JsonObject,
  Type = 'AWS::RDS::DBCluster',
): readonly string[] {
  return compare(
    resources({ Db: { Type, Properties: before } }),
    resources({ Db: { Type, Properties: after } }),
  );
}

const hash = 'a'.repeat(64);
const otherHash = 'b'.repeat(64);

describe('resources', () => {
  const topic = { Type: 'AWS::SNS::Topic' };

  test('on one side alone', () => {
    expect(compare(resources({ B: topic, A: topic }), resources({ C: topic, A: topic }))).toEqual([
      'Shop: B (AWS::SNS::Topic) is not in the assembly',
      'Shop: C (AWS::SNS::Topic) is only in the assembly, and not deployed',
    ]);
  });

  test.each<[string, JsonObject, JsonObject, string]>([
    ['a value', { Days: 1 }, { Days: 14 }, 'Days is 1 (14 in the assembly)'],
    ['a value inside', { A: { B: { C: 'x' } } }, { A: { B: { C: 'y' } } }, 'A.B.C is x (y in the assembly)'],
    ['a value more', { Days: 1 }, {}, 'Days is 1 (missing in the assembly)'],
    ['a value less', {}, { Days: 1 }, 'Days is missing (1 in the assembly)'],
    ['a list', { Zones: ['a'] }, { Zones: ['a', 'b'] }, 'Zones differs from the assembly'],
    [
      'a member of a list',
      { Rules: [{ A: 1 }] },
      { Rules: [{ A: 2 }] },
      'Rules.0.A is 1 (2 in the assembly)',
    ],
    [
      'the order of a list',
      { Rules: ['a', 'b'] },
      { Rules: ['b', 'a'] },
      'Rules.0 is a (b in the assembly); Rules.1 is b (a in the assembly)',
    ],
    ['an expression', { Arn: { Ref: 'A' } }, { Arn: { Ref: 'B' } }, 'Arn differs from the assembly'],
    ['a long text', { Body: 'x'.repeat(61) }, { Body: 'y' }, 'Body differs from the assembly'],
    [
      'a secret',
      { MasterUserPassword: 'a' },
      { MasterUserPassword: 'b' },
      'MasterUserPassword is (not shown) ((not shown) in the assembly)',
    ],
    [
      'many values',
      { A: 1, B: 1, C: 1, D: 1, E: 1 },
      {},
      'A is 1 (missing in the assembly); B is 1 (missing in the assembly); C is 1 (missing in the assembly); and 2 more',
    ],
  ])('that differ in %s', (_what, before, after, line) => {
    expect(ofProperties(before, after)).toEqual([`Shop: Db (AWS::RDS::DBCluster): ${line}`]);
  });

  test('that differ beside their properties, or in type', () => {
    const type = 'AWS::S3::Bucket';
    expect(
      compare(
        resources({ A: { Type: type, DeletionPolicy: 'Delete' } }),
        resources({ A: { Type: type, DeletionPolicy: 'Retain' } }),
      ),
    ).toEqual(['Shop: A (AWS::S3::Bucket): DeletionPolicy is Delete (Retain in the assembly)']);
    expect(compare(resources({ A: { Type: type } }), resources({ A: { Type: 'AWS::SNS::Topic' } }))).toEqual([
      'Shop: A (AWS::S3::Bucket): Type is AWS::S3::Bucket (AWS::SNS::Topic in the assembly)',
    ]);
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['numbers and their text', { Days: 14, On: true }, { Days: '14', On: 'true' }],
    ['the order of members', { A: 1, B: 2 }, { B: 2, A: 1 }],
    ['the order of tags', { Tags: [{ Key: 'a' }, { Key: 'b' }] }, { Tags: [{ Key: 'b' }, { Key: 'a' }] }],
    ['the order of actions', { Policy: { Action: ['a', 'b'] } }, { Policy: { Action: ['b', 'a'] } }],
    ['two spellings of GetAtt', { Arn: { 'Fn::GetAtt': 'A.B.C' } }, { Arn: { 'Fn::GetAtt': ['A', 'B.C'] } }],
    ['what is not ASCII', { Name: 'Caf? ??' }, { Name: 'Café äö' }],
    ['nothing and no value', { A: null }, {}],
  ])('that differ in nothing but %s are equal', (_what, before, after) => {
    expect(ofProperties(before, after)).toEqual([]);
  });

  test('that differ in metadata alone, or in how a dependency is written, are equal', () => {
    const before = { ...topic, Metadata: { 'aws:cdk:path': 'a' }, DependsOn: 'B' };
    const after = { ...topic, Metadata: { 'aws:cdk:path': 'b' }, DependsOn: ['B'] };
    const meta = (Analytics: string): JsonObject => ({
      Type: 'AWS::CDK::Metadata',
      Properties: { Analytics },
    });
    expect(
      compare(resources({ A: before, M: meta('v2:1') }), resources({ A: after, N: meta('v2:2') })),
    ).toEqual([]);
  });
});

describe('assets', () => {
  const fn = (S3Key: string, more: JsonObject = {}): JsonObject => ({
    Type: 'AWS::Lambda::Function',
    Properties: { Code: { S3Bucket: { 'Fn::Sub': 'assets' }, S3Key }, ...more },
  });
  const task = (tag: string): JsonObject => ({
    Type: 'AWS::ECS::TaskDefinition',
    Properties: { ContainerDefinitions: [{ Image: { 'Fn::Sub': `repository:${tag}` } }] },
  });

  test('are counted where nothing else differs', () => {
    const side = (tag: string): JsonObject =>
      resources({
        A: fn(`${tag}.zip`),
        B: fn(`${tag}.zip`),
        T: task(tag),
        C: { Type: 'Custom::CDKBucketDeployment', Properties: { SourceObjectKeys: [`${tag}.zip`] } },
      });
    expect(compare(side(hash), side(otherHash))).toEqual([
      'Shop: code of 2 functions differs from the assembly',
      'Shop: images of 1 task definition differ from the assembly',
      'Shop: assets of 1 other resource differ from the assembly',
    ]);
  });

  test('are no difference beside another one', () => {
    const before = resources({ A: fn(`${hash}.zip`, { Timeout: 3 }) });
    expect(compare(before, resources({ A: fn(`${otherHash}.zip`, { Timeout: 9 }) }))).toEqual([
      'Shop: A (AWS::Lambda::Function): Timeout is 3 (9 in the assembly)',
    ]);
  });

  test('bring new versions, which are none that were added or removed', () => {
    const side = (digit: string): JsonObject => {
      const version = `FnCurrentVersion1A2B3C4D${digit.repeat(32)}`;
      return resources({
        Fn: fn(`${digit.repeat(64)}.zip`),
        [version]: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } },
        Live: { Type: 'AWS::Lambda::Alias', Properties: { Version: { 'Fn::GetAtt': [version, 'Version'] } } },
      });
    };
    expect(compare(side('a'), side('b'))).toEqual(['Shop: code of 1 function differs from the assembly']);
  });
});

describe('parameters', () => {
  const Parameters = {
    Env: { Type: 'String', Default: 'test' },
    Secret: { Type: 'String', NoEcho: true, Default: 'x' },
    ApiToken: { Type: 'String' },
    Free: { Type: 'String' },
    BootstrapVersion: { Type: 'String', Default: '/cdk-bootstrap' },
  };
  const deployed = deployedStack(
    { Parameters },
    {
      parameters: { Env: 'prod', ApiToken: 'a', Free: 'b', BootstrapVersion: '/other' },
      undisclosed: ['Secret'],
    },
  );

  test('are compared by the values that they have, or would get', () => {
    expect(differences(deployed, assembledStack({ Parameters }))).toEqual([
      'Shop: parameter Env is prod (test in the assembly)',
    ]);
    expect(
      differences(deployed, assembledStack({ Parameters }, { parameters: { Env: 'prod', ApiToken: 'c' } })),
    ).toEqual(['Shop: parameter ApiToken is (not shown) ((not shown) in the assembly)']);
  });

  test('on one side alone', () => {
    expect(
      compare({ Parameters: { A: { Type: 'String' } } }, { Parameters: { B: { Type: 'String' } } }),
    ).toEqual(['Shop: parameter A is not in the assembly', 'Shop: parameter B is only in the assembly']);
  });
});

test('tags of the stack are compared where the assembly has any', () => {
  const stack = deployedStack({}, { tags: { team: 'shop', old: '1' } });
  expect(differences(stack, assembledStack({}))).toEqual([]);
  expect(differences(stack, assembledStack({}, { tags: { team: 'shop', new: '2' } }))).toEqual([
    'Shop: tag new is missing (2 in the assembly)',
    'Shop: tag old is 1 (missing in the assembly)',
  ]);
});

test('conditions, mappings and outputs are compared', () => {
  const side = (value: string): JsonObject => ({
    Conditions: {
      IsProd: { 'Fn::Equals': [value, 'prod'] },
      CDKMetadataAvailable: { 'Fn::Equals': [value, 'x'] },
    },
    Mappings: { Sizes: { [value]: { cpu: 1 } } },
    Outputs: { Url: { Value: value } },
  });
  expect(compare(side('a'), side('b'))).toEqual([
    'Shop: condition IsProd differs from the assembly',
    'Shop: mapping Sizes differs from the assembly',
    'Shop: output Url differs from the assembly',
  ]);
});

test('a template that macros change is not compared', () => {
  const after = {
    Transform: 'AWS::Serverless-2016-10-31',
    ...resources({ A: { Type: 'AWS::Serverless::Function' } }),
  };
  expect(compare(resources({ A: { Type: 'AWS::Lambda::Function' } }), after)).toEqual([
    'Shop: its resources are not compared, as macros change the template of the assembly at deployment',
  ]);
});

test('nested stacks are compared by themselves, and not by the address of their template', () => {
  const Type = 'AWS::CloudFormation::Stack';
  const id = 'DbNestedStackDbNestedStackResource0A1B2C3D';
  const outer = (tag: string): JsonObject =>
    resources({ [id]: { Type, Properties: { TemplateURL: { 'Fn::Sub': `https://x/${tag}.json` } } } });
  const inner = (Days: number): JsonObject => ({
    Parameters: { Zone: { Type: 'String', Default: 'none' } },
    ...resources({ Db: { Type: 'AWS::RDS::DBCluster', Properties: { Days } } }),
  });
  const child = deployedStack(inner(1), { name: 'Shop-Db-1X', parameters: { Zone: 'Z1' } });
  const twin: StackInput = { id: 'x', displayName: 'Prod/Shop/Db', template: inner(14) };
  expect(
    differences(
      deployedStack(outer(hash), { nested: { [id]: child } }),
      assembledStack(outer(otherHash), { nested: { [id]: twin } }),
    ),
  ).toEqual(['Shop/Db: Db (AWS::RDS::DBCluster): Days is 1 (14 in the assembly)']);
});

describe('any template', () => {
  const json = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string({ maxLength: 5 }),
      fc.integer(),
      fc.boolean(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom('A', 'Tags', 'Ref', '__proto__', 'constructor', 'Fn::GetAtt'),
        tie('value'),
        { maxKeys: 3 },
      ),
    ),
  })).value;
  const Properties = fc.dictionary(fc.constantFrom('A', 'B', 'Tags', '__proto__', 'toString'), json);
  const template = Properties.map((properties) => ({
    Resources: { A: { Type: 'AWS::Any::Thing', Properties: properties } },
  }));

  test('does not differ from itself', () => {
    fc.assert(
      fc.property(
        template,
        (side) => compare(side as JsonObject, JSON.parse(JSON.stringify(side)) as JsonObject).length === 0,
      ),
    );
  });

  test('differs from another one whichever is deployed', () => {
    fc.assert(
      fc.property(template, template, (one, other) => {
        const sides = [one, other].map((side) => JSON.parse(JSON.stringify(side)) as JsonObject);
        expect(compare(sides[0]!, sides[1]!)).toHaveLength(compare(sides[1]!, sides[0]!).length);
      }),
    );
  });
});
