import type { ConstructIndex, ConstructOrigin, JsonObject } from '../model/input';
import { readText, type FileRef } from './file';
import { parseJson } from './json-text';
import { Metadata, mayAcknowledge, nestedStackMark } from './metadata';
import { ConstructSearch } from './metadata-search';
import { isObject, type LoadedTemplate } from './template';
import { UnreadableFile, kindOf } from './unreadable';

/** Where the construct metadata of a stack is, and whose it is. */
export interface MetadataSource {
  readonly file?: FileRef;
  /** Metadata that stands in the manifest itself, as older versions of the CDK write it. */
  readonly inline?: JsonObject;
  readonly displayName: string;
  /** The stack's template as the metadata calls it: relative to the folder of the assembly. */
  readonly templateFile: string;
  readonly cwd: string;
  readonly shelf: MetadataShelf;
}

/**
 * Holds the metadata read last. Reports ask for one stack after the other, so keeping one is enough; keeping them all
 * would take more memory than the templates.
 */
export interface MetadataShelf {
  latest?: Shelved;
}

interface Shelved {
  readonly source: MetadataSource;
  readonly text?: string;
  readonly search?: ConstructSearch;
  /** Whether nested stacks share the file. */
  readonly shared: boolean;
  /** Parsed where a question needs the whole. */
  metadata?: Metadata;
}

/** Construct indexes of a stack and of the stacks nested in it. */
export interface StackConstructs {
  readonly stack: ConstructIndex;
  /** Index of a nested template, which hangs on a resource of the parent's template. */
  nested(templateFile: string, parent: ConstructIndex | undefined, logicalId: string): ConstructIndex;
}

/**
 * Indexes over a stack's metadata, read at the first question; a damaged file throws UnreadableFile then.
 */
export function stackConstructs(source: MetadataSource): StackConstructs {
  // Remembered when the file is first read: most stacks acknowledge nothing, and need not be read again for it.
  let acknowledges: boolean | undefined;
  const shelved = (): Shelved => {
    const found = onShelf(source);
    acknowledges ??= found.text === undefined || mayAcknowledge(found.text);
    return found;
  };
  const mayHaveSome = (): boolean => {
    if (acknowledges === undefined) shelved();
    return acknowledges !== false;
  };
  const metadata = (): Metadata => parsed(shelved());
  const index = (root: () => string | undefined): ConstructIndex => ({
    construct: (logicalId) => metadata().construct(root(), logicalId),
    stack: () => metadata().origin(root()),
    acknowledgements: () => (mayHaveSome() ? metadata().acknowledgements(root()) : []),
  });
  const whole = index(() => metadata().stackPath);
  return {
    stack: {
      ...whole,
      construct: (logicalId) => searched(shelved(), source, logicalId) ?? whole.construct(logicalId),
    },
    nested: (templateFile, parent, logicalId) =>
      index(() => metadata().nestedPath(templateFile, () => parent?.construct(logicalId)?.path)),
  };
}

/** The construct found without parsing the file; in one that nested stacks share, an id may belong to them. */
function searched(
  { search, metadata, shared }: Shelved,
  source: MetadataSource,
  logicalId: string,
): ConstructOrigin | undefined {
  if (metadata || !search || shared) return undefined;
  const found = search.find(logicalId);
  if (!found) return undefined;
  return new Metadata(
    { [found.path]: found.entries },
    source.templateFile,
    source.displayName,
    source.cwd,
  ).origin(found.path.replace(/^\//, ''));
}

/** Index of a template that no CDK assembly describes: the line of each resource is its source. */
export function templateConstructs(template: LoadedTemplate): ConstructIndex {
  return {
    construct(logicalId) {
      const position = template.position(logicalId);
      if (!position) return undefined;
      const { Resources } = template.template;
      const resource = isObject(Resources) ? Resources[logicalId] : undefined;
      const path =
        isObject(resource) && isObject(resource.Metadata) ? resource.Metadata['aws:cdk:path'] : undefined;
      return {
        path: typeof path === 'string' ? path.replace(/^\//, '') : '',
        source: `${template.shown}:${position.line}:${position.column}`,
      };
    },
    stack: () => ({ path: '', source: template.shown }),
    acknowledgements: () => [],
  };
}

/** The shelf's only place, filled with the text of a stack's metadata. */
function onShelf(source: MetadataSource): Shelved {
  const { shelf, file } = source;
  if (shelf.latest?.source === source) return shelf.latest;
  const text = file && readText(file);
  const search = text === undefined ? undefined : new ConstructSearch(text);
  return (shelf.latest = { source, text, search, shared: text?.includes(nestedStackMark) ?? false });
}

function parsed(shelved: Shelved): Metadata {
  if (shelved.metadata) return shelved.metadata;
  const { source, text } = shelved;
  const { file, inline = {}, templateFile, displayName, cwd } = source;
  const data = file && text !== undefined ? parseJson(text, file.shown) : inline;
  if (!isObject(data)) {
    const problem = `is ${kindOf(data)}; expected a mapping: synthesize it again`;
    throw new UnreadableFile(file?.shown ?? displayName, problem);
  }
  return (shelved.metadata = new Metadata(data, templateFile, displayName, cwd));
}
