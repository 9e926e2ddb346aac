import type { Judgement } from '../rules/finding';
import type { Workload } from '../rules/workload';
import type { Freshness } from './freshness';

/** How an item can be evidenced: by what is synthesized, by the running account, or by a person's statement. */
export type EvidenceKind = 'synth' | 'live' | 'attest';

export type Severity = 'error' | 'warning';

/** One decidable statement under an item. */
export interface Control {
  /** Item id, a dot, and a name: stable, and never used again for something else. */
  readonly id: string;
  /** The passing state, beginning with the resource. */
  readonly title: string;
  readonly severity: Severity;
  /** The incident that it prevents. */
  readonly why: string;
  /** The edit that cures it. */
  readonly fix: string;
  readonly check: (workload: Workload) => Judgement;
  /** Where alarms are tried: each situation, and what an alarm should do in it. */
  readonly tried?: readonly string[];
  /** Address of the page at AWS that explains it. */
  readonly docs: string;
}

/** One line of the checklist. */
export interface Item {
  readonly id: string;
  /** The line as the checklist has it. */
  readonly text: string;
  readonly evidence: readonly EvidenceKind[];
  /** Live evidence that may stand in where it exists, and is not asked for where it does not. */
  readonly optional?: readonly EvidenceKind[];
  /** True where constructs must encode it. */
  readonly infrastructure?: boolean;
  /** How old evidence may be, and who gives it. */
  readonly freshness: Freshness;
  readonly controls?: readonly Control[];
}

/** A block of the checklist: items under one heading. */
export interface Group {
  /** Heading of the phase: `Pre-Launch (T-7 Days)`. */
  readonly phase: string;
  readonly section: string;
  /** Bold line above the items; empty where there is none. */
  readonly group: string;
  readonly items: readonly Item[];
}

/** Keeps the ids of a group as literal types, so that an id that does not exist does not compile. */
export function group<const G extends Group>(literal: G): G {
  return literal;
}
