import type { ItemId } from '../../checklist';
import type { Ask, Probe } from '../probe';
import { probes } from '../probe';

/** Types of alarms. */
const types = [
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::LogAlarm',
] as const;

const guide = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring';

const reading = [
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetMetricData',
  'cloudwatch:ListMetrics',
  'elasticloadbalancing:DescribeTargetGroups',
] as const;
const telling = [
  'cloudwatch:ListAlarmMuteRules',
  'sns:GetSubscriptionAttributes',
  'sns:GetTopicAttributes',
  'sns:ListSubscriptionsByTopic',
] as const;

const works = (): typeof import('../alarms/works') =>
  require('../alarms/works') as typeof import('../alarms/works');
const quiet = (): typeof import('../alarms/quiet') =>
  require('../alarms/quiet') as typeof import('../alarms/quiet');
const overnight = (): Ask =>
  (require('../alarms/overnight') as typeof import('../alarms/overnight')).firedOvernight;

/** Items whose alarms people must hear, and what such an alarm is about. */
const heard: readonly (readonly [ItemId, string])[] = [
  ['MON4', 'the error rate'],
  ['MON5', 'the response time'],
  ['MON6', 'connections to the database'],
  ['MON7', 'memory and CPU'],
  ['MON8', 'background jobs'],
  ['MON9', 'payments'],
  ['MOSEC3', 'certificates'],
  ['HEALTH1', 'the error budget'],
  ['HEALTH3', 'the error rate of an hour'],
  ['P0', 'a P0 incident'],
  ['P1', 'a P1 incident'],
  ['P2', 'a P2 incident'],
  ['P3', 'a P3 incident'],
];

const workingProbes = heard.map(([item, subject]): Probe => ({
  id: `${item}.working`,
  title: `Alarm on ${subject} reads data, and is heard when it fires`,
  severity: 'error',
  why: 'An alarm on a metric that nothing publishes is OK for ever, and one that is muted or notifies an unconfirmed address fires unheard: the outage is found by a customer.',
  fix: 'Take the metric of what is deployed, enable the actions (aws cloudwatch enable-alarm-actions --alarm-names NAME), end mute rules, and let every subscriber of the topic confirm.',
  docs: `${guide}/alarms-and-missing-data.html`,
  about: { of: 'proof', types },
  actions: [...reading, ...telling],
  ask: () => works().watchesAndIsHeard,
}));

/** INC1 is what all alarms for people are for. */
const detection: Probe = {
  id: 'INC1.working',
  title: 'Alarm for people reads data, and is heard when it fires',
  severity: 'error',
  why: 'An incident that no alarm tells of begins when the first customer complains, and is as long as the night.',
  fix: 'Take the metric of what is deployed, enable the actions (aws cloudwatch enable-alarm-actions --alarm-names NAME), end mute rules, and let every subscriber of the topic confirm.',
  docs: `${guide}/alarms-and-missing-data.html`,
  about: { of: 'proof', types, items: ['MON11'] },
  actions: [...reading, ...telling],
  ask: () => works().watchesAndIsHeard,
};

/** Rollback triggers, and what their alarms are about. */
const triggers: readonly (readonly [ItemId, string])[] = [
  ['TRIG1', 'the error rate'],
  ['TRIG2', 'the response time'],
  ['TRIG3', 'connections to the database'],
  ['TRIG4', 'payments'],
  ['TRIG5', 'the integrity of data'],
];

const triggerProbes = triggers.flatMap(([item, subject]): readonly Probe[] => [
  {
    id: `${item}.working`,
    title: `Alarm on ${subject} that takes deployments back reads data`,
    severity: 'error',
    why: 'An alarm without data lets every version pass, the broken one too.',
    fix: 'Take the metrics of the target groups, database or service that are deployed, and deploy the alarm again.',
    docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
    about: { of: 'proof', types },
    actions: reading,
    ask: () => works().watches,
  },
  {
    id: `${item}.met`,
    title: `Alarm on ${subject} that takes deployments back is quiet`,
    severity: 'error',
    why: 'Every minute that a broken version stays costs customers; the checklist has it rolled back at once.',
    fix: 'Roll back: aws ecs stop-service-deployment --stop-type ROLLBACK, or stop the deployment in CodeDeploy with a rollback.',
    docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
    about: { of: 'proof', types },
    actions: [...reading, 'cloudwatch:DescribeAlarmHistory'],
    rollback: true,
    ask: () => quiet().asksForNoRollback,
  },
]);

