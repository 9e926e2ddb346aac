import type { LiveResourceReport, ObservationReport } from './report';

/** What a probe found out about everything that it was asked about: what live verification hands over, as plain data. */
export interface ProbeResult {
  readonly id: string;
  /** Id of its item. */
  readonly item: string;
  readonly title: string;
  readonly severity: 'error' | 'warning';
  /** What cures it in the account. */
  readonly fix: string;
  /** Controls that it settles where the templates leave them open. */
  readonly decides?: readonly string[];
  /** True where its failure asks for a rollback. */
  readonly rollback?: boolean;
  readonly findings: readonly ProbeResultFinding[];
}

/** What a probe found out about one resource or region. */
export interface ProbeResultFinding {
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'notApplicable';
  readonly message: string;
  /** ISO 8601, in UTC: when the account was asked. */
  readonly at: string;
  readonly resource: LiveResourceReport;
  readonly evidence: readonly ObservationReport[];
}
