import type { Resource } from '../../../model/resource';
import { keyOf } from '../../../model/value';
import { given, type Answer } from '../../answer';
import { elasticClusterType, isReplicatedByAws } from '../../database/databases';
import { proxiesOf } from '../../database/proxies';
import { membersOf } from '../../database/replicas';
import type { Metric } from '../evaluation/definition';
import { alarmsOn, isWatched } from '../detection';
import type { Emission } from '../evaluation/samples';
import type { View } from '../situation';
import { instancesOf, isServerless, writersOf, type DatabaseInstance } from './database-instances';
import { silence, steady } from './emissions';
import { calm, demandOf, heavy, supposing, whatOf, type Bound, type Load } from './utilization';

/** Metrics that CPU, memory and connections do not change, and what they show on a good day. */
const otherMetrics: ReadonlyMap<string, number> = new Map([
  ['AbortedClients', 0],
  ['ActiveTransactions', 1],
  ['AuroraReplicaLag', 20],
  ['AuroraReplicaLagMaximum', 25],
  ['AuroraReplicaLagMinimum', 15],
  ['BinLogDiskUsage', 1e6],
  ['BlockedTransactions', 0],
  ['BufferCacheHitRatio', 99],
  ['BurstBalance', 100],
  ['CommitLatency', 2],
  ['CommitThroughput', 100],
  ['CPUCreditBalance', 500],
  ['CPUSurplusCreditBalance', 0],
  ['DBLoad', 1],
  ['DBLoadCPU', 0.5],
  ['DBLoadNonCPU', 0.5],
  ['DBLoadRelativeToNumVCPUs', 0.5],
  ['DMLLatency', 2],
  ['Deadlocks', 0],
  ['DiskQueueDepth', 1],
  ['EBSByteBalance%', 100],
  ['EBSIOBalance%', 100],
  ['EngineUptime', 1e6],
  ['FreeLocalStorage', 1e12],
  ['FreeStorageSpace', 1e13],
  ['LoginFailures', 0],
  ['MaximumUsedTransactionIDs', 1e7],
  ['NetworkReceiveThroughput', 1e6],
  ['NetworkThroughput', 1e6],
  ['NetworkTransmitThroughput', 1e6],
  ['OldestReplicationSlotLag', 0],
  ['Queries', 100],
  ['ReadIOPS', 100],
  ['ReadLatency', 0.001],
  ['ReadThroughput', 1e6],
  ['ReplicaLag', 0],
  ['SelectLatency', 2],
  ['SwapUsage', 0],
  ['TransactionLogsDiskUsage', 1e9],
  ['VolumeBytesUsed', 1e10],
  ['VolumeReadIOPs', 1e4],
  ['VolumeWriteIOPs', 1e4],
  ['WriteIOPS', 100],
  ['WriteLatency', 0.001],
  ['WriteThroughput', 1e6],
]);

const namespaces: readonly string[] = ['AWS/RDS', 'AWS/DocDB', 'AWS/Neptune'];

/** The state of a database: who writes, how busy the writer is, and how many connections each instance has. */
export interface DatabaseState {
  readonly writer: DatabaseInstance;
  readonly load: Load;
  /** Bytes of memory of an instance of which that is not known. */
  readonly memory: number;
  /** Connections of an instance. */
  readonly connectionsOf?: (instance: DatabaseInstance) => number;
}

/** Whether it is a database whose instances have CPU and memory that somebody chose. */
export function hasInstances(database: Resource): boolean {
  return !isReplicatedByAws(database) && database.type !== elasticClusterType;
}

/** What the metrics of a database lead to. */
export function watchedOf(database: Resource): readonly Resource[] {
  const members = instancesOf(database).flatMap(({ resource }) => resource ?? []);
  return [...new Set([database, ...members, ...proxiesOf(database).map(({ proxy }) => proxy)])];
}

