import type { Environment } from '../model/environment';
import type { Resource } from '../model/resource';
import { candidates, type Candidates } from './candidates';
import type { Role, Selector, WorkloadDeclaration } from './declaration';
import { inferCaches, cacheTypes } from './cache/caches';
import { databaseTypes, inferDatabases } from './database/databases';
import { entryTypes, inferEntries } from './network/entries';
import { inferServices, serviceTypes } from './compute/services';
import { selected } from './selection';

/** What the application consists of in one environment: declared, or inferred from the wiring. */
export class Workload {
  readonly entries: Candidates;
  readonly services: Candidates;
  readonly databases: Candidates;
  readonly caches: Candidates;
  /** The declared selectors that name something here. */
  readonly matched = new Set<Selector>();

  constructor(
    readonly environment: Environment,
    private readonly declaration: WorkloadDeclaration = {},
  ) {
    this.entries = this.role('entries', 'public entry', entryTypes, inferEntries);
    this.services = this.role('services', 'service', serviceTypes, inferServices);
    this.databases = this.role('databases', 'database', databaseTypes, inferDatabases);
    this.caches = this.role('caches', 'Redis or Valkey cache', cacheTypes, inferCaches);
  }

  private role(
    role: Role,
    noun: string,
    types: readonly string[],
    infer: (environment: Environment) => readonly Resource[],
  ): Candidates {
    const declared = this.declaration[role];
    if (declared && 'none' in declared) {
      return { ...candidates(this.environment, noun, [], types), none: declared.none };
    }
    const resources = declared
      ? declared.resources.flatMap((selector) => this.select(selector, types))
      : infer(this.environment);
    return candidates(this.environment, noun, resources, types);
  }

  private select(selector: Selector, types: readonly string[]): readonly Resource[] {
    const resources = selected(this.environment, selector, types);
    if (resources.length > 0) this.matched.add(selector);
    return resources;
  }
}
