import type { Environment } from '../model/environment';
import type { Resource } from '../model/resource';
import type { Stack } from '../model/stack';

/** The resources that play a role in the workload, or why none does. */
export interface Candidates {
  /** `database`, as messages name it. */
  readonly noun: string;
  readonly resources: readonly Resource[];
  /** Where the absence of a candidate is reported. */
  readonly subject: Resource | Stack;
  /** The reason declared for having none. */
  readonly none?: string;
  /** Why there may be some that the templates do not show. */
  readonly hidden?: string;
  /** ARNs of those that are declared and live in no template. */
  readonly elsewhere: readonly string[];
  /** What a condition switches off, as the end of a sentence; empty where there is nothing. */
  readonly switchedOff: string;
}

export function candidates(
  environment: Environment,
  noun: string,
  resources: readonly Resource[],
  types: readonly string[],
): Candidates {
  const off = environment.switchedOff(...types);
  return {
    noun,
    resources,
    subject: mainStack(environment),
    hidden: environment.hidden[0],
    elsewhere: [],
    switchedOff: off.length > 0 ? ` (${off.map((r) => r.logicalId).join(', ')} ${howOff(environment)})` : '',
  };
}

function howOff({ stacks }: Environment): string {
  return stacks.some(({ input }) => input.physicalIds) ? 'not deployed' : 'switched off by condition';
}

/** The stack at which things that are missing altogether are reported: the first one that is deployed by itself. */
export function mainStack(environment: Environment): Stack {
  const stack = environment.stacks.find((candidate) => !candidate.maker);
  if (!stack) throw new Error(`environment "${environment.name}" has no stack`);
  return stack;
}
