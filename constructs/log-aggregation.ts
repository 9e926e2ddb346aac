import { type Duration, Stack, Token } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import {
  CfnSubscriptionFilter,
  type ILogGroup,
  LogGroup,
  LogStream,
  RetentionDays,
} from 'aws-cdk-lib/aws-logs';
import type { IDomain } from 'aws-cdk-lib/aws-opensearchservice';
import { type Bucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { controls } from './private/controls';
import { logBucket } from './private/log-bucket';
import { destination } from './private/log-destinations';
import { type Problem, refuse } from './private/problems';

const HTTPS = 'https://';

/** Properties of a LogAggregation. */
export interface LogAggregationProps {
  /** The log groups whose logs are brought together. */
  readonly logGroups: ILogGroup[];
  /**
   * The address of the HTTP Event Collector of Splunk, with https; its token is in `secret` under `hec_token`. Exactly
   * one of `splunkUrl`, `endpointUrl` and `domain` must be given.
   * @default - logs do not go to Splunk
   */
  readonly splunkUrl?: string;
  /**
   * The address at which a vendor such as Datadog, New Relic or Elastic takes logs of Amazon Data Firehose, with https;
   * its key is in `secret` under `api_key`.
   * @default - logs do not go to an endpoint
   */
  readonly endpointUrl?: string;
  /**
   * A domain of Amazon OpenSearch Service. A domain with fine-grained access control must map `role` to a role of its
   * own that may write the index.
   * @default - logs do not go to OpenSearch
   */
  readonly domain?: IDomain;
  /**
   * The secret with the token of Splunk or the key of the endpoint.
   * @default - none, which OpenSearch needs none of
   */
  readonly secret?: ISecret;
  /**
   * The index of OpenSearch, to whose name Firehose adds the day.
   * @default 'logs'
   */
  readonly indexName?: string;
  /**
   * How long logs are gathered before they are delivered, up to 15 minutes, with Splunk one.
   * @default Duration.minutes(1)
   */
  readonly bufferInterval?: Duration;
}

/**
 * Brings the logs of many groups together where they can be searched as one: in Splunk, in OpenSearch, or at a vendor
 * that Amazon Data Firehose delivers to over HTTPS. What cannot be delivered is kept in a bucket.
 *
 * CloudWatch Logs Insights searches groups where they are: who is content with it needs none of this.
 */
export class LogAggregation extends Construct {
  /** The controls of the checklist that this construct provides. */
  public static readonly CONTROLS: string[] = controls('MON3.delivered');

  /** What delivers the logs. */
  public readonly deliveryStream: CfnDeliveryStream;
  /** The role by which logs are delivered. */
  public readonly role: Role;
  /** The bucket of the logs that could not be delivered. */
  public readonly failedLogs: Bucket;
  /** The log group that tells why. */
  public readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: LogAggregationProps) {
    super(scope, id);
    refuse(this, problemsOf(props));
    this.failedLogs = logBucket(this, 'FailedLogs', ObjectOwnership.BUCKET_OWNER_ENFORCED);
    this.logGroup = new LogGroup(this, 'Errors', { retention: RetentionDays.THREE_MONTHS });
    const errors = new LogStream(this, 'DeliveryErrors', { logGroup: this.logGroup });
    this.role = this.deliveryRole(props);
    this.deliveryStream = new CfnDeliveryStream(this, 'DeliveryStream', {
      deliveryStreamType: 'DirectPut',
      deliveryStreamEncryptionConfigurationInput: { keyType: 'AWS_OWNED_CMK' },
      ...destination(props, {
        bucketArn: this.failedLogs.bucketArn,
        roleArn: this.role.roleArn,
        cloudWatchLoggingOptions: {
          enabled: true,
          logGroupName: this.logGroup.logGroupName,
          logStreamName: errors.logStreamName,
        },
      }),
    });
    this.subscribe(props.logGroups);
  }

  /** CloudWatch Logs tries a subscription out when it is made, so its permission comes with the role and not after it. */
  private subscribe(logGroups: ILogGroup[]): void {
    const { account } = Stack.of(this);
    const writer = new Role(this, 'SubscriptionRole', {
      assumedBy: new ServicePrincipal('logs.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
      inlinePolicies: {
        Write: allow(['firehose:PutRecord', 'firehose:PutRecordBatch'], [this.deliveryStream.attrArn]),
      },
    });
    logGroups.forEach((logGroup, index) => {
      new CfnSubscriptionFilter(this, `Subscription${index + 1}`, {
        logGroupName: logGroup.logGroupName,
        filterPattern: '',
        destinationArn: this.deliveryStream.attrArn,
        roleArn: writer.roleArn,
      });
    });
  }

  private deliveryRole({ domain, secret }: LogAggregationProps): Role {
    const { bucketArn } = this.failedLogs;
    const actions = ['s3:AbortMultipartUpload', 's3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'];
    const inlinePolicies = {
      KeepFailedLogs: allow(
        [...actions, 's3:ListBucketMultipartUploads', 's3:PutObject'],
        [bucketArn, `${bucketArn}/*`],
      ),
      TellErrors: allow(['logs:PutLogEvents'], [this.logGroup.logGroupArn]),
      ...(secret ? { ReadSecret: allow(['secretsmanager:GetSecretValue'], [secret.secretArn]) } : {}),
      ...(secret?.encryptionKey ? { Decrypt: allow(['kms:Decrypt'], [secret.encryptionKey.keyArn]) } : {}),
      ...(domain ? { Index: indexing(domain.domainArn) } : {}),
    };
    return new Role(this, 'DeliveryRole', {
      assumedBy: new ServicePrincipal('firehose.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      inlinePolicies,
    });
  }
}

function allow(actions: string[], resources: string[]): PolicyDocument {
  return new PolicyDocument({ statements: [new PolicyStatement({ actions, resources })] });
}

function indexing(domainArn: string): PolicyDocument {
  return allow(
    [
      'es:DescribeDomain',
      'es:DescribeDomains',
      'es:DescribeDomainConfig',
      'es:ESHttpGet',
      'es:ESHttpPost',
      'es:ESHttpPut',
    ],
    [domainArn, `${domainArn}/*`],
  );
}

function problemsOf(props: LogAggregationProps): Problem[] {
  const { splunkUrl, endpointUrl, domain, secret, bufferInterval } = props;
  const sinks = Object.entries({ splunkUrl, endpointUrl, domain }).filter(([, sink]) => sink !== undefined);
  const most = splunkUrl === undefined ? 900 : 60;
  const seconds = bufferInterval && !bufferInterval.isUnresolved() ? bufferInterval.toSeconds() : 0;
  return [
    sinks.length === 1
      ? undefined
      : `${sinks.length === 0 ? 'no sink' : sinks.map(([name]) => name).join(' and ')} given, expected exactly one of splunkUrl, endpointUrl and domain`,
    props.logGroups.length > 0 ? undefined : 'logGroups is empty, expected at least one log group',
    ...[{ splunkUrl }, { endpointUrl }].flatMap((sink) =>
      Object.entries(sink).map(([name, url]) => insecure(name, url)),
    ),
    domain === undefined && secret === undefined && sinks.length === 1
      ? 'secret is missing, expected the secret with the token or key'
      : undefined,
    seconds > most ? `bufferInterval is ${seconds} seconds, expected at most ${most}` : undefined,
  ];
}

function insecure(prop: string, url: string | undefined): Problem {
  return url === undefined || Token.isUnresolved(url) || url.startsWith(HTTPS)
    ? undefined
    : `${prop} is ${url}, expected https`;
}
