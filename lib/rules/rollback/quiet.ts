import type { Resource } from '../../model/resource';
import type { Situation } from '../alarms/situation';
import { all, any, given, no, present, yes, type Answer } from '../answer';
import type { Attached } from './attached';
import { firesIn } from './composites';
import { deploymentsOf } from './deployments';
import { episodesOf, type Symptom } from './requests';
import { targetsOf } from './targets';

/**
 * Whether the alarms that a deployment looks at are quiet when it begins, as far as that can be tried; undefined where
 * it cannot.
 */
export function startsQuiet(service: Resource, symptom: Symptom): Answer | undefined {
  const usual = usualSituations(service, symptom);
  const judged = deploymentsOf(service).deployments.flatMap((deployment) => {
    const answers = deployment.alarms.flatMap((attached) => isQuiet(attached, usual));
    return answers.length > 0 ? [given(deployment.certain, all(answers))] : [];
  });
  return judged.length > 0 ? any(judged, '') : undefined;
}

/** All goes well at each of the places where a service gets requests, and nothing happens at the others. */
function usualSituations(service: Resource, symptom: Symptom): readonly Situation[] {
  return targetsOf(service)
    .filter(({ certain }) => certain === true)
    .flatMap(({ place, world }) =>
      episodesOf(symptom, place.logicalId)
        .filter(({ firesWithin, course }) => firesWithin === undefined && course.requests !== 1)
        .map(({ name, course }) => ({ name, world: world(course) })),
    );
}

function isQuiet({ alarm, certain }: Attached, situations: readonly Situation[]): readonly Answer[] {
  const trials = situations.map((situation) => ({ situation, fires: firesIn(alarm, situation) }));
  const loud = trials.find(({ fires }) => fires === true);
  const { logicalId } = alarm;
  if (loud) {
    const seen = `with ${loud.situation.name}, ${logicalId} is in ALARM`;
    return [given(certain, no(`${seen}, expected it to be quiet when a deployment begins`, present(alarm)))];
  }
  return trials.some(({ fires }) => fires === false) ? [yes(`${logicalId} is quiet`, present(alarm))] : [];
}
