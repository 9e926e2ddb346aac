/** When a service reports a metric: all the time, while it is used, when something goes wrong; open where not known. */
export type Reported = 'always' | 'in-use' | 'events' | 'open';

interface Reporting {
  /** Some that are reported as long as the resource is there. */
  readonly always: readonly string[];
  /** Reported while there are requests, messages or runs. */
  readonly inUse: readonly string[];
  /** Reported when something happens that need not happen. Names in full: one that is misspelt never has data. */
  readonly events: readonly string[];
}

const codes = ['3XX', '4XX', '5XX'];

/** Of AWS services whose metrics alarms are made on; AWS documents for each metric when it is reported. */
const services: Readonly<Record<string, Reporting>> = {
  'AWS/ApiGateway': {
    always: [],
    inUse: ['Count', 'Latency', 'IntegrationLatency', 'DataProcessed'],
    events: ['4XXError', '5XXError', '4xx', '5xx'],
  },
  'AWS/ApplicationELB': {
    always: ['HealthyHostCount', 'UnHealthyHostCount'],
    inUse: [
      'RequestCount',
      'RequestCountPerTarget',
      'TargetResponseTime',
      'ActiveConnectionCount',
      'NewConnectionCount',
      'ProcessedBytes',
      'ConsumedLCUs',
      'HTTPCode_Target_2XX_Count',
    ],
    events: [
      ...codes.flatMap((code) => [`HTTPCode_Target_${code}_Count`, `HTTPCode_ELB_${code}_Count`]),
      ...['500', '502', '503', '504'].map((code) => `HTTPCode_ELB_${code}_Count`),
      'ClientTLSNegotiationErrorCount',
      'TargetTLSNegotiationErrorCount',
      'TargetConnectionErrorCount',
      'RejectedConnectionCount',
      'LambdaInternalError',
      'LambdaUserError',
      'ELBAuthError',
      'ELBAuthFailure',
    ],
  },
  'AWS/CloudFront': {
    always: [],
    inUse: ['Requests', 'BytesDownloaded', 'BytesUploaded', 'OriginLatency', 'CacheHitRate'],
    events: [
      ...['4xx', '5xx', 'Total', '401', '403', '404', '502', '503', '504'].map((code) => `${code}ErrorRate`),
      'FunctionExecutionErrors',
      'FunctionValidationErrors',
      'LambdaExecutionError',
      'LambdaValidationError',
    ],
  },
  'AWS/DynamoDB': {
    always: [],
    inUse: ['SuccessfulRequestLatency', 'ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'],
    events: ['SystemErrors', 'UserErrors', 'ThrottledRequests', 'ReadThrottleEvents', 'WriteThrottleEvents'],
  },
  'AWS/ELB': {
    always: ['HealthyHostCount', 'UnHealthyHostCount'],
    inUse: ['RequestCount', 'Latency', 'HTTPCode_Backend_2XX'],
    events: [
      ...codes.map((code) => `HTTPCode_Backend_${code}`),
      'HTTPCode_ELB_4XX',
      'HTTPCode_ELB_5XX',
      'BackendConnectionErrors',
      'SpilloverCount',
      'SurgeQueueLength',
    ],
  },
  'AWS/Events': {
    always: [],
    inUse: ['Invocations', 'InvocationAttempts', 'MatchedEvents', 'TriggeredRules'],
    events: [
      'FailedInvocations',
      'DeadLetterInvocations',
      'ThrottledRules',
      'InvocationsFailedToBeSentToDlq',
    ],
  },
  'AWS/Lambda': {
    always: [],
    inUse: [
      'Invocations',
      'Duration',
      'ConcurrentExecutions',
      'AsyncEventsReceived',
      'AsyncEventAge',
      'IteratorAge',
    ],
    events: ['Errors', 'Throttles', 'DeadLetterErrors', 'AsyncEventsDropped', 'DestinationDeliveryFailures'],
  },
  'AWS/NetworkELB': {
    always: ['HealthyHostCount', 'UnHealthyHostCount'],
    inUse: ['ActiveFlowCount', 'NewFlowCount', 'ProcessedBytes', 'ProcessedPackets', 'ConsumedLCUs'],
    events: [
      'TCP_Client_Reset_Count',
      'TCP_ELB_Reset_Count',
      'TCP_Target_Reset_Count',
      'PortAllocationErrorCount',
      'ClientTLSNegotiationErrorCount',
      'TargetTLSNegotiationErrorCount',
      'RejectedFlowCount',
    ],
  },
  'AWS/RDS': {
    always: ['DatabaseConnections', 'CPUUtilization', 'ClientConnections'],
    inUse: [
      'QueryRequests',
      'QueryDatabaseResponseLatency',
      'QueryResponseLatency',
      'DatabaseConnectionsBorrowLatency',
    ],
    events: [
      'DatabaseConnectionsSetupFailed',
      'ClientConnectionsSetupFailedAuth',
      'Deadlocks',
      'LoginFailures',
    ],
  },
  'AWS/SNS': {
    always: [],
    inUse: ['NumberOfMessagesPublished', 'NumberOfNotificationsDelivered', 'PublishSize'],
    events: ['NumberOfNotificationsFailed', 'NumberOfNotificationsFailedToRedriveToDlq'],
  },
  // A queue that nobody touches for six hours reports nothing, and a dead-letter queue is best never touched.
  'AWS/SQS': {
    always: [],
    inUse: [
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesDelayed',
      'ApproximateAgeOfOldestMessage',
      'NumberOfMessagesSent',
      'NumberOfMessagesReceived',
      'NumberOfMessagesDeleted',
    ],
    events: [],
  },
  'AWS/Scheduler': {
    always: [],
    inUse: ['InvocationAttemptCount'],
    events: [
      'TargetErrorCount',
      'TargetErrorThrottledCount',
      'InvocationThrottleCount',
      'InvocationDroppedCount',
      'InvocationsFailedToBeSentToDeadLetterCount',
    ],
  },
  'AWS/States': {
    always: [],
    inUse: ['ExecutionsStarted', 'ExecutionsSucceeded', 'ExecutionTime'],
    events: ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted', 'ExecutionThrottled'],
  },
  'AWS/WAFV2': {
    always: [],
    inUse: ['AllowedRequests', 'CountedRequests', 'PassedRequests'],
    events: ['BlockedRequests', 'CaptchaRequests', 'ChallengeRequests'],
  },
  ApplicationSignals: { always: [], inUse: ['Latency', 'Error', 'Fault'], events: [] },
  CloudWatchSynthetics: {
    always: ['SuccessPercent', 'Duration'],
    inUse: [],
    events: ['Failed', 'Failed requests', '4xx', '5xx'],
  },
};

/** Services that report all of their metrics all the time. */
const steady = [
  'AWS/CertificateManager',
  'AWS/EC2',
  'AWS/ECS',
  'AWS/EFS',
  'AWS/ElastiCache',
  'AWS/Route53',
  'CWAgent',
  'ContainerInsights',
  'ECS/ContainerInsights',
];

/** When a metric is reported. */
export function reportedWhen(namespace: string, metric: string): Reported {
  if (steady.includes(namespace)) return 'always';
  const service = reportingOf(namespace);
  if (service?.always.includes(metric)) return 'always';
  if (service?.inUse.includes(metric)) return 'in-use';
  return service?.events.includes(metric) ? 'events' : 'open';
}

/** Metrics of a service by which a resource shows that it is there and used. */
export function signsOfLife(namespace: string): readonly string[] {
  const service = reportingOf(namespace);
  return service ? [...service.always, ...service.inUse] : [];
}

function reportingOf(namespace: string): Reporting | undefined {
  return Object.hasOwn(services, namespace) ? services[namespace] : undefined;
}
