import type { Environment } from '../../model/environment';
import { member } from '../../model/evaluate';
import { samePlace } from '../../model/place';
import type { Resource } from '../../model/resource';
import { and, isUndecided, type Tri, Undecided } from '../../model/tri';
import {
  alternatives,
  attribute,
  itemsOf,
  keyOf,
  partsOf,
  show,
  soleToken,
  textOf,
  type Value,
  whyNotKnown,
} from '../../model/value';
import { type Option, optionsOf } from '../either-way';
import { perEnvironment, perResource } from '../per-environment';
import type { Metric } from './evaluation/definition';
import { metricAlarmType } from './definition-of';

export const filterType = 'AWS::Logs::MetricFilter';
const groupType = 'AWS::Logs::LogGroup';

/** A metric that a filter makes of the lines of a log. */
export interface LogMetric {
  readonly filter: Resource;
  readonly namespace: string;
  readonly name: string;
  /** The names of its dimensions; their values are read from each line. */
  readonly dimensions: readonly string[];
  /** What it publishes in a minute of other lines; undefined where it publishes nothing then. */
  readonly otherwise: Value;
  /** Which lines it counts; undefined where that is not literal. */
  readonly pattern?: string;
  /** Whether the filter certainly reads the log. */
  readonly certain: Tri;
}

const filtersByGroup = perEnvironment((environment) => {
  const table = new Map<string, { readonly filter: Resource; readonly certain: Tri }[]>();
  for (const filter of environment.of(filterType)) {
    for (const { option, certain } of optionsOf(filter.read('LogGroupName'))) {
      for (const key of keysOf(option)) {
        table.set(key, [...(table.get(key) ?? []), { filter, certain: and([certain, filter.exists]) }]);
      }
    }
  }
  return table;
});

/** The metrics that filters make of what a resource logs. */
export const logMetricsOf = perResource((writer): readonly LogMetric[] => {
  const found = new Map<Resource, LogMetric[]>();
  const table = filtersByGroup(writer.stack.environment);
  for (const { option, certain } of logGroupsOf(writer)) {
    for (const read of keysOf(option).flatMap((key) => table.get(key) ?? [])) {
      if (found.has(read.filter)) continue;
      const near = samePlace(read.filter.stack, writer.stack);
      found.set(read.filter, metricsOf(read.filter, and([certain, read.certain, near])));
    }
  }
  return [...found.values()].flat();
});

/** The metrics of filters of which it is not known which log they read. */
export const openLogMetrics = perEnvironment((environment): readonly LogMetric[] =>
  environment.of(filterType).flatMap((filter) => {
    const why = whyOpen(filter.read('LogGroupName'));
    const doubt = `which log ${filter.logicalId} reads is not known (${why})`;
    return why === undefined ? [] : metricsOf(filter, new Undecided(doubt));
  }),
);

/** Why it is not known where a resource logs to; undefined where it is. */
export function whyUnknownLog(writer: Resource): string | undefined {
  const groups = logGroupsOf(writer);
  if (groups.length === 0) return `where ${writer.logicalId} logs to is not in the templates`;
  const why = groups
    .map(({ option, certain }) => (isUndecided(certain) ? certain.why : whyOpen(option)))
    .find((each) => each !== undefined);
  return why === undefined ? undefined : `where ${writer.logicalId} logs to is not known (${why})`;
}

/** Why the name of a group is not known; what AWS calls a resource of the templates is no riddle. */
function whyOpen(name: Value): string | undefined {
  const open = alternatives(name).find((option) =>
    (partsOf(option) ?? []).some(
      (part) => typeof part === 'object' && part.kind === 'opaque' && !part.atomic,
    ),
  );
  return open && whyNotKnown(open);
}

function metricsOf(filter: Resource, certain: Tri): LogMetric[] {
  const pattern = filter.read('FilterPattern');
  return filter
    .each('MetricTransformations.*')
    .flatMap(optionsOf)
    .flatMap(({ option, certain: stated }) => {
      const [dimensions, otherwise] = [member(option, 'Dimensions'), member(option, 'DefaultValue')];
      const open = [dimensions, otherwise, pattern].map((value) =>
        value.kind === 'choice' ? new Undecided(value.why) : true,
      );
      return namesOf(option).map(({ namespace, name, certain: named }) => ({
        filter,
        namespace,
        name,
        otherwise,
        dimensions: itemsOf(dimensions).map((dimension) => show(member(dimension, 'Key'))),
        pattern: pattern.kind === 'known' ? String(pattern.value) : undefined,
        certain: and([certain, stated, named, ...open]),
      }));
    });
}

