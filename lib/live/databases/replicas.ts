import { redundancy } from '../../checklist/thresholds';
import { fail, unknown, unless, type Answer, type Objections } from '../answer';
import { ofDatabase, type Database } from './database';
import { factsOf, farReplicas, membersOf, standingOf, type Member } from './members';
import { comesOrGoes } from './status';
import { counted, listed } from './words';

const { databaseReplicas } = redundancy;

/** Whether one instance writes and enough others serve reads, as they are now. */
export const hasReplicas = ofDatabase((database): Answer => {
  const special = withoutInstances(database);
  if (special) return special;
  const members = membersOf(database);
  const objections = [statusOf(database), writersOf(database, members), countOf(database, members)];
  return unless(
    {
      problems: objections.flatMap(({ problems }) => problems),
      doubts: objections.flatMap(({ doubts = [] }) => doubts),
    },
    describe(database, members),
    factsOf(database, members),
  );
});

/** Clusters whose replicas are no instances that could be counted. */
function withoutInstances({ cluster, call }: Database): Answer | undefined {
  if (cluster?.EngineMode === 'serverless') {
    const seen = [{ call, path: 'EngineMode', value: 'serverless' }];
    return fail(
      `it is Aurora Serverless v1, one instance without replicas, expected a writer and ${databaseReplicas} replicas`,
      seen,
    );
  }
  if (cluster?.ClusterScalabilityType !== 'limitless') return undefined;
  return unknown(
    'it is an Aurora Limitless Database; verify its ComputeRedundancy with aws rds describe-db-shard-groups',
  );
}

function statusOf({ cluster }: Database): Objections {
  const { problem, doubt } = cluster ? standingOf(cluster.Status) : {};
  return {
    problems: problem ? [`the cluster ${problem}, expected available`] : [],
    doubts: doubt ? [`the cluster ${doubt}; ask again when it is available`] : [],
  };
}

function writersOf({ cluster }: Database, members: readonly Member[]): Objections {
  const writers = members.filter(({ writes }) => writes === true).map(({ id }) => id);
  if (writers.length === 1 || members.length === 0) return { problems: [] };
  if (writers.length > 1) return { problems: [`${listed(writers)} are all writers, expected one`] };
  if (cluster?.GlobalClusterIdentifier) {
    const doubt = `no instance writes, because it follows another cluster of ${cluster.GlobalClusterIdentifier}`;
    return { problems: [], doubts: [`${doubt}; ask about that one`] };
  }
  if (members.some(({ writes }) => writes === undefined))
    return { problems: [], doubts: ['which instance writes is not told'] };
  return { problems: ['no instance is the writer, expected one'] };
}

/** Instances that are being made or removed, as scaling does, count for nothing and against nothing. */
function countOf(database: Database, members: readonly Member[]): Objections {
  const able = members.filter(({ problem }) => problem === undefined);
  const doubtful = able.filter(({ doubt, writes }) => doubt !== undefined || writes === undefined);
  const enough = able.filter(({ writes }) => writes !== true).length >= databaseReplicas;
  const broken = members.filter(
    ({ problem, writes, instance }) =>
      problem !== undefined && (writes === true || !comesOrGoes(instance?.DBInstanceStatus)),
  );
  const line = `${stateOf(database, members)}, expected a ${role(database)} and ${databaseReplicas} replicas`;
  if (!enough && otherReplicas(database))
    return { problems: [], doubts: [`${line}; ${otherReplicas(database)}`] };
  if (!enough || broken.length > 0) return { problems: [line] };
  if (doubtful.length === 0) return { problems: [] };
  const which = listed(doubtful.map(({ id }) => id));
  return { problems: [], doubts: [`${line}; see aws rds describe-db-instances for ${which}, and ask again`] };
}

function stateOf(database: Database, members: readonly Member[]): string {
  const troubled = members.filter(({ problem, doubt }) => (problem ?? doubt) !== undefined);
  const far = farReplicas(database);
  const elsewhere = far > 0 ? `, and ${far} in other regions for disaster recovery` : '';
  if (troubled.length > 0) {
    const why = troubled.map(({ id, problem, doubt }) => `${id} ${problem ?? doubt}`).join(', ');
    const available = members.length - troubled.length;
    const are = members.length === 1 ? 'is' : 'are';
    return `${available} of ${counted(members.length, 'instance')} ${are} available (${why})${elsewhere}`;
  }
  if (members.length === 0) return 'it has no instance';
  const replicas = members.filter(({ writes }) => writes !== true).map(({ id }) => id);
  const which = replicas.length > 0 ? ` (${listed(replicas)})` : '';
  return `it has ${counted(replicas.length, 'replica')}${which}${elsewhere}`;
}

/** Replicas of an instance that are clusters of their own, which nothing here counts. */
function otherReplicas({ settings }: Database): string | undefined {
  const clusters =
    ('ReadReplicaDBClusterIdentifiers' in settings && settings.ReadReplicaDBClusterIdentifiers) || [];
  return clusters.length > 0 ? `verify those of ${listed(clusters)}, which replicate it` : undefined;
}

function describe(database: Database, members: readonly Member[]): string {
  const serving = members.filter(({ problem }) => problem === undefined);
  const of = (writes: boolean): string =>
    listed(serving.filter((member) => member.writes === writes).map(({ id }) => id));
  const coming = members
    .filter(({ problem }) => problem !== undefined)
    .map(({ id, problem }) => `; ${id} ${problem}`);
  return `${role(database)} ${of(true)} and replicas ${of(false)} are available${coming.join('')}`;
}

function role({ cluster }: Database): string {
  return cluster ? 'writer' : 'primary';
}
