import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Report } from '../../lib/assess/report';

const root = resolve(__dirname, '../..');
const command = ['--import', `file://${require.resolve('tsx')}`, join(root, 'bin', 'cdk-readiness.ts')];

/** How a run of the command ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a process of its own, in an empty folder, with nothing of this environment but what is given. */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const cwd = mkdtempSync(join(tmpdir(), 'readiness-'));
  const options = { cwd, env: { PATH: process.env.PATH, HOME: cwd, ...env }, maxBuffer: 2 ** 28 };
  try {
    return await new Promise((done) => {
      const child = execFile(process.execPath, [...command, ...args], options, (_, stdout, stderr) => {
        done({ status: child.exitCode, stdout, stderr });
      });
    });
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** What a process is told, so that it asks these addresses as some account. */
export function environmentAt(addresses: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return {
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...addresses,
  };
}

/** The verdicts of the probes of a report, as `outcome id subject`, where the subject has its name in the template. */
export function verdicts({ items }: Report): ReadonlySet<string> {
  return new Set(
    items.flatMap(({ probes }) =>
      probes.flatMap(({ id, findings }) =>
        findings.map(({ outcome, resource }) => `${outcome} ${id} ${nameOf(resource)}`),
      ),
    ),
  );
}

function nameOf(resource: object | undefined): string {
  const { logicalId, id } = (resource ?? {}) as { logicalId?: string; id?: string };
  return logicalId?.replace(/[0-9A-F]{8}$/, '') ?? id ?? '';
}

/** The verdicts that are in one report and not in another. */
export function changed(before: Report, after: Report): readonly string[] {
  const known = verdicts(before);
  return [...verdicts(after)].filter((verdict) => !known.has(verdict)).sort();
}
