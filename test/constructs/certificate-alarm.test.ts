import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  CertificateAlarm,
  type CertificateAlarmProps,
  HealthCheckedLoadBalancer,
  RenewingCertificate,
} from '../../constructs';
import { ShopStack, somebodyOnCall, templateOf } from './fixture';
import { passes, verdicts } from './verdicts';

function certificateIn(stack: ShopStack): Certificate {
  const { zone: hostedZone } = stack;
  return new RenewingCertificate(stack, 'Certificate', { hostedZone, domainName: 'shop.example.com' })
    .certificate;
}

function alarm(stack: ShopStack, props: Partial<CertificateAlarmProps> = {}): CertificateAlarm {
  const certificate = certificateIn(stack);
  return new CertificateAlarm(stack, 'Alarm', { ...somebodyOnCall(stack), certificate, ...props });
}

test('fires when ACM has not renewed the certificate 30 days before it expires', () => {
  const template = templateOf((stack) => alarm(stack));
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'Shop-Alarm-Expiry',
    AlarmDescription:
      'P3: A certificate expires in less than 30 days and was not renewed. https://wiki.example.com/runbook#expiry',
    Namespace: 'AWS/CertificateManager',
    MetricName: 'DaysToExpiry',
    Statistic: 'Minimum',
    Period: 86400,
    EvaluationPeriods: 1,
    Threshold: 30,
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'ignore',
  });
});

test.each([13, 44])('refuses %i days', (daysToExpiry) => {
  expect(() => alarm(new ShopStack(), { daysToExpiry })).toThrow(
    new Error(`cannot make CertificateAlarm Shop/Alarm: daysToExpiry is ${daysToExpiry}, expected 14 to 43`),
  );
});

test('refuses a certificate of another region', () => {
  const stack = new ShopStack();
  const certificate = certificateIn(new ShopStack('us-east-1'));
  expect(() => alarm(stack, { certificate })).toThrow(
    new Error('cannot make CertificateAlarm Shop/Alarm: the stack is in eu-west-1, expected us-east-1'),
  );
});

test('takes a certificate that was made elsewhere', () => {
  const arn = 'arn:aws:acm:eu-west-1:111111111111:certificate/0';
  const template = templateOf((stack) => {
    alarm(stack, { certificate: Certificate.fromCertificateArn(stack, 'Imported', arn), daysToExpiry: 20 });
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Dimensions: [{ Name: 'CertificateArn', Value: arn }],
    Threshold: 20,
  });
});

test('provides its controls', () => {
  const stack = new ShopStack();
  const { vpc, zone: hostedZone } = stack;
  const certificate = certificateIn(stack);
  const domainName = 'shop.example.com';
  new HealthCheckedLoadBalancer(stack, 'Entry', { vpc, hostedZone, domainName, certificate });
  new CertificateAlarm(stack, 'Alarm', { ...somebodyOnCall(stack), certificate });
  expect(verdicts(stack, CertificateAlarm.CONTROLS)).toEqual(passes(CertificateAlarm.CONTROLS));
});
