import { same } from '../../model/compare';
import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, isUndecided, not, or, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, itemsOf, keyOf, known, whyNotKnown, type Value } from '../../model/value';
import { all, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { listenersOf } from '../certificates/uses';
import { eitherWay, isStated } from '../either-way';
import { classicBalancerType } from '../network/entries';
import { admitsInternet } from '../network/origin-lock';
import { balancerType, listenerType, ruleType } from '../network/routing';
import { test } from '../reading';
import { frontsOf, type Front } from './fronts';

const urlType = 'AWS::Lambda::Url';

/** Whether an entry refuses every request that does not come through the distributions in front of it. */
export function isLockedTo(entry: Resource, fronts: readonly Front[]): Answer {
  const names = [...new Set(fronts.map(({ distribution }) => distribution.logicalId))].join(', ');
  if (entry.type === balancerType || entry.type === classicBalancerType) {
    const open = admitsInternet(entry);
    if (open === false)
      return yes('its security groups admit CloudFront alone', cite(entry, 'SecurityGroups'));
    if (entry.type === balancerType && keyOf(entry.read('Type')) !== 'network') {
      return asksForSecret(entry, fronts, names);
    }
    const refused = no(`it admits requests that do not come from ${names}`, present(entry));
    return isUndecided(open) ? given(open, refused) : refused;
  }
  if (entry.type === urlType) return takesSignedRequests(entry, fronts, names);
  const sends = or(fronts.map(({ origin }) => isStated(member(origin, 'OriginCustomHeaders'))));
  return sends === false
    ? no(`it answers requests that do not come from ${names}`, present(entry))
    : unknown(`verify that it refuses requests without the header that ${names} sends`, present(entry));
}

/** Whether every listener of a load balancer forwards only what bears a header that the distributions send. */
function asksForSecret(balancer: Resource, fronts: readonly Front[], names: string): Answer {
  const { open } = balancer.stack.environment.links(listenerType, 'LoadBalancerArn');
  const listeners = listenersOf(balancer);
  const answers = listeners.flatMap(({ from: listener, certain }) => {
    const rules = listener.stack.environment.links(ruleType, 'ListenerArn').to(listener);
    return [
      { certain, answer: forwardsNothing(listener, 'DefaultActions', names) },
      ...rules.map((link) => {
        const forwards = forwardsNothing(link.from, 'Actions', names);
        return {
          certain: and([certain, link.certain]),
          answer:
            forwards.is === 'yes' ? forwards : ifForwarding(forwards, bearsSecret(link.from, fronts, names)),
        };
      }),
    ].map((possible) =>
      possible.answer.is === 'yes' ? possible.answer : given(possible.certain, possible.answer),
    );
  });
  if (open !== undefined) return unknown(`a listener of it may be hidden (${open})`, present(balancer));
  return answers.length > 0
    ? given(or(listeners.map(({ certain }) => certain)), all(answers))
    : no(`it has no listener that only ${names} can use`, present(balancer));
}

/** Where it is not known whether a rule forwards at all, a missing secret decides nothing. */
function ifForwarding(forwards: Answer, secret: Answer): Answer {
  return forwards.is === 'unknown' && secret.is === 'no' ? forwards : secret;
}

function forwardsNothing(owner: Resource, path: string, names: string): Answer {
  const proof = cite(owner, path);
  return eitherWay(owner.read(path), (actions) => {
    const forwards = or(
      itemsOf(actions).map((action) =>
        test(member(action, 'Type'), undefined, (type) => type !== 'fixed-response' && type !== 'redirect'),
      ),
    );
    if (forwards === false) return yes(`${owner.logicalId} forwards nothing by itself`, proof);
    const seen = `${owner.logicalId} forwards requests that do not come from ${names}`;
    return isUndecided(forwards) ? unknown(`${seen}, or not (${forwards.why})`, proof) : no(seen, proof);
  });
}

/** Whether a rule asks for a header whose value one of the distributions adds to its requests. */
function bearsSecret(rule: Resource, fronts: readonly Front[], names: string): Answer {
  const proof = cite(rule, 'Conditions');
  const asked = rule.each('Conditions.*').map((condition) => {
    const config = member(condition, 'HttpHeaderConfig');
    const values = itemsOf(member(config, 'Values'));
    const known = values.map((value) =>
      or(fronts.map((front) => sends(front, member(config, 'HttpHeaderName'), value))),
    );
    return and([isStated(config), values.length > 0, ...known]);
  });
  const secret = or(asked);
  if (secret === true) {
    const origins = fronts.map(({ distribution }) => cite(distribution, 'DistributionConfig.Origins'));
    return yes(`${rule.logicalId} asks for the header that ${names} sends`, proof, ...origins);
  }
  const seen = `${rule.logicalId} forwards requests without a header that only ${names} sends`;
  return isUndecided(secret) ? unknown(`${seen}, or not (${secret.why})`, proof) : no(seen, proof);
}

function sends({ origin, certain }: Front, name: Value, value: Value): Tri {
  // Stars and question marks stand for other values.
  if (value.kind === 'known' && /[*?]/.test(String(value.value))) return false;
  const headers = itemsOf(member(origin, 'OriginCustomHeaders'));
  return and([
    certain,
    or(
      headers.map((header) =>
        and([isCalled(member(header, 'HeaderName'), name), same(member(header, 'HeaderValue'), value)]),
      ),
    ),
  ]);
}

/** Names of headers are compared without case. */
function isCalled(left: Value, right: Value): Tri {
  const lower = (name: Value): Value =>
    name.kind === 'known' ? known(String(name.value).toLowerCase()) : name;
  const pairs = alternatives(left).flatMap((a) => alternatives(right).map((b) => same(lower(a), lower(b))));
  return unanimous(pairs, whyNotKnown(left) ?? whyNotKnown(right) ?? 'the name of a header is not known');
}

/** The answer for a function URL that only signed requests reach, and no distribution; undefined for all others. */
export function signedAlone(entry: Resource): Answer | undefined {
  if (entry.type !== urlType || frontsOf(entry).length > 0) return undefined;
  if (test(entry.read('AuthType'), undefined, (type) => type === 'AWS_IAM') === false) return undefined;
  return unknown('it takes requests signed by IAM alone; verify who may sign them', cite(entry, 'AuthType'));
}

/** Whether a function URL takes requests signed by IAM alone, and the distributions sign theirs. */
function takesSignedRequests(url: Resource, fronts: readonly Front[], names: string): Answer {
  const signed = test(url.read('AuthType'), undefined, (type) => type === 'AWS_IAM');
  const proof = cite(url, 'AuthType');
  const expected = 'expected AWS_IAM and an origin access control';
  if (signed === false)
    return no(`AuthType is ${keyOf(url.read('AuthType')) ?? 'not set'}, ${expected}`, proof);
  if (isUndecided(signed)) return unknown(`AuthType is not known (${signed.why}), ${expected}`, proof);
  const signs = and(fronts.map(signsRequests));
  const origins = fronts.map(({ distribution }) => cite(distribution, 'DistributionConfig.Origins'));
  if (signs === true) return yes(`it takes requests signed by ${names}`, proof, ...origins);
  const why = isUndecided(signs) ? ` for certain (${signs.why})` : '';
  const seen = `it takes signed requests, and the origin of ${names} has no origin access control that signs${why}`;
  return unknown(`${seen}; verify who may sign them`, proof, ...origins);
}

function signsRequests({ distribution, origin, certain }: Front): Tri {
  const id = member(origin, 'OriginAccessControlId');
  if (id.kind === 'absent' || keyOf(id) === '') return false;
  const { resources, open } = targetOf(id, distribution.stack);
  const [control] = resources;
  if (!control) return new Undecided(open ?? whyNotKnown(id) ?? 'its origin access control is not known');
  const path = 'OriginAccessControlConfig.SigningBehavior';
  return and([certain, not(test(control.read(path), 'always', (behavior) => behavior === 'never'))]);
}
