import { same } from '../../model/compare';
import type { Link } from '../../model/links';
import type { Resource } from '../../model/resource';
import { and, unanimous, Undecided, type Tri } from '../../model/tri';
import { alternatives, keyOf, whyNotKnown, type Value } from '../../model/value';
import { distributionType, classicBalancerType } from '../network/entries';
import { balancerType, listenerType } from '../network/routing';

export const certificateType = 'AWS::CertificateManager::Certificate';

/** A certificate that an entry presents. */
export interface CertificateUse {
  readonly owner: Resource;
  readonly path: string;
  readonly certificate: Value;
  readonly certain: Tri;
}

function usesAt(owner: Resource, path: string, certain: Tri = owner.exists): readonly CertificateUse[] {
  return owner.each(path).map((certificate) => {
    const mayBeNone = alternatives(certificate).some(({ kind }) => kind === 'absent');
    const given = !mayBeNone || new Undecided(whyNotKnown(certificate) ?? 'it may have none');
    return { owner, path: path.split('.*')[0]!, certificate, certain: and([certain, given]) };
  });
}

/** The certificates that a public entry presents, by listeners, custom domains or viewers. */
export function certificatesOf(entry: Resource): readonly CertificateUse[] {
  switch (entry.type) {
    case balancerType:
      return listenersOf(entry).flatMap(listenerCertificates);
    case classicBalancerType:
      return usesAt(entry, 'Listeners.*.SSLCertificateId');
    case distributionType:
      return [
        ...usesAt(entry, 'DistributionConfig.ViewerCertificate.AcmCertificateArn'),
        ...usesAt(entry, 'DistributionConfig.ViewerCertificate.IamCertificateId'),
      ];
    default:
      return [
        // The Serverless Application Model writes the domain into the API.
        ...usesAt(entry, 'Domain.CertificateArn'),
        ...domainsOf(entry).domains.flatMap(({ to: domain, certain }) => [
          ...usesAt(domain, 'CertificateArn', certain),
          ...usesAt(domain, 'RegionalCertificateArn', certain),
          ...usesAt(domain, 'DomainNameConfigurations.*.CertificateArn', certain),
        ]),
      ];
  }
}

/** The listeners of a load balancer. */
export function listenersOf(balancer: Resource): readonly Link[] {
  return balancer.stack.environment.links(listenerType, 'LoadBalancerArn').to(balancer);
}

/** Certificates of a listener that may encrypt: those of an HTTP listener are presented to nobody. */
function listenerCertificates({ from: listener, certain }: Link): readonly CertificateUse[] {
  const protocol = listener.read('Protocol');
  const encrypts = unanimous(
    alternatives(protocol).map((option) => keyOf(option) !== 'HTTP'),
    whyNotKnown(protocol) ?? 'its protocol is not known',
  );
  if (encrypts === false) return [];
  const path = 'Certificates.*.CertificateArn';
  const added = listener.stack.environment
    .links('AWS::ElasticLoadBalancingV2::ListenerCertificate', 'ListenerArn')
    .to(listener);
  return [
    ...usesAt(listener, path, and([certain, encrypts])),
    ...added.flatMap((link) => usesAt(link.from, path, and([certain, encrypts, link.certain]))),
  ];
}

/** Resources that give an API a domain name, the property that names the API, and the types of such domains. */
const mappings = [
  {
    type: 'AWS::ApiGateway::BasePathMapping',
    api: 'RestApiId',
    domains: ['AWS::ApiGateway::DomainName'],
  },
  {
    type: 'AWS::ApiGatewayV2::ApiMapping',
    api: 'ApiId',
    domains: ['AWS::ApiGatewayV2::DomainName', 'AWS::ApiGateway::DomainName'],
  },
  {
    type: 'AWS::AppSync::DomainNameApiAssociation',
    api: 'ApiId',
    domains: ['AWS::AppSync::DomainName'],
  },
] as const;

/** Custom domain names mapped to an API, and why there may be others. */
export interface Domains {
  readonly domains: readonly Link[];
  readonly open?: string;
}

export function domainsOf(api: Resource): Domains {
  const { environment } = api.stack;
  const found = new Map<Resource, Link>();
  let open: string | undefined;
  for (const { type, api: path, domains } of mappings) {
    for (const mapping of environment.links(type, path).to(api)) {
      const reached = domainLinks(mapping.from, domains);
      if (reached.length === 0)
        open ??= `${mapping.from.logicalId} gives it a domain that the templates do not show`;
      for (const link of reached)
        found.set(link.to, { ...link, certain: and([mapping.certain, link.certain]) });
    }
  }
  return { domains: [...found.values()], open };
}

/** The domain that a mapping names, by reference or by its name. */
function domainLinks(mapping: Resource, types: readonly string[]): readonly Link[] {
  const linked = mapping.stack.environment
    .links(mapping.type, 'DomainName')
    .from(mapping)
    .filter(({ to }) => types.includes(to.type));
  if (linked.length > 0) return linked;
  const name = mapping.read('DomainName');
  return mapping.stack.environment
    .of(...types)
    .filter((domain) => same(domain.read('DomainName'), name) === true)
    .map((to) => ({ from: mapping, to, certain: and([mapping.exists, to.exists]) }));
}
