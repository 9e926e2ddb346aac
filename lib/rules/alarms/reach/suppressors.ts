import type { Resource } from '../../../model/resource';
import { Undecided } from '../../../model/tri';
import { alternatives, show, type Value } from '../../../model/value';
import { cite, given, no, present, unknown, yes, type Answer } from '../../answer';
import { holds, parseAlarmRule } from './alarm-rule';
import { alarmCalled, compositeAlarmType } from '../alarms';
import type { AlarmDefinition, MetricStat } from '../evaluation/definition';
import { metricAlarmType, readingOf } from '../definition-of';

/**
 * Whether an alarm that silences another one is seldom in ALARM itself. Of most this shows in the account alone: what
 * templates show is that it guards against too few samples, watches a metric that somebody publishes for the purpose,
 * or is in ALARM always.
 */
export function isSeldomInAlarm(name: Value, asker: Resource, silenced?: Resource): Answer {
  const { resources, open } = alarmCalled(name, asker);
  const [suppressor] = resources;
  const verify = (why: string): Answer =>
    unknown(`${why}; verify in the account that ${suppressor?.logicalId ?? show(name)} is seldom in ALARM`);
  if (!suppressor || open !== undefined) return verify(open ?? `${show(name)} is no alarm`);
  return given(suppressor.exists, isQuiet(suppressor, silenced, verify));
}

function isQuiet(
  suppressor: Resource,
  silenced: Resource | undefined,
  verify: (why: string) => Answer,
): Answer {
  const { logicalId, type } = suppressor;
  const always = (seen: string): Answer =>
    no(
      `${logicalId} ${seen}, so that it silences for ever, expected one that is seldom in ALARM`,
      present(suppressor),
    );
  if (type === compositeAlarmType) {
    const calm = alternatives(suppressor.read('AlarmRule')).map((option) => {
      const rule = parseAlarmRule(option);
      return rule instanceof Undecided ? rule : holds(rule, (_, state) => state === 'OK');
    });
    return calm.every((truth) => truth === true)
      ? always('is in ALARM while all is well')
      : verify(`${logicalId} combines other alarms`);
  }
  const { definition } = type === metricAlarmType ? readingOf(suppressor) : { definition: undefined };
  if (!definition) return verify(`${logicalId} runs a query`);
  if ('untried' in definition) return verify(definition.untried);
  if (holdsForAll(definition)) return always('is in ALARM whatever its metric shows');
  if (silenced && countsSamples(definition, silenced))
    return yes(`${logicalId} guards against too few samples`, present(suppressor));
  return isSignal(definition)
    ? yes(`${logicalId} is in ALARM on a signal alone`, cite(suppressor, 'ComparisonOperator'))
    : verify(`${logicalId} watches what is not known`);
}

/** Hardly any metric is ever below zero. */
function holdsForAll({ comparison, threshold }: AlarmDefinition): boolean {
  if (typeof threshold !== 'number') return false;
  if (comparison === 'GreaterThanOrEqualToThreshold') return threshold <= 0;
  return comparison === 'GreaterThanThreshold' && threshold < 0;
}

function isBelow({ comparison }: AlarmDefinition): boolean {
  return comparison === 'LessThanThreshold' || comparison === 'LessThanOrEqualToThreshold';
}

/** Whether it is in ALARM where the metric of the other has too few samples to tell anything. */
function countsSamples(definition: AlarmDefinition, silenced: Resource): boolean {
  const counted = soleMetric(definition);
  if (!counted || !isBelow(definition) || !/^(SampleCount|n)$/i.test(counted.statistic)) return false;
  return readingOf(silenced).metrics.some((metric) => sameMetric(metric, counted.metric));
}

function sameMetric(left: MetricStat['metric'], right: MetricStat['metric']): boolean {
  const text = ({ namespace, name, dimensions }: MetricStat['metric']): string =>
    [namespace, name, ...[...dimensions].map(([key, value]) => `${key}=${show(value)}`).sort()].join(' ');
  return text(left) === text(right);
}

/** Whether it is in ALARM only while somebody says so by a metric of their own: a deployment, a maintenance. */
function isSignal(definition: AlarmDefinition): boolean {
  const metric = soleMetric(definition)?.metric;
  const rises = definition.comparison.startsWith('GreaterThan') && typeof definition.threshold === 'number';
  return (
    metric !== undefined &&
    !metric.namespace.startsWith('AWS/') &&
    rises &&
    definition.missingData !== 'breaching'
  );
}

function soleMetric({ queries }: AlarmDefinition): MetricStat | undefined {
  const [query] = queries;
  return queries.length === 1 && query && 'metric' in query ? query : undefined;
}
