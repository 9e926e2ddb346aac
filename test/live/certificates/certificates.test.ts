import type { CertificateDetail } from '@aws-sdk/client-acm';
import { certificateProbes } from '../../../lib/live/probes/certificates';
import { testProbes, type ProbeCase } from '../asking';
import { inTurn, serviceError, type Answers } from '../service';

const arn = 'arn:aws:acm:eu-west-1:123456789012:certificate/12-ab';
const balancer = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188';
const healthy: CertificateDetail = {
  CertificateArn: arn,
  DomainName: 'shop.example.com',
  Status: 'ISSUED',
  Type: 'AMAZON_ISSUED',
  RenewalEligibility: 'ELIGIBLE',
  InUseBy: [balancer],
  NotAfter: new Date('2026-06-29T12:00:00Z'),
  DomainValidationOptions: [
    { DomainName: 'shop.example.com', ValidationMethod: 'DNS', ValidationStatus: 'SUCCESS' },
  ],
};
const domain = {
  DomainName: 'shop.example.com',
  ValidationStatus: 'PENDING_VALIDATION',
  ValidationMethod: 'DNS',
  ResourceRecord: { Name: '_1f.shop.example.com.', Type: 'CNAME', Value: 'x' },
} as const;
const pending = 'ACM awaits the validation of shop.example.com (CNAME _1f.shop.example.com.)';

function acm(change: Partial<CertificateDetail> = {}): Answers {
  return { 'acm:DescribeCertificate': { Certificate: { ...healthy, ...change } } };
}

const is = (name: string, change: Partial<CertificateDetail>, message: string): ProbeCase => ({
  name,
  answers: acm(change),
  message: `the certificate of shop.example.com: ${message}`,
});
const renewal = (RenewalStatus: 'FAILED' | 'PENDING_VALIDATION' | 'PENDING_AUTO_RENEWAL' | 'SUCCESS') => ({
  RenewalSummary: {
    RenewalStatus,
    RenewalStatusReason: RenewalStatus === 'FAILED' ? ('CAA_ERROR' as const) : undefined,
    DomainValidationOptions: [domain],
    UpdatedAt: new Date('2026-02-01'),
  },
});
const good = 'the certificate of shop.example.com renews itself, expires in 120 days (2026-06-29)';

const renewing = {
  target: { type: 'AWS::CertificateManager::Certificate', id: arn },
  pass: [
    { name: 'one that ACM issued', answers: acm(), message: good },
    { name: 'one that was renewed', answers: acm(renewal('SUCCESS')), message: good },
    { name: 'one that is being renewed', answers: acm(renewal('PENDING_AUTO_RENEWAL')), message: good },
    {
      name: 'the thirtieth day before it expires',
      answers: acm({ NotAfter: new Date('2026-03-31T12:00:00Z') }),
      message: 'the certificate of shop.example.com renews itself, expires in 30 days (2026-03-31)',
    },
  ],
  fail: [
    {
      name: 'one that is gone',
      answers: { 'acm:DescribeCertificate': serviceError('ResourceNotFoundException') },
      message: `certificate ${arn} does not exist`,
    },
    is('expired', { Status: 'EXPIRED', NotAfter: new Date('2026-02-01') }, 'it expired on 2026-02-01'),
    is('failed', { Status: 'FAILED', FailureReason: 'CAA_ERROR' }, 'it was not issued (CAA_ERROR)'),
    is('revoked', { Status: 'REVOKED' }, 'it was revoked (ACM names no reason)'),
    is('inactive', { Status: 'INACTIVE' }, 'it is INACTIVE, expected ISSUED'),
    is(
      'awaiting validation',
      { Status: 'PENDING_VALIDATION', DomainValidationOptions: [domain] },
      `it is not issued: ${pending}`,
    ),
    is(
      'never validated',
      { Status: 'VALIDATION_TIMED_OUT' },
      'it was not issued: nobody proved within 72 hours to own its domains',
    ),
    is(
      'imported',
      { Type: 'IMPORTED', RenewalEligibility: 'INELIGIBLE', DomainValidationOptions: undefined },
      'it was imported, so ACM never renews it, expected one that ACM issues',
    ),
    is(
      'used by nothing',
      { RenewalEligibility: 'INELIGIBLE', InUseBy: [] },
      'ACM does not renew it, as nothing uses it (RenewalEligibility INELIGIBLE)',
    ),
    is('a renewal that failed', renewal('FAILED'), 'its renewal failed (CAA_ERROR)'),
    is('a renewal without its record', renewal('PENDING_VALIDATION'), `its renewal is stuck: ${pending}`),
    is(
      'validated by e-mail',
      { DomainValidationOptions: [{ DomainName: 'shop.example.com', ValidationMethod: 'EMAIL' }] },
      'somebody must answer an e-mail at each renewal (shop.example.com), expected validation by DNS',
    ),
    is(
      'expiring',
      { NotAfter: new Date('2026-03-31T11:59:00Z') },
      'it expires in 29 days (2026-03-31), expected a renewal at least 30 days before',
    ),
    is('past its end', { NotAfter: new Date('2026-02-28') }, 'it expired on 2026-02-28'),
  ],
  unknown: [
    is('no status', { Status: undefined }, 'its status is not told'),
    is('no eligibility', { RenewalEligibility: undefined }, 'whether ACM renews it is not told'),
    is('no users', { InUseBy: undefined }, 'no service of AWS uses it; verify what does'),
    is('no end', { NotAfter: undefined }, 'when it expires is not told'),
    is('no domains', { DomainValidationOptions: undefined }, 'how its domains are validated is not told'),
    is('no type', { Type: undefined }, 'who issued it is not told'),
    is(
      'of a private CA',
      { Type: 'PRIVATE', DomainValidationOptions: undefined },
      'a private CA issued it; verify that its clients trust that',
    ),
  ],
};

