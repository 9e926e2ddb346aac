import type { Resource } from '../../../model/resource';
import { asksWhether, watcherTypes } from '../../network/canaries';
import type { Metric } from '../evaluation/definition';
import { samples, type Samples } from '../evaluation/samples';

/** What a metric shows of what asks from outside, by whether it gets an answer. */
type Verdict = (answers: boolean) => Samples;

const perCanary: Readonly<Record<string, Verdict>> = {
  SuccessPercent: (answers) => samples(1, answers ? 100 : 0),
  Failed: (answers) => samples(answers ? 0 : 1, 1),
};
const perHealthCheck: Readonly<Record<string, Verdict>> = {
  HealthCheckStatus: (answers) => samples(1, answers ? 1 : 0),
  HealthCheckPercentageHealthy: (answers) => samples(1, answers ? 100 : 0),
};

/** Canaries and health checks that ask whether an entry answers, or may. */
export function probesOf(entry: Resource): readonly Resource[] {
  return entry.stack.environment.of(...watcherTypes).filter((probe) => asksWhether(probe, [entry]) !== false);
}

/** What a metric of a canary or health check shows of an entry; undefined where it is not known to ask for it. */
export function shows(
  entry: Resource,
  { namespace, name, dimensions }: Metric,
  about: ReadonlyMap<string, Resource>,
): Verdict | undefined {
  const isCanary = namespace === 'CloudWatchSynthetics';
  const probe = about.get(isCanary ? 'CanaryName' : 'HealthCheckId');
  if (!probe || dimensions.size !== 1 || asksWhether(probe, [entry]) !== true) return undefined;
  return (isCanary ? perCanary : perHealthCheck)[name];
}
