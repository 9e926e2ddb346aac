import { relative, sep } from 'node:path';
import type { EnvironmentInput, StackInput } from '../model/input';
import { assetFiles } from './assets';
import { stackConstructs, templateConstructs, type MetadataShelf } from './constructs';
import { fileAt, realPath } from './file';
import {
  assetInside,
  fileInside,
  folderInside,
  manifestOf,
  openAssembly,
  type AssemblyFolder,
} from './folder';
import { readManifest, type StackArtifact, type StageArtifact } from './manifest';
import { fileNameIn, templateUrl, withNested, type Nesting } from './nested';
import { isObject, loadTemplate, type LoadedTemplate } from './template';
import { UnreadableFile, quoted } from './unreadable';

/** Choices for reading a cloud assembly. */
export interface AssemblyOptions {
  /** Folder that paths are shown relative to. @default - the working directory */
  readonly cwd?: string;
  /** Paths of the templates to read; those nested in them follow. @default - every stack */
  readonly only?: readonly string[];
}

/**
 * The environments of a cloud assembly: the stacks outside any Stage, then each Stage in the order of the
 * manifest; stacks without resources are left out, and so are environments without stacks. The templates of
 * an environment are read when it is asked for. Throws UnreadableFile.
 */
export function* readAssembly(
  folder: string,
  options: AssemblyOptions = {},
): Generator<EnvironmentInput, void> {
  const { cwd = process.cwd(), only } = options;
  const root = openAssembly(fileAt(folder, cwd));
  const chosen = only && new Set(only.map((file) => realPath(fileAt(file, cwd))));
  yield* environments(root, '', { cwd, chosen, visited: new Set([root.path]), shelf: {} });
}

interface Run {
  readonly cwd: string;
  readonly chosen?: ReadonlySet<string>;
  readonly visited: Set<string>;
  readonly shelf: MetadataShelf;
}

function* environments(folder: AssemblyFolder, name: string, run: Run): Generator<EnvironmentInput, void> {
  const manifest = readManifest(manifestOf(folder));
  // No variable here holds the stacks: they must be free to go while the Stages below are read.
  yield* ifAny(name, () => manifest.stacks.flatMap((artifact) => readStack(folder, artifact, run)));
  for (const stage of manifest.stages) yield* environments(stageFolder(folder, stage, run), stage.name, run);
}

function* ifAny(name: string, read: () => readonly StackInput[]): Generator<EnvironmentInput, void> {
  const stacks = read();
  if (stacks.length > 0) yield { name, stacks };
}

function stageFolder(parent: AssemblyFolder, { directory }: StageArtifact, { visited }: Run): AssemblyFolder {
  const folder = folderInside(parent, directory);
  if (visited.has(folder.path)) {
    const problem = `names the folder ${quoted(directory)} a second time; synthesize it again`;
    throw new UnreadableFile(manifestOf(parent).shown, problem);
  }
  visited.add(folder.path);
  return folder;
}

function readStack(folder: AssemblyFolder, artifact: StackArtifact, run: Run): StackInput[] {
  const file = fileInside(folder, artifact.templateFile);
  if (run.chosen && !run.chosen.has(file.path)) return [];
  const template = loadTemplate(file, { resources: 'optional' });
  if (!hasResources(template)) return [];
  const { id, displayName, stackName, account, region, parameters, tags, templateFile } = artifact;
  const constructs = stackConstructs({
    file: artifact.metadataFile === undefined ? undefined : fileInside(folder, artifact.metadataFile),
    inline: artifact.metadata,
    displayName,
    templateFile,
    cwd: run.cwd,
    shelf: run.shelf,
  });
  const stack = { id, displayName, stackName, account, region, parameters, tags };
  const input = {
    ...stack,
    template: template.template,
    templateFile: file.shown,
    constructs: constructs.stack,
  };
  return [withNested(input, template, nestingIn(folder, artifact, constructs.nested))];
}

function hasResources({ template: { Resources } }: LoadedTemplate): boolean {
  for (const _logicalId in isObject(Resources) ? Resources : {}) return true;
  return false;
}

type NestedConstructs = ReturnType<typeof stackConstructs>['nested'];

function nestingIn(folder: AssemblyFolder, artifact: StackArtifact, constructs: NestedConstructs): Nesting {
  const assets = assetFiles(() => artifact.assetManifests.map((name) => fileInside(folder, name)));
  return {
    find(_parent, resource) {
      const url = templateUrl(resource);
      const stated = isObject(resource.Metadata) ? resource.Metadata['aws:asset:path'] : undefined;
      const name = typeof stated === 'string' ? stated : assets(url && fileNameIn(url));
      const file = name === undefined ? undefined : assetInside(folder, name);
      return file && loadTemplate(file, { resources: 'optional' });
    },
    constructs(template, parent, logicalId) {
      const index = constructs(nameIn(folder, template), parent, logicalId);
      // A template that the CDK did not make, nested by its file, has no constructs but lines.
      const construct = (id: string) => (index.stack() ? index : templateConstructs(template)).construct(id);
      return { ...index, construct };
    },
  };
}

function nameIn(folder: AssemblyFolder, template: LoadedTemplate): string {
  return relative(folder.path, template.path).split(sep).join('/');
}
