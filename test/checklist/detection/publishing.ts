import type { App } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, stageUnknown, sub, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import {
  alerted,
  deniesPlainHttp,
  encrypted,
  key,
  letsEventsEncrypt,
  letsEventsPublish,
  rule,
  topic,
  topicPolicy,
} from './resources';

const policy = (...statements: Json[]): JsonObject => alerted({ OpsPolicy: topicPolicy(...statements) });
const allowing = (changes: JsonObject): JsonObject => policy({ ...letsEventsPublish, ...changes });
const sourced = (key: string, value: Json, operator = 'ArnEquals'): JsonObject =>
  allowing({ Condition: { [operator]: { [key]: value } } });
/** A topic of the CDK with a key of its own, or none, and whatever the rule's target makes. */
const byCdk = (props: { readonly encrypted?: boolean }) => (app: App) => {
  const stack = new Stack(app, 'Audit');
  new CfnDetector(stack, 'Detector', { enable: true });
  const masterKey = props.encrypted ? new Key(stack, 'Key') : undefined;
  const ops = new Topic(stack, 'Ops', { enforceSSL: true, masterKey });
  ops.addSubscription(new EmailSubscription('ops@example.com'));
  const eventPattern = { source: ['aws.guardduty'], detailType: ['GuardDuty Finding'] };
  new Rule(stack, 'Rule', { eventPattern, targets: [new SnsTopic(ops)] });
};

const refused =
  'fail Detector: OpsPolicy does not let events.amazonaws.com publish to Ops, ' +
  'expected a topic policy that allows sns:Publish';
const keyRefused =
  'fail Detector: Key does not let events.amazonaws.com use it, expected kms:Decrypt and kms:GenerateDataKey*';

