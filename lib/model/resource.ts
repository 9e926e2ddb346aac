import { evaluate, member } from './evaluate';
import type { JsonObject } from './input';
import { own, ownObject, textOfJson } from './own';
import { nameAsId } from './physical-names';
import type { Stack } from './stack';
import { and, type Tri } from './tri';
import { absent, itemsOf, partsOf, type Value } from './value';

/** Whether a type stands for resources of a module that is kept elsewhere. */
export function isModule(type: string): boolean {
  return type.endsWith('::MODULE');
}

/** One resource of a template. */
export class Resource {
  readonly type: string;
  private properties?: Value;
  private presence?: Tri;

  constructor(
    readonly stack: Stack,
    readonly logicalId: string,
    readonly definition: JsonObject,
  ) {
    this.type = textOfJson(own(definition, 'Type')) ?? '';
  }

  /** Unique in its environment. */
  get key(): string {
    return `${this.stack.id}/${this.logicalId}`;
  }

  /** Whether a deployment creates it: its Condition, and that of the nested stacks it lies in. */
  get exists(): Tri {
    this.presence ??= and([this.stack.exists, this.isListed ?? this.isWanted]);
    return this.presence;
  }

  private get isWanted(): Tri {
    return this.stack.condition(own(this.definition, 'Condition'));
  }

  /**
   * Whether its stack, where that is deployed, has it; undefined where the list of the stack does not tell. A module has
   * none of its own: it stands for others.
   */
  get isListed(): boolean | undefined {
    const { physicalIds, partlyListed } = this.stack.input;
    if (!physicalIds || isModule(this.type)) return undefined;
    return Object.hasOwn(physicalIds, this.logicalId) || (partlyListed ? undefined : false);
  }

  /**
   * What the account calls it, a name or an ARN as its type has it, where it is deployed; where its stack does not list
   * it by name, the name that the template gives it.
   */
  get physicalId(): string | undefined {
    const { physicalIds, partlyListed } = this.stack.input;
    if (!physicalIds) return undefined;
    if (Object.hasOwn(physicalIds, this.logicalId)) return physicalIds[this.logicalId] || undefined;
    return partlyListed && this.exists === true ? nameAsId(this) : undefined;
  }

  /** The value of a property, members separated by dots: `ScalingConfig.MinSize`. An empty path is them all. */
  read(path: string): Value {
    this.properties ??= evaluate(ownObject(this.definition, 'Properties'), this.stack);
    let value: Value = this.properties;
    if (path === '') return value;
    for (const name of segments(path)) value = member(value, name);
    return value;
  }

  /**
   * The values that a path with `*` in place of list indexes leads to: `LoadBalancers.*.TargetGroupArn`. What only one
   * branch of an undecided condition holds comes as a choice between it and nothing.
   */
  each(path: string): readonly Value[] {
    const found: Value[] = [];
    collect(this.read(''), segments(path), 0, found);
    return found;
  }

  /** An attribute beside the properties: `DeletionPolicy`, `UpdatePolicy`, `Metadata`. */
  attribute(name: string): Value {
    const raw = own(this.definition, name);
    return raw === undefined ? absent : evaluate(raw, this.stack);
  }

  /** The name it is given by hand, where there is one. */
  physicalName(property: string): Value | undefined {
    const value = this.read(property);
    return partsOf(value) ? value : undefined;
  }
}

function collect(value: Value, names: readonly string[], at: number, found: Value[]): void {
  const name = names[at];
  if (name === undefined) {
    if (value.kind !== 'absent') found.push(value);
  } else if (name === '*') {
    for (const item of itemsOf(value)) collect(item, names, at + 1, found);
  } else if (value.kind !== 'absent') {
    collect(member(value, name), names, at + 1, found);
  }
}

const splitPaths = new Map<string, readonly string[]>();

/** The names in a path. Paths are written in the rules: there are few, and each is read for many resources. */
function segments(path: string): readonly string[] {
  let names = splitPaths.get(path);
  if (!names) splitPaths.set(path, (names = path.split('.')));
  return names;
}
