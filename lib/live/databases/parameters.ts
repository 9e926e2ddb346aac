import {
  paginateDescribeDBClusterParameters,
  paginateDescribeDBParameters,
  RDSClient,
  type Parameter,
} from '@aws-sdk/client-rds';
import { notApplicable, unless, type Answer } from '../answer';
import type { Aws } from '../aws';
import { everyPage } from '../call-failed';
import { ofDatabase, type Database } from './database';
import { restartsAwaited } from './logs';
import { listed } from './words';

/** A parameter, and the values of it that do what is asked. */
interface Wanted {
  readonly name: string;
  readonly expected: string;
  readonly holds: (value: string) => boolean;
}

const isOn = (value: string): boolean => ['1', 'on', 'true', 'enabled'].includes(value.toLowerCase());
const items = (value: string): readonly string[] => value.split(',').map((item) => item.trim().toLowerCase());
const forceSsl: Wanted = { name: 'rds.force_ssl', expected: '1', holds: isOn };
const secureTransport: Wanted = { name: 'require_secure_transport', expected: 'ON', holds: isOn };

/** The parameter by which each engine refuses connections without TLS. */
const transport: readonly (readonly [engine: RegExp, parameter: Wanted])[] = [
  [/postgres|^sqlserver/, forceSsl],
  [/mysql|^mariadb|^aurora$/, secureTransport],
  [/^docdb$/, { name: 'tls', expected: 'enabled', holds: (value) => value !== 'disabled' && value !== '' }],
];

const pgaudit: readonly Wanted[] = [
  {
    name: 'shared_preload_libraries',
    expected: 'pgaudit in it',
    holds: (value) => items(value).includes('pgaudit'),
  },
  {
    name: 'pgaudit.log',
    expected: 'classes such as ddl,role,write',
    holds: (value) => items(value).some((item) => item !== '' && item !== 'none' && !item.startsWith('-')),
  },
];

/** The parameters by which an engine audits; other engines do so by options, or tell in other ways. */
const audits: readonly (readonly [engine: RegExp, parameters: readonly Wanted[]])[] = [
  [/postgres/, pgaudit],
  [
    /^aurora(-mysql)?$/,
    [
      { name: 'server_audit_logging', expected: '1', holds: isOn },
      {
        name: 'server_audit_events',
        expected: 'events such as CONNECT,QUERY_DDL',
        holds: (value) => value.trim() !== '',
      },
    ],
  ],
  [
    /^docdb$/,
    [
      {
        name: 'audit_logs',
        expected: 'enabled',
        holds: (value) => !['', 'disabled', 'none'].includes(value),
      },
    ],
  ],
  [/^neptune$/, [{ name: 'neptune_enable_audit_log', expected: '1', holds: isOn }]],
];

/** Whether the parameters that a database runs with make it refuse connections without TLS. */
export const refusesPlainText = ofDatabase(async (database, aws): Promise<Answer> => {
  const engine = database.settings.Engine ?? '';
  const parameter = transport.find(([pattern]) => pattern.test(engine))?.[1];
  if (!parameter)
    return notApplicable(`no parameter known here makes ${engine} refuse connections without TLS`);
  return judge(database, [parameter], aws);
});

/** Whether the parameters that a database runs with make it write an audit. */
export const writesAudit = ofDatabase(async (database, aws): Promise<Answer> => {
  const engine = database.settings.Engine ?? '';
  if (database.settings.ActivityStreamStatus === 'started')
    return notApplicable('a database activity stream records its audit');
  const parameters = audits.find(([pattern]) => pattern.test(engine))?.[1];
  if (!parameters)
    return notApplicable(`no parameter switches the audit of ${engine} on; see its option group`);
  return judge(database, parameters, aws);
});

/** Which group and which of its parameters: never the value, which may be anything. */
interface Finding {
  readonly what: string;
  readonly expected: string;
  readonly holds?: boolean;
}

async function judge(database: Database, wanted: readonly Wanted[], aws: Aws): Promise<Answer> {
  const groups = groupsOf(database);
  const lists = await Promise.all(groups.map((group) => parametersOf(database, group, aws)));
  const findings = groups.flatMap((group, i) => wanted.map((each) => findingOf(each, group, lists[i] ?? [])));
  const off = findings.filter(({ holds }) => holds === false);
  const untold = findings.filter(({ holds }) => holds === undefined);
  const waiting = restartsAwaited(database);
  const expecting = ({ what, expected }: Finding): string => `${what} is not set so, expected ${expected}`;
  return unless(
    {
      problems: off.map(expecting),
      doubts: [
        ...(groups.length === 0 ? ['its parameter group is not told'] : []),
        ...untold.map(({ what, expected }) => `${what} is not told, expected ${expected}`),
        ...(waiting.length > 0 ? [`parameters of ${listed(waiting)} wait for a restart`] : []),
      ],
    },
    `${listed(findings.map(({ what }) => what))} ${findings.length > 1 ? 'are' : 'is'} set`,
    findings.map(({ what, holds }) => ({
      call: callOf(database),
      path: what,
      value: holds === undefined ? 'not told' : holds ? 'as expected' : 'otherwise',
    })),
  );
}

function findingOf({ name, expected, holds }: Wanted, group: string, list: readonly Parameter[]): Finding {
  const value = list.find(({ ParameterName }) => ParameterName === name)?.ParameterValue;
  return { what: `${name} of ${group}`, expected, holds: value === undefined ? undefined : holds(value) };
}

/** A cluster has one group for all its members; instances each have their own. */
function groupsOf({ cluster, instances }: Database): readonly string[] {
  const names = cluster
    ? [cluster.DBClusterParameterGroup]
    : instances.flatMap(({ DBParameterGroups = [] }) =>
        DBParameterGroups.map((each) => each.DBParameterGroupName),
      );
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

function callOf({ cluster }: Database): string {
  return cluster ? 'rds:DescribeDBClusterParameters' : 'rds:DescribeDBParameters';
}

function parametersOf({ cluster, region }: Database, group: string, aws: Aws): Promise<readonly Parameter[]> {
  const client = aws.client(RDSClient, region);
  if (!cluster)
    return everyPage(
      paginateDescribeDBParameters({ client }, { DBParameterGroupName: group }),
      (page) => page.Parameters,
    );
  const input = { DBClusterParameterGroupName: group };
  return everyPage(paginateDescribeDBClusterParameters({ client }, input), (page) => page.Parameters);
}
