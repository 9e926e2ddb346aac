import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, nothing, sub, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import {
  composite,
  errorRate,
  functionDimensions,
  functionErrorRate,
  functionOf,
  group,
  ownAlarm,
  rollingBack,
  web,
} from './resources';

/** A service with a bake time. */
function baking(
  minutes: Json,
  settings: JsonObject = {},
  errors: JsonObject = errorRate('Targets'),
): JsonObject {
  const others = { BakeTimeInMinutes: minutes, ...settings };
  return web(rollingBack([ref('Errors')], {}, others), { Errors: errors });
}

/** A service that CodeDeploy deploys. */
function deployed(settings: JsonObject, others: JsonObject = {}): JsonObject {
  const services = { ECSServices: [{ ServiceName: att('Web', 'Name') }] };
  return web(
    { DeploymentController: { Type: 'CODE_DEPLOY' } },
    { Errors: errorRate('Targets'), Group: group([ref('Errors')], { ...services, ...settings }), ...others },
  );
}

function waiting(minutes: Json): JsonObject {
  const termination = { Action: 'TERMINATE', TerminationWaitTimeInMinutes: minutes };
  return { BlueGreenDeploymentConfiguration: { TerminateBlueInstancesOnDeploymentSuccess: termination } };
}

/** A function whose requests CodeDeploy moves in a way. */
function moving(config: Json): JsonObject {
  return functionOf(functionErrorRate(functionDimensions.version), { DeploymentConfigName: config });
}

const linear = { Type: 'TimeBasedLinear', TimeBasedLinear: { LinearPercentage: 20, LinearInterval: 1 } };

/** A function of the Serverless Application Model whose requests move in a way. */
function preferring(type: Json): JsonObject {
  return {
    Fn: resource('Serverless::Function', {
      FunctionUrlConfig: { AuthType: 'NONE' },
      AutoPublishAlias: 'live',
      DeploymentPreference: { Type: type, Alarms: [ref('Errors')] },
    }),
    Errors: functionErrorRate(functionDimensions.whole),
  };
}

