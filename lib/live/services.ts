/** Prefix that IAM has for the actions of each client. */
const prefixes: Readonly<Record<string, string>> = {
  ACMClient: 'acm',
  ApplicationAutoScalingClient: 'application-autoscaling',
  AutoScalingClient: 'autoscaling',
  BackupClient: 'backup',
  CloudFormationClient: 'cloudformation',
  CloudTrailClient: 'cloudtrail',
  CloudWatchClient: 'cloudwatch',
  ECSClient: 'ecs',
  ElastiCacheClient: 'elasticache',
  ElasticLoadBalancingV2Client: 'elasticloadbalancing',
  GuardDutyClient: 'guardduty',
  RDSClient: 'rds',
  SFNClient: 'states',
  SNSClient: 'sns',
  STSClient: 'sts',
  SyntheticsClient: 'synthetics',
  WAFV2Client: 'wafv2',
};

/** The action that IAM knows a call by: `rds:DescribeDBClusters`. */
export function actionOf(clientName: string, commandName: string): string {
  const prefix = Object.hasOwn(prefixes, clientName) ? prefixes[clientName] : undefined;
  if (prefix === undefined) throw new Error(`the IAM prefix of ${clientName} is not known`);
  return `${prefix}:${commandName.replace(/Command$/, '')}`;
}
