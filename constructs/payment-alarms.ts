import { Duration, Stack, Token } from 'aws-cdk-lib';
import {
  type Alarm,
  ComparisonOperator,
  MathExpression,
  type Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { type IFilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { payments } from '../lib/checklist/thresholds';
import { AlarmSeverity, type CommonAlarmProps } from './alarm-notification';
import { addAlarm } from './private/alarm';
import { controls } from './private/controls';
import { nameWithin } from './private/names';
import { outOfRange, type Problem, refuse } from './private/problems';

/** Properties of PaymentAlarms. */
export interface PaymentAlarmsProps extends CommonAlarmProps {
  /** The log group of what takes payments. */
  readonly logGroup: ILogGroup;
  /** Matches the line that is logged before a payment is tried: `FilterPattern.stringValue('$.event', '=', 'payment.attempted')`. */
  readonly attempted: IFilterPattern;
  /** Matches the line of a payment that succeeded. */
  readonly succeeded: IFilterPattern;
  /** Matches the line of a payment that failed. Leave out cards that a bank declines, which is no fault of the shop. */
  readonly failed: IFilterPattern;
  /**
   * Percentage of payments that fail above which somebody is paged, at most 5.
   * @default 5
   */
  readonly failurePercent?: number;
  /**
   * Payments below which nobody is paged: so many must fail in 5 minutes, or be tried in 15 without a success.
   * @default 3
   */
  readonly minimumPayments?: number;
}

/**
 * Alarms on payments, counted in what is logged about them: one on the share that fails, one on customers who try while
 * none succeeds. The second also sees payments that hang, of which nothing says that they failed.
 */
export class PaymentAlarms extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('MON9.noticed', 'MON9.down');

  /** The payments that are tried, in each minute. */
  public readonly attempts: Metric;
  /** The payments that succeed. */
  public readonly successes: Metric;
  /** The payments that fail. */
  public readonly failures: Metric;
  /** Fires where too many payments fail. */
  public readonly failureRateAlarm: Alarm;
  /** Fires where no payment succeeds. */
  public readonly downAlarm: Alarm;

  constructor(scope: Construct, id: string, props: PaymentAlarmsProps) {
    super(scope, id);
    const { failurePercent = 100 * payments.failureRate, minimumPayments = 3 } = props;
    refuse(this, [tooHigh(failurePercent), outOfRange('minimumPayments', minimumPayments, 1)]);
    const { logGroup } = props;
    this.attempts = this.count('PaymentAttempted', logGroup, props.attempted);
    this.successes = this.count('PaymentSucceeded', logGroup, props.succeeded);
    this.failures = this.count('PaymentFailed', logGroup, props.failed);
    this.failureRateAlarm = addAlarm(this, 'PaymentFailures', props, {
      ...WHEN_COUNTED,
      metric: this.failureRate(minimumPayments),
      threshold: failurePercent,
      severity: AlarmSeverity.P1,
      meaning: `More than ${failurePercent} % of the payments fail.`,
    });
    this.downAlarm = addAlarm(this, 'PaymentsDown', props, {
      ...WHEN_COUNTED,
      metric: this.triedInVain(minimumPayments),
      threshold: 0,
      severity: AlarmSeverity.P1,
      meaning: `Customers try to pay, and no payment succeeded for ${payments.downMinutes} minutes.`,
    });
  }

  /** Zero is counted in minutes that log something else, so that no alarm waits for the first payment. */
  private count(metricName: string, logGroup: ILogGroup, filterPattern: IFilterPattern): Metric {
    const filter = new MetricFilter(this, metricName, {
      logGroup,
      filterPattern,
      metricName,
      // Metrics of one name in one namespace are added up, so each of these constructs has a namespace of its own.
      metricNamespace: `${Stack.of(this).stackName}/${nameWithin(this)}`,
      metricValue: '1',
      defaultValue: 0,
    });
    return filter.metric({ statistic: Stats.SUM, period: Duration.minutes(1) });
  }

  private failureRate(minimum: number): MathExpression {
    const period = Duration.minutes(5);
    return new MathExpression({
      expression: `IF(FILL(failed, 0) >= ${minimum}, 100 * FILL(failed, 0) / (FILL(failed, 0) + FILL(succeeded, 0)), 0)`,
      label: 'Payments that fail (%)',
      period,
      usingMetrics: { failed: this.failures.with({ period }), succeeded: this.successes.with({ period }) },
    });
  }

  private triedInVain(minimum: number): MathExpression {
    const period = Duration.minutes(payments.downMinutes);
    return new MathExpression({
      expression: `IF(FILL(attempted, 0) >= ${minimum}, IF(FILL(succeeded, 0) < 1, 1, 0), 0)`,
      label: 'Payments are tried and none succeeds',
      period,
      usingMetrics: { attempted: this.attempts.with({ period }), succeeded: this.successes.with({ period }) },
    });
  }
}

const WHEN_COUNTED = {
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  evaluationPeriods: 1,
  treatMissingData: TreatMissingData.NOT_BREACHING,
};

function tooHigh(percent: number): Problem {
  const most = 100 * payments.failureRate;
  if (Token.isUnresolved(percent) || (percent > 0 && percent <= most)) return undefined;
  return `failurePercent is ${percent}, expected more than 0 and at most ${most}`;
}
