/** What the application consists of, as its owners declare it; everything not declared is inferred from the wiring. */

export const roles = [
  'entries',
  'services',
  'databases',
  'caches',
  'webhooks',
  'uploads',
  'jobs',
  'payments',
] as const;
export type Role = (typeof roles)[number];

/** One role of the workload: the resources that play it, or the reason why none does. */
export type RoleDeclaration = { readonly resources: readonly Selector[] } | { readonly none: string };

/** Names a resource: a construct path (`Prod/Data/Db`), or stack and logical id (`Shop-Data.Db5D02A0A9`). */
export interface Selector {
  readonly text: string;
  /** Where it was written (`readiness.yaml:7:9`), for messages about it. */
  readonly place: string;
}

export type WorkloadDeclaration = Readonly<Partial<Record<Role, RoleDeclaration>>>;
