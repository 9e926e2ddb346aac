import type { CompositeAlarm, MetricAlarm, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { alarmProbes } from '../../../lib/live/probes/alarms';
import { testProbes, type ProbeCases } from '../asking';
import { serviceError, type Answers } from '../service';
import {
  alarms,
  at,
  balancerAlone,
  balancerArn,
  data,
  errorRate,
  green,
  groups,
  heard,
  logErrors,
  nothing,
  outage,
  target,
  topicArn,
  traffic,
  unmuted,
} from './setup';

/** The alarm with something changed, in an account that is else in good order. */
const having = (changes: Partial<MetricAlarm>, ...others: readonly Answers[]): Answers =>
  Object.assign({}, alarms({ ...errorRate, ...changes }), traffic, heard, unmuted, ...others) as Answers;
const under = (
  composite: Partial<CompositeAlarm>,
  changes: Partial<MetricAlarm> = { AlarmActions: [] },
): Answers => ({
  ...having({}),
  ...alarms({ ...errorRate, ...changes }, { ...outage, ...composite }),
});
const math = (...Metrics: readonly MetricDataQuery[]): Partial<MetricAlarm> => ({
  Namespace: undefined,
  MetricName: undefined,
  Statistic: undefined,
  Period: undefined,
  Dimensions: undefined,
  Metrics: [...Metrics],
});
const stat = (Id: string, MetricName: string, Namespace = 'AWS/ApplicationELB'): MetricDataQuery => ({
  Id,
  ReturnData: false,
  MetricStat: {
    Metric: { Namespace, MetricName, Dimensions: [{ Name: 'LoadBalancer', Value: 'app/shop/1' }] },
    Period: 60,
    Stat: 'Sum',
  },
});
const rate: MetricDataQuery = { Id: 'rate', Expression: '100 * FILL(e, 0) / r' };
const subscribed = (...subscriptions: readonly object[]): Answers => ({
  'sns:ListSubscriptionsByTopic': { Subscriptions: [...subscriptions] },
});
const https = {
  SubscriptionArn: `${topicArn}:1`,
  Protocol: 'https',
  Endpoint: 'https://events.pagerduty.com/integration/secretkey/enqueue',
};
const ours = { Namespace: 'Shop', MetricName: 'PaymentsFailed', Dimensions: [] };
const silence =
  'HTTPCode_Target_5XX_Count has no data in the last 24 hours, as is good, while RequestCount of the same resource has data until 11:58 UTC';
const okay = 'ErrorRate is OK since 08:00 UTC';
const tells = 'ErrorRate acts; topic pager has a confirmed https subscription to events.pagerduty.com';

const noTraffic = 'AWS/ApplicationELB HTTPCode_Target_5XX_Count has no data in the last 24 hours';

const watching: ProbeCases = {
  target,
  pass: [
    {
      name: 'errors that did not happen, while requests come in',
      answers: having({}),
      message: `${silence}; ${okay}`,
    },
    {
      name: 'errors that did',
      answers: having({}, data({ HTTPCode_Target_5XX_Count: [3, '11:40'] })),
      message: `HTTPCode_Target_5XX_Count was 3 at 11:40 UTC; ${okay}`,
    },
    {
      name: 'an alarm by its ARN',
      target: { id: errorRate.AlarmArn },
      answers: having({}),
      message: `${silence}; ${okay}`,
    },
    {
      name: 'an alarm that fires, by data',
      answers: having({ StateValue: 'ALARM' }, data({ HTTPCode_Target_5XX_Count: [31, '11:59'] })),
      message: 'HTTPCode_Target_5XX_Count was 31 at 11:59 UTC; ErrorRate is in ALARM since 08:00 UTC',
    },
    {
      name: 'metric math, every member of which has data',
      answers: having(math(stat('e', 'HTTPCode_Target_5XX_Count'), stat('r', 'RequestCount'), rate)),
      message: `${silence}; RequestCount was 1200 at 11:58 UTC; ${okay}`,
    },
    {
      name: 'a query of Metrics Insights that finds data',
      answers: having(
        math({ Id: 'q', Expression: 'SELECT SUM(Errors) FROM "Shop"', Period: 60 }),
        data({ q: [0, '11:59'] }),
      ),
      message: `its query finds data; ${okay}`,
    },
    {
      name: 'a band, which is no data of its own',
      answers: having(
        {
          ...math(
            { ...stat('r', 'RequestCount'), ReturnData: true },
            { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(r, 2)', ReturnData: true },
          ),
          ThresholdMetricId: 'band',
          ComparisonOperator: 'GreaterThanUpperThreshold',
        },
        traffic,
      ),
      message: `RequestCount was 1200 at 11:58 UTC; ${okay}`,
    },
    {
      name: 'what happens seldom, and was published in the last two weeks',
      answers: having(ours, nothing, {
        'cloudwatch:ListMetrics': { Metrics: [{ Namespace: 'Shop', MetricName: 'PaymentsFailed' }] },
      }),
      message: `Shop PaymentsFailed counts what seldom happens: it has data in the last two weeks, and none in the last 24 hours; ${okay}`,
    },
    {
      name: 'no data, where errors count as missing and requests come in',
      answers: having({ StateValue: 'INSUFFICIENT_DATA', TreatMissingData: 'missing' }),
      message: `${silence}; ErrorRate is INSUFFICIENT_DATA since 08:00 UTC, as what it counts did not happen`,
    },
    {
      name: 'the idle target group of a blue/green deployment',
      answers: having(green, balancerAlone, groups(`${balancerArn}/shop/1`)),
      message: `HTTPCode_Target_5XX_Count has no data in the last 24 hours, as target group green is idle, while RequestCount of shop has data until 11:58 UTC; ${okay}`,
    },
    {
      name: 'the idle target group of CodeDeploy, which is behind nothing',
      answers: having(green, balancerAlone, groups()),
      message: `HTTPCode_Target_5XX_Count has no data in the last 24 hours, as target group green is idle, while RequestCount of shop has data until 11:58 UTC; ${okay}`,
    },
    {
      name: 'a composite alarm whose alarms have data',
      target: { type: 'AWS::CloudWatch::CompositeAlarm', id: 'Outage' },
      answers: { ...having({}), ...alarms(errorRate, { ...errorRate, AlarmName: 'Latency' }, outage) },
      message: `${silence}; Outage is OK since 08:00 UTC`,
    },
    {
      name: 'a log alarm to whose logs events come in',
      target: { type: 'AWS::CloudWatch::LogAlarm' },
      answers: { ...alarms(logErrors), ...data({ IncomingLogEvents: [10, '11:55'] }) },
      message: `events come in to /shop/web; ${okay}`,
    },
    {
      name: 'a PromQL alarm that fires, so that its query finds series',
      answers: having({
        ...math(),
        EvaluationCriteria: { PromQLCriteria: { Query: 'up == 0' } },
        StateValue: 'ALARM',
      }),
      message: 'its PromQL query finds data; ErrorRate is in ALARM since 08:00 UTC',
    },
    {
      name: 'data on the second page',
      answers: having(
        { MetricName: 'HealthyHostCount' },
        {
          'cloudwatch:GetMetricData': ({ NextToken }) =>
            NextToken === undefined
              ? { NextToken: 'more', MetricDataResults: [{ Id: 'm', StatusCode: 'PartialData' as const }] }
              : {
                  MetricDataResults: [
                    { Id: 'm', StatusCode: 'Complete' as const, Timestamps: [at('11:59')], Values: [2] },
                  ],
                },
        },
      ),
      message: `HealthyHostCount was 2 at 11:59 UTC; ${okay}`,
    },
  ],
  fail: [
    {
      name: 'an alarm that is not there',
      answers: alarms(),
      message: 'alarm ErrorRate does not exist in eu-west-1, expected it as the template has it',
    },
    {
      name: 'OK without data of a metric that is always reported',
      answers: having({
        Namespace: 'AWS/ECS',
        MetricName: 'CPUUtilization',
        Dimensions: [
          { Name: 'ClusterName', Value: 'shop' },
          { Name: 'ServiceName', Value: 'web' },
        ],
      }),
      message:
        'AWS/ECS CPUUtilization has no data in the last 24 hours, expected some: nothing publishes it for ClusterName=shop, ServiceName=web',
    },
    {
      name: 'a target group that is gone',
      answers: having(green, balancerAlone, {
        'elasticloadbalancing:DescribeTargetGroups': serviceError('TargetGroupNotFound', 'no', 400),
      }),
      message: `${noTraffic}: targetgroup/green/9 does not exist, expected the target group that is deployed`,
    },
    {
      name: 'a target group of the same name that was made anew',
      answers: having(
        {
          ...green,
          Dimensions: [
            { Name: 'TargetGroup', Value: 'targetgroup/green/1' },
            { Name: 'LoadBalancer', Value: 'app/shop/1' },
          ],
        },
        balancerAlone,
        groups(),
      ),
      message: `${noTraffic}: targetgroup/green/1 does not exist, expected the target group that is deployed`,
    },
    {
      name: 'a target group of another load balancer',
      answers: having(green, balancerAlone, groups(`${balancerArn}/admin/2`)),
      message: `${noTraffic}: targetgroup/green/9 is behind admin, expected it behind shop`,
    },
    {
      name: 'OK without data of a metric of our own that is no count',
      answers: having({ ...ours, Statistic: undefined, ExtendedStatistic: 'p95' }),
      message: 'Shop PaymentsFailed has no data in the last 24 hours, expected some: nothing publishes it',
    },
    {
      name: 'a metric that is misspelt',
      answers: having({ MetricName: 'TargetResponceTime', Statistic: undefined, ExtendedStatistic: 'p95' }),
      message:
        'AWS/ApplicationELB TargetResponceTime has no data in the last 24 hours, expected some: nothing publishes it for LoadBalancer=app/shop/1',
    },
    {
      name: 'without data, where silence is a bad sign',
      answers: having({ ...ours, TreatMissingData: 'breaching', StateValue: 'ALARM' }),
      message: 'Shop PaymentsFailed has no data in the last 24 hours, expected some: nothing publishes it',
    },
    {
      name: 'no state in spite of data',
      answers: having({
        StateValue: 'INSUFFICIENT_DATA',
        MetricName: 'RequestCount',
        StateReason: 'Insufficient Data:\n 1 datapoint was unknown.',
      }),
      message:
        'ErrorRate is INSUFFICIENT_DATA since 08:00 UTC (Insufficient Data: 1 datapoint was unknown.), expected OK or ALARM',
    },
    {
      name: 'a query of Metrics Insights that finds nothing',
      answers: having({
        ...math({ Id: 'q', Expression: 'SELECT AVG(CPU) FROM "Shop"', Period: 60 }),
        ComparisonOperator: 'LessThanThreshold',
      }),
      message: 'its Metrics Insights query finds no data in the last 24 hours, expected some',
    },
    {
      name: 'a definition that CloudWatch cannot evaluate',
      answers: having({ EvaluationState: 'EVALUATION_ERROR', StateReason: 'Invalid query' }),
      message: 'CloudWatch cannot evaluate ErrorRate (Invalid query), expected a definition without errors',
    },
    {
      name: 'an evaluation on a part of the data',
      answers: having({ EvaluationState: 'PARTIAL_DATA', StateReason: undefined }),
      message: 'ErrorRate is evaluated on a part of its data, expected all of it',
    },
    {
      name: 'a composite alarm that reads an alarm which is gone',
      target: { id: 'Outage' },
      answers: { ...having({}), ...alarms(errorRate, outage) },
      message: 'Outage reads Latency, which does not exist in eu-west-1, expected an alarm',
    },
    {
      name: 'a composite alarm that was switched off',
      target: { id: 'Outage' },
      answers: alarms({ ...outage, AlarmRule: 'FALSE' }),
      message: 'the AlarmRule of Outage reads no alarm (FALSE), expected it to read some',
    },
  ],
  unknown: [
    {
      name: 'no requests came in',
      answers: having({ MetricName: 'RequestCount' }, data({ HealthyHostCount: [3, '11:59'] })),
      message:
        'AWS/ApplicationELB RequestCount has no data in the last 24 hours, while HealthyHostCount of the same resource has data until 11:59 UTC; send requests or messages, and ask again',
    },
    {
      name: 'nothing at all came in',
      answers: having({ MetricName: 'RequestCount' }, nothing),
      message:
        'AWS/ApplicationELB RequestCount has no data in the last 24 hours, and neither has anything else for LoadBalancer=app/shop/1; check that app/shop/1 exists, use it once, and ask again',
    },
    {
      name: 'no errors, and nothing else that would show',
      answers: having({}, nothing),
      message:
        'AWS/ApplicationELB HTTPCode_Target_5XX_Count has no data in the last 24 hours, and neither has anything else for LoadBalancer=app/shop/1; check that app/shop/1 exists, use it once, and ask again',
    },
    {
      name: 'an idle target group of an idle load balancer',
      answers: having(green, nothing, groups()),
      message: `${noTraffic}, and neither has anything else of shop; send requests, and ask again`,
    },
    {
      name: 'a dead-letter queue, of which nothing is reported',
      answers: having(
        {
          Namespace: 'AWS/SQS',
          MetricName: 'ApproximateNumberOfMessagesVisible',
          Dimensions: [{ Name: 'QueueName', Value: 'mails-dead' }],
        },
        nothing,
      ),
      message:
        'AWS/SQS ApproximateNumberOfMessagesVisible has no data in the last 24 hours, and neither has anything else for QueueName=mails-dead; SQS reports nothing of a queue that nobody touches for six hours: look into mails-dead (aws sqs receive-message), and ask again a quarter of an hour later',
    },
    {
      name: 'a count of our own that nobody publishes',
      answers: having(ours, nothing, {
        'cloudwatch:ListMetrics': {
          Metrics: [
            { Namespace: 'Shop', MetricName: 'PaymentsFailed', Dimensions: [{ Name: 'A', Value: 'b' }] },
          ],
        },
      }),
      message:
        'Shop PaymentsFailed has no data in the last 24 hours, nor in the last two weeks: an alarm on a metric that does not exist is OK for ever; let one such event happen, or publish 0, and ask again',
    },
    {
      name: 'data that CloudWatch does not give',
      answers: having(
        {},
        {
          'cloudwatch:GetMetricData': { MetricDataResults: [{ Id: 'm', StatusCode: 'Forbidden' }] },
        },
      ),
      message:
        'whether AWS/ApplicationELB HTTPCode_Target_5XX_Count has data is not known (Forbidden); ask again',
    },
    {
      name: 'data that may not be all',
      answers: having({}, { 'cloudwatch:GetMetricData': { MetricDataResults: [{ Id: 'm' }] } }),
      message:
        'whether AWS/ApplicationELB HTTPCode_Target_5XX_Count has data is not known (no status); ask again',
    },
    {
      name: 'data that CloudWatch says nothing of',
      answers: having({}, { 'cloudwatch:GetMetricData': {} }),
      message:
        'whether AWS/ApplicationELB HTTPCode_Target_5XX_Count has data is not known (no answer); ask again',
    },
    {
      name: 'a metric of another account',
      answers: having(math({ ...stat('m', 'Orders', 'Shop'), ReturnData: true, AccountId: '210987654321' })),
      message: 'Orders is of account 210987654321; ask there whether it has data',
    },
    {
      name: 'a query of Metrics Insights for errors that finds none',
      answers: having(math({ Id: 'q', Expression: 'SELECT SUM(Errors) FROM "Shop"', Period: 60 })),
      message:
        'its Metrics Insights query finds no data in the last 24 hours; run it in the console to see whether it names metrics that exist',
    },
    {
      name: 'a PromQL alarm that is OK',
      answers: having({ ...math(), EvaluationCriteria: { PromQLCriteria: { Query: 'up == 0' } } }),
      message: 'whether the PromQL query of ErrorRate finds data cannot be asked here; run it in the console',
    },
    {
      name: 'an alarm of a kind that is not known',
      answers: having(math()),
      message: 'CloudWatch does not say what ErrorRate reads; look at it in the console',
    },
    {
      name: 'a log alarm to whose logs nothing came in',
      answers: { ...alarms(logErrors), ...nothing },
      message:
        'no event came in to /shop/web in the last 24 hours, so nothing shows that its query finds any; send requests, and ask again',
    },
    {
      name: 'a log alarm that does not say what it queries',
      answers: alarms({ ...logErrors, ScheduledQueryConfiguration: undefined }),
      message: 'CloudWatch does not say which logs it queries; look at it in the console',
    },
    {
      name: 'a rule that cannot be read',
      target: { id: 'Outage' },
      answers: alarms({ ...outage, AlarmRule: 'ALARM(a' }),
      message: 'the AlarmRule of Outage cannot be read; look at it in the console',
    },
    {
      name: 'a change a minute ago',
      answers: having({
        StateValue: 'INSUFFICIENT_DATA',
        MetricName: 'RequestCount',
        AlarmConfigurationUpdatedTimestamp: at('11:59'),
      }),
      message:
        'ErrorRate was changed at 11:59 UTC and has not been evaluated since; ask again after 12:09 UTC',
    },
    {
      name: 'a warm-up',
      answers: having({
        StateValue: 'INSUFFICIENT_DATA',
        AlarmConfigurationUpdatedTimestamp: at('11:30'),
        WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 60 },
      }),
      message:
        'ErrorRate was changed at 11:30 UTC and has not been evaluated since; ask again after 12:35 UTC',
    },
    {
      name: 'trouble of CloudWatch',
      answers: having({ EvaluationState: 'EVALUATION_FAILURE' }),
      message: 'CloudWatch has trouble evaluating ErrorRate just now; ask again',
    },
    {
      name: 'an evaluation state that is new',
      answers: having({ EvaluationState: 'PAUSED' as never }),
      message: 'ErrorRate is in PAUSED; look at it in the console',
    },
    {
      name: 'no state',
      answers: having({ StateValue: undefined }),
      message: 'CloudWatch does not say in which state ErrorRate is; ask again',
    },
    {
      name: 'no state and no data',
      answers: having(
        { StateValue: 'INSUFFICIENT_DATA', StateReason: undefined, MetricName: 'RequestCount' },
        nothing,
      ),
      message:
        'AWS/ApplicationELB RequestCount has no data in the last 24 hours, and neither has anything else for LoadBalancer=app/shop/1; check that app/shop/1 exists, use it once, and ask again; ErrorRate is INSUFFICIENT_DATA since 08:00 UTC',
    },
  ],
};

const working: ProbeCases = {
  target,
  pass: [
    {
      name: 'the idle target group of a blue/green deployment',
      answers: having(green, balancerAlone, groups()),
      message: `HTTPCode_Target_5XX_Count has no data in the last 24 hours, as target group green is idle, while RequestCount of shop has data until 11:58 UTC; ${okay}; ${tells}`,
    },
    { name: 'an alarm that pages', answers: having({}), message: `${silence}; ${okay}; ${tells}` },
    {
      name: 'a composite alarm above that pages',
      answers: under({}),
      message: `${silence}; ${okay}; Outage acts; topic pager has a confirmed https subscription to events.pagerduty.com`,
    },
    {
      name: 'a composite alarm above that pages, where its own action is off',
      answers: under({}, { ActionsEnabled: false }),
      message: `${silence}; ${okay}; Outage acts; topic pager has a confirmed https subscription to events.pagerduty.com`,
    },
    {
      name: 'a composite alarm that pages above one that does not',
      answers: {
        ...having({}),
        ...alarms(
          { ...errorRate, AlarmActions: [] },
          { ...outage, AlarmName: 'Shop', AlarmActions: [] },
          { ...outage, AlarmRule: 'ALARM(Shop)' },
        ),
      },
      message: `${silence}; ${okay}; Outage acts; topic pager has a confirmed https subscription to events.pagerduty.com`,
    },
    {
      name: 'an alarm that only keeps a composite alarm quiet',
      answers: under({ AlarmRule: 'ALARM(Latency) AND NOT ALARM(ErrorRate)' }),
      message: `${silence}; ${okay}; ErrorRate is read by Outage`,
    },
    {
      name: 'an alarm that suppresses what a composite alarm does',
      answers: under({ AlarmRule: 'ALARM(Latency)', ActionsSuppressor: errorRate.AlarmArn }),
      message: `${silence}; ${okay}; ErrorRate is read by Outage`,
    },
    {
      name: 'a region that does not know mute rules',
      answers: having({}, { 'cloudwatch:ListAlarmMuteRules': serviceError('UnknownOperationException') }),
      message: `${silence}; ${okay}; ${tells}`,
    },
    {
      name: 'a count that may be empty',
      answers: having(ours, nothing, {
        'cloudwatch:ListMetrics': { Metrics: [{ Namespace: 'Shop', MetricName: 'PaymentsFailed' }] },
      }),
      message: `Shop PaymentsFailed counts what seldom happens: it has data in the last two weeks, and none in the last 24 hours; ${okay}; ${tells}`,
    },
  ],
  fail: [
    {
      name: 'actions that are off',
      answers: having({ ActionsEnabled: false }),
      message: 'the actions of ErrorRate are disabled, expected them to be enabled',
    },
    {
      name: 'no action',
      answers: having({ AlarmActions: [] }),
      message: 'ErrorRate does nothing when it goes into ALARM, expected an action that tells somebody',
    },
    {
      name: 'an action only when it is OK again',
      answers: having({ AlarmActions: undefined, OKActions: [topicArn] }),
      message: 'ErrorRate does nothing when it goes into ALARM, expected an action that tells somebody',
    },
    {
      name: 'an action that scales',
      answers: having({
        AlarmActions: [
          'arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:1:autoScalingGroupName/a:policyName/p',
        ],
      }),
      message:
        'ErrorRate triggers autoscaling when it goes into ALARM, which tells nobody, expected an action that tells somebody',
    },
    {
      name: 'a composite alarm above that does nothing',
      answers: under({ ActionsEnabled: false }),
      message: 'the actions of Outage are disabled, expected them to be enabled',
    },
    {
      name: 'composite alarms that depend on each other, and do nothing',
      answers: {
        ...having({}),
        ...alarms(
          { ...errorRate, AlarmActions: [] },
          { ...outage, AlarmActions: [], AlarmRule: 'ALARM(ErrorRate) OR ALARM(Shop)' },
          { ...outage, AlarmName: 'Shop', AlarmActions: [], AlarmRule: 'ALARM(Outage)' },
        ),
      },
      message: 'Shop does nothing when it goes into ALARM, expected an action that tells somebody',
    },
    {
      name: 'a mute rule',
      answers: having(
        {},
        {
          'cloudwatch:ListAlarmMuteRules': {
            AlarmMuteRuleSummaries: [
              {
                AlarmMuteRuleArn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm-mute-rule:deployment',
                Status: 'ACTIVE',
                ExpireDate: new Date('2026-03-02T04:00:00Z'),
              },
            ],
          },
        },
      ),
      message:
        'ErrorRate is muted by deployment (which expires at 2026-03-02 04:00 UTC), expected it to be heard',
    },
    {
      name: 'a composite alarm that is suppressed',
      answers: under({
        ActionsSuppressor: 'Maintenance',
        ActionsSuppressedBy: 'Alarm',
        ActionsSuppressedReason: 'Maintenance is in ALARM',
      }),
      message:
        'the actions of Outage are suppressed by Maintenance: Maintenance is in ALARM, expected it to be heard',
    },
    {
      name: 'a composite alarm that would be suppressed',
      answers: {
        ...under({}),
        ...alarms(
          { ...errorRate, AlarmActions: [] },
          { ...outage, ActionsSuppressor: 'Maintenance' },
          { ...errorRate, AlarmName: 'Maintenance', StateValue: 'ALARM' },
        ),
      },
      message: 'Maintenance is in ALARM and suppresses what Outage does, expected it to be heard',
    },
    {
      name: 'a topic that is gone',
      answers: having({}, { 'sns:GetTopicAttributes': serviceError('NotFound', 'no topic', 404) }),
      message: 'topic pager does not exist in eu-west-1, expected it to',
    },
    {
      name: 'a topic to which nobody subscribes',
      answers: having({}, subscribed()),
      message: 'nobody subscribes to topic pager, expected somebody',
    },
    {
      name: 'a subscription that awaits confirmation, whose address is not told',
      answers: having({}, subscribed({ ...https, SubscriptionArn: 'PendingConfirmation' })),
      message:
        'the https subscription to events.pagerduty.com of topic pager awaits confirmation, expected it to be confirmed',
    },
    {
      name: 'a topic with a key that CloudWatch may not use',
      answers: having({}, { 'sns:GetTopicAttributes': { Attributes: { KmsMasterKeyId: 'alias/aws/sns' } } }),
      message:
        'topic pager is encrypted with alias/aws/sns, which CloudWatch may not use, expected a key of your own that lets it',
    },
    {
      name: 'no data, though a call is denied',
      answers: having(
        { Namespace: 'AWS/ECS', Dimensions: [] },
        {
          'cloudwatch:ListAlarmMuteRules': serviceError('AccessDenied', 'no', 403),
        },
      ),
      message:
        'AWS/ECS HTTPCode_Target_5XX_Count has no data in the last 24 hours, expected some: nothing publishes it',
    },
  ],
  unknown: [
    {
      name: 'a composite alarm whose rule cannot be read',
      answers: under({ AlarmRule: 'SOON(ErrorRate)' }),
      message: 'the AlarmRule of Outage cannot be read; look at it in the console',
    },
    {
      name: 'a composite alarm that asks for more than this one',
      answers: under({ AlarmRule: 'ALARM(Latency) AND ALARM(ErrorRate)' }),
      message:
        'Outage stays OK when ErrorRate alone is in ALARM, and nothing else tells of it; check whether that is meant',
    },
    {
      name: 'an alarm that runs code',
      answers: having({ AlarmActions: ['arn:aws:lambda:eu-west-1:123456789012:function:page'] }),
      message:
        'ErrorRate triggers lambda, and whether that tells a person is not known; test it with aws cloudwatch set-alarm-state',
    },
    {
      name: 'actions of which CloudWatch says nothing',
      answers: having({ ActionsEnabled: undefined }),
      message: 'CloudWatch does not say whether the actions of ErrorRate are enabled; ask again',
    },
    {
      name: 'a subscription that filters by the text of messages',
      answers: having(
        {},
        {
          'sns:GetSubscriptionAttributes': {
            Attributes: {
              PendingConfirmation: 'false',
              FilterPolicy: '{"AlarmName":["a"]}',
              FilterPolicyScope: 'MessageBody',
            },
          },
        },
      ),
      message:
        'nobody may hear from topic pager: the https subscription to events.pagerduty.com filters messages by their text; send a test with aws cloudwatch set-alarm-state',
    },
  ],
};

const table = { 'MON4.working': working, 'TRIG1.working': watching };
testProbes(
  alarmProbes.filter(({ id }) => Object.hasOwn(table, id)),
  table,
);

test('alarms of every item are asked in the same ways', () => {
  const byId = new Map(alarmProbes.map((probe) => [probe.id as string, probe]));
  for (const probe of alarmProbes.filter(({ id }) => /[.](working|data)$/.test(id))) {
    const same = byId.get(/^(TRIG|MON2)/.test(probe.id) ? 'TRIG1.working' : 'MON4.working');
    expect([probe.id, probe.ask(), probe.actions]).toEqual([probe.id, same?.ask(), same?.actions]);
  }
});
