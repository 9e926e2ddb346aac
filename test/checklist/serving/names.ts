import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import {
  att,
  balancer,
  ifOn,
  listener,
  ref,
  resource,
  undecided,
  certificate,
  presenting,
  viewer,
} from './resources';

const alias = (name: Json, target: Json = att('Alb', 'DNSName'), condition?: string): JsonObject =>
  resource('Route53::RecordSet', { Name: name, Type: 'A', AliasTarget: { DNSName: target } }, condition);
const called = (name: Json, domain: Json, ...others: readonly Json[]): JsonObject => ({
  ...presenting(ref('Cert')),
  Cert: certificate({
    DomainName: domain,
    ...(others.length > 0 ? { SubjectAlternativeNames: [...others] } : {}),
  }),
  Record: alias(name),
});
const zoned = (head: string): JsonObject => ({ 'Fn::Join': ['', [head, ref('Zone')]] });
const zone = { parameters: { Zone: { Type: 'String' } } };

export const names: ControlCases = {
  pass: [
    { name: 'the same name', resources: called('www.example.com', 'www.example.com') },
    {
      name: 'the same name with a dot and capitals',
      resources: called('WWW.example.com.', 'www.Example.com'),
    },
    {
      name: 'another name of the certificate',
      resources: called('www.example.com', 'example.com', 'www.example.com'),
    },
    { name: 'a wildcard', resources: called('www.example.com', '*.example.com') },
    {
      name: 'a wildcard of a zone that is not known',
      resources: called(zoned('www.'), zoned('*.')),
      ...zone,
    },
    { name: 'a zone that is not known', resources: called(ref('Zone'), ref('Zone')), ...zone },
    {
      name: 'both names that a condition decides between',
      resources: called(ifOn('www.example.com', 'app.example.com'), '*.example.com'),
      ...undecided,
    },
    {
      name: 'a name written as a CNAME',
      resources: {
        ...called('www.example.com', '*.example.com'),
        Record: resource('Route53::RecordSet', {
          Name: 'www.example.com',
          Type: 'CNAME',
          ResourceRecords: [att('Alb', 'DNSName')],
        }),
      },
    },
    {
      name: 'a name of the dual stack',
      resources: {
        ...called('www.example.com', '*.example.com'),
        Record: alias('www.example.com', { 'Fn::Join': ['', ['dualstack.', att('Alb', 'DNSName')]] }),
      },
    },
    {
      name: 'a second certificate that covers it',
      resources: {
        ...called('shop.example.org', '*.example.com'),
        More: resource('ElasticLoadBalancingV2::ListenerCertificate', {
          ListenerArn: ref('Listener'),
          Certificates: [{ CertificateArn: ref('Other') }],
        }),
        Other: certificate({ DomainName: '*.example.org' }),
      },
    },
    {
      name: 'a name of another load balancer',
      resources: {
        ...called('www.example.com', '*.example.com'),
        AdminAlb: balancer(),
        Other: alias('admin.example.org', att('AdminAlb', 'DNSName')),
      },
    },
    {
      name: 'the domain of an API',
      resources: {
        Api: resource('ApiGatewayV2::Api'),
        Domain: resource('ApiGatewayV2::DomainName', {
          DomainName: 'api.example.com',
          DomainNameConfigurations: [{ CertificateArn: ref('Cert') }],
        }),
        Mapping: resource('ApiGatewayV2::ApiMapping', { ApiId: ref('Api'), DomainName: ref('Domain') }),
        Cert: certificate({ DomainName: '*.example.com' }),
        Record: alias('api.example.com', att('Domain', 'RegionalDomainName')),
      },
    },
    {
      name: 'a record of another stack',
      stacks: [
        {
          id: 'Entry',
          template: {
            Resources: { ...presenting(ref('Cert')), Cert: certificate() },
            Outputs: { Name: { Value: att('Alb', 'DNSName'), Export: { Name: 'name' } } },
          },
        },
        {
          id: 'Dns',
          template: { Resources: { Record: alias('example.com', { 'Fn::ImportValue': 'name' }) } },
        },
      ],
    },
  ],
  fail: [
    {
      name: 'another name',
      resources: called('www.example.org', 'www.example.com'),
      findings: ['fail Alb: no certificate of the entry covers www.example.org, only www.example.com'],
    },
    {
      name: 'the apex below a wildcard',
      resources: called('example.com', '*.example.com'),
      findings: ['fail Alb: no certificate of the entry covers example.com, only *.example.com'],
    },
    {
      name: 'two labels below a wildcard',
      resources: called('a.b.example.com', '*.example.com'),
      findings: ['fail Alb: no certificate of the entry covers a.b.example.com, only *.example.com'],
    },
    {
      name: 'a name below the apex',
      resources: called('www.example.com', 'example.com'),
      findings: ['fail Alb: no certificate of the entry covers www.example.com, only example.com'],
    },
    {
      name: 'one of the names of a group of records',
      resources: {
        ...called('www.example.com', '*.example.com'),
        Others: resource('Route53::RecordSetGroup', {
          RecordSets: [
            { Name: 'app.example.com', Type: 'A', AliasTarget: { DNSName: att('Alb', 'DNSName') } },
            { Name: 'example.com', Type: 'A', AliasTarget: { DNSName: att('Alb', 'DNSName') } },
          ],
        }),
      },
      findings: ['fail Alb: no certificate of the entry covers example.com, only *.example.com'],
    },
    {
      name: 'a certificate at a listener that does not encrypt',
      resources: {
        ...called('www.example.com', 'example.com'),
        Plain: listener({ Protocol: 'HTTP', Certificates: [{ CertificateArn: ref('Wild') }] }),
        Wild: certificate({ DomainName: '*.example.com' }),
      },
      findings: ['fail Alb: no certificate of the entry covers www.example.com, only example.com'],
    },
    {
      name: 'a distribution',
      resources: {
        ...viewer({ AcmCertificateArn: ref('Cert') }),
        Cert: certificate({ DomainName: '*.example.com' }),
        Record: alias('example.com', att('Cdn', 'DomainName')),
      },
      findings: ['fail Cdn: no certificate of the entry covers example.com, only *.example.com'],
    },
  ],
  unknown: [
    {
      name: 'a certificate of elsewhere',
      resources: { ...presenting('arn:aws:acm:eu-west-1:1:certificate/1'), Record: alias('www.example.com') },
      findings: [
        'unknown Alb: no certificate of the entry covers www.example.com as far as the templates tell (arn:aws:acm:eu-west-1:1:certificate/1 is not among the templates)',
      ],
    },
    {
      name: 'a zone that is not known',
      resources: called(zoned('www.'), 'www.example.com'),
      ...zone,
      findings: [
        'unknown Alb: no certificate of the entry covers www.${Stack1.Zone} for certain, only www.example.com',
      ],
    },
    {
      name: 'a certificate that may not be presented',
      resources: {
        ...called('www.example.com', 'example.com'),
        More: resource(
          'ElasticLoadBalancingV2::ListenerCertificate',
          { ListenerArn: ref('Listener'), Certificates: [{ CertificateArn: ref('Wild') }] },
          'IsOn',
        ),
        Wild: certificate({ DomainName: '*.example.com' }),
      },
      ...undecided,
      findings: [
        'unknown Alb: no certificate of the entry covers www.example.com as far as the templates tell (parameter Choice of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'one of two certificates, depending on a condition',
      resources: {
        ...presenting(ifOn(ref('Cert'), ref('Wild'))),
        Cert: certificate(),
        Wild: certificate({ DomainName: '*.example.com' }),
        Record: alias('www.example.com'),
      },
      ...undecided,
      findings: [
        'unknown Alb: no certificate of the entry covers www.example.com for certain, only example.com, *.example.com',
      ],
    },
    {
      name: 'one of two names, depending on a condition',
      resources: called(ifOn('www.example.com', 'example.com'), '*.example.com'),
      ...undecided,
      findings: [
        'unknown Alb: parameter Choice of Stack1 has no default and was given no value: no certificate of the entry covers example.com, only *.example.com',
      ],
    },
    {
      name: 'a record that may not be there',
      resources: {
        ...called('www.example.com', '*.example.com'),
        Other: alias('example.com', att('Alb', 'DNSName'), 'IsOn'),
      },
      ...undecided,
      findings: [
        'unknown Alb: parameter Choice of Stack1 has no default and was given no value: no certificate of the entry covers example.com, only *.example.com',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no name',
      resources: { ...presenting(ref('Cert')), Cert: certificate() },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
    {
      name: 'no certificate',
      resources: { Alb: balancer(), Record: alias('example.com') },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
  ],
};
