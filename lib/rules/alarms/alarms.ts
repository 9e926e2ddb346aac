import type { Environment } from '../../model/environment';
import { targetOf, type Target } from '../../model/names';
import type { Resource } from '../../model/resource';
import type { Value } from '../../model/value';
import { logAlarmType, metricAlarmType } from './definition-of';

export const compositeAlarmType = 'AWS::CloudWatch::CompositeAlarm';

/** Types of alarms. All of them have states, and actions that they take when they go into one. */
export const alarmTypes: readonly string[] = [metricAlarmType, compositeAlarmType, logAlarmType];

/** Every alarm of an environment. */
export function alarmsOf(environment: Environment): readonly Resource[] {
  return environment.of(...alarmTypes);
}

/** The alarm that a name or an ARN leads to; several kinds of resources may have one name. */
export function alarmCalled(name: Value, asker: Resource): Target {
  const { resources, open } = targetOf(name, asker.stack);
  return { resources: resources.filter(({ type }) => alarmTypes.includes(type)), open };
}
