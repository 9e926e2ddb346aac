import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { join, undecided } from '../expressions';
import {
  att,
  balancer,
  forward,
  listener,
  ref,
  resource,
  rule,
  service,
  targetGroup,
} from '../serving/resources';

function policy(body: JsonObject, roles: readonly Json[] = [ref('Role')], condition?: string): JsonObject {
  const statement = {
    Effect: 'Allow',
    Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
    Resource: ref('Secret'),
    ...body,
  };
  return resource(
    'IAM::Policy',
    { PolicyDocument: { Statement: [statement] }, Roles: [...roles] },
    condition,
  );
}

const secret = resource('SecretsManager::Secret', { Name: 'webhook-signing-stripe' });
const hooks: JsonObject = {
  Alb: balancer(),
  Listener: listener(),
  Hooks: rule({
    Conditions: [{ Field: 'path-pattern', Values: ['/webhooks/*'] }],
    Actions: [forward(ref('Targets'))],
  }),
};

/** A service on ECS that takes in webhooks, and the secret that signs them. */
function onEcs(others: JsonObject = {}, task: JsonObject = {}): JsonObject {
  return {
    ...hooks,
    Secret: secret,
    Web: service({ LaunchType: 'FARGATE', TaskDefinition: ref('Task') }),
    Targets: targetGroup(),
    Task: resource('ECS::TaskDefinition', { TaskRoleArn: att('Role', 'Arn'), ...task }),
    Role: resource('IAM::Role'),
    ...others,
  };
}

/** The secret given to a container by ECS. */
const injected: JsonObject = {
  TaskRoleArn: att('Other', 'Arn'),
  ExecutionRoleArn: att('Role', 'Arn'),
  ContainerDefinitions: [{ Secrets: [{ Name: 'WEBHOOK_SECRET', ValueFrom: join(ref('Secret'), ':key::') }] }],
};

/** A function behind a load balancer. */
function onLambda(others: JsonObject = {}): JsonObject {
  return {
    ...hooks,
    Secret: secret,
    Targets: targetGroup({ TargetType: 'lambda', Targets: [{ Id: att('Fn', 'Arn') }] }),
    Fn: resource('Lambda::Function', { Role: att('Role', 'Arn') }),
    Role: resource('IAM::Role'),
    ...others,
  };
}

