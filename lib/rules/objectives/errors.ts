import type { Resource } from '../../model/resource';
import { any, type Answer } from '../answer';
import type { ErrorBound } from '../alarms/entries/errors';
import { noticesErrors } from '../alarms/entries/noticing';
import { hasObjective } from './objectives';
import type { Target } from './goals';

/** Whether an objective counts the failed requests of an entry, or an alarm notices that they are too many. */
export function keepsErrorsRare(entry: Resource, target: Target, bound: ErrorBound): Answer {
  const objective = hasObjective(entry, target);
  return objective.is === 'yes' ? objective : any([objective, noticesErrors(entry, bound, 'ticket')], '');
}
