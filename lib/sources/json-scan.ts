import { quoted } from './unreadable';

/** Where a text stops being JSON. */
export interface JsonFault {
  readonly offset: number;
  readonly problem: string;
}

/**
 * Called for each key of an object: how many brackets are open around it, and where its quotes begin and end.
 */
export type OnKey = (depth: number, start: number, end: number) => void;

type State = keyof typeof expectations;
type Kind = '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'scalar';
interface Token {
  readonly kind: Kind;
  readonly end: number;
}

const expectations = {
  value: 'a value',
  firstItem: "a value or ']'",
  firstKey: "a key in double quotes or '}'",
  key: 'a key in double quotes',
  colon: "':'",
  nextMember: "',' or '}'",
  nextItem: "',' or ']'",
  end: 'the end of the file',
};

/** Walks a JSON text without recursion; gives the first fault, or undefined where the text is JSON. */
export function scanJson(text: string, onKey: OnKey = () => undefined): JsonFault | undefined {
  const open: ('{' | '[')[] = [];
  let state: State = 'value';
  let offset = skipSpace(text, 0);
  while (offset < text.length) {
    const token = tokenAt(text, offset);
    if (token && 'problem' in token) return token;
    const isKey = token?.kind === 'string' && (state === 'key' || state === 'firstKey');
    const next: State | undefined = token && step(state, token.kind, open);
    if (!token || !next) return { offset, problem: unexpected(text, offset, state) };
    if (isKey) onKey(open.length, offset, token.end);
    state = next;
    offset = skipSpace(text, token.end);
  }
  return state === 'end' ? undefined : { offset, problem: truncated(expectations[state]) };
}

function step(state: State, kind: Kind, open: ('{' | '[')[]): State | undefined {
  switch (state) {
    case 'value':
    case 'firstItem':
      if (kind === '{' || kind === '[') {
        open.push(kind);
        return kind === '{' ? 'firstKey' : 'firstItem';
      }
      if (kind === 'string' || kind === 'scalar') return after(open);
      return kind === ']' && state === 'firstItem' ? close(open) : undefined;
    case 'firstKey':
    case 'key':
      if (kind === 'string') return 'colon';
      return kind === '}' && state === 'firstKey' ? close(open) : undefined;
    case 'colon':
      return kind === ':' ? 'value' : undefined;
    case 'nextMember':
      return kind === ',' ? 'key' : kind === '}' ? close(open) : undefined;
    case 'nextItem':
      return kind === ',' ? 'value' : kind === ']' ? close(open) : undefined;
    case 'end':
      return undefined;
  }
}

function close(open: ('{' | '[')[]): State {
  open.pop();
  return after(open);
}

function after(open: readonly ('{' | '[')[]): State {
  const innermost = open.at(-1);
  if (!innermost) return 'end';
  return innermost === '{' ? 'nextMember' : 'nextItem';
}

function tokenAt(text: string, start: number): Token | JsonFault | undefined {
  const character = text[start];
  switch (character) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ':':
    case ',':
      return { kind: character, end: start + 1 };
    case '"':
      return stringAt(text, start);
    default: {
      const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
      scalar.lastIndex = start;
      return scalar.test(text) ? { kind: 'scalar', end: scalar.lastIndex } : undefined;
    }
  }
}

function stringAt(text: string, start: number): Token | JsonFault {
  const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
  let offset = start + 1;
  while (offset < text.length) {
    const character = text.charCodeAt(offset);
    if (character === 0x22) return { kind: 'string', end: offset + 1 };
    if (character < 0x20) return { offset, problem: "expected '\"' or text without line breaks and tabs" };
    if (character === 0x5c) {
      escape.lastIndex = offset;
      if (!escape.test(text)) return badEscape(text, offset);
      offset = escape.lastIndex;
    } else {
      offset += 1;
    }
  }
  return { offset, problem: truncated("'\"'") };
}

function badEscape(text: string, offset: number): JsonFault {
  const cut = /^\\(?:u[0-9a-fA-F]{0,3})?$/.test(text.slice(offset, offset + 6));
  if (cut) return { offset: text.length, problem: truncated("'\"'") };
  return { offset, problem: "expected an escape of JSON after '\\', such as '\\n'" };
}

function skipSpace(text: string, start: number): number {
  const space = /[ \t\r\n]*/y;
  space.lastIndex = start;
  space.test(text);
  return space.lastIndex;
}

function unexpected(text: string, offset: number, state: State): string {
  const found = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  return `expected ${expectations[state]}, found ${quoted(found)}`;
}

function truncated(expected: string): string {
  return `expected ${expected}, found the end of the file; it is truncated: write or synthesize it again`;
}