export const publishing: ControlCases = {
  pass: [
    { name: 'the CDK', app: byCdk({}) },
    { name: 'the CDK, with a key', app: byCdk({ encrypted: true }) },
    { name: 'TLS only', resources: policy(deniesPlainHttp, letsEventsPublish) },
    {
      name: 'several services and actions',
      resources: allowing({
        Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] },
        Action: ['SNS:Publish', 'SNS:Subscribe'],
      }),
    },
    { name: 'every action on everything', resources: allowing({ Action: 'sns:*', Resource: '*' }) },
    { name: 'the rule as source', resources: sourced('aws:SourceArn', att('Rule', 'Arn')) },
    {
      name: 'rules of the account as source',
      resources: sourced('aws:SourceArn', sub('arn:aws:events:*:${AWS::AccountId}:rule/*'), 'ArnLike'),
    },
    {
      name: 'an inline policy',
      resources: alerted({
        OpsPolicy: resource('SNS::TopicInlinePolicy', {
          TopicArn: ref('Ops'),
          PolicyDocument: { Statement: [letsEventsPublish] },
        }),
      }),
    },
    { name: 'a key that EventBridge may use', resources: encrypted(letsEventsEncrypt) },
    {
      name: 'an alias of such a key',
      resources: {
        ...encrypted(letsEventsEncrypt),
        Ops: topic({ KmsMasterKeyId: ref('Alias') }),
        Alias: resource('KMS::Alias', { AliasName: 'alias/ops', TargetKeyId: ref('Key') }),
      },
    },
    {
      name: 'the name of an alias',
      resources: {
        ...encrypted(letsEventsEncrypt),
        Ops: topic({ KmsMasterKeyId: 'alias/ops' }),
        Alias: resource('KMS::Alias', { AliasName: 'alias/ops', TargetKeyId: ref('Key') }),
      },
    },
    {
      name: 'keys that a condition chooses, both sufficient',
      resources: {
        ...encrypted(letsEventsEncrypt),
        Ops: topic({ KmsMasterKeyId: choose('IsProd', ref('Key'), nothing) }),
      },
      ...undecided,
    },
  ],
  fail: [
    {
      name: 'no policy',
      resources: alerted({ OpsPolicy: topic() }),
      findings: [
        'fail Detector: Ops has no policy that lets events.amazonaws.com publish, expected a topic policy that allows sns:Publish',
      ],
    },
    {
      name: 'a policy that denies plain HTTP and allows nothing',
      resources: policy(deniesPlainHttp),
      findings: [refused],
    },
    {
      name: 'a policy for alarms',
      resources: allowing({ Principal: { Service: 'cloudwatch.amazonaws.com' } }),
      findings: [refused],
    },
    { name: 'another action', resources: allowing({ Action: 'sns:Subscribe' }), findings: [refused] },
    {
      name: 'another topic',
      resources: { ...allowing({ Resource: ref('Other') }), Other: topic() },
      findings: [refused],
    },
    {
      name: 'another rule as source',
      resources: {
        ...sourced('aws:SourceArn', att('Other', 'Arn')),
        Other: rule({ EventPattern: { source: ['aws.health'] } }),
      },
      findings: [refused],
    },
    {
      name: 'the owner of the topic, which EventBridge does not say',
      resources: allowing({
        Principal: { AWS: '*' },
        Condition: { StringEquals: { 'AWS:SourceOwner': ref('AWS::AccountId') } },
      }),
      findings: [refused],
    },
    {
      name: 'a policy that denies everybody',
      resources: policy(letsEventsPublish, { ...letsEventsPublish, Effect: 'Deny', Principal: '*' }),
      findings: [refused],
    },
    {
      name: 'the key of AWS',
      resources: alerted({ Ops: topic({ KmsMasterKeyId: 'alias/aws/sns' }) }),
      findings: [
        'fail Detector: KmsMasterKeyId of Ops is alias/aws/sns, which events.amazonaws.com cannot use, expected a key of your own that lets it',
      ],
    },
    {
      name: 'the key of AWS by its ARN',
      resources: alerted({
        Ops: topic({ KmsMasterKeyId: sub('arn:aws:kms:eu-west-1:${AWS::AccountId}:alias/aws/sns') }),
      }),
      findings: [
        'fail Detector: KmsMasterKeyId of Ops is arn:aws:kms:eu-west-1:${AWS::AccountId}:alias/aws/sns, which events.amazonaws.com cannot use, expected a key of your own that lets it',
      ],
    },
    { name: 'a key that EventBridge may not use', resources: encrypted(), findings: [keyRefused] },
    {
      name: 'a key that EventBridge may only read with',
      resources: encrypted({ ...letsEventsEncrypt, Action: 'kms:Decrypt' }),
      findings: [keyRefused],
    },
    {
      name: 'a key for one account, which EventBridge does not say to keys',
      resources: encrypted({
        ...letsEventsEncrypt,
        Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
      }),
      findings: [keyRefused],
    },
  ],
  unknown: [
    {
      name: 'one account as source',
      resources: sourced('aws:SourceAccount', ref('AWS::AccountId'), 'StringEquals'),
      findings: [
        'unknown Detector: whether Ops lets events.amazonaws.com publish is not known (it depends on aws:sourceaccount, which EventBridge has not always sent)',
      ],
    },
    {
      name: 'a condition on something else',
      resources: sourced('aws:RequestedRegion', 'eu-west-1', 'StringEquals'),
      findings: [
        'unknown Detector: whether Ops lets events.amazonaws.com publish is not known (it depends on aws:requestedregion)',
      ],
    },
    {
      name: 'two policies that differ',
      resources: { ...policy(letsEventsPublish), Other: topicPolicy(deniesPlainHttp) },
      findings: [
        'unknown Detector: whether Ops lets events.amazonaws.com publish is not known (which of its policies stands is not known)',
      ],
    },
    {
      name: 'a policy of a topic that is not known',
      resources: alerted({
        OpsPolicy: resource('SNS::TopicPolicy', {
          Topics: [ref('Arn')],
          PolicyDocument: { Statement: [letsEventsPublish] },
        }),
      }),
      parameters: { Arn: { Type: 'String' } },
      findings: [
        `unknown Detector: whether Ops lets events.amazonaws.com publish is not known (${notGiven('Arn')})`,
      ],
    },
    {
      name: 'a statement that a condition adds',
      resources: policy(choose('IsProd', letsEventsPublish, nothing)),
      ...undecided,
      findings: [
        `unknown Detector: whether Ops lets events.amazonaws.com publish is not known (${stageUnknown})`,
      ],
    },
    {
      name: 'a key from elsewhere',
      resources: alerted({ Ops: topic({ KmsMasterKeyId: 'arn:aws:kms:eu-west-1:1:key/0123' }) }),
      findings: [
        'unknown Detector: the key of Ops is not in the templates (0123 is not among the templates); verify that it lets events.amazonaws.com use it',
      ],
    },
    {
      name: 'keys that a condition chooses',
      resources: alerted({
        Ops: topic({ KmsMasterKeyId: choose('IsProd', ref('Key'), 'alias/aws/sns') }),
        Key: key(letsEventsEncrypt),
      }),
      ...undecided,
      findings: [
        `unknown Detector: ${stageUnknown}: KmsMasterKeyId of Ops is alias/aws/sns, which events.amazonaws.com cannot use, expected a key of your own that lets it`,
      ],
    },
  ],
};
