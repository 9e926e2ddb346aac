import type { Resource } from '../../../model/resource';
import { all, any, cite, given, type Answer } from '../../answer';
import type { Candidates } from '../../candidates';
import { remembered } from '../../per-environment';
import { detects, isWatched, type Demand } from '../detection';
import { alarmsReading, isMadeBy, logMetricsOf, type LogMetric } from '../log-metrics';
import { tellsOfAlarm } from '../reach/reach';
import type { View } from '../situation';
import { connectionsView, usualPercent } from './connections';
import { writersOf } from './database-instances';
import { hasInstances, whicheverExist } from './databases';
import { counted, turning } from './emissions';
import { subscriptionsTo } from './event-subscriptions';

/** What an alarm must notice. */
export const what = 'that connections to the database fail';

/** Minutes within which a person is called when nothing reaches the database. */
const pageMinutes = 10;

/**
 * Whether somebody is called when connections to a database fail: by an alarm on the database or its proxy, by the
 * events of RDS, or by an alarm on what the services log of it.
 */
export function isFailureWatched(database: Resource, services: Candidates): Answer | undefined {
  if (!hasInstances(database)) return undefined;
  const demand = failedConnections(database);
  const onDatabase = whicheverExist(database, (watched) => isWatched(watched, demand, 'page'));
  if (onDatabase.is === 'yes') return onDatabase;
  return any([onDatabase, ...subscriptionsTo(database), ...byLogs(database, services)], '');
}

/** What an alarm must notice of connections that fail, by the metrics of the database or by what services log of it. */
export function failedConnections(database: Resource, counting?: LogMetric): Demand {
  const viewOf = (percent: number): View => {
    const [writer] = writersOf(database);
    const view = connectionsView(database, { writer: writer!, percent, maximum: 1000 });
    const logged = counted(percent === 0 ? failures : 0);
    return (metric, about) => (counting && isMadeBy(metric, counting) ? logged : view(metric, about));
  };
  return {
    what,
    situations: [
      { name: 'connections as usual', world: viewOf(usualPercent) },
      {
        name: 'connections that fail',
        world: turning(viewOf(usualPercent), viewOf(0)),
        firesWithin: pageMinutes,
      },
    ],
  };
}

/** Failures that services log in a minute. */
const failures = 50;

/** Words by which the patterns of filters find that a connection failed. */
const aboutConnections =
  /ECONN|ETIMEDOUT|ENOTFOUND|connect|too many clients|too many connections|acquir|pool|SQLSTATE ?08|PROTOCOL_/i;

/** The metrics that filters make of the failed connections that a service logs. */
export function loggedFailures(service: Resource): readonly LogMetric[] {
  return logMetricsOf(service).filter(
    ({ pattern }) => pattern !== undefined && aboutConnections.test(pattern),
  );
}

const allLoggedFailures = remembered(({ resources }: Candidates) => resources.flatMap(loggedFailures));

function byLogs(database: Resource, services: Candidates): readonly Answer[] {
  return allLoggedFailures(services).flatMap((counting) => {
    const demand = failedConnections(database, counting);
    return alarmsReading(database.stack.environment, counting).map((alarm) => {
      const answer = all([detects(alarm, demand), tellsOfAlarm(alarm, 'page')]);
      const proof = cite(counting.filter, 'FilterPattern');
      return given(counting.certain, { ...answer, evidence: [...answer.evidence, proof] });
    });
  });
}
