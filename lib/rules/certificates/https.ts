import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { alternatives, keyOf, show, whyNotKnown, type Value } from '../../model/value';
import { all, any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { eitherWay } from '../either-way';
import { classicBalancerType, distributionType, hiddenBalancer, ifPublic } from '../network/entries';
import { balancerType, listenerType } from '../network/routing';
import { test } from '../reading';
import { onlyRedirects } from './plain-http';
import { listenersOf } from './uses';

/** Whether an entry speaks HTTPS, and answers plain HTTP with nothing but a redirect. */
export const speaksHttpsOnly = ifPublic((entry) => {
  switch (entry.type) {
    case balancerType:
      return balancerSpeaksHttps(entry);
    case classicBalancerType:
      return classicSpeaksHttps(entry);
    case distributionType:
      return isEnabled(entry) ? distributionSpeaksHttps(entry) : undefined;
    default:
      return hiddenBalancer(entry) ?? yes('its endpoint speaks HTTPS only', present(entry));
  }
});

export function isEnabled(distribution: Resource): boolean {
  const enabled = distribution.read('DistributionConfig.Enabled');
  return enabled.kind !== 'known' || String(enabled.value) !== 'false';
}

function balancerSpeaksHttps(balancer: Resource): Answer {
  const judged = listenersOf(balancer).map(({ from, certain }) => ({ certain, ...judgeListener(from) }));
  const encrypted = any(
    judged.map(({ certain, encrypts }) => given(certain, encrypts)),
    'it has no listener, expected one for HTTPS',
  );
  const { open } = balancer.stack.environment.links(listenerType, 'LoadBalancerArn');
  const speaks =
    encrypted.is === 'no' && open !== undefined
      ? unknown(`${encrypted.message}, but a listener may be hidden (${open})`, ...encrypted.evidence)
      : encrypted;
  const plain = judged.flatMap(({ plainAnswer, certain }) =>
    plainAnswer ? [plainAnswer.is === 'yes' ? plainAnswer : given(certain, plainAnswer)] : [],
  );
  return all([speaks, ...plain]);
}

interface JudgedListener {
  /** Whether it encrypts. */
  readonly encrypts: Answer;
  /** Whether what it answers without encryption is a redirect only; undefined where it encrypts. */
  readonly plainAnswer?: Answer;
}

function judgeListener(listener: Resource): JudgedListener {
  const protocol = listener.read('Protocol');
  const proof = cite(listener, 'Protocol', protocol);
  const kinds = new Set(alternatives(protocol).map((option) => kindOf(keyOf(option))));
  const name = listener.logicalId;
  if (kinds.size > 1 || kinds.has('unknown')) {
    const why = whyNotKnown(protocol) ?? 'it may pass encrypted traffic through to servers that end it';
    const doubt = unknown(`whether ${name} speaks HTTPS is not known (${why})`, proof);
    return { encrypts: doubt, plainAnswer: doubt };
  }
  if (kinds.has('encrypted')) return { encrypts: yes(`${name} speaks ${show(protocol)}`, proof) };
  return {
    encrypts: no(`${name} speaks ${show(protocol)}, expected HTTPS`, proof),
    plainAnswer: onlyRedirects(listener),
  };
}

function kindOf(protocol: string | undefined): 'encrypted' | 'plain' | 'unknown' {
  if (protocol === 'HTTPS' || protocol === 'TLS' || protocol === 'QUIC') return 'encrypted';
  // TCP listeners carry bytes: TLS may well end at the servers behind them.
  return protocol === 'HTTP' ? 'plain' : 'unknown';
}

/** Why it is not known whether an entry presents a certificate, where it passes traffic through or is not all here. */
export function passesThrough(balancer: Resource): Answer | undefined {
  const { open } = balancer.stack.environment.links(listenerType, 'LoadBalancerArn');
  if (balancer.type === balancerType && open !== undefined) {
    return unknown(`it presents no certificate, but a listener may be hidden (${open})`);
  }
  const listeners =
    balancer.type === balancerType
      ? listenersOf(balancer).map(({ from }) => from.read('Protocol'))
      : balancer.each('Listeners.*').map((listener) => member(listener, 'Protocol'));
  return listeners.some(
    (protocol) => !['HTTP', 'HTTPS', 'TLS'].includes(keyOf(protocol)?.toUpperCase() ?? ''),
  )
    ? unknown(
        'it passes traffic through to its servers; verify that the certificates they present renew',
        present(balancer),
      )
    : undefined;
}

/** A classic load balancer cannot redirect; the servers behind it can, where it speaks HTTPS too. */
function classicSpeaksHttps(balancer: Resource): Answer {
  const proof = cite(balancer, 'Listeners');
  const protocols = balancer.each('Listeners.*').map((listener) => {
    const protocol = member(listener, 'Protocol');
    return protocol.kind === 'known' ? String(protocol.value).toUpperCase() : show(protocol);
  });
  const isPlain = protocols.every((protocol) => protocol === 'HTTP');
  const answers = protocols.map((protocol) => {
    if (protocol === 'HTTPS' || protocol === 'SSL') return yes(`a listener speaks ${protocol}`, proof);
    if (protocol !== 'HTTP')
      return unknown(`whether a listener (${protocol}) speaks HTTPS is not known`, proof);
    return isPlain
      ? no('a listener speaks HTTP, expected HTTPS', proof)
      : unknown('a listener speaks HTTP; verify that the servers behind it redirect to HTTPS', proof);
  });
  return answers.length > 0
    ? all(answers)
    : no('it has no listener, expected one for HTTPS', present(balancer));
}

function distributionSpeaksHttps(distribution: Resource): Answer {
  const byDefault = 'DistributionConfig.DefaultCacheBehavior';
  const others = 'DistributionConfig.CacheBehaviors';
  return all([
    refusesHttp(distribution, byDefault, distribution.read(byDefault)),
    ...distribution.each(`${others}.*`).map((behavior) => refusesHttp(distribution, others, behavior)),
  ]);
}

function refusesHttp(distribution: Resource, path: string, behaviors: Value): Answer {
  const proof = cite(distribution, path);
  return eitherWay(behaviors, (behavior) => {
    if (behavior.kind === 'absent') return yes('');
    const pattern = member(behavior, 'PathPattern');
    const name = pattern.kind === 'absent' ? 'the default behaviour' : show(pattern);
    const policy = member(behavior, 'ViewerProtocolPolicy');
    const refuses = test(policy, 'allow-all', (text) => text !== 'allow-all');
    const seen = `ViewerProtocolPolicy of ${name}`;
    if (refuses === true) return yes(`${seen} is ${show(policy)}`, proof);
    if (refuses === false) return no(`${seen} is allow-all, expected redirect-to-https or https-only`, proof);
    return unknown(`${seen} is not known (${refuses.why}), expected redirect-to-https or https-only`, proof);
  });
}
