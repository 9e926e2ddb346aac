import { App, Fn, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { OnCallPager, type OnCallPagerProps } from '../../constructs';
import { outcomesOf } from './outcomes';
import { pagerOf, ShopStack, templateOf } from './fixture';

const secretOf = (stack: Stack) => Secret.fromSecretNameV2(stack, 'Key', 'on-call/key');
const subscribed = (stack: Stack, props: Partial<OnCallPagerProps> = {}) => {
  const url = 'https://events.pagerduty.com/integration/<key>/enqueue';
  const pager = new OnCallPager(stack, 'Pager', { url, key: secretOf(stack), ...props });
  new Topic(stack, 'Ops').addSubscription(pager);
};

const reference = (field: string) => [
  'https://events.pagerduty.com/integration/{{resolve:secretsmanager:arn:',
  { Ref: 'AWS::Partition' },
  `:secretsmanager:eu-west-1:111111111111:secret:on-call/key:SecretString:${field}::}}/enqueue`,
];

test('reads its key at deployment', () => {
  templateOf((stack) => subscribed(stack)).hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'https',
    Endpoint: { 'Fn::Join': ['', reference('')] },
  });
});

test('reads a field of its secret', () => {
  const template = templateOf((stack) => subscribed(stack, { keyField: 'pagerduty' }));
  template.hasResourceProperties('AWS::SNS::Subscription', {
    Endpoint: { 'Fn::Join': ['', reference('pagerduty')] },
  });
});

test('keeps what it does not take in a queue that SNS may send to', () => {
  const template = templateOf((stack) => subscribed(stack));
  const queue = { 'Fn::GetAtt': [Match.stringLikeRegexp('^PagerUndelivered'), 'Arn'] };
  template.hasResourceProperties('AWS::SNS::Subscription', { RedrivePolicy: { deadLetterTargetArn: queue } });
  template.hasResourceProperties('AWS::SQS::Queue', {
    MessageRetentionPeriod: 14 * 24 * 60 * 60,
    SqsManagedSseEnabled: true,
  });
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Resource: queue }),
      ]),
    },
  });
});

test('lies in its own stack when it subscribes to topics of others', () => {
  const app = new App();
  const stack = new Stack(app, 'OnCall');
  const pager = pagerOf(stack);
  for (const id of ['Shop', 'Search']) new Topic(new Stack(app, id), 'Ops').addSubscription(pager);
  Template.fromStack(stack).resourceCountIs('AWS::SNS::Subscription', 2);
});

test('meets the checklist', () => {
  expect(outcomesOf(OnCallPager.CONTROLS, subscribed)).toEqual(
    OnCallPager.CONTROLS.map((id) => `${id} pass`),
  );
});

test.each<[string, string, string]>([
  [
    'an address without TLS',
    'http://events.pagerduty.com/<key>',
    'url begins with http://, expected https://',
  ],
  [
    'an address with a key in it',
    'https://events.pagerduty.com/integration/0123/enqueue',
    'url has <key> 0 times, expected it once in place of the key',
  ],
  [
    'an address that is known later',
    Fn.importValue('pager'),
    'url begins with what is known at deployment alone, expected https://; url has <key> 0 times, expected it once in place of the key',
  ],
])('refuses %s', (_, url, message) => {
  const stack = new ShopStack();
  expect(() => new OnCallPager(stack, 'Pager', { url, key: secretOf(stack) })).toThrow(
    new Error(`cannot make OnCallPager Shop/Pager: ${message}`),
  );
});
