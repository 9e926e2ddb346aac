import type { Environment } from '../../model/environment';
import type { Resource } from '../../model/resource';
import { and, Undecided, type Tri } from '../../model/tri';
import { attribute, type Value } from '../../model/value';
import { resourcesIn } from '../mentions';
import { perEnvironment, remembered } from '../per-environment';
import { compositesAbove } from './reach/composites';
import { any, type Metric } from './evaluation/definition';
import { logAlarmType, metricAlarmType, readingOf } from './definition-of';
import { namings } from './published/dimensions';
import { scopeOf, typesOf, type Scope } from './published-metrics';
import { plainly, type Lens } from './trial';

/** An alarm that watches a part of the workload, or may. */
export interface Watcher {
  readonly alarm: Resource;
  readonly certain: Tri;
  readonly lens: Lens;
}

interface Index {
  readonly byResource: ReadonlyMap<Resource, ReadonlySet<Resource>>;
  /** Alarms on any resource of a type, or on one that is not known, and then why. */
  readonly byType: ReadonlyMap<string, ReadonlyMap<Resource, string | undefined>>;
  /** Alarms on metrics of the application's own. */
  readonly own: ReadonlyMap<Resource, readonly { readonly metric: Metric; readonly why: string }[]>;
  /** Alarms of which it cannot be told which metrics they read. */
  readonly unread: ReadonlySet<Resource>;
}

const indexOf = perEnvironment((environment: Environment): Index => {
  const byResource = new Map<Resource, Set<Resource>>();
  const byType = new Map<string, Map<Resource, string | undefined>>();
  const own = new Map<Resource, { readonly metric: Metric; readonly why: string }[]>();
  const unread = new Set<Resource>();
  for (const alarm of environment.of(metricAlarmType, logAlarmType)) {
    const { metrics } = readingOf(alarm);
    if (metrics.length === 0) unread.add(alarm);
    for (const metric of metrics) {
      const scope = scopeOf(metric, alarm);
      for (const resource of aboutOf(metric, scope)) {
        const alarms = byResource.get(resource);
        if (alarms) alarms.add(alarm);
        else byResource.set(resource, new Set([alarm]));
      }
      const why = scope.kind === 'open' ? scope.why : undefined;
      if (why === undefined && !isAboutAny(metric)) continue;
      if (why !== undefined && !namings[metric.namespace])
        own.set(alarm, [...(own.get(alarm) ?? []), { metric, why }]);
      for (const type of typesOf(metric.namespace)) {
        const alarms = byType.get(type);
        if (alarms) alarms.set(alarm, why);
        else byType.set(type, new Map([[alarm, why]]));
      }
    }
  }
  return { byResource, byType, own, unread };
});

function isAboutAny({ dimensions }: Metric): boolean {
  return [...dimensions.values()].includes(any);
}

/** What a metric is about, or was meant to be. */
function aboutOf({ dimensions }: Metric, scope: Scope): Iterable<Resource> {
  if (scope.kind === 'resources') return scope.resources.values();
  return scope.kind === 'never' ? [...dimensions.values()].flatMap(resourcesIn) : [];
}

/** The alarms on the metrics of some resources. */
export function alarmsOn(watched: readonly Resource[]): readonly Resource[] {
  const found = watched.flatMap((resource) => [
    ...(indexOf(resource.stack.environment).byResource.get(resource) ?? []),
  ]);
  return [...new Set(found)];
}

/** The alarms that may read any metric: their properties leave open which. */
export function alarmsOnUnknown({ stack }: Resource): readonly Resource[] {
  return [...indexOf(stack.environment).unread].filter(({ type }) => type === metricAlarmType);
}

/** The alarms on the metrics of some resources, and those that may be: by metrics of the application's own, too. */
export function watchersOf(watched: readonly Resource[], ownMetrics?: RegExp): readonly Watcher[] {
  const [first] = watched;
  if (!first) return [];
  const alarms = alarmsOn(watched);
  const index = indexOf(first.stack.environment);
  const certain = new Set([...alarms, ...alarms.flatMap(compositesAbove), ...index.unread]);
  const possible = new Set([
    ...watched.flatMap(({ type }) => [...(index.byType.get(type)?.keys() ?? [])]),
    ...(ownMetrics ? index.own.keys() : []),
  ]);
  for (const alarm of certain) possible.delete(alarm);
  return [
    ...[...certain].map(certainWatcher),
    ...[...possible].flatMap((alarm) => possibleWatcher(alarm, watched, ownMetrics) ?? []),
  ];
}

/** An alarm that is not a composite one as a watcher of some resources, if it may be one. */
export function watcherOf(
  alarm: Resource,
  watched: readonly Resource[],
  ownMetrics?: RegExp,
): Watcher | undefined {
  if (watched.length === 0) return undefined;
  const { byResource, unread } = indexOf(alarm.stack.environment);
  const isCertain = unread.has(alarm) || watched.some((resource) => byResource.get(resource)?.has(alarm));
  return isCertain ? certainWatcher(alarm) : possibleWatcher(alarm, watched, ownMetrics);
}

function certainWatcher(alarm: Resource): Watcher {
  return { alarm, certain: alarm.exists, lens: plainly };
}

function possibleWatcher(
  alarm: Resource,
  watched: readonly Resource[],
  ownMetrics?: RegExp,
): Watcher | undefined {
  const { byType, own } = indexOf(alarm.stack.environment);
  const onType = watched.map(({ type }) => byType.get(type)).filter((alarms) => alarms?.has(alarm));
  const named = own.get(alarm)?.filter(({ metric }) => ownMetrics?.test(metric.name)) ?? [];
  if (onType.length === 0 && named.length === 0) return undefined;
  const why = named.at(-1)?.why ?? onType.at(-1)?.get(alarm);
  return {
    alarm,
    certain: why === undefined ? alarm.exists : and([alarm.exists, new Undecided(why)]),
    lens: asIfAbout(watched, alarm),
  };
}

/** Takes a metric that is about any resource, or about one that is not known, to be about one of some resources. */
function asIfAbout(watched: readonly Resource[], alarm: Resource): Lens {
  return remembered((metric) => {
    const isOpen = scopeOf(metric, alarm).kind === 'open';
    const dimensions = new Map(metric.dimensions);
    for (const [name, naming] of Object.entries(namings[metric.namespace] ?? {})) {
      const resource = watched.find(({ type }) => naming.types.includes(type));
      const stated = dimensions.get(name);
      if (resource && stated && (isOpen || stated === any))
        dimensions.set(name, nameOf(resource, naming.attributes, naming.property) ?? stated);
    }
    return { ...metric, dimensions };
  });
}

function nameOf(resource: Resource, [first]: readonly string[], property = ''): Value | undefined {
  if (first !== undefined) return attribute(resource, first);
  const name = resource.read(property);
  return name.kind === 'absent' ? undefined : name;
}