/** Items that ask how things are now, what of, and the items whose alarms tell. */
const watched: readonly (readonly [ItemId, string, readonly ItemId[]])[] = [
  ['POST2', 'connections to the database', ['MON6']],
  ['LIVE3', 'the error rate', ['MON4']],
  ['LIVE4', 'response times', ['MON5']],
  ['WATCH1', 'the error rate', ['MON4']],
  ['WATCH2', 'response times', ['MON5']],
  ['WATCH4', 'the database', ['MON6']],
  ['WATCH5', 'memory and CPU', ['MON7']],
  ['STAB1', 'the system', ['MON4', 'MON5', 'MON6', 'MON7']],
];

const quietProbes = watched.map(([item, subject, items]): Probe => ({
  id: `${item}.quiet`,
  title: `Alarm on ${subject} is OK by data of the last quarter of an hour`,
  severity: 'error',
  why: 'After a launch things break by the minute, and a green light that nobody feeds shows green for all of them.',
  fix: 'Look at the metric of the alarm and mend what it shows; where it has no data, see that requests come in.',
  docs: `${guide}/alarm-evaluation.html`,
  about: { of: 'proof', types, items },
  actions: reading,
  ask: () => quiet().isQuietNow,
}));

/** Questions about alarms. */
export const alarmProbes = probes(
  ...workingProbes,
  detection,
  ...triggerProbes,
  ...quietProbes,
  {
    id: 'MON2.data',
    title: 'Alarm reads metrics that have data',
    severity: 'error',
    why: 'An alarm on a metric that never has data stays OK or without data for ever, whatever breaks.',
    fix: 'Compare the dimensions of the alarm with aws cloudwatch list-metrics, and take the metric from the construct that it is about.',
    docs: `${guide}/viewing_metrics_with_cloudwatch.html`,
    about: { of: 'proof', types },
    actions: reading,
    decides: ['MON2.published'],
    ask: () => works().watches,
  },
  {
    id: 'POST5.green',
    title: 'Alarm is out of ALARM, has data, and is not muted',
    severity: 'error',
    why: 'A wall without red squares is no good news while a dozen alarms have no data, or were muted for the deployment and forgotten.',
    fix: 'Mend what is in ALARM, find out why data is missing, and end the mute rules of the deployment (aws cloudwatch delete-alarm-mute-rule).',
    docs: `${guide}/alarm-mute-rules.html`,
    about: { of: 'every', types },
    actions: [...reading, 'cloudwatch:ListAlarmMuteRules'],
    ask: () => quiet().isGreen,
  },
  {
    id: 'ROLL5.stable',
    title: 'Alarm has been quiet for half an hour',
    severity: 'error',
    why: 'A rollback that did not help shows within minutes, when everybody has gone back to bed.',
    fix: 'Mend what the alarm shows, and watch for half an hour more.',
    docs: `${guide}/alarm-evaluation.html`,
    about: { of: 'proof', types, items: ['MON4', 'MON5', 'MON6', 'MON7'] },
    actions: [...reading, 'cloudwatch:DescribeAlarmHistory'],
    ask: () => quiet().isStable,
  },
  {
    id: 'MORN1.overnight',
    title: 'Alarm tells how often it fired overnight',
    severity: 'warning',
    why: 'What fires at four and is OK at nine comes back the next night, and longer.',
    fix: 'Look into each time that it fired, and mend its cause or the alarm.',
    docs: `${guide}/cloudwatch-and-eventbridge.html`,
    about: { of: 'every', types },
    actions: ['cloudwatch:DescribeAlarms', 'cloudwatch:DescribeAlarmHistory'],
    ask: overnight,
  },
);
