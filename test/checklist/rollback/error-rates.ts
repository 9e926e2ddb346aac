import type { App } from 'aws-cdk-lib';
import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancer, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ControlCases } from '../../harness/judge';
import { sub, undecided } from '../expressions';
import { balancer, listener, ref, targetGroup } from '../serving/resources';
import {
  alarm,
  composite,
  dimensions,
  errorRate,
  functionDimensions,
  functionErrorRate,
  functionOf,
  mathAlarm,
  ownAlarm,
  responseTime,
  rollingBack,
  stat,
  web,
} from './resources';

const attached = rollingBack([ref('Errors')]);
const errors = { Errors: errorRate('Targets') };
const slow = { Slow: responseTime('Targets') };

const counted = [
  stat('failed', 'HTTPCode_Target_5XX_Count', 'Targets'),
  stat('requests', 'RequestCount', 'Targets'),
];

/** A service in one stack, named by hand for the alarm in another, which reads the metrics of its target group. */
function acrossStacks(app: App): void {
  const env = { account: '111111111111', region: 'eu-west-1' };
  const [services, alarms] = ['Services', 'Alarms'].map((id) => new Stack(app, id, { env })) as [
    Stack,
    Stack,
  ];
  const vpc = new Vpc(services, 'Vpc', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
  const taskDefinition = new FargateTaskDefinition(services, 'Task');
  const image = ContainerImage.fromRegistry('example.com/shop');
  taskDefinition.addContainer('Web', { image, portMappings: [{ containerPort: 80 }] });
  const service = new FargateService(services, 'Web', {
    cluster: new Cluster(services, 'Cluster', { vpc }),
    taskDefinition,
    minHealthyPercent: 100,
    deploymentAlarms: { alarmNames: ['shop-errors'] },
  });
  const loadBalancer = new ApplicationLoadBalancer(services, 'Alb', { vpc, internetFacing: true });
  const targets = loadBalancer
    .addListener('Http', { port: 80 })
    .addTargets('Targets', { port: 80, targets: [service] });
  const usual = { statistic: 'Sum', period: Duration.minutes(1) };
  new Alarm(alarms, 'Errors', {
    alarmName: 'shop-errors',
    metric: new MathExpression({
      expression: 'IF(FILL(requests, 0) >= 20, 100 * FILL(failed, 0) / FILL(requests, 0), 0)',
      usingMetrics: {
        requests: targets.metrics.requestCount(usual),
        failed: targets.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, usual),
      },
      period: Duration.minutes(1),
    }),
    threshold: 5,
    evaluationPeriods: 2,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}

export const errorRates: ControlCases = {
  pass: [
    { name: 'an alarm on the target group', resources: web(attached, errors) },
    { name: 'an alarm on the load balancer as a whole', resources: web(attached, { Errors: errorRate() }) },
    {
      name: 'a bound that is stricter',
      resources: web(attached, { Errors: errorRate('Targets', { Threshold: 1 }) }),
    },
    { name: 'an alarm of another stack', app: acrossStacks },
    {
      name: 'a composite alarm that follows it',
      resources: web(rollingBack([ref('Any')]), {
        ...errors,
        ...slow,
        Any: composite(sub('ALARM("${Slow}") OR ALARM("${Errors}")')),
      }),
    },
    {
      name: 'a composite alarm of a composite alarm',
      resources: web(rollingBack([ref('Outer')]), {
        ...errors,
        Inner: composite(sub('ALARM("${Errors}")'), { AlarmName: 'inner' }),
        Outer: composite('ALARM("inner") AND NOT FALSE'),
      }),
    },
    {
      name: 'an alarm beside one that only may be there',
      resources: web(rollingBack([ref('Errors'), ref('More')]), {
        ...errors,
        More: { ...errorRate('Targets', { Threshold: 90 }), Condition: 'IsProd' },
      }),
      ...undecided,
    },
    {
      name: 'the version of a function that a canary gets',
      resources: functionOf(functionErrorRate(functionDimensions.version), {
        DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      }),
    },
    {
      name: 'the alias of a function whose requests move at once',
      resources: functionOf(functionErrorRate(functionDimensions.alias), {
        DeploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce',
      }),
    },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: web({}, errors),
      findings: [
        'fail Web: no alarm rolls it back, expected one that notices an error rate above 5 % at Targets',
      ],
    },
    {
      name: 'an alarm that a deployment does not look at',
      resources: web(rollingBack([ref('Slow')]), { ...errors, ...slow }),
      findings: [
        'fail Web: no alarm that rolls it back (Slow) can notice it, expected one that notices an error rate above 5 % at Targets',
      ],
    },
    {
      name: 'a deployment that fails and stays',
      resources: web(rollingBack([ref('Errors')], { Rollback: false }), errors),
      findings: ['fail Web: DeploymentConfiguration.Alarms.Rollback is false, expected true'],
    },
    {
      name: 'a bound that is too high',
      resources: web(attached, { Errors: errorRate('Targets', { Threshold: 10 }) }),
      findings: [
        'fail Web: with 10 000 requests a minute to Targets, 5.1 % of which fail, Errors stays OK (it compares 5.1 with > 10), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'a bound that is always exceeded',
      resources: web(attached, { Errors: errorRate('Targets', { Threshold: 0 }) }),
      findings: [
        'fail Web: with 10 000 requests a minute to Targets, 0.2 % of which fail, Errors fires after 2 minutes (it compares 0.2 with > 0), expected it to stay quiet',
      ],
    },
    {
      name: 'a share of few requests',
      resources: web(attached, { Errors: mathAlarm('100 * failed / requests', counted) }),
      findings: [
        'fail Web: with one request a minute to Targets, which fails, Errors fires after 2 minutes (it compares 100 with > 5), expected it to stay quiet',
      ],
    },
    {
      name: 'a metric that nothing publishes',
      resources: web(attached, {
        Errors: alarm({
          Namespace: 'AWS/ApplicationELB',
          MetricName: 'HTTPCode_Target_5XX_Count',
          Dimensions: dimensions('Targets').slice(0, 1),
          Statistic: 'Sum',
          Period: 60,
          Threshold: 50,
        }),
      }),
      findings: [
        'fail Web: with 10 000 requests a minute to Targets, 5.1 % of which fail, Errors stays OK (it has no data; AWS/ApplicationELB publishes no HTTPCode_Target_5XX_Count by TargetGroup, but by LoadBalancer or by AvailabilityZone and LoadBalancer), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'an alarm on another target group',
      resources: web(attached, { Errors: errorRate('Other'), Other: targetGroup() }),
      findings: [
        'fail Web: no alarm that rolls it back (Errors) can notice it, expected one that notices an error rate above 5 % at Targets',
      ],
    },
    {
      name: 'an alarm that takes too long',
      resources: web(attached, {
        Errors: errorRate('Targets', { EvaluationPeriods: 30, DatapointsToAlarm: 30 }),
      }),
      findings: [
        'fail Web: with 10 000 requests a minute to Targets, 5.1 % of which fail, Errors fires after 30 minutes (it compares 5.1 with > 5), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'a composite alarm that asks for more',
      resources: web(rollingBack([ref('Both')]), {
        ...errors,
        ...slow,
        Both: composite(sub('ALARM("${Slow}") AND ALARM("${Errors}")')),
      }),
      findings: [
        'fail Web: with 10 000 requests a minute to Targets, 5.1 % of which fail, Both stays OK, expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'a composite alarm that always fires',
      resources: web(rollingBack([ref('Either')]), {
        ...errors,
        Either: composite(sub('ALARM("${Errors}") OR OK("${Errors}")')),
      }),
      findings: [
        'fail Web: with 10 000 requests a minute to Targets, 0.2 % of which fail, Either fires, expected it to stay quiet; with one request a minute to Targets, which fails, Either fires, expected it to stay quiet; with no requests, Either fires, expected it to stay quiet',
      ],
    },
    {
      name: 'the alias of a function of which a canary gets a tenth',
      resources: functionOf(functionErrorRate(functionDimensions.alias), {
        DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      }),
      findings: [
        'fail Fn: with 10 000 requests a minute, 10 % of them to Fn, 5.1 % of which fail, Errors stays OK (it compares 0.0051 with > 0.05), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'a network load balancer, which does not know of requests',
      resources: {
        ...web(attached, {
          Errors: alarm({
            Namespace: 'AWS/NetworkELB',
            MetricName: 'TCP_Target_Reset_Count',
            Dimensions: dimensions(),
            Statistic: 'Sum',
            Period: 60,
            Threshold: 50,
          }),
        }),
        Alb: balancer({ Type: 'network' }),
      },
      findings: [
        'fail Web: no alarm that rolls it back (Errors) can notice it, expected one that notices an error rate above 5 % at Targets, of which AWS/NetworkELB says nothing',
      ],
    },
    {
      name: 'no service',
      resources: {},
      findings: ['fail Stack1: no service is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'a name that no alarm here has',
      resources: web(rollingBack(['errors']), errors),
      findings: [
        'unknown Web: no alarm rolls it back, expected one that notices an error rate above 5 % at Targets, but it may look at another (errors is not among the templates)',
      ],
    },
    {
      name: 'an alarm that may not be there',
      resources: web(attached, { Errors: { ...errorRate('Targets'), Condition: 'IsProd' } }),
      ...undecided,
      findings: [
        'unknown Web: parameter Stage of Stack1 has no default and was given no value: Errors notices an error rate above 5 % at Targets',
      ],
    },
    {
      name: 'a bound that a parameter gives',
      resources: web(attached, { Errors: errorRate('Targets', { Threshold: ref('Bound') }) }),
      parameters: { Bound: { Type: 'Number' } },
      findings: [
        'unknown Web: whether Errors notices an error rate above 5 % at Targets is not known: its Threshold is not known (parameter Bound of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a load balancer that a parameter gives',
      resources: web(attached, {
        Errors: mathAlarm('100 * FILL(failed, 0) / requests', [
          {
            Id: 'failed',
            ReturnData: false,
            MetricStat: {
              Metric: {
                Namespace: 'AWS/ApplicationELB',
                MetricName: 'HTTPCode_Target_5XX_Count',
                Dimensions: [{ Name: 'LoadBalancer', Value: ref('Name') }],
              },
              Period: 60,
              Stat: 'Sum',
            },
          },
          stat('requests', 'RequestCount'),
        ]),
      }),
      parameters: { Name: { Type: 'String' } },
      findings: [
        'unknown Web: whether Errors notices an error rate above 5 % at Targets is not known: what AWS/ApplicationELB HTTPCode_Target_5XX_Count shows then is not known; its LoadBalancer is not known (parameter Name of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a metric of the application',
      resources: web(rollingBack([ref('Own')]), { Own: ownAlarm('RequestErrors') }),
      findings: [
        "unknown Web: whether Own notices an error rate above 5 % at Targets is not known: what Shop RequestErrors shows then is not known; Shop is a namespace of the application's own",
      ],
    },
    {
      name: 'a composite alarm with one that cannot be tried',
      resources: web(rollingBack([ref('Both')]), {
        ...errors,
        Own: ownAlarm('Load'),
        Both: composite(sub('ALARM("${Errors}") AND OK("${Own}")')),
      }),
      findings: [
        "unknown Web: whether Both notices an error rate above 5 % at Targets is not known: what Shop Load shows then is not known; Shop is a namespace of the application's own",
      ],
    },
    {
      name: 'a composite alarm over one from elsewhere',
      resources: web(rollingBack([ref('Both')]), {
        ...errors,
        Both: composite(sub('ALARM("${Errors}") AND NOT ALARM("maintenance")')),
      }),
      findings: [
        'unknown Web: whether Both notices an error rate above 5 % at Targets is not known: maintenance is not among the templates',
      ],
    },
    {
      name: 'a composite alarm whose rule a condition chooses',
      resources: web(rollingBack([ref('Either')]), {
        ...errors,
        ...slow,
        Either: composite({ 'Fn::If': ['IsProd', sub('ALARM("${Errors}")'), sub('ALARM("${Slow}")')] }),
      }),
      ...undecided,
      findings: [
        'unknown Web: whether Either notices an error rate above 5 % at Targets is not known: parameter Stage of Stack1 has no default and was given no value',
      ],
    },
    {
      name: 'a target group that no load balancer here leads to',
      resources: { ...web(attached, errors), Listener: listener() },
      findings: [
        'unknown Web: no load balancer in the templates tells of its requests; verify that an alarm notices an error rate above 5 %',
      ],
    },
    {
      name: 'CodeDeploy without a group here',
      resources: web({ DeploymentController: { Type: 'CODE_DEPLOY' } }, errors),
      findings: [
        'unknown Web: no deployment group of CodeDeploy that deploys it is in the templates; verify that alarms roll its deployments back',
      ],
    },
    {
      name: 'a pace that a parameter gives',
      resources: functionOf(functionErrorRate(functionDimensions.alias), {
        DeploymentConfigName: ref('Pace'),
      }),
      parameters: { Pace: { Type: 'String' } },
      findings: [
        'unknown Fn: how requests move to a new version is not known: with 10 000 requests a minute, 5 % of them to Fn, 5.1 % of which fail, Errors stays OK (it compares 0.00255 with > 0.05), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'a network load balancer, with a metric of the application',
      resources: {
        ...web(rollingBack([ref('Own')]), { Own: ownAlarm('RequestErrors') }),
        Alb: balancer({ Type: 'network' }),
      },
      findings: [
        "unknown Web: whether Own notices an error rate above 5 % at Targets, of which AWS/NetworkELB says nothing is not known: what Shop RequestErrors shows then is not known; Shop is a namespace of the application's own",
      ],
    },
  ],
};
