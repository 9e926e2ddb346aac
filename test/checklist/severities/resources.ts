import type { JsonObject } from '../../../lib/model/input';
import { alarm, paged, subscription } from '../../rules/alarms/notified';
import { ref, resource } from '../serving/resources';

/** An alarm of a severity, as its description says. */
export function rated(severity: string, changes: JsonObject = {}, condition?: string): JsonObject {
  return alarm({ AlarmDescription: `${severity}: Too many errors.`, ...changes }, condition);
}

/** A rated alarm `Errors` whose topic `Ops` has a pager; `changes` replace or add resources. */
export function watched(severity: string, changes: JsonObject = {}): JsonObject {
  return paged({ Errors: rated(severity), ...changes });
}

/** A service whose deployments an alarm takes back. */
export function rolledBackBy(alarmId: string): JsonObject {
  return resource('ECS::Service', { DeploymentConfiguration: { Alarms: { AlarmNames: [ref(alarmId)] } } });
}

export const mail = { Pager: subscription('email', 'ops@example.com') };
