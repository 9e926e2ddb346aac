import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, stageUnknown, undecided } from '../expressions';
import { ref, resource, service } from '../serving/resources';
import { container, handler, role, roleWith, running, statement } from './resources';

function logging(driver: Json, options: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return { LogConfiguration: { LogDriver: driver, Options: options, ...more } };
}

const awslogs = logging('awslogs', { 'awslogs-group': ref('Logs') });
const app = (settings: JsonObject = awslogs): JsonObject => container('api', settings);
const router = (options?: JsonObject): JsonObject =>
  container('router', {
    ...awslogs,
    FirelensConfiguration: { Type: 'fluentbit', ...(options ? { Options: options } : {}) },
  });
const toFireLens = (options: JsonObject): JsonObject => app(logging('awsfirelens', options));

const driver = 'expected awslogs, awsfirelens or another driver that delivers it';
const bare = `container api has no LogConfiguration, ${driver}`;
const onInstances = (...containers: readonly Json[]): JsonObject => ({
  ...running([...containers]),
  Web: service({ LaunchType: 'EC2', TaskDefinition: ref('Task') }),
});
const daemon = { Agent: resource('ECS::Service', { SchedulingStrategy: 'DAEMON' }) };
const mayLog = statement(['logs:CreateLogStream', 'logs:PutLogEvents']);

