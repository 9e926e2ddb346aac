import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  AlternateTarget,
  Cluster,
  ContainerImage,
  DeploymentControllerType,
  DeploymentStrategy,
  FargateService,
  type FargateServiceProps,
  FargateTaskDefinition,
  ListenerRuleConfiguration,
} from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationListenerRule,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  ListenerAction,
  ListenerCondition,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import {
  HealthCheckedLoadBalancer,
  HighlyAvailableService,
  PaymentAlarms,
  PooledDatabaseConnections,
  RenewingCertificate,
  ReplicatedDatabase,
  RollbackAlarms,
  type RollbackAlarmsProps,
} from '../../constructs';
import { ShopStack, somebodyOnCall } from './fixture';
import { passes, verdicts } from './verdicts';

/** A shop behind a load balancer, with a database, a proxy and payments. */
function shop(change: (stack: ShopStack) => Partial<RollbackAlarmsProps> = () => ({})): ShopStack {
  const stack = new ShopStack();
  const { vpc, zone: hostedZone } = stack;
  const domainName = 'shop.example.com';
  const image = ContainerImage.fromRegistry('example.com/shop');
  const service = new HighlyAvailableService(stack, 'Api', { image, vpc });
  const { certificate } = new RenewingCertificate(stack, 'Certificate', { hostedZone, domainName });
  const entry = new HealthCheckedLoadBalancer(stack, 'Entry', { vpc, hostedZone, domainName, certificate });
  const targets = entry.addService('Targets', { target: service });
  const { cluster } = new ReplicatedDatabase(stack, 'Database', { vpc });
  const pool = new PooledDatabaseConnections(stack, 'Pool', { vpc, cluster });
  const onCall = somebodyOnCall(stack);
  const payments = new PaymentAlarms(stack, 'Payments', {
    ...onCall,
    logGroup: service.logGroup,
    attempted: FilterPattern.stringValue('$.event', '=', 'payment.attempted'),
    succeeded: FilterPattern.stringValue('$.event', '=', 'payment.succeeded'),
    failed: FilterPattern.stringValue('$.event', '=', 'payment.failed'),
  });
  new RollbackAlarms(stack, 'Rollback', {
    ...onCall,
    service: service.service,
    targetGroups: [targets],
    databaseProxy: pool.proxy,
    dataIntegrityMetric: new Metric({ namespace: 'Shop', metricName: 'IntegrityCheckFailed' }),
    otherAlarms: [payments.downAlarm],
    ...change(stack),
  });
  return stack;
}

test('meets its controls', () => {
  expect(verdicts(shop(), RollbackAlarms.CONTROLS)).toEqual(passes(RollbackAlarms.CONTROLS));
});

describe('the template of a shop', () => {
  let template: Template;
  beforeAll(() => {
    template = Template.fromStack(shop());
  });

  test('names its alarms in the service, and watches a new version longer than the slowest of them needs', () => {
    template.hasResourceProperties('AWS::ECS::Service', {
      DeploymentConfiguration: {
        BakeTimeInMinutes: 18,
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
        Alarms: {
          Enable: true,
          Rollback: true,
          AlarmNames: [
            'Shop-Rollback-Targets-ErrorRate',
            'Shop-Rollback-Targets-ResponseTime',
            'Shop-Rollback-DatabaseConnections',
            'Shop-Rollback-DataIntegrity',
            'Shop-Payments-PaymentsDown',
          ],
        },
      },
    });
  });

  test.each([
    [
      'ErrorRate',
      'Shop-Rollback-Targets-ErrorRate',
      { Threshold: 5, DatapointsToAlarm: 2, EvaluationPeriods: 3 },
      'P1: More than 5 % of the requests fail, so a deployment is taken back. https://wiki.example.com/runbook#error-rate',
    ],
    [
      'ResponseTime',
      'Shop-Rollback-Targets-ResponseTime',
      { Threshold: 2, ExtendedStatistic: 'p95', EvaluateLowSampleCountPercentile: 'ignore', Period: 60 },
      'P1: Requests take more than 2 seconds, so a deployment is taken back. https://wiki.example.com/runbook#response-time',
    ],
    [
      'DatabaseConnections',
      'Shop-Rollback-DatabaseConnections',
      { Threshold: 5, DatapointsToAlarm: 2 },
      'P1: Connections to the database fail, so a deployment is taken back. https://wiki.example.com/runbook#database-connections',
    ],
    [
      'DataIntegrity',
      'Shop-Rollback-DataIntegrity',
      { Threshold: 0, DatapointsToAlarm: 1, Statistic: 'Sum', Period: 60, Namespace: 'Shop' },
      'P0: A check found corrupt data, so a deployment is taken back; whether data is restored, people decide. https://wiki.example.com/runbook#data-integrity',
    ],
  ])(
    '%s is quiet without data, tells people, and links to its runbook',
    (_, name, properties, description) => {
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        AlarmName: name,
        AlarmDescription: description,
        AlarmActions: [{ Ref: Match.stringLikeRegexp('^OnCall') }],
        TreatMissingData: 'notBreaching',
        ComparisonOperator: 'GreaterThanThreshold',
        ...properties,
      });
    },
  );
});

