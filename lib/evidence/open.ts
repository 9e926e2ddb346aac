import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UnreadableInput } from '../model/unreadable-input';
import { nothingDeclared, type Readiness } from './readiness';

/** File that is read where `--config` names none. */
export const defaultFile = 'readiness.yaml';

const mostBytes = 1_000_000;

/**
 * Reads readiness.yaml. Without a name the file of the working folder is read if there is one; a name that is given
 * must exist. Throws `UnreadableInput`.
 */
export function openReadiness(named: string | undefined, cwd: string): Readiness {
  const file = named ?? defaultFile;
  const bytes = read(resolve(cwd, file), file, named === undefined);
  if (bytes === undefined) return nothingDeclared;
  const { parseReadiness } = require('./readiness-file') as typeof import('./readiness-file');
  return parseReadiness(decode(bytes, file), file);
}

function read(path: string, file: string, optional: boolean): Buffer | undefined {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) throw new UnreadableInput(`${file} is a folder, expected a YAML file`);
    // A pipe would make the run wait for ever.
    if (!stats.isFile()) throw new UnreadableInput(`${file} is not a regular file, expected a YAML file`);
    if (stats.size > mostBytes) {
      throw new UnreadableInput(`${file} has ${stats.size} bytes, expected at most ${mostBytes}`);
    }
    return readFileSync(path);
  } catch (error) {
    if (error instanceof UnreadableInput) throw error;
    const code = codeOf(error);
    if (code === 'ENOENT' && optional) return undefined;
    if (code === 'ENOENT') throw new UnreadableInput(`${file} does not exist`);
    throw new UnreadableInput(`${file} cannot be read: ${code}`);
  }
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableInput(`${file} is not UTF-8 text`);
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : 'for an unknown reason';
}
