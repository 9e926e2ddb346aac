import type { DeploymentConfiguration, Service, ServiceDeployment } from '@aws-sdk/client-ecs';
import { rollback } from '../../checklist/thresholds';
import { fail, notApplicable, pass, unknown, unless, type Answer } from '../answer';
import type { Aws } from '../aws';
import type { Target } from '../target';
import { deploymentsOf, inDeployment, latestDeployment, momentOf } from './deployments';
import { inService, ofService } from './services';
import { listed } from '../entries/words';

const noHistory =
  'ECS remembers no deployment of it in the last 90 days; to decide: deploy it, and ask again';
const shifting = ['BLUE_GREEN', 'CANARY', 'LINEAR'];

/** Whether the deployment of a service that was the last one brought its version into production. */
export function lastSucceeded(target: Target, aws: Aws): Promise<Answer> {
  return ofService(target, aws, async ({ place, service }) => {
    if (isByOthers(service)) return notApplicable(`${deployer(service)} deploys it, not ECS`);
    const latest = await latestDeployment(place, aws);
    return latest ? judgeLatest(latest) : unknown(noHistory);
  });
}

function judgeLatest(latest: ServiceDeployment): Answer {
  const { status, statusReason, rollback: taken, lifecycleStage, alarms } = latest;
  const fired = alarms?.triggeredAlarmNames ?? [];
  const reasons = new Set([
    ...(fired.length > 0 ? [`alarm ${listed(fired)} fired`] : []),
    ...[taken?.reason, statusReason].filter((text) => text !== undefined),
  ]);
  const stated = `the last deployment, ${momentOf(latest)}, is ${status ?? 'in no state that ECS tells'}`;
  const why = reasons.size > 0 ? `: ${[...reasons].join('; ')}` : '';
  const seen = [inDeployment('serviceDeployments.status', status)];
  switch (status) {
    case 'SUCCESSFUL':
      return pass(stated, seen);
    case 'ROLLBACK_SUCCESSFUL':
    case 'ROLLBACK_FAILED':
    case 'ROLLBACK_IN_PROGRESS':
    case 'ROLLBACK_REQUESTED':
    case 'STOPPED':
    case 'STOP_REQUESTED':
      return fail(`${stated}${why}; expected it to be SUCCESSFUL`, seen);
    default: {
      const stage = lifecycleStage === undefined ? '' : ` in stage ${lifecycleStage}`;
      return unknown(`${stated}${stage}; ask again when it is done`, seen);
    }
  }
}

/** Whether a service runs a new version beside the last one and shifts requests to it. */
export function shiftsRequests(target: Target, aws: Aws): Promise<Answer> {
  return ofService(target, aws, ({ service }) => {
    const controller = service.deploymentController?.type;
    const seen = [inService('deploymentController.type', controller ?? 'ECS')];
    if (controller === 'CODE_DEPLOY') return pass('CodeDeploy shifts its requests from blue to green', seen);
    if (controller === 'EXTERNAL')
      return unknown('something outside AWS deploys it; to decide: look there', seen);
    return ofConfiguration(service, ({ strategy, bakeTimeInMinutes }) => {
      if (strategy === undefined) return unknown('ECS does not say by which strategy it deploys; ask again');
      const facts = [...seen, inService('deploymentConfiguration.strategy', strategy)];
      if (!shifting.includes(strategy)) {
        return fail(`it deploys by ${strategy}, expected BLUE_GREEN, CANARY or LINEAR`, facts);
      }
      const targets = service.loadBalancers ?? [];
      const headless = targets.filter(
        ({ advancedConfiguration }) => !advancedConfiguration?.productionListenerRule,
      );
      const problems = headless.map(
        () => `it deploys by ${strategy}, but names no production rule for ECS to shift requests with`,
      );
      const baked =
        bakeTimeInMinutes === undefined ? '' : `, and keeps blue for ${bakeTimeInMinutes} minutes`;
      return unless({ problems: [...new Set(problems)] }, `it deploys by ${strategy}${baked}`, facts);
    });
  });
}

/** Whether the version before is kept long enough to go back to it. */
export function keepsLastVersion(target: Target, aws: Aws): Promise<Answer> {
  return ofService(target, aws, ({ service }) => {
    if (isByOthers(service)) {
      const ask = 'to decide: aws deploy get-deployment-group shows for how long it keeps the last version';
      return unknown(`${deployer(service)} deploys it, not ECS; ${ask}`);
    }
    return ofConfiguration(service, ({ strategy, bakeTimeInMinutes }) => {
      const seen = [
        inService('deploymentConfiguration.strategy', strategy),
        inService('deploymentConfiguration.bakeTimeInMinutes', bakeTimeInMinutes),
      ];
      const expected = `expected at least ${rollback.bakeMinutes}`;
      if (strategy === undefined)
        return unknown('ECS does not say by which strategy it deploys; ask again', seen);
      if (!shifting.includes(strategy)) {
        return fail(`it deploys by ${strategy}, which keeps no last version to switch back to`, seen);
      }
      if (bakeTimeInMinutes === undefined) {
        return unknown(
          `its bake time is not set, and what ECS then does is not certain, ${expected} minutes`,
          seen,
        );
      }
      const stated = `its bake time is ${bakeTimeInMinutes} minutes`;
      return bakeTimeInMinutes >= rollback.bakeMinutes
        ? pass(stated, seen)
        : fail(`${stated}, ${expected}`, seen);
    });
  });
}

