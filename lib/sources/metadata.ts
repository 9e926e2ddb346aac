import type { Acknowledgement, ConstructOrigin, Json, JsonObject } from '../model/input';
import { userSource } from './stack-frames';
import { isObject } from './template';

const acknowledgedRules = 'aws:cdk:acknowledged-rules';

/**
 * What the CDK acknowledges by itself, to its own validator: nobody's decision, and in every stack with a
 * VPC.
 */
const ownValidator = 'CloudFormation-Validate::';

/** What the CDK puts into the path of the resource that makes a nested stack. */
export const nestedStackMark = '.NestedStack';

/** Whether the text of a metadata file may hold acknowledgements of its users, told without parsing it. */
export function mayAcknowledge(metadata: string): boolean {
  if (!metadata.includes(acknowledgedRules)) return false;
  const [, ...entries] = metadata.split(`"${acknowledgedRules}"`);
  const own = new RegExp(`^,\\s*"data":\\s*\\{\\s*"${ownValidator}[^"\\\\]*":\\s*"[^"\\\\]*"\\s*\\}`);
  return !entries.every((entry) => own.test(entry));
}

/** Construct metadata of a stack: for each construct's path the list of entries that the CDK wrote. */
export class Metadata {
  /** Path of the stack's construct. */
  readonly stackPath: string;
  private readonly entries = new Map<string, readonly JsonObject[]>();
  private readonly nestedPaths = new Map<string, string>();
  private index?: ReadonlyMap<string, ReadonlyMap<string, string>>;

  /**
   * `templateFile` and `displayName` are the stack's; where the entries do not tell its path, the latter
   * does.
   */
  constructor(
    data: JsonObject,
    templateFile: string,
    displayName: string,
    private readonly cwd: string,
  ) {
    this.stackPath = displayName;
    for (const [key, list] of Object.entries(data)) {
      const path = key.replace(/^\//, '');
      this.entries.set(path, Array.isArray(list) ? list.filter(isObject) : []);
      const file = this.data(path, 'aws:cdk:templateFile');
      if (file === templateFile) this.stackPath = path;
      else if (typeof file === 'string') this.nestedPaths.set(file, path);
    }
  }

  /**
   * Path of a nested stack's construct; older versions of the CDK do not tell the template, only the
   * resource.
   */
  nestedPath(templateFile: string, resourcePath: () => string | undefined): string | undefined {
    return this.nestedPaths.get(templateFile) ?? nestedStackOf(resourcePath());
  }

  /** The construct that has a logical id in the template of the stack at `root`. */
  construct(root: string | undefined, logicalId: string): ConstructOrigin | undefined {
    return this.origin(root === undefined ? undefined : this.logicalIds().get(root)?.get(logicalId));
  }

  origin(path: string | undefined): ConstructOrigin | undefined {
    if (path === undefined) return undefined;
    const entry = this.entry(path, 'aws:cdk:logicalId');
    const source =
      userSource(this.data(path, 'aws:cdk:creationStack'), this.cwd) ?? userSource(entry?.trace, this.cwd);
    return { path, source };
  }

  /** Acknowledgements on the construct at `root` and below it. */
  acknowledgements(root: string | undefined): Acknowledgement[] {
    return [...this.entries].flatMap(([path, list]) => {
      const inside = root !== undefined && (path === root || path.startsWith(`${root}/`));
      return inside ? list.flatMap((entry) => this.acknowledged(path, entry)) : [];
    });
  }

  private acknowledged(path: string, entry: JsonObject): Acknowledgement[] {
    if (entry.type !== acknowledgedRules || !isObject(entry.data)) return [];
    const source = userSource(entry.trace, this.cwd);
    const made = Object.entries(entry.data).filter(([id]) => !id.startsWith(ownValidator));
    return made.map(([id, reason]) => ({
      // The CDK puts this before an id that was acknowledged without the name of a plug-in.
      id: id.replace(/^Annotation::/, ''),
      reason: typeof reason === 'string' ? reason : '',
      path,
      source,
    }));
  }

  private logicalIds(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    return (this.index ??= this.indexLogicalIds());
  }

  // Parent and nested templates may use the same logical id: each path belongs to the innermost stack around
  // it.
  private indexLogicalIds(): Map<string, Map<string, string>> {
    const derived = [...this.entries.keys()]
      .filter((path) => path.includes(nestedStackMark))
      .map(nestedStackOf);
    const nested = new Set([...this.nestedPaths.values(), ...derived]);
    const index = new Map<string, Map<string, string>>();
    for (const path of this.entries.keys()) {
      const logicalId = this.data(path, 'aws:cdk:logicalId');
      if (typeof logicalId !== 'string') continue;
      const root = (nested.size > 0 ? innermost(path, nested) : undefined) ?? this.stackPath;
      const paths = index.get(root) ?? new Map<string, string>();
      index.set(root, paths.set(logicalId, path));
    }
    return index;
  }

  private entry(path: string, type: string): JsonObject | undefined {
    return this.entries.get(path)?.find((entry) => entry.type === type);
  }

  private data(path: string, type: string): Json | undefined {
    return this.entry(path, type)?.data;
  }
}

/**
 * Path of the nested stack that a resource makes: `Shop/Db` for `Shop/Db.NestedStack/Db.NestedStackResource`.
 */
export function nestedStackOf(resourcePath: unknown): string | undefined {
  const [id, parent, ...scope] = typeof resourcePath === 'string' ? resourcePath.split('/').reverse() : [];
  const name = parent?.endsWith(nestedStackMark) ? parent.slice(0, -nestedStackMark.length) : undefined;
  if (name === undefined || id !== `${name}.NestedStackResource`) return undefined;
  return [...scope.reverse(), name].join('/');
}

function innermost(path: string, roots: ReadonlySet<string | undefined>): string | undefined {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const ancestor = path.slice(0, end);
    if (roots.has(ancestor)) return ancestor;
  }
  return undefined;
}
