/** The one contract of every reporter: what a run found, item by item, with its proof. */

export const outcomes = ['pass', 'fail', 'unknown', 'pending', 'expired', 'waived', 'notApplicable'] as const;
export type Outcome = (typeof outcomes)[number];

export type Verdict = 'go' | 'no-go' | 'undecided';

/** Where what a control judged comes from: templates of a synthesis, or what an account has deployed. */
export type Origin = 'templates' | 'account';

/** Evidence that an item still needs beside what this run looked at. */
export type Awaited = 'live' | 'attestation';

export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly verdict: Verdict;
  /** ISO 8601, in UTC. */
  readonly generatedAt: string;
  readonly summary: Readonly<Record<Outcome, number>>;
  /** The accounts that live evidence comes from; none where templates alone were looked at. */
  readonly asked: readonly AskedReport[];
  readonly items: readonly ItemReport[];
  /** What the reader should know beside the items: acknowledgements that match nothing, templates not visible. */
  readonly notices: readonly string[];
}

/** A region of an account that was asked. */
export interface AskedReport {
  readonly account: string;
  readonly region: string;
  /** ISO 8601, in UTC: when it was asked last. */
  readonly at: string;
  /** Names of the stacks that were read there. */
  readonly stacks: readonly string[];
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
  readonly probes: readonly ProbeReport[];
  readonly attestations: readonly never[];
  readonly waivers: readonly WaiverReport[];
}

export interface ControlReport {
  readonly id: string;
  readonly title: string;
  readonly severity: 'error' | 'warning';
  readonly outcome: Outcome;
  /** The probe that settles it where the templates leave it open. */
  readonly decidedBy?: string;
  /** ISO 8601, in UTC: time of the oldest of its findings; absent where it has none. */
  readonly at?: string;
  /** Candidates looked at; a control never passes on none. */
  readonly examined: number;
  readonly findings: readonly FindingReport[];
}

/** When a verdict was reached, and whether that is too long ago. */
export interface Dated {
  /** ISO 8601, in UTC. */
  readonly at: string;
  /** What was found, where that is too long ago to hold still: the outcome is then `expired`. */
  readonly was?: { readonly outcome: Outcome; readonly message: string };
}

export interface FindingReport extends Dated {
  readonly outcome: Outcome;
  readonly origin: Origin;
  /** What settles it where it is unknown: the id of a probe, or the other origin. */
  readonly decidedBy?: string;
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
  /** Name that the stack, or the one that it is nested in, has in CloudFormation, where it is known. */
  readonly stackName?: string;
  /** Account and region that the stack is deployed to, where they are known. */
  readonly account?: string;
  readonly region?: string;
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

/** What the account said to one question. */
export interface ProbeReport {
  readonly id: string;
  readonly title: string;
  readonly severity: 'error' | 'warning';
  readonly outcome: Outcome;
  /** ISO 8601, in UTC: time of the oldest of its findings; absent where there was nothing to ask about. */
  readonly at?: string;
  /** Resources asked about for which the question arises. */
  readonly examined: number;
  /** Controls that it settles where the templates leave them open. */
  readonly decides: readonly string[];
  /** True where its failure asks for a rollback. */
  readonly rollback?: true;
  readonly findings: readonly ProbeFindingReport[];
}

export interface ProbeFindingReport extends Dated {
  readonly outcome: Outcome;
  /** What was seen, and what was expected. */
  readonly message: string;
  /** What cures it in the account; present on findings that fail or are unknown. */
  readonly fix?: string;
  readonly resource: LiveResourceReport;
  readonly evidence: readonly ObservationReport[];
}

/** A resource as the account knows it. */
export interface LiveResourceReport {
  /** Type as CloudFormation calls it; `AWS::Region` for a whole region. */
  readonly type: string;
  /** Physical id: a name or an ARN. */
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** Name of the stack that makes it, and its logical id there; absent where no template does. */
  readonly stack?: string;
  readonly logicalId?: string;
}

/** A fact from an account that decided a finding. */
export interface ObservationReport {
  /** The call that told it, as IAM names it: `rds:DescribeDBClusters`. */
  readonly call: string;
  /** Where in its answer it stands. */
  readonly path: string;
  readonly value: string;
}

export interface WaiverReport {
  /** Item or control that it covers. */
  readonly id: string;
  readonly reason: string;
  /** Where it was made: construct path, or file. */
  readonly where: string;
}
