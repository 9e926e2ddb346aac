import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, notGiven, stageUnknown, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';

const instance = (properties: JsonObject = {}, condition?: string): JsonObject =>
  resource('RDS::DBInstance', properties, condition);
const member = (properties: JsonObject, condition?: string): JsonObject =>
  instance({ DBClusterIdentifier: ref('Db'), ...properties }, condition);
const cluster = (properties: JsonObject = {}): JsonObject =>
  resource('RDS::DBCluster', { Engine: 'aurora-postgresql', ...properties });
const insights = { EnablePerformanceInsights: true };
const off = 'EnablePerformanceInsights is not set and so false, expected true';
const clusterOff = 'PerformanceInsightsEnabled is not set and so false, expected true';
const never = 'MonitoringInterval is not set and so 0, expected an interval such as 60 seconds';
const none = 'fail Stack1: no database is in the templates, expected at least one';
const every = (seconds: Json): JsonObject => ({ MonitoringInterval: seconds });

export const load: ControlCases = {
  pass: [
    { name: 'an instance', resources: { Db: instance(insights) } },
    { name: 'the advanced mode', resources: { Db: instance({ DatabaseInsightsMode: 'advanced' }) } },
    {
      name: 'every instance of a cluster',
      resources: { Db: cluster(), Writer: member(insights), Reader: member(insights, 'IsProd') },
      ...undecided,
    },
    {
      name: 'a cluster, for all of its instances',
      resources: { Db: cluster({ PerformanceInsightsEnabled: 'true' }), Writer: member({}) },
    },
    { name: 'tables', resources: { Table: resource('DynamoDB::Table') } },
  ],
  fail: [
    { name: 'no database', resources: {}, findings: [none] },
    { name: 'nothing said', resources: { Db: instance() }, findings: [`fail Db: ${off}`] },
    {
      name: 'the standard mode',
      resources: { Db: instance({ DatabaseInsightsMode: 'standard' }) },
      findings: [`fail Db: ${off}`],
    },
    {
      name: 'one instance of a cluster without',
      resources: { Db: cluster(), Writer: member(insights), Reader: member({}) },
      findings: [`fail Db: ${clusterOff}; Reader: ${off}`],
    },
    { name: 'a cluster alone', resources: { Db: cluster() }, findings: [`fail Db: ${clusterOff}`] },
  ],
  unknown: [
    {
      name: 'a condition that decides',
      resources: { Db: instance({ EnablePerformanceInsights: choose('IsProd', true, false) }) },
      ...undecided,
      findings: [`unknown Db: EnablePerformanceInsights is not known (${stageUnknown}), expected true`],
    },
    {
      name: 'an instance that may be there, without',
      resources: { Db: cluster(), Writer: member(insights), Reader: member({}, 'IsProd') },
      ...undecided,
      findings: [`unknown Db: ${stageUnknown}: Reader: ${off}`],
    },
    {
      name: 'Aurora Serverless of old',
      resources: { Db: cluster({ EngineMode: 'serverless' }) },
      findings: [
        'unknown Db: EngineMode is serverless, which has no Performance Insights; verify how it is observed',
      ],
    },
    {
      name: 'Neptune',
      resources: { Db: resource('Neptune::DBCluster') },
      findings: [
        'unknown Db: AWS::Neptune::DBCluster is not judged by this control; ' +
          'verify in the account how it is observed',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a workload that is declared to have none',
      resources: {},
      declaration: { databases: { none: 'it keeps nothing' } },
      findings: ['notApplicable Stack1: declared: it keeps nothing'],
    },
  ],
};

export const processes: ControlCases = {
  pass: [
    { name: 'an instance', resources: { Db: instance(every(60)) } },
    { name: 'every second', resources: { Db: instance(every('1')) } },
    {
      name: 'every instance of a cluster',
      resources: { Db: cluster(), Writer: member(every(60)), Reader: member(every(15)) },
    },
    {
      name: 'a cluster, for all of its instances',
      resources: { Db: cluster(every(60)), Writer: member({}) },
    },
  ],
  fail: [
    { name: 'nothing said', resources: { Db: instance() }, findings: [`fail Db: ${never}`] },
    {
      name: 'switched off',
      resources: { Db: instance(every(0)) },
      findings: ['fail Db: MonitoringInterval is 0, expected an interval such as 60 seconds'],
    },
    {
      name: 'one instance of a cluster without',
      resources: { Db: cluster(), Writer: member(every(60)), Reader: member({}) },
      findings: [`fail Db: ${never}; Reader: ${never}`],
    },
  ],
  unknown: [
    {
      name: 'an interval that a parameter gives',
      resources: { Db: instance(every(ref('Interval'))) },
      parameters: { Interval: { Type: 'Number' } },
      findings: [
        `unknown Db: MonitoringInterval is not known (${notGiven('Interval')}), ` +
          'expected an interval such as 60 seconds',
      ],
    },
    {
      name: 'Aurora Serverless of old',
      resources: { Db: cluster({ EngineMode: 'serverless' }) },
      findings: [
        'unknown Db: EngineMode is serverless, which has no Enhanced Monitoring; verify how it is observed',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'tables',
      resources: { Table: resource('DynamoDB::Table') },
      findings: ['notApplicable Stack1: it does not arise for the database of this workload'],
    },
  ],
};
