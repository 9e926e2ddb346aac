import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases, Subject } from '../../harness/judge';
import { choose, exported, imported, undecided } from '../expressions';
import { att, balancer, ref, resource } from '../serving/resources';
import { alarm, byMail } from './resources';

/** A public entry that presents a certificate, and the resources that watch it. */
function shop(others: JsonObject, certificate: Json = ref('Certificate')): JsonObject {
  return {
    Alb: balancer({ Scheme: 'internet-facing' }),
    Listener: resource('ElasticLoadBalancingV2::Listener', {
      LoadBalancerArn: ref('Alb'),
      Protocol: 'HTTPS',
      Certificates: [{ CertificateArn: certificate }],
    }),
    Certificate: resource('CertificateManager::Certificate', { DomainName: 'shop.example.com' }),
    ...byMail,
    ...others,
  };
}

const own = { CertificateArn: ref('Certificate') };

/** An alarm on the days that are left. */
const below = (days: Json, properties: JsonObject = {}, condition?: string): JsonObject => ({
  Expiry: alarm(
    'AWS/CertificateManager DaysToExpiry',
    own,
    {
      Statistic: 'Minimum',
      Period: 86_400,
      EvaluationPeriods: 1,
      Threshold: days,
      ComparisonOperator: 'LessThanThreshold',
      ...properties,
    },
    condition,
  ),
});

const approaching = 'ACM Certificate Approaching Expiration';

/** A rule on events of ACM that tells the topic `Alerts`. */
const rule = (pattern: JsonObject, properties: JsonObject = {}, condition?: string): JsonObject => ({
  Rule: resource(
    'Events::Rule',
    {
      EventPattern: { source: ['aws.acm'], ...pattern },
      Targets: [{ Id: 'alerts', Arn: ref('Alerts') }],
      ...properties,
    },
    condition,
  ),
  Policy: resource('SNS::TopicPolicy', {
    Topics: [ref('Alerts')],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: ['events.amazonaws.com', 'cloudwatch.amazonaws.com'] },
          Action: 'sns:Publish',
          Resource: ref('Alerts'),
        },
      ],
    },
  }),
});

/** A distribution in Ireland, its certificate in Virginia, and the stack of the alarm in a region. */
function apart(region: string): Extract<Subject, { readonly stacks: unknown }> {
  const account = '111111111111';
  const Dimensions = [{ Name: 'CertificateArn', Value: imported('Certificate') }];
  return {
    stacks: [
      {
        id: 'Edge',
        region: 'us-east-1',
        account,
        template: {
          Resources: {
            Certificate: resource('CertificateManager::Certificate', { DomainName: 'shop.example.com' }),
            Cdn: resource('CloudFront::Distribution', {
              DistributionConfig: {
                Enabled: true,
                ViewerCertificate: { AcmCertificateArn: ref('Certificate') },
              },
            }),
          },
          Outputs: { Certificate: exported('Certificate', ref('Certificate')) },
        },
      },
      {
        id: 'Watch',
        region,
        account,
        template: {
          Resources: {
            ...byMail,
            ...below(30, { Dimensions }),
          },
        },
      },
    ],
  };
}

