import type { Resource } from '../../model/resource';
import { keyOf } from '../../model/value';
import { numeric } from '../reading';

/** Ports on which engines listen unless told otherwise, by the beginning of the engine's name. */
const ports: readonly (readonly [engine: RegExp, port: number])[] = [
  [/postgres/, 5432],
  [/mysql|mariadb|^aurora$/, 3306],
  [/^oracle|^custom-oracle/, 1521],
  [/sqlserver/, 1433],
  [/^db2/, 50_000],
];

/** The port on which a database listens, where it is known. */
export function portOf(database: Resource): number | undefined {
  const stated = database.read('Port');
  if (stated.kind === 'known') return numeric(stated.value);
  if (stated.kind !== 'absent') return undefined;
  if (database.type.startsWith('AWS::DocDB')) return 27_017;
  if (database.type.startsWith('AWS::Neptune::')) return 8182;
  return defaultPort(engineOf(database) ?? '');
}

/** The port of an engine, or of a family of engines as a proxy names it. */
export function defaultPort(engine: string): number | undefined {
  return ports.find(([pattern]) => pattern.test(engine.toLowerCase()))?.[1];
}

/** The name of the engine in lower case, where it is one known name. */
export function engineOf(database: Resource): string | undefined {
  const engine = database.read('Engine');
  return engine.kind === 'known' ? keyOf(engine)?.toLowerCase() : undefined;
}
