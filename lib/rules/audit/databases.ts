import { same } from '../../model/compare';
import { member } from '../../model/evaluate';
import { targetOf } from '../../model/names';
import type { Resource } from '../../model/resource';
import { and, isUndecided, or, Undecided } from '../../model/tri';
import { itemsOf, keyOf, known, show, type Value } from '../../model/value';
import { all, cite, given, no, present, unknown, yes, type Answer } from '../answer';
import {
  clusterType,
  elasticClusterType,
  instanceType,
  isPrimaryInstance,
  isReplicatedByAws,
} from '../database/databases';
import { eitherWay } from '../either-way';
import { isTrue, test } from '../reading';
import { recordsRequests, selectorsOf } from './selectors';
import { trails } from './trails';

const exportsProperty = 'EnableCloudwatchLogsExports';
const engineProperty = 'Engine';

/** Whether a database keeps an audit log outside of itself. */
export function exportsAuditLog(database: Resource): Answer {
  if (isReplicatedByAws(database)) return recordsItsRequests(database);
  switch (database.type) {
    case elasticClusterType:
      return unknown(
        'its profiler is no audit log; verify in the account how access to it is recorded',
        present(database),
      );
    case 'AWS::DocDB::DBCluster':
      return all([exportsLog(database, 'audit'), setsParameters(database, documentAudit)]);
    case 'AWS::Neptune::DBCluster':
      return all([exportsLog(database, 'audit'), setsParameters(database, graphAudit)]);
    default: {
      const answer = eitherWay(database.read(engineProperty), (engine) => auditsEngine(database, engine));
      return database.type === instanceType ? given(isPrimaryInstance(database), answer) : answer;
    }
  }
}

/** A parameter that switches an audit on, and where a database names the group that holds it. */
interface Parameter {
  readonly name: string;
  readonly expected: string;
  readonly holds: (value: string) => boolean;
}

const on = (value: string): boolean => isTrue(value) || ['1', 'on'].includes(value.toLowerCase());
const listed = (value: string): readonly string[] =>
  value.split(',').map((item) => item.trim().toLowerCase());

const documentAudit: readonly Parameter[] = [
  {
    name: 'audit_logs',
    expected: 'enabled',
    holds: (value) => !['', 'disabled', 'none'].includes(value.toLowerCase()),
  },
];
const graphAudit: readonly Parameter[] = [{ name: 'neptune_enable_audit_log', expected: '1', holds: on }];
const pgaudit: readonly Parameter[] = [
  {
    name: 'shared_preload_libraries',
    expected: 'pgaudit',
    holds: (value) => listed(value).includes('pgaudit'),
  },
  {
    name: 'pgaudit.log',
    expected: 'classes such as ddl,role,write',
    holds: (value) => listed(value).some((name) => name !== '' && name !== 'none' && !name.startsWith('-')),
  },
];
const auroraAudit: readonly Parameter[] = [
  { name: 'server_audit_logging', expected: '1', holds: on },
  {
    name: 'server_audit_events',
    expected: 'events such as CONNECT,QUERY_DCL,QUERY_DDL',
    holds: (value) => value.trim() !== '',
  },
];

function auditsEngine(database: Resource, engine: Value): Answer {
  const name = (keyOf(engine) ?? '').toLowerCase();
  if (name === 'postgres' || name === 'aurora-postgresql')
    return all([exportsLog(database, 'postgresql'), setsParameters(database, pgaudit)]);
  if (name === 'aurora-mysql' || name === 'aurora')
    return all([exportsLog(database, 'audit'), setsParameters(database, auroraAudit)]);
  if (name === 'mysql' || name === 'mariadb')
    return all([exportsLog(database, 'audit'), hasOption(database, 'MARIADB_AUDIT_PLUGIN')]);
  if (name.startsWith('oracle')) return exportsLog(database, 'audit');
  if (name.startsWith('sqlserver')) return hasOption(database, 'SQLSERVER_AUDIT');
  if (name.startsWith('db2')) return hasOption(database, 'DB2_AUDIT');
  const seen =
    engine.kind === 'absent' ? `${engineProperty} is not set` : `${engineProperty} is ${show(engine)}`;
  return unknown(`${seen}; verify that it exports an audit log`, cite(database, engineProperty, engine));
}

