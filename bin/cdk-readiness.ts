#!/usr/bin/env node
import { setMaxListeners } from 'node:events';
import { run } from '../lib/cli/main';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough, such as `head`, closes the pipe: no reason to complain.
    if (error.code === 'EPIPE') return;
    process.stderr.write(`cdk-readiness: the output cannot be written: ${error.code}\n`);
    process.exit(3);
  });
}

function interrupted(): AbortSignal {
  const controller = new AbortController();
  // Every call that is going on listens to it.
  setMaxListeners(0, controller.signal);
  process.once('SIGINT', () => {
    process.stderr.write('\ncdk-readiness: interrupted, writing what is known (again to end at once)\n');
    controller.abort();
  });
  return controller.signal;
}

// The SDK's notice on the version of Node.js is for those who build, not for those who run.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const { stdout, stderr, env } = process;
const io = { stdout, stderr, env, cwd: process.cwd(), now: () => new Date(), interrupted };
void run(process.argv.slice(2), io).then((status) => {
  process.exitCode = status;
});
