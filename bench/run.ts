/**
 * Prints how the checks compare with what they cannot be faster than, or with what others take, as ratios measured side
 * by side in one run, next to its bar.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { assess } from '../lib/assess/assess';
import { ReadinessChecks } from '../lib/nag/readiness-checks';
import { readAssembly } from '../lib/sources/assembly';
import { ShopStack } from './shop-stack';

process.env.CDK_VALIDATION = 'false';
const scratch = mkdtempSync(join(tmpdir(), 'readiness-bench-'));

/** Median milliseconds of several runs, the first one left out. */
function time(run: () => unknown, runs = 5): number {
  const times: number[] = [];
  for (let i = 0; i <= runs; i++) {
    const start = process.hrtime.bigint();
    run();
    if (i > 0) times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

function report(name: string, ours: number, other: number, bar: string): void {
  const ratio = (ours / other).toFixed(2);
  console.log(
    `${name.padEnd(62)} ${ours.toFixed(0).padStart(6)} ms  ${other.toFixed(0).padStart(6)} ms  ${ratio.padStart(5)}  ${bar}`,
  );
}

/** An assembly of many stacks: the files of one synthesized stack, written once for each. */
function generate(stacks: number): string {
  const one = join(scratch, 'one');
  const app = new App({ outdir: one });
  new ShopStack(app, 'Shop');
  app.synth();
  const folder = join(scratch, `assembly-${stacks}`);
  mkdirSync(folder);
  const manifest = JSON.parse(readFileSync(join(one, 'manifest.json'), 'utf8'));
  const artifacts: Record<string, unknown> = {};
  for (let i = 0; i < stacks; i++) {
    const name = `Shop${i}`;
    for (const suffix of ['template.json', 'metadata.json']) {
      const text = readFileSync(join(one, `Shop.${suffix}`), 'utf8').replaceAll('"/Shop/', `"/${name}/`);
      writeFileSync(join(folder, `${name}.${suffix}`), text);
    }
    const text = JSON.stringify(manifest.artifacts.Shop).replaceAll('Shop.', `${name}.`);
    artifacts[name] = {
      ...JSON.parse(text),
      displayName: name,
      properties: { ...JSON.parse(text).properties, stackName: name },
    };
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, artifacts }));
  return folder;
}

function readAndParse(folder: string, wanted: (name: string) => boolean): void {
  for (const name of readdirSync(folder))
    if (wanted(name)) JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

function check(folder: string): void {
  assess(readAssembly(folder), { generatedAt: '', version: '' });
}

console.log(`${''.padEnd(62)} ${'ours'.padStart(9)}  ${'other'.padStart(9)}  ratio  bar`);
try {
  for (const stacks of [100, 1000]) {
    const folder = generate(stacks);
    const all = time(() => readAndParse(folder, () => true));
    const templates = time(() => readAndParse(folder, (name) => !name.endsWith('.metadata.json')));
    const ours = time(() => check(folder));
    report(`check of ${stacks} stacks / reading and parsing its files`, ours, all, '<= 2');
    report(`check of ${stacks} stacks / reading and parsing its templates alone`, ours, templates, '');
  }
  const app = new App({ outdir: join(scratch, 'app') });
  for (let i = 0; i < 50; i++) new ShopStack(app, `Shop${i}`);
  app.synth();
  const [ours, theirs] = [new ReadinessChecks(app), new AwsSolutionsChecks(app)];
  report(
    'pack on 50 stacks / AwsSolutionsChecks of cdk-nag',
    time(() => ours.validateScope(app)),
    time(() => theirs.validateScope(app)),
    '<= 0.25',
  );
  const node = (...args: string[]): void => void execFileSync(process.execPath, args, { stdio: 'ignore' });
  const command = join(__dirname, '..', 'dist', 'bin', 'cdk-readiness.js');
  const bare = time(() => node('-e', '0'), 15);
  const template = join(scratch, 'tiny.json');
  writeFileSync(template, JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }));
  for (const [name, args] of Object.entries({
    list: ['list'],
    'check of one small template': ['check', template],
  })) {
    const start = time(() => {
      try {
        node(command, ...args);
      } catch {
        // check exits 1: the template is not ready to go live.
      }
    }, 15);
    report(
      `start of \`${name}\` / bare node`,
      start,
      bare,
      `<= ${((bare + 150) / bare).toFixed(2)} (150 ms more)`,
    );
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
