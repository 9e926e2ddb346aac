/** An operator of metric math between two operands. */
export type Operator = '+' | '-' | '*' | '/' | '^' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'AND' | 'OR';

/** Metric math as it is written. */
export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  /** `REPEAT`, `DESC`: a name in capitals that is no call. */
  | { readonly kind: 'word'; readonly name: string }
  /** The result of another query. */
  | { readonly kind: 'query'; readonly id: string }
  | { readonly kind: 'array'; readonly items: readonly Formula[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Formula[] }
  | { readonly kind: 'negation'; readonly operand: Formula }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Formula;
      readonly right: Formula;
    };
