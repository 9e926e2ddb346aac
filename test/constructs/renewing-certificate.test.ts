import { Lazy } from 'aws-cdk-lib';
import { RenewingCertificate, type RenewingCertificateProps } from '../../constructs';
import { ShopStack, templateOf } from './fixture';

const certificate = (stack: ShopStack, props: Partial<RenewingCertificateProps> = {}) =>
  new RenewingCertificate(stack, 'Certificate', {
    hostedZone: stack.zone,
    domainName: 'example.com',
    ...props,
  });

test('is validated by DNS in the hosted zone, for every name', () => {
  const template = templateOf((stack) =>
    certificate(stack, { subjectAlternativeNames: ['shop.example.com'] }),
  );
  template.hasResourceProperties('AWS::CertificateManager::Certificate', {
    DomainName: 'example.com',
    SubjectAlternativeNames: ['shop.example.com'],
    ValidationMethod: 'DNS',
    DomainValidationOptions: [
      { DomainName: 'example.com', HostedZoneId: 'Z0000000000EXAMPLE0' },
      { DomainName: 'shop.example.com', HostedZoneId: 'Z0000000000EXAMPLE0' },
    ],
  });
});

test('refuses names outside the hosted zone, all at once', () => {
  const message =
    'cannot make RenewingCertificate Shop/Certificate: ' +
    'domainName is example.org, expected a name in the hosted zone example.com; ' +
    'subjectAlternativeNames is shop.example.net, expected a name in the hosted zone example.com';
  const props = { domainName: 'example.org', subjectAlternativeNames: ['shop.example.net'] };
  expect(() => certificate(new ShopStack(), props)).toThrow(new Error(message));
});

test('leaves names that are known only at deployment alone', () => {
  const domainName = Lazy.string({ produce: () => 'example.org' });
  expect(() => certificate(new ShopStack(), { domainName })).not.toThrow();
});
