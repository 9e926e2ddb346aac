import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { UnreadableInput } from '../model/unreadable-input';
import type { Placed } from './readiness';

/** Keys and indices that lead from the top of a document to a value. */
export type Path = readonly (string | number)[];

/**
 * A YAML document whose leaves are all strings, just as they were written: `012345678901` keeps its zero and `1.10` its
 * second digit. It has no aliases, tags or keys that are not plain words, so its size is the size of its text.
 */
export class YamlSource {
  /** The document as plain data; undefined where it says nothing. */
  readonly data: unknown;
  private readonly document: Document.Parsed;
  private readonly lines = new LineCounter();

  /** Throws `UnreadableInput` naming the line and column of the first mistake. */
  constructor(
    text: string,
    private readonly file: string,
  ) {
    this.document = parseDocument(text, { schema: 'failsafe', lineCounter: this.lines, prettyErrors: false });
    this.refuseErrors(text);
    this.refuseOddNodes();
    const { contents } = this.document;
    const empty = contents === null || (isScalar(contents) && contents.value === '');
    this.data = empty ? undefined : this.document.toJS();
  }

  /** `readiness.yaml:7:9` of the value that a path leads to. */
  place(path: Path): string {
    const node: unknown = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    return this.at(isNode(node) ? (node.range?.[0] ?? 0) : 0);
  }

  /** The texts of the list that a path leads to, each with its place. */
  placed(texts: readonly string[], path: Path): readonly Placed[] {
    return texts.map((text, index) => ({ text, place: this.place([...path, index]) }));
  }

  /** The place of a key in the mapping that a path leads to. */
  placeOfKey(path: Path, key: string): string {
    const map: unknown = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    const found = isMap(map)
      ? map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.key
      : undefined;
    return isScalar(found) ? this.at(found.range?.[0] ?? 0) : this.place(path);
  }

  private at(offset: number): string {
    const { line, col } = this.lines.linePos(offset);
    return `${this.file}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  }

  private refuse(offset: number, message: string): never {
    throw new UnreadableInput(`${this.at(offset)}: ${message}`);
  }

  private refuseErrors(text: string): void {
    const error = this.document.errors[0] ?? this.document.warnings[0];
    if (error === undefined) return;
    const [start, end] = error.pos;
    switch (error.code) {
      case 'DUPLICATE_KEY':
        return this.refuse(start, `the key "${keyAt(text, start)}" stands here a second time`);
      case 'MULTIPLE_DOCS':
        return this.refuse(start, 'a second document begins here, expected one');
      case 'RESOURCE_EXHAUSTION':
        return this.refuse(start, 'the lists and mappings are nested too deeply');
      case 'TAG_RESOLVE_FAILED':
        return this.refuse(
          start,
          `the tag ${text.slice(start, end)} is not supported, write the plain value`,
        );
      default:
        return this.refuse(start, `this is not YAML: ${error.message}`);
    }
  }

  private refuseOddNodes(): void {
    visit(this.document, {
      Alias: (_, alias) =>
        this.refuse(alias.range?.[0] ?? 0, `the alias *${alias.source} is not supported, repeat the value`),
      Pair: (_, { key }) => {
        if (isScalar(key) || isAlias(key)) return;
        this.refuse(
          isNode(key) ? (key.range?.[0] ?? 0) : 0,
          'a list or mapping stands here as a key, expected a word',
        );
      },
    });
  }
}

function keyAt(text: string, start: number): string {
  return /^["']?([^"':\n]*)/.exec(text.slice(start, start + 200))?.[1]?.trim() ?? '';
}
