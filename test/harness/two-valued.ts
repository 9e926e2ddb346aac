import type { Json, JsonObject } from '../../lib/model/input';
import type { Value } from '../../lib/model/value';

/** What CloudFormation makes of an expression once every parameter has a value; null where it is removed. */
export type Concrete = string | null | Concrete[];

/** A template that CloudFormation would not deploy with these values. */
export class Refused extends Error {}

/**
 * A plain reading of CloudFormation in two values, with every parameter given: what the model must agree with, written
 * apart from it.
 */
export class Deployment {
  constructor(
    private readonly template: JsonObject,
    private readonly parameters: Readonly<Record<string, string>>,
  ) {}

  condition(definition: Json | undefined): boolean {
    const [[name, argument] = ['', null]] = Object.entries(definition as JsonObject);
    const operands = argument as Json[];
    if (name === 'Condition') return this.condition(section(this.template, 'Conditions')[argument as string]);
    if (name === 'Fn::And') return operands.every((operand) => this.condition(operand));
    if (name === 'Fn::Or') return operands.some((operand) => this.condition(operand));
    if (name === 'Fn::Not') return !this.condition(operands[0]);
    const [left, right] = operands.map((operand) => this.text(operand));
    return left === right;
  }

  value(json: Json | undefined): Concrete {
    if (json === undefined || json === null) throw new Refused();
    if (Array.isArray(json)) return json.map((item) => this.value(item)).filter((item) => item !== null);
    if (typeof json !== 'object') return String(json);
    const [[name, argument] = ['', null]] = Object.entries(json);
    const operands = argument as Json[];
    switch (name) {
      case 'Ref':
        return argument === 'AWS::NoValue' ? null : required(this.parameters[argument as string]);
      case 'Fn::If':
        return this.value(this.condition({ Condition: operands[0]! }) ? operands[1] : operands[2]);
      case 'Fn::Join':
        return this.list(operands[1])
          .map((item) => textOf(item))
          .join(operands[0] as string);
      case 'Fn::Split':
        return this.text(operands[1]).split(operands[0] as string);
      case 'Fn::Select':
        return required(this.list(operands[1])[Number(this.text(operands[0]))]);
      case 'Fn::Sub':
        return this.sub(operands[0] as string, operands[1] as JsonObject);
      case 'Fn::FindInMap':
        return this.cell(operands);
      default:
        throw new Refused();
    }
  }

  private sub(text: string, variables: JsonObject): string {
    return text.replace(/\$\{(\w+)\}/g, (_match, name: string) =>
      this.text(Object.hasOwn(variables, name) ? variables[name] : { Ref: name }),
    );
  }

  private cell([name, first, second]: readonly Json[]): Concrete {
    const map = section(section(this.template, 'Mappings'), this.text(name));
    return this.value(section(map, this.text(first))[this.text(second)]);
  }

  private text(json: Json | undefined): string {
    return textOf(this.value(json));
  }

  private list(json: Json | undefined): Concrete[] {
    const value = this.value(json);
    if (!Array.isArray(value)) throw new Refused();
    return value;
  }
}

function textOf(value: Concrete): string {
  if (typeof value !== 'string') throw new Refused();
  return value;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Refused();
  return value;
}

function section(object: JsonObject, name: string): JsonObject {
  return required(Object.hasOwn(object, name) ? object[name] : undefined) as JsonObject;
}

/** Whether a value of the model leaves room for what it turns out to be. */
export function admits(value: Value, concrete: Concrete): boolean {
  switch (value.kind) {
    case 'absent':
      return concrete === null;
    case 'known':
      return concrete === String(value.value);
    case 'choice':
      return value.options.some((option) => admits(option, concrete));
    case 'list':
      return Array.isArray(concrete) && admitsItems(value.items, concrete);
    case 'map':
      return false;
    case 'text':
      if (typeof concrete !== 'string') return value.parts.length === 1;
      return new RegExp(
        `^${value.parts.map((part) => (typeof part === 'string' ? escaped(part) : '[^]*')).join('')}$`,
      ).test(concrete);
  }
}

/** Items that may be absent take no place where they are. */
function admitsItems(items: readonly Value[], concrete: readonly Concrete[]): boolean {
  const [item, ...others] = items;
  if (item === undefined) return concrete.length === 0;
  if (admits(item, null) && admitsItems(others, concrete)) return true;
  const [first, ...rest] = concrete;
  return first !== undefined && admits(item, first) && admitsItems(others, rest);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
