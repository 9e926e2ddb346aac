import type { Resource } from '../../model/resource';
import type { Answer } from '../answer';
import { isWatched } from '../alarms/detection';
import { situationsOf, stalledQueue } from './failures';

const what = 'a queue from which nothing is taken';

/** Whether somebody hears within some minutes when the messages of a queue are left lying: none of them fails then. */
export function stallIsNoticed(queue: Resource, withinMinutes: number): Answer {
  const situations = situationsOf(what, [stalledQueue(queue)], withinMinutes);
  return isWatched([queue], { what, situations }, 'ticket');
}
