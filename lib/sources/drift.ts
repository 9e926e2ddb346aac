import type { DeployedStack, PropertyDrift, ResourceDrift } from '../model/deployed';
import { Environment } from '../model/environment';
import type { EnvironmentInput, Json, JsonObject, StackInput } from '../model/input';
import { driftedProperties, pointerNames } from './drifted-properties';
import { shownScalar } from './shown-value';
import { isObject } from './template';

/** A deployed stack as the model takes it, beside what CloudFormation says of it. */
export interface ReadStack {
  readonly input: StackInput;
  readonly stack: DeployedStack;
}

/** An environment with the drift of its stacks applied, and the notices about drift. */
export function asItIs(
  environment: EnvironmentInput,
  stacks: readonly DeployedStack[],
): { readonly environment: EnvironmentInput; readonly notices: readonly string[] } {
  const pairs = environment.stacks.map((input, index) => ({ input, stack: stacks[index]! }));
  const all = pairs.flatMap(withNested);
  const drifts = driftsOf(environment, all);
  return {
    environment: { ...environment, stacks: pairs.map((pair) => applied(pair, drifts)) },
    notices: [...all.flatMap((pair) => driftNotices(pair, drifts)), ...neverChecked(all)],
  };
}

/** What is known of each stack's drift, without what is meant to differ. */
type Drifts = ReadonlyMap<StackInput, readonly ResourceDrift[]>;

/** A stack and those nested in it. */
export function withNested({ input, stack }: ReadStack): readonly ReadStack[] {
  const children = Object.entries(input.nested ?? {}).map(([logicalId, child]) => ({
    input: child,
    stack: stack.nested[logicalId]!,
  }));
  return [{ input, stack }, ...children.flatMap(withNested)];
}

function driftsOf(environment: EnvironmentInput, all: readonly ReadStack[]): Drifts {
  if (all.every(({ stack }) => !stack.drift.found?.length)) return new Map();
  const shifted = shiftedByServices(environment);
  return new Map(
    all.map(({ input, stack }) => {
      const drifts = stack.drift.found?.flatMap((drift) => {
        if (drift.status !== 'MODIFIED' || !shifted.get(input)?.has(drift.logicalId)) return [drift];
        const differences = drift.differences.filter((difference) => !isTrafficShift(difference));
        return differences.length > 0 ? [{ ...drift, differences }] : [];
      });
      return [input, drifts ?? []];
    }),
  );
}

const trafficRules = ['ProductionListenerRule', 'TestListenerRule'].map(
  (name) => `LoadBalancers.*.AdvancedConfiguration.${name}`,
);

/** Rules and listeners in which ECS moves the traffic of a blue/green deployment, by stack. */
function shiftedByServices(input: EnvironmentInput): ReadonlyMap<StackInput, ReadonlySet<string>> {
  const environment = new Environment(input);
  const shifted = new Map<StackInput, Set<string>>();
  for (const path of trafficRules) {
    const links = environment.links('AWS::ECS::Service', path);
    for (const service of environment.of('AWS::ECS::Service')) {
      for (const { to } of links.from(service)) {
        const ids = shifted.get(to.stack.input) ?? new Set();
        shifted.set(to.stack.input, ids.add(to.logicalId));
      }
    }
  }
  return shifted;
}

/** Whether a difference is one of target groups and their weights, and not of what the rule does. */
function isTrafficShift({ path, actual }: PropertyDrift): boolean {
  if (/^\/(Default)?Actions\/\d+\/(ForwardConfig|TargetGroupArn)(\/|$)/.test(path)) return true;
  if (!/^\/(Default)?Actions(\/\d+)?$/.test(path)) return false;
  try {
    const actions = [JSON.parse(actual) as Json].flat();
    return actions.every((action) => isObject(action) && action.Type === 'forward');
  } catch {
    return false;
  }
}

