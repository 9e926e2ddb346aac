import { Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, exported, imported, join, nothing, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { aurora, instance, multiAz, noDatabase, replica, table } from '../stores/databases';
import { trail } from './trails';

/** A parameter group that audits PostgreSQL. */
function parameters(changes: JsonObject = {}, type = 'RDS::DBClusterParameterGroup'): JsonObject {
  const audit = { shared_preload_libraries: 'pg_stat_statements,pgaudit', 'pgaudit.log': 'ddl,role,write' };
  return resource(type, { Parameters: { ...audit, ...changes } });
}

const instanceParameters = 'RDS::DBParameterGroup';

const exporting = (...logs: Json[]): JsonObject => ({ EnableCloudwatchLogsExports: logs });

/** An Aurora PostgreSQL cluster with the parameter group `Parameters`. */
function audited(properties: JsonObject = {}, group: JsonObject = parameters()): JsonObject {
  const settings = { ...exporting('postgresql'), DBClusterParameterGroupName: ref('Parameters') };
  return { Db: aurora({ ...settings, ...properties }), Parameters: group };
}

function mysql(properties: JsonObject = {}, option = 'MARIADB_AUDIT_PLUGIN'): JsonObject {
  const settings = { Engine: 'mysql', OptionGroupName: ref('Options'), ...exporting('error', 'audit') };
  return {
    Db: instance({ ...settings, ...properties }),
    Options: resource('RDS::OptionGroup', { OptionConfigurations: [{ OptionName: option }] }),
  };
}

function auroraMysql(changes: JsonObject = {}): JsonObject {
  const audit = { server_audit_logging: '1', server_audit_events: 'CONNECT,QUERY_DDL' };
  const group = resource('RDS::DBClusterParameterGroup', { Parameters: { ...audit, ...changes } });
  return audited({ Engine: 'aurora-mysql', ...exporting('audit') }, group);
}

const withOption = (engine: string, option: string): JsonObject => ({
  ...mysql({ Engine: engine, EnableCloudwatchLogsExports: nothing }, option),
});

function cluster(service: string, parameter: JsonObject, log = 'audit'): JsonObject {
  const settings = { ...exporting(log), DBClusterParameterGroupName: ref('Parameters') };
  return {
    Db: resource(`${service}::DBCluster`, { MasterUsername: 'root', ...settings }),
    Parameters: resource(`${service}::DBClusterParameterGroup`, { Parameters: parameter }),
  };
}

const dataEvents = (fields: JsonObject[]): JsonObject => ({
  Orders: table,
  Trail: trail({ S3BucketName: 'logs', AdvancedEventSelectors: [{ FieldSelectors: fields }] }),
});
const ofTables = [
  { Field: 'eventCategory', Equals: ['Data'] },
  { Field: 'resources.type', Equals: ['AWS::DynamoDB::Table'] },
];

const settings = 'shared_preload_libraries with pgaudit and pgaudit.log with classes such as ddl,role,write';

export const databaseAudit: ControlCases = {
  pass: [
    { name: 'Aurora PostgreSQL with pgaudit', resources: audited() },
    {
      name: 'PostgreSQL with pgaudit, everything but reads',
      resources: {
        Db: instance({ ...exporting('postgresql', 'upgrade'), DBParameterGroupName: ref('Parameters') }),
        Parameters: parameters({ 'pgaudit.log': 'all, -read' }, instanceParameters),
      },
    },
    {
      name: 'a Multi-AZ DB cluster of PostgreSQL',
      resources: {
        Db: multiAz({ ...exporting('postgresql'), DBClusterParameterGroupName: ref('Parameters') }),
        Parameters: parameters(),
      },
    },
    {
      name: 'a parameter group by the name that it was given',
      resources: audited(
        { DBClusterParameterGroupName: 'Shop-Audit' },
        resource('RDS::DBClusterParameterGroup', {
          DBClusterParameterGroupName: 'shop-audit',
          Parameters: { shared_preload_libraries: 'pgaudit', 'pgaudit.log': 'all' },
        }),
      ),
    },
    {
      name: 'a parameter group of another stack',
      stacks: [
        {
          id: 'Data',
          template: {
            Resources: {
              Db: aurora({ ...exporting('postgresql'), DBClusterParameterGroupName: imported('group') }),
            },
          },
        },
        {
          id: 'Settings',
          template: {
            Resources: { Parameters: parameters() },
            Outputs: { Group: exported('group', ref('Parameters')) },
          },
        },
      ],
    },
    {
      name: 'the CDK, with its parameters in the cluster',
      app: (app) => {
        const stack = new Stack(app, 'Data');
        new rds.DatabaseCluster(stack, 'Db', {
          engine: rds.DatabaseClusterEngine.auroraPostgres({
            version: rds.AuroraPostgresEngineVersion.VER_17_7,
          }),
          vpc: new Vpc(stack, 'Vpc'),
          writer: rds.ClusterInstance.provisioned('Writer'),
          parameters: { shared_preload_libraries: 'pgaudit', 'pgaudit.log': 'write' },
          cloudwatchLogsExports: ['postgresql'],
        });
      },
    },
    { name: 'Aurora MySQL with Advanced Auditing', resources: auroraMysql() },
    { name: 'Aurora MySQL, switched on by name', resources: auroraMysql({ server_audit_logging: 'ON' }) },
    { name: 'MySQL with the audit plugin', resources: mysql() },
    { name: 'MariaDB with the audit plugin', resources: mysql({ Engine: 'mariadb' }) },
    { name: 'SQL Server with its audit', resources: withOption('sqlserver-se', 'SQLSERVER_AUDIT') },
    { name: 'Db2 with its audit', resources: withOption('db2-se', 'DB2_AUDIT') },
    {
      name: 'Oracle with its audit files',
      resources: { Db: instance({ Engine: 'oracle-ee', ...exporting('audit') }) },
    },
    { name: 'DocumentDB', resources: cluster('DocDB', { audit_logs: 'enabled' }) },
    { name: 'Neptune', resources: cluster('Neptune', { neptune_enable_audit_log: 1 }) },
    { name: 'DynamoDB with data events', resources: dataEvents(ofTables) },
    {
      name: 'DynamoDB with data events of all tables, by basic selectors',
      resources: {
        Orders: table,
        Trail: trail({
          EventSelectors: [
            { DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: ['arn:aws:dynamodb'] }] },
          ],
        }),
      },
    },
    {
      name: 'exports that a condition chooses, both with the log',
      resources: audited({
        EnableCloudwatchLogsExports: choose('IsProd', ['postgresql', 'instance'], ['postgresql']),
      }),
      ...undecided,
    },
    {
      name: 'a read replica beside a primary that is audited',
      resources: { ...mysql(), Copy: replica() },
    },
  ],
  fail: [
    {
      name: 'nothing said',
      resources: { Db: aurora() },
      findings: [
        `fail Db: EnableCloudwatchLogsExports is not set, expected postgresql in it; DBClusterParameterGroupName is not set, expected a group that has ${settings}`,
      ],
    },
    {
      name: 'an audit that stays in the database',
      resources: audited({ EnableCloudwatchLogsExports: nothing }),
      findings: ['fail Db: EnableCloudwatchLogsExports is not set, expected postgresql in it'],
    },
    {
      name: 'other logs',
      resources: audited(exporting('instance')),
      findings: ['fail Db: EnableCloudwatchLogsExports is [instance], expected postgresql in it'],
    },
    {
      name: 'a log without an audit',
      resources: audited({ DBClusterParameterGroupName: nothing }),
      findings: [`fail Db: DBClusterParameterGroupName is not set, expected a group that has ${settings}`],
    },
    {
      name: 'the parameters of AWS',
      resources: audited({ DBClusterParameterGroupName: 'default.aurora-postgresql17' }),
      findings: [
        `fail Db: DBClusterParameterGroupName is default.aurora-postgresql17, expected a group that has ${settings}`,
      ],
    },
    {
      name: 'pgaudit that is not loaded',
      resources: audited({}, parameters({ shared_preload_libraries: 'pg_stat_statements' })),
      findings: ['fail Db: shared_preload_libraries of Parameters is pg_stat_statements, expected pgaudit'],
    },
    {
      name: 'pgaudit that logs nothing',
      resources: audited({}, parameters({ 'pgaudit.log': 'none' })),
      findings: ['fail Db: pgaudit.log of Parameters is none, expected classes such as ddl,role,write'],
    },
    {
      name: 'pgaudit that is told nothing',
      resources: audited({}, parameters({ 'pgaudit.log': nothing })),
      findings: ['fail Db: pgaudit.log of Parameters is not set, expected classes such as ddl,role,write'],
    },
    {
      name: 'the parameters of an instance in place of those of the cluster',
      resources: audited(
        { DBClusterParameterGroupName: nothing, DBInstanceParameterGroupName: ref('Parameters') },
        parameters({}, instanceParameters),
      ),
      findings: [`fail Db: DBClusterParameterGroupName is not set, expected a group that has ${settings}`],
    },
    {
      name: 'Aurora MySQL that logs no events',
      resources: auroraMysql({ server_audit_events: nothing }),
      findings: [
        'fail Db: server_audit_events of Parameters is not set, expected events such as CONNECT,QUERY_DCL,QUERY_DDL',
      ],
    },
    {
      name: 'Aurora MySQL that is switched off',
      resources: auroraMysql({ server_audit_logging: '0' }),
      findings: ['fail Db: server_audit_logging of Parameters is 0, expected 1'],
    },
    {
      name: 'MySQL without the plugin',
      resources: mysql({}, 'MEMCACHED'),
      findings: ['fail Db: Options has no MARIADB_AUDIT_PLUGIN, expected it'],
    },
    {
      name: 'MySQL that keeps its audit',
      resources: mysql(exporting('error', 'slowquery')),
      findings: ['fail Db: EnableCloudwatchLogsExports is [error, slowquery], expected audit in it'],
    },
    {
      name: 'SQL Server without its audit',
      resources: withOption('sqlserver-ex', 'TDE'),
      findings: ['fail Db: Options has no SQLSERVER_AUDIT, expected it'],
    },
    {
      name: 'DocumentDB that is switched off',
      resources: cluster('DocDB', { audit_logs: 'disabled' }),
      findings: ['fail Db: audit_logs of Parameters is disabled, expected enabled'],
    },
    {
      name: 'Neptune that exports another log',
      resources: cluster('Neptune', { neptune_enable_audit_log: '1' }, 'slowquery'),
      findings: ['fail Db: EnableCloudwatchLogsExports is [slowquery], expected audit in it'],
    },
  ],
  unknown: [
    {
      name: 'a parameter group from elsewhere',
      resources: { Db: aurora({ ...exporting('postgresql'), DBClusterParameterGroupName: 'company-audit' }) },
      findings: [
        `unknown Db: DBClusterParameterGroupName company-audit is not in the templates; verify that it has ${settings}`,
      ],
    },
    {
      name: 'classes that a condition chooses',
      resources: audited({}, parameters({ 'pgaudit.log': choose('IsProd', 'write', 'none') })),
      ...undecided,
      findings: [
        `unknown Db: pgaudit.log of Parameters is not known (${stageUnknown}), expected classes such as ddl,role,write`,
      ],
    },
    {
      name: 'libraries that a parameter gives',
      resources: audited(
        {},
        parameters({ shared_preload_libraries: join('pg_stat_statements,', ref('Libraries')) }),
      ),
      parameters: { Libraries: { Type: 'String' } },
      findings: [
        'unknown Db: shared_preload_libraries of Parameters is not known (parameter Libraries of Stack1 has no default and was given no value), expected pgaudit',
      ],
    },
    {
      name: 'exports that a condition chooses',
      resources: audited({ EnableCloudwatchLogsExports: choose('IsProd', ['postgresql'], nothing) }),
      ...undecided,
      findings: [
        `unknown Db: ${stageUnknown}: EnableCloudwatchLogsExports is not set, expected postgresql in it`,
      ],
    },
    {
      name: 'an engine that a parameter gives',
      resources: audited({ Engine: ref('Engine') }),
      parameters: { Engine: { Type: 'String' } },
      findings: ['unknown Db: Engine is ${Stack1.Engine}; verify that it exports an audit log'],
    },
    {
      name: 'a database from a snapshot, whose engine it does not state',
      resources: { Db: instance({ Engine: nothing, DBSnapshotIdentifier: 'last' }) },
      findings: ['unknown Db: Engine is not set; verify that it exports an audit log'],
    },
    {
      name: 'a Multi-AZ DB cluster of MySQL',
      resources: { Db: multiAz({ Engine: 'mysql', ...exporting('audit') }) },
      findings: [
        'unknown Db: a Multi-AZ DB cluster takes no option MARIADB_AUDIT_PLUGIN; verify how access to it is recorded',
      ],
    },
    {
      name: 'an elastic cluster',
      resources: { Db: resource('DocDBElastic::Cluster') },
      findings: [
        'unknown Db: its profiler is no audit log; verify in the account how access to it is recorded',
      ],
    },
    {
      name: 'DynamoDB without a trail',
      resources: { Orders: table },
      findings: [
        'unknown Orders: requests to it are data events; verify that a trail records those of AWS::DynamoDB::Table',
      ],
    },
    {
      name: 'DynamoDB with data events of some tables',
      resources: dataEvents([
        ...ofTables,
        { Field: 'resources.ARN', StartsWith: ['arn:aws:dynamodb:eu-west-1:1:table/a'] },
      ]),
      findings: [
        'unknown Orders: requests to it are data events; verify that a trail records those of AWS::DynamoDB::Table',
      ],
    },
    {
      name: 'a database that may not exist, and exports nothing',
      resources: { Db: aurora({}, 'IsProd') },
      ...undecided,
      findings: [
        `unknown Db: ${stageUnknown}: EnableCloudwatchLogsExports is not set, expected postgresql in it; DBClusterParameterGroupName is not set, expected a group that has ${settings}`,
      ],
    },
    {
      name: 'an instance that may be a member of a cluster',
      resources: {
        Db: instance({ ...exporting(), DBClusterIdentifier: choose('IsProd', 'other', nothing) }),
      },
      ...undecided,
      findings: [
        `unknown Db: ${stageUnknown}: EnableCloudwatchLogsExports is [], expected postgresql in it; DBParameterGroupName is not set, expected a group that has ${settings}`,
      ],
    },
  ],
  notApplicable: [noDatabase],
};
