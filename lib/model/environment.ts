import { Doubts, type Assumption } from './doubts';
import type { EnvironmentInput } from './input';
import { Links } from './links';
import { nameTable, type NameTable } from './names';
import { isModule, type Resource } from './resource';
import { SharedValues } from './shared-values';
import { Stack } from './stack';

/** The stacks of one Stage, or one set of templates, as one graph: what refers to what, whichever file it lies in. */
export class Environment {
  readonly name: string;
  /** All stacks, nested ones behind their parents. */
  readonly stacks: readonly Stack[];
  private readonly byType = new Map<string, Resource[]>();
  /** What its stacks hand to one another. */
  readonly shared = new SharedValues(this);
  private names?: NameTable;
  private hiddenReasons?: readonly string[];
  private readonly linkCache = new Map<string, Map<string, Links>>();
  private readonly present = new Map<string, readonly Resource[]>();

  /** What its conditions ask and the templates leave open. */
  readonly doubts: Doubts;

  /** An assumption settles one thing that the templates leave open. */
  constructor(
    readonly input: EnvironmentInput,
    assumption?: Assumption,
  ) {
    this.doubts = new Doubts(assumption);
    this.name = input.name;
    const inputs = [...input.stacks].sort((left, right) => (left.id < right.id ? -1 : 1));
    this.stacks = inputs.flatMap((stack) => withNested(new Stack(this, stack)));
    for (const stack of this.stacks) stack.expandLoops();
    for (const stack of this.stacks) {
      for (const resource of stack.resources.values()) {
        const list = this.byType.get(resource.type);
        if (list) list.push(resource);
        else this.byType.set(resource.type, [resource]);
      }
    }
  }

  /** Resources of the given types that a deployment makes, or may make; those switched off are left out. */
  of(...types: readonly string[]): readonly Resource[] {
    const [sole] = types;
    return types.length === 1 ? this.ofType(sole!) : types.flatMap((type) => this.ofType(type));
  }

  private ofType(type: string): readonly Resource[] {
    const cached = this.present.get(type);
    if (cached) return cached;
    const found = (this.byType.get(type) ?? []).filter((resource) => resource.exists !== false);
    this.present.set(type, found);
    return found;
  }

  /** Resources of the given types that a condition switches off. */
  switchedOff(...types: readonly string[]): readonly Resource[] {
    return types
      .flatMap((type) => this.byType.get(type) ?? [])
      .filter((resource) => resource.exists === false);
  }

  /** How many resources there are, those switched off included. */
  get size(): number {
    return this.stacks.reduce((sum, { resources }) => sum + resources.size, 0);
  }

  /** Every resource, those switched off included. */
  *resources(): Iterable<Resource> {
    for (const stack of this.stacks) yield* stack.resources.values();
  }

  /** Why something may exist that the templates do not show: macros, nested templates that are not there. */
  get hidden(): readonly string[] {
    this.hiddenReasons ??= [
      ...(this.input.hidden ?? []),
      ...this.stacks.flatMap(({ hidden }) => hidden),
      ...this.hiddenStacks(),
    ];
    return this.hiddenReasons;
  }

  private hiddenStacks(): readonly string[] {
    return [...this.byType.keys()].filter(makesOthers).flatMap((type) =>
      this.of(type).flatMap(({ stack, logicalId }) => {
        const where = `${logicalId} of ${stack.displayName}`;
        if (type !== 'AWS::CloudFormation::Stack') return [`${where} makes resources that no template shows`];
        return stack.nested.has(logicalId)
          ? []
          : [`the template of nested stack ${where} is not among the files`];
      }),
    );
  }

  /** Where a property of all resources of a type leads. */
  links(type: string, path: string): Links {
    let byPath = this.linkCache.get(type);
    if (!byPath) this.linkCache.set(type, (byPath = new Map<string, Links>()));
    let links = byPath.get(path);
    if (!links) byPath.set(path, (links = new Links(this.of(type), path)));
    return links;
  }

  /** Resources by the name they were given by hand, in the account and region of the stack that asks. */
  get namesInUse(): NameTable {
    this.names ??= nameTable(this);
    return this.names;
  }
}

function withNested(stack: Stack): Stack[] {
  return [stack, ...[...stack.nested.values()].flatMap(withNested)];
}

/** Types that stand for resources of other templates: nested stacks, products of Service Catalog, modules. */
function makesOthers(type: string): boolean {
  return (
    type === 'AWS::CloudFormation::Stack' ||
    type === 'AWS::CloudFormation::StackSet' ||
    type === 'AWS::ServiceCatalog::CloudFormationProvisionedProduct' ||
    isModule(type)
  );
}
