import fc from '../harness/properties';
import { parseJson, resourcePositions } from '../../lib/sources/json-text';
import { scanJson } from '../../lib/sources/json-scan';
import { thrownBy } from './temporary';

const truncated = 'found the end of the file; it is truncated: write or synthesize it again';

describe('the message for a text that is not JSON names the place and what is expected there', () => {
  test.each([
    ['{"a": 1 "b": 2}', `x.json:1:9: expected ',' or '}', found '"'`],
    ['{"a": 1,\n "b" 2}', "x.json:2:6: expected ':', found '2'"],
    ['{\r\n  "a": 1,\r\n}', "x.json:3:1: expected a key in double quotes, found '}'"],
    ["{'a': 1}", "x.json:1:2: expected a key in double quotes or '}', found '''"],
    ['[1, ]', "x.json:1:5: expected a value, found ']'"],
    ['[1 2]', "x.json:1:4: expected ',' or ']', found '2'"],
    ['[,]', "x.json:1:2: expected a value or ']', found ','"],
    ['{"a": nope}', "x.json:1:7: expected a value, found 'n'"],
    ['{"a": 01}', "x.json:1:8: expected ',' or '}', found '1'"],
    ['{"a": NaN}', "x.json:1:7: expected a value, found 'N'"],
    ['{"a": 1} {', "x.json:1:10: expected the end of the file, found '{'"],
    ['{"a": "\u{1f980}" 🦀}', "x.json:1:12: expected ',' or '}', found '🦀'"],
    ['{"a": \u202e}', "x.json:1:7: expected a value, found '\\u202e'"],
    ['{"a": "b\nc"}', `x.json:1:9: expected '"' or text without line breaks and tabs`],
    ['{"a": "\\x"}', "x.json:1:8: expected an escape of JSON after '\\', such as '\\n'"],
    ['{"a": "\\u12g4"}', "x.json:1:8: expected an escape of JSON after '\\', such as '\\n'"],
    ['{"a":\n', `x.json:2:1: expected a value, ${truncated}`],
    ['{"a": 1', `x.json:1:8: expected ',' or '}', ${truncated}`],
    ['[1', `x.json:1:3: expected ',' or ']', ${truncated}`],
    ['{', `x.json:1:2: expected a key in double quotes or '}', ${truncated}`],
    ['{"a"', `x.json:1:5: expected ':', ${truncated}`],
    ['{"a": "b', `x.json:1:9: expected '"', ${truncated}`],
    ['{"a": "b\\', `x.json:1:10: expected '"', ${truncated}`],
    ['{"a": "b\\u12', `x.json:1:13: expected '"', ${truncated}`],
    ['', 'x.json: is empty; write or synthesize it again'],
    [' \n', 'x.json: is empty; write or synthesize it again'],
    ['\u0000\u0001PK', 'x.json: is binary; expected JSON or YAML text'],
    [Buffer.from('\ufeff{}', 'utf16le').toString('utf8'), 'x.json: is UTF-16 text; save it as UTF-8'],
  ])('%j', (text, message) => {
    expect(thrownBy(() => parseJson(text, 'x.json'))).toBe(`UnreadableInput: ${message}`);
  });
});

test('a fault is found exactly where the text is not JSON', () => {
  const damage = fc.tuple(
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.constantFrom('', '"', '{', ']', ',', ':', '\\', '\n', '0', 'e'),
  );
  fc.assert(
    fc.property(fc.json(), damage, (text, [at, length, replacement]) => {
      const offset = at % (text.length + 1);
      const damaged = text.slice(0, offset) + replacement + text.slice(offset + length);
      expect(scanJson(damaged) === undefined).toBe(isJson(damaged));
    }),
    { numRuns: 2000 },
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('a fault below 200 000 open brackets is found without overflow', () => {
  expect(scanJson('['.repeat(200_000))).toEqual({
    offset: 200_000,
    problem: `expected a value or ']', ${truncated}`,
  });
});

describe('positions of logical ids', () => {
  test('are those of the keys of Resources, whatever stands around them', () => {
    const text = [
      '{ "Outputs": { "Queue": {"Resources": {"No": 1}} },',
      '  "Resources": { "A": {"Type": "x", "Properties": {"B": {}}},',
      '',
      '\t"B\\u0062": {} }, "Metadata": {"C": {}} }',
    ].join('\n');
    expect([...resourcePositions(text)]).toEqual([
      ['A', { line: 2, column: 18 }],
      ['Bb', { line: 4, column: 2 }],
    ]);
  });

  test('there are none without a mapping of resources', () => {
    expect(resourcePositions('{"Resources": [{"A": 1}]}').size).toBe(0);
    expect(resourcePositions('[{"Resources": {"A": 1}}]').size).toBe(0);
  });
});
