import { type Duration, Lazy, Stack } from 'aws-cdk-lib';
import { CfnAlarm, CfnCompositeAlarm, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { BaseService, CfnService } from 'aws-cdk-lib/aws-ecs';
import { rollback } from '../../lib/checklist/thresholds';
import { outOfRange, type Problem } from './problems';

type Settings = CfnService.DeploymentConfigurationProperty;

/**
 * Lets alarms take deployments of a service back, besides those that it has. The service's own enableDeploymentAlarms
 * forgets every name but those that it was given first.
 */
export function rollBackOn(service: BaseService, alarms: readonly IAlarm[], bakeTime?: Duration): void {
  const resource = resourceOf(service);
  const { deploymentConfiguration: stated } = resource;
  // Read as late as can be, since hooks and alarms are added to it after this.
  const names = (): string[] => [...namesIn(settingsOf(service, stated)), ...alarms.map(nameOf)];
  resource.deploymentConfiguration = {
    ...stated,
    bakeTimeInMinutes: bakeMinutes(service, bakeTime) ?? Math.max(rollback.bakeMinutes, leastBake(alarms)),
    alarms: { alarmNames: Lazy.list({ produce: names }), enable: true, rollback: true },
  };
}

/** What keeps alarms from taking deployments of a service back. */
export function deploymentProblems(
  service: BaseService,
  alarms: readonly IAlarm[],
  bakeTime?: Duration,
): Problem[] {
  const { deploymentController: controller } = resourceOf(service);
  const deployer = (controller && 'type' in controller ? controller.type : undefined) ?? 'ECS';
  return [
    deployer === 'ECS' ? undefined : `${deployer} deploys the service, expected ECS itself`,
    outOfRange('minutes of bakeTime', bakeMinutes(service, bakeTime), leastBake(alarms)),
  ];
}

/** Whole minutes after which even the slowest of some alarms has fired, and CloudWatch knows. */
function leastBake(alarms: readonly IAlarm[]): number {
  return Math.max(1, ...alarms.map(minutesOfData)) + rollback.ingestionMinutes + 1;
}

/** Minutes of data that an alarm needs to fire; one for alarms that are made elsewhere. */
function minutesOfData(alarm: IAlarm): number {
  const made = alarm.node.defaultChild;
  if (!(made instanceof CfnAlarm)) return 1;
  const { evaluationPeriods = 1, datapointsToAlarm = evaluationPeriods } = made;
  return Math.ceil((datapointsToAlarm * Math.max(60, ...periodsOf(made))) / 60);
}

function periodsOf({ period, metrics }: CfnAlarm): readonly number[] {
  const queries = Array.isArray(metrics) ? metrics : [];
  const stats = queries.map((query) => ('metricStat' in query ? query.metricStat : undefined));
  return [period ?? 0, ...stats.map((stat) => (stat && 'period' in stat ? stat.period : 0))];
}

/** How long a service is told to watch a new version, where that is known. */
function bakeMinutes(service: BaseService, bakeTime?: Duration): number | undefined {
  const { deploymentConfiguration: stated } = resourceOf(service);
  return bakeTime ? bakeTime.toMinutes() : settingsOf(service, stated).bakeTimeInMinutes;
}

function resourceOf(service: BaseService): CfnService {
  return service.node.defaultChild as CfnService;
}

function settingsOf(service: BaseService, stated: CfnService['deploymentConfiguration']): Settings {
  return (Stack.of(service).resolve(stated) ?? {}) as Settings;
}

function namesIn({ alarms }: Settings): readonly string[] {
  return alarms && 'alarmNames' in alarms ? alarms.alarmNames : [];
}

/** A name given by hand where there is one: a reference to an alarm on the service would lead in a circle. */
function nameOf(alarm: IAlarm): string {
  const made = alarm.node.defaultChild;
  const isMade = made instanceof CfnAlarm || made instanceof CfnCompositeAlarm;
  return (isMade ? made.alarmName : undefined) ?? alarm.alarmName;
}
