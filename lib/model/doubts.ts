/** Something that the templates leave open and conditions ask about. */
export interface Doubt {
  /** Equal keys are the same doubt. */
  readonly key: string;
  /** What it is about, as messages name it: `${Shop.Env}`. */
  readonly label: string;
  /** Values that it is compared with, or that it may have. */
  readonly values: ReadonlySet<string>;
  /** Whether it may be none of them. */
  readonly open: boolean;
}

/** One way in which a doubt may turn out. */
export interface Assumption {
  readonly doubt: Doubt;
  /** None of its values where absent. */
  readonly value?: string;
}

/** Every way in which a doubt may turn out. */
export function casesOf(doubt: Doubt): readonly Assumption[] {
  const cases: Assumption[] = [...doubt.values].map((value) => ({ doubt, value }));
  return doubt.open ? [...cases, { doubt }] : cases;
}

/** The doubts that came up in an environment, which may assume how one of them turns out. */
export class Doubts {
  private readonly found = new Map<string, Doubt & { readonly values: Set<string> }>();

  constructor(private readonly assumption?: Assumption) {}

  get all(): readonly Doubt[] {
    return [...this.found.values()];
  }

  /** Whether something that is not known is a literal, where that is assumed. */
  isLiteral(key: string, label: string, literal: string): boolean | undefined {
    const { doubt, value } = this.assumption ?? {};
    if (doubt?.key === key && value !== undefined) return literal === value;
    if (doubt?.key === key && doubt.values.has(literal)) return false;
    this.note(key, label, [literal], true);
    return undefined;
  }

  /** Which of its values something has, where that is assumed. */
  valueAmong(key: string, label: string, values: readonly string[]): string | undefined {
    if (this.assumption?.doubt.key === key) return this.assumption.value;
    this.note(key, label, values, false);
    return undefined;
  }

  private note(key: string, label: string, values: readonly string[], open: boolean): void {
    const doubt = this.found.get(key) ?? { key, label, values: new Set<string>(), open };
    this.found.set(key, doubt);
    for (const value of values) doubt.values.add(value);
  }
}
