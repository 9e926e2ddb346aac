import { runningDatabase } from '../../checklist/thresholds';
import { notApplicable, unless, type Answer } from '../answer';
import { callForInstances, ofDatabase } from './database';
import { membersOf } from './members';
import { pointSeen, pointsOf, type Metric } from './metrics';
import { listed, told } from './words';

const { recentMinutes } = runningDatabase;

/** Whether every instance records which statements load it, and the record goes on. */
export const recordsLoad = ofDatabase(async (database, aws): Promise<Answer> => {
  const members = membersOf(database).filter(({ instance, problem }) => instance && !problem);
  if (members.length === 0) return notApplicable('it has no available instance that could record anything');
  // What a cluster says holds for its members; whether it is so, their data show.
  const ofCluster = database.cluster?.PerformanceInsightsEnabled === true;
  const ids = (enabled: boolean | undefined): readonly string[] =>
    members
      .filter(({ instance }) => (ofCluster || instance?.PerformanceInsightsEnabled) === enabled)
      .map(({ id }) => id);
  const [on, off, untold] = [ids(true), ids(false), ids(undefined)];
  const metrics = on.map((id): Metric => ({
    namespace: database.settings.Engine === 'docdb' ? 'AWS/DocDB' : 'AWS/RDS',
    name: 'DBLoad',
    dimensions: { DBInstanceIdentifier: id },
    statistic: 'Average',
  }));
  const points = await pointsOf(metrics, { minutes: recentMinutes }, aws, database.region);
  const silent = on.filter((_, i) => points[i]?.length === 0);
  return unless(
    {
      problems: off.length > 0 ? [`Performance Insights is off for ${listed(off)}, expected on`] : [],
      doubts: [
        ...(untold.length > 0 ? [`whether ${listed(untold)} has Performance Insights is not told`] : []),
        ...(silent.length > 0
          ? [
              `${listed(silent)} reported no DBLoad in the last ${recentMinutes} minutes; see whether Database Insights shows it`,
            ]
          : []),
      ],
    },
    `Performance Insights is on for ${listed(on)}, and DBLoad has data of the last ${recentMinutes} minutes`,
    [
      ...members.map(({ id, instance }) => ({
        call: callForInstances,
        path: `${id}.PerformanceInsightsEnabled`,
        value: told(instance?.PerformanceInsightsEnabled),
      })),
      ...metrics.map((metric, i) => pointSeen(metric, points[i] ?? [])),
    ],
  );
});

/** Whether every instance reports what the processes of its host do. */
export const reportsProcesses = ofDatabase(({ cluster, instances }): Answer => {
  if (instances.length === 0) return notApplicable('it has no instance that could report anything');
  const intervals = instances.map(({ DBInstanceIdentifier, MonitoringInterval }) => ({
    id: DBInstanceIdentifier ?? '',
    seconds: MonitoringInterval ?? cluster?.MonitoringInterval,
  }));
  const silent = intervals.filter(({ seconds }) => seconds === 0).map(({ id }) => id);
  const untold = intervals.filter(({ seconds }) => seconds === undefined).map(({ id }) => id);
  return unless(
    {
      problems: silent.length > 0 ? [`Enhanced Monitoring is off for ${listed(silent)}, expected on`] : [],
      doubts: untold.length > 0 ? [`whether ${listed(untold)} has Enhanced Monitoring is not told`] : [],
    },
    `Enhanced Monitoring is on for ${listed(intervals.map(({ id }) => id))}`,
    intervals.map(({ id, seconds }) => ({
      call: callForInstances,
      path: `${id}.MonitoringInterval`,
      value: told(seconds),
    })),
  );
});
