import type { Environment } from '../../../model/environment';
import type { Resource } from '../../../model/resource';
import type { Metric } from '../evaluation/definition';
import { remembered } from '../../per-environment';
import { isFilledByLogs, isMadeBy, isOfSomeLog } from '../log-metrics';
import { samples, type Emission } from '../evaluation/samples';
import type { Situation, View } from '../situation';
import { isForPayments, meaningOf, type Meaning, type PaymentMetric } from './metrics';

/** What becomes of payments, minute by minute. */
type Course = Readonly<Record<Meaning, Emission>>;

const nothing: Emission = () => [];

/** Payments that are tried in a minute. */
const tried = 1000;

/** All payments succeed until minute 0; from then on shares of them fail and succeed, and the rest never ends. */
function course(failed: number, succeeded: number): Course {
  return {
    attempted: () => samples(tried, 1),
    failed: (minute) => samples(minute < 0 ? 0 : tried * failed, 1),
    succeeded: (minute) => samples(minute < 0 ? tried : tried * succeeded, 1),
  };
}

const allSucceed = course(0, 1);
const allFail = course(1, 0);
const allHang = course(0, 0);
const none: Course = { attempted: nothing, succeeded: nothing, failed: nothing };

/** How much above the bound the share is at which an alarm must fire. */
const margin = 1.02;

/** Emissions that are made once are tried once. */
const failing = remembered(({ share }: Bound) => course(share * margin, 1 - share * margin));

/** The share of payments that may fail. */
interface Bound {
  readonly share: number;
}

/** What payments show: in the metrics that filters make of logs or, if it is another, in a metric of their taker's own. */
export type Sight = (course: Course) => View;

/** Sees nothing. */
export const unseen: Sight = () => () => undefined;

/** The situations in which an alarm must notice that payments fail, the share being the bound, and those in which not. */
export function failureSituations(see: Sight, bound: Bound, firesWithin: number): readonly Situation[] {
  const { share } = bound;
  const percent = Number((100 * share * margin).toPrecision(3));
  return [
    {
      name: `${tried} payments a minute, ${percent} % of which fail`,
      world: see(failing(bound)),
      firesWithin,
    },
    { name: 'payments that all fail', world: see(allFail), firesWithin },
    ...calm(see),
  ];
}

/** The situations in which an alarm must notice that payments are tried and none succeeds, and those in which not. */
export function outageSituations(see: Sight, firesWithin: number): readonly Situation[] {
  return [
    { name: 'payments that are tried and never end', world: see(allHang), firesWithin },
    { name: 'payments that all fail', world: see(allFail), firesWithin },
    ...calm(see),
  ];
}

function calm(see: Sight): readonly Situation[] {
  return [
    { name: 'payments that all succeed', world: see(allSucceed) },
    { name: 'no payments', world: see(none) },
  ];
}

/** A filter with a default value publishes it in each minute in which no line matches. */
const zeroFilled = remembered((emission: Emission): Emission => (minute) => {
  const counted = emission(minute);
  return counted.length > 0 ? counted : samples(1, 0);
});

/** Sees payments in what filters count. */
export function inLogs(metrics: readonly PaymentMetric[], environment: Environment): Sight {
  return (shown) => (metric) => {
    const named = metrics.filter(
      ({ namespace, name }) => namespace === metric.namespace && name === metric.name,
    );
    if (named.length === 0) return isMissing(environment, metric) ? nothing : undefined;
    const made = named.find((one) => isMadeBy(metric, one));
    if (!made) return nothing;
    const emission = made.meaning && shown[made.meaning];
    return made.otherwise.kind === 'absent' ? emission : emission && zeroFilled(emission);
  };
}

/** Where filters fill a namespace, a name in it that none of them makes is a mistake. */
function isMissing(environment: Environment, metric: Metric): boolean {
  return isFilledByLogs(environment, metric.namespace) && !isOfSomeLog(environment, metric);
}

/** What a function or state machine that only takes payments counts itself. */
const ownCounts: Readonly<Record<string, Meaning>> = {
  Invocations: 'attempted',
  Errors: 'failed',
  ExecutionsStarted: 'attempted',
  ExecutionsSucceeded: 'succeeded',
  ExecutionsFailed: 'failed',
};

/** Sees payments in what their taker, or the code that runs there, publishes itself. */
export function inItsOwn(taker: Resource): Sight {
  const dedicated = isForPayments(taker);
  const { environment } = taker.stack;
  return (shown) => (metric, about) => {
    if (about.size > 0) {
      const meaning = dedicated && [...about.values()].includes(taker) ? ownCounts[metric.name] : undefined;
      return meaning && shown[meaning];
    }
    if (isFilledByLogs(environment, metric.namespace)) return nothing;
    const meaning = meaningOf(metric);
    return meaning && shown[meaning];
  };
}
