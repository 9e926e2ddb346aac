import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, or, Undecided, type Tri } from '../../model/tri';
import { itemsOf, keyOf, partsOf, show, type Token, type Value } from '../../model/value';
import { cite, given, no, unknown, type Answer } from '../answer';
import { eitherWay, optionsOf } from '../either-way';
import { remembered } from '../per-environment';

const taskType = 'AWS::ECS::TaskDefinition';
const definitionsPath = 'ContainerDefinitions';

/** A container of a task, and whether it certainly is one. */
export interface Container {
  /** `container api`, as messages name it. */
  readonly name: string;
  readonly settings: Value;
  readonly certain: Tri;
}

/** Puts a question to the task definition of a service. */
export function askTask(service: Resource, question: (task: Resource) => Answer): Answer {
  const path = 'TaskDefinition';
  return eitherWay(service.read(path), (reference) => {
    const proof = cite(service, path, reference);
    const { resources, open } = targetOf(reference, service.stack);
    const task = resources.find(({ type }) => type === taskType);
    if (!task) return unknown('its task definition is not among the templates; verify what it runs', proof);
    const answer = question(task);
    const certain = and([task.exists, open === undefined || new Undecided(open)]);
    return given(certain, { ...answer, evidence: [...answer.evidence, proof] });
  });
}

/** Puts a question to the containers of a task. */
export function askContainers(
  task: Resource,
  question: (containers: readonly Container[]) => Answer,
): Answer {
  return eitherWay(task.read(definitionsPath), (list) => {
    const proof = cite(task, definitionsPath, list);
    const containers = itemsOf(list).flatMap(optionsOf);
    if (containers.length === 0) return no('it runs no container, expected one', proof);
    if (containers.some(({ option }) => option.kind !== 'map'))
      return unknown('its containers are not in the templates; verify what they run', proof);
    const answer = question(
      containers.map(({ option, certain }) => ({
        name: `container ${show(member(option, 'Name'))}`,
        settings: option,
        certain,
      })),
    );
    const some = or(containers.map(({ certain }) => certain));
    return given(some, { ...answer, evidence: [...answer.evidence, proof] });
  });
}

/** An environment variable that a container is given, in plain text or from a secret. */
export interface Variable {
  readonly name: string;
  readonly value: Value;
  readonly isSecret: boolean;
  readonly certain: Tri;
}

/** The variables that a container is given. */
export function variablesOf({ settings }: Container): readonly Variable[] {
  return variablesIn(settings);
}

const variablesIn = remembered((settings: Value): readonly Variable[] => {
  const from = (list: string, property: string, isSecret: boolean): readonly Variable[] =>
    itemsOf(member(settings, list))
      .flatMap(optionsOf)
      .flatMap(({ option, certain }) =>
        optionsOf(member(option, 'Name')).flatMap((name) =>
          optionsOf(member(option, property)).map((value) => ({
            name: keyOf(name.option) ?? '',
            value: value.option,
            isSecret,
            certain: and([certain, name.certain, value.certain]),
          })),
        ),
      );
  return [...from('Environment', 'Value', false), ...from('Secrets', 'ValueFrom', true)];
});

/** The name of an image, its registry and tag included, with a star for what is not known; undefined where its repository is not. */
export function imageOf({ settings }: Container): string | undefined {
  const parts = partsOf(member(settings, 'Image')) ?? [];
  const text = parts.map((part) => (typeof part === 'string' ? part : nameIn(part))).join('');
  const [repository = ''] = text.slice(text.lastIndexOf('/') + 1).split(/[:@]/);
  return repository === '' || repository.includes('*') ? undefined : text;
}

/** The name of a repository that the templates make by it. */
function nameIn(part: Token): string {
  const isRepository = part.kind === 'attribute' && part.resource.type === 'AWS::ECR::Repository';
  return (isRepository ? keyOf(part.resource.read('RepositoryName')) : undefined) ?? '*';
}
