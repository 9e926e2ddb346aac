import type { Json, JsonObject } from '../../../lib/model/input';
import { att, ref, resource, web } from '../serving/resources';

/** Short ways to write tasks, functions and roles for cases about telemetry. */

const agentImage = 'public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300066.1b1374';

export const signals = JSON.stringify({ traces: { traces_collected: { application_signals: {} } } });

export function container(name: string, settings: JsonObject = {}): JsonObject {
  return { Name: name, Image: 'example.com/shop:1', ...settings };
}

/** Environment variables as a container lists them. */
export function variables(values: JsonObject): JsonObject {
  return { Environment: Object.entries(values).map(([Name, Value]) => ({ Name, Value: Value })) };
}

/** The CloudWatch agent in a container of its own. */
export function agent(configuration: Json = signals): JsonObject {
  return container('agent', { Image: agentImage, ...variables({ CW_CONFIG_CONTENT: configuration }) });
}

export const xRayDaemon = container('xray', { Image: 'public.ecr.aws/xray/aws-xray-daemon:3.x' });
export const adot = container('adot', {
  Image: 'public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3',
});

export function task(containers: Json, properties: JsonObject = {}): JsonObject {
  return resource('ECS::TaskDefinition', {
    NetworkMode: 'awsvpc',
    TaskRoleArn: att('Role', 'Arn'),
    ContainerDefinitions: containers,
    ...properties,
  });
}

/** The service `Web` on Fargate that runs a task with these containers. */
export function running(containers: Json, properties: JsonObject = {}, others: JsonObject = {}): JsonObject {
  return {
    ...web({ TaskDefinition: ref('Task'), Cluster: ref('Cluster') }),
    Task: task(containers, properties),
    Role: role(),
    ...others,
  };
}

export function statement(action: Json, on: Json = '*', effect = 'Allow'): JsonObject {
  return { Effect: effect, Action: action, Resource: on };
}

/** A role with policies of its own. */
export function role(...statements: readonly JsonObject[]): JsonObject {
  const policies = [{ PolicyName: 'Own', PolicyDocument: { Statement: [...statements] } }];
  return resource('IAM::Role', statements.length > 0 ? { Policies: policies } : {});
}

/** A role with policies by ARN. */
export function roleWith(...policies: readonly string[]): JsonObject {
  const arns = policies.map((name) => `arn:aws:iam::aws:policy/${name}`);
  return resource('IAM::Role', { ManagedPolicyArns: arns });
}

/** The function `Handler`, that a function URL invokes. */
export function handler(properties: JsonObject = {}, others: JsonObject = {}): JsonObject {
  return {
    Handler: resource('Lambda::Function', { Role: att('Role', 'Arn'), ...properties }),
    Url: resource('Lambda::Url', { TargetFunctionArn: att('Handler', 'Arn') }),
    Role: role(),
    ...others,
  };
}
