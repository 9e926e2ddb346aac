import type { Resource } from '../../model/resource';
import type { Metric } from '../alarms/evaluation/definition';
import type { Demand } from '../alarms/detection';
import { namings } from '../alarms/published/dimensions';
import { samples, type Emission } from '../alarms/evaluation/samples';
import type { Situation } from '../alarms/situation';
import { any, given, no, unknown, type Answer } from '../answer';
import { hidesMetrics, metricsOf, reactsTo } from './composites';
import type { Deployment } from './deployments';
import { isTakenBackOn, namesOf } from './taking-back';

/**
 * Whether corrupt data takes a deployment of a service back. No metric of AWS tells of it: the application checks its
 * data and publishes what it finds, under a name that says so.
 */
export function isTakenBackOnCorruption(service: Resource, withinMinutes: number): Answer {
  return isTakenBackOn(service, (deployment) => noticesCorruption(deployment, withinMinutes));
}

const expected = 'expected one on a metric such as IntegrityCheckFailed, which the application publishes';

function noticesCorruption({ alarms, open }: Deployment, withinMinutes: number): Answer {
  const demand = corruption(withinMinutes);
  const bases = alarms.map((attached) => ({ ...attached, metrics: metricsOf(attached.alarm) }));
  const tried = bases
    .filter(({ metrics }) => metrics.some(tellsOfData))
    .map(({ alarm, certain }) => given(certain, reactsTo(alarm, demand)));
  if (tried.length > 0) return any(tried, '');
  const other = bases.flatMap(({ metrics }) => metrics).find(isOwn);
  if (other) {
    const name = `${other.namespace} ${other.name}`;
    return unknown(`whether the metric ${name} tells of corrupt data is not known, ${expected}`);
  }
  const hidden = alarms.find(({ alarm }) => hidesMetrics(alarm));
  if (hidden) return unknown(`what ${hidden.alarm.logicalId} reads is not known, ${expected}`);
  const names = namesOf(alarms);
  const seen =
    names === '' ? 'no alarm rolls it back' : `no alarm that rolls it back (${names}) is on the data`;
  return open === undefined ? no(`${seen}, ${expected}`) : unknown(`${seen}, but ${open}; ${expected}`);
}

/** Words in the names of metrics about the data itself, and in those that count what is well. */
const aboutData = /integrity|corrupt|checksum|consisten|mismatch|reconcil|data.?quality/i;
const aboutSuccess = /pass|succe/i;

function tellsOfData(metric: Metric): boolean {
  return isOwn(metric) && aboutData.test(`${metric.namespace} ${metric.name}`);
}

function isOwn({ namespace }: Metric): boolean {
  return !namespace.startsWith('AWS/') && !namings[namespace];
}

/** What a check of the data publishes, by what its metric counts. */
interface Outcome {
  readonly failures: Emission;
  readonly successes: Emission;
}

const [one, zero] = [samples(1, 1), samples(1, 0)];
const passing: Outcome = { failures: () => zero, successes: () => one };
const failing: Outcome = {
  failures: (minute) => (minute < 0 ? zero : one),
  successes: (minute) => (minute < 0 ? one : zero),
};
const hourly: Outcome = {
  failures: (minute) => (minute % 60 === 0 ? zero : []),
  successes: (minute) => (minute % 60 === 0 ? one : []),
};

function corruption(withinMinutes: number): Demand {
  const checks = (name: string, outcome: Outcome, firesWithin?: number): Situation => ({
    name,
    world: (metric) => {
      if (!tellsOfData(metric)) return undefined;
      return aboutSuccess.test(metric.name) ? outcome.successes : outcome.failures;
    },
    firesWithin,
  });
  return {
    what: 'corrupt data',
    situations: [
      checks('a check of the data every minute, which fails from then on', failing, withinMinutes),
      checks('a check of the data every minute, which passes', passing),
      checks('a check of the data every hour, which passes', hourly),
    ],
  };
}
