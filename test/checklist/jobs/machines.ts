import type { App } from 'aws-cdk-lib';
import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { att, ref, resource } from '../serving/resources';
import { alarm, eventRule, ops } from './resources';

/** A state machine with a time limit, and one alarm on all its ends. */
function oneAlarm(app: App): void {
  const stack = new Stack(app, 'Shop');
  const definitionBody = DefinitionBody.fromChainable(new Pass(stack, 'Nothing'));
  const machine = new StateMachine(stack, 'Invoices', { definitionBody, timeout: Duration.hours(1) });
  const sums = { statistic: 'Sum', period: Duration.minutes(5) };
  const usingMetrics = { failed: machine.metricFailed(sums), late: machine.metricTimedOut(sums) };
  const metric = new MathExpression({ expression: 'SUM(METRICS())', usingMetrics });
  const topic = new Topic(stack, 'Ops');
  topic.addSubscription(new UrlSubscription('https://events.pagerduty.com/integration/1/enqueue'));
  new Alarm(stack, 'Alarm', { metric, threshold: 1, evaluationPeriods: 1 }).addAlarmAction(
    new SnsAction(topic),
  );
}

function machine(definition: JsonObject = {}): JsonObject {
  return resource('StepFunctions::StateMachine', { DefinitionString: JSON.stringify(definition) });
}

/** A state machine `Invoices`, and `Ops`. */
function invoices(others: JsonObject, definition: JsonObject = {}): JsonObject {
  return { ...ops, Invoices: machine(definition), ...others };
}

function ends(metric: string): JsonObject {
  return alarm(`AWS/States ${metric}`, { StateMachineArn: ref('Invoices') });
}

const limited = { TimeoutSeconds: 3600 };

function executions(detail: JsonObject): JsonObject {
  return eventRule('aws.states', 'Step Functions Execution Status Change', detail);
}

export const failedExecutions: ControlCases = {
  pass: [
    { name: 'one alarm on the sum of all ends', app: oneAlarm },
    {
      name: 'an alarm on failures, where nothing limits the time',
      resources: invoices({ Alarm: ends('ExecutionsFailed') }),
    },
    {
      name: 'an alarm on each end',
      resources: invoices({ Failed: ends('ExecutionsFailed'), Late: ends('ExecutionsTimedOut') }, limited),
    },
    {
      name: 'a definition that is an object',
      resources: {
        ...ops,
        Invoices: resource('StepFunctions::StateMachine', { Definition: { States: {} } }),
        Alarm: ends('ExecutionsFailed'),
      },
    },
    {
      name: 'a rule on the events of its ends',
      resources: invoices(
        { Rule: executions({ status: ['FAILED', 'TIMED_OUT'], stateMachineArn: [ref('Invoices')] }) },
        limited,
      ),
    },
    {
      name: 'an alarm on how often such a rule matches',
      resources: invoices({
        Rule: resource('Events::Rule', {
          EventPattern: {
            source: ['aws.states'],
            'detail-type': ['Step Functions Execution Status Change'],
            detail: { status: ['FAILED'] },
          },
        }),
        Alarm: alarm('AWS/Events TriggeredRules', { RuleName: ref('Rule') }),
      }),
    },
  ],
  fail: [
    {
      name: 'no alarm',
      resources: invoices({}),
      findings: [
        'fail Invoices: no alarm reads the metrics of Invoices, expected one that notices an execution that fails',
      ],
    },
    {
      name: 'a time limit at which nobody hears',
      resources: invoices({ Alarm: ends('ExecutionsFailed') }, limited),
      findings: [
        'fail Invoices: none of the alarms on Invoices (Alarm) can notice it, expected one that notices an execution that times out',
      ],
    },
    {
      name: 'an alarm on executions that succeed',
      resources: invoices({ Alarm: ends('ExecutionsSucceeded') }),
      findings: [
        'fail Invoices: with an execution that fails, Alarm stays OK (it has no data), expected ALARM within 20 minutes',
      ],
    },
    {
      name: 'a rule on the executions of another',
      resources: invoices({
        Other: machine(),
        Rule: executions({ status: ['FAILED'], stateMachineArn: [ref('Other')] }),
      }),
      declaration: { jobs: { resources: [{ text: 'Invoices', place: 'readiness.yaml:3:7' }] } },
      findings: [
        'fail Invoices: no alarm reads the metrics of Invoices, expected one that notices an execution that fails',
      ],
    },
    {
      name: 'a rule that tells of every end',
      resources: invoices({ Rule: executions({ stateMachineArn: [ref('Invoices')] }) }),
      findings: [
        'fail Invoices: no alarm reads the metrics of Invoices, expected one that notices an execution that fails; Rule matches jobs that succeed too, expected failures alone',
      ],
    },
    {
      name: 'a rule that tells nobody',
      resources: invoices({
        Rule: eventRule(
          'aws.states',
          'Step Functions Execution Status Change',
          { status: ['FAILED'] },
          { Targets: [{ Id: 'log', Arn: 'arn:aws:logs:eu-west-1:111111111111:log-group:ends' }] },
        ),
      }),
      findings: [
        'fail Invoices: no alarm reads the metrics of Invoices, Rule, expected one that notices an execution that fails; Rule sends to arn:aws:logs:eu-west-1:111111111111:log-group:ends, which tells nobody, expected a topic that a person hears',
      ],
    },
  ],
  unknown: [
    {
      name: 'a definition elsewhere, which may limit the time',
      resources: {
        ...ops,
        Invoices: resource('StepFunctions::StateMachine', {
          DefinitionS3Location: { Bucket: 'b', Key: 'k' },
        }),
        Alarm: ends('ExecutionsFailed'),
      },
      findings: [
        'unknown Invoices: the definition of Invoices cannot be read: none of the alarms on Invoices (Alarm) can notice it, expected one that notices an execution that times out',
      ],
    },
    {
      name: 'a rule that asks more',
      resources: invoices({ Rule: executions({ status: ['FAILED'], name: [{ prefix: 'nightly' }] }) }),
      findings: ['unknown Invoices: whether Rule matches a failure is not known (it also filters by name)'],
    },
  ],
};

