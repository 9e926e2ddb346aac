import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { and, or, type Tri } from '../../model/tri';
import type { Value } from '../../model/value';
import { cite, type Answer } from '../answer';
import { optionsOf } from '../either-way';
import { listenerType } from '../network/routing';
import { allOf } from '../possible';
import { test } from '../reading';
import { leftToApplication, namesOrigins } from './origins';

const attributeKey = 'routing.http.response.access_control_allow_origin.header_value';

/** A value that a listener puts in place of the header of its targets. */
interface Header {
  readonly listener: Resource;
  readonly origins: Value;
  readonly certain: Tri;
}

/** Whether a listener of a load balancer sets the header. */
export function balancerSetsHeader(balancer: Resource): Tri {
  return or(listenersOf(balancer).flatMap(({ headers }) => headers.map(({ certain }) => certain)));
}

/** Whether every listener that passes requests on sets the header to an origin that is named. */
export function listenersNameOrigins(balancer: Resource): Answer {
  return allOf(
    listenersOf(balancer).flatMap(({ listener, headers, certain }) => {
      const name = `Access-Control-Allow-Origin of ${listener.logicalId}`;
      const proof = [cite(listener, 'ListenerAttributes')];
      const named = headers.map((header) => ({
        certain: header.certain,
        answer: namesOrigins({ name, origins: header.origins, proof }),
      }));
      const isSet = headers.some((header) => header.certain === true);
      return isSet || passesOn(listener) === false
        ? named
        : [...named, { certain, answer: leftToApplication(listener) }];
    }),
  );
}

function listenersOf(balancer: Resource) {
  return balancer.stack.environment
    .links(listenerType, 'LoadBalancerArn')
    .to(balancer)
    .map(({ from: listener, certain }) => ({ listener, certain, headers: headersOf(listener, certain) }));
}

function headersOf(listener: Resource, exists: Tri): readonly Header[] {
  return listener
    .each('ListenerAttributes.*')
    .flatMap(optionsOf)
    .map(({ option, certain }) => ({
      listener,
      origins: member(option, 'Value'),
      certain: and([exists, certain, test(member(option, 'Key'), undefined, (key) => key === attributeKey)]),
    }))
    .filter(({ certain }) => certain !== false);
}

/** Whether a listener does more than redirect. */
function passesOn(listener: Resource): Tri {
  const types = listener.each('DefaultActions.*.Type');
  return or(types.map((type) => test(type, undefined, (name) => name !== 'redirect')));
}
