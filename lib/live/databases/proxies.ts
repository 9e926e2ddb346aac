import {
  paginateDescribeDBProxies,
  paginateDescribeDBProxyTargetGroups,
  paginateDescribeDBProxyTargets,
  RDSClient,
  type DBProxy,
  type DBProxyTarget,
  type TargetHealthReason,
} from '@aws-sdk/client-rds';
import { runningDatabase } from '../../checklist/thresholds';
import { fail, pass, unknown, unless, type Answer, type Seen } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import type { Ask } from '../probe';
import { sameName } from './database';
import { pointSeen, pointsOf, type Metric } from './metrics';
import { counted, listed, told } from './words';

const { recentMinutes } = runningDatabase;
const callForProxies = 'rds:DescribeDBProxies';

/** Puts a question to a proxy as the account has it. */
function ofProxy(question: (name: string, aws: Aws, proxy: DBProxy) => Promise<Answer>): Ask {
  return async ({ id, region }, aws) => {
    const all = await proxiesIn(region, aws);
    // CloudFormation knows a proxy by its name; its ARN has an id of its own.
    const proxy = all.find((each) => sameName(each.DBProxyName, id) || each.DBProxyArn?.endsWith(`:${id}`));
    if (proxy) return question(proxy.DBProxyName ?? id, aws, proxy);
    const seen = [{ call: callForProxies, path: id, value: 'not found' }];
    return fail(`DB proxy ${id} does not exist in ${region}`, seen);
  };
}

/** All proxies of a region. */
export function proxiesIn(region: string, aws: Aws): Promise<readonly DBProxy[]> {
  const client = aws.client(RDSClient, region);
  return everyPage(paginateDescribeDBProxies({ client }, {}), (page) => page.DBProxies);
}

/** Whether a proxy is available and reaches an instance that writes, and every other one that it leads to. */
export const reachesTargets = ofProxy(async (name, aws, { Status }): Promise<Answer> => {
  const targets = await targetsOf(name, aws);
  // A tracked cluster stands beside its instances, which have the health.
  const instances = targets.filter(
    ({ Type, TargetHealth }) => Type !== 'TRACKED_CLUSTER' || TargetHealth !== undefined,
  );
  const own = proxyStanding(told(Status));
  const standings = instances.map((target) => ({ target, ...healthOf(target) }));
  const said = (kind: 'problem' | 'doubt'): readonly string[] =>
    standings.flatMap(({ target, ...standing }) =>
      standing[kind] ? [`${nameOf(target)} ${standing[kind]}`] : [],
    );
  return unless(
    {
      problems: [...own.problems, ...said('problem'), ...registeredOf(instances)],
      doubts: [...own.doubts, ...said('doubt')],
    },
    `it is available and reaches ${listed(instances.map(nameOf))}`,
    [{ call: callForProxies, path: 'Status', value: told(Status) }, ...instances.map(targetSeen)],
  );
});

async function targetsOf(DBProxyName: string, aws: Aws): Promise<readonly DBProxyTarget[]> {
  const client = aws.client(RDSClient);
  const groups = await everyPage(
    paginateDescribeDBProxyTargetGroups({ client }, { DBProxyName }),
    (page) => page.TargetGroups,
  );
  const lists = await Promise.all(
    groups.map(({ TargetGroupName }) =>
      everyPage(
        paginateDescribeDBProxyTargets({ client }, { DBProxyName, TargetGroupName }),
        (page) => page.Targets,
      ),
    ),
  );
  return lists.flat();
}

const settling: ReadonlySet<string> = new Set(['creating', 'modifying', 'reactivating']);

function proxyStanding(status: string): {
  readonly problems: readonly string[];
  readonly doubts: readonly string[];
} {
  if (status === 'available') return { problems: [], doubts: [] };
  if (settling.has(status) || status === told(undefined))
    return { problems: [], doubts: [`the proxy is ${status}; ask again when it is available`] };
  return { problems: [`the proxy is ${status}, expected available`], doubts: [] };
}

