import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { audit } from '../lib/checklist/thresholds';
import { controls } from './private/controls';
import { logBucket } from './private/log-bucket';
import { daysOutOfRange, refuse } from './private/problems';

/** Properties of an AuditTrail. */
export interface AuditTrailProps {
  /**
   * How long the files of the trail are kept and locked, a year at least.
   * @default Duration.days(365)
   */
  readonly retention?: Duration;
  /**
   * How long CloudWatch Logs keeps the events for searches and alarms, beside the files.
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;
  /**
   * The key that encrypts the files. A key that is not made in this app must let CloudTrail use it.
   * @default - a key that S3 manages
   */
  readonly encryptionKey?: IKey;
}

/**
 * A trail that records every change made through the APIs of AWS, in all regions, in a private bucket. The objects of
 * the bucket are locked: before the retention ends, nobody deletes one without the permission to bypass the lock.
 *
 * An account needs one trail. Where the organization has one, attest that instead of making another.
 */
export class AuditTrail extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('SEC7.trail', 'SEC7.trail-bucket');

  /** The trail. */
  public readonly trail: Trail;
  /** The bucket that keeps the files of the trail. */
  public readonly bucket: Bucket;
  /** The log group that holds the events for searches and alarms. */
  public readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: AuditTrailProps = {}) {
    super(scope, id);
    refuse(this, [daysOutOfRange('retention', props.retention, audit.retentionDays)]);
    this.bucket = this.lockedBucket(props.retention ?? Duration.days(audit.retentionDays));
    this.logGroup = new LogGroup(this, 'Events', { retention: props.logRetention ?? RetentionDays.ONE_YEAR });
    props.encryptionKey?.grant(
      new ServicePrincipal('cloudtrail.amazonaws.com'),
      'kms:GenerateDataKey*',
      'kms:DescribeKey',
    );
    this.trail = new Trail(this, 'Trail', {
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableFileValidation: true,
      bucket: this.bucket,
      encryptionKey: props.encryptionKey,
      sendToCloudWatchLogs: true,
      cloudWatchLogGroup: this.logGroup,
    });
  }

  private lockedBucket(retention: Duration): Bucket {
    return new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      objectLockDefaultRetention: ObjectLockRetention.governance(retention),
      removalPolicy: RemovalPolicy.RETAIN,
      // S3 may write access logs through an ACL, which a bucket refuses unless it says otherwise.
      serverAccessLogsBucket: logBucket(this, 'AccessLogs', ObjectOwnership.BUCKET_OWNER_PREFERRED),
      lifecycleRules: [
        {
          expiration: retention,
          noncurrentVersionExpiration: Duration.days(7),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
    });
  }
}
