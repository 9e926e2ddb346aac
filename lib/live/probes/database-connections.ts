import { probes, type Subject } from '../probe';
import {
  auroraGuide,
  databases,
  describe,
  managed,
  metrics,
  userGuide,
  type Question,
} from './database-subjects';

const proxies: Subject = { of: 'proof', types: ['AWS::RDS::DBProxy'], items: ['DATA5'] };

const reachableTargets: Question = {
  title: 'Database proxy reaches every instance that it leads to',
  severity: 'error',
  why: 'A proxy that cannot log in takes connections and answers none, while every graph of the database looks calm.',
  fix: 'See aws rds describe-db-proxy-targets; mend the secret, the role or the security groups that its reason names.',
  docs: `${userGuide}/rds-proxy.troubleshooting.html`,
  about: proxies,
  actions: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyTargetGroups', 'rds:DescribeDBProxyTargets'],
  ask: () => (require('../databases/proxies') as typeof import('../databases/proxies')).reachesTargets,
};

/** Connections to databases, and the proxies that pool them. */
export const connectionProbes = probes(
  { id: 'DATA5.targets', ...reachableTargets },
  {
    id: 'DATA5.clients',
    title: 'Database proxy has clients',
    severity: 'warning',
    why: 'A pool that the application connects around saves no connection, on the day it was bought for.',
    fix: 'Give services the endpoint of the proxy instead of that of the database, and deploy them again.',
    docs: `${userGuide}/rds-proxy.monitoring.html`,
    about: proxies,
    actions: ['rds:DescribeDBProxies', metrics],
    ask: () => (require('../databases/proxies') as typeof import('../databases/proxies')).hasClients,
  },
  { id: 'MON6.targets', ...reachableTargets },
  {
    id: 'POST2.connected',
    title: 'Database has had connections all the time since the deployment',
    severity: 'error',
    why: 'A new version with the wrong password or host shows first as a database to which nobody talks.',
    fix: 'Compare what the new version is told of the database with what the last one was; roll back where in doubt.',
    docs: `${auroraGuide}/Aurora.AuroraMonitoring.Metrics.html`,
    about: databases(managed),
    actions: [...describe, metrics],
    ask: () =>
      (require('../databases/connections') as typeof import('../databases/connections')).keepsConnections,
  },
  {
    id: 'POST2.usual',
    title: 'Database has about as many connections as usual',
    severity: 'warning',
    why: 'A pool that grows with every task of a new version takes the last connection hours after the deployment.',
    fix: 'See which users and hosts the new connections belong to, and bound the pool of each task.',
    docs: `${auroraGuide}/Aurora.AuroraMonitoring.Metrics.html`,
    about: databases(managed),
    actions: [...describe, metrics],
    ask: () =>
      (require('../databases/connections') as typeof import('../databases/connections')).connectsAsUsual,
  },
  {
    id: 'POST2.proxy',
    title: 'Database proxy opens every connection that it tries to',
    severity: 'error',
    why: 'A secret changed with the deployment locks the proxy out: clients wait, and time out one after the other.',
    fix: 'See the log of the proxy; mend the secret, the role or the security groups that it names.',
    docs: `${userGuide}/rds-proxy.monitoring.html`,
    about: proxies,
    actions: ['rds:DescribeDBProxies', metrics],
    ask: () => (require('../databases/proxies') as typeof import('../databases/proxies')).opensConnections,
  },
);