export const expiry: ControlCases = {
  pass: [
    { name: 'an alarm 30 days before', resources: shop(below(30)) },
    { name: 'the latest that helps', resources: shop(below(14)) },
    { name: 'the day after the renewal', resources: shop(below(43)) },
    { name: 'an hour of every day', resources: shop(below(30, { Period: 3600 })) },
    { name: 'an alarm in another stack of the region of the certificate', ...apart('us-east-1') },
    { name: 'the events of every day before', resources: shop(rule({ 'detail-type': [approaching] })) },
    {
      name: 'the events of the last two weeks',
      resources: shop(
        rule({ 'detail-type': [approaching], detail: { DaysToExpiry: [{ numeric: ['<=', 14] }] } }),
      ),
    },
    {
      name: 'the event of a renewal that is blocked',
      resources: shop(rule({ 'detail-type': ['ACM Certificate Renewal Action Required'] })),
    },
    { name: 'every event of ACM', resources: shop(rule({})) },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: shop({}),
      findings: [
        'fail Alb: no alarm reads the metrics of Certificate, expected one that notices a certificate that is not renewed 14 days before it expires',
      ],
    },
    {
      name: 'an alarm on the day of every renewal',
      resources: shop(below(45)),
      findings: [
        'fail Alb: with 44 days left, when ACM renews the certificate, Expiry fires after 2 minutes (it compares 44 with < 45), expected it to stay quiet',
      ],
    },
    {
      name: 'an alarm from two months before',
      resources: shop(below(60)),
      findings: [
        'fail Alb: with 44 days left, when ACM renews the certificate, Expiry fires after 2 minutes (it compares 44 with < 60), expected it to stay quiet',
      ],
    },
    {
      name: 'an alarm in the last week',
      resources: shop(below(7)),
      findings: [
        'fail Alb: with 13 days left, Expiry stays OK (it compares 13 with < 7), expected ALARM within 2880 minutes',
      ],
    },
    {
      name: 'an alarm that fires while there is time',
      resources: shop(below(30, { ComparisonOperator: 'GreaterThanThreshold' })),
      findings: [
        'fail Alb: with 44 days left, when ACM renews the certificate, Expiry fires after 1 minute (it compares 180 with > 30), expected it to stay quiet',
      ],
    },
    {
      name: 'an alarm on another certificate',
      resources: shop({
        Other: resource('CertificateManager::Certificate'),
        ...below(30, { Dimensions: [{ Name: 'CertificateArn', Value: ref('Other') }] }),
      }),
      findings: [
        'fail Alb: no alarm reads the metrics of Certificate, expected one that notices a certificate that is not renewed 14 days before it expires',
      ],
    },
    {
      name: 'an alarm without a certificate',
      resources: shop(below(30, { Dimensions: [] })),
      findings: [
        'fail Alb: no alarm reads the metrics of Certificate, expected one that notices a certificate that is not renewed 14 days before it expires',
      ],
    },
    {
      name: 'an alarm on seconds',
      resources: shop(below(2_592_000)),
      findings: [
        'fail Alb: with 44 days left, when ACM renews the certificate, Expiry fires after 1 minute (it compares 180 with < 2592000), expected it to stay quiet',
      ],
    },
    {
      name: 'an alarm that nobody hears',
      resources: shop(below(30, { AlarmActions: [] })),
      findings: ['fail Alb: Expiry has no AlarmActions, expected a topic that a person hears'],
    },
    {
      name: 'an alarm in another region, where the certificate has no metrics',
      ...apart('eu-west-1'),
      findings: [
        'fail Cdn: with 13 days left, Expiry stays INSUFFICIENT_DATA (it has no data; Certificate lies in us-east-1, and Expiry in eu-west-1, where it has no data), expected ALARM within 2880 minutes',
      ],
    },
    {
      name: 'the events of the last week',
      resources: shop(
        rule({ 'detail-type': [approaching], detail: { DaysToExpiry: [{ numeric: ['<', 8] }] } }),
      ),
      findings: [
        'fail Alb: no alarm reads the metrics of Certificate, expected one that notices a certificate that is not renewed 14 days before it expires; Rule leaves out some ACM Certificate Approaching Expiration, expected all of the last 14 days',
      ],
    },
    {
      name: 'the event that it has expired',
      resources: shop(rule({ 'detail-type': ['ACM Certificate Expired'] })),
      findings: [
        'fail Alb: no alarm reads the metrics of Certificate, expected one that notices a certificate that is not renewed 14 days before it expires',
      ],
    },
    {
      name: 'a rule that is switched off',
      resources: shop(rule({ 'detail-type': [approaching] }, { State: 'DISABLED' })),
      findings: [
        'fail Alb: no alarm reads the metrics of Certificate, expected one that notices a certificate that is not renewed 14 days before it expires; Rule: State is DISABLED, expected ENABLED',
      ],
    },
    {
      name: 'a rule that tells a queue',
      resources: shop({
        Queue: resource('SQS::Queue'),
        ...rule({}, { Targets: [{ Id: 'queue', Arn: att('Queue', 'Arn') }] }),
      }),
      findings: [
        'fail Alb: no alarm reads the metrics of Certificate, expected one that notices a certificate that is not renewed 14 days before it expires; Rule sends to Queue, which tells nobody, expected a topic that a person hears',
      ],
    },
  ],
  unknown: [
    {
      name: 'an alarm that may be off',
      resources: shop(below(30, {}, 'IsProd')),
      ...undecided,
      findings: [
        'unknown Alb: parameter Stage of Stack1 has no default and was given no value: Expiry notices a certificate that is not renewed 14 days before it expires',
      ],
    },
    {
      name: 'a number of days that a condition chooses',
      resources: shop(below(choose('IsProd', 30, 60))),
      ...undecided,
      findings: [
        'unknown Alb: whether Expiry notices a certificate that is not renewed 14 days before it expires is not known: its Threshold is not known (parameter Stage of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a rule that may be off',
      resources: shop(rule({}, {}, 'IsProd')),
      ...undecided,
      findings: [
        'unknown Alb: parameter Stage of Stack1 has no default and was given no value: Rule takes in every ACM Certificate Approaching Expiration; Alerts lets events.amazonaws.com publish; the email subscription of Alerts reaches a person; parameter Stage of Stack1 has no default and was given no value: Rule takes in every ACM Certificate Renewal Action Required; Alerts lets events.amazonaws.com publish; the email subscription of Alerts reaches a person',
      ],
    },
    {
      name: 'a certificate that is not here',
      resources: shop({}, 'arn:aws:acm:eu-west-1:111111111111:certificate/0'),
      findings: [
        'unknown Alb: the certificate arn:aws:acm:eu-west-1:111111111111:certificate/0 is not among the templates; verify in the account that somebody hears before it expires',
      ],
    },
    {
      name: 'a check of AWS Config',
      resources: shop({
        Check: resource('Config::ConfigRule', {
          Source: { Owner: 'AWS', SourceIdentifier: 'ACM_CERTIFICATE_EXPIRATION_CHECK' },
        }),
      }),
      findings: ['unknown Alb: Check finds it; verify that somebody hears of it'],
    },
    {
      name: 'a rule that filters by the certificate',
      resources: shop(rule({ 'detail-type': [approaching], resources: [ref('Certificate')] })),
      findings: [
        'unknown Alb: whether Rule takes in every ACM Certificate Approaching Expiration is not known (it also filters by resources)',
      ],
    },
  ],
  notApplicable: [
    { name: 'no entry', resources: {}, findings: ['notApplicable Stack1: no public entry to judge'] },
    {
      name: 'an entry under a name of AWS',
      resources: { Api: resource('ApiGatewayV2::Api', { ProtocolType: 'HTTP' }) },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
  ],
};
