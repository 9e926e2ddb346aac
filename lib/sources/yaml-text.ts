import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node, Scalar, YAMLError, YAMLMap } from 'yaml';
import type { Json, JsonObject } from '../model/input';
import { deepestNesting, tooDeep } from './depth';
import { nonText } from './file';
import { UnreadableFile, kindOf, quoted, type Position } from './unreadable';
import { longForm, plainScalar, scalarArgument } from './yaml-forms';

/** A YAML template with its short tags in their long form, and where its resources stand. */
export interface YamlTemplate {
  readonly value: Json;
  readonly positions: ReadonlyMap<string, Position>;
}

/**
 * Largest YAML file that is read, in MiB: CloudFormation takes 1 MB, and reading YAML costs far more than
 * JSON.
 */
const largestYaml = 4;

interface Reading {
  readonly shown: string;
  readonly lines: LineCounter;
  /** Where tags stand, of which the parser says that it does not know them; nodes begin behind their tags. */
  readonly tags: readonly number[];
}

/** Reads a YAML template. Throws UnreadableFile that names the place. */
export function parseYaml(text: string, shown: string): YamlTemplate {
  const reason = nonText(text);
  if (reason) throw new UnreadableFile(shown, reason);
  if (text.length > largestYaml * 2 ** 20) {
    const problem = `is more than ${largestYaml} MiB of YAML; CloudFormation takes 1 MB: split it`;
    throw new UnreadableFile(shown, problem);
  }
  const lines = new LineCounter();
  // The failsafe schema leaves every scalar as text: what it means is CloudFormation's to say, see
  // plainScalar(). Of a key that is given twice the last value holds, as in CloudFormation and in JSON.
  const document = parseDocument(text, {
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  const reading = { shown, lines, tags: document.warnings.map(({ pos }) => pos[0]) };
  refuseErrors(document.errors, reading);
  return {
    value: valueOf(document.contents, 0, reading),
    positions: resourcePositions(document.contents, reading),
  };
}

function refuseErrors(errors: readonly YAMLError[], reading: Reading): void {
  const [first] = errors;
  if (!first) return;
  if (errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) throw tooDeep(reading.shown);
  throw refusal(reading, first.pos[0], problems[first.code] ?? `is not YAML: ${first.message}`);
}

const problems: Partial<Record<YAMLError['code'], string>> = {
  MULTIPLE_DOCS: 'a second document begins here; a template is one document: split the file',
  TAB_AS_INDENT: 'the line is indented with a tab; YAML takes spaces only',
};

/** The value of a node that lies inside `depth` mappings and lists. */
function valueOf(node: unknown, depth: number, reading: Reading): Json {
  if (!isNode(node)) return null;
  if (isAlias(node)) throw notTaken(reading, node, `alias ${quoted(`*${node.source}`)}`);
  const key = longForm(node.tag);
  if (key !== undefined) {
    const text = isScalar(node) ? textOf(node) : undefined;
    return { [key]: text === undefined ? contentOf(node, depth + 1, reading) : scalarArgument(key, text) };
  }
  if (node.tag !== undefined && !coreTags.has(node.tag)) {
    const tag = node.tag.replace(coreTag, '!!');
    const problem = `${quoted(tag)} is no tag of CloudFormation's; check its spelling`;
    throw refusal(reading, tagOffsetOf(node, reading), problem);
  }
  return contentOf(node, depth, reading);
}

const coreTag = 'tag:yaml.org,2002:';

/** Tags of YAML itself that CloudFormation takes; the value false says that a scalar stays text. */
const coreTags: ReadonlyMap<string, boolean> = new Map([
  ['!', false],
  ...['str', 'map', 'seq'].map((name) => [`${coreTag}${name}`, false] as const),
  ...['int', 'float', 'bool', 'null'].map((name) => [`${coreTag}${name}`, true] as const),
]);

function contentOf(node: Node, depth: number, reading: Reading): Json {
  if (isScalar(node)) {
    const resolved = node.tag === undefined ? node.type === 'PLAIN' : coreTags.get(node.tag);
    return resolved ? plainScalar(textOf(node)) : textOf(node);
  }
  if (depth >= deepestNesting) throw tooDeep(reading.shown);
  if (isSeq(node)) return node.items.map((item) => valueOf(item, depth + 1, reading));
  return isMap(node) ? mappingOf(node, depth, reading) : null;
}

function mappingOf(node: YAMLMap, depth: number, reading: Reading): JsonObject {
  const mapping: JsonObject = {};
  for (const pair of node.items) {
    const key = keyOf(pair.key, node, reading);
    const value = valueOf(pair.value, depth + 1, reading);
    // Plain assignment to `__proto__` would replace the prototype instead of adding a key.
    if (key === '__proto__') Object.defineProperty(mapping, key, { ...ownData, value });
    else mapping[key] = value;
  }
  return mapping;
}

const ownData = { enumerable: true, configurable: true, writable: true };

// Keys keep their text, whatever they look like: a mapping keyed by account ids is looked up by text.
function keyOf(key: unknown, mapping: YAMLMap, reading: Reading): string {
  if (isAlias(key)) throw notTaken(reading, key, `alias ${quoted(`*${key.source}`)}`);
  if (!isScalar(key) || longForm(key.tag) !== undefined) {
    const found = isScalar(key) ? `the tag ${quoted(key.tag ?? '')}` : kindOf(isSeq(key) ? [] : {});
    const offset = isScalar(key) ? tagOffsetOf(key, reading) : offsetOf(isNode(key) ? key : mapping);
    throw refusal(reading, offset, `a key must be a string, found ${found}; quote it`);
  }
  const text = textOf(key);
  if (text === '<<' && key.type === 'PLAIN') throw notTaken(reading, key, "merge key '<<'");
  return text;
}

function resourcePositions(contents: unknown, reading: Reading): Map<string, Position> {
  const positions = new Map<string, Position>();
  const resources = isMap(contents) ? contents.get('Resources') : undefined;
  for (const { key } of isMap(resources) ? resources.items : []) {
    if (isScalar(key)) positions.set(textOf(key), place(reading, offsetOf(key)));
  }
  return positions;
}

function textOf({ value }: Scalar): string {
  return typeof value === 'string' ? value : '';
}

function offsetOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function tagOffsetOf(node: Node, { tags }: Reading): number {
  const offset = offsetOf(node);
  return tags.filter((tag) => tag <= offset).at(-1) ?? offset;
}

function place(reading: Reading, offset: number): Position {
  const { line, col } = reading.lines.linePos(offset);
  return { line, column: col };
}

function refusal(reading: Reading, offset: number, problem: string): UnreadableFile {
  return new UnreadableFile(reading.shown, problem, place(reading, offset));
}

// CloudFormation refuses both, and with them goes every way to make a small file expand without bound.
function notTaken(reading: Reading, node: Node, what: string): UnreadableFile {
  const problem = `${what} is not taken by CloudFormation; write it out, or check what 'aws cloudformation package' makes`;
  return refusal(reading, offsetOf(node), problem);
}