export const readable: ControlCases = {
  pass: [
    { name: 'the role of a task', resources: onEcs({ Policy: policy({}) }) },
    {
      name: 'a secret that ECS hands to a container',
      resources: onEcs({ Policy: policy({}), Other: resource('IAM::Role') }, injected),
    },
    { name: 'the role of a function', resources: onLambda({ Policy: policy({}) }) },
    {
      name: 'a policy inside the role',
      resources: onLambda({
        Role: resource('IAM::Role', {
          Policies: [
            {
              PolicyName: 'read',
              PolicyDocument: {
                Statement: { Effect: 'Allow', Action: 'secretsmanager:Get*', Resource: '*' },
              },
            },
          ],
        }),
      }),
    },
    {
      name: 'a policy that the role takes up',
      resources: onLambda({
        Role: resource('IAM::Role', { ManagedPolicyArns: [ref('Managed')] }),
        Managed: resource('IAM::ManagedPolicy', {
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Allow',
                Action: 'secretsmanager:*',
                Resource: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:webhook-*',
              },
            ],
          },
        }),
      }),
    },
    {
      name: 'a policy of AWS',
      resources: onLambda({
        Role: resource('IAM::Role', {
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/SecretsManagerReadWrite'],
        }),
      }),
    },
    {
      name: 'the profile of instances',
      resources: {
        ...onEcs({ Policy: policy({}) }),
        Web: resource('AutoScaling::AutoScalingGroup', {
          TargetGroupARNs: [ref('Targets')],
          LaunchConfigurationName: ref('Launch'),
        }),
        Launch: resource('AutoScaling::LaunchConfiguration', { IamInstanceProfile: ref('Profile') }),
        Profile: resource('IAM::InstanceProfile', { Roles: [ref('Role')] }),
      },
    },
  ],
  fail: [
    {
      name: 'no policy',
      resources: onEcs(),
      findings: ['fail Secret: no service may read Secret, expected a grant such as grantRead'],
    },
    {
      name: 'the policy of another role',
      resources: onEcs({ Policy: policy({}, [ref('Other')]), Other: resource('IAM::Role') }),
      findings: ['fail Secret: no service may read Secret, expected a grant such as grantRead'],
    },
    {
      name: 'the role that starts a task whose containers are not given the secret',
      resources: onEcs(
        { Policy: policy({}), Other: resource('IAM::Role') },
        { ...injected, ContainerDefinitions: [{ Secrets: [] }] },
      ),
      findings: ['fail Secret: no service may read Secret, expected a grant such as grantRead'],
    },
    {
      name: 'another action',
      resources: onEcs({ Policy: policy({ Action: 'secretsmanager:DescribeSecret' }) }),
      findings: ['fail Secret: no service may read Secret, expected a grant such as grantRead'],
    },
    {
      name: 'another secret',
      resources: onEcs({
        Policy: policy({ Resource: ref('Other') }),
        Other: resource('SecretsManager::Secret'),
      }),
      findings: ['fail Secret: no service may read Secret, expected a grant such as grantRead'],
    },
    {
      name: 'a denial',
      resources: onEcs({ Policy: policy({ Effect: 'Deny' }) }),
      findings: ['fail Secret: no service may read Secret, expected a grant such as grantRead'],
    },
    {
      name: 'the function that rotates it',
      resources: {
        ...onEcs({ Policy: policy({}, [ref('Rotator')]), Rotator: resource('IAM::Role') }),
        Rotate: resource('Lambda::Function', { Role: att('Rotator', 'Arn') }),
      },
      findings: ['fail Secret: no service may read Secret, expected a grant such as grantRead'],
    },
  ],
  unknown: [
    {
      name: 'no secret',
      resources: { ...hooks },
      findings: [
        'unknown Stack1: no secret for the signatures of webhooks is in the templates, but what takes them in may have it from elsewhere; verify that it checks signatures',
      ],
    },
    {
      name: 'no service',
      resources: { ...hooks, Secret: secret },
      findings: ['unknown Secret: no service that may read Secret is in the templates'],
    },
    {
      name: 'a role that is not in the templates',
      resources: onLambda({
        Fn: resource('Lambda::Function', { Role: 'arn:aws:iam::111111111111:role/app' }),
      }),
      findings: ['unknown Secret: by which role Fn acts is not in the templates; verify what it may read'],
    },
    {
      name: 'a policy that is not in the templates',
      resources: onLambda({
        Role: resource('IAM::Role', { ManagedPolicyArns: ['arn:aws:iam::111111111111:policy/app'] }),
      }),
      findings: [
        'unknown Secret: whether Role may read Secret by arn:aws:iam::111111111111:policy/app is not known; verify it',
      ],
    },
    {
      name: 'a policy under a condition of the template',
      resources: onEcs({ Policy: policy({}, [ref('Role')], 'IsProd') }),
      ...undecided,
      findings: [
        'unknown Secret: whether Role may read Secret is not known (parameter Stage of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a policy under a condition of its own',
      resources: onEcs({ Policy: policy({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }) }),
      findings: [
        'unknown Secret: whether Role may read Secret is not known (it is allowed under a condition)',
      ],
    },
    {
      name: 'a resource that is not known',
      resources: onEcs({ Policy: policy({ Resource: ref('Arn') }) }),
      parameters: { Arn: { Type: 'String' } },
      findings: [
        'unknown Secret: whether Role may read Secret is not known (parameter Arn of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a service of which no role is known',
      resources: {
        ...hooks,
        Secret: secret,
        Web: resource('AppRunner::Service'),
      },
      findings: ['unknown Secret: by which role Web acts is not in the templates; verify what it may read'],
    },
  ],
  notApplicable: [
    {
      name: 'no webhooks',
      resources: { Alb: balancer() },
      findings: ['notApplicable Stack1: no secret for the signatures of webhooks to judge'],
    },
    {
      name: 'declared to have none',
      resources: onEcs(),
      declaration: { webhooks: { none: 'nobody sends us events' } },
      findings: ['notApplicable Stack1: declared: nobody sends us events'],
    },
  ],
};

export const rotated: ControlCases = {
  pass: [
    {
      name: 'a rotation schedule',
      resources: onEcs({
        Rotation: resource('SecretsManager::RotationSchedule', { SecretId: ref('Secret') }),
      }),
    },
  ],
  fail: [
    {
      name: 'no rotation schedule',
      resources: onEcs(),
      findings: ['fail Secret: nothing rotates Secret, expected a rotation schedule'],
    },
    {
      name: 'the rotation schedule of another secret',
      resources: onEcs({
        Other: resource('SecretsManager::Secret'),
        Rotation: resource('SecretsManager::RotationSchedule', { SecretId: ref('Other') }),
      }),
      findings: ['fail Secret: nothing rotates Secret, expected a rotation schedule'],
    },
    {
      name: 'a secret known by what it is described as',
      resources: {
        Secret: resource('SecretsManager::Secret', { Description: 'signs the webhooks of Stripe' }),
      },
      findings: ['fail Secret: nothing rotates Secret, expected a rotation schedule'],
    },
  ],
  unknown: [
    {
      name: 'a rotation schedule under a condition',
      resources: onEcs({
        Rotation: resource('SecretsManager::RotationSchedule', { SecretId: ref('Secret') }, 'IsProd'),
      }),
      ...undecided,
      findings: [
        'unknown Secret: parameter Stage of Stack1 has no default and was given no value: Rotation rotates it',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no secret',
      resources: { ...hooks },
      findings: ['notApplicable Stack1: no secret for the signatures of webhooks to judge'],
    },
  ],
};
