import type { Json, JsonObject } from '../../../lib/model/input';
import type { Urgency } from '../../../lib/rules/notification/subscriptions';
import { stageUnknown, undecided } from '../../checklist/expressions';
import { ref, resource } from '../../checklist/serving/resources';
import { answerOf, byPager, heard, paged, pagerUrl, published, subscription, topic } from './notified';

type Row = [name: string, changes: JsonObject, answer: string];

describe('who subscribes', () => {
  const by = (protocol: Json, endpoint: Json, properties: JsonObject = {}): JsonObject => ({
    Pager: subscription(protocol, endpoint, properties),
  });
  const slack = resource('Chatbot::SlackChannelConfiguration', { SnsTopicArns: [ref('Ops')] });

  test.each<[...Row, urgency?: Urgency]>([
    ['nobody', { Pager: topic() }, 'no: nobody subscribes to Ops, expected a person'],
    [
      'mail, for a page',
      by('email', 'ops@example.com'),
      'no: the email subscription of Ops wakes nobody, expected a service that pages',
    ],
    [
      'mail, for a ticket',
      by('email', 'ops@example.com'),
      `yes: ${published}; the email subscription of Ops reaches a person`,
      'ticket',
    ],
    [
      'a phone, for a page',
      by('sms', '+15550100'),
      'unknown: the sms subscription of Ops reaches a phone; verify that whoever is on call holds it',
    ],
    [
      'a phone, for a ticket',
      by('sms', '+15550100'),
      `yes: ${published}; the sms subscription of Ops reaches a phone`,
      'ticket',
    ],
    ['a chat, for a page', { Pager: slack }, 'no: Pager shows it in a chat, expected a service that pages'],
    ['a chat, for a ticket', { Pager: slack }, `yes: ${published}; Pager shows it in a chat`, 'ticket'],
    [
      'a chat by its subscription, for a page',
      by('https', 'https://global.sns-api.chatbot.amazonaws.com'),
      'no: Pager shows it in a chat, expected a service that pages',
    ],
    ['a pager, for a ticket', {}, heard, 'ticket'],
    [
      'a host whose name ends like that of a pager',
      by('https', 'https://notpagerduty.com/0123'),
      'unknown: the https subscription of Ops leads to notpagerduty.com; verify that it tells a person',
    ],
    [
      'a pager that gets raw messages',
      by('https', pagerUrl, { RawMessageDelivery: true }),
      `unknown: events.pagerduty.com may not read raw messages: ${byPager}`,
    ],
    [
      'a filter that alarms do not pass',
      by('https', pagerUrl, { FilterPolicy: { severity: ['high'] } }),
      'no: the https subscription of Ops filters by attributes that such messages lack, expected no filter',
    ],
    [
      'a filter of bodies',
      by('https', pagerUrl, { FilterPolicyScope: 'MessageBody', FilterPolicy: { NewStateValue: ['ALARM'] } }),
      `unknown: it filters messages: ${byPager}`,
    ],
    [
      'a queue',
      by('sqs', 'arn:aws:sqs:eu-west-1:111111111111:ops'),
      'no: the sqs subscription of Ops reaches no person, expected one that does',
      'ticket',
    ],
    [
      'a function',
      by('lambda', 'arn:aws:lambda:eu-west-1:111111111111:function:ops'),
      'unknown: whom the lambda subscription of Ops reaches is not known; verify that it tells a person',
    ],
  ])('%s', (_, changes, answer, urgency: Urgency = 'page') => {
    expect(answerOf({ resources: paged(changes) }, urgency)).toBe(answer);
  });

  test('a subscription that a condition may take away', () => {
    const pager = subscription('https', pagerUrl, {}, 'IsProd');
    expect(answerOf({ resources: paged({ Pager: pager }), ...undecided })).toBe(
      `unknown: ${stageUnknown}: ${byPager}`,
    );
  });
});