/** Some instance must take what is written. */
function registeredOf(instances: readonly DBProxyTarget[]): readonly string[] {
  if (instances.length === 0) return ['no database instance is registered with it, expected one that writes'];
  const mayWrite = instances.some(({ Role }) => Role !== 'READ_ONLY');
  return mayWrite
    ? []
    : [`${counted(instances.length, 'target')} and none takes writes, expected one that does`];
}

/** What AWS gives as the reason, in words that lead on. */
const reasons: Readonly<Record<TargetHealthReason, string>> = {
  AUTH_FAILURE: 'the proxy cannot log in; check its secret and its role',
  CONNECTION_FAILED: 'the proxy cannot connect; check the database and its connections',
  INVALID_REPLICATION_STATE: 'its replication does not run',
  PENDING_PROXY_CAPACITY: 'the proxy is still scaling',
  PROMOTED: 'it was promoted and follows nothing any more',
  UNREACHABLE: 'the network does not lead there; check the security groups',
};

function healthOf({ TargetHealth: health, Role }: DBProxyTarget): {
  readonly problem?: string;
  readonly doubt?: string;
} {
  const state = health?.State;
  const reason = health?.Reason;
  const why = reason ? ` (${reason}: ${reasons[reason] ?? 'see the log of the proxy'})` : '';
  if (state === 'AVAILABLE')
    return Role === 'UNKNOWN' ? { doubt: 'is available, and whether it writes is not known' } : {};
  if (state === 'UNAVAILABLE' && reason !== 'PENDING_PROXY_CAPACITY')
    return { problem: `is UNAVAILABLE${why}, expected AVAILABLE` };
  return { doubt: `is ${state ?? 'of unknown health'}${why}; ask again when it is AVAILABLE` };
}

function nameOf({ RdsResourceId }: DBProxyTarget): string {
  return RdsResourceId ?? 'a target';
}

function targetSeen(target: DBProxyTarget): Seen {
  const { State, Reason } = target.TargetHealth ?? {};
  const value = [told(State), Reason, target.Role].filter(Boolean).join(', ');
  return { call: 'rds:DescribeDBProxyTargets', path: `${nameOf(target)}.TargetHealth`, value };
}

function proxyMetric(id: string, name: string, statistic: Metric['statistic']): Metric {
  return { namespace: 'AWS/RDS', name, dimensions: { ProxyName: id }, statistic };
}

/** Whether clients connect through a proxy rather than around it. */
export const hasClients = ofProxy(async (name, aws): Promise<Answer> => {
  const metric = proxyMetric(name, 'ClientConnections', 'Maximum');
  const [points = []] = await pointsOf([metric], { minutes: recentMinutes }, aws, aws.region);
  const seen = [pointSeen(metric, points)];
  const window = `in the last ${recentMinutes} minutes`;
  if (points.length === 0)
    return unknown(
      `it reported no client connections ${window}; verify that services are told its endpoint`,
      seen,
    );
  const most = Math.max(...points.map(({ value }) => value));
  if (most > 0) return pass(`up to ${counted(most, 'client')} connected ${window}`, seen);
  return fail(`no client connected ${window}, expected services to connect through it`, seen);
});

/** Whether a proxy could open every connection that it tried to. */
export const opensConnections = ofProxy(async (name, aws): Promise<Answer> => {
  const failed = proxyMetric(name, 'DatabaseConnectionsSetupFailed', 'Sum');
  const alive = proxyMetric(name, 'ClientConnections', 'Maximum');
  const window = { minutes: recentMinutes };
  const [failures = [], signs = []] = await pointsOf([failed, alive], window, aws, aws.region);
  const seen = [pointSeen(failed, failures), pointSeen(alive, signs)];
  const lately = `in the last ${recentMinutes} minutes`;
  const count = failures.reduce((sum, { value }) => sum + value, 0);
  if (count > 0)
    return fail(`${counted(count, 'connection')} to the database failed ${lately}, expected none`, seen);
  if (failures.length === 0 && signs.length === 0)
    return unknown(`it reported nothing ${lately}; verify that clients connect through it`, seen);
  return pass(`no connection to the database failed ${lately}`, seen);
});
