import type { AskedReport, FindingReport, ProbeReport, ResourceReport } from './report';

type Place = Pick<AskedReport, 'account' | 'region'>;

/** What else is known when the findings of a control are read. */
export interface Settling {
  /** The probe that answers its question, where one passes or fails. */
  readonly decider?: ProbeReport;
  readonly asked: readonly AskedReport[];
  readonly stages: Stages;
}

/** The deployed stacks of each Stage. */
export type Stages = ReadonlyMap<string, ReadonlySet<string>>;

export function stagesOf(findings: Iterable<FindingReport>): Stages {
  const stages = new Map<string, Set<string>>();
  for (const { origin, environment, resource } of findings) {
    if (origin !== 'account' || environment === undefined || resource === undefined) continue;
    stages.set(environment, (stages.get(environment) ?? new Set()).add(resource.stack));
  }
  return stages;
}

/**
 * The findings of a control, those that are unknown settled by whoever knew better: a probe, or the same control where
 * it judged what the account has deployed. Nothing is settled for a stack that the account was not asked about, nor by
 * what a probe saw in another Stage alone.
 */
export function settle(
  findings: readonly FindingReport[],
  { decider, asked, stages }: Settling,
): readonly FindingReport[] {
  if (asked.length === 0) return findings;
  const elsewhere = findingsElsewhere(findings);
  return findings.map((finding) => {
    const same = elsewhere(finding);
    if (finding.outcome === 'fail') return isAccepted(same) ? { ...finding, outcome: 'waived' } : finding;
    if (finding.outcome !== 'unknown') return finding;
    const isAsked = finding.origin === 'account' || asked.some((place) => isReadAt(finding.resource, place));
    if (decider && isAsked && concerns(decider, finding, stages.get(finding.environment ?? '')))
      return { ...finding, decidedBy: decider.id };
    const deployed = isAsked && finding.origin === 'templates';
    const better =
      same.length > 0 || !deployed ? same : findings.filter(({ origin }) => origin === 'account');
    return isDecided(better) ? { ...finding, decidedBy: better[0]!.origin } : finding;
  });
}

/**
 * Whether a probe looked at what a finding is about: at that resource itself, or, where the finding names none, at what
 * no template makes. What is good of one load balancer says nothing about the distribution beside it.
 */
function concerns(
  { findings }: ProbeReport,
  { resource }: FindingReport,
  stacks: ReadonlySet<string> | undefined,
): boolean {
  return findings.some(({ outcome, resource: { stack, logicalId } }) => {
    if (outcome === 'notApplicable') return false;
    if (stack === undefined) return true;
    if (stacks !== undefined && !stacks.has(stack)) return false;
    return logicalId === resource?.logicalId && [resource?.stack, resource?.stackName].includes(stack);
  });
}

function isDecided(findings: readonly FindingReport[]): boolean {
  const open = findings.some(({ outcome }) => outcome === 'unknown' || outcome === 'expired');
  return findings.length > 0 && !open;
}

/** A gap that is acknowledged in the code is the same gap where it is deployed. */
function isAccepted(same: readonly FindingReport[]): boolean {
  return same.some(({ outcome }) => outcome === 'waived');
}

/** Looks up what was found about the same resource where templates and account were both judged. */
function findingsElsewhere(
  findings: readonly FindingReport[],
): (finding: FindingReport) => readonly FindingReport[] {
  const byName = new Map<string, FindingReport[]>();
  for (const finding of findings) {
    const key = nameOf(finding);
    byName.set(key, [...(byName.get(key) ?? []), finding]);
  }
  return (finding) =>
    (byName.get(nameOf(finding)) ?? []).filter(
      ({ origin, resource }) => origin !== finding.origin && isSame(resource, finding.resource),
    );
}

function nameOf({ resource }: FindingReport): string {
  return `${resource?.stackName ?? ''}/${resource?.logicalId ?? ''}`;
}

/** Whether a resource of a template and one that is deployed are one, by the names that CloudFormation has for them. */
function isSame(one: ResourceReport | undefined, other: ResourceReport | undefined): boolean {
  if (one?.stackName === undefined || one.stackName !== other?.stackName) return false;
  if (one.logicalId !== other.logicalId || one.type !== other.type) return false;
  return agree(one.constructPath, other.constructPath) && mayLieIn(one, other);
}

function isReadAt(resource: ResourceReport | undefined, { stacks, ...place }: AskedReport): boolean {
  if (resource?.stackName === undefined) return false;
  return stacks.includes(resource.stackName) && mayLieIn(resource, place);
}

/** Whether account and region, where both know them, are the same. */
function mayLieIn(one: Partial<Place>, other: Partial<Place>): boolean {
  return agree(one.account, other.account) && agree(one.region, other.region);
}

function agree(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}
