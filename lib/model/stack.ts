import { evaluateCondition } from './conditions';
import { evaluate } from './evaluate';
import type { Environment } from './environment';
import type { Json, JsonObject, StackInput } from './input';
import { expandLoop } from './loops';
import { isObject, own, ownObject, textOfJson } from './own';
import { parameterValue } from './parameters';
import { Resource } from './resource';
import { isUndecided, Undecided, type Tri } from './tri';
import { known, opaque, vague, type Value } from './value';

/** Transforms that leave the resources of a template where a reader sees them. */
const transparentTransforms = [
  'AWS::LanguageExtensions',
  'AWS::CodeDeployBlueGreen',
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
];

/** CloudFormation's own limit of resources in a template, and ours on what loops make. */
const resourceLimit = 500;

/** A stack of an environment: its template, and what is known of where it goes. */
export class Stack {
  readonly id: string;
  readonly resources = new Map<string, Resource>();
  /** Nested stacks, by the logical id of the resource that makes them. */
  readonly nested = new Map<string, Stack>();
  readonly mappings: JsonObject;
  /** Why resources may exist that this template does not show. */
  readonly hidden: string[] = [];

  private readonly conditions: JsonObject;
  private readonly parameters: JsonObject;
  readonly outputs: JsonObject;
  private readonly conditionCache = new Map<string, Tri>();
  private readonly values = new Map<object | string, Value>();
  private readonly loops: [string, Json | undefined][] = [];

  constructor(
    readonly environment: Environment,
    readonly input: StackInput,
    /** The resource of the parent template that makes this nested stack. */
    readonly maker?: Resource,
  ) {
    this.id = maker?.key ?? input.id;
    const { template } = input;
    this.mappings = ownObject(template, 'Mappings');
    this.conditions = ownObject(template, 'Conditions');
    this.parameters = ownObject(template, 'Parameters');
    this.outputs = ownObject(template, 'Outputs');
    if (!input.physicalIds) this.readTransforms(own(template, 'Transform'));
    const definitions = ownObject(template, 'Resources');
    for (const logicalId of Object.keys(definitions))
      this.addResource(logicalId, own(definitions, logicalId));
    for (const [logicalId, child] of Object.entries(input.nested ?? {})) {
      const resource = this.resources.get(logicalId);
      if (resource) this.nested.set(logicalId, new Stack(environment, child, resource));
    }
  }

  /** Adds the resources that loops make. Their collections may refer to other stacks, so all must be there. */
  expandLoops(): void {
    let count = 0;
    for (const [id, loop] of this.loops) {
      const expansion = count < resourceLimit ? expandLoop(loop, this, resourceLimit - count) : undefined;
      if (!expansion) this.hidden.push(`${id} of ${this.displayName} cannot be expanded`);
      for (const [logicalId, definition] of expansion ?? []) this.addResource(logicalId, definition);
      count += expansion?.length ?? 0;
    }
    for (const logicalId of Object.keys(this.input.physicalIds ?? {})) {
      if (this.resources.has(logicalId)) continue;
      this.hidden.push(`${this.displayName} has ${logicalId}, which its template does not show`);
    }
  }

  /** The stack, this one or one it is nested in, that is deployed by itself. */
  get root(): Stack {
    return this.maker ? this.maker.stack.root : this;
  }

  get account(): string | undefined {
    return this.root.input.account;
  }

  get region(): string | undefined {
    return this.root.input.region;
  }

  /** Account and region, as keys of what is read there tell them apart. */
  get place(): string {
    return `${this.account ?? ''}/${this.region ?? ''}`;
  }

  get displayName(): string {
    return this.input.displayName;
  }

  get exists(): Tri {
    return this.maker ? this.maker.exists : true;
  }

  /** Tags that CloudFormation puts on every resource of the stack. */
  get tags(): Readonly<Record<string, string>> {
    return this.root.input.tags ?? {};
  }

  /** Whether a condition named by a resource or output holds; a missing name means no condition. */
  condition(name: Json | undefined): Tri {
    if (name === undefined) return true;
    if (typeof name !== 'string') return new Undecided('its condition has no name');
    const cached = this.conditionCache.get(name);
    if (cached !== undefined) return cached;
    const why = `condition ${name} of ${this.displayName} is not decided`;
    // Stands while it is evaluated, so that a condition that refers to itself ends there.
    this.conditionCache.set(name, new Undecided(why));
    const definition = own(this.conditions, name);
    const stated = definition === undefined ? new Undecided(why) : evaluateCondition(definition, this);
    const truth = isUndecided(stated) ? (this.observed(name) ?? stated) : stated;
    this.conditionCache.set(name, truth);
    return truth;
  }

  /** How a condition turned out at the deployment: the resources that it guards are there, or are not. */
  private observed(condition: string): boolean | undefined {
    if (!this.input.physicalIds) return undefined;
    const guarded = [...this.resources.values()].filter(
      ({ definition }) => own(definition, 'Condition') === condition,
    );
    if (guarded.some(({ isListed }) => isListed)) return true;
    return guarded.length > 0 && guarded.every(({ isListed }) => isListed === false) ? false : undefined;
  }

  /** What `Ref` to a parameter returns; undefined where the template has no such parameter. */
  parameter(name: string): Value | undefined {
    const definition = own(this.parameters, name);
    if (!isObject(definition)) return undefined;
    return this.once(name, () => parameterValue(this, name, definition));
  }

  /** The value of an output; undefined where the template has none of that name. */
  output(name: string): Value | undefined {
    const definition = own(this.outputs, name);
    if (!isObject(definition)) return undefined;
    if (this.condition(own(definition, 'Condition')) === false) return undefined;
    return this.once(definition, () => evaluate(own(definition, 'Value'), this));
  }

  get name(): Value {
    if (this.input.stackName !== undefined) return known(this.input.stackName);
    return opaque(`AWS::StackName of ${this.id}`, `the name of stack ${this.displayName} is not known`);
  }

  /** What a part of the template was evaluated to before. */
  seen(part: object): Value | undefined {
    return this.values.get(part);
  }

  /** Evaluates an expression, or the parameter of a name, once; where it refers to itself it is not known. */
  once(part: object | string, compute: () => Value): Value {
    const cached = this.values.get(part);
    if (cached) return cached;
    this.values.set(part, vague('itself', `an expression of ${this.displayName} refers to itself`));
    const value = compute();
    this.values.set(part, value);
    return value;
  }

  private addResource(logicalId: string, definition: Json | undefined): void {
    if (logicalId.startsWith('Fn::ForEach::')) this.loops.push([logicalId, definition]);
    else if (logicalId === 'Fn::Transform') {
      this.hidden.push(`${this.displayName} includes resources by Fn::Transform`);
    } else if (isObject(definition)) this.resources.set(logicalId, new Resource(this, logicalId, definition));
  }

  private readTransforms(transform: Json | undefined): void {
    for (const entry of Array.isArray(transform) ? transform : [transform ?? null]) {
      const name = textOfJson(isObject(entry) ? own(entry, 'Name') : entry);
      if (name === undefined || transparentTransforms.includes(name)) continue;
      this.hidden.push(`${this.displayName} is changed by the macro ${name}`);
    }
  }
}
