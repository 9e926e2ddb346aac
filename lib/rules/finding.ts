import type { Resource } from '../model/resource';
import type { Stack } from '../model/stack';
import { isUndecided, Undecided } from '../model/tri';
import type { Answer } from './answer';
import { given, no, unknown } from './answer';
import type { Candidates } from './candidates';

/** What a control found about one subject. */
export interface Finding {
  readonly subject: Resource | Stack;
  /** `notApplicable` where the question does not arise. */
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'notApplicable';
  readonly answer: Answer;
}

export interface Judgement {
  readonly findings: readonly Finding[];
  /** Candidates looked at. */
  readonly examined: number;
}

const outcomeOf = { yes: 'pass', no: 'fail', unknown: 'unknown' } as const;

export function finding(subject: Resource | Stack, answer: Answer): Finding {
  return { subject, outcome: outcomeOf[answer.is], answer };
}

/** Nothing to judge, for a reason the reader should know. */
export function notApplicable(subject: Resource | Stack, message: string): Judgement {
  const answer: Answer = { is: 'unknown', message, evidence: [] };
  return { findings: [{ subject, outcome: 'notApplicable', answer }], examined: 0 };
}

/** Puts a question to every candidate; a candidate that may not exist can make no finding certain but a pass. */
export function judgeEach(
  candidates: Candidates,
  question: (resource: Resource) => Answer | undefined,
): Judgement {
  const findings = candidates.resources.flatMap((resource) => {
    const answer = question(resource);
    if (!answer) return [];
    return [finding(resource, answer.is === 'yes' ? answer : given(resource.exists, answer))];
  });
  return { findings, examined: findings.length };
}

/** The same where at least one candidate must exist: none at all fails, unless it is declared that there is none. */
export function requireEach(
  candidates: Candidates,
  question: (resource: Resource) => Answer | undefined,
): Judgement {
  const { subject, none, hidden, resources, noun } = candidates;
  if (none !== undefined) return notApplicable(subject, `declared: ${none}`);
  const judgement = judgeEach(candidates, question);
  if (candidates.elsewhere.length > 0) return withElsewhere(judgement, candidates);
  if (judgement.examined > 0) return someExist(judgement) ? judgement : ifTheyExist(judgement, noun);
  if (resources.length > 0) return notApplicable(subject, whyNothing(candidates));
  const missing = `no ${noun} is in the templates${candidates.switchedOff}`;
  const answer = hidden ? unknown(`${missing}, but ${hidden}`) : no(`${missing}, expected at least one`);
  return { findings: [finding(subject, answer)], examined: 0 };
}

function someExist({ findings }: Judgement): boolean {
  return findings.some(({ subject }) => subject.exists === true);
}

/** Where it is open for every candidate whether it exists, there may be none. */
function ifTheyExist({ findings, examined }: Judgement, noun: string): Judgement {
  const doubtful = findings.map(({ subject, answer }) => {
    const why = isUndecided(subject.exists) ? subject.exists.why : 'it is switched off';
    return finding(subject, given(new Undecided(`whether there is a ${noun} is not known (${why})`), answer));
  });
  return { findings: doubtful, examined };
}

/** For controls that stand beside one that requires a candidate: no candidate, no finding. */
export function judgeAny(
  candidates: Candidates,
  question: (resource: Resource) => Answer | undefined,
): Judgement {
  const judgement = judgeEach(candidates, question);
  if (candidates.elsewhere.length > 0) return withElsewhere(judgement, candidates);
  if (judgement.examined > 0) return judgement;
  return notApplicable(candidates.subject, whyNothing(candidates));
}

/** What lives in no template is there, but only the account can tell whether it is as it should be. */
function withElsewhere({ findings, examined }: Judgement, candidates: Candidates): Judgement {
  const open = notShown(candidates).map((answer) => finding(candidates.subject, answer));
  return { findings: [...findings, ...open], examined };
}

/** An answer for each candidate that lives in no template. */
export function notShown({ noun, elsewhere }: Candidates): readonly Answer[] {
  return elsewhere.map((arn) =>
    unknown(`the ${noun} ${arn} is in no template; cdk-readiness verify asks the account about it`),
  );
}

function whyNothing({ none, noun, resources }: Candidates): string {
  if (none !== undefined) return `declared: ${none}`;
  return resources.length > 0 ? `it does not arise for the ${noun} of this workload` : `no ${noun} to judge`;
}