export const inTime: ControlCases = {
  pass: [
    { name: '15 minutes', resources: baking(15) },
    { name: 'a minute more than the alarm needs, as text', resources: baking('5') },
    { name: 'what ECS computes for a rolling deployment', resources: baking(nothing) },
    {
      name: 'minutes that cannot be too few',
      resources: baking(ref('Minutes')),
      parameters: { Minutes: { Type: 'Number', MinValue: 10 } },
    },
    { name: 'what ran before, which waits', resources: deployed(waiting(15)) },
    {
      name: 'a canary of CodeDeploy',
      resources: deployed({ DeploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes' }),
    },
    {
      name: 'linear steps of a function',
      resources: moving('CodeDeployDefault.LambdaLinear10PercentEvery1Minute'),
    },
    {
      name: 'a canary of the Serverless Application Model',
      resources: preferring('Canary10Percent5Minutes'),
    },
  ],
  fail: [
    {
      name: 'no time',
      resources: baking(0),
      findings: [
        'fail Web: DeploymentConfiguration.BakeTimeInMinutes is 0, expected more than 4, as Errors needs data of 2 minutes, which come up to 2 minutes late',
      ],
    },
    {
      name: 'the minutes that the alarm needs, and no more',
      resources: baking(4),
      findings: [
        'fail Web: DeploymentConfiguration.BakeTimeInMinutes is 4, expected more than 4, as Errors needs data of 2 minutes, which come up to 2 minutes late',
      ],
    },
    {
      name: 'an alarm that needs more',
      resources: baking(15, {}, errorRate('Targets', { EvaluationPeriods: 15, DatapointsToAlarm: 15 })),
      findings: [
        'fail Web: DeploymentConfiguration.BakeTimeInMinutes is 15, expected more than 17, as Errors needs data of 15 minutes, which come up to 2 minutes late',
      ],
    },
    {
      name: 'an alarm below a composite alarm that needs more',
      resources: web(rollingBack([ref('Either')]), {
        Errors: errorRate('Targets', { EvaluationPeriods: 20, DatapointsToAlarm: nothing }),
        Either: composite(sub('ALARM("${Errors}")')),
      }),
      findings: [
        'fail Web: DeploymentConfiguration.BakeTimeInMinutes is 15, expected more than 22, as Errors needs data of 20 minutes, which come up to 2 minutes late',
      ],
    },
    {
      name: 'CodeDeploy at once, as it does by itself',
      resources: deployed({}),
      findings: [
        'fail Web: CodeDeploy watches a new version for 0 minutes, expected more than 4, as Errors needs data of 2 minutes, which come up to 2 minutes late',
      ],
    },
    {
      name: 'linear steps of CodeDeploy as the templates have them',
      resources: deployed(
        { DeploymentConfigName: ref('Config') },
        { Config: resource('CodeDeploy::DeploymentConfig', { TrafficRoutingConfig: linear }) },
      ),
      findings: [
        'fail Web: CodeDeploy watches a new version for 4 minutes, expected more than 4, as Errors needs data of 2 minutes, which come up to 2 minutes late',
      ],
    },
    {
      name: 'a function at once',
      resources: moving('CodeDeployDefault.LambdaAllAtOnce'),
      findings: [
        'fail Fn: CodeDeploy watches a new version for 0 minutes, expected more than 4, as Errors needs data of 2 minutes, which come up to 2 minutes late',
      ],
    },
    {
      name: 'a function of the Serverless Application Model at once',
      resources: preferring('AllAtOnce'),
      findings: [
        'fail Fn: CodeDeploy watches a new version for 0 minutes, expected more than 4, as Errors needs data of 2 minutes, which come up to 2 minutes late',
      ],
    },
  ],
  unknown: [
    {
      name: 'nothing stated for blue/green',
      resources: baking(nothing, { Strategy: 'BLUE_GREEN' }),
      findings: [
        'unknown Web: DeploymentConfiguration.BakeTimeInMinutes is not set, and what ECS then does is not certain, expected more than 4, as Errors needs data of 2 minutes, which come up to 2 minutes late',
      ],
    },
    {
      name: 'minutes that a parameter gives',
      resources: baking(ref('Minutes')),
      parameters: { Minutes: { Type: 'Number' } },
      findings: [
        'unknown Web: DeploymentConfiguration.BakeTimeInMinutes is not known (parameter Minutes of Stack1 has no default and was given no value), expected more than 4, as Errors needs data of 2 minutes, which come up to 2 minutes late',
      ],
    },
    {
      name: 'minutes that a condition chooses',
      resources: baking(choose('IsProd', 15, 2)),
      ...undecided,
      findings: [
        'unknown Web: DeploymentConfiguration.BakeTimeInMinutes is not known (parameter Stage of Stack1 has no default and was given no value), expected more than 4, as Errors needs data of 2 minutes, which come up to 2 minutes late',
      ],
    },
    {
      name: 'data points that a parameter gives',
      resources: baking(15, {}, errorRate('Targets', { DatapointsToAlarm: ref('Points') })),
      parameters: { Points: { Type: 'Number' } },
      findings: [
        'unknown Web: how soon Errors fires is not known: its DatapointsToAlarm is not known (parameter Points of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a way of CodeDeploy that a parameter gives',
      resources: deployed({ DeploymentConfigName: ref('Config') }),
      parameters: { Config: { Type: 'String' } },
      findings: [
        'unknown Web: for how long CodeDeploy watches a new version is not known, expected more than 4, as Errors needs data of 2 minutes, which come up to 2 minutes late',
      ],
    },
    {
      name: 'a wait that a parameter gives',
      resources: deployed(waiting(ref('Minutes'))),
      parameters: { Minutes: { Type: 'Number' } },
      findings: [
        'unknown Web: for how long CodeDeploy watches a new version is not known, expected more than 4, as Errors needs data of 2 minutes, which come up to 2 minutes late',
      ],
    },
    {
      name: 'servers that get a new version in turn',
      resources: {
        Servers: resource('AutoScaling::AutoScalingGroup'),
        Errors: ownAlarm('Errors'),
        Group: group([ref('Errors')], { AutoScalingGroups: [ref('Servers')] }),
      },
      findings: [
        'unknown Servers: for how long CodeDeploy watches a new version is not known, expected more than 3, as Errors needs data of 1 minute, which come up to 2 minutes late',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no alarm',
      resources: web(),
      findings: ['notApplicable Stack1: it does not arise for the service of this workload'],
    },
  ],
};
