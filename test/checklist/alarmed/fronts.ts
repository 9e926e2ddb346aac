import { type App, Stack } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Alarm, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { att, balancer, forward, listener, ref, resource, targetGroup } from '../serving/resources';
import { elb, errorRate, metric, ofGroup, onMetric, shop } from './alarms';

/** A distribution in front of the load balancer `Alb`, which admits nobody else. */
const locked: JsonObject = {
  ...shop,
  Group: resource('EC2::SecurityGroup', {
    SecurityGroupIngress: [{ IpProtocol: 'tcp', SourcePrefixListId: 'pl-4fa04526' }],
  }),
  Alb: balancer({ SecurityGroups: [ref('Group')] }),
  Cdn: resource('CloudFront::Distribution', {
    DistributionConfig: {
      Enabled: true,
      Origins: [{ Id: 'a', DomainName: att('Alb', 'DNSName'), CustomOriginConfig: {} }],
    },
  }),
};

/** The same load balancer, which others can reach as well. */
const open: JsonObject = { ...locked, Alb: balancer() };

/** A network load balancer with fixed addresses in front of the load balancer `Alb`, which is internal. */
const fixedAddresses: JsonObject = {
  ...shop,
  Alb: balancer({ Scheme: 'internal' }),
  Nlb: balancer({ Type: 'network' }),
  Addresses: listener({ LoadBalancerArn: ref('Nlb'), DefaultActions: [forward(ref('Through'))] }),
  Through: targetGroup({ TargetType: 'alb', Targets: [{ Id: ref('Alb') }] }),
};

const outage = onMetric(elb('HealthyHostCount', ofGroup('Targets')), {
  Statistic: 'Minimum',
  ComparisonOperator: 'LessThanThreshold',
  Threshold: 1,
  TreatMissingData: 'breaching',
});
const slow = onMetric(elb('TargetResponseTime'), { ExtendedStatistic: 'p95', Threshold: 0.5 });
const ofCdn = onMetric(
  metric('AWS/CloudFront', '5xxErrorRate', { DistributionId: ref('Cdn'), Region: 'Global' }),
  { Statistic: 'Average', Threshold: 1 },
);

/** A distribution and its alarm, which lie in different regions. */
function acrossRegions(alarmRegion: string) {
  return (app: App): void => {
    const stack = (id: string, region: string): Stack =>
      new Stack(app, id, { env: { account: '111111111111', region }, crossRegionReferences: true });
    const edge = stack('Edge', 'eu-west-1');
    const defaultBehavior = { origin: new HttpOrigin('www.example.com') };
    const { distributionId } = new Distribution(edge, 'Cdn', { defaultBehavior });
    const alarms = stack('Alarms', alarmRegion);
    const topic = new Topic(alarms, 'OnCall');
    topic.addSubscription(new UrlSubscription('https://events.pagerduty.com/integration/0123456789/enqueue'));
    const alarm = new Alarm(alarms, 'Errors', {
      metric: new Metric({
        namespace: 'AWS/CloudFront',
        metricName: '5xxErrorRate',
        dimensionsMap: { DistributionId: distributionId, Region: 'Global' },
      }),
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
  };
}

/** Error rates of entries that stand in front of one another. */
export const errorsBehindFronts: ControlCases = {
  pass: [
    { name: 'the load balancer behind a distribution', resources: { ...locked, Errors: errorRate() } },
    {
      name: 'the load balancer behind a distribution, and others',
      resources: { ...open, Errors: errorRate() },
    },
    {
      name: 'the load balancer behind another one',
      resources: { ...fixedAddresses, Errors: errorRate() },
    },
    {
      name: 'the distribution in front of a load balancer that admits nobody else',
      stacks: [{ region: 'us-east-1', template: { Resources: { ...locked, Errors: ofCdn } } }],
    },
    { name: 'a distribution of another region than its metrics', app: acrossRegions('us-east-1') },
  ],
  fail: [
    {
      name: 'the distribution in front of a load balancer that others can reach',
      stacks: [{ region: 'us-east-1', template: { Resources: { ...open, Errors: ofCdn } } }],
      findings: [
        'fail Alb: no alarm reads the metrics of Alb, Targets, expected one that notices an error rate above 1 %',
        'pass Cdn: Errors notices an error rate above 1 %',
      ],
    },
    {
      name: 'neither',
      resources: locked,
      findings: [
        'fail Cdn: no alarm reads the metrics of Cdn, expected one that notices an error rate above 1 %',
      ],
    },
    {
      name: 'a distribution in the region of its stack',
      app: acrossRegions('eu-west-1'),
      findings: [
        'fail Cdn9963B1AD: with 10 000 requests a minute, 1.02 % of which fail, ErrorsFA5270DE stays OK (it has no data; AWS/CloudFront publishes in us-east-1, and ErrorsFA5270DE lies in eu-west-1), expected ALARM within 10 minutes (and so in 1 other situation)',
      ],
    },
  ],
  unknown: [],
};

/** Servers behind entries that stand in front of one another. */
export const outageBehindFronts: ControlCases = {
  pass: [
    { name: 'the load balancer behind a distribution', resources: { ...locked, Outage: outage } },
    { name: 'the load balancer behind another one', resources: { ...fixedAddresses, Outage: outage } },
  ],
  fail: [
    {
      name: 'no alarm on the load balancer behind a distribution',
      resources: locked,
      findings: [
        'fail Cdn: no alarm reads the metrics of Alb, Targets, expected one that notices the loss of its servers',
      ],
    },
    {
      name: 'no alarm on the load balancer behind another one',
      resources: fixedAddresses,
      findings: [
        'fail Nlb: no alarm reads the metrics of Alb, Targets, expected one that notices the loss of its servers',
      ],
    },
  ],
  unknown: [],
};

/** Response times of what stands behind other entries. */
export const latencyBehindFronts: ControlCases = {
  pass: [
    { name: 'the load balancer behind a distribution', resources: { ...locked, Slow: slow } },
    { name: 'the load balancer behind another one', resources: { ...fixedAddresses, Slow: slow } },
  ],
  fail: [
    {
      name: 'no alarm behind a distribution',
      resources: locked,
      findings: [
        'fail Cdn: no alarm reads the metrics of Cdn, expected one that notices a p95 of the response times above 500 ms',
      ],
    },
  ],
  unknown: [],
};
