import type { JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { alarm, byMail, math, stat, type Dimensions } from './resources';

/** A cluster of Aurora with a writer and two readers, and the resources that watch it. */
export function aurora(others: JsonObject, properties: JsonObject = {}, size = 'db.r7g.large'): JsonObject {
  const instance = resource('RDS::DBInstance', { DBClusterIdentifier: ref('Db'), DBInstanceClass: size });
  return {
    Db: resource('RDS::DBCluster', { Engine: 'aurora-postgresql', ...properties }),
    One: instance,
    Two: instance,
    Three: instance,
    ...byMail,
    ...others,
  };
}

/** A single instance of PostgreSQL. */
export function postgres(others: JsonObject, properties: JsonObject = {}): JsonObject {
  const given = { Engine: 'postgres', DBInstanceClass: 'db.m7g.large' };
  return { Db: resource('RDS::DBInstance', { ...given, ...properties }), ...byMail, ...others };
}

export const cluster: Dimensions = { DBClusterIdentifier: ref('Db') };
export const writer: Dimensions = { ...cluster, Role: 'WRITER' };
export const instance = (id: string): Dimensions => ({ DBInstanceIdentifier: ref(id) });

const cpu = 'AWS/RDS CPUUtilization';

export const databaseCpu: ControlCases = {
  pass: [
    { name: 'an alarm on the writer', resources: aurora({ Cpu: alarm(cpu, writer) }) },
    {
      name: 'the busiest instance of the cluster',
      resources: aurora({ Cpu: alarm(cpu, cluster, { Statistic: 'Maximum' }) }),
    },
    {
      name: 'an alarm on each instance, any of which may become the writer',
      resources: aurora({
        CpuOne: alarm(cpu, instance('One')),
        CpuTwo: alarm(cpu, instance('Two')),
        CpuThree: alarm(cpu, instance('Three')),
      }),
    },
    {
      name: 'the busiest of all instances, by metric math',
      resources: aurora({
        Cpu: alarm(
          cpu,
          {},
          math(
            'MAX([one, two, three])',
            stat('one', cpu, instance('One')),
            stat('two', cpu, instance('Two')),
            stat('three', cpu, instance('Three')),
          ),
        ),
      }),
    },
    { name: 'a single instance', resources: postgres({ Cpu: alarm(cpu, instance('Db')) }) },
    {
      name: 'an instance by its name',
      resources: postgres(
        { Cpu: alarm(cpu, { DBInstanceIdentifier: 'shop' }) },
        { DBInstanceIdentifier: 'shop' },
      ),
    },
    {
      name: 'DocumentDB',
      resources: {
        Db: resource('DocDB::DBCluster'),
        One: resource('DocDB::DBInstance', {
          DBClusterIdentifier: ref('Db'),
          DBInstanceClass: 'db.r6g.large',
        }),
        ...byMail,
        Cpu: alarm('AWS/DocDB CPUUtilization', writer),
      },
    },
    {
      name: 'Serverless v2',
      resources: aurora(
        { Cpu: alarm('AWS/RDS ACUUtilization', writer) },
        { ServerlessV2ScalingConfiguration: { MaxCapacity: 16 } },
        'db.serverless',
      ),
    },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: aurora({}),
      findings: [
        'fail Db: no alarm reads the metrics of Db, One, Two, Three, expected one that notices CPU above 80 %',
      ],
    },
    {
      name: 'an average in which idle readers hide the writer',
      resources: aurora({ Cpu: alarm(cpu, cluster) }),
      findings: [
        'fail Db: with the CPU of Db with One as its writer at 81.6 %, Cpu stays OK (it compares 47.2 with > 80), expected ALARM within 20 minutes (and so in 2 other situations)',
      ],
    },
    {
      name: 'an alarm on the instance that writes today',
      resources: aurora({ Cpu: alarm(cpu, instance('One')) }),
      findings: [
        'fail Db: with the CPU of Db with Two as its writer at 81.6 %, Cpu stays OK (it compares 30 with > 80), expected ALARM within 20 minutes (and so in 1 other situation)',
      ],
    },
    {
      name: 'an alarm on the readers',
      resources: aurora({ Cpu: alarm(cpu, { ...cluster, Role: 'READER' }) }),
      findings: [
        'fail Db: none of the alarms on Db, One, Two, Three (Cpu) can notice it, expected one that notices CPU above 80 %',
      ],
    },
    {
      name: 'no dimension, and so the whole account',
      resources: aurora({ Cpu: alarm(cpu, {}) }),
      findings: [
        'fail Db: no alarm reads the metrics of Db, One, Two, Three, expected one that notices CPU above 80 %',
      ],
    },
    {
      name: 'a fraction for a percentage',
      resources: postgres({ Cpu: alarm(cpu, instance('Db'), { Threshold: 0.8 }) }),
      findings: [
        'fail Db: with CPU at 30 %, Cpu fires after 1 minute (it compares 30 with > 0.8), expected it to stay quiet',
      ],
    },
    {
      name: 'a cluster taken for an instance',
      resources: aurora({ Cpu: alarm(cpu, instance('Db')) }),
      findings: [
        'fail Db: with the CPU of Db with One as its writer at 81.6 %, Cpu stays INSUFFICIENT_DATA (it has no data; its DBInstanceIdentifier is ${Db}, which names no RDS DBInstance in a metric), expected ALARM within 20 minutes (and so in 2 other situations)',
      ],
    },
    {
      name: 'the namespace of another service',
      resources: postgres({ Cpu: alarm('AWS/EC2 CPUUtilization', instance('Db')) }),
      findings: [
        'fail Db: with the CPU of Db at 81.6 %, Cpu stays INSUFFICIENT_DATA (it has no data; AWS/EC2 publishes no CPUUtilization by DBInstanceIdentifier, but by InstanceId or by AutoScalingGroupName), expected ALARM within 20 minutes',
      ],
    },
  ],
  unknown: [
    {
      name: 'an instance by a name that is not known',
      resources: postgres({ Cpu: alarm(cpu, { DBInstanceIdentifier: 'shop' }) }),
      findings: [
        'unknown Db: its DBInstanceIdentifier is not known (shop is not among the templates): Cpu notices CPU above 80 %',
      ],
    },
    {
      name: 'a role that a condition chooses',
      resources: aurora({ Cpu: alarm(cpu, { ...cluster, Role: choose('IsProd', 'WRITER', 'READER') }) }),
      ...undecided,
      findings: [
        'unknown Db: whether Cpu notices CPU above 80 % is not known: what AWS/RDS CPUUtilization shows then is not known',
      ],
    },
    {
      name: 'an alarm that may be off',
      resources: postgres({ Cpu: alarm(cpu, instance('Db'), {}, 'IsProd') }),
      ...undecided,
      findings: [
        'unknown Db: parameter Stage of Stack1 has no default and was given no value: Cpu notices CPU above 80 %',
      ],
    },
    {
      name: 'a statistic that a condition chooses',
      resources: aurora({ Cpu: alarm(cpu, cluster, { Statistic: choose('IsProd', 'Maximum', 'Average') }) }),
      ...undecided,
      findings: [
        'unknown Db: whether Cpu notices CPU above 80 % is not known: its Statistic is not known (parameter Stage of Stack1 has no default and was given no value)',
      ],
    },
  ],
  notApplicable: [
    { name: 'no database', resources: {}, findings: ['notApplicable Stack1: no database to judge'] },
    {
      name: 'a table, which has no CPU of its own',
      resources: { Db: resource('DynamoDB::Table') },
      findings: ['notApplicable Stack1: it does not arise for the database of this workload'],
    },
  ],
};

