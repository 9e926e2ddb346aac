import type { Control } from '../checklist';
import type { Environment } from '../model/environment';
import type { ConstructOrigin } from '../model/input';
import { Resource } from '../model/resource';
import type { Stack } from '../model/stack';
import { show } from '../model/value';
import type { Evidence } from '../rules/answer';
import type { Finding } from '../rules/finding';
import type { EvidenceReport, FindingReport, Origin, ResourceReport } from './report';

export function findingReport(
  finding: Finding,
  control: Control,
  environment: Environment,
  { origin = 'templates', generatedAt }: { readonly origin?: Origin; readonly generatedAt: string },
): FindingReport {
  const { outcome, answer, subject } = finding;
  const open = outcome === 'fail' || outcome === 'unknown';
  return {
    outcome,
    origin,
    at: generatedAt,
    environment: environment.name === '' ? undefined : environment.name,
    message: answer.message,
    fix: open ? control.fix : undefined,
    // What does not apply lies nowhere.
    resource: outcome === 'notApplicable' ? undefined : subjectReport(subject),
    evidence: answer.evidence.map(evidenceReport),
  };
}

const described = new WeakMap<Resource | Stack, ResourceReport>();

/**
 * Describes the subjects of findings, stack by stack: what a source knows of a stack's constructs is then asked for
 * once, and need not be kept.
 */
export function describeSubjects(findings: readonly Finding[]): void {
  const byStack = new Map<Stack, Set<Resource | Stack>>();
  for (const { subject, outcome } of findings) {
    if (outcome === 'notApplicable') continue;
    const { root } = subject instanceof Resource ? subject.stack : subject;
    byStack.set(root, (byStack.get(root) ?? new Set()).add(subject));
  }
  for (const subjects of byStack.values()) for (const subject of subjects) subjectReport(subject);
}

/** The same subject turns up in the findings of many controls, and is described once. */
function subjectReport(subject: Resource | Stack): ResourceReport {
  const cached = described.get(subject);
  if (cached) return cached;
  const report =
    subject instanceof Resource
      ? {
          stack: subject.stack.displayName,
          logicalId: subject.logicalId,
          type: subject.type,
          ...deployment(subject.stack),
          ...originReport(subject.stack.input.constructs?.construct(subject.logicalId)),
        }
      : {
          stack: subject.displayName,
          ...deployment(subject),
          ...originReport(subject.input.constructs?.stack()),
        };
  described.set(subject, report);
  return report;
}

/** Where CloudFormation has the stack, as far as that is known. */
function deployment({ root, account, region }: Stack): Partial<ResourceReport> {
  const { stackName } = root.input;
  return {
    ...(stackName === undefined ? {} : { stackName }),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
  };
}

function originReport(origin: ConstructOrigin | undefined): Pick<ResourceReport, 'constructPath' | 'source'> {
  return {
    ...(origin?.path ? { constructPath: origin.path } : {}),
    ...(origin?.source === undefined ? {} : { source: origin.source }),
  };
}

function evidenceReport({ resource, path, value }: Evidence): EvidenceReport {
  return { stack: resource.stack.displayName, logicalId: resource.logicalId, path, value: show(value) };
}
