import type { Resource } from '../../model/resource';
import { isUndecided } from '../../model/tri';
import { all, any, cite, given, no, unknown, yes, type Answer } from '../answer';
import { isOn } from '../reading';
import type { Attached } from './attached';
import { deploymentsOf, type Deployment } from './deployments';

/** Whether a deployment of a service goes back to the version before when an alarm fires. */
export function isTakenBack(service: Resource): Answer {
  return isTakenBackOn(service, looksAtAlarms);
}

/** The same, where the alarms that it looks at also notice something. */
export function isTakenBackOn(service: Resource, notices: (deployment: Deployment) => Answer): Answer {
  const { deployments, none } = deploymentsOf(service);
  if (deployments.length === 0) return none;
  const answers = deployments.map((deployment) => {
    const { owner, path, certain, takesBack } = deployment;
    const noticed = notices(deployment);
    const answer = noticed.is === 'no' ? noticed : all([noticed, takesBack]);
    return given(certain, { ...answer, evidence: [cite(owner, path), ...answer.evidence] });
  });
  return any(answers, '');
}

function looksAtAlarms({ owner, path, alarms, open }: Deployment): Answer {
  const certain = alarms.filter((attached) => attached.certain === true);
  if (certain.length > 0) return yes(`alarms roll it back: ${namesOf(certain)}`);
  const doubt = open ?? alarms.map((attached) => attached.certain).find(isUndecided)?.why;
  if (doubt !== undefined) return unknown(`which alarms roll it back is not known (${doubt})`);
  return no(`no alarm rolls it back${besidesBreaker(owner)}, expected some in ${path}`);
}

/** Alarms as messages name them. */
export function namesOf(alarms: readonly Attached[]): string {
  return alarms.map(({ alarm }) => alarm.logicalId).join(', ');
}

/** A circuit breaker stops a deployment whose tasks do not start; it never asks what those that run answer. */
function besidesBreaker(service: Resource): string {
  const breaker = isOn(service, 'DeploymentConfiguration.DeploymentCircuitBreaker.Enable', false);
  return breaker.is === 'yes' ? ' (its circuit breaker sees only tasks that fail to start)' : '';
}