/** The answer that holds whether or not those parts of a database exist of which that is not decided. */
export function whicheverExist(database: Resource, judge: (watched: readonly Resource[]) => Answer): Answer {
  const watched = watchedOf(database);
  const parts = [
    ...membersOf(database).map(({ instance, certain }) => ({ part: instance, certain })),
    ...proxiesOf(database).map(({ proxy, certain }) => ({ part: proxy, certain })),
  ].filter(({ certain }) => certain !== true);
  const [doubt] = parts;
  const answer = judge(watched);
  if (!doubt) return answer;
  const open = parts.map(({ part }) => part);
  const without = judge(watched.filter((resource) => resource === database || !open.includes(resource)));
  const same = answer.is === without.is && (answer.is === 'yes' || alarmsOn(watched).length === 0);
  return same ? without : given(doubt.certain, answer);
}

/**
 * Whether somebody hears when the writer of a database runs out of CPU or memory, whichever instance that is: after a
 * failover it is another one.
 */
export function isDatabaseWatched(database: Resource, bound: Bound): Answer | undefined {
  if (!hasInstances(database)) return undefined;
  const writers = writersOf(database);
  const unsized = instancesOf(database).find(({ memory }) => memory === undefined);
  const why = unsized && `how much memory ${unsized.name} has is not known (${unsized.size})`;
  return supposing(bound.of === 'memory' ? why : undefined, anyMemory, whatOf(bound), (memory) => {
    const viewOf = (writer: DatabaseInstance, load: Load): View =>
      databaseView(database, { writer, load, memory });
    const places = writers.map(
      (writer) => [placeOf(database, writer), viewOf(writer, heavy(bound))] as const,
    );
    const demand = demandOf(bound, viewOf(writers[0]!, calm), places);
    return whicheverExist(database, (watched) => isWatched(watched, demand, 'ticket'));
  });
}

/** Between these lies the memory of every database instance. */
const anyMemory = [2 ** 30, 2 ** 42] as const;

/** How a message names the writer. */
export function placeOf(database: Resource, { resource, name }: DatabaseInstance): string {
  return !resource || resource === database ? name : `${database.logicalId} with ${name} as its writer`;
}

/** What the metrics of a database show. */
export function databaseView(database: Resource, state: DatabaseState): View {
  const instances = instancesOf(database);
  const show = (name: string, shown: readonly DatabaseInstance[]): Emission | undefined => {
    // Of memory, RDS publishes the bytes that are free and no share.
    if (shown.length === 0 || /^memory/i.test(name)) return silence;
    const values = shown.map((instance) => readingOf(name, instance, state));
    return values.every((value) => value !== undefined) ? steady(...values) : undefined;
  };
  return (metric, about) => {
    if (!namespaces.includes(metric.namespace)) return undefined;
    const named = about.get('DBInstanceIdentifier');
    if (named) {
      const instance = instances.find(({ resource }) => resource === named);
      return instance && show(metric.name, [instance]);
    }
    const shown = inRole(metric, instances, state);
    return shown && about.get('DBClusterIdentifier') === database ? show(metric.name, shown) : undefined;
  };
}

/** The metrics of a cluster are those of all its instances, or of those in a role. */
function inRole(
  { dimensions }: Metric,
  instances: readonly DatabaseInstance[],
  { writer }: DatabaseState,
): readonly DatabaseInstance[] | undefined {
  const role = dimensions.get('Role');
  if (!role) return instances;
  switch (keyOf(role)) {
    case undefined:
      return undefined;
    case 'WRITER':
      return [writer];
    case 'READER':
      return instances.filter((instance) => instance !== writer);
    default:
      return [];
  }
}

/** Connections that an instance has on a good day. */
const usualConnections = 10;

function readingOf(name: string, instance: DatabaseInstance, state: DatabaseState): number | undefined {
  const load = instance === state.writer ? state.load : calm;
  switch (name) {
    case 'CPUUtilization':
      return load.CPU;
    case 'FreeableMemory':
      return ((instance.memory ?? state.memory) * (100 - load.memory)) / 100;
    case 'ACUUtilization':
    case 'NCUUtilization':
      return isServerless(instance) ? Math.max(load.CPU, load.memory) : undefined;
    case 'DatabaseConnections':
      return state.connectionsOf?.(instance) ?? usualConnections;
    default:
      return otherMetrics.get(name);
  }
}
