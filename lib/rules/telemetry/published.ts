import { same } from '../../model/compare';
import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { isUndecided, or } from '../../model/tri';
import { itemsOf, keyOf, known, partsOf, show, soleToken, whyNotKnown } from '../../model/value';
import type { Metric } from '../alarms/evaluation/definition';
import { metricAlarmType, readingOf } from '../alarms/definition-of';
import { namings } from '../alarms/published/dimensions';
import { scopeOf } from '../alarms/published-metrics';
import { all, any, cite, given, no, unknown, yes, type Answer, type Evidence } from '../answer';
import { candidates, type Candidates } from '../candidates';
import { readFunction } from '../compute/functions';
import { eitherWay, optionsOf } from '../either-way';
import { named } from '../network/balancing';
import { perEnvironment } from '../per-environment';
import type { Workload } from '../workload';
import { hasContainerInsights, reportsMemory } from './infrastructure';

/** Alarms that compare a metric with a threshold. */
export function metricAlarms({ environment }: Workload): Candidates {
  return candidates(environment, 'metric alarm', environment.of(metricAlarmType), [metricAlarmType]);
}

/** Whether something publishes the metrics that an alarm reads; undefined for one that reads none by name. */
export function readsPublished(alarm: Resource): Answer | undefined {
  const path = alarm.read('Metrics').kind === 'absent' ? 'Dimensions' : 'Metrics';
  const proof = cite(alarm, path);
  const open = whyUnreadable(alarm);
  if (open !== undefined) return unknown(`${open}; verify that what it reads has data`, proof);
  const { metrics } = readingOf(alarm);
  return metrics.length > 0 ? all(metrics.map((metric) => isPublished(metric, alarm, proof))) : undefined;
}

/** Where an alarm names metrics, and what it names them by. */
const places = ['', 'Metrics.*.MetricStat.Metric.'];
const parts = ['Namespace', 'MetricName', 'Dimensions.*.Name'];

/** Why it is not known which metrics an alarm reads. */
function whyUnreadable(alarm: Resource): string | undefined {
  const names = places.flatMap((place) => parts.map((part) => place + part));
  for (const path of [...names, 'Unit', 'Metrics.*.MetricStat.Unit']) {
    const open = alarm.each(path).find(({ kind }) => kind !== 'known');
    if (open)
      return `its ${path.replaceAll('.*', '')} is not known (${whyNotKnown(open) ?? 'it is no text'})`;
  }
  return undefined;
}

function isPublished(metric: Metric, alarm: Resource, proof: Evidence): Answer {
  const { namespace, name } = metric;
  const filtered = namings[namespace] ? undefined : isCounted(metric, alarm);
  if (filtered) return { ...filtered, evidence: [...filtered.evidence, proof] };
  const scope = scopeOf(metric, alarm);
  if (scope.kind === 'never') return no(`${scope.why}, expected a metric that has data`, proof);
  if (scope.kind === 'open') return unknown(`${scope.why}; verify that ${name} has data`, proof);
  const about = [...scope.resources.values()];
  const seen = yes(`${namespace} publishes ${name}`, proof);
  return all([seen, ...about.flatMap((resource) => isSwitchedOn(metric, resource))]);
}

/** Metrics that AWS publishes where somebody asks for them alone. */
function isSwitchedOn({ namespace, name }: Metric, resource: Resource): readonly Answer[] {
  switch (namespace) {
    case 'AWS/AutoScaling':
      return resource.type === 'AWS::AutoScaling::AutoScalingGroup' && /^(Group|WarmPool)/.test(name)
        ? [named(resource, collectsGroupMetric(resource, name))]
        : [];
    case 'ECS/ContainerInsights':
      return resource.type === 'AWS::ECS::Cluster' ? [named(resource, hasContainerInsights(resource))] : [];
    case 'CWAgent': {
      const reported = reportsMemory(resource);
      return reported ? [named(resource, reported)] : [];
    }
    case 'LambdaInsights':
      return [named(resource, hasInsightsLayer(resource))];
    default:
      return [];
  }
}

