import type { EnvironmentInput } from '../model/input';
import { escapeControls } from '../report/escape';
import type { Io } from './io';

const quietMilliseconds = 1000;
const eraseLine = '\r\u001b[K';

/** Environments as they are taken to be judged, told on a terminal's stderr once the work takes more than a second. */
export function* withProgress(environments: Iterable<EnvironmentInput>, io: Io): Generator<EnvironmentInput> {
  if (!io.stderr.isTTY) {
    yield* environments;
    return;
  }
  const start = io.now().getTime();
  let shown = false;
  try {
    for (const environment of environments) {
      if (io.now().getTime() - start > quietMilliseconds) {
        shown = true;
        const name = escapeControls(environment.name || 'the stacks outside any Stage');
        const { length } = environment.stacks;
        io.stderr.write(`${eraseLine}Judging ${name} (${length} ${length === 1 ? 'stack' : 'stacks'}) …`);
      }
      yield environment;
    }
  } finally {
    if (shown) io.stderr.write(eraseLine);
  }
}