test('takes a bake time of its own, other alarms, and alarms that the service gets later', () => {
  const stack = shop((made) => {
    const other = new Alarm(made, 'Queue', {
      alarmName: 'shop-queue',
      metric: new Metric({ namespace: 'Shop', metricName: 'Waiting' }),
      threshold: 100,
      evaluationPeriods: 1,
    });
    return { otherAlarms: [other], bakeTime: Duration.minutes(30), databaseProxy: undefined };
  });
  const api = stack.node.findChild('Api');
  if (api instanceof HighlyAvailableService) api.service.enableDeploymentAlarms(['shop-cpu']);
  Template.fromStack(stack).hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: {
      BakeTimeInMinutes: 30,
      Alarms: {
        AlarmNames: [
          'shop-cpu',
          'Shop-Rollback-Targets-ErrorRate',
          'Shop-Rollback-Targets-ResponseTime',
          'Shop-Rollback-DataIntegrity',
          'shop-queue',
        ],
      },
    },
  });
});

/** A service by itself with two target groups, as a blue/green deployment has them. */
function blueGreen(
  props: Partial<FargateServiceProps> = {},
  own: Partial<RollbackAlarmsProps> = {},
): ShopStack {
  const stack = new ShopStack();
  const { vpc } = stack;
  const cluster = new Cluster(stack, 'Cluster', { vpc });
  const taskDefinition = new FargateTaskDefinition(stack, 'Task');
  const image = ContainerImage.fromRegistry('example.com/shop');
  taskDefinition.addContainer('Web', { image, portMappings: [{ containerPort: 80 }] });
  const service = new FargateService(stack, 'Service', {
    cluster,
    taskDefinition,
    minHealthyPercent: 100,
    ...props,
  });
  const loadBalancer = new ApplicationLoadBalancer(stack, 'Alb', { vpc, internetFacing: true });
  const [blue, green] = ['Blue', 'Green'].map(
    (id) =>
      new ApplicationTargetGroup(stack, id, {
        vpc,
        protocol: ApplicationProtocol.HTTP,
        targetType: TargetType.IP,
      }),
  ) as [ApplicationTargetGroup, ApplicationTargetGroup];
  const listener = loadBalancer.addListener('Http', {
    port: 80,
    defaultAction: ListenerAction.fixedResponse(404),
  });
  const rule = new ApplicationListenerRule(stack, 'Rule', {
    listener,
    priority: 1,
    conditions: [ListenerCondition.pathPatterns(['/*'])],
    action: ListenerAction.weightedForward([
      { targetGroup: blue, weight: 100 },
      { targetGroup: green, weight: 0 },
    ]),
  });
  if (props.deploymentController === undefined) {
    const alternateTarget = new AlternateTarget('Alternate', {
      alternateTargetGroup: green,
      productionListener: ListenerRuleConfiguration.applicationListenerRule(rule),
    });
    service
      .loadBalancerTarget({ containerName: 'Web', alternateTarget })
      .attachToApplicationTargetGroup(blue);
  }
  new RollbackAlarms(stack, 'Rollback', {
    ...somebodyOnCall(stack),
    service,
    targetGroups: [blue, green],
    ...own,
  });
  return stack;
}

const onRequests = ['TRIG1.rollback', 'TRIG1.error-rate', 'TRIG1.in-time', 'TRIG2.response-time'];

test.each([
  DeploymentStrategy.ROLLING,
  DeploymentStrategy.BLUE_GREEN,
  DeploymentStrategy.CANARY,
  DeploymentStrategy.LINEAR,
])('takes deployments of the strategy %s back, whichever colour fails', (deploymentStrategy) => {
  expect(verdicts(blueGreen({ deploymentStrategy }), onRequests)).toEqual(passes(onRequests));
});

test('is not enough with one colour of two', () => {
  const stack = blueGreen({ deploymentStrategy: DeploymentStrategy.BLUE_GREEN });
  stack.node.findChild('Rollback').node.tryRemoveChild('Green');
  expect(verdicts(stack, onRequests)).toEqual([
    'TRIG1.rollback pass',
    'TRIG1.error-rate unknown',
    'TRIG1.in-time pass',
    'TRIG2.response-time unknown',
  ]);
});

test.each<[string, Partial<FargateServiceProps>, Partial<RollbackAlarmsProps>, string]>([
  ['no target group', {}, { targetGroups: [] }, 'targetGroups is empty, expected those of the service'],
  [
    'a bake time that ends before its alarms fire',
    {},
    { bakeTime: Duration.minutes(4) },
    'minutes of bakeTime is 4, expected at least 5',
  ],
  [
    'such a bake time of the service',
    { bakeTime: Duration.minutes(3) },
    {},
    'minutes of bakeTime is 3, expected at least 5',
  ],
  [
    'a service that CodeDeploy deploys',
    { deploymentController: { type: DeploymentControllerType.CODE_DEPLOY } },
    {},
    'CODE_DEPLOY deploys the service, expected ECS itself',
  ],
])('refuses %s', (_, props, own, problem) => {
  const message = `cannot make RollbackAlarms Shop/Rollback: ${problem}`;
  expect(() => blueGreen(props, own)).toThrow(new Error(message));
});
