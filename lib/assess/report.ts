/** The one contract of every reporter: what a run found, item by item, with its proof. */

export const outcomes = ['pass', 'fail', 'unknown', 'pending', 'expired', 'waived', 'notApplicable'] as const;
export type Outcome = (typeof outcomes)[number];

export type Verdict = 'go' | 'no-go' | 'undecided';

/** Evidence that an item still needs beside what this run looked at. */
export type Awaited = 'live' | 'attestation';

export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly verdict: Verdict;
  /** ISO 8601, in UTC. */
  readonly generatedAt: string;
  readonly summary: Readonly<Record<Outcome, number>>;
  readonly items: readonly ItemReport[];
  /** What the reader should know beside the items: acknowledgements that match nothing, templates not visible. */
  readonly notices: readonly string[];
}

export interface ItemReport {
  readonly id: string;
  readonly title: string;
  readonly phase: string;
  readonly section: string;
  readonly group: string;
  readonly outcome: Outcome;
  readonly awaits: readonly Awaited[];
  readonly controls: readonly ControlReport[];
  readonly probes: readonly never[];
  readonly attestations: readonly never[];
  readonly waivers: readonly WaiverReport[];
}

export interface ControlReport {
  readonly id: string;
  readonly title: string;
  readonly severity: 'error' | 'warning';
  readonly outcome: Outcome;
  /** Candidates looked at; a control never passes on none. */
  readonly examined: number;
  readonly findings: readonly FindingReport[];
}

export interface FindingReport {
  readonly outcome: Outcome;
  /** Stage in which it was found; absent where the assembly has none. */
  readonly environment?: string;
  /** What was seen, and what was expected. */
  readonly message: string;
  /** The edit that cures it; present on findings that fail or are unknown. */
  readonly fix?: string;
  readonly resource?: ResourceReport;
  /** Resources and properties that decided it. */
  readonly evidence: readonly EvidenceReport[];
}

export interface ResourceReport {
  /** Name of the stack as a person calls it (`Prod/Data`), or the template's file. */
  readonly stack: string;
  /** Absent where the finding is about the stack as a whole. */
  readonly logicalId?: string;
  readonly type?: string;
  readonly constructPath?: string;
  /** `lib/shop.ts:42:7` in the user's code, or the template's file. */
  readonly source?: string;
}

export interface EvidenceReport {
  readonly stack: string;
  readonly logicalId: string;
  /** `Properties.DesiredCount`; empty where the resource's existence is the evidence. */
  readonly path: string;
  /** What stands there, references written as `${Logical.Attribute}`. */
  readonly value: string;
}

export interface WaiverReport {
  /** Item or control that it covers. */
  readonly id: string;
  readonly reason: string;
  /** Where it was made: construct path, or file. */
  readonly where: string;
}
