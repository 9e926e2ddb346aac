import Ajv from 'ajv';
import { formats } from '../../lib/report/formats';
import { outcomes } from '../../lib/assess/report';
import schema from '../../schemas/report.schema.json';
import { expectGolden } from '../harness/golden';
import { hostile, live, realistic, report } from './reports';

const options = { columns: 80, color: true, verbose: true };
const json = (input: typeof realistic) => formats.json()(input, options);
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);

test.each([
  ['realistic', realistic],
  ['hostile', hostile],
  ['live', live],
  ['empty', report([], 'go')],
])('a report that is %s follows the schema and comes back as it was', (_, input) => {
  const parsed: unknown = JSON.parse(json(input));
  expect(validate(parsed) ? [] : validate.errors).toEqual([]);
  expect(parsed).toEqual(input);
});

test('the text is that of JSON.stringify and a newline', () => {
  expect(json(realistic)).toBe(`${JSON.stringify(realistic, null, 2)}\n`);
});

test('characters that a terminal obeys are escaped', () => {
  expect(json(hostile).replaceAll('\n', '')).not.toMatch(
    /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u,
  );
  expectGolden(json(hostile), 'hostile.json');
});

test('the schema knows every outcome and no other', () => {
  expect(schema.definitions.outcome.enum).toEqual([...outcomes]);
  expect(Object.keys(schema.properties.summary.properties)).toEqual([...outcomes]);
});

const objects = [
  schema,
  schema.properties.tool,
  schema.properties.summary,
  ...Object.values(schema.definitions),
].filter((each) => each.type === 'object');

test('no object of the schema takes what it does not name', () => {
  expect(objects).toHaveLength(15);
  expect(objects.map((each) => 'additionalProperties' in each && each.additionalProperties)).toEqual(
    objects.map(() => false),
  );
});

test.each([
  ['an outcome that does not exist', { ...realistic, summary: { ...realistic.summary, maybe: 1 } }],
  ['a property that does not exist', { ...realistic, extra: 1 }],
  ['another version', { ...realistic, schemaVersion: 2 }],
  ['a time without a zone', { ...realistic, generatedAt: '2026-03-01T09:00:00' }],
])('the schema refuses %s', (_, input) => {
  expect(validate(input)).toBe(false);
});
