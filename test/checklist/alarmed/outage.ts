import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { nothing } from '../expressions';
import {
  att,
  balancer,
  forward,
  listener,
  ref,
  resource,
  rule,
  service,
  targetGroup,
  weigh,
} from '../serving/resources';
import { elb, errorRate, files, metric, ofGroup, onCall, onMath, onMetric, shop } from './alarms';

const having = (Outage: JsonObject, others: JsonObject = {}): { resources: JsonObject } => ({
  resources: { ...shop, ...others, Outage },
});

const breaching = {
  Statistic: 'Minimum',
  ComparisonOperator: 'LessThanThreshold',
  Threshold: 1,
  EvaluationPeriods: 2,
  DatapointsToAlarm: 2,
  TreatMissingData: 'breaching',
};
const healthy = (group: string, properties: JsonObject = {}): JsonObject =>
  onMetric(elb('HealthyHostCount', ofGroup(group)), { ...breaching, ...properties });

const colours: JsonObject = {
  Listener: listener({ DefaultActions: [weigh([ref('Targets'), 1], [ref('Green'), 0])] }),
  Green: targetGroup(),
};
const atLeast = (expression: string): JsonObject =>
  onMath(
    expression,
    {
      blue: { ...elb('HealthyHostCount', ofGroup('Targets')), Stat: 'Minimum' },
      green: { ...elb('HealthyHostCount', ofGroup('Green')), Stat: 'Minimum' },
    },
    { ...breaching, Statistic: nothing, Threshold: 2 },
  );

const second: JsonObject = {
  Rule: rule({ Actions: [forward(ref('Green'))] }),
  Green: targetGroup(),
  Back: service({ LoadBalancers: [{ TargetGroupArn: ref('Green') }] }),
};

const canary: JsonObject = {
  Canary: resource('Synthetics::Canary', {
    Name: 'shop',
    RunConfig: { EnvironmentVariables: { URL: { 'Fn::Sub': 'https://${Alb.DNSName}/' } } },
  }),
};
const success = onMetric(metric('CloudWatchSynthetics', 'SuccessPercent', { CanaryName: ref('Canary') }), {
  ...breaching,
  Statistic: 'Average',
  Threshold: 90,
  Period: 300,
});

