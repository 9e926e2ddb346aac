import { Duration } from 'aws-cdk-lib';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { CommonAlarmProps } from './alarm-notification';
import { JobAlarms } from './job-alarms';
import { controls } from './private/controls';
import { daysOutOfRange, outOfRange, refuse } from './private/problems';

/** The longest that SQS keeps a message, in days. */
const LONGEST = 14;

/** Properties of a JobQueue. */
export interface JobQueueProps extends CommonAlarmProps {
  /**
   * How often a message is tried before it is set aside, at most 1000. A function that is throttled uses up attempts
   * as well, so AWS asks for 5 at least where a function takes the messages.
   * @default 5
   */
  readonly attempts?: number;
  /**
   * How long one attempt may take. Where a function takes the messages: six times its timeout.
   * @default Duration.minutes(5)
   */
  readonly visibilityTimeout?: Duration;
  /**
   * How long a message waits that nobody takes, 1 to 13 days.
   * @default Duration.days(4)
   */
  readonly retentionPeriod?: Duration;
  /**
   * Whether messages stay in their order and none is delivered twice.
   * @default false
   */
  readonly fifo?: boolean;
  /**
   * The key that encrypts the messages. Services that send to the queue must be allowed to use it.
   * @default - a key of SQS
   */
  readonly encryptionKey?: IKey;
  /**
   * How long a message may lie in the queue before somebody hears that nothing takes it, 4 hours at most.
   * @default Duration.minutes(15)
   */
  readonly messageAge?: Duration;
}

/**
 * A queue of background jobs. A message that fails again and again is set aside, in a queue that keeps it for two weeks
 * from when it was sent; somebody hears of it, and of messages that nobody takes.
 */
export class JobQueue extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls(
    'MON8.noticed',
    'MON8.dead-letters',
    'MON8.stalled',
    'MON8.kept',
  );

  /** The queue. */
  public readonly queue: Queue;
  /** The queue of what could not be processed. */
  public readonly deadLetterQueue: Queue;
  /** The alarms on both. */
  public readonly alarms: JobAlarms;

  constructor(scope: Construct, id: string, props: JobQueueProps) {
    super(scope, id);
    const { attempts = 5, retentionPeriod = Duration.days(4), encryptionKey } = props;
    refuse(this, [
      outOfRange('attempts', attempts, 1, 1000),
      daysOutOfRange('retentionPeriod', retentionPeriod, 1, LONGEST - 1),
    ]);
    const common: QueueProps = {
      // A queue that is not FIFO must not say so.
      fifo: props.fifo === true ? true : undefined,
      enforceSSL: true,
      encryption: encryptionKey ? QueueEncryption.KMS : QueueEncryption.SQS_MANAGED,
      encryptionMasterKey: encryptionKey,
    };
    this.deadLetterQueue = new Queue(this, 'DeadLetters', {
      ...common,
      retentionPeriod: Duration.days(LONGEST),
    });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      retentionPeriod,
      visibilityTimeout: props.visibilityTimeout ?? Duration.minutes(5),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: attempts },
    });
    const { notification, runbookUrl, messageAge } = props;
    this.alarms = new JobAlarms(this, 'Alarms', {
      queues: [this.queue],
      notification,
      runbookUrl,
      messageAge,
    });
  }

  /** Lets a principal send jobs. */
  public grantSendMessages(grantee: IGrantable): Grant {
    return this.queue.grantSendMessages(grantee);
  }

  /** Lets a principal take jobs. */
  public grantConsumeMessages(grantee: IGrantable): Grant {
    return this.queue.grantConsumeMessages(grantee);
  }
}