function applied({ input, stack }: ReadStack, drifts: Drifts): StackInput {
  const nested = Object.entries(input.nested ?? {}).map(
    ([logicalId, child]) =>
      [logicalId, applied({ input: child, stack: stack.nested[logicalId]! }, drifts)] as const,
  );
  const found = drifts.get(input) ?? [];
  const deleted = new Set(
    found.filter(({ status }) => status === 'DELETED').map(({ logicalId }) => logicalId),
  );
  const listed = Object.entries(input.physicalIds ?? {});
  return {
    ...input,
    ...(found.length > 0 ? { template: driftedTemplate(input.template, found) } : {}),
    physicalIds: Object.fromEntries(listed.filter(([logicalId]) => !deleted.has(logicalId))),
    ...(nested.length > 0 ? { nested: Object.fromEntries(nested) } : {}),
  };
}

function driftedTemplate(template: JsonObject, drifts: readonly ResourceDrift[]): JsonObject {
  const resources = isObject(template.Resources) ? { ...template.Resources } : {};
  for (const drift of drifts) {
    const resource = Object.hasOwn(resources, drift.logicalId) ? resources[drift.logicalId] : undefined;
    if (!isObject(resource)) continue;
    if (drift.status === 'MODIFIED') {
      const properties = isObject(resource.Properties) ? resource.Properties : {};
      resources[drift.logicalId] = { ...resource, Properties: driftedProperties(properties, drift) };
    } else if (drift.status === 'DELETED') {
      // What was deleted tells nothing any more of how its condition turned out.
      const remnant = { ...resource };
      delete remnant.Condition;
      resources[drift.logicalId] = remnant;
    }
  }
  return { ...template, Resources: resources };
}

const mostDifferences = 5;

function driftNotices({ input, stack }: ReadStack, drifts: Drifts): readonly string[] {
  const { drift, resources } = stack;
  const shown = input.displayName;
  const time = drift.checkedAt === undefined ? '' : ` at ${minute(drift.checkedAt)}`;
  const failure =
    drift.failure === undefined ? [] : [`${shown}: its drift was not checked: ${drift.failure}`];
  if (drift.found) {
    return [...failure, ...(drifts.get(input) ?? []).map((each) => `${shown}: ${foundDrift(each, time)}`)];
  }
  const known = resources.filter(({ drift: status }) => status === 'MODIFIED' || status === 'DELETED');
  return [
    ...failure,
    ...known.map(({ logicalId, drift: status }) => {
      const seen = status === 'DELETED' ? 'was found deleted' : 'was found drifted';
      return `${shown}: ${logicalId} ${seen} by the check${time}, and is judged by its template; --drift judges it as it is`;
    }),
  ];
}

function foundDrift({ logicalId, type, status, differences }: ResourceDrift, time: string): string {
  if (status === 'UNKNOWN')
    return `CloudFormation could not tell whether ${logicalId} drifted; it is judged by its template`;
  if (status === 'DELETED') return `${logicalId} was deleted outside CloudFormation, as found${time}`;
  const words = differences.slice(0, mostDifferences).map((difference) => differenceWords(type, difference));
  const more = differences.length - words.length;
  return `${logicalId} drifted, as found${time}: ${words.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function differenceWords(type: string, { path, kind, expected, actual }: PropertyDrift): string {
  const names = pointerNames(path);
  const name = names.join('.');
  const value = (text: string): string => shownScalar(text, { type, path: names });
  const isStructured = /^\s*[{[]/.test(kind === 'REMOVE' ? expected : actual);
  if (kind === 'ADD')
    return isStructured ? `${name} was added` : `${name} is ${value(actual)}, the template has none`;
  if (kind === 'REMOVE')
    return isStructured ? `${name} was removed` : `${name} was removed, the template says ${value(expected)}`;
  return isStructured
    ? `${name} is not what the template says`
    : `${name} is ${value(actual)}, the template says ${value(expected)}`;
}

function neverChecked(all: readonly ReadStack[]): readonly string[] {
  const names = all
    .filter(({ stack: { drift } }) => !drift.found && !drift.failure && drift.status === 'NOT_CHECKED')
    .map(({ input }) => input.displayName);
  if (names.length === 0) return [];
  const listed =
    names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
  return [
    `whether resources were changed outside CloudFormation was never checked for ${listed}; --drift checks it, and judges what is there`,
  ];
}

/** `2026-11-24 04:10 UTC`. */
function minute(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}
