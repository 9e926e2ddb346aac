import { dirname, posix, resolve } from 'node:path';
import type { EnvironmentInput, JsonObject, StackInput } from '../model/input';
import { templateConstructs } from './constructs';
import { byShownPath, fileAt } from './file';
import { fileNameIn, nestedResources, templateUrl, withNested, type Nesting } from './nested';
import { isObject, loadTemplate, type LoadedTemplate } from './template';

/** Choices for reading templates. */
export interface TemplateOptions {
  /** Folder that paths are shown relative to. @default - the working directory */
  readonly cwd?: string;
}

/**
 * One environment, named '', of templates given as files, in the order of their paths whatever the order
 * given. A template that another one nests is part of that stack and not a stack of its own. Throws
 * UnreadableFile.
 */
export function readTemplates(
  files: readonly string[],
  { cwd = process.cwd() }: TemplateOptions = {},
): EnvironmentInput {
  const distinct = new Map(files.map((given) => fileAt(given, cwd)).map((file) => [file.path, file]));
  const templates = [...distinct.values()].sort(byShownPath).map((file) => loadTemplate(file));
  const nesting = nestingAmong(templates);
  return { name: '', stacks: outermost(templates, nesting).map((template) => stackOf(template, nesting)) };
}

function stackOf(template: LoadedTemplate, nesting: Nesting): StackInput {
  const { shown } = template;
  const constructs = templateConstructs(template);
  const names = { id: shown, displayName: shown, templateFile: shown };
  return withNested({ ...names, template: template.template, constructs }, template, nesting);
}

function nestingAmong(templates: readonly LoadedTemplate[]): Nesting {
  const byPath = new Map(templates.map((template) => [template.path, template]));
  const byName = new Map<string, LoadedTemplate[]>();
  for (const template of templates) {
    const name = posix.basename(template.shown);
    byName.set(name, [...(byName.get(name) ?? []), template]);
  }
  return {
    find(parent, resource) {
      const url = templateUrl(resource);
      const local = localPath(resource, url);
      const beside = local === undefined ? undefined : byPath.get(resolve(dirname(parent.path), local));
      const name = url === undefined ? undefined : fileNameIn(url);
      const [named, ...more] = name === undefined ? [] : (byName.get(name) ?? []).filter((t) => t !== parent);
      return beside ?? (more.length === 0 ? named : undefined);
    },
    constructs: templateConstructs,
  };
}

// What the CDK states, or a path on this machine as `aws cloudformation package` takes it.
function localPath({ Metadata }: JsonObject, url: string | undefined): string | undefined {
  const stated = isObject(Metadata) ? Metadata['aws:asset:path'] : undefined;
  if (typeof stated === 'string') return stated;
  return url === undefined || url.includes('${') || /^[a-z][a-z0-9+.-]*:/i.test(url) ? undefined : url;
}

// Templates that nest each other in a circle have no outermost one: the first of them in order stands for it.
function outermost(templates: readonly LoadedTemplate[], { find }: Nesting): LoadedTemplate[] {
  const childrenOf = (parent: LoadedTemplate): LoadedTemplate[] =>
    nestedResources(parent.template).flatMap(([, resource]) => find(parent, resource) ?? []);
  const children = new Map(templates.map((template) => [template, childrenOf(template)]));
  const nested = new Set(
    templates.flatMap((parent) => children.get(parent)?.filter((child) => child !== parent) ?? []),
  );
  const reached = new Set<LoadedTemplate>();
  const isNew = (template: LoadedTemplate): boolean => {
    if (reached.has(template)) return false;
    // A set gives what is added to it while it is walked, too.
    const found = new Set([template]);
    for (const next of found) {
      for (const child of children.get(next) ?? []) found.add(child);
      reached.add(next);
    }
    return true;
  };
  const first = templates.filter((template) => !nested.has(template)).filter(isNew);
  return [...first, ...templates.filter(isNew)].sort(byShownPath);
}
