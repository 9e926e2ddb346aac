import { readFileSync, realpathSync, statSync, type Stats } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { UnreadableFile } from './unreadable';

/** A file: where it is, and how it is called in reports and messages. */
export interface FileRef {
  /** Absolute path. */
  readonly path: string;
  /** Path as it should be shown. */
  readonly shown: string;
}

/** Largest file that is read, in MiB. CloudFormation takes 1 MB a template, metadata files may be larger. */
const largestFile = 64;

/** Text of a UTF-8 file, without byte order mark. Throws UnreadableFile. */
export function readText(file: FileRef): string {
  return onDisk(file, () => {
    checkRegular(file, statSync(file.path));
    return withoutMark(readFileSync(file.path, 'utf8'));
  });
}

/** Text without byte order mark. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/**
 * The answer of the file system about a file; its errors become UnreadableFile, `missing` where there is
 * none.
 */
export function onDisk<T>(file: FileRef, ask: () => T, missing = noSuchFile): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const code = typeof error === 'object' && error && 'code' in error ? String(error.code) : String(error);
    const absent = code === 'ENOENT' || code === 'ENOTDIR';
    const problem = absent ? missing : `cannot be read (${code}); check its name and permissions`;
    throw new UnreadableFile(file.shown, problem);
  }
}

const noSuchFile = 'no such file; check the path or synthesize again';

/** Path with all links resolved. Throws UnreadableFile, which says `missing` where there is nothing. */
export function realPath(file: FileRef, missing?: string): string {
  return onDisk(file, () => realpathSync(file.path), missing);
}

/** Why a text can be neither JSON nor YAML, or undefined where it may be. */
export function nonText(text: string): string | undefined {
  if (!/\S/.test(text)) return 'is empty; write or synthesize it again';
  if (!text.includes('\0')) return undefined;
  return /^\ufffd\ufffd/.test(text)
    ? 'is UTF-16 text; save it as UTF-8'
    : 'is binary; expected JSON or YAML text';
}

/** The file that a person names, on the command line or in code. */
export function fileAt(given: string, cwd: string): FileRef {
  const path = resolve(cwd, given);
  return { path, shown: isAbsolute(given) ? shownPath(path, cwd) : slashes(relative(cwd, path) || '.') };
}

/** How an absolute path is shown: relative to the working directory where it is inside. */
export function shownPath(path: string, cwd: string): string {
  return slashes(isBelow(path, cwd) ? relative(cwd, path) : path);
}

// Reports are to be the same on every system.
function slashes(path: string): string {
  return path.split(sep).join('/');
}

/** Order of files by the path that is shown, the same on every system and in every language. */
export function byShownPath(a: FileRef, b: FileRef): number {
  if (a.shown === b.shown) return 0;
  return a.shown < b.shown ? -1 : 1;
}

/** Whether one absolute path is below another. */
export function isBelow(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

// A named pipe would make the run wait for ever, a device would never end.
function checkRegular(file: FileRef, stats: Stats): void {
  if (stats.isDirectory()) throw new UnreadableFile(file.shown, 'is a folder; expected a file');
  if (!stats.isFile()) throw new UnreadableFile(file.shown, 'is no regular file; expected JSON or YAML text');
  if (stats.size > largestFile * 2 ** 20) {
    const size = Math.ceil(stats.size / 2 ** 20);
    const problem = `is ${size} MiB, at most ${largestFile} MiB are read; check what it is`;
    throw new UnreadableFile(file.shown, problem);
  }
}
