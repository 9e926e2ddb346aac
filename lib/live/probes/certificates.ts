import { probes, type Probe } from '../probe';

type Question = Omit<Probe, 'id' | 'decides'>;

const docs = 'https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-renewal.html';
const fix =
  'Put the CNAME that aws acm describe-certificate names back into the zone; replace imported certificates by ones that ACM issues with DNS validation.';

const renewing: Question = {
  title: 'Certificate is valid and renews itself',
  severity: 'error',
  why: 'A renewal fails silently when the record that proves the domain is gone, and weeks later the whole site is down.',
  fix,
  docs,
  about: { of: 'proof', types: ['AWS::CertificateManager::Certificate'], items: ['ENV3', 'MOSEC3'] },
  actions: ['acm:DescribeCertificate'],
  ask: () => (require('../certificates/renewing') as typeof import('../certificates/renewing')).renewsItself,
};

const presented: Question = {
  title: 'Load balancer presents certificates that are valid and renew themselves',
  severity: 'error',
  why: 'A certificate put on a listener by hand during an incident is the one that nobody renews.',
  fix,
  docs,
  about: { of: 'role', role: 'entries', types: ['AWS::ElasticLoadBalancingV2::LoadBalancer'] },
  actions: [
    'acm:DescribeCertificate',
    'elasticloadbalancing:DescribeListenerCertificates',
    'elasticloadbalancing:DescribeListeners',
    'elasticloadbalancing:DescribeLoadBalancers',
  ],
  ask: () =>
    (require('../certificates/presented') as typeof import('../certificates/presented')).presentsRenewing,
};

/** What the account is asked about certificates. */
export const certificateProbes = probes(
  { id: 'ENV3.renewing', ...renewing },
  { id: 'ENV3.presented', decides: ['ENV3.renewal'], ...presented },
  { id: 'MOSEC3.renewing', ...renewing },
  { id: 'MOSEC3.presented', ...presented },
);
