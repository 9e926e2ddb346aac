import { member } from '../../model/evaluate';
import { isObject, own, ownObject } from '../../model/own';
import type { Resource } from '../../model/resource';
import { and, isUndecided, not, or, Undecided, type Tri } from '../../model/tri';
import type { Value } from '../../model/value';
import { any, given, no, unknown, yes, type Answer } from '../answer';
import { isStated } from '../either-way';
import { jsonIn } from '../json-text';
import { resourcesIn } from '../mentions';
import { roleMay, sendTraces } from '../policies/role-permissions';
import { test } from '../reading';
import { imageOf, variablesOf, type Container } from './containers';
import { signsOf, switchedOff, type Sign } from './signs';
import { collectors, xRayEndpoint, type Collector } from './tracers';

/** A container that receives traces. */
export interface Receiver {
  readonly container: Container;
  readonly collector: Collector;
}

/** The containers of a task that are made to receive traces, whether or not they are set up for it. */
export function receiversIn(containers: readonly Container[]): readonly Receiver[] {
  return containers.flatMap((container) => {
    const collector = collectors.find((candidate) => isOf(candidate, container));
    return collector ? [{ container, collector }] : [];
  });
}

/** A copy of an image may be called anything, and is told by what it reads its configuration from. */
function isOf({ image, configuration }: Collector, container: Container): boolean {
  const name = imageOf(container);
  if (name !== undefined && image.test(name)) return true;
  return variablesOf(container).some((variable) => variable.name === configuration);
}

/** What the variables of the containers that receive none say about their traces. */
export function signsIn(containers: readonly Container[]): readonly Sign[] {
  return applicationsIn(containers).flatMap((container) => {
    const variables = variablesOf(container);
    if (switchedOff(container.name, variables).off === true) return [];
    return signsOf(container.name, variables).map((sign) => ({
      ...sign,
      certain: and([container.certain, sign.certain]),
    }));
  });
}

function applicationsIn(containers: readonly Container[]): readonly Container[] {
  const receiving = new Set(receiversIn(containers).map(({ container }) => container));
  return containers.filter((container) => !receiving.has(container));
}

const expected = 'expected the agent of an application monitor';

/** Whether the containers of a task send traces to something that receives them. */
export function traces(task: Resource, containers: readonly Container[]): Answer {
  const signs = signsIn(containers);
  const offs = applicationsIn(containers).map((container) => {
    const { off, says } = switchedOff(container.name, variablesOf(container));
    return { says, off: and([container.certain, off]) };
  });
  const silent = offs.find(({ off }) => off === true);
  if (silent && signs.length === 0) return no(`${silent.says}, so it sends no traces, ${expected}`);
  const answers = [
    ...signs.filter(({ kind }) => kind === 'away').map(({ certain, says }) => given(certain, yes(says))),
    ...receiversIn(containers).map((receiver) => given(receiver.container.certain, receives(receiver))),
  ];
  const received = any(answers, '');
  if (received.is === 'no') return any([received, ...unreceived(task, containers, signs)], '');
  const isOn = not(or(offs.filter(({ off }) => isUndecided(off)).map(({ off }) => off)));
  return given(isOn, received);
}

/** What to say of containers whose traces nothing in the templates receives. */
function unreceived(
  task: Resource,
  containers: readonly Container[],
  signs: readonly Sign[],
): readonly Answer[] {
  const hidden = containers.flatMap((container) => hiddenIn(container, containers.length > 1));
  const beside = signs.filter(({ kind }) => kind === 'beside').map((sign) => nobodyBeside(sign, task));
  if (beside.length > 0) return hidden.length > 0 ? hidden : beside;
  const maybe = signs.map(({ says }) => unknown(`${says}; verify that an application monitor traces it`));
  const open = [...maybe, ...hidden];
  return open.length > 0 ? open : [notInstrumented(task)];
}

/** A role that may send traces belongs to an application that its own code instruments, or did once. */
function notInstrumented(task: Resource): Answer {
  const missing = 'no container sends or collects traces';
  const permitted = roleMay(task, 'TaskRoleArn', sendTraces, 'the task');
  return permitted.is === 'no'
    ? no(`${missing}, ${expected}`)
    : unknown(
        `${missing}, but ${permitted.message}; verify whether its code sends them`,
        ...permitted.evidence,
      );
}

/** The containers of a task share one loopback address where the task has a network interface of its own. */
function nobodyBeside({ says, certain }: Sign, task: Resource): Answer {
  const shares = test(task.read('NetworkMode'), 'bridge', (mode) => mode === 'awsvpc');
  const missing = no(`${says}, but no container of the task receives traces, ${expected} beside it`);
  return shares === true
    ? given(certain, missing)
    : unknown(`${says}; verify that an agent on the instance receives its traces`);
}

function hiddenIn(container: Container, isOneOfMany: boolean): readonly Answer[] {
  const files = isStated(member(container.settings, 'EnvironmentFiles'));
  if (files !== false)
    return [unknown(`${container.name} reads a file of variables; verify that it is traced`)];
  return isOneOfMany && imageOf(container) === undefined
    ? [unknown(`the image of ${container.name} is not known; verify whether it collects traces`)]
    : [];
}

/** Whether a collector is set up to receive traces. */
function receives({ container, collector }: Receiver): Answer {
  const { configuration, name } = collector;
  const seen = `${container.name} is ${name}`;
  if (collector.receives !== 'configured') return yes(seen);
  const open = unknown(
    `${seen}, but its configuration is not in the templates; verify that it collects traces`,
  );
  const [variable, other] = variablesOf(container).filter((candidate) => candidate.name === configuration);
  if (other !== undefined || variable?.certain !== true) return open;
  const parsed = jsonIn(variable.isSecret ? stored(variable.value) : variable.value);
  if (!isObject(parsed)) return open;
  const collected = own(ownObject(parsed, 'traces'), 'traces_collected');
  return isObject(collected) && Object.keys(collected).length > 0
    ? yes(`${seen} and collects traces`)
    : no(`${configuration} of ${container.name} collects no traces, expected traces_collected in it`);
}

/** What a parameter of the templates holds that a container reads. */
function stored(name: Value): Value {
  const parameter = resourcesIn(name).find(({ type }) => type === 'AWS::SSM::Parameter');
  return parameter ? parameter.read('Value') : name;
}

/** Whether the containers of a task deliver to X-Ray, and so by the permissions of its role. */
export function deliversToXRay(containers: readonly Container[]): Tri {
  const direct = signsIn(containers).filter(
    ({ endpoint }) => endpoint !== undefined && xRayEndpoint.test(endpoint),
  );
  return or([
    ...direct.map(({ certain }) => certain),
    ...receiversIn(containers)
      .filter(({ collector }) => collector.toXRay === true)
      .map(({ container, collector: { name, configuration, receives: how } }) => {
        const isOwn =
          how === 'always' && variablesOf(container).some((variable) => variable.name === configuration);
        const open = new Undecided(`where ${name} delivers to is configured outside of the templates`);
        return and([container.certain, isOwn ? open : true]);
      }),
  ]);
}
