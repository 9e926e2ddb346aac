import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, unanimous, type Tri } from '../../model/tri';
import { alternatives, whyNotKnown, type Value } from '../../model/value';
import { all, no, unknown, type Answer } from '../answer';
import { perResource } from '../per-environment';
import { isOn, test } from '../reading';
import { alarmsNamed, type AttachedAlarms } from './attached';
import { groupType, rollsBackGroup } from './groups';
import { preferredDeployments } from './preferences';

/** How a service gets a new version, and the alarms that are looked at meanwhile. */
export interface Deployment extends AttachedAlarms {
  /** The resource that names the alarms: the service itself, or a deployment group. */
  readonly owner: Resource;
  /** The property that names them. */
  readonly path: string;
  /** Whether it is what deploys the service. */
  readonly certain: Tri;
  /** Whether it takes a new version back when one of them fires. */
  readonly takesBack: Answer;
}

/** The deployments of a service, and what is to be said where there are none. */
export interface Deployments {
  readonly deployments: readonly Deployment[];
  readonly none: Answer;
}

/** How a service is deployed. */
export const deploymentsOf = perResource((service: Resource): Deployments => {
  switch (service.type) {
    case 'AWS::ECS::Service':
      return taskDeployments(service);
    case 'AWS::Lambda::Function':
      return aliasDeployments(service);
    case 'AWS::Serverless::Function':
      return { deployments: preferredDeployments(service), none: no(unguarded) };
    case 'AWS::AutoScaling::AutoScalingGroup':
      return { deployments: groupDeployments(service, 'AutoScalingGroups'), none: elsewhere(ungrouped) };
    default:
      return { deployments: [], none: elsewhere(`${service.type} is not judged by this control`) };
  }
});

const unguarded = 'CodeDeploy deploys no alias of it, expected one that alarms roll back';
const ungrouped = 'no deployment group of CodeDeploy that deploys it is in the templates';

function elsewhere(seen: string): Answer {
  return unknown(`${seen}; verify that alarms roll its deployments back`);
}

/** ECS itself deploys a service, unless it is told to leave that to CodeDeploy or to somebody else. */
function taskDeployments(service: Resource): Deployments {
  const controller = service.read('DeploymentController.Type');
  const isControlledBy = (wanted: string): Tri => test(controller, 'ECS', (name) => name === wanted);
  const [byItself, byCodeDeploy] = [isControlledBy('ECS'), isControlledBy('CODE_DEPLOY')];
  const groups = groupDeployments(service, 'ECSServices.*.ServiceName').map((group) => ({
    ...group,
    certain: and([group.certain, byCodeDeploy]),
  }));
  const deployments = [{ ...byService(service), certain: byItself }, ...groups].filter(
    ({ certain }) => certain !== false,
  );
  return {
    deployments,
    none: elsewhere(byCodeDeploy === false ? 'neither ECS nor CodeDeploy deploys it' : ungrouped),
  };
}

function byService(service: Resource): Omit<Deployment, 'certain'> {
  const settings = 'DeploymentConfiguration.Alarms';
  const path = `${settings}.AlarmNames`;
  return {
    owner: service,
    path,
    takesBack: all([
      isOn(service, `${settings}.Enable`, false),
      isOn(service, `${settings}.Rollback`, false),
    ]),
    ...alarmsNamed(service.each(`${path}.*`), service),
  };
}

/** The deployment groups whose property leads to a service. */
function groupDeployments(service: Resource, path: string): readonly Deployment[] {
  const links = service.stack.environment.links(groupType, path);
  return links.to(service).map(({ from, certain }) => byGroup(from, certain));
}

/** CodeDeploy moves the aliases of a function whose update policy names a deployment group. */
function aliasDeployments(fn: Resource): Deployments {
  const named = fn.stack.environment
    .links('AWS::Lambda::Alias', 'FunctionName')
    .to(fn)
    .map(({ from: alias, certain }) => {
      const policy = member(alias.attribute('UpdatePolicy'), 'CodeDeployLambdaAliasUpdate');
      return { alias, certain, name: member(policy, 'DeploymentGroupName') };
    })
    .filter(({ name }) => name.kind !== 'absent');
  const deployments = named.flatMap(({ alias, certain, name }) => {
    const groups = alternatives(name).map((option) => groupCalled(option, alias));
    const why = whyNotKnown(name) ?? 'its deployment group is not known';
    return [...new Set(groups)].flatMap((group) => {
      if (!group) return [];
      const isMoved = groups.map((other) => other === group);
      return [byGroup(group, and([certain, unanimous(isMoved, why)]))];
    });
  });
  return { deployments, none: named.length > 0 ? elsewhere(ungrouped) : no(unguarded) };
}

function groupCalled(name: Value, alias: Resource): Resource | undefined {
  if (name.kind === 'absent') return undefined;
  return targetOf(name, alias.stack).resources.find(({ type }) => type === groupType);
}

function byGroup(group: Resource, certain: Tri): Deployment {
  const path = 'AlarmConfiguration.Alarms';
  const takesBack = rollsBackGroup(group);
  return { owner: group, path, certain, takesBack, ...alarmsNamed(group.each(`${path}.*.Name`), group) };
}
