import type { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';

/** How bad an incident is, and so how fast somebody must respond. */
export enum AlarmSeverity {
  /** Critical: the system is down or data may be lost. Somebody responds within 5 minutes. */
  P0 = 'P0',
  /** High: a major feature is broken. Somebody responds within 15 minutes. */
  P1 = 'P1',
  /** Medium: a minor feature is broken. Somebody responds within the hour. */
  P2 = 'P2',
  /** Low: somebody responds within 4 hours. */
  P3 = 'P3',
}

/** Tells people of alarms. */
export interface IAlarmNotification {
  /** Makes an alarm tell those whom its severity asks for. */
  notify(alarm: AlarmBase, severity: AlarmSeverity): void;
}

/** What every construct asks for that makes alarms. */
export interface CommonAlarmProps {
  /** Who is told of the alarms: an alarm that nobody hears is none. */
  readonly notification: IAlarmNotification;
  /**
   * Address of the runbook, with https. The description of each alarm links to the section of its name:
   * `https://wiki.example.com/shop/runbook#error-rate`.
   */
  readonly runbookUrl: string;
}
