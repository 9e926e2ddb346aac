import type { App } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Code, Function, FunctionUrlAuthType, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, off, sub, undecided } from '../expressions';
import { att, ref, resource, targetGroup } from '../serving/resources';
import { alarm, errorRate, functionOf, group, ownAlarm, rollingBack, web } from './resources';

const errors = { Errors: errorRate('Targets') };

/** The service `Web`, deployed by a deployment group of CodeDeploy. */
function deployed(properties: JsonObject = {}, controller: JsonObject = { Type: 'CODE_DEPLOY' }): JsonObject {
  const services = { ECSServices: [{ ServiceName: att('Web', 'Name'), ClusterName: 'shop' }] };
  return web(
    { DeploymentController: controller },
    { ...errors, Group: group([ref('Errors')], { ...services, ...properties }) },
  );
}

/** Servers that a deployment group of CodeDeploy deploys. */
function servers(others: JsonObject = {}): JsonObject {
  const registration = { TargetGroupARNs: [ref('Targets')] };
  return {
    Servers: resource('AutoScaling::AutoScalingGroup', registration),
    Targets: targetGroup(),
    ...errors,
    ...others,
  };
}

/** A function of the Serverless Application Model that has an address of its own. */
function serverless(properties: JsonObject): JsonObject {
  const address = { FunctionUrlConfig: { AuthType: 'NONE' } };
  return {
    Fn: resource('Serverless::Function', { ...address, ...properties }),
    Errors: ownAlarm('Errors'),
  };
}

const preference = { Type: 'Canary10Percent5Minutes', Alarms: [ref('Errors')] };

/** A function that CodeDeploy deploys, in one stack, and the alarm that it looks at, in another. */
function acrossStacks(app: App): void {
  const [alarms, functions] = ['Alarms', 'Functions'].map((id) => new Stack(app, id)) as [Stack, Stack];
  const metric = new Metric({ namespace: 'Shop', metricName: 'Errors' });
  const errorAlarm = new Alarm(alarms, 'Errors', { metric, threshold: 1, evaluationPeriods: 1 });
  const fn = new Function(functions, 'Fn', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
  });
  const alias = fn.addAlias('live');
  alias.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
  new LambdaDeploymentGroup(functions, 'Group', {
    alias,
    deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
    alarms: [errorAlarm],
  });
}

