import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Code, Function, FunctionUrlAuthType, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  ApplicationMonitoring,
  ApplicationRuntime,
  HighlyAvailableService,
  type MonitoredTaskOptions,
} from '../../constructs';
import { ShopStack, templateOf } from './fixture';
import { passes, verdicts } from './verdicts';

const image = ecs.ContainerImage.fromRegistry('example.com/shop:1');
const nodejs: MonitoredTaskOptions = { runtime: ApplicationRuntime.NODEJS };

function monitored(stack: ShopStack, options: MonitoredTaskOptions = nodejs): HighlyAvailableService {
  const service = new HighlyAvailableService(stack, 'Api', { image, vpc: stack.vpc });
  new ApplicationMonitoring(stack, 'Monitoring').monitorTasks(service.taskDefinition, options);
  return service;
}

/** The containers of the only task definition, by name. */
function containersIn(template: Template): Record<string, Record<string, unknown>> {
  const [definition] = Object.values(template.findResources('AWS::ECS::TaskDefinition'));
  const list = definition?.Properties.ContainerDefinitions as { Name: string }[];
  return Object.fromEntries(list.map((container) => [container.Name, { ...container }]));
}

function environmentOf(template: Template): Record<string, unknown> {
  const list = containersIn(template).Container?.Environment as { Name: string; Value: unknown }[];
  return Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
}

const handler = (stack: Stack): Function =>
  new Function(stack, 'Handler', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = () => {}'),
  });

const layer = (stack: Stack) =>
  LayerVersion.fromLayerVersionArn(
    stack,
    'Layer',
    'arn:aws:lambda:eu-west-1:615299751070:layer:AWSOpenTelemetryDistroJs:9',
  );

describe('the tasks of a service', () => {
  let template: Template;
  beforeAll(() => {
    template = templateOf((stack) => monitored(stack));
  });

  test('have an agent whose failure takes nothing with it', () => {
    expect(containersIn(template).CloudWatchAgent).toMatchObject({
      Image: 'public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300066.1b1374',
      Essential: false,
      RestartPolicy: { Enabled: true },
      Environment: [
        {
          Name: 'CW_CONFIG_CONTENT',
          Value:
            '{"traces":{"traces_collected":{"application_signals":{}}},' +
            '"logs":{"metrics_collected":{"application_signals":{}}}}',
        },
      ],
      LogConfiguration: { LogDriver: 'awslogs', Options: { mode: 'non-blocking' } },
    });
  });

  test('copy the instrumentation to where the application loads it from', () => {
    const mounted = {
      SourceVolume: 'opentelemetry-auto-instrumentation',
      ContainerPath: '/otel-auto-instrumentation',
    };
    expect(containersIn(template).Instrumentation).toMatchObject({
      Image: 'public.ecr.aws/aws-observability/adot-autoinstrumentation-node:v0.12.0',
      Essential: false,
      Command: ['cp', '-a', '/autoinstrumentation/.', '/otel-auto-instrumentation'],
      MountPoints: [{ ...mounted, ReadOnly: false }],
    });
    expect(containersIn(template).Container).toMatchObject({
      Essential: true,
      DependsOn: [
        { ContainerName: 'Instrumentation', Condition: 'SUCCESS' },
        { ContainerName: 'CloudWatchAgent', Condition: 'START' },
      ],
      MountPoints: [{ ...mounted, ReadOnly: true }],
    });
  });

  test('send traces to the agent', () => {
    expect(environmentOf(template)).toMatchObject({
      NODE_OPTIONS: '--require /otel-auto-instrumentation/autoinstrumentation.js',
      OTEL_AWS_APPLICATION_SIGNALS_ENABLED: 'true',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4316/v1/traces',
      OTEL_SERVICE_NAME: 'ShopApiTaskDefinitionFABAE509',
      OTEL_TRACES_SAMPLER: 'xray',
    });
  });

  test('may deliver what they send, and no more', () => {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Action: [
              'xray:PutTraceSegments',
              'xray:PutTelemetryRecords',
              'xray:GetSamplingRules',
              'xray:GetSamplingTargets',
              'xray:GetSamplingStatisticSummaries',
            ],
            Resource: '*',
          },
          {
            Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: Match.objectLike({}),
          },
        ],
      },
    });
  });

  test('are discovered, and their agents keep a log that ends', () => {
    template.resourceCountIs('AWS::ApplicationSignals::Discovery', 1);
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });

  test('pass the controls', () => {
    const stack = new ShopStack();
    monitored(stack);
    const ids = [...ApplicationMonitoring.CONTROLS, 'MON3.collected', 'LEGAL4.logs'];
    expect(verdicts(stack, ids)).toEqual(passes(ids));
  });
});

