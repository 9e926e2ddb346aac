import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { known, type Value } from '../../model/value';
import { cite, type Answer, type Evidence } from '../answer';
import { eitherWay } from '../either-way';
import { numeric } from '../reading';
import type { Deployment } from './deployments';
import { groupType } from './groups';
import { preferenceOf } from './preferences';

/** How requests move to a new version. */
export interface Shift {
  /** The part of them that it gets first, as a fraction: 1 where it gets all of them at once. */
  readonly share: number;
  /** Minutes from then on until it gets all of them; undefined where that depends on how many servers there are. */
  readonly minutes?: number;
}

const atOnce: Shift = { share: 1, minutes: 0 };

/** The answer that holds however requests move; undefined stands for a way that the templates do not show. */
export function eachShift(
  { owner }: Deployment,
  judge: (shift: Shift | undefined, setting: Evidence) => Answer,
): Answer {
  const { path, value, shift } = settingOf(owner);
  return eitherWay(value, (option) => judge(shift(option), cite(owner, path, value)));
}

interface Setting {
  readonly path: string;
  readonly value: Value;
  readonly shift: (option: Value) => Shift | undefined;
}

function settingOf(owner: Resource): Setting {
  const setting = (path: string, shift: Setting['shift']): Setting => ({
    path,
    value: owner.read(path),
    shift,
  });
  switch (owner.type) {
    case 'AWS::ECS::Service':
      return setting('DeploymentConfiguration.Strategy', (strategy) => shiftBy(strategy, owner));
    case groupType:
      return setting('DeploymentConfigName', (name) => configured(name, owner));
    default:
      return { ...setting('DeploymentPreference.Type', named), value: member(preferenceOf(owner), 'Type') };
  }
}

/** The strategies of ECS, with the defaults that CloudFormation documents. */
function shiftBy(strategy: Value, service: Resource): Shift | undefined {
  const settings = service.read('DeploymentConfiguration');
  switch (strategy.kind === 'absent' ? 'ROLLING' : textOf(strategy)) {
    case 'ROLLING':
    case 'BLUE_GREEN':
      return atOnce;
    case 'CANARY': {
      const canary = member(settings, 'CanaryConfiguration');
      return canaryShift(
        numberIn(canary, 'CanaryPercent', 5),
        numberIn(canary, 'CanaryBakeTimeInMinutes', 10),
      );
    }
    case 'LINEAR': {
      const steps = member(settings, 'LinearConfiguration');
      return linearShift(numberIn(steps, 'StepPercent', 10), numberIn(steps, 'StepBakeTimeInMinutes', 6));
    }
    default:
      return undefined;
  }
}

/** The way that a deployment group of CodeDeploy goes: one of those that AWS names, or one of the templates. */
function configured(name: Value, group: Resource): Shift | undefined {
  // Servers get a new version in turn, and requests as they did before.
  if (group.read('AutoScalingGroups').kind !== 'absent') return { share: 1 };
  if (name.kind === 'absent') return atOnce;
  const config = targetOf(name, group.stack).resources.find(
    ({ type }) => type === 'AWS::CodeDeploy::DeploymentConfig',
  );
  if (!config) return named(name);
  const routing = config.read('TrafficRoutingConfig');
  const [canary, steps] = [member(routing, 'TimeBasedCanary'), member(routing, 'TimeBasedLinear')];
  if (canary.kind === 'map')
    return canaryShift(numberIn(canary, 'CanaryPercentage'), numberIn(canary, 'CanaryInterval'));
  if (steps.kind === 'map')
    return linearShift(numberIn(steps, 'LinearPercentage'), numberIn(steps, 'LinearInterval'));
  return textOf(member(routing, 'Type')) === 'AllAtOnce' ? atOnce : undefined;
}

/** `CodeDeployDefault.ECSCanary10Percent5Minutes`, and as the Serverless Application Model has it. */
const names = /(?:AllAtOnce|Canary(\d+)Percent(\d+)Minutes?|Linear(\d+)PercentEvery(\d+)Minutes?)$/;

function named(name: Value): Shift | undefined {
  const match = names.exec(textOf(name) ?? '');
  if (!match) return undefined;
  const [, canary, wait, step, interval] = match.map(Number);
  if (canary) return canaryShift(canary, wait);
  return step ? linearShift(step, interval) : atOnce;
}

function canaryShift(percent = NaN, minutes = NaN): Shift | undefined {
  return shift(percent / 100, minutes);
}

function linearShift(percent = NaN, minutes = NaN): Shift | undefined {
  return shift(percent / 100, minutes * (Math.ceil(100 / percent) - 1));
}

function shift(share: number, minutes: number): Shift | undefined {
  return share > 0 && share <= 1 && minutes >= 0 ? { share, minutes } : undefined;
}

function numberIn(settings: Value, name: string, otherwise?: number): number | undefined {
  const value = member(settings, name);
  const stated = value.kind === 'absent' && otherwise !== undefined ? known(otherwise) : value;
  return stated.kind === 'known' ? numeric(stated.value) : undefined;
}

function textOf(value: Value): string | undefined {
  return value.kind === 'known' ? String(value.value) : undefined;
}
