import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from '../harness/properties';
import { assess } from '../../lib/assess/assess';
import { items } from '../../lib/checklist';
import type { Json, JsonObject } from '../../lib/model/input';
import { inputOf } from '../harness/environment';

const options = { generatedAt: '2026-01-01T00:00:00Z', version: '0' };

/** Every text that the rules and the model write in quotes: types of resources, names of properties and values. */
const vocabulary = [...new Set(['lib/rules', 'lib/checklist/sections', 'lib/model'].flatMap(quotedIn))];
const types = vocabulary.filter((word) => /^(AWS|Custom)::\w+(::\w+)?$/.test(word));
const names = vocabulary
  .flatMap((word) => (/^[A-Za-z.*]+$/.test(word) ? word.split('.') : []))
  .filter((word) => /^[A-Z]/.test(word));
const values = vocabulary.filter((word) => word.length < 40);

function quotedIn(folder: string): string[] {
  const root = join(__dirname, '..', '..', folder);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/'([^'\n]+)'/g)].map((match) => match[1]!),
  );
}

/** Paths of properties: `LoadBalancers.*.TargetGroupArn`. */
const paths = vocabulary.filter((word) => /^[A-Z][A-Za-z]+(\.(\*|[A-Za-z]+))*$/.test(word));

const ids = ['A', 'B', 'C', 'D', 'E', 'F'];

const value: fc.Arbitrary<Json> = fc.letrec<{ it: Json }>((tie) => ({
  it: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom<Json>(
      ...values,
      null,
      true,
      false,
      0,
      1,
      3,
      -1,
      1e300,
      '3',
      '',
      'x'.repeat(300),
      '__proto__',
    ),
    fc.constantFrom(...ids).map((id): Json => ({ Ref: id })),
    fc
      .tuple(fc.constantFrom(...ids), fc.constantFrom('Arn', 'Id', 'Name', 'LoadBalancerFullName'))
      .map((args): Json => ({ 'Fn::GetAtt': args })),
    fc.array(tie('it'), { maxLength: 3 }),
    objectOf(tie('it')),
    fc
      .tuple(fc.constantFrom('Maybe', 'Never'), tie('it'), tie('it'))
      .map((args): Json => ({ 'Fn::If': args })),
    fc
      .tuple(fc.constantFrom('', '/', ':'), fc.array(tie('it'), { maxLength: 4 }))
      .map((args): Json => ({ 'Fn::Join': args })),
  ),
})).it;

function objectOf(member: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> {
  return fc.dictionary(fc.constantFrom(...names), member, { maxKeys: 6 });
}

const properties = fc
  .array(fc.tuple(fc.constantFrom(...paths), value), { maxLength: 25 })
  .map((entries) => Object.fromEntries(entries.map(([path, json]) => membersOf(path, json))));

const resource: fc.Arbitrary<JsonObject> = fc.record(
  {
    Type: fc.constantFrom(...types),
    Properties: fc.oneof({ weight: 9, arbitrary: properties }, { weight: 1, arbitrary: value }),
    Condition: fc.constantFrom<Json>('Maybe', 'Never', 3),
    Metadata: value,
  },
  { requiredKeys: ['Type', 'Properties'] },
);

const template: fc.Arbitrary<JsonObject> = fc.array(resource, { maxLength: 6 }).map((resources) => ({
  Parameters: { P: { Type: 'String' } },
  Conditions: { Maybe: { 'Fn::Equals': [{ Ref: 'P' }, 'yes'] }, Never: { 'Fn::Equals': ['a', 'b'] } },
  Resources: Object.fromEntries(resources.map((body, i) => [ids[i]!, body])),
}));

describe('whatever the properties of resources look like', () => {
  test('the vocabulary of the rules is found', () => {
    expect(types.length).toBeGreaterThan(50);
    expect(names).toEqual(
      expect.arrayContaining(['DBClusterIdentifier', 'BackupPlanRule', 'TargetGroupArn']),
    );
  });

  test('no rule throws, and every control says something', () => {
    fc.assert(
      fc.property(template, template, (one, two) => {
        const report = assess(
          [
            inputOf([
              { id: 'One', template: one },
              { id: 'Two', template: two },
            ]),
          ],
          options,
        );
        for (const control of report.items.flatMap(({ controls }) => controls)) {
          expect([control.id, control.findings.length > 0]).toEqual([control.id, true]);
          for (const { message } of control.findings)
            expect(message).not.toMatch(/undefined|NaN|\[object|\u0000/);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('a property that is of the wrong type breaks nothing', () => {
    const wrong: Json[] = [
      null,
      0,
      '',
      [],
      {},
      [[]],
      [{}],
      { Ref: 'A' },
      { 'Fn::GetAtt': ['A', 'Arn'] },
      { Ref: 'AWS::NoValue' },
    ];
    for (const json of wrong) {
      const Properties = Object.fromEntries(paths.map((path) => membersOf(path, json)));
      const Resources = Object.fromEntries(types.map((Type, i) => [`R${i}`, { Type, Properties }]));
      expect(() => assess([inputOf([{ id: 'One', template: { Resources } }])], options)).not.toThrow();
    }
  });
});

/** The member of an object at which a path begins, with a value at its end. */
function membersOf(path: string, json: Json): [string, Json] {
  const [first = '', ...rest] = path.split('.');
  return [first, nested(rest, json)];
}

function nested([name, ...rest]: readonly string[], json: Json): Json {
  if (name === undefined) return json;
  return name === '*' ? [nested(rest, json)] : { [name]: nested(rest, json) };
}

test('an environment without stacks, and no environment at all, prove nothing', () => {
  for (const environments of [[], [inputOf([])]]) {
    const report = assess(environments, options);
    expect(report.verdict).toBe('undecided');
    expect(new Set(report.items.map(({ outcome }) => outcome))).toEqual(new Set(['pending']));
  }
});

test('every control says something about an empty template', () => {
  const { items: judged } = assess([inputOf([{ id: 'One', template: {} }])], options);
  expect(judged.flatMap(({ controls }) => controls).filter(({ findings }) => findings.length === 0)).toEqual(
    [],
  );
  expect(judged).toHaveLength(items.length);
});
