import { Duration } from 'aws-cdk-lib';
import type { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { LogAggregationProps } from '../log-aggregation';

/** Seconds for which a delivery that fails is tried again, before the logs go to the bucket for those that failed. */
const RETRY_SECONDS = 3600;

/** What a delivery stream works with, wherever it delivers to. */
export interface Means {
  readonly roleArn: string;
  /** The bucket of what cannot be delivered. */
  readonly bucketArn: string;
  readonly cloudWatchLoggingOptions: CfnDeliveryStream.CloudWatchLoggingOptionsProperty;
}

/** The members of a delivery stream that say where it delivers. */
interface Destination {
  readonly splunkDestinationConfiguration?: CfnDeliveryStream.SplunkDestinationConfigurationProperty;
  readonly httpEndpointDestinationConfiguration?: CfnDeliveryStream.HttpEndpointDestinationConfigurationProperty;
  readonly amazonopensearchserviceDestinationConfiguration?: CfnDeliveryStream.AmazonopensearchserviceDestinationConfigurationProperty;
}

/** CloudWatch Logs sends its records compressed. */
const decompression = processor('Decompression', 'CompressionFormat', 'GZIP');
/** Splunk takes the lines themselves rather than the envelope that CloudWatch Logs puts around them. */
const extraction = processor('CloudWatchLogProcessing', 'DataMessageExtraction', 'true');

function processor(
  type: string,
  parameterName: string,
  parameterValue: string,
): CfnDeliveryStream.ProcessorProperty {
  return { type, parameters: [{ parameterName, parameterValue }] };
}

function processing(
  ...processors: CfnDeliveryStream.ProcessorProperty[]
): CfnDeliveryStream.ProcessingConfigurationProperty {
  return { enabled: true, processors };
}

/** The destination that the properties name. */
export function destination(
  props: LogAggregationProps,
  { roleArn, bucketArn, cloudWatchLoggingOptions }: Means,
): Destination {
  const intervalInSeconds = (props.bufferInterval ?? Duration.minutes(1)).toSeconds();
  const common = {
    cloudWatchLoggingOptions,
    retryOptions: { durationInSeconds: RETRY_SECONDS },
    bufferingHints: { intervalInSeconds, sizeInMBs: 1 },
    s3Configuration: { bucketArn, roleArn, cloudWatchLoggingOptions },
  };
  const secretsManagerConfiguration = { enabled: true, secretArn: props.secret?.secretArn, roleArn };
  if (props.splunkUrl !== undefined)
    return {
      splunkDestinationConfiguration: {
        ...common,
        hecEndpoint: props.splunkUrl,
        hecEndpointType: 'Raw',
        s3BackupMode: 'FailedEventsOnly',
        secretsManagerConfiguration,
        processingConfiguration: processing(decompression, extraction),
      },
    };
  if (props.endpointUrl !== undefined)
    return {
      httpEndpointDestinationConfiguration: {
        ...common,
        endpointConfiguration: { url: props.endpointUrl },
        requestConfiguration: { contentEncoding: 'GZIP' },
        roleArn,
        s3BackupMode: 'FailedDataOnly',
        secretsManagerConfiguration,
      },
    };
  return {
    amazonopensearchserviceDestinationConfiguration: {
      ...common,
      domainArn: props.domain!.domainArn,
      indexName: props.indexName ?? 'logs',
      indexRotationPeriod: 'OneDay',
      roleArn,
      s3BackupMode: 'FailedDocumentsOnly',
      processingConfiguration: processing(decompression),
    },
  };
}
