import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import {
  att,
  balancer,
  decided,
  ifOn,
  listener,
  noValue,
  ref,
  resource,
  undecided,
  certificate,
  presenting,
  viewer,
} from './resources';

const cert = { Cert: certificate() };
const byMethod = (method: Json): JsonObject => ({
  ...presenting(ref('Cert')),
  Cert: certificate({ ValidationMethod: method }),
});
const imported = 'arn:aws:acm:eu-west-1:111111111111:certificate/1';
const server = 'arn:aws:iam::111111111111:server-certificate/old';

/** A certificate in us-east-1, and a distribution in another region that reads it. */
const acrossRegions = (method: string): readonly JsonObject[] => [
  {
    Cert: certificate({ ValidationMethod: method }),
    Writer: {
      Type: 'Custom::CrossRegionExportWriter',
      Properties: { WriterProps: { region: 'eu-west-1', exports: { '/cdk/exports/Cert': ref('Cert') } } },
    },
  },
  {
    ...viewer({ AcmCertificateArn: att('Reader', '/cdk/exports/Cert') }),
    Reader: {
      Type: 'Custom::CrossRegionExportReader',
      Properties: {
        ReaderProps: {
          region: 'eu-west-1',
          imports: { '/cdk/exports/Cert': '{{resolve:ssm:/cdk/exports/Cert}}' },
        },
      },
    },
  },
];
const regions = (method: string): readonly { id: string; region: string; template: JsonObject }[] =>
  acrossRegions(method).map((resources, i) => ({
    id: i === 0 ? 'Certificates' : 'Cdn',
    region: i === 0 ? 'us-east-1' : 'eu-west-1',
    template: { Resources: resources },
  }));

