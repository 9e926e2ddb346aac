import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import { blueGreen, errorRate, group, mathAlarm, rollingBack, stat } from './resources';

const both = { BlueErrors: errorRate('Blue'), GreenErrors: errorRate('Green') };
const whole = { Errors: errorRate() };

/** A service whose deployments follow a strategy of ECS. */
function moved(
  strategy: Json,
  names: readonly Json[],
  alarms: JsonObject,
  settings: JsonObject = {},
): JsonObject {
  return blueGreen(rollingBack([...names], {}, { Strategy: strategy, ...settings }), alarms);
}

/** A service that CodeDeploy moves. */
function deployed(config: Json, names: readonly Json[], alarms: JsonObject): JsonObject {
  const groups = ['Blue', 'Green'].map((name) => ({ Name: att(name, 'TargetGroupName') }));
  const settings = {
    ECSServices: [{ ServiceName: att('Web', 'Name') }],
    LoadBalancerInfo: { TargetGroupPairInfoList: [{ TargetGroups: groups }] },
    DeploymentConfigName: config,
  };
  const service = {
    DeploymentController: { Type: 'CODE_DEPLOY' },
    LoadBalancers: [{ TargetGroupArn: ref('Blue') }],
  };
  return blueGreen(service, { ...alarms, Group: group(names, settings) });
}

const canary = { Type: 'TimeBasedCanary', TimeBasedCanary: { CanaryPercentage: 20, CanaryInterval: 10 } };

