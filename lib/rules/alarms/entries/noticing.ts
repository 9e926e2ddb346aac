import type { Resource } from '../../../model/resource';
import { and, not, type Tri, unanimous } from '../../../model/tri';
import { type Answer, given, present, unknown } from '../../answer';
import { servesFilesOnly } from '../../limits/entries';
import type { Urgency } from '../../notification/subscriptions';
import { isPublic } from '../../network/entries';
import { perEnvironment } from '../../per-environment';
import { allOf } from '../../possible';
import { metricAlarmType, readingOf } from '../definition-of';
import { isWatched } from '../detection';
import { type ErrorBound, errorIncidents } from './errors';
import type { Kind } from './kinds';
import { type LatencyBound, latencyIncidents } from './latency';
import { type OutageBound, outageIncidents } from './outage';
import { probesOf } from './probes';
import { type Incident, percent, situationOf } from './situations';
import { readingsOf, watchedOf } from './subjects';
import type { Shape } from './views';
import { behind, type Next, onItsWay } from './ways';

/** What an alarm must notice about an entry, and what tells of it elsewhere. */
interface Concern {
  readonly what: string;
  readonly urgency?: Urgency;
  readonly incidents: (shape: Shape) => readonly Incident[];
  /** Names of metrics of the application's own that may show it. */
  readonly ownMetrics?: RegExp;
  /** Metrics of Application Signals that show it for a service. */
  readonly signals?: readonly string[];
  /** What asks from outside. */
  readonly probes?: readonly Resource[];
}

/** Not those of jobs, payments or databases, which fail and wait too. */
const ofRequests = '^(?!.*(payment|job|queue|login|database|query|replica))';
const ownErrors = new RegExp(
  `${ofRequests}.*(5xx|error.?rate|fault|(http|request|response).*(error|fail))`,
  'i',
);
const ownTimes = new RegExp(`${ofRequests}.*(latency|(http|request|response).*(time|duration))`, 'i');

/** Whether somebody hears when too many requests to an entry fail, at the entry, before it or behind it. */
export function noticesErrors(entry: Resource, bound: ErrorBound, urgency: Urgency = 'page'): Answer {
  const concern: Concern = {
    urgency,
    what: `an error rate above ${percent(bound.rate)}`,
    incidents: (shape) => errorIncidents(shape, bound),
    ownMetrics: ownErrors,
    signals: ['Fault'],
  };
  return onItsWay(entry, (guarded) => isNoticed(guarded, concern));
}

/** Whether somebody is paged when an entry answers too slowly; undefined for what serves files only. */
export function noticesSlowness(entry: Resource, bound: LatencyBound): Answer | undefined {
  if (servesFilesOnly(entry)) return undefined;
  const concern: Concern = {
    what: `a p95 of the response times above ${bound.milliseconds} ms`,
    incidents: (shape) => latencyIncidents(shape, bound),
    ownMetrics: ownTimes,
    signals: ['Latency'],
  };
  return onItsWay(entry, (guarded) => isNoticed(guarded, concern));
}

/**
 * Whether somebody is paged when the servers are gone of an entry, or of what only it leads to; undefined where there
 * are none.
 */
export function noticesOutage(entry: Resource, bound: OutageBound): Answer | undefined {
  const own: Next = { entry, certain: true };
  const hidden = behind(entry).filter((next) => isPublic(next.entry) !== true);
  const served = [own, ...hidden]
    .map(({ entry: one, certain }) => ({ entry: one, certain: and([certain, hasServers(one)]) }))
    .filter(({ certain }) => certain !== false);
  if (served.length === 0) return undefined;
  return allOf(
    served.map((possible) => ({
      certain: possible.certain,
      answer: isNoticed(possible.entry, outage(possible.entry, bound)),
    })),
  );
}

/** Whether somebody is paged when an API that has no servers of its own falls silent; undefined for all others. */
export function noticesSilence(entry: Resource, bound: OutageBound): Answer | undefined {
  const isKnown = readingsOf(entry).subjects.length > 0;
  const served = hasServers(entry);
  if (!isKnown || served === true || servesFilesOnly(entry)) return undefined;
  const answer = onItsWay(entry, (guarded) => isNoticed(guarded, outage(guarded, bound)));
  return answer.is === 'no' ? given(not(served), answer) : answer;
}

/** Whether an entry has servers of its own, however it is read. */
function hasServers(entry: Resource): Tri {
  const { subjects, doubt } = readingsOf(entry);
  const served = subjects.map(({ parts }) => parts.some(({ servers }) => servers > 0));
  return served.length > 0 && unanimous(served, doubt);
}

function outage(entry: Resource, bound: OutageBound): Concern {
  return {
    what: hasServers(entry) !== false ? 'the loss of its servers' : 'its silence',
    incidents: (shape) => outageIncidents(shape, bound),
    probes: probesOf(entry),
  };
}

function isNoticed(entry: Resource, concern: Concern): Answer {
  const { subjects, doubt } = readingsOf(entry);
  if (subjects.length === 0) {
    return unknown(`the metrics of ${entry.type} are not in the templates; verify its alarms in the account`);
  }
  const { incidents, ownMetrics, urgency = 'page', probes = [] } = concern;
  const answers = subjects.map((subject) => {
    const situations = incidents(subject).map((incident) => situationOf(subject, incident));
    const demand = { what: whatOf(concern, subject.kind), ownMetrics, situations };
    return isWatched([...watchedOf(subject), ...probes], demand, urgency);
  });
  return orBySignals(entry, agreed(answers, doubt), concern.signals);
}

function whatOf({ what, signals }: Concern, { namespace, saysNothing }: Kind): string {
  if (!saysNothing || !signals) return what;
  return `${what} (by Application Signals or a metric of the application: ${namespace} shows none)`;
}

/** The answer on which all readings agree. */
export function agreed(answers: readonly Answer[], doubt: string): Answer {
  const [first, ...others] = answers;
  if (first && others.every(({ is }) => is === first.is)) return first;
  const refusal = answers.find(({ is }) => is !== 'yes')!;
  return unknown(`${doubt}: ${refusal.message}`, ...refusal.evidence);
}

/** Application Signals knows services by names of their own, which no template leads to an entry. */
function orBySignals(entry: Resource, answer: Answer, signals: readonly string[] = []): Answer {
  const alarms = signalAlarms(entry.stack.environment);
  const signal = signals.find((name) => alarms.has(name));
  if (answer.is !== 'no' || signal === undefined) return answer;
  const alarm = alarms.get(signal)!;
  const seen = `${alarm.logicalId} watches ${signal} of a service in Application Signals`;
  return unknown(`${answer.message}; ${seen}: verify that it is the one behind it`, present(alarm));
}

/** An alarm on each metric of Application Signals. */
const signalAlarms = perEnvironment((environment): ReadonlyMap<string, Resource> => {
  const found = new Map<string, Resource>();
  for (const alarm of environment.of(metricAlarmType)) {
    for (const { namespace, name } of readingOf(alarm).metrics)
      if (namespace === 'AWS/ApplicationSignals') found.set(name, alarm);
  }
  return found;
});
