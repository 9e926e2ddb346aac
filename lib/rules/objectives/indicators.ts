import { member } from '../../model/evaluate';
import type { Environment } from '../../model/environment';
import type { Json, JsonObject } from '../../model/input';
import { Resource } from '../../model/resource';
import { alternatives, keyOf, type Mapping, type Value } from '../../model/value';
import { metricAlarmType, readingOf } from '../alarms/definition-of';
import { scopeOf } from '../alarms/published-metrics';
import { perEnvironment, perResource } from '../per-environment';

export const objectiveType = 'AWS::ApplicationSignals::ServiceLevelObjective';

/** What an objective counts: requests, or periods of time. Its queries are those of an alarm, and read as one. */
export type Indicator =
  | {
      readonly kind: 'requests';
      readonly total: Resource;
      /** What counts the requests that are good, or those that are bad. */
      readonly monitored: Resource;
      readonly counts: 'good' | 'bad';
    }
  /** An alarm that fires in the periods that are bad. */
  | { readonly kind: 'periods'; readonly bad: Resource }
  /** A service that Application Signals finds by itself, by its attributes. */
  | { readonly kind: 'service'; readonly attributes: Value; readonly metric: Value }
  | { readonly kind: 'unread' };

const unread: Indicator = { kind: 'unread' };

/** What an objective may count, under each alternative that the template leaves open. */
export const indicatorsOf = perResource((objective): readonly Indicator[] => {
  const byPeriods = (): readonly Indicator[] =>
    alternatives(objective.read('Sli')).map((sli) => periodIndicator(objective, sli));
  return alternatives(objective.read('RequestBasedSli.RequestBasedSliMetric')).flatMap((metric) =>
    metric.kind === 'absent' ? byPeriods() : [requestIndicator(objective, metric)],
  );
});

function requestIndicator(objective: Resource, metric: Value): Indicator {
  if (metric.kind !== 'map') return unread;
  if (member(metric, 'TotalRequestCountMetric').kind === 'absent') return serviceIndicator(metric);
  const monitored = member(metric, 'MonitoredRequestCountMetric');
  const counts = member(monitored, 'BadCountMetric').kind === 'absent' ? 'good' : 'bad';
  const lists = [
    raw(metric, 'TotalRequestCountMetric'),
    raw(monitored, counts === 'bad' ? 'BadCountMetric' : 'GoodCountMetric'),
  ];
  const [total, some] = lists.map((queries) =>
    readerOf(objective, queries, { ComparisonOperator: 'GreaterThanThreshold', Threshold: 0 }),
  );
  return total && some ? { kind: 'requests', total, monitored: some, counts } : unread;
}

/** What is good in an objective is quiet in an alarm. */
const opposites: Readonly<Record<string, string>> = {
  GreaterThan: 'LessThanOrEqualToThreshold',
  GreaterThanOrEqualTo: 'LessThanThreshold',
  LessThan: 'GreaterThanOrEqualToThreshold',
  LessThanOrEqualTo: 'GreaterThanThreshold',
};

function periodIndicator(objective: Resource, sli: Value): Indicator {
  const metric = member(sli, 'SliMetric');
  if (sli.kind !== 'map' || metric.kind !== 'map') return unread;
  if (member(metric, 'MetricDataQueries').kind === 'absent') return serviceIndicator(metric);
  const operator = opposites[keyOf(member(sli, 'ComparisonOperator')) ?? ''];
  const threshold = raw(sli, 'MetricThreshold');
  const bad =
    operator !== undefined && threshold !== undefined
      ? readerOf(objective, raw(metric, 'MetricDataQueries'), {
          ComparisonOperator: operator,
          Threshold: threshold,
        })
      : undefined;
  return bad ? { kind: 'periods', bad } : unread;
}

function serviceIndicator(metric: Mapping): Indicator {
  return {
    kind: 'service',
    attributes: member(metric, 'KeyAttributes'),
    metric: member(metric, 'MetricType'),
  };
}

/** A member as the template writes it. */
function raw(object: Value, name: string): Json | undefined {
  return object.kind === 'map' && Object.hasOwn(object.entries, name) ? object.entries[name] : undefined;
}

/** An alarm that reads what an objective does, in its place. */
function readerOf(
  { stack, logicalId }: Resource,
  queries: Json | undefined,
  comparison: JsonObject,
): Resource | undefined {
  if (queries === undefined) return undefined;
  const properties = { Metrics: queries, EvaluationPeriods: 1, ...comparison };
  return new Resource(stack, logicalId, { Type: metricAlarmType, Properties: properties });
}

function readersOf(indicator: Indicator): readonly Resource[] {
  switch (indicator.kind) {
    case 'requests':
      return [indicator.total, indicator.monitored];
    case 'periods':
      return [indicator.bad];
    default:
      return [];
  }
}

/** Objectives by what their metrics are about, and those of which that is not known. */
interface Index {
  readonly byResource: ReadonlyMap<Resource, ReadonlySet<Resource>>;
  readonly others: readonly Resource[];
}

export const objectives = perEnvironment((environment: Environment): Index => {
  const byResource = new Map<Resource, Set<Resource>>();
  const others: Resource[] = [];
  for (const objective of environment.of(objectiveType)) {
    const readers = indicatorsOf(objective).flatMap(readersOf);
    const scopes = readers.flatMap((reader) =>
      readingOf(reader).metrics.map((metric) => scopeOf(metric, reader)),
    );
    const named = scopes.flatMap((scope) =>
      scope.kind === 'resources' ? [...scope.resources.values()] : [],
    );
    const isOpen =
      scopes.length === 0 ||
      scopes.some(({ kind }) => kind === 'open') ||
      readers.some((reader) => 'untried' in readingOf(reader).definition);
    if (isOpen) others.push(objective);
    for (const resource of named) {
      const list = byResource.get(resource);
      if (list) list.add(objective);
      else byResource.set(resource, new Set([objective]));
    }
  }
  return { byResource, others };
});
