import type { Resource } from '../../model/resource';
import { or, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, whyNotKnown, type Value } from '../../model/value';
import { all, cite, no, unknown, yes, type Answer } from '../answer';
import { named } from '../network/balancing';
import { isOn, isTrue, property, test } from '../reading';

export const groupType = 'AWS::CodeDeploy::DeploymentGroup';

const stopOnAlarm = 'DEPLOYMENT_STOP_ON_ALARM';

/** Whether a deployment group of CodeDeploy stops when an alarm fires, and goes back to the version before. */
export function rollsBackGroup(group: Resource): Answer {
  const answers = [
    isOn(group, 'AlarmConfiguration.Enabled', false),
    waitsForCloudWatch(group),
    isOn(group, 'AutoRollbackConfiguration.Enabled', false),
    rollsBackStopped(group),
  ];
  return named(group, all(answers));
}

/** A deployment that goes on where CloudWatch does not answer also goes on where an alarm fires unseen. */
function waitsForCloudWatch(group: Resource): Answer {
  const answer = property(group, 'AlarmConfiguration.IgnorePollAlarmFailure', {
    expected: 'false',
    otherwise: false,
    holds: (value) => !isTrue(value),
  });
  return answer.is === 'yes' ? { ...answer, message: '' } : answer;
}

function rollsBackStopped(group: Resource): Answer {
  const path = 'AutoRollbackConfiguration.Events';
  const events = group.read(path);
  const why = whyNotKnown(events) ?? 'it is not known';
  const isAmong = unanimous(alternatives(events).map(includesStop), why);
  const proof = cite(group, path, events);
  if (isAmong === true) return yes(`${path} has ${stopOnAlarm}`, proof);
  if (isAmong === false) return no(`${path} lacks ${stopOnAlarm}, expected it among them`, proof);
  return unknown(`${path} is not known (${isAmong.why}), expected ${stopOnAlarm} among them`, proof);
}

function includesStop(events: Value): Tri {
  if (events.kind === 'absent') return false;
  if (events.kind !== 'list') return new Undecided(whyNotKnown(events) ?? 'it is no list');
  return or(events.items.map((event) => test(event, undefined, (name) => name === stopOnAlarm)));
}
