import type { Formula } from './formula';
import { functions, untriedFunctions } from './functions';
import { negation, operation } from './operators';
import type { Scope } from './scope';
import { nameOfKind, type Argument, type Series, type Term, type Window } from './term';

/** Makes a formula one that can be evaluated. */
export function bind(formula: Formula, scope: Scope): Term {
  const argument = bound(formula, scope);
  if (argument.kind !== 'text' && argument.kind !== 'word') return argument;
  return scope.refuse(`has ${nameOfKind[argument.kind]} where a value belongs`);
}

function bound(formula: Formula, scope: Scope): Argument {
  switch (formula.kind) {
    case 'text':
    case 'word':
      return formula;
    case 'number':
      return { kind: 'number', of: () => formula.value };
    case 'query':
      return scope.query(formula.id);
    case 'array':
      return array(formula.items, scope);
    case 'negation':
      return negation(bind(formula.operand, scope));
    case 'operation': {
      const { operator } = formula;
      const result = operation(operator, bind(formula.left, scope), bind(formula.right, scope));
      return typeof result === 'string' ? scope.refuse(`has ${result}, which is not tried`) : result;
    }
    case 'call':
      return call(formula.name, formula.args, scope);
  }
}

/** What one request to CloudWatch returns at most. */
const largestArray = 500;

/** Arrays within arrays are one array: `[METRICS("4xx"), METRICS("5xx")]`. */
function array(items: readonly Formula[], scope: Scope): Term {
  const terms = items.map((item) => bind(item, scope));
  if (terms.some(({ kind }) => kind === 'number'))
    return scope.refuse('has a number in an array, which is not tried');
  const seriesOf = (term: Term, window: Window): readonly Series[] => {
    if (term.kind === 'array') return term.of(window);
    return term.kind === 'series' ? [term.of(window)] : [];
  };
  const size = terms.reduce((total, term) => total + (term.kind === 'array' ? term.size : 1), 0);
  if (size > largestArray) return scope.refuse(`has an array of more than ${largestArray} time series`);
  return { kind: 'array', size, of: (window) => terms.flatMap((term) => seriesOf(term, window)) };
}

function call(name: string, args: readonly Formula[], scope: Scope): Term {
  const binder = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!binder)
    return scope.refuse(
      untriedFunctions.includes(name)
        ? `uses ${name}, which is not tried`
        : `uses ${name}, a function that CloudWatch does not have`,
    );
  const given = args.map((arg) => bound(arg, scope));
  const kinds = given.map(({ kind }) => nameOfKind[kind]).join(' and ') || 'nothing';
  return binder(given, scope) ?? scope.refuse(`gives ${name} ${kinds}, which it does not take`);
}
