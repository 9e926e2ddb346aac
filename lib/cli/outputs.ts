import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { didYouMean } from '../evidence/nearest';
import { formats, isFormat, type Format } from '../report/formats';
import { UsageError } from './usage-error';

/** A format and where it goes: a file, or stdout where there is none. */
export interface Destination {
  readonly format: Format;
  readonly file?: string;
}

/** Reads the words of `--format`. One report goes to stdout, as text where no word asks for another. */
export function destinationsOf(words: readonly string[], cwd: string): readonly Destination[] {
  const named = words.map(destination);
  const onStdout = named.filter(({ file }) => file === undefined);
  if (onStdout.length > 1) {
    throw new UsageError(
      'two formats would go to stdout, write one of them to a file: --format json=report.json',
    );
  }
  const files = named.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const paths = files.map((file) => resolve(cwd, file));
  const twice = files.find((_, index) => paths.indexOf(paths[index] ?? '') !== index);
  if (twice !== undefined) throw new UsageError(`two formats would go to ${twice}`);
  return onStdout.length === 0 ? [{ format: 'text' }, ...named] : named;
}

function destination(word: string): Destination {
  const [, name = '', , file] = /^([^=]*)(=(.*))?$/s.exec(word) ?? [];
  if (!isFormat(name)) {
    const known = Object.keys(formats);
    throw new UsageError(
      `there is no format ${JSON.stringify(name)}${didYouMean(name, known) || `, there are ${known.join(', ')}`}`,
    );
  }
  if (file === '') throw new UsageError(`--format ${word} names no file`);
  return { format: name, file };
}

/** Refuses a file that cannot be written, before work is spent on its content. */
export function checkWritable(file: string, cwd: string): void {
  const path = resolve(cwd, file);
  writing(file, () => {
    if (!isFolder(dirname(path))) throw new UsageError(`the folder ${dirname(file)} does not exist`);
    if (isFolder(path)) throw new UsageError('it is a folder');
  });
}

/** Writes a file so that its readers see the old content or all of the new one. */
export function writeReport(file: string, cwd: string, text: string): void {
  const named = resolve(cwd, file);
  writing(file, () => {
    const path = existsSync(named) ? realpathSync(named) : named;
    // A device or a pipe is written to; putting a file in its place would remove it.
    if (existsSync(path) && !statSync(path).isFile()) writeFileSync(path, text);
    else replace(path, text);
  });
}

/** Says of every error why the file cannot be written. */
function writing(file: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${reason(error)}`);
  }
}

function reason(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function replace(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, text, { flag: 'wx' });
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
