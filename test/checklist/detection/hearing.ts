import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, join, notGiven, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { alerted, subscription, topic } from './resources';

const heardBy = (protocol: Json, endpoint: Json, properties?: JsonObject): JsonObject =>
  alerted({ Mail: subscription(protocol, endpoint, properties) });
const pagerDuty = 'https://events.pagerduty.com/integration/0123/enqueue';

export const hearing: ControlCases = {
  pass: [
    { name: 'a service that pages', resources: heardBy('https', pagerDuty) },
    {
      name: 'a service that pages, its key given later',
      resources: heardBy(
        'https',
        join('https://events.eu.pagerduty.com/integration/', ref('Key'), '/enqueue'),
      ),
      parameters: { Key: { Type: 'String', NoEcho: true } },
    },
    {
      name: 'a mail address that a parameter gives',
      resources: heardBy('email', ref('Address')),
      parameters: { Address: { Type: 'String' } },
    },
    { name: 'a phone', resources: heardBy('sms', '+491700000000') },
    {
      name: 'a subscription inside the topic',
      resources: alerted({
        Mail: topic(),
        Ops: topic({ Subscription: [{ Protocol: 'email', Endpoint: 'ops@example.com' }] }),
      }),
    },
    {
      name: 'a chat channel',
      resources: alerted({
        Mail: resource('Chatbot::SlackChannelConfiguration', { SnsTopicArns: [ref('Ops')] }),
      }),
    },
    {
      name: 'protocols that a condition chooses, both sufficient',
      resources: heardBy(choose('IsProd', 'email', 'email-json'), 'ops@example.com'),
      ...undecided,
    },
    { name: 'an empty filter', resources: heardBy('email', 'ops@example.com', { FilterPolicy: {} }) },
  ],
  fail: [
    {
      name: 'nobody',
      resources: alerted({ Mail: topic() }),
      findings: ['fail Detector: nobody subscribes to Ops, expected a person'],
    },
    {
      name: 'a subscriber of another topic',
      resources: { ...heardBy('email', 'a@example.com', { TopicArn: ref('Other') }), Other: topic() },
      findings: ['fail Detector: nobody subscribes to Ops, expected a person'],
    },
    {
      name: 'a queue',
      resources: heardBy('sqs', 'arn:aws:sqs:eu-west-1:1:findings'),
      findings: ['fail Detector: the sqs subscription of Ops reaches no person, expected one that does'],
    },
    {
      name: 'a filter by an attribute',
      resources: heardBy('email', 'ops@example.com', { FilterPolicy: { team: ['shop'] } }),
      findings: [
        'fail Detector: the email subscription of Ops filters by attributes that such messages lack, expected no filter',
      ],
    },
  ],
  unknown: [
    {
      name: 'a function',
      resources: heardBy('lambda', 'arn:aws:lambda:eu-west-1:1:function:forward'),
      findings: [
        'unknown Detector: whom the lambda subscription of Ops reaches is not known; verify that it tells a person',
      ],
    },
    {
      name: 'an address that is no known service',
      resources: heardBy('https', 'https://hooks.example.com/pagerduty.com'),
      findings: [
        'unknown Detector: the https subscription of Ops leads to hooks.example.com; verify that it tells a person',
      ],
    },
    {
      name: 'an address that a parameter gives',
      resources: heardBy('https', ref('Url')),
      parameters: { Url: { Type: 'String' } },
      findings: [
        'unknown Detector: the https subscription of Ops leads to ${Stack1.Url}; verify that it tells a person',
      ],
    },
    {
      name: 'a host that is known in part',
      resources: heardBy('https', join('https://events.pagerduty.com', ref('Rest'))),
      parameters: { Rest: { Type: 'String' } },
      findings: [
        'unknown Detector: the https subscription of Ops leads to https://events.pagerduty.com${Stack1.Rest}; verify that it tells a person',
      ],
    },
    {
      name: 'raw messages',
      resources: heardBy('https', pagerDuty, { RawMessageDelivery: true }),
      findings: [
        'unknown Detector: events.pagerduty.com may not read raw messages: the https subscription of Ops leads to events.pagerduty.com, which pages',
      ],
    },
    {
      name: 'a filter by content',
      resources: heardBy('email', 'ops@example.com', {
        FilterPolicyScope: 'MessageBody',
        FilterPolicy: { source: ['aws.guardduty'] },
      }),
      findings: ['unknown Detector: it filters messages: the email subscription of Ops reaches a person'],
    },
    {
      name: 'a filter by the lack of an attribute',
      resources: heardBy('email', 'ops@example.com', { FilterPolicy: { team: [{ exists: false }] } }),
      findings: ['unknown Detector: it filters messages: the email subscription of Ops reaches a person'],
    },
    {
      name: 'a protocol that a condition chooses',
      resources: heardBy(choose('IsProd', 'email', 'sqs'), 'ops@example.com'),
      ...undecided,
      findings: [
        `unknown Detector: ${stageUnknown}: the sqs subscription of Ops reaches no person, expected one that does`,
      ],
    },
    {
      name: 'a protocol that a parameter gives',
      resources: heardBy(ref('Protocol'), 'ops'),
      parameters: { Protocol: { Type: 'String' } },
      findings: [
        'unknown Detector: whom the ${Stack1.Protocol} subscription of Ops reaches is not known; verify that it tells a person',
      ],
    },
    {
      name: 'a subscription to a topic that is not known',
      resources: heardBy('email', 'ops@example.com', { TopicArn: ref('Arn') }),
      parameters: { Arn: { Type: 'String' } },
      findings: [`unknown Detector: nobody subscribes to Ops in the templates, but ${notGiven('Arn')}`],
    },
  ],
};