function exportsLog(database: Resource, log: string): Answer {
  const mode = 'EngineMode';
  if (keyOf(database.read(mode)) === 'serverless')
    return yes(`${mode} is serverless, which exports every log`, cite(database, mode));
  return eitherWay(database.read(exportsProperty), (list) => {
    const exported = or(itemsOf(list).map((item) => same(item, known(log))));
    const proof = cite(database, exportsProperty, list);
    if (exported === true) return yes(`${exportsProperty} has ${log}`, proof);
    if (isUndecided(exported))
      return unknown(`${exportsProperty} is not known (${exported.why}), expected ${log} in it`, proof);
    const seen = list.kind === 'absent' ? 'is not set' : `is ${show(list)}`;
    return no(`${exportsProperty} ${seen}, expected ${log} in it`, proof);
  });
}

const parameterGroupTypes = [
  'AWS::DocDB::DBClusterParameterGroup',
  'AWS::Neptune::DBClusterParameterGroup',
  'AWS::RDS::DBClusterParameterGroup',
  'AWS::RDS::DBParameterGroup',
];

function setsParameters(database: Resource, parameters: readonly Parameter[]): Answer {
  const path = database.type === instanceType ? 'DBParameterGroupName' : 'DBClusterParameterGroupName';
  const wanted = parameters.map(({ name, expected }) => `${name} with ${expected}`).join(' and ');
  return inGroup(database, path, parameterGroupTypes, wanted, (group) =>
    all(parameters.map((parameter) => setsParameter(group, parameter))),
  );
}

function setsParameter(group: Resource, { name, expected, holds }: Parameter): Answer {
  // Read as members: the names of parameters have dots.
  const value = member(group.read('Parameters'), name);
  const set = test(value, '', (text) => holds(String(text)));
  const proof = cite(group, 'Parameters');
  const seen = `${name} of ${group.logicalId}`;
  if (set === true) return yes(`${seen} is ${show(value)}`, proof);
  if (isUndecided(set)) return unknown(`${seen} is not known (${set.why}), expected ${expected}`, proof);
  return no(`${seen} is ${value.kind === 'absent' ? 'not set' : show(value)}, expected ${expected}`, proof);
}

function hasOption(database: Resource, option: string): Answer {
  if (database.type === clusterType) {
    return unknown(
      `a Multi-AZ DB cluster takes no option ${option}; verify how access to it is recorded`,
      present(database),
    );
  }
  return inGroup(database, 'OptionGroupName', ['AWS::RDS::OptionGroup'], option, (group) => {
    const names = group.each('OptionConfigurations.*.OptionName');
    const included = or(names.map((name) => same(name, known(option))));
    const proof = cite(group, 'OptionConfigurations');
    if (included === true) return yes(`${group.logicalId} has ${option}`, proof);
    if (isUndecided(included))
      return unknown(
        `the options of ${group.logicalId} are not known (${included.why}), expected ${option}`,
        proof,
      );
    return no(`${group.logicalId} has no ${option}, expected it`, proof);
  });
}

/** Puts a question to the group of settings that a database names; the default groups of AWS audit nothing. */
function inGroup(
  database: Resource,
  path: string,
  types: readonly string[],
  wanted: string,
  question: (group: Resource) => Answer,
): Answer {
  return eitherWay(database.read(path), (name) => {
    const proof = cite(database, path, name);
    if (name.kind === 'absent') return no(`${path} is not set, expected a group that has ${wanted}`, proof);
    if (name.kind === 'known' && /^default[.:]/.test(String(name.value)))
      return no(`${path} is ${show(name)}, expected a group that has ${wanted}`, proof);
    const { resources, open } = targetOf(name, database.stack);
    const group = resources.find(({ type }) => types.includes(type));
    if (!group)
      return unknown(`${path} ${show(name)} is not in the templates; verify that it has ${wanted}`, proof);
    const answer = question(group);
    return given(and([group.exists, open === undefined || new Undecided(open)]), {
      ...answer,
      evidence: [proof, ...answer.evidence],
    });
  });
}

/** Requests to databases without servers are data events of CloudTrail, if a trail records them. */
function recordsItsRequests(database: Resource): Answer {
  const type =
    database.type.startsWith('AWS::Cassandra::') || database.type.startsWith('AWS::DSQL::')
      ? database.type
      : 'AWS::DynamoDB::Table';
  const records = trails(database.stack.environment).resources.map((trail) => ({
    trail,
    truth: and([
      trail.exists,
      test(trail.read('IsLogging'), false, isTrue),
      recordsRequests(trail, type, 'arn:aws:dynamodb'),
    ]),
  }));
  const [found] = records.filter(({ truth }) => truth === true);
  if (found) return yes(`${found.trail.logicalId} records requests to ${type}`, ...selectorsOf(found.trail));
  return unknown(
    `requests to it are data events; verify that a trail records those of ${type}`,
    present(database),
  );
}
