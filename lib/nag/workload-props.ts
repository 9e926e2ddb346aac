import type { IConstruct } from 'constructs';
import type { Role, RoleDeclaration, WorkloadDeclaration } from '../rules/declaration';

/** What the application consists of, where it should not be inferred from the wiring. */
export interface ReadinessWorkload {
  /**
   * Where requests from the internet enter: load balancers, distributions, APIs.
   *
   * @default - inferred: everything that answers the internet
   */
  readonly entries?: IConstruct[];
  /**
   * Why the application deliberately has no public entry.
   *
   * @default - it has one
   */
  readonly noEntries?: string;
  /**
   * The servers that answer requests: services, Auto Scaling groups, functions.
   *
   * @default - inferred: what is behind load balancers and APIs
   */
  readonly services?: IConstruct[];
  /**
   * Why the application deliberately has no servers.
   *
   * @default - it has some
   */
  readonly noServices?: string;
  /**
   * The databases that hold its data.
   *
   * @default - inferred: every database
   */
  readonly databases?: IConstruct[];
  /**
   * Why the application deliberately has no database.
   *
   * @default - it has one
   */
  readonly noDatabases?: string;
  /**
   * Its Redis or Valkey caches.
   *
   * @default - inferred: every cache
   */
  readonly caches?: IConstruct[];
  /**
   * Why the application deliberately has no cache.
   *
   * @default - it has one
   */
  readonly noCaches?: string;
  /**
   * What takes in the webhooks of others: listener rules, methods, routes, APIs.
   *
   * @default - inferred: what routes paths such as `/webhooks/*`
   */
  readonly webhooks?: IConstruct[];
  /**
   * Why the application deliberately takes in no webhooks.
   *
   * @default - it may take in some
   */
  readonly noWebhooks?: string;
  /**
   * The buckets that take the files of its users.
   *
   * @default - inferred: buckets that browsers upload to, or that are scanned for malware
   */
  readonly uploads?: IConstruct[];
  /**
   * Why the application deliberately takes no files.
   *
   * @default - it takes some
   */
  readonly noUploads?: string;
  /**
   * What works in the background: queues, functions, state machines, schedules, rules, workers.
   *
   * @default - inferred: queues, state machines, and what runs by events, schedules or streams
   */
  readonly jobs?: IConstruct[];
  /**
   * Why nothing deliberately works in the background.
   *
   * @default - something may
   */
  readonly noJobs?: string;
  /**
   * What takes payments: services, functions, state machines.
   *
   * @default - inferred: what is named for payments, or writes logs that payments are counted in
   */
  readonly payments?: IConstruct[];
  /**
   * Why the application deliberately takes no payments.
   *
   * @default - it may take some
   */
  readonly noPayments?: string;
}

/** The declaration that the props make; a role that is both listed and denied is refused. */
export function declarationOf(workload: ReadinessWorkload = {}): WorkloadDeclaration {
  const { entries, noEntries, services, noServices, databases, noDatabases } = workload;
  const { caches, noCaches, webhooks, noWebhooks, uploads, noUploads } = workload;
  const { jobs, noJobs, payments, noPayments } = workload;
  return {
    ...role('entries', entries, noEntries),
    ...role('services', services, noServices),
    ...role('databases', databases, noDatabases),
    ...role('caches', caches, noCaches),
    ...role('webhooks', webhooks, noWebhooks),
    ...role('uploads', uploads, noUploads),
    ...role('jobs', jobs, noJobs),
    ...role('payments', payments, noPayments),
  };
}

function role(
  name: Role,
  constructs: readonly IConstruct[] | undefined,
  none: string | undefined,
): WorkloadDeclaration {
  const denial = `no${name[0]!.toUpperCase()}${name.slice(1)}`;
  if (constructs && none !== undefined)
    throw new Error(`workload: both ${name} and ${denial} are given, expected one`);
  if (none !== undefined && none.trim() === '')
    throw new Error(`workload: ${denial} is empty, expected the reason`);
  const declaration: RoleDeclaration | undefined =
    none !== undefined
      ? { none }
      : constructs && {
          resources: constructs.map(({ node }) => ({
            text: node.path,
            place: `workload.${name} of ReadinessChecks`,
          })),
        };
  return declaration ? { [name]: declaration } : {};
}
