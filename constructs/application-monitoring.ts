import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnDiscovery } from 'aws-cdk-lib/aws-applicationsignals';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, type Function, type ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { controls } from './private/controls';
import {
  dotnet,
  fromDistribution,
  type Instrumentation,
  java,
  nodejs,
  python,
  toAgentBeside,
} from './private/instrumentation';
import { type Problem, refuse } from './private/problems';

const AGENT_IMAGE = 'public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300066.1b1374';
const VOLUME = 'opentelemetry-auto-instrumentation';
const FOLDER = '/otel-auto-instrumentation';
/** Where Application Signals keeps the metrics of every application of an account. */
const METRICS_LOG_GROUP = '/aws/application-signals/data';
const LAMBDA_WRAPPER = '/opt/otel-instrument';

/** What an application is written for, and so how it is instrumented. */
export enum ApplicationRuntime {
  /** The Java virtual machine, version 8 or later. */
  JAVA = 'java',
  /** Node.js with CommonJS modules. */
  NODEJS = 'nodejs',
  /** Python 3. */
  PYTHON = 'python',
  /** .NET on Linux. */
  DOTNET = 'dotnet',
  /** Anything that the OpenTelemetry SDK instruments in its own code, such as Go: X-Ray shows its traces. */
  OWN_CODE = 'own-code',
}

const INSTRUMENTATIONS: Readonly<Partial<Record<ApplicationRuntime, Instrumentation>>> = {
  java,
  nodejs,
  python,
  dotnet,
};

/** Properties of an ApplicationMonitoring. */
export interface ApplicationMonitoringProps {
  /**
   * Whether it lets Application Signals discover the services of the account. An account takes one such resource in
   * each region: set it to false where another stack has it.
   * @default true
   */
  readonly startDiscovery?: boolean;
  /**
   * The image of the CloudWatch agent.
   * @default - version 1.300066.1 from Amazon ECR Public
   */
  readonly agentImage?: ecs.ContainerImage;
  /**
   * How long the logs of the agents are kept.
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;
}

/** How the tasks of a service are monitored. */
export interface MonitoredTaskOptions {
  /** What the application is written for. */
  readonly runtime: ApplicationRuntime;
  /**
   * The name of the service in Application Signals.
   * @default - the family of the task definition
   */
  readonly serviceName?: string;
  /**
   * The container of the application.
   * @default - the default container of the task definition
   */
  readonly container?: ecs.ContainerDefinition;
  /**
   * What else stands in the variable that loads the agent (JAVA_TOOL_OPTIONS, NODE_OPTIONS, PYTHONPATH or
   * DOTNET_STARTUP_HOOKS), which the container must not set by itself.
   * @default - nothing
   */
  readonly runtimeOptions?: string;
  /**
   * The image that holds the agent of the runtime.
   * @default - a fixed version of the AWS Distro for OpenTelemetry from Amazon ECR Public
   */
  readonly instrumentationImage?: ecs.ContainerImage;
}

/**
 * Application monitoring by CloudWatch Application Signals: traces, latency, errors and dependencies of every request
 * to the services and functions that are given to it, without a change of their code.
 *
 * Nothing that it adds to a task is essential: a task whose agent fails serves on, and its agent is started again.
 */
export class ApplicationMonitoring extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls(
    'MON1.traced',
    'MON1.permitted',
    'MON1.discovered',
    'MON1.supported',
  );

  /** What lets Application Signals discover services; undefined where another stack has it. */
  public readonly discovery?: CfnDiscovery;
  /** The log group of the agents. */
  public readonly logGroup: LogGroup;
  private readonly agentImage: ecs.ContainerImage;

  constructor(scope: Construct, id: string, props: ApplicationMonitoringProps = {}) {
    super(scope, id);
    if (props.startDiscovery ?? true) this.discovery = new CfnDiscovery(this, 'Discovery');
    this.agentImage = props.agentImage ?? ecs.ContainerImage.fromRegistry(AGENT_IMAGE);
    this.logGroup = new LogGroup(this, 'LogGroup', {
      retention: props.logRetention ?? RetentionDays.THREE_MONTHS,
    });
  }

