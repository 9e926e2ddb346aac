import type { Resource } from '../../model/resource';
import { Undecided } from '../../model/tri';
import { all, any, given, no, present, unknown, type Answer } from '../answer';
import { probesOf } from '../alarms/entries/probes';
import { readingsOf, watchedOf } from '../alarms/entries/subjects';
import { onItsWay } from '../alarms/entries/ways';
import { finding, requireEach, type Judgement } from '../finding';

import { named } from '../network/balancing';
import { atLeast } from '../reading';
import type { Workload } from '../workload';
import { noticesBurn, type Burn } from './burn-rate';
import { asksForEnough, type Target } from './goals';
import { objectives } from './indicators';
import { countsFailures, countsOutages } from './measurement';

/** Whether an objective asks for enough of an entry, or of what stands before or behind it, and counts its failures. */
export function hasObjective(entry: Resource, target: Target): Answer {
  return onItsWay(entry, (guarded) => isMeasured(guarded, target));
}

function isMeasured(entry: Resource, target: Target): Answer {
  const answers = judgedOn(entry, target).map(({ answer }) => answer);
  const [hidden] = entry.stack.environment.hidden;
  const expected = `expected one of ${100 * target.availability} %`;
  const none = `no service level objective measures ${entry.logicalId}, ${expected}`;
  const doubts = hidden === undefined ? [] : [unknown(`${none}, but ${hidden}`)];
  return answers.length + doubts.length > 0 ? any([...answers, ...doubts], none) : no(none, present(entry));
}

/** Whether the objectives of an entry count what nobody answers; undefined where it has none that asks for enough. */
export function countsEveryOutage(entry: Resource, target: Target): Answer | undefined {
  return onObjectives(entry, target, (objective) => countsOutages(objective, entry));
}

/** Whether somebody hears in time when the errors that an objective of an entry allows are used up too fast. */
export function noticesBurns(
  entry: Resource,
  target: Target,
  { fast, slow }: { readonly fast: Burn; readonly slow: Burn },
): Answer | undefined {
  return onObjectives(entry, target, (objective) =>
    all([noticesBurn(objective, fast, 'page'), noticesBurn(objective, slow, 'ticket')]),
  );
}

/** The answer for one of the objectives that ask for enough of an entry; undefined where there is none. */
function onObjectives(
  entry: Resource,
  target: Target,
  question: (objective: Resource) => Answer,
): Answer | undefined {
  const answers = judgedOn(entry, target).flatMap(({ objective, answer }) => {
    if (answer.is === 'no') return [];
    const asks = answer.is === 'yes' || new Undecided(answer.message);
    return [given(asks, question(objective))];
  });
  return answers.length > 0 ? any(answers, '') : undefined;
}

interface Judged {
  readonly objective: Resource;
  readonly answer: Answer;
}

/** The objectives on an entry, or on what asks for it; where none will do, the first of those that may be on anything. */
function judgedOn(entry: Resource, target: Target): readonly Judged[] {
  const { byResource, others } = objectives(entry.stack.environment);
  const about = [entry, ...readingsOf(entry).subjects.flatMap(watchedOf), ...probesOf(entry)];
  const own = new Set(about.flatMap((resource) => [...(byResource.get(resource) ?? [])]));
  const judge = (objective: Resource): Judged => ({ objective, answer: meets(objective, entry, target) });
  const judged = [...own].map(judge);
  if (judged.some(({ answer }) => answer.is !== 'no')) return judged;
  for (const objective of others) {
    const other = judge(objective);
    if (other.answer.is !== 'no') return [other];
    if (judged.length < mostNamed) judged.push(other);
  }
  return judged;
}

/** How many objectives that will not do a message names. */
const mostNamed = 3;

function meets(objective: Resource, entry: Resource, target: Target): Answer {
  const asked = named(objective, asksForEnough(objective, target));
  const answer = all([asked, countsFailures(objective, entry)]);
  return given(objective.exists, { ...answer, evidence: [present(objective), ...answer.evidence] });
}

/** Whether any entry has an objective, or a policy of Resilience Hub states one. */
export function definesObjective({ entries, environment }: Workload, target: Target): Judgement {
  const [first] = entries.resources;
  if (!first) return requireEach(entries, () => undefined);
  const policies = environment.of('AWS::ResilienceHubV2::Policy').map((policy) => {
    const asked = atLeast(policy, 'AvailabilitySlo.Target', 100 * target.availability, undefined);
    return given(policy.exists, named(policy, asked));
  });
  const answers = [...entries.resources.map((entry) => hasObjective(entry, target)), ...policies];
  return { findings: [finding(first, any(answers, ''))], examined: entries.resources.length };
}
