import type { Resource } from '../../model/resource';
import { or } from '../../model/tri';
import { keyOf } from '../../model/value';
import { any, given, present, unknown, yes, type Answer } from '../answer';
import { clusterType, instanceType, isReplicatedByAws, memberTypeOf } from '../database/databases';
import { eitherWay } from '../either-way';
import { named } from '../network/balancing';
import { allOf } from '../possible';
import { isOn, numeric, property } from '../reading';

/** Where a cluster and its members state the same setting. */
interface Setting {
  readonly ofCluster: (cluster: Resource) => Answer;
  readonly ofInstance: (instance: Resource) => Answer;
}

/** Which queries load the database: what Performance Insights collects for Database Insights. */
const insights: Setting = {
  ofCluster: (cluster) => collectsLoad(cluster, 'PerformanceInsightsEnabled'),
  ofInstance: (instance) => collectsLoad(instance, 'EnablePerformanceInsights'),
};

/** What the processes of the host do, which CloudWatch does not see from outside. */
const processes: Setting = { ofCluster: reportsProcesses, ofInstance: reportsProcesses };

/** The advanced mode needs Performance Insights, and an update of the one switches the other on. */
function collectsLoad(database: Resource, path: string): Answer {
  const advanced = property(database, 'DatabaseInsightsMode', {
    expected: 'advanced',
    otherwise: 'standard',
    holds: (mode) => mode === 'advanced',
  });
  const collected = isOn(database, path, false);
  return advanced.is === 'no' ? collected : any([collected, advanced], '');
}

function reportsProcesses(database: Resource): Answer {
  return property(database, 'MonitoringInterval', {
    expected: 'an interval such as 60 seconds',
    otherwise: 0,
    monotone: true,
    holds: (seconds) => numeric(seconds) > 0,
  });
}

/** Whether Database Insights shows which queries load a database. */
export function showsLoad(database: Resource): Answer {
  return isSet(database, insights, 'Performance Insights');
}

/** Whether a database reports what the processes of its hosts do; undefined for what has no hosts to look into. */
export function showsProcesses(database: Resource): Answer | undefined {
  if (database.type !== clusterType && database.type !== instanceType) return undefined;
  return isSet(database, processes, 'Enhanced Monitoring');
}

function isSet(database: Resource, setting: Setting, what: string): Answer {
  if (database.type === instanceType) return setting.ofInstance(database);
  if (database.type !== clusterType) return isObservedByAws(database);
  return eitherWay(database.read('EngineMode'), (mode) =>
    keyOf(mode) === 'serverless'
      ? unknown(
          `EngineMode is serverless, which has no ${what}; verify how it is observed`,
          present(database),
        )
      : onEveryInstance(database, setting),
  );
}

/** A setting of the cluster holds for all of its members; without one, each states its own. */
function onEveryInstance(cluster: Resource, { ofCluster, ofInstance }: Setting): Answer {
  const whole = ofCluster(cluster);
  const type = memberTypeOf(cluster);
  const links = type === undefined ? undefined : cluster.stack.environment.links(type, 'DBClusterIdentifier');
  const members = links?.to(cluster) ?? [];
  if (whole.is === 'yes' || members.length === 0) return whole;
  const each = allOf(
    members.map(({ from, certain }) => ({ certain, answer: named(from, ofInstance(from)) })),
  );
  if (each.is !== 'yes') return any([whole, each], '');
  return given(or(members.map(({ certain }) => certain)), each);
}

/** Databases whose metrics AWS publishes unasked. */
function isObservedByAws(database: Resource): Answer {
  return isReplicatedByAws(database)
    ? yes('AWS publishes its metrics unasked', present(database))
    : unknown(
        `${database.type} is not judged by this control; verify in the account how it is observed`,
        present(database),
      );
}
