import { UnreadableInput } from '../model/unreadable-input';

/** A place in a text; line and column count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Input that cannot be read: missing, damaged, not what it should be, or refused.
 * Its message is one line that names the file, the place where it is known, the problem and the remedy.
 */
export class UnreadableFile extends UnreadableInput {
  constructor(file: string, problem: string, position?: Position) {
    const place = position ? `:${position.line}:${position.column}` : '';
    super(printable(`${file}${place}: ${problem}`));
  }
}

const longestQuote = 60;

/** Text from an input, in quotes and cut to a length that fits a message. */
export function quoted(text: string): string {
  return `'${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}'`;
}

/** What a value of a document is, in the words of a message. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}

/** Positions of ascending offsets in a text. */
export function positionsOf(text: string, offsets: readonly number[]): Position[] {
  let line = 1;
  let start = 0;
  return offsets.map((offset) => {
    for (let end = text.indexOf('\n', start); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
      line += 1;
      start = end + 1;
    }
    return { line, column: offset - start + 1 };
  });
}

/** A text from an input, without the line breaks, terminal escapes and reversals that it may hold. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
