import type { DBProxyTarget, TargetHealth } from '@aws-sdk/client-rds';
import type { ProbeCases } from '../asking';
import type { Answers } from '../service';
import { arn, cluster, minutesAgo, shopInstance, withCluster, withInstance, withMetrics } from './account';

const proxy = { type: 'AWS::RDS::DBProxy', id: 'pool' };
const target = { type: 'AWS::RDS::DBCluster', id: 'shop' };

type Role = DBProxyTarget['Role'];

function instance(id: string, health: TargetHealth | undefined, Role: Role = 'READ_ONLY'): DBProxyTarget {
  return { RdsResourceId: id, Type: 'RDS_INSTANCE', Role, TargetHealth: health };
}

const up: TargetHealth = { State: 'AVAILABLE' };
const tracked: DBProxyTarget = { RdsResourceId: 'shop', Type: 'TRACKED_CLUSTER' };
const writer = instance('shop-1', up, 'READ_WRITE');

function pool(targets: readonly DBProxyTarget[], status: string | undefined = 'available'): Answers {
  return {
    'rds:DescribeDBProxies': { DBProxies: [{ DBProxyName: 'pool', Status: status as 'available' }] },
    'rds:DescribeDBProxyTargetGroups': { TargetGroups: [{ TargetGroupName: 'default' }] },
    'rds:DescribeDBProxyTargets': { Targets: [...targets] },
  };
}

const withHealth = (health: TargetHealth | undefined): Answers =>
  pool([tracked, writer, instance('shop-2', health)]);
const unavailable = (Reason?: TargetHealth['Reason']): Answers =>
  withHealth({
    State: 'UNAVAILABLE',
    Reason,
    Description: 'cannot read arn:aws:secretsmanager:…:secret:shop',
  });

