import { Match } from 'aws-cdk-lib/assertions';
import { ChatChannel, NotificationTopic, type NotificationTopicProps } from '../../constructs';
import { pagerOf, ShopStack, templateOf } from './fixture';

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

test('pages, writes and shows', () => {
  const template = templateOf((stack) => {
    const pagers = [pagerOf(stack)];
    const chats = [new ChatChannel(stack, 'Chat', { slackWorkspaceId: 'T1', slackChannelId: 'C1' })];
    const emailAddresses = ['ops@example.com'];
    new NotificationTopic(stack, 'Ops', { pagers, chats, emailAddresses, displayName: 'Shop' });
  });
  template.resourceCountIs('AWS::SNS::Subscription', 2);
  template.hasResourceProperties('AWS::SNS::Topic', { DisplayName: 'Shop' });
  template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'https' });
  template.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'ops@example.com',
  });
  template.hasResourceProperties('AWS::Chatbot::SlackChannelConfiguration', {
    SnsTopicArns: [{ Ref: Match.stringLikeRegexp('^OpsTopic') }],
  });
});

test('shares the key of another one', () => {
  const template = templateOf((stack) => {
    const emailAddresses = ['ops@example.com'];
    const { key } = new NotificationTopic(stack, 'Ops', { emailAddresses });
    new NotificationTopic(stack, 'Security', { emailAddresses, key });
  });
  template.resourceCountIs('AWS::KMS::Key', 1);
  template.resourceCountIs('AWS::SNS::Topic', 2);
});

test('refuses nobody', () => {
  expect(() => new NotificationTopic(new ShopStack(), 'Ops', {})).toThrow(
    new Error(
      'cannot make NotificationTopic Shop/Ops: pagers, emailAddresses and chats are empty, expected somebody who hears',
    ),
  );
});
