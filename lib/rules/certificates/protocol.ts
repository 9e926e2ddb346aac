import type { Resource } from '../../model/resource';
import { alternatives, keyOf } from '../../model/value';
import type { Answer } from '../answer';
import { allOf } from '../possible';
import { distributionType, ifPublic } from '../network/entries';
import { balancerType } from '../network/routing';
import { property } from '../reading';
import { named } from '../network/balancing';
import { certificatesOf, listenersOf } from './uses';

/** Whether an entry refuses TLS versions older than 1.2. */
export const refusesOldTls = ifPublic((entry) => {
  if (entry.type === distributionType && certificatesOf(entry).length > 0) {
    return property(entry, 'DistributionConfig.ViewerCertificate.MinimumProtocolVersion', {
      expected: 'TLSv1.2_2021 or later',
      otherwise: 'TLSv1',
      holds: (version) => /^TLSv1\.[23]_/.test(String(version)),
    });
  }
  if (entry.type !== balancerType) return undefined;
  const listeners = listenersOf(entry).filter(({ from }) =>
    alternatives(from.read('Protocol')).some((option) => isEncrypted(keyOf(option))),
  );
  if (listeners.length === 0) return undefined;
  return allOf(listeners.map(({ from, certain }) => ({ certain, answer: named(from, modernPolicy(from)) })));
});

function isEncrypted(protocol: string | undefined): boolean {
  return protocol === 'HTTPS' || protocol === 'TLS';
}

function modernPolicy(listener: Resource): Answer {
  return property(listener, 'SslPolicy', {
    expected: 'a policy of TLS 1.2 or later such as ELBSecurityPolicy-TLS13-1-2-2021-06',
    otherwise: 'ELBSecurityPolicy-2016-08',
    holds: (policy) => /(TLS13-1-[23]|TLS-1-2|FS-1-2)/.test(String(policy)),
  });
}
