import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, stageUnknown, undecided } from '../expressions';
import { att, ref, resource, service, targetGroup } from '../serving/resources';
import {
  adot,
  agent,
  container,
  handler,
  role,
  roleWith,
  running,
  statement,
  variables,
  xRayDaemon,
} from './resources';

const app = container('api');
const sending = statement('xray:PutTraceSegments');
const none = 'Role does not allow xray:PutTraceSegments';
const active = { TracingConfig: { Mode: 'Active' } };
const policy = (type: string, properties: JsonObject): JsonObject =>
  resource(`IAM::${type}`, { PolicyDocument: { Statement: [sending] }, ...properties });

export const permitted: ControlCases = {
  pass: [
    { name: 'a policy of the role', resources: running([app, adot], {}, { Role: role(sending) }) },
    { name: 'all of X-Ray', resources: running([app, adot], {}, { Role: role(statement(['xray:*'])) }) },
    {
      name: 'the policy of AWS for the CloudWatch agent',
      resources: running([app, agent()], {}, { Role: roleWith('CloudWatchAgentServerPolicy') }),
    },
    {
      name: 'the policy of AWS for the daemon',
      resources: running([app, xRayDaemon], {}, { Role: roleWith('AWSXRayDaemonWriteAccess') }),
    },
    {
      name: 'a policy that is attached to the role',
      resources: running([app, adot], {}, { Policy: policy('Policy', { Roles: [ref('Role')] }) }),
    },
    {
      name: 'a managed policy that the role names',
      resources: running(
        [app, adot],
        {},
        {
          Role: resource('IAM::Role', { ManagedPolicyArns: [ref('Shared')] }),
          Shared: policy('ManagedPolicy', {}),
        },
      ),
    },
    { name: 'a function', resources: handler(active, { Role: role(sending) }) },
    {
      name: 'a serverless function, whose role is made for it',
      resources: {
        Handler: resource('Serverless::Function', { Tracing: 'Active', FunctionUrlConfig: {} }),
      },
    },
  ],
  fail: [
    { name: 'no policy', resources: running([app, adot]), findings: [`fail Web: ${none}`] },
    {
      name: 'policies of AWS about something else',
      resources: running(
        [app, agent()],
        {},
        {
          Role: roleWith('AmazonS3ReadOnlyAccess', 'service-role/AmazonECSTaskExecutionRolePolicy'),
        },
      ),
      findings: [`fail Web: ${none}`],
    },
    {
      name: 'a policy that denies it',
      resources: running([app, adot], {}, { Role: role(sending, statement('xray:*', '*', 'Deny')) }),
      findings: [`fail Web: ${none}`],
    },
    {
      name: 'no role on Fargate',
      resources: running([app, adot], { TaskRoleArn: nothing }),
      findings: ['fail Web: TaskRoleArn is not set, so its tasks may not xray:PutTraceSegments'],
    },
    {
      name: 'the role that starts the tasks, which is not theirs',
      resources: running(
        [app, adot],
        { ExecutionRoleArn: att('Starter', 'Arn') },
        { Starter: role(sending) },
      ),
      findings: [`fail Web: ${none}`],
    },
    {
      name: 'X-Ray itself by OTLP',
      resources: running([
        container('api', variables({ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://xray.eu-west-1.amazonaws.com' })),
      ]),
      findings: [`fail Web: ${none}`],
    },
    {
      name: 'a function that may only write its log',
      resources: handler(active, { Role: roleWith('service-role/AWSLambdaBasicExecutionRole') }),
      findings: [`fail Handler: ${none}`],
    },
  ],
  unknown: [
    {
      name: 'a role from elsewhere',
      resources: running([app, adot], { TaskRoleArn: 'arn:aws:iam::111111111111:role/shop' }),
      findings: [
        'unknown Web: TaskRoleArn arn:aws:iam::111111111111:role/shop is not among the templates; ' +
          'verify that it allows xray:PutTraceSegments',
      ],
    },
    {
      name: 'a policy of the account',
      resources: running(
        [app, adot],
        {},
        {
          Role: resource('IAM::Role', { ManagedPolicyArns: ['arn:aws:iam::111111111111:policy/traces'] }),
        },
      ),
      findings: [
        'unknown Web: whether Role allows xray:PutTraceSegments is not known ' +
          '(what arn:aws:iam::111111111111:policy/traces allows is not in the templates)',
      ],
    },
    {
      name: 'a policy under a condition',
      resources: running(
        [app, adot],
        {},
        {
          Policy: { ...policy('Policy', { Roles: [ref('Role')] }), Condition: 'IsProd' },
        },
      ),
      ...undecided,
      findings: [`unknown Web: whether Role allows xray:PutTraceSegments is not known (${stageUnknown})`],
    },
    {
      name: 'a statement with a condition',
      resources: running(
        [app, adot],
        {},
        {
          Role: role({ ...sending, Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
        },
      ),
      findings: [
        'unknown Web: whether Role allows xray:PutTraceSegments is not known ' +
          '(it depends on the Condition of a statement)',
      ],
    },
    {
      name: 'a collector that is configured to deliver elsewhere',
      resources: running([app, { ...adot, ...variables({ AOT_CONFIG_CONTENT: 'exporters: {}' }) }]),
      findings: [
        `unknown Web: where the ADOT collector delivers to is configured outside of the templates: ${none}`,
      ],
    },
    {
      name: 'a collector that may be there',
      resources: running([app, choose('IsProd', adot, nothing)]),
      ...undecided,
      findings: [`unknown Web: ${stageUnknown}: ${none}`],
    },
    {
      name: 'no role on instances, which have one',
      resources: {
        ...running([app, adot], { TaskRoleArn: nothing }),
        Web: service({ LaunchType: 'EC2', TaskDefinition: ref('Task') }),
      },
      findings: [
        'unknown Web: TaskRoleArn is not set, so its tasks may not xray:PutTraceSegments ' +
          'unless the role of its instances allows it; verify that',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a monitor that is no service of AWS',
      resources: running([container('api', variables({ DD_API_KEY: 'key' }))]),
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
    {
      name: 'instances',
      resources: { Group: resource('AutoScaling::AutoScalingGroup') },
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
  ],
};

const discovery = { Discovery: resource('ApplicationSignals::Discovery') };
const signalling = {
  Layers: ['arn:aws:lambda:eu-west-1:615299751070:layer:AWSOpenTelemetryDistroPython:12'],
  Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-instrument' } },
};
const notDiscovered =
  'no ApplicationSignals::Discovery is in the templates; ' +
  'verify in the account that Application Signals is enabled';

export const discovered: ControlCases = {
  pass: [
    {
      name: 'a discovery for functions',
      resources: handler(signalling, discovery),
    },
    { name: 'a discovery', resources: running([app, agent()], {}, discovery) },
  ],
  fail: [],
  unknown: [
    { name: 'none', resources: running([app, agent()]), findings: [`unknown Web: ${notDiscovered}`] },
    {
      name: 'one that may be there',
      resources: running(
        [app, agent()],
        {},
        {
          Discovery: resource('ApplicationSignals::Discovery', {}, 'IsProd'),
        },
      ),
      ...undecided,
      findings: [`unknown Web: ${stageUnknown}: Discovery starts discovery`],
    },
  ],
  notApplicable: [
    {
      name: 'another monitor',
      resources: running([app, adot]),
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
  ],
};

const old =
  'container xray is the X-Ray daemon, in maintenance since 25 February 2026, ' +
  'expected the CloudWatch agent or an OpenTelemetry collector';

export const supported: ControlCases = {
  pass: [
    { name: 'the CloudWatch agent', resources: running([app, agent()]) },
    { name: 'the ADOT collector', resources: running([app, adot]) },
  ],
  fail: [{ name: 'the X-Ray daemon', resources: running([app, xRayDaemon]), findings: [`fail Web: ${old}`] }],
  unknown: [
    {
      name: 'the X-Ray daemon under a condition',
      resources: running([app, choose('IsProd', xRayDaemon, nothing)]),
      ...undecided,
      findings: [`unknown Web: ${stageUnknown}: ${old}`],
    },
  ],
  notApplicable: [
    {
      name: 'no collector',
      resources: running([app]),
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
    {
      name: 'a function',
      resources: { ...handler(), Targets: targetGroup() },
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
  ],
};

export const tracedApis: ControlCases = {
  pass: [
    { name: 'a stage', resources: { Entry: resource('ApiGateway::Stage', { TracingEnabled: true }) } },
    { name: 'a GraphQL API', resources: { Api: resource('AppSync::GraphQLApi', { XrayEnabled: true }) } },
  ],
  fail: [
    {
      name: 'a stage without',
      resources: { Entry: resource('ApiGateway::Stage') },
      findings: ['fail Entry: TracingEnabled is not set and so false, expected true'],
    },
  ],
  unknown: [
    {
      name: 'a condition that decides',
      resources: { Entry: resource('ApiGateway::Stage', { TracingEnabled: choose('IsProd', true, false) }) },
      ...undecided,
      findings: [`unknown Entry: TracingEnabled is not known (${stageUnknown}), expected true`],
    },
  ],
  notApplicable: [
    {
      name: 'an HTTP API, which X-Ray does not trace',
      resources: { Entry: resource('ApiGatewayV2::Stage') },
      findings: ['notApplicable Stack1: no stage of a REST API, or GraphQL API to judge'],
    },
  ],
};
