import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { aurora, cluster, instance, postgres, writer } from './databases';
import { alarm, math, stat } from './resources';

const connections = 'AWS/RDS DatabaseConnections';

/** An alarm above so many connections. */
const above = (count: number, dimensions = writer, properties: JsonObject = {}): JsonObject => ({
  Many: alarm(connections, dimensions, { Statistic: 'Maximum', Threshold: count, ...properties }),
});

/** A proxy before the database `Db`, and an alarm on the share of its pool that is in use. */
export const proxy: JsonObject = {
  Proxy: resource('RDS::DBProxy', { EngineFamily: 'POSTGRESQL' }),
  Pool: resource('RDS::DBProxyTargetGroup', { DBProxyName: ref('Proxy'), DBClusterIdentifiers: [ref('Db')] }),
};
export const ofProxy = { ProxyName: ref('Proxy') };

const pooled: JsonObject = {
  ...proxy,
  Many: alarm(
    connections,
    ofProxy,
    math(
      '100 * used / most',
      stat('used', 'AWS/RDS DatabaseConnectionsCurrentlyBorrowed', ofProxy, 'Sum'),
      stat('most', 'AWS/RDS MaxDatabaseConnectionsAllowed', ofProxy, 'Sum'),
    ),
  ),
};

const serverless = (least: number): JsonObject => ({
  ServerlessV2ScalingConfiguration: { MinCapacity: least, MaxCapacity: 32 },
});

const parameters = (type: string, value: string): JsonObject => ({
  Parameters: resource(type, { Parameters: { max_connections: value } }),
});

export const saturation: ControlCases = {
  pass: [
    // 16 GiB, of which the engine sees a little less, by 9 531 392 bytes for each connection.
    { name: 'four fifths of what the class takes', resources: aurora(above(1367)) },
    { name: 'the cluster as a whole, at its highest', resources: aurora(above(1367, cluster)) },
    { name: 'a single instance', resources: postgres(above(600, instance('Db'))) },
    { name: 'MySQL', resources: aurora(above(790), { Engine: 'aurora-mysql' }) },
    { name: 'RDS for MySQL', resources: postgres(above(500, instance('Db')), { Engine: 'mysql' }) },
    {
      name: 'the maximum of a parameter group of its own',
      resources: aurora(
        { ...above(160), ...parameters('RDS::DBClusterParameterGroup', '200') },
        { DBClusterParameterGroupName: ref('Parameters') },
      ),
    },
    { name: 'Serverless v2', resources: aurora(above(4000), serverless(1), 'db.serverless') },
    { name: 'the share of the pool that is lent', resources: aurora(pooled) },
    {
      name: 'the share of the pool, whatever the class takes',
      resources: aurora(pooled, {}, 'db.z9.large'),
    },
  ],
  fail: [
    {
      name: 'no database',
      resources: {},
      findings: ['fail Stack1: no database is in the templates, expected at least one'],
    },
    {
      name: 'no alarm',
      resources: aurora({}),
      findings: [
        'fail Db: no alarm reads the metrics of Db, One, Two, Three, expected one that notices more than 80 % of the connections in use',
      ],
    },
    {
      name: 'an alarm on CPU alone',
      resources: aurora({ Cpu: alarm('AWS/RDS CPUUtilization', writer) }),
      findings: [
        'fail Db: none of the alarms on Db, One, Two, Three (Cpu) can notice it, expected one that notices more than 80 % of the connections in use',
      ],
    },
    {
      name: 'more than the class takes',
      resources: aurora(above(2000)),
      findings: [
        'fail Db: with 81.6 % of the connections of Db with One as its writer in use, Many stays OK (it compares 1400 with > 2000), expected ALARM within 20 minutes (and so in 2 other situations)',
      ],
    },
    {
      name: 'the number of a larger class',
      resources: postgres(above(1367, instance('Db'))),
      findings: [
        'fail Db: with 81.6 % of the connections of Db in use, Many stays OK (it compares 689 with > 1367), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'more than a small class can ever have',
      resources: postgres(above(90, instance('Db')), { DBInstanceClass: 'db.t4g.micro' }),
      findings: [
        'fail Db: with 81.6 % of the connections of Db in use, Many stays OK (it compares 71 with > 90), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'an alarm that fires every day',
      resources: aurora(above(60)),
      findings: [
        'fail Db: with 4 % of the connections in use, Many fires after 1 minute (it compares 69 with > 60), expected it to stay quiet',
      ],
    },
    {
      name: 'the cap of Serverless v2 that starts small',
      resources: aurora(above(4000), serverless(0.5), 'db.serverless'),
      findings: [
        'fail Db: with 81.6 % of the connections of Db with One as its writer in use, Many stays OK (it compares 1630 with > 4000), expected ALARM within 20 minutes (and so in 2 other situations)',
      ],
    },
    {
      name: 'the average of writer and readers',
      resources: aurora(above(1367, cluster, { Statistic: 'Average' })),
      findings: [
        'fail Db: with 81.6 % of the connections of Db with One as its writer in use, Many stays OK (it compares 511 with > 1367), expected ALARM within 20 minutes (and so in 2 other situations)',
      ],
    },
    {
      name: 'a smaller maximum of a parameter group',
      resources: aurora(
        { ...above(1367), ...parameters('RDS::DBClusterParameterGroup', '200') },
        { DBClusterParameterGroupName: ref('Parameters') },
      ),
      findings: [
        'fail Db: with 81.6 % of the connections of Db with One as its writer in use, Many stays OK (it compares 164 with > 1367), expected ALARM within 20 minutes (and so in 2 other situations)',
      ],
    },
    {
      name: 'an alarm that tells when all is well again',
      resources: aurora(above(1367, writer, { AlarmActions: [], OKActions: [ref('Alerts')] })),
      findings: [
        'fail Db: Many has no AlarmActions beside its OKActions, expected a topic that a person hears',
      ],
    },
  ],
  unknown: [
    {
      name: 'a class that is not known',
      resources: aurora(above(500), {}, 'db.z9.large'),
      findings: [
        'unknown Db: how many connections One takes (db.z9.large) is not known, and so whether an alarm notices more than 80 % of the connections in use',
      ],
    },
    {
      name: 'an engine that is not known',
      resources: postgres(above(500, instance('Db')), { Engine: 'oracle-ee' }),
      findings: [
        'unknown Db: how many connections oracle-ee takes is not known, and so whether an alarm notices more than 80 % of the connections in use',
      ],
    },
    {
      name: 'a formula of its own',
      resources: aurora(
        { ...above(500), ...parameters('RDS::DBClusterParameterGroup', '{DBInstanceClassMemory/1000}') },
        { DBClusterParameterGroupName: ref('Parameters') },
      ),
      findings: [
        'unknown Db: max_connections of Parameters is not known, and so whether an alarm notices more than 80 % of the connections in use',
      ],
    },
    {
      name: 'an alarm that may be off',
      resources: aurora({ Many: alarm(connections, writer, { Threshold: 1367 }, 'IsProd') }),
      ...undecided,
      findings: [
        'unknown Db: parameter Stage of Stack1 has no default and was given no value: Many notices more than 80 % of the connections in use',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a table, which has no connections',
      resources: { Db: resource('DynamoDB::Table') },
      findings: ['notApplicable Stack1: it does not arise for the database of this workload'],
    },
    {
      name: 'no database, as declared',
      resources: {},
      declaration: { databases: { none: 'a static site' } },
      findings: ['notApplicable Stack1: declared: a static site'],
    },
  ],
};
