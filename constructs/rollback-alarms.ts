import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { BaseService } from 'aws-cdk-lib/aws-ecs';
import { HttpCodeTarget, type IApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IDatabaseProxy } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { rollback } from '../lib/checklist/thresholds';
import { AlarmSeverity, type CommonAlarmProps } from './alarm-notification';
import { addAlarm, type Watch } from './private/alarm';
import { controls } from './private/controls';
import { deploymentProblems, rollBackOn } from './private/deployment-alarms';
import { refuse } from './private/problems';

/** Requests a minute from which on a share of them says something. */
const FEWEST_REQUESTS = 20;

/** Two bad minutes of three: one alone may be chance, and a deployment cannot wait for many. */
const TWO_OF_THREE = { evaluationPeriods: 3, datapointsToAlarm: 2 };

/** A metric that is silent is no reason to go back: the idle colour of a deployment has no data. */
const QUIET = { treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING };

/** Connections that fail in a minute without anything being wrong: one that is tried again, or comes at a failover. */
const TOLERATED_FAILURES = 5;

const MINUTE = Duration.minutes(1);

/** Properties of RollbackAlarms. */
export interface RollbackAlarmsProps extends CommonAlarmProps {
  /** The ECS service whose deployments are taken back, deployed by ECS itself. */
  readonly service: BaseService;
  /**
   * The target groups of the service; both, where deployments move it between two: after every other deployment the
   * requests go to the one that was idle at first.
   */
  readonly targetGroups: IApplicationTargetGroup[];
  /**
   * The proxy through which the service connects to its database.
   * @default - connections are not watched, unless by `otherAlarms`
   */
  readonly databaseProxy?: IDatabaseProxy;
  /**
   * How many checks of the data's integrity failed, as the application publishes it. Anything above 0 takes a
   * deployment back.
   * @default - the integrity of the data is not watched, unless by `otherAlarms`
   */
  readonly dataIntegrityMetric?: cloudwatch.Metric;
  /**
   * Alarms that are there already and take a deployment back too, such as the `downAlarm` of PaymentAlarms. Those on
   * metrics of the service itself need a name given by hand.
   * @default - none
   */
  readonly otherAlarms?: cloudwatch.IAlarm[];
  /**
   * How long a new version is watched under all requests before the old one goes: longer than the slowest of the
   * alarms needs to fire.
   * @default - what the service states, or else 15 minutes, and more where another alarm needs more
   */
  readonly bakeTime?: Duration;
}

/**
 * Alarms that take a deployment of an ECS service back to the version before: more than 5 % of the requests fail, they
 * take more than 2 seconds, connections to the database fail, or data is found corrupt. Whatever deployment strategy
 * the service has, ECS looks at them while the new version takes over and for the bake time after.
 *
 * An alarm that has fired already when a deployment begins makes ECS look at none of them: see to it first.
 */
export class RollbackAlarms extends Construct {
  /** The controls of the checklist that this construct provides, those for payments by `otherAlarms`. */
  public static readonly CONTROLS: string[] = controls(
    'TRIG1.rollback',
    'TRIG1.error-rate',
    'TRIG1.in-time',
    'TRIG1.quiet',
    'TRIG2.response-time',
    'TRIG3.connections',
    'TRIG4.payments',
    'TRIG5.integrity',
  );

  /** The alarms that this construct made. */
  public readonly alarms: cloudwatch.Alarm[] = [];
  private readonly common: CommonAlarmProps;

  constructor(scope: Construct, id: string, props: RollbackAlarmsProps) {
    super(scope, id);
    this.common = props;
    for (const targetGroup of props.targetGroups) this.watchRequests(targetGroup);
    if (props.databaseProxy) this.watchConnections(props.databaseProxy);
    if (props.dataIntegrityMetric) this.watchIntegrity(props.dataIntegrityMetric);
    const { service, otherAlarms = [], bakeTime } = props;
    const alarms = [...this.alarms, ...otherAlarms];
    refuse(this, [
      props.targetGroups.length === 0 ? 'targetGroups is empty, expected those of the service' : undefined,
      ...deploymentProblems(service, alarms, bakeTime),
    ]);
    rollBackOn(service, alarms, bakeTime);
  }

  /** Each target group by itself: beside all other requests, those that a canary fails would not be noticed. */
  private watchRequests(targetGroup: IApplicationTargetGroup): void {
    const scope = new Construct(this, targetGroup.node.id);
    const { metrics } = targetGroup;
    const counted = { statistic: cloudwatch.Stats.SUM, period: MINUTE };
    this.add(scope, 'ErrorRate', {
      severity: AlarmSeverity.P1,
      meaning: `More than ${100 * rollback.errorRate} % of the requests fail, so a deployment is taken back.`,
      metric: new cloudwatch.MathExpression({
        // Failures are counted only where there are any, so their absence is a zero.
        expression: `IF(FILL(requests, 0) >= ${FEWEST_REQUESTS}, 100 * FILL(failed, 0) / FILL(requests, 0), 0)`,
        usingMetrics: {
          requests: metrics.requestCount(counted),
          failed: metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, counted),
        },
        period: MINUTE,
        label: 'Percentage of failing requests',
      }),
      threshold: 100 * rollback.errorRate,
    });
    this.add(scope, 'ResponseTime', {
      severity: AlarmSeverity.P1,
      meaning: `Requests take more than ${rollback.latencySeconds} seconds, so a deployment is taken back.`,
      metric: metrics.targetResponseTime({ statistic: cloudwatch.Stats.percentile(95), period: MINUTE }),
      threshold: rollback.latencySeconds,
      evaluateLowSampleCountPercentile: 'ignore',
    });
  }

  private watchConnections(proxy: IDatabaseProxy): void {
    const failed = (metricName: string): cloudwatch.IMetric =>
      new cloudwatch.Metric({
        namespace: 'AWS/RDS',
        metricName,
        dimensionsMap: { ProxyName: proxy.dbProxyName },
        statistic: cloudwatch.Stats.SUM,
        period: MINUTE,
      });
    this.add(this, 'DatabaseConnections', {
      severity: AlarmSeverity.P1,
      meaning: 'Connections to the database fail, so a deployment is taken back.',
      metric: new cloudwatch.MathExpression({
        expression: 'FILL(toDatabase, 0) + FILL(fromClients, 0)',
        usingMetrics: {
          toDatabase: failed('DatabaseConnectionsSetupFailed'),
          fromClients: failed('ClientConnectionsSetupFailedAuth'),
        },
        period: MINUTE,
        label: 'Failed connections',
      }),
      threshold: TOLERATED_FAILURES,
    });
  }

  private watchIntegrity(failedChecks: cloudwatch.Metric): void {
    this.add(this, 'DataIntegrity', {
      severity: AlarmSeverity.P0,
      meaning:
        'A check found corrupt data, so a deployment is taken back; whether data is restored, people decide.',
      metric: failedChecks.with({ statistic: cloudwatch.Stats.SUM, period: MINUTE }),
      threshold: 0,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
    });
  }

  private add(scope: Construct, id: string, watch: RollbackWatch): void {
    const comparisonOperator = cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD;
    this.alarms.push(
      addAlarm(scope, id, this.common, { ...TWO_OF_THREE, ...QUIET, comparisonOperator, ...watch }),
    );
  }
}

/** What is said about each alarm by itself. */
type RollbackWatch = Omit<Watch, 'evaluationPeriods' | 'datapointsToAlarm'> & Partial<Watch>;
