import type { DeployedResource, DeployedStack } from '../model/deployed';
import type { ConstructIndex, EnvironmentInput, JsonObject, StackInput } from '../model/input';
import { own, ownObject, textOfJson } from '../model/own';
import { asItIs } from './drift';
import { shortId } from './nested';
import { stateNotices } from './stack-states';
import { isObject, templateIn } from './template';

/** Deployed stacks as they are judged, and what a reader must know of them. */
export interface Deployed {
  readonly environment: EnvironmentInput;
  /** Sentences, each beginning with the stack that it is about. */
  readonly notices: readonly string[];
}

/**
 * One environment of deployed stacks. What a check of this run found drifted is judged as it is, not as the template
 * asks for. Throws UnreadableFile that names the stack.
 */
export function readDeployed(stacks: readonly DeployedStack[], name = ''): Deployed {
  const sorted = [...stacks].sort(byPlace);
  const inputs = sorted.map((stack) => {
    const shown = distinctName(stack, sorted);
    return stackInput(stack, { id: shown, displayName: shown });
  });
  const { environment, notices } = asItIs({ name, stacks: inputs }, sorted);
  const states = inputs.flatMap((input, index) => stateNotices({ input, stack: sorted[index]! }));
  return { environment, notices: [...states, ...notices] };
}

/** The template of a deployed stack. Throws UnreadableFile that names the stack. */
export function deployedTemplate({ template, name, region }: DeployedStack): JsonObject {
  return templateIn(template, `the template of stack ${name} in ${region}`);
}

function byPlace(left: DeployedStack, right: DeployedStack): number {
  const [a, b] = [left, right].map(({ name, account, region }) => `${name} ${account} ${region}`);
  return a! < b! ? -1 : 1;
}

/** The name, with region and account where others are called the same. */
function distinctName({ name, account, region }: DeployedStack, stacks: readonly DeployedStack[]): string {
  const namesakes = stacks.filter((other) => other.name === name);
  const regions = new Set(namesakes.map((other) => other.region));
  const accounts = new Set(namesakes.map((other) => other.account));
  const where = [...(regions.size > 1 ? [region] : []), ...(accounts.size > 1 ? [account] : [])];
  return where.length > 0 ? `${name} (${where.join(', ')})` : name;
}

function stackInput(stack: DeployedStack, names: Pick<StackInput, 'id' | 'displayName'>): StackInput {
  const template = deployedTemplate(stack);
  const nested = Object.entries(stack.nested).map(([logicalId, child]) => {
    const displayName = `${names.displayName}/${shortId(logicalId)}`;
    return [logicalId, stackInput(child, { id: `${names.id}/${logicalId}`, displayName })] as const;
  });
  const { name, account, region, id, storedValues, notificationArns, tags } = stack;
  return {
    ...names,
    stackName: name,
    account,
    region,
    template,
    ...disclosed(stack, template),
    storedValues,
    tags,
    stackId: id,
    notificationArns,
    physicalIds: Object.fromEntries(stack.resources.flatMap(physicalId)),
    partlyListed: stack.unnamed > 0,
    constructs: pathsIn(template),
    ...(nested.length > 0 ? { nested: Object.fromEntries(nested) } : {}),
  };
}

/** Values of parameters; one that the template calls secret is none, whoever tells it. */
function disclosed(
  { parameters, undisclosed }: DeployedStack,
  template: JsonObject,
): Pick<StackInput, 'parameters' | 'undisclosed'> {
  const definitions = ownObject(template, 'Parameters');
  const isSecret = (name: string): boolean => {
    const definition = own(definitions, name);
    return isObject(definition) && textOfJson(own(definition, 'NoEcho'))?.toLowerCase() === 'true';
  };
  const told = Object.entries(parameters).filter(([name]) => !isSecret(name));
  const secret = Object.keys(parameters).filter(isSecret);
  return { parameters: Object.fromEntries(told), undisclosed: [...new Set([...undisclosed, ...secret])] };
}

/** What was not made, or is on its way out, is no proof of anything. */
function physicalId({ logicalId, physicalId, status }: DeployedResource): [string, string][] {
  const isGone = /^DELETE_|^(CREATE|IMPORT)_FAILED$|^IMPORT_ROLLBACK_COMPLETE$|^EXPORT_COMPLETE$/.test(
    status,
  );
  if (isGone || (physicalId === undefined && !status.endsWith('_COMPLETE'))) return [];
  return [[logicalId, physicalId ?? '']];
}

const pathKey = 'aws:cdk:path';

/** Construct paths as the CDK wrote them into the template; deployed templates hold no lines of source. */
function pathsIn({ Resources }: JsonObject): ConstructIndex {
  const pathOf = (logicalId: string): string | undefined => {
    const resource =
      isObject(Resources) && Object.hasOwn(Resources, logicalId) ? Resources[logicalId] : undefined;
    const path = isObject(resource) && isObject(resource.Metadata) ? resource.Metadata[pathKey] : undefined;
    return typeof path === 'string' ? path.replace(/^\//, '') : undefined;
  };
  const origin = (path: string | undefined) => (path === undefined ? undefined : { path });
  return {
    construct: (logicalId) => origin(pathOf(logicalId)),
    // What the CDK puts right below each stack tells where the stack is.
    stack: () => origin(pathOf('CDKMetadata')?.replace(/\/CDKMetadata\/Default$/, '')),
    acknowledgements: () => [],
  };
}
