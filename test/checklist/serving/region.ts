import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { att, ifOn, ref, undecided, certificate, presenting, viewer } from './resources';

const cert = { Cert: certificate() };
const imported = 'arn:aws:acm:eu-west-1:111111111111:certificate/1';

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

const placed = (
  region: string,
  id = 'Certificates',
): { id: string; region: string; template: JsonObject } => ({
  id,
  region,
  template: { Resources: cert, Outputs: { Arn: { Value: ref('Cert'), Export: { Name: 'cert' } } } },
});
const elsewhere = 'arn:aws:acm:eu-central-1:111111111111:certificate/1';
const virginia = 'arn:aws:acm:us-east-1:111111111111:certificate/1';

/** Where the certificates of distributions lie. */
export const region: ControlCases = {
  pass: [
    {
      name: 'a certificate of the same stack',
      stacks: [
        {
          id: 'Cdn',
          region: 'us-east-1',
          template: { Resources: { ...viewer({ AcmCertificateArn: ref('Cert') }), ...cert } },
        },
      ],
    },
    { name: 'a certificate of another region', stacks: regions('DNS') },
    { name: 'a certificate of elsewhere', resources: viewer({ AcmCertificateArn: virginia }) },
  ],
  fail: [
    {
      name: 'a certificate of the same stack',
      stacks: [
        {
          id: 'Cdn',
          region: 'eu-west-1',
          template: { Resources: { ...viewer({ AcmCertificateArn: ref('Cert') }), ...cert } },
        },
      ],
      findings: [
        'fail Cdn: the certificate lies in eu-west-1, expected us-east-1: CloudFront takes certificates from there only',
      ],
    },
    {
      name: 'a certificate of another stack',
      stacks: [
        placed('eu-west-1'),
        {
          id: 'Cdn',
          region: 'eu-west-1',
          template: { Resources: viewer({ AcmCertificateArn: { 'Fn::ImportValue': 'cert' } }) },
        },
      ],
      findings: [
        'fail Cdn: the certificate lies in eu-west-1, expected us-east-1: CloudFront takes certificates from there only',
      ],
    },
    {
      name: 'a certificate of elsewhere',
      resources: viewer({ AcmCertificateArn: elsewhere }),
      findings: [
        'fail Cdn: the certificate lies in eu-central-1, expected us-east-1: CloudFront takes certificates from there only',
      ],
    },
    {
      name: 'a certificate of elsewhere in both branches',
      resources: viewer({ AcmCertificateArn: ifOn(elsewhere, imported) }),
      ...undecided,
      findings: [
        'fail Cdn: the certificate lies in eu-central-1, expected us-east-1: CloudFront takes certificates from there only; the certificate lies in eu-west-1, expected us-east-1: CloudFront takes certificates from there only',
      ],
    },
  ],
  unknown: [
    {
      name: 'a certificate of elsewhere in one branch',
      resources: viewer({ AcmCertificateArn: ifOn(elsewhere, virginia) }),
      ...undecided,
      findings: [
        'unknown Cdn: parameter Choice of Stack1 has no default and was given no value: the certificate lies in eu-central-1, expected us-east-1: CloudFront takes certificates from there only',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a load balancer',
      resources: { ...presenting(ref('Cert')), ...cert },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
    {
      name: 'a stack of no fixed region',
      resources: { ...viewer({ AcmCertificateArn: ref('Cert') }), ...cert },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
    {
      name: 'a custom resource that makes a certificate where it is told to',
      stacks: [
        {
          id: 'Cdn',
          region: 'eu-west-1',
          template: {
            Resources: {
              ...viewer({ AcmCertificateArn: att('Made', 'Arn') }),
              Made: { Type: 'AWS::CloudFormation::CustomResource', Properties: { Region: 'us-east-1' } },
            },
          },
        },
      ],
      findings: ['notApplicable Cdn: it does not arise for the public entry of this workload'],
    },
  ],
};
