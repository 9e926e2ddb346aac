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

/** One role of the workload: what plays it, or the reason why nothing does. */
export type RoleDeclaration = Players | { readonly none: string };

/** What plays a role: resources of the templates, and what lives elsewhere. */
export interface Players {
  readonly resources: readonly Selector[];
  /** ARNs of what plays it and lives in no template. */
  readonly elsewhere?: readonly Selector[];
}

/** Names a resource: a construct path (`Prod/Data/Db`), stack and logical id (`Shop-Data.Db5D02A0A9`), or an ARN. */
export interface Selector {
  readonly text: string;
  /** Where it was written (`readiness.yaml:7:9`), for messages about it. */
  readonly place: string;
}

export type WorkloadDeclaration = Readonly<Partial<Record<Role, RoleDeclaration>>>;
