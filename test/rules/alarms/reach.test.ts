import type { App } from 'aws-cdk-lib';
import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, AlarmRule, CompositeAlarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Json, JsonObject } from '../../../lib/model/input';
import {
  choose,
  exported,
  imported,
  nothing,
  stageUnknown,
  sub,
  undecided,
} from '../../checklist/expressions';
import { att, ref, resource } from '../../checklist/serving/resources';
import {
  alarm,
  answerOf,
  deniesPlainHttp,
  heard,
  key,
  letsAlarmsEncrypt,
  letsAlarmsPublish,
  paged,
  pagerUrl,
  published,
  silent,
  topic,
  topicPolicy,
} from './notified';

type Row = [name: string, changes: JsonObject, answer: string];

describe('the alarm itself', () => {
  test.each<Row>([
    ['a pager', {}, heard],
    ['actions that are switched on', { Errors: alarm({ ActionsEnabled: 'true' }) }, heard],
    ['a log alarm', { Errors: resource('CloudWatch::LogAlarm', { AlarmActions: [ref('Ops')] }) }, heard],
    [
      'actions that are switched off',
      { Errors: alarm({ ActionsEnabled: false }) },
      'no: Errors: ActionsEnabled is false, expected true',
    ],
    [
      'no actions',
      { Errors: silent() },
      'no: Errors has no AlarmActions, expected a topic that a person hears',
    ],
    [
      'actions for other states alone',
      { Errors: silent({ OKActions: [ref('Ops')], InsufficientDataActions: [ref('Ops')] }) },
      'no: Errors has no AlarmActions beside its OKActions and InsufficientDataActions, expected a topic that a person hears',
    ],
    [
      'a scaling policy',
      { Errors: alarm({ AlarmActions: [ref('Out')] }), Out: resource('AutoScaling::ScalingPolicy') },
      'no: Errors triggers Out, which tells nobody, expected a topic that a person hears',
    ],
    [
      'a reboot',
      { Errors: alarm({ AlarmActions: [sub('arn:aws:automate:${AWS::Region}:ec2:reboot')] }) },
      'no: Errors triggers arn:aws:automate:${AWS::Region}:ec2:reboot, which tells nobody, expected a topic that a person hears',
    ],
    [
      'a scaling policy beside the pager',
      {
        Errors: alarm({ AlarmActions: [ref('Out'), ref('Ops')] }),
        Out: resource('AutoScaling::ScalingPolicy'),
      },
      heard,
    ],
    [
      'a function that CloudWatch may invoke',
      {
        Errors: alarm({ AlarmActions: [att('Forward', 'Arn')] }),
        Forward: resource('Lambda::Function'),
        Permission: resource('Lambda::Permission', {
          FunctionName: att('Forward', 'Arn'),
          Principal: 'lambda.alarms.cloudwatch.amazonaws.com',
        }),
      },
      'unknown: Errors invokes Forward; verify that it tells a person',
    ],
    [
      'a function that CloudWatch may not invoke',
      { Errors: alarm({ AlarmActions: [att('Forward', 'Arn')] }), Forward: resource('Lambda::Function') },
      'no: Forward does not let CloudWatch invoke it, expected a permission for lambda.alarms.cloudwatch.amazonaws.com',
    ],
    [
      'an OpsItem',
      { Errors: alarm({ AlarmActions: ['arn:aws:ssm:eu-west-1:111111111111:opsitem:1'] }) },
      'unknown: Errors opens an OpsItem; verify that it tells a person',
    ],
    [
      'an incident',
      { Errors: alarm({ AlarmActions: [ref('Plan')] }), Plan: resource('SSMIncidents::ResponsePlan') },
      'unknown: Errors starts an incident; verify that the account has Incident Manager, which takes no new customers',
    ],
    [
      'a topic of another template',
      { Errors: alarm({ AlarmActions: [imported('Pager')] }) },
      'unknown: Errors triggers ${import Pager} (Stack1 imports a value that none of the templates exports); verify that it tells a person',
    ],
  ])('%s', (_, changes, answer) => {
    expect(answerOf({ resources: paged(changes) })).toBe(answer);
  });

  test('a condition that may take the action away', () => {
    const actions = [choose('IsProd', ref('Ops'), nothing)];
    expect(answerOf({ resources: paged({ Errors: alarm({ AlarmActions: actions }) }), ...undecided })).toBe(
      `unknown: ${stageUnknown}: ${heard.slice(5)}`,
    );
  });

  test('a condition that may switch the actions off', () => {
    const errors = alarm({ ActionsEnabled: choose('IsProd', true, false) });
    expect(answerOf({ resources: paged({ Errors: errors }), ...undecided })).toBe(
      `unknown: Errors: ActionsEnabled is not known (${stageUnknown}), expected true`,
    );
  });
});

