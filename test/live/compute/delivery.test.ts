import { computeProbes } from '../../../lib/live/probes/compute';
import { testProbes, type ProbeCase } from '../asking';
import { aboutService, deployments, service } from './ecs';

const noHistory = {
  'ecs:ListServiceDeployments': { serviceDeployments: [] },
};
const forgotten =
  'ECS remembers no deployment of it in the last 90 days; to decide: deploy it, and ask again';
const when = '2026-03-01 10:20 UTC';

const byCodeDeploy = (message: string): ProbeCase => ({
  name: 'a service that CodeDeploy deploys',
  answers: service({ deploymentController: { type: 'CODE_DEPLOY' } }),
  message,
});
const byOthers = (message: string): ProbeCase => ({
  name: 'a service that something else deploys',
  answers: service({ deploymentController: { type: 'EXTERNAL' } }),
  message,
});
const untold = {
  name: 'a configuration that is not told',
  answers: service(),
  message: 'ECS does not say how it deploys; ask again',
};

const hooks = { lifecycleHooks: [{ lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT' as const] }] };
const hooked = service({ deploymentConfiguration: hooks });
const production = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/shop/1/2/3';
const shifted = [
  { advancedConfiguration: { alternateTargetGroupArn: 'green', productionListenerRule: production } },
] as never;
const alarms = { alarmNames: ['shop-errors', 'shop-latency'], enable: true, rollback: true };

const items = ['DEPLOY2', 'DEPLOY3', 'TRIG1', 'ROLL2'];

testProbes(
  computeProbes.filter(({ id }) => items.includes(id.split('.')[0]!)),
  {
    'DEPLOY2.hooks': aboutService({
      pass: [
        {
          name: 'hooks that succeeded',
          answers: {
            ...hooked,
            ...deployments({ lifecycleHookDetails: [{ status: 'SUCCEEDED' }, { status: 'SUCCEEDED' }] }),
          },
          message: `in the last deployment, of ${when}, lifecycle hooks SUCCEEDED`,
        },
      ],
      fail: [
        {
          name: 'a hook that failed',
          answers: {
            ...hooked,
            ...deployments({ lifecycleHookDetails: [{ status: 'SUCCEEDED' }, { status: 'FAILED' }] }),
          },
          message: `in the last deployment, of ${when}, lifecycle hooks were SUCCEEDED and FAILED, expected SUCCEEDED`,
        },
        {
          name: 'a hook that took too long',
          answers: { ...hooked, ...deployments({ lifecycleHookDetails: [{ status: 'TIMED_OUT' }] }) },
          message: `in the last deployment, of ${when}, lifecycle hooks were TIMED_OUT, expected SUCCEEDED`,
        },
      ],
      unknown: [
        {
          name: 'no hook before users get the new version',
          answers: service({
            deploymentConfiguration: {
              lifecycleHooks: [{ lifecycleStages: ['POST_PRODUCTION_TRAFFIC_SHIFT'] }],
            },
          }),
          message:
            'no lifecycle hook tries a new version before users get it; to decide: look whether the pipeline runs smoke tests, and attest it',
        },
        {
          name: 'a hook that waits',
          answers: { ...hooked, ...deployments({ lifecycleHookDetails: [{ status: 'AWAITING_ACTION' }] }) },
          message: `in the last deployment, of ${when}, lifecycle hooks did not end; deploy it, and ask again`,
        },
        {
          name: 'a deployment that tells of no hook',
          answers: { ...hooked, ...deployments({}) },
          message: `in the last deployment, of ${when}, lifecycle hooks did not end; deploy it, and ask again`,
        },
        { name: 'no deployment', answers: { ...hooked, ...noHistory }, message: forgotten },
        byCodeDeploy(
          'CodeDeploy deploys it, not ECS; to decide: look whether the pipeline runs smoke tests, and attest it',
        ),
      ],
    }),
    'DEPLOY3.strategy': aboutService({
      pass: [
        {
          name: 'blue and green',
          answers: service({
            deploymentController: { type: 'ECS' },
            deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 15 },
            loadBalancers: shifted,
          }),
          message: 'it deploys by BLUE_GREEN, and keeps blue for 15 minutes',
        },
        {
          name: 'a canary, with Service Connect',
          answers: service({ deploymentConfiguration: { strategy: 'CANARY' } }),
          message: 'it deploys by CANARY',
        },
        byCodeDeploy('CodeDeploy shifts its requests from blue to green'),
      ],
      fail: [
        {
          name: 'rolling',
          answers: service({ deploymentConfiguration: { strategy: 'ROLLING' } }),
          message: 'it deploys by ROLLING, expected BLUE_GREEN, CANARY or LINEAR',
        },
        {
          name: 'blue and green without a rule to shift',
          answers: service({
            deploymentConfiguration: { strategy: 'BLUE_GREEN' },
            loadBalancers: [{ targetGroupArn: 'blue' }, { targetGroupArn: 'other' }],
          }),
          message: 'it deploys by BLUE_GREEN, but names no production rule for ECS to shift requests with',
        },
      ],
      unknown: [
        untold,
        {
          name: 'a strategy that is not told',
          answers: service({ deploymentConfiguration: {} }),
          message: 'ECS does not say by which strategy it deploys; ask again',
        },
        byOthers('something outside AWS deploys it; to decide: look there'),
      ],
    }),
    'DEPLOY3.succeeded': aboutService({
      pass: [
        {
          name: 'success after a rollback',
          answers: {
            ...service(),
            ...deployments({ status: 'SUCCESSFUL' }, { status: 'ROLLBACK_SUCCESSFUL' }),
          },
          message: `the last deployment, of ${when}, is SUCCESSFUL`,
        },
      ],
      fail: [
        {
          name: 'a rollback for alarms',
          answers: {
            ...service(),
            ...deployments(
              {
                status: 'ROLLBACK_SUCCESSFUL',
                statusReason: 'Service deployment rolled back because of alarms.',
                alarms: { status: 'TRIGGERED', triggeredAlarmNames: ['shop-errors'] },
              },
              { status: 'SUCCESSFUL' },
            ),
          },
          message: `the last deployment, of ${when}, is ROLLBACK_SUCCESSFUL: alarm shop-errors fired; Service deployment rolled back because of alarms.; expected it to be SUCCESSFUL`,
        },
        ...(
          [
            'ROLLBACK_FAILED',
            'ROLLBACK_IN_PROGRESS',
            'ROLLBACK_REQUESTED',
            'STOPPED',
            'STOP_REQUESTED',
          ] as const
        ).map((status) => ({
          name: status,
          answers: { ...service(), ...deployments({ status }) },
          message: `the last deployment, of ${when}, is ${status}; expected it to be SUCCESSFUL`,
        })),
      ],
      unknown: [
        {
          name: 'a deployment that goes on',
          answers: {
            ...service(),
            ...deployments({ status: 'IN_PROGRESS', lifecycleStage: 'BAKE_TIME', finishedAt: undefined }),
          },
          message:
            'the last deployment, that began 2026-03-01 10:00 UTC, is IN_PROGRESS in stage BAKE_TIME; ask again when it is done',
        },
        {
          name: 'a deployment that waits',
          answers: { ...service(), ...deployments({ status: 'PENDING', finishedAt: undefined }) },
          message:
            'the last deployment, that began 2026-03-01 10:00 UTC, is PENDING; ask again when it is done',
        },
        { name: 'no deployment', answers: { ...service(), ...noHistory }, message: forgotten },
        {
          name: 'a state that is not told, of a deployment too old to be described',
          answers: {
            ...service(),
            ...deployments({}),
            'ecs:DescribeServiceDeployments': { failures: [{ reason: 'MISSING' }] },
          },
          message: `the last deployment, of ${when}, is in no state that ECS tells; ask again when it is done`,
        },
      ],
      notApplicable: [
        byCodeDeploy('CodeDeploy deploys it, not ECS'),
        byOthers('something outside AWS deploys it, not ECS'),
      ],
    }),
    'TRIG1.attached': aboutService({
      pass: [
        {
          name: 'two alarms',
          answers: service({ deploymentConfiguration: { alarms } }),
          message: 'a deployment is taken back by shop-errors and shop-latency',
        },
      ],
      fail: [
        {
          name: 'no alarm',
          answers: service({
            deploymentConfiguration: { alarms: { alarmNames: [], enable: false, rollback: false } },
          }),
          message: 'its deployments look at no alarm, expected some',
        },
        {
          name: 'alarms that are switched off',
          answers: service({ deploymentConfiguration: { alarms: { ...alarms, enable: false } } }),
          message: 'its deployment alarms shop-errors and shop-latency are switched off',
        },
        {
          name: 'alarms that end a deployment only',
          answers: service({ deploymentConfiguration: { alarms: { ...alarms, rollback: false } } }),
          message: 'an alarm ends a deployment without rolling it back',
        },
      ],
      unknown: [
        untold,
        {
          name: 'alarms that are not told',
          answers: service({ deploymentConfiguration: { strategy: 'ROLLING' } }),
          message: 'ECS does not say which alarms its deployments look at; ask again',
        },
      ],
      notApplicable: [byCodeDeploy('CodeDeploy deploys it, not ECS')],
    }),
    'TRIG1.watched': aboutService({
      pass: [
        {
          name: 'alarms that stayed quiet',
          answers: {
            ...service(),
            ...deployments({ alarms: { status: 'MONITORING_COMPLETE', alarmNames: ['shop-errors'] } }),
          },
          message: `in the last deployment, of ${when}, ECS watched shop-errors`,
        },
        {
          name: 'a deployment that goes on',
          answers: {
            ...service(),
            ...deployments({
              alarms: { status: 'MONITORING', alarmNames: ['shop-errors'] },
              finishedAt: undefined,
            }),
          },
          message: 'in the last deployment, that began 2026-03-01 10:00 UTC, ECS watched shop-errors',
        },
        {
          name: 'an alarm that fired',
          answers: {
            ...service(),
            ...deployments({
              alarms: { status: 'TRIGGERED', alarmNames: ['a', 'b'], triggeredAlarmNames: ['b'] },
            }),
          },
          message: `in the last deployment, of ${when}, ECS heard b and ended it`,
        },
      ],
      fail: [
        {
          name: 'alarms that were not looked at',
          answers: {
            ...service(),
            ...deployments({ alarms: { status: 'DISABLED', alarmNames: ['shop-errors'] } }),
          },
          message: `in the last deployment, of ${when}, ECS watched no alarm: one may have been in ALARM when it began`,
        },
        {
          name: 'no alarm to look at',
          answers: {
            ...service(),
            ...deployments({ alarms: { status: 'MONITORING_COMPLETE', alarmNames: [] } }),
          },
          message: `in the last deployment, of ${when}, ECS watched no alarm: none is attached`,
        },
      ],
      unknown: [
        {
          name: 'a deployment that tells nothing of alarms',
          answers: { ...service(), ...deployments({}) },
          message: `in the last deployment, of ${when}, ECS does not say whether it watched alarms; deploy it, and ask again`,
        },
        { name: 'no deployment', answers: { ...service(), ...noHistory }, message: forgotten },
      ],
      notApplicable: [byCodeDeploy('CodeDeploy deploys it, not ECS')],
    }),
    'ROLL2.kept': aboutService({
      pass: [
        {
          name: 'a quarter of an hour',
          answers: service({ deploymentConfiguration: { strategy: 'LINEAR', bakeTimeInMinutes: 15 } }),
          message: 'its bake time is 15 minutes',
        },
      ],
      fail: [
        {
          name: 'five minutes',
          answers: service({ deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 5 } }),
          message: 'its bake time is 5 minutes, expected at least 15',
        },
        {
          name: 'rolling',
          answers: service({ deploymentConfiguration: { strategy: 'ROLLING', bakeTimeInMinutes: 30 } }),
          message: 'it deploys by ROLLING, which keeps no last version to switch back to',
        },
      ],
      unknown: [
        untold,
        {
          name: 'a strategy that is not told',
          answers: service({ deploymentConfiguration: {} }),
          message: 'ECS does not say by which strategy it deploys; ask again',
        },
        {
          name: 'a bake time that is not set',
          answers: service({ deploymentConfiguration: { strategy: 'BLUE_GREEN' } }),
          message:
            'its bake time is not set, and what ECS then does is not certain, expected at least 15 minutes',
        },
        byCodeDeploy(
          'CodeDeploy deploys it, not ECS; to decide: aws deploy get-deployment-group shows for how long it keeps the last version',
        ),
      ],
    }),
    'ROLL2.tried': aboutService({
      pass: [
        {
          name: 'a drill',
          answers: {
            ...service(),
            ...deployments(
              { status: 'SUCCESSFUL' },
              { status: 'ROLLBACK_SUCCESSFUL', finishedAt: new Date('2026-02-01T10:30:00Z') },
            ),
          },
          message: 'the deployment of 2026-02-01 10:30 UTC was rolled back',
        },
      ],
      fail: [
        {
          name: 'nothing but success',
          answers: { ...service(), ...deployments({ status: 'SUCCESSFUL' }, { status: 'SUCCESSFUL' }) },
          message: 'none of 2 deployments in the last 90 days was rolled back, expected a drill',
        },
      ],
      notApplicable: [byCodeDeploy('CodeDeploy deploys it, not ECS')],
    }),
  },
);
