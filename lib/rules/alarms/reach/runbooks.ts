import type { Resource } from '../../../model/resource';
import { Undecided } from '../../../model/tri';
import { partsOf, show, whyNotKnown } from '../../../model/value';
import { cite, given, no, unknown, yes, type Answer } from '../../answer';
import { eitherWay } from '../../either-way';
import { tellsOfAlarm } from './reach';

const description = 'AlarmDescription';

/** Whether an alarm that pages links to its runbook, so that whoever is woken knows what to do. */
export function linksToRunbook(alarm: Resource): Answer | undefined {
  const paging = tellsOfAlarm(alarm, 'page');
  if (paging.is === 'no') return undefined;
  const linked = hasLink(alarm);
  if (paging.is === 'yes' || linked.is === 'yes') return linked;
  return given(new Undecided(`whether ${alarm.logicalId} pages is not known`), linked);
}

function hasLink(alarm: Resource): Answer {
  return eitherWay(alarm.read(description), (text) => {
    const proof = cite(alarm, description, text);
    const shown = partsOf(text) ? show(text) : '';
    const expected = 'expected the https address of its runbook';
    const [address] = /https:\/\/[^\s)\]>]+/.exec(shown) ?? [];
    if (address !== undefined) return yes(`${alarm.logicalId} links to ${address}`, proof);
    const [plain] = /http:\/\/[^\s)\]>]+/.exec(shown) ?? [];
    if (plain !== undefined)
      return no(`${description} of ${alarm.logicalId} links to ${plain}, ${expected}`, proof);
    if (text.kind === 'absent')
      return no(`${description} of ${alarm.logicalId} is not set, ${expected}`, proof);
    const why = whyNotKnown(text);
    return why === undefined
      ? no(`${description} of ${alarm.logicalId} has no link, ${expected}`, proof)
      : unknown(`${description} of ${alarm.logicalId} is not known (${why}), ${expected}`, proof);
  });
}
