import { isUndecided, type Tri } from '../model/tri';
import { known, type Value } from '../model/value';
import type { Resource } from '../model/resource';

/** A three-valued answer to a question about resources, with what was seen and the proof. */
export interface Answer {
  readonly is: 'yes' | 'no' | 'unknown';
  /** What was seen; for a no also what was expected, for an unknown what would decide it. */
  readonly message: string;
  readonly evidence: readonly Evidence[];
}

/** A property, or the existence of a resource, that took part in an answer. */
export interface Evidence {
  readonly resource: Resource;
  /** `Properties.DesiredCount`; empty where the resource itself is the evidence. */
  readonly path: string;
  readonly value: Value;
}

export function yes(message: string, ...evidence: readonly Evidence[]): Answer {
  return { is: 'yes', message, evidence };
}

export function no(message: string, ...evidence: readonly Evidence[]): Answer {
  return { is: 'no', message, evidence };
}

export function unknown(message: string, ...evidence: readonly Evidence[]): Answer {
  return { is: 'unknown', message, evidence };
}

/** A property as evidence. */
export function cite(resource: Resource, path: string, value: Value = resource.read(path)): Evidence {
  return { resource, path: `Properties.${path}`, value };
}

/** A resource as evidence: that it is there. */
export function present(resource: Resource): Evidence {
  return { resource, path: '', value: known(resource.type) };
}

/** Yes where every answer is yes; the first no decides, then the first unknown. */
export function all(answers: readonly Answer[]): Answer {
  const [sole] = answers;
  if (sole && answers.length === 1) return sole;
  const refusals = answers.filter((answer) => answer.is === 'no');
  if (refusals.length > 0) return no(messages(refusals), ...evidenceOf(refusals));
  const doubts = answers.filter((answer) => answer.is === 'unknown');
  if (doubts.length > 0) return unknown(messages(doubts), ...evidenceOf(doubts));
  return yes(messages(answers), ...evidenceOf(answers));
}

/** Yes where at least one answer is yes; unknown where none is but one may be; no with every reason otherwise. */
export function any(answers: readonly Answer[], none: string): Answer {
  const agreed = answers.find((answer) => answer.is === 'yes');
  if (agreed) return agreed;
  const doubts = answers.filter((answer) => answer.is === 'unknown');
  if (doubts.length > 0) return unknown(messages(doubts), ...evidenceOf(doubts));
  return answers.length > 0 ? no(messages(answers), ...evidenceOf(answers)) : no(none);
}

/** The same, asked in turn until one answer is yes. */
export function anyOf<T>(subjects: readonly T[], question: (subject: T) => Answer, none: string): Answer {
  const answers: Answer[] = [];
  for (const subject of subjects) {
    const answer = question(subject);
    if (answer.is === 'yes') return answer;
    answers.push(answer);
  }
  return any(answers, none);
}

/** The answer where it certainly applies; a yes that only may apply, or a no that may not, is unknown. */
export function given(applies: Tri, answer: Answer): Answer {
  if (applies === true || answer.is === 'unknown') return answer;
  return unknown(
    `${isUndecided(applies) ? applies.why : 'it does not apply'}: ${answer.message}`,
    ...answer.evidence,
  );
}

function messages(answers: readonly Answer[]): string {
  return [...new Set(answers.map((answer) => answer.message).filter((message) => message !== ''))].join('; ');
}

function evidenceOf(answers: readonly Answer[]): readonly Evidence[] {
  const known = new Map<Resource, Set<string>>();
  const isNew = ({ resource, path }: Evidence): boolean => {
    const paths = known.get(resource) ?? new Set();
    known.set(resource, paths);
    return paths.size < paths.add(path).size;
  };
  return answers.flatMap(({ evidence }) => evidence.filter(isNew));
}
