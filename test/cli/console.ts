import type { Io } from '../../lib/cli/io';
import { run } from '../../lib/cli/main';

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, with everything that it writes kept. */
export async function command(argv: readonly string[], more: Partial<Io> = {}): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const status = await run(argv, {
    env: {},
    cwd: '/nowhere',
    now: () => new Date('2026-03-01T09:00:00Z'),
    ...more,
    stdout: { ...more.stdout, write: (text) => (written.stdout += text) },
    stderr: { ...more.stderr, write: (text) => (written.stderr += text) },
  });
  return { status, ...written };
}