const memory = 'AWS/RDS FreeableMemory';
/** A fifth of the 16 GiB of db.r7g.large. */
const fifth = { Threshold: 3_435_973_836, ComparisonOperator: 'LessThanThreshold' };
const serverless = { ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 8 } };

export const databaseMemory: ControlCases = {
  pass: [
    {
      name: 'less than a fifth of the memory free',
      resources: aurora({ Memory: alarm(memory, writer, fifth) }),
    },
    {
      name: 'the least of the cluster',
      resources: aurora({ Memory: alarm(memory, cluster, { ...fifth, Statistic: 'Minimum' }) }),
    },
    {
      name: 'a stricter bound',
      resources: aurora({ Memory: alarm(memory, writer, { ...fifth, Threshold: 5e9 }) }),
    },
    {
      name: 'a single instance of 8 GiB',
      resources: postgres({ Memory: alarm(memory, instance('Db'), { ...fifth, Threshold: 1.72e9 }) }),
    },
    {
      name: 'the capacity of Serverless v2',
      resources: aurora({ Memory: alarm('AWS/RDS ACUUtilization', writer) }, serverless, 'db.serverless'),
    },
    {
      name: 'what Serverless v2 may still scale to',
      resources: aurora({ Memory: alarm(memory, writer, fifth) }, serverless, 'db.serverless'),
    },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: aurora({}),
      findings: [
        'fail Db: no alarm reads the metrics of Db, One, Two, Three, expected one that notices memory above 80 %',
      ],
    },
    {
      name: 'an alarm on CPU alone',
      resources: aurora({ Cpu: alarm(cpu, writer) }),
      findings: [
        'fail Db: none of the alarms on Db, One, Two, Three (Cpu) can notice it, expected one that notices memory above 80 %',
      ],
    },
    {
      name: 'an alarm when nearly nothing is left',
      resources: aurora({ Memory: alarm(memory, writer, { ...fifth, Threshold: 1e9 }) }),
      findings: [
        'fail Db: with the memory of Db with One as its writer at 81.6 %, Memory stays OK (it compares 3160000000 with < 1000000000), expected ALARM within 20 minutes (and so in 2 other situations)',
      ],
    },
    {
      name: 'the bound of a larger class',
      resources: postgres({ Memory: alarm(memory, instance('Db'), { ...fifth, Threshold: 6.9e9 }) }),
      findings: [
        'fail Db: with memory at 30 %, Memory fires after 1 minute (it compares 6010000000 with < 6900000000), expected it to stay quiet',
      ],
    },
    {
      name: 'a percentage of a metric in bytes',
      resources: aurora({ Memory: alarm(memory, writer, { ...fifth, Threshold: 20 }) }),
      findings: [
        'fail Db: with the memory of Db with One as its writer at 81.6 %, Memory stays OK (it compares 3160000000 with < 20), expected ALARM within 20 minutes (and so in 2 other situations)',
      ],
    },
    {
      name: 'a metric that RDS does not have',
      resources: aurora({ Memory: alarm('AWS/RDS MemoryUtilization', writer) }),
      findings: [
        'fail Db: none of the alarms on Db, One, Two, Three (Memory) can notice it, expected one that notices memory above 80 %',
      ],
    },
  ],
  unknown: [
    {
      name: 'a class that is not known',
      resources: postgres(
        { Memory: alarm(memory, instance('Db'), fifth) },
        { DBInstanceClass: 'db.z9.large' },
      ),
      findings: [
        'unknown Db: how much memory Db has is not known (db.z9.large), and so whether an alarm notices memory above 80 %',
      ],
    },
    {
      name: 'a class of later',
      resources: postgres(
        { Memory: alarm(memory, instance('Db'), fifth) },
        { DBInstanceClass: ref('Class') },
      ),
      parameters: { Class: { Type: 'String' } },
      findings: [
        'unknown Db: how much memory Db has is not known (${Stack1.Class}), and so whether an alarm notices memory above 80 %',
      ],
    },
  ],
  notApplicable: [
    { name: 'no database', resources: {}, findings: ['notApplicable Stack1: no database to judge'] },
  ],
};
