import { runningDatabase } from '../../checklist/thresholds';
import { fail, notApplicable, pass, unknown, type Answer } from '../answer';
import type { Aws } from '../aws';
import { ofDatabase, type Database } from './database';
import { membersOf } from './members';
import { pointSeen, pointsOf, type Metric, type Point } from './metrics';
import { counted, minute } from './words';

const { connectionChange, connectionMinutes } = runningDatabase;
const dayMinutes = 24 * 60;
/** Data points of five minutes that a day must have before it counts as what is usual. */
const leastPoints = 12;

/** Whether clients have been connected in every one of the last minutes. */
export const keepsConnections = ofDatabase(async (database, aws): Promise<Answer> => {
  const metric = connectionsOf(database, 'Minimum');
  if (!metric) return withoutConnections(database);
  const [points = []] = await pointsOf([metric], { minutes: connectionMinutes }, aws, database.region);
  const seen = [pointSeen(metric, points)];
  const of = metric.dimensions.DBInstanceIdentifier;
  const [newest] = points;
  if (!newest)
    return unknown(
      `${of} reported no connections in the last ${connectionMinutes} minutes; verify that it runs`,
      seen,
    );
  const dropped = points.find(({ value }) => value <= 0);
  const state = `${rangeOf(points)} to ${of} in the last ${connectionMinutes} minutes`;
  if (!dropped) return pass(`${state}, ${newest.value} at ${minute(newest.at)}`, seen);
  const when = newest.value > 0 ? `none at ${minute(dropped.at)}, ${newest.value} at` : 'none at';
  return fail(`connections to ${of}: ${when} ${minute(newest.at)}, expected some all the time`, seen);
});

/** Whether about as many clients are connected as in the day before. */
export const connectsAsUsual = ofDatabase(async (database, aws): Promise<Answer> => {
  const metric = connectionsOf(database, 'Average');
  if (!metric) return withoutConnections(database);
  const [now, before] = await recentAndUsual(metric, aws, database.region);
  const seen = [pointSeen(metric, now)];
  if (now.length === 0)
    return unknown(`it reported no connections in the last ${connectionMinutes} minutes`, seen);
  const current = mean(now);
  if (before.length < leastPoints)
    return unknown(`${rounded(current)} connections now; what is usual shows in a day, ask again then`, seen);
  const usual = mean(before);
  const state = `${rounded(current)} connections now, ${rounded(usual)} on average in the day before`;
  const bounds = `within ${connectionChange * 100} %`;
  const change = Math.abs(current - usual);
  return change <= usual * connectionChange
    ? pass(`${state}, ${bounds}`, seen)
    : fail(`${state}, expected ${bounds}`, seen);
});

async function recentAndUsual(
  metric: Metric,
  aws: Aws,
  region: string,
): Promise<readonly [readonly Point[], readonly Point[]]> {
  const period = 300;
  const [points = []] = await pointsOf([metric], { minutes: dayMinutes, period }, aws, region);
  const recent = aws.now.getTime() - connectionMinutes * 60_000 - period * 1000;
  const isRecent = ({ at }: Point): boolean => at.getTime() >= recent;
  return [points.filter(isRecent), points.filter((point) => !isRecent(point))];
}

/** The metric of the instance that writes; Neptune keeps none. */
function connectionsOf(database: Database, statistic: Metric['statistic']): Metric | undefined {
  const writer = membersOf(database).find(({ writes }) => writes === true);
  if (!writer || database.settings.Engine === 'neptune') return undefined;
  const namespace = database.settings.Engine === 'docdb' ? 'AWS/DocDB' : 'AWS/RDS';
  return {
    namespace,
    name: 'DatabaseConnections',
    dimensions: { DBInstanceIdentifier: writer.id },
    statistic,
  };
}

function withoutConnections({ settings }: Database): Answer {
  if (settings.Engine === 'neptune') return notApplicable('Neptune counts requests, not connections');
  return unknown('it has no instance that writes, so no connections can be counted');
}

/** `17 connections`, `17 to 42 connections`. */
function rangeOf(points: readonly Point[]): string {
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? counted(least, 'connection') : `${least} to ${counted(most, 'connection')}`;
}

function mean(points: readonly Point[]): number {
  return points.reduce((sum, { value }) => sum + value, 0) / points.length;
}

function rounded(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}
