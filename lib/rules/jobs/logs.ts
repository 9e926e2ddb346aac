import type { Resource } from '../../model/resource';
import { all, cite, given, unknown, yes, type Answer } from '../answer';
import type { Demand } from '../alarms/detection';
import { alarmsReading, isMadeBy, logMetricsOf, openLogMetrics, type LogMetric } from '../alarms/log-metrics';
import { notices } from '../alarms/noticing';
import type { Emission } from '../alarms/evaluation/samples';
import type { View } from '../alarms/situation';
import { failureSituations } from './failures';
import { failsAt, nothing, onlyIn, zeros } from './world';

/** What alarms make of the lines that filters count in the logs of a job that fails. */
export function toldByLogs(job: Resource, withinMinutes: number): readonly Answer[] {
  const { environment } = job.stack;
  return [...logMetricsOf(job), ...openLogMetrics(environment)].flatMap((metric) =>
    alarmsReading(environment, metric).map((alarm) => {
      const noticed = notices(alarm, countedIn(metric, withinMinutes), 'ticket');
      return given(metric.certain, all([noticed, countsFailures(metric, job)]));
    }),
  );
}

const counted = onlyIn(failsAt);

function countedIn(made: LogMetric, firesWithin: number): Demand {
  const shows =
    (emission: Emission): View =>
    (metric) => {
      if (metric.namespace !== made.namespace || metric.name !== made.name) return undefined;
      return isMadeBy(metric, made) ? emission : nothing;
    };
  return {
    what: 'a failed job',
    situations: failureSituations(
      'one job that fails',
      shows(counted),
      shows(zeros),
      shows(nothing),
      firesWithin,
    ),
  };
}

const failure = /fail|error|exception|fatal|critical|crash/i;

/** Whether a filter counts failures, as its metric or its pattern says. */
function countsFailures({ filter, name, pattern = '' }: LogMetric, job: Resource): Answer {
  const proof = [cite(filter, 'LogGroupName'), cite(filter, 'FilterPattern')];
  const seen = `${filter.logicalId} counts lines of ${job.logicalId} as ${name}`;
  return failure.test(`${name} ${pattern}`)
    ? yes(seen, ...proof)
    : unknown(`${seen}; verify that these are its failures`, ...proof);
}
