import { isUndecided, not, or, Undecided, type Tri } from '../../../model/tri';
import {
  partsOf,
  soleToken,
  textOf,
  whyNotKnown,
  type Part,
  type Token,
  type Value,
} from '../../../model/value';
import type { AlarmState } from '../evaluation/simulation';

/** When a composite alarm is in ALARM, as its AlarmRule says. */
export type AlarmRule =
  | { readonly kind: 'constant'; readonly value: boolean }
  /** Whether an alarm, given by name or ARN, is in a state. */
  | { readonly kind: 'state'; readonly state: AlarmState; readonly alarm: Value }
  | { readonly kind: 'not'; readonly operand: AlarmRule }
  /** At least so many hold: one for OR, all for AND. */
  | { readonly kind: 'atLeast'; readonly count: number; readonly operands: readonly AlarmRule[] };

/** Whether a rule holds, where it is known what state each alarm is in. */
export function holds(rule: AlarmRule, isIn: (alarm: Value, state: AlarmState) => Tri): Tri {
  switch (rule.kind) {
    case 'constant':
      return rule.value;
    case 'state':
      return isIn(rule.alarm, rule.state);
    case 'not':
      return not(holds(rule.operand, isIn));
    case 'atLeast':
      return enough(
        rule.operands.map((operand) => holds(operand, isIn)),
        rule.count,
      );
  }
}

function enough(truths: readonly Tri[], count: number): Tri {
  const sure = truths.filter((truth) => truth === true).length;
  const open = truths.filter(isUndecided);
  if (sure >= count) return true;
  return sure + open.length < count ? false : or(open);
}

/** The alarms that a rule names, as often as it names them. */
export function alarmsIn(rule: AlarmRule): readonly Value[] {
  switch (rule.kind) {
    case 'constant':
      return [];
    case 'state':
      return [rule.alarm];
    case 'not':
      return alarmsIn(rule.operand);
    case 'atLeast':
      return rule.operands.flatMap(alarmsIn);
  }
}

/** CloudWatch takes rules of so many characters; ours may stand where it has the name of an alarm. */
const limits = { characters: 10_240, depth: 100 };

/** Reads the AlarmRule of a composite alarm; undecided where it is not known or no rule. */
export function parseAlarmRule(value: Value): AlarmRule | Undecided {
  const parts = partsOf(value);
  const rule = parts && new RuleParser(parts).parse();
  // What a whole rule is made of, and not the names in it.
  const why = soleToken(value) ? whyNotKnown(value) : undefined;
  return rule ?? new Undecided(`its AlarmRule cannot be read${why === undefined ? '' : ` (${why})`}`);
}

const states: readonly string[] = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] satisfies AlarmState[];

function isState(word: string | undefined): word is AlarmState {
  return word !== undefined && states.includes(word);
}

/** Stands in the text for a token, with its index behind it. */
const mark = '\u0000';

/** A parser by recursive descent; what is undefined is no rule. */
class RuleParser {
  private readonly tokens: Token[] = [];
  private readonly words: readonly string[];
  private at = 0;
  private depth = 0;

  constructor(parts: readonly Part[]) {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : this.marked(part);
    const literal = parts.filter((part) => typeof part === 'string').join('');
    const readable = literal.length <= limits.characters && !literal.includes(mark);
    this.words = readable ? (text.match(/"[^"]*"|[(),]|[^\s(),"]+|"/g) ?? []) : [];
  }

  private marked(token: Token): string {
    return `${mark}${this.tokens.push(token) - 1}${mark}`;
  }

  parse(): AlarmRule | undefined {
    const rule = this.either();
    return this.at === this.words.length ? rule : undefined;
  }

  private either(): AlarmRule | undefined {
    return this.chain('OR', 1, () => this.both());
  }

  /** AND binds more closely than OR. */
  private both(): AlarmRule | undefined {
    return this.chain('AND', Infinity, () => this.single());
  }

  private chain(operator: string, count: number, next: () => AlarmRule | undefined): AlarmRule | undefined {
    const operands: AlarmRule[] = [];
    do {
      const operand = next();
      if (!operand) return undefined;
      operands.push(operand);
    } while (this.take(operator));
    const [sole] = operands;
    return operands.length === 1
      ? sole
      : { kind: 'atLeast', count: Math.min(count, operands.length), operands };
  }

  private single(): AlarmRule | undefined {
    if (this.depth >= limits.depth) return undefined;
    this.depth++;
    const rule = this.primary();
    this.depth--;
    return rule;
  }

  private primary(): AlarmRule | undefined {
    const word = this.words[this.at++];
    if (word === 'NOT') return negated(this.single());
    if (word === 'TRUE' || word === 'FALSE') return { kind: 'constant', value: word === 'TRUE' };
    if (word === 'AT_LEAST') return this.atLeast();
    if (isState(word)) return this.stateOf(word);
    const rule = word === '(' ? this.either() : undefined;
    return this.take(')') ? rule : undefined;
  }

  /** `ALARM("name or ARN")`. */
  private stateOf(state: AlarmState): AlarmRule | undefined {
    const alarm = this.take('(') ? this.name() : undefined;
    return alarm && this.take(')') ? { kind: 'state', state, alarm } : undefined;
  }

  /** `AT_LEAST(2, ALARM, (a, b, c))`, `AT_LEAST(60%, NOT OK, (a, b, c))`. */
  private atLeast(): AlarmRule | undefined {
    const [open, threshold = '', comma] = this.words.slice(this.at, this.at + 3);
    this.at += 3;
    const isNegated = this.take('NOT');
    const state = this.words[this.at++];
    if (open !== '(' || comma !== ',' || !isState(state) || !this.take(',') || !this.take('('))
      return undefined;
    const operands: AlarmRule[] = [];
    do {
      const alarm = this.name();
      if (!alarm) return undefined;
      const operand: AlarmRule = { kind: 'state', state, alarm };
      operands.push(isNegated ? { kind: 'not', operand } : operand);
    } while (this.take(','));
    const count = countOf(threshold, operands.length);
    const closed = this.take(')') && this.take(')');
    return closed && count !== undefined ? { kind: 'atLeast', count, operands } : undefined;
  }

  /** The name or ARN of an alarm, in quotes or not. */
  private name(): Value | undefined {
    const word = this.words[this.at++];
    const text = /^"(.+)"$/s.exec(word ?? '')?.[1] ?? word;
    if (text === undefined || /^(["(),]|"")$/.test(text)) return undefined;
    return textOf(text.split(mark).map((piece, i) => (i % 2 === 0 ? piece : this.tokens[Number(piece)]!)));
  }

  private take(word: string): boolean {
    if (this.words[this.at] !== word) return false;
    this.at++;
    return true;
  }
}

function negated(operand: AlarmRule | undefined): AlarmRule | undefined {
  return operand && { kind: 'not', operand };
}

/** How many alarms a threshold asks for: `2`, or `60%` of them. */
function countOf(threshold: string, alarms: number): number | undefined {
  const [, digits, percent] = /^(\d+)(%?)$/.exec(threshold) ?? [];
  if (digits === undefined) return undefined;
  return percent === '%' ? Math.ceil((Number(digits) * alarms) / 100) : Number(digits);
}
