import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { pagerUrl, subscription, topic } from '../../rules/alarms/notified';
import { choose, imported, nothing, notGiven, stageUnknown, sub, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';

const at = (endpoint: Json): JsonObject => ({ Ops: topic(), Pager: subscription('https', endpoint) });
const withKey = (key: string): Json => sub(`https://events.pagerduty.com/integration/${key}/enqueue`);
const secret = '{{resolve:secretsmanager:on-call:SecretString:key}}';
const host = 'events.pagerduty.com';
const expected = 'expected a secret of Secrets Manager or a NoEcho parameter';
const parameter = (details: JsonObject = {}) => ({ parameters: { Key: { Type: 'String', ...details } } });

export const secrets: ControlCases = {
  pass: [
    { name: 'a secret', resources: at(withKey(secret)) },
    { name: 'a secret that is the whole address', resources: at(secret) },
    { name: 'a NoEcho parameter', resources: at(withKey('${Key}')), ...parameter({ NoEcho: true }) },
    {
      name: 'a NoEcho parameter, as text',
      resources: at(withKey('${Key}')),
      ...parameter({ NoEcho: 'true' }),
    },
    {
      name: 'a NoEcho parameter that is the whole address',
      resources: at(ref('Key')),
      ...parameter({ NoEcho: true }),
    },
    {
      name: 'a subscription inside its topic',
      resources: { Ops: topic({ Subscription: [{ Protocol: 'https', Endpoint: withKey(secret) }] }) },
    },
    {
      name: 'the CDK',
      app: (app) => {
        const stack = new Stack(app, 'Shop');
        const key = Secret.fromSecretNameV2(stack, 'Key', 'on-call').secretValue.unsafeUnwrap();
        const pager = new UrlSubscription(`https://${host}/integration/${key}/enqueue`, {
          protocol: SubscriptionProtocol.HTTPS,
        });
        new Topic(stack, 'Ops').addSubscription(pager);
      },
    },
  ],
  fail: [
    {
      name: 'a literal key',
      resources: at(pagerUrl),
      findings: [`fail Pager: the key for ${host} is written in the template, ${expected}`],
    },
    {
      name: 'a literal key in the query of an address',
      resources: at('https://api.opsgenie.com/v1/json/amazonsns?apiKey=0123'),
      findings: [`fail Pager: the key for api.opsgenie.com is written in the template, ${expected}`],
    },
    {
      name: 'a literal key inside a topic',
      resources: { Ops: topic({ Subscription: [{ Protocol: 'https', Endpoint: pagerUrl }] }) },
      findings: [`fail Ops: the key for ${host} is written in the template, ${expected}`],
    },
    {
      name: 'a NoEcho parameter with a default',
      resources: at(withKey('${Key}')),
      ...parameter({ NoEcho: true, Default: '0123' }),
      findings: [`fail Pager: the key for ${host} is written in the template, ${expected}`],
    },
    {
      name: 'a parameter that CloudFormation shows',
      resources: at(withKey('${Key}')),
      ...parameter(),
      findings: [`fail Pager: the key for ${host} is Stack1.Key, which CloudFormation shows, ${expected}`],
    },
    {
      name: 'a secure parameter, which CloudFormation does not read for subscriptions',
      resources: at(withKey('{{resolve:ssm-secure:/on-call/key:1}}')),
      findings: [
        `fail Pager: the key for ${host} is {{resolve:ssm-secure:/on-call/key:1}}, which CloudFormation does not read here, ${expected}`,
      ],
    },
  ],
  unknown: [
    { name: 'no address', resources: at(nothing), findings: ['unknown Pager: Pager has no Endpoint'] },
    {
      name: 'a parameter that may be any address',
      resources: at(ref('Key')),
      ...parameter(),
      findings: [
        `unknown Pager: the key for an address that is not known is Stack1.Key, which CloudFormation shows; verify that it holds no key, ${expected}`,
      ],
    },
    {
      name: 'an import',
      resources: at({
        'Fn::Join': ['', ['https://events.pagerduty.com/integration/', imported('Key'), '/enqueue']],
      }),
      findings: [`unknown Pager: the key for ${host} is import Key; verify that no template holds it`],
    },
    {
      name: 'a key that a condition chooses',
      resources: at(choose('IsProd', withKey(secret), pagerUrl)),
      ...undecided,
      findings: [
        `unknown Pager: ${stageUnknown}: the key for ${host} is written in the template, ${expected}`,
      ],
    },
    {
      name: 'a subscription that may not be there',
      resources: { Ops: topic(), Pager: subscription('https', pagerUrl, {}, 'IsProd') },
      ...undecided,
      findings: [
        `unknown Pager: ${stageUnknown}: the key for ${host} is written in the template, ${expected}`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'mail, and an address of no on-call service',
      resources: {
        ...at('https://hooks.example.com/0123'),
        Mail: subscription('email', 'ops@example.com'),
        Chat: subscription('https', 'https://global.sns-api.chatbot.amazonaws.com'),
      },
      findings: ['notApplicable Stack1: no subscription of an on-call service to judge'],
    },
  ],
};

const redrive = (target: Json): JsonObject => ({ RedrivePolicy: { deadLetterTargetArn: target } });
const letsSns = (changes: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: att('Undelivered', 'Arn'),
  Condition: { ArnEquals: { 'aws:SourceArn': ref('Ops') } },
  ...changes,
});
const queued = (changes: JsonObject = {}, statement: Json = letsSns()): JsonObject => ({
  Ops: topic(),
  Pager: subscription('https', pagerUrl, redrive(att('Undelivered', 'Arn'))),
  Undelivered: resource('SQS::Queue'),
  Policy: resource('SQS::QueuePolicy', {
    Queues: [ref('Undelivered')],
    PolicyDocument: { Statement: [statement] },
  }),
  ...changes,
});
const lacks = 'has no dead-letter queue, expected one for what cannot be delivered';
const refused =
  'fail Pager: Undelivered does not let SNS send to it, expected a queue policy that allows sqs:SendMessage';

export const undelivered: ControlCases = {
  pass: [
    { name: 'a queue that takes from SNS', resources: queued() },
    { name: 'a queue that takes every action of SNS', resources: queued({}, letsSns({ Action: 'SQS:*' })) },
    {
      name: 'the CDK',
      app: (app) => {
        const stack = new Stack(app, 'Shop');
        const deadLetterQueue = new Queue(stack, 'Undelivered', { enforceSSL: true });
        const topic = new Topic(stack, 'Ops', { masterKey: new Key(stack, 'Key') });
        topic.addSubscription(new UrlSubscription(pagerUrl, { deadLetterQueue }));
      },
    },
  ],
  fail: [
    { name: 'no queue', resources: at(pagerUrl), findings: [`fail Pager: Pager ${lacks}`] },
    {
      name: 'an empty policy',
      resources: queued({ Pager: subscription('https', pagerUrl, { RedrivePolicy: {} }) }),
      findings: [`fail Pager: Pager ${lacks}`],
    },
    { name: 'a queue without a policy', resources: queued({ Policy: topic() }), findings: [refused] },
    {
      name: 'a queue that takes from another topic',
      resources: queued(
        { Other: topic() },
        letsSns({ Condition: { ArnEquals: { 'aws:SourceArn': ref('Other') } } }),
      ),
      findings: [refused],
    },
    {
      name: 'a queue that lets SNS read',
      resources: queued({}, letsSns({ Action: 'sqs:ReceiveMessage' })),
      findings: [refused],
    },
  ],
  unknown: [
    {
      name: 'a queue of another template',
      resources: queued({
        Pager: subscription('https', pagerUrl, redrive('arn:aws:sqs:eu-west-1:111111111111:undelivered')),
      }),
      findings: [
        'unknown Pager: the dead-letter queue of Pager is not in the templates (undelivered is not among the templates); verify that SNS may send to it',
      ],
    },
    {
      name: 'a policy as text',
      resources: queued({ Pager: subscription('https', pagerUrl, { RedrivePolicy: '{}' }) }),
      findings: [
        'unknown Pager: the RedrivePolicy of Pager cannot be read; verify that it names a dead-letter queue',
      ],
    },
    {
      name: 'a queue that a condition takes away',
      resources: queued({
        Pager: subscription('https', pagerUrl, {
          RedrivePolicy: choose('IsProd', { deadLetterTargetArn: att('Undelivered', 'Arn') }, nothing),
        }),
      }),
      ...undecided,
      findings: [`unknown Pager: ${stageUnknown}: Pager ${lacks}`],
    },
    {
      name: 'a statement about a topic that is not known',
      resources: queued({}, letsSns({ Condition: { ArnEquals: { 'aws:SourceArn': ref('Key') } } })),
      ...parameter(),
      findings: [`unknown Pager: whether SNS may send to Undelivered is not known (${notGiven('Key')})`],
    },
  ],
  notApplicable: [
    {
      name: 'no on-call service',
      resources: { Ops: topic() },
      findings: ['notApplicable Stack1: no subscription of an on-call service to judge'],
    },
  ],
};
