/** A piece of an expression: a number, a name, a quoted string, a sign, or the end. */
export interface Token {
  readonly kind: 'number' | 'name' | 'string' | 'sign' | 'end';
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

const pattern =
  /\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_][\w.]*)|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<sign>==|!=|<=|>=|&&|\|\||[-+*/^<>=()[\],]))/y;

/** An expression as a reader goes through it; after the first problem there is nothing more to read. */
export class Tokens {
  /** What is wrong with the expression: `expected ")" at "/ m2"`. */
  problem: string | undefined;
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(private readonly text: string) {
    this.tokens = tokensOf(text);
  }

  /** The token to be read next. */
  get next(): Token {
    return this.tokens[this.position]!;
  }

  /** Reads the next token, whatever it is. */
  read(): Token {
    const token = this.next;
    if (token.kind !== 'end') this.position += 1;
    return token;
  }

  /** Reads the next token if it is this sign. */
  take(text: string): boolean {
    const { kind, text: found } = this.next;
    const taken = found === text && kind !== 'string';
    if (taken) this.position += 1;
    return taken;
  }

  /** Reads the next token if it is this keyword, in capitals or not. */
  takeKeyword(keyword: string): boolean {
    const { kind, text } = this.next;
    const taken = kind === 'name' && text.toUpperCase() === keyword;
    if (taken) this.position += 1;
    return taken;
  }

  /** Reads this keyword, or reports that it is not there. */
  expectKeyword(keyword: string): void {
    if (!this.takeKeyword(keyword)) this.report(`expected ${keyword}`);
  }

  /** Reads this sign, or reports that it is not there. */
  expect(text: string): void {
    if (!this.take(text)) this.report(`expected "${text}"`);
  }

  /** Reports that something follows where nothing can. */
  expectEnd(expected: string): void {
    if (this.next.kind !== 'end' || this.text.slice(this.next.at).trim() !== '') this.report(expected);
  }

  /** Reports that the expression cannot be read from the next token on; only the first report counts. */
  report(problem: string): void {
    const { at } = this.next;
    const rest = this.text.slice(at).trim();
    const place = rest === '' ? 'the end' : `"${rest.length > 20 ? `${rest.slice(0, 20)}…` : rest}"`;
    this.problem ??= `${problem} at ${place}`;
    this.position = this.tokens.length - 1;
  }
}

/** The tokens of a text; what is no token ends them, and so is found where they are read. */
function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) break;
    const [kind, found] = Object.entries(match.groups ?? {}).find(([, group]) => group !== undefined)!;
    at = pattern.lastIndex;
    tokens.push({ kind: kind as Token['kind'], text: found, at: at - found.length });
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

/** The text between quotation marks. */
export function unquoted({ text }: Token): string {
  return text.slice(1, -1).replace(/\\(.)/gs, '$1');
}
