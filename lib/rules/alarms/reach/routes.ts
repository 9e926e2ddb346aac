import type { Environment } from '../../../model/environment';
import { targetOf } from '../../../model/names';
import type { Resource } from '../../../model/resource';
import { and, type Tri } from '../../../model/tri';
import { keyOf, show, type Value } from '../../../model/value';
import { all, cite, given, no, present, unknown, yes, type Answer } from '../../answer';
import type { Candidates } from '../../candidates';
import { eitherWay } from '../../either-way';
import { finding, judgeAny, judgeEach, requireEach, type Judgement } from '../../finding';
import { perEnvironment } from '../../per-environment';
import { actionsOf, isForMachines } from './actions';
import { alarmsForPeople, alertsOf, ofAlarms } from './alerts';
import { tellsOfAlarm } from './reach';
import { severityOf, severityOfTopic, type IncidentSeverity } from './severities';

/** The alarms for people by their severity, and those that say nothing of it. */
const alertsBySeverity = perEnvironment(
  (environment: Environment): ReadonlyMap<IncidentSeverity | undefined, readonly Resource[]> => {
    const table = new Map<IncidentSeverity | undefined, Resource[]>();
    for (const alarm of alertsOf(environment)) {
      const severity = severityOf(alarm)?.severity;
      const list = table.get(severity);
      if (list) list.push(alarm);
      else table.set(severity, [alarm]);
    }
    return table;
  },
);

/** The alarms of one severity. */
export function alarmsOfSeverity(environment: Environment, severity: IncidentSeverity): Candidates {
  return alarmsForPeople(environment, `${severity} alarm`, alertsBySeverity(environment).get(severity) ?? []);
}

/** Whether the alarms of a severity page whoever is on call; there must be some. */
export function pages(environment: Environment, severity: IncidentSeverity): Judgement {
  const found = alarmsOfSeverity(environment, severity);
  const question = ofAlarms((alarm) => withSeverity(alarm, tellsOfAlarm(alarm, 'page')));
  return withUnlabelled(environment, requireEach, found, question);
}

/** Whether a person hears of the alarms of a severity, if there are any. */
export function reachesSomebody(environment: Environment, severity: IncidentSeverity): Judgement {
  const found = alarmsOfSeverity(environment, severity);
  const question = ofAlarms((alarm) => withSeverity(alarm, tellsOfAlarm(alarm, 'ticket')));
  return withUnlabelled(environment, judgeAny, found, question);
}

function withSeverity(alarm: Resource, answer: Answer): Answer {
  const stated = severityOf(alarm);
  return stated ? { ...answer, evidence: [...answer.evidence, stated.proof] } : answer;
}

/** An alarm that does not say how severe it is may be of any severity. */
function withUnlabelled(
  environment: Environment,
  judge: typeof requireEach,
  found: Candidates,
  question: (alarm: Resource) => Answer | undefined,
): Judgement {
  const unlabelled = alertsBySeverity(environment).get(undefined) ?? [];
  const [first] = unlabelled;
  if (!first) return judge(found, question);
  const judged = judgeEach(found, question);
  const others = unlabelled.length === 1 ? '' : ` (and ${unlabelled.length - 1} more)`;
  const seen = `the severity of ${first.logicalId}${others} is not known`;
  const doubt = unknown(
    `${seen}; begin AlarmDescription with P0: to P3:, or set the tag severity`,
    present(first),
  );
  return { findings: [...judged.findings, finding(found.subject, doubt)], examined: judged.examined };
}

/** Whether the topics that an alarm notifies are about its severity alone, so that each has people of its own. */
export function isRoutedApart(alarm: Resource, severity: IncidentSeverity): Answer {
  const routes = actionsOf(alarm).filter(({ option }) => !isForMachines(option, alarm));
  const none = `${alarm.logicalId} notifies no topic, expected one for ${severity}`;
  if (routes.length === 0) return no(none, cite(alarm, 'AlarmActions'));
  return all(routes.map(({ option, certain }) => given(certain, isOf(severity, option, alarm))));
}

function isOf(severity: IncidentSeverity, action: Value, alarm: Resource): Answer {
  return eitherWay(action, (option) => {
    const [topic] = targetOf(option, alarm.stack).resources;
    const name = topic?.logicalId ?? show(option);
    const proof = cite(alarm, 'AlarmActions');
    const named = topic && severityOfTopic(topic);
    if (named === 'open')
      return unknown(`whether ${name} is named for ${severity} is not known, expected a topic for it`, proof);
    if (named !== undefined && named !== severity)
      return no(
        `${alarm.logicalId} is ${severity} and notifies ${name}, which is named for ${named}, expected a topic for ${severity}`,
        proof,
      );
    const users = usersOf(alarm.stack.environment).get(routeKey(option, alarm) ?? '') ?? [];
    const others = users.filter((user) => user.severity !== severity);
    const other = others.find(({ certain }) => certain === true) ?? others[0];
    if (!other) return yes(`${name} hears of ${severity} alarms alone`, proof);
    const expected = 'expected a topic for each severity';
    const also = `${name} hears of ${severity} by ${alarm.logicalId} and of`;
    return other.severity === undefined
      ? unknown(`${also} ${other.alarm.logicalId}, whose severity is not known, ${expected}`, proof)
      : given(other.certain, no(`${also} ${other.severity} by ${other.alarm.logicalId}, ${expected}`, proof));
  });
}

/** An alarm that a topic hears of. */
interface User {
  readonly alarm: Resource;
  readonly severity: IncidentSeverity | undefined;
  readonly certain: Tri;
}

/** For each topic, the first alarm of each severity that it hears of, those that are certain before those that are not. */
const usersOf = perEnvironment((environment: Environment): ReadonlyMap<string, readonly User[]> => {
  const table = new Map<string, User[]>();
  for (const alarm of alertsOf(environment)) {
    const severity = severityOf(alarm)?.severity;
    for (const { option, certain } of actionsOf(alarm)) {
      const key = routeKey(option, alarm);
      if (key === undefined) continue;
      const user = { alarm, severity, certain: and([certain, alarm.exists]) };
      const users = table.get(key) ?? [];
      const known = users.findIndex((other) => other.severity === severity);
      if (known < 0) users.push(user);
      else if (users[known]?.certain !== true) users[known] = user;
      table.set(key, users);
    }
  }
  return table;
});

/** The same for the same topic, be it in the templates or not. */
function routeKey(action: Value, alarm: Resource): string | undefined {
  const [topic] = targetOf(action, alarm.stack).resources;
  return topic?.key ?? keyOf(action);
}
