/** How the AWS Distro for OpenTelemetry instruments the applications of a runtime, without a change of their code. */
export interface Instrumentation {
  /** The image that holds the agent, and the part of it that is copied. */
  readonly image: string;
  readonly source: string;
  /** The variable that loads the agent into the runtime, and what it is set to. */
  readonly loader: string;
  readonly loads: (folder: string) => string;
  /** What stands between the loader's own value and what else the application sets there. */
  readonly separator: string;
  readonly variables: (folder: string, architecture: string) => Record<string, string>;
}

const repository = 'public.ecr.aws/aws-observability/adot-autoinstrumentation';
const whole = '/autoinstrumentation/.';
const none = (): Record<string, string> => ({});

export const java: Instrumentation = {
  image: `${repository}-java:v2.28.2`,
  source: '/javaagent.jar',
  loader: 'JAVA_TOOL_OPTIONS',
  loads: (folder) => `-javaagent:${folder}/javaagent.jar`,
  separator: ' ',
  variables: none,
};

export const nodejs: Instrumentation = {
  image: `${repository}-node:v0.12.0`,
  source: whole,
  loader: 'NODE_OPTIONS',
  loads: (folder) => `--require ${folder}/autoinstrumentation.js`,
  separator: ' ',
  variables: none,
};

export const python: Instrumentation = {
  image: `${repository}-python:v0.18.0`,
  source: whole,
  loader: 'PYTHONPATH',
  loads: (folder) => `${folder}/opentelemetry/instrumentation/auto_instrumentation:${folder}`,
  separator: ':',
  variables: () => ({ OTEL_PYTHON_DISTRO: 'aws_distro', OTEL_PYTHON_CONFIGURATOR: 'aws_configurator' }),
};

const plugin = 'AWS.Distro.OpenTelemetry.AutoInstrumentation';

export const dotnet: Instrumentation = {
  image: `${repository}-dotnet:v1.9.2`,
  source: whole,
  loader: 'DOTNET_STARTUP_HOOKS',
  loads: (folder) => `${folder}/net/OpenTelemetry.AutoInstrumentation.StartupHook.dll`,
  separator: ':',
  variables: (folder, architecture) => ({
    CORECLR_ENABLE_PROFILING: '1',
    CORECLR_PROFILER: '{918728DD-259F-4A6A-AC2B-B85E1B658318}',
    CORECLR_PROFILER_PATH: `${folder}/linux-${architecture}/OpenTelemetry.AutoInstrumentation.Native.so`,
    DOTNET_ADDITIONAL_DEPS: `${folder}/AdditionalDeps`,
    DOTNET_SHARED_STORE: `${folder}/store`,
    OTEL_DOTNET_AUTO_HOME: folder,
    OTEL_DOTNET_AUTO_PLUGINS: `${plugin}.Plugin, ${plugin}`,
    OTEL_DOTNET_CONFIGURATOR: 'aws_configurator',
    OTEL_DOTNET_DISTRO: 'aws_distro',
  }),
};

/** What every application is told: its traces go to the agent beside it. */
export const toAgentBeside: Readonly<Record<string, string>> = {
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4316/v1/traces',
  OTEL_LOGS_EXPORTER: 'none',
  OTEL_METRICS_EXPORTER: 'none',
};

/** What the AWS Distro for OpenTelemetry alone understands. */
export const fromDistribution: Readonly<Record<string, string>> = {
  OTEL_AWS_APPLICATION_SIGNALS_ENABLED: 'true',
  OTEL_AWS_APPLICATION_SIGNALS_EXPORTER_ENDPOINT: 'http://localhost:4316/v1/metrics',
  OTEL_PROPAGATORS: 'tracecontext,baggage,xray',
  OTEL_TRACES_SAMPLER: 'xray',
  OTEL_TRACES_SAMPLER_ARG: 'endpoint=http://localhost:2000',
};
