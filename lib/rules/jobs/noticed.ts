import type { Resource } from '../../model/resource';
import { isUndecided } from '../../model/tri';
import { all, any, given, no, type Answer } from '../answer';
import { metricAlarmType, readingOf } from '../alarms/definition-of';
import { isWatched } from '../alarms/detection';
import { notices } from '../alarms/noticing';
import { typesOf } from '../alarms/published-metrics';
import { perEnvironment } from '../per-environment';
import { situationsOf, type Part } from './failures';
import { failuresOf, type Failure } from './kinds';
import { toldByLogs } from './logs';
import { ownMetrics } from './world';

/** Whether somebody hears within some minutes when a job fails; undefined where it is the job of a queue. */
export function isNoticed(job: Resource, withinMinutes: number): Answer | undefined {
  const failures = failuresOf(job).filter(({ happens }) => happens !== false);
  const logs = failures.length > 0 ? toldByLogs(job, withinMinutes) : [];
  const answers = failures.map((failure) => {
    const ways = [...watched(failure, withinMinutes), ...(failure.told ?? []), ...logs];
    const said = ways.filter(({ is, message }) => is !== 'no' || message !== '');
    const answer = any(said, `nobody hears of ${failure.what}, ${failure.expected}`);
    return answer.is === 'no' ? given(failure.happens ?? true, answer) : answer;
  });
  return answers.length > 0 ? all(answers) : undefined;
}

function watched({ what, parts, proof = [] }: Failure, withinMinutes: number): readonly Answer[] {
  if (parts.length === 0) return [];
  const answer = isWatchedIn(parts, what, withinMinutes);
  return [{ ...answer, evidence: [...answer.evidence, ...proof] }];
}

/** Whether alarms notice what the parts of a job show when it fails, whichever of what is open holds. */
export function isWatchedIn(parts: readonly Part[], what: string, withinMinutes: number): Answer {
  const sure = parts.filter(({ certain = true }) => certain === true);
  const open = parts.filter(({ certain = true }) => isUndecided(certain));
  const least = watchedFor(sure, what, withinMinutes);
  const doubt = open.map(({ certain = true }) => certain).find(isUndecided);
  if (!doubt || least.is === 'yes') return least;
  const others = sure.filter(({ resource }) => open.every((part) => part.resource !== resource));
  const most = watchedFor([...others, ...open], what, withinMinutes);
  return most.is === 'no' ? most : given(doubt, most);
}

function watchedFor(parts: readonly Part[], what: string, withinMinutes: number): Answer {
  const [first] = parts;
  if (!first) return no('');
  const demand = { what, situations: situationsOf(what, parts, withinMinutes) };
  const resources = parts.map(({ resource }) => resource);
  const wide = wideAlarms(first.resource.stack.environment)
    .filter((alarm) => readsWide(alarm, resources))
    .map((alarm) => notices(alarm, demand, 'ticket'))
    .filter(({ is }) => is !== 'no');
  const answer = any([isWatched(resources, demand, 'ticket'), ...wide], '');
  const own = answer.is === 'no' ? isWatched(resources, { ...demand, ownMetrics }, 'ticket') : answer;
  return own.is === 'unknown' ? own : answer;
}

/** Alarms on the sum over all resources of an account: they notice each of them. */
const wideAlarms = perEnvironment((environment) =>
  environment
    .of(metricAlarmType)
    .filter((alarm) => readingOf(alarm).metrics.some(({ dimensions }) => dimensions.size === 0)),
);

function readsWide(alarm: Resource, resources: readonly Resource[]): boolean {
  return readingOf(alarm).metrics.some(({ namespace, dimensions }) => {
    const types = typesOf(namespace);
    return dimensions.size === 0 && resources.some(({ type }) => types.includes(type));
  });
}
