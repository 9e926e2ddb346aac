import { arnFields, layoutOf, splitText, type ArnFields } from './arn';
import type { Environment } from './environment';
import { nameProperties, physicalNames } from './physical-names';
import { samePlace, type Place } from './place';
import type { Resource } from './resource';
import type { Stack } from './stack';
import { isUndecided, type Tri } from './tri';
import { keyOf, partsOf, show, soleToken, whyNotKnown, type Value } from './value';

/** Types whose names AWS compares without case. */
const caseless = /^AWS::(RDS|DocDB|Neptune|ElastiCache)::/;

/** Resources by the text of their name in lower case. */
export type NameTable = ReadonlyMap<string, readonly Resource[]>;

/** The resources that were given a name by hand, by that name, and those that are deployed by their physical names. */
export function nameTable(environment: Environment): NameTable {
  const table = new Map<string, Resource[]>();
  const add = (name: string | undefined, resource: Resource): void => {
    if (name === undefined) return;
    const key = name.toLowerCase();
    const list = table.get(key);
    if (!list) table.set(key, [resource]);
    else if (!list.includes(resource)) list.push(resource);
  };
  for (const [type, property] of Object.entries(nameProperties)) {
    for (const resource of environment.of(type)) add(keyOf(resource.read(property)), resource);
  }
  for (const { input, resources } of environment.stacks) {
    if (!input.physicalIds) continue;
    for (const resource of resources.values()) {
      if (resource.exists === false) continue;
      for (const name of physicalNames(resource)) add(name, resource);
    }
  }
  return table;
}

/** Where a reference leads: to resources of the templates, or to something that they do not show. */
export interface Target {
  readonly resources: readonly Resource[];
  /** Why it may lead elsewhere; undefined where it certainly leads to `resources`. */
  readonly open?: string;
}

/** The resource that a scalar names: by reference, by ARN, or by a name given by hand. */
export function targetOf(value: Value, asker: Stack): Target {
  const token = soleToken(value);
  if (token?.kind === 'attribute') return byReference(token.resource);
  if (token?.kind === 'opaque') return { resources: [], open: token.why };
  if (!partsOf(value)) return { resources: [], open: whyNotKnown(value) ?? 'it is no reference' };
  const arn = arnFields(value);
  if (!arn) return byName(value, asker, asker.environment, () => true);
  return (asker.input.physicalIds && byPhysicalArn(value, asker)) ?? byArn(arn, asker);
}

/** The ARN that a deployed resource has, whatever its type: it names nothing else. */
function byPhysicalArn(value: Value, { environment }: Stack): Target | undefined {
  if (value.kind !== 'known') return undefined;
  const arn = String(value.value);
  const owners = environment.namesInUse
    .get(arn.toLowerCase())
    ?.filter(({ physicalId }) => physicalId === arn);
  return owners && owners.length > 0 ? { resources: owners } : undefined;
}

/** A resource that is switched off cannot be referred to: the deployment fails. */
function byReference(resource: Resource): Target {
  if (resource.exists !== false) return { resources: [resource] };
  const why = resource.stack.input.physicalIds ? 'not deployed' : 'switched off by its condition';
  return { resources: [], open: `${resource.logicalId} is ${why}` };
}

function byArn({ service, region, account, resource }: ArnFields, asker: Stack): Target {
  const [kind, id] = kindAndId(resource);
  const place = { account: fixed(account, asker.account), region: fixed(region, asker.region) };
  const fits = ({ type }: Resource): boolean => {
    const layout = layoutOf(type);
    return keyOf(service) === layout?.service && kind === layout?.prefix.replace(/[:/]$/, '');
  };
  const token = id && soleToken(id);
  if (token?.kind !== 'attribute') {
    const target = byName(id ?? resource, place, asker.environment, fits);
    return { ...target, open: target.open ?? whyForeign(region) ?? whyForeign(account) };
  }
  const named = token.resource;
  const elsewhere = layoutOf(named.type)?.global !== true && samePlace(named.stack, place) === false;
  if (!elsewhere && (layoutOf(named.type) === undefined || fits(named))) return byReference(named);
  return { resources: [], open: `${show(resource)} names something else` };
}

/** What a field of an ARN states; an empty one is the asker's own. */
function fixed(field: Value, own: string | undefined): string | undefined {
  if (field.kind !== 'known') return undefined;
  return field.value === '' ? own : String(field.value);
}

/** Why a field of an ARN may be another region or account than the asker's own. */
function whyForeign(field: Value): string | undefined {
  const token = soleToken(field);
  return token?.kind === 'opaque' && token.key.startsWith('AWS::') ? undefined : whyNotKnown(field);
}

/** `cluster:shop` and `table/orders` are kind and id; a bucket's ARN is its id alone. */
function kindAndId(resource: Value): readonly [string, Value | undefined] {
  for (const delimiter of [':', '/']) {
    const [kind, id] = splitText(resource, delimiter, 2) ?? [];
    if (kind && id) return [keyOf(kind) ?? '', id];
  }
  return ['', resource];
}

function byName(
  name: Value,
  place: Place,
  environment: Environment,
  fits: (candidate: Resource) => boolean,
): Target {
  const key = keyOf(name);
  const named = (environment.namesInUse.get(key?.toLowerCase() ?? '') ?? []).filter(
    (candidate) => fits(candidate) && isCalled(candidate, key) && whereabouts(candidate, place) !== false,
  );
  if (named.length === 0) {
    return { resources: [], open: whyNotKnown(name) ?? `${show(name)} is not among the templates` };
  }
  const types = new Set(named.map(({ type }) => type));
  const several = types.size < named.length ? `several resources are called ${show(name)}` : undefined;
  const unsure = named.map((candidate) => whereabouts(candidate, place)).find(isUndecided);
  return { resources: named, open: several ?? unsure?.why };
}

function isCalled(resource: Resource, name: string | undefined): boolean {
  const { type } = resource;
  if (caseless.test(type)) return true;
  const property = nameProperties[type];
  if (property !== undefined && keyOf(resource.read(property)) === name) return true;
  return name !== undefined && physicalNames(resource).includes(name);
}

/** Whether a resource is in a place; the names of global services are the same everywhere. */
function whereabouts({ type, stack }: Resource, place: Place): Tri {
  return layoutOf(type)?.global === true || samePlace(stack, place);
}
