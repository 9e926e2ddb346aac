import { known, opaque, show, textOf, type Value } from '../../../lib/model/value';
import {
  isList,
  isObject,
  itemsOf,
  literalOf,
  memberOf,
  parseJson,
  scalarOf,
} from '../../../lib/rules/dashboards/json-text';
import fc from '../../harness/properties';

const token = (name: string): Value => opaque(name, 'nobody knows');
const joined = (...parts: readonly (string | Value)[]): Value =>
  textOf(
    parts.flatMap((part) => (typeof part === 'string' ? [part] : part.kind === 'text' ? part.parts : [])),
  );

test('tokens within strings, in place of values, and next to escapes', () => {
  const document = parseJson(
    joined('{"a": "x-', token('one'), '-\\"y\\\\", "b": ', token('two'), ', "c": [1, true, null]}'),
  )!;
  expect(show(scalarOf(memberOf(document, 'a')))).toBe('x-${one}-"y\\');
  expect(show(scalarOf(memberOf(document, 'b')))).toBe('${two}');
  expect(itemsOf(memberOf(document, 'c')).map((item) => show(scalarOf(item)))).toEqual([
    '1',
    'true',
    'nothing',
  ]);
});

test('what is no JSON is no document', () => {
  expect(parseJson(known('{"a":'))).toBeUndefined();
  expect(parseJson(joined('{"a": 1', token('one'), '}'))).toBeUndefined();
  expect(parseJson({ kind: 'absent' })).toBeUndefined();
});

test('members of its prototype, and marks of its own, are nothing', () => {
  const document = parseJson(known('{"__proto__": {"x": 1}, "a": "\\ue0007\\ue001"}'))!;
  expect(isObject(document)).toBe(true);
  expect(scalarOf(memberOf(document, 'constructor')).kind).toBe('absent');
  expect(literalOf(memberOf(document, 'a'))).toBe('7');
});

test('deep nesting ends', () => {
  let node = parseJson(known('['.repeat(5000) + ']'.repeat(5000)));
  let depth = 0;
  while (node && isList(node)) {
    [node] = itemsOf(node);
    depth++;
  }
  expect(depth).toBeLessThan(100);
});

test('any JSON is read as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const plain = (node: ReturnType<typeof parseJson>): unknown => {
        if (node === undefined || isList(node)) return node?.map(plain);
        if (isObject(node)) return Object.fromEntries([...node].map(([name, one]) => [name, plain(one)]));
        return node.kind === 'known' ? node.value : null;
      };
      expect(plain(parseJson(known(JSON.stringify(value))))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