export const targets: ProbeCases = {
  target: proxy,
  pass: [
    {
      name: 'a cluster',
      answers: pool([tracked, writer, instance('shop-2', up)]),
      message: 'it is available and reaches shop-1 and shop-2',
    },
    {
      name: 'an instance, of which AWS tells no role',
      answers: pool([{ ...writer, RdsResourceId: 'shop', Role: undefined }]),
      message: 'it is available and reaches shop',
    },
    {
      name: 'a proxy known by its ARN, on the second page',
      answers: {
        ...pool([writer]),
        'rds:DescribeDBProxies': ({ Marker }) =>
          Marker === undefined
            ? { Marker: '2', DBProxies: [{ DBProxyName: 'other', DBProxyArn: arn('db-proxy', 'prx-1') }] }
            : {
                DBProxies: [
                  { DBProxyName: 'pool', DBProxyArn: arn('db-proxy', 'prx-2'), Status: 'available' },
                ],
              },
      },
      target: { id: 'prx-2' },
      message: 'it is available and reaches shop-1',
    },
    {
      name: 'several target groups on several pages',
      answers: {
        ...pool([]),
        'rds:DescribeDBProxyTargetGroups': ({ Marker }) =>
          Marker === undefined
            ? { Marker: '2', TargetGroups: [{ TargetGroupName: 'a' }] }
            : { TargetGroups: [{ TargetGroupName: 'b' }] },
        'rds:DescribeDBProxyTargets': ({ TargetGroupName, Marker }) => {
          if (TargetGroupName === 'b') return { Targets: [writer] };
          return Marker === undefined
            ? { Marker: '2', Targets: [instance('shop-2', up)] }
            : { Targets: [instance('shop-3', up)] };
        },
      },
      message: 'it is available and reaches shop-2, shop-3 and shop-1',
    },
  ],
  fail: [
    {
      name: 'no such proxy',
      answers: { 'rds:DescribeDBProxies': { DBProxies: [{ DBProxyName: 'pool-2', Status: 'available' }] } },
      message: 'DB proxy pool does not exist in eu-west-1',
    },
    {
      name: 'no target',
      answers: pool([]),
      message: 'no database instance is registered with it, expected one that writes',
    },
    {
      name: 'a cluster without instances',
      answers: pool([tracked]),
      message: 'no database instance is registered with it, expected one that writes',
    },
    {
      name: 'readers alone',
      answers: pool([tracked, instance('shop-2', up)]),
      message: '1 target and none takes writes, expected one that does',
    },
    {
      name: 'it cannot log in',
      answers: unavailable('AUTH_FAILURE'),
      message:
        'shop-2 is UNAVAILABLE (AUTH_FAILURE: the proxy cannot log in; check its secret and its role), expected AVAILABLE',
    },
    {
      name: 'nothing leads there',
      answers: unavailable('UNREACHABLE'),
      message:
        'shop-2 is UNAVAILABLE (UNREACHABLE: the network does not lead there; check the security groups), expected AVAILABLE',
    },
    {
      name: 'connections are refused',
      answers: unavailable('CONNECTION_FAILED'),
      message:
        'shop-2 is UNAVAILABLE (CONNECTION_FAILED: the proxy cannot connect; check the database and its connections), expected AVAILABLE',
    },
    {
      name: 'replication does not run',
      answers: unavailable('INVALID_REPLICATION_STATE'),
      message:
        'shop-2 is UNAVAILABLE (INVALID_REPLICATION_STATE: its replication does not run), expected AVAILABLE',
    },
    {
      name: 'it was promoted',
      answers: unavailable('PROMOTED'),
      message:
        'shop-2 is UNAVAILABLE (PROMOTED: it was promoted and follows nothing any more), expected AVAILABLE',
    },
    {
      name: 'a reason of next year',
      answers: unavailable('HAUNTED' as 'PROMOTED'),
      message: 'shop-2 is UNAVAILABLE (HAUNTED: see the log of the proxy), expected AVAILABLE',
    },
    { name: 'no reason', answers: unavailable(), message: 'shop-2 is UNAVAILABLE, expected AVAILABLE' },
    ...(
      ['incompatible-network', 'insufficient-resource-limits', 'suspended', 'suspending', 'deleting'] as const
    ).map((status) => ({
      name: `a proxy that is ${status}`,
      answers: pool([writer], status),
      message: `the proxy is ${status}, expected available`,
    })),
  ],
  unknown: [
    {
      name: 'registering',
      answers: withHealth({ State: 'REGISTERING' }),
      message: 'shop-2 is REGISTERING; ask again when it is AVAILABLE',
    },
    {
      name: 'unused',
      answers: withHealth({ State: 'UNUSED' }),
      message: 'shop-2 is UNUSED; ask again when it is AVAILABLE',
    },
    {
      name: 'scaling',
      answers: unavailable('PENDING_PROXY_CAPACITY'),
      message:
        'shop-2 is UNAVAILABLE (PENDING_PROXY_CAPACITY: the proxy is still scaling); ask again when it is AVAILABLE',
    },
    {
      name: 'not told',
      answers: withHealth(undefined),
      message: 'shop-2 is of unknown health; ask again when it is AVAILABLE',
    },
    {
      name: 'a role that is not known',
      answers: pool([instance('shop-1', up, 'UNKNOWN')]),
      message: 'shop-1 is available, and whether it writes is not known',
    },
    ...(['creating', 'modifying', 'reactivating'] as const).map((status) => ({
      name: `a proxy that is ${status}`,
      answers: pool([writer], status),
      message: `the proxy is ${status}; ask again when it is available`,
    })),
  ],
};

/** The proxy, whose metrics have these values. */
function withProxy(values: Readonly<Record<string, readonly number[]>>): Answers {
  return { 'rds:DescribeDBProxies': pool([])['rds:DescribeDBProxies'], ...withMetrics(values) };
}

export const clients: ProbeCases = {
  target: proxy,
  pass: [
    {
      name: 'some',
      answers: withProxy({ ClientConnections: [0, 12, 9] }),
      message: 'up to 12 clients connected in the last 15 minutes',
    },
  ],
  fail: [
    {
      name: 'none',
      answers: withProxy({ ClientConnections: [0, 0] }),
      message: 'no client connected in the last 15 minutes, expected services to connect through it',
    },
  ],
  unknown: [
    {
      name: 'no data',
      answers: withProxy({}),
      message:
        'it reported no client connections in the last 15 minutes; verify that services are told its endpoint',
    },
  ],
};

