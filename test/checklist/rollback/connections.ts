import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { sub, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { alarm, composite, errorRate, ownAlarm, rollingBack, web } from './resources';

/** The service `Web`, the database `Db` behind the proxy `Proxy`, and alarms that deployments look at by some names. */
function shop(names: readonly Json[], alarms: JsonObject, service: JsonObject = {}): JsonObject {
  const engine = { Engine: 'aurora-postgresql' };
  const writer = { ...engine, DBClusterIdentifier: ref('Db'), DBInstanceClass: 'db.r7g.large' };
  return {
    ...web({ ...rollingBack([...names]), ...service }),
    Db: resource('RDS::DBCluster', engine),
    Writer: resource('RDS::DBInstance', writer),
    Proxy: resource('RDS::DBProxy', { DBProxyName: 'pool' }),
    Pool: resource('RDS::DBProxyTargetGroup', {
      DBProxyName: ref('Proxy'),
      DBClusterIdentifiers: [ref('Db')],
    }),
    ...alarms,
  };
}

/** An alarm on a metric of a proxy. */
function pooled(name: string, properties: JsonObject = {}): JsonObject {
  return alarm({
    Namespace: 'AWS/RDS',
    MetricName: name,
    Dimensions: [{ Name: 'ProxyName', Value: ref('Proxy') }],
    Statistic: 'Sum',
    Period: 60,
    Threshold: 5,
    ...properties,
  });
}

/** An alarm on the connections of the database. */
function connected(properties: JsonObject): JsonObject {
  return alarm({
    Namespace: 'AWS/RDS',
    MetricName: 'DatabaseConnections',
    Dimensions: [{ Name: 'DBClusterIdentifier', Value: ref('Db') }],
    Statistic: 'Maximum',
    Period: 60,
    ...properties,
  });
}

const lost = { Lost: pooled('DatabaseConnectionsSetupFailed') };
const errors = { Errors: errorRate('Targets') };

const container = {
  Name: 'web',
  LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': ref('Log') } },
};

/** What the service logs, and what a filter counts there. */
function logs(pattern: string): JsonObject {
  return {
    Task: resource('ECS::TaskDefinition', { ContainerDefinitions: [container] }),
    Log: resource('Logs::LogGroup'),
    Filter: resource('Logs::MetricFilter', {
      LogGroupName: ref('Log'),
      FilterPattern: pattern,
      MetricTransformations: [{ MetricNamespace: 'Shop', MetricName: 'Database', MetricValue: '1' }],
    }),
    Lost: ownAlarm('Database', { Threshold: 5 }),
  };
}

const logging = { TaskDefinition: ref('Task') };

export const connections: ControlCases = {
  pass: [
    { name: 'connections of a proxy that fail', resources: shop([ref('Lost')], lost) },
    {
      name: 'clients that a proxy refuses',
      resources: shop([ref('Lost')], { Lost: pooled('ClientConnectionsSetupFailedAuth') }),
    },
    {
      name: 'no connection at all',
      resources: shop([ref('Lost')], {
        Lost: connected({ ComparisonOperator: 'LessThanThreshold', Threshold: 1 }),
      }),
    },
    {
      name: 'a composite alarm that also asks whether requests fail',
      resources: shop([ref('Both')], {
        ...lost,
        ...errors,
        Both: composite(sub('ALARM("${Lost}") AND ALARM("${Errors}")')),
      }),
    },
    {
      name: 'failures that the service logs',
      resources: shop([ref('Lost')], logs('"too many clients"'), logging),
    },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: shop([], lost),
      findings: [
        'fail Db: Web: no alarm rolls it back, expected one that notices that connections to the database fail',
      ],
    },
    {
      name: 'an alarm that a deployment does not look at',
      resources: shop([ref('Errors')], { ...lost, ...errors }),
      findings: [
        'fail Db: Web: no alarm that rolls it back (Errors) can notice it, expected one that notices that connections to the database fail',
      ],
    },
    {
      name: 'a deployment that fails and stays',
      resources: shop([], lost, rollingBack([ref('Lost')], { Rollback: false })),
      findings: ['fail Db: Web: DeploymentConfiguration.Alarms.Rollback is false, expected true'],
    },
    {
      name: 'too many connections, which is not the same',
      resources: shop([ref('Lost')], { Lost: connected({ Threshold: 800 }) }),
      findings: [
        'fail Db: Web: with connections that fail, Lost stays OK (it compares 0 with > 800), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'another proxy',
      resources: shop([ref('Lost')], {
        Other: resource('RDS::DBProxy', { DBProxyName: 'other' }),
        Lost: pooled('DatabaseConnectionsSetupFailed', {
          Dimensions: [{ Name: 'ProxyName', Value: ref('Other') }],
        }),
      }),
      findings: [
        'fail Db: Web: no alarm that rolls it back (Lost) can notice it, expected one that notices that connections to the database fail',
      ],
    },
    {
      name: 'failures that are logged, with a bound that they never reach',
      resources: shop(
        [ref('Lost')],
        { ...logs('ECONNREFUSED'), Lost: ownAlarm('Database', { Threshold: 900 }) },
        logging,
      ),
      findings: [
        'fail Db: Web: with connections that fail, Lost stays OK (it compares 50 with > 900), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'no database',
      resources: web(),
      findings: ['fail Stack1: no database is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'a name that no alarm here has',
      resources: shop(['lost'], {}),
      findings: [
        'unknown Db: Web: no alarm rolls it back, expected one that notices that connections to the database fail, but it may look at another (lost is not among the templates)',
      ],
    },
    {
      name: 'an alarm that may not be there',
      resources: shop([ref('Lost')], { Lost: { ...lost.Lost, Condition: 'IsProd' } }),
      ...undecided,
      findings: [
        'unknown Db: Web: parameter Stage of Stack1 has no default and was given no value: Lost notices that connections to the database fail',
      ],
    },
    {
      name: 'another deployer',
      resources: shop([], lost, { DeploymentController: { Type: 'EXTERNAL' } }),
      findings: [
        'unknown Db: Web: neither ECS nor CodeDeploy deploys it; verify that alarms roll its deployments back',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that is declared to have no database',
      resources: web(),
      declaration: { databases: { none: 'nothing is kept' } },
      findings: ['notApplicable Stack1: declared: nothing is kept'],
    },
    {
      name: 'a database whose instances nobody chose',
      resources: { ...web(), Table: resource('DynamoDB::Table') },
      declaration: { databases: { resources: [{ text: 'Table', place: 'readiness.yaml:1:1' }] } },
      findings: ['notApplicable Stack1: it does not arise for the database of this workload'],
    },
  ],
};
