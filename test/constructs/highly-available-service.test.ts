import { Lazy, Token } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Cluster, ContainerImage, Secret } from 'aws-cdk-lib/aws-ecs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret as StoredSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { HighlyAvailableService, type HighlyAvailableServiceProps } from '../../constructs';
import { type Guarantee, ShopStack, templateOf } from './fixture';

const image = ContainerImage.fromRegistry('example.com/shop');

const service = (stack: ShopStack, props: Partial<HighlyAvailableServiceProps> = {}) =>
  new HighlyAvailableService(stack, 'Api', { image, vpc: stack.vpc, ...props });

describe('a service with nothing but its image and network', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => service(stack));
  });

  test.each<Guarantee>([
    [
      'three tasks at least',
      'AWS::ApplicationAutoScaling::ScalableTarget',
      { MinCapacity: 3, MaxCapacity: 12 },
    ],
    ['no count that deployments go back to', 'AWS::ECS::Service', { DesiredCount: Match.absent() }],
    [
      'on-demand capacity',
      'AWS::ECS::Service',
      { LaunchType: 'FARGATE', CapacityProviderStrategy: Match.absent() },
    ],
    ['zones kept in balance', 'AWS::ECS::Service', { AvailabilityZoneRebalancing: 'ENABLED' }],
    [
      'deployments that keep all tasks and roll back',
      'AWS::ECS::Service',
      {
        DeploymentConfiguration: {
          MinimumHealthyPercent: 100,
          MaximumPercent: 200,
          DeploymentCircuitBreaker: { Enable: true, Rollback: true },
        },
      },
    ],
    [
      'no public address',
      'AWS::ECS::Service',
      { NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } } },
    ],
    [
      'scaling by CPU',
      'AWS::ApplicationAutoScaling::ScalingPolicy',
      {
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 60,
          PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        },
      },
    ],
    [
      'scaling by memory',
      'AWS::ApplicationAutoScaling::ScalingPolicy',
      {
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 60,
          PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
        },
      },
    ],
    [
      'insights',
      'AWS::ECS::Cluster',
      { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }] },
    ],
    ['a log that ends', 'AWS::Logs::LogGroup', { RetentionInDays: 90 }],
    ['a modest size', 'AWS::ECS::TaskDefinition', { Cpu: '512', Memory: '1024' }],
    [
      'a log that does not block',
      'AWS::ECS::TaskDefinition',
      {
        ContainerDefinitions: [
          {
            LogConfiguration: { Options: { mode: 'non-blocking' } },
            PortMappings: [{ ContainerPort: 8080, Protocol: 'tcp' }],
          },
        ],
      },
    ],
  ])('%s', (_, type, properties) => {
    template.hasResourceProperties(type, properties);
  });

  test('tasks in all three zones', () => {
    const [found] = Object.values(template.findResources('AWS::ECS::Service'));
    expect(found?.Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets).toHaveLength(3);
  });
});

test('runs in a cluster that is there, and makes none', () => {
  const template = templateOf((stack) => {
    const cluster = new Cluster(stack, 'Shared', { vpc: stack.vpc });
    service(stack, { vpc: undefined, cluster });
  });
  template.resourceCountIs('AWS::ECS::Cluster', 1);
  template.hasResourceProperties('AWS::ECS::Service', {
    Cluster: { Ref: Match.stringLikeRegexp('^Shared') },
  });
});

test('takes sizes, variables and secrets', () => {
  const template = templateOf((stack) => {
    const stored = new StoredSecret(stack, 'Stored');
    service(stack, {
      cpu: 256,
      memoryLimitMiB: 512,
      minTasks: 4,
      maxTasks: 5,
      environment: { MODE: 'live' },
      secrets: { KEY: Secret.fromSecretsManager(stored) },
    });
  });
  template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
    MinCapacity: 4,
    MaxCapacity: 5,
  });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    Cpu: '256',
    Memory: '512',
    ContainerDefinitions: [
      {
        Environment: [{ Name: 'MODE', Value: 'live' }],
        Secrets: [{ Name: 'KEY', ValueFrom: { Ref: Match.stringLikeRegexp('^Stored') } }],
      },
    ],
  });
});

test('is a grantee, and connects without warnings', () => {
  const template = templateOf((stack) => {
    const api = service(stack);
    const peer = service(new ShopStack());
    expect(api.metricCpuUtilization().metricName).toBe('CPUUtilization');
    expect(api.metricMemoryUtilization().metricName).toBe('MemoryUtilization');
    expect(peer.connections.securityGroups).toHaveLength(1);
    new Bucket(stack, 'Uploads').grantRead(api);
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    Roles: [{ Ref: Match.stringLikeRegexp('^ApiTaskDefinitionTaskRole') }],
  });
});

const problems = 'cannot make HighlyAvailableService Shop/Api: ';

test.each<[string, Partial<HighlyAvailableServiceProps>, string]>([
  ['two tasks', { minTasks: 2 }, 'minTasks is 2, expected at least 3'],
  ['no room to scale', { maxTasks: 3 }, 'maxTasks is 3, expected at least 4'],
  ['no network', { vpc: undefined }, 'neither of cluster and vpc is given, expected exactly one'],
  [
    'a count of later, and no limit',
    { minTasks: Token.asNumber(Lazy.number({ produce: () => 3 })) },
    'maxTasks is missing, expected beside a minTasks that is known only at deployment',
  ],
  [
    'two problems at once',
    { minTasks: 1, maxTasks: 1 },
    'minTasks is 1, expected at least 3; maxTasks is 1, expected at least 2',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => service(new ShopStack(), props)).toThrow(new Error(problems + message));
});

test('refuses a network and a cluster', () => {
  const stack = new ShopStack();
  const cluster = new Cluster(stack, 'Shared', { vpc: stack.vpc });
  const message = 'both of cluster and vpc is given, expected exactly one';
  expect(() => service(stack, { cluster })).toThrow(new Error(problems + message));
});

test('refuses a single zone', () => {
  const message = 'the subnets lie in 1 availability zone(s), expected at least 2';
  expect(() => service(new ShopStack('eu-west-1', 1))).toThrow(new Error(problems + message));
});

test('leaves counts that are known only at deployment alone', () => {
  const minTasks = Token.asNumber(Lazy.number({ produce: () => 1 }));
  expect(() => service(new ShopStack(), { minTasks, maxTasks: 2 })).not.toThrow();
});
