import { CommanderError } from 'commander';
import { escapeControls } from '../report/escape';
import type { Io } from './io';

/** Errors of the user's making, by name, so that no module has to be loaded to know them. */
const unreadable = new Set(['UsageError', 'UnreadableInput', 'UnreachableAccount']);

const issues = 'https://github.com/cdk-readiness/cdk-readiness/issues';

/** What was asked for when something went wrong. */
export interface Asked {
  /** Command that was named, if one was. */
  readonly command?: string;
  /** Whether to show where a fault of ours is. */
  readonly trace: boolean;
}

/** Writes one line on what went wrong to stderr. Returns the exit status. */
export function failure(error: unknown, { command, trace }: Asked, io: Io): 2 | 3 {
  const { name, message, stack } = described(error);
  if (error instanceof CommanderError) return told(io, usage(error, command));
  if (unreadable.has(name)) return told(io, message);
  const more = trace ? '' : '; DEBUG=1 shows where';
  told(io, `sorry, this is a fault of cdk-readiness: ${message} (please report it at ${issues}${more})`);
  if (trace && stack !== undefined) io.stderr.write(`${stack.split('\n').map(escapeControls).join('\n')}\n`);
  return 3;
}

function told(io: Io, message: string): 2 {
  io.stderr.write(`cdk-readiness: ${escapeControls(message)}\n`);
  return 2;
}

/** Commander's own message on one line, with the way to help. */
function usage({ code, message }: CommanderError, command: string | undefined): string {
  const help = `cdk-readiness ${command === undefined ? '' : `${command} `}--help`;
  if (code === 'commander.help') return `name a command: check, verify, list or explain (${help})`;
  const text = message.replace(/^error: /, '').replace(/\n\(Did you mean (.*)\?\)$/, ', did you mean $1?');
  return `${text} (${help})`;
}

function described(error: unknown): {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
} {
  if (typeof error !== 'object' || error === null || !('message' in error))
    return { name: '', message: String(error) };
  return {
    name: 'name' in error ? String(error.name) : '',
    message: String(error.message),
    stack: 'stack' in error ? String(error.stack) : undefined,
  };
}