export const takenBack: ControlCases = {
  pass: [
    { name: 'an alarm by reference', resources: web(rollingBack([ref('Errors')]), errors) },
    {
      name: 'an alarm by its name',
      resources: web(rollingBack(['errors']), { Errors: errorRate('Targets', { AlarmName: 'errors' }) }),
    },
    {
      name: 'an alarm by a name made of that of the stack',
      resources: web(rollingBack([sub('${AWS::StackName}-errors')]), {
        Errors: errorRate('Targets', { AlarmName: sub('${AWS::StackName}-errors') }),
      }),
    },
    { name: 'flags as text', resources: web(rollingBack([ref('Errors')], { Enable: 'true' }), errors) },
    {
      name: 'an alarm beside one that only may be there',
      resources: web(rollingBack([ref('Errors'), choose('IsProd', ref('More'), nothing)]), {
        ...errors,
        More: ownAlarm('Errors'),
      }),
      ...undecided,
    },
    { name: 'a deployment group', resources: deployed() },
    {
      name: 'a deployment group of servers',
      resources: servers({ Group: group([ref('Errors')], { AutoScalingGroups: [ref('Servers')] }) }),
    },
    { name: 'a deployment group of an alias', resources: functionOf(ownAlarm('Errors')) },
    {
      name: 'a preference of the Serverless Application Model',
      resources: serverless({ AutoPublishAlias: 'live', DeploymentPreference: preference }),
    },
    {
      name: 'such a preference of every function',
      stacks: [
        {
          template: {
            Globals: { Function: { AutoPublishAlias: 'live', DeploymentPreference: preference } },
            Resources: serverless({}),
          },
        },
      ],
    },
    { name: 'an alarm of another stack', app: acrossStacks },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: web({}, errors),
      findings: [
        'fail Web: no alarm rolls it back, expected some in DeploymentConfiguration.Alarms.AlarmNames',
      ],
    },
    {
      name: 'no alarm, as the CDK writes it',
      resources: web(rollingBack([], { Enable: false, Rollback: false }), errors),
      findings: [
        'fail Web: no alarm rolls it back, expected some in DeploymentConfiguration.Alarms.AlarmNames',
      ],
    },
    {
      name: 'a circuit breaker in place of alarms',
      resources: web({
        DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true } },
      }),
      findings: [
        'fail Web: no alarm rolls it back (its circuit breaker sees only tasks that fail to start), expected some in DeploymentConfiguration.Alarms.AlarmNames',
      ],
    },
    {
      name: 'a deployment that fails and stays',
      resources: web(rollingBack([ref('Errors')], { Rollback: false }), errors),
      findings: ['fail Web: DeploymentConfiguration.Alarms.Rollback is false, expected true'],
    },
    {
      name: 'alarms that are switched off',
      resources: web(rollingBack([ref('Errors')], { Enable: false }), errors),
      findings: ['fail Web: DeploymentConfiguration.Alarms.Enable is false, expected true'],
    },
    {
      name: 'a deployment group that only rolls back what fails by itself',
      resources: deployed({ AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE'] } }),
      findings: [
        'fail Web: Group: AutoRollbackConfiguration.Events lacks DEPLOYMENT_STOP_ON_ALARM, expected it among them',
      ],
    },
    {
      name: 'a deployment group that does not roll back',
      resources: deployed({
        AutoRollbackConfiguration: { Enabled: false, Events: ['DEPLOYMENT_STOP_ON_ALARM'] },
      }),
      findings: ['fail Web: Group: AutoRollbackConfiguration.Enabled is false, expected true'],
    },
    {
      name: 'a deployment group that goes on where CloudWatch does not answer',
      resources: deployed({
        AlarmConfiguration: {
          Enabled: true,
          IgnorePollAlarmFailure: true,
          Alarms: [{ Name: ref('Errors') }],
        },
      }),
      findings: ['fail Web: Group: AlarmConfiguration.IgnorePollAlarmFailure is true, expected false'],
    },
    {
      name: 'a deployment group whose alarms are switched off',
      resources: deployed({ AlarmConfiguration: { Alarms: [{ Name: ref('Errors') }] } }),
      findings: ['fail Web: Group: AlarmConfiguration.Enabled is not set and so false, expected true'],
    },
    {
      name: 'a function that CloudFormation replaces at once',
      resources: {
        Fn: resource('Lambda::Function'),
        Url: resource('Lambda::Url', { TargetFunctionArn: ref('Fn') }),
      },
      findings: ['fail Fn: CodeDeploy deploys no alias of it, expected one that alarms roll back'],
    },
    {
      name: 'a function of the Serverless Application Model without a preference',
      resources: serverless({ AutoPublishAlias: 'live' }),
      findings: ['fail Fn: CodeDeploy deploys no alias of it, expected one that alarms roll back'],
    },
    {
      name: 'a preference that is switched off',
      resources: serverless({
        AutoPublishAlias: 'live',
        DeploymentPreference: { ...preference, Enabled: false },
      }),
      findings: ['fail Fn: CodeDeploy deploys no alias of it, expected one that alarms roll back'],
    },
    {
      name: 'no service',
      resources: {},
      findings: ['fail Stack1: no service is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'a name that no alarm here has',
      resources: web(rollingBack(['errors']), errors),
      findings: ['unknown Web: which alarms roll it back is not known (errors is not among the templates)'],
    },
    {
      name: 'a name that something else has',
      resources: web(rollingBack(['shop']), { Topic: resource('SNS::Topic', { TopicName: 'shop' }) }),
      findings: ['unknown Web: which alarms roll it back is not known (shop is no alarm)'],
    },
    {
      name: 'names that a parameter gives',
      resources: web(rollingBack(ref('Names')), errors),
      parameters: { Names: { Type: 'CommaDelimitedList' } },
      findings: [
        'unknown Web: which alarms roll it back is not known (parameter Names of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'names under a condition',
      resources: web(rollingBack(choose('IsProd', [ref('Errors')], nothing)), errors),
      ...undecided,
      findings: [
        'unknown Web: which alarms roll it back is not known (parameter Stage of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'an alarm that may not be there',
      resources: web(rollingBack([ref('Errors')]), { Errors: { ...errors.Errors, Condition: 'IsProd' } }),
      ...undecided,
      findings: [
        'unknown Web: which alarms roll it back is not known (parameter Stage of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'an alarm that is switched off',
      resources: web(rollingBack([ref('Errors')]), { Errors: { ...errors.Errors, Condition: 'IsProd' } }),
      ...off,
      findings: [
        'unknown Web: which alarms roll it back is not known (Errors is switched off by its condition)',
      ],
    },
    {
      name: 'a condition that decides whether it rolls back',
      resources: web(rollingBack([ref('Errors')], { Rollback: choose('IsProd', true, false) }), errors),
      ...undecided,
      findings: [
        'unknown Web: DeploymentConfiguration.Alarms.Rollback is not known (parameter Stage of Stack1 has no default and was given no value), expected true',
      ],
    },
    {
      name: 'a service that may not be there',
      resources: web({}, {}, 'IsProd'),
      ...undecided,
      findings: [
        'unknown Web: parameter Stage of Stack1 has no default and was given no value: no alarm rolls it back, expected some in DeploymentConfiguration.Alarms.AlarmNames',
      ],
    },
    {
      name: 'a condition that decides who deploys, by CodeDeploy without a group here',
      resources: web(
        {
          DeploymentController: { Type: choose('IsProd', 'CODE_DEPLOY', 'ECS') },
          ...rollingBack([ref('Errors')]),
        },
        errors,
      ),
      ...undecided,
      findings: [
        'unknown Web: parameter Stage of Stack1 has no default and was given no value: alarms roll it back: Errors; DeploymentConfiguration.Alarms.Enable is true; DeploymentConfiguration.Alarms.Rollback is true',
      ],
    },
    {
      name: 'CodeDeploy without a group here',
      resources: web({ DeploymentController: { Type: 'CODE_DEPLOY' } }, errors),
      findings: [
        'unknown Web: no deployment group of CodeDeploy that deploys it is in the templates; verify that alarms roll its deployments back',
      ],
    },
    {
      name: 'another deployer',
      resources: web({ DeploymentController: { Type: 'EXTERNAL' } }, errors),
      findings: [
        'unknown Web: neither ECS nor CodeDeploy deploys it; verify that alarms roll its deployments back',
      ],
    },
    {
      name: 'events that a parameter gives',
      resources: deployed({ AutoRollbackConfiguration: { Enabled: true, Events: ref('Events') } }),
      parameters: { Events: { Type: 'CommaDelimitedList' } },
      findings: [
        'unknown Web: Group: AutoRollbackConfiguration.Events is not known (parameter Events of Stack1 has no default and was given no value), expected DEPLOYMENT_STOP_ON_ALARM among them',
      ],
    },
    {
      name: 'servers without a deployment group',
      resources: servers(),
      findings: [
        'unknown Servers: no deployment group of CodeDeploy that deploys it is in the templates; verify that alarms roll its deployments back',
      ],
    },
    {
      name: 'an alias with a deployment group from elsewhere',
      resources: functionOf(alarm({}), {}, 'shop'),
      findings: [
        'unknown Fn: no deployment group of CodeDeploy that deploys it is in the templates; verify that alarms roll its deployments back',
      ],
    },
    {
      name: 'an alias whose deployment group a condition chooses',
      resources: functionOf(ownAlarm('Errors'), {}, choose('IsProd', ref('Group'), nothing)),
      ...undecided,
      findings: [
        'unknown Fn: parameter Stage of Stack1 has no default and was given no value: alarms roll it back: Errors; Group: AlarmConfiguration.Enabled is true; AutoRollbackConfiguration.Enabled is true; AutoRollbackConfiguration.Events has DEPLOYMENT_STOP_ON_ALARM',
      ],
    },
    {
      name: 'a service that is not judged',
      resources: { App: resource('AppRunner::Service') },
      findings: [
        'unknown App: AWS::AppRunner::Service is not judged by this control; verify that alarms roll its deployments back',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that is declared to have no service',
      resources: {},
      declaration: { services: { none: 'pages only' } },
      findings: ['notApplicable Stack1: declared: pages only'],
    },
  ],
};
