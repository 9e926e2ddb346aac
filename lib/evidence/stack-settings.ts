import type { EnvironmentInput, StackInput } from '../model/input';
import { UnreadableInput } from '../model/unreadable-input';
import { didYouMean, listed } from './nearest';
import type { StackSettings } from './readiness';

/**
 * Environments whose stacks carry what readiness.yaml says about them; it wins over what was known. Throws
 * `UnreadableInput` at the end where settings match no stack.
 */
export function* applyStacks(
  environments: Iterable<EnvironmentInput>,
  settings: readonly StackSettings[],
): Generator<EnvironmentInput> {
  if (settings.length === 0) {
    yield* environments;
    return;
  }
  const existing = new Set<string>();
  const applied = new Set<StackSettings>();
  for (const environment of environments) {
    const stacks = environment.stacks.map((stack) => {
      existing.add(stack.displayName);
      const matching = settings.filter((each) => namesOf(stack).includes(each.stack.text));
      matching.forEach((each) => applied.add(each));
      return matching.reduce(withSettings, stack);
    });
    yield { ...environment, stacks };
  }
  const unmatched = settings.find((each) => !applied.has(each));
  if (unmatched === undefined) return;
  const { text, place } = unmatched.stack;
  const guess = didYouMean(text, [...existing]) || `, there are ${listed([...existing])}`;
  throw new UnreadableInput(`${place}: there is no stack ${JSON.stringify(text)}${guess}`);
}

function namesOf(stack: StackInput): readonly (string | undefined)[] {
  return [stack.id, stack.displayName, stack.stackName, stack.templateFile];
}

function withSettings(stack: StackInput, { stack: _, parameters, ...settings }: StackSettings): StackInput {
  return { ...stack, ...settings, parameters: { ...stack.parameters, ...parameters } };
}
