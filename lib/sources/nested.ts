import type { ConstructIndex, Json, JsonObject, StackInput } from '../model/input';
import { tagList } from './manifest';
import { nestedStackOf } from './metadata';
import { isObject, type LoadedTemplate } from './template';
import { UnreadableFile } from './unreadable';

/** How a source finds nested templates and describes their constructs. */
export interface Nesting {
  /** Template of a nested stack's resource, or undefined where it is not at hand. */
  find(parent: LoadedTemplate, resource: JsonObject): LoadedTemplate | undefined;
  constructs(template: LoadedTemplate, parent: ConstructIndex | undefined, logicalId: string): ConstructIndex;
}

/**
 * Nested stacks that one stack may hold; CloudFormation makes at most 2,000 stacks in an account by default.
 */
const mostNested = 2000;

/**
 * A stack together with the stacks nested in it. A template never nests in itself. Throws UnreadableFile.
 */
export function withNested(stack: StackInput, template: LoadedTemplate, nesting: Nesting): StackInput {
  let count = 0;
  const nest = (parent: StackInput, from: LoadedTemplate, ancestors: readonly string[]): StackInput => {
    const nested: [string, StackInput][] = [];
    for (const [logicalId, resource] of nestedResources(from.template)) {
      const child = nesting.find(from, resource);
      if (!child || ancestors.includes(child.path)) continue;
      count += 1;
      if (count > mostNested) {
        const problem = `nests more than ${mostNested} stacks; check what wrote it`;
        throw new UnreadableFile(template.shown, problem);
      }
      const constructs = nesting.constructs(child, parent.constructs, logicalId);
      const input = nestedInput(parent, logicalId, resource, child, constructs);
      nested.push([logicalId, nest(input, child, [...ancestors, child.path])]);
    }
    return nested.length > 0 ? { ...parent, nested: Object.fromEntries(nested) } : parent;
  };
  return nest(stack, template, [template.path]);
}

const nestedStackType = 'AWS::CloudFormation::Stack';

/** Resources of a template that are nested stacks, by logical id. */
export function nestedResources({ Resources }: JsonObject): [string, JsonObject][] {
  if (!isObject(Resources)) return [];
  const nested: [string, JsonObject][] = [];
  for (const logicalId in Resources) {
    const resource = Resources[logicalId];
    if (isObject(resource) && resource.Type === nestedStackType) nested.push([logicalId, resource]);
  }
  return nested;
}

/**
 * TemplateURL of a nested stack with `${}` for each part that is not literal; undefined where it is another
 * function.
 */
export function templateUrl({ Properties }: JsonObject): string | undefined {
  return isObject(Properties) ? urlText(Properties.TemplateURL) : undefined;
}

/** Name of the file at the end of a template's URL, where it is literal. */
export function fileNameIn(url: string): string | undefined {
  const [path = ''] = url.split(/[?#]/, 1);
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name !== '' && !name.includes('${') ? name : undefined;
}

function urlText(url: Json | undefined): string | undefined {
  if (typeof url === 'string') return url;
  if (!isObject(url)) return undefined;
  const sub = url['Fn::Sub'];
  if (sub !== undefined) return urlText(Array.isArray(sub) ? sub[0] : sub);
  const join = url['Fn::Join'];
  if (!Array.isArray(join) || typeof join[0] !== 'string' || !Array.isArray(join[1])) return undefined;
  return join[1].map((part) => (typeof part === 'string' ? part : '${}')).join(join[0]);
}

function nestedInput(
  parent: StackInput,
  logicalId: string,
  resource: JsonObject,
  { template, shown }: LoadedTemplate,
  constructs: ConstructIndex,
): StackInput {
  const { Properties, Metadata } = resource;
  const path = isObject(Metadata) ? Metadata['aws:cdk:path'] : undefined;
  const own = isObject(Properties) ? tagList(Properties.Tags) : undefined;
  return {
    id: `${parent.id}/${logicalId}`,
    displayName: nestedStackOf(path) ?? `${parent.displayName}/${shortId(logicalId)}`,
    account: parent.account,
    region: parent.region,
    template,
    templateFile: shown,
    // Tags of a nested stack's resource are put on everything in it, beside those of the stacks around it.
    tags: own ? { ...parent.tags, ...own } : parent.tags,
    constructs,
  };
}

/** `Db` of `DbNestedStackDbNestedStackResource0A1B2C3D`, as the CDK calls the resource of the nested stack `Db`. */
export function shortId(logicalId: string): string {
  const [names, hash] = logicalId.split(/NestedStackResource(?=[0-9A-F]{8}$)/);
  const at = names?.lastIndexOf('NestedStack') ?? -1;
  const scope = names?.slice(0, at) ?? '';
  const name = names?.slice(at + 'NestedStack'.length) ?? '';
  return hash && at > 0 && scope.endsWith(name) ? scope : logicalId;
}
