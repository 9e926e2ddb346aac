import { matchesGlob } from '../../model/compare';
import type { Resource } from '../../model/resource';
import {
  keyOf,
  partsOf,
  show,
  soleToken,
  textOf,
  whyNotKnown,
  type AttributeToken,
  type Value,
} from '../../model/value';
import { perEnvironment, perResource, remembered } from '../per-environment';
import { any, type Metric } from './evaluation/definition';
import { fixedDimensions, namings, type Naming } from './published/dimensions';
import { services } from './published/services';
import { units } from './published/units';

/** What a metric of a definition is about. */
export type Scope =
  /** The resources that its dimensions name, by the name of the dimension; none where it is about the whole account. */
  | { readonly kind: 'resources'; readonly resources: ReadonlyMap<string, Resource> }
  /** Nothing is published under these dimensions: there is never a data point. */
  | { readonly kind: 'never'; readonly why: string }
  | { readonly kind: 'open'; readonly why: string };

/** What a metric is about, asked in the place of an alarm. */
export function scopeOf(metric: Metric, alarm: Resource): Scope {
  return scopesOf(alarm)(metric);
}

const scopesOf = perResource((alarm) => remembered((metric: Metric) => scopeIn(metric, alarm)));

function scopeIn(metric: Metric, alarm: Resource): Scope {
  const never = unpublished(metric, alarm);
  if (never !== undefined) return { kind: 'never', why: never };
  const open = undocumented(metric);
  if (open !== undefined) return { kind: 'open', why: open };
  const resources = new Map<string, Resource>();
  for (const [name, naming] of Object.entries(namings[metric.namespace] ?? {})) {
    const value = metric.dimensions.get(name);
    if (!value || value === any) continue;
    const named = resourceNamed(value, name, naming, alarm);
    if ('kind' in named) return named;
    const elsewhere = tooFar(named, metric, alarm);
    if (elsewhere) return elsewhere;
    resources.set(name, named);
  }
  return { kind: 'resources', resources };
}

/** Types of the resources that the metrics of a namespace are about. */
export const typesOf = (namespace: string): readonly string[] =>
  Object.values(namings[namespace] ?? {}).flatMap(({ types, group }) => [
    ...types,
    ...(group?.naming.types ?? []),
  ]);

/** Why nothing is ever published under the dimensions and the unit of a metric, as far as that is certain. */
function unpublished({ namespace, name, dimensions, unit }: Metric, alarm: Resource): string | undefined {
  const service = services[namespace];
  if (!service) return undefined;
  const { region } = alarm.stack;
  if (service.region !== undefined && region !== undefined && region !== service.region) {
    return `${namespace} publishes in ${service.region}, and ${alarm.logicalId} lies in ${region}`;
  }
  if (service.complete && !isPublished(namespace, name, dimensions)) {
    return `${namespace} publishes no ${name} ${by([...dimensions.keys()])}, but ${expectedSets(namespace, name)}`;
  }
  for (const [dimension, value] of Object.entries(fixedDimensions[namespace] ?? {})) {
    const stated = dimensions.get(dimension);
    if (stated?.kind === 'known' && stated.value !== value) {
      return `${namespace} publishes with ${dimension} ${value}, not ${show(stated)}`;
    }
  }
  const published = unitOf(namespace, name);
  if (unit !== undefined && published !== undefined && unit !== published) {
    return `${namespace} publishes ${name} in ${published}, not in ${unit}`;
  }
  return undefined;
}

/** Why it is not known whether something is published under the dimensions and the unit of a metric. */
function undocumented({ namespace, name, dimensions, unit }: Metric): string | undefined {
  const service = services[namespace];
  if (!service && !namings[namespace]) return unlisted(namespace);
  if (service && !isPublished(namespace, name, dimensions)) {
    return `whether ${namespace} publishes ${name} ${by([...dimensions.keys()])} is not known`;
  }
  if (unit !== undefined && unitOf(namespace, name) === undefined) {
    return `whether ${namespace} publishes ${name} in ${unit} is not known`;
  }
  return undefined;
}

function unlisted(namespace: string): string {
  return namespace.startsWith('AWS/')
    ? `what ${namespace} publishes is not known`
    : `${namespace} is a namespace of the application's own`;
}

function isPublished(namespace: string, name: string, dimensions: Metric['dimensions']): boolean {
  const { sets, everywhere } = publication(`${namespace} ${name}`);
  return dimensions.size === 0 ? everywhere : sets.has([...dimensions.keys()].sort().join(','));
}

