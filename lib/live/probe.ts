import type { ControlId, ItemId } from '../checklist';
import type { Answer } from './answer';
import type { Aws } from './aws';
import type { Target } from './target';

/** A question to a running account for an item. */
export interface Probe {
  /** Item id, a dot, and a name that no control of the item has: stable, and never used again for something else. */
  readonly id: `${ItemId}.${string}`;
  /** The passing state, beginning with the resource. */
  readonly title: string;
  readonly severity: 'error' | 'warning';
  /** The incident that it prevents. */
  readonly why: string;
  /** What cures it in the account. */
  readonly fix: string;
  /** Address of the page at AWS that explains it. */
  readonly docs: string;
  readonly about: Subject;
  /** IAM actions that its calls need, every one of them: `rds:DescribeDBClusters`. */
  readonly actions: readonly string[];
  /** Controls that it settles where the templates leave them open. */
  readonly decides?: readonly ControlId[];
  /** True where its failure asks for a rollback. */
  readonly rollback?: true;
  /** The procedure that asks, loaded with its clients when it is needed. */
  readonly ask: () => Ask;
}

/** Puts the question for one target. */
export type Ask = (target: Target, aws: Aws) => Promise<Answer>;

/**
 * What a probe is asked about:
 * - `proof`: the resources of some types that the controls of items (its own where none is named) judged or cite, and
 *   those that readiness.yaml names for them;
 * - `role`: the resources of a role of the workload;
 * - `every`: all resources of some types in the stacks;
 * - `region`: each region that stacks lie in.
 */
export type Subject =
  | { readonly of: 'proof'; readonly types: readonly string[]; readonly items?: readonly ItemId[] }
  | { readonly of: 'role'; readonly role: string; readonly types: readonly string[] }
  | { readonly of: 'every'; readonly types: readonly string[] }
  | { readonly of: 'region' };

/** Keeps the types of a list of probes checked where they are written. */
export function probes(...list: readonly Probe[]): readonly Probe[] {
  return list;
}
