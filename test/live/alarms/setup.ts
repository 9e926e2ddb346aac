import type {
  CompositeAlarm,
  GetMetricDataInput,
  GetMetricDataOutput,
  LogAlarm,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type { Answers } from '../service';

export const topicArn = 'arn:aws:sns:eu-west-1:123456789012:pager';
export const target = { type: 'AWS::CloudWatch::Alarm', id: 'ErrorRate' };

/** A time on the day of the tests, whose run is at noon. */
export const at = (time: string): Date => new Date(`2026-03-01T${time}:00Z`);

/** An alarm in good order. */
export const errorRate: MetricAlarm = {
  AlarmName: 'ErrorRate',
  AlarmArn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:ErrorRate',
  AlarmConfigurationUpdatedTimestamp: new Date('2026-02-01T00:00:00Z'),
  ActionsEnabled: true,
  AlarmActions: [topicArn],
  StateValue: 'OK',
  StateTransitionedTimestamp: at('08:00'),
  StateReason: 'Threshold Crossed: no datapoints were received',
  Namespace: 'AWS/ApplicationELB',
  MetricName: 'HTTPCode_Target_5XX_Count',
  Dimensions: [{ Name: 'LoadBalancer', Value: 'app/shop/1' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 5,
  DatapointsToAlarm: 3,
  Threshold: 10,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
};

/** A composite alarm in good order, which follows the alarm. */
export const outage: CompositeAlarm = {
  AlarmName: 'Outage',
  AlarmArn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:Outage',
  AlarmRule: 'ALARM("ErrorRate") OR ALARM(Latency)',
  ActionsEnabled: true,
  AlarmActions: [topicArn],
  StateValue: 'OK',
  StateTransitionedTimestamp: at('08:00'),
};

/** A log alarm in good order. */
export const logErrors: LogAlarm = {
  AlarmName: 'ErrorRate',
  ActionsEnabled: true,
  AlarmActions: [topicArn],
  StateValue: 'OK',
  StateTransitionedTimestamp: at('08:00'),
  ScheduledQueryConfiguration: {
    QueryString: 'fields @message',
    LogGroupIdentifiers: ['arn:aws:logs:eu-west-1:123456789012:log-group:/shop/web:*'],
    ScheduledQueryRoleARN: 'arn:aws:iam::123456789012:role/q',
    ScheduleConfiguration: { ScheduleExpression: 'rate(5 minutes)', StartTimeOffset: 300 },
    AggregationExpression: 'count(*)',
  },
};

/** Answers of CloudWatch about some alarms, whatever it is asked them by. */
export function alarms(...list: readonly (MetricAlarm | CompositeAlarm | LogAlarm)[]): Answers {
  return {
    'cloudwatch:DescribeAlarms': ({ AlarmNames, AlarmTypes = ['MetricAlarm'], ActionPrefix }) => {
      const asked = list.filter(({ AlarmName = '', AlarmActions = [] }) =>
        AlarmNames ? AlarmNames.includes(AlarmName) : !ActionPrefix || AlarmActions.includes(ActionPrefix),
      );
      const of = (type: (typeof AlarmTypes)[number]): typeof asked =>
        AlarmTypes.includes(type) ? asked.filter((alarm) => typeOf(alarm) === type) : [];
      return {
        MetricAlarms: of('MetricAlarm'),
        CompositeAlarms: of('CompositeAlarm'),
        LogAlarms: of('LogAlarm'),
      };
    },
  };
}

function typeOf(alarm: object): string {
  if ('AlarmRule' in alarm) return 'CompositeAlarm';
  return 'ScheduledQueryConfiguration' in alarm ? 'LogAlarm' : 'MetricAlarm';
}

/** Data of metrics by their names, or of expressions by their ids: the newest value, and when it was. */
export function data(values: Readonly<Record<string, readonly [value: number, time: string]>>): Answers {
  return {
    'cloudwatch:GetMetricData': (input: GetMetricDataInput): GetMetricDataOutput => ({
      MetricDataResults: (input.MetricDataQueries ?? []).map(({ Id, MetricStat }) => {
        const name = MetricStat?.Metric?.MetricName ?? Id ?? '';
        const newest = Object.hasOwn(values, name) ? values[name] : undefined;
        return {
          Id,
          StatusCode: 'Complete',
          Timestamps: newest ? [at(newest[1])] : [],
          Values: newest ? [newest[0]] : [],
        };
      }),
    }),
  };
}

/** A topic with a confirmed on-call service behind it. */
export const heard: Answers = {
  'sns:GetTopicAttributes': { Attributes: { TopicArn: topicArn } },
  'sns:ListSubscriptionsByTopic': {
    Subscriptions: [
      {
        SubscriptionArn: `${topicArn}:1`,
        Protocol: 'https',
        Endpoint: 'https://events.pagerduty.com/integration/secretkey/enqueue',
        TopicArn: topicArn,
      },
    ],
  },
  'sns:GetSubscriptionAttributes': { Attributes: { PendingConfirmation: 'false' } },
};

/** No mute rule is active. */
export const unmuted: Answers = { 'cloudwatch:ListAlarmMuteRules': { AlarmMuteRuleSummaries: [] } };

/** Requests come in, and none fails. */
export const traffic = data({ RequestCount: [1200, '11:58'] });

/** Nothing was published. */
export const nothing = data({});

/** What makes the alarm one of a target group. */
export const green: Partial<MetricAlarm> = {
  Dimensions: [
    { Name: 'TargetGroup', Value: 'targetgroup/green/9' },
    { Name: 'LoadBalancer', Value: 'app/shop/1' },
  ],
};
const groupArn = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/green/9';
/** Beginning of the ARNs of load balancers. */
export const balancerArn = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app';
/** The target group behind some load balancers. */
export const groups = (...LoadBalancerArns: string[]): Answers => ({
  'elasticloadbalancing:DescribeTargetGroups': {
    TargetGroups: [{ TargetGroupArn: groupArn, LoadBalancerArns }],
  },
});
/** Data of the load balancer, and none of its target groups. */
export const balancerAlone: Answers = {
  'cloudwatch:GetMetricData': ({ MetricDataQueries = [] }) => ({
    MetricDataResults: MetricDataQueries.map(({ Id, MetricStat }) => {
      const { MetricName, Dimensions = [] } = MetricStat?.Metric ?? {};
      const has = MetricName === 'RequestCount' && Dimensions.length === 1;
      return { Id, StatusCode: 'Complete', Timestamps: has ? [at('11:58')] : [], Values: has ? [9] : [] };
    }),
  }),
};
