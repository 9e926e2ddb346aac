import { member } from '../../model/evaluate';
import type { Resource } from '../../model/resource';
import { or, type Tri } from '../../model/tri';
import { keyOf, partsOf, show, type Value } from '../../model/value';
import { no, present, unknown, yes, type Answer } from '../answer';
import { isFunction } from '../compute/functions';
import { runsOnFargate } from '../compute/hosts';
import { clusterTypes, manifestType } from '../compute/kubernetes';
import { userDataOf } from '../compute/launches';
import { eitherWay, isStated } from '../either-way';
import { allOf } from '../possible';
import { test } from '../reading';
import { askContainers, askTask, type Container } from './containers';
import { functionMayLog } from './functions';
import { isObservedByAddOn } from './infrastructure';

/** Whether everything that a service runs writes its log to a place that outlives it. */
export function collectsLogs(service: Resource): Answer {
  if (isFunction(service)) return functionMayLog(service);
  if (clusterTypes.includes(service.type)) return isObservedByAddOn(service);
  switch (service.type) {
    case 'AWS::ECS::Service':
      return askTask(service, (task) =>
        askContainers(task, (containers) =>
          allOf(
            containers.map((container) => ({
              certain: container.certain,
              answer: writesLog(container, containers, service),
            })),
          ),
        ),
      );
    case 'AWS::AutoScaling::AutoScalingGroup':
      return shipsLogs(service);
    case 'AWS::EKS::Nodegroup':
    case manifestType:
      return isObservedByAddOn(service);
    case 'AWS::AppRunner::Service':
      return yes('App Runner writes the logs of every service to CloudWatch', present(service));
    default:
      return unknown(
        `${service.type} is not judged by this control; verify in the account where its logs go`,
        present(service),
      );
  }
}

/** A log driver, and the option without which it delivers nowhere beyond the host. */
const remoteDrivers: Readonly<Record<string, string>> = {
  awslogs: 'awslogs-group',
  splunk: 'splunk-url',
  fluentd: 'fluentd-address',
  gelf: 'gelf-address',
  syslog: 'syslog-address',
};

const expected = 'expected awslogs, awsfirelens or another driver that delivers it';

function writesLog(container: Container, containers: readonly Container[], service: Resource): Answer {
  const { name, settings } = container;
  return eitherWay(member(settings, 'LogConfiguration'), (configuration) => {
    if (configuration.kind === 'absent')
      return unlessReadFromHost(no(`${name} has no LogConfiguration, ${expected}`), service);
    return eitherWay(member(configuration, 'LogDriver'), (driver) => {
      const key = keyOf(driver);
      const seen = `the log driver of ${name} is ${show(driver)}`;
      if (key === 'awsfirelens') return isRouted(name, configuration, containers);
      const option = key === undefined ? undefined : remoteDrivers[key];
      if (option !== undefined) return delivers(configuration, option, seen);
      return driver.kind === 'known'
        ? unlessReadFromHost(no(`${seen}, ${expected}`), service)
        : unknown(`the log driver of ${name} is not known, ${expected}`);
    });
  });
}

function delivers(configuration: Value, option: string, seen: string): Answer {
  const stated = isStated(member(member(configuration, 'Options'), option));
  const secret = member(configuration, 'SecretOptions').kind !== 'absent';
  if (stated === true) return yes(seen);
  return stated === false && !secret
    ? no(`${seen}, but ${option} is not set, expected where it delivers to`)
    : unknown(`${seen}, but ${option} is not known; verify where it delivers to`);
}

/** FireLens hands a log to a router, a container of the same task. */
function isRouted(name: string, configuration: Value, containers: readonly Container[]): Answer {
  const routers = containers.map((container) => ({
    container,
    routes: isStated(member(container.settings, 'FirelensConfiguration')),
  }));
  const found = routers.find(({ container, routes }) => container.certain === true && routes === true);
  const some: Tri = or(routers.map(({ routes }) => routes));
  const seen = `${name} hands its log to FireLens`;
  if (!found)
    return some === false
      ? no(`${seen}, but no container of the task has a FirelensConfiguration, expected one`)
      : unknown(`${seen}, but whether a container routes it is not known`);
  const output = isStated(member(member(configuration, 'Options'), 'Name'));
  const ownFile = isStated(member(member(found.container.settings, 'FirelensConfiguration'), 'Options'));
  if (output === true) return yes(`${seen}, which ${found.container.name} routes`);
  return output === false && ownFile === false
    ? no(`${seen}, but its Options name no output, expected Name`)
    : unknown(`${seen}; verify the outputs in the configuration of ${found.container.name}`);
}

/** On instances an agent may read the logs of all containers from the disk. */
function unlessReadFromHost(refusal: Answer, service: Resource): Answer {
  if (runsOnFargate(service) === true) return refusal;
  const daemon = service.stack.environment
    .of('AWS::ECS::Service')
    .find((other) => test(other.read('SchedulingStrategy'), 'REPLICA', (way) => way === 'DAEMON') !== false);
  return daemon
    ? unknown(
        `${refusal.message}; verify whether ${daemon.logicalId} reads it from the instances`,
        ...refusal.evidence,
      )
    : refusal;
}

const shippers =
  /amazon-cloudwatch-agent|awslogs|fluent-?bit|fluentd|filebeat|splunkforwarder|datadog|newrelic|vector/i;

function shipsLogs(group: Resource): Answer {
  const script = userDataOf(group);
  const text = (script ? (partsOf(script) ?? []) : []).filter((part) => typeof part === 'string').join('');
  const shipper = shippers.exec(text)?.[0];
  return shipper
    ? unknown(`its UserData sets up ${shipper}; verify which logs it delivers`, present(group))
    : unknown(
        'its UserData names nothing that delivers logs; verify that the image of its instances does',
        present(group),
      );
}
