import type { Resource } from '../../model/resource';
import { all, unknown, type Answer } from '../answer';
import { cacheTypes, memoryDbType } from '../cache/caches';
import { clusterType, instanceType, memberTypeOf } from '../database/databases';
import { isShown, type Display, type Part } from './display';

const container = 'ECS/ContainerInsights';

/** What tells how busy the servers of a service are: their processors, and their memory. */
const servers: Readonly<
  Record<string, { readonly CPU: readonly Display[]; readonly memory: readonly Display[] }>
> = {
  'AWS::ECS::Service': {
    CPU: [
      { namespace: 'AWS/ECS', names: ['CPUUtilization'] },
      { namespace: container, names: ['CpuUtilized', 'TaskCpuUtilization'] },
    ],
    memory: [
      { namespace: 'AWS/ECS', names: ['MemoryUtilization'] },
      { namespace: container, names: ['MemoryUtilized', 'TaskMemoryUtilization'] },
    ],
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    CPU: [
      { namespace: 'AWS/EC2', names: ['CPUUtilization'] },
      { namespace: 'CWAgent', names: ['cpu_usage_active', 'cpu_usage_user', 'cpu_usage_idle'] },
    ],
    memory: [{ namespace: 'CWAgent', names: ['mem_used_percent', 'mem_used', 'mem_available_percent'] }],
  },
};

/** Functions have no server of their own to fill: what counts is how long they run, and how many at a time. */
const functions: readonly Display[] = [
  { namespace: 'AWS/Lambda', names: ['Duration', 'ConcurrentExecutions', 'Throttles', 'Invocations'] },
  { namespace: 'LambdaInsights' },
];

/** Whether dashboards show processors and memory of a service. */
export function showsServers(service: Resource): Answer {
  const { logicalId, type } = service;
  if (type.endsWith('::Function')) {
    return isShown({ what: `the load of ${logicalId}`, subject: service, displays: functions });
  }
  const displays = servers[type];
  if (!displays)
    return unknown(`${type} is not judged by this control; verify that a dashboard shows its load`);
  return all(
    (['CPU', 'memory'] as const).map((part) =>
      isShown({ what: `the ${part} of ${logicalId}`, subject: service, displays: displays[part] }),
    ),
  );
}

const namespaces: Readonly<Record<string, string>> = {
  [clusterType]: 'AWS/RDS',
  [instanceType]: 'AWS/RDS',
  'AWS::DocDB::DBCluster': 'AWS/DocDB',
  'AWS::Neptune::DBCluster': 'AWS/Neptune',
  'AWS::DynamoDB::Table': 'AWS/DynamoDB',
  'AWS::DynamoDB::GlobalTable': 'AWS/DynamoDB',
  'AWS::Serverless::SimpleTable': 'AWS/DynamoDB',
};

/** Whether a dashboard shows anything of a database. */
export function showsDatabase(database: Resource): Answer {
  return ofDatabase(database, database.logicalId);
}

/** What tells how well a database keeps up: what it is busy with, and how long its users wait. */
const performance: Readonly<Record<string, readonly string[]>> = {
  'AWS/RDS': [
    'DBLoad',
    'DBLoadCPU',
    'DBLoadNonCPU',
    'DBLoadRelativeToNumVCPUs',
    'CPUUtilization',
    'ACUUtilization',
    'CommitLatency',
    'DMLLatency',
    'ReadLatency',
    'SelectLatency',
    'WriteLatency',
  ],
  'AWS/DocDB': ['CPUUtilization', 'ReadLatency', 'WriteLatency'],
  'AWS/Neptune': ['CPUUtilization', 'MainRequestQueuePendingRequests'],
  'AWS/DynamoDB': ['SuccessfulRequestLatency', 'ThrottledRequests', 'ConsumedReadCapacityUnits'],
};

/** Whether a dashboard shows how well a database performs. */
export function showsPerformance(database: Resource): Answer {
  const names = performance[namespaces[database.type] ?? ''];
  return ofDatabase(database, `the performance of ${database.logicalId}`, names);
}

function ofDatabase(database: Resource, what: string, names?: readonly string[]): Answer {
  const namespace = namespaces[database.type];
  if (namespace === undefined) {
    return unknown(`${database.type} is not judged by this control; verify that a dashboard shows it`);
  }
  return isShown({
    what,
    subject: database,
    parts: membersOf(database),
    displays: [{ namespace, names }],
    // Only the resource id of RDS leads there, which is known after deployment.
    alsoBy: /^DB_PERF_INSIGHTS$/,
  });
}

function membersOf(database: Resource): readonly Part[] {
  const type = memberTypeOf(database);
  if (type === undefined) return [];
  const links = database.stack.environment.links(type, 'DBClusterIdentifier').to(database);
  return links.map(({ from, certain }) => ({ resource: from, certain }));
}

/** Whether a dashboard shows anything of a cache. */
export function showsCache(cache: Resource): Answer | undefined {
  if (!cacheTypes.includes(cache.type)) return undefined;
  const namespace = cache.type === memoryDbType ? 'AWS/MemoryDB' : 'AWS/ElastiCache';
  return isShown({ what: cache.logicalId, subject: cache, displays: [{ namespace }] });
}
