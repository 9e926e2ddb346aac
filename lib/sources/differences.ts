import type { DeployedStack } from '../model/deployed';
import type { Json, JsonObject, StackInput } from '../model/input';
import { own, ownObject, textOfJson } from '../model/own';
import { deployedTemplate } from './deployed';
import { shortId } from './nested';
import { shownScalar } from './shown-value';
import { isObject } from './template';
import { areInOrder, isExpression, meaningOf, withoutHashes } from './template-text';

/** How many properties of a resource are named. */
const most = 3;

/**
 * What differs between a deployed stack and the same stack of an assembly, nested stacks included: sentences in stable
 * order, none where they are equal. Drift plays no part: template is compared with template. Throws UnreadableFile.
 */
export function differences(
  deployed: DeployedStack,
  assembled: StackInput,
  shown = deployed.name,
): readonly string[] {
  const sides = { before: deployedTemplate(deployed), after: assembled.template };
  const lines = ownLines(sides, deployed, assembled).map((line) => `${shown}: ${line}`);
  const nested = Object.keys({ ...deployed.nested, ...assembled.nested }).sort();
  return [
    ...lines,
    ...nested.flatMap((logicalId) => {
      const [child, twin] = [deployed.nested[logicalId], assembled.nested?.[logicalId]];
      return child && twin ? differences(child, twin, `${shown}/${shortId(logicalId)}`) : [];
    }),
  ];
}

