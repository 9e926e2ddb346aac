import { Stack, Token } from 'aws-cdk-lib';
import type { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmSeverity, type IAlarmNotification } from './alarm-notification';
import type { ChatChannel } from './chat-channel';
import { NotificationTopic } from './notification-topic';
import type { OnCallPager } from './on-call-pager';
import { controls } from './private/controls';
import { refuse, unfitRegion } from './private/problems';

/** Properties of SeverityTopics. */
export interface SeverityTopicsProps {
  /** The on-call services that alarms of severity P0 and P1 page, at least one. */
  readonly pagers: OnCallPager[];
  /**
   * Mail addresses that hear of alarms of severity P2 and P3. Each must confirm its subscriptions before it gets
   * anything.
   * @default - nobody gets mail
   */
  readonly emailAddresses?: string[];
  /**
   * Channels that show alarms of every severity.
   * @default - no channel shows them
   */
  readonly chats?: ChatChannel[];
}

/**
 * Topics for alarms, one for each severity: P0 and P1 page whoever is on call, P2 and P3 reach people by mail or chat,
 * and page where there is neither. All constructs that make alarms take them as their `notification`. Topics take the
 * alarms of their own region alone: make one set in each region that has alarms.
 */
export class SeverityTopics extends Construct implements IAlarmNotification {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls(
    'MON11.paged',
    'MON11.heard',
    'P0.paged',
    'P0.routed',
    'P1.paged',
    'P1.routed',
    'P2.heard',
    'P2.routed',
    'P3.heard',
    'P3.routed',
  );

  /** The key that encrypts the messages of all topics. */
  public readonly key: Key;
  private readonly topics = new Map<AlarmSeverity, Topic>();

  constructor(scope: Construct, id: string, props: SeverityTopicsProps) {
    super(scope, id);
    const { pagers, emailAddresses = [], chats = [] } = props;
    refuse(this, [pagers.length > 0 ? undefined : 'pagers is empty, expected at least one']);
    const waking = { pagers, chats };
    const waiting = emailAddresses.length + chats.length > 0 ? { emailAddresses, chats } : { pagers };
    const p0 = new NotificationTopic(this, AlarmSeverity.P0, { ...waking, displayName: 'P0 alarms' });
    this.key = p0.key;
    this.topics.set(AlarmSeverity.P0, p0.topic);
    for (const [severity, hearers] of [
      [AlarmSeverity.P1, waking],
      [AlarmSeverity.P2, waiting],
      [AlarmSeverity.P3, waiting],
    ] as const) {
      const displayName = `${severity} alarms`;
      const { topic } = new NotificationTopic(this, severity, { ...hearers, displayName, key: this.key });
      this.topics.set(severity, topic);
    }
  }

  /** The topic of a severity. */
  public topicFor(severity: AlarmSeverity): Topic {
    return this.topics.get(severity)!;
  }

  /** Tells those whom a severity asks for when an alarm fires, and when it is over. */
  public notify(alarm: AlarmBase, severity: AlarmSeverity): void {
    const [there, here] = [Stack.of(alarm).region, Stack.of(this).region];
    if (!Token.isUnresolved(here))
      refuse(this, [unfitRegion(there, here)?.replace('the stack', `the stack of ${alarm.node.path}`)]);
    const action = new SnsAction(this.topicFor(severity));
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}
