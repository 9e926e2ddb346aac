import { absent, known, partsOf, textOf, vague, type Part, type Token, type Value } from '../../model/value';

/** A part of a JSON document whose strings may hold tokens: a scalar, a list or an object. */
export type Node = Value | readonly Node[] | ReadonlyMap<string, Node>;

/** Private characters around the number of a token, which stands in its place while the text is parsed. */
const [open, close] = ['\uE000', '\uE001'];
const mark = new RegExp(`${open}(\\d+)${close}`);
const depthLimit = 64;

/** The document that a text is, tokens within its strings and in place of its values; undefined where it is none. */
export function parseJson(text: Value): Node | undefined {
  const parts = partsOf(text);
  if (!parts) return undefined;
  const tokens: Token[] = [];
  try {
    return nodeOf(JSON.parse(withMarks(parts, tokens)), tokens, 0);
  } catch {
    return undefined;
  }
}

/** The member of an object. */
export function memberOf(node: Node, name: string): Node {
  return node instanceof Map ? ((node as ReadonlyMap<string, Node>).get(name) ?? absent) : absent;
}

/** The members of a list. */
export function itemsOf(node: Node): readonly Node[] {
  return isList(node) ? node : [];
}

export function isList(node: Node): node is readonly Node[] {
  return Array.isArray(node);
}

export function isObject(node: Node): node is ReadonlyMap<string, Node> {
  return node instanceof Map;
}

/** The scalar that a part is; absent for lists and objects. */
export function scalarOf(node: Node): Value {
  return isList(node) || isObject(node) ? absent : node;
}

/** The literal text that a part is. */
export function literalOf(node: Node): string | undefined {
  const value = scalarOf(node);
  return value.kind === 'known' ? String(value.value) : undefined;
}

/** A token within a string is a part of it; one outside of strings is a value of its own. */
function withMarks(parts: readonly Part[], tokens: Token[]): string {
  const place = { inString: false, escaped: false };
  return parts
    .map((part) => {
      if (typeof part === 'string') {
        for (const character of part) step(place, character);
        return part;
      }
      const placeholder = `${open}${tokens.push(part) - 1}${close}`;
      return place.inString ? placeholder : `"${placeholder}"`;
    })
    .join('');
}

function step(place: { inString: boolean; escaped: boolean }, character: string): void {
  if (place.escaped) place.escaped = false;
  else if (place.inString && character === '\\') place.escaped = true;
  else if (character === '"') place.inString = !place.inString;
}

function nodeOf(json: unknown, tokens: readonly Token[], depth: number): Node {
  if (depth > depthLimit) return vague('too deep', 'the document is nested too deeply');
  if (typeof json === 'string') return textIn(json, tokens);
  if (typeof json === 'number' || typeof json === 'boolean') return known(json);
  if (Array.isArray(json)) return json.map((item) => nodeOf(item, tokens, depth + 1));
  if (typeof json !== 'object' || json === null) return absent;
  return new Map(Object.entries(json).map(([name, value]) => [name, nodeOf(value, tokens, depth + 1)]));
}

/** Splitting at the marks leaves literals at the even places and the numbers of tokens at the odd ones. */
function textIn(string: string, tokens: readonly Token[]): Value {
  return textOf(
    string.split(mark).map((piece, i) => (i % 2 === 0 ? piece : (tokens[Number(piece)] ?? piece))),
  );
}
