import type { Environment } from '../../../model/environment';
import type { Resource } from '../../../model/resource';
import { all, any, cite, given, no, unknown, type Answer } from '../../answer';
import { eitherWay } from '../../either-way';
import type { Urgency } from '../../notification/subscriptions';
import { perEnvironment } from '../../per-environment';
import { isOn } from '../../reading';
import { actionsOf, tells } from './actions';
import { compositeAlarmType } from '../alarms';
import { compositesAbove, followsFrom, openComposite } from './composites';
import { mutesOf } from './mute-rules';
import { isSeldomInAlarm } from './suppressors';

const memory = perEnvironment((_: Environment): Record<Urgency, Map<Resource, Answer>> => ({
  page: new Map(),
  ticket: new Map(),
}));

/** Whether somebody hears it when an alarm fires: by its own actions, or by those of a composite alarm above it. */
export function tellsOfAlarm(alarm: Resource, urgency: Urgency): Answer {
  const answers = memory(alarm.stack.environment)[urgency];
  const known = answers.get(alarm);
  if (known) return known;
  // Stands while it is judged, so that composite alarms that depend on each other end there.
  answers.set(alarm, no(`${alarm.logicalId} depends on itself`));
  const answer = judge(alarm, urgency);
  answers.set(alarm, answer);
  return answer;
}

function judge(alarm: Resource, urgency: Urgency): Answer {
  const itself = tellsByItself(alarm, urgency);
  const above = compositesAbove(alarm).map((composite) => tellsThrough(composite, alarm, urgency));
  // Who has no action of his own, and something above, need not have one.
  const routes = actionsOf(alarm).length === 0 && above.length > 0 ? above : [itself, ...above];
  const heard = any(routes, '');
  const open = heard.is === 'no' ? openComposite(alarm.stack.environment) : undefined;
  return open
    ? unknown(
        `${heard.message}, but ${open.composite.logicalId} may depend on it (${open.why})`,
        ...heard.evidence,
      )
    : heard;
}

function tellsThrough(composite: Resource, alarm: Resource, urgency: Urgency): Answer {
  const follows = followsFrom(composite, alarm);
  if (follows.is === 'no') return follows;
  return given(composite.exists, all([follows, tellsOfAlarm(composite, urgency)]));
}

function tellsByItself(alarm: Resource, urgency: Urgency): Answer {
  const proof = cite(alarm, 'AlarmActions');
  const actions = actionsOf(alarm).map(({ option, certain }) =>
    given(certain, tells(option, alarm, urgency)),
  );
  const others = ['OKActions', 'InsufficientDataActions'].filter(
    (name) => alarm.each(`${name}.*`).length > 0,
  );
  const instead = others.length > 0 ? ` beside its ${others.join(' and ')}` : '';
  const told = any(
    actions,
    `${alarm.logicalId} has no AlarmActions${instead}, expected a topic that a person hears`,
  );
  const answer = { ...told, evidence: [...told.evidence, proof] };
  return answer.is === 'no'
    ? answer
    : all([answer, isEnabled(alarm), isUnsuppressed(alarm), ...mutesOf(alarm)]);
}

function isEnabled(alarm: Resource): Answer {
  const answer = isOn(alarm, 'ActionsEnabled', true);
  return { ...answer, message: answer.is === 'yes' ? '' : `${alarm.logicalId}: ${answer.message}` };
}

/** A composite alarm takes no action while its suppressor is in ALARM. */
function isUnsuppressed(alarm: Resource): Answer {
  const property = 'ActionsSuppressor';
  return eitherWay(
    alarm.type === compositeAlarmType ? alarm.read(property) : { kind: 'absent' },
    (suppressor) => {
      if (suppressor.kind === 'absent') return { is: 'yes', message: '', evidence: [] };
      const answer = isSeldomInAlarm(suppressor, alarm);
      return { ...answer, evidence: [cite(alarm, property, suppressor), ...answer.evidence] };
    },
  );
}
