import { items as checklist, type ChecklistItem, type Control } from '../checklist';
import { Environment } from '../model/environment';
import type { Acknowledgement, EnvironmentInput } from '../model/input';
import { UnreadableInput } from '../model/unreadable-input';
import type { Selector, WorkloadDeclaration } from '../rules/declaration';
import type { Judgement } from '../rules/finding';
import { Workload } from '../rules/workload';
import { Cases } from './cases';
import { describeSubjects, findingReport } from './describe';
import type { AskedReport, FindingReport, Origin } from './report';
import { Waivers, type FindWaiver } from './waivers';

export interface JudgeOptions {
  readonly workload?: WorkloadDeclaration;
  /** ISO 8601, in UTC. */
  readonly generatedAt: string;
  /** Ids of the items to judge; all where absent. */
  readonly items?: readonly string[];
  /** Whether the templates are those of a synthesis, or those that an account has deployed. */
  readonly origin?: Origin;
  /** Hears of a declared selector that names nothing here. @default - it is a mistake, and refused */
  readonly unmatched?: (selector: Selector) => void;
  /** Acknowledgements that lie in no environment, but above them. */
  readonly acknowledgements?: readonly Acknowledgement[];
  /** Acknowledgements that somebody else honours, so that the finding stays as it is. */
  readonly leave?: (acknowledgement: Acknowledgement, controlId: string, finding: FindingReport) => boolean;
  /** Hears of each environment what every control found there, while its resources are still in memory. */
  readonly judged?: (judgements: readonly JudgedControl[], workload: Workload) => void;
}

/** What one control found in one environment. */
export interface JudgedControl extends Judgement {
  readonly item: ChecklistItem;
  readonly control: Control;
}

/** What was found about one control so far, over all environments. */
export interface Found {
  readonly findings: readonly FindingReport[];
  /** Candidates looked at. */
  readonly examined: number;
}

/** What the controls of the items in scope found in every environment: the first half of a report. */
export interface Judgements {
  readonly scope: readonly ChecklistItem[];
  /** By the id of the control; a control that judged no environment is not there. */
  readonly found: ReadonlyMap<string, Found>;
  readonly waivers: Waivers;
  /** Where the stacks that were judged are deployed; none where templates were. */
  readonly asked: readonly AskedReport[];
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
export function judge(environments: Iterable<EnvironmentInput>, options: JudgeOptions): Judgements {
  const scope = checklist.filter(({ id }) => !options.items || options.items.includes(id));
  const collected = new Collected(options);
  const unmatched = new Set(
    Object.values(options.workload ?? {}).flatMap((role) => ('none' in role ? [] : role.resources)),
  );
  for (const input of environments) {
    if (input.stacks.length === 0) continue;
    const workload = new Workload(new Environment(input), options.workload);
    for (const selector of workload.matched) unmatched.delete(selector);
    const judgements = judgeEnvironment(scope, workload, options.workload);
    options.judged?.(judgements, workload);
    collected.add(judgements, workload.environment);
  }
  for (const stray of unmatched) {
    if (!options.unmatched) throw new UnmatchedSelector(stray);
    options.unmatched(stray);
  }
  return { scope, found: collected.found, waivers: collected.waivers, asked: collected.asked };
}

function judgeEnvironment(
  scope: readonly ChecklistItem[],
  workload: Workload,
  declaration: WorkloadDeclaration | undefined,
): readonly JudgedControl[] {
  const judgements = scope.flatMap((item) =>
    item.controls.map((control) => ({ item, control, ...control.check(workload) })),
  );
  const cases = new Cases(workload.environment, declaration);
  return judgements.map((judgement) => ({ ...judgement, ...cases.settle(judgement.control, judgement) }));
}

/** Keeps of judgements what a report needs, so that the environments themselves can go. */
class Collected {
  readonly found = new Map<string, { findings: FindingReport[]; examined: number }>();
  readonly waivers = new Waivers();
  readonly asked: AskedReport[] = [];

  constructor(private readonly options: JudgeOptions) {}

  add(judgements: readonly JudgedControl[], environment: Environment): void {
    describeSubjects(judgements.flatMap(({ findings }) => findings));
    const findWaiver = this.waivers.addFrom(environment.input, this.options.acknowledgements);
    for (const judgement of judgements) this.addOne(judgement, environment, findWaiver);
    if (this.options.origin === 'account') this.addAsked(environment.input);
  }

  private addAsked({ stacks }: EnvironmentInput): void {
    for (const { account, region, stackName } of stacks) {
      if (account === undefined || region === undefined) continue;
      const at = this.options.generatedAt;
      this.asked.push({ account, region, at, stacks: stackName === undefined ? [] : [stackName] });
    }
  }

  private addOne(
    { item, control, findings, examined }: JudgedControl,
    environment: Environment,
    findWaiver: FindWaiver,
  ): void {
    const entry = this.found.get(control.id) ?? { findings: [], examined: 0 };
    this.found.set(control.id, entry);
    entry.examined += examined;
    for (const finding of findings) {
      const described = findingReport(finding, control, environment, this.options);
      const waiver = isOpen(described) ? findWaiver(item.id, control.id, described) : undefined;
      const left = waiver && this.options.leave?.(waiver, control.id, described);
      if (waiver) this.waivers.use(waiver, left ? undefined : item.id);
      entry.findings.push(waiver && !left ? { ...described, outcome: 'waived' } : described);
    }
  }
}

function isOpen({ outcome }: FindingReport): boolean {
  return outcome === 'fail' || outcome === 'unknown';
}
