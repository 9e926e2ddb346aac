import type { DBInstance, Parameter } from '@aws-sdk/client-rds';
import type { ProbeCases } from '../asking';
import type { Answers } from '../service';
import {
  cluster,
  member,
  members,
  primary,
  replica,
  shopInstance,
  withCluster,
  withInstance,
} from './account';

const target = { type: 'AWS::RDS::DBCluster', id: 'shop' };

const listOf = (values: Readonly<Record<string, string | undefined>>): Parameter[] =>
  Object.entries(values).map(([ParameterName, ParameterValue]) => ({ ParameterName, ParameterValue }));

/** The cluster with a group of its own, whose parameters come on two pages. */
function running(
  Engine: string,
  values: Readonly<Record<string, string | undefined>>,
  instances = members,
): Answers {
  return {
    ...withCluster(cluster({ Engine, DBClusterParameterGroup: 'own' }), instances),
    'rds:DescribeDBClusterParameters': ({ Marker, DBClusterParameterGroupName }) =>
      Marker === undefined
        ? { Marker: '2', Parameters: [{ ParameterName: 'max_connections', ParameterValue: '100' }] }
        : { Parameters: DBClusterParameterGroupName === 'own' ? listOf(values) : [] },
  };
}

const group = (DBParameterGroupName: string): DBInstance => ({
  DBParameterGroups: [{ DBParameterGroupName, ParameterApplyStatus: 'in-sync' }],
});

/** The instance and a replica, whose groups have these parameters. */
function alone(Engine: string, own: Readonly<Record<string, string>>, ofReplica = own): Answers {
  return {
    ...withInstance(primary({ Engine, ...group('own') }), [replica('shop-2', 'b', group('other'))]),
    'rds:DescribeDBParameters': ({ DBParameterGroupName }) => ({
      Parameters: listOf(DBParameterGroupName === 'own' ? own : ofReplica),
    }),
  };
}

export const tls: ProbeCases = {
  target,
  pass: [
    {
      name: 'PostgreSQL',
      answers: running('aurora-postgresql', { 'rds.force_ssl': '1' }),
      message: 'rds.force_ssl of own is set',
    },
    {
      name: 'MySQL, its replica as well',
      answers: alone('mysql', { require_secure_transport: 'ON' }),
      target: shopInstance,
      message: 'require_secure_transport of other and require_secure_transport of own are set',
    },
    { name: 'DocumentDB', answers: running('docdb', { tls: 'tls1.2+' }), message: 'tls of own is set' },
  ],
  fail: [
    {
      name: 'off',
      answers: running('aurora-postgresql', { 'rds.force_ssl': '0' }),
      message: 'rds.force_ssl of own is not set so, expected 1',
    },
    {
      name: 'off for a replica',
      answers: alone('postgres', { 'rds.force_ssl': '1' }, { 'rds.force_ssl': '0' }),
      target: shopInstance,
      message: 'rds.force_ssl of other is not set so, expected 1',
    },
    {
      name: 'DocumentDB without',
      answers: running('docdb', { tls: 'disabled' }),
      message: 'tls of own is not set so, expected enabled',
    },
  ],
  unknown: [
    {
      name: 'a value that is not told',
      answers: running('aurora-mysql', { require_secure_transport: undefined }),
      message: 'require_secure_transport of own is not told, expected ON',
    },
    { name: 'a group that is not told', answers: withCluster(), message: 'its parameter group is not told' },
  ],
  notApplicable: [
    {
      name: 'Oracle',
      answers: withInstance(primary({ Engine: 'oracle-ee' })),
      target: shopInstance,
      message: 'no parameter known here makes oracle-ee refuse connections without TLS',
    },
  ],
};

const audited = { shared_preload_libraries: 'pg_stat_statements, pgaudit', 'pgaudit.log': 'ddl,role' };

export const audit: ProbeCases = {
  target,
  pass: [
    {
      name: 'pgaudit',
      answers: running('aurora-postgresql', audited),
      message: 'shared_preload_libraries of own and pgaudit.log of own are set',
    },
    {
      name: 'pgaudit of an instance and its replica',
      answers: alone('postgres', audited),
      target: shopInstance,
      message:
        'shared_preload_libraries of other, pgaudit.log of other, shared_preload_libraries of own and pgaudit.log of own are set',
    },
    {
      name: 'Aurora MySQL',
      answers: running('aurora-mysql', { server_audit_logging: '1', server_audit_events: 'CONNECT' }),
      message: 'server_audit_logging of own and server_audit_events of own are set',
    },
    {
      name: 'DocumentDB',
      answers: running('docdb', { audit_logs: 'ddl' }),
      message: 'audit_logs of own is set',
    },
    {
      name: 'Neptune',
      answers: running('neptune', { neptune_enable_audit_log: '1' }),
      message: 'neptune_enable_audit_log of own is set',
    },
  ],
  fail: [
    {
      name: 'pgaudit is not loaded',
      answers: running('aurora-postgresql', { ...audited, shared_preload_libraries: 'pgaudit_not' }),
      message: 'shared_preload_libraries of own is not set so, expected pgaudit in it',
    },
    {
      name: 'pgaudit logs nothing',
      answers: running('aurora-postgresql', { ...audited, 'pgaudit.log': 'none' }),
      message: 'pgaudit.log of own is not set so, expected classes such as ddl,role,write',
    },
  ],
  unknown: [
    {
      name: 'classes that are not told',
      answers: running('aurora-postgresql', { ...audited, 'pgaudit.log': undefined }),
      message: 'pgaudit.log of own is not told, expected classes such as ddl,role,write',
    },
    {
      name: 'a restart is awaited',
      answers: running('aurora-postgresql', audited, [
        member('shop-1', 'a', { DBParameterGroups: [{ ParameterApplyStatus: 'pending-reboot' }] }),
      ]),
      message: 'parameters of shop-1 wait for a restart',
    },
  ],
  notApplicable: [
    {
      name: 'an activity stream',
      answers: withCluster(cluster({ ActivityStreamStatus: 'started' })),
      message: 'a database activity stream records its audit',
    },
    {
      name: 'MariaDB',
      answers: withInstance(primary({ Engine: 'mariadb' })),
      target: shopInstance,
      message: 'no parameter switches the audit of mariadb on; see its option group',
    },
  ],
};
