import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { ChatChannel } from './chat-channel';
import type { OnCallPager } from './on-call-pager';
import { controls } from './private/controls';
import { refuse } from './private/problems';

/** Properties of a NotificationTopic, of which one at least says who hears it. */
export interface NotificationTopicProps {
  /**
   * The on-call services that it pages.
   * @default - nobody is paged
   */
  readonly pagers?: OnCallPager[];
  /**
   * Mail addresses. Each must confirm its subscription before it gets anything.
   * @default - nobody gets mail
   */
  readonly emailAddresses?: string[];
  /**
   * Channels that show what it says.
   * @default - no channel shows it
   */
  readonly chats?: ChatChannel[];
  /**
   * What mails name as their sender.
   * @default - the name of the topic
   */
  readonly displayName?: string;
  /**
   * The key of another NotificationTopic.
   * @default - a key is made
   */
  readonly key?: Key;
}

/**
 * A topic that a person hears. It is encrypted, takes messages over TLS only, and lets EventBridge and the alarms of
 * CloudWatch publish: a policy of a topic's own takes away the permission that they have otherwise, and the key that
 * AWS manages for SNS never lets them.
 */
export class NotificationTopic extends Construct {
  /** The controls of the checklist that this construct provides by itself: none, as somebody must publish to it. */
  public static readonly CONTROLS: string[] = controls();

  /** The topic. */
  public readonly topic: Topic;
  /** The key that encrypts the messages. */
  public readonly key: Key;

  constructor(scope: Construct, id: string, props: NotificationTopicProps) {
    super(scope, id);
    const { pagers = [], emailAddresses = [], chats = [], displayName } = props;
    const nobody = pagers.length + emailAddresses.length + chats.length === 0;
    refuse(this, [
      nobody ? 'pagers, emailAddresses and chats are empty, expected somebody who hears' : undefined,
    ]);
    this.key =
      props.key ?? new Key(this, 'Key', { enableKeyRotation: true, description: 'Encrypts notifications' });
    this.topic = new Topic(this, 'Topic', { masterKey: this.key, enforceSSL: true, displayName });
    const events = new ServicePrincipal('events.amazonaws.com');
    const alarms = new ServicePrincipal('cloudwatch.amazonaws.com');
    for (const service of [events, alarms]) {
      this.topic.grantPublish(service);
      // Without conditions: EventBridge does not say to keys on whose behalf it comes.
      this.key.grant(service, 'kms:Decrypt', 'kms:GenerateDataKey*');
    }
    for (const pager of pagers) this.topic.addSubscription(pager);
    for (const address of emailAddresses) this.topic.addSubscription(new EmailSubscription(address));
    for (const chat of chats) chat.show(this.topic);
  }
}