/** The servers of load balancers. */
export const outage: ControlCases = {
  pass: [
    { name: 'no healthy server, or none at all', ...having(healthy('Targets')) },
    { name: 'one server left of three', ...having(healthy('Targets', { Threshold: 2 })) },
    { name: 'both colours together', ...having(atLeast('MAX([FILL(blue,0),FILL(green,0)])'), colours) },
    { name: 'a canary', ...having(success, canary) },
    {
      name: 'each of two services',
      ...having(healthy('Targets'), { ...second, OutageOfBack: healthy('Green') }),
    },
    {
      name: 'a network load balancer',
      ...having(onMetric(metric('AWS/NetworkELB', 'HealthyHostCount', ofGroup('Targets')), breaching), {
        Alb: balancer({ Type: 'network' }),
      }),
    },
    {
      name: 'a classic load balancer',
      resources: {
        ...onCall,
        Elb: resource('ElasticLoadBalancing::LoadBalancer'),
        Outage: onMetric(metric('AWS/ELB', 'HealthyHostCount', { LoadBalancerName: ref('Elb') }), breaching),
      },
    },
    {
      name: 'more servers than usual',
      ...having(healthy('Targets', { Threshold: 5 }), { Web: service({ DesiredCount: 6 }) }),
    },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: shop,
      findings: [
        'fail Alb: no alarm reads the metrics of Alb, Targets, expected one that notices the loss of its servers',
      ],
    },
    {
      name: 'errors alone',
      resources: { ...shop, Errors: errorRate() },
      findings: [
        'fail Alb: none of the alarms on Alb, Targets (Errors) can notice it, expected one that notices the loss of its servers',
      ],
    },
    {
      name: 'missing data that is nothing to worry about',
      ...having(healthy('Targets', { TreatMissingData: 'notBreaching' })),
      findings: [
        'fail Alb: with no registered server and no requests, Outage stays OK (it has no data), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'missing data that is left at that',
      ...having(healthy('Targets', { TreatMissingData: nothing })),
      findings: [
        'fail Alb: with no registered server and no requests, Outage stays INSUFFICIENT_DATA (it has no data), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'unhealthy servers',
      ...having(
        onMetric(elb('UnHealthyHostCount', ofGroup('Targets')), { Statistic: 'Maximum', Threshold: 0 }),
      ),
      findings: [
        'fail Alb: with no registered server and no requests, Outage stays OK (it has no data), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'more servers than there are',
      ...having(healthy('Targets', { Threshold: 4 })),
      findings: [
        'fail Alb: with healthy servers and no requests, Outage fires after 1 minute (it compares 3 with < 4), expected it to stay quiet; with healthy servers and 10 000 requests a minute, Outage fires after 1 minute (it compares 3 with < 4), expected it to stay quiet',
      ],
    },
    {
      name: 'requests',
      ...having(onMetric(elb('RequestCount'), { ...breaching, Statistic: 'Sum' })),
      findings: [
        'fail Alb: none of the alarms on Alb, Targets (Outage) can notice it, expected one that notices the loss of its servers',
      ],
    },
    {
      name: 'one colour alone',
      ...having(healthy('Targets'), colours),
      findings: [
        'fail Alb: with healthy servers at Green and no requests, Outage fires after 1 minute (it has no data), expected it to stay quiet; with healthy servers at Green and 10 000 requests a minute, Outage fires after 1 minute (it has no data), expected it to stay quiet',
      ],
    },
    {
      name: 'each colour for itself',
      ...having(healthy('Targets'), { ...colours, Other: healthy('Green') }),
      findings: [
        'fail Alb: with healthy servers at Green and no requests, Outage fires after 1 minute (it has no data), expected it to stay quiet; with healthy servers at Green and 10 000 requests a minute, Outage fires after 1 minute (it has no data), expected it to stay quiet',
      ],
    },
    {
      name: 'the lesser of both colours',
      ...having(atLeast('MIN([FILL(blue,0),FILL(green,0)])'), colours),
      findings: [
        'fail Alb: with healthy servers at Targets and no requests, Outage fires after 1 minute (it compares 0 with < 2), expected it to stay quiet; with healthy servers at Targets and 10 000 requests a minute, Outage fires after 1 minute (it compares 0 with < 2), expected it to stay quiet; with healthy servers at Green and no requests, Outage fires after 1 minute (it compares 0 with < 2), expected it to stay quiet; with healthy servers at Green and 10 000 requests a minute, Outage fires after 1 minute (it compares 0 with < 2), expected it to stay quiet',
      ],
    },
    {
      name: 'one of two services',
      ...having(healthy('Targets'), second),
      findings: [
        'fail Alb: with no healthy server at Green, Outage stays OK (it compares 3 with < 1), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'the target group without its load balancer',
      ...having(
        onMetric(elb('HealthyHostCount', { TargetGroup: att('Targets', 'TargetGroupFullName') }), breaching),
      ),
      findings: [
        'fail Alb: with healthy servers and no requests, Outage fires after 1 minute (it has no data; AWS/ApplicationELB publishes no HealthyHostCount by TargetGroup, but by TargetGroup and LoadBalancer or by TargetGroup and AvailabilityZone and LoadBalancer), expected it to stay quiet; with healthy servers and 10 000 requests a minute, Outage fires after 1 minute (it has no data; AWS/ApplicationELB publishes no HealthyHostCount by TargetGroup, but by TargetGroup and LoadBalancer or by TargetGroup and AvailabilityZone and LoadBalancer), expected it to stay quiet',
      ],
    },
    {
      name: 'the load balancer without its target group',
      ...having(onMetric(elb('HealthyHostCount'), breaching)),
      findings: [
        'fail Alb: with healthy servers and no requests, Outage fires after 1 minute (it has no data; AWS/ApplicationELB publishes no HealthyHostCount by LoadBalancer, but by TargetGroup and LoadBalancer or by TargetGroup and AvailabilityZone and LoadBalancer), expected it to stay quiet; with healthy servers and 10 000 requests a minute, Outage fires after 1 minute (it has no data; AWS/ApplicationELB publishes no HealthyHostCount by LoadBalancer, but by TargetGroup and LoadBalancer or by TargetGroup and AvailabilityZone and LoadBalancer), expected it to stay quiet',
      ],
    },
    {
      name: 'a canary that nobody misses',
      ...having(
        {
          ...success,
          Properties: { ...(success.Properties as JsonObject), TreatMissingData: 'notBreaching' },
        },
        canary,
      ),
      findings: [
        'fail Alb: with no registered server and no requests, Outage stays OK (it compares 100 with < 90), expected ALARM within 20 minutes',
      ],
    },
  ],
  unknown: [
    {
      name: 'a canary whose script nobody sees',
      ...having(success, { Canary: resource('Synthetics::Canary', { Name: 'shop' }) }),
      findings: [
        'unknown Alb: whether Outage notices the loss of its servers is not known: what CloudWatchSynthetics SuccessPercent shows then is not known',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a load balancer in front of functions',
      ...having(errorRate(), {
        Targets: targetGroup({ TargetType: 'lambda' }),
        Web: resource('Lambda::Function'),
      }),
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
    {
      name: 'an API',
      resources: { Api: resource('ApiGateway::RestApi', { Name: 'orders' }) },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
    { name: 'no entry', resources: {}, findings: ['notApplicable Stack1: no public entry to judge'] },
  ],
};

const api: JsonObject = { ...onCall, Api: resource('ApiGatewayV2::Api', { ProtocolType: 'HTTP' }) };
const asking: JsonObject = {
  Canary: resource('Synthetics::Canary', {
    Name: 'api',
    RunConfig: { EnvironmentVariables: { URL: att('Api', 'ApiEndpoint') } },
  }),
};
const check: JsonObject = {
  Check: resource('Route53::HealthCheck', {
    HealthCheckConfig: {
      Type: 'HTTPS',
      FullyQualifiedDomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', att('Api', 'ApiEndpoint')] }] },
    },
  }),
};

/** What asks from outside whether an API or a distribution answers. */
export const silence: ControlCases = {
  pass: [
    { name: 'a canary', resources: { ...api, ...asking, Silence: success } },
    {
      name: 'a health check',
      resources: {
        ...api,
        ...check,
        Silence: onMetric(
          metric('AWS/Route53', 'HealthCheckStatus', { HealthCheckId: ref('Check') }),
          breaching,
        ),
      },
    },
  ],
  fail: [
    {
      name: 'nothing',
      resources: api,
      findings: ['fail Api: no alarm reads the metrics of Api, expected one that notices its silence'],
    },
    {
      name: 'a canary without an alarm',
      resources: { ...api, ...asking },
      findings: [
        'fail Api: no alarm reads the metrics of Api, Canary, expected one that notices its silence',
      ],
    },
    {
      name: 'requests, of which there may be none',
      resources: {
        ...api,
        Silence: onMetric(metric('AWS/ApiGateway', 'Count', { ApiId: ref('Api') }), {
          ...breaching,
          Statistic: 'Sum',
        }),
      },
      findings: [
        'fail Api: none of the alarms on Api (Silence) can notice it, expected one that notices its silence',
      ],
    },
  ],
  unknown: [
    {
      name: 'a canary whose script nobody sees',
      resources: { ...api, Canary: resource('Synthetics::Canary', { Name: 'api' }), Silence: success },
      findings: [
        'unknown Api: whether Silence notices its silence is not known: what CloudWatchSynthetics SuccessPercent shows then is not known',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a distribution of files',
      resources: files,
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
    {
      name: 'a load balancer that ECS makes',
      resources: { Express: resource('ECS::ExpressGatewayService') },
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
    {
      name: 'a load balancer',
      resources: shop,
      findings: ['notApplicable Stack1: it does not arise for the public entry of this workload'],
    },
  ],
};
