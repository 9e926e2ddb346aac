import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IRule } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct, type IConstruct } from 'constructs';
import { jobs } from '../lib/checklist/thresholds';
import { AlarmSeverity, type CommonAlarmProps } from './alarm-notification';
import { addAlarm } from './private/alarm';
import { controls } from './private/controls';
import { nameWithin } from './private/names';
import { type Problem, refuse } from './private/problems';

/** Properties of JobAlarms, of which one at least says what works in the background. */
export interface JobAlarmsProps extends CommonAlarmProps {
  /**
   * Queues whose messages are jobs, each with a dead-letter queue.
   * @default - none
   */
  readonly queues?: Queue[];
  /**
   * Functions that nobody waits for: those that events, schedules, files or streams start.
   * @default - none
   */
  readonly functions?: IFunction[];
  /**
   * State machines.
   * @default - none
   */
  readonly stateMachines?: IStateMachine[];
  /**
   * The groups of the schedules that start jobs. Schedules without one are in
   * `ScheduleGroup.fromDefaultScheduleGroup`.
   * @default - none
   */
  readonly scheduleGroups?: IScheduleGroup[];
  /**
   * Rules of EventBridge that start jobs.
   * @default - none
   */
  readonly rules?: IRule[];
  /**
   * How long a message may lie in a queue before somebody hears that nothing takes it, 4 hours at most.
   * @default Duration.minutes(15)
   */
  readonly messageAge?: Duration;
}

/** A failure is a single data point, often the only one of the day. */
const AT_ONCE = {
  threshold: 0,
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  evaluationPeriods: 1,
  treatMissingData: TreatMissingData.NOT_BREACHING,
  severity: AlarmSeverity.P2,
};
const EACH_MINUTE = { period: Duration.minutes(1), statistic: Stats.SUM };

/** Alarms on background jobs, which tell somebody of a single one that fails. */
export class JobAlarms extends Construct {
  /** The controls of the checklist that this construct provides for what it is given. */
  public static readonly CONTROLS: string[] = controls('MON8.noticed', 'MON8.stalled', 'MON8.started');

  /** The alarms. */
  public readonly alarms: Alarm[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: JobAlarmsProps,
  ) {
    super(scope, id);
    refuse(this, problemsOf(props));
    const { queues = [], functions = [], stateMachines = [], scheduleGroups = [], rules = [] } = props;
    for (const queue of queues) this.watchQueue(queue);
    for (const fn of functions) this.watchFunction(fn);
    for (const machine of stateMachines) this.watchStateMachine(machine);
    for (const group of scheduleGroups) this.watchScheduleGroup(group);
    for (const rule of rules) this.watchRule(rule);
  }

  private watchQueue(queue: Queue): void {
    const { period } = EACH_MINUTE;
    const setAside = queue.deadLetterQueue?.queue.metricApproximateNumberOfMessagesVisible({
      period,
      statistic: Stats.MAXIMUM,
    });
    if (setAside)
      this.tell(queue, 'DeadLetters', setAside, 'A message could not be processed and was set aside.');
    const messageAge = this.props.messageAge ?? Duration.minutes(15);
    const age = queue.metricApproximateAgeOfOldestMessage({ period, statistic: Stats.MAXIMUM });
    this.tell(
      queue,
      'Stalled',
      age,
      `A message has waited for more than ${messageAge.toHumanString()}.`,
      messageAge.toSeconds(),
    );
  }

  private watchFunction(fn: IFunction): void {
    this.tell(fn, 'Errors', fn.metricErrors(EACH_MINUTE), 'An invocation failed.');
    // What is throttled until it expires was never invoked, so it is no error.
    this.tell(fn, 'DroppedEvents', fn.metric('AsyncEventsDropped', EACH_MINUTE), 'An event was given up.');
  }

  private watchStateMachine(machine: IStateMachine): void {
    const failures = new MathExpression({
      expression: 'FILL(failed, 0) + FILL(timedOut, 0) + FILL(aborted, 0)',
      label: 'Executions that did not succeed',
      period: EACH_MINUTE.period,
      usingMetrics: {
        failed: machine.metricFailed(EACH_MINUTE),
        timedOut: machine.metricTimedOut(EACH_MINUTE),
        aborted: machine.metricAborted(EACH_MINUTE),
      },
    });
    this.tell(machine, 'FailedExecutions', failures, 'An execution failed, timed out or was aborted.');
  }

  private watchScheduleGroup(group: IScheduleGroup): void {
    const failures = new MathExpression({
      expression: 'FILL(errors, 0) + FILL(dropped, 0)',
      label: 'Starts that failed',
      period: EACH_MINUTE.period,
      usingMetrics: {
        errors: group.metricTargetErrors(EACH_MINUTE),
        dropped: group.metricDropped(EACH_MINUTE),
      },
    });
    this.tell(group, 'FailedStarts', failures, 'A schedule could not start its job.');
  }

  private watchRule(rule: IRule): void {
    const failures = new Metric({
      ...EACH_MINUTE,
      namespace: 'AWS/Events',
      metricName: 'FailedInvocations',
      dimensionsMap: { RuleName: rule.ruleName },
    });
    this.tell(rule, 'FailedStarts', failures, 'A rule could not start its job.');
  }

  private tell(job: IConstruct, kind: string, metric: IMetric, meaning: string, threshold = 0): void {
    const watch = { ...AT_ONCE, metric, meaning, threshold };
    this.alarms.push(addAlarm(this, `${nameWithin(job)}${kind}`, this.props, watch));
  }
}

function problemsOf(props: JobAlarmsProps): Problem[] {
  const { queues = [], functions = [], stateMachines = [], scheduleGroups = [], rules = [] } = props;
  const watched = [...queues, ...functions, ...stateMachines, ...scheduleGroups, ...rules];
  return [
    watched.length === 0 ? 'there is nothing to watch, expected a job at least' : undefined,
    ...queues.map(withoutDeadLetters),
    tooOld(props.messageAge),
  ];
}

function withoutDeadLetters({ deadLetterQueue, node }: Queue): Problem {
  return deadLetterQueue ? undefined : `queue ${node.path} has no deadLetterQueue, expected one`;
}

function tooOld(age: Duration | undefined): Problem {
  if (age === undefined || age.isUnresolved() || age.toMinutes({ integral: false }) <= jobs.stalledMinutes)
    return undefined;
  return `messageAge is ${age.toHumanString()}, expected at most ${Duration.minutes(jobs.stalledMinutes).toHumanString()}`;
}