export const opening: ProbeCases = {
  target: proxy,
  pass: [
    {
      name: 'none failed',
      answers: withProxy({ DatabaseConnectionsSetupFailed: [0, 0] }),
      message: 'no connection to the database failed in the last 15 minutes',
    },
    {
      name: 'it tells of clients, and of no failure',
      answers: withProxy({ ClientConnections: [3] }),
      message: 'no connection to the database failed in the last 15 minutes',
    },
  ],
  fail: [
    {
      name: 'some failed',
      answers: withProxy({ DatabaseConnectionsSetupFailed: [0, 2, 1], ClientConnections: [3] }),
      message: '3 connections to the database failed in the last 15 minutes, expected none',
    },
  ],
  unknown: [
    {
      name: 'no data',
      answers: withProxy({}),
      message: 'it reported nothing in the last 15 minutes; verify that clients connect through it',
    },
  ],
};

const neptune = {
  name: 'Neptune',
  answers: withCluster(cluster({ Engine: 'neptune' })),
  target: { type: 'AWS::Neptune::DBCluster' },
  message: 'Neptune counts requests, not connections',
};
const noWriter = {
  name: 'no writer',
  answers: withCluster(cluster({}, []), []),
  message: 'it has no instance that writes, so no connections can be counted',
};

export const connected: ProbeCases = {
  target,
  pass: [
    {
      name: 'all the time, to the writer',
      answers: { ...withCluster(), ...withMetrics({ 'DatabaseConnections of shop-1': [42, 40, 45] }) },
      message: '40 to 45 connections to shop-1 in the last 10 minutes, 42 at 2026-03-01 11:59Z',
    },
    {
      name: 'values on several pages',
      answers: {
        ...withInstance(),
        'cloudwatch:GetMetricData': ({ NextToken }) =>
          NextToken === undefined
            ? {
                NextToken: '2',
                MetricDataResults: [
                  { Id: 'm0', StatusCode: 'PartialData', Timestamps: [minutesAgo(2)], Values: [8] },
                ],
              }
            : {
                MetricDataResults: [
                  { Id: 'm0', StatusCode: 'Complete', Timestamps: [minutesAgo(1)], Values: [9] },
                ],
              },
      },
      target: shopInstance,
      message: '8 to 9 connections to shop in the last 10 minutes, 9 at 2026-03-01 11:59Z',
    },
  ],
  fail: [
    {
      name: 'none now',
      answers: { ...withCluster(), ...withMetrics({ DatabaseConnections: [0, 40] }) },
      message: 'connections to shop-1: none at 2026-03-01 11:59Z, expected some all the time',
    },
    {
      name: 'none for a while',
      answers: { ...withCluster(), ...withMetrics({ DatabaseConnections: [40, 41, 0, 39] }) },
      message:
        'connections to shop-1: none at 2026-03-01 11:57Z, 40 at 2026-03-01 11:59Z, expected some all the time',
    },
  ],
  unknown: [
    {
      name: 'no data, and others have some',
      answers: { ...withCluster(), ...withMetrics({ 'DatabaseConnections of shop-2': [40] }) },
      message: 'shop-1 reported no connections in the last 10 minutes; verify that it runs',
    },
    noWriter,
  ],
  notApplicable: [neptune],
};

const day = (usual: number): number[] => Array.from({ length: 200 }, () => usual);
const everyFiveMinutes = (...values: number[]): Answers => ({
  ...withCluster(),
  ...withMetrics({ DatabaseConnections: values }, 5),
});

export const usual: ProbeCases = {
  target,
  pass: [
    {
      name: 'as many as ever',
      answers: everyFiveMinutes(48, 52, 50, ...day(40)),
      message: '50 connections now, 40 on average in the day before, within 30 %',
    },
  ],
  fail: [
    {
      name: 'twice as many',
      answers: everyFiveMinutes(80, 80, 80, ...day(40)),
      message: '80 connections now, 40 on average in the day before, expected within 30 %',
    },
    {
      name: 'half as many',
      answers: everyFiveMinutes(2, 2, 2, ...day(4)),
      message: '2 connections now, 4 on average in the day before, expected within 30 %',
    },
  ],
  unknown: [
    {
      name: 'a new database',
      answers: everyFiveMinutes(12.34, 12.34, 12.34, 10, 9),
      message: '12 connections now; what is usual shows in a day, ask again then',
    },
    {
      name: 'no data',
      answers: everyFiveMinutes(),
      message: 'it reported no connections in the last 10 minutes',
    },
    noWriter,
  ],
  notApplicable: [neptune],
};
