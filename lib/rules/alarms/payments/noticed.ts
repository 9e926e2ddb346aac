import type { Resource } from '../../../model/resource';
import { all, any, cite, given, no, unknown, yes, type Answer } from '../../answer';
import { readingOf } from '../definition-of';
import { isWatched } from '../detection';
import { alarmsReading, isMadeBy, whyUnknownLog } from '../log-metrics';
import { notices } from '../noticing';
import type { Situation } from '../situation';
import { openPaymentMetrics, payment, paymentMetricsOf, type PaymentMetric } from './metrics';
import { failureSituations, inItsOwn, inLogs, outageSituations, type Sight } from './situations';

/** Whether somebody is paged within some minutes when too large a share of payments fails. */
export function failuresAreNoticed(
  taker: Resource,
  share: { readonly share: number },
  minutes: number,
): Answer {
  return isNoticed(taker, 'payments that fail', (see) => failureSituations(see, share, minutes));
}

/** Whether somebody is paged within some minutes when payments are tried and none succeeds. */
export function outageIsNoticed(taker: Resource, minutes: number): Answer {
  return isNoticed(taker, 'payments of which none succeeds', (see) => outageSituations(see, minutes));
}

function isNoticed(taker: Resource, what: string, situations: (see: Sight) => readonly Situation[]): Answer {
  const metrics = [...paymentMetricsOf(taker), ...openPaymentMetrics(taker.stack.environment)];
  const alarms = metrics.flatMap((metric) => alarmsReading(taker.stack.environment, metric));
  const tried = situations(inLogs(metrics, taker.stack.environment));
  const calm = tried.filter(({ firesWithin }) => firesWithin === undefined);
  const noticedBy = (alarm: Resource, situation: Situation): Answer => {
    const read = reads(alarm, metrics);
    return read.is === 'no'
      ? read
      : all([notices(alarm, { what, situations: [situation, ...calm] }, 'page'), read]);
  };
  const answers = tried
    .filter((situation) => !calm.includes(situation))
    .map((situation) => {
      const inTheLogs = [...new Set(alarms)].map((alarm) => noticedBy(alarm, situation));
      if (inTheLogs.some(({ is }) => is === 'yes')) return any(inTheLogs, '');
      const own = ownAlarms(taker, what, situations(inItsOwn(taker)));
      const answer = any([...inTheLogs, ...own], unnoticed(taker, what, metrics));
      const why = whyUnknownLog(taker);
      return answer.is === 'no' && why !== undefined
        ? unknown(`${answer.message}, but ${why}`, ...answer.evidence)
        : answer;
    });
  return all(answers);
}

function unnoticed(taker: Resource, what: string, metrics: readonly PaymentMetric[]): string {
  const names = [...new Set(metrics.map(({ name }) => name))];
  const are = names.length === 1 ? 'is' : 'are';
  const seen =
    names.length === 0
      ? `nothing counts payments in the logs of ${taker.logicalId}`
      : `no alarm reads ${names.join(', ')}, which ${are} counted in the logs of ${taker.logicalId}`;
  return `${seen}, expected an alarm that notices ${what}`;
}

/** Whether the metrics that an alarm reads are published under the dimensions that it names. */
export function reads(alarm: Resource, metrics: readonly PaymentMetric[]): Answer {
  const { definition, metrics: read } = readingOf(alarm);
  // Why it cannot be tried is said where it is tried.
  if ('untried' in definition) return yes('');
  const answers = read.map((metric) => {
    const named = metrics.filter(
      ({ namespace, name }) => namespace === metric.namespace && name === metric.name,
    );
    const made = named.find((one) => isMadeBy(metric, one));
    const [first] = named;
    if (made) return counts(made);
    if (!first) return yes('');
    const [stated, expected] = [[...metric.dimensions.keys()], first.dimensions].map(byDimensions);
    const seen = `${alarm.logicalId} reads ${metric.name} ${stated}`;
    return no(
      `${seen}, but ${first.filter.logicalId} counts it ${expected}`,
      cite(first.filter, transformations),
    );
  });
  return all(answers);
}

const transformations = 'MetricTransformations';

function byDimensions(names: readonly string[]): string {
  return names.length === 0 ? 'without dimensions' : `by ${names.join(' and ')}`;
}

/** Whether a filter counts what it should, as far as it shows. */
function counts({ filter, name, pattern, dimensions, otherwise, meaning, certain }: PaymentMetric): Answer {
  const proof = [cite(filter, 'LogGroupName'), cite(filter, 'FilterPattern'), cite(filter, transformations)];
  if (dimensions.length > 0 && otherwise.kind !== 'absent')
    return no(
      `${filter.logicalId} has dimensions and a DefaultValue, which CloudWatch refuses, expected one`,
      ...proof,
    );
  if (pattern?.trim() === '' && meaning !== 'attempted')
    return no(`${filter.logicalId} counts every line as ${name}, expected a pattern`, ...proof);
  return given(certain, yes(`${filter.logicalId} counts ${name}`, ...proof));
}

/** Alarms on what the code publishes itself: whether it does is not in the templates. */
function ownAlarms(taker: Resource, what: string, situations: readonly Situation[]): readonly Answer[] {
  const answer = isWatched([taker], { what, ownMetrics: payment, situations }, 'page');
  if (answer.is === 'no') return [];
  if (answer.is === 'unknown') return [answer];
  return [
    unknown(
      `${answer.message}; verify that ${taker.logicalId} ends in an error where a payment fails`,
      ...answer.evidence,
    ),
  ];
}
