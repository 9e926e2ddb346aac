import { Token } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { controls } from './private/controls';
import { type Problem, refuse } from './private/problems';

/** Properties of a NotificationTopic, of which one at least says who hears it. */
export interface NotificationTopicProps {
  /**
   * The addresses that on-call services such as PagerDuty give for SNS, with https. They contain a key: do not write
   * them in the source.
   * @default - nobody is paged
   */
  readonly pagerUrls?: string[];
  /**
   * Mail addresses. Each must confirm its subscription before it gets anything.
   * @default - nobody gets mail
   */
  readonly emailAddresses?: string[];
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
    const { pagerUrls = [], emailAddresses = [] } = props;
    const nobody = pagerUrls.length + emailAddresses.length === 0;
    refuse(this, [
      nobody ? 'pagerUrls and emailAddresses are empty, expected somebody who hears' : undefined,
      ...pagerUrls.map(withoutTls),
    ]);
    this.key = new Key(this, 'Key', { enableKeyRotation: true, description: 'Encrypts notifications' });
    this.topic = new Topic(this, 'Topic', { masterKey: this.key, enforceSSL: true });
    const events = new ServicePrincipal('events.amazonaws.com');
    const alarms = new ServicePrincipal('cloudwatch.amazonaws.com');
    for (const service of [events, alarms]) {
      this.topic.grantPublish(service);
      // Without conditions: EventBridge does not say to keys on whose behalf it comes.
      this.key.grant(service, 'kms:Decrypt', 'kms:GenerateDataKey*');
    }
    for (const url of pagerUrls)
      this.topic.addSubscription(new UrlSubscription(url, { protocol: SubscriptionProtocol.HTTPS }));
    for (const address of emailAddresses) this.topic.addSubscription(new EmailSubscription(address));
  }
}

function withoutTls(url: string): Problem {
  if (Token.isUnresolved(url) || url.startsWith('https://')) return undefined;
  // Not the whole address: it holds a key.
  return `pagerUrls has an address with ${url.split(':')[0]}, expected https`;
}
