import type { Environment } from '../model/environment';
import type { Resource } from '../model/resource';
import { candidates, type Candidates } from './candidates';
import type { Role, Selector, WorkloadDeclaration } from './declaration';
import { inferCaches, cacheTypes } from './cache/caches';
import { databaseTypes, inferDatabases } from './database/databases';
import { hiddenPayments, inferPayments, paymentTypes } from './alarms/payments/payments';
import { hiddenJobs, inferJobs, jobTypes } from './jobs/jobs';
import { entryTypes, inferEntries } from './network/entries';
import { inferServices, serviceTypes } from './compute/services';
import { selected } from './selection';
import { inferUploads, unrecognised, uploadTypes } from './uploads/uploads';
import { inferWebhooks, webhookTypes } from './webhooks/routes';

/** A template shows the paths of an application only where something routes by them. */
const hiddenPaths = (): string =>
  'the application may have paths that no template shows; declare its webhooks, or that it has none';

/** What the application consists of in one environment: declared, or inferred from the wiring. */
export class Workload {
  readonly entries: Candidates;
  readonly services: Candidates;
  readonly databases: Candidates;
  readonly caches: Candidates;
  readonly webhooks: Candidates;
  readonly uploads: Candidates;
  readonly jobs: Candidates;
  readonly payments: Candidates;
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
    this.webhooks = this.role('webhooks', 'webhook endpoint', webhookTypes, inferWebhooks, hiddenPaths);
    this.uploads = this.role('uploads', 'bucket for uploads', uploadTypes, inferUploads, unrecognised);
    this.jobs = this.role('jobs', 'background job', jobTypes, inferJobs, hiddenJobs);
    this.payments = this.role(
      'payments',
      'service that takes payments',
      paymentTypes,
      inferPayments,
      hiddenPayments,
    );
  }

  private role(
    role: Role,
    noun: string,
    types: readonly string[],
    infer: (environment: Environment) => readonly Resource[],
    whyHidden: (environment: Environment) => string | undefined = () => undefined,
  ): Candidates {
    const declared = this.declaration[role];
    if (declared && 'none' in declared) {
      return { ...candidates(this.environment, noun, [], types), none: declared.none };
    }
    const resources = declared
      ? declared.resources.flatMap((selector) => this.select(selector, types))
      : infer(this.environment);
    const found = candidates(this.environment, noun, resources, types);
    return declared
      ? { ...found, elsewhere: (declared.elsewhere ?? []).map(({ text }) => text) }
      : { ...found, hidden: found.hidden ?? whyHidden(this.environment) };
  }

  private select(selector: Selector, types: readonly string[]): readonly Resource[] {
    const resources = selected(this.environment, selector, types);
    if (resources.length > 0) this.matched.add(selector);
    return resources;
  }
}
