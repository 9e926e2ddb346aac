import type { Argument, Term } from './term';

/** What a formula may refer to, and where it says what is wrong with it. */
export interface Scope {
  /** The result of another query. */
  query(id: string): Term;
  /** The metrics whose ids contain a text. */
  metrics(part: string): Term;
  /** Says that the result depends on how far back CloudWatch looks. */
  dependOnRange(): void;
  /** Says why the formula cannot be tried; only the first reason counts. */
  refuse(why: string): Term;
}

/** What a function makes of its arguments; undefined where it takes no such ones. */
export type Binder = (args: readonly Argument[], scope: Scope) => Term | undefined;