interface Named {
  readonly namespace: string;
  readonly name: string;
  readonly certain: Tri;
}

/** The names that a metric may have. */
function namesOf(transformation: Value): readonly Named[] {
  const namespaces = optionsOf(member(transformation, 'MetricNamespace'));
  return optionsOf(member(transformation, 'MetricName')).flatMap((name) =>
    namespaces.map((namespace) => ({
      namespace: show(namespace.option),
      name: show(name.option),
      certain: and([namespace.certain, name.certain]),
    })),
  );
}

/** The log groups that a resource writes to, as names. */
function logGroupsOf(writer: Resource): readonly Option[] {
  switch (writer.type) {
    case groupType:
      return [{ option: attribute(writer, 'Ref'), certain: true }];
    case 'AWS::Lambda::Function':
    case 'AWS::Serverless::Function':
      return groupsOfFunction(writer);
    case 'AWS::ECS::Service':
      return writer.stack.environment
        .links(writer.type, 'TaskDefinition')
        .from(writer)
        .flatMap(({ to, certain }) => groupsOfTask(to, certain));
    case 'AWS::ECS::TaskDefinition':
      return groupsOfTask(writer, true);
    default:
      return writer
        .each('LoggingConfiguration.Destinations.*.CloudWatchLogsLogGroup.LogGroupArn')
        .flatMap(optionsOf);
  }
}

function groupsOfFunction(fn: Resource): readonly Option[] {
  const stated = optionsOf(fn.read('LoggingConfig.LogGroup'));
  if (stated.length > 0) return stated;
  const names = [attribute(fn, 'Ref'), ...optionsOf(fn.read('FunctionName')).map(({ option }) => option)];
  return names.map((name) => ({ option: textOf(['/aws/lambda/', ...(partsOf(name) ?? [])]), certain: true }));
}

function groupsOfTask(task: Resource, owned: Tri): readonly Option[] {
  return task
    .each('ContainerDefinitions.*.LogConfiguration.Options.awslogs-group')
    .flatMap(optionsOf)
    .map(({ option, certain }) => ({ option, certain: and([owned, certain]) }));
}

/** The texts by which a group may be named: the reference to it, and the name that it was given. */
function keysOf(name: Value): readonly string[] {
  const token = soleToken(name);
  const names =
    token?.kind === 'attribute'
      ? [attribute(token.resource, 'Ref'), token.resource.read('LogGroupName')]
      : [name];
  return names.flatMap((each) => keyOf(each) ?? []);
}

/** What filters make, of whichever log: namespaces, and metrics with their namespace before them. */
const madeByFilters = perEnvironment((environment) => {
  const made = environment.of(filterType).flatMap((filter) => metricsOf(filter, true));
  return new Set(made.flatMap(({ namespace, name }) => [namespace, `${namespace} ${name}`]));
});

/** Whether some filter of the templates makes a metric, of whichever log. */
export function isOfSomeLog(environment: Environment, { namespace, name }: MetricName): boolean {
  return madeByFilters(environment).has(`${namespace} ${name}`);
}

/** Whether filters of the templates fill a namespace. */
export function isFilledByLogs(environment: Environment, namespace: string): boolean {
  return madeByFilters(environment).has(namespace);
}

type MetricName = Pick<Metric, 'namespace' | 'name'>;

const alarmsByMetric = perEnvironment((environment) => {
  const table = new Map<string, Resource[]>();
  for (const alarm of environment.of(metricAlarmType)) {
    const metrics = [alarm.read(''), ...alarm.each('Metrics.*.MetricStat.Metric')];
    const keys = metrics.flatMap((metric) => {
      const namespaces = alternatives(member(metric, 'Namespace')).map(show);
      const names = alternatives(member(metric, 'MetricName')).map(show);
      return names.flatMap((name) => namespaces.map((namespace) => `${namespace} ${name}`));
    });
    for (const key of new Set(keys)) table.set(key, [...(table.get(key) ?? []), alarm]);
  }
  return table;
});

/** The alarms that read a metric of a name, whatever its dimensions. */
export function alarmsReading(
  environment: Environment,
  { namespace, name }: MetricName,
): readonly Resource[] {
  return alarmsByMetric(environment).get(`${namespace} ${name}`) ?? [];
}

/** Whether a metric that an alarm reads is one that a filter makes: a filter publishes under all its dimensions at once. */
export function isMadeBy({ namespace, name, dimensions }: Metric, made: LogMetric): boolean {
  return (
    namespace === made.namespace &&
    name === made.name &&
    dimensions.size === made.dimensions.length &&
    made.dimensions.every((dimension) => dimensions.has(dimension))
  );
}
