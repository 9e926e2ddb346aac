import type { ControlId, ItemId } from '../../checklist';
import { probes, type Probe } from '../probe';

/** What proves that somebody hears is the subscription; a topic that is named in readiness.yaml is proof, too. */
const types = ['AWS::SNS::Topic', 'AWS::SNS::Subscription'] as const;
const subscriptions = [
  'sns:GetSubscriptionAttributes',
  'sns:GetTopicAttributes',
  'sns:ListSubscriptionsByTopic',
] as const;

const subscribed = (): typeof import('../notification/subscribed') =>
  require('../notification/subscribed') as typeof import('../notification/subscribed');
const delivered = (): typeof import('../notification/delivered') =>
  require('../notification/delivered') as typeof import('../notification/delivered');

/** Items whose topics must reach somebody, how urgently, and the control that it settles. */
const audiences: readonly (readonly [ItemId, 'page' | 'ticket', ControlId?])[] = [
  // Among its alarms are those that can wait.
  ['MON11', 'ticket'],
  ['P0', 'page', 'P0.paged'],
  ['P1', 'page', 'P1.paged'],
  ['P2', 'ticket', 'P2.heard'],
  ['P3', 'ticket', 'P3.heard'],
  ['FINAL3', 'ticket'],
  ['CHAN3', 'ticket'],
];

const subscribedProbes = audiences.map(([item, urgency, control]): Probe => ({
  id: `${item}.subscribed`,
  title:
    urgency === 'page'
      ? 'Topic wakes whoever is on call, and every subscription to it is confirmed'
      : 'Topic tells a person, and every subscription to it is confirmed',
  severity: 'error',
  why: 'A subscription that nobody confirmed looks like the others in the template, and gets nothing: alarms fire, and no phone rings.',
  fix: 'Confirm the subscription from its mail or at the on-call service, or deploy it again to get a new request; take filters off.',
  docs: 'https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html',
  about: { of: 'proof', types },
  actions: subscriptions,
  ...(control && { decides: [control] }),
  ask: () => (urgency === 'page' ? subscribed().wakesSomebody : subscribed().tellsSomebody),
}));

/** Questions about topics that alarms notify. */
export const notificationProbes = probes(
  ...subscribedProbes,
  {
    id: 'MON11.delivered',
    title: 'Topic was notified when an alarm last tried',
    severity: 'error',
    why: 'A topic policy or key that forgets CloudWatch is noticed by nobody: the alarm turns red, and its history alone says that it could not publish.',
    fix: 'Let cloudwatch.amazonaws.com publish to the topic and use its key, then test: aws cloudwatch set-alarm-state --alarm-name NAME --state-value ALARM --state-reason test.',
    docs: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
    about: { of: 'proof', types, items: ['MON11', 'P0', 'P1', 'P2', 'P3', 'FINAL3', 'CHAN3'] },
    actions: ['cloudwatch:DescribeAlarms', 'cloudwatch:DescribeAlarmHistory'],
    ask: () => delivered().alarmsDelivered,
  },
  {
    id: 'MON11.arrived',
    title: 'Topic got its messages to all who subscribe',
    severity: 'warning',
    why: 'An on-call service whose key was changed refuses every page, and SNS gives up on it without telling.',
    fix: 'Look at the delivery status logs of the topic, renew the endpoint of the subscription, and publish a test message.',
    docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html',
    about: { of: 'proof', types, items: ['MON11', 'P0', 'P1', 'P2', 'P3', 'FINAL3', 'CHAN3'] },
    actions: ['cloudwatch:GetMetricData'],
    ask: () => delivered().messagesArrived,
  },
);