/** Whether alarms take a deployment of a service back, as it runs now. */
export function isTakenBack(target: Target, aws: Aws): Promise<Answer> {
  return ofService(target, aws, ({ service }) => {
    if (isByOthers(service)) return notApplicable(`${deployer(service)} deploys it, not ECS`);
    return ofConfiguration(service, ({ alarms }) => {
      if (!alarms) return unknown('ECS does not say which alarms its deployments look at; ask again');
      const names = alarms.alarmNames ?? [];
      const problems = [
        ...(names.length === 0 ? ['its deployments look at no alarm, expected some'] : []),
        ...(names.length > 0 && alarms.enable !== true
          ? [`its deployment alarms ${listed(names)} are switched off`]
          : []),
        ...(names.length > 0 && alarms.rollback !== true
          ? ['an alarm ends a deployment without rolling it back']
          : []),
      ];
      return unless({ problems }, `a deployment is taken back by ${listed(names)}`, [
        inService(
          'deploymentConfiguration.alarms',
          `${listed(names) || 'none'}, enable ${alarms.enable}, rollback ${alarms.rollback}`,
        ),
      ]);
    });
  });
}

/** Whether ECS looked at the alarms during the last deployment. */
export function wasWatched(target: Target, aws: Aws): Promise<Answer> {
  return ofService(target, aws, async ({ place, service }) => {
    if (isByOthers(service)) return notApplicable(`${deployer(service)} deploys it, not ECS`);
    const latest = await latestDeployment(place, aws);
    if (!latest) return unknown(noHistory);
    const { status, alarmNames = [], triggeredAlarmNames = [] } = latest.alarms ?? {};
    const seen = [inDeployment('serviceDeployments.alarms.status', status)];
    const stated = `in the last deployment, ${momentOf(latest)}, ECS`;
    switch (status) {
      case 'MONITORING_COMPLETE':
      case 'MONITORING':
        return alarmNames.length > 0
          ? pass(`${stated} watched ${listed(alarmNames)}`, seen)
          : fail(`${stated} watched no alarm: none is attached`, seen);
      case 'TRIGGERED':
        return pass(`${stated} heard ${listed(triggeredAlarmNames)} and ended it`, seen);
      case 'DISABLED':
        return fail(`${stated} watched no alarm: one may have been in ALARM when it began`, seen);
      default:
        return unknown(`${stated} does not say whether it watched alarms; deploy it, and ask again`, seen);
    }
  });
}

/** Whether a rollback of a service was tried, or needed, within the time that ECS remembers. */
export function wasRolledBack(target: Target, aws: Aws): Promise<Answer> {
  return ofService(target, aws, async ({ place, service }) => {
    if (isByOthers(service)) return notApplicable(`${deployer(service)} deploys it, not ECS`);
    const all = await deploymentsOf(place, aws);
    const back = all.find(({ status }) => status === 'ROLLBACK_SUCCESSFUL');
    const call = 'ecs:ListServiceDeployments';
    if (back) {
      const seen = [{ call, path: 'serviceDeployments.status', value: 'ROLLBACK_SUCCESSFUL' }];
      return pass(`the deployment ${momentOf(back)} was rolled back`, seen);
    }
    const none = `none of ${all.length} deployments in the last 90 days was rolled back`;
    return fail(`${none}, expected a drill`, [
      { call, path: 'serviceDeployments', value: String(all.length) },
    ]);
  });
}

const smokeStages = ['TEST_TRAFFIC_SHIFT', 'POST_TEST_TRAFFIC_SHIFT', 'PRE_PRODUCTION_TRAFFIC_SHIFT'];

/** Whether a hook tries a new version before it gets the requests of users, and did so in the last deployment. */
export function triesNewVersion(target: Target, aws: Aws): Promise<Answer> {
  return ofService(target, aws, async ({ place, service }) => {
    const elsewhere = 'to decide: look whether the pipeline runs smoke tests, and attest it';
    if (isByOthers(service)) return unknown(`${deployer(service)} deploys it, not ECS; ${elsewhere}`);
    const hooks = (service.deploymentConfiguration?.lifecycleHooks ?? []).filter(({ lifecycleStages = [] }) =>
      lifecycleStages.some((stage) => smokeStages.includes(stage)),
    );
    if (hooks.length === 0)
      return unknown(`no lifecycle hook tries a new version before users get it; ${elsewhere}`);
    const latest = await latestDeployment(place, aws);
    return latest ? judgeHooks(latest) : unknown(noHistory);
  });
}

function judgeHooks(latest: ServiceDeployment): Answer {
  const details = latest.lifecycleHookDetails ?? [];
  const states = details.map(({ status }) => status ?? 'in no state that ECS tells');
  const stated = `in the last deployment, ${momentOf(latest)}, lifecycle hooks`;
  const seen = [inDeployment('serviceDeployments.lifecycleHookDetails.status', listed(states) || 'none')];
  if (states.some((state) => ['FAILED', 'TIMED_OUT'].includes(state))) {
    return fail(`${stated} were ${listed([...new Set(states)])}, expected SUCCEEDED`, seen);
  }
  return states.length > 0 && states.every((state) => state === 'SUCCEEDED')
    ? pass(`${stated} SUCCEEDED`, seen)
    : unknown(`${stated} did not end; deploy it, and ask again`, seen);
}

function isByOthers({ deploymentController }: Service): boolean {
  return (deploymentController?.type ?? 'ECS') !== 'ECS';
}

function deployer({ deploymentController }: Service): string {
  return deploymentController?.type === 'CODE_DEPLOY' ? 'CodeDeploy' : 'something outside AWS';
}

function ofConfiguration(service: Service, judge: (settings: DeploymentConfiguration) => Answer): Answer {
  const { deploymentConfiguration } = service;
  return deploymentConfiguration
    ? judge(deploymentConfiguration)
    : unknown('ECS does not say how it deploys; ask again');
}