const https = { ListenerArn: 'arn:listener', Protocol: 'HTTPS', Port: 443 } as const;
const http = { ListenerArn: 'arn:plain', Protocol: 'HTTP', Port: 80 } as const;
const listening = (...Listeners: (typeof https | typeof http)[]): Answers => ({
  ...acm(),
  'elasticloadbalancing:DescribeLoadBalancers': {
    LoadBalancers: [{ LoadBalancerArn: balancer, Type: 'application', Scheme: 'internet-facing' }],
  },
  'elasticloadbalancing:DescribeListeners': { Listeners },
  'elasticloadbalancing:DescribeListenerCertificates': { Certificates: [{ CertificateArn: arn }] },
});
const without = (change: object): Answers => ({
  ...listening(http),
  'elasticloadbalancing:DescribeLoadBalancers': {
    LoadBalancers: [{ Type: 'application', Scheme: 'internet-facing', ...change }],
  },
});
const noHttps =
  'no listener of load balancer shop speaks HTTPS (HTTP on port 80), expected one with a certificate';
const presents =
  'load balancer shop presents certificates that renew themselves: shop.example.com renews itself, expires in 120 days (2026-06-29)';

const presented = {
  target: { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', id: balancer },
  pass: [
    { name: 'its certificate', answers: listening(http, https), message: presents },
    {
      name: 'certificates on several pages',
      answers: {
        ...listening(https),
        'elasticloadbalancing:DescribeListenerCertificates': inTurn(
          { Certificates: [], NextMarker: 'next' },
          { Certificates: [{ CertificateArn: arn }] },
        ),
      },
      message: presents,
    },
  ],
  fail: [
    {
      name: 'one put there by hand',
      answers: { ...listening(https), ...acm({ Type: 'IMPORTED' }) },
      message:
        'the certificate of shop.example.com: it was imported, so ACM never renews it, expected one that ACM issues',
    },
    {
      name: 'a server certificate of IAM',
      answers: {
        ...listening(https),
        'elasticloadbalancing:DescribeListenerCertificates': {
          Certificates: [{ CertificateArn: 'arn:aws:iam::123456789012:server-certificate/shop' }],
        },
      },
      message:
        'arn:aws:iam::123456789012:server-certificate/shop is a server certificate of IAM, which nothing renews, expected one of ACM',
    },
    {
      name: 'a certificate that is gone',
      answers: { ...listening(https), 'acm:DescribeCertificate': serviceError('ResourceNotFoundException') },
      message: `certificate ${arn} does not exist`,
    },
    { name: 'no HTTPS any more', answers: listening(http), message: noHttps },
    {
      name: 'no listener at all',
      answers: listening(),
      message:
        'no listener of load balancer shop speaks HTTPS (there is none), expected one with a certificate',
    },
    {
      name: 'a load balancer that is gone',
      answers: { 'elasticloadbalancing:DescribeLoadBalancers': serviceError('LoadBalancerNotFound') },
      message: 'load balancer shop does not exist in eu-west-1',
    },
  ],
  unknown: [
    {
      name: 'a listener whose certificate is not told',
      answers: {
        ...listening(https),
        'elasticloadbalancing:DescribeListenerCertificates': { Certificates: [] },
      },
      message: 'HTTPS on port 443 names no certificate; verify what it presents',
    },
    {
      name: 'plain HTTP that may be internal',
      answers: without({ Scheme: undefined }),
      message: `${noHttps}; whether it faces the internet is not told`,
    },
  ],
  notApplicable: [
    {
      name: 'an internal load balancer',
      answers: without({ Scheme: 'internal' }),
      message: 'load balancer shop is internal and speaks no HTTPS',
    },
    {
      name: 'a network load balancer that passes on',
      answers: without({ Type: 'network' }),
      message: 'load balancer shop ends no TLS connections',
    },
  ],
};

testProbes(certificateProbes, {
  'ENV3.renewing': renewing,
  'ENV3.presented': presented,
  'MOSEC3.renewing': renewing,
  'MOSEC3.presented': presented,
});
