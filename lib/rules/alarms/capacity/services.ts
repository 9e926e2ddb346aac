import { same } from '../../../model/compare';
import { targetOf } from '../../../model/names';
import type { Resource } from '../../../model/resource';
import { absent, partsOf, soleToken } from '../../../model/value';
import { all, given, unknown, type Answer } from '../../answer';
import { instancesOf } from '../../compute/instances';
import { clusterTypes } from '../../compute/kubernetes';
import { userDataOf } from '../../compute/launches';
import { named } from '../../network/balancing';
import { classicBalancerType } from '../../network/entries';
import { ownersOf, targetGroupType } from '../../network/routing';
import { numberAt } from '../../reading';
import type { Metric } from '../evaluation/definition';
import { readingOf } from '../definition-of';
import { isWatched } from '../detection';
import type { Emission } from '../evaluation/samples';
import type { View } from '../situation';
import { silence, steady } from './emissions';
import { calm, demandOf, heavy, whatOf, type Bound, type Load } from './utilization';

const serviceType = 'AWS::ECS::Service';
const groupType = 'AWS::AutoScaling::AutoScalingGroup';
const functionTypes = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];

/**
 * Whether somebody hears when the servers of a service run out of CPU or memory. A function is not asked: each request
 * has a server of its own, and what that lacks shows in errors.
 */
export function isComputeWatched(service: Resource, bound: Bound): Answer | undefined {
  const { type } = service;
  if (functionTypes.includes(type)) return undefined;
  if (type === serviceType) return serversAreWatched(service, bound, taskView);
  if (type === groupType) return withAgent(service, serversAreWatched(service, bound, instanceView));
  if (type === targetGroupType || type === classicBalancerType) return instancesAreWatched(service, bound);
  const cluster = clusterTypes.includes(type)
    ? service
    : targetOf(service.read('ClusterName'), service.stack).resources[0];
  if (cluster && clusterTypes.includes(cluster.type)) return clusterIsWatched(cluster, bound);
  return unknown(`${type} is not judged here; verify in the account that an alarm notices ${whatOf(bound)}`);
}

/** What the metrics of servers show under a load. */
type ServerView = (servers: Resource, load: Load) => View;

function serversAreWatched(servers: Resource, bound: Bound, view: ServerView): Answer {
  const hot = view(servers, heavy(bound));
  return isWatched([servers], demandOf(bound, view(servers, calm), [[servers.logicalId, hot]]), 'ticket');
}

/** Servers of every kind send one sample a minute each. */
const servers = 3;

function each(value: number | undefined): Emission | undefined {
  return value === undefined ? undefined : steady(...Array.from({ length: servers }, () => value));
}

function taskView(service: Resource, load: Load): View {
  return (metric, about) => {
    const { namespace, name } = metric;
    if (about.get('ServiceName') !== service && !namesLikewise(metric, service)) return undefined;
    if (namespace === 'AWS/ECS') {
      if (name === 'CPUUtilization') return each(load.CPU);
      return name === 'MemoryUtilization' ? each(load.memory) : undefined;
    }
    return namespace === 'ECS/ContainerInsights' ? insightOf(service, load, name) : undefined;
  };
}

/** A cluster that the templates do not show is told by what the service itself calls it. */
function namesLikewise({ dimensions }: Metric, service: Resource): boolean {
  const cluster = dimensions.get('ClusterName');
  const token = soleToken(dimensions.get('ServiceName') ?? absent);
  const isNamed = token?.kind === 'attribute' && token.resource === service && token.attribute === 'Name';
  return isNamed && cluster !== undefined && same(cluster, service.read('Cluster')) === true;
}

/** Container Insights counts what a service uses and what its task definition reserves, in units and in MiB. */
function insightOf(service: Resource, load: Load, name: string): Emission | undefined {
  const [cpu, memory] = ['Cpu', 'Memory'].map((path) => reserved(service, path));
  const used = (size: number | undefined, percent: number): number | undefined =>
    size === undefined ? undefined : (size * percent) / 100;
  switch (name) {
    case 'CpuReserved':
      return each(cpu);
    case 'CpuUtilized':
      return each(used(cpu, load.CPU));
    case 'MemoryReserved':
      return each(memory);
    case 'MemoryUtilized':
      return each(used(memory, load.memory));
    case 'RunningTaskCount':
    case 'DesiredTaskCount':
      return steady(servers);
    case 'PendingTaskCount':
      return steady(0);
    default:
      return undefined;
  }
}

function reserved(service: Resource, path: string): number | undefined {
  const [link] = ownersOf(service, 'TaskDefinition', 'AWS::ECS::TaskDefinition');
  return link && numberAt(link.to, path, NaN);
}

