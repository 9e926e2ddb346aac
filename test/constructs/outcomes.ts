import { App, Stack } from 'aws-cdk-lib';
import { assess, readAssembly } from '../../lib/engine';

/** The outcome of each control of a construct, in the stack that a function fills. */
export function outcomesOf(ids: readonly string[], fill: (stack: Stack) => void): readonly string[] {
  const app = new App();
  fill(new Stack(app, 'Shop', { env: { account: '111111111111', region: 'eu-west-1' } }));
  const environments = readAssembly(app.synth().directory);
  const report = assess(environments, { generatedAt: '2026-01-01T00:00:00Z', version: '0.0.0' });
  const controls = report.items.flatMap((item) => item.controls);
  return ids.map((id) => `${id} ${controls.find((control) => control.id === id)?.outcome}`);
}
