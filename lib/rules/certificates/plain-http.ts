import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { isUndecided } from '../../model/tri';
import { keyOf, show, whyNotKnown, type Value } from '../../model/value';
import { all, cite, given, no, unknown, yes, type Answer, type Evidence } from '../answer';
import { eitherWay } from '../either-way';
import { ruleType } from '../network/routing';
import { test } from '../reading';

/** Whether a listener that does not encrypt answers with redirects to HTTPS alone, its rules included. */
export function onlyRedirects(listener: Resource): Answer {
  const rules = listener.stack.environment.links(ruleType, 'ListenerArn').to(listener);
  const port = listener.read('Port');
  return all([
    ...listener.each('DefaultActions.*').map((action) => redirects(listener, 'DefaultActions', action, port)),
    ...rules.flatMap(({ from, certain }) =>
      from.each('Actions.*').map((action) => {
        const answer = redirects(from, 'Actions', action, port);
        return answer.is === 'yes' ? answer : given(certain, answer);
      }),
    ),
  ]);
}

/** Whether an action of a plain listener sends the client to HTTPS, or refuses it. */
function redirects(owner: Resource, path: string, actions: Value, port: Value): Answer {
  const proof = cite(owner, path);
  const name = owner.logicalId;
  return eitherWay(actions, (action) => {
    if (action.kind === 'absent') return yes('');
    if (action.kind !== 'map')
      return unknown(`${path} of ${name} is not known (${whyNotKnown(action)})`, proof);
    return eitherWay(member(action, 'Type'), (type) => {
      if (type.kind !== 'known')
        return unknown(`what ${name} answers is not known (${whyNotKnown(type)})`, proof);
      if (type.value === 'redirect') return redirectsToHttps(name, action, port, proof);
      const status = member(member(action, 'FixedResponseConfig'), 'StatusCode');
      const refuses =
        type.value === 'fixed-response' && test(status, '', (code) => /^[45]/.test(String(code)));
      if (refuses === true) return yes(`${name} refuses with ${show(status)}`, proof);
      if (isUndecided(refuses)) return unknown(`what ${name} answers is not known (${refuses.why})`, proof);
      return no(`${name} answers with ${type.value} over plain HTTP, expected a redirect to HTTPS`, proof);
    });
  });
}

function redirectsToHttps(name: string, action: Value, port: Value, proof: Evidence): Answer {
  const config = member(action, 'RedirectConfig');
  const [protocol, to] = [member(config, 'Protocol'), member(config, 'Port')];
  const encrypted = test(protocol, '#{protocol}', (text) => text === 'HTTPS');
  if (encrypted !== true) {
    const seen = protocol.kind === 'absent' ? 'the same protocol' : show(protocol);
    const wrong = no(`${name} redirects to ${seen} over plain HTTP, expected a redirect to HTTPS`, proof);
    return isUndecided(encrypted) ? given(encrypted, wrong) : wrong;
  }
  // Without a port of its own the redirect keeps that of the listener, where nobody speaks HTTPS.
  const elsewhere = test(to, '#{port}', (text) => text !== '#{port}' && String(text) !== keyOf(port));
  if (elsewhere === true) return yes(`${name} redirects to HTTPS`, proof);
  const stays = no(`${name} redirects to HTTPS at the port of plain HTTP, expected port 443`, proof);
  return isUndecided(elsewhere) ? given(elsewhere, stays) : stays;
}
