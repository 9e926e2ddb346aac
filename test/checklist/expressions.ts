import type { Json, JsonObject } from '../../lib/model/input';

/** Short ways to write the expressions and conditions of a template. */

export function join(...parts: Json[]): JsonObject {
  return { 'Fn::Join': ['', parts] };
}

export function sub(text: string): JsonObject {
  return { 'Fn::Sub': text };
}

export function choose(condition: string, then: Json, otherwise: Json): JsonObject {
  return { 'Fn::If': [condition, then, otherwise] };
}

export function imported(name: string): JsonObject {
  return { 'Fn::ImportValue': name };
}

/** An output that other stacks import under the same name. */
export function exported(name: string, value: Json): JsonObject {
  return { Value: value, Export: { Name: name } };
}

export const nothing: JsonObject = { Ref: 'AWS::NoValue' };

const isProd = { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] };

/** A condition `IsProd` that depends on a parameter without a default. */
export const undecided = { parameters: { Stage: { Type: 'String' } }, conditions: { IsProd: isProd } };

/** A condition `IsProd` that is off by default. */
export const off = {
  parameters: { Stage: { Type: 'String', Default: 'test' } },
  conditions: { IsProd: isProd },
};

/** A condition `IsProd` that is on by default. */
export const on = {
  parameters: { Stage: { Type: 'String', Default: 'prod' } },
  conditions: { IsProd: isProd },
};

/** Why a parameter of the one stack is not known. */
export function notGiven(parameter: string): string {
  return `parameter ${parameter} of Stack1 has no default and was given no value`;
}

export const stageUnknown = notGiven('Stage');