test.each<[ApplicationRuntime, Record<string, string>]>([
  [ApplicationRuntime.JAVA, { JAVA_TOOL_OPTIONS: '-javaagent:/otel-auto-instrumentation/javaagent.jar' }],
  [
    ApplicationRuntime.PYTHON,
    {
      OTEL_PYTHON_DISTRO: 'aws_distro',
      PYTHONPATH:
        '/otel-auto-instrumentation/opentelemetry/instrumentation/auto_instrumentation:/otel-auto-instrumentation',
    },
  ],
  [
    ApplicationRuntime.DOTNET,
    {
      CORECLR_ENABLE_PROFILING: '1',
      CORECLR_PROFILER_PATH:
        '/otel-auto-instrumentation/linux-x64/OpenTelemetry.AutoInstrumentation.Native.so',
      DOTNET_STARTUP_HOOKS:
        '/otel-auto-instrumentation/net/OpenTelemetry.AutoInstrumentation.StartupHook.dll',
    },
  ],
])('instruments %s', (runtime, variables) => {
  const template = templateOf((stack) => monitored(stack, { runtime }));
  expect(environmentOf(template)).toMatchObject(variables);
});

test('leaves an application to the instrumentation of its own code', () => {
  const template = templateOf((stack) => monitored(stack, { runtime: ApplicationRuntime.OWN_CODE }));
  expect(Object.keys(containersIn(template))).toEqual(['Container', 'CloudWatchAgent']);
  expect(Object.keys(environmentOf(template))).toEqual([
    'OTEL_EXPORTER_OTLP_PROTOCOL',
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    'OTEL_LOGS_EXPORTER',
    'OTEL_METRICS_EXPORTER',
    'OTEL_SERVICE_NAME',
  ]);
});

test('takes images, names and options of its own', () => {
  const template = templateOf((stack) => {
    const service = new HighlyAvailableService(stack, 'Api', {
      image,
      vpc: stack.vpc,
      cpuArchitecture: ecs.CpuArchitecture.ARM64,
    });
    const monitoring = new ApplicationMonitoring(stack, 'Monitoring', {
      startDiscovery: false,
      agentImage: ecs.ContainerImage.fromRegistry('example.com/agent'),
      logRetention: RetentionDays.ONE_MONTH,
    });
    expect(monitoring.discovery).toBeUndefined();
    monitoring.monitorTasks(service.taskDefinition, {
      runtime: ApplicationRuntime.DOTNET,
      serviceName: 'shop-api',
      runtimeOptions: '/app/Hook.dll',
      instrumentationImage: ecs.ContainerImage.fromRegistry('example.com/instrumentation'),
    });
  });
  template.resourceCountIs('AWS::ApplicationSignals::Discovery', 0);
  template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  expect(containersIn(template)).toMatchObject({
    CloudWatchAgent: { Image: 'example.com/agent' },
    Instrumentation: { Image: 'example.com/instrumentation' },
  });
  expect(environmentOf(template)).toMatchObject({
    CORECLR_PROFILER_PATH:
      '/otel-auto-instrumentation/linux-arm64/OpenTelemetry.AutoInstrumentation.Native.so',
    DOTNET_STARTUP_HOOKS:
      '/otel-auto-instrumentation/net/OpenTelemetry.AutoInstrumentation.StartupHook.dll:/app/Hook.dll',
    OTEL_SERVICE_NAME: 'shop-api',
  });
});

test('monitors functions', () => {
  const stack = new Stack(new App(), 'Shop');
  const fn = handler(stack);
  fn.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
  new ApplicationMonitoring(stack, 'Monitoring').monitorFunction(fn, layer(stack));
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-instrument' } },
    Layers: ['arn:aws:lambda:eu-west-1:615299751070:layer:AWSOpenTelemetryDistroJs:9'],
    TracingConfig: { Mode: 'Active' },
  });
  const ids = ['MON1.traced', 'MON1.permitted', 'MON1.discovered', 'MON3.collected'];
  expect(verdicts(stack, ids)).toEqual(passes(ids));
});

const problems = 'cannot make ApplicationMonitoring Shop/Monitoring: ';

test('refuses tasks that share no address with their agent', () => {
  const stack = new ShopStack();
  const tasks = new ecs.Ec2TaskDefinition(stack, 'Tasks');
  tasks.addContainer('Api', { image, memoryLimitMiB: 128 });
  const monitoring = new ApplicationMonitoring(stack, 'Monitoring');
  expect(() => monitoring.monitorTasks(tasks, nodejs)).toThrow(
    new Error(`${problems}the network mode of Shop/Tasks is bridge, expected awsvpc`),
  );
});

test('refuses tasks without a container', () => {
  const stack = new ShopStack();
  const monitoring = new ApplicationMonitoring(stack, 'Monitoring');
  const tasks = new ecs.FargateTaskDefinition(stack, 'Tasks');
  expect(() => monitoring.monitorTasks(tasks, nodejs)).toThrow(
    new Error(`${problems}Shop/Tasks has no container, expected one to monitor`),
  );
});
