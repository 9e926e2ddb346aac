import type { App } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, off, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import {
  adot,
  agent,
  container,
  role,
  running,
  signals,
  statement,
  variables,
  xRayDaemon,
} from './resources';

const app = (values: JsonObject = {}, settings: JsonObject = {}): JsonObject =>
  container('api', { ...variables(values), ...settings });

const endpoint = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const beside = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4316/v1/traces' };

const untraced =
  'fail Web: no container sends or collects traces, expected the agent of an application monitor';

/** A task definition in one stack, and the service that runs it in another. */
function acrossStacks(application: App): void {
  const tasks = new Stack(application, 'Tasks');
  const definition = new FargateTaskDefinition(tasks, 'Definition');
  definition.addContainer('Api', { image: ContainerImage.fromRegistry('example.com/shop') });
  definition.addContainer('Collector', {
    image: ContainerImage.fromRegistry('public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3'),
    essential: false,
  });
  const services = new Stack(application, 'Services');
  const cluster = new Cluster(services, 'Cluster', { vpc: new Vpc(services, 'Vpc') });
  new FargateService(services, 'Service', { cluster, taskDefinition: definition });
}

export const tracedTasks: ControlCases = {
  pass: [
    { name: 'the CloudWatch agent beside it', resources: running([app(beside), agent()]) },
    { name: 'the ADOT collector beside it', resources: running([app(), adot]) },
    { name: 'the X-Ray daemon beside it, as long as it is there', resources: running([app(), xRayDaemon]) },
    { name: 'a collector in a task of another stack', app: acrossStacks },
    {
      name: 'a copy of the agent, by its configuration',
      resources: running(
        [app(beside), { ...agent(), Image: att('Copies', 'RepositoryUri') }],
        {},
        {
          Copies: resource('ECR::Repository'),
        },
      ),
    },
    {
      name: 'a copy of a collector, by the name of its repository',
      resources: running(
        [app(beside), container('collector', { Image: ref('Copies') })],
        {},
        {
          Copies: resource('ECR::Repository', { RepositoryName: 'shop/otel-collector' }),
        },
      ),
    },
    {
      name: 'a configuration of the agent from a parameter of the templates',
      resources: running(
        [
          app(),
          {
            ...agent(),
            Environment: [],
            Secrets: [{ Name: 'CW_CONFIG_CONTENT', ValueFrom: ref('Configuration') }],
          },
        ],
        {},
        { Configuration: resource('SSM::Parameter', { Value: signals }) },
      ),
    },
    {
      name: 'an endpoint of a vendor',
      resources: running([app({ [endpoint]: 'https://api.honeycomb.io' })]),
    },
    {
      name: 'a collector of its own behind a load balancer',
      resources: running(
        [app({ [endpoint]: { 'Fn::Sub': 'http://${Collector.DNSName}:4318' } })],
        {},
        {
          Collector: resource('ElasticLoadBalancingV2::LoadBalancer', { Type: 'network' }),
        },
      ),
    },
    {
      name: 'X-Ray itself, which speaks OTLP',
      resources: running([app({ [endpoint]: 'https://xray.eu-west-1.amazonaws.com/v1/traces' })]),
    },
    {
      name: 'the agent of Datadog',
      resources: running([
        app({ DD_SERVICE: 'shop' }),
        container('datadog-agent', { Image: 'public.ecr.aws/datadog/agent:7' }),
      ]),
    },
    {
      name: 'a key of New Relic from a secret',
      resources: running([
        app({}, { Secrets: [{ Name: 'NEW_RELIC_LICENSE_KEY', ValueFrom: 'arn:aws:secretsmanager:x' }] }),
      ]),
    },
    {
      name: 'another agent under a condition, beside one that is always there',
      resources: running([app(), adot, choose('IsProd', xRayDaemon, nothing)]),
      ...undecided,
    },
    {
      name: 'either of two agents',
      resources: running(choose('IsProd', [app(), adot], [app(), agent()])),
      ...undecided,
    },
  ],
  fail: [
    { name: 'nothing of the kind', resources: running([app({ DATABASE_HOST: 'db' })]), findings: [untraced] },
    {
      name: 'Container Insights, which sees no requests',
      resources: running(
        [app()],
        {},
        {
          Cluster: resource('ECS::Cluster', {
            ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }],
          }),
        },
      ),
      findings: [untraced],
    },
    {
      name: 'an agent that collects metrics alone',
      resources: running([app(), agent('{"metrics":{"namespace":"Shop"}}')]),
      findings: [
        'fail Web: CW_CONFIG_CONTENT of container agent collects no traces, expected traces_collected in it; ' +
          'no container sends or collects traces, expected the agent of an application monitor',
      ],
    },
    {
      name: 'an address beside it where nothing listens',
      resources: running([app(beside)]),
      findings: [
        'fail Web: OTEL_EXPORTER_OTLP_TRACES_ENDPOINT of container api is http://localhost:4316/v1/traces, but no ' +
          'container of the task receives traces, expected the agent of an application monitor beside it',
      ],
    },
    {
      name: 'Datadog without its agent',
      resources: running([app({ DD_SERVICE: 'shop', DD_AGENT_HOST: '127.0.0.1' })]),
      findings: [
        'fail Web: DD_SERVICE of container api is of Datadog, but no container of the task receives traces, ' +
          'expected the agent of an application monitor beside it',
      ],
    },
    {
      name: 'instrumentation that is switched off',
      resources: running([app({ ...beside, OTEL_SDK_DISABLED: 'true' }), agent()]),
      findings: [
        'fail Web: OTEL_SDK_DISABLED of container api is true, so it sends no traces, ' +
          'expected the agent of an application monitor',
      ],
    },
    {
      name: 'a sampler that takes none',
      resources: running([app({ OTEL_TRACES_SAMPLER: 'always_off' }), adot]),
      findings: [
        'fail Web: OTEL_TRACES_SAMPLER of container api is always_off, so it sends no traces, ' +
          'expected the agent of an application monitor',
      ],
    },
    {
      name: 'an agent under a condition that is off by default',
      resources: running([app(), choose('IsProd', agent(), nothing)]),
      ...off,
      findings: [untraced],
    },
  ],
  unknown: [
    {
      name: 'an agent that may be there',
      resources: running([app(), choose('IsProd', adot, nothing)]),
      ...undecided,
      findings: [`unknown Web: ${stageUnknown}: container adot is the ADOT collector`],
    },
    {
      name: 'a collector in one of two lists of containers',
      resources: running(choose('IsProd', [app(), adot], [app()])),
      ...undecided,
      findings: [
        `unknown Web: ${stageUnknown}: no container sends or collects traces, ` +
          'expected the agent of an application monitor',
      ],
    },
    {
      name: 'a switch that a parameter gives',
      resources: running([app({ DD_API_KEY: 'key', DD_TRACE_ENABLED: ref('Trace') })]),
      parameters: { Trace: { Type: 'String' } },
      findings: [`unknown Web: ${notGiven('Trace')}: DD_API_KEY of container api leads to Datadog`],
    },
    {
      name: 'a role that may send traces, so that the code may',
      resources: running([app()], {}, { Role: role(statement('xray:*')) }),
      findings: [
        'unknown Web: no container sends or collects traces, but Role allows xray:PutTraceSegments; ' +
          'verify whether its code sends them',
      ],
    },
    {
      name: 'a variable that may be of an application monitor',
      resources: running([app({ SENTRY_DSN: 'https://key@sentry.io/1' })]),
      findings: [
        'unknown Web: SENTRY_DSN of container api is set; verify that an application monitor traces it',
      ],
    },
    {
      name: 'variables in a file',
      resources: running([app({}, { EnvironmentFiles: [{ Type: 's3', Value: 'arn:aws:s3:::shop/.env' }] })]),
      findings: ['unknown Web: container api reads a file of variables; verify that it is traced'],
    },
    {
      name: 'a second container whose image is not known',
      resources: running([app(), container('helper', { Image: ref('Helper') })]),
      parameters: { Helper: { Type: 'String' } },
      findings: [
        'unknown Web: the image of container helper is not known; verify whether it collects traces',
      ],
    },
    {
      name: 'an address beside it, and a container whose image is not known',
      resources: running([app(beside), container('helper', { Image: ref('Helper') })]),
      parameters: { Helper: { Type: 'String' } },
      findings: [
        'unknown Web: the image of container helper is not known; verify whether it collects traces',
      ],
    },
    {
      name: 'an endpoint that a parameter gives',
      resources: running([app({ [endpoint]: ref('Endpoint') })]),
      parameters: { Endpoint: { Type: 'String' } },
      findings: [
        `unknown Web: OTEL_EXPORTER_OTLP_ENDPOINT of container api is \${Stack1.Endpoint}; ` +
          'verify that an application monitor traces it',
      ],
    },
    {
      name: 'an address of the instance, where an agent may listen',
      resources: running([app(beside)], { NetworkMode: 'host' }),
      findings: [
        'unknown Web: OTEL_EXPORTER_OTLP_TRACES_ENDPOINT of container api is http://localhost:4316/v1/traces; ' +
          'verify that an agent on the instance receives its traces',
      ],
    },
    {
      name: 'an agent that is configured elsewhere',
      resources: running([app(), { ...agent(), Environment: [] }]),
      findings: [
        'unknown Web: container agent is the CloudWatch agent, but its configuration is not in the templates; ' +
          'verify that it collects traces',
      ],
    },
    {
      name: 'a task definition from elsewhere',
      resources: {
        ...running([app(), adot]),
        Web: resource('ECS::Service', { TaskDefinition: 'shop:7', LaunchType: 'FARGATE' }),
      },
      findings: ['unknown Web: its task definition is not among the templates; verify what it runs'],
    },
    {
      name: 'containers that a parameter gives',
      resources: running(ref('Containers')),
      parameters: { Containers: { Type: 'String' } },
      findings: ['unknown Web: its containers are not in the templates; verify what they run'],
    },
    {
      name: 'instances, whose image may hold an agent',
      resources: {
        Group: resource('AutoScaling::AutoScalingGroup', {
          LaunchTemplate: { LaunchTemplateId: ref('Template') },
        }),
        Template: resource('EC2::LaunchTemplate', {
          LaunchTemplateData: { UserData: { 'Fn::Base64': 'install datadog-agent' } },
        }),
        Bare: resource('AutoScaling::AutoScalingGroup'),
      },
      findings: [
        'unknown Group: its UserData names Datadog; verify in the account that requests to them are traced',
        'unknown Bare: its UserData names no application monitor; ' +
          'verify in the account that requests to them are traced',
      ],
    },
    {
      name: 'Kubernetes',
      resources: { Cluster: resource('EKS::Cluster') },
      findings: [
        'unknown Cluster: AWS::EKS::Cluster shows no instrumentation; ' +
          'verify in the account that its requests are traced',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that is declared to have no service',
      resources: {},
      declaration: { services: { none: 'it is a static site' } },
      findings: ['notApplicable Stack1: declared: it is a static site'],
    },
  ],
};
