import { statSync } from 'node:fs';
import type { EnvironmentInput } from '../model/input';
import { readAssembly } from './assembly';
import { byShownPath, fileAt, realPath, type FileRef } from './file';
import { readTemplates } from './templates';
import { UnreadableFile } from './unreadable';

const defaultFolder = 'cdk.out';

/**
 * The environments of what the command line gives: assembly folders, template files or both, `cdk.out` where
 * it gives nothing. Their order is that of the paths, whatever the order given, templates first. Beside other
 * sources, the environments of an assembly carry its folder in their name: `shop/cdk.out:Prod`, and
 * `shop/cdk.out` for the stacks outside any Stage. Throws UnreadableFile, also where there is no stack at
 * all.
 */
export function* openSources(paths: readonly string[], cwd: string): Generator<EnvironmentInput, void> {
  const sources = distinct(paths.length > 0 ? paths : [defaultFolder], cwd);
  let found = false;
  for (const environment of environments(sources, cwd)) {
    found = true;
    yield environment;
  }
  if (!found) {
    const all = sources.map(({ shown }) => shown).join(', ');
    throw new UnreadableFile(all, 'holds no stack with resources; check what was synthesized');
  }
}

function* environments(sources: readonly FileRef[], cwd: string): Generator<EnvironmentInput, void> {
  const folders = sources.filter(({ path }) => statSync(path).isDirectory());
  const files = sources.filter((source) => !folders.includes(source)).map(({ shown }) => shown);
  if (files.length > 0) yield readTemplates(files, { cwd });
  const several = folders.length > 1 || files.length > 0;
  for (const { shown } of folders) {
    for (const { name, stacks } of readAssembly(shown, { cwd })) {
      const qualified = name === '' ? shown : `${shown}:${name}`;
      yield { name: several ? qualified : name, stacks };
    }
  }
}

// The same file may be given by two names, or through a link.
function distinct(paths: readonly string[], cwd: string): FileRef[] {
  const byIdentity = new Map<string, FileRef>();
  for (const file of paths.map((given) => fileAt(given, cwd)).sort(byShownPath)) {
    const identity = realPath(file, `no such file or folder; ${remedy}`);
    if (!byIdentity.has(identity)) byIdentity.set(identity, file);
  }
  return [...byIdentity.values()];
}

const remedy = "run 'cdk synth' first, or name the assembly folder or the templates to check";
