import { Duration, Names, Token } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  type ITopic,
  type ITopicSubscription,
  SubscriptionProtocol,
  type TopicSubscriptionConfig,
} from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { controls } from './private/controls';
import { type Problem, refuse } from './private/problems';

/** Properties of an OnCallPager. */
export interface OnCallPagerProps {
  /**
   * The address that the on-call service gives for SNS or CloudWatch, with `<key>` where it has the key:
   * `https://events.pagerduty.com/integration/<key>/enqueue`.
   */
  readonly url: string;
  /** The secret that holds the key. CloudFormation reads it at deployment, so that no template shows it. */
  readonly key: ISecret;
  /**
   * The field that holds the key, of a secret that is a JSON object.
   * @default - the whole secret is the key
   */
  readonly keyField?: string;
}

const PLACE_OF_KEY = '<key>';

/**
 * A service that calls whoever is on call, such as PagerDuty, Opsgenie or incident.io. Subscribe it to topics. Its key is
 * read from Secrets Manager at deployment, and pages that it does not take are kept in a queue for two weeks.
 */
export class OnCallPager extends Construct implements ITopicSubscription {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('MON11.secret', 'MON11.undelivered');

  /** The queue that keeps pages that could not be delivered. */
  public readonly deadLetterQueue: Queue;
  private readonly subscription: UrlSubscription;

  constructor(scope: Construct, id: string, props: OnCallPagerProps) {
    super(scope, id);
    const { url, key, keyField } = props;
    refuse(this, [withoutTls(url), withoutPlace(url)]);
    const value = keyField === undefined ? key.secretValue : key.secretValueFromJson(keyField);
    this.deadLetterQueue = new Queue(this, 'Undelivered', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    // What CloudFormation gets is a reference to the secret and not its value.
    this.subscription = new UrlSubscription(url.replace(PLACE_OF_KEY, value.unsafeUnwrap()), {
      protocol: SubscriptionProtocol.HTTPS,
      deadLetterQueue: this.deadLetterQueue,
    });
  }

  /** Subscribes it to a topic; called by `topic.addSubscription(pager)`. */
  public bind(topic: ITopic): TopicSubscriptionConfig {
    // Beside the queue, so that its policy, which names the topic, makes no cycle of stacks.
    return {
      ...this.subscription.bind(topic),
      subscriberScope: this,
      subscriberId: Names.nodeUniqueId(topic.node),
    };
  }
}

function withoutTls(url: string): Problem {
  if (url.startsWith('https://')) return undefined;
  // Not the whole address: it may hold the key.
  const seen = Token.isUnresolved(url)
    ? 'begins with what is known at deployment alone'
    : `begins with ${url.slice(0, 7)}`;
  return `url ${seen}, expected https://`;
}

function withoutPlace(url: string): Problem {
  const places = url.split(PLACE_OF_KEY).length - 1;
  return places === 1
    ? undefined
    : `url has ${PLACE_OF_KEY} ${places} times, expected it once in place of the key`;
}
