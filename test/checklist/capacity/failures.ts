import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, undecided } from '../expressions';
import { ref, resource } from '../serving/resources';
import { aurora, cluster, writer } from './databases';
import { alarm, byMail, onCall } from './resources';
import { ofProxy, proxy } from './saturation';

/** A cluster, and somebody on call. */
function database(others: JsonObject): JsonObject {
  return aurora({ ...onCall, ...others });
}

const none = { Statistic: 'Maximum', Threshold: 1, ComparisonOperator: 'LessThanThreshold' };
const connections = 'AWS/RDS DatabaseConnections';

const counting = { Statistic: 'Sum', Threshold: 0, EvaluationPeriods: 5, DatapointsToAlarm: 3 };

/** Events of RDS that are told to the topic `Alerts`. */
const events = (properties: JsonObject = {}, condition?: string): JsonObject => ({
  Events: resource('RDS::EventSubscription', { SnsTopicArn: ref('Alerts'), ...properties }, condition),
});

const categories = (...names: Json[]): JsonObject => ({ SourceType: 'db-cluster', EventCategories: names });

/** The service `Api` that writes to a log, a filter that counts lines of it, and an alarm on their number. */
function logging(pattern: Json, group: Json = ref('Log'), properties: JsonObject = {}): JsonObject {
  return {
    Log: resource('Logs::LogGroup'),
    Other: resource('Logs::LogGroup'),
    Task: resource('ECS::TaskDefinition', {
      ContainerDefinitions: [
        { LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': ref('Log') } } },
      ],
    }),
    Api: resource('ECS::Service', { TaskDefinition: ref('Task') }),
    Filter: resource('Logs::MetricFilter', {
      LogGroupName: group,
      FilterPattern: pattern,
      MetricTransformations: [{ MetricNamespace: 'Shop', MetricName: 'NoDatabase', MetricValue: '1' }],
    }),
    Failed: alarm('Shop NoDatabase', {}, { ...counting, ...properties }),
  };
}

export const failure: ControlCases = {
  pass: [
    {
      name: 'no connection for five minutes',
      resources: database({ None: alarm(connections, writer, none) }),
    },
    {
      name: 'no connection to any instance',
      resources: database({ None: alarm(connections, cluster, { ...none, TreatMissingData: 'breaching' }) }),
    },
    {
      name: 'attempts of the proxy that fail',
      resources: database({
        ...proxy,
        Failed: alarm('AWS/RDS DatabaseConnectionsSetupFailed', ofProxy, counting),
      }),
    },
    {
      name: 'a proxy that finds its database unavailable',
      resources: database({
        ...proxy,
        Gone: alarm('AWS/RDS AvailabilityPercentage', ofProxy, {
          Statistic: 'Minimum',
          Threshold: 100,
          ComparisonOperator: 'LessThanThreshold',
        }),
      }),
    },
    { name: 'all events of RDS', resources: database(events()) },
    {
      name: 'failures of the cluster',
      resources: database(events({ ...categories('failover', 'failure'), SourceIds: [ref('Db')] })),
    },
    {
      name: 'the availability of its instances',
      resources: database(events({ SourceType: 'db-instance', EventCategories: ['availability'] })),
    },
    { name: 'what the service logs', resources: database(logging('?ECONNREFUSED ?"too many clients"')) },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: database({}),
      findings: [
        'fail Db: no alarm reads the metrics of Db, One, Two, Three, expected one that notices that connections to the database fail',
      ],
    },
    {
      name: 'an alarm on CPU alone',
      resources: database({ Cpu: alarm('AWS/RDS CPUUtilization', writer) }),
      findings: [
        'fail Db: none of the alarms on Db, One, Two, Three (Cpu) can notice it, expected one that notices that connections to the database fail',
      ],
    },
    {
      name: 'an alarm on too many connections',
      resources: database({ Many: alarm(connections, writer, { Threshold: 1367 }) }),
      findings: [
        'fail Db: with connections that fail, Many stays OK (it compares 0 with > 1367), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'an alarm by mail, which wakes nobody',
      resources: aurora({ None: alarm(connections, writer, none) }),
      findings: ['fail Db: the email subscription of Alerts wakes nobody, expected a service that pages'],
    },
    {
      name: 'an alarm after half an hour',
      resources: database({ None: alarm(connections, writer, { ...none, EvaluationPeriods: 30 }) }),
      findings: [
        'fail Db: with connections that fail, None fires after 30 minutes (it compares 0 with < 1), expected ALARM within 10 minutes',
      ],
    },
    {
      name: 'events of backups',
      resources: database(events(categories('backup', 'maintenance'))),
      findings: [
        'fail Db: no alarm reads the metrics of Db, One, Two, Three, expected one that notices that connections to the database fail; Events tells of [backup, maintenance], expected availability, failover, failure',
      ],
    },
    {
      name: 'a subscription that is switched off',
      resources: database(events({ Enabled: false })),
      findings: [
        'fail Db: no alarm reads the metrics of Db, One, Two, Three, expected one that notices that connections to the database fail; Events: Enabled is false, expected true',
      ],
    },
    {
      name: 'events of another database',
      resources: database({
        Other: resource('RDS::DBCluster', {
          ReplicationSourceIdentifier: 'arn:aws:rds:us-east-1:111111111111:cluster:shop',
        }),
        ...events({ ...categories('failure'), SourceIds: [ref('Other')] }),
      }),
      findings: [
        'fail Db: no alarm reads the metrics of Db, One, Two, Three, expected one that notices that connections to the database fail',
      ],
    },
    {
      name: 'events that nobody hears',
      resources: { ...database(events({ SnsTopicArn: ref('Silent') })), Silent: resource('SNS::Topic') },
      findings: [
        'fail Db: no alarm reads the metrics of Db, One, Two, Three, expected one that notices that connections to the database fail; nobody subscribes to Silent, expected a person',
      ],
    },
    {
      name: 'a filter on something else',
      resources: database(logging('CheckoutFailed')),
      findings: [
        'fail Db: no alarm reads the metrics of Db, One, Two, Three, expected one that notices that connections to the database fail',
      ],
    },
    {
      name: 'a filter on the log of nobody',
      resources: database(logging('ECONNREFUSED', ref('Other'))),
      findings: [
        'fail Db: no alarm reads the metrics of Db, One, Two, Three, expected one that notices that connections to the database fail',
      ],
    },
    {
      name: 'an alarm on far more lines',
      resources: database(logging('ECONNREFUSED', ref('Log'), { Threshold: 10000 })),
      findings: [
        'fail Db: no alarm reads the metrics of Db, One, Two, Three, expected one that notices that connections to the database fail; with connections that fail, Failed stays OK (it compares 50 with > 10000), expected ALARM within 10 minutes',
      ],
    },
  ],
  unknown: [
    {
      name: 'an alarm that may be off',
      resources: database({ None: alarm(connections, writer, none, 'IsProd') }),
      ...undecided,
      findings: [
        'unknown Db: parameter Stage of Stack1 has no default and was given no value: None notices that connections to the database fail',
      ],
    },
    {
      name: 'a subscription that may be off',
      resources: database(events({}, 'IsProd')),
      ...undecided,
      findings: [
        'unknown Db: parameter Stage of Stack1 has no default and was given no value: Events tells of every event; Alerts lets events.rds.amazonaws.com publish; the https subscription of Alerts leads to events.pagerduty.com, which pages',
      ],
    },
    {
      name: 'categories that a condition chooses',
      resources: database(events(categories(choose('IsProd', 'failure', 'backup')))),
      ...undecided,
      findings: ['unknown Db: Events tells of [failure or backup], expected availability, failover, failure'],
    },
    {
      name: 'a topic of another stack',
      resources: database(events({ SnsTopicArn: 'arn:aws:sns:eu-west-1:111111111111:alerts' })),
      findings: [
        'unknown Db: Events tells arn:aws:sns:eu-west-1:111111111111:alerts (alerts is not among the templates); verify that it calls a person',
      ],
    },
  ],
  notApplicable: [
    { name: 'no database', resources: {}, findings: ['notApplicable Stack1: no database to judge'] },
    {
      name: 'a table, which has no connections',
      resources: { ...byMail, Db: resource('DynamoDB::Table') },
      findings: ['notApplicable Stack1: it does not arise for the database of this workload'],
    },
  ],
};
