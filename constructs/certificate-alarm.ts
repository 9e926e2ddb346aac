import { Duration, Stack, Token } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { type Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { certificates } from '../lib/checklist/thresholds';
import { AlarmSeverity, type CommonAlarmProps } from './alarm-notification';
import { addAlarm } from './private/alarm';
import { controls } from './private/controls';
import { outOfRange, refuse, unfitRegion } from './private/problems';

/** Properties of a CertificateAlarm. */
export interface CertificateAlarmProps extends CommonAlarmProps {
  /** The certificate to watch, of the region of this stack: for CloudFront that is us-east-1. */
  readonly certificate: ICertificate;
  /**
   * Days before expiry at which somebody is told, 14 to 43: ACM renews certificates 45 days before.
   * @default 30
   */
  readonly daysToExpiry?: number;
}

/** An alarm that fires when AWS Certificate Manager has not renewed a certificate in time. */
export class CertificateAlarm extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('MOSEC3.expiry');

  /** The alarm. */
  public readonly alarm: Alarm;

  constructor(scope: Construct, id: string, props: CertificateAlarmProps) {
    super(scope, id);
    const { certificate } = props;
    const { leastDays, renewalDays, alarmDays } = certificates;
    const days = props.daysToExpiry ?? alarmDays;
    const { region } = certificate.env;
    refuse(this, [
      // On the day of the renewal itself, the old certificate may still be counted.
      outOfRange('daysToExpiry', days, leastDays, renewalDays - 2),
      Token.isUnresolved(region) ? undefined : unfitRegion(Stack.of(this).region, region),
    ]);
    this.alarm = addAlarm(this, 'Expiry', props, {
      severity: AlarmSeverity.P3,
      meaning: `A certificate expires in less than ${days} days and was not renewed.`,
      metric: certificate.metricDaysToExpiry({ statistic: 'Minimum', period: Duration.days(1) }),
      threshold: days,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 1,
      // ACM publishes once a day, and no longer when the certificate has expired: that must not end the alarm.
      treatMissingData: TreatMissingData.IGNORE,
    });
  }
}
