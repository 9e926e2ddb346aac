import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, AlarmRule, CompositeAlarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { ControlCases } from '../../harness/judge';
import {
  alarm,
  byPager,
  composite,
  paged,
  pagerUrl,
  published,
  rule,
  silent,
  subscription,
  topic,
} from '../../rules/alarms/notified';
import { choose, nothing, off, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';

const mail = subscription('email', 'ops@example.com');
const chat = resource('Chatbot::SlackChannelConfiguration', { SnsTopicArns: [ref('Ops')] });
const scaling = {
  Busy: alarm({ AlarmActions: [ref('Out')] }),
  Out: resource('AutoScaling::ScalingPolicy'),
};

export const pages: ControlCases = {
  pass: [
    { name: 'an alarm with a pager', resources: paged() },
    {
      name: 'one of several alarms',
      resources: paged({ Slow: silent(), Busy: scaling.Busy, Out: scaling.Out }),
    },
    {
      name: 'through a composite alarm',
      resources: paged({ Errors: silent(), Site: composite(rule`ALARM("${'Errors'}")`) }),
    },
    { name: 'a pager beside mail', resources: paged({ Mail: mail, Chat: chat }) },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: {},
      findings: ['fail Stack1: no alarm for people is in the templates, expected at least one'],
    },
    {
      name: 'alarms that scale alone',
      resources: scaling,
      findings: ['fail Stack1: no alarm for people is in the templates, expected at least one'],
    },
    {
      name: 'mail alone',
      resources: paged({ Pager: mail }),
      findings: [
        'fail Stack1: no alarm of 1 pages somebody: the email subscription of Ops wakes nobody, expected a service that pages',
      ],
    },
    {
      name: 'mail and a chat, for two alarms',
      resources: paged({ Pager: mail, Chat: chat, Slow: alarm() }),
      findings: [
        'fail Stack1: no alarm of 2 pages somebody: the email subscription of Ops wakes nobody, expected a service that pages; Chat shows it in a chat, expected a service that pages',
      ],
    },
    {
      name: 'a pager on a topic that no alarm notifies',
      resources: paged({ Errors: alarm({ AlarmActions: [ref('Other')] }), Other: topic() }),
      findings: ['fail Stack1: no alarm of 1 pages somebody: nobody subscribes to Other, expected a person'],
    },
    {
      name: 'a pager that a condition switches off',
      resources: paged({ Pager: subscription('https', pagerUrl, {}, 'IsProd') }),
      ...off,
      findings: ['fail Stack1: no alarm of 1 pages somebody: nobody subscribes to Ops, expected a person'],
    },
  ],
  unknown: [
    {
      name: 'a phone',
      resources: paged({ Pager: subscription('sms', '+15550100') }),
      findings: [
        'unknown Stack1: whether an alarm pages somebody is not known: the sms subscription of Ops reaches a phone; verify that whoever is on call holds it',
      ],
    },
    {
      name: 'a pager that may not be there',
      resources: paged({ Pager: subscription('https', pagerUrl, {}, 'IsProd') }),
      ...undecided,
      findings: [`unknown Stack1: whether an alarm pages somebody is not known: ${stageUnknown}: ${byPager}`],
    },
    {
      name: 'an alarm that may not be there',
      resources: paged({ Errors: alarm({}, 'IsProd') }),
      ...undecided,
      findings: [
        `unknown Stack1: whether an alarm pages somebody is not known: ${stageUnknown}: ${published}; ${byPager}`,
      ],
    },
    {
      name: 'Incident Manager',
      resources: paged({ Pager: mail, OnCall: resource('SSMContacts::Contact') }),
      findings: [
        'unknown Stack1: no alarm of 1 pages somebody: the email subscription of Ops wakes nobody, expected a service that pages, but OnCall may; verify that the account has Incident Manager, which takes no new customers',
      ],
    },
  ],
};

const metric = new Metric({ namespace: 'Shop', metricName: 'Errors', period: Duration.minutes(1) });
const watching = { metric, threshold: 1, evaluationPeriods: 2 };

