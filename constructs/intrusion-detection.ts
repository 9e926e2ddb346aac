import { Duration } from 'aws-cdk-lib';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { intrusion } from '../lib/checklist/thresholds';
import { controls } from './private/controls';

/** Properties of an IntrusionDetection. */
export interface IntrusionDetectionProps {
  /**
   * The topic that a person hears, such as that of a NotificationTopic. One that is not made in this app must let
   * EventBridge publish, and so must its key.
   */
  readonly notificationTopic: ITopic;
  /**
   * The id of the detector that the account has in this region. There can be only one: where GuardDuty is on already,
   * by the organization say, a second detector fails at deployment.
   * @default - a detector is made
   */
  readonly existingDetectorId?: string;
  /**
   * Whether the detector that is made installs its agent on servers of ECS, EC2 and EKS, to watch what runs there.
   * @default true
   */
  readonly runtimeMonitoring?: boolean;
}

/** The ways in which GuardDuty gets its agent to servers. */
const AGENTS = ['ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT', 'EKS_ADDON_MANAGEMENT'];

/**
 * GuardDuty, whose findings of high and critical severity reach a person. What cannot be delivered is kept in a queue
 * for two weeks.
 */
export class IntrusionDetection extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('SEC8.detector', 'SEC8.alerted', 'SEC8.runtime');

  /** The detector, unless an existing one is used. */
  public readonly detector?: CfnDetector;
  /** The id of the detector. */
  public readonly detectorId: string;
  /** The rule that sends findings to the topic. */
  public readonly rule: Rule;
  /** The queue that keeps findings that could not be delivered. */
  public readonly deadLetterQueue: Queue;

  constructor(scope: Construct, id: string, props: IntrusionDetectionProps) {
    super(scope, id);
    if (props.existingDetectorId === undefined)
      this.detector = this.newDetector(props.runtimeMonitoring ?? true);
    this.detectorId = props.existingDetectorId ?? this.detector?.attrId ?? '';
    this.deadLetterQueue = new Queue(this, 'Undelivered', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.rule = new Rule(this, 'Findings', {
      description: `GuardDuty findings of severity ${intrusion.severity} and above`,
      eventPattern: {
        source: ['aws.guardduty'],
        detailType: ['GuardDuty Finding'],
        detail: { severity: Match.greaterThanOrEqual(intrusion.severity) },
      },
      targets: [new SnsTopic(props.notificationTopic, { deadLetterQueue: this.deadLetterQueue })],
    });
  }

  private newDetector(runtimeMonitoring: boolean): CfnDetector {
    const additionalConfiguration = AGENTS.map((name) => ({ name, status: 'ENABLED' }));
    return new CfnDetector(this, 'Detector', {
      enable: true,
      findingPublishingFrequency: 'FIFTEEN_MINUTES',
      features: runtimeMonitoring
        ? [{ name: 'RUNTIME_MONITORING', status: 'ENABLED', additionalConfiguration }]
        : undefined,
    });
  }
}