export const colours: ControlCases = {
  pass: [
    {
      name: 'blue/green, with an alarm on each target group',
      resources: moved('BLUE_GREEN', [ref('BlueErrors'), ref('GreenErrors')], both),
    },
    {
      name: 'blue/green, with an alarm on the load balancer as a whole',
      resources: moved('BLUE_GREEN', [ref('Errors')], whole),
    },
    {
      name: 'a canary, with an alarm on each target group',
      resources: moved('CANARY', [ref('BlueErrors'), ref('GreenErrors')], both),
    },
    {
      name: 'a strategy that a parameter gives, with an alarm on each target group',
      resources: moved(ref('Strategy'), [ref('BlueErrors'), ref('GreenErrors')], both),
      parameters: { Strategy: { Type: 'String' } },
    },
    {
      name: 'CodeDeploy at once, with an alarm on the load balancer as a whole',
      resources: deployed('CodeDeployDefault.ECSAllAtOnce', [ref('Errors')], whole),
    },
    {
      name: 'a canary of CodeDeploy, with an alarm on each target group',
      resources: deployed(
        'CodeDeployDefault.ECSCanary10Percent5Minutes',
        [ref('BlueErrors'), ref('GreenErrors')],
        both,
      ),
    },
  ],
  fail: [
    {
      name: 'blue/green, with an alarm on blue alone',
      resources: moved('BLUE_GREEN', [ref('BlueErrors')], both),
      findings: [
        'fail Web: no alarm that rolls it back (BlueErrors) can notice it, expected one that notices an error rate above 5 % at Green',
      ],
    },
    {
      name: 'blue/green, with an alarm on green alone',
      resources: moved('BLUE_GREEN', [ref('GreenErrors')], both),
      findings: [
        'fail Web: no alarm that rolls it back (GreenErrors) can notice it, expected one that notices an error rate above 5 % at Blue',
      ],
    },
    {
      name: 'a canary, with an alarm on the load balancer as a whole',
      resources: moved('CANARY', [ref('Errors')], whole),
      findings: [
        'fail Web: with 10 000 requests a minute, 5 % of them to Blue, 5.1 % of which fail, Errors stays OK (it compares 0.255 with > 5), expected ALARM within 10 minutes; with 10 000 requests a minute, 5 % of them to Green, 5.1 % of which fail, Errors stays OK (it compares 0.255 with > 5), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'a canary of a share of its own, with an alarm on both target groups together',
      resources: moved(
        'CANARY',
        [ref('Errors')],
        {
          Errors: mathAlarm('100 * (FILL(m0, 0) + FILL(m1, 0)) / (FILL(m2, 0) + FILL(m3, 0))', [
            stat('m0', 'HTTPCode_Target_5XX_Count', 'Blue'),
            stat('m1', 'HTTPCode_Target_5XX_Count', 'Green'),
            stat('m2', 'RequestCount', 'Blue'),
            stat('m3', 'RequestCount', 'Green'),
          ]),
        },
        { CanaryConfiguration: { CanaryPercent: 25 } },
      ),
      findings: [
        'fail Web: with 10 000 requests a minute, 25 % of them to Blue, 5.1 % of which fail, Errors stays OK (it compares 1.28 with > 5), expected ALARM within 10 minutes; with one request a minute to Blue, which fails, Errors fires after 2 minutes (it compares 100 with > 5), expected it to stay quiet; with 10 000 requests a minute, 25 % of them to Green, 5.1 % of which fail, Errors stays OK (it compares 1.28 with > 5), expected ALARM within 10 minutes; with one request a minute to Green, which fails, Errors fires after 2 minutes (it compares 100 with > 5), expected it to stay quiet',
      ],
    },
    {
      name: 'linear steps, with an alarm on the load balancer as a whole',
      resources: moved('LINEAR', [ref('Errors')], whole),
      findings: [
        'fail Web: with 10 000 requests a minute, 10 % of them to Blue, 5.1 % of which fail, Errors stays OK (it compares 0.51 with > 5), expected ALARM within 10 minutes; with 10 000 requests a minute, 10 % of them to Green, 5.1 % of which fail, Errors stays OK (it compares 0.51 with > 5), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'a canary of CodeDeploy, with an alarm on the load balancer as a whole',
      resources: deployed('CodeDeployDefault.ECSCanary10Percent5Minutes', [ref('Errors')], whole),
      findings: [
        'fail Web: with 10 000 requests a minute, 10 % of them to Blue, 5.1 % of which fail, Errors stays OK (it compares 0.51 with > 5), expected ALARM within 10 minutes; with 10 000 requests a minute, 10 % of them to Green, 5.1 % of which fail, Errors stays OK (it compares 0.51 with > 5), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'a canary of CodeDeploy as the templates have it',
      resources: deployed(ref('Config'), [ref('Errors')], {
        ...whole,
        Config: resource('CodeDeploy::DeploymentConfig', { TrafficRoutingConfig: canary }),
      }),
      findings: [
        'fail Web: with 10 000 requests a minute, 20 % of them to Blue, 5.1 % of which fail, Errors stays OK (it compares 1.02 with > 5), expected ALARM within 10 minutes; with 10 000 requests a minute, 20 % of them to Green, 5.1 % of which fail, Errors stays OK (it compares 1.02 with > 5), expected ALARM within 10 minutes',
      ],
    },
  ],
  unknown: [
    {
      name: 'a strategy that a parameter gives, with an alarm on the load balancer as a whole',
      resources: moved(ref('Strategy'), [ref('Errors')], whole),
      parameters: { Strategy: { Type: 'String' } },
      findings: [
        'unknown Web: how requests move to a new version is not known: with 10 000 requests a minute, 5 % of them to Blue, 5.1 % of which fail, Errors stays OK (it compares 0.255 with > 5), expected ALARM within 10 minutes; with 10 000 requests a minute, 5 % of them to Green, 5.1 % of which fail, Errors stays OK (it compares 0.255 with > 5), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'a strategy that a condition chooses',
      resources: moved(choose('IsProd', 'CANARY', 'BLUE_GREEN'), [ref('Errors')], whole),
      ...undecided,
      findings: [
        'unknown Web: parameter Stage of Stack1 has no default and was given no value: with 10 000 requests a minute, 5 % of them to Blue, 5.1 % of which fail, Errors stays OK (it compares 0.255 with > 5), expected ALARM within 10 minutes; with 10 000 requests a minute, 5 % of them to Green, 5.1 % of which fail, Errors stays OK (it compares 0.255 with > 5), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'an alarm on green that may not be there',
      resources: moved('BLUE_GREEN', [ref('BlueErrors'), ref('GreenErrors')], {
        ...both,
        GreenErrors: { ...both.GreenErrors, Condition: 'IsProd' },
      }),
      ...undecided,
      findings: [
        'unknown Web: parameter Stage of Stack1 has no default and was given no value: GreenErrors notices an error rate above 5 % at Green',
      ],
    },
    {
      name: 'a way of CodeDeploy from elsewhere',
      resources: deployed('shop-canary', [ref('Errors')], whole),
      findings: [
        'unknown Web: how requests move to a new version is not known: with 10 000 requests a minute, 5 % of them to Blue, 5.1 % of which fail, Errors stays OK (it compares 0.255 with > 5), expected ALARM within 10 minutes; with 10 000 requests a minute, 5 % of them to Green, 5.1 % of which fail, Errors stays OK (it compares 0.255 with > 5), expected ALARM within 10 minutes',
      ],
    },
  ],
};
