import { Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, nothing, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { cluster, doesNotArise, instance, noDatabase } from './resources';

const engine = (name: string, version: Json = nothing, group: Json = nothing): JsonObject => ({
  Engine: name,
  EngineVersion: version,
  DBParameterGroupName: group,
});
const parameters = (values: Json) => resource('RDS::DBParameterGroup', { Family: 'any', Parameters: values });
const ofCluster = (values: Json, changes: JsonObject = {}) => ({
  Db: cluster({ DBClusterParameterGroupName: ref('Group'), ...changes }),
  Group: resource('RDS::DBClusterParameterGroup', { Family: 'any', Parameters: values }),
});
const ofInstance = (values: Json, changes: JsonObject = {}) => ({
  Db: instance({ DBParameterGroupName: ref('Group'), ...changes }),
  Group: parameters(values),
});
const documents = (properties: JsonObject = {}) => resource('DocDB::DBCluster', properties);
const documentGroup = (tls: Json) =>
  resource('DocDB::DBClusterParameterGroup', { Family: 'docdb5.0', Parameters: { tls } });

const on = (name: string, version: string) => ({
  name: `${name} ${version}, which asks for it by itself`,
  resources: { Db: instance(engine(name, version)) },
});
const offByDefault = (name: string, version: Json, parameter: string, expected: string) => ({
  name: `${name} ${typeof version === 'string' ? version : ''}, which does not ask by itself`,
  resources: { Db: instance(engine(name, version)) },
  findings: [`fail Db: ${parameter} is not set and so off, expected ${expected}`],
});
const open = (name: string, version: Json, which: string) => ({
  name: `${name} ${typeof version === 'string' ? version : 'without a version'}`,
  resources: { Db: instance(engine(name, version)) },
  findings: [
    `unknown Db: require_secure_transport is not set ${which}; verify what it is by default, expected ON`,
  ],
});

/** Databases that refuse connections without TLS, or do not. */
export const transport: ControlCases = {
  pass: [
    { name: 'a parameter of the cluster', resources: ofCluster({ 'rds.force_ssl': '1' }) },
    { name: 'a parameter of the cluster, as a number', resources: ofCluster({ 'rds.force_ssl': 1 }) },
    {
      name: 'a parameter of Aurora MySQL',
      resources: ofCluster(
        { require_secure_transport: 'ON' },
        { Engine: 'aurora-mysql', EngineVersion: '8.0.mysql_aurora.3.08.0' },
      ),
    },
    { name: 'a parameter of an instance', resources: ofInstance({ 'rds.force_ssl': '1' }) },
    {
      name: 'a parameter of SQL Server',
      resources: ofInstance({ 'rds.force_ssl': '1' }, { Engine: 'sqlserver-se' }),
    },
    {
      name: 'a replica with the group of its source',
      resources: {
        ...ofInstance({ 'rds.force_ssl': '1' }),
        Copy: resource('RDS::DBInstance', { SourceDBInstanceIdentifier: ref('Db') }),
      },
    },
    {
      name: 'a group by its name',
      resources: {
        Db: instance({ DBParameterGroupName: 'shop' }),
        Group: resource('RDS::DBParameterGroup', {
          DBParameterGroupName: 'shop',
          Parameters: { 'rds.force_ssl': '1' },
        }),
      },
    },
    {
      name: 'Aurora PostgreSQL 17, which asks for it by itself',
      resources: {
        Db: cluster({ EngineVersion: '17.4', DBClusterParameterGroupName: 'default.aurora-postgresql17' }),
      },
    },
    {
      name: 'Aurora MySQL 8.4, which asks for it by itself',
      resources: { Db: cluster({ Engine: 'aurora-mysql', EngineVersion: '8.4.7' }) },
    },
    {
      name: 'another parameter where the engine asks by itself',
      resources: ofInstance({ log_statement: 'all' }, { EngineVersion: '16.3' }),
    },
    on('postgres', '15.4'),
    on('mariadb', '11.8.2'),
    on('mysql', '9.7.0'),
    { name: 'DocumentDB, which asks for it by itself', resources: { Db: documents() } },
    {
      name: 'DocumentDB with a parameter',
      resources: {
        Db: documents({ DBClusterParameterGroupName: ref('Group') }),
        Group: documentGroup('tls1.2+'),
      },
    },
    {
      name: 'what the CDK makes of parameters',
      app: (app) => {
        const stack = new Stack(app, 'Data');
        new DatabaseInstance(stack, 'Db', {
          engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_14_22 }),
          vpc: new Vpc(stack, 'Vpc'),
          parameters: { 'rds.force_ssl': '1' },
        });
      },
    },
  ],
  fail: [
    {
      name: 'switched off where the engine asks by itself',
      resources: ofCluster({ 'rds.force_ssl': '0' }, { EngineVersion: '17.4' }),
      findings: ['fail Db: rds.force_ssl is 0, expected 1'],
    },
    {
      name: 'switched off for MySQL',
      resources: ofInstance({ require_secure_transport: 'OFF' }, engine('mysql', '8.4.3', ref('Group'))),
      findings: ['fail Db: require_secure_transport is OFF, expected ON'],
    },
    {
      name: 'a parameter of the instance, where the cluster decides',
      resources: {
        Db: cluster(),
        Writer: resource('RDS::DBInstance', {
          DBClusterIdentifier: ref('Db'),
          DBParameterGroupName: ref('Group'),
        }),
        Group: parameters({ 'rds.force_ssl': '1' }),
      },
      findings: ['fail Db: rds.force_ssl is not set and so off, expected 1'],
    },
    {
      name: 'the parameter of another engine',
      resources: ofCluster({ require_secure_transport: 'ON' }),
      findings: ['fail Db: rds.force_ssl is not set and so off, expected 1'],
    },
    {
      name: 'Aurora PostgreSQL 16 with its default group',
      resources: { Db: cluster({ DBClusterParameterGroupName: 'default.aurora-postgresql16' }) },
      findings: ['fail Db: rds.force_ssl is not set and so off, expected 1'],
    },
    {
      name: 'a replica with a group of its own',
      resources: {
        ...ofInstance({ 'rds.force_ssl': '1' }),
        Copy: resource('RDS::DBInstance', {
          SourceDBInstanceIdentifier: ref('Db'),
          DBParameterGroupName: ref('Other'),
        }),
        Other: parameters({ 'rds.force_ssl': '0' }),
      },
      findings: ['fail Db: Copy: rds.force_ssl is 0, expected 1'],
    },
    offByDefault('postgres', '14.9', 'rds.force_ssl', '1'),
    offByDefault('mysql', '8.4.3', 'require_secure_transport', 'ON'),
    offByDefault('mysql', '8.0.40', 'require_secure_transport', 'ON'),
    offByDefault('mariadb', '10.11.8', 'require_secure_transport', 'ON'),
    offByDefault('sqlserver-se', nothing, 'rds.force_ssl', '1'),
    {
      name: 'DocumentDB switched off',
      resources: {
        Db: documents({ DBClusterParameterGroupName: ref('Group') }),
        Group: documentGroup('disabled'),
      },
      findings: ['fail Db: tls is disabled, expected enabled'],
    },
  ],
  unknown: [
    {
      name: 'a group that is not in the templates',
      resources: { Db: cluster({ DBClusterParameterGroupName: 'shop' }) },
      findings: ['unknown Db: rds.force_ssl is not known (shop is not among the templates), expected 1'],
    },
    {
      name: 'a parameter in one branch',
      resources: ofCluster({ 'rds.force_ssl': choose('IsProd', '1', '0') }),
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: rds.force_ssl is 0, expected 1`],
    },
    {
      name: 'a group in one branch',
      resources: ofCluster(
        { 'rds.force_ssl': '1' },
        { DBClusterParameterGroupName: choose('IsProd', ref('Group'), nothing) },
      ),
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: rds.force_ssl is not set and so off, expected 1`],
    },
    {
      name: 'a value that a parameter gives',
      resources: ofCluster({ 'rds.force_ssl': ref('Tls') }),
      parameters: { Tls: { Type: 'String' } },
      findings: [`unknown Db: rds.force_ssl is not known (${notGiven('Tls')}), expected 1`],
    },
    open('mysql', nothing, 'and neither is EngineVersion'),
    open('mysql', '9.1.0', 'for mysql 9.1.0'),
    open('mariadb', '11.6.2', 'for mariadb 11.6.2'),
    {
      name: 'Oracle, which has no such parameter',
      resources: { Db: instance({ Engine: 'oracle-ee' }) },
      findings: [
        'unknown Db: no parameter known here makes oracle-ee refuse connections without TLS; verify how its clients connect',
      ],
    },
    {
      name: 'an engine that a parameter gives',
      resources: { Db: instance({ Engine: ref('Engine') }) },
      parameters: { Engine: { Type: 'String' } },
      findings: [
        'unknown Db: no parameter known here makes ${Stack1.Engine} refuse connections without TLS; verify how its clients connect',
      ],
    },
    {
      name: 'DocumentDB with a group from outside',
      resources: { Db: documents({ DBClusterParameterGroupName: 'shop' }) },
      findings: ['unknown Db: tls is not known (shop is not among the templates), expected enabled'],
    },
    {
      name: 'DocumentDB with a value that a parameter gives',
      resources: {
        Db: documents({ DBClusterParameterGroupName: ref('Group') }),
        Group: documentGroup(ref('Tls')),
      },
      parameters: { Tls: { Type: 'String' } },
      findings: [`unknown Db: tls is not known (${notGiven('Tls')}), expected enabled`],
    },
  ],
  notApplicable: [
    noDatabase,
    {
      name: 'Neptune and DynamoDB, which know nothing else',
      resources: { Db: resource('Neptune::DBCluster'), Orders: resource('DynamoDB::Table') },
      findings: [doesNotArise],
    },
  ],
};
