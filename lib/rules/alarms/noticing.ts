import type { Resource } from '../../model/resource';
import { all, given, type Answer } from '../answer';
import type { Urgency } from '../notification/subscriptions';
import { detects, type Demand } from './detection';
import { tellsOfAlarm } from './reach/reach';

/** Whether one alarm notices all of a demand, and somebody hears it. */
export function notices(alarm: Resource, demand: Demand, urgency: Urgency): Answer {
  const heard = tellsOfAlarm(alarm, urgency);
  const silent = heard.is === 'yes' ? { ...heard, message: '' } : heard;
  return given(alarm.exists, all([detects(alarm, demand), silent]));
}
