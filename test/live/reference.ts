import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { referenceEnvironment } from '../../bin/reference-environment';
import { account, region } from './account';
import type { StackToDeploy, Template } from './deployment';

/** The stacks of the reference environment. */
export function referenceStacks(): readonly StackToDeploy[] {
  const outdir = mkdtempSync(join(tmpdir(), 'readiness-'));
  try {
    const { context } = JSON.parse(readFileSync(join(__dirname, '../../cdk.json'), 'utf8')) as {
      context: object;
    };
    const app = new App({ outdir, analyticsReporting: false, context: { ...context, account, region } });
    referenceEnvironment(app);
    return app.synth().stacks.map((stack) => ({
      name: stack.stackName,
      region: stack.environment.region,
      template: stack.template as Template,
    }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
