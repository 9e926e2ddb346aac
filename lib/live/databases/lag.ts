import { runningDatabase } from '../../checklist/thresholds';
import { unknown, unless, type Answer } from '../answer';
import { ofDatabase, type Database } from './database';
import { membersOf } from './members';
import { pointSeen, pointsOf, type Metric, type Point } from './metrics';
import { minute } from './words';

/** The metric that tells the lag of replicas, and how many of its units make a second. */
interface LagMetric {
  readonly namespace: string;
  readonly name: string;
  readonly perSecond: number;
}

const { replicaLagSeconds, recentMinutes } = runningDatabase;

/** RDS for PostgreSQL counts the time since the last commit, and without writes there is one every five minutes. */
const idleLagSeconds = 300;

/** Whether every replica follows what is written closely enough. */
export const replicasFollow = ofDatabase(async (database, aws): Promise<Answer> => {
  const replicas = membersOf(database).filter(({ writes, problem }) => writes === false && !problem);
  if (replicas.length === 0) return unknown('it has no available replica that could lag; add replicas first');
  const { namespace, name, perSecond } = metricOf(database);
  const metrics = replicas.map(({ id }): Metric => ({
    namespace,
    name,
    dimensions: { DBInstanceIdentifier: id },
    statistic: 'Maximum',
  }));
  const points = await pointsOf(metrics, { minutes: recentMinutes }, aws, database.region);
  const lags = replicas.map(({ id }, i) => lagOf(id, points[i] ?? [], perSecond, database));
  return unless(
    {
      problems: lags.flatMap(({ problem }) => problem ?? []),
      doubts: lags.flatMap(({ doubt }) => doubt ?? []),
    },
    lags.map(({ seen }) => seen).join(', '),
    metrics.map((metric, i) => pointSeen(metric, points[i] ?? [])),
  );
});

function metricOf({ cluster, settings }: Database): LagMetric {
  const engine = settings.Engine ?? '';
  if (engine === 'neptune') return { namespace: 'AWS/Neptune', name: 'ClusterReplicaLag', perSecond: 1000 };
  if (engine === 'docdb') return { namespace: 'AWS/DocDB', name: 'DBInstanceReplicaLag', perSecond: 1000 };
  if (cluster && engine.startsWith('aurora'))
    return { namespace: 'AWS/RDS', name: 'AuroraReplicaLag', perSecond: 1000 };
  return { namespace: 'AWS/RDS', name: 'ReplicaLag', perSecond: 1 };
}

interface Lag {
  readonly seen: string;
  readonly problem?: string;
  readonly doubt?: string;
}

function lagOf(id: string, [newest]: readonly Point[], perSecond: number, database: Database): Lag {
  if (!newest) {
    const seen = `${id} reported no lag in the last ${recentMinutes} minutes`;
    return { seen, doubt: `${seen}; verify that it replicates` };
  }
  const at = minute(newest.at);
  if (newest.value < 0) {
    const seen = `${id} has stopped replicating (${newest.value} at ${at})`;
    return { seen, problem: `${seen}, expected a lag of at most ${replicaLagSeconds} s` };
  }
  const seconds = newest.value / perSecond;
  const seen = `${id} lags ${shown(seconds)} behind (${at})`;
  if (seconds <= replicaLagSeconds) return { seen };
  const late = `${seen}, expected at most ${replicaLagSeconds} s`;
  const mayBeIdle = !database.cluster && database.settings.Engine === 'postgres' && seconds <= idleLagSeconds;
  if (mayBeIdle)
    return {
      seen,
      doubt: `${late}; without writes PostgreSQL shows that, too: write something and ask again`,
    };
  return { seen, problem: late };
}

function shown(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${Math.round(seconds)} s`;
}
