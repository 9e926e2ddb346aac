import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, join, notGiven, nothing, stageUnknown, undecided } from '../expressions';
import { att, ref, resource, service, targetGroup } from '../serving/resources';
import { board, graph, maybe } from './resources';

const ofService = (name: string): Json => [
  'AWS/ECS',
  name,
  'ClusterName',
  ref('Cluster'),
  'ServiceName',
  att('Web', 'Name'),
];
const web = (...widgets: readonly Json[]): JsonObject => ({
  Cluster: resource('ECS::Cluster'),
  Targets: targetGroup(),
  Web: service({ Cluster: ref('Cluster') }),
  Ops: board([...widgets]),
});

const expected = 'expected one that does';

export const services: ControlCases = {
  pass: [
    {
      name: 'CPU and memory of a service',
      resources: web(graph([ofService('CPUUtilization'), ofService('MemoryUtilization')])),
    },
    {
      name: 'an Auto Scaling group with the agent',
      resources: {
        Group: resource('AutoScaling::AutoScalingGroup', { TargetGroupARNs: [ref('Targets')] }),
        Targets: targetGroup(),
        Ops: board([
          graph([
            ['AWS/EC2', 'CPUUtilization', 'AutoScalingGroupName', ref('Group')],
            ['CWAgent', 'mem_used_percent', '.', '.'],
          ]),
        ]),
      },
    },
    {
      name: 'how long a function runs',
      resources: {
        Fn: resource('Lambda::Function'),
        Url: resource('Lambda::Url', { TargetFunctionArn: att('Fn', 'Arn') }),
        Ops: board([graph([['AWS/Lambda', 'Duration', 'FunctionName', ref('Fn')]])]),
      },
    },
  ],
  fail: [
    {
      name: 'CPU alone',
      resources: web(graph([ofService('CPUUtilization')])),
      findings: [`fail Web: no dashboard shows the memory of Web, ${expected}`],
    },
    {
      name: 'the cluster in place of the service',
      resources: web(
        graph([['AWS/ECS', 'CPUUtilization', 'ClusterName', ref('Cluster')], ofService('MemoryUtilization')]),
      ),
      findings: [`fail Web: no dashboard shows the CPU of Web, ${expected}`],
    },
    {
      name: 'nothing of it',
      resources: web(),
      findings: [
        `fail Web: no dashboard shows the CPU of Web, ${expected}; no dashboard shows the memory of Web, ${expected}`,
      ],
    },
  ],
  unknown: [
    {
      name: 'metrics that are found by the tags of services',
      resources: web({
        type: 'explorer',
        properties: { metrics: [{ metricName: 'CPUUtilization' }, { metricName: 'MemoryUtilization' }] },
      }),
      findings: [
        `unknown Web: ${maybe('the CPU of Web', 'it finds metrics by the tags of their resources')}; ` +
          maybe('the memory of Web', 'it finds metrics by the tags of their resources'),
      ],
    },
    {
      name: 'nodes of Kubernetes',
      resources: { Nodes: resource('EKS::Nodegroup'), Ops: board([]) },
      findings: [
        'unknown Nodes: AWS::EKS::Nodegroup is not judged by this control; verify that a dashboard shows its load',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no service',
      resources: { Ops: board([]) },
      findings: ['notApplicable Stack1: no service to judge'],
    },
  ],
};

const cluster: JsonObject = {
  Db: resource('RDS::DBCluster', { Engine: 'aurora-postgresql' }),
  Writer: resource('RDS::DBInstance', { DBClusterIdentifier: ref('Db') }),
};
const ofCluster = (name: string, ...more: readonly Json[]): Json => [
  'AWS/RDS',
  name,
  'DBClusterIdentifier',
  ref('Db'),
  ...more,
];
const ofWriter = (name: string): Json => ['AWS/RDS', name, 'DBInstanceIdentifier', ref('Writer')];
const db = (...rows: readonly Json[]): JsonObject => ({ ...cluster, Ops: board([graph([...rows])]) });
const table = (...rows: readonly Json[]): JsonObject => ({
  Db: resource('DynamoDB::Table'),
  Ops: board([graph([...rows])]),
});

export const databases: ControlCases = {
  pass: [
    { name: 'a cluster by role', resources: db(ofCluster('DatabaseConnections', 'Role', 'WRITER')) },
    { name: 'a member of a cluster', resources: db(ofWriter('CPUUtilization')) },
    {
      name: 'a table',
      resources: table(['AWS/DynamoDB', 'ConsumedReadCapacityUnits', 'TableName', ref('Db')]),
    },
    {
      name: 'an instance by the name that both were given',
      resources: {
        Db: resource('RDS::DBInstance', { DBInstanceIdentifier: 'shop' }),
        Ops: board([graph([['AWS/RDS', 'CPUUtilization', 'DBInstanceIdentifier', 'shop']])]),
      },
    },
  ],
  fail: [
    { name: 'nothing of it', resources: db(), findings: [`fail Db: no dashboard shows Db, ${expected}`] },
    {
      name: 'all databases of the account',
      resources: db(['AWS/RDS', 'CPUUtilization']),
      findings: [
        `fail Db: no dashboard shows Db (Ops: the dimensions of CPUUtilization name no resource of the templates), ${expected}`,
      ],
    },
  ],
  unknown: [
    {
      name: 'a member that may belong to it',
      resources: {
        ...db(ofWriter('CPUUtilization')),
        Writer: resource('RDS::DBInstance', { DBClusterIdentifier: choose('IsProd', ref('Db'), nothing) }),
      },
      ...undecided,
      findings: [`unknown Db: ${maybe('Db', stageUnknown)}`, 'pass Writer: Ops shows Writer'],
    },
    {
      name: 'a database that a parameter names',
      resources: db(['AWS/RDS', 'CPUUtilization', 'DBInstanceIdentifier', ref('Name')]),
      parameters: { Name: { Type: 'String' } },
      findings: [`unknown Db: ${maybe('Db', `its DBInstanceIdentifier is not known (${notGiven('Name')})`)}`],
    },
    {
      name: 'a keyspace',
      resources: { Db: resource('Cassandra::Table'), Ops: board([]) },
      findings: [
        'unknown Db: AWS::Cassandra::Table is not judged by this control; verify that a dashboard shows it',
      ],
    },
  ],
};

export const load: ControlCases = {
  pass: [
    { name: 'the load that Performance Insights records', resources: db(ofWriter('DBLoad')) },
    { name: 'processors', resources: db(ofCluster('CPUUtilization', 'Role', 'WRITER')) },
    {
      name: 'the latency of a table',
      resources: table([
        'AWS/DynamoDB',
        'SuccessfulRequestLatency',
        'TableName',
        ref('Db'),
        'Operation',
        'GetItem',
      ]),
    },
  ],
  fail: [
    {
      name: 'connections alone',
      resources: db(ofCluster('DatabaseConnections', 'Role', 'WRITER')),
      findings: [`fail Db: no dashboard shows the performance of Db, ${expected}`],
    },
    {
      name: 'no dashboard',
      resources: cluster,
      findings: [`fail Db: no dashboard shows the performance of Db, ${expected}`],
    },
    {
      name: 'no database',
      resources: {},
      findings: ['fail Stack1: no database is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'counters that Database Insights is asked for',
      resources: db([{ expression: "DB_PERF_INSIGHTS('RDS', 'db-ABC', 'db.load.avg')" }]),
      findings: [`unknown Db: ${maybe('the performance of Db', 'it finds metrics by DB_PERF_INSIGHTS')}`],
    },
  ],
};

const instance = (properties: JsonObject): JsonObject => ({
  Writer: resource('RDS::DBInstance', { DBClusterIdentifier: ref('Db'), ...properties }),
});
const aurora = (properties: JsonObject): JsonObject => ({ Db: resource('RDS::DBCluster', properties) });
const unrecorded = 'EnablePerformanceInsights is not set and so false, expected true';

export const recorded: ControlCases = {
  pass: [
    {
      name: 'the members of a cluster',
      resources: { ...aurora({}), ...instance({ EnablePerformanceInsights: true }) },
    },
    {
      name: 'the advanced mode',
      resources: { ...aurora({ DatabaseInsightsMode: 'advanced' }), ...instance({}) },
    },
    { name: 'a table', resources: { Db: resource('DynamoDB::Table') } },
  ],
  fail: [
    {
      name: 'nothing said',
      resources: { Db: resource('RDS::DBInstance') },
      findings: [`fail Db: ${unrecorded}`],
    },
    {
      name: 'one member that records nothing',
      resources: {
        ...aurora({}),
        ...instance({ EnablePerformanceInsights: true }),
        Reader: resource('RDS::DBInstance', { DBClusterIdentifier: ref('Db') }),
      },
      findings: [
        `fail Db: PerformanceInsightsEnabled is not set and so false, expected true; Reader: ${unrecorded}`,
      ],
    },
  ],
  unknown: [
    {
      name: 'a parameter that decides',
      resources: { Db: resource('RDS::DBInstance', { EnablePerformanceInsights: ref('On') }) },
      parameters: { On: { Type: 'String' } },
      findings: [`unknown Db: EnablePerformanceInsights is not known (${notGiven('On')}), expected true`],
    },
  ],
  notApplicable: [
    { name: 'no database', resources: {}, findings: ['notApplicable Stack1: no database to judge'] },
  ],
};

const cache = (...rows: readonly Json[]): JsonObject => ({
  Cache: resource('ElastiCache::ReplicationGroup', { Engine: 'valkey' }),
  Ops: board([graph([...rows])]),
});

export const caches: ControlCases = {
  pass: [
    {
      name: 'a node of a group',
      resources: cache([
        'AWS/ElastiCache',
        'EngineCPUUtilization',
        'CacheClusterId',
        join(ref('Cache'), '-001'),
      ]),
    },
  ],
  fail: [
    {
      name: 'a node of another group',
      resources: cache(['AWS/ElastiCache', 'EngineCPUUtilization', 'CacheClusterId', 'old-001']),
      findings: [
        `fail Cache: no dashboard shows Cache (Ops: its CacheClusterId is not known (old is not among the templates)), ${expected}`,
      ],
    },
  ],
  unknown: [
    {
      name: 'nodes that are found by search',
      resources: cache([{ expression: "SEARCH('{AWS/ElastiCache,CacheClusterId} CPU', 'Average')" }]),
      findings: [`unknown Cache: ${maybe('Cache', 'it finds metrics by SEARCH')}`],
    },
  ],
  notApplicable: [
    {
      name: 'no cache',
      resources: { Ops: board([]) },
      findings: ['notApplicable Stack1: no Redis or Valkey cache to judge'],
    },
  ],
};
