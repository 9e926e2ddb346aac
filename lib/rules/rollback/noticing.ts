import type { Resource } from '../../model/resource';
import { and } from '../../model/tri';
import { readingOf } from '../alarms/definition-of';
import type { Demand } from '../alarms/detection';
import { namings } from '../alarms/published/dimensions';
import { sees } from '../alarms/trial';
import { watcherOf, type Watcher } from '../alarms/watching';
import { any, given, unknown, type Answer } from '../answer';
import type { Attached } from './attached';
import { basisOf, hidesMetrics, reactsTo } from './composites';
import type { Deployment } from './deployments';

/** Whether one of the alarms that a deployment looks at notices what it must about some resources. */
export function isNoticed(
  { alarms, open }: Deployment,
  watched: readonly Resource[],
  demand: Demand,
): Answer {
  const names = alarms.map(({ alarm }) => alarm.logicalId).join(', ');
  const seen =
    names === '' ? 'no alarm rolls it back' : `no alarm that rolls it back (${names}) can notice it`;
  const answers = alarms.flatMap((attached) => triedOn(attached, watched, demand));
  const found = any(answers, `${seen}, expected one that notices ${demand.what}`);
  if (found.is !== 'no' || open === undefined) return found;
  return unknown(`${found.message}, but it may look at another (${open})`, ...found.evidence);
}

function triedOn(
  { alarm, certain }: Attached,
  watched: readonly Resource[],
  demand: Demand,
): readonly Answer[] {
  const found = basisOf(alarm)
    .flatMap((basis) => watcherOf(basis, watched, demand.ownMetrics) ?? [])
    .filter((watcher) => isAble(watcher, demand));
  if (found.length === 0)
    return hidesMetrics(alarm) ? [unknown(`what ${alarm.logicalId} reads is not known`)] : [];
  const isOne = found.map((watcher) => watcher.certain);
  return [given(and([certain, ...isOne]), reactsTo(alarm, demand, found[0]!.lens))];
}

/** Whether what an alarm reads may show any difference, so that it could notice something. */
function isAble({ alarm, lens }: Watcher, { situations, ownMetrics }: Demand): boolean {
  const { definition, metrics } = readingOf(alarm);
  const isOwn = metrics.some(({ namespace, name }) => !namings[namespace] && ownMetrics?.test(name));
  const calm = situations.find(({ firesWithin }) => firesWithin === undefined);
  if (isOwn || !calm || 'untried' in definition || hidesMetrics(alarm)) return true;
  return situations.some(
    (situation) => situation.firesWithin !== undefined && sees(alarm, situation, calm, lens),
  );
}
