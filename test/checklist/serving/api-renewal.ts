import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { att, balancer, ifOn, ref, resource, undecided, certificate, viewer } from './resources';

const cert = { Cert: certificate() };
const api = (domain: JsonObject): JsonObject => ({
  Api: resource('ApiGateway::RestApi'),
  Domain: resource('ApiGateway::DomainName', { DomainName: 'api.example.com', ...domain }),
  Mapping: resource('ApiGateway::BasePathMapping', { RestApiId: ref('Api'), DomainName: ref('Domain') }),
  Cert: certificate({ ValidationMethod: 'EMAIL' }),
  Good: certificate(),
});

/** Certificates of APIs and distributions. */
export const apiRenewal: ControlCases = {
  pass: [
    { name: 'a distribution under its own name', resources: viewer({ CloudFrontDefaultCertificate: true }) },
    {
      name: 'a distribution under its own name in one branch',
      resources: {
        ...viewer(ifOn({ AcmCertificateArn: ref('Cert') }, { CloudFrontDefaultCertificate: true })),
        ...cert,
      },
      ...undecided,
    },
    { name: 'an API under its own name', resources: { Api: resource('ApiGateway::RestApi') } },
    { name: 'the domain of an API', resources: api({ RegionalCertificateArn: ref('Good') }) },
    {
      name: 'a domain that belongs to another API',
      resources: {
        ...api({ RegionalCertificateArn: ref('Good') }),
        Inside: resource('ApiGatewayV2::DomainName', {
          DomainNameConfigurations: [{ CertificateArn: ref('Cert') }],
        }),
      },
    },
  ],
  fail: [
    {
      name: 'a server certificate of IAM at a distribution',
      resources: viewer({ IamCertificateId: 'ASCA0123' }),
      findings: [
        'fail Cdn: the certificate is a server certificate of IAM, which nobody renews, expected one that AWS Certificate Manager issued and validates by DNS',
      ],
    },
    {
      name: 'the domain of an API',
      resources: api({ CertificateArn: ref('Cert') }),
      findings: ['fail Api: ValidationMethod is EMAIL, expected DNS: a person must confirm each renewal'],
    },
    {
      name: 'the domain of an API, mapped by its name',
      resources: {
        ...api({ RegionalCertificateArn: ref('Cert') }),
        Mapping: resource('ApiGateway::BasePathMapping', {
          RestApiId: ref('Api'),
          DomainName: 'api.example.com',
        }),
      },
      findings: ['fail Api: ValidationMethod is EMAIL, expected DNS: a person must confirm each renewal'],
    },
    {
      name: 'the domain of an HTTP API',
      resources: {
        Api: resource('ApiGatewayV2::Api'),
        Domain: resource('ApiGatewayV2::DomainName', {
          DomainNameConfigurations: [{ CertificateArn: ref('Cert') }],
        }),
        Mapping: resource('ApiGatewayV2::ApiMapping', { ApiId: ref('Api'), DomainName: ref('Domain') }),
        Cert: certificate({ ValidationMethod: 'EMAIL' }),
      },
      findings: ['fail Api: ValidationMethod is EMAIL, expected DNS: a person must confirm each renewal'],
    },
    {
      name: 'the domain of AppSync',
      resources: {
        Api: resource('AppSync::GraphQLApi'),
        Domain: resource('AppSync::DomainName', { CertificateArn: ref('Cert') }),
        Link: resource('AppSync::DomainNameApiAssociation', {
          ApiId: att('Api', 'ApiId'),
          DomainName: att('Domain', 'DomainName'),
        }),
        Cert: certificate({ ValidationMethod: 'EMAIL' }),
      },
      findings: ['fail Api: ValidationMethod is EMAIL, expected DNS: a person must confirm each renewal'],
    },
    {
      name: 'the domain of the Serverless Application Model',
      resources: {
        Api: resource('Serverless::Api', { Domain: { CertificateArn: ref('Cert') } }),
        Cert: certificate({ ValidationMethod: 'EMAIL' }),
      },
      findings: ['fail Api: ValidationMethod is EMAIL, expected DNS: a person must confirm each renewal'],
    },
  ],
  unknown: [
    {
      name: 'a domain of elsewhere',
      resources: {
        Api: resource('ApiGatewayV2::Api'),
        Mapping: resource('ApiGatewayV2::ApiMapping', { ApiId: ref('Api'), DomainName: 'api.example.com' }),
      },
      findings: ['unknown Api: Mapping gives it a domain that the templates do not show'],
    },
    {
      name: 'Elastic Beanstalk',
      resources: { Web: resource('ElasticBeanstalk::Environment') },
      findings: [
        'unknown Web: AWS::ElasticBeanstalk::Environment makes its own load balancer; verify its listeners in the account',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a load balancer inside the network',
      resources: { Alb: balancer({ Scheme: 'internal' }) },
      findings: ['notApplicable Stack1: no public entry to judge'],
    },
  ],
};
