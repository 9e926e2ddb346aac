/** Units in which services publish, by namespace and by patterns of names, of which the first that fits counts. */
export const units: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS/ApplicationELB': { '*Time': 'Seconds', '*Bytes': 'Bytes', '*': 'Count' },
  'AWS/ApiGateway': { '*Latency': 'Milliseconds', '*': 'Count' },
  'AWS/CloudFront': { '*Rate': 'Percent', OriginLatency: 'Milliseconds' },
  'AWS/EC2': { CPUUtilization: 'Percent' },
  'AWS/ECS': { '*Utilization': 'Percent', '*Reservation': 'Percent' },
  'AWS/ElastiCache': { '*CPUUtilization': 'Percent', '*Percentage': 'Percent', FreeableMemory: 'Bytes' },
  'AWS/Lambda': { Errors: 'Count', Invocations: 'Count', Throttles: 'Count', Duration: 'Milliseconds' },
  'AWS/RDS': {
    '*Utilization': 'Percent',
    DatabaseConnections: 'Count',
    FreeableMemory: 'Bytes',
    FreeStorageSpace: 'Bytes',
  },
  'AWS/SQS': { '*Age*': 'Seconds', SentMessageSize: 'Bytes', '*': 'Count' },
  'AWS/States': { '*Time': 'Milliseconds', 'Execution*': 'Count' },
  CloudWatchSynthetics: { SuccessPercent: 'Percent', Duration: 'Milliseconds' },
};
