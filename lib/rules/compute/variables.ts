import { member } from '../../model/evaluate';
import type { Environment } from '../../model/environment';
import type { Resource } from '../../model/resource';
import { and, type Tri } from '../../model/tri';
import {
  alternatives,
  itemsOf,
  keyOf,
  partsOf,
  type AttributeToken,
  type OpaqueToken,
  type Token,
  type Value,
} from '../../model/value';
import { cite, type Evidence } from '../answer';
import { optionsOf } from '../either-way';
import { ownersOf } from '../network/routing';
import { perEnvironment } from '../per-environment';
import { userDataOf } from './launches';

/** Something that a service is told when it starts. */
export interface Variable {
  /** `DATABASE_HOST of container api`, as messages name it. */
  readonly name: string;
  readonly value: Value;
  /** The image of the container that is told. */
  readonly image?: Value;
  readonly certain: Tri;
  readonly proof: Evidence;
}

/** A variable that leads to something, and the service that is told. */
export interface Mention {
  readonly service: Resource;
  readonly variable: Variable;
  /** What stands in the variable, or in the parameter or secret that it names. */
  readonly token: Token;
}

interface Mentions {
  readonly byResource: ReadonlyMap<Resource, readonly Mention[]>;
  readonly byKey: ReadonlyMap<string, readonly Mention[]>;
}

const serviceTypes = [
  'AWS::ECS::Service',
  'AWS::Lambda::Function',
  'AWS::Serverless::Function',
  'AWS::AutoScaling::AutoScalingGroup',
];

const mentionsIn = perEnvironment((environment: Environment): Mentions => {
  const byResource = new Map<Resource, Mention[]>();
  const byKey = new Map<string, Mention[]>();
  for (const service of environment.of(...serviceTypes)) {
    for (const variable of variablesOf(service)) {
      for (const token of tokensIn(variable.value)) {
        const mention = { service, variable, token };
        if (token.kind === 'attribute') append(byResource, token.resource, mention);
        else if (token.vague !== true) append(byKey, token.key, mention);
      }
    }
  }
  return { byResource, byKey };
});

function append<K>(table: Map<K, Mention[]>, key: K, mention: Mention): void {
  const list = table.get(key);
  if (list) list.push(mention);
  else table.set(key, [mention]);
}

/** The variables of services, functions and Auto Scaling groups that lead to a resource. */
export function mentionsOf(resource: Resource): readonly Mention[] {
  return mentionsIn(resource.stack.environment).byResource.get(resource) ?? [];
}

/** The same for something that the templates do not fix. */
export function mentionsOfUnknown({ key }: OpaqueToken, environment: Environment): readonly Mention[] {
  return mentionsIn(environment).byKey.get(key) ?? [];
}

/** Mentions that count under a condition. */
export function onlyIf(truth: Tri, mentions: readonly Mention[]): readonly Mention[] {
  return mentions.map((mention) => {
    const { variable } = mention;
    return { ...mention, variable: { ...variable, certain: and([truth, variable.certain]) } };
  });
}

/** Whether the templates show all that a service is told. The scripts of instances read more than can be followed. */
export function showsVariables(service: Resource): boolean {
  if (service.type === 'AWS::Lambda::Function') return true;
  const tasks = ownersOf(service, 'TaskDefinition', 'AWS::ECS::TaskDefinition');
  return tasks.length > 0 && tasks.every(({ certain }) => certain === true);
}

function variablesOf(service: Resource): readonly Variable[] {
  switch (service.type) {
    case 'AWS::ECS::Service':
      return ownersOf(service, 'TaskDefinition', 'AWS::ECS::TaskDefinition').flatMap((task) =>
        ofContainers(task.to).map((variable) => ({
          ...variable,
          certain: and([task.certain, variable.certain]),
        })),
      );
    case 'AWS::AutoScaling::AutoScalingGroup': {
      const value = userDataOf(service);
      const proof = cite(service, 'LaunchTemplate');
      return value
        ? [{ name: `UserData of ${service.logicalId}`, value, certain: service.exists, proof }]
        : [];
    }
    default:
      return ofFunction(service);
  }
}

function ofFunction(fn: Resource): readonly Variable[] {
  const path = 'Environment.Variables';
  return optionsOf(fn.read(path)).flatMap(({ option, certain }) => {
    if (option.kind !== 'map') return [];
    const sure = and([fn.exists, certain]);
    return Object.keys(option.entries).flatMap((name) =>
      stated(`${name} of ${fn.logicalId}`, member(option, name), fn, `${path}.${name}`, sure),
    );
  });
}

/** Lists of a container's variables, and where each keeps the value. */
const lists = [
  ['Environment', 'Value'],
  ['Secrets', 'ValueFrom'],
] as const;

function ofContainers(task: Resource): readonly Variable[] {
  const path = 'ContainerDefinitions';
  return itemsOf(task.read(path)).flatMap((container, at) =>
    lists.flatMap(([list, key]) =>
      itemsOf(member(container, list)).flatMap((entry, index) => {
        const name = `${nameIn(entry)} of container ${nameIn(container)}`;
        const image = member(container, 'Image');
        const variables = stated(name, member(entry, key), task, `${path}.${at}.${list}.${index}.${key}`);
        return variables.map((variable) => ({ ...variable, image }));
      }),
    ),
  );
}

function nameIn(entry: Value): string {
  return keyOf(member(entry, 'Name')) ?? 'without a known name';
}

function stated(
  name: string,
  value: Value,
  owner: Resource,
  path: string,
  exists = owner.exists,
): readonly Variable[] {
  return optionsOf(value).map(({ option, certain }) => ({
    name,
    value: option,
    certain: and([exists, certain]),
    proof: cite(owner, path, option),
  }));
}

/** The tokens in a value, and in the parameter or secret that it names. */
function tokensIn(value: Value): readonly Token[] {
  const own = tokensOf(value);
  return [...own, ...own.flatMap((token) => (token.kind === 'attribute' ? stored(token) : []))];
}

function tokensOf(value: Value): readonly Token[] {
  return alternatives(value).flatMap((option) =>
    (partsOf(option) ?? []).filter((part) => typeof part !== 'string'),
  );
}

/** Properties that hold what somebody reads who is given the name of a resource. */
const contents: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::SSM::Parameter', ['Value']],
  ['AWS::SecretsManager::Secret', ['SecretString', 'GenerateSecretString.SecretStringTemplate']],
]);

function stored({ resource }: AttributeToken): readonly Token[] {
  return (contents.get(resource.type) ?? []).flatMap((path) => tokensOf(resource.read(path)));
}
