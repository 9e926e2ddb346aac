import type { Resource } from '../../../model/resource';
import type { Answer } from '../../answer';
import { proxiesOf } from '../../database/proxies';
import { numberAt } from '../../reading';
import { isWatched } from '../detection';
import type { Emission } from '../evaluation/samples';
import type { View } from '../situation';
import { instancesOf, writersOf, type DatabaseInstance } from './database-instances';
import { databaseView, hasInstances, placeOf, whicheverExist } from './databases';
import { counted, steady, turning } from './emissions';
import { maxConnectionsOf } from './max-connections';
import { above, calm, supposing, ticketMinutes } from './utilization';

/** The connections of a database. */
export interface Connections {
  readonly writer: DatabaseInstance;
  /** The percentage in use of what the writer, or the pool before it, takes; nothing connects where it is zero. */
  readonly percent: number;
  /** The most that an instance takes of which that is not known. */
  readonly maximum: number;
}

/** The percentage of its connections that an instance uses on a good day. */
export const usualPercent = 4;

/** Whether somebody hears when a database, or the pool before it, uses more than a percentage of its connections. */
export function isSaturationWatched(database: Resource, percent: number): Answer | undefined {
  if (!hasInstances(database)) return undefined;
  const maxima = instancesOf(database).map((instance) => maxConnectionsOf(database, instance));
  const why = maxima.find((maximum) => typeof maximum === 'string');
  const writers = writersOf(database);
  const what = `more than ${percent} % of the connections in use`;
  return supposing(why, anyMaximum, what, (maximum) => {
    const usual = connectionsView(database, { writer: writers[0]!, percent: usualPercent, maximum });
    const quiet = { name: `${usualPercent} % of the connections in use`, world: usual };
    const firing = writers.map((writer) => ({
      name: `${above(percent)} % of the connections of ${placeOf(database, writer)} in use`,
      world: turning(usual, connectionsView(database, { writer, percent: above(percent), maximum })),
      firesWithin: ticketMinutes,
    }));
    const demand = { what, situations: [quiet, ...firing] };
    return whicheverExist(database, (watched) => isWatched(watched, demand, 'ticket'));
  });
}

/** Between these lies the maximum of every database. */
const anyMaximum = [20, 16_000] as const;

/** What the metrics of a database and of its proxies show. */
export function connectionsView(database: Resource, connections: Connections): View {
  const { writer, percent, maximum } = connections;
  const mostOf = (instance: DatabaseInstance): number => {
    const most = maxConnectionsOf(database, instance);
    return typeof most === 'string' ? maximum : most;
  };
  const elsewhere = Math.min(percent, usualPercent);
  const instances = databaseView(database, {
    writer,
    load: calm,
    memory: anyMemory,
    connectionsOf: (instance) => share(mostOf(instance), instance === writer ? percent : elsewhere),
  });
  const proxies = new Set(proxiesOf(database).map(({ proxy }) => proxy));
  return (metric, about) => {
    const proxy = about.get('ProxyName');
    if (!proxy || !proxies.has(proxy)) return instances(metric, about);
    return proxyShows(metric.name, percent, share(mostOf(writer), poolPercentOf(proxy)));
  };
}

/** Nothing about connections depends on it. */
const anyMemory = 2 ** 34;

function share(most: number, percent: number): number {
  return Math.ceil((most * percent) / 100);
}

/** The percentage of the connections of its database that the pool of a proxy may have. */
function poolPercentOf(proxy: Resource): number {
  const [link] = proxy.stack.environment.links('AWS::RDS::DBProxyTargetGroup', 'DBProxyName').to(proxy);
  const path = 'ConnectionPoolConfigurationInfo.MaxConnectionsPercent';
  return (link && numberAt(link.from, path, 100)) ?? 100;
}

/** Attempts to connect in a minute. */
const attempts = 50;

function proxyShows(name: string, percent: number, most: number): Emission | undefined {
  const failing = percent === 0;
  switch (name) {
    case 'AvailabilityPercentage':
      return steady(failing ? 0 : 100);
    case 'ClientConnectionsSetupFailedAuth':
    case 'DatabaseConnectionsSetupFailed':
      return counted(failing ? attempts : 0);
    case 'ClientConnectionsReceived':
    case 'DatabaseConnectionRequests':
    case 'DatabaseConnectionRequestsWithTLS':
      return counted(attempts);
    case 'ClientConnectionsSetupSucceeded':
    case 'DatabaseConnectionsSetupSucceeded':
      return counted(failing ? 0 : attempts);
    case 'ClientConnections':
    case 'ClientConnectionsTLS':
    case 'DatabaseConnections':
    case 'DatabaseConnectionsCurrentlyBorrowed':
    case 'DatabaseConnectionsWithTLS':
      return steady(share(most, percent));
    case 'DatabaseConnectionsBorrowLatency':
      return steady(failing || percent > usualPercent ? longWait : shortWait);
    case 'DatabaseConnectionsCurrentlySessionPinned':
    case 'DatabaseConnectionsCurrentlyInTransaction':
      return steady(0);
    case 'MaxDatabaseConnectionsAllowed':
      return steady(most);
    default:
      return undefined;
  }
}

/** How long a client waits for a connection of the pool, in microseconds. */
const [shortWait, longWait] = [1e3, 5e6];