describe('the topic', () => {
  const encrypted = (...statements: Json[]): JsonObject => ({
    Ops: topic({ KmsMasterKeyId: att('Key', 'Arn') }),
    Key: key(...statements),
  });
  const policy = (...statements: Json[]): JsonObject => ({ Policy: topicPolicy(...statements) });
  const sourced = (operator: string, name: string, value: Json): JsonObject =>
    policy(letsAlarmsPublish({ Condition: { [operator]: { [name]: value } } }));
  const refused = `no: Policy does not let cloudwatch.amazonaws.com publish to Ops, expected a topic policy that allows sns:Publish`;
  const encryptedHeard = heard.replace(
    `${published};`,
    `${published}; Key lets cloudwatch.amazonaws.com use it;`,
  );
  const keyRefused =
    'no: Key does not let cloudwatch.amazonaws.com use it, expected kms:Decrypt and kms:GenerateDataKey*';

  test.each<Row>([
    ['a policy that lets alarms publish', policy(deniesPlainHttp, letsAlarmsPublish()), heard],
    [
      'a policy for the owner of the topic',
      policy(
        letsAlarmsPublish({
          Principal: { AWS: '*' },
          Condition: { StringEquals: { 'AWS:SourceOwner': ref('AWS::AccountId') } },
        }),
      ),
      heard,
    ],
    ['a policy for the account', sourced('StringEquals', 'aws:SourceAccount', ref('AWS::AccountId')), heard],
    [
      'a policy for the alarms of the account',
      sourced('ArnLike', 'aws:SourceArn', sub('arn:aws:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:*')),
      heard,
    ],
    ['a policy for this alarm', sourced('ArnEquals', 'aws:SourceArn', att('Errors', 'Arn')), heard],
    ['a policy that denies plain HTTP and allows nothing', policy(deniesPlainHttp), refused],
    [
      'a policy for EventBridge, as a target of the CDK makes it',
      policy(letsAlarmsPublish({ Principal: { Service: 'events.amazonaws.com' } })),
      refused,
    ],
    [
      'a policy for another alarm',
      { ...sourced('ArnEquals', 'aws:SourceArn', att('Other', 'Arn')), Other: alarm() },
      refused,
    ],
    ['a key that alarms may use', encrypted(letsAlarmsEncrypt), encryptedHeard],
    [
      'a key for the alarms of the account',
      encrypted({
        ...letsAlarmsEncrypt,
        Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
      }),
      encryptedHeard,
    ],
    ['a key that alarms may not use', encrypted(), keyRefused],
    [
      'a key that alarms may only read with',
      encrypted({ ...letsAlarmsEncrypt, Action: 'kms:Decrypt' }),
      keyRefused,
    ],
    [
      'a key for owners of topics, whom alarms do not name to keys',
      encrypted({
        ...letsAlarmsEncrypt,
        Condition: { StringEquals: { 'aws:SourceOwner': ref('AWS::AccountId') } },
      }),
      keyRefused,
    ],
    [
      'the key of AWS',
      { Ops: topic({ KmsMasterKeyId: 'alias/aws/sns' }) },
      'no: KmsMasterKeyId of Ops is alias/aws/sns, which cloudwatch.amazonaws.com cannot use, expected a key of your own that lets it',
    ],
  ])('%s', (_, changes, answer) => {
    expect(answerOf({ resources: paged(changes) })).toBe(answer);
  });

  test('another region', () => {
    const stacks = (region: string) => [
      {
        id: 'Service',
        region: 'eu-west-1',
        account: '111111111111',
        template: {
          Resources: { Errors: alarm({ AlarmActions: ['arn:aws:sns:us-east-1:111111111111:ops'] }) },
        },
      },
      {
        id: 'Topics',
        account: '111111111111',
        region,
        template: { Resources: { ...paged({ Ops: topic({ TopicName: 'ops' }) }), Errors: nothing } },
      },
    ];
    expect(answerOf({ stacks: stacks('us-east-1') })).toBe(
      'no: Ops is in us-east-1 and Errors in eu-west-1, expected the same region',
    );
  });
});

describe('apps of the CDK', () => {
  const metric = new Metric({ namespace: 'Shop', metricName: 'Errors', period: Duration.minutes(1) });
  const errors = (stack: Stack) => new Alarm(stack, 'Errors', { metric, threshold: 1, evaluationPeriods: 2 });
  const subscribed = (stack: Stack, props = {}) => {
    const topic = new Topic(stack, 'Ops', props);
    topic.addSubscription(new UrlSubscription(pagerUrl));
    return topic;
  };
  const build = (make: (app: App) => void) => answerOf({ app: make });

  test('a topic of another stack', () => {
    expect(
      build((app) =>
        errors(new Stack(app, 'Service')).addAlarmAction(new SnsAction(subscribed(new Stack(app, 'Topics')))),
      ),
    ).toMatch(/^yes: Ops\w+ lets cloudwatch.amazonaws.com publish; the https .* pages$/);
  });

  test('a composite alarm of another stack', () => {
    expect(
      build((app) => {
        const ops = new Stack(app, 'Operations');
        const alarmRule = AlarmRule.anyOf(errors(new Stack(app, 'Service')));
        new CompositeAlarm(ops, 'Site', { alarmRule }).addAlarmAction(new SnsAction(subscribed(ops)));
      }),
    ).toMatch(/^yes: Site\w+ follows Errors\w+; Ops\w+ lets cloudwatch.amazonaws.com publish; the https/);
  });

  test('a topic that takes TLS alone', () => {
    expect(
      build((app) => {
        const stack = new Stack(app, 'Service');
        errors(stack).addAlarmAction(new SnsAction(subscribed(stack, { enforceSSL: true })));
      }),
    ).toMatch(/^no: OpsPolicy\w+ does not let cloudwatch.amazonaws.com publish to Ops/);
  });

  test('a topic with a key', () => {
    expect(
      build((app) => {
        const stack = new Stack(app, 'Service');
        errors(stack).addAlarmAction(new SnsAction(subscribed(stack, { masterKey: new Key(stack, 'Key') })));
      }),
    ).toMatch(/^no: Key\w+ does not let cloudwatch.amazonaws.com use it/);
  });
});

test('an alarm of one stack is heard through the export of another', () => {
  const topics = {
    Resources: { ...paged({ Errors: nothing }) },
    Outputs: { Ops: exported('ops', ref('Ops')) },
  };
  const service = { Resources: { Errors: alarm({ AlarmActions: [imported('ops')] }) } };
  expect(
    answerOf({
      stacks: [
        { id: 'Topics', template: topics },
        { id: 'Web', template: service },
      ],
    }),
  ).toBe(heard);
});
