import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, type Grant, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { MalwareProtection } from './malware-protection';
import { controls } from './private/controls';
import { logBucket } from './private/log-bucket';
import { originProblems } from './private/origins';
import { daysOutOfRange, refuse } from './private/problems';

/** The tag by which GuardDuty says what it found. */
const SCAN_STATUS = 'GuardDutyMalwareScanStatus';

/** Properties of an UploadBucket. */
export interface UploadBucketProps {
  /**
   * The https origins whose pages upload to the bucket, such as `https://app.example.com`.
   * @default - none: files come through servers
   */
  readonly allowOrigins?: string[];
  /**
   * The key that encrypts the files.
   * @default - a key of S3
   */
  readonly encryptionKey?: IKey;
  /**
   * How long infected files, which nobody can read, are kept for those who look into it.
   * @default Duration.days(30)
   */
  readonly infectedRetention?: Duration;
  /**
   * The bucket that receives the access logs.
   * @default - one of its own
   */
  readonly logBucket?: IBucket;
}

/**
 * A private bucket for the files of users. GuardDuty scans every file; until it found one clean nobody can read it,
 * and nobody but GuardDuty can say that it is. Overwritten and deleted files are kept for 90 days.
 */
export class UploadBucket extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls(
    'FUNC7.private',
    'FUNC7.scanned',
    'FUNC7.held-back',
    'FUNC7.tls',
    'SEC5.origins',
  );

  /** The bucket. */
  public readonly bucket: Bucket;
  /** The bucket that receives its access logs. */
  public readonly logBucket: IBucket;
  /** What scans the files. */
  public readonly protection: MalwareProtection;

  constructor(scope: Construct, id: string, props: UploadBucketProps = {}) {
    super(scope, id);
    refuse(this, [
      ...(props.allowOrigins ? originProblems('allowOrigins', props.allowOrigins) : []),
      daysOutOfRange('infectedRetention', props.infectedRetention, 1),
    ]);
    // Apps without the CDK's flag for log delivery by policy deliver logs through an ACL, which needs this ownership.
    this.logBucket = props.logBucket ?? logBucket(this, 'Logs', ObjectOwnership.BUCKET_OWNER_PREFERRED);
    this.bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: props.encryptionKey ? BucketEncryption.KMS : BucketEncryption.S3_MANAGED,
      encryptionKey: props.encryptionKey,
      bucketKeyEnabled: props.encryptionKey !== undefined,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      serverAccessLogsBucket: this.logBucket,
      serverAccessLogsPrefix: 'uploads/',
      cors: props.allowOrigins && [uploadsFrom(props.allowOrigins)],
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(90),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
        {
          tagFilters: { [SCAN_STATUS]: 'THREATS_FOUND' },
          expiration: props.infectedRetention ?? Duration.days(30),
        },
      ],
    });
    this.protection = new MalwareProtection(this, 'Protection', { bucket: this.bucket });
    this.holdBackUnscanned();
  }

  /** Lets a principal upload files, or sign uploads by others. */
  public grantUpload(grantee: IGrantable): Grant {
    return this.bucket.grantPut(grantee);
  }

  /** Lets a principal read the files that were found clean. */
  public grantRead(grantee: IGrantable): Grant {
    return this.bucket.grantRead(grantee);
  }

  private holdBackUnscanned(): void {
    const notGuardDuty = { 'aws:PrincipalArn': this.protection.role.roleArn };
    this.deny('DenyReadingUnlessClean', ['s3:GetObject', 's3:GetObjectVersion'], {
      StringNotEquals: { [`s3:ExistingObjectTag/${SCAN_STATUS}`]: 'NO_THREATS_FOUND' },
      ArnNotEquals: notGuardDuty,
    });
    this.deny('DenyTaggingAsClean', ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], {
      'ForAnyValue:StringEquals': { 's3:RequestObjectTagKeys': SCAN_STATUS },
      ArnNotEquals: notGuardDuty,
    });
  }

  private deny(sid: string, actions: string[], conditions: Record<string, unknown>): void {
    const resources = [this.bucket.arnForObjects('*')];
    const principals = [new AnyPrincipal()];
    this.bucket.addToResourcePolicy(
      new PolicyStatement({ sid, effect: Effect.DENY, principals, actions, resources, conditions }),
    );
  }
}

function uploadsFrom(allowedOrigins: string[]) {
  return {
    allowedOrigins,
    allowedMethods: [HttpMethods.PUT, HttpMethods.POST],
    allowedHeaders: ['Content-Type', 'Content-MD5', 'x-amz-*'],
    exposedHeaders: ['ETag'],
    maxAge: Duration.hours(1).toSeconds(),
  };
}
