import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, isUndecided, Undecided } from '../../model/tri';
import { itemsOf, keyOf, partsOf, show } from '../../model/value';
import { all, any, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import { clusterTypes, manifestType } from '../compute/kubernetes';
import { instancesOf } from '../compute/instances';
import { launchOf, userDataOf } from '../compute/launches';
import { isFunction } from '../compute/functions';
import { eitherWay, optionsOf } from '../either-way';
import { named } from '../network/balancing';
import { classicBalancerType } from '../network/entries';
import { targetGroupType } from '../network/routing';
import { isOn, test } from '../reading';

const groupType = 'AWS::AutoScaling::AutoScalingGroup';

/** Whether CloudWatch sees what a service runs on: its tasks, instances or pods. */
export function isObserved(service: Resource): Answer {
  if (isFunction(service)) return yes('Lambda publishes the metrics of every function', present(service));
  if (clusterTypes.includes(service.type)) return hasObservabilityAddOn(service);
  switch (service.type) {
    case 'AWS::ECS::Service':
      return askCluster(service, hasContainerInsights);
    case groupType:
      return isMonitoredInDetail(service);
    case 'AWS::EKS::Nodegroup':
    case manifestType:
      return askCluster(service, hasObservabilityAddOn, 'ClusterName');
    case targetGroupType:
    case classicBalancerType:
      return instancesAreMonitored(service);
    default:
      return unknown(
        `${service.type} is not judged by this control; verify in the account how it is observed`,
      );
  }
}

function askCluster(service: Resource, question: (cluster: Resource) => Answer, path = 'Cluster'): Answer {
  return eitherWay(service.read(path), (reference) => {
    const proof = cite(service, path, reference);
    const { resources, open } = targetOf(reference, service.stack);
    const cluster = resources.find(({ type }) => type === 'AWS::ECS::Cluster' || clusterTypes.includes(type));
    if (!cluster)
      return unknown('its cluster is not among the templates; verify that Container Insights is on', proof);
    const answer = named(cluster, question(cluster));
    const certain = open === undefined ? cluster.exists : new Undecided(open);
    return given(certain, { ...answer, evidence: [...answer.evidence, proof] });
  });
}

const settingsPath = 'ClusterSettings';

/** Containers report CPU and memory of the whole service alone unless Container Insights looks at each task. */
export function hasContainerInsights(cluster: Resource): Answer {
  const proof = cite(cluster, settingsPath);
  const expected = 'expected enabled or enhanced';
  const missing = no(`containerInsights is not set and so disabled, ${expected}`, proof);
  return eitherWay(cluster.read(settingsPath), (list) => {
    const answers = itemsOf(list)
      .flatMap(optionsOf)
      .flatMap(({ option, certain }) => {
        const isIt = test(member(option, 'Name'), undefined, (name) => name === 'containerInsights');
        if (isIt === false) return [];
        const value = member(option, 'Value');
        const on = test(value, 'disabled', (text) => text === 'enabled' || text === 'enhanced');
        const seen = isUndecided(on) ? `is not known (${on.why})` : `is ${show(value)}`;
        const answer = isUndecided(on) ? unknown : on ? yes : no;
        const message = `containerInsights ${seen}${on === true ? '' : `, ${expected}`}`;
        return [given(and([certain, isIt]), answer(message, proof))];
      });
    return answers.length > 0 ? all(answers) : missing;
  });
}

/** Instances report every five minutes, too late for an alarm that pages, unless they are asked for every minute. */
function isMonitoredInDetail(group: Resource): Answer {
  const launch = launchOf(group);
  if (!launch?.from)
    return unknown(
      'what it launches is not among the templates; verify that detailed monitoring is on',
      present(group),
    );
  const { way, from } = launch;
  const answer =
    way.data === ''
      ? isOn(from, 'InstanceMonitoring', true)
      : isOn(from, `${way.data}.Monitoring.Enabled`, false);
  return named(from, { ...answer, evidence: [...answer.evidence, cite(group, way.path)] });
}

function instancesAreMonitored(balanced: Resource): Answer {
  const { instances, open } = instancesOf(balanced);
  const answers = instances.map(({ to, certain }) =>
    given(certain, named(to, isOn(to, 'Monitoring', false))),
  );
  if (open !== undefined || answers.length === 0)
    return unknown(
      `its instances are not among the templates (${open ?? 'it lists none'}); verify their monitoring`,
    );
  return all(answers);
}

const addOnType = 'AWS::EKS::Addon';
const addOnName = 'amazon-cloudwatch-observability';

/** Whether the add-on by which CloudWatch sees nodes, pods and their logs is installed in a cluster. */
export function hasObservabilityAddOn(cluster: Resource): Answer {
  const addOns = cluster.stack.environment.links(addOnType, 'ClusterName').to(cluster);
  const answers = addOns.flatMap(({ from, certain }) =>
    keyOf(from.read('AddonName')) === addOnName
      ? [given(certain, yes(`${from.logicalId} installs ${addOnName}`, cite(from, 'AddonName')))]
      : [],
  );
  return answers.length > 0
    ? any(answers, '')
    : unknown(
        `no add-on ${addOnName} is in the templates; verify in the account what observes it`,
        present(cluster),
      );
}

/** Whether the add-on is installed in the cluster of a service of Kubernetes. */
export function isObservedByAddOn(service: Resource): Answer {
  return clusterTypes.includes(service.type)
    ? hasObservabilityAddOn(service)
    : askCluster(service, hasObservabilityAddOn, 'ClusterName');
}

/** Whether instances report their memory and disks, which AWS cannot see from outside; undefined for what has none. */
export function reportsMemory(service: Resource): Answer | undefined {
  if (service.type !== groupType) return undefined;
  const script = userDataOf(service);
  const text = (script ? (partsOf(script) ?? []) : []).filter((part) => typeof part === 'string').join('');
  const agent = /amazon-cloudwatch-agent|datadog|newrelic|dynatrace|telegraf|node_exporter/i.exec(text);
  const launch = launchOf(service);
  return agent && launch?.from
    ? yes(
        `its UserData sets up ${agent[0]}`,
        cite(launch.from, [launch.way.data, 'UserData'].filter((name) => name !== '').join('.')),
        cite(service, launch.way.path),
      )
    : unknown(
        'its UserData names no agent that reports memory; verify that the image of its instances has one',
        present(service),
      );
}
