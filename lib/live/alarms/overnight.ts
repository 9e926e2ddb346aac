import { watching } from '../../checklist/thresholds';
import { pass, type Answer } from '../answer';
import type { Aws } from '../aws';
import { clock, span } from '../metrics/show';
import type { Target } from '../target';
import { alarmCalled, isMissing } from './alarm';
import { answerOf } from './found';
import { changesSince, describeHistory } from './history';

/** Reports how often an alarm fired overnight; that it did is to be looked at, and no fault of the set-up. */
export async function firedOvernight(target: Target, aws: Aws): Promise<Answer> {
  const alarm = await alarmCalled(target.id, aws);
  if (!alarm) return answerOf(isMissing(target));
  const since = new Date(aws.now.getTime() - watching.overnightHours * 3_600_000);
  const fired = (await changesSince(since, alarm.name, aws)).filter(({ to }) => to === 'ALARM');
  const times = fired.map(({ at }) => clock(at, aws.now));
  const seen = [{ call: describeHistory, path: 'StateUpdate', value: times.join(', ') || 'none' }];
  const lately = `in the last ${span(watching.overnightHours * 60)}`;
  if (fired.length === 0) return pass(`${alarm.name} did not fire ${lately}`, seen);
  const latest = times.slice(0, 5).join(', ');
  const count = fired.length === 1 ? 'once' : `${fired.length} times`;
  return pass(`${alarm.name} fired ${count} ${lately} (${latest}); review why`, seen);
}
