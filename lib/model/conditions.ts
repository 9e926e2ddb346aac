import { same } from './compare';
import { nest } from './depth';
import { evaluate } from './evaluate';
import type { Json, JsonObject } from './input';
import { isObject, own } from './own';
import type { Stack } from './stack';
import { and, isUndecided, not, or, Undecided, type Tri } from './tri';
import { keyOf, show, type Value } from './value';

/** Whether a condition named inside an expression holds. */
export function condition(name: Json | undefined, stack: Stack): Tri {
  if (typeof name === 'string') return stack.condition(name);
  return isObject(name) ? evaluateCondition(name, stack) : new Undecided('a condition is not named');
}

/** Whether the definition of a condition holds, in three values; unknown parameters are never enumerated. */
export function evaluateCondition(definition: Json, stack: Stack): Tri {
  if (typeof definition === 'boolean') return definition;
  if (!isObject(definition)) return new Undecided('a condition cannot be read');
  return nest(
    () => evaluateFunction(definition, stack),
    () => new Undecided('a condition is nested too deeply'),
  );
}

function evaluateFunction(definition: JsonObject, stack: Stack): Tri {
  const [name = '', ...others] = Object.keys(definition);
  const argument = own(definition, name);
  if (name === 'Condition' && others.length === 0) return condition(argument, stack);
  if (!Array.isArray(argument) || argument.length === 0 || others.length > 0) {
    return new Undecided('a condition cannot be read');
  }
  const operands = (): Tri[] => argument.map((operand) => evaluateCondition(operand, stack));
  switch (name) {
    case 'Fn::And':
      return and(operands());
    case 'Fn::Or':
      return or(operands());
    case 'Fn::Not':
      return argument.length === 1 ? not(operands()[0]!) : new Undecided('Fn::Not has several operands');
    case 'Fn::Equals': {
      const [left, right] = argument;
      if (argument.length !== 2) return new Undecided('Fn::Equals compares other than two values');
      return equals(evaluate(left, stack), evaluate(right, stack), stack);
    }
    default:
      return new Undecided(`the condition function ${name} is not known`);
  }
}

function equals(left: Value, right: Value, stack: Stack): Tri {
  const truth = same(left, right);
  const [text, literal] = left.kind === 'known' ? [right, left] : [left, right];
  const key = keyOf(text);
  if (!isUndecided(truth) || key === undefined || literal.kind !== 'known') return truth;
  return stack.environment.doubts.isLiteral(key, show(text), String(literal.value)) ?? truth;
}
