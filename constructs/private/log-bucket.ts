import { Duration } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** A private bucket for access logs, kept for a year. AWS delivers logs to buckets with S3-managed keys only. */
export function logBucket(scope: Construct, id: string, objectOwnership: ObjectOwnership): Bucket {
  return new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    objectOwnership,
    lifecycleRules: [
      { expiration: Duration.days(365), abortIncompleteMultipartUploadAfter: Duration.days(7) },
    ],
  });
}
