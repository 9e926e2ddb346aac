import type { ControlCases } from '../../harness/judge';
import { choose, imported, notGiven, nothing, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { aurora, instance, member, members, multiAz, table } from './databases';

const few = (count: string): string => `it has ${count}, expected at least 3: a writer and 2 readers`;

/** Databases of whose replicas the templates do not tell. */
export const doubtfulReplicas: ControlCases = {
  pass: [],
  fail: [],
  unknown: [
    {
      name: 'readers under a condition that is not decided',
      resources: { Db: aurora(), Writer: member(), ...members(2, ref('Db'), {}, 'IsProd') },
      ...undecided,
      findings: [`unknown Db: ${few('1 instance')} (${stageUnknown})`],
    },
    {
      name: 'instances of a cluster that a condition chooses',
      resources: { Db: aurora(), Other: aurora(), ...members(3, choose('IsProd', ref('Db'), ref('Other'))) },
      ...undecided,
      findings: [
        `unknown Db: ${few('0 instances')} (${stageUnknown})`,
        `unknown Other: ${few('0 instances')} (${stageUnknown})`,
      ],
    },
    {
      name: 'instances that name their cluster by a parameter',
      resources: { Db: aurora(), Writer: member(), ...members(2, ref('Cluster')) },
      parameters: { Cluster: { Type: 'String' } },
      findings: [`unknown Db: ${few('1 instance')} (${notGiven('Cluster')})`],
    },
    {
      name: 'a written name where the name of the cluster is generated',
      resources: { Db: aurora(), ...members(3, 'shop') },
      findings: [`unknown Db: ${few('0 instances')} (shop is not among the templates)`],
    },
    {
      name: 'an import that no stack exports',
      resources: { Db: aurora(), ...members(3, imported('cluster')) },
      findings: [
        `unknown Db: ${few('0 instances')} (Stack1 imports a value that none of the templates exports)`,
      ],
    },
    {
      name: 'an engine that a parameter gives',
      resources: { Db: multiAz({ Engine: ref('Engine') }) },
      parameters: { Engine: { Type: 'String' } },
      findings: [`unknown Db: whether it is a Multi-AZ DB cluster is not known (${notGiven('Engine')})`],
    },
    {
      name: 'an instance that may be a member of a cluster',
      resources: {
        Db: aurora({ EngineMode: 'provisioned' }),
        ...members(3),
        Either: instance({ DBClusterIdentifier: choose('IsProd', ref('Db'), nothing) }),
      },
      ...undecided,
      findings: [
        'pass Db: it has 3 instances',
        `unknown Either: ${stageUnknown}: it has 0 read replicas in its region, expected at least 2`,
      ],
    },
    {
      name: 'a table that is the only database, and may not exist',
      resources: { Orders: { ...table, Condition: 'IsProd' } },
      ...undecided,
      findings: [
        `unknown Orders: whether there is a database is not known (${stageUnknown}): ` +
          'AWS::DynamoDB::Table keeps copies in several availability zones by design',
      ],
    },
    {
      name: 'a database that may not exist, too small where it does',
      resources: { Db: instance({}, 'IsProd') },
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: it has 0 read replicas in its region, expected at least 2`],
    },
    {
      name: 'a number of instances per shard that a parameter gives',
      resources: { Db: resource('DocDBElastic::Cluster', { ShardInstanceCount: ref('Count') }) },
      parameters: { Count: { Type: 'Number', MinValue: 2 } },
      findings: [`unknown Db: ShardInstanceCount is not known (${notGiven('Count')}), expected at least 3`],
    },
    {
      name: 'a nested stack whose template is not there',
      resources: {
        Data: resource('CloudFormation::Stack', { TemplateURL: 'https://example.com/data.yaml' }),
      },
      findings: [
        'unknown Stack1: no database is in the templates, but the template of nested stack Data of Stack1 ' +
          'is not among the files',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that is declared to have none',
      resources: { Db: aurora() },
      declaration: { databases: { none: 'state is kept by the payment provider' } },
      findings: ['notApplicable Stack1: declared: state is kept by the payment provider'],
    },
  ],
};
