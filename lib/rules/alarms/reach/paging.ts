import type { Environment } from '../../../model/environment';
import { and } from '../../../model/tri';
import { all, given, no, unknown, type Answer } from '../../answer';
import { finding, requireEach, type Judgement } from '../../finding';
import { alarmsForPeople } from './alerts';
import { tellsOfAlarm } from './reach';

/** By which Incident Manager would page. */
const incidentTypes = ['AWS::SSMIncidents::ResponsePlan', 'AWS::SSMContacts::Contact'];

/** Whether at least one alarm pages whoever is on call. */
export function pagesSomebody(environment: Environment): Judgement {
  const found = alarmsForPeople(environment);
  if (found.resources.length === 0) return requireEach(found, () => undefined);
  const answers = found.resources.map((alarm) => given(and([alarm.exists]), tellsOfAlarm(alarm, 'page')));
  return { findings: [finding(found.subject, atLeastOne(answers, environment))], examined: answers.length };
}

function atLeastOne(answers: readonly Answer[], environment: Environment): Answer {
  const paging = answers.find(({ is }) => is === 'yes');
  if (paging) return paging;
  const doubt = answers.find(({ is }) => is === 'unknown');
  if (doubt)
    return unknown(`whether an alarm pages somebody is not known: ${doubt.message}`, ...doubt.evidence);
  const refusal = all(answers.slice(0, 1));
  const seen = `no alarm of ${answers.length} pages somebody: ${refusal.message}`;
  const [incident] = environment.of(...incidentTypes);
  const why = incident
    ? `${incident.logicalId} may; verify that the account has Incident Manager, which takes no new customers`
    : environment.hidden[0];
  return why === undefined
    ? no(seen, ...refusal.evidence)
    : unknown(`${seen}, but ${why}`, ...refusal.evidence);
}