  /** Monitors the tasks of a service: adds the agent and the instrumentation to its task definition. */
  public monitorTasks(taskDefinition: ecs.TaskDefinition, options: MonitoredTaskOptions): void {
    const container = options.container ?? taskDefinition.defaultContainer;
    refuse(this, problemsOf(taskDefinition, container));
    this.grantDelivery(taskDefinition.taskRole);
    const agent = this.addAgent(taskDefinition);
    const instrumentation = INSTRUMENTATIONS[options.runtime];
    const environment = {
      ...toAgentBeside,
      ...(instrumentation ? this.instrument(container!, taskDefinition, instrumentation, options) : {}),
      OTEL_SERVICE_NAME: options.serviceName ?? taskDefinition.family,
    };
    for (const [name, value] of Object.entries(environment)) container!.addEnvironment(name, value);
    container!.addContainerDependencies({
      container: agent,
      condition: ecs.ContainerDependencyCondition.START,
    });
  }

  /**
   * Monitors a function: adds the layer of the AWS Distro for OpenTelemetry, whose ARN differs from region to region,
   * and switches active tracing on.
   */
  public monitorFunction(handler: Function, layer: ILayerVersion): void {
    handler.addLayers(layer);
    handler.addEnvironment('AWS_LAMBDA_EXEC_WRAPPER', LAMBDA_WRAPPER);
    const resource = handler.node.defaultChild;
    if (resource instanceof CfnFunction) resource.tracingConfig = { mode: 'Active' };
    this.grantDelivery(handler);
  }

  private addAgent(taskDefinition: ecs.TaskDefinition): ecs.ContainerDefinition {
    return taskDefinition.addContainer('CloudWatchAgent', {
      image: this.agentImage,
      essential: false,
      enableRestartPolicy: true,
      memoryReservationMiB: 64,
      environment: {
        CW_CONFIG_CONTENT: JSON.stringify({
          traces: { traces_collected: { application_signals: {} } },
          logs: { metrics_collected: { application_signals: {} } },
        }),
      },
      logging: this.logDriver('agent'),
    });
  }

  /** Copies the agent of the runtime to where the application loads it from, and returns the variables that load it. */
  private instrument(
    container: ecs.ContainerDefinition,
    taskDefinition: ecs.TaskDefinition,
    { image, source, loader, loads, separator, variables }: Instrumentation,
    { instrumentationImage, runtimeOptions }: MonitoredTaskOptions,
  ): Record<string, string> {
    taskDefinition.addVolume({ name: VOLUME });
    const copier = taskDefinition.addContainer('Instrumentation', {
      image: instrumentationImage ?? ecs.ContainerImage.fromRegistry(image),
      essential: false,
      memoryReservationMiB: 32,
      command: ['cp', '-a', source, FOLDER],
      logging: this.logDriver('instrumentation'),
    });
    const mounted = { sourceVolume: VOLUME, containerPath: FOLDER };
    copier.addMountPoints({ ...mounted, readOnly: false });
    container.addMountPoints({ ...mounted, readOnly: true });
    container.addContainerDependencies({
      container: copier,
      condition: ecs.ContainerDependencyCondition.SUCCESS,
    });
    const isArm = taskDefinition.runtimePlatform?.cpuArchitecture === ecs.CpuArchitecture.ARM64;
    const own = runtimeOptions === undefined ? [] : [runtimeOptions];
    return {
      ...fromDistribution,
      ...variables(FOLDER, isArm ? 'arm64' : 'x64'),
      [loader]: [loads(FOLDER), ...own].join(separator),
    };
  }

  private logDriver(streamPrefix: string): ecs.LogDriver {
    return ecs.LogDrivers.awsLogs({
      logGroup: this.logGroup,
      streamPrefix,
      mode: ecs.AwsLogDriverMode.NON_BLOCKING,
    });
  }

  /** What the agent needs, and no more; X-Ray knows no resources. */
  private grantDelivery({ grantPrincipal }: IGrantable): void {
    const metrics = Stack.of(this).formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: `${METRICS_LOG_GROUP}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [
          'xray:PutTraceSegments',
          'xray:PutTelemetryRecords',
          'xray:GetSamplingRules',
          'xray:GetSamplingTargets',
          'xray:GetSamplingStatisticSummaries',
        ],
        resources: ['*'],
      }),
    );
    grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [metrics],
      }),
    );
  }
}

function problemsOf(taskDefinition: ecs.TaskDefinition, container?: ecs.ContainerDefinition): Problem[] {
  const { networkMode, node } = taskDefinition;
  return [
    container ? undefined : `${node.path} has no container, expected one to monitor`,
    networkMode === ecs.NetworkMode.AWS_VPC
      ? undefined
      : `the network mode of ${node.path} is ${networkMode}, expected awsvpc`,
  ];
}
