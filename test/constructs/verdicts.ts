import { Stage, type Stack } from 'aws-cdk-lib';
import { assess, readAssembly } from '../../lib/engine';

/** The outcomes of some controls over the app that a stack belongs to, as `SEC5.origins pass`. */
export function verdicts(stack: Stack, ids: readonly string[]): readonly string[] {
  const { directory } = Stage.of(stack)!.synth();
  const report = assess(readAssembly(directory), { generatedAt: '2026-01-01T00:00:00Z', version: '0.0.0' });
  const judged = report.items.flatMap(({ controls }) => controls);
  return ids.map((id) => `${id} ${judged.find((control) => control.id === id)?.outcome}`);
}

/** What `verdicts` gives where all of them pass. */
export function passes(ids: readonly string[]): readonly string[] {
  return ids.map((id) => `${id} pass`);
}
