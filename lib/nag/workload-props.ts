import type { IConstruct } from 'constructs';
import { whyNoTarget } from '../live/arn';
import {
  roles,
  type Players,
  type Role,
  type Selector,
  type WorkloadDeclaration,
} from '../rules/declaration';

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
  /**
   * ARNs of what plays a role and lives in no stack of the app, by role: `{ databases: ['arn:aws:rds:…'] }`. Together
   * with the constructs listed for the role they are all that plays it.
   *
   * @default - all of it is in the app
   */
  readonly elsewhere?: { [role: string]: string[] };
}

/** The declaration that the props make; a role that is both listed and denied is refused. */
export function declarationOf(workload: ReadinessWorkload = {}): WorkloadDeclaration {
  const { entries, noEntries, services, noServices, databases, noDatabases } = workload;
  const { caches, noCaches, webhooks, noWebhooks, uploads, noUploads } = workload;
  const { jobs, noJobs, payments, noPayments } = workload;
  const elsewhere = arnsByRole(workload.elsewhere ?? {});
  const role = (name: Role, constructs: IConstruct[] | undefined, none: string | undefined) =>
    declared(name, playersOf(name, constructs, elsewhere.get(name)), none);
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

function arnsByRole(elsewhere: NonNullable<ReadinessWorkload['elsewhere']>): ReadonlyMap<string, Selector[]> {
  return new Map(
    Object.entries(elsewhere).map(([name, arns]) => {
      const place = 'workload.elsewhere of ReadinessChecks';
      if (!roles.some((role) => role === name))
        throw new Error(
          `${place}: there is no role ${JSON.stringify(name)}, the roles are ${roles.join(', ')}`,
        );
      return [name, arns.map((text) => namedByArn(text, place))];
    }),
  );
}

function namedByArn(text: string, place: string): Selector {
  const why = whyNoTarget(text);
  if (why !== undefined) throw new Error(`${place}: ${text} ${why}`);
  return { text, place };
}

function playersOf(
  name: Role,
  constructs: readonly IConstruct[] | undefined,
  elsewhere: readonly Selector[] | undefined,
): Players | undefined {
  if (!constructs && !elsewhere) return undefined;
  const place = `workload.${name} of ReadinessChecks`;
  const resources = (constructs ?? []).map(({ node }) => ({ text: node.path, place }));
  return elsewhere ? { resources, elsewhere } : { resources };
}

function declared(name: Role, players: Players | undefined, none: string | undefined): WorkloadDeclaration {
  if (none === undefined) return players ? { [name]: players } : {};
  const denial = `no${name[0]!.toUpperCase()}${name.slice(1)}`;
  if (players) throw new Error(`workload: both ${name} and ${denial} are given, expected one`);
  if (none.trim() === '') throw new Error(`workload: ${denial} is empty, expected the reason`);
  return { [name]: { none } };
}