export const heard: ControlCases = {
  pass: [
    { name: 'a pager', resources: paged() },
    { name: 'mail', resources: paged({ Pager: mail }) },
    { name: 'a chat', resources: paged({ Pager: chat }) },
    { name: 'alarms that scale beside it', resources: paged(scaling) },
    {
      name: 'the children of a composite alarm, and its suppressor',
      resources: paged({
        Errors: silent(),
        Slow: silent(),
        Deploying: silent({ MetricName: 'Deployments' }),
        Site: composite(rule`ALARM("${'Errors'}") AND ALARM("${'Slow'}")`, {
          ActionsSuppressor: att('Deploying', 'Arn'),
        }),
      }),
    },
    {
      name: 'an alarm that a deployment reads',
      resources: paged({
        Rollback: silent({ AlarmName: 'rollback' }),
        Web: resource('ECS::Service', { DeploymentConfiguration: { Alarms: { AlarmNames: ['rollback'] } } }),
      }),
    },
    {
      name: 'an alarm that CodeDeploy reads',
      resources: paged({
        Rollback: silent(),
        Group: resource('CodeDeploy::DeploymentGroup', {
          AlarmConfiguration: { Alarms: [{ Name: ref('Rollback') }] },
        }),
      }),
    },
    {
      name: 'the CDK, across stacks',
      app: (app) => {
        const topic = new Topic(new Stack(app, 'Topics'), 'Ops');
        topic.addSubscription(new EmailSubscription('ops@example.com'));
        const errors = new Alarm(new Stack(app, 'Service'), 'Errors', watching);
        const ops = new Stack(app, 'Operations');
        const site = new CompositeAlarm(ops, 'Site', { alarmRule: AlarmRule.anyOf(errors) });
        site.addAlarmAction(new SnsAction(topic));
      },
    },
  ],
  fail: [
    {
      name: 'an alarm without actions among others',
      resources: paged({ Slow: silent() }),
      findings: [
        `pass Errors: ${published}; ${byPager}`,
        'fail Slow: Slow has no AlarmActions, expected a topic that a person hears',
      ],
    },
    {
      name: 'a composite alarm that nobody hears, and not its children',
      resources: { Errors: silent(), Site: composite(rule`ALARM("${'Errors'}")`, { AlarmActions: [] }) },
      findings: ['fail Site: Site has no AlarmActions, expected a topic that a person hears'],
    },
    {
      name: 'a topic that nobody hears',
      resources: { Errors: alarm(), Ops: topic() },
      findings: ['fail Errors: nobody subscribes to Ops, expected a person'],
    },
    {
      name: 'an alarm that only a mute rule names',
      resources: {
        Errors: silent(),
        Quiet: resource('CloudWatch::AlarmMuteRule', {
          Rule: { Schedule: { Expression: 'cron(0 2 * * SUN)', Duration: 'PT1H' } },
          MuteTargets: { AlarmNames: [ref('Errors')] },
        }),
      },
      findings: ['fail Errors: Errors has no AlarmActions, expected a topic that a person hears'],
    },
  ],
  unknown: [
    {
      name: 'an alarm without actions that may not be there',
      resources: { Errors: alarm({ AlarmActions: [] }, 'IsProd') },
      ...undecided,
      findings: [
        `unknown Errors: ${stageUnknown}: Errors has no AlarmActions, expected a topic that a person hears`,
      ],
    },
    {
      name: 'an action that may be taken away',
      resources: paged({ Errors: alarm({ AlarmActions: [choose('IsProd', ref('Ops'), nothing)] }) }),
      ...undecided,
      findings: [`unknown Errors: ${stageUnknown}: ${published}; ${byPager}`],
    },
  ],
  notApplicable: [
    { name: 'no alarm', resources: {}, findings: ['notApplicable Stack1: no alarm for people to judge'] },
    {
      name: 'alarms that scale alone',
      resources: scaling,
      findings: ['notApplicable Stack1: no alarm for people to judge'],
    },
  ],
};