/** The template that is deployed, and that of the assembly. */
interface Sides {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

function ownLines(sides: Sides, deployed: DeployedStack, assembled: StackInput): readonly string[] {
  const values = [...parameterLines(sides, deployed, assembled), ...tagLines(deployed, assembled)];
  if (own(sides.after, 'Transform') !== undefined) {
    return [
      ...values,
      'its resources are not compared, as macros change the template of the assembly at deployment',
    ];
  }
  const { changed, assets } = resourceLines(sides);
  return [...values, ...changed, ...sectionLines(sides), ...assetLines(assets)];
}

/** Parameters that the CDK adds for itself. */
const ownParameters = /^BootstrapVersion$|[0-9a-f]{32}/;

function parameterLines(
  { before, after }: Sides,
  { parameters, undisclosed }: DeployedStack,
  { parameters: given = {}, stackName }: StackInput,
): readonly string[] {
  const [deployed, assembled] = [ownObject(before, 'Parameters'), ownObject(after, 'Parameters')];
  return unionOf(deployed, assembled).flatMap((name) => {
    if (ownParameters.test(name)) return [];
    const definition = own(assembled, name);
    if (!isObject(definition)) return [`parameter ${name} is not in the assembly`];
    if (!Object.hasOwn(deployed, name)) return [`parameter ${name} is only in the assembly`];
    const value = own(given, name) ?? textOfJson(own(definition, 'Default'));
    // A nested stack gets its values from the template around it, which is compared by itself.
    if (stackName === undefined || value === undefined) return [];
    if (undisclosed.includes(name) || own(definition, 'NoEcho') !== undefined) return [];
    return valueLine(`parameter ${name}`, own(parameters, name), value, { type: '', path: [name] });
  });
}

function tagLines({ tags }: DeployedStack, { tags: given }: StackInput): readonly string[] {
  if (!given) return [];
  return unionOf(tags, given).flatMap((key) =>
    valueLine(`tag ${key}`, own(tags, key), own(given, key), { type: '', path: [key] }),
  );
}

interface Shown {
  readonly type: string;
  readonly path: readonly string[];
}

function valueLine(
  what: string,
  before: Json | undefined,
  after: Json | undefined,
  shown: Shown,
): readonly string[] {
  if (meaningOf(before) === meaningOf(after)) return [];
  const [is, expected] = [before, after].map((value) => {
    if (value === undefined) return 'missing';
    const text = textOfJson(value);
    return text === undefined || text.length > 60 || text.includes('\n')
      ? undefined
      : shownScalar(text, shown);
  });
  if (is === undefined || expected === undefined) return [`${what} differs from the assembly`];
  return [`${what} is ${is} (${expected} in the assembly)`];
}

interface ResourceLines {
  readonly changed: readonly string[];
  /** Types of the resources of which only assets differ. */
  readonly assets: readonly string[];
}

function resourceLines(sides: Sides): ResourceLines {
  const [before, after] = [sides.before, sides.after].map((template) => ownObject(template, 'Resources'));
  const twins = renamed(before!, after!);
  const renewed = new Set(twins.values());
  const changed: string[] = [];
  const assets: string[] = [];
  for (const logicalId of unionOf(before!, after!)) {
    const deployed = own(before!, logicalId);
    const assembled = own(after!, twins.get(logicalId) ?? logicalId);
    const type = typeOf(deployed ?? assembled);
    if (type === 'AWS::CDK::Metadata' || renewed.has(logicalId)) continue;
    if (!isObject(assembled)) changed.push(`${logicalId} (${type}) is not in the assembly`);
    else if (!isObject(deployed))
      changed.push(`${logicalId} (${type}) is only in the assembly, and not deployed`);
    else {
      const paths = changes(compared(deployed), compared(assembled), []);
      if (paths.length > 0) changed.push(`${logicalId} (${type}): ${changeWords(paths, type)}`);
      else if (meaningOf(compared(deployed)) !== meaningOf(compared(assembled))) assets.push(type);
    }
  }
  return { changed, assets };
}

/** Ids of the assembly that end in a hash, by those that are deployed: versions, which are made anew with each asset. */
function renamed(before: JsonObject, after: JsonObject): ReadonlyMap<string, string> {
  const keyOf = (resources: JsonObject, id: string): string =>
    `${typeOf(own(resources, id))} ${withoutHashes(id)}`;
  const fresh = new Map(
    Object.keys(after)
      .filter((id) => !Object.hasOwn(before, id) && withoutHashes(id) !== id)
      .map((id) => [keyOf(after, id), id]),
  );
  return new Map(
    Object.keys(before).flatMap((id) => {
      const twin = Object.hasOwn(after, id) ? undefined : fresh.get(keyOf(before, id));
      return twin === undefined ? [] : [[id, twin] as const];
    }),
  );
}

function typeOf(resource: Json | undefined): string {
  return isObject(resource) ? (textOfJson(own(resource, 'Type')) ?? '') : '';
}

/** What of a resource is compared; the address of a nested template is that of an asset, which is read itself. */
function compared(resource: JsonObject): JsonObject {
  const rest = { ...resource };
  delete rest.Metadata;
  if (typeOf(resource) === 'AWS::CloudFormation::Stack' && isObject(rest.Properties)) {
    const properties = { ...rest.Properties };
    delete properties.TemplateURL;
    return { ...rest, Properties: properties };
  }
  return rest;
}

interface Change {
  readonly path: readonly string[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** The innermost places where two parts of a template differ in more than the hashes of assets. */
function changes(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[],
): readonly Change[] {
  const name = path.at(-1);
  if (withoutHashes(meaningOf(before, name)) === withoutHashes(meaningOf(after, name))) return [];
  if (isMapping(before) && isMapping(after)) {
    return unionOf(before, after).flatMap((key) =>
      changes(own(before, key), own(after, key), [...path, key]),
    );
  }
  if (areInOrder(name) && Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    const inside = before.flatMap((item, index) => changes(item, after[index], [...path, String(index)]));
    if (inside.length <= most) return inside;
  }
  return [{ path, before, after }];
}

function isMapping(part: Json | undefined): part is JsonObject {
  return isObject(part) && !isExpression(part);
}

function changeWords(changes: readonly Change[], type: string): string {
  const words = changes.slice(0, most).flatMap(({ path, before, after }) => {
    const names = path[0] === 'Properties' && path.length > 1 ? path.slice(1) : path;
    return valueLine(names.join('.'), before, after, { type, path: names });
  });
  const more = changes.length - most;
  return [...words, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** Sections that change what a template means without a change in its resources. */
const sections = { Conditions: 'condition', Mappings: 'mapping', Outputs: 'output' } as const;

function sectionLines({ before, after }: Sides): readonly string[] {
  return Object.entries(sections).flatMap(([section, noun]) => {
    const [deployed, assembled] = [ownObject(before, section), ownObject(after, section)];
    return unionOf(deployed, assembled)
      .filter((name) => name !== 'CDKMetadataAvailable')
      .filter((name) => changes(own(deployed, name), own(assembled, name), []).length > 0)
      .map((name) => `${noun} ${name} differs from the assembly`);
  });
}

/** Types that are made anew, or lead elsewhere, with each change of an asset: they say nothing of their own. */
const followers = new Set([
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::Stage',
  'AWS::CloudFormation::Stack',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Version',
]);

function assetLines(types: readonly string[]): readonly string[] {
  const functions = types.filter((type) => type === 'AWS::Lambda::Function').length;
  const tasks = types.filter((type) => type === 'AWS::ECS::TaskDefinition').length;
  const others = types.filter((type) => !followers.has(type)).length - functions - tasks;
  return [
    ...counted('code of', functions, 'function', 'differs'),
    ...counted('images of', tasks, 'task definition', 'differ'),
    ...counted('assets of', others, 'other resource', 'differ'),
  ];
}

function counted(what: string, count: number, noun: string, verb: string): readonly string[] {
  return count > 0 ? [`${what} ${count} ${noun}${count > 1 ? 's' : ''} ${verb} from the assembly`] : [];
}

function unionOf(left: object, right: object): readonly string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
}
