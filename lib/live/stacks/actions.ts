/** IAM actions that finding and reading stacks needs. */
export const stackActions: readonly string[] = [
  'cloudformation:DescribeStacks',
  'cloudformation:GetTemplate',
  'cloudformation:ListStackResources',
  'cloudformation:ListStacks',
];

/**
 * IAM actions that checking drift needs, beside leave to read the resources themselves. CloudFormation asks for the
 * first two when it is asked for a check.
 */
export const driftActions: readonly string[] = [
  'cloudformation:BatchDescribeTypeConfigurations',
  'cloudformation:DetectStackResourceDrift',
  'cloudformation:DescribeStackDriftDetectionStatus',
  'cloudformation:DescribeStackResourceDrifts',
  'cloudformation:DetectStackDrift',
];
