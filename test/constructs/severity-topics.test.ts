import { Duration, Stack, Stage } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { Match } from 'aws-cdk-lib/assertions';
import { Alarm, AlarmRule, CompositeAlarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmSeverity, ChatChannel, SeverityTopics, type SeverityTopicsProps } from '../../constructs';
import { addAlarm } from '../../constructs/private/alarm';
import { pagerOf, ShopStack, templateOf } from './fixture';
import { outcomesOf } from './outcomes';

const { P0, P1, P2, P3 } = AlarmSeverity;
const metric = new Metric({ namespace: 'Shop', metricName: 'Errors', period: Duration.minutes(1) });
const watching = { metric, threshold: 1, evaluationPeriods: 2 };
const emailAddresses = ['ops@example.com'];

function topicsOf(stack: Stack, props: Partial<SeverityTopicsProps> = { emailAddresses }): SeverityTopics {
  return new SeverityTopics(stack, 'Topics', { pagers: [pagerOf(stack)], ...props });
}

/** How many subscriptions of each protocol the topic of each severity has. */
function subscriptions(template: Template): Record<string, string[]> {
  const heard: Record<string, string[]> = { P0: [], P1: [], P2: [], P3: [] };
  for (const { Properties } of Object.values(template.findResources('AWS::SNS::Subscription'))) {
    const { Protocol, TopicArn } = Properties as { Protocol: string; TopicArn: { Ref: string } };
    heard[/P[0-3]/.exec(TopicArn.Ref)![0]]!.push(Protocol);
  }
  return heard;
}

test('pages P0 and P1 and writes of P2 and P3', () => {
  const template = templateOf((stack) => topicsOf(stack));
  expect(subscriptions(template)).toEqual({ P0: ['https'], P1: ['https'], P2: ['email'], P3: ['email'] });
  template.resourceCountIs('AWS::KMS::Key', 1);
});

test('shows every severity in chats', () => {
  const template = templateOf((stack) => {
    const chat = new ChatChannel(stack, 'Chat', { slackWorkspaceId: 'T0123', slackChannelId: 'C0123' });
    topicsOf(stack, { chats: [chat] });
  });
  expect(subscriptions(template)).toEqual({ P0: ['https'], P1: ['https'], P2: [], P3: [] });
  template.hasResourceProperties('AWS::Chatbot::SlackChannelConfiguration', {
    SnsTopicArns: ['P0', 'P1', 'P2', 'P3'].map((id) => ({ Ref: Match.stringLikeRegexp(`^Topics${id}`) })),
  });
});

test('pages every severity where there is nothing else', () => {
  const template = templateOf((stack) => topicsOf(stack, {}));
  expect(subscriptions(template)).toEqual({ P0: ['https'], P1: ['https'], P2: ['https'], P3: ['https'] });
});

test('tells when an alarm fires and when it is over', () => {
  const template = templateOf((stack) => topicsOf(stack).notify(new Alarm(stack, 'Errors', watching), P2));
  const actions = [{ Ref: Match.stringLikeRegexp('^TopicsP2Topic') }];
  template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmActions: actions, OKActions: actions });
});

test('takes composite alarms', () => {
  const template = templateOf((stack) => {
    const alarmRule = AlarmRule.anyOf(new Alarm(stack, 'Errors', watching));
    topicsOf(stack).notify(new CompositeAlarm(stack, 'Site', { alarmRule }), P0);
  });
  template.hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
    AlarmActions: [{ Ref: Match.stringLikeRegexp('^TopicsP0Topic') }],
  });
});

test('meets the checklist with an alarm of each severity', () => {
  const ids = [
    ...SeverityTopics.CONTROLS,
    ...['P2.heard', 'P3.heard', 'P3.routed', 'P0.latency', 'P1.latency', 'SUP4.runbook'],
  ];
  const outcomes = outcomesOf(ids, (stack) => {
    const common = { notification: topicsOf(stack), runbookUrl: 'https://wiki.example.com/runbook' };
    for (const severity of [P0, P1, P2, P3])
      addAlarm(stack, `Errors${severity}`, common, { ...watching, severity, meaning: 'Something fails.' });
  });
  expect(outcomes).toEqual(ids.map((id) => `${id} pass`));
});

test('meets the checklist from another stack', () => {
  const outcomes = outcomesOf(['MON11.heard', 'P0.paged'], (stack) => {
    const common = {
      notification: topicsOf(new Stack(Stage.of(stack), 'OnCall', { env: stack.env })),
      runbookUrl: 'https://wiki.example.com/runbook',
    };
    addAlarm(stack, 'Errors', common, { ...watching, severity: P0, meaning: 'Something fails.' });
  });
  expect(outcomes).toEqual(['MON11.heard pass', 'P0.paged pass']);
});

test('refuses nobody on call', () => {
  expect(() => topicsOf(new ShopStack(), { pagers: [] })).toThrow(
    new Error('cannot make SeverityTopics Shop/Topics: pagers is empty, expected at least one'),
  );
});

test('refuses alarms of another region', () => {
  const topics = topicsOf(new ShopStack());
  const edge = new Stack(Stage.of(topics), 'Edge', { env: { region: 'us-east-1' } });
  expect(() => topics.notify(new Alarm(edge, 'Errors', watching), P1)).toThrow(
    new Error(
      'cannot make SeverityTopics Shop/Topics: the stack of Edge/Errors is in us-east-1, expected eu-west-1',
    ),
  );
});
