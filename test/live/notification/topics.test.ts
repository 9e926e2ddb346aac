import type { AlarmHistoryItem } from '@aws-sdk/client-cloudwatch';
import { notificationProbes } from '../../../lib/live/probes/notification';
import { alarms, at, data, errorRate, heard, nothing, topicArn } from '../alarms/setup';
import { testProbes, type ProbeCases } from '../asking';
import { inTurn, serviceError, type Answers } from '../service';

const target = { type: 'AWS::SNS::Topic', id: topicArn };

interface Listening {
  readonly protocol?: string;
  readonly endpoint?: string;
  readonly arn?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** A topic with one subscription. */
const topic = ({
  protocol = 'https',
  endpoint = 'https://user:word@events.pagerduty.com/integration/secretkey/enqueue?a=b',
  arn = `${topicArn}:1`,
  attributes = {},
}: Listening): Answers => ({
  ...heard,
  'sns:ListSubscriptionsByTopic': {
    Subscriptions: [{ SubscriptionArn: arn, Protocol: protocol, Endpoint: endpoint }],
  },
  'sns:GetSubscriptionAttributes': { Attributes: { PendingConfirmation: 'false', ...attributes } },
});
const mail = { protocol: 'email', endpoint: 'someone@example.com' };
const chat = { endpoint: 'https://global.sns-api.chatbot.amazonaws.com' };
const filter = (FilterPolicy: string, FilterPolicyScope?: string): Listening => ({
  attributes: { FilterPolicy, ...(FilterPolicyScope !== undefined && { FilterPolicyScope }) },
});

const pages =
  'topic pager has a confirmed https subscription to events.pagerduty.com; the https subscription to events.pagerduty.com pages';
const gone: ProbeCases['fail'] = [
  {
    name: 'a topic that is not there',
    answers: { 'sns:GetTopicAttributes': serviceError('NotFound', 'no', 404) },
    message: 'topic pager does not exist in eu-west-1, expected it to',
  },
  {
    name: 'a subscription that awaits confirmation',
    answers: topic({ arn: 'PendingConfirmation', ...mail }),
    message: 'the email subscription of topic pager awaits confirmation, expected it to be confirmed',
  },
  {
    name: 'a subscription with an ARN that awaits confirmation',
    answers: topic({ attributes: { PendingConfirmation: 'true' } }),
    message:
      'the https subscription to events.pagerduty.com of topic pager awaits confirmation, expected it to be confirmed',
  },
  {
    name: 'a subscription that was deleted',
    answers: topic({ arn: 'Deleted' }),
    message: 'nobody subscribes to topic pager, expected somebody',
  },
  {
    name: 'a subscription that was deleted while we asked',
    answers: { ...topic({}), 'sns:GetSubscriptionAttributes': serviceError('NotFound', 'no', 404) },
    message: 'nobody subscribes to topic pager, expected somebody',
  },
  {
    name: 'a filter by attributes',
    answers: topic(filter('{"severity":["high"]}')),
    message:
      'nobody may hear from topic pager: the https subscription to events.pagerduty.com filters by attributes, which alarms do not send, expected no filter',
  },
  {
    name: 'one that listens, and one that awaits confirmation on the second page',
    answers: {
      ...topic({}),
      'sns:ListSubscriptionsByTopic': inTurn(
        {
          NextToken: 'more',
          Subscriptions: [
            {
              SubscriptionArn: `${topicArn}:1`,
              Protocol: 'https',
              Endpoint: 'https://events.pagerduty.com/x',
            },
          ],
        },
        {
          Subscriptions: [{ SubscriptionArn: 'PendingConfirmation', Protocol: 'sms', Endpoint: '+4912345' }],
        },
      ),
    },
    message: 'the sms subscription of topic pager awaits confirmation, expected it to be confirmed',
  },
];

const waking: ProbeCases = {
  target,
  pass: [
    { name: 'an on-call service', answers: topic({}), message: pages },
    {
      name: 'one subscription of several',
      target: { type: 'AWS::SNS::Subscription', id: `${topicArn}:2` },
      answers: {
        ...topic({}),
        'sns:ListSubscriptionsByTopic': {
          Subscriptions: [
            { SubscriptionArn: 'PendingConfirmation', Protocol: 'email', Endpoint: 'someone@example.com' },
            {
              SubscriptionArn: `${topicArn}:2`,
              Protocol: 'https',
              Endpoint: 'https://events.pagerduty.com/x',
            },
          ],
        },
      },
      message: pages,
    },
    { name: 'a filter of nothing', answers: topic(filter('{}')), message: pages },
  ],
  fail: [
    ...gone,
    {
      name: 'a subscription that is gone',
      target: { type: 'AWS::SNS::Subscription', id: `${topicArn}:2` },
      answers: topic({}),
      message: 'a subscription of topic pager is gone, expected it to be confirmed',
    },
    {
      name: 'a subscription that SNS lists without its ARN',
      target: { type: 'AWS::SNS::Subscription', id: `${topicArn}:2` },
      answers: topic({ arn: 'PendingConfirmation' }),
      message:
        'a subscription of topic pager awaits confirmation, as the https subscription to events.pagerduty.com does, expected it to be confirmed',
    },
    {
      name: 'a subscription that never got an ARN',
      target: { type: 'AWS::SNS::Subscription', id: 'pending confirmation' },
      answers: {},
      message: 'the subscription awaits confirmation, expected it to be confirmed',
    },
    {
      name: 'a mail',
      answers: topic(mail),
      message:
        'nothing that listens to topic pager wakes anybody (a mail wakes nobody), expected an on-call service',
    },
    {
      name: 'a chat',
      answers: topic(chat),
      message:
        'nothing that listens to topic pager wakes anybody (a chat wakes nobody), expected an on-call service',
    },
    {
      name: 'a queue',
      answers: topic({ protocol: 'sqs', endpoint: 'arn:aws:sqs:eu-west-1:123456789012:q' }),
      message:
        'nothing that listens to topic pager wakes anybody (sqs reaches no person), expected an on-call service',
    },
  ],
  unknown: [
    {
      name: 'an address that is not known to page',
      answers: topic({ endpoint: 'https://hooks.example.com/secret' }),
      message: 'whom the https subscription to hooks.example.com wakes is not known; send a test page',
    },
    {
      name: 'raw messages',
      answers: topic({ attributes: { RawMessageDelivery: 'true' } }),
      message:
        'the https subscription to events.pagerduty.com gets raw messages, which events.pagerduty.com may not read; send a test page',
    },
    {
      name: 'a phone',
      answers: topic({ protocol: 'sms', endpoint: '+4912345' }),
      message: 'whether the sms subscription wakes whoever is on call is not known; send a test page',
    },
    {
      name: 'a filter by the text',
      answers: topic(filter('{"AlarmName":["a"]}', 'MessageBody')),
      message:
        'nobody may hear from topic pager: the https subscription to events.pagerduty.com filters messages by their text; send a test with aws cloudwatch set-alarm-state',
    },
    {
      name: 'a filter by attributes that alarms may lack',
      answers: topic(filter('{"severity":[{"exists":false}]}')),
      message:
        'nobody may hear from topic pager: the https subscription to events.pagerduty.com filters by attributes which may be missing; send a test with aws cloudwatch set-alarm-state',
    },
  ],
};

const telling: ProbeCases = {
  target,
  pass: [
    {
      name: 'a mail, whose address is not told',
      answers: topic(mail),
      message: 'topic pager has a confirmed email subscription; the email subscription tells a person',
    },
    {
      name: 'a chat',
      answers: topic(chat),
      message:
        'topic pager has a confirmed https subscription to global.sns-api.chatbot.amazonaws.com; the https subscription to global.sns-api.chatbot.amazonaws.com tells a person',
    },
    { name: 'an on-call service', answers: topic({}), message: pages },
  ],
  fail: gone,
};

const action = (time: string, verb: string, more: object = {}, summary = ''): AlarmHistoryItem => ({
  AlarmName: 'ErrorRate',
  HistoryItemType: 'Action',
  Timestamp: at(time),
  HistorySummary: `${verb} action ${topicArn}${summary}`,
  HistoryData: JSON.stringify({
    actionState: verb.startsWith('Succ') ? 'Succeeded' : 'Failed',
    notificationResource: topicArn,
    ...more,
  }),
});
const acted = (...AlarmHistoryItems: readonly AlarmHistoryItem[]): Answers => ({
  ...alarms(errorRate),
  'cloudwatch:DescribeAlarmHistory': { AlarmHistoryItems: [...AlarmHistoryItems] },
});
const [done, failed] = ['Successfully executed', 'Failed to execute'];
const untested =
  "no alarm has notified topic pager as far back as CloudWatch remembers; test it with aws cloudwatch set-alarm-state --alarm-name 'ErrorRate' --state-value ALARM --state-reason test";

const delivered: ProbeCases = {
  target,
  pass: [
    {
      name: 'an action that succeeded after one that failed',
      answers: acted(action('09:00', done), action('08:00', failed)),
      message: 'ErrorRate notified topic pager at 09:00 UTC',
    },
    {
      name: 'the topic of a subscription, and a summary alone',
      target: { type: 'AWS::SNS::Subscription', id: `${topicArn}:1` },
      answers: acted({ ...action('09:00', done), HistoryData: undefined }),
      message: 'ErrorRate notified topic pager at 09:00 UTC',
    },
  ],
  fail: [
    {
      name: 'an action that was refused',
      answers: acted(
        action('09:00', failed, { error: 'CloudWatch Alarms is not authorized to perform: SNS:Publish' }),
        action('08:00', done),
      ),
      message:
        'ErrorRate could not notify topic pager at 09:00 UTC: CloudWatch Alarms is not authorized to perform: SNS:Publish, expected it to be let in',
    },
    {
      name: 'a summary alone',
      answers: acted({
        ...action('09:00', failed, {}, '. Received error: "no access to the key"'),
        HistoryData: undefined,
      }),
      message:
        'ErrorRate could not notify topic pager at 09:00 UTC: no access to the key, expected it to be let in',
    },
    {
      name: 'one alarm that was let in, and one that was not',
      answers: {
        ...alarms(errorRate, { ...errorRate, AlarmName: 'Latency' }),
        'cloudwatch:DescribeAlarmHistory': ({ AlarmName }) => ({
          AlarmHistoryItems: [{ ...action('09:00', AlarmName === 'Latency' ? failed : done), AlarmName }],
        }),
      },
      message: 'Latency could not notify topic pager at 09:00 UTC, expected it to be let in',
    },
  ],
  unknown: [
    { name: 'no action yet', answers: acted(), message: untested },
    {
      name: 'an action of another kind, and one that is under way',
      answers: acted(action('09:00', done, { notificationResource: `${topicArn}-other` }), {
        ...action('08:00', done),
        HistoryData: '{"actionState":"InProgress"}',
      }),
      message: untested,
    },
    {
      name: 'a topic that no alarm notifies',
      answers: alarms(),
      message: 'no alarm of eu-west-1 notifies topic pager; check who should, and name it in readiness.yaml',
    },
  ],
};

const arrived: ProbeCases = {
  target,
  pass: [
    {
      name: 'messages that arrived',
      answers: data({ NumberOfNotificationsDelivered: [4, '09:00'] }),
      message: 'topic pager delivered 4 messages in the last 24 hours, and failed none',
    },
  ],
  fail: [
    {
      name: 'messages that did not',
      answers: data({
        NumberOfNotificationsDelivered: [4, '09:00'],
        NumberOfNotificationsFailed: [2, '09:00'],
      }),
      message: 'SNS gave up on 2 of 6 messages from topic pager in the last 24 hours, expected all to arrive',
    },
  ],
  unknown: [
    {
      name: 'no message',
      answers: nothing,
      message:
        'topic pager delivered nothing in the last 24 hours, so that nothing shows that messages arrive; publish a test message',
    },
    {
      name: 'no answer',
      answers: {
        'cloudwatch:GetMetricData': { MetricDataResults: [{ Id: 'n1', StatusCode: 'InternalError' }] },
      },
      message:
        'CloudWatch said InternalError, so that nothing shows that messages arrive; publish a test message',
    },
  ],
};

const table = {
  'P0.subscribed': waking,
  'P2.subscribed': telling,
  'MON11.delivered': delivered,
  'MON11.arrived': arrived,
};
testProbes(
  notificationProbes.filter(({ id }) => Object.hasOwn(table, id)),
  table,
);

test('topics of every item are asked in the same ways', () => {
  const ask = new Map(notificationProbes.map((probe) => [probe.id as string, probe.ask()]));
  expect(ask.get('P1.subscribed')).toBe(ask.get('P0.subscribed'));
  for (const item of ['MON11', 'P3', 'FINAL3', 'CHAN3'])
    expect(ask.get(`${item}.subscribed`)).toBe(ask.get('P2.subscribed'));
});
