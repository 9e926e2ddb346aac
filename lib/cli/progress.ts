import type { EnvironmentInput } from '../model/input';
import { escapeControls } from '../report/escape';
import type { Io } from './io';

const quietMilliseconds = 1000;
const eraseLine = '\r\u001b[K';

/** One line on a terminal's stderr that tells how far the work is, once it takes more than a second. */
export class ProgressLine {
  private readonly start: number;
  private shown = false;

  constructor(private readonly io: Io) {
    this.start = io.now().getTime();
  }

  show(text: string): void {
    const { stderr, now } = this.io;
    if (!stderr.isTTY || now().getTime() - this.start <= quietMilliseconds) return;
    this.shown = true;
    const width = (stderr.columns ?? 80) - 1;
    const line = `${escapeControls(text)} …`;
    stderr.write(`${eraseLine}${line.length > width ? `${line.slice(0, width - 1)}…` : line}`);
  }

  clear(): void {
    if (this.shown) this.io.stderr.write(eraseLine);
    this.shown = false;
  }
}

/** Environments as they are taken to be judged, told on a terminal's stderr. */
export function* withProgress(environments: Iterable<EnvironmentInput>, io: Io): Generator<EnvironmentInput> {
  const progress = new ProgressLine(io);
  try {
    for (const environment of environments) {
      const { name, stacks } = environment;
      const noun = stacks.length === 1 ? 'stack' : 'stacks';
      progress.show(`Judging ${name || 'the stacks outside any Stage'} (${stacks.length} ${noun})`);
      yield environment;
    }
  } finally {
    progress.clear();
  }
}