const publications = new Map<
  string,
  { sets: ReadonlySet<string>; everywhere: boolean; by: readonly string[] }
>();

/** Under which sets a metric is published. There are few metrics, and each is asked for by many alarms. */
function publication(key: string): { sets: ReadonlySet<string>; everywhere: boolean; by: readonly string[] } {
  const cached = publications.get(key);
  if (cached) return cached;
  const at = key.indexOf(' ');
  const name = key.slice(at + 1);
  const found = services[key.slice(0, at)]?.publications.find(
    ({ metrics }) => metrics?.some((pattern) => matchesGlob(pattern, name)) ?? true,
  );
  const sets = (found?.by ?? []).map((set) => set.split(',').sort().join(','));
  const made = { sets: new Set(sets), everywhere: found?.everywhere ?? false, by: found?.by ?? [] };
  publications.set(key, made);
  return made;
}

function expectedSets(namespace: string, name: string): string {
  return publication(`${namespace} ${name}`)
    .by.slice(0, 2)
    .map((set) => by(set.split(',')))
    .join(' or ');
}

function by(names: readonly string[]): string {
  if (names.length === 0) return 'without dimensions';
  return `by ${[...names].join(' and ')}`;
}

function unitOf(namespace: string, name: string): string | undefined {
  return Object.entries(units[namespace] ?? {}).find(([pattern]) => matchesGlob(pattern, name))?.[1];
}

type Unfit = Exclude<Scope, { readonly kind: 'resources' }>;

function resourceNamed(value: Value, dimension: string, naming: Naming, alarm: Resource): Resource | Unfit {
  const group = naming.group && withoutSuffix(value, naming.group.suffix);
  if (group) return resourceNamed(group, dimension, naming.group.naming, alarm);
  const token = soleToken(value);
  if (token?.kind === 'attribute') return referred(value, token, dimension, naming);
  const key = keyOf(value);
  const named = key === undefined ? [] : (byName(alarm.stack.environment)(naming).get(key) ?? []);
  if (named.length === 1) return named[0]!;
  const why = whyNotKnown(value) ?? `${show(value)} is not among the templates`;
  const several = `several resources are called ${show(value)}`;
  return { kind: 'open', why: `its ${dimension} is not known (${named.length > 1 ? several : why})` };
}

function referred(
  value: Value,
  { resource, attribute }: AttributeToken,
  dimension: string,
  { types, attributes }: Naming,
): Resource | Unfit {
  if (types.includes(resource.type) && attributes.includes(attribute)) return resource;
  if (!resource.type.startsWith('AWS::')) {
    return { kind: 'open', why: `what ${show(value)} is, is known only after deployment` };
  }
  const owner = types[0]!.split('::').slice(1).join(' ');
  return { kind: 'never', why: `its ${dimension} is ${show(value)}, which names no ${owner} in a metric` };
}

/** The name of a group, from that of one of its members. */
function withoutSuffix(value: Value, suffix: RegExp): Value | undefined {
  const parts = partsOf(value) ?? [];
  const last = parts[parts.length - 1];
  if (typeof last !== 'string' || !suffix.test(last)) return undefined;
  return textOf([...parts.slice(0, -1), last.replace(suffix, '')]);
}

/** Resources by the names that were given by hand. */
const byName = perEnvironment((environment) =>
  remembered(({ types, property }: Naming): ReadonlyMap<string, readonly Resource[]> => {
    const found = new Map<string, Resource[]>();
    if (property === undefined) return found;
    for (const resource of environment.of(...types)) {
      const name = keyOf(resource.read(property));
      if (name === undefined) continue;
      const list = found.get(name);
      if (list) list.push(resource);
      else found.set(name, [resource]);
    }
    return found;
  }),
);

/** A metric lies where its resource does; only those of another account can be read, by naming it. */
function tooFar(
  { stack, logicalId }: Resource,
  { namespace, account }: Metric,
  alarm: Resource,
): Unfit | undefined {
  const own = alarm.stack;
  const isGlobal = services[namespace]?.region !== undefined;
  if (!isGlobal && stack.region !== undefined && own.region !== undefined && stack.region !== own.region) {
    const why = `${logicalId} lies in ${stack.region}, and ${alarm.logicalId} in ${own.region}, where it has no data`;
    return { kind: 'never', why };
  }
  if (account) return { kind: 'open', why: `it reads from the account ${show(account)}` };
  if (stack.account === undefined || own.account === undefined || stack.account === own.account)
    return undefined;
  const why = `${logicalId} lies in the account ${stack.account}, and ${alarm.logicalId} in ${own.account}`;
  return { kind: 'never', why };
}
