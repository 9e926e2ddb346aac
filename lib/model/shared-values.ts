import type { Environment } from './environment';
import { evaluate } from './evaluate';
import { isObject, own, ownObject } from './own';
import { samePlace, type Place } from './place';
import type { Resource } from './resource';
import type { Stack } from './stack';
import { choice, keyOf, opaque, type Value } from './value';

/** Something that a template offers to others under a name. */
interface Offer {
  readonly name: string | undefined;
  readonly place: Place;
  readonly value: () => Value | undefined;
}

type Source = (environment: Environment) => Iterable<Offer>;

/** The values that stacks of an environment hand to one another: exports, outputs, stored parameters. */
export class SharedValues {
  private readonly tables = new Map<Source, Map<string, Offer[]>>();

  constructor(private readonly environment: Environment) {}

  /** What `Fn::ImportValue` reads; undefined where no template exports it. */
  exported(name: Value, reader: Stack): Value | undefined {
    return this.pick(exportsOf, keyOf(name), reader);
  }

  /** What `Fn::GetStackOutput` reads: an output of a stack named by hand. */
  output(stackName: Value, output: string, place: Place): Value | undefined {
    return this.pick(outputsOf, keyOf(stackName) && `${keyOf(stackName)}.${output}`, place);
  }

  /** The value of a parameter in Parameter Store that one of the templates makes. */
  stored(name: string, reader: Stack): Value | undefined {
    return this.pick(storedParametersOf, name, reader);
  }

  /** What the CDK's reader of values from another region returns: what the writer there was given under its key. */
  fromOtherRegion(key: string, reader: Stack): Value | undefined {
    return this.pick(crossRegionExportsOf, key, reader);
  }

  /** The value on offer in a place; one of them where there are several. */
  private pick(source: Source, name: string | undefined, place: Place): Value | undefined {
    const offers = name === undefined ? [] : (this.table(source).get(name) ?? []);
    const values = offers
      .filter((offer) => samePlace(offer.place, place) !== false)
      .flatMap((offer) => offer.value() ?? []);
    return values.length > 0 ? choice(values, 'several templates offer it under one name') : undefined;
  }

  private table(source: Source): Map<string, Offer[]> {
    const known = this.tables.get(source);
    if (known) return known;
    const table = new Map<string, Offer[]>();
    // Stands while it is filled, so that a name made from another one on offer ends there.
    this.tables.set(source, table);
    for (const offer of source(this.environment)) {
      if (offer.name === undefined) continue;
      const list = table.get(offer.name);
      if (list) list.push(offer);
      else table.set(offer.name, [offer]);
    }
    return table;
  }
}

function* exportsOf({ stacks }: Environment): Iterable<Offer> {
  for (const stack of stacks) {
    for (const output of Object.keys(stack.outputs)) {
      const definition = own(stack.outputs, output);
      const name = isObject(definition) ? own(ownObject(definition, 'Export'), 'Name') : undefined;
      if (name === undefined) continue;
      yield { name: keyOf(evaluate(name, stack)), place: stack, value: () => stack.output(output) };
    }
  }
}

function* outputsOf({ stacks }: Environment): Iterable<Offer> {
  for (const stack of stacks) {
    if (stack.maker) continue;
    const stackName = keyOf(stack.name);
    for (const output of Object.keys(stack.outputs)) {
      yield { name: `${stackName}.${output}`, place: stack, value: () => stack.output(output) };
    }
  }
}

function* storedParametersOf(environment: Environment): Iterable<Offer> {
  for (const parameter of environment.of('AWS::SSM::Parameter')) {
    const value = (): Value => parameter.stack.once(parameter, () => storedValue(parameter));
    yield { name: keyOf(parameter.read('Name')), place: parameter.stack, value };
  }
}

function storedValue(parameter: Resource): Value {
  const stated = parameter.read('Value');
  if (parameter.exists === true) return stated;
  const why = `whether ${parameter.stack.displayName} makes ${parameter.logicalId} is not decided`;
  return choice([stated, opaque(`${parameter.key} made elsewhere`, why)], why);
}

function* crossRegionExportsOf(environment: Environment): Iterable<Offer> {
  for (const { stack, definition } of environment.of('Custom::CrossRegionExportWriter')) {
    const props = ownObject(ownObject(definition, 'Properties'), 'WriterProps');
    const exported = ownObject(props, 'exports');
    const region = evaluate(own(props, 'region') ?? null, stack);
    const place = {
      account: stack.account,
      region: region.kind === 'known' ? String(region.value) : undefined,
    };
    for (const name of Object.keys(exported)) {
      yield { name, place, value: () => evaluate(own(exported, name), stack) };
    }
  }
}
