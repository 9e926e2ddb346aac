import { items as checklist, type ChecklistItem, type Control } from '../checklist';
import { Environment } from '../model/environment';
import type { Acknowledgement, EnvironmentInput } from '../model/input';
import { UnreadableInput } from '../model/unreadable-input';
import type { Selector, WorkloadDeclaration } from '../rules/declaration';
import type { Judgement } from '../rules/finding';
import { Workload } from '../rules/workload';
import { Cases } from './cases';
import { controlReport, describeSubjects, findingReport, type JudgedControl } from './describe';
import { controlOutcome, itemOutcome, runVerdict } from './outcome';
import {
  outcomes,
  type Awaited,
  type FindingReport,
  type ItemReport,
  type Outcome,
  type Report,
} from './report';
import { Waivers, type FindWaiver } from './waivers';

export interface AssessOptions {
  readonly workload?: WorkloadDeclaration;
  /** ISO 8601, in UTC. */
  readonly generatedAt: string;
  /** Version of this package. */
  readonly version: string;
  /** Ids of the items to judge; all where absent. */
  readonly items?: readonly string[];
  /** Acknowledgements that lie in no environment, but above them. */
  readonly acknowledgements?: readonly Acknowledgement[];
  /** Acknowledgements that somebody else honours, so that the finding stays as it is. */
  readonly leave?: (acknowledgement: Acknowledgement, controlId: string, finding: FindingReport) => boolean;
}

/** A selector of the declared workload that names no resource of any environment judged. */
export class UnmatchedSelector extends UnreadableInput {
  constructor(readonly selector: Selector) {
    super(
      `${selector.place}: ${selector.text} names no resource of the templates, expected a construct path or Stack.LogicalId`,
    );
  }
}

/**
 * Judges every control of the checklist in every environment. Environments are taken one at a time, so that memory
 * grows with the largest of them.
 *
 * @throws UnmatchedSelector
 */
export function assess(environments: Iterable<EnvironmentInput>, options: AssessOptions): Report {
  const scope = checklist.filter(({ id }) => !options.items || options.items.includes(id));
  const judged = new Map<string, JudgedControl>();
  const waivers = new Waivers();
  const unmatched = new Set(
    Object.values(options.workload ?? {}).flatMap((role) => ('none' in role ? [] : role.resources)),
  );
  for (const input of environments) {
    if (input.stacks.length === 0) continue;
    const workload = new Workload(new Environment(input), options.workload);
    for (const selector of workload.matched) unmatched.delete(selector);
    const judgements = judge(scope, workload, options.workload);
    describeSubjects(judgements.flatMap(({ findings }) => findings));
    const findWaiver = waivers.addFrom(input, options.acknowledgements);
    for (const judgement of judgements) {
      record(judgement, workload.environment, findWaiver, judged, waivers, options);
    }
  }
  const [stray] = unmatched;
  if (stray) throw new UnmatchedSelector(stray);
  return report(scope, judged, waivers, options);
}

/** A control with its item, and what was found. */
type Judged = Judgement & { readonly item: ChecklistItem; readonly control: Control };

function judge(
  scope: readonly ChecklistItem[],
  workload: Workload,
  declaration: WorkloadDeclaration | undefined,
): readonly Judged[] {
  const judgements = scope.flatMap((item) =>
    item.controls.map((control) => ({ item, control, ...control.check(workload) })),
  );
  const cases = new Cases(workload.environment, declaration);
  return judgements.map((judgement) => ({ ...judgement, ...cases.settle(judgement.control, judgement) }));
}

function record(
  { item, control, findings, examined }: Judged,
  environment: Environment,
  findWaiver: FindWaiver,
  judged: Map<string, JudgedControl>,
  waivers: Waivers,
  { leave }: AssessOptions,
): void {
  const entry = judged.get(control.id) ?? { findings: [], examined: 0 };
  judged.set(control.id, entry);
  entry.examined += examined;
  for (const finding of findings) {
    const described = findingReport(finding, control, environment);
    const waiver = isOpen(described) ? findWaiver(item.id, control.id, described) : undefined;
    const left = waiver && leave?.(waiver, control.id, described);
    if (waiver) waivers.use(waiver, left ? undefined : item.id);
    entry.findings.push(waiver && !left ? { ...described, outcome: 'waived' } : described);
  }
}

function isOpen({ outcome }: FindingReport): boolean {
  return outcome === 'fail' || outcome === 'unknown';
}

function report(
  scope: readonly ChecklistItem[],
  judged: ReadonlyMap<string, JudgedControl>,
  waivers: Waivers,
  options: AssessOptions,
): Report {
  const items = scope.map((item) => itemReport(item, judged, waivers));
  const summary = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of items) summary[outcome]++;
  return {
    schemaVersion: 1,
    tool: { name: 'cdk-readiness', version: options.version },
    verdict: runVerdict(items),
    generatedAt: options.generatedAt,
    summary,
    items,
    notices: waivers.notices(),
  };
}

function itemReport(
  item: ChecklistItem,
  judged: ReadonlyMap<string, JudgedControl>,
  waivers: Waivers,
): ItemReport {
  const controls = item.controls.map((control) =>
    controlReport(control, judged.get(control.id) ?? { findings: [], examined: 0 }, controlOutcome),
  );
  return {
    id: item.id,
    title: item.text,
    phase: item.phase,
    section: item.section,
    group: item.group,
    outcome: itemOutcome(controls),
    awaits: awaited(item),
    controls,
    probes: [],
    attestations: [],
    waivers: waivers.of(item.id),
  };
}

function awaited(item: ChecklistItem): readonly Awaited[] {
  return [
    ...(item.evidence.includes('live') ? (['live'] as const) : []),
    ...(item.evidence.includes('attest') ? (['attestation'] as const) : []),
  ];
}
