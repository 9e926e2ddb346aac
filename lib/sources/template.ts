import { extname } from 'node:path';
import type { JsonObject } from '../model/input';
import { isTooDeep, tooDeep } from './depth';
import { readText, type FileRef } from './file';
import { parseJson, resourcePositions } from './json-text';
import { UnreadableFile, kindOf, quoted, type Position } from './unreadable';

/** A template as read and checked. */
export interface LoadedTemplate extends FileRef {
  readonly template: JsonObject;
  /** Where a resource stands in the file; undefined where it is not there. */
  position(logicalId: string): Position | undefined;
}

/**
 * The template in a JSON or YAML file, short tags in their long form. What it holds is decided by content,
 * not by the name of the file. Throws UnreadableFile.
 */
export function readTemplate(path: string, shown = path): JsonObject {
  return loadTemplate({ path, shown }).template;
}

/** A template with the positions of its resources. Throws UnreadableFile. */
export function loadTemplate(file: FileRef, { resources = 'required' }: LoadOptions = {}): LoadedTemplate {
  const mayBeYaml = ['.yaml', '.yml'].includes(extname(file.path));
  const parsed = parse(readText(file), file.shown, { mayBeYaml, again: () => readText(file) });
  const template = checked(parsed, file.shown);
  if (resources === 'required' && template.Resources === undefined) {
    throw new UnreadableFile(file.shown, 'has no Resources; check that it is a template');
  }
  return { ...file, template, position: parsed.position };
}

/** The template in a text that came from elsewhere than a file, by what it should be called. Throws UnreadableFile. */
export function templateIn(text: string, shown: string): JsonObject {
  return checked(parse(text, shown, { mayBeYaml: true, again: () => text }), shown);
}

function checked({ value, position }: Parsed, shown: string): JsonObject {
  if (!isObject(value)) {
    throw new UnreadableFile(shown, `is ${kindOf(value)}; expected a template, a mapping with Resources`);
  }
  if (isTooDeep(value)) throw tooDeep(shown);
  if (value.Resources !== undefined) checkResources(value.Resources, shown, position);
  return value;
}

/** `optional` for the CDK, whose stacks without resources have no such section. */
interface LoadOptions {
  readonly resources?: 'required' | 'optional';
}

interface Parsed {
  readonly value: unknown;
  position(logicalId: string): Position | undefined;
}

interface Origin {
  /** Whether what begins like JSON may be YAML nevertheless. */
  readonly mayBeYaml: boolean;
  /** Gets the text once more, so that nobody keeps it for positions that few ask for. */
  readonly again: () => string;
}

function parse(text: string, shown: string, { mayBeYaml, again }: Origin): Parsed {
  if (/^\s*[{[]/.test(text)) {
    try {
      return { value: parseJson(text, shown), position: lazily(() => resourcePositions(again())) };
    } catch (error) {
      if (!mayBeYaml) throw error;
    }
  }
  // Loaded on demand, so that reading what the CDK writes never loads the YAML parser.
  const { parseYaml } = require('./yaml-text') as typeof import('./yaml-text');
  const { value, positions } = parseYaml(text, shown);
  return { value, position: (logicalId) => positions.get(logicalId) };
}

function lazily(read: () => ReadonlyMap<string, Position>): Parsed['position'] {
  let positions: ReadonlyMap<string, Position> | undefined;
  return (logicalId) => (positions ??= read()).get(logicalId);
}

function checkResources(resources: unknown, shown: string, position: Parsed['position']): void {
  if (!isObject(resources)) {
    const problem = `Resources is ${kindOf(resources)}; expected a mapping of logical ids`;
    throw new UnreadableFile(shown, problem);
  }
  for (const logicalId in resources) {
    const resource = resources[logicalId];
    // `Fn::ForEach::…` and `Fn::Transform` stand here for resources that CloudFormation makes at deployment.
    if ((isObject(resource) && typeof resource.Type === 'string') || logicalId.startsWith('Fn::')) continue;
    const problem = isObject(resource)
      ? `Type of resource ${quoted(logicalId)} is ${kindOf(resource.Type)}; expected a string such as AWS::SNS::Topic`
      : `resource ${quoted(logicalId)} is ${kindOf(resource)}; expected a mapping with a Type`;
    throw new UnreadableFile(shown, problem, position(logicalId));
  }
}

/** Whether a value from a document is a mapping. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
