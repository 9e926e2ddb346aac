/** What receives traces in a container beside the application, and passes them on. */
export interface Collector {
  /** `the CloudWatch agent`. */
  readonly name: string;
  /** How its images are called, whichever registry they come from. */
  readonly image: RegExp;
  /** The variable from which it reads its configuration. */
  readonly configuration?: string;
  /** Whether it receives traces unless it is configured otherwise, or where it is configured so alone. */
  readonly receives: 'always' | 'configured';
  /** True where it delivers to AWS X-Ray, by the role of the task, unless it is configured otherwise. */
  readonly toXRay?: boolean;
  /** Since when AWS mends nothing in it but what endangers security. */
  readonly maintenanceSince?: string;
}

/** Collectors by image; the first that matches counts. */
export const collectors: readonly Collector[] = [
  {
    name: 'the CloudWatch agent',
    image: /cloudwatch-agent/,
    configuration: 'CW_CONFIG_CONTENT',
    receives: 'configured',
    toXRay: true,
  },
  {
    name: 'the ADOT collector',
    image: /aws-otel-collector|adot-collector/,
    configuration: 'AOT_CONFIG_CONTENT',
    receives: 'always',
    toXRay: true,
  },
  {
    name: 'the X-Ray daemon',
    image: /xray-daemon/,
    receives: 'always',
    toXRay: true,
    maintenanceSince: '25 February 2026',
  },
  {
    name: 'the Datadog agent',
    image: /datadog(hq)?\/(agent|serverless-init)|datadog-agent/,
    receives: 'always',
  },
  { name: 'the Splunk collector', image: /splunk-otel-collector|signalfx-agent/, receives: 'always' },
  {
    name: 'the OpenTelemetry collector',
    image: /opentelemetry-collector|otel-?col(lector)?/,
    receives: 'always',
  },
  { name: 'the Elastic APM server', image: /apm-server|elastic-agent/, receives: 'always' },
  { name: 'Grafana Alloy', image: /grafana\/(alloy|agent)/, receives: 'always' },
  { name: 'the Dynatrace agent', image: /dynatrace/, receives: 'always' },
  { name: 'the Instana agent', image: /instana/, receives: 'always' },
  { name: 'Jaeger', image: /jaegertracing\//, receives: 'always' },
];

/** An application monitor that is no service of AWS, as the variables of what it observes show it. */
export interface Vendor {
  readonly name: string;
  /** A variable with the key or address without which its agent delivers nothing. */
  readonly key: RegExp;
  /** Any variable of it. */
  readonly any: RegExp;
  /** True where its agent delivers to a container beside the application unless a variable says where. */
  readonly beside?: boolean;
}

/** The address variables of vendors name a host of one's own choice. */
export const vendors: readonly Vendor[] = [
  {
    name: 'Datadog',
    key: /^DD_(API_KEY(_\w+)?|KMS_API_KEY|TRACE_AGENT_URL|AGENT_HOST)$/,
    any: /^DD_/,
    beside: true,
  },
  { name: 'New Relic', key: /^NEW_RELIC_LICENSE_KEY(_\w+)?$/, any: /^NEW_RELIC_/ },
  { name: 'Dynatrace', key: /^DT_(TENANTTOKEN|API_TOKEN|CONNECTION_AUTH_TOKEN|PAAS_TOKEN)$/, any: /^DT_/ },
  { name: 'Elastic APM', key: /^ELASTIC_APM_(SERVER_URL|LAMBDA_APM_SERVER)$/, any: /^ELASTIC_APM_/ },
  { name: 'Honeycomb', key: /^HONEYCOMB_(API_KEY|WRITEKEY)$/, any: /^HONEYCOMB_/ },
  { name: 'Splunk', key: /^SPLUNK_ACCESS_TOKEN$/, any: /^SPLUNK_(ACCESS|REALM|TRACE|PROFILER)/ },
  { name: 'AppDynamics', key: /^APPDYNAMICS_AGENT_ACCOUNT_ACCESS_KEY$/, any: /^APPDYNAMICS_/ },
  { name: 'Instana', key: /^INSTANA_AGENT_KEY$/, any: /^INSTANA_/ },
  { name: 'Lumigo', key: /^LUMIGO_TRACER_TOKEN$/, any: /^LUMIGO_/ },
  {
    name: 'Application Insights',
    key: /^APPLICATIONINSIGHTS_CONNECTION_STRING$/,
    any: /^APPLICATIONINSIGHTS_/,
  },
];

/** Variables that switch instrumentation off, and the value by which they do. */
export const switches: ReadonlyMap<string, RegExp> = new Map([
  ['OTEL_SDK_DISABLED', /^true$/i],
  ['OTEL_JAVAAGENT_ENABLED', /^false$/i],
  ['OTEL_TRACES_EXPORTER', /^none$/],
  ['OTEL_TRACES_SAMPLER', /^(parentbased_)?always_off$/],
  ['AWS_XRAY_SDK_ENABLED', /^false$/i],
  ['AWS_XRAY_TRACING_ENABLED', /^false$/i],
  ['DD_TRACE_ENABLED', /^(false|0)$/i],
  ['NEW_RELIC_ENABLED', /^(false|0)$/i],
  ['NEW_RELIC_AGENT_ENABLED', /^(false|0)$/i],
  ['ELASTIC_APM_ENABLED', /^false$/i],
  ['ELASTIC_APM_RECORDING', /^false$/i],
]);

/** Variables that say where OpenTelemetry delivers traces; the first that is set decides. */
export const endpoints = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'] as const;

/** Variables by which an application delivers to what runs beside it, unless an endpoint says otherwise. */
export const besides: ReadonlyMap<string, RegExp> = new Map([
  ['OTEL_AWS_APPLICATION_SIGNALS_ENABLED', /^true$/i],
  ['OTEL_TRACES_EXPORTER', /^(otlp|xray)/],
  ['OTEL_PYTHON_DISTRO', /^aws_distro$/],
]);

/** Names of variables that may belong to an instrumentation that is not known here. */
export const telling =
  /otel|otlp|opentelemetry|telemetry|tracing|tracer|\bapm|_apm|^apm|sentry|x_?ray|jaeger|zipkin/i;

/** The endpoint of X-Ray itself, which speaks OTLP. */
export const xRayEndpoint = /^https:\/\/xray\.[^/]*amazonaws\.com/;

/** Addresses of the task itself. */
export const besideAddress = /^(\w+:\/\/)?(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0)([:/]|$)/;

/** A layer of AWS Lambda that instruments functions, as its ARN shows it. */
export interface Layer {
  readonly name: string;
  readonly arn: RegExp;
  /** True where a wrapper script of the layer must start the function. */
  readonly wraps: boolean;
}

export const layers: readonly Layer[] = [
  {
    name: 'the ADOT layer',
    arn: /:layer:(AWSOpenTelemetryDistro|aws-otel-(nodejs|python|java))/,
    wraps: true,
  },
  { name: 'an OpenTelemetry layer', arn: /:layer:(opentelemetry|aws-otel)-/, wraps: false },
  {
    name: 'the layer of an application monitor',
    arn: /:layer:\w*(datadog|newrelic|dynatrace|lumigo|elastic-apm|honeycomb|sentry|instana|appdynamics|splunk|coralogix)/i,
    wraps: false,
  },
];
