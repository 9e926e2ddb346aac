import { readdirSync, type Dirent } from 'node:fs';
import { isAbsolute, join, posix, sep } from 'node:path';
import { isBelow, onDisk, realPath, type FileRef } from './file';
import { UnreadableFile, quoted } from './unreadable';

/** A folder of an assembly, from which only files inside may be read. */
export interface AssemblyFolder extends FileRef {
  /** The outermost folder of the assembly, links resolved: what its files may not leave. */
  readonly root: string;
  /** Names in this folder that are symbolic links. */
  readonly links: ReadonlySet<string>;
}

const manifestName = 'manifest.json';

/** The manifest of an assembly folder. */
export function manifestOf(folder: AssemblyFolder): FileRef {
  return fileIn(folder, manifestName);
}

/** Opens the outermost folder of an assembly. Throws UnreadableFile where it is none. */
export function openAssembly(given: FileRef): AssemblyFolder {
  const path = realPath(given, "no such folder; run 'cdk synth' first, or name the folder that it wrote");
  return openFolder({ path, shown: given.shown }, path);
}

// One look at the whole folder instead of one at each file, which would cost as much as reading small files.
function openFolder(folder: FileRef, root: string): AssemblyFolder {
  const list = (): Dirent[] => readdirSync(folder.path, { withFileTypes: true });
  const entries = onDisk(folder, list, 'is no folder; expected a cloud assembly');
  const names = entries.map(({ name }) => name);
  if (!names.includes(manifestName)) throw noAssembly(folder, names);
  const links = entries.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name);
  return { ...folder, root, links: new Set(links) };
}

function noAssembly(folder: FileRef, names: readonly string[]): UnreadableFile {
  const [template] = names.filter((name) => /\.(?:json|ya?ml|template)$/i.test(name)).sort();
  const remedy = template
    ? `to check the templates in it, name the files, such as ${fileIn(folder, template).shown}`
    : "name the folder that 'cdk synth' wrote, or the templates to check";
  return new UnreadableFile(folder.shown, `is no cloud assembly, as it has no ${manifestName}; ${remedy}`);
}

/** A file that the manifest names, inside the folder. Throws UnreadableFile for a path that leaves it. */
export function fileInside(folder: AssemblyFolder, name: string): FileRef {
  if (!leaves(folder, folder.path, name)) return fileIn(folder, name);
  const problem = `names ${quoted(name)}, outside the assembly; synthesize it again`;
  throw new UnreadableFile(manifestOf(folder).shown, problem);
}

/**
 * The folder of a Stage, which its parent's manifest names. Throws UnreadableFile for a path that leaves it.
 */
export function folderInside(folder: AssemblyFolder, name: string): AssemblyFolder {
  const inner = fileInside(folder, name);
  return openFolder({ path: realPath(inner), shown: inner.shown }, folder.root);
}

/** A file of the assembly that an asset names, or undefined where it lies elsewhere. */
export function assetInside(folder: AssemblyFolder, name: string): FileRef | undefined {
  return leaves(folder, folder.root, name) ? undefined : fileIn(folder, name);
}

function leaves(folder: AssemblyFolder, boundary: string, name: string): boolean {
  const file = fileIn(folder, name);
  if (!isPlainName(name) && (isAbsolute(name) || !isBelow(file.path, boundary))) return true;
  const mayBeLink = !isPlainName(name) || folder.links.has(name);
  return mayBeLink && !isBelow(realPath(file), folder.root);
}

function fileIn(folder: FileRef, name: string): FileRef {
  const path = isPlainName(name) ? folder.path + sep + name : join(folder.path, name);
  return { path, shown: posix.join(folder.shown, name) };
}

// Joining paths takes longer than telling that there is nothing to resolve.
function isPlainName(name: string): boolean {
  return /^\w[\w.-]*$/.test(name);
}