export const renewal: ControlCases = {
  pass: [
    { name: 'validation by DNS', resources: { ...presenting(ref('Cert')), ...cert } },
    { name: 'validation by DNS in both branches', resources: byMethod(ifOn('DNS', 'DNS')), ...undecided },
    {
      name: 'a second certificate that may not be there, validated by DNS',
      resources: {
        ...presenting(ref('Cert')),
        ...cert,
        More: resource(
          'ElasticLoadBalancingV2::ListenerCertificate',
          { ListenerArn: ref('Listener'), Certificates: [{ CertificateArn: ref('Other') }] },
          'IsOn',
        ),
        Other: certificate(),
      },
      ...undecided,
    },
    {
      name: 'a certificate at a listener that does not encrypt',
      resources: {
        ...presenting(ref('Cert')),
        ...cert,
        Plain: listener({ Protocol: 'HTTP', Certificates: [{ CertificateArn: server }] }),
      },
    },
    {
      name: 'the certificate of another stack',
      stacks: [
        {
          id: 'Certificates',
          template: { Resources: cert, Outputs: { Arn: { Value: ref('Cert'), Export: { Name: 'cert' } } } },
        },
        { id: 'App', template: { Resources: presenting({ 'Fn::ImportValue': 'cert' }) } },
      ],
    },
    { name: 'the certificate of another region', stacks: regions('DNS') },
    {
      name: 'the certificate of a classic load balancer',
      resources: {
        Elb: resource('ElasticLoadBalancing::LoadBalancer', {
          Listeners: [{ Protocol: 'HTTPS', SSLCertificateId: ref('Cert') }],
        }),
        ...cert,
      },
    },
  ],
  fail: [
    {
      name: 'validation by mail',
      resources: byMethod('EMAIL'),
      findings: ['fail Alb: ValidationMethod is EMAIL, expected DNS: a person must confirm each renewal'],
    },
    {
      name: 'validation that is not stated',
      resources: byMethod(noValue),
      findings: [
        'fail Alb: ValidationMethod is not set and so EMAIL, expected DNS: a person must confirm each renewal',
      ],
    },
    {
      name: 'validation by mail where a condition says so',
      resources: byMethod(ifOn('DNS', 'EMAIL')),
      ...decided('no'),
      findings: ['fail Alb: ValidationMethod is EMAIL, expected DNS: a person must confirm each renewal'],
    },
    {
      name: 'a server certificate of IAM',
      resources: presenting(server),
      findings: [
        'fail Alb: the certificate is a server certificate of IAM, which nobody renews, expected one that AWS Certificate Manager issued and validates by DNS',
      ],
    },
    {
      name: 'one of two certificates',
      resources: {
        ...presenting(ref('Cert'), ref('Old')),
        ...cert,
        Old: certificate({ ValidationMethod: 'EMAIL' }),
      },
      findings: ['fail Alb: ValidationMethod is EMAIL, expected DNS: a person must confirm each renewal'],
    },
    {
      name: 'a certificate added to the listener',
      resources: {
        ...presenting(ref('Cert')),
        ...cert,
        More: resource('ElasticLoadBalancingV2::ListenerCertificate', {
          ListenerArn: ref('Listener'),
          Certificates: [{ CertificateArn: server }],
        }),
      },
      findings: [
        'fail Alb: the certificate is a server certificate of IAM, which nobody renews, expected one that AWS Certificate Manager issued and validates by DNS',
      ],
    },
    {
      name: 'no certificate',
      resources: { Alb: balancer(), Listener: listener({ Protocol: 'HTTP' }) },
      findings: ['fail Alb: it presents no certificate, expected one from AWS Certificate Manager'],
    },
    {
      name: 'no certificate of a classic load balancer',
      resources: {
        Elb: resource('ElasticLoadBalancing::LoadBalancer', { Listeners: [{ Protocol: 'HTTP' }] }),
      },
      findings: ['fail Elb: it presents no certificate, expected one from AWS Certificate Manager'],
    },
    {
      name: 'a certificate of another region, validated by mail',
      stacks: regions('EMAIL'),
      findings: ['fail Cdn: ValidationMethod is EMAIL, expected DNS: a person must confirm each renewal'],
    },
  ],
  unknown: [
    {
      name: 'a certificate of elsewhere',
      resources: presenting(imported),
      findings: [
        'unknown Alb: the certificate arn:aws:acm:eu-west-1:111111111111:certificate/1 is not among the templates; verify in the account that it renews',
      ],
    },
    {
      name: 'a certificate that is a parameter',
      resources: presenting(ref('Choice')),
      ...undecided,
      findings: [
        'unknown Alb: the certificate ${Stack1.Choice} is not among the templates; verify in the account that it renews',
      ],
    },
    {
      name: 'a certificate of a custom resource',
      resources: { ...presenting(att('Made', 'Arn')), Made: { Type: 'Custom::Certificate' } },
      findings: [
        'unknown Alb: the certificate comes from Made (Custom::Certificate), expected one that AWS Certificate Manager issued and validates by DNS',
      ],
    },
    {
      name: 'a certificate of a private authority',
      resources: {
        ...presenting(ref('Cert')),
        Cert: certificate({ CertificateAuthorityArn: 'arn:aws:acm-pca:eu-west-1:1:certificate-authority/1' }),
      },
      findings: [
        'unknown Alb: the certificate comes from a private authority; verify that clients trust it and that it renews',
      ],
    },
    {
      name: 'validation that is a parameter',
      resources: byMethod(ref('Choice')),
      ...undecided,
      findings: [
        'unknown Alb: ValidationMethod is not known (parameter Choice of Stack1 has no default and was given no value), expected DNS',
      ],
    },
    {
      name: 'validation that depends on a condition',
      resources: byMethod(ifOn('DNS', 'EMAIL')),
      ...undecided,
      findings: [
        'unknown Alb: parameter Choice of Stack1 has no default and was given no value: ValidationMethod is EMAIL, expected DNS: a person must confirm each renewal',
      ],
    },
    {
      name: 'validation over HTTP',
      resources: byMethod('HTTP'),
      findings: ['unknown Alb: ValidationMethod is HTTP; verify in the account that it renews'],
    },
    {
      name: 'a certificate of ours or of elsewhere',
      resources: { ...presenting(ifOn(ref('Cert'), imported)), ...cert },
      ...undecided,
      findings: [
        'unknown Alb: the certificate arn:aws:acm:eu-west-1:111111111111:certificate/1 is not among the templates; verify in the account that it renews',
      ],
    },
    {
      name: 'a listener that may not be there',
      resources: {
        Alb: balancer(),
        Listener: listener({ Protocol: 'HTTPS', Certificates: [{ CertificateArn: ref('Cert') }] }, 'IsOn'),
        ...cert,
      },
      ...undecided,
      findings: [
        'unknown Alb: parameter Choice of Stack1 has no default and was given no value: ValidationMethod is DNS',
      ],
    },
    {
      name: 'traffic that passes through',
      resources: { Alb: balancer({ Type: 'network' }), Listener: listener({ Protocol: 'TCP' }) },
      findings: [
        'unknown Alb: it passes traffic through to its servers; verify that the certificates they present renew',
      ],
    },
    {
      name: 'traffic that passes through a classic load balancer',
      resources: {
        Elb: resource('ElasticLoadBalancing::LoadBalancer', { Listeners: [{ Protocol: 'TCP' }] }),
      },
      findings: [
        'unknown Elb: it passes traffic through to its servers; verify that the certificates they present renew',
      ],
    },
    {
      name: 'a listener of a load balancer that is a parameter',
      resources: {
        Alb: balancer(),
        Listener: listener({ LoadBalancerArn: ref('Choice'), Certificates: [{ CertificateArn: imported }] }),
      },
      ...undecided,
      findings: [
        'unknown Alb: it presents no certificate, but a listener may be hidden (parameter Choice of Stack1 has no default and was given no value)',
      ],
    },
  ],
  notApplicable: [],
};
