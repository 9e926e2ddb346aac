#!/usr/bin/env node
import { run } from '../lib/cli/main';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough, such as `head`, closes the pipe: no reason to complain.
    if (error.code === 'EPIPE') return;
    process.stderr.write(`cdk-readiness: the output cannot be written: ${error.code}\n`);
    process.exit(3);
  });
}

const { stdout, stderr, env } = process;
void run(process.argv.slice(2), { stdout, stderr, env, cwd: process.cwd(), now: () => new Date() }).then(
  (status) => {
    process.exitCode = status;
  },
);
