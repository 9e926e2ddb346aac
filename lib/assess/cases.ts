import type { Control } from '../checklist';
import { casesOf, type Assumption, type Doubt } from '../model/doubts';
import { Environment } from '../model/environment';
import type { WorkloadDeclaration } from '../rules/declaration';
import type { Finding, Judgement } from '../rules/finding';
import { Workload } from '../rules/workload';
import { worstOf } from './outcome';
import type { Outcome } from './report';

/** Beyond these, what the templates leave open is not tried: its cost must stay in proportion. */
const limits = { doubts: 4, cases: 16, resources: 100_000 };

/** How a control is judged where a doubt turns out in one way. */
interface Case {
  readonly assumption: Assumption;
  readonly judgement: Judgement;
}

/**
 * Judges controls once more under each value of what conditions ask and the templates leave open, one doubt at a time
 * and never their combinations. A verdict stands that holds in every case, and none stands that one case contradicts.
 */
export class Cases {
  private readonly doubts: readonly { readonly assumption: Assumption; readonly workload: Workload }[][];

  /** The environment must have been judged before, so that its doubts have come up. */
  constructor({ input, doubts, size }: Environment, declaration: WorkloadDeclaration | undefined) {
    const cases = doubts.all.map(casesOf);
    const count = cases.flat().length;
    const few = cases.length <= limits.doubts && count <= limits.cases && count * size <= limits.resources;
    this.doubts = (few ? cases : []).map((assumptions) =>
      assumptions.map((assumption) => ({
        assumption,
        workload: new Workload(new Environment(input, assumption), declaration),
      })),
    );
  }

  /** The judgement of a control, in the light of the cases. */
  settle(control: Control, judgement: Judgement): Judgement {
    if (this.doubts.length === 0) return judgement;
    const tried = this.doubts.map((cases) =>
      cases.map(({ assumption, workload }) => ({ assumption, judgement: control.check(workload) })),
    );
    const outcomes = tried.map((cases) => cases.map((one) => worstOf(one.judgement.findings)));
    const byDoubt = outcomes.map(agreement);
    const verdict = agreement(outcomes.flat().filter((outcome) => outcome !== 'unknown'));
    const settled = verdict === 'unknown' ? undefined : tried[byDoubt.indexOf(verdict)];
    const own = worstOf(judgement.findings);
    if (own === (settled ? verdict : 'unknown')) return judgement;
    if (settled) return { ...judgement, findings: merged(settled) };
    const against = merged(tried.find((_cases, i) => byDoubt[i] !== own) ?? []).filter(isOpen);
    return { ...judgement, findings: (against.length > 0 ? against : judgement.findings).map(asUnknown) };
  }
}

/** The outcome on which all agree; what does not arise in one case passes in it. */
function agreement(outcomes: readonly Outcome[]): Outcome {
  const found = new Set(outcomes);
  if (found.has('pass')) found.delete('notApplicable');
  const [sole, ...others] = found;
  return sole === undefined || others.length > 0 ? 'unknown' : sole;
}

/** What was found in each case; what was found in all of them is said once. */
function merged(cases: readonly Case[]): readonly Finding[] {
  const findings = cases.flatMap(({ assumption, judgement }) =>
    judgement.findings.map((finding) => (isInAll(finding, cases) ? finding : where(assumption, finding))),
  );
  return [...new Map(findings.map((finding) => [keyOf(finding), finding])).values()];
}

function isOpen({ outcome }: Finding): boolean {
  return outcome === 'fail' || outcome === 'unknown';
}

function asUnknown(finding: Finding): Finding {
  return { ...finding, outcome: 'unknown' };
}

function isInAll(finding: Finding, cases: readonly Case[]): boolean {
  return cases.every(({ judgement }) => judgement.findings.some((other) => keyOf(other) === keyOf(finding)));
}

function keyOf({ subject, outcome, answer }: Finding): string {
  return `${'key' in subject ? subject.key : subject.id} ${outcome} ${answer.message}`;
}

function where({ doubt, value }: Assumption, finding: Finding): Finding {
  const message = `where ${doubt.label} is ${value ?? otherThan(doubt)}: ${finding.answer.message}`;
  return { ...finding, answer: { ...finding.answer, message } };
}

function otherThan({ values }: Doubt): string {
  return `other than ${[...values].join(', ')}`;
}