const batch = 'Batch Job State Change';

/** A queue of AWS Batch, and `Ops`. */
function jobQueue(others: JsonObject): JsonObject {
  return { ...ops, Jobs: resource('Batch::JobQueue'), ...others };
}

/** A schedule that runs a task on ECS every day, and `Ops`. */
function tasks(others: JsonObject): JsonObject {
  const target = {
    Arn: att('Cluster', 'Arn'),
    RoleArn: 'arn',
    EcsParameters: { TaskDefinitionArn: ref('Task') },
  };
  return {
    ...ops,
    Cluster: resource('ECS::Cluster'),
    Task: resource('ECS::TaskDefinition'),
    Daily: resource('Scheduler::Schedule', { ScheduleExpression: 'rate(1 day)', Target: target }),
    ...others,
  };
}

const containers = (codes: Json): JsonObject => ({
  lastStatus: ['STOPPED'],
  containers: { exitCode: codes },
});
const stopped = (detail: JsonObject): JsonObject => eventRule('aws.ecs', 'ECS Task State Change', detail);

export const failedRuns: ControlCases = {
  pass: [
    {
      name: 'a job of AWS Batch, of which a rule tells',
      resources: jobQueue({
        Rule: eventRule('aws.batch', batch, { status: ['FAILED'], jobQueue: [ref('Jobs')] }),
      }),
    },
    {
      name: 'one that a state machine waits for, which fails with it',
      resources: jobQueue({
        Invoices: resource('StepFunctions::StateMachine', {
          DefinitionString: {
            'Fn::Join': [
              '',
              [
                '{"States":{"Run":{"Resource":"arn:aws:states:::batch:submitJob.sync","Parameters":{"JobQueue":"',
                ref('Jobs'),
                '"}}}}',
              ],
            ],
          },
        }),
        Alarm: ends('ExecutionsFailed'),
      }),
    },
    {
      name: 'a job of AWS Glue',
      resources: {
        ...ops,
        Export: resource('Glue::Job'),
        Rule: eventRule('aws.glue', 'Glue Job State Change', {
          state: ['FAILED', 'TIMEOUT'],
          jobName: [ref('Export')],
        }),
      },
    },
    {
      name: 'a task on ECS',
      resources: tasks({
        Rule: stopped({ clusterArn: [att('Cluster', 'Arn')], ...containers([{ 'anything-but': 0 }]) }),
      }),
    },
    {
      name: 'a task that a rule starts',
      resources: tasks({
        Daily: resource('Events::Rule', {
          ScheduleExpression: 'rate(1 day)',
          Targets: [
            { Id: 'task', Arn: att('Cluster', 'Arn'), EcsParameters: { TaskDefinitionArn: ref('Task') } },
          ],
        }),
        Rule: stopped({ taskDefinitionArn: [ref('Task')], ...containers([{ 'anything-but': [0] }]) }),
      }),
    },
  ],
  fail: [
    {
      name: 'jobs of AWS Batch without a rule',
      resources: jobQueue({}),
      findings: [
        'fail Jobs: nobody hears of a run that fails, expected a rule that tells a person of its event',
      ],
    },
    {
      name: 'a rule on another queue',
      resources: jobQueue({
        Others: resource('Batch::JobQueue'),
        Rule: eventRule('aws.batch', batch, { status: ['FAILED'], jobQueue: [ref('Others')] }),
      }),
      findings: [
        'fail Jobs: nobody hears of a run that fails, expected a rule that tells a person of its event',
        'pass Others: Rule matches failures; Ops lets events.amazonaws.com publish; the https subscription of Ops leads to events.pagerduty.com, which pages',
      ],
    },
    {
      name: 'a rule on jobs that succeed',
      resources: jobQueue({ Rule: eventRule('aws.batch', batch, { status: ['SUCCEEDED'] }) }),
      findings: [
        'fail Jobs: nobody hears of a run that fails, expected a rule that tells a person of its event',
      ],
    },
    {
      name: 'tasks without a rule',
      resources: tasks({}),
      findings: [
        'fail Daily: nobody hears of a task that ends with an error, expected a rule that tells a person of its event',
      ],
    },
    {
      name: 'a rule that is switched off',
      resources: tasks({
        Rule: eventRule('aws.ecs', 'ECS Task State Change', containers([1]), { State: 'DISABLED' }),
      }),
      findings: ['fail Daily: Rule: State is DISABLED, expected ENABLED'],
    },
    {
      name: 'a rule on every task that ends',
      resources: tasks({ Rule: stopped({ lastStatus: ['STOPPED'] }) }),
      findings: ['fail Daily: Rule matches jobs that succeed too, expected failures alone'],
    },
  ],
  unknown: [
    {
      name: 'a worker whose jobs show nowhere',
      resources: {
        ...ops,
        Web: resource('ECS::Service', { LoadBalancers: [{ TargetGroupArn: ref('Targets') }] }),
        Targets: resource('ElasticLoadBalancingV2::TargetGroup'),
        Worker: resource('ECS::Service', {}),
      },
      findings: [
        'unknown Worker: Worker answers no requests, and its jobs show in no metric of AWS; verify that somebody hears when they fail',
      ],
    },
  ],
};
