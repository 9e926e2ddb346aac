import type { EnvironmentInput } from '../model/input';
import { UnreadableInput } from '../model/unreadable-input';
import { didYouMean, listed } from './nearest';
import type { Placed } from './readiness';

/**
 * The environments of the named Stages, a Stage being named by its path or the last part of it; all of them where none
 * is named. Throws `UnreadableInput` at the end where a name matches no Stage.
 */
export function* selectStages(
  environments: Iterable<EnvironmentInput>,
  stages: readonly Placed[],
): Generator<EnvironmentInput> {
  const existing: string[] = [];
  for (const environment of environments) {
    existing.push(environment.name);
    if (stages.length === 0 || stages.some(({ text }) => isStage(environment.name, text))) yield environment;
  }
  for (const { text, place } of stages) {
    if (!existing.some((name) => isStage(name, text)))
      throw new UnreadableInput(`${place}: ${noStage(text, existing)}`);
  }
}

/** Beside other sources the path of a Stage has its assembly before it: `shop/cdk.out:Prod`. */
function isStage(path: string, name: string): boolean {
  return path !== '' && (path === name || path.endsWith(`/${name}`) || path.endsWith(`:${name}`));
}

function noStage(name: string, existing: readonly string[]): string {
  const named = existing.filter((each) => each !== '');
  if (named.length === 0) return `there is no Stage ${JSON.stringify(name)}, these templates have no Stages`;
  return `there is no Stage ${JSON.stringify(name)}${didYouMean(name, named) || `, there are ${listed(named)}`}`;
}
