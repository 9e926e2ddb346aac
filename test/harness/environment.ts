import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type AppProps } from 'aws-cdk-lib';
import { Environment } from '../../lib/model/environment';
import { evaluate } from '../../lib/model/evaluate';
import type { EnvironmentInput, Json, JsonObject, StackInput } from '../../lib/model/input';
import type { Value } from '../../lib/model/value';
import { readAssembly } from '../../lib/sources/assembly';

/** A stack as a test writes it: what is left out is as in the simplest template. */
export type PartialStack = Partial<StackInput> & { readonly id: string };

/** An input of one environment. */
export function inputOf(stacks: readonly PartialStack[], name = ''): EnvironmentInput {
  return { name, stacks: stacks.map((stack) => ({ displayName: stack.id, template: {}, ...stack })) };
}

export function environmentOf(...stacks: readonly PartialStack[]): Environment {
  return new Environment(inputOf(stacks));
}

/** What an expression stands for in a stack made of a template. */
export function valueOf(
  expression: Json,
  template: JsonObject = {},
  details: Partial<StackInput> = {},
): Value {
  const environment = environmentOf({ id: 'Shop', template, ...details });
  return evaluate(expression, environment.stacks[0]!);
}

/** The environments of an app written with the CDK. */
export function synthesized(build: (app: App) => void, props: AppProps = {}): readonly EnvironmentInput[] {
  const outdir = mkdtempSync(join(tmpdir(), 'readiness-'));
  try {
    const app = new App({ outdir, analyticsReporting: false, ...props });
    build(app);
    app.synth();
    return [...readAssembly(outdir)];
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
