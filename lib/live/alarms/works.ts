import type { Answer } from '../answer';
import type { Aws } from '../aws';
import type { Target } from '../target';
import { isHeard } from './acting';
import { alarmCalled, isMissing } from './alarm';
import { hasData } from './data';
import { isEvaluated } from './evaluation';
import { answerOf, fromAllSides } from './found';

/** Whether an alarm watches what there is, and somebody hears of it when it goes into ALARM. */
export async function watchesAndIsHeard(target: Target, aws: Aws): Promise<Answer> {
  const alarm = await alarmCalled(target.id, aws);
  if (!alarm) return answerOf(isMissing(target));
  const evaluated = hasData(alarm, aws).then((data) => isEvaluated(alarm, data, aws));
  return answerOf(await fromAllSides([evaluated, isHeard(alarm, aws)]));
}

/** Whether an alarm watches what there is, whoever reads its state. */
export async function watches(target: Target, aws: Aws): Promise<Answer> {
  const alarm = await alarmCalled(target.id, aws);
  if (!alarm) return answerOf(isMissing(target));
  return answerOf(isEvaluated(alarm, await hasData(alarm, aws), aws));
}