const collectionPath = 'MetricsCollection';

function collectsGroupMetric(group: Resource, name: string): Answer {
  const proof = cite(group, collectionPath);
  const expected = `expected ${name} in it`;
  return eitherWay(group.read(collectionPath), (list) => {
    const answers = itemsOf(list)
      .flatMap(optionsOf)
      .map(({ option, certain }) => {
        const listed = eitherWay(member(option, 'Metrics'), (metrics) => {
          const is = metrics.kind === 'absent' || or(itemsOf(metrics).map((one) => same(one, known(name))));
          if (isUndecided(is))
            return unknown(`${collectionPath} is not known (${is.why}), ${expected}`, proof);
          return is
            ? yes(`${collectionPath} has ${name}`, proof)
            : no(`${collectionPath} lists others, ${expected}`, proof);
        });
        return given(certain, listed);
      });
    return any(answers, `${collectionPath} is not set, ${expected}`);
  });
}

function hasInsightsLayer(fn: Resource): Answer {
  const proof = cite(fn, 'Layers');
  const missing = no('it has no layer of Lambda Insights, expected one', proof);
  const answers = itemsOf(readFunction(fn, 'Layers'))
    .flatMap(optionsOf)
    .flatMap(({ option, certain }) => {
      const text = (partsOf(option) ?? []).filter((part) => typeof part === 'string').join('*');
      if (text.includes(':layer:LambdaInsightsExtension'))
        return [given(certain, yes('it has the layer of Lambda Insights', proof))];
      return soleToken(option)?.kind === 'opaque'
        ? [unknown(`its layer ${show(option)} is not known; verify that it is Lambda Insights`, proof)]
        : [];
    });
  return answers.length > 0 ? any(answers, '') : missing;
}

const filterType = 'AWS::Logs::MetricFilter';

/** Metrics that filters count in logs, by namespace and name. */
const counted = perEnvironment((environment): ReadonlyMap<string, readonly Counter[]> => {
  const found = new Map<string, Counter[]>();
  for (const filter of environment.of(filterType)) {
    for (const transformation of filter.each('MetricTransformations.*')) {
      const [namespace, name] = ['MetricNamespace', 'MetricName'].map((path) =>
        keyOf(member(transformation, path)),
      );
      const dimensions = itemsOf(member(transformation, 'Dimensions')).map((entry) =>
        keyOf(member(entry, 'Key')),
      );
      const key = `${namespace} ${name}`;
      found.set(key, [...(found.get(key) ?? []), { filter, dimensions }]);
    }
  }
  return found;
});

/** A filter that counts a metric, and the names of its dimensions as far as they are known. */
interface Counter {
  readonly filter: Resource;
  readonly dimensions: readonly (string | undefined)[];
}

/** Whether a filter over a log counts a metric of the application's own; undefined where none has its name. */
function isCounted({ namespace, name, dimensions }: Metric, alarm: Resource): Answer | undefined {
  const counters = counted(alarm.stack.environment).get(`${namespace} ${name}`);
  if (!counters) return undefined;
  const wanted = [...dimensions.keys()].sort().join(',');
  const answers = counters.map(({ filter, dimensions: published }) => {
    const proof = cite(filter, 'MetricTransformations');
    const seen = `${filter.logicalId} counts ${name}`;
    if (published.includes(undefined)) return unknown(`${seen}, by which dimensions is not known`, proof);
    if ([...published].sort().join(',') === wanted) return given(filter.exists, yes(seen, proof));
    const by = published.length === 0 ? 'without dimensions' : `by ${published.join(' and ')}`;
    return given(filter.exists, no(`${seen} ${by}, expected the alarm to read it so`, proof));
  });
  return any(answers, '');
}
