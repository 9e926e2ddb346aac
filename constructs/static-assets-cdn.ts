import { Duration } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { AaaaRecord, ARecord, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { elsewhere, uncovered } from './private/certificate';
import { controls } from './private/controls';
import { logBucket } from './private/log-bucket';
import { outsideZone, refuse } from './private/problems';

/** CloudFront reads the certificates of its distributions from this region alone. */
const CERTIFICATE_REGION = 'us-east-1';

/** Properties of a StaticAssetsCdn. */
export interface StaticAssetsCdnProps {
  /** The names under which browsers load the assets, one at least; the certificate must cover them. */
  readonly domainNames: string[];
  /** The certificate of these names, from us-east-1. */
  readonly certificate: ICertificate;
  /** The public hosted zone that gets an alias record for every name. */
  readonly hostedZone: IHostedZone;
  /**
   * The object that answers a request for `/`.
   * @default 'index.html'
   */
  readonly defaultRootObject?: string;
  /**
   * The parts of the world that assets are served from.
   * @default PriceClass.PRICE_CLASS_ALL
   */
  readonly priceClass?: cloudfront.PriceClass;
}

/**
 * A CloudFront distribution that caches and compresses the assets of a private bucket and serves them over HTTPS
 * only. Nothing but the distribution can read the bucket; overwritten and deleted assets are kept for 90 days.
 */
export class StaticAssetsCdn extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls(
    'ENV3.https',
    'ENV3.region',
    'ENV3.names',
    'ENV3.tls-version',
    'ENV4.cached',
    'ENV4.origin',
    'ENV4.https',
    'ENV4.dns',
    'ENV4.compressed',
    'LEGAL4.buckets',
  );

  /** The distribution. */
  public readonly distribution: cloudfront.Distribution;
  /** The bucket that holds the assets. */
  public readonly bucket: Bucket;
  /** The bucket that receives the access logs of the distribution and of the assets. */
  public readonly logBucket: Bucket;

  constructor(scope: Construct, id: string, props: StaticAssetsCdnProps) {
    super(scope, id);
    refuse(this, [
      props.domainNames.length === 0 ? 'domainNames is empty, expected at least one name' : undefined,
      ...props.domainNames.map((name) => outsideZone('domainNames', name, props.hostedZone)),
      ...props.domainNames.map((name) => uncovered('domainNames', name, props.certificate)),
      elsewhere(props.certificate, CERTIFICATE_REGION),
    ]);
    // CloudFront writes its logs through an ACL, which a bucket refuses unless it says otherwise.
    this.logBucket = logBucket(this, 'Logs', ObjectOwnership.BUCKET_OWNER_PREFERRED);
    this.bucket = this.assetBucket();
    this.distribution = new cloudfront.Distribution(this, 'Distribution', {
      domainNames: props.domainNames,
      certificate: props.certificate,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      priceClass: props.priceClass,
      defaultRootObject: props.defaultRootObject ?? 'index.html',
      logBucket: this.logBucket,
      logFilePrefix: 'distribution/',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: cloudfront.ResponseHeadersPolicy.SECURITY_HEADERS,
        compress: true,
      },
    });
    const target = RecordTarget.fromAlias(new CloudFrontTarget(this.distribution));
    for (const recordName of props.domainNames) {
      new ARecord(this, `A ${recordName}`, { zone: props.hostedZone, recordName, target });
      new AaaaRecord(this, `Aaaa ${recordName}`, { zone: props.hostedZone, recordName, target });
    }
  }

  /** Lets a pipeline upload and remove assets, and drop them from the caches. */
  public grantPublish(grantee: IGrantable): Grant {
    return this.bucket.grantReadWrite(grantee).combine(this.distribution.grantCreateInvalidation(grantee));
  }

  private assetBucket(): Bucket {
    return new Bucket(this, 'Assets', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      serverAccessLogsBucket: this.logBucket,
      serverAccessLogsPrefix: 'assets/',
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(90),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
    });
  }
}