export const collected: ControlCases = {
  pass: [
    { name: 'CloudWatch Logs', resources: running([app()]) },
    { name: 'every container', resources: running([app(), container('proxy', awslogs)]) },
    {
      name: 'Splunk, its token from a secret',
      resources: running([
        app(
          logging(
            'splunk',
            { 'splunk-url': 'https://splunk.example.com' },
            { SecretOptions: [{ Name: 'splunk-token', ValueFrom: 'arn:aws:secretsmanager:x' }] },
          ),
        ),
      ]),
    },
    {
      name: 'FireLens with its router',
      resources: running([toFireLens({ Name: 'opensearch' }), router()]),
    },
    {
      name: 'another container under a condition, with a log of its own',
      resources: running([app(), choose('IsProd', container('proxy', awslogs), nothing)]),
      ...undecided,
    },
    { name: 'a function that may', resources: handler({}, { Role: role(mayLog) }) },
    {
      name: 'a function by the policy of AWS',
      resources: handler({}, { Role: roleWith('service-role/AWSLambdaBasicExecutionRole') }),
    },
    {
      name: 'a serverless function, whose role is made for it',
      resources: { Handler: resource('Serverless::Function', { FunctionUrlConfig: {} }) },
    },
    { name: 'App Runner', resources: { Api: resource('AppRunner::Service') } },
    {
      name: 'Kubernetes with the add-on of CloudWatch',
      resources: {
        Cluster: resource('EKS::Cluster'),
        AddOn: resource('EKS::Addon', {
          AddonName: 'amazon-cloudwatch-observability',
          ClusterName: ref('Cluster'),
        }),
      },
    },
  ],
  fail: [
    { name: 'no log', resources: running([app({})]), findings: [`fail Web: ${bare}`] },
    {
      name: 'a sidecar without a log',
      resources: running([app(), container('proxy')]),
      findings: [`fail Web: container proxy has no LogConfiguration, ${driver}`],
    },
    {
      name: 'a driver that throws it away',
      resources: running([app(logging('none'))]),
      findings: [`fail Web: the log driver of container api is none, ${driver}`],
    },
    {
      name: 'a driver without its address',
      resources: running([app(logging('splunk'))]),
      findings: [
        'fail Web: the log driver of container api is splunk, but splunk-url is not set, ' +
          'expected where it delivers to',
      ],
    },
    {
      name: 'FireLens without a router',
      resources: running([toFireLens({ Name: 'opensearch' })]),
      findings: [
        'fail Web: container api hands its log to FireLens, ' +
          'but no container of the task has a FirelensConfiguration, expected one',
      ],
    },
    {
      name: 'FireLens without an output',
      resources: running([toFireLens({}), router()]),
      findings: [
        'fail Web: container api hands its log to FireLens, but its Options name no output, expected Name',
      ],
    },
    {
      name: 'the disk of an instance',
      resources: onInstances(app({})),
      findings: [`fail Web: ${bare}`],
    },
    {
      name: 'a function whose role may not write its log',
      resources: handler(),
      findings: ['fail Handler: Role does not allow logs:PutLogEvents'],
    },
  ],
  unknown: [
    {
      name: 'the disk of an instance, where a daemon may read it',
      resources: { ...onInstances(app({})), ...daemon },
      findings: [`unknown Web: ${bare}; verify whether Agent reads it from the instances`],
    },
    {
      name: 'a log that a condition gives',
      resources: running([app({ LogConfiguration: choose('IsProd', awslogs.LogConfiguration!, nothing) })]),
      ...undecided,
      findings: [`unknown Web: ${stageUnknown}: ${bare}`],
    },
    {
      name: 'a sidecar under a condition, without a log',
      resources: running([app(), choose('IsProd', container('proxy'), nothing)]),
      ...undecided,
      findings: [`unknown Web: ${stageUnknown}: container proxy has no LogConfiguration, ${driver}`],
    },
    {
      name: 'a driver that a parameter gives',
      resources: running([app(logging(ref('Driver')))]),
      parameters: { Driver: { Type: 'String' } },
      findings: [`unknown Web: the log driver of container api is not known, ${driver}`],
    },
    {
      name: 'an address among the secrets',
      resources: running([
        app(logging('splunk', {}, { SecretOptions: [{ Name: 'splunk-url', ValueFrom: 'arn:aws:x' }] })),
      ]),
      findings: [
        'unknown Web: the log driver of container api is splunk, but splunk-url is not known; ' +
          'verify where it delivers to',
      ],
    },
    {
      name: 'a router with a configuration of its own',
      resources: running([toFireLens({}), router({ 'config-file-type': 'file' })]),
      findings: [
        'unknown Web: container api hands its log to FireLens; ' +
          'verify the outputs in the configuration of container router',
      ],
    },
    {
      name: 'a router that may be there',
      resources: running([toFireLens({ Name: 'opensearch' }), choose('IsProd', router(), nothing)]),
      ...undecided,
      findings: [
        'unknown Web: container api hands its log to FireLens, but whether a container routes it is not known',
      ],
    },
    {
      name: 'a function whose role lies elsewhere',
      resources: handler({ Role: ref('Shared') }),
      parameters: { Shared: { Type: 'String' } },
      findings: [
        'unknown Handler: Role ${Stack1.Shared} is not among the templates; verify that it allows logs:PutLogEvents',
      ],
    },
    {
      name: 'instances',
      resources: {
        Group: resource('AutoScaling::AutoScalingGroup', {
          LaunchTemplate: { LaunchTemplateId: ref('Template') },
        }),
        Template: resource('EC2::LaunchTemplate', {
          LaunchTemplateData: { UserData: { 'Fn::Base64': 'yum install -y amazon-cloudwatch-agent' } },
        }),
        Bare: resource('AutoScaling::AutoScalingGroup'),
      },
      findings: [
        'unknown Group: its UserData sets up amazon-cloudwatch-agent; verify which logs it delivers',
        'unknown Bare: its UserData names nothing that delivers logs; ' +
          'verify that the image of its instances does',
      ],
    },
    {
      name: 'a way to run an application that is not judged',
      resources: { App: resource('ElasticBeanstalk::Environment') },
      findings: [
        'unknown App: AWS::ElasticBeanstalk::Environment is not judged by this control; ' +
          'verify in the account where its logs go',
      ],
    },
    {
      name: 'a task definition that a parameter gives',
      resources: { ...running([app()]), Web: service({ TaskDefinition: ref('Definition') }) },
      parameters: { Definition: { Type: 'String' } },
      findings: ['unknown Web: its task definition is not among the templates; verify what it runs'],
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
