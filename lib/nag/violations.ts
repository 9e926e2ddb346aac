import type { PolicyViolation } from 'aws-cdk-lib';
import type { ControlReport, FindingReport, ItemReport, Report } from '../assess/report';
import type { Acknowledgement } from '../model/input';
import { items } from '../checklist';

/**
 * Whether the CDK itself suppresses a finding for an acknowledgement, and keeps it in its report: the full id, at the
 * construct or above it.
 */
export function isHonouredByCore(
  acknowledgement: Acknowledgement,
  controlId: string,
  finding: FindingReport,
): boolean {
  const path = finding.resource?.constructPath ?? '';
  const above = path === acknowledgement.path || path.startsWith(`${acknowledgement.path}/`);
  return acknowledgement.id === `Readiness::${controlId}` && above;
}

/** What the CDK prints: failures and open questions, each with its fix, then acknowledgements of our own kind. */
export function violationsOf(report: Report, strict: boolean): PolicyViolation[] {
  return [
    ...report.items.flatMap((item) => item.controls.flatMap((control) => ofControl(item, control, strict))),
    ...report.items.flatMap(acknowledged),
    ...report.notices.map((notice) => note('unmatched-acknowledgement', 'warning', notice, somePath(report))),
  ];
}

function ofControl(item: ItemReport, control: ControlReport, strict: boolean): PolicyViolation[] {
  return control.findings.flatMap((finding) => {
    const severity = severityOf(control, finding, strict);
    if (!severity) return [];
    return [
      {
        ruleName: control.id,
        description: `${control.title}: ${finding.outcome === 'unknown' ? 'cannot be decided: ' : ''}${finding.message}`,
        severity,
        fix: finding.fix,
        violatingResources: [
          {
            constructPath: finding.resource?.constructPath ?? finding.resource?.stack ?? '',
            locations: locationsOf(finding),
          },
        ],
        ruleMetadata: { item: item.id, checklist: item.title, ...whyOf(control.id) },
      },
    ];
  });
}

function severityOf(control: ControlReport, finding: FindingReport, strict: boolean): string | undefined {
  if (finding.outcome === 'fail') return control.severity;
  if (finding.outcome === 'unknown') return strict ? control.severity : 'warning';
  return undefined;
}

function locationsOf({ evidence, resource }: FindingReport): string[] {
  return evidence
    .filter((entry) => entry.logicalId === resource?.logicalId && entry.path !== '')
    .map(({ path }) => path);
}

function whyOf(controlId: string): { readonly [key: string]: string } {
  const control = items.flatMap(({ controls }) => controls).find(({ id }) => id === controlId);
  return control ? { why: control.why, docs: control.docs } : {};
}

/** Acknowledgements by item id, which the CDK does not know: kept in its report with their reasons. */
function acknowledged(item: ItemReport): PolicyViolation[] {
  const [finding] = item.controls
    .flatMap(({ findings }) => findings)
    .filter(({ outcome }) => outcome === 'waived');
  if (!finding) return [];
  return item.waivers.map(({ id, reason, where }) =>
    note(id, 'info', `acknowledged at ${where}: ${reason}`, finding.resource?.constructPath ?? ''),
  );
}

function note(
  ruleName: string,
  severity: string,
  description: string,
  constructPath: string,
): PolicyViolation {
  return { ruleName, description, severity, violatingResources: [{ constructPath, locations: [] }] };
}

/** A construct to hang a note on that is about none: the first one that the report names. */
function somePath(report: Report): string {
  const findings = report.items.flatMap((item) => item.controls.flatMap((control) => control.findings));
  return findings.find(({ resource }) => resource?.constructPath)?.resource?.constructPath ?? '';
}
