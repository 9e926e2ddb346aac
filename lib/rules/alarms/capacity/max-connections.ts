import { targetOf } from '../../../model/names';
import type { Resource } from '../../../model/resource';
import { clusterType } from '../../database/databases';
import { engineOf } from '../../database/engines';
import { numeric } from '../../reading';
import { isServerless, type DatabaseInstance } from './database-instances';

/**
 * The memory that the formulas of parameter groups call DBInstanceClassMemory: what the operating system and the
 * processes of RDS leave of the memory of the class. AWS gives no number; this fits what users measured
 * (198 connections of PostgreSQL on 2 GiB, 413 on 4 GiB) and what the Aurora user guide lists for capacity units.
 */
function usable(memory: number): number {
  return 0.96 * memory - 200e6;
}

/** Default formulas, from "Quotas and constraints" of the RDS and "Maximum connections" of the Aurora user guide. */
const formulas: readonly (readonly [engine: RegExp, formula: (memory: number) => number])[] = [
  [/^(aurora-)?postgres/, (memory) => Math.min(memory / 9_531_392, 5000)],
  [
    /^aurora(-mysql)?$/,
    (memory) => Math.max(45 * Math.log2(memory / 805_306_368), 1000 * Math.log2(memory / 8_187_281_408)),
  ],
  [/^mysql$/, (memory) => Math.min(memory / 12_582_880, 16_000)],
];

/** With less than one capacity unit as minimum, Aurora Serverless v2 lets PostgreSQL have no more. */
const cappedConnections = 2000;

/** How many connections an instance takes at most, or why that is not known. */
export function maxConnectionsOf(database: Resource, instance: DatabaseInstance): number | string {
  const stated =
    statedIn(instance.resource ?? database, 'DBParameterGroupName') ??
    statedIn(database, 'DBClusterParameterGroupName');
  if (stated !== undefined) return stated;
  const { name, size, memory } = instance;
  const engine = engineOf(database) ?? '';
  const formula = formulas.find(([pattern]) => pattern.test(engine))?.[1];
  if (!formula) return `how many connections ${engine === '' ? database.type : engine} takes is not known`;
  if (memory === undefined) return `how many connections ${name} takes (${size}) is not known`;
  const most = Math.floor(formula(usable(memory)));
  return isCapped(database, instance, engine) ? Math.min(most, cappedConnections) : most;
}

/** What a parameter group of one's own says, or why that is not known; undefined where it says nothing. */
function statedIn(owner: Resource, path: string): number | string | undefined {
  const [group] = targetOf(owner.read(path), owner.stack).resources;
  if (!group) return undefined;
  const value = group.read('Parameters.max_connections');
  if (value.kind === 'absent') return undefined;
  const number = value.kind === 'known' ? numeric(value.value) : NaN;
  return Number.isNaN(number) ? `max_connections of ${group.logicalId} is not known` : number;
}

function isCapped(database: Resource, instance: DatabaseInstance, engine: string): boolean {
  if (database.type !== clusterType || !isServerless(instance) || !engine.includes('postgres')) return false;
  const least = database.read('ServerlessV2ScalingConfiguration.MinCapacity');
  return least.kind !== 'known' || numeric(least.value) < 1;
}
