import { Fn } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { NotificationTopic, type NotificationTopicProps } from '../../constructs';
import { ShopStack, templateOf } from './fixture';

const pager = 'https://events.pagerduty.com/integration/0123/enqueue';
const make = (props: NotificationTopicProps) =>
  templateOf((stack) => new NotificationTopic(stack, 'Ops', props));

const services = ['events.amazonaws.com', 'cloudwatch.amazonaws.com'];

test('lets EventBridge and alarms publish, over TLS', () => {
  const allow = (service: string) =>
    Match.objectLike({ Effect: 'Allow', Action: 'sns:Publish', Principal: { Service: service } });
  make({ emailAddresses: ['ops@example.com'] }).hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([Match.objectLike({ Effect: 'Deny' }), ...services.map(allow)]),
    },
  });
});

test('is encrypted with a key that both may use', () => {
  const template = make({ emailAddresses: ['ops@example.com'] });
  const Action = ['kms:Decrypt', 'kms:GenerateDataKey*'];
  const allow = (service: string) =>
    Match.objectLike({ Effect: 'Allow', Action, Principal: { Service: service }, Condition: Match.absent() });
  template.hasResourceProperties('AWS::KMS::Key', {
    EnableKeyRotation: true,
    KeyPolicy: { Statement: Match.arrayWith(services.map(allow)) },
  });
  template.hasResourceProperties('AWS::SNS::Topic', {
    KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^OpsKey'), 'Arn'] },
  });
});

test('pages and writes', () => {
  const later = Fn.join('', [pager, Fn.importValue('key')]);
  const template = make({ pagerUrls: [pager, later], emailAddresses: ['ops@example.com'] });
  template.resourceCountIs('AWS::SNS::Subscription', 3);
  template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'https', Endpoint: pager });
  template.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'ops@example.com',
  });
});

test.each<[string, NotificationTopicProps, string]>([
  ['nobody', {}, 'pagerUrls and emailAddresses are empty, expected somebody who hears'],
  [
    'an address without TLS',
    { pagerUrls: ['http://events.pagerduty.com/secret'] },
    'pagerUrls has an address with http, expected https',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => new NotificationTopic(new ShopStack(), 'Ops', props)).toThrow(
    new Error(`cannot make NotificationTopic Shop/Ops: ${message}`),
  );
});
