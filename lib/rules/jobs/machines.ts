import type { Environment } from '../../model/environment';
import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, Undecided, type Tri } from '../../model/tri';
import { show } from '../../model/value';
import { isObject } from '../../model/own';
import { isStated } from '../either-way';
import { jsonIn } from '../json-text';
import { resourcesIn } from '../mentions';
import { perEnvironment } from '../per-environment';

export const machineTypes: readonly string[] = [
  'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::StateMachine',
];

const timeout = 'TimeoutSeconds';

/** Whether the executions of a state machine have a time limit of their own, at which they end. */
export function timesOut(machine: Resource): Tri {
  const definition = machine.read('Definition');
  if (definition.kind === 'map') return isStated(member(definition, timeout));
  const parsed = jsonIn(machine.read('DefinitionString'));
  return isObject(parsed)
    ? Object.hasOwn(parsed, timeout)
    : new Undecided(`the definition of ${machine.logicalId} cannot be read`);
}

/** A state machine that starts jobs and waits for their end. */
export interface Waiting {
  readonly machine: Resource;
  readonly certain: Tri;
}

const waiting = perEnvironment((environment: Environment) => {
  const table = new Map<Resource, Waiting[]>();
  for (const machine of environment.of(...machineTypes)) {
    const definition = machine.read('DefinitionString');
    if (!show(definition).includes('.sync')) continue;
    const plain = definition.kind !== 'choice' || new Undecided(definition.why);
    const found = { machine, certain: and([machine.exists, plain]) };
    for (const part of resourcesIn(definition)) table.set(part, [...(table.get(part) ?? []), found]);
  }
  return table;
});

/** The state machines that start jobs by a resource and wait for their end: they fail when the job does. */
export function machinesWaitingFor(resource: Resource): readonly Waiting[] {
  return waiting(resource.stack.environment).get(resource) ?? [];
}
