import type { Environment } from '../../../model/environment';
import type { Resource } from '../../../model/resource';
import { and, not, or, type Tri } from '../../../model/tri';
import { candidates, type Candidates } from '../../candidates';
import { given, type Answer } from '../../answer';
import { perEnvironment, perResource } from '../../per-environment';
import { actionsOf, isForMachines } from './actions';
import { alarmsOf, alarmTypes, compositeAlarmType } from '../alarms';
import { compositesAbove, isDefinite } from './composites';
import { severityOf } from './severities';

/** Where resources say which alarms they act on by themselves: to roll back, to stop, to change a route. */
const consumers = [
  ['AWS::AppConfig::Environment', 'Monitors.*.AlarmArn'],
  ['AWS::CodeDeploy::DeploymentGroup', 'AlarmConfiguration.Alarms.*.Name'],
  ['AWS::ECS::Service', 'DeploymentConfiguration.Alarms.AlarmNames'],
  ['AWS::FIS::ExperimentTemplate', 'StopConditions.*.Value'],
  ['AWS::Route53::HealthCheck', 'HealthCheckConfig.AlarmIdentifier.Name'],
  ['AWS::SageMaker::Endpoint', 'DeploymentConfig.AutoRollbackConfiguration.Alarms.*.AlarmName'],
] as const;

/**
 * Whether an alarm is made for people: not to scale, and not to be read by another alarm or a deployment alone. One that
 * states how bad an incident is means people, whatever else reads it.
 */
export const isForPeople = perResource((alarm: Resource): Tri => {
  const actions = actionsOf(alarm);
  const tells = actions.map(({ option, certain }) => and([certain, !isForMachines(option, alarm)]));
  const acts = or(actions.map(({ certain }) => certain));
  const isForThem = or([severityOf(alarm) !== undefined, not(isActedOn(alarm))]);
  return or([...tells, and([not(acts), not(isReadByAlarms(alarm)), isForThem])]);
});

function isReadByAlarms(alarm: Resource): Tri {
  return or([
    ...compositesAbove(alarm).map(isDefinite),
    ...linksFrom(compositeAlarmType, 'ActionsSuppressor', alarm),
  ]);
}

function isActedOn(alarm: Resource): Tri {
  return or(consumers.flatMap(([type, path]) => linksFrom(type, path, alarm)));
}

function linksFrom(type: string, path: string, alarm: Resource): readonly Tri[] {
  const links = alarm.stack.environment.links(type, path).to(alarm);
  return links.map(({ from, certain }) => and([from.exists, certain]));
}

/** The alarms made for people, and those that may be. */
export const alertsOf = perEnvironment((environment: Environment): readonly Resource[] =>
  alarmsOf(environment).filter((alarm) => isForPeople(alarm) !== false),
);

/** The alarms made for people, or some of them, as what controls judge. */
export function alarmsForPeople(
  environment: Environment,
  noun = 'alarm for people',
  resources = alertsOf(environment),
): Candidates {
  return candidates(environment, noun, resources, alarmTypes);
}

/** Puts a question to alarms for people; one that may not be for people cannot refuse for certain. */
export function ofAlarms(
  question: (alarm: Resource) => Answer | undefined,
): (alarm: Resource) => Answer | undefined {
  return (alarm) => {
    const answer = question(alarm);
    return answer?.is === 'no' ? given(isForPeople(alarm), answer) : answer;
  };
}