/** Metrics of instances that say nothing about their load, and what they show. */
const otherMetrics: ReadonlyMap<string, number> = new Map([
  ['CPUCreditBalance', 500],
  ['CPUSurplusCreditBalance', 0],
  ['CPUSurplusCreditsCharged', 0],
  ['DiskReadOps', 100],
  ['DiskWriteOps', 100],
  ['EBSReadOps', 100],
  ['EBSWriteOps', 100],
  ['EBSByteBalance%', 100],
  ['EBSIOBalance%', 100],
  ['NetworkIn', 1e7],
  ['NetworkOut', 1e7],
  ['NetworkPacketsIn', 1e4],
  ['NetworkPacketsOut', 1e4],
  ['StatusCheckFailed', 0],
  ['StatusCheckFailed_Instance', 0],
  ['StatusCheckFailed_System', 0],
  ['StatusCheckFailed_AttachedEBS', 0],
]);

/** What the metrics of EC2 and of the CloudWatch agent show of an Auto Scaling group, or of one instance. */
function instanceView(owner: Resource, load: Load): View {
  return ({ namespace, name }, about) => {
    if (about.get('AutoScalingGroupName') !== owner && about.get('InstanceId') !== owner) return undefined;
    if (namespace === 'AWS/EC2') return hostShows(name, load);
    if (namespace !== 'CWAgent') return undefined;
    switch (name) {
      case 'mem_used_percent':
      case 'Memory % Committed Bytes In Use':
        return each(load.memory);
      case 'mem_available_percent':
        return each(100 - load.memory);
      case 'cpu_usage_active':
        return each(load.CPU);
      case 'cpu_usage_idle':
        return each(100 - load.CPU);
      case 'disk_used_percent':
      case 'swap_used_percent':
        return each(10);
      default:
        return undefined;
    }
  };
}

function hostShows(name: string, load: Load): Emission | undefined {
  if (name === 'CPUUtilization') return each(load.CPU);
  // EC2 does not look into an instance, and so publishes nothing about its memory.
  return /mem/i.test(name) ? silence : each(otherMetrics.get(name));
}

/** Instances know their memory only by an agent, which has to be installed on them. */
function withAgent(group: Resource, answer: Answer): Answer {
  const readers = answer.evidence.filter(({ resource, path }) => path === '' && readsAgent(resource));
  if (answer.is !== 'yes' || readers.length === 0) return answer;
  const script = userDataOf(group);
  const text = (script && partsOf(script)) ?? [];
  const installs = text.some((part) => typeof part === 'string' && part.includes('cloudwatch-agent'));
  if (installs) return answer;
  return unknown(
    `${answer.message}, where the CloudWatch agent runs; verify in the account that its metrics have data`,
    ...answer.evidence,
  );
}

function readsAgent(alarm: Resource): boolean {
  return readingOf(alarm).metrics.some(({ namespace }) => namespace === 'CWAgent');
}

/** Instances that are registered one by one are watched one by one. */
function instancesAreWatched(balanced: Resource, bound: Bound): Answer {
  const { instances, open } = instancesOf(balanced);
  const answers = instances.map(({ to, certain }) => {
    const answer = named(to, serversAreWatched(to, bound, instanceView));
    return answer.is === 'yes' ? answer : given(certain, answer);
  });
  return all([...answers, ...(open === undefined ? [] : [unknown(open)])]);
}

/** Tools inside a cluster, such as Prometheus, may watch its pods: what the templates lack proves nothing. */
function clusterIsWatched(cluster: Resource, bound: Bound): Answer {
  const answer = serversAreWatched(cluster, bound, nodeView);
  if (answer.is !== 'no') return answer;
  return unknown(`${answer.message}; verify that a tool inside the cluster does`, ...answer.evidence);
}

function nodeView(cluster: Resource, load: Load): View {
  const metrics = new Map([
    ['node_cpu_utilization', load.CPU],
    ['pod_cpu_utilization', load.CPU],
    ['pod_cpu_utilization_over_pod_limit', load.CPU],
    ['node_memory_utilization', load.memory],
    ['pod_memory_utilization', load.memory],
    ['pod_memory_utilization_over_pod_limit', load.memory],
    ['node_filesystem_utilization', 10],
    ['cluster_failed_node_count', 0],
    ['cluster_node_count', servers],
  ]);
  return ({ namespace, name }, about) =>
    namespace === 'ContainerInsights' && about.get('ClusterName') === cluster
      ? each(metrics.get(name))
      : undefined;
}
