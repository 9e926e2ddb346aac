import type { Layout } from '../report/lines';
import type { Io } from './io';

const withoutTerminal = 100;
const narrowest = 60;
const widest = 120;

/** How text on stdout is laid out; `color` is what `--color` or `--no-color` said, if either was given. */
export function layoutOf(io: Io, color: boolean | undefined): Layout {
  const columns = (io.stdout.isTTY && io.stdout.columns) || withoutTerminal;
  return { columns: Math.min(Math.max(columns, narrowest), widest), color: color ?? colorful(io) };
}

/** How text in a file is laid out: the same wherever the command ran. */
export const fileLayout: Layout = { columns: withoutTerminal, color: false };

function colorful({ env, stdout }: Io): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stdout.isTTY === true && env.TERM !== 'dumb';
}
