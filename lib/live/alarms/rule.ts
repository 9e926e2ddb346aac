import type { StateValue } from '@aws-sdk/client-cloudwatch';

/** What a composite alarm asks of other alarms. */
export interface Rule {
  /** The names of the alarms that it reads. */
  readonly alarms: readonly string[];
  readonly holds: (stateOf: (alarm: string) => StateValue) => boolean;
}

const states: readonly string[] = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] satisfies StateValue[];

/** Reads the AlarmRule of a composite alarm; undefined where it is none that we can read. */
export function ruleOf(text: string, nameOf: (id: string) => string): Rule | undefined {
  const words = text.match(/"[^"]*"|[(),]|[^\s(),"]+/g) ?? [];
  const reader = new Reader(words, nameOf);
  const holds = reader.either();
  return holds && reader.isDone() ? { alarms: [...new Set(reader.alarms)], holds } : undefined;
}

type Holds = Rule['holds'];

/** A parser by recursive descent: what is undefined is no rule. CloudWatch takes no rule that is nested too deeply. */
class Reader {
  readonly alarms: string[] = [];
  private at = 0;

  constructor(
    private readonly words: readonly string[],
    private readonly nameOf: (id: string) => string,
  ) {}

  isDone(): boolean {
    return this.at === this.words.length;
  }

  either(): Holds | undefined {
    return this.chain('OR', () => this.both());
  }

  /** AND binds more closely than OR. */
  private both(): Holds | undefined {
    return this.chain('AND', () => this.single());
  }

  private chain(operator: 'AND' | 'OR', next: () => Holds | undefined): Holds | undefined {
    const operands: Holds[] = [];
    do {
      const operand = next();
      if (!operand) return undefined;
      operands.push(operand);
    } while (this.take(operator));
    return (stateOf) =>
      operator === 'OR'
        ? operands.some((holds) => holds(stateOf))
        : operands.every((holds) => holds(stateOf));
  }

  private single(): Holds | undefined {
    const word = this.words[this.at++];
    if (word === 'TRUE' || word === 'FALSE') return () => word === 'TRUE';
    if (word === 'AT_LEAST') return this.atLeast();
    if (word !== undefined && states.includes(word)) return this.state(word);
    const inner = word === 'NOT' ? this.single() : word === '(' ? this.either() : undefined;
    if (!inner) return undefined;
    if (word === 'NOT') return (stateOf) => !inner(stateOf);
    return this.take(')') ? inner : undefined;
  }

  /** `ALARM("name or ARN")`. */
  private state(state: string): Holds | undefined {
    const alarm = this.take('(') ? this.name() : undefined;
    return alarm !== undefined && this.take(')') ? (stateOf) => stateOf(alarm) === state : undefined;
  }

  /** `AT_LEAST(2, ALARM, (a, b, c))`, `AT_LEAST(60%, NOT OK, (a, b, c))`. */
  private atLeast(): Holds | undefined {
    if (!this.take('(')) return undefined;
    const [, digits, percent] = /^(\d+)(%?)$/.exec(this.words[this.at++] ?? '') ?? [];
    if (digits === undefined || !this.take(',')) return undefined;
    const wanted = !this.take('NOT');
    const state = this.words[this.at++] ?? '';
    if (!states.includes(state) || !this.take(',') || !this.take('(')) return undefined;
    const names: string[] = [];
    do {
      const name = this.name();
      if (name === undefined) return undefined;
      names.push(name);
    } while (this.take(','));
    if (!this.take(')') || !this.take(')')) return undefined;
    const least = percent === '%' ? (Number(digits) * names.length) / 100 : Number(digits);
    return (stateOf) => names.filter((name) => (stateOf(name) === state) === wanted).length >= least;
  }

  private name(): string | undefined {
    const word = this.words[this.at++] ?? '';
    const id = /^"(.+)"$/s.exec(word)?.[1] ?? word;
    if (/^([(),"]|"")?$/.test(id)) return undefined;
    const name = this.nameOf(id);
    this.alarms.push(name);
    return name;
  }

  private take(word: string): boolean {
    if (this.words[this.at] !== word) return false;
    this.at++;
    return true;
  }
}
